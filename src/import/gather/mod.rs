//! Sheets that belong together: one for each year, or one for each unit.
//!
//! Each is recognised by itself first. [`gather`] tells which have the same columns, and proposes the
//! period or the unit that the name of the sheet, the name of the file or the title gives to each, so that
//! all can be taken in one step. [`conflicts`] tells where two of them say different things of the same
//! unit, variable and period.
//!
//! **Invariant:** everything is a proposal with its evidence. What does not say its period or unit is told
//! as a finding and left without one.

mod conflict;
mod decide;
mod hints;
mod problem;
mod sight;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use conflict::conflicts;
pub use decide::{Decision, Side, decided};
pub(super) use hints::{bare_stem, period_hints, unit_hints, without_years};
pub use problem::GatherProblem;
pub use sight::{Sight, sight};

use super::Finding;
use super::{
    Table,
    names::Registry,
    sheet_map::{Area, Correction, Corrections, Guess, MappedTable, Says},
};
use crate::engine::Period;

/// At least this share of the columns of two sheets, counted together, are in both, or they are no series.
const SAME_COLUMNS: f64 = 0.6;
/// Sheets of one indicator each have no more columns than this.
const FEW_COLUMNS: usize = 3;
/// Sheets over the same units have at least so many.
const SOME_UNITS: usize = 3;

/// A sheet or a table on it, recognised by itself.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The sheet's name; empty for a text file.
    pub sheet: &'a str,
    /// What was recognised.
    pub table: PieceTable<'a>,
}

/// What was recognised of a sheet.
#[derive(Clone, Copy, Debug)]
pub enum PieceTable<'a> {
    /// A plain table.
    Plain(&'a Table),
    /// A table of any layout.
    Mapped(&'a MappedTable),
}

/// Sheets that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gathered {
    /// What the sheets differ in.
    pub series: Series,
    /// The sheets, in the order they were given.
    pub parts: Vec<Part>,
    /// The columns, or rows of indicators, that all of them have.
    pub common: Vec<String>,
    /// What is not certain, or differs beside.
    pub findings: Vec<Finding>,
}

/// What the sheets of a series differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Series {
    /// One for each period.
    Periods,
    /// One for each unit.
    Units,
    /// One for each indicator, over the same units.
    Indicators,
    /// The same columns over other units or periods, which each sheet says by itself.
    Alike,
}

/// One sheet of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its place among the pieces given.
    pub piece: usize,
    /// The period proposed for all of it; none where its rows or columns say theirs, or nothing does.
    pub period: Option<Guess<Period>>,
    /// The unit proposed for all of it; none where its rows or columns say theirs, or nothing does.
    pub unit: Option<Guess<String>>,
}

impl Part {
    /// What to say of the sheet so that it is understood as proposed.
    pub fn corrections(&self) -> Corrections {
        let period = self.period.iter().map(|it| Says::Period(it.value.clone()));
        let unit = self.unit.iter().map(|it| Says::Unit(it.value.clone()));
        let said = period.chain(unit).map(|says| Correction {
            area: Area::default(),
            says,
        });
        Corrections {
            said: said.collect(),
        }
    }

    /// Gives a plain table the period proposed, in rows that say none.
    pub fn date(&self, table: &mut Table) {
        for row in &mut table.rows {
            if row.period.is_none() {
                row.period = self.period.as_ref().map(|it| it.value.clone());
            }
        }
    }
}

impl Gathered {
    /// Whether most sheets of one a period say which. Those that do not are as likely the same data once
    /// more, such as raw and normalised values.
    pub fn is_told(&self) -> bool {
        if self.series != Series::Periods {
            return true;
        }
        let told = self.parts.iter().filter(|it| it.period.is_some()).count();
        told > 1 && told * 2 >= self.parts.len()
    }
}

