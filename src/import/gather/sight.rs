//! What a sheet holds, as far as gathering needs it.

use std::collections::BTreeSet;

use super::{GatherProblem, Piece, PieceTable, hints::Hints};
use crate::{
    engine::Period,
    import::{
        CellAt, Finding, Problem, Table,
        names::Registry,
        sheet_map::{MappedTable, TableLayout, observations},
        words,
    },
};

/// What a sheet holds, as far as gathering needs it: looked at once, compared with many.
#[derive(Clone, Debug)]
pub struct Sight {
    pub(super) file: String,
    pub(super) sheet: String,
    /// Keys of its variables, with their names.
    pub(super) variables: Vec<(String, String)>,
    /// Keys of its units; none where all of it is of one.
    pub(super) units: BTreeSet<String>,
    /// The periods that its rows or columns say.
    pub(super) periods: BTreeSet<Period>,
    /// All of it is of one unit.
    pub(super) one_unit: bool,
    /// Its rows or columns say their periods.
    pub(super) dated: bool,
    at: CellAt,
    pub(super) hints: Hints,
}

impl Sight {
    pub(super) fn has(&self, variable: &str) -> bool {
        self.variables.iter().any(|(key, _)| key == variable)
    }

    pub(super) fn variables(&self) -> BTreeSet<&str> {
        self.variables.iter().map(|(key, _)| key.as_str()).collect()
    }

    pub(super) fn units(&self) -> BTreeSet<&str> {
        self.units.iter().map(String::as_str).collect()
    }

    pub(super) fn find(&self, problem: GatherProblem) -> Finding {
        Finding {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            at: Some(self.at),
            problem: Problem::Gather(problem),
        }
    }
}

/// Looks at a sheet.
pub fn sight(piece: &Piece<'_>, registry: &Registry) -> Sight {
    match piece.table {
        PieceTable::Plain(table) => plain(piece, table, registry),
        PieceTable::Mapped(table) => mapped(piece, table, registry),
    }
}

fn plain(piece: &Piece<'_>, table: &Table, registry: &Registry) -> Sight {
    let named = |name: &String| (words::key(name), name.clone());
    let periods: BTreeSet<Period> = table
        .rows
        .iter()
        .filter_map(|it| it.period.clone())
        .collect();
    Sight {
        file: piece.file.to_owned(),
        sheet: piece.sheet.to_owned(),
        variables: table.columns.iter().map(|it| named(&it.name)).collect(),
        units: table.rows.iter().map(|it| words::key(&it.unit)).collect(),
        one_unit: false,
        dated: !periods.is_empty(),
        periods,
        at: table.header,
        hints: Hints::of(piece, None, registry),
    }
}

fn mapped(piece: &Piece<'_>, table: &MappedTable, registry: &Registry) -> Sight {
    let one_unit = matches!(
        table.layout.value,
        TableLayout::OneUnit | TableLayout::PeriodsDown
    );
    let mut seen = BTreeSet::new();
    let mut units = BTreeSet::new();
    let mut variables = Vec::new();
    for it in observations(table) {
        let key = words::key(&it.indicator);
        if !key.is_empty() && seen.insert(key.clone()) {
            variables.push((key, it.indicator));
        }
        if !one_unit && !it.unit.is_empty() {
            units.insert(words::key(&it.unit));
        }
    }
    let of_rows = table.rows.iter().filter_map(|it| it.period.clone());
    let of_columns = table.columns.iter().filter_map(|it| it.period.as_ref());
    let periods: BTreeSet<Period> = of_rows
        .chain(of_columns.map(|it| it.value.clone()))
        .collect();
    Sight {
        file: piece.file.to_owned(),
        sheet: piece.sheet.to_owned(),
        variables,
        units,
        dated: !periods.is_empty(),
        periods,
        one_unit,
        at: CellAt {
            row: table.rows_taken.first,
            column: 0,
        },
        hints: Hints::of(piece, Some(table), registry),
    }
}
