//! A file that was read: looked at in every way, taken only when asked.

use std::sync::Arc;

use super::{
    action::ReadAs,
    again::Again,
    columns::Columns,
    extending::{Extending, IntoTree},
    part::{LeftOut, Told, plain_sight},
    published::{Publication, Read, Ties},
    related::Related,
    tallying::Tallying,
    yearbook::{Mapping, Yearbook},
};
use crate::{
    engine::{NodeId, Severity},
    import::{
        Book, Finding, KnownUnit, Layout, Outline, Problem, Settled, Table, TableError,
        gather::Sight,
        list::{SURELY_A_LIST, Tally},
        names::{AliasTarget, Aliases, Registry},
        outline, recognise, settle,
    },
    project::{CorrectionAnswer, Dataset, Diff},
};

/// A file that was read, and what it was recognised as.
#[derive(Debug)]
pub(super) struct Incoming {
    /// The file.
    pub book: Arc<Book>,
    /// The only sheet it is about, where the sheets of the file are looked at one by one.
    pub only: Option<usize>,
    /// What the series it is in tells of it.
    pub told: Option<Told>,
    /// As a plain list, as recognition saw it before anything was said.
    pub plain_sight: Option<Sight>,
    /// Why it does not go in with the others, if it does not.
    pub left_out: Option<LeftOut>,
    /// As data or as a framework.
    pub read_as: ReadAs,
    /// Into a new project, or into the one that is open.
    pub into_new: bool,
    /// What the person said of its layout.
    pub layout: Layout,
    /// The period as it is being typed.
    pub period: String,
    /// As data.
    pub table: Result<Arc<Table>, TableError>,
    /// As a sheet of a yearbook.
    pub yearbook: Option<Box<Yearbook>>,
    /// As a list of things, once it was looked at so.
    pub list: Option<Result<Box<Tallying>, TableError>>,
    /// As a relation sheet.
    pub related: Related,
    /// As a published ranking, while it is looked at so.
    pub published: Option<Box<Publication>>,
    /// Which nodes its columns stand for, by a person's word.
    ties: Ties,
    /// As a framework.
    pub outline: Result<Arc<Outline>, TableError>,
    /// What becomes of the present framework.
    pub extending: Extending,
    /// Which units names mean, by a person's word.
    pub names: Aliases,
    /// Which variables its columns are.
    pub columns: Columns,
    /// What came of settling the names, in the way it is looked at.
    pub settled: Settled,
    /// The recipe it is read by, if one was made for files of its kind.
    pub again: Option<Again>,
    /// What taking it would change in the project.
    pub diff: Option<Diff>,
    /// Whose value counts where it overtakes corrections.
    pub choices: Vec<CorrectionAnswer>,
    /// Recipes were looked through.
    recalled: bool,
    /// When that was.
    stamp: Option<Stamp>,
}

/// What the meaning of names depends on: the state of the project, whether the file goes into it, and
/// the way it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Of the document.
    pub revision: u64,
    into_new: bool,
    read_as: ReadAs,
}

/// How a file was looked at, for when it is read once more.
#[derive(Clone, Debug)]
pub(super) struct Before {
    read_as: ReadAs,
    layout: Layout,
    period: String,
    names: Aliases,
}

impl Incoming {
    /// Looks at a file in both ways and settles on the one that is wanted, else on the one that
    /// fits: a table first, because a framework sheet has few numbers.
    pub(super) fn new(book: Book, wanted: ReadAs) -> Self {
        Self::of(Arc::new(book), None, wanted)
    }

    /// The same of one sheet only, or of the whole file.
    pub(super) fn of(book: Arc<Book>, only: Option<usize>, wanted: ReadAs) -> Self {
        let sheet = only.and_then(|it| book.sheets.get(it));
        let layout = Layout {
            sheet: sheet.map(|it| it.name.clone()),
            ..Layout::default()
        };
        let named = layout.sheet.as_deref();
        let table = recognise(&book, &layout).map(Arc::new);
        let outline = outline(&book, named).map(Arc::new);
        let yearbook = Yearbook::new(&book, only).map(Box::new);
        let list = looks_like_list(table.as_ref().ok().map(AsRef::as_ref))
            .then(|| Tallying::new(&book, named).map(Box::new));
        let plain_sight = table.as_deref().ok().map(plain_sight);
        let surely = |it: &Tallying| it.list.confidence >= SURELY_A_LIST;
        let is_list = list.iter().flatten().any(|it| surely(it));
        let data = if is_list {
            ReadAs::List
        } else {
            data_as(table.as_deref().ok(), yearbook.as_deref())
        };
        let related = Related::new(&book, named);
        let read_as = match wanted {
            ReadAs::Whatever | ReadAs::Data if related.is_sure(&book) => ReadAs::Relations,
            ReadAs::Whatever if outline.is_ok() => ReadAs::Framework,
            ReadAs::Whatever | ReadAs::Data => data,
            stated => stated,
        };
        let dated = |table: &Arc<Table>| table.rows.iter().any(|row| row.period.is_some());
        let year = year_in(&book.file).filter(|_| !table.as_ref().is_ok_and(dated));
        let period = year.unwrap_or_default();
        let mut incoming = Self {
            book,
            only,
            told: None,
            left_out: None,
            plain_sight,
            read_as,
            into_new: false,
            layout,
            period,
            table,
            yearbook,
            list,
            related,
            published: None,
            ties: Ties::new(),
            outline,
            extending: Extending::default(),
            names: Aliases::default(),
            columns: Columns::default(),
            settled: Settled::default(),
            again: None,
            diff: None,
            choices: Vec::new(),
            recalled: false,
            stamp: None,
        };
        if !incoming.period.is_empty() {
            incoming.look_again();
        }
        incoming
    }

