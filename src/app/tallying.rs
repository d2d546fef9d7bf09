//! A list of things on its way in: what it holds, what a person wants counted, and what that gives.

use std::path::Path;

use crate::{
    engine::Severity,
    import::{
        Book, Finding, TableError,
        list::{
            By, Every, ListLayout, ListTable, Measure, Split, Tallied, Tally, TallyError,
            TallyPeriod, What, list, tally,
        },
        names::Registry,
    },
};

/// A list of things.
#[derive(Debug)]
pub(super) struct Tallying {
    /// What it holds.
    pub list: ListTable,
    /// What is wanted.
    pub tally: Tally,
    /// What that gives.
    pub tallied: Result<Tallied, TallyError>,
}

impl Tallying {
    /// Looks at a book as a list, and proposes to count its things.
    pub(super) fn new(book: &Book, sheet: Option<&str>) -> Result<Self, TableError> {
        let layout = ListLayout {
            sheet: sheet.map(str::to_owned),
            header_row: None,
        };
        let list = list(book, &layout, Registry::bundled())?;
        let tally = proposed(&list);
        Ok(Self::of(list, tally))
    }

    /// Counts something else.
    pub(super) fn set(&mut self, tally: Tally) {
        let list = std::mem::take(&mut self.list);
        *self = Self::of(list, tally);
    }

    /// Counts the same anew.
    pub(super) fn again(&mut self) {
        self.set(self.tally.clone());
    }

    fn of(list: ListTable, wanted: Tally) -> Self {
        let tallied = tally(&list, &wanted, Registry::bundled());
        Self {
            list,
            tally: wanted,
            tallied,
        }
    }

    /// What was noticed.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let tallied = self.tallied.iter().flat_map(|it| &it.table.findings);
        self.list.findings.iter().chain(tallied)
    }

    /// Whether it can be taken in without a question.
    pub(super) fn is_ready(&self) -> bool {
        let error = |it: &Finding| it.problem.severity() == Severity::Error;
        self.tallied.is_ok() && !self.findings().any(error)
    }
}

/// To count all things by what seems to tell the unit; the result is called as the things are.
fn proposed(list: &ListTable) -> Tally {
    let proposal = &list.proposal;
    let first = list.columns.first().map(|it| it.name.clone());
    let period = match (&proposal.period_column, &proposal.period) {
        (Some(column), _) => TallyPeriod::Column(column.clone(), Every::default()),
        (None, Some(period)) => TallyPeriod::Fixed(period.clone()),
        (None, None) => TallyPeriod::None,
    };
    let stem = Path::new(&list.file).file_stem();
    let named = stem.map(|it| it.to_string_lossy().into_owned());
    let name = match list.title.as_str() {
        "" => named.unwrap_or_default(),
        title => title.to_owned(),
    };
    Tally {
        by: By {
            column: proposal.by.clone().or(first).unwrap_or_default(),
            level: proposal.level,
        },
        period,
        measures: vec![Measure {
            name,
            what: What::Count,
            split: Split::None,
            measure: None,
        }],
        name: proposal.name.clone(),
        ..Tally::default()
    }
}
