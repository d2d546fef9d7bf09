//! What title, sheet and file say of the period or the unit of a sheet.

use std::collections::BTreeSet;

use super::{Piece, PieceTable};
use crate::{
    engine::Period,
    import::{
        names::{Context, How, InText, Registry, Resolution},
        sheet_map::{Evidence, Guess, MappedTable, read_period, told},
        words,
    },
};

/// The places where hints may stand, the surest first.
const SOURCES: [Evidence; 7] = [
    Evidence::Said,
    Evidence::Preamble,
    Evidence::Title,
    Evidence::SheetName,
    Evidence::FileName,
    Evidence::Values,
    Evidence::Yearbook,
];

/// What is hinted at, each with its source.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    periods: Vec<Guess<Period>>,
    units: Vec<Guess<String>>,
    /// The names of the sheet and the file, for what is left when all of them have the rest in common.
    sheet: String,
    file: String,
}

impl Hints {
    pub(super) fn of(piece: &Piece<'_>, table: Option<&MappedTable>, registry: &Registry) -> Self {
        let mut hints = Self {
            sheet: words::clean(piece.sheet),
            file: words::clean(stem(piece.file)),
            ..Self::default()
        };
        if let Some(table) = table {
            let own = table.period.iter().chain(&table.period_hints);
            hints.periods.extend(own.cloned());
            let own = table.unit.iter().filter(|it| it.confidence > 0.5);
            hints.units.extend(own.cloned());
            hints.unit_in(&table.title, Evidence::Title, 0.7, registry);
        }
        for (text, from, sure) in [
            (hints.sheet.clone(), Evidence::SheetName, 0.8),
            (hints.file.clone(), Evidence::FileName, 0.6),
        ] {
            let told = told(&text);
            let period = read_period(&text).or(told.period);
            hints
                .periods
                .extend(period.map(|it| Guess::off(it, from, sure)));
            if let Some(year) = told.yearbook {
                let period = Period::Year(year - 1);
                hints
                    .periods
                    .push(Guess::off(period, Evidence::Yearbook, 0.4));
            }
            hints.unit_in(&text, from, sure, registry);
        }
        // Plain tables know no title: their sheets and files say it all.
        if let PieceTable::Plain(_) = piece.table {
            hints.units.clear();
        }
        hints
    }

    /// A place that is the text, or that it names for certain.
    fn unit_in(&mut self, text: &str, from: Evidence, sure: f32, registry: &Registry) {
        let bare = without_years(text);
        let whole = registry.resolve(&bare, &Context::default());
        let name = match whole {
            Resolution::Found(found) if found.how != How::Code => Some(bare),
            _ => match registry.find_in(&bare) {
                InText::One(place) => registry.place(&place).map(|it| it.name_zh.to_owned()),
                _ => begins_with_place(&bare, registry),
            },
        };
        self.units.extend(name.map(|it| Guess::off(it, from, sure)));
    }

    fn period_from(&self, from: Evidence) -> Option<&Guess<Period>> {
        self.periods.iter().find(|it| it.from == from)
    }

    fn unit_from(&self, from: Evidence) -> Option<&Guess<String>> {
        self.units.iter().find(|it| it.from == from)
    }

    /// Hints at another period than the one used; the year of a yearbook is none.
    pub(super) fn other_periods(&self, used: &Guess<Period>) -> Vec<&Guess<Period>> {
        let others = self.periods.iter().filter(|it| {
            it.value != used.value
                && it.from != Evidence::Yearbook
                && used.from != Evidence::Yearbook
        });
        let mut told: Vec<&Guess<Period>> = Vec::new();
        for other in others {
            let known = |it: &&&Guess<Period>| it.from == other.from && it.value == other.value;
            if !told.iter().any(|it| known(&it)) {
                told.push(other);
            }
        }
        told
    }
}

