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
mod hints;
mod problem;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use conflict::conflicts;
pub use problem::GatherProblem;

use super::{
    CellAt, Finding, Problem, Table,
    names::Registry,
    sheet_map::{
        Area, Correction, Corrections, Guess, MappedTable, Says, TableLayout, observations,
    },
    words,
};
use crate::engine::Period;
use hints::Hints;

/// At least this share of the columns of two sheets, counted together, are in both, or they are no series.
const SAME_COLUMNS: f64 = 0.6;

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

/// What a piece holds, as far as gathering needs it.
struct Sight<'a> {
    piece: usize,
    file: &'a str,
    sheet: &'a str,
    /// Keys of its variables, with their names.
    variables: Vec<(String, String)>,
    /// All of it is of one unit.
    one_unit: bool,
    /// Its rows or columns say their periods.
    dated: bool,
    at: CellAt,
    hints: Hints,
}

impl Sight<'_> {
    fn find(&self, problem: GatherProblem) -> Finding {
        Finding {
            file: self.file.to_owned(),
            sheet: self.sheet.to_owned(),
            at: Some(self.at),
            problem: Problem::Gather(problem),
        }
    }
}

/// Finds the series among sheets. A sheet that belongs to none is in no answer.
pub fn gather(pieces: &[Piece<'_>], registry: &Registry) -> Vec<Gathered> {
    let mut groups: Vec<Vec<Sight<'_>>> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let seen = sight(place, piece, registry);
        if seen.variables.is_empty() {
            continue;
        }
        let fits = |group: &&mut Vec<Sight<'_>>| {
            group.first().is_some_and(|first| {
                first.one_unit == seen.one_unit && alike(&first.variables, &seen.variables)
            })
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(seen),
            None => groups.push(vec![seen]),
        }
    }
    let several = groups.into_iter().filter(|it| it.len() > 1);
    several.filter_map(|group| series(&group)).collect()
}

/// Whether two sheets have mostly the same variables.
fn alike(a: &[(String, String)], b: &[(String, String)]) -> bool {
    let keys = |it: &[(String, String)]| -> BTreeSet<String> {
        it.iter().map(|(key, _)| key.clone()).collect()
    };
    let (a, b) = (keys(a), keys(b));
    let both = a.intersection(&b).count();
    2.0 * both as f64 >= SAME_COLUMNS * (a.len() + b.len()) as f64
}

fn sight<'a>(place: usize, piece: &Piece<'a>, registry: &Registry) -> Sight<'a> {
    match piece.table {
        PieceTable::Plain(table) => plain(place, piece, table, registry),
        PieceTable::Mapped(table) => mapped(place, piece, table, registry),
    }
}

fn plain<'a>(place: usize, piece: &Piece<'a>, table: &Table, registry: &Registry) -> Sight<'a> {
    let named = |name: &String| (words::key(name), name.clone());
    Sight {
        piece: place,
        file: piece.file,
        sheet: piece.sheet,
        variables: table.columns.iter().map(|it| named(&it.name)).collect(),
        one_unit: false,
        dated: table.rows.iter().any(|it| it.period.is_some()),
        at: table.header,
        hints: Hints::of(piece, None, registry),
    }
}

fn mapped<'a>(
    place: usize,
    piece: &Piece<'a>,
    table: &MappedTable,
    registry: &Registry,
) -> Sight<'a> {
    let one_unit = matches!(
        table.layout.value,
        TableLayout::OneUnit | TableLayout::PeriodsDown
    );
    let mut seen = BTreeSet::new();
    let names = observations(table).map(|it| it.indicator);
    let variables = names
        .map(|name| (words::key(&name), name))
        .filter(|(key, _)| !key.is_empty() && seen.insert(key.clone()))
        .collect();
    let dated = table.rows.iter().any(|it| it.period.is_some())
        || table.columns.iter().any(|it| it.period.is_some());
    Sight {
        piece: place,
        file: piece.file,
        sheet: piece.sheet,
        variables,
        one_unit,
        dated,
        at: CellAt {
            row: table.rows_taken.first,
            column: 0,
        },
        hints: Hints::of(piece, Some(table), registry),
    }
}

