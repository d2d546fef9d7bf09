//! The rows of a list become numbers a unit and period.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Every, ListProblem, ListRow, ListTable, Measure, Several, Split, Tallied, Tally, TallyError,
    TallyPeriod, Twice, What, kinds,
    measures::{Sum, band_names},
    units::{TallyUnit, Told, Units},
};
use crate::{
    engine::Period,
    import::{CellAt, Finding, Problem, names::Registry, words},
};

/// Counts, sums or averages the rows of a list by unit and period.
pub fn tally(list: &ListTable, tally: &Tally, registry: &Registry) -> Result<Tallied, TallyError> {
    let columns = Columns::of(list, tally)?;
    let mut work = Work::new(list, tally, columns);
    let texts = work.texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let whole = tally.several == Several::Whole;
    let units = Units::new(registry, tally.by.level, whole, &texts);
    let told: HashMap<&str, Told> = texts.iter().map(|it| (*it, units.told(it))).collect();
    for row in &list.rows {
        work.row(row, &told);
    }
    if work.groups.is_empty() {
        return Err(TallyError::NothingPlaced {
            file: list.file.clone(),
            sheet: list.sheet.clone(),
            column: tally.by.column.clone(),
            rows: list.rows.len(),
        });
    }
    let expected: Vec<&str> = tally.units.iter().map(String::as_str).collect();
    let expected_units = Units::new(registry, tally.by.level, true, &expected);
    for name in expected {
        if let Told::Units(units) = expected_units.told(name) {
            work.units
                .extend(units.into_iter().map(|it| (it.key.clone(), it)));
        }
    }
    Ok(work.done())
}

/// The places of the columns asked for.
pub(super) struct Columns {
    pub(super) by: usize,
    period: Option<usize>,
    only: Option<usize>,
    name: Option<usize>,
    /// Of each measure: what is summed, what splits.
    pub(super) measures: Vec<(Option<usize>, Option<usize>)>,
}

impl Columns {
    fn of(list: &ListTable, tally: &Tally) -> Result<Self, TallyError> {
        let place = |name: &str| {
            list.column(name).ok_or_else(|| TallyError::NoColumn {
                file: list.file.clone(),
                sheet: list.sheet.clone(),
                name: name.to_owned(),
                present: list.columns.iter().map(|it| it.name.clone()).collect(),
            })
        };
        let maybe = |name: Option<&str>| name.map(place).transpose();
        if tally.measures.is_empty() {
            return Err(TallyError::NoMeasure);
        }
        let mut measures = Vec::new();
        for measure in &tally.measures {
            if let Split::Bands(_, edges) = &measure.split {
                let rise = edges.windows(2).all(|it| matches!(it, [a, b] if a < b));
                if !rise || edges.is_empty() || edges.iter().any(|it| !it.is_finite()) {
                    let name = measure.name.clone();
                    return Err(TallyError::Edges { name });
                }
            }
            measures.push((
                maybe(measure.what.column())?,
                maybe(measure.split.column())?,
            ));
        }
        let period = match &tally.period {
            TallyPeriod::Column(name, _) => Some(place(name)?),
            TallyPeriod::None | TallyPeriod::Fixed(_) => None,
        };
        let found = Self {
            by: place(&tally.by.column)?,
            period,
            only: maybe(tally.only.as_ref().map(|it| it.column.as_str()))?,
            name: maybe(tally.name.as_deref())?,
            measures,
        };
        found.once(list, tally).map(|()| found)
    }

    /// No two results have the same name.
    fn once(&self, list: &ListTable, tally: &Tally) -> Result<(), TallyError> {
        let mut seen = BTreeSet::new();
        for (measure, (_, split)) in tally.measures.iter().zip(&self.measures) {
            for class in classes(list, measure, *split) {
                let name = result_name(measure, class.as_deref());
                if !seen.insert(words::key(&name)) {
                    return Err(TallyError::SameName { name });
                }
            }
        }
        Ok(())
    }
}

/// The classes of a measure, in the order of their results; one without a name where it is not split.
fn classes(list: &ListTable, measure: &Measure, column: Option<usize>) -> Vec<Option<String>> {
    match (&measure.split, column) {
        (Split::Category(_), Some(column)) => {
            let mut seen = BTreeSet::new();
            let texts = list.rows.iter().filter_map(|row| text(row, column));
            let new = texts.filter(|it| seen.insert(words::key(it)));
            new.map(Some).collect()
        }
        (Split::Bands(_, edges), _) => band_names(edges).into_iter().map(Some).collect(),
        _ => vec![None],
    }
}

pub(super) fn result_name(measure: &Measure, class: Option<&str>) -> String {
    match class {
        None => measure.name.clone(),
        Some(class) if measure.name.is_empty() => class.to_owned(),
        Some(class) => format!("{} / {class}", measure.name),
    }
}

/// The cleaned text of a cell; none where it is empty or marked as missing.
fn text(row: &ListRow, column: usize) -> Option<String> {
    let value = row.cells.get(column)?.as_ref()?;
    let text = words::clean(&value.text());
    let missing = text.is_empty()
        || text
            .chars()
            .all(|it| matches!(it, '-' | '—' | '–' | '―' | '…' | '.'));
    (!missing).then_some(text)
}

