//! A sheet of a yearbook on its way in: what was understood, what a person said, and what would be taken.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    engine::Period,
    import::{
        Book, CellAt, Finding, Lines, Sheet, Table,
        gather::{Piece, PieceTable, Sight, sight},
        is_contents,
        names::Registry,
        sheet_map::{
            Area, CellRole, Correction, Corrections, Evidence, MappedColumn, MappedRow,
            MappedTable, Says, SheetMap, TableLayout, map_sheet_known, taken,
        },
    },
};

/// Only so many columns are drawn; what lies beyond is read all the same.
const MOST_COLUMNS: usize = 500;
/// The widths of columns go by so many cells.
const LOOKED_AT: usize = 20_000;

/// A part of a sheet that a person points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Where it began.
    pub from: CellAt,
    /// Where it ends now; above or left of the beginning too.
    pub to: CellAt,
    /// Whole rows, whole columns, or cells.
    pub what: Lot,
}

/// What kind of part it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lot {
    /// Cells.
    Cells,
    /// Whole rows.
    Rows,
    /// Whole columns.
    Columns,
}

impl Picked {
    /// One cell.
    pub(super) fn cell(at: CellAt) -> Self {
        Self {
            from: at,
            to: at,
            what: Lot::Cells,
        }
    }

    /// The same as a part of a sheet.
    pub(super) fn area(self) -> Area {
        let lines = |a: u32, b: u32| Lines {
            first: a.min(b),
            last: a.max(b),
        };
        let rows = lines(self.from.row, self.to.row);
        let columns = lines(self.from.column, self.to.column);
        Area {
            rows: (self.what != Lot::Columns).then_some(rows),
            columns: (self.what != Lot::Rows).then_some(columns),
        }
    }
}

/// What a person asks of the sheet in view.
#[derive(Clone, Debug)]
pub enum Mapping {
    /// Points at a part of it, or at nothing.
    Pick(Option<Picked>),
    /// Says what a part is.
    Say(Area, Says),
    /// Takes back the last thing said, or all.
    Unsay { all: bool },
    /// The period of what tells of none, as typed.
    Period(String),
    /// The unit of a sheet about one, as typed.
    Unit(String),
    /// Shows the sheet, or the values that would be taken.
    Show(Shown),
    /// Shows another of the tables that would be taken.
    Result(usize),
    /// Brings a cell into view.
    Find(CellAt),
    /// It is in view.
    Found,
}

impl Mapping {
    /// Whether nothing is said by it.
    pub(super) fn only_looks(&self) -> bool {
        !matches!(
            self,
            Self::Say(..) | Self::Unsay { .. } | Self::Period(_) | Self::Unit(_)
        )
    }
}

/// What is shown of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The sheet as it is, coloured.
    #[default]
    Sheet,
    /// What would be taken.
    Result,
}

/// A sheet of a yearbook.
#[derive(Debug)]
pub(super) struct Yearbook {
    /// The place of the sheet in its book.
    pub sheet: usize,
    /// What was understood of it.
    pub map: SheetMap,
    /// What would be taken.
    pub tables: Vec<Arc<Table>>,
    /// What a person points at.
    pub picked: Option<Picked>,
    /// The cell to bring into view at the next drawing.
    pub find: Option<CellAt>,
    /// What is shown of it.
    pub shown: Shown,
    /// Which of the tables is shown where values are.
    pub result: usize,
    /// How wide the texts of each column are, in half-width letters, and how many rows there are.
    pub size: (Vec<usize>, u32),
    /// The period of what tells of none, as typed.
    pub period: String,
    /// The unit of a sheet about one only, as typed or told by the series it is in.
    pub unit: String,
    /// What the sheet holds, as recognition saw it before anything was said.
    pub sights: Vec<Sight>,
    /// Nobody has looked at the period yet, which is not much more than a guess.
    pub guessed: bool,
    corrections: BTreeMap<usize, Corrections>,
}

impl Yearbook {
    /// Looks at the first sheet that holds a table, or at the only one asked for; none if there is no table.
    pub(super) fn new(book: &Book, only: Option<usize>) -> Option<Self> {
        let wanted = |(at, sheet): &(usize, &Sheet)| match only {
            Some(only) => *at == only,
            None => !sheet.hidden && !is_contents(sheet),
        };
        let mut maps = book.sheets.iter().enumerate().filter(wanted);
        maps.find_map(|(at, sheet)| {
            let said = Corrections::default();
            let map = map_sheet_known(sheet, &book.file, &said, Registry::bundled());
            (!map.tables.is_empty()).then(|| Self::of(book, at, map))
        })
    }

