//! A table out of its parts.

use super::{
    ColumnKind, Corrections, Evidence, Guess, Known, MappedColumn, MappedTable, Role, Says,
    TableLayout,
    blocks::{Block, Kind},
    columns::{self, Count, Panel, Use},
    dates,
    grid::{Fact, Grid, What},
    head::{self, Head},
    header::{Headers, Heading},
    hints, marks, names,
    rows::{self, Rows},
};
use crate::{
    engine::Period,
    import::{CellAt, Lines, words::clean, words::key},
};

/// A table with the roles of its cells and what only building it told.
pub(super) struct Built {
    pub table: MappedTable,
    /// A line such as 续表 stands above it.
    pub goes_on: bool,
    pub roles: Vec<(CellAt, Role, f32)>,
    pub nameless: Vec<CellAt>,
    /// A cell in or at the table for findings about all of it.
    pub at: CellAt,
    /// How many texts of each column were read as numbers, the first of them, and whether any was repaired.
    pub text_numbers: Vec<(usize, Vec<CellAt>, bool)>,
    /// How many texts of each column are no numbers, with the first.
    pub no_numbers: Vec<(usize, Option<(CellAt, String)>)>,
    /// Several measures were said, and the name of a column does not tell which.
    pub unclear: Vec<(usize, String)>,
}

/// What all tables of a sheet are built with.
pub(super) struct Site<'a, 'b> {
    pub grid: &'b Grid<'a>,
    pub kinds: &'b [Kind],
    pub file: &'b str,
    pub corrections: &'b Corrections,
    pub known: Known<'b>,
}

/// The tables of a block of lines: one, or several side by side.
pub(super) fn tables(site: &Site<'_, '_>, block: &Block) -> Vec<Built> {
    let grid = site.grid;
    let counts = columns::count(grid, site.kinds, block.body.clone(), site.known);
    let first_data = columns::first_data(grid, &counts);
    let rows_taken = taken(grid, block);
    let depth = site.corrections.of_table(rows_taken, |says| match says {
        Says::HeaderDepth(depth) => Some(*depth),
        _ => None,
    });
    let head = head::head(grid, block.head.clone(), first_data, depth, site.known);
    let block = &Block {
        body: head.body..block.body.end,
        ..block.clone()
    };
    let panels = columns::panels(grid, &counts, &head.lines);
    let data: Vec<u32> = panels.iter().flat_map(|it| it.all(Use::Data)).collect();
    let headers = Headers::new(grid, &head.lines, &data);
    let headings: Vec<Vec<Heading>> = panels
        .iter()
        .map(|it| read_headings(&headers, it))
        .collect();
    let mut roles = headers.roles();
    roles.extend(head.roles.iter().copied());
    let mut above = head.roles.iter();
    let goes_on = above.any(|(_, role, _)| *role == Role::Continuation);
    let tail = tail(grid, block, &mut roles);
    let alike = alike(&headings);
    let groups: Vec<(&[Panel], &[Heading])> = if alike {
        vec![(
            panels.as_slice(),
            headings.first().map_or(&[], Vec::as_slice),
        )]
    } else {
        panels
            .iter()
            .zip(&headings)
            .map(|(panel, headings)| (std::slice::from_ref(panel), headings.as_slice()))
            .collect()
    };
    let mut built = Vec::new();
    for (panels, headings) in groups.into_iter().filter(|(_, it)| !it.is_empty()) {
        let rows = rows::rows(grid, site.kinds, block, panels, site.known);
        let mut one = one_table(site, &head, panels, headings, rows, &counts);
        one.table.rows_taken = rows_taken;
        one.table.notes = head.notes.iter().chain(&tail.0).cloned().collect();
        one.table.sources.clone_from(&tail.1);
        one.roles.append(&mut roles);
        one.goes_on = goes_on;
        built.push(one);
    }
    built
}