    /// Looks at a file that was read once more as it was looked at before; what the person said of
    /// its layout is dropped where it no longer fits.
    pub(super) fn again(book: Book, before: Before) -> Self {
        let mut incoming = Self::new(book, before.read_as);
        incoming.layout = before.layout;
        incoming.period = before.period;
        incoming.names = before.names;
        incoming.look_again();
        let none = incoming.table.is_err() && incoming.outline.is_err();
        if none && incoming.yearbook.is_none() {
            incoming.layout = Layout::default();
            incoming.look_again();
        }
        incoming
    }

    /// How it is looked at.
    pub(super) fn before(&self) -> Before {
        Before {
            read_as: self.read_as,
            layout: self.layout.clone(),
            period: self.period.clone(),
            names: self.names.clone(),
        }
    }

    /// Whether it has nothing to take in the way it is looked at.
    pub(super) fn is_without_table(&self) -> bool {
        match self.read_as {
            ReadAs::Framework => self.outline.is_err(),
            ReadAs::Published => self.published.as_ref().is_none_or(|it| it.figures.is_err()),
            ReadAs::Relations => self.related.table.is_err(),
            ReadAs::List => self.tallying().is_none_or(|it| it.tallied.is_err()),
            ReadAs::Yearbook => self.yearbook.as_ref().is_none_or(|it| it.tables.is_empty()),
            _ => self.table.is_err(),
        }
    }

    /// The list of things, if it is one.
    pub(super) fn tallying(&self) -> Option<&Tallying> {
        self.list.as_ref()?.as_ref().ok().map(AsRef::as_ref)
    }

    /// Counts something else of the list.
    pub(super) fn count(&mut self, tally: Tally) {
        if let Some(Ok(list)) = &mut self.list {
            list.set(tally);
        }
        self.stamp = None;
    }

    /// Carries out what a person asks of the sheet in view.
    pub(super) fn map(&mut self, mapping: Mapping) {
        if self.read_as == ReadAs::Relations {
            let looks = mapping.only_looks();
            self.related.perform(&self.book, &mapping);
            if !looks {
                self.stamp = None;
            }
        } else if let Some(yearbook) = &mut self.yearbook {
            let looks = mapping.only_looks();
            yearbook.perform(&self.book, mapping);
            if !looks {
                self.stamp = None;
            }
        }
    }

    /// Which unit a name means, or that nothing is said of it.
    pub(super) fn name(&mut self, name: &str, target: Option<AliasTarget>) {
        match target {
            Some(target) => self.names.set(name, target),
            None => self.names.remove(name),
        };
        self.look_at_data();
    }

    /// Says which node a column of a published ranking stands for.
    pub(super) fn tie(&mut self, column: String, node: Option<NodeId>) {
        self.ties.insert(column, node);
        self.stamp = None;
    }

    /// Says what becomes of the present framework.
    pub(super) fn set_into_tree(&mut self, into: IntoTree) {
        self.extending.into = into;
        self.stamp = None;
    }

    /// Whether it goes into a new project; what is published is only compared with a present one.
    pub(super) fn is_for_new(&self) -> bool {
        self.into_new && self.read_as != ReadAs::Published
    }

    /// Ties what it publishes to a project.
    fn publish(&self, dataset: &Dataset) -> Option<Publication> {
        let period = self.period.trim();
        let read = Read {
            book: &self.book,
            table: self.table.as_deref().ok(),
            yearbook: self.yearbook.as_deref(),
            period: (!period.is_empty()).then(|| period.to_owned().into()),
            names: &self.names,
            ties: &self.ties,
        };
        Publication::new(&read, dataset)
    }

