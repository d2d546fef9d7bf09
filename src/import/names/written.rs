//! A name as it stands in a cell, taken apart.

use crate::import::words::{clean, half_width};

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Without numbering and footnote marks, half-width, on one line.
    pub(super) text: String,
    /// The same outside brackets.
    pub(super) bare: String,
    /// What stands in each bracket.
    pub(super) brackets: Vec<String>,
    /// Footnote marks that were dropped.
    pub(super) marks: String,
    /// A heading such as 其中 stood before it.
    pub(super) is_part: bool,
}

impl Written {
    pub(super) fn of(text: &str) -> Self {
        let half: String = text.chars().map(half_width).collect();
        let line = clean(&half);
        let (rest, is_part) = without_beginning(&line);
        let (rest, marks) = without_marks(rest);
        let (bare, brackets) = split_brackets(rest);
        Self {
            text: rest.to_owned(),
            bare,
            brackets,
            marks: marks.to_owned(),
            is_part,
        }
    }

    /// The brackets and marks together, as a remark to keep.
    pub(super) fn remark(&self) -> Option<String> {
        let mut remark = self.brackets.join("; ");
        if !self.marks.is_empty() {
            if !remark.is_empty() {
                remark.push(' ');
            }
            remark.push_str(&self.marks);
        }
        (!remark.is_empty()).then_some(remark)
    }

    /// The Chinese and the English part, where the bare name has both.
    pub(super) fn bilingual(&self) -> Option<(String, String)> {
        let chinese: String = self.bare.chars().filter(|&c| is_han(c)).collect();
        let latin: String = self.bare.chars().filter(|&c| !is_han(c)).collect();
        let has_letter = latin.chars().any(char::is_alphabetic);
        (!chinese.is_empty() && has_letter).then(|| (chinese, latin.trim().to_owned()))
    }
}

/// What all spellings of a name have in common: letters and digits, lower case, without accents.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.chars().map(half_width) {
        if letter == '&' {
            key.push_str("and");
        } else if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                key.push(letter.to_ascii_lowercase());
            }
        } else if letter.is_alphanumeric() && !is_mark(letter) {
            for lower in letter.to_lowercase() {
                match plain(lower) {
                    Some(letters) => key.push_str(letters),
                    None if is_accent(lower) => {}
                    None => key.push(lower),
                }
            }
        }
    }
    key
}

/// Accents that some writers put behind a letter as a character of its own.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Letters with an accent as names of places have them.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ǎ' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ǐ' | 'ı' => "i",
        'ñ' | 'ń' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ǒ' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => "u",
        'ý' | 'ÿ' => "y",
        'ş' | 'š' => "s",
        'ž' => "z",
        'ł' => "l",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A footnote mark: ①, ², *, †.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '*' | '†' | '‡' | '§' | '^' | '#' | '※' | '★' | '☆' | '△' | '▲' | '◎'
        | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{209c}'
        | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Drops what stands before a name: `#`, `1.`, 一、, 其中：, dots.
fn without_beginning(line: &str) -> (&str, bool) {
    let mut rest = line;
    let mut is_part = false;
    // Each turn drops something, so the loop ends.
    loop {
        let before = rest;
        rest = rest.trim_start_matches(|letter: char| {
            letter.is_whitespace()
                || is_mark(letter)
                || matches!(
                    letter,
                    '.' | '·' | '•' | '…' | '-' | '–' | '—' | '>' | '\'' | '"'
                )
        });
        for word in ["其中:", "其中", "of which:", "of which"] {
            if let Some(after) = rest.strip_prefix(word)
                && !after.is_empty()
            {
                rest = after;
                is_part = true;
            }
        }
        rest = without_number(rest).unwrap_or(rest);
        if rest == before {
            return (rest, is_part);
        }
    }
}

/// Drops `1.`, `(1)`, `1)`, 一、 or （一）.
fn without_number(text: &str) -> Option<&str> {
    let open = text.strip_prefix('(');
    let body = open.unwrap_or(text);
    let is_number =
        |letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter);
    let after = body.trim_start_matches(is_number);
    let digits = body.len() - after.len();
    if digits == 0 || digits > 9 {
        return None;
    }
    let chinese = !body.starts_with(|letter: char| letter.is_ascii_digit());
    let ends: &[char] = match (open.is_some(), chinese) {
        (true, _) => &[')'],
        (false, true) => &['、', '.', ')'],
        (false, false) => &['.', '、', ')', ' '],
    };
    let rest = after.strip_prefix(ends)?;
    // `1.5` is no numbered name.
    (!rest.is_empty() && !rest.starts_with(|letter: char| letter.is_ascii_digit())).then_some(rest)
}