/// What the title and the names of sheet and file hint at as the unit of a sheet, the surest source first.
pub(in crate::import) fn unit_hints(
    file: &str,
    sheet: &str,
    table: Option<&MappedTable>,
    registry: &Registry,
) -> Vec<Guess<String>> {
    let mut hints = Hints {
        sheet: words::clean(sheet),
        file: words::clean(stem(file)),
        ..Hints::default()
    };
    if let Some(table) = table {
        hints.unit_in(&table.title, Evidence::Title, 0.7, registry);
    }
    hints.unit_in(&hints.sheet.clone(), Evidence::SheetName, 0.8, registry);
    hints.unit_in(&hints.file.clone(), Evidence::FileName, 0.6, registry);
    hints.units
}

/// The name of a file without its ending and years.
pub(in crate::import) fn bare_stem(file: &str) -> String {
    without_years(&words::clean(stem(file)))
}

/// A name without its ending.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 && !stem.is_empty() => stem,
        _ => file,
    }
}

/// 2019年河北省 is 河北省.
pub(in crate::import) fn without_years(text: &str) -> String {
    let letters: String = text.chars().map(words::half_width).collect();
    let bare = letters.trim_matches(|it: char| {
        it.is_ascii_digit()
            || it.is_whitespace()
            || matches!(it, '年' | '_' | '-' | '(' | ')' | '.')
    });
    bare.to_owned()
}

/// 河北统计资料: a short name at the beginning of a file's name, where no institution follows.
fn begins_with_place(text: &str, registry: &Registry) -> Option<String> {
    const DATA: [&str; 12] = [
        "数据", "统计", "指标", "经济", "历年", "年鉴", "主要", "资料", "表", "GDP", "_", "-",
    ];
    let letters: Vec<char> = text.chars().collect();
    (2..=letters.len().min(12)).rev().find_map(|length| {
        let (name, rest) = letters.split_at_checked(length)?;
        let name: String = name.iter().collect();
        let rest: String = rest.iter().collect();
        if !DATA.iter().any(|it| rest.starts_with(it)) {
            return None;
        }
        match registry.resolve(&name, &Context::default()) {
            Resolution::Found(found) if found.how != How::Code => Some(name),
            _ => None,
        }
    })
}

/// The period of each of several sheets, by title, name of the sheet and name of the file: from the source
/// that tells all apart, else the surest of each.
pub(in crate::import) fn period_hints(texts: &[(&str, &str, &str)]) -> Vec<Option<Guess<Period>>> {
    let hints: Vec<Hints> = texts
        .iter()
        .map(|(title, sheet, file)| {
            let mut hints = Hints::default();
            for (text, from, sure) in [
                (*title, Evidence::Title, 0.9),
                (*sheet, Evidence::SheetName, 0.8),
                (stem(file), Evidence::FileName, 0.6),
            ] {
                let text = words::clean(text);
                let period = read_period(&text).or_else(|| told(&text).period);
                let guess = period.map(|it| Guess::off(it, from, sure));
                hints.periods.extend(guess);
            }
            hints
        })
        .collect();
    periods(hints.iter())
}

/// The period of each sheet: from the source that tells all apart, else the surest of each.
pub(super) fn periods<'a>(
    hints: impl Iterator<Item = &'a Hints> + Clone,
) -> Vec<Option<Guess<Period>>> {
    let all: Vec<&Hints> = hints.collect();
    for from in SOURCES {
        let found: Vec<Option<&Guess<Period>>> =
            all.iter().map(|it| it.period_from(from)).collect();
        let values: BTreeSet<&Period> = found.iter().flatten().map(|it| &it.value).collect();
        if values.len() == all.len() {
            return found.into_iter().map(|it| it.map(surer)).collect();
        }
    }
    let best = |it: &&Hints| {
        let found = SOURCES.iter().find_map(|from| it.period_from(*from));
        found.cloned()
    };
    all.iter().map(best).collect()
}

