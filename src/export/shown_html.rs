//! Tables as people paste them into Excel, WPS and Word: as a web page, beside the plain text.

use super::shown_text::{guarded, is_number};

/// A spreadsheet keeps no more digits of a number than these.
const DIGITS: usize = 15;

/// A table as a web page for the clipboard: the first `heads` rows bold. Numbers stay numbers; what
/// only looks like one, such as a code with leading zeros, stays text, and every cell is guarded as in
/// plain text.
///
/// ```
/// use heng::export::table_html;
/// let rows = [["代码", "得分"], ["010", "-2.5"]].map(|it| it.map(str::to_owned).to_vec());
/// let page = table_html(&rows, 1);
/// assert!(page.contains("<th style='mso-number-format:\"\\@\"'>代码</th>"));
/// assert!(page.contains("<td style='mso-number-format:\"\\@\"'>010</td><td>-2.5</td>"));
/// ```
pub fn table_html(rows: &[Vec<String>], heads: usize) -> String {
    let mut page = String::from("<meta charset=\"utf-8\"><table>");
    for (at, row) in rows.iter().enumerate() {
        let tag = if at < heads { "th" } else { "td" };
        page.push_str("<tr>");
        for cell in row {
            push_cell(&mut page, tag, cell);
        }
        page.push_str("</tr>");
    }
    page.push_str("</table>");
    page
}

fn push_cell(page: &mut String, tag: &str, cell: &str) {
    page.push('<');
    page.push_str(tag);
    if !cell.is_empty() && !counts(cell) {
        page.push_str(" style='mso-number-format:\"\\@\"'");
    }
    page.push('>');
    for letter in guarded(cell).chars() {
        match letter {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\t' | '\r' | '\n' => page.push(' '),
            other => page.push(other),
        }
    }
    page.push_str("</");
    page.push_str(tag);
    page.push('>');
}

/// Whether a spreadsheet may take a cell for a number without losing anything of it.
fn counts(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['+', '-']);
    let mut letters = digits.chars();
    let padded =
        letters.next() == Some('0') && letters.next().is_some_and(|it| it.is_ascii_digit());
    let long = digits.len() > DIGITS && digits.bytes().all(|it| it.is_ascii_digit());
    is_number(cell) && !padded && !long
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::import::{ReadOptions, read_bytes};

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |row: &&[&str]| row.iter().map(|it| (*it).to_owned()).collect();
        cells.iter().map(row).collect()
    }

    #[test]
    fn only_what_loses_nothing_is_a_number() {
        for number in ["0", "-2.5", "1e-7", "0.30000000000000004", "5%", "110000"] {
            assert!(counts(number), "{number}");
        }
        for text in [
            "007",
            "-01",
            "1234567890123456",
            "北京",
            "1-2",
            "3/4",
            "=1",
            "",
        ] {
            assert!(!counts(text), "{text}");
        }
    }

    #[test]
    fn markup_and_formulas_stay_words() {
        let page = table_html(&rows(&[&["<b>A&B</b>", "=1+1", "a\nb", ""]]), 0);
        assert!(page.contains(">&lt;b&gt;A&amp;B&lt;/b&gt;</td>"), "{page}");
        assert!(page.contains(">'=1+1</td>"), "{page}");
        assert!(page.contains(">a b</td><td></td></tr>"), "{page}");
    }

    #[test]
    fn pasted_again_the_cells_are_the_same() {
        let copied = rows(&[
            &["城市", "代码", "得分"],
            &["A&B \"x\"", "0010", "-2.5"],
            &["<北京>", "", "81.25"],
        ]);
        let page = table_html(&copied, 1);
        let go_on = &mut |_| ControlFlow::Continue(());
        let book = read_bytes("clip.html", page.as_bytes(), &ReadOptions::default(), go_on);
        let book = book.unwrap();
        let read: Vec<Vec<String>> = book.sheets[0]
            .rows()
            .map(|(_, cells)| cells.iter().map(|it| it.value.text()).collect())
            .collect();
        // What is empty has no cell.
        let filled = |row: Vec<String>| row.into_iter().filter(|it| !it.is_empty()).collect();
        let copied: Vec<Vec<String>> = copied.into_iter().map(filled).collect();
        assert_eq!(read, copied);
    }
}