/// Finds the series among sheets. A sheet that belongs to none is in no answer.
pub fn gather(pieces: &[Piece<'_>], registry: &Registry) -> Vec<Gathered> {
    let sights: Vec<Sight> = pieces.iter().map(|it| sight(it, registry)).collect();
    gather_seen(&sights.iter().collect::<Vec<_>>())
}

/// The same of sheets that were looked at before.
pub fn gather_seen(sights: &[&Sight]) -> Vec<Gathered> {
    let mut groups: Vec<Vec<Seen<'_>>> = Vec::new();
    for (piece, sight) in sights.iter().enumerate() {
        let seen = Seen { piece, sight };
        if sight.variables.is_empty() {
            continue;
        }
        let fits = |group: &&mut Vec<Seen<'_>>| {
            group.first().is_some_and(|first| {
                first.sight.one_unit == sight.one_unit
                    && alike(&first.sight.variables(), &sight.variables())
            })
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(seen),
            None => groups.push(vec![seen]),
        }
    }
    let (several, single): (Vec<_>, Vec<_>) = groups.into_iter().partition(|it| it.len() > 1);
    let mut found: Vec<Gathered> = several.iter().filter_map(|it| series(it)).collect();
    found.extend(by_indicator(single.into_iter().flatten()));
    found
}

/// A sheet, and its place among those given.
#[derive(Clone, Copy)]
struct Seen<'a> {
    piece: usize,
    sight: &'a Sight,
}

/// Whether two sheets have mostly the same of something.
fn alike(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> bool {
    let both = a.intersection(b).count();
    2.0 * both as f64 >= SAME_COLUMNS * (a.len() + b.len()) as f64
}

/// Sheets of few indicators each, over the same units.
fn by_indicator<'a>(sheets: impl Iterator<Item = Seen<'a>>) -> Vec<Gathered> {
    let mut groups: Vec<Vec<Seen<'_>>> = Vec::new();
    for seen in sheets {
        let sight = seen.sight;
        if sight.one_unit || sight.variables.len() > FEW_COLUMNS || sight.units.len() < SOME_UNITS {
            continue;
        }
        let fits = |group: &&mut Vec<Seen<'_>>| {
            let first = group.first();
            first.is_some_and(|first| alike(&first.sight.units(), &sight.units()))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(seen),
            None => groups.push(vec![seen]),
        }
    }
    let several = groups.iter().filter(|it| it.len() > 1);
    several
        .map(|group| Gathered {
            series: Series::Indicators,
            parts: group.iter().map(|seen| part(*seen, None, None)).collect(),
            common: Vec::new(),
            findings: Vec::new(),
        })
        .collect()
}

fn part(seen: Seen<'_>, period: Option<Guess<Period>>, unit: Option<Guess<String>>) -> Part {
    Part {
        piece: seen.piece,
        period: period.filter(|_| !seen.sight.dated),
        unit,
    }
}

