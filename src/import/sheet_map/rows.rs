//! The rows of a table: labels, groups, parents, periods.

use super::{
    Known, MappedRow, Role, UnitKind,
    blocks::{Block, Kind},
    columns::{Panel, Use},
    grid::{Grid, period_of},
    marks, names,
};
use crate::import::{CellAt, Value, words::clean};

/// The rows, and the roles of their cells outside the values.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub all: Vec<MappedRow>,
    pub roles: Vec<(CellAt, Role, f32)>,
    /// Lines with numbers and nothing that names them.
    pub nameless: Vec<CellAt>,
}

/// Reads the rows of blocks of columns side by side, one block after the other.
pub(super) fn rows(
    grid: &Grid<'_>,
    kinds: &[Kind],
    block: &Block,
    panels: &[Panel],
    known: Known<'_>,
) -> Rows {
    let mut rows = Rows::default();
    for (place, panel) in (0_u32..).zip(panels) {
        let mut reader = RowReader {
            grid,
            panel,
            known,
            block: place,
            group: None,
            totals: false,
            above: Vec::new(),
            provinces: provinces(grid, panel, block, known),
        };
        let mut dropped = block.dropped.iter().peekable();
        for line in block.body.clone() {
            while dropped.next_if(|(it, _)| *it < line).is_some() {}
            if dropped.peek().is_some_and(|(it, _)| *it == line) {
                continue;
            }
            reader.line(line, kinds.get(line) == Some(&Kind::Data), &mut rows);
        }
    }
    rows
}

/// Whether provinces are among the units that have data, so that one without is no heading.
fn provinces(grid: &Grid<'_>, panel: &Panel, block: &Block, known: Known<'_>) -> bool {
    let Some(column) = panel.first(Use::Unit) else {
        return false;
    };
    let (mut found, mut all) = (0, 0);
    for line in block.body.clone().take(400) {
        if let Some((cell, _)) = grid.at(line, column)
            && panel.all(Use::Data).any(|it| grid.at(line, it).is_some())
        {
            all += 1;
            let name = names::name(&cell.value.text()).text;
            found += usize::from(known(&name) == Some(UnitKind::Province));
        }
    }
    found * 3 > all
}

struct RowReader<'a, 'b> {
    grid: &'b Grid<'a>,
    panel: &'b Panel,
    known: Known<'b>,
    block: u32,
    /// The heading above.
    group: Option<String>,
    /// The heading says that aggregates follow.
    totals: bool,
    /// Rows with labels further left, with how far: the possible parents.
    above: Vec<(usize, u32)>,
    provinces: bool,
}

/// A label as read.
struct Label {
    at: CellAt,
    raw: String,
    name: names::Name,
    /// How far its text is pushed in.
    indent: usize,
    /// Begins with 其中 or #.
    among: bool,
}

impl RowReader<'_, '_> {
    fn line(&mut self, line: usize, data: bool, rows: &mut Rows) {
        let has_values = data && self.panel.all(Use::Data).any(|it| self.has_value(line, it));
        let label = self.label(line);
        // A heading has no code, no indicator, no period and no running number beside it.
        let told_apart = [
            Use::Running,
            Use::Code,
            Use::Indicator,
            Use::Period,
            Use::Measure,
        ]
        .into_iter()
        .filter(|it| *it != Use::Indicator || self.panel.first(Use::Unit).is_some())
        .flat_map(|it| self.panel.all(it))
        .any(|it| self.grid.at(line, it).is_some());
        self.beside(line, rows);
        let Some(label) = label else {
            if has_values {
                self.row(line, None, rows);
            }
            return;
        };
        let said = self.grid.corrections.role(label.at);
        let unit = has_values || told_apart;
        let missing = self.provinces && (self.known)(&label.name.text) == Some(UnitKind::Province);
        if said == Some(Role::GroupHeading) || (said.is_none() && !unit && !missing) {
            self.heading(line, &label, rows);
        } else {
            self.row(line, Some(&label), rows);
        }
    }

