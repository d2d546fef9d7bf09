//! When an observation holds.

use std::{cmp::Ordering, convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A period (时期), ordered by its end, then its start.
///
/// Its text form is what files hold: `2020`, `2020Q3`, `2020-07`, `2013-2020`, any other label,
/// and the empty text for data that carry no period.
///
/// ```
/// use heng::engine::Period;
/// let read = |text: &str| -> Period { text.parse().unwrap() };
/// assert_eq!(read("2020年"), Period::Year(2020));
/// assert_eq!(read("2013-2020"), Period::Span(2013, 2020));
/// assert!(read("2019") < read("2013-2020") && read("2013-2020") < read("2020"));
/// assert_eq!(read("2020-07").to_string(), "2020-07");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Period {
    /// Data without a period; sorts before all others.
    Undated,
    /// A calendar year.
    Year(i32),
    /// A year and its quarter, 1 to 4.
    Quarter(i32, u8),
    /// A year and its month, 1 to 12.
    Month(i32, u8),
    /// From the first year to the last, both included.
    Span(i32, i32),
    /// Any other name of a period; sorts after the dated ones, by its text.
    Label(String),
}

impl Period {
    /// Class, end, start, kind and text, compared in this order. Times count in months.
    fn key(&self) -> (u8, i64, i64, u8, &str) {
        let month = |year: i32, month: u8| i64::from(year) * 12 + i64::from(month);
        match self {
            Self::Undated => (0, 0, 0, 0, ""),
            Self::Year(year) => (1, month(*year, 12), month(*year, 1), 0, ""),
            Self::Quarter(year, quarter) => {
                let end = quarter.saturating_mul(3);
                (
                    1,
                    month(*year, end),
                    month(*year, end.saturating_sub(2)),
                    1,
                    "",
                )
            }
            Self::Month(year, number) => (1, month(*year, *number), month(*year, *number), 2, ""),
            Self::Span(first, last) => (1, month(*last, 12), month(*first, 1), 3, ""),
            Self::Label(text) => (2, 0, 0, 4, text),
        }
    }
}

impl Period {
    /// The period so many calendar steps later, or earlier where negative: years after a year,
    /// quarters after a quarter, months after a month. Spans, labels and data without a period
    /// have no calendar; they only answer to 0 steps.
    ///
    /// ```
    /// use heng::engine::Period;
    /// assert_eq!(Period::Quarter(2020, 1).moved(-1), Some(Period::Quarter(2019, 4)));
    /// assert_eq!(Period::Label("baseline".into()).moved(1), None);
    /// ```
    pub fn moved(&self, steps: i64) -> Option<Self> {
        if steps == 0 {
            return Some(self.clone());
        }
        match *self {
            Self::Year(year) => later(year, 1, 1, steps).map(|(year, _)| Self::Year(year)),
            Self::Quarter(year, quarter) => {
                later(year, quarter, 4, steps).map(|(year, part)| Self::Quarter(year, part))
            }
            Self::Month(year, month) => {
                later(year, month, 12, steps).map(|(year, part)| Self::Month(year, part))
            }
            Self::Undated | Self::Span(..) | Self::Label(_) => None,
        }
    }

    /// The calendar year it ends in, if it is of the calendar.
    pub fn last_year(&self) -> Option<i32> {
        match *self {
            Self::Year(year) | Self::Quarter(year, _) | Self::Month(year, _) => Some(year),
            Self::Span(_, last) => Some(last),
            Self::Undated | Self::Label(_) => None,
        }
    }

    /// Whether it is part of another one, or the same: a month of its year, a year of a span.
    ///
    /// ```
    /// use heng::engine::Period;
    /// assert!(Period::Quarter(2020, 2).is_within(&Period::Year(2020)));
    /// assert!(Period::Year(2018).is_within(&Period::Span(2016, 2021)));
    /// assert!(!Period::Span(2016, 2021).is_within(&Period::Year(2018)));
    /// ```
    pub fn is_within(&self, whole: &Self) -> bool {
        let Some(last) = self.last_year() else {
            return self == whole;
        };
        let first = match self {
            Self::Span(first, _) => *first,
            _ => last,
        };
        match *whole {
            Self::Year(year) => (first, last) == (year, year),
            Self::Span(from, to) => from <= first && last <= to,
            _ => self == whole,
        }
    }

    /// The period so many calendar steps earlier; see [`Self::moved`].
    pub fn back(&self, steps: u32) -> Option<Self> {
        self.moved(-i64::from(steps))
    }
}