    fn of(book: &Book, sheet: usize, map: SheetMap) -> Self {
        let found = book.sheets.get(sheet);
        let name = found.map_or("", |it| it.name.as_str());
        let seen = map.tables.iter().map(|table| {
            let piece = Piece {
                file: &book.file,
                sheet: name,
                table: PieceTable::Mapped(table),
            };
            sight(&piece, Registry::bundled())
        });
        let mut yearbook = Self {
            sights: seen.collect(),
            sheet,
            map,
            tables: Vec::new(),
            picked: None,
            find: None,
            shown: Shown::Sheet,
            result: 0,
            size: found.map(size).unwrap_or_default(),
            period: String::new(),
            unit: String::new(),
            guessed: false,
            corrections: BTreeMap::new(),
        };
        yearbook.propose();
        if yearbook.period.is_empty() {
            yearbook.gather(book);
        } else {
            yearbook.look_again(book);
        }
        yearbook
    }

    /// Says the period and the unit of all of the sheet; `guessed` is a period for a person to look at.
    pub(super) fn say(&mut self, book: &Book, period: String, unit: String, guessed: bool) {
        self.guessed = guessed;
        if (&self.period, &self.unit) != (&period, &unit) {
            (self.period, self.unit) = (period, unit);
            self.look_again(book);
        }
    }

    /// Whether it is about one unit, which nothing on the sheet says for certain.
    pub(super) fn asks_for_unit(&self) -> bool {
        let one = |it: &MappedTable| {
            matches!(
                it.layout.value,
                TableLayout::OneUnit | TableLayout::PeriodsDown
            )
        };
        !self.unit.is_empty() || self.map.tables.iter().any(one)
    }

    /// Follows what was said of a sheet like it before.
    pub(super) fn follow(&mut self, book: &Book, sheet: usize, mut said: Corrections) {
        // The unit of all of it stands in a field of its own.
        self.unit.clear();
        said.said.retain(|it| match &it.says {
            Says::Unit(unit) if it.area == Area::default() => {
                self.unit.clone_from(unit);
                false
            }
            _ => true,
        });
        self.sheet = sheet;
        self.picked = None;
        self.result = 0;
        self.size = book.sheets.get(sheet).map(size).unwrap_or_default();
        self.corrections.insert(sheet, said);
        self.period.clear();
        self.look_again(book);
        self.propose();
        self.look_again(book);
    }

    /// All that was said of the sheet in view, the typed period and unit too.
    pub(super) fn all_said(&self) -> Corrections {
        let mut corrections = self
            .corrections
            .get(&self.sheet)
            .cloned()
            .unwrap_or_default();
        let typed = self.period.trim();
        if !typed.is_empty() {
            // First, so that what is said of single columns goes before it.
            let says = Says::Period(typed.to_owned().into());
            let area = Area::default();
            corrections.said.insert(0, Correction { area, says });
        }
        let unit = self.unit.trim();
        if !unit.is_empty() {
            let says = Says::Unit(unit.to_owned());
            let area = Area::default();
            corrections.said.insert(0, Correction { area, says });
        }
        corrections
    }

    /// Looks at another sheet; what was said of the one before is kept.
    pub(super) fn turn_to(&mut self, book: &Book, sheet: usize) {
        if sheet == self.sheet || sheet >= book.sheets.len() {
            return;
        }
        self.sheet = sheet;
        self.picked = None;
        self.result = 0;
        self.size = book.sheets.get(sheet).map(size).unwrap_or_default();
        self.period.clear();
        self.unit.clear();
        self.look_again(book);
        self.propose();
        self.look_again(book);
    }

    /// Carries out what a person asks.
    pub(super) fn perform(&mut self, book: &Book, mapping: Mapping) {
        match mapping {
            Mapping::Pick(picked) => self.picked = picked,
            Mapping::Find(at) => {
                self.picked = Some(Picked::cell(at));
                self.find = Some(at);
                self.shown = Shown::Sheet;
            }
            Mapping::Result(result) => self.result = result,
            Mapping::Found => self.find = None,
            Mapping::Show(shown) => self.shown = shown,
            Mapping::Say(area, says) => {
                let said = &mut self.corrections.entry(self.sheet).or_default().said;
                said.push(Correction { area, says });
                self.look_again(book);
            }
            Mapping::Unsay { all } => {
                let said = &mut self.corrections.entry(self.sheet).or_default().said;
                said.pop();
                if all {
                    said.clear();
                }
                self.look_again(book);
            }
            Mapping::Unit(typed) => {
                self.unit = typed;
                self.look_again(book);
            }
            Mapping::Period(typed) => {
                self.period = typed;
                self.guessed = false;
                self.look_again(book);
            }
        }
    }

    /// How often something was said of the sheet in view.
    pub(super) fn said(&self) -> usize {
        self.corrections
            .get(&self.sheet)
            .map_or(0, |it| it.said.len())
    }

    /// Whether values tell of no period by themselves.
    pub(super) fn asks_for_period(&self) -> bool {
        !self.period.is_empty() || self.map.tables.iter().any(tells_no_period)
    }

    fn look_again(&mut self, book: &Book) {
        let Some(sheet) = book.sheets.get(self.sheet) else {
            return;
        };
        self.map = map_sheet_known(sheet, &book.file, &self.all_said(), Registry::bundled());
        self.gather(book);
    }