/// The classes of a measure, and the place of each by key.
type Classes = (Vec<Option<String>>, HashMap<String, usize>);

/// A unit in a period.
pub(super) struct Group {
    pub(super) unit: String,
    pub(super) period: Option<Period>,
    pub(super) rows: Vec<u32>,
    /// By measure, then class.
    pub(super) sums: Vec<Vec<Sum>>,
}

/// What is told once for all cells that say the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Notice {
    NoUnit,
    Text(String),
    NoPeriod(String),
    NoClass(usize),
    NoNumber(usize),
}

pub(super) struct Work<'a> {
    pub(super) list: &'a ListTable,
    pub(super) tally: &'a Tally,
    pub(super) columns: Columns,
    /// By measure: the classes, and the place of each by key.
    pub(super) classes: Vec<Classes>,
    pub(super) units: BTreeMap<String, TallyUnit>,
    pub(super) groups: Vec<Group>,
    places: HashMap<(Option<Period>, String), usize>,
    things: HashMap<(Option<Period>, String, String), CellAt>,
    pub(super) notices: BTreeMap<Notice, Vec<CellAt>>,
    pub(super) told: BTreeMap<String, Told>,
    pub(super) findings: Vec<Finding>,
    pub(super) done: Tallied,
}

impl<'a> Work<'a> {
    fn new(list: &'a ListTable, tally: &'a Tally, columns: Columns) -> Self {
        let with_places = |(measure, (_, split)): (&Measure, &(_, Option<usize>))| {
            let classes = classes(list, measure, *split);
            let keys = classes
                .iter()
                .map(|it| words::key(it.as_deref().unwrap_or("")));
            let places = keys.zip(0..).collect();
            (classes, places)
        };
        let of_measures = tally.measures.iter().zip(&columns.measures);
        Self {
            list,
            tally,
            classes: of_measures.map(with_places).collect(),
            columns,
            units: BTreeMap::new(),
            groups: Vec::new(),
            places: HashMap::new(),
            things: HashMap::new(),
            notices: BTreeMap::new(),
            told: BTreeMap::new(),
            findings: Vec::new(),
            done: Tallied::default(),
        }
    }

    /// The different texts of the column of units.
    fn texts(&self) -> BTreeSet<String> {
        let rows = self.list.rows.iter();
        rows.filter_map(|row| text(row, self.columns.by)).collect()
    }

    fn cell(&self, row: &ListRow, column: usize) -> CellAt {
        CellAt {
            row: row.row,
            column: self.list.columns.get(column).map_or(0, |it| it.column),
        }
    }

    fn notice(&mut self, notice: Notice, cell: CellAt) {
        self.notices.entry(notice).or_default().push(cell);
    }

    /// Counts a row, or tells why not.
    fn row(&mut self, row: &ListRow, told: &HashMap<&str, Told>) {
        if !self.chosen(row) {
            self.done.left_out += 1;
            return;
        }
        let units = self.units_of(row, told);
        let period = self.period_of(row);
        let (Some(mut units), Some(period)) = (units, period) else {
            self.done.unplaced += 1;
            return;
        };
        let all = units.len();
        units.retain(|unit| !self.stood_before(row, unit, period.as_ref()));
        if units.is_empty() {
            self.done.doubles += 1;
            return;
        }
        self.done.placed += 1;
        let share = if self.tally.several == Several::Share {
            1.0 / all as f64
        } else {
            1.0
        };
        let adds = self.adds(row);
        for unit in units {
            let group = self.group(&unit, period.clone());
            self.units.entry(unit.key.clone()).or_insert(unit);
            let Some(group) = self.groups.get_mut(group) else {
                continue;
            };
            group.rows.push(row.row);
            for (sums, add) in group.sums.iter_mut().zip(&adds) {
                if let Some(sum) = add.class.and_then(|it| sums.get_mut(it)) {
                    sum.add(share, add.number, add.text.clone());
                }
            }
        }
    }

    fn chosen(&self, row: &ListRow) -> bool {
        let (Some(only), Some(column)) = (&self.tally.only, self.columns.only) else {
            return true;
        };
        let Some(text) = text(row, column) else {
            return false;
        };
        let key = words::key(&text);
        only.values.iter().any(|it| words::key(it) == key)
    }

    fn units_of(&mut self, row: &ListRow, told: &HashMap<&str, Told>) -> Option<Vec<TallyUnit>> {
        let cell = self.cell(row, self.columns.by);
        let Some(text) = text(row, self.columns.by) else {
            self.notice(Notice::NoUnit, cell);
            return None;
        };
        let found = told.get(text.as_str())?;
        let several = match found {
            Told::Units(units) if units.len() == 1 => return Some(units.clone()),
            Told::Units(units) => Some(units.clone()),
            _ => None,
        };
        self.told
            .entry(text.clone())
            .or_insert_with(|| found.clone());
        self.notice(Notice::Text(text), cell);
        several.filter(|_| matches!(self.tally.several, Several::Each | Several::Share))
    }

