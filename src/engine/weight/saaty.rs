//! Judgements as people write them: 3, 1/3.

/// The judgements of the usual scale (1–9 标度), from 1/9 over 1 to 9.
pub const SAATY_SCALE: [f64; 17] = [
    1.0 / 9.0,
    1.0 / 8.0,
    1.0 / 7.0,
    1.0 / 6.0,
    1.0 / 5.0,
    1.0 / 4.0,
    1.0 / 3.0,
    1.0 / 2.0,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    6.0,
    7.0,
    8.0,
    9.0,
];

/// A typed judgement: a number or a fraction of two, with ordinary or full-width signs.
///
/// Any finite number is read, also one that is no judgement for being zero or negative; a text that
/// is no number, or a fraction of zero, is none.
///
/// ```
/// use heng::engine::weight::parse_judgement;
/// assert_eq!(parse_judgement("1/3"), Some(1.0 / 3.0));
/// assert_eq!(parse_judgement(" １／３ "), Some(1.0 / 3.0));
/// assert_eq!(parse_judgement("0.333"), Some(0.333));
/// assert_eq!(parse_judgement("1/0"), None);
/// ```
pub fn parse_judgement(text: &str) -> Option<f64> {
    let plain: String = text.chars().map(plain).collect();
    let value = match plain.split_once('/') {
        Some((above, below)) => number(above)? / number(below)?,
        None => number(&plain)?,
    };
    value.is_finite().then_some(value)
}

/// A judgement as people write it: `3`, `1/3`, else the decimal number to twelve digits.
///
/// What is written reads back as the same number, to 1e-11 of it.
///
/// ```
/// use heng::engine::weight::judgement_text;
/// assert_eq!(judgement_text(1.0 / 3.0), "1/3");
/// assert_eq!(judgement_text(5.0), "5");
/// assert_eq!(judgement_text(0.33), "0.33");
/// ```
pub fn judgement_text(value: f64) -> String {
    // To twelve digits, so that 1 divided by 1/0.33 is 0.33 again.
    let digits = |value: f64| {
        let rounded = format!("{value:.11e}").parse::<f64>();
        rounded.unwrap_or(value)
    };
    let under = digits(1.0 / value);
    if value > 0.0 && value < 1.0 && under.is_finite() && under == libm::round(under) {
        return format!("1/{under}");
    }
    digits(value).to_string()
}

/// A full-width digit or sign as its ordinary one, and the signs of a fraction as a slash.
fn plain(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2212}' => '-',
        _ => letter,
    }
}

/// A plain decimal number; words such as `inf` and exponents are none.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let decimal = |it: char| it.is_ascii_digit() || matches!(it, '.' | '-' | '+');
    text.chars().all(decimal).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_reads_back() {
        let texts = SAATY_SCALE.map(judgement_text);
        assert_eq!(
            texts.join(" "),
            "1/9 1/8 1/7 1/6 1/5 1/4 1/3 1/2 1 2 3 4 5 6 7 8 9"
        );
        for (text, value) in texts.iter().zip(SAATY_SCALE) {
            assert_eq!(parse_judgement(text), Some(value), "{text}");
        }
        for value in [0.333, 2.466_212_074_33, 1e-9, 1e9, 0.9, 1.0 / (1.0 / 0.33)] {
            let back = parse_judgement(&judgement_text(value)).unwrap();
            assert!((back / value - 1.0).abs() < 1e-11, "{value} {back}");
        }
    }

    #[test]
    fn texts_are_judgements_or_not() {
        for (text, expected) in [
            ("3", Some(3.0)),
            ("３", Some(3.0)),
            (" 2 / 4 ", Some(0.5)),
            ("1\u{2044}4", Some(0.25)),
            (".5", Some(0.5)),
            ("0", Some(0.0)),
            ("-3", Some(-3.0)),
            ("−3", Some(-3.0)),
            ("", None),
            ("/", None),
            ("1/", None),
            ("1/2/3", None),
            ("inf", None),
            ("NaN", None),
            ("1e3", None),
            ("three", None),
            ("1/0", None),
            ("0/0", None),
        ] {
            assert_eq!(parse_judgement(text), expected, "{text:?}");
        }
        assert_eq!(judgement_text(0.0), "0");
        assert_eq!(judgement_text(-0.5), "-0.5");
    }
}