    /// Puts a period that is little more than a guess into the field, for a person to look at.
    fn propose(&mut self) {
        let mut asked = self.map.tables.iter().filter(|it| tells_no_period(it));
        let guess = asked.find_map(|it| it.period.as_ref());
        self.period = guess.map(|it| it.value.to_string()).unwrap_or_default();
        self.guessed = guess.is_some_and(|it| it.from == Evidence::Yearbook);
    }

    /// Makes the tables that would be taken anew.
    pub(super) fn gather(&mut self, book: &Book) {
        let name = book
            .sheets
            .get(self.sheet)
            .map_or("", |it| it.name.as_str());
        let registry = Registry::bundled();
        let tables = self.map.tables.iter();
        self.tables = tables
            .flat_map(|table| taken(table, book, name, registry))
            .map(Arc::new)
            .collect();
    }

    /// What was noticed, the gravest first.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let of_tables = self.tables.iter().flat_map(|it| &it.findings);
        of_tables.chain(&self.map.findings)
    }

    /// How many units, variables and missing values would be taken.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let mut units: Vec<&str> = Vec::new();
        let mut variables: Vec<&str> = Vec::new();
        let mut missing = 0;
        for table in &self.tables {
            units.extend(table.rows.iter().map(|it| it.unit.as_str()));
            variables.extend(table.columns.iter().map(|it| it.name.as_str()));
            let values = table.columns.iter().flat_map(|it| &it.values);
            missing += values.filter(|it| it.is_none()).count();
        }
        for names in [&mut units, &mut variables] {
            names.sort_unstable();
            names.dedup();
        }
        (units.len(), variables.len(), missing)
    }

    /// The periods that would be taken.
    pub(super) fn periods(&self) -> Vec<Period> {
        let rows = self.tables.iter().flat_map(|it| &it.rows);
        let mut periods: Vec<Period> = rows.filter_map(|it| it.period.clone()).collect();
        periods.sort();
        periods.dedup();
        periods
    }

    /// What a cell is for.
    pub(super) fn role(&self, at: CellAt) -> Option<&CellRole> {
        let found = self.map.roles.binary_search_by_key(&at, |it| it.at).ok()?;
        self.map.roles.get(found)
    }

    /// Whether the sheet is more than a plain list of units with one header row, so that reading it as
    /// one would lose or confuse something.
    pub(super) fn is_needed(&self) -> bool {
        let plain = |row: &MappedRow| !row.total && row.group.is_none() && row.block == 0;
        match self.map.tables.as_slice() {
            [] => false,
            // A measure said above the table would be lost with the lines above it.
            [only] => !(self.is_list() && only.rows.iter().all(plain) && only.measure.is_none()),
            _ => true,
        }
    }

    /// Whether all there is has one header row, units down and indicators across.
    pub(super) fn is_list(&self) -> bool {
        let plain = |it: &MappedColumn| it.levels.len() <= 1 && it.period.is_none();
        let list = |table: &MappedTable| {
            table.layout.value == TableLayout::UnitsDown && table.columns.iter().all(plain)
        };
        self.map.tables.iter().all(list)
    }
}

/// How wide the texts of each column are, and how many rows a sheet has.
///
/// Texts that show across several columns, such as a title, do not count.
pub(super) fn size(sheet: &Sheet) -> (Vec<usize>, u32) {
    let across = sheet
        .merged
        .iter()
        .filter(|it| it.from.column != it.to.column);
    let across: BTreeSet<CellAt> = across.map(|it| it.from).collect();
    let mut wide: Vec<usize> = Vec::new();
    let mut rows = 0;
    for (at, cell) in sheet.cells.iter().enumerate() {
        rows = rows.max(cell.at.row.saturating_add(1));
        let column = (cell.at.column as usize).min(MOST_COLUMNS - 1);
        if wide.len() <= column {
            wide.resize(column + 1, 6);
        }
        let lone = sheet
            .cells
            .get(at + 1)
            .is_none_or(|next| next.at.row != cell.at.row);
        let alone = lone && cell.at.column == 0;
        if at > LOOKED_AT || alone || across.contains(&cell.at) {
            continue;
        }
        let letters = cell
            .value
            .text()
            .chars()
            .map(|it| if it.is_ascii() { 1 } else { 2 })
            .sum();
        if let Some(slot) = wide.get_mut(column) {
            *slot = (*slot).max(letters);
        }
    }
    (wide, rows)
}

/// Whether some of a table's values tell of no period for certain.
fn tells_no_period(table: &MappedTable) -> bool {
    let of_table = table.period.as_ref().is_some_and(|it| !it.asked());
    let of_columns = || table.columns.iter().all(|it| it.period.is_some());
    let of_rows = || table.rows.iter().all(|it| it.period.is_some());
    !(of_table || of_columns() || of_rows())
}