fn taken(grid: &Grid<'_>, block: &Block) -> Lines {
    Lines {
        first: grid.row(block.head.start),
        last: grid.row(block.tail.end.max(block.body.end).saturating_sub(1)),
    }
}

fn read_headings(headers: &Headers<'_, '_>, panel: &Panel) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut parent: Option<usize> = None;
    for column in panel.all(Use::Data) {
        let before = parent.and_then(|it| headings.get(it));
        let mut heading = headers.heading(column, before);
        let own_parent = before.filter(|_| heading.among).cloned();
        if let Some(own_parent) = own_parent {
            heading.put_below(&own_parent);
        } else if !heading.among {
            parent = Some(headings.len());
        }
        headings.push(heading);
    }
    headings
}

/// Whether blocks of columns side by side have the same header.
fn alike(headings: &[Vec<Heading>]) -> bool {
    let keys = |headings: &Vec<Heading>| -> Vec<(String, Option<String>)> {
        let one = |it: &Heading| {
            (
                key(&it.name),
                it.period.as_ref().map(|it| it.value.to_string()),
            )
        };
        headings.iter().map(one).collect()
    };
    let mut all = headings.iter().map(keys);
    all.next().is_none_or(|first| all.all(|it| it == first))
}

/// Roles and texts of the lines below a table: notes and sources.
fn tail(
    grid: &Grid<'_>,
    block: &Block,
    roles: &mut Vec<(CellAt, Role, f32)>,
) -> (Vec<String>, Vec<String>) {
    let (mut notes, mut sources) = (Vec::new(), Vec::new());
    let inside = block
        .dropped
        .iter()
        .map(|(line, role)| (*line, Some(*role)));
    let below = block.tail.clone().map(|line| (line, None));
    let mut last = Role::Note;
    for (line, known) in inside.chain(below) {
        let text = grid.first_text(line);
        let told = known.or_else(|| super::blocks::role_below(&text));
        let role = told.unwrap_or(last);
        // What follows a source or a note goes on with it; an advertisement is one line.
        last = if matches!(role, Role::Note | Role::Source) && known.is_none() {
            role
        } else {
            Role::Note
        };
        for (cell, _) in grid.used(line) {
            roles.push((cell.at, role, if told.is_some() { 0.9 } else { 0.6 }));
        }
        let texts: Vec<String> = grid
            .used(line)
            .map(|(cell, _)| clean(&cell.value.text()))
            .collect();
        match role {
            Role::Note => notes.push(texts.join(" ")),
            Role::Source => sources.push(texts.join(" ")),
            _ => {}
        }
    }
    (notes, sources)
}

fn one_table(
    site: &Site<'_, '_>,
    head: &Head,
    panels: &[Panel],
    headings: &[Heading],
    rows: Rows,
    counts: &[Count],
) -> Built {
    let titles: Vec<&str> = head.titles.iter().map(|(it, _)| it.as_str()).collect();
    let measures = hints::measures(head);
    let period_hints = hints::periods(head, &site.grid.sheet.name, site.file);
    let mut table = MappedTable {
        layout: Guess::off(TableLayout::UnitsDown, Evidence::Shape, 0.5),
        rows_taken: Lines { first: 0, last: 0 },
        title: titles.join(" "),
        measure: None,
        period: period_hints.first().cloned(),
        period_hints,
        unit: hints::unit(head),
        indicator: None,
        scope: titles
            .iter()
            .find_map(|it| marks::scope(it))
            .map(str::to_owned),
        notes: Vec::new(),
        sources: Vec::new(),
        columns: read_columns(panels, headings),
        rows: rows.all,
        values: Vec::new(),
        texts: Vec::new(),
        header_confidence: head.confidence,
    };
    if let Some((indicator, measure)) = hints::indicator(head) {
        table.indicator = Some(indicator);
        table.measure = measure;
    }
    parts_of_years(&mut table);
    let at = head
        .lines
        .first()
        .and_then(|line| site.grid.used(*line).next().map(|(cell, _)| cell.at))
        .or_else(|| table.cell(0, 0))
        .unwrap_or_default();
    let mut built = Built {
        at,
        goes_on: false,
        roles: rows.roles,
        nameless: rows.nameless,
        text_numbers: vec![(0, Vec::new(), false); table.columns.len()],
        no_numbers: vec![(0, None); table.columns.len()],
        unclear: Vec::new(),
        table,
    };
    built.give_measures(&measures);
    built.read_values(site.grid);
    super::layout::choose(site, head, panels.first(), counts, &mut built.table);
    built
}