/// Drops footnote marks behind a name, and digits right behind a Chinese character: 上海1, 上海1).
fn without_marks(text: &str) -> (&str, &str) {
    let mut rest = text.trim_end();
    loop {
        let before = rest;
        rest = rest.trim_end_matches(|letter: char| {
            letter.is_whitespace()
                || is_mark(letter)
                || matches!(letter, ':' | ',' | ';' | '、' | '。')
        });
        let digits = rest
            .strip_suffix(')')
            .filter(|inner| !inner.contains('('))
            .unwrap_or(rest);
        let name = digits.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let count = digits.len() - name.len();
        if (1..=2).contains(&count) && name.chars().next_back().is_some_and(is_han) {
            rest = name;
        }
        if rest == before {
            return (rest, text.get(rest.len()..).unwrap_or_default().trim());
        }
    }
}

/// The text outside brackets, and what stands in each.
fn split_brackets(text: &str) -> (String, Vec<String>) {
    let mut bare = String::new();
    let mut brackets = Vec::new();
    let mut inner = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' | '[' | '【' | '〔' | '{' => {
                depth += 1;
                if depth > 1 {
                    inner.push(letter);
                }
            }
            ')' | ']' | '】' | '〕' | '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    brackets.push(inner.trim().to_owned());
                    inner.clear();
                } else {
                    inner.push(letter);
                }
            }
            _ if depth > 0 => inner.push(letter),
            _ => bare.push(letter),
        }
    }
    if depth > 0 {
        brackets.push(inner.trim().to_owned());
    }
    (clean(&bare), brackets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (given, bare, remark) in [
            ("北  京", "北京", ""),
            ("北\u{3000}京", "北京", ""),
            ("上海市(1)", "上海市", "1"),
            ("上海市（1）", "上海市", "1"),
            ("呼和浩特*", "呼和浩特", "*"),
            ("上海①", "上海", "①"),
            ("上海1", "上海", "1"),
            ("上海1)", "上海", "1)"),
            ("#上海", "上海", ""),
            ("1.北京", "北京", ""),
            ("12、北京", "北京", ""),
            ("一、北京", "北京", ""),
            ("（一）北京", "北京", ""),
            ("其中：厦门", "厦门", ""),
            (".Alabama", "Alabama", ""),
            ("Hong Kong, China (SAR)", "Hong Kong, China", "SAR"),
            ("深圳（含深汕）", "深圳", "含深汕"),
            ("110000", "110000", ""),
            ("36个大中城市", "36个大中城市", ""),
            ("一带一路", "一带一路", ""),
            ("", "", ""),
            ("(", "", ""),
            ("***", "", ""),
        ] {
            let written = Written::of(given);
            assert_eq!(written.bare, bare, "{given:?}");
            assert_eq!(written.remark().unwrap_or_default(), remark, "{given:?}");
        }
    }

    #[test]
    fn keys_forget_accents_blanks_and_signs() {
        for (given, expected) in [
            ("Xi'an", "xian"),
            ("Xi’an", "xian"),
            ("Ürümqi", "urumqi"),
            ("Cote d’Ivoire", "cotedivoire"),
            ("Côte d'Ivoire", "cotedivoire"),
            ("Antigua & Barbuda", "antiguaandbarbuda"),
            ("刚果（金）", "刚果金"),
            ("Ａ", "a"),
            ("", ""),
        ] {
            assert_eq!(key(given), expected, "{given:?}");
        }
    }

    #[test]
    fn both_languages_in_one_cell_are_split() {
        let split = |text| Written::of(text).bilingual();
        let pair = |zh: &str, en: &str| Some((zh.to_owned(), en.to_owned()));
        assert_eq!(split("北京 Beijing"), pair("北京", "Beijing"));
        assert_eq!(split("Xi'an 西安"), pair("西安", "Xi'an"));
        assert_eq!(split("北京"), None);
        assert_eq!(split("Beijing"), None);
    }
}