    /// The row's period; none in the outer option where it should tell one and does not.
    #[expect(clippy::option_option, reason = "no period is one of the answers")]
    fn period_of(&mut self, row: &ListRow) -> Option<Option<Period>> {
        let (column, every) = match (&self.tally.period, self.columns.period) {
            (TallyPeriod::Fixed(period), _) => return Some(Some(period.clone())),
            (TallyPeriod::Column(_, every), Some(column)) => (column, *every),
            _ => return Some(None),
        };
        let value = row.cells.get(column).and_then(Option::as_ref);
        let period = value
            .and_then(kinds::period)
            .and_then(|it| of_length(it, every));
        if period.is_none() {
            let text = value.map_or_else(String::new, |it| words::clean(&it.text()));
            let cell = self.cell(row, column);
            self.notice(Notice::NoPeriod(text), cell);
        }
        period.map(Some)
    }

    /// Whether the thing stood before for a unit and period, and counts only once.
    fn stood_before(&mut self, row: &ListRow, unit: &TallyUnit, period: Option<&Period>) -> bool {
        let Some(column) = self.columns.name else {
            return false;
        };
        let Some(name) = text(row, column) else {
            return false;
        };
        let cell = self.cell(row, column);
        let key = (period.cloned(), unit.key.clone(), words::key(&name));
        let first = *self.things.entry(key).or_insert(cell);
        if first == cell {
            return false;
        }
        let counted = self.tally.twice == Twice::All;
        let problem = ListProblem::TwiceInList {
            name,
            unit: unit.name.clone(),
            first,
            counted,
        };
        self.find(Some(cell), problem);
        !counted
    }

    pub(super) fn find(&mut self, at: Option<CellAt>, problem: ListProblem) {
        self.findings.push(Finding {
            file: self.list.file.clone(),
            sheet: self.list.sheet.clone(),
            at,
            problem: Problem::List(problem),
        });
    }

    /// What the row adds to each measure.
    fn adds(&mut self, row: &ListRow) -> Vec<Add> {
        let tally = self.tally;
        let mut adds = Vec::new();
        for (place, measure) in tally.measures.iter().enumerate() {
            let (what, split) = self
                .columns
                .measures
                .get(place)
                .copied()
                .unwrap_or_default();
            let class = self.class_of(row, place, measure, split);
            if class.is_none() {
                let cell = self.cell(row, split.unwrap_or(self.columns.by));
                self.notice(Notice::NoClass(split.unwrap_or(self.columns.by)), cell);
            }
            let value = what.and_then(|it| row.cells.get(it)?.as_ref());
            let mut add = Add {
                class,
                ..Add::default()
            };
            match (&measure.what, what) {
                (What::Sum(_) | What::Mean(_), Some(column)) => {
                    add.number = value.and_then(|it| kinds::number(it, self.list.decimal_comma));
                    if add.number.is_none() {
                        let cell = self.cell(row, column);
                        self.notice(Notice::NoNumber(column), cell);
                    }
                }
                (What::Distinct(_), Some(column)) => {
                    add.text = text(row, column).map(|it| words::key(&it));
                }
                _ => {}
            }
            adds.push(add);
        }
        adds
    }

    fn class_of(
        &self,
        row: &ListRow,
        place: usize,
        measure: &Measure,
        split: Option<usize>,
    ) -> Option<usize> {
        match (&measure.split, split) {
            (Split::Category(_), Some(column)) => {
                let key = words::key(&text(row, column)?);
                self.classes.get(place)?.1.get(&key).copied()
            }
            (Split::Bands(_, edges), Some(column)) => {
                let value = row.cells.get(column)?.as_ref()?;
                let number = kinds::number(value, self.list.decimal_comma)?;
                Some(edges.iter().take_while(|edge| **edge <= number).count())
            }
            _ => Some(0),
        }
    }

    /// The place of the group of a unit and period.
    pub(super) fn group(&mut self, unit: &TallyUnit, period: Option<Period>) -> usize {
        let sums = || {
            self.classes
                .iter()
                .map(|it| vec![Sum::default(); it.0.len()])
        };
        let groups = &mut self.groups;
        *self
            .places
            .entry((period.clone(), unit.key.clone()))
            .or_insert_with(|| {
                groups.push(Group {
                    unit: unit.key.clone(),
                    period,
                    rows: Vec::new(),
                    sums: sums().collect(),
                });
                groups.len() - 1
            })
    }
}

/// What a row adds to a measure.
#[derive(Default)]
struct Add {
    class: Option<usize>,
    number: Option<f64>,
    text: Option<String>,
}

/// A period as one of the length wanted; none where it is longer or no such.
fn of_length(period: Period, every: Every) -> Option<Period> {
    match (every, period) {
        (Every::Year, Period::Year(year) | Period::Quarter(year, _) | Period::Month(year, _)) => {
            Some(Period::Year(year))
        }
        (Every::Quarter, Period::Month(year, month)) => {
            Some(Period::Quarter(year, month.saturating_sub(1) / 3 + 1))
        }
        (Every::Quarter, period @ Period::Quarter(..))
        | (Every::Month, period @ Period::Month(..)) => Some(period),
        _ => None,
    }
}