    fn has_value(&self, line: usize, column: u32) -> bool {
        self.grid
            .at(line, column)
            .is_some_and(|(_, fact)| fact.what.is_numeric() || fact.value.is_some())
    }

    fn heading(&mut self, line: usize, label: &Label, rows: &mut Rows) {
        let own = self
            .panel
            .columns
            .iter()
            .any(|(it, _)| *it == label.at.column);
        if self.block > 0 && !own {
            return;
        }
        self.group = Some(label.name.text.clone()).filter(|it| !it.is_empty());
        self.totals = marks::heads_totals(&label.name.text);
        self.above.clear();
        for (cell, _) in self.grid.used(line) {
            let inside = self
                .panel
                .columns
                .iter()
                .any(|(it, _)| *it == cell.at.column);
            if inside || cell.at == label.at {
                rows.roles.push((cell.at, Role::GroupHeading, 0.75));
            }
        }
    }

    /// The label of a line: its unit, or its indicator where no unit is named.
    fn label(&self, line: usize) -> Option<Label> {
        let own = self.panel.first(Use::Unit);
        let column = own.or_else(|| self.panel.all(Use::Indicator).last())?;
        let shown = self.grid.shown(line, column).or_else(|| {
            // A heading may stand over the values.
            let data = self.panel.all(Use::Data).any(|it| self.has_value(line, it));
            let mut texts = self
                .panel
                .columns
                .iter()
                .filter_map(|(it, _)| self.grid.at(line, *it));
            if data {
                None
            } else {
                texts.find(|(_, it)| it.what.is_words())
            }
        });
        let (cell, fact) = shown?;
        if fact.what == super::grid::What::Missing {
            return None;
        }
        let raw = cell.value.text();
        let mut label = read_label(&raw);
        label.at = cell.at;
        let deepest = own.is_none() && self.panel.all(Use::Indicator).count() > 1;
        if deepest {
            label.name.text = self.joined(line, Use::Indicator).0.unwrap_or_default();
        }
        Some(label)
    }

    /// The texts of all columns of a use, joined; and the measure they say.
    fn joined(&self, line: usize, wanted: Use) -> (Option<String>, Option<String>) {
        let mut parts: Vec<String> = Vec::new();
        let mut measure = None;
        for column in self.panel.all(wanted) {
            let Some((cell, _)) = self.grid.shown(line, column) else {
                continue;
            };
            let name = names::name(&cell.value.text());
            measure = name.measure.or(measure);
            if !name.text.is_empty() && !parts.contains(&name.text) {
                parts.push(name.text);
            }
        }
        ((!parts.is_empty()).then(|| parts.join(" / ")), measure)
    }

    /// The roles of the label cells of a line.
    fn beside(&self, line: usize, rows: &mut Rows) {
        for (column, used) in &self.panel.columns {
            let Some((cell, fact)) = self.grid.at(line, *column) else {
                continue;
            };
            let role = match used {
                Use::Unit => Role::UnitName,
                Use::English => Role::UnitNameEnglish,
                Use::Indicator => Role::IndicatorName,
                Use::Group => Role::GroupName,
                Use::Period => Role::RowPeriod,
                Use::Measure => Role::RowMeasure,
                Use::Code => Role::Code,
                Use::Running => Role::RunningNumber,
                Use::Footnote => Role::Footnote,
                Use::Data if fact.what == super::grid::What::Missing => Role::Missing,
                Use::Data if fact.value.is_some() => Role::Value,
                Use::Remark | Use::Data | Use::Nothing => Role::Text,
            };
            let sure = if role == Role::Text { 0.5 } else { 0.9 };
            rows.roles.push((cell.at, role, sure));
        }
    }

