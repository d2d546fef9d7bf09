//! Texts of sheets without what changes from year to year.

use crate::import::words::{clean, half_width, key};

/// Texts longer than this are compared by their beginning only.
const LONGEST: usize = 120;

/// Two spellings of a name as one: no blanks, half-width, lower case.
pub(super) fn plain(text: &str) -> String {
    let key = key(&clean(text));
    match key.char_indices().nth(LONGEST) {
        Some((end, _)) => key.get(..end).unwrap_or_default().to_owned(),
        None => key,
    }
}

/// The same with a `*` in place of each year.
pub(super) fn without_year(text: &str) -> String {
    let plain = plain(text);
    let mut out = String::with_capacity(plain.len());
    let mut digits = String::new();
    for letter in plain.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let year = digits.len() == 4 && matches!(digits.get(..2), Some("19" | "20"));
        out.push_str(if year { "*" } else { &digits });
        digits.clear();
        if letter != ' ' {
            out.push(letter);
        }
    }
    out
}

/// Only the words: neither digits nor punctuation.
pub(super) fn only_words(text: &str) -> String {
    plain(text)
        .chars()
        .filter(|it| it.is_alphabetic() && *it != '年')
        .collect()
}

/// The year that a name holds last.
pub(super) fn last_year(text: &str) -> Option<i32> {
    let letters: String = text.chars().map(half_width).collect();
    letters
        .split(|it: char| !it.is_ascii_digit())
        .filter(|it| it.len() == 4)
        .filter_map(|it| it.parse().ok())
        .rfind(|it| (1900..=2100).contains(it))
}

/// How alike two words are, from 0 to 1.
pub(super) fn alike(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&plain(a), &plain(b))
}

/// How many pairs of neighbouring letters two texts share, from 0 to 1: other endings weigh less than other
/// words.
pub(super) fn in_common(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = text.chars().collect();
        letters
            .windows(2)
            .filter_map(|it| Some((*it.first()?, *it.last()?)))
            .collect()
    };
    let (own, mut other) = (pairs(a), pairs(b));
    let all = own.len() + other.len();
    if a == b || all == 0 {
        return if a == b { 1.0 } else { 0.0 };
    }
    let mut same = 0;
    for pair in own {
        if let Some(at) = other.iter().position(|it| *it == pair) {
            other.swap_remove(at);
            same += 1;
        }
    }
    2.0 * f64::from(same) / all as f64
}

/// Which of `words` comes nearest, if any is near enough to be the same thing renamed.
pub(super) fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for other in words {
        let score = alike(word, other);
        if score >= 0.5 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, other));
        }
    }
    best.map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_taken_out_and_other_numbers_stay() {
        for (text, expected) in [
            ("2020年各地区人口", "*年各地区人口"),
            ("人口（２０２０）", "人口(*)"),
            ("20201231", "20201231"),
            ("Table 1", "table1"),
            ("2015-2020", "*-*"),
        ] {
            assert_eq!(without_year(text), expected, "{text:?}");
        }
        assert_eq!(last_year("年鉴2018-2019.xls"), Some(2019));
        assert_eq!(last_year("12345"), None);
    }

    #[test]
    fn neighbouring_letters_tell_texts_apart() {
        assert_eq!(in_common("投资关系", "投资关系"), 1.0);
        assert_eq!(in_common("各省投资关系", "各省贸易关系"), 0.4);
        assert_eq!(in_common("各校与企业", "各校与企业初步"), 0.8);
        assert_eq!(in_common("甲", "乙"), 0.0);
    }

    #[test]
    fn the_nearest_name_is_near() {
        let words = ["常住人口", "年末总人口数", "面积"];
        assert_eq!(
            nearest("年末总人口", words.into_iter()),
            Some("年末总人口数")
        );
        assert_eq!(nearest("邮政局数量", words.into_iter()), None);
    }
}