/// The series of sheets with the same variables, if they are one.
fn series(group: &[Sight<'_>]) -> Option<Gathered> {
    let units = group.iter().all(|it| it.one_unit);
    let dated = group.iter().filter(|it| it.dated).count();
    if !units && dated == group.len() {
        // Every sheet says its own periods: there is nothing to propose.
        return None;
    }
    let mut findings = differing(group);
    let parts = if units {
        let chosen = hints::units(group.iter().map(|it| &it.hints));
        let periods = hints::periods(group.iter().map(|it| &it.hints));
        let chosen = group.iter().zip(chosen).zip(periods);
        chosen
            .map(|((seen, unit), period)| Part {
                piece: seen.piece,
                period: period.filter(|_| !seen.dated),
                unit,
            })
            .collect()
    } else {
        let chosen = hints::periods(group.iter().map(|it| &it.hints));
        let chosen = group.iter().zip(chosen);
        let parts: Vec<Part> = chosen
            .map(|(seen, period)| Part {
                piece: seen.piece,
                period: period.filter(|_| !seen.dated),
                unit: None,
            })
            .collect();
        parts
    };
    told(group, &parts, units, &mut findings);
    Some(Gathered {
        series: if units {
            Series::Units
        } else {
            Series::Periods
        },
        parts,
        common: common(group),
        findings,
    })
}

/// The variables that all sheets have, in the order of the first.
fn common(group: &[Sight<'_>]) -> Vec<String> {
    let Some((first, others)) = group.split_first() else {
        return Vec::new();
    };
    let everywhere = |key: &String| {
        let has = |it: &Sight<'_>| it.variables.iter().any(|(other, _)| other == key);
        others.iter().all(has)
    };
    let all = first.variables.iter().filter(|(key, _)| everywhere(key));
    all.map(|(_, name)| name.clone()).collect()
}

/// Sheets that lack variables of the first, or have more.
fn differing(group: &[Sight<'_>]) -> Vec<Finding> {
    let Some((first, others)) = group.split_first() else {
        return Vec::new();
    };
    let without = |a: &Sight<'_>, b: &Sight<'_>| -> Vec<String> {
        let has = |key: &String| b.variables.iter().any(|(other, _)| other == key);
        let absent = a.variables.iter().filter(|(key, _)| !has(key));
        absent.map(|(_, name)| name.clone()).collect()
    };
    let mut findings = Vec::new();
    for seen in others {
        let (missing, extra) = (without(first, seen), without(seen, first));
        if !missing.is_empty() || !extra.is_empty() {
            findings.push(seen.find(GatherProblem::ColumnsDiffer {
                missing,
                extra,
                other_file: first.file.to_owned(),
                other_sheet: first.sheet.to_owned(),
            }));
        }
    }
    findings
}

/// Tells what says no period or unit, says two, or says what another one says.
fn told(group: &[Sight<'_>], parts: &[Part], units: bool, findings: &mut Vec<Finding>) {
    for (place, (seen, part)) in group.iter().zip(parts).enumerate() {
        let said = said(part, units);
        if said.is_none() && (units || !seen.dated) {
            findings.push(seen.find(GatherProblem::NothingTold { unit: units }));
        }
        if let (Some(period), false) = (&part.period, units) {
            for other in seen.hints.other_periods(period) {
                findings.push(seen.find(GatherProblem::HintsDisagree {
                    used: period.value.clone(),
                    from: period.from,
                    other: other.value.clone(),
                    other_from: other.from,
                }));
            }
        }
        let mut before = group.iter().zip(parts).take(place);
        let same = before.find(|(_, it)| said.is_some() && self::said(it, units) == said);
        if let (Some((first, _)), Some(said)) = (same, said) {
            findings.push(seen.find(GatherProblem::SaidTwice {
                said,
                other_file: first.file.to_owned(),
                other_sheet: first.sheet.to_owned(),
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
