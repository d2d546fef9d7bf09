//! Matrices: the same names down and across, an edge in each cell.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    EdgeList, Found, RelationForm, RelationLayout, RelationMap, RelationProblem, RelationTable,
    is_total, name_of,
    read::{Notice, Notices, measure_above, title, whole_period},
};
use crate::{
    engine::{Edge, EdgesBuilder, Period},
    import::{
        Book, Cell, CellAt, Sheet, Value,
        list::likely_header,
        number::{Reading, parse},
        words,
    },
};

/// The row of names is looked for in so many rows.
const ROWS: usize = 30;

/// So many names below the corner tell whether it can be a matrix.
const LOOKED_AT: u32 = 40;

/// Where a matrix stands.
struct Square {
    /// The row of the names across.
    header: u32,
    /// The column of the names down.
    corner: u32,
    /// A person said so: the names down may be others than across.
    said: bool,
    /// The names across by their columns.
    across: BTreeMap<u32, String>,
    /// The names down by their rows.
    down: BTreeMap<u32, String>,
    /// Names of totals, with their cells.
    totals: Vec<(String, CellAt)>,
}

/// What a cell of the body says.
struct Filled {
    cell: CellAt,
    from: String,
    to: String,
    weight: f64,
}

/// The matrix on a sheet, if there is one.
pub(super) fn read(book: &Book, sheet: &Sheet, layout: &RelationLayout) -> Option<Found> {
    let square = find(sheet, layout)?;
    let mut notices = Notices::default();
    for (name, cell) in &square.totals {
        notices.add(Notice::Total(name.clone()), *cell);
    }
    let filled = body(sheet, &square, layout, &mut notices)?;
    if !square.said && is_of_likeness(&filled, &square) {
        return None;
    }
    let mut table = RelationTable {
        file: book.file.clone(),
        sha256: book.sha256.clone(),
        sheet: sheet.name.clone(),
        title: title(sheet, square.header),
        form: RelationForm::Matrix,
        header_row: square.header,
        measure: measure_above(sheet, square.header),
        sure: !square.said,
        ..RelationTable::default()
    };
    let (directed, mirrored) = direction(&filled);
    table.directed = Some(layout.directed.unwrap_or(directed));
    notices.tell(&mut table);
    let once = mirrored > 0 && table.directed == Some(false);
    if once {
        table.note(RelationProblem::Mirrored { pairs: mirrored });
    }
    one_sided(&square, &mut table);
    let period = whole_period(&mut table, false, layout);
    table.list = Arc::new(edges(&filled, &square, once, &period));
    let map = RelationMap::of_matrix(
        (square.header, square.corner),
        square.across.keys().copied(),
        square.down.keys().copied(),
        layout,
    );
    Some(Found { table, map })
}

/// The edges, those that stand twice only once where that is wanted, between all names.
fn edges(filled: &[Filled], square: &Square, once: bool, period: &Period) -> EdgeList {
    let (mut builder, mut cells, mut met) = (EdgesBuilder::default(), Vec::new(), BTreeSet::new());
    for it in filled {
        let (from, to) = (it.from.as_str(), it.to.as_str());
        if once && !met.insert((from.min(to), from.max(to))) {
            continue;
        }
        let edge = Edge {
            source: from,
            target: to,
            kind: None,
            period,
            weight: Some(it.weight),
        };
        if builder.push(&edge) {
            cells.push(it.cell);
        }
    }
    for name in square.down.values().chain(square.across.values()) {
        builder.node(name);
    }
    EdgeList {
        edges: builder.done(),
        cells,
        attributes: Vec::new(),
    }
}

fn find(sheet: &Sheet, layout: &RelationLayout) -> Option<Square> {
    match (layout.form, layout.header_row, layout.names_column) {
        (Some(RelationForm::List), ..) => None,
        (None, ..) => recognised(sheet),
        (Some(RelationForm::Matrix), None, None) => {
            recognised(sheet).or_else(|| as_said(sheet, layout))
        }
        (Some(RelationForm::Matrix), ..) => as_said(sheet, layout),
    }
}

