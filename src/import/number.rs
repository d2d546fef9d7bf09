//! Numbers as people write them.

/// What a text in a column of numbers says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// Nothing, or one of the usual marks for a missing value.
    Missing,
    /// A number.
    Number {
        /// The number. A percentage stays as written: `12.5%` is 12.5.
        value: f64,
        /// More than plain digits had to be understood: grouping, a suffix, full-width digits.
        repaired: bool,
        /// The sign behind the number, from which a column without a measure takes one.
        sign: Option<PartSign>,
    },
    /// Anything else.
    NotANumber,
}

/// A sign that says which part of a whole a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartSign {
    /// `%`
    Percent,
    /// `‰`
    PerMille,
}

impl PartSign {
    /// As people write it, and as the measure of a column.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::PerMille => "‰",
        }
    }
}

/// Marks that stand for a missing value, beside rows of dashes and dots.
const MISSING: [&str; 9] = [":", "x", "NA", "N/A", "n/a", "空", "无数据", "NaN", "null"];

/// Errors as spreadsheets write them.
const ERRORS: [&str; 10] = [
    "#N/A",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

/// Reads a text as a number.
///
/// With `decimal_comma`, the comma is the decimal sign and the point separates thousands.
///
/// ```
/// use heng::import::number::{Reading, parse};
/// let plain = |value| Reading::Number { value, repaired: false, sign: None };
/// assert_eq!(parse("-1.5e3", false), plain(-1500.0));
/// assert_eq!(parse("28,801", true), plain(28.801));
/// assert_eq!(parse("……", false), Reading::Missing);
/// assert_eq!(parse("1,23", false), Reading::NotANumber);
/// ```
pub fn parse(text: &str, decimal_comma: bool) -> Reading {
    let given = text.trim();
    if is_missing(given) {
        return Reading::Missing;
    }
    let plain: String = given.chars().map(plain_char).collect();
    let mut rest = plain.trim();
    let mut repaired = plain != given.replace('−', "-");
    if let Some(before) = without_footnote(rest) {
        rest = before;
        repaired = true;
        if is_missing(rest) {
            return Reading::Missing;
        }
    }
    let outside = accounted(rest);
    let (rest, sign, exponent) = split_suffix(outside.unwrap_or(rest));
    // The sign may stand inside the brackets or behind them.
    let inside = accounted(rest).filter(|_| outside.is_none());
    let negative = outside.or(inside).is_some();
    let rest = inside.unwrap_or(rest);
    repaired |= sign.is_some() || exponent != 0 || negative;
    if negative && !is_amount(rest) {
        return Reading::NotANumber;
    }
    let Some((digits, grouped)) = ungrouped(rest, decimal_comma) else {
        return Reading::NotANumber;
    };
    let digits = if negative {
        format!("-{digits}")
    } else {
        digits
    };
    // A suffix becomes an exponent, so that 3.3万 is the number nearest to 33000.
    let shifted = if exponent == 0 {
        digits
    } else {
        format!("{digits}e{exponent}")
    };
    match shifted.parse::<f64>() {
        Ok(value) if value.is_finite() => Reading::Number {
            value,
            repaired: repaired || grouped,
            sign,
        },
        _ => Reading::NotANumber,
    }
}

fn is_missing(text: &str) -> bool {
    let half: String = text.chars().map(plain_char).collect();
    let half = half.trim();
    let dashes = |mark: char| matches!(mark, '-' | '–' | '—' | '―' | '─');
    let dots = |mark: char| matches!(mark, '.' | '…' | '⋯');
    half.is_empty()
        || half.chars().all(dashes)
        || (half.chars().all(dots) && half != ".")
        || MISSING.contains(&half)
        || ERRORS.contains(&half)
}

/// Full-width signs and digits become ordinary ones, unusual blanks the usual one.
fn plain_char(letter: char) -> char {
    match letter {
        '\u{2212}' => '-',
        '\u{00a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        _ => super::words::half_width(letter),
    }
}

/// Cuts off marks such as ① or *, and a single flag letter after a blank.
fn without_footnote(text: &str) -> Option<&str> {
    let mark =
        |letter: char| matches!(letter, '①'..='⑳' | '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴'..='⁹');
    let cut = text.trim_end_matches(mark);
    let flag = cut.strip_suffix(" b").or_else(|| {
        let (rest, _) = super::status::split(cut)?;
        Some(rest)
    });
    let cut = flag.unwrap_or(cut).trim_end();
    (cut.len() < text.len()).then_some(cut)
}

/// What stands in brackets, as accountants write what is below zero.
fn accounted(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    Some(inside.trim())
}

/// Whether digits in brackets are an amount: `(1)` and `(12)` are marks of notes or numbers of columns, and
/// `(2019)` is a year.
fn is_amount(digits: &str) -> bool {
    let plain = digits.bytes().all(|it| it.is_ascii_digit());
    let year = || {
        digits
            .parse()
            .is_ok_and(|it: u32| (1900..=2100).contains(&it))
    };
    digits.starts_with(|it: char| it.is_ascii_digit() || it == '.')
        && !(plain && (digits.len() < 3 || year()))
}

/// Splits off %, ‰, 万 or 亿: the rest, the sign, the power of ten.
fn split_suffix(text: &str) -> (&str, Option<PartSign>, i32) {
    let suffixes = [
        ("%", Some(PartSign::Percent), 0),
        ("‰", Some(PartSign::PerMille), 0),
        ("万亿", None, 12),
        ("万", None, 4),
        ("亿", None, 8),
    ];
    for (suffix, sign, exponent) in suffixes {
        if let Some(before) = text.strip_suffix(suffix) {
            return (before.trim_end(), sign, exponent);
        }
    }
    (text, None, 0)
}

/// Digits, at most one point and an exponent, as Rust reads them; and whether thousands were
/// separated.
fn ungrouped(text: &str, decimal_comma: bool) -> Option<(String, bool)> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text).trim_start();
    let sign = if text.starts_with('-') { "-" } else { "" };
    let (mantissa, exponent) = unsigned
        .find(['e', 'E'])
        .map_or((unsigned, ""), |at| unsigned.split_at(at));
    if !exponent.is_empty() && !is_exponent(exponent) {
        return None;
    }
    let (decimal, thousands) = if decimal_comma {
        (',', '.')
    } else {
        ('.', ',')
    };
    let (whole, part) = mantissa
        .split_once(decimal)
        .map_or((mantissa, None), |(whole, part)| (whole, Some(part)));
    if !part
        .unwrap_or_default()
        .bytes()
        .all(|it| it.is_ascii_digit())
    {
        return None;
    }
    let (whole, grouped) = match without_separators(whole, thousands) {
        Some(whole) => whole,
        // A point that separates no thousands can only be a decimal point.
        None if decimal_comma && part.is_none() => return ungrouped(text, false),
        None => return None,
    };
    let part = part.unwrap_or_default();
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { &whole };
    let point = if part.is_empty() { "" } else { "." };
    Some((format!("{sign}{whole}{point}{part}{exponent}"), grouped))
}

