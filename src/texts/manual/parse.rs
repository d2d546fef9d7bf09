//! The Markdown that the pages under `docs` use, and no more of it: headings, paragraphs a line
//! each, lists of one level, code and tables.

use super::inline::{Span, spans};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading and its level, 1 the title of the page.
    Heading(usize, Vec<Span>),
    /// A line of words.
    Paragraph(Vec<Span>),
    /// An entry of a list.
    Item(Vec<Span>),
    /// Lines to be typed as they stand.
    Code(String),
    /// Rows of cells, the head first.
    Table(Vec<Vec<Vec<Span>>>),
}

/// The sections of a page, each with its heading first; a heading below the second level begins
/// none.
pub(super) fn sections(page: &str) -> Vec<Vec<Block>> {
    let mut sections: Vec<Vec<Block>> = Vec::new();
    for block in blocks(page) {
        let begins = matches!(block, Block::Heading(level, _) if level <= 2);
        match sections.last_mut().filter(|_| !begins) {
            Some(section) => section.push(block),
            None => sections.push(vec![block]),
        }
    }
    sections
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_end();
        if line.starts_with("```") {
            let code: Vec<&str> = lines
                .by_ref()
                .take_while(|it| !it.starts_with("```"))
                .collect();
            blocks.push(Block::Code(code.join("\n")));
        } else if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(row) = lines.next_if(|it| it.starts_with('|')) {
                if !is_rule(row) {
                    rows.push(cells(row));
                }
            }
            blocks.push(Block::Table(rows));
        } else if !line.is_empty() && !is_signpost(line) {
            blocks.push(one_line(line));
        }
    }
    blocks
}

fn one_line(line: &str) -> Block {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    if level > 0 && words.starts_with(' ') {
        return Block::Heading(level, spans(words.trim()));
    }
    match line.strip_prefix("- ") {
        Some(item) => Block::Item(spans(item)),
        None => Block::Paragraph(spans(line)),
    }
}

/// The line of links between the files of the project, which lead out of the program.
fn is_signpost(line: &str) -> bool {
    line.starts_with('[') && line.contains("](../README.md")
}

/// The line below the head of a table.
fn is_rule(row: &str) -> bool {
    row.chars().all(|it| matches!(it, '|' | '-' | ':' | ' ')) && row.contains('-')
}

/// The cells of a row; a bar inside code is part of it.
fn cells(row: &str) -> Vec<Vec<Span>> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    let mut code = false;
    let cells = row.split(|letter| {
        code ^= letter == '`';
        letter == '|' && !code
    });
    cells.map(|cell| spans(cell.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::plain, *};

    const PAGE: &str = "# Title\n\n[Home](../README.md) · Title\n\nIntro.\n\n## One\n\n\
        - first\n- **second**\n\n```\na | b\n\n# c\n```\n\n### Below\n\n| a | `x | y` |\n|---|---|\n\
        | | 2 |\n\n## Two\nend\n";

    #[test]
    fn a_page_falls_into_sections_of_blocks() {
        let sections = sections(PAGE);
        let sizes: Vec<usize> = sections.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 6, 2]);
        let one = &sections[1];
        assert_eq!(one[0], Block::Heading(2, spans("One")));
        assert_eq!(one[2], Block::Item(spans("**second**")));
        assert_eq!(one[3], Block::Code("a | b\n\n# c".to_owned()));
        assert_eq!(one[4], Block::Heading(3, spans("Below")));
        let Block::Table(rows) = &one[5] else {
            panic!("{:?}", one[5]);
        };
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| plain(cell)).collect())
            .collect();
        assert_eq!(cells, [["a", "x | y"], ["", "2"]]);
    }
}
