//! What tables hold: their units, their indicators, and how large the values are.

use std::collections::{BTreeMap, BTreeSet};

use super::{ReadAs, words};
use crate::{
    engine::Period,
    import::{CellAt, Table, TableRow, names::PlaceId, sheet_map::SheetMap},
};

/// A unit of tables.
#[derive(Clone, Debug)]
pub(super) struct UnitFact {
    pub name: String,
    pub place: Option<PlaceId>,
    pub total: bool,
    /// Where it stands, if in one line only.
    pub line: Option<u32>,
    pub at: Option<CellAt>,
}

/// An indicator of tables.
#[derive(Clone, Debug)]
pub(super) struct IndicatorFact {
    pub name: String,
    pub measure: Option<String>,
    /// Where it stands, if in one line only.
    pub line: Option<u32>,
    pub at: Option<CellAt>,
}

/// A sheet as it was read.
pub(super) struct Read {
    pub map: SheetMap,
    pub tables: Vec<Table>,
    pub by: ReadAs,
}

impl Read {
    pub(super) fn across(&self) -> bool {
        self.tables.first().is_some_and(|it| it.across)
    }

    /// The units in the order of the sheet.
    pub(super) fn units(&self) -> Vec<UnitFact> {
        let mut units: Vec<UnitFact> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for table in &self.tables {
            for row in &table.rows {
                let place = *known.entry(words::plain(&row.unit)).or_insert_with(|| {
                    units.push(UnitFact {
                        name: row.unit.clone(),
                        place: row.place.clone(),
                        total: row.total,
                        line: Some(row.row),
                        at: Some(self.unit_cell(table, row)),
                    });
                    units.len() - 1
                });
                if let Some(unit) = units.get_mut(place) {
                    unit.line = unit.line.filter(|it| *it == row.row);
                    unit.place = unit.place.take().or_else(|| row.place.clone());
                }
            }
        }
        units.sort_by_key(|it| it.at);
        units
    }

    /// The indicators in the order of the sheet.
    pub(super) fn indicators(&self) -> Vec<IndicatorFact> {
        let mut indicators: Vec<(u32, IndicatorFact)> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for table in &self.tables {
            for column in &table.columns {
                let place = *known.entry(words::plain(&column.name)).or_insert_with(|| {
                    let fact = IndicatorFact {
                        name: column.name.clone(),
                        measure: None,
                        line: Some(column.column),
                        at: self.indicator_cell(table, column.column),
                    };
                    indicators.push((column.column, fact));
                    indicators.len() - 1
                });
                if let Some((_, fact)) = indicators.get_mut(place) {
                    fact.line = fact.line.filter(|it| *it == column.column);
                    fact.measure = fact.measure.take().or_else(|| column.measure.clone());
                }
            }
        }
        indicators.sort_by_key(|(line, _)| *line);
        indicators.into_iter().map(|(_, fact)| fact).collect()
    }

    fn unit_cell(&self, table: &Table, row: &TableRow) -> CellAt {
        let line = row.row;
        if table.across {
            return CellAt {
                row: table.header.row,
                column: line,
            };
        }
        let mut rows = self.map.tables.iter().flat_map(|it| &it.rows);
        let mapped = rows.find(|it| it.row == line && row.unit.ends_with(&it.label));
        let cell = mapped.and_then(|it| it.cell);
        cell.filter(|_| matches!(self.by, ReadAs::Sheet))
            .unwrap_or(CellAt {
                row: line,
                column: table.header.column,
            })
    }

    fn indicator_cell(&self, table: &Table, line: u32) -> Option<CellAt> {
        if matches!(self.by, ReadAs::List(_)) {
            return Some(CellAt {
                row: table.header.row,
                column: line,
            });
        }
        let tables = &self.map.tables;
        if table.across {
            let mut rows = tables.iter().flat_map(|it| &it.rows);
            return rows.find(|it| it.row == line)?.cell;
        }
        let first = table.rows.first()?.row;
        let of_rows = |it: &&crate::import::sheet_map::MappedTable| {
            it.rows_taken.first <= first && first <= it.rows_taken.last
        };
        let mapped = tables.iter().find(of_rows).or(tables.first())?;
        let column = mapped.columns.iter().find(|it| it.places.contains(&line));
        let header = column
            .and_then(|it| it.levels.last())
            .and_then(|it| it.cells.last());
        let of_table = || mapped.indicator.as_ref().and_then(|it| it.at);
        header.copied().or_else(of_table)
    }

    /// The median of an indicator's values without their signs, in the last period that has any, of
    /// those units that count.
    pub(super) fn size(&self, indicator: &str, counts: &dyn Fn(&TableRow) -> bool) -> Option<f64> {
        let wanted = words::plain(indicator);
        let mut sizes: BTreeMap<Period, Vec<f64>> = BTreeMap::new();
        for table in &self.tables {
            let columns = table.columns.iter();
            for column in columns.filter(|it| words::plain(&it.name) == wanted) {
                for (row, value) in table.rows.iter().zip(&column.values) {
                    if let Some(value) = value
                        && counts(row)
                    {
                        let period = row.period.clone().unwrap_or(Period::Undated);
                        sizes.entry(period).or_default().push(value.abs());
                    }
                }
            }
        }
        median(sizes.into_values().next_back()?)
    }
}

pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(half.checked_sub(1)?)?;
    Some(f64::midpoint(lower, upper))
}

/// The items that do not stand in the order in which they stood: all but the longest run that does.
/// Each item is where it stood and where it stands now.
pub(super) fn moved(lines: &[(u32, u32)]) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|it| lines.get(*it));
    // The ends of the best runs of each length, and what comes before each item in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; lines.len()];
    let now = |it: &usize| lines.get(*it).map(|it| it.1);
    for item in order {
        let place = ends.partition_point(|end| now(end) < now(&item));
        if let Some(slot) = before.get_mut(item) {
            *slot = place.checked_sub(1).and_then(|it| ends.get(it)).copied();
        }
        match ends.get_mut(place) {
            Some(end) => *end = item,
            None => ends.push(item),
        }
    }
    let mut out: BTreeSet<usize> = (0..lines.len()).collect();
    let mut at = ends.last().copied();
    while let Some(item) = at {
        out.remove(&item);
        at = before.get(item).copied().flatten();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_left_its_order_has_moved() {
        let out = |lines: &[(u32, u32)]| moved(lines).into_iter().collect::<Vec<_>>();
        assert_eq!(out(&[(1, 2), (2, 3), (3, 4)]), [0; 0], "all shifted");
        assert_eq!(out(&[(1, 1), (2, 4), (3, 2), (4, 3)]), [1]);
        assert_eq!(out(&[]), [0; 0]);
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }
}