/// The matrix where a person said it is.
fn as_said(sheet: &Sheet, layout: &RelationLayout) -> Option<Square> {
    let header = layout.header_row.or_else(|| likely_header(sheet))?;
    let named = |it: &&Cell| name_of(&it.value).is_some();
    let below = sheet.cells.iter().filter(|it| it.at.row > header);
    let leftmost = || below.clone().filter(named).map(|it| it.at.column).min();
    let corner = layout.names_column.or_else(leftmost)?;
    let read = |it: &&Cell| !layout.leaves(it.at);
    let across = sheet.cells.iter();
    let across = across.filter(|it| it.at.row == header && it.at.column != corner);
    let across = across.filter(read).filter_map(|it| {
        let name = name_of(&it.value)?;
        Some((it.at, name))
    });
    let (totals, across): (Vec<_>, Vec<_>) = across.partition(|(_, name)| is_total(name));
    let mut square = Square {
        header,
        corner,
        said: true,
        across: across.into_iter().map(|(at, it)| (at.column, it)).collect(),
        down: BTreeMap::new(),
        totals: totals.into_iter().map(|(at, name)| (name, at)).collect(),
    };
    let labels = below.clone().filter(|it| it.at.column == corner);
    square.name_down(labels.filter(read));
    square.leave_remarks(sheet);
    Some(square)
}

fn recognised(sheet: &Sheet) -> Option<Square> {
    let rows = sheet.rows().take(ROWS);
    rows.into_iter().find_map(|(row, cells)| {
        let named: Vec<&Cell> = cells.iter().filter(|it| is_name(&it.value)).collect();
        // Numbers among the names make it a row of a body.
        if named.len() < 3 || cells.iter().any(|it| matches!(it.value, Value::Number(_))) {
            return None;
        }
        let first = named.first()?.at.column;
        // The corner may hold something or not.
        let corners = [Some(first), first.checked_sub(1)];
        let mut corners = corners.into_iter().flatten();
        corners.find_map(|corner| square(sheet, row, corner, &named))
    })
}

fn square(sheet: &Sheet, header: u32, corner: u32, named: &[&Cell]) -> Option<Square> {
    let right = named.iter().filter(|it| it.at.column > corner);
    let right = right.filter_map(|it| Some((it.at, name_of(&it.value)?)));
    let (totals, across): (Vec<_>, Vec<_>) = right.partition(|(_, name)| is_total(name));
    let keys: BTreeSet<String> = across.iter().map(|(_, name)| words::key(name)).collect();
    if keys.len() < 3 {
        return None;
    }
    let below = (1..=LOOKED_AT).filter_map(|step| {
        let row = header.checked_add(step)?;
        let value = sheet.get(CellAt {
            row,
            column: corner,
        })?;
        is_name(value).then(|| name_of(value)).flatten()
    });
    let first: Vec<bool> = below.map(|it| keys.contains(&words::key(&it))).collect();
    let met = first.iter().filter(|it| **it).count();
    if met < 2 || met * 5 < first.len().min(keys.len()) * 2 {
        return None;
    }
    let mut square = Square {
        header,
        corner,
        said: false,
        across: across.into_iter().map(|(at, it)| (at.column, it)).collect(),
        down: BTreeMap::new(),
        totals: totals.into_iter().map(|(at, name)| (name, at)).collect(),
    };
    let labels = sheet.cells.iter();
    let labels = labels.filter(|it| it.at.column == corner && it.at.row > header);
    square.name_down(labels.filter(|it| is_name(&it.value)));
    square.leave_remarks(sheet);
    square.agrees().then_some(square)
}

fn is_name(value: &Value) -> bool {
    let Value::Text(text) = value else {
        return false;
    };
    matches!(parse(text, false), Reading::NotANumber) && text.chars().count() <= 60
}

impl Square {
    /// Takes the names down from the cells of their column.
    fn name_down<'a>(&mut self, labels: impl Iterator<Item = &'a Cell>) {
        for cell in labels {
            let Some(name) = name_of(&cell.value).filter(|it| !words::is_note(it)) else {
                continue;
            };
            if is_total(&name) {
                self.totals.push((name, cell.at));
            } else {
                self.down.insert(cell.at.row, name);
            }
        }
    }

    /// A line with nothing beside its name is a remark, unless the name stands across too.
    fn leave_remarks(&mut self, sheet: &Sheet) {
        let keys: BTreeSet<String> = self.across.values().map(|it| words::key(it)).collect();
        let filled: BTreeSet<u32> = sheet
            .cells
            .iter()
            .filter(|it| self.across.contains_key(&it.at.column))
            .map(|it| it.at.row)
            .collect();
        self.down
            .retain(|row, name| filled.contains(row) || keys.contains(&words::key(name)));
    }

    /// Whether the names down and across are the same to a large share.
    fn agrees(&self) -> bool {
        let keys = |names: &BTreeMap<u32, String>| -> BTreeSet<String> {
            names.values().map(|it| words::key(it)).collect()
        };
        let (across, down) = (keys(&self.across), keys(&self.down));
        let common = across.intersection(&down).count();
        let longer = across.len().max(down.len());
        common >= 3 && common * 10 >= longer * 6
    }

    /// The spelling across, where a name stands there too.
    fn spellings(&self) -> BTreeMap<String, &str> {
        let names = self.down.values().chain(self.across.values());
        names.map(|it| (words::key(it), it.as_str())).collect()
    }
}