    /// Reads it by the recipe that was made for files of its kind, if there is one.
    fn recall(&mut self, dataset: &Dataset) {
        // What is published is no data.
        if self.read_as == ReadAs::Published {
            return;
        }
        if !std::mem::replace(&mut self.recalled, true) {
            self.again = match self.only {
                Some(sheet) => Again::find_on(&self.book, sheet, &dataset.recipes),
                None => Again::find(&self.book, &dataset.recipes),
            };
            self.follow();
        }
    }

    /// Settles what names mean, unless that is done, and what taking it would change in the project; true
    /// if there was anything to do.
    pub(super) fn settle(&mut self, revision: u64, dataset: Option<&Dataset>) -> bool {
        let dataset = dataset.filter(|_| !self.is_for_new());
        if let Some(dataset) = dataset {
            self.recall(dataset);
        }
        let stamp = Stamp {
            revision,
            into_new: self.into_new,
            read_as: self.read_as,
        };
        if self.stamp == Some(stamp) {
            return false;
        }
        if self.stamp.is_some() {
            // What was settled before was for other units.
            self.look_again();
        }
        let units = dataset.iter().flat_map(|it| it.units.iter());
        let known: Vec<KnownUnit> = units.map(KnownUnit::from).collect();
        let registry = Registry::bundled();
        self.settled = match (self.read_as, &mut self.table, &mut self.yearbook) {
            (ReadAs::Yearbook, _, Some(yearbook)) => {
                let tables = std::mem::take(&mut yearbook.tables);
                let mut tables: Vec<Table> = tables.into_iter().map(Arc::unwrap_or_clone).collect();
                if let Some(again) = self.again.as_ref().filter(|it| it.is_of(ReadAs::Yearbook)) {
                    tables = again.named(tables);
                }
                self.columns.settle(&mut tables, dataset);
                let settled = settle(&mut tables, &known, &self.names, registry);
                yearbook.tables = tables.into_iter().map(Arc::new).collect();
                settled
            }
            (ReadAs::List, ..) => {
                let list = self.list.as_mut().and_then(|it| it.as_mut().ok());
                let tallied = list.and_then(|it| it.tallied.as_mut().ok());
                let tables = tallied.map(|it| std::slice::from_mut(&mut it.table));
                let settle = |it| settle(it, &known, &self.names, registry);
                tables.map(settle).unwrap_or_default()
            }
            (ReadAs::Data | ReadAs::Whatever, Ok(table), _) => {
                if let Some(again) = self.again.as_ref().filter(|it| it.is_of(ReadAs::Data)) {
                    let mut named = again.named(vec![table.as_ref().clone()]);
                    if let Some(only) = named.pop() {
                        *table = Arc::new(only);
                    }
                }
                let tables = std::slice::from_mut(Arc::make_mut(table));
                self.columns.settle(tables, dataset);
                settle(tables, &known, &self.names, registry)
            }
            _ => Settled::default(),
        };
        let publish = |it: &Dataset| self.publish(it).map(Box::new);
        let dataset_to_compare = dataset.filter(|_| self.read_as == ReadAs::Published);
        self.published = dataset_to_compare.and_then(publish);
        if let Some(published) = &self.published {
            self.settled.questions.clone_from(&published.questions);
        }
        self.look_at_tree(dataset);
        self.diff = dataset.and_then(|it| self.changes(it));
        self.stamp = Some(stamp);
        true
    }

    /// Looks what adding it to the present framework would change, while it is read as one.
    fn look_at_tree(&mut self, dataset: Option<&Dataset>) {
        let outline = self.outline.as_deref().ok();
        let is_tree = self.read_as == ReadAs::Framework;
        self.extending.look(outline.filter(|_| is_tree), dataset);
    }

    /// What was settled has to be settled again.
    pub(super) fn unsettle(&mut self) {
        self.stamp = None;
    }

