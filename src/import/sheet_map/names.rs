//! Names taken out of header cells and labels.

use crate::import::{
    measure::is_measure,
    words::{clean, half_width, trailing_bracket},
};

/// A name with what was beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    /// Cleaned.
    pub text: String,
    /// The part in English, if the name itself is Chinese.
    pub english: Option<String>,
    /// The measure in a bracket at the end.
    pub measure: Option<String>,
}

/// Chinese letters, without punctuation.
pub(super) fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text has any Chinese letter.
pub(super) fn has_cjk(text: &str) -> bool {
    text.chars().any(is_cjk)
}

/// Whether a text is words in Latin letters only.
pub(super) fn is_latin(text: &str) -> bool {
    !has_cjk(text) && text.chars().any(char::is_alphabetic)
}

/// On one line, without blanks between Chinese letters, leaders of dots, a leading # and marks of
/// footnotes.
pub(super) fn tidy(text: &str) -> String {
    let cleaned = clean(&text.replace('\u{ad}', ""));
    let mark = |it: char| matches!(it, '①'..='⑳' | '*' | '†' | '‡' | '¹' | '²' | '³');
    let dots = |it: char| matches!(it, '…' | '·' | '⋯');
    let mut text = cleaned.trim_start_matches(['#', '＃']).trim();
    text = text.trim_end_matches(mark).trim_end_matches(dots).trim();
    while let Some(cut) = text.strip_suffix("..") {
        text = cut.trim_end_matches('.').trim();
    }
    text.to_owned()
}

/// Splits a text at the change from Chinese to Latin letters.
pub(super) fn languages(text: &str) -> (String, Option<String>) {
    let Some((last, letter)) = text.char_indices().rfind(|(_, it)| is_cjk(*it)) else {
        return (text.to_owned(), None);
    };
    let mut cut = last + letter.len_utf8();
    let (_, tail) = text.split_at(cut);
    let open = tail.find(['(', '（']);
    let close = tail.find([')', '）']);
    if let Some(close) = close
        && open.is_none_or(|open| close < open)
    {
        cut += close
            + tail
                .get(close..)
                .and_then(|it| it.chars().next())
                .map_or(1, char::len_utf8);
    }
    let (chinese, english) = text.split_at(cut);
    let apart = english.starts_with(char::is_whitespace);
    let words = english.trim();
    let small = words.chars().filter(char::is_ascii_lowercase).count();
    let starts = words.starts_with(|it: char| it.is_ascii_alphabetic() || it == '#');
    // 人均GDP is one name; 北京Beijing is two.
    if starts && small >= 2 && (apart || words.len() >= 3) {
        (chinese.trim().to_owned(), Some(tidy(words)))
    } else {
        (text.to_owned(), None)
    }
}

/// Takes the measure in the last bracket off, with a single letter of a footnote behind it.
pub(super) fn take_measure(text: &str) -> (String, Option<String>) {
    let text = text.trim();
    let plain = match text.char_indices().rev().nth(1) {
        Some((at, ')' | '）')) if text.ends_with(|it: char| it.is_ascii_lowercase()) => text
            .get(
                ..at + text
                    .get(at..)
                    .and_then(|it| it.chars().next())
                    .map_or(1, char::len_utf8),
            )
            .unwrap_or(text),
        _ => text,
    };
    let Some((name, inner)) = trailing_bracket(plain) else {
        // 比上年增长%
        let bare = plain.strip_suffix(['%', '％']).map(str::trim_end);
        return match bare.filter(|it| it.ends_with(char::is_alphabetic)) {
            Some(name) => (name.to_owned(), Some("%".to_owned())),
            None => (text.to_owned(), None),
        };
    };
    let inner = measure_text(inner);
    let name = name.trim();
    if name.is_empty() || !counts_as_measure(&inner) {
        return (text.to_owned(), None);
    }
    (name.to_owned(), Some(inner))
}

/// A measure without `单位：` before it.
fn measure_text(inner: &str) -> String {
    clean(super::marks::measure_line(inner).unwrap_or(inner))
}

/// Whether a text in brackets behind a name, or alone in a cell, says a measure.
pub(super) fn counts_as_measure(text: &str) -> bool {
    if text.is_empty() || super::dates::period(text).is_some() {
        return false;
    }
    if is_measure(text) {
        return true;
    }
    let plain: String = text.chars().map(half_width).collect();
    if plain.contains(['%', '‰', '$', '¥', '￥', '€']) && plain.chars().count() < 40 {
        return true;
    }
    // 10 000 persons, 100 million yuan
    let rest = plain.trim_start_matches(|it: char| it.is_ascii_digit() || it == ' ' || it == ',');
    rest.len() < plain.len() && !has_cjk(rest) && is_measure(rest)
        || plain.split(['、', ',', '/']).count() > 1
            && plain
                .split(['、', ',', '/'])
                .all(|it| is_measure(it.trim()))
}

