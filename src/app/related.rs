//! A relation sheet on its way in: what was recognised, and what a person said of it.

use std::sync::Arc;

use super::{
    action::ReadAs,
    incoming::Incoming,
    yearbook::{Mapping, Picked, Shown, size},
};
use crate::{
    import::{
        Book, CellAt, Finding, TableError, is_contents,
        recipe::{ReadingRecipe, RelationLesson, Replayed, header_of},
        relations::{
            RelationForm, RelationLayout, RelationMap, RelationRole, RelationSays, RelationTable,
            looked,
        },
        sheet_map::Area,
    },
    project::{Dataset, Edit, Relation, Renewal},
};

/// A file as a relation sheet.
#[derive(Debug)]
pub(super) struct Related {
    /// The sheet asked for.
    asked: Option<String>,
    /// What is known of its layout.
    layout: RelationLayout,
    /// The same before each correction.
    earlier: Vec<RelationLayout>,
    /// The period as it is being typed.
    pub period: String,
    /// The relation's name as it is being typed.
    pub name: String,
    /// What was recognised.
    pub table: Result<Arc<RelationTable>, TableError>,
    /// What the cells of the sheet are for.
    pub map: RelationMap,
    /// The place of the sheet in its book.
    pub sheet: Option<usize>,
    /// How wide the texts of each column are, and how many rows there are.
    pub size: (Vec<usize>, u32),
    /// What a person points at.
    pub picked: Option<Picked>,
    /// The cell to bring into view at the next drawing.
    pub find: Option<CellAt>,
    /// The sheet is shown, or its edges.
    pub shown: Shown,
}

/// What a person says of a relation sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Relating {
    /// What it is called.
    Name(String),
    /// The period of edges that tell none.
    Period(String),
    /// Whether edges have a direction.
    Directed(bool),
    /// How it lies.
    Lie(RelationForm),
    /// What a part of it is.
    Say(Area, RelationSays),
}

impl Incoming {
    /// As a relation sheet, where it is read as one and can be taken.
    pub(super) fn as_relation(&self) -> Option<&Arc<RelationTable>> {
        let table = self.related.table.as_ref().ok()?;
        let fits = self.read_as == ReadAs::Relations && self.errors() == 0;
        fits.then_some(table)
    }

    /// What becomes of the relation of the project that it goes into by its recipe.
    pub(super) fn renewal<'a>(&self, dataset: &'a Dataset) -> Option<(&'a Relation, Renewal)> {
        self.again_now().filter(|_| !self.into_new)?;
        let relation = relation_named(dataset, &self.related.name)?;
        let renewal = relation.renewal(&[self.as_relation()?])?;
        Some((relation, renewal))
    }

    /// The edit that takes it in as a relation.
    pub(super) fn taking_relation(&self, dataset: &Dataset) -> Option<Edit> {
        let table = self.related.table.as_ref().ok()?;
        let renewed = match self.renewal(dataset) {
            Some((relation, _)) => relation.renewed(table).map(Arc::new),
            None => None,
        };
        Some(Edit::TakeRelation {
            dataset: dataset.id,
            name: self.related.name.clone(),
            directed: table.directed.unwrap_or(false),
            table: renewed.unwrap_or_else(|| Arc::clone(table)),
        })
    }
}

/// The relation of a dataset that goes by a name.
pub(super) fn relation_named<'a>(dataset: &'a Dataset, name: &str) -> Option<&'a Relation> {
    let mut relations = dataset.relations.iter();
    relations.find(|it| it.name == name.trim())
}

impl Related {
    /// Looks at a file, or only at the sheet named.
    pub(super) fn new(book: &Book, sheet: Option<&str>) -> Self {
        let layout = RelationLayout {
            sheet: sheet.map(str::to_owned),
            ..RelationLayout::default()
        };
        let looked = looked(book, &layout);
        let found = looked.sheet.and_then(|it| book.sheets.get(it));
        Self {
            asked: layout.sheet.clone(),
            layout,
            earlier: Vec::new(),
            period: String::new(),
            name: looked
                .table
                .as_ref()
                .map(RelationTable::lasting_name)
                .unwrap_or_default(),
            table: looked.table.map(Arc::new),
            map: looked.map,
            sheet: looked.sheet,
            size: found.map(size).unwrap_or_default(),
            picked: None,
            find: None,
            shown: Shown::Sheet,
        }
    }

    /// Whether it looks at the sheet named, or at none by name.
    pub(super) fn is_of(&self, sheet: Option<&str>) -> bool {
        self.asked.as_deref() == sheet
    }

