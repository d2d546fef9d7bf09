//! What was counted becomes a table, and what was noticed findings.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Absent, ListProblem, Several, Tallied, What,
    tally::{Group, Notice, Work, result_name},
    units::{TallyUnit, Told},
};
use crate::{
    engine::Period,
    import::{
        CellAt, Table, TableColumn, TableRow,
        names::{Level, Registry},
    },
};

impl Work<'_> {
    /// Adds the units that are absent, and makes the table.
    pub(super) fn done(mut self) -> Tallied {
        self.absent();
        self.tell();
        let mut done = std::mem::take(&mut self.done);
        let names = self.unit_names();
        done.table = Table {
            file: self.list.file.clone(),
            sha256: self.list.sha256.clone(),
            sheet: self.list.sheet.clone(),
            header: CellAt {
                row: self.list.header_row,
                column: self
                    .list
                    .columns
                    .get(self.columns.by)
                    .map_or(0, |it| it.column),
            },
            ..Table::default()
        };
        for group in &self.groups {
            let name = names.get(&group.unit).cloned().unwrap_or_default();
            let unit = self.units.get(&group.unit);
            done.table.rows.push(TableRow {
                row: group.rows.first().copied().unwrap_or(self.list.header_row),
                label: name.clone(),
                unit: name,
                period: group.period.clone(),
                place: unit.and_then(|it| it.place.clone()),
                ..TableRow::default()
            });
        }
        done.table.columns = self.results();
        done.from = self.groups.into_iter().map(|it| it.rows).collect();
        done.table.findings.clone_from(&self.list.findings);
        done.table.findings.extend(self.findings);
        done.table.findings.sort_by_key(|it| it.at);
        done
    }

    /// Names of units, full ones where two would be called the same.
    fn unit_names(&self) -> BTreeMap<String, String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for unit in self.units.values() {
            *counts.entry(&unit.name).or_default() += 1;
        }
        let name = |unit: &TallyUnit| {
            let place = unit
                .place
                .as_ref()
                .filter(|_| counts.get(unit.name.as_str()) > Some(&1));
            let place = place.and_then(|it| Registry::bundled().place(it));
            place.map_or_else(|| unit.name.clone(), |it| it.name_zh.to_owned())
        };
        let units = self.units.iter();
        units.map(|(key, unit)| (key.clone(), name(unit))).collect()
    }

    fn results(&self) -> Vec<TableColumn> {
        let mut columns = Vec::new();
        let measures = self.tally.measures.iter().zip(&self.columns.measures);
        for (place, (measure, (what, split))) in measures.enumerate() {
            let Some((classes, _)) = self.classes.get(place) else {
                continue;
            };
            let at = what.or(*split).unwrap_or(self.columns.by);
            let at = self.list.columns.get(at);
            let own = || match measure.what {
                What::Sum(_) | What::Mean(_) => at.and_then(|it| it.measure.clone()),
                What::Count | What::Distinct(_) => None,
            };
            for (class, name) in classes.iter().enumerate() {
                let value = |group: &Group| {
                    let sum = group.sums.get(place)?.get(class)?;
                    sum.result(&measure.what)
                };
                columns.push(TableColumn {
                    column: at.map_or(0, |it| it.column),
                    name: result_name(measure, name.as_deref()),
                    measure: measure.measure.clone().or_else(own),
                    values: self.groups.iter().map(value).collect(),
                });
            }
        }
        columns
    }

    /// Tells the units without a row in a period, and adds them where they count as nothing.
    fn absent(&mut self) {
        let zero = self.tally.absent == Absent::Zero;
        let periods: BTreeSet<Option<Period>> =
            self.groups.iter().map(|it| it.period.clone()).collect();
        for period in periods {
            let here: BTreeSet<&str> = self
                .groups
                .iter()
                .filter(|it| it.period == period)
                .map(|it| it.unit.as_str())
                .collect();
            let absent = self
                .units
                .values()
                .filter(|it| !here.contains(it.key.as_str()));
            let absent: Vec<TallyUnit> = absent.cloned().collect();
            if absent.is_empty() {
                continue;
            }
            if zero {
                for unit in &absent {
                    self.group(unit, period.clone());
                }
            }
            let units = absent.into_iter().map(|it| it.name).collect();
            self.find(
                None,
                ListProblem::UnitsWithout {
                    period,
                    units,
                    zero,
                },
            );
        }
    }

    /// Makes findings of what was noticed.
    fn tell(&mut self) {
        if let (Some(only), true) = (&self.tally.only, self.done.left_out > 0) {
            let column = only.column.clone();
            let count = self.done.left_out;
            self.find(None, ListProblem::LeftOutByChoice { column, count });
        }
        for (notice, cells) in std::mem::take(&mut self.notices) {
            let column = |place: usize| {
                let column = self.list.columns.get(place);
                column.map_or_else(String::new, |it| it.name.clone())
            };
            let at = cells.first().copied();
            let problem = match notice {
                Notice::NoUnit => ListProblem::NoUnit { cells },
                Notice::NoPeriod(text) => ListProblem::NoPeriod { text, cells },
                Notice::NoClass(place) => ListProblem::NoClass {
                    column: column(place),
                    cells,
                },
                Notice::NoNumber(place) => ListProblem::NoNumber {
                    column: column(place),
                    cells,
                },
                Notice::Text(text) => self.of_text(text, cells),
            };
            self.find(at, problem);
        }
    }

    fn of_text(&self, text: String, cells: Vec<CellAt>) -> ListProblem {
        match self.told.get(&text).cloned() {
            Some(Told::Units(units)) => ListProblem::SeveralUnits {
                text,
                units: units.into_iter().map(|it| it.name).collect(),
                // Several places are never one name.
                counted: match self.tally.several {
                    Several::Whole => Several::Ask,
                    other => other,
                },
                cells,
            },
            Some(Told::Ambiguous(places)) => ListProblem::AmbiguousPlace {
                text,
                places,
                cells,
            },
            Some(Told::TooWide(place)) => ListProblem::TooWide {
                text,
                place,
                level: self.tally.by.level.unwrap_or(Level::Prefecture),
                cells,
            },
            Some(Told::Total) => ListProblem::NamesTotal { text, cells },
            Some(Told::NoPlace) | None => ListProblem::NoPlace { text, cells },
        }
    }
}