/// `e` with a sign and a few digits.
fn is_exponent(text: &str) -> bool {
    let digits = text
        .strip_prefix(['e', 'E'])
        .map(|it| it.strip_prefix(['+', '-']).unwrap_or(it));
    digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The digits of a whole number, if its thousands are separated rightly or not at all.
fn without_separators(whole: &str, separator: char) -> Option<(String, bool)> {
    if whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some((whole.to_owned(), false));
    }
    let used = if whole.contains(separator) {
        separator
    } else {
        ' '
    };
    let mut groups = whole.split(used);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|digit| digit.is_ascii_digit());
    let first_right = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let right = first_right && groups.all(|group| group.len() == 3 && digits(group));
    right.then(|| (whole.replace(used, ""), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, whether the comma is decimal, and `missing`, `no`, or the number with `~` for a repair.
    const CASES: &[(&str, bool, &str)] = &[
        ("", false, "missing"),
        ("  \u{3000}", false, "missing"),
        ("-", false, "missing"),
        ("—", false, "missing"),
        ("――", false, "missing"),
        ("–", false, "missing"),
        ("－", false, "missing"),
        ("…", false, "missing"),
        ("......", false, "missing"),
        ("..", false, "missing"),
        ("...", false, "missing"),
        (".", false, "no"),
        (":", false, "missing"),
        ("：", false, "missing"),
        ("x", false, "missing"),
        ("X", false, "no"),
        ("NA", false, "missing"),
        (" N/A ", false, "missing"),
        ("n/a", false, "missing"),
        ("空", false, "missing"),
        ("无数据", false, "missing"),
        ("NaN", false, "missing"),
        ("nan", false, "no"),
        ("null", false, "missing"),
        ("#N/A", false, "missing"),
        ("#DIV/0!", false, "missing"),
        ("—①", false, "missing"),
        ("0", false, "0"),
        ("12", false, "12"),
        (" 12.50 ", false, "12.5"),
        (".5", false, "0.5"),
        ("5.", false, "5"),
        ("+3", false, "3"),
        ("-3", false, "-3"),
        ("−3", false, "-3"),
        ("1e3", false, "1000"),
        ("1.5E-2", false, "0.015"),
        ("1e", false, "no"),
        ("e5", false, "no"),
        ("1e999", false, "no"),
        ("inf", false, "no"),
        ("Infinity", false, "no"),
        ("0x10", false, "no"),
        ("1_000", false, "no"),
        ("１２．５", false, "~12.5"),
        ("－１２", false, "~-12"),
        ("1,234,567", false, "~1234567"),
        ("1,234.5", false, "~1234.5"),
        ("1，234", false, "~1234"),
        ("12,345,67", false, "no"),
        ("1,23", false, "no"),
        ("0,123", false, "no"),
        ("1,234", true, "1.234"),
        ("28,801", true, "28.801"),
        ("-0,05", true, "-0.05"),
        ("1.234,5", true, "~1234.5"),
        ("28.801", true, "~28801"),
        ("3.14", true, "3.14"),
        ("1,2,3", true, "no"),
        ("1\u{202f}234\u{202f}567", false, "~1234567"),
        ("1\u{a0}234", false, "~1234"),
        ("1 23", false, "no"),
        ("12.5%", false, "~12.5%"),
        ("12.5 ％", false, "~12.5%"),
        ("3‰", false, "~3‰"),
        ("3.3万", false, "~33000"),
        ("1.2亿", false, "~120000000"),
        ("2万亿", false, "~2000000000000"),
        ("万", false, "no"),
        ("3万元", false, "no"),
        ("12.3①", false, "~12.3"),
        ("12.3*", false, "~12.3"),
        ("12.3 p", false, "~12.3"),
        ("12.3p", false, "no"),
        ("12.3 q", false, "no"),
        ("12 13", false, "no"),
        ("(1,250)", false, "~-1250"),
        ("（1,250.5）", false, "~-1250.5"),
        ("( 350 )", false, "~-350"),
        ("(0.5)", false, "~-0.5"),
        ("(12.5%)", false, "~-12.5%"),
        ("(12.5)%", false, "~-12.5%"),
        ("(1.250,5)", true, "~-1250.5"),
        ("(1,250)①", false, "~-1250"),
        ("(1)", false, "no"),
        ("(12)", false, "no"),
        ("(2019)", false, "no"),
        ("(-3.5)", false, "no"),
        ("12.3(1)", false, "no"),
        ("((350))", false, "no"),
        ("(a)", false, "no"),
        ("()", false, "no"),
        ("many", false, "no"),
        ("1-2", false, "no"),
        ("--5", false, "no"),
        ("+-5", false, "no"),
        ("1.2.3", false, "no"),
    ];

    #[test]
    fn texts_read_as_people_mean_them() {
        for &(text, decimal_comma, expected) in CASES {
            let read = match parse(text, decimal_comma) {
                Reading::Missing => "missing".to_owned(),
                Reading::NotANumber => "no".to_owned(),
                Reading::Number {
                    value,
                    repaired,
                    sign,
                } => format!(
                    "{}{value}{}",
                    if repaired { "~" } else { "" },
                    sign.map_or("", PartSign::symbol)
                ),
            };
            assert_eq!(read, expected, "{text:?}");
        }
    }
}
