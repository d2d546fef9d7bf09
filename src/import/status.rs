//! How final a value is: 初步, 修订, p, r.

use serde::{Deserialize, Serialize};

/// How final a published value is. One without a word about it has none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 初步, 快报, p: a first figure that will change.
    Preliminary,
    /// 修订, r: changed since it was first published.
    Revised,
    /// 最终, 终: not to be changed any more.
    Final,
    /// 估计, e: worked out rather than counted.
    Estimated,
    /// 预测, 预计, f: not yet happened.
    Forecast,
}

/// Words in brackets behind a number, or at the end of a header.
const WORDS: [(&str, Status); 19] = [
    ("初步核算数", Status::Preliminary),
    ("初步核算", Status::Preliminary),
    ("初步数", Status::Preliminary),
    ("初步", Status::Preliminary),
    ("快报数", Status::Preliminary),
    ("快报", Status::Preliminary),
    ("preliminary", Status::Preliminary),
    ("provisional", Status::Preliminary),
    ("修订数", Status::Revised),
    ("修订", Status::Revised),
    ("revised", Status::Revised),
    ("最终核实数", Status::Final),
    ("最终核实", Status::Final),
    ("最终数", Status::Final),
    ("最终", Status::Final),
    ("终", Status::Final),
    ("估计", Status::Estimated),
    ("预计", Status::Forecast),
    ("预测", Status::Forecast),
];

impl Status {
    /// The status that a mark behind a number states: `12.3 p`, `12.3(r)`, `12.3（初步）`.
    ///
    /// ```
    /// use heng::import::Status;
    /// assert_eq!(Status::behind("1210.2（初步）"), Some(Status::Preliminary));
    /// assert_eq!(Status::behind("12.3 r"), Some(Status::Revised));
    /// assert_eq!(Status::behind("12.3"), None);
    /// ```
    pub fn behind(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().map(super::words::half_width).collect();
        split(&plain).map(|(_, status)| status)
    }

    /// The status that a header states: `2023年（初步）`, `2023p`, `初步核算数`.
    pub(super) fn in_header(text: &str) -> Option<Self> {
        let plain = super::words::key(text);
        if let Some((_, inner)) = super::words::trailing_bracket(&plain) {
            return of_word(inner).or_else(|| of_letter(inner));
        }
        let worded = WORDS.iter().find(|(word, _)| {
            // A single character may end any word.
            plain.ends_with(word) && word.chars().count() > 1
        });
        if let Some((_, status)) = worded {
            return Some(*status);
        }
        let (year, letter) = plain.split_at_checked(4)?;
        let dated = year.bytes().all(|it| it.is_ascii_digit());
        of_letter(letter).filter(|_| dated)
    }
}

/// Cuts a mark of status off a half-width text that begins with a number.
pub(super) fn split(text: &str) -> Option<(&str, Status)> {
    if let Some((rest, inner)) = super::words::trailing_bracket(text) {
        let inner = inner.trim();
        let status = of_word(inner).or_else(|| of_letter(inner))?;
        return Some((rest.trim_end(), status)).filter(|_| ends_a_number(rest));
    }
    let (rest, letter) = text.rsplit_once(' ')?;
    let status = of_letter(letter)?;
    Some((rest.trim_end(), status)).filter(|_| ends_a_number(rest))
}

fn ends_a_number(text: &str) -> bool {
    text.trim_end()
        .ends_with(|it: char| it.is_ascii_digit() || matches!(it, '%' | '.'))
}

fn of_word(text: &str) -> Option<Status> {
    let found = WORDS.iter().find(|(word, _)| *word == text);
    found.map(|(_, status)| *status)
}

/// The letters that statistics offices put behind a number.
fn of_letter(text: &str) -> Option<Status> {
    Some(match text {
        "p" | "P" => Status::Preliminary,
        "r" | "R" => Status::Revised,
        "e" | "E" => Status::Estimated,
        "f" | "F" => Status::Forecast,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_numbers_are_read() {
        for (text, expected) in [
            ("12.3 p", Some(Status::Preliminary)),
            ("12.3(r)", Some(Status::Revised)),
            ("12.3 (e)", Some(Status::Estimated)),
            ("１２（初步）", Some(Status::Preliminary)),
            ("12[最终]", Some(Status::Final)),
            ("12%（修订数）", Some(Status::Revised)),
            ("12", None),
            ("12(3)", None),
            ("甲(p)", None),
            ("p", None),
            ("", None),
        ] {
            assert_eq!(Status::behind(text), expected, "{text:?}");
        }
    }

    #[test]
    fn headers_state_the_status_of_their_columns() {
        for (text, expected) in [
            ("2023年（初步）", Some(Status::Preliminary)),
            ("2023p", Some(Status::Preliminary)),
            ("2022 (r)", Some(Status::Revised)),
            ("2022年最终核实数", Some(Status::Final)),
            ("GDP（预计）", Some(Status::Forecast)),
            ("2023年", None),
            ("年终", None),
            ("map", None),
            ("GDP（亿元）", None),
        ] {
            assert_eq!(Status::in_header(text), expected, "{text:?}");
        }
    }
}
