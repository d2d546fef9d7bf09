//! A sheet is read as the last one of its kind was.

use super::{
    Difference, PeriodBy, ReadAs, ReadingRecipe, ReplayedRelation,
    anchor::{Anchored, Landmarks},
    compare::Index,
    learn::read,
    periods::{Hint, following, tells_no_period},
    shape::{Fit, Look},
    words,
};
use crate::{
    engine::Period,
    import::{
        Book, CellAt, Sheet, Table, TableError,
        names::Registry,
        sheet_map::{Area, Correction, Corrections, Role, Says, SheetMap, map_sheet_known},
    },
};

/// What came of replaying a recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// The place of the sheet in its book.
    pub sheet: usize,
    /// The name of the file, for what is told.
    pub file: String,
    /// The name of the sheet, likewise.
    pub sheet_name: String,
    /// How surely the sheet is of the recipe's kind.
    pub fit: Fit,
    /// How it was read, with the period of now where the whole list has one.
    pub read_as: ReadAs,
    /// What a person said last time, where it belongs on this sheet; a period of the whole sheet stands
    /// first.
    pub corrections: Corrections,
    /// What was understood of the sheet.
    pub map: SheetMap,
    /// What would be taken, with the names of units and variables that the recipe knows.
    pub tables: Vec<Table>,
    /// What was read of a relation sheet, where it is one; then there are neither corrections, map nor
    /// tables.
    pub relation: Option<Box<ReplayedRelation>>,
    /// What is unlike last time.
    pub differences: Vec<Difference>,
}

impl Replayed {
    /// The differences that a person has to answer.
    pub fn asked(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|it| it.asks())
    }

    /// The period of the whole sheet that was put in, if one was.
    pub fn period(&self) -> Option<&Period> {
        match &self.read_as {
            ReadAs::List(layout) => layout.period.as_ref(),
            ReadAs::Sheet => {
                let mut said = self.corrections.said.iter();
                said.find_map(super::learn::whole_period)
            }
            ReadAs::Relations(_) => self.relation.as_ref()?.layout.period.as_ref(),
        }
    }
}