/// The cells with a number other than 0; none if the body holds too much else.
fn body(
    sheet: &Sheet,
    square: &Square,
    layout: &RelationLayout,
    notices: &mut Notices,
) -> Option<Vec<Filled>> {
    let spellings = square.spellings();
    let spelt = |name: &str| {
        spellings
            .get(&words::key(name))
            .copied()
            .unwrap_or_default()
    };
    let (mut filled, mut others, mut numbers) = (Vec::new(), 0, 0);
    let below = sheet.cells.iter().filter(|it| it.at.row > square.header);
    for it in below.filter(|it| !layout.leaves(it.at)) {
        let (Some(from), Some(to)) = (
            square.down.get(&it.at.row),
            square.across.get(&it.at.column),
        ) else {
            continue;
        };
        let text = match &it.value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        let is_text = matches!(it.value, Value::Text(_));
        if is_text && matches!(parse(text, sheet.decimal_comma), Reading::Missing) {
            continue;
        }
        match notices.weight(&it.value, it.at, sheet.decimal_comma) {
            Some(0.0) => {
                numbers += 1;
                notices.add(Notice::Zero, it.at);
            }
            Some(weight) => {
                numbers += 1;
                filled.push(Filled {
                    cell: it.at,
                    from: spelt(from).to_owned(),
                    to: spelt(to).to_owned(),
                    weight,
                });
            }
            None => others += 1,
        }
    }
    let is_body = !filled.is_empty() && (square.said || others * 9 <= numbers);
    is_body.then_some(filled)
}

/// Whether edges have a direction, and how many pairs stand twice with the same number.
fn direction(filled: &[Filled]) -> (bool, usize) {
    let pairs = filled.iter().filter(|it| it.from != it.to);
    let all: BTreeMap<(&str, &str), f64> = pairs
        .map(|it| ((it.from.as_str(), it.to.as_str()), it.weight))
        .collect();
    let same = all
        .iter()
        .all(|((from, to), weight)| all.get(&(*to, *from)) == Some(weight));
    if same && !all.is_empty() {
        return (false, all.len() / 2);
    }
    (true, 0)
}

/// Whether it tells how alike or how important things are, rather than who is tied to whom: 1 on the
/// whole diagonal, and reciprocals, or shares of 1, in every other cell.
fn is_of_likeness(filled: &[Filled], square: &Square) -> bool {
    let own: Vec<f64> = filled
        .iter()
        .filter(|it| it.from == it.to)
        .map(|it| it.weight)
        .collect();
    let whole = own.len() == square.down.len().min(square.across.len());
    if !whole || own.iter().any(|it| *it != 1.0) {
        return false;
    }
    let all: BTreeMap<(&str, &str), f64> = filled
        .iter()
        .map(|it| ((it.from.as_str(), it.to.as_str()), it.weight))
        .collect();
    let shares = filled.iter().all(|it| it.weight.abs() <= 1.0);
    let parts = filled.iter().any(|it| it.weight.fract() != 0.0);
    let reciprocal = filled.iter().all(|it| {
        let mirror = all.get(&(it.to.as_str(), it.from.as_str()));
        mirror.is_some_and(|mirror| (mirror * it.weight - 1.0).abs() < 0.05)
    });
    let whole = filled.len() >= own.len() * own.len();
    let reciprocal = reciprocal && whole;
    let others = filled.len() > own.len();
    others && ((shares && parts) || reciprocal)
}

fn one_sided(square: &Square, table: &mut RelationTable) {
    let keys = |names: &BTreeMap<u32, String>| -> BTreeSet<String> {
        names.values().map(|it| words::key(it)).collect()
    };
    let (across, down) = (keys(&square.across), keys(&square.down));
    let names = square.down.values().chain(square.across.values());
    let alone = names.filter(|it| {
        let key = words::key(it);
        across.contains(&key) != down.contains(&key)
    });
    let names: Vec<String> = alone.cloned().collect();
    if !names.is_empty() {
        table.note(RelationProblem::OneSided { names });
    }
}