/// A measure that is all a cell holds: `(万人)`, or, where `bare`, `万人`.
pub(super) fn measure_alone(text: &str, bare: bool) -> Option<String> {
    let cleaned = clean(text);
    if let Some(said) = super::marks::measure_line(&cleaned) {
        return Some(said.to_owned());
    }
    if let Some((before, inner)) = trailing_bracket(&cleaned)
        && before.trim().is_empty()
    {
        let inner = clean(inner);
        return counts_as_measure(&inner).then_some(inner);
    }
    (bare && counts_as_measure(&cleaned)).then_some(cleaned)
}

/// A whole name: cleaned, its languages and its measure apart.
pub(super) fn name(text: &str) -> Name {
    let tidied = tidy(text);
    let (outer, outside) = take_measure(&tidied);
    let (chinese, english) = languages(&outer);
    let (name, inside) = take_measure(&chinese);
    let english = english.map(|it| take_measure(&it).0);
    Name {
        text: tidy(&name),
        english,
        measure: inside.or(outside),
    }
}

/// A name and the measure on the line below it, in one cell: `人口`, `万人`.
pub(super) fn measure_below(text: &str) -> Option<(&str, String)> {
    let (name, below) = text.trim().rsplit_once('\n')?;
    let below = clean(below);
    // One letter can be a piece of a word: 常住, 人.
    let whole = below.chars().count() > 1 || !has_cjk(&below);
    let named = name.trim().chars().count() > 1;
    (whole && named && counts_as_measure(&below)).then_some((name, below))
}

/// Whether a name is of a share or a rate, whose measure is a percent where one is listed.
pub(super) fn is_share(name: &str) -> bool {
    let last = name.rsplit(" / ").next().unwrap_or(name);
    [
        "比", "率", "比重", "比例", "占比", "增长", "增速", "增幅", "份额",
    ]
    .iter()
    .any(|it| last.ends_with(it))
}

/// Joins pieces of a name that was broken over rows.
pub(super) fn join(pieces: &[&str], english: bool) -> String {
    let mut joined = String::new();
    for piece in pieces
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
    {
        if english && joined.ends_with('-') && piece.starts_with(char::is_lowercase) {
            joined.pop();
        } else if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(piece);
    }
    let cleaned = clean(&joined);
    if english {
        return cleaned;
    }
    // Brackets broken over rows belong to what they hold.
    cleaned
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" (", "(")
        .replace("（ ", "（")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_measures_and_languages_come_apart() {
        for (text, expected, english, measure) in [
            ("地  区", "地区", "", ""),
            ("地区生产总值(亿元)", "地区生产总值", "", "亿元"),
            ("一般公共预算支出（亿元）i", "一般公共预算支出", "", "亿元"),
            (
                "总人口 Total Population (万人)",
                "总人口",
                "Total Population",
                "万人",
            ),
            (
                "总人口(万人)\nTotal Population (10 000 persons)",
                "总人口",
                "Total Population",
                "万人",
            ),
            ("人均GDP", "人均GDP", "", ""),
            ("R&D人员 R&D Personnel", "R&D人员", "R&D Personnel", ""),
            ("北京Beijing", "北京", "Beijing", ""),
            ("GDP (current US$)", "GDP", "", "current US$"),
            ("全  国 ......", "全国", "", ""),
            ("#女", "女", "", ""),
            ("比重 ( % )", "比重", "", "%"),
            ("北京①", "北京", "", ""),
            ("比上年增长%", "比上年增长", "", "%"),
            ("15%", "15%", "", ""),
            ("产值(不含税)", "产值(不含税)", "", ""),
        ] {
            let read = name(text);
            let found = (
                read.text.as_str(),
                read.english.unwrap_or_default(),
                read.measure.unwrap_or_default(),
            );
            assert_eq!(
                found,
                (expected, english.to_owned(), measure.to_owned()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_measure_below_its_name_comes_off() {
        let whole = |name, measure: &str| Some((name, measure.to_owned()));
        assert_eq!(measure_below("人口\n万人"), whole("人口", "万人"));
        assert_eq!(measure_below("增长\r\n%"), whole("增长\r", "%"));
        for text in ["常住\n人", "户\n万人", "总人口\nTotal Population", "万人"] {
            assert_eq!(measure_below(text), None, "{text}");
        }
    }

    #[test]
    fn pieces_join_in_their_language() {
        assert_eq!(join(&["地", "区"], false), "地区");
        assert_eq!(join(&["总人口", "(万", "人)"], false), "总人口(万人)");
        assert_eq!(
            join(&["Number of", "House-", "holds"], true),
            "Number of Households"
        );
    }
}
