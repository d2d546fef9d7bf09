//! Periods and measures said outside the header.

use super::{
    Evidence, Guess, dates,
    head::Head,
    marks::{self, Says as Word},
    names,
};
use crate::{
    engine::Period,
    import::{CellAt, words::clean},
};

/// What titles, the sheet's and the file's name hint at as the period, the nearest first.
pub(super) fn periods(head: &Head, sheet: &str, file: &str) -> Vec<Guess<Period>> {
    let mut hints = Vec::new();
    let mut yearbook = None;
    for (says, value, at) in &head.preamble {
        if *says == Word::Period
            && let Some(period) = dates::period(value)
        {
            hints.push(Guess::at(period, Evidence::Preamble, *at, 0.9));
        }
    }
    for (title, at) in &head.titles {
        let told = dates::period(title).map_or_else(
            || dates::told(title),
            |period| dates::Told {
                period: Some(period),
                yearbook: None,
            },
        );
        hints.extend(
            told.period
                .map(|it| Guess::at(it, Evidence::Title, *at, 0.9)),
        );
        yearbook = yearbook.or(told.yearbook.map(|it| (it, Some(*at))));
    }
    for (text, from, sure) in [
        (sheet, Evidence::SheetName, 0.8),
        (file, Evidence::FileName, 0.6),
    ] {
        let told = dates::told(text);
        hints.extend(told.period.map(|it| Guess::off(it, from, sure)));
        yearbook = yearbook.or(told.yearbook.map(|it| (it, None)));
    }
    if let Some((year, at)) = yearbook {
        let mut guess = Guess::off(Period::Year(year - 1), Evidence::Yearbook, 0.4);
        guess.at = at;
        hints.push(guess);
    }
    hints
}

/// The measures said for the whole table; several where its line lists several.
pub(super) fn measures(head: &Head) -> Vec<Guess<String>> {
    let mut found: Vec<Guess<String>> = Vec::new();
    for (said, at) in &head.measures {
        // The same in English adds nothing.
        if names::is_latin(said) && found.iter().any(|it| names::has_cjk(&it.value)) {
            continue;
        }
        let (chinese, _) = names::languages(said);
        found.extend(split(&chinese, *at));
    }
    if found.is_empty() {
        for (title, at) in &head.titles {
            let measure = names::name(title).measure;
            found.extend(measure.map(|it| Guess::at(it, Evidence::Title, *at, 0.75)));
        }
    }
    found
}

fn split(said: &str, at: CellAt) -> Vec<Guess<String>> {
    let parts: Vec<String> = said
        .split(['、', ',', '，', ';', '；'])
        .map(clean)
        .filter(|it| !it.is_empty())
        .collect();
    let digits = parts
        .iter()
        .any(|it| it.chars().all(|it| it.is_ascii_digit() || it == ' '));
    let parts = if digits { vec![clean(said)] } else { parts };
    parts
        .into_iter()
        .map(|it| Guess::at(it, Evidence::MeasureLine, at, 0.85))
        .collect()
}

/// The indicator a preamble says, with its measure.
pub(super) fn indicator(head: &Head) -> Option<(Guess<String>, Option<Guess<String>>)> {
    let (_, value, at) = head
        .preamble
        .iter()
        .find(|(says, value, _)| *says == Word::Indicator && !value.is_empty())?;
    let name = names::name(value);
    let measure = name
        .measure
        .map(|it| Guess::at(it, Evidence::Preamble, *at, 0.9));
    Some((Guess::at(name.text, Evidence::Preamble, *at, 0.95), measure))
}

/// The unit a preamble says.
pub(super) fn unit(head: &Head) -> Option<Guess<String>> {
    let (_, value, at) = head
        .preamble
        .iter()
        .find(|(says, value, _)| *says == Word::Unit && !value.is_empty())?;
    Some(Guess::at(names::tidy(value), Evidence::Preamble, *at, 0.95))
}

/// The unit that a title or the file's name begins with.
pub(super) fn unit_in_names(
    head: &Head,
    file: &str,
    known: super::Known<'_>,
) -> Option<Guess<String>> {
    let begins = |text: &str| {
        let text = without_number(text);
        let text = text.trim_start_matches(|it: char| !it.is_alphabetic());
        let letters: Vec<char> = text.chars().take(12).collect();
        (2..=letters.len()).rev().find_map(|length| {
            let name: String = letters.iter().take(length).collect();
            known(&name).map(|_| name)
        })
    };
    let title = head.titles.iter().find_map(|(title, at)| {
        let unit = begins(title)?;
        Some(Guess::at(unit, Evidence::Title, *at, 0.6))
    });
    title.or_else(|| begins(file).map(|it| Guess::off(it, Evidence::FileName, 0.5)))
}

/// A title without the number of its table, then its year: `1-5 2019年各地区生产总值`.
fn without_number(title: &str) -> &str {
    let mut rest = title.strip_prefix('表').unwrap_or(title);
    for word in ["Table ", "TABLE "] {
        let after = rest.strip_prefix(word);
        let numbered = after.filter(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        rest = numbered.unwrap_or(rest);
    }
    let number =
        |it: char| it.is_ascii_digit() || matches!(it, '-' | '－' | '—' | '.' | '、' | ':' | '：');
    for _ in 0..3 {
        rest = match dates::leading_year(rest) {
            Some((_, after)) if after.len() < rest.len() => after,
            _ => rest.trim_start().trim_start_matches(number).trim_start(),
        };
    }
    rest
}

/// What a title is about, without its number, its year, and that it is of all places.
pub(super) fn subject(head: &Head) -> Option<Guess<String>> {
    let (title, at) = head
        .titles
        .iter()
        .filter(|(title, _)| dates::period(title).is_none())
        .max_by_key(|(title, _)| names::has_cjk(title))?;
    let name = names::name(title).text;
    let mut rest = without_number(&name);
    for everywhere in [
        "历年",
        "分地区",
        "各地区",
        "各省区市",
        "各省份",
        "各省",
        "各城市",
        "各市",
        "各县",
    ] {
        let after = rest.strip_prefix(everywhere);
        if after.is_some_and(|it| it.starts_with("生产总值")) && everywhere.ends_with("地区")
        {
            // 地区生产总值 is a name of its own.
            rest = rest.trim_start_matches(['各', '分']);
            break;
        }
        rest = after.filter(|it| it.chars().count() >= 2).unwrap_or(rest);
    }
    let bracket = crate::import::words::trailing_bracket(rest);
    if let Some((before, inner)) = bracket
        && (dates::period(inner).is_some() || marks::measure_line(inner).is_some())
    {
        rest = before;
    }
    let rest = rest.trim();
    (!rest.is_empty()).then(|| Guess::at(rest.to_owned(), Evidence::Title, *at, 0.45))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_numbers_and_years() {
        for (title, expected) in [
            ("1-5 各地区生产总值（2019年）", "地区生产总值"),
            ("表3 2019年各地区人口", "人口"),
            ("2019年各地区人口", "人口"),
            ("Table 4. Health expenditure", "Health expenditure"),
            ("Tables of water", "Tables of water"),
            ("Population by region", "Population by region"),
        ] {
            let head = Head {
                titles: vec![(title.to_owned(), CellAt::default())],
                ..Head::default()
            };
            assert_eq!(subject(&head).unwrap().value, expected);
        }
    }
}