fn read_columns(panels: &[Panel], headings: &[Heading]) -> Vec<MappedColumn> {
    let places: Vec<Vec<u32>> = panels
        .iter()
        .map(|it| it.all(Use::Data).collect())
        .collect();
    let of = |index: usize| {
        places
            .iter()
            .filter_map(|it| it.get(index).copied())
            .collect()
    };
    headings
        .iter()
        .enumerate()
        .map(|(index, heading)| {
            let mut measures = heading.measures.iter().cloned();
            let measure = measures.next();
            let differs = |it: &Guess<String>| {
                measure
                    .as_ref()
                    .is_some_and(|own| key(&own.value) != key(&it.value))
            };
            MappedColumn {
                places: of(index),
                levels: heading.levels.clone(),
                name: heading.name.clone(),
                english: heading.english.clone(),
                other_measures: measures.filter(differs).collect(),
                measure,
                period: heading.period.clone(),
                scope: heading.scope.clone(),
                kind: ColumnKind::of(&heading.name),
            }
        })
        .collect()
}

/// Columns named like months or quarters are of the year above them, or of the table's.
fn parts_of_years(table: &mut MappedTable) {
    let of_table = table.period.as_ref().filter(|it| !it.asked()).cloned();
    for column in &mut table.columns {
        let year = column.period.as_ref().or(of_table.as_ref());
        let Some((Period::Year(year), from)) = year.map(|it| (&it.value, it.from)) else {
            continue;
        };
        let Some(level) = column.levels.last() else {
            continue;
        };
        let Some((part, "")) = dates::part_of_year(&level.text) else {
            continue;
        };
        let mut period = Guess::off(part.of(*year), from.min(Evidence::Header), 0.85);
        period.at = level.cells.first().copied();
        column.period = Some(period);
        column.levels.pop();
        let rest: Vec<&str> = column.levels.iter().map(|it| it.text.as_str()).collect();
        column.name = rest.join(" / ");
    }
}

impl ColumnKind {
    /// What the numbers under a header are, by its words.
    pub fn of(name: &str) -> Self {
        let last = name.rsplit(" / ").next().unwrap_or(name);
        let key = key(last);
        if columns::is_rank(last) {
            Self::Rank
        } else if key.ends_with("得分") || key == "score" || key == "总分" {
            Self::Score
        } else if [
            "标准误",
            "标准差",
            "stderr",
            "standarderror",
            "std.err.",
            "lower",
            "upper",
            "下限",
            "上限",
        ]
        .contains(&key.as_str())
        {
            Self::Uncertainty
        } else {
            Self::Value
        }
    }
}

impl Built {
    /// A table that goes on with other columns is of the same period and scope as what it goes on from,
    /// where nothing above it says another.
    pub(super) fn follow(&mut self, before: &MappedTable) {
        let table = &mut self.table;
        let own = table.period.as_ref();
        let nearer = own.is_some_and(|it| it.from <= Evidence::Title);
        if self.goes_on && !nearer && before.period.is_some() {
            table.period.clone_from(&before.period);
            table.period_hints.clone_from(&before.period_hints);
            parts_of_years(table);
        }
        if self.goes_on && table.scope.is_none() {
            table.scope.clone_from(&before.scope);
        }
    }