/// The series of sheets with the same variables, if they are one.
fn series(group: &[Seen<'_>]) -> Option<Gathered> {
    let units = group.iter().all(|it| it.sight.one_unit);
    let dated = group.iter().filter(|it| it.sight.dated).count();
    let mut findings = differing(group);
    let hints = group.iter().map(|it| &it.sight.hints);
    let (series, parts): (Series, Vec<Part>) = if units {
        let chosen = hints::units(hints.clone());
        let chosen = group.iter().zip(chosen).zip(hints::periods(hints));
        let parts = chosen.map(|((seen, unit), period)| part(*seen, period, unit));
        (Series::Units, parts.collect())
    } else if dated == group.len() {
        // Every sheet says its own periods: there is nothing to propose.
        if !apart(group) {
            return None;
        }
        let parts = group.iter().map(|seen| part(*seen, None, None));
        (Series::Alike, parts.collect())
    } else {
        let chosen = group.iter().zip(hints::periods(hints));
        let parts = chosen.map(|(seen, period)| part(*seen, period, None));
        (Series::Periods, parts.collect())
    };
    told(group, (series, &parts), &mut findings);
    Some(Gathered {
        series,
        parts,
        common: common(group),
        findings,
    })
}

/// Whether dated sheets go on where others end: with other units, or with other periods.
fn apart(group: &[Seen<'_>]) -> bool {
    let mostly_new = |counts: (usize, usize)| counts.0 * 10 >= counts.1 * 8;
    let units: BTreeSet<&String> = group.iter().flat_map(|it| &it.sight.units).collect();
    let all_units: usize = group.iter().map(|it| it.sight.units.len()).sum();
    let periods: BTreeSet<&Period> = group.iter().flat_map(|it| &it.sight.periods).collect();
    let all_periods: usize = group.iter().map(|it| it.sight.periods.len()).sum();
    mostly_new((units.len(), all_units)) || mostly_new((periods.len(), all_periods))
}

/// The variables that all sheets have, in the order of the first.
fn common(group: &[Seen<'_>]) -> Vec<String> {
    let Some((first, others)) = group.split_first() else {
        return Vec::new();
    };
    let everywhere = |key: &String| {
        let has = |it: &Seen<'_>| it.sight.has(key);
        others.iter().all(has)
    };
    let all = first
        .sight
        .variables
        .iter()
        .filter(|(key, _)| everywhere(key));
    all.map(|(_, name)| name.clone()).collect()
}

/// Sheets that lack variables of the first, or have more.
fn differing(group: &[Seen<'_>]) -> Vec<Finding> {
    let Some((first, others)) = group.split_first() else {
        return Vec::new();
    };
    let without = |a: &Sight, b: &Sight| -> Vec<String> {
        let absent = a.variables.iter().filter(|(key, _)| !b.has(key));
        absent.map(|(_, name)| name.clone()).collect()
    };
    let mut findings = Vec::new();
    let first = first.sight;
    for seen in others.iter().map(|it| it.sight) {
        let (missing, extra) = (without(first, seen), without(seen, first));
        if !missing.is_empty() || !extra.is_empty() {
            findings.push(seen.find(GatherProblem::ColumnsDiffer {
                missing,
                extra,
                other_file: first.file.clone(),
                other_sheet: first.sheet.clone(),
            }));
        }
    }
    findings
}

/// Tells what says no period or unit, says two, or says what another one says.
fn told(group: &[Seen<'_>], (series, parts): (Series, &[Part]), findings: &mut Vec<Finding>) {
    if series == Series::Alike {
        return;
    }
    let units = series == Series::Units;
    let group = || group.iter().map(|it| it.sight);
    for (place, (seen, part)) in group().zip(parts).enumerate() {
        let said = said(part, units);
        if said.is_none() && (units || !seen.dated) {
            findings.push(seen.find(GatherProblem::NothingTold { unit: units }));
        }
        if let (Some(period), false) = (&part.period, units) {
            let others = seen.hints.other_periods(period).into_iter();
            // A file of 2016–2021 may well have a sheet of 2018.
            for other in others.filter(|it| !period.value.is_within(&it.value)) {
                findings.push(seen.find(GatherProblem::HintsDisagree {
                    used: period.value.clone(),
                    from: period.from,
                    other: other.value.clone(),
                    other_from: other.from,
                }));
            }
        }
        let mut before = group().zip(parts).take(place);
        let same = before.find(|(_, it)| said.is_some() && self::said(it, units) == said);
        if let (Some((first, _)), Some(said)) = (same, said) {
            findings.push(seen.find(GatherProblem::SaidTwice {
                said,
                other_file: first.file.clone(),
                other_sheet: first.sheet.clone(),
            }));
        }
    }
}

fn said(part: &Part, units: bool) -> Option<String> {
    if units {
        part.unit.as_ref().map(|it| it.value.clone())
    } else {
        part.period.as_ref().map(|it| it.value.to_string())
    }
}