    /// Whether the file is surely a relation sheet from its first sheet on.
    pub(super) fn is_sure(&self, book: &Book) -> bool {
        let mut shown = book.sheets.iter().filter(|it| !it.hidden);
        let first = shown.find(|it| !it.cells.is_empty() && !is_contents(it));
        let asked = self.asked.as_ref();
        let expected = asked.or_else(|| first.map(|it| &it.name));
        let table = self.table.as_ref();
        table.is_ok_and(|it| it.sure && Some(&it.sheet) == expected)
    }

    /// Follows what a person says.
    pub(super) fn say(&mut self, book: &Book, said: Relating) {
        match said {
            Relating::Name(name) => {
                self.name = name;
                return;
            }
            Relating::Period(period) => {
                let told = period.trim();
                self.layout.period = (!told.is_empty()).then(|| told.to_owned().into());
                self.period = period;
            }
            Relating::Directed(directed) => self.layout.directed = Some(directed),
            Relating::Lie(form) => {
                self.correct(book);
                self.layout.lie(form);
            }
            Relating::Say(area, says) => {
                self.correct(book);
                self.layout.say(&self.map, area, says);
            }
        }
        self.look_again(book);
    }

    /// Remembers what was said before; what is said from here on is of the sheet in view.
    fn correct(&mut self, book: &Book) {
        self.earlier.push(self.layout.clone());
        let sheet = self.sheet.and_then(|it| book.sheets.get(it));
        self.layout.sheet = sheet.map(|it| it.name.clone());
    }

    fn look_again(&mut self, book: &Book) {
        let looked = looked(book, &self.layout);
        self.table = looked.table.map(Arc::new);
        self.map = looked.map;
        if let (true, Ok(table)) = (self.name.is_empty(), &self.table) {
            self.name = table.lasting_name();
        }
    }

    /// Carries out what a person asks of the sheet in view.
    pub(super) fn perform(&mut self, book: &Book, mapping: &Mapping) {
        match *mapping {
            Mapping::Pick(picked) => self.picked = picked,
            Mapping::Find(at) => {
                self.picked = Some(Picked::cell(at));
                self.find = Some(at);
                self.shown = Shown::Sheet;
            }
            Mapping::Found => self.find = None,
            Mapping::Show(shown) => self.shown = shown,
            Mapping::Unsay { all } => {
                let first = if all {
                    0
                } else {
                    self.said().saturating_sub(1)
                };
                let before = self.earlier.drain(first..).next();
                if let Some(before) = before {
                    self.layout = RelationLayout {
                        // These are no corrections of the sheet.
                        directed: self.layout.directed,
                        period: self.layout.period.take(),
                        ..before
                    };
                    self.look_again(book);
                }
            }
            Mapping::Say(..) | Mapping::Period(_) | Mapping::Unit(_) | Mapping::Result(_) => {}
        }
    }

    /// How often something was corrected.
    pub(super) fn said(&self) -> usize {
        self.earlier.len()
    }

    /// Whether a column tells the period, so that none is asked for.
    pub(super) fn tells_periods(&self) -> bool {
        self.table.as_ref().is_ok_and(|table| {
            let mut columns = table.columns.iter();
            columns.any(|it| it.role == RelationRole::Period || it.period.is_some())
        })
    }

    /// What was noticed.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.table.iter().flat_map(|it| &it.findings)
    }

    /// What a column is headed by.
    pub(super) fn header_of(&self, book: &Book, area: &Area) -> Option<String> {
        let sheet = book.sheets.get(self.sheet?)?;
        header_of(sheet, self.map.header_row?, area.columns?.first)
    }

    /// Looks at the sheet as a recipe says.
    pub(super) fn follow(&mut self, book: &Book, name: &str, replayed: &Replayed) {
        let Some(relation) = &replayed.relation else {
            return;
        };
        self.layout = relation.layout.clone();
        self.earlier.clear();
        let period = self.layout.period.as_ref();
        self.period = period.map(ToString::to_string).unwrap_or_default();
        name.clone_into(&mut self.name);
        self.table = relation.looked.table.clone().map(Arc::new);
        self.map = relation.looked.map.clone();
        self.sheet = Some(replayed.sheet);
        let sheet = book.sheets.get(replayed.sheet);
        self.size = sheet.map(size).unwrap_or_default();
        self.picked = None;
    }

    /// How it was read, for the next one of its kind; `relation` is what it was taken into, and `name`
    /// what the recipe is to be called.
    pub(super) fn learnt(&self, book: &Book, relation: &str, name: &str) -> Option<ReadingRecipe> {
        let table = self.table.as_ref().ok()?;
        ReadingRecipe::learn_relation(&RelationLesson {
            name,
            book,
            layout: &self.layout,
            table,
            relation,
            directed: table.directed.unwrap_or(false),
        })
    }
}
