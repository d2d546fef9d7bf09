//! Periods as sheets write them.

use crate::engine::Period;
use crate::import::words::half_width;

/// Years that data can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A stored number that can be a year.
pub(super) fn year_number(number: f64) -> Option<i32> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number between 1900 and 2100"
    )]
    (number.fract() == 0.0 && (1900.0..=2100.0).contains(&number)).then_some(number as i32)
}

/// A text that is a period and nothing else: `2019`, `2019年`, `#2019`, `2015-2020`, `2019年末`,
/// `2020年1季度`, `2020-07-01`.
pub(in crate::import) fn period(text: &str) -> Option<Period> {
    // Long texts are no periods; this is asked of every text of a sheet.
    if text.len() > 40 || !text.bytes().any(|it| it.is_ascii_digit() || it >= 0xef) {
        return None;
    }
    let plain: String = text
        .chars()
        .map(half_width)
        .filter(|it| !it.is_whitespace())
        .collect();
    let plain = plain.trim_start_matches('#');
    let plain = plain
        .strip_prefix('(')
        .and_then(|it| it.strip_suffix(')'))
        .unwrap_or(plain);
    if !plain.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    if let Some(period) = iso(plain) {
        return Some(period);
    }
    let plain = plain.trim_end_matches(['a', 'b', 'p', 'e', '*', '①', '②', '③']);
    let plain = plain
        .strip_suffix("年末")
        .map_or_else(|| plain.to_owned(), |it| format!("{it}年"));
    let plain = plain
        .replace("年第", "Q")
        .replace("季度", "")
        .replace("年-", "-")
        .replace("年至", "-");
    let plain = if plain.contains('Q') {
        plain
            .replace('一', "1")
            .replace('二', "2")
            .replace('三', "3")
            .replace('四', "4")
    } else {
        plain
    };
    sound(plain.parse().ok()?)
}

/// `2020-07-01`, with or without a time of day, as the month it lies in.
fn iso(text: &str) -> Option<Period> {
    let (day, _) = text.split_at_checked(10)?;
    let mut parts = day.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let _day: u8 = parts.next()?.parse().ok()?;
    (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Period::Month(year, month))
}

/// A dated period within sensible years.
fn sound(period: Period) -> Option<Period> {
    let within = match period {
        Period::Year(year) | Period::Quarter(year, _) | Period::Month(year, _) => {
            YEARS.contains(&year)
        }
        Period::Span(first, last) => YEARS.contains(&first) && YEARS.contains(&last),
        Period::Undated | Period::Label(_) => false,
    };
    within.then_some(period)
}

/// What a longer text says of years.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Told {
    /// The one period of the data.
    pub period: Option<Period>,
    /// The year of a yearbook.
    pub yearbook: Option<i32>,
}

/// Years in a title, or in the name of a sheet or a file.
pub(in crate::import) fn told(text: &str) -> Told {
    let letters: Vec<char> = text.chars().map(half_width).collect();
    let mut years: Vec<(usize, i32)> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let digits = letters
            .iter()
            .skip(at)
            .take_while(|it| it.is_ascii_digit())
            .count();
        if digits == 4 {
            let text: String = letters.iter().skip(at).take(4).collect();
            years.extend(
                text.parse()
                    .ok()
                    .filter(|it| YEARS.contains(it))
                    .map(|it| (at, it)),
            );
        }
        at += digits.max(1);
    }
    let all: String = letters.iter().collect::<String>().to_lowercase();
    let book = all.contains("年鉴") || all.contains("yearbook");
    let before_book = |at: usize| {
        let rest: String = letters.iter().skip(at + 4).collect();
        let rest = rest.trim_start();
        rest.starts_with("年鉴") || rest.starts_with("年统计") || rest.starts_with("中国")
    };
    let mut told = Told::default();
    match *years.as_slice() {
        [(at, year)] if book || before_book(at) && !all.contains('表') => {
            told.yearbook = Some(year);
        }
        [(_, year)] => told.period = Some(Period::Year(year)),
        [(first_at, first), (last_at, last)] if first < last => {
            let between: String = letters
                .iter()
                .take(last_at)
                .skip(first_at + 4)
                .filter(|it| !it.is_whitespace())
                .collect();
            let joined = [
                "-", "–", "—", "~", "至", "年-", "年—", "年至", "to", "年到", "到",
            ];
            if joined.contains(&between.as_str()) {
                told.period = Some(Period::Span(first, last));
            }
        }
        [(_, first), (_, last)] if first == last => told.period = Some(Period::Year(first)),
        _ => {}
    }
    told
}

/// Splits `2020年GDP` into its year and the rest.
pub(super) fn leading_year(text: &str) -> Option<(Period, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('年')?;
    let year: i32 = year.parse().ok()?;
    let more = !rest.trim().is_empty() && !rest.starts_with(['末', '初', '底', '鉴']);
    (more && YEARS.contains(&year)).then(|| (Period::Year(year), rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_periods() {
        for (text, expected) in [
            ("2019", "2019"),
            ("2019年", "2019"),
            ("#2020", "2020"),
            (" 2019 年 ", "2019"),
            ("２０１９年", "2019"),
            ("2015-2020", "2015-2020"),
            ("2013—2020年", "2013-2020"),
            ("2019年末", "2019"),
            ("2020年第三季度", "2020Q3"),
            ("2020Q3", "2020Q3"),
            ("2020年7月", "2020-07"),
            ("2010-04-01", "2010-04"),
            ("(2017)", "2017"),
            ("2019a", "2019"),
            ("总人口", ""),
            ("12345", ""),
            ("1234", ""),
            ("2019年人口", ""),
        ] {
            let read = period(text).map_or_else(String::new, |it| it.to_string());
            assert_eq!(read, expected, "{text:?}");
        }
    }

    #[test]
    fn years_in_titles_and_names() {
        for (text, period, yearbook) in [
            ("1-2 各地区人口（2017）", "2017", 0),
            ("2022年各地区生产总值", "2022", 0),
            ("中国城市统计年鉴2018.xls", "", 2018),
            ("2015-2020年人口", "2015-2020", 0),
            ("major-cities-2017-gbk.csv", "2017", 0),
            ("20171231.csv", "", 0),
            ("各地区人口", "", 0),
            ("1990, 2000 and 2010", "", 0),
        ] {
            let told = told(text);
            let read = told.period.map_or_else(String::new, |it| it.to_string());
            assert_eq!(
                (read.as_str(), told.yearbook.unwrap_or(0)),
                (period, yearbook),
                "{text:?}"
            );
        }
    }
}
