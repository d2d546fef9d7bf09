//! Looking for words in the manual.

use super::{Block, Manual, Span, Spot, plain};

/// So many places are given at the most.
const MOST: usize = 60;
/// So many letters of the line are told before what was found, and in all.
const BEFORE: usize = 12;
const LETTERS: usize = 60;

/// A line in which words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it is.
    pub at: Spot,
    /// The heading above it.
    pub heading: String,
    /// The line around what was found.
    pub line: String,
}

impl Manual {
    /// The lines that hold all of some words, in capitals or not; headings first, at most 60.
    pub fn find(&self, sought: &str) -> Vec<Hit> {
        let sought = sought.to_lowercase();
        let words: Vec<&str> = sought.split_whitespace().collect();
        let Some(first) = words.first() else {
            return Vec::new();
        };
        let mut hits = Vec::new();
        let mut heading = String::new();
        for (at, block) in self.blocks() {
            if let Block::Heading(_, words) = block {
                heading = plain(words);
            }
            for line in lines(block) {
                let small = line.to_lowercase();
                if words.iter().all(|word| small.contains(word)) {
                    hits.push(Hit {
                        at,
                        heading: heading.clone(),
                        line: around(&line, first),
                    });
                }
            }
        }
        hits.sort_by_key(|hit| hit.heading != hit.line);
        hits.truncate(MOST);
        hits
    }
}

/// The lines of a block: of a table its rows.
fn lines(block: &Block) -> Vec<String> {
    let row = |cells: &Vec<Vec<Span>>| {
        let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        cells.join("  ").trim().to_owned()
    };
    match block {
        Block::Heading(_, line) | Block::Paragraph(line) | Block::Item(line) => vec![plain(line)],
        Block::Code(code) => code.lines().map(str::to_owned).collect(),
        Block::Table(rows) => rows.iter().map(row).collect(),
    }
}

/// The part of a line that begins shortly before a word, which is in small letters.
fn around(line: &str, word: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let sought: Vec<char> = word.chars().collect();
    let small = |letter: &char| letter.to_lowercase().next().unwrap_or(*letter);
    let at = letters
        .windows(sought.len())
        .position(|part| part.iter().map(small).eq(sought.iter().copied()));
    let from = at.unwrap_or(0).saturating_sub(BEFORE);
    let part: String = letters.iter().skip(from).take(LETTERS).collect();
    let cut = [from > 0, letters.len() > from + LETTERS];
    let [before, after] = cut.map(|cut| if cut { "…" } else { "" });
    format!("{before}{}{after}", part.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Language, Texts};

    #[test]
    fn lines_are_found_with_their_heading() {
        let manual = Texts::new(Language::Chinese).manual();
        let hits = manual.find("并列");
        assert!(hits.len() > 3);
        assert!(hits.iter().all(|it| it.line.contains("并列")), "{hits:?}");
        let heading = manual.find("快捷键").remove(0);
        assert_eq!((heading.heading.as_str(), heading.at.block), ("快捷键", 0));
        let row = manual.find("Ctrl+N").remove(0);
        assert_eq!(row.heading, "快捷键");
        assert!(row.line.contains("新建"), "{row:?}");

        let manual = Texts::new(Language::English).manual();
        let both = manual.find("RANKING Backup charts");
        assert!(both.is_empty(), "not all of them stand in one line");
        assert!(!manual.find("RULE ranking").is_empty());
        assert_eq!(manual.find("topsis").remove(0).heading, "TOPSIS (topsis)");
        assert!(manual.find("no such words").is_empty() && manual.find("  ").is_empty());
    }

    #[test]
    fn a_long_line_is_told_around_the_word() {
        let line = format!("{}Word{}", "a".repeat(40), "b".repeat(80));
        let told = around(&line, "word");
        assert!(told.starts_with("…aaaaaaaaaaaaWordb") && told.ends_with("b…"));
        assert_eq!(around("short word", "word"), "short word");
    }
}