    /// Gives each column without a measure the one said for the table.
    fn give_measures(&mut self, said: &[Guess<String>]) {
        let several = said.len() > 1;
        for (place, column) in self.table.columns.iter_mut().enumerate() {
            let fitting = said.iter().filter(|it| {
                let core = it.value.trim_start_matches(['十', '百', '千', '万', '亿']);
                let share = core == "%" && names::is_share(&column.name);
                share || !core.is_empty() && column.name.contains(core)
            });
            let fits = fitting.max_by_key(|it| it.value.len());
            match (&column.measure, fits) {
                (Some(own), _) => {
                    let known = said.iter().any(|it| key(&it.value) == key(&own.value));
                    let other = said.first().filter(|_| !known && !several);
                    column.other_measures.extend(other.cloned());
                }
                (None, Some(fits)) if several => column.measure = Some(fits.clone()),
                (None, _) if several && column.kind == ColumnKind::Value => {
                    let list: Vec<&str> = said.iter().map(|it| it.value.as_str()).collect();
                    self.unclear.push((place, list.join("、")));
                }
                _ => {}
            }
        }
        if let ([one], None) = (said, &self.table.measure) {
            self.table.measure = Some(one.clone());
        }
    }

    fn read_values(&mut self, grid: &Grid<'_>) {
        let width = self.table.columns.len();
        let mut values = Vec::with_capacity(self.table.rows.len() * width);
        let mut signs: Vec<(usize, usize, Option<&'static str>)> = vec![(0, 0, None); width];
        for (row, mapped) in self.table.rows.iter().enumerate() {
            let line = grid.line_of(mapped.row);
            let block = mapped.block as usize;
            for (place, column) in self.table.columns.iter().enumerate() {
                let cell = line
                    .zip(column.places.get(block))
                    .and_then(|(line, column)| grid.at(line, *column));
                let Some((cell, fact)) = cell else {
                    values.push(None);
                    continue;
                };
                values.push(fact.value.filter(|_| fact.what != What::Missing));
                if let Some(count) = signs.get_mut(place) {
                    count.0 += usize::from(fact.value.is_some());
                    count.1 += usize::from(fact.sign.is_some());
                    count.2 = count
                        .2
                        .or(fact.sign.map(crate::import::number::PartSign::symbol));
                }
                let noted = note_text(
                    fact,
                    cell.at,
                    &cell.value.text(),
                    (
                        self.text_numbers.get_mut(place),
                        self.no_numbers.get_mut(place),
                    ),
                );
                if noted && let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(place)) {
                    self.table.texts.push(super::CellText {
                        row,
                        column,
                        raw: cell.value.text(),
                        repaired: fact.repaired,
                    });
                }
            }
        }
        self.table.values = values;
        for (column, (all, signed, symbol)) in self.table.columns.iter_mut().zip(signs) {
            if let (None, Some(symbol), true) =
                (&column.measure, symbol, signed > 0 && signed == all)
            {
                column.measure = Some(Guess::off(symbol.to_owned(), Evidence::Values, 0.8));
            }
        }
    }
}

type Noted<'a> = (
    Option<&'a mut (usize, Vec<CellAt>, bool)>,
    Option<&'a mut (usize, Option<(CellAt, String)>)>,
);

/// Notes a cell of values that is no plain stored number; tells whether it is one.
fn note_text(fact: &Fact, at: CellAt, text: &str, (numbers, others): Noted<'_>) -> bool {
    match fact.what {
        What::Missing => true,
        _ if fact.from_text => {
            if let Some(numbers) = numbers {
                numbers.0 += 1;
                numbers.2 |= fact.repaired;
                if numbers.1.len() < 5 {
                    numbers.1.push(at);
                }
            }
            fact.repaired
        }
        _ if fact.value.is_none() => {
            if let Some(others) = others {
                others.0 += 1;
                others.1.get_or_insert_with(|| (at, text.to_owned()));
            }
            true
        }
        _ => false,
    }
}