    fn row(&mut self, line: usize, label: Option<&Label>, rows: &mut Rows) {
        let mut row = MappedRow {
            row: self.grid.row(line),
            block: self.block,
            ..MappedRow::default()
        };
        self.read_columns(line, &mut row);
        if let Some(label) = label {
            let place = rows.all.len();
            self.place(label, place, &mut row, rows);
            row.cell = Some(label.at);
            row.label.clone_from(&label.name.text);
            row.raw.clone_from(&label.raw);
            row.english = row.english.take().or_else(|| label.name.english.clone());
            row.measure = row.measure.take().or_else(|| label.name.measure.clone());
            let aggregate = (self.known)(&row.label) == Some(UnitKind::Aggregate);
            let said = self.grid.corrections.role(label.at);
            row.total = match said {
                Some(role) => role == Role::Total,
                None => aggregate || marks::is_total(&row.label) || self.totals,
            };
            if row.total {
                rows.roles.push((label.at, Role::Total, 0.85));
            }
        } else if row.period.is_none() {
            let column = self
                .panel
                .all(Use::Data)
                .find(|it| self.has_value(line, *it));
            rows.nameless.push(CellAt {
                row: row.row,
                column: column.unwrap_or(0),
            });
        }
        rows.all.push(row);
    }

    fn read_columns(&self, line: usize, row: &mut MappedRow) {
        let has_unit = self.panel.first(Use::Unit).is_some();
        if has_unit {
            (row.indicator, row.measure) = self.joined(line, Use::Indicator);
        }
        let (groups, _) = self.joined(line, Use::Group);
        row.group = match (&self.group, groups) {
            (Some(heading), Some(group)) => Some(format!("{heading} / {group}")),
            (heading, group) => group.or_else(|| heading.clone()),
        };
        let english = self
            .panel
            .first(Use::English)
            .and_then(|it| self.grid.shown(line, it));
        row.english = english.map(|(cell, _)| names::tidy(&cell.value.text()));
        let period = self
            .panel
            .first(Use::Period)
            .and_then(|it| self.grid.shown(line, it));
        row.period = period.and_then(|(cell, _)| match (&cell.value, period_of(&cell.value)) {
            (_, Some(period)) => Some(period),
            (Value::Text(text), None) => text.trim().parse().ok(),
            _ => None,
        });
        if let Some((cell, _)) = self
            .panel
            .first(Use::Measure)
            .and_then(|it| self.grid.shown(line, it))
        {
            row.measure = Some(clean(&cell.value.text())).filter(|it| it != "-" && it != "—");
        }
    }

    /// Finds the row it stands below.
    fn place(&mut self, label: &Label, place: usize, row: &mut MappedRow, rows: &Rows) {
        let here = u32::try_from(label.indent).unwrap_or(u32::MAX);
        let here = match (label.among, self.above.last()) {
            (true, Some((before, width))) => {
                let sibling = rows.all.get(*before).is_some_and(|it| is_among(&it.raw));
                if sibling {
                    *width
                } else {
                    width.saturating_add(1).max(here)
                }
            }
            _ => here,
        };
        while self.above.last().is_some_and(|(_, width)| *width >= here) {
            self.above.pop();
        }
        row.parent = self
            .above
            .last()
            .and_then(|(it, _)| u32::try_from(*it).ok());
        row.indent = u32::try_from(self.above.len()).unwrap_or(u32::MAX);
        self.above.push((place, here));
    }
}

fn is_among(raw: &str) -> bool {
    marks::among(raw).is_some() || raw.trim_start().starts_with(['#', '＃'])
}

fn read_label(raw: &str) -> Label {
    let dots = raw.chars().take_while(|it| *it == '.').count();
    let dots = if raw.chars().nth(dots).is_some_and(char::is_alphanumeric) {
        dots
    } else {
        0
    };
    let blanks: usize = raw
        .chars()
        .take_while(|it| it.is_whitespace())
        .map(|it| if it == '\u{3000}' { 2 } else { 1 })
        .sum();
    let text = raw.get(dots..).unwrap_or(raw);
    let mut name = names::name(text);
    let among = is_among(text);
    if let Some(rest) = marks::among(&name.text)
        && !rest.is_empty()
    {
        name.text = rest;
    }
    Label {
        at: CellAt::default(),
        raw: raw.to_owned(),
        name,
        indent: dots + blanks,
        among,
    }
}