/// The year and part `steps` parts later, where each year has `parts`, counted from 1.
fn later(year: i32, part: u8, parts: u8, steps: i64) -> Option<(i32, u8)> {
    if part == 0 || part > parts {
        return None;
    }
    let now = i64::from(year) * i64::from(parts) + i64::from(part) - 1;
    let count = now.checked_add(steps)?;
    let year = i32::try_from(count.div_euclid(i64::from(parts))).ok()?;
    let part = u8::try_from(count.rem_euclid(i64::from(parts))).ok()?;
    Some((year, part + 1))
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undated => Ok(()),
            Self::Year(year) => write!(f, "{year}"),
            Self::Quarter(year, quarter) => write!(f, "{year}Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Span(first, last) => write!(f, "{first}-{last}"),
            Self::Label(text) => f.write_str(text),
        }
    }
}

/// A year as people write it: four digits, perhaps followed by 年.
fn year(text: &str) -> Option<i32> {
    let digits = text.strip_suffix('年').unwrap_or(text);
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|year| (1000..=2999).contains(year))
}

/// A small number in a range, of at most two digits.
fn part(text: &str, most: u8) -> Option<u8> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain
        .then(|| text.parse().ok())
        .flatten()
        .filter(|number| (1..=most).contains(number))
}

fn dated(text: &str) -> Option<Period> {
    if let Some(year) = year(text) {
        return Some(Period::Year(year));
    }
    if let Some((before, after)) = text.split_once(['Q', 'q']) {
        return Some(Period::Quarter(year(before)?, part(after, 4)?));
    }
    if let Some((before, after)) = text.split_once('年')
        && let Some(month) = after.strip_suffix('月')
    {
        return Some(Period::Month(year(before)?, part(month, 12)?));
    }
    let (before, after) = text.split_once(['-', '–', '—', '～', '~', '至'])?;
    let first = year(before.trim())?;
    let after = after.trim();
    if let Some(last) = year(after) {
        return (first <= last).then_some(Period::Span(first, last));
    }
    (after.len() == 2)
        .then(|| part(after, 12).map(|month| Period::Month(first, month)))
        .flatten()
}

impl FromStr for Period {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::Undated);
        }
        Ok(dated(text).unwrap_or_else(|| Self::Label(text.to_owned())))
    }
}

impl From<String> for Period {
    fn from(text: String) -> Self {
        let Ok(period) = text.parse();
        period
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_read_back() {
        for text in [
            "",
            "2020",
            "2020Q3",
            "2020-07",
            "2013-2020",
            "一期",
            "2020-13",
            "20",
            "2020-2013",
        ] {
            assert_eq!(Period::from(text.to_owned()).to_string(), text);
        }
        assert_eq!(Period::from("2020年7月".to_owned()), Period::Month(2020, 7));
        assert_eq!(
            Period::from("2013—2020年".to_owned()),
            Period::Span(2013, 2020)
        );
        assert_eq!(
            Period::from("2020-13".to_owned()),
            Period::Label("2020-13".to_owned())
        );
    }

    #[test]
    fn periods_sort_by_end_then_start() {
        let mut periods: Vec<Period> =
            ["末期", "2020", "2020Q4", "2013-2020", "2020-12", "2019", ""]
                .map(|text| Period::from(text.to_owned()))
                .to_vec();
        periods.sort();
        let texts: Vec<String> = periods.into_iter().map(String::from).collect();
        assert_eq!(
            texts,
            ["", "2019", "2013-2020", "2020", "2020Q4", "2020-12", "末期"]
        );
    }

    #[test]
    fn going_back_follows_the_calendar() {
        let back = |text: &str, steps| {
            let period = Period::from(text.to_owned()).back(steps);
            period.map(String::from)
        };
        for (from, steps, to) in [
            ("2020", 0, "2020"),
            ("2020", 3, "2017"),
            ("2020Q3", 2, "2020Q1"),
            ("2020Q1", 5, "2018Q4"),
            ("2020-01", 1, "2019-12"),
            ("2020-12", 12, "2019-12"),
            ("2020-02", 26, "2017-12"),
        ] {
            assert_eq!(back(from, steps).as_deref(), Some(to), "{from} {steps}");
        }
        for none in ["", "2013-2020", "一期"] {
            assert_eq!(back(none, 1), None);
        }
        assert_eq!(Period::Month(2020, 0).back(1), None);
        assert_eq!(Period::Quarter(2020, 5).back(1), None);
        assert_eq!(Period::Year(i32::MIN).back(1), None);
    }
}
