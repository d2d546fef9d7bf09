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
        [(at, year)] => {
            let rest: String = letters.iter().skip(at + 4).collect();
            let part = rest.trim_start().strip_prefix('年').and_then(part_of_year);
            told.period = Some(part.map_or(Period::Year(year), |(part, _)| part.of(year)));
        }
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

/// Splits `2020年GDP` into its year and the rest, and `2020年上半年GDP` likewise. Of what compares years,
/// such as `2020年为2019年%`, all is left.
pub(super) fn leading_year(text: &str) -> Option<(Period, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('年')?;
    let year: i32 = year.parse().ok().filter(|it| YEARS.contains(it))?;
    if rest.starts_with(['为', '比', '较']) {
        return Some((Period::Year(year), text));
    }
    if let Some((part, rest)) = part_of_year(rest) {
        let more = !rest.trim().is_empty();
        return more.then(|| (part.of(year), rest.trim()));
    }
    let more = !rest.trim().is_empty() && !rest.starts_with(['末', '初', '底', '鉴']);
    more.then(|| (Period::Year(year), rest.trim()))
}

/// A part of a year, which says nothing without its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Month(u8),
    Quarter(u8),
    /// Such as `上半年` and `1-9月`, as it stands.
    Other(String),
}

impl Part {
    /// The period in a year.
    pub(super) fn of(self, year: i32) -> Period {
        match self {
            Self::Month(month) => Period::Month(year, month),
            Self::Quarter(quarter) => Period::Quarter(year, quarter),
            Self::Other(text) => Period::Label(format!("{year}年{text}")),
        }
    }
}

/// The part of a year that a text begins with, and what follows: `9月`, `第三季度`, `上半年`, `1-9月`.
pub(super) fn part_of_year(text: &str) -> Option<(Part, &str)> {
    let text = text.trim_start();
    for word in ["上半年", "下半年", "前三季度", "前三个季度", "前二季度"] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((Part::Other(word.to_owned()), rest));
        }
    }
    let quarter = text.strip_prefix('第').unwrap_or(text);
    for (word, number) in [
        ("一", 1),
        ("二", 2),
        ("三", 3),
        ("四", 4),
        ("1", 1),
        ("2", 2),
        ("3", 3),
        ("4", 4),
    ] {
        let rest = quarter.strip_prefix(word).map(str::trim_start);
        if let Some(rest) = rest.and_then(|it| it.strip_prefix("季度")) {
            return Some((Part::Quarter(number), rest));
        }
    }
    let (first, rest) = month_number(text)?;
    if let Some(rest) = rest.strip_prefix('月') {
        return Some((Part::Month(first), rest));
    }
    let after = rest.strip_prefix(['-', '—', '–', '~', '～', '－', '至'])?;
    let (last, after) = month_number(after)?;
    let after = after.strip_prefix('月')?;
    (first < last).then(|| (Part::Other(format!("{first}-{last}月")), after))
}

/// A number from 1 to 12 and what follows.
fn month_number(text: &str) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    let number: u8 = number.parse().ok()?;
    (1..=12).contains(&number).then_some((number, rest))
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
            ("2020年上半年各市经济", "2020年上半年", 0),
            ("2020年1—9月用电量", "2020年1-9月", 0),
            ("2020年前三季度", "2020年前三季度", 0),
            ("2020年第三季度生产总值", "2020Q3", 0),
            ("2020年7月各市用电量", "2020-07", 0),
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
    #[test]
    fn a_year_in_front_comes_off_unless_years_are_compared() {
        for (text, period, rest) in [
            ("2020年GDP", "2020", "GDP"),
            ("2020年上半年GDP", "2020年上半年", "GDP"),
            ("2020年9月末贷款", "2020-09", "末贷款"),
            ("2017年为2016年", "2017", "2017年为2016年"),
            ("2017年比上年增长", "2017", "2017年比上年增长"),
        ] {
            let (read, left) = leading_year(text).unwrap();
            assert_eq!((read.to_string().as_str(), left), (period, rest), "{text}");
        }
        assert_eq!(leading_year("2020年"), None);
        assert_eq!(leading_year("2020年末"), None);
    }
}