    /// Whether it was separated text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.book.sheets.as_slice(), [only] if only.name.is_empty())
    }

    /// The encoding that was taken although the file does not tell it.
    pub(super) fn assumed_encoding(&self) -> Option<&str> {
        self.book.findings.iter().find_map(|it| match &it.problem {
            Problem::EncodingAssumed { encoding } => Some(encoding.as_str()),
            _ => None,
        })
    }

    /// Looks again with what the person said.
    pub(super) fn look_again(&mut self) {
        self.look_at_data();
        self.outline = outline(&self.book, self.layout.sheet.as_deref()).map(Arc::new);
        let named = self.layout.sheet.as_deref();
        if !self.related.is_of(named) {
            self.related = Related::new(&self.book, named);
        }
    }

    /// The same for all but a framework.
    pub(super) fn look_at_data(&mut self) {
        let period = self.period.trim();
        self.layout.period = (!period.is_empty()).then(|| period.to_owned().into());
        self.table = recognise(&self.book, &self.layout).map(Arc::new);
        let named = self.layout.sheet.as_ref();
        let sheet = named.and_then(|name| self.book.sheets.iter().position(|it| it.name == *name));
        if let Some(yearbook) = &mut self.yearbook {
            match sheet.filter(|it| *it != yearbook.sheet) {
                Some(sheet) => yearbook.turn_to(&self.book, sheet),
                None => yearbook.gather(&self.book),
            }
        }
        let named = self.layout.sheet.as_deref();
        match &mut self.list {
            Some(Ok(list)) if named.is_none_or(|it| it == list.list.sheet) => list.again(),
            // Looking costs time, so it is done only where it is wanted.
            None if self.read_as != ReadAs::List => {}
            list => *list = Some(Tallying::new(&self.book, named).map(Box::new)),
        }
        self.stamp = None;
    }

    /// What was noticed in the way it is looked at.
    pub(super) fn findings(&self) -> Vec<&Finding> {
        let only = self.only.and_then(|it| self.book.sheets.get(it));
        let here = |it: &&Finding| only.is_none_or(|only| it.sheet == only.name);
        let mut all: Vec<&Finding> = self.book.findings.iter().filter(here).collect();
        match self.read_as {
            ReadAs::Framework => all.extend(self.outline.iter().flat_map(|it| &it.findings)),
            ReadAs::Yearbook => all.extend(self.yearbook.iter().flat_map(|it| it.findings())),
            ReadAs::Published if self.published.as_ref().is_some_and(|it| it.mapped) => {
                all.extend(self.yearbook.iter().flat_map(|it| it.findings()));
            }
            ReadAs::Relations => all.extend(self.related.findings()),
            ReadAs::List => all.extend(self.tallying().into_iter().flat_map(Tallying::findings)),
            _ => all.extend(self.table.iter().flat_map(|it| &it.findings)),
        }
        // The other sheets are in the list.
        let left_out = |it: &Finding| matches!(it.problem, Problem::SheetLeftOut { .. });
        all.retain(|it| only.is_none() || !left_out(it));
        all.sort_by_key(|finding| std::cmp::Reverse(finding.problem.severity()));
        all
    }

    /// How many errors keep it from being taken.
    pub(super) fn errors(&self) -> usize {
        self.findings()
            .iter()
            .filter(|it| it.problem.severity() == Severity::Error)
            .count()
    }

    /// Whether the table tells its periods itself.
    pub(super) fn tells_periods(&self) -> bool {
        self.layout.period.is_none()
            && self
                .table
                .as_ref()
                .is_ok_and(|table| table.rows.iter().any(|row| row.period.is_some()))
    }

    /// How many units, variables and missing cells the table has.
    pub(super) fn table_counts(table: &Table) -> (usize, usize, usize) {
        let mut units: Vec<&str> = table.rows.iter().map(|row| row.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        let missing = table
            .columns
            .iter()
            .flat_map(|column| &column.values)
            .filter(|value| value.is_none());
        (units.len(), table.columns.len(), missing.count())
    }
}

/// Looking for places in more rows is left until it is asked for.
const MOST_LOOKED_AT: usize = 20_000;

/// Whether a sheet may be a list of things: no table of units, or one with words beside its numbers.
fn looks_like_list(table: Option<&Table>) -> bool {
    table.is_none_or(|table| !table.texts.is_empty() && table.rows.len() <= MOST_LOOKED_AT)
}

/// A plain list is read as one; what is more than that, or makes no sense as one, as a yearbook's sheet.
fn data_as(table: Option<&Table>, yearbook: Option<&Yearbook>) -> ReadAs {
    // In a list, a text among numbers is a mistake to be mended, not the heading of a group.
    let mistaken = |table: &Table| {
        let not_a_number = |it: &Finding| matches!(it.problem, Problem::NotANumber { .. });
        table.findings.iter().any(not_a_number)
    };
    match yearbook {
        Some(yearbook) if yearbook.is_list() && table.is_some_and(mistaken) => ReadAs::Data,
        Some(yearbook) if table.is_none() || yearbook.is_needed() => ReadAs::Yearbook,
        _ => ReadAs::Data,
    }
}

/// A year in a file's name, as a proposal.
pub(super) fn year_in(name: &str) -> Option<String> {
    let digits = name.split(|letter: char| !letter.is_ascii_digit());
    let mut years =
        digits.filter(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    years.next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_proposed_from_the_name() {
        assert_eq!(year_in("城市数据2020年.xlsx").as_deref(), Some("2020"));
        assert_eq!(year_in("2019-指标.csv").as_deref(), Some("2019"));
        assert_eq!(year_in("20201.csv"), None);
        assert_eq!(year_in("cities.csv"), None);
    }
}