/// Why a recipe cannot be replayed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReplayError {
    /// No sheet of the file is of the recipe's kind.
    #[error("{file}: no sheet like the one of {recipe:?}")]
    NoSheet {
        /// The file's name.
        file: String,
        /// The recipe's name.
        recipe: String,
    },
    /// The list cannot be read as last time.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl ReadingRecipe {
    /// The sheet of a book that fits best, if one is likely of the same kind. Of several that fit alike,
    /// such as one a year, the one with the latest year in its name.
    pub fn sheet_of(&self, book: &Book) -> Option<(usize, Fit)> {
        self.best_of(&Look::all(book))
    }

    /// The same, of sheets that have been looked at.
    pub(super) fn best_of(&self, sheets: &[(usize, &Sheet, Look)]) -> Option<(usize, Fit)> {
        let mut best: Option<(usize, Fit, Option<i32>)> = None;
        for (at, sheet, look) in sheets {
            let fit = self.fit_look(sheet, look);
            let year = words::last_year(&sheet.name);
            let better = best.is_none_or(|(_, top, other)| {
                let apart = fit.share - top.share;
                apart > 0.02 || (apart >= -0.02 && year > other)
            });
            if fit.is_likely() && better {
                best = Some((*at, fit, year));
            }
        }
        best.map(|(at, fit, _)| (at, fit))
    }

    /// Reads the sheet of a book that fits best as the last one was read.
    pub fn replay(&self, book: &Book, registry: &Registry) -> Result<Replayed, ReplayError> {
        let found = self.sheet_of(book);
        let (sheet, _) = found.ok_or_else(|| self.no_sheet(book))?;
        self.replay_on(book, sheet, registry)
    }

    /// Reads a sheet as the last one was read, however well it fits.
    pub fn replay_on(
        &self,
        book: &Book,
        sheet: usize,
        registry: &Registry,
    ) -> Result<Replayed, ReplayError> {
        let on = book.sheets.get(sheet).ok_or_else(|| self.no_sheet(book))?;
        if let ReadAs::Relations(known) = &self.read_as {
            return Ok(self.replay_relation(known, (book, sheet, on)));
        }
        let mut differences = Vec::new();
        let mut corrections = self.placed(book, on, &mut differences);
        let mut read_as = self.read_as.clone();
        let unit = self.unit_of_all((book, on), &corrections, registry, &mut differences);
        let period = self.period_of_all((book, on), &corrections, registry, &mut differences);
        match (&mut read_as, period) {
            (ReadAs::List(layout), period) => {
                layout.period = period;
                layout.header_row = self.header_row(on, &mut differences);
                layout.sheet = Some(on.name.clone());
            }
            (ReadAs::Sheet, Some(period)) => {
                // First, so that what is said of single columns goes before it.
                let says = Says::Period(period);
                let area = Area::default();
                corrections.said.insert(0, Correction { area, says });
            }
            (ReadAs::Sheet | ReadAs::Relations(_), _) => {}
        }
        // Without its unit a sheet gives no values that could be compared.
        let comparable = self.unit.is_none() || unit.is_some();
        if let Some(unit) = unit {
            let says = Says::Unit(unit);
            let area = Area::default();
            corrections.said.insert(0, Correction { area, says });
        }
        let read = read(book, on, (&read_as, &corrections), registry)?;
        if comparable {
            differences.extend(self.unlike(&read, registry));
        }
        differences.sort_by_key(|it| !it.asks());
        Ok(Replayed {
            sheet,
            file: book.file.clone(),
            sheet_name: on.name.clone(),
            fit: self.fit(&book.file, on),
            read_as,
            corrections,
            map: read.map,
            tables: self.named(read.tables),
            relation: None,
            differences,
        })
    }

    fn no_sheet(&self, book: &Book) -> ReplayError {
        ReplayError::NoSheet {
            file: book.file.clone(),
            recipe: self.name.clone(),
        }
    }

    /// Gives units and variables the names they go by, and leaves out what was left out.
    pub fn named(&self, mut tables: Vec<Table>) -> Vec<Table> {
        let index = Index::of(self);
        for table in &mut tables {
            let mut kept = Vec::with_capacity(table.columns.len());
            for column in &mut table.columns {
                let known = index.indicator(&column.name);
                if let Some(known) = known {
                    let name = known.into.as_ref().unwrap_or(&known.name);
                    name.clone_into(&mut column.name);
                }
                kept.push(!known.is_some_and(|it| it.left_out));
            }
            table.keep_columns(&kept);
            let mut kept = Vec::with_capacity(table.rows.len());
            for row in &mut table.rows {
                let known = index.unit(&row.unit, row.place.as_ref());
                if let Some(into) = known.and_then(|it| it.into.as_ref()) {
                    into.clone_into(&mut row.unit);
                }
                kept.push(!known.is_some_and(|it| it.left_out));
            }
            table.keep_rows(&kept);
        }
        tables.retain(|it| !it.columns.is_empty() && !it.rows.is_empty());
        tables
    }

    /// The header row of a list as people count, where a person said it; none has it found.
    fn header_row(&self, sheet: &Sheet, gone: &mut Vec<Difference>) -> Option<u32> {
        let header = self.header.as_ref()?;
        let found = Landmarks::of(sheet).find_row(header);
        if found.is_none() {
            gone.push(Difference::AnchorGone {
                texts: vec![header.texts.join(" ")],
                was: CellAt {
                    row: header.line,
                    column: 0,
                },
                says: Says::Role(Role::Header),
            });
        }
        found?.checked_add(1)
    }

    /// What a person said, where it belongs on a sheet.
    fn placed(&self, book: &Book, sheet: &Sheet, gone: &mut Vec<Difference>) -> Corrections {
        let landmarks = Landmarks::of(sheet);
        let mut said = Vec::new();
        for anchored in &self.said {
            let Some(mut correction) = landmarks.find(anchored) else {
                gone.push(anchored.gone());
                continue;
            };
            if let Says::Period(last) = &correction.says
                && book.sha256 != self.sha256
            {
                let proposal = following(last);
                let answered = self.period.answered.clone();
                if answered.is_none() {
                    gone.push(Difference::PeriodAsked {
                        last: Some(last.clone()),
                        proposal: proposal.clone(),
                        at: Some(CellAt {
                            row: correction.area.rows.map_or(0, |it| it.first),
                            column: correction.area.columns.map_or(0, |it| it.first),
                        }),
                    });
                }
                correction.says = Says::Period(answered.unwrap_or(proposal));
            }
            said.push(correction);
        }
        Corrections { said }
    }

    /// The unit of a sheet about one, where the sheet does not say it.
    fn unit_of_all(
        &self,
        (book, sheet): (&Book, &Sheet),
        corrections: &Corrections,
        registry: &Registry,
        found: &mut Vec<Difference>,
    ) -> Option<String> {
        let told = self.unit.as_ref()?;
        let plain = map_sheet_known(sheet, &book.file, corrections, registry);
        let same = book.sha256 == self.sha256;
        told.now((book, sheet), &plain, (registry, same), found)
    }

    /// The period to put on the whole sheet, where it does not tell one as it did last time.
    fn period_of_all(
        &self,
        (book, sheet): (&Book, &Sheet),
        corrections: &Corrections,
        registry: &Registry,
        asked: &mut Vec<Difference>,
    ) -> Option<Period> {
        let told = &self.period;
        let plain = map_sheet_known(sheet, &book.file, corrections, registry);
        let hint = Hint::of(&plain);
        let list = matches!(self.read_as, ReadAs::List(_));
        match told.by {
            PeriodBy::Nothing => return None,
            PeriodBy::Sheet(_) | PeriodBy::Cells if !list && !tells_no_period(&plain) => {
                return None;
            }
            PeriodBy::Cells if list => return None,
            PeriodBy::Sheet(_) => {
                if let Some(hint) = hint.as_ref().filter(|it| it.sure) {
                    return Some(hint.period.clone());
                }
            }
            _ => {}
        }
        if let Some(answered) = &told.answered {
            return Some(answered.clone());
        }
        if told.by == PeriodBy::Typed && book.sha256 == self.sha256 {
            return told.typed.clone();
        }
        let guess = hint.as_ref().filter(|_| told.by != PeriodBy::Typed);
        let guess = guess.map(|it| it.period.clone());
        let proposal = guess.or_else(|| told.proposal(hint.as_ref()))?;
        asked.push(Difference::PeriodAsked {
            last: told.typed.clone().or_else(|| told.last.last().cloned()),
            proposal: proposal.clone(),
            at: None,
        });
        Some(proposal)
    }
}

impl Anchored {
    /// The texts of all its lines.
    pub(super) fn texts(&self) -> Vec<String> {
        let lines = [&self.rows, &self.columns];
        let anchors = lines.into_iter().flatten().flat_map(|it| {
            let more = (it.last != it.first).then_some(&it.last);
            std::iter::once(&it.first).chain(more)
        });
        anchors.map(|it| it.texts.join(" ")).collect()
    }

    fn gone(&self) -> Difference {
        let line = |it: &Option<super::AnchoredLines>| it.as_ref().map_or(0, |it| it.first.line);
        Difference::AnchorGone {
            texts: self.texts(),
            was: CellAt {
                row: line(&self.rows),
                column: line(&self.columns),
            },
            says: self.says.clone(),
        }
    }
}