/// The unit of each sheet, likewise; else what their names do not have in common.
pub(super) fn units<'a>(
    hints: impl Iterator<Item = &'a Hints> + Clone,
) -> Vec<Option<Guess<String>>> {
    let all: Vec<&Hints> = hints.collect();
    for from in SOURCES {
        let found: Vec<Option<&Guess<String>>> = all.iter().map(|it| it.unit_from(from)).collect();
        let values: BTreeSet<&String> = found.iter().flatten().map(|it| &it.value).collect();
        if values.len() == all.len() {
            return found.into_iter().map(|it| it.map(surer)).collect();
        }
    }
    let sheets: Vec<&str> = all.iter().map(|it| it.sheet.as_str()).collect();
    let files: Vec<&str> = all.iter().map(|it| it.file.as_str()).collect();
    for (names, from) in [(sheets, Evidence::SheetName), (files, Evidence::FileName)] {
        if let Some(names) = differences(&names) {
            let guess = |it| Some(Guess::off(it, from, 0.45));
            return names.into_iter().map(guess).collect();
        }
    }
    let best = |it: &&Hints| {
        let found = SOURCES.iter().find_map(|from| it.unit_from(*from));
        found.cloned()
    };
    all.iter().map(best).collect()
}

/// That every sheet of a series has another one is evidence, too.
fn surer<T: Clone>(guess: &Guess<T>) -> Guess<T> {
    let sure = if guess.from == Evidence::Yearbook {
        guess.confidence
    } else {
        guess.confidence.max(0.85)
    };
    Guess {
        confidence: sure,
        ..guess.clone()
    }
}

/// What names do not have in common at their ends, or all of them where that is mere numbers; none unless all
/// differ and name something.
fn differences(names: &[&str]) -> Option<Vec<String>> {
    let first = names.first()?;
    let common = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let back = |text: &str| -> String { text.chars().rev().collect() };
    let shortest = names.iter().map(|it| it.chars().count()).min()?;
    let before = names.iter().map(|it| common(first, it)).min()?;
    let reversed = back(first);
    let after = names.iter().map(|it| common(&reversed, &back(it))).min()?;
    let after = after.min(shortest.saturating_sub(before));
    let middle = |it: &&str| -> String {
        let count = it.chars().count().saturating_sub(before + after);
        it.chars()
            .skip(before)
            .take(count)
            .collect::<String>()
            .trim()
            .to_owned()
    };
    let found: Vec<String> = names.iter().map(middle).collect();
    let different: BTreeSet<&String> = found.iter().collect();
    let numbered = found
        .iter()
        .any(|it| it.is_empty() || it.chars().all(|letter| letter.is_ascii_digit()));
    if different.len() < found.len() {
        return None;
    }
    if !numbered {
        return Some(found);
    }
    // 1号园区 and 2号园区 are names; Sheet1 and Sheet2 are none.
    let shared: String = first.chars().take(before).collect::<String>()
        + &first
            .chars()
            .skip(first.chars().count() - after)
            .collect::<String>();
    let nameless = GENERIC.contains(&words::key(&shared).as_str());
    (!nameless).then(|| names.iter().map(|it| (*it).to_owned()).collect())
}

/// What programs and people call sheets and files that have no name of their own.
const GENERIC: [&str; 9] = [
    "",
    "sheet",
    "sheet()",
    "工作表",
    "表",
    "附表",
    "table",
    "数据",
    "data",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_units_by_what_they_do_not_share() {
        let of = |names: &[&str]| differences(names).unwrap_or_default().join("|");
        assert_eq!(of(&["甲公司年报", "乙公司年报"]), "甲|乙");
        assert_eq!(of(&["firm Alpha", "firm Beta"]), "Alph|Bet");
        assert_eq!(of(&["Sheet1", "Sheet2"]), "", "a number names nothing");
        assert_eq!(of(&["1号园区", "2号园区"]), "1号园区|2号园区");
        assert_eq!(of(&["甲", "甲"]), "");
    }
}
