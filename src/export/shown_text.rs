//! Tables as text that people open in a spreadsheet: copied ones, and CSV files made for the eye.
//!
//! A spreadsheet carries out a cell that begins like a formula, whoever wrote it ([CSV injection]).
//! Such words get an apostrophe before them, which keeps them words; numbers stay as they are.
//! The tidy outputs, which other programs read, are exact and not made here.
//!
//! [CSV injection]: https://owasp.org/www-community/attacks/CSV_Injection

use std::borrow::Cow;

/// With these a formula begins, also in the width of Chinese letters, or a cell that a spreadsheet
/// may read as beginning with what follows.
const STARTS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// A tab, as the clipboard has it.
    Tab,
    /// A comma, as CSV files have it.
    Comma,
}

/// A cell that no spreadsheet takes for a formula.
///
/// ```
/// use heng::export::guarded;
/// assert_eq!(guarded("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
/// assert_eq!(guarded("-12.5"), "-12.5");
/// assert_eq!(guarded("+5%"), "+5%");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    let begins = text.trim_start_matches(' ').starts_with(STARTS);
    if begins && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a text is a number as people write it: a sign, digits with commas between thousands, a
/// point, a power of ten, a percent sign.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim_matches(' ');
    let text = text.strip_suffix('%').unwrap_or(text);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, power) = match digits.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, Some(power)),
        None => (digits, None),
    };
    let all_digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let (whole, part) = match mantissa.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (mantissa, None),
    };
    let grouped = |it: &str| {
        let mut groups = it.split(',');
        let first = groups
            .next()
            .is_some_and(|it| it.len() <= 3 && all_digits(it));
        first && groups.all(|it| it.len() == 3 && all_digits(it))
    };
    let whole_is = all_digits(whole) || grouped(whole) || (whole.is_empty() && part.is_some());
    let power_is = power.is_none_or(|it| all_digits(it.strip_prefix(['+', '-']).unwrap_or(it)));
    whole_is
        && part.is_none_or(|it| all_digits(it) || (it.is_empty() && !whole.is_empty()))
        && power_is
}

/// A table as text, a line a row, every cell guarded. On the clipboard breaks within a cell become
/// blanks; in CSV such cells stand in quotes.
pub fn table_text(rows: &[Vec<String>], between: Between) -> String {
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(match between {
                    Between::Tab => '\t',
                    Between::Comma => ',',
                });
            }
            text.push_str(&cell_text(cell, between));
        }
        text.push_str(match between {
            Between::Tab => "\n",
            // As RFC 4180 has it.
            Between::Comma => "\r\n",
        });
    }
    text
}

/// A table as the bytes of a CSV file: UTF-8 with the mark by which Excel knows it, commas, every
/// cell guarded.
///
/// ```
/// use heng::export::table_csv;
/// let rows = [["城市", "=1+1", "-2.5"].map(str::to_owned).to_vec()];
/// assert_eq!(table_csv(&rows), "\u{feff}城市,'=1+1,-2.5\r\n".as_bytes());
/// ```
pub fn table_csv(rows: &[Vec<String>]) -> Vec<u8> {
    format!("\u{feff}{}", table_text(rows, Between::Comma)).into_bytes()
}

fn cell_text(cell: &str, between: Between) -> String {
    let cell = guarded(cell);
    match between {
        Between::Tab => {
            let cell = cell.replace(['\t', '\r', '\n'], " ");
            // Only at the beginning a quote is read as one.
            if cell.starts_with('"') {
                quoted(&cell)
            } else {
                cell
            }
        }
        Between::Comma if cell.contains([',', '"', '\r', '\n']) => quoted(&cell),
        Between::Comma => cell.into_owned(),
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_kept_as_words() {
        for text in [
            "=1+1",
            "+1+1",
            "-1-1",
            "@SUM(A1)",
            "=cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "+cmd",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "＝1+1",
            "＋A1",
            "－A1",
            "＠A1",
            "-",
            "+",
            "--1",
            "+-1",
            "-1,23",
            "-1e",
            "-1e5e5",
            "-.",
            "-1%%",
            "-%",
            "-1.2.3",
            "-1 2",
            "-0x10",
            "-inf",
            "-NaN",
            "-北京",
        ] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_other_words_stay_as_they_are() {
        for text in [
            "",
            " ",
            "0",
            "-1",
            "+1",
            "-1.5",
            "-.5",
            "-5.",
            "+5%",
            "-12.5%",
            " -3 ",
            "-1,234.56",
            "+1,234,567",
            "-1e5",
            "-1.5E-10",
            "+2e+3",
            "北京市",
            "a=b",
            "1-2",
            "'=1",
            "−5",
            "–",
            "\"=1\"",
            "R&D",
            "a@b.c",
        ] {
            assert_eq!(guarded(text), text, "{text:?}");
        }
        for number in [-0.1, f64::MIN, -1e-300, -0.0, f64::MAX] {
            assert_eq!(guarded(&number.to_string()), number.to_string());
            assert_eq!(guarded(&format!("{number:e}")), format!("{number:e}"));
        }
    }

    #[test]
    fn a_cell_never_leaves_its_place() {
        let cells = ["a\tb", "x\n=1", "\"q", "p,=1", "=1", "-2", "say \"no\""];
        let rows = vec![cells.map(str::to_owned).to_vec()];
        assert_eq!(
            table_text(&rows, Between::Tab),
            "a b\tx =1\t\"\"\"q\"\tp,=1\t'=1\t-2\tsay \"no\"\n"
        );
        let text = table_text(&rows, Between::Comma);
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false);
        let read: Vec<csv::StringRecord> = reader
            .from_reader(text.as_bytes())
            .records()
            .map(Result::unwrap)
            .collect();
        assert_eq!(read.len(), 1);
        let back: Vec<&str> = read[0].iter().collect();
        assert_eq!(
            back,
            ["a\tb", "x\n=1", "\"q", "p,=1", "'=1", "-2", "say \"no\""]
        );
    }
}
