//! Files and sheets that go in together: what they contradict one another in, and what is asked of all.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Arrival, Arrivals, FileId, State,
    asked::Asked,
    comparing::{Comparing, Contradictions},
};
use crate::{
    app::{
        incoming::Incoming,
        part::{LeftOut, series_of},
    },
    engine::Period,
    import::{
        Crashed, Finding, NameQuestion, Table,
        gather::{Decision, Series, Side, decided},
        names::AliasTarget,
        recipe::{Answer, Difference},
        sheet_map::{GroupsTold, SheetGroups, merged},
    },
    project::Dataset,
};

/// What is asked of files that go in together.
#[derive(Clone, Debug)]
pub enum Gathering {
    /// Shows all of them in place of one.
    Show,
    /// Leaves one out, or takes it with the others.
    LeaveOut(FileId, bool),
    /// Says the period and the unit of one.
    Say(FileId, String, String),
    /// The others without a period follow a file, a year each.
    Follow(FileId),
    /// Decides contradictions, or takes decisions back.
    Decide(Vec<Finding>, Option<Side>),
    /// Answers a difference from last time in all files that it is asked of.
    Answer(Box<Difference>, Answer),
    /// Makes groups of a kind too, under this name, or not.
    Groups(GroupsKey, Option<String>),
}

/// What groups of one kind are known by.
pub(in crate::app) type GroupsKey = (Option<String>, GroupsTold);

/// A series that was found among the files.
#[derive(Debug)]
pub(in crate::app) struct Line {
    /// What its parts differ in.
    pub series: Series,
    /// The parts.
    pub parts: Vec<FileId>,
    /// What is not certain of it.
    pub findings: Vec<Finding>,
    /// What they are called as one relation, if they are relation sheets.
    pub relation: Option<String>,
}

/// What taking some files at once comes to.
#[derive(Debug, Default)]
pub(in crate::app) struct Together {
    /// Those that can be taken.
    pub files: Vec<FileId>,
    /// What they contradict one another in, once it is known.
    pub told: Contradictions,
    comparing: Comparing,
    /// Those of a series whose period or unit nothing tells.
    pub untold: Vec<FileId>,
    /// Names that a person should decide on, each once.
    pub names: Vec<NameQuestion>,
    /// How many questions nobody has answered.
    pub unanswered: usize,
    /// How many values of the project change.
    pub changes: usize,
    /// Groups that could be made too.
    pub offers: Vec<SheetGroups>,
    /// What is unlike last time and has to be answered, each once for all files that it is asked of.
    pub asked: Asked,
    /// How many units and variables each has.
    pub counts: BTreeMap<FileId, (usize, usize)>,
}

/// What is known and asked of files that go in together.
#[derive(Debug, Default)]
pub(super) struct Common {
    /// Whether all files are in view, or one that a person chose; none before either was shown.
    pub(super) overview: Option<bool>,
    /// Something is to be settled anew.
    pub(super) changed: bool,
    /// What all come to is to be found anew, once all are read.
    stale: bool,
    /// The series among the files.
    lines: Vec<Line>,
    /// What taking all comes to, and the file in view.
    all: Together,
    one: Together,
    of_one: Option<FileId>,
    /// What a person decided of contradictions.
    decisions: Vec<Decision>,
    /// Groups to make too, with what they are to be called.
    groups: Vec<(GroupsKey, String)>,
}

impl Together {
    fn of<'a>(all: impl Iterator<Item = &'a Arrival>, decisions: &[Decision]) -> Self {
        let mut together = Self::default();
        let mut tables: Vec<Arc<Table>> = Vec::new();
        let mut groups = Vec::new();
        for file in all {
            let Some(incoming) = file.incoming() else {
                continue;
            };
            if incoming.errors() > 0 {
                continue;
            }
            if incoming.is_untold() {
                together.untold.push(file.id);
            } else if !incoming.is_ready() {
                continue;
            }
            together.files.push(file.id);
            together.asked.add(file.id, incoming);
            let of_file = incoming.tables();
            together.counts.insert(file.id, counts(&of_file));
            tables.extend(of_file);
            groups.extend(incoming.groups());
            let asked = incoming.settled.questions.iter();
            let mut repeated = 0;
            for question in asked {
                if together.names.iter().any(|it| it.name == question.name) {
                    repeated += 1;
                } else {
                    together.names.push(question.clone());
                }
            }
            together.unanswered += incoming.unanswered() - repeated;
            together.changes += incoming.diff.as_ref().map_or(0, |it| it.changes.len());
        }
        together.offers = merged(groups);
        (together.comparing, together.told) = Comparing::new(tables, decisions);
        together
    }

    /// Takes what comparing came to, once it is known.
    fn poll(&mut self, wake: impl Fn() + Send + 'static) -> Option<Crashed> {
        match self.comparing.poll(wake)? {
            Ok(told) => {
                self.told = told;
                None
            }
            Err(crashed) => Some(crashed),
        }
    }

    /// Whether contradictions are still looked for.
    pub(in crate::app) fn is_comparing(&self) -> bool {
        self.comparing.is_under_way()
    }

    /// Whether something has to be answered before they can be taken.
    pub(in crate::app) fn is_blocked(&self) -> bool {
        !self.told.open.is_empty() || !self.untold.is_empty() || !self.comparing.is_done()
    }

    /// Whether they can be taken.
    pub(in crate::app) fn is_ready(&self) -> bool {
        !self.files.is_empty() && !self.is_blocked()
    }
}

impl Arrivals {
    /// What taking all comes to.
    pub(in crate::app) fn all(&self) -> &Together {
        if self.are_listed() {
            &self.common.all
        } else {
            &self.common.one
        }
    }

    /// What taking the file in view comes to.
    pub(in crate::app) fn one(&self) -> &Together {
        &self.common.one
    }

    /// The series among the files.
    pub(in crate::app) fn lines(&self) -> &[Line] {
        &self.common.lines
    }

    /// Whether all files are in view, and not one of them.
    pub(in crate::app) fn shows_all(&self) -> bool {
        self.are_listed() && self.common.overview == Some(true)
    }

    /// Shows all files in place of one.
    pub(in crate::app) fn show_all(&mut self) {
        self.common.overview = Some(true);
    }

    /// What a person decided of contradictions.
    pub(in crate::app) fn decisions(&self) -> &[Decision] {
        &self.common.decisions
    }

    /// What groups are to be called that are made too; none where they are not made.
    pub(in crate::app) fn wanted(&self, groups: &SheetGroups) -> Option<&str> {
        let mut wanted = self.common.groups.iter();
        let found = wanted.find(|(kind, _)| kind.0 == groups.kind && kind.1 == groups.told);
        found.map(|(_, name)| name.as_str())
    }

    /// Settles what names mean, then what all files come to together.
    pub(in crate::app) fn settle(&mut self, revision: u64, dataset: Option<&Dataset>) {
        let mut changed = std::mem::take(&mut self.common.changed);
        for incoming in self.all_read() {
            changed |= incoming.settle(revision, dataset);
        }
        self.common.stale |= changed;
        let all = self.are_listed() && !self.is_reading() && self.common.stale;
        if all && self.find_series() {
            for incoming in self.all_read() {
                changed |= incoming.settle(revision, dataset);
            }
        }
        let chosen = self.chosen().map(|it| it.id);
        if changed || self.common.of_one != chosen {
            self.common.of_one = chosen;
            self.common.one = Together::of(self.chosen().into_iter(), &self.common.decisions);
        }
        if all {
            self.common.stale = false;
            let known = |it: &Incoming| !self.refreshing || it.again_now().is_some();
            let with = self.files.iter().filter(|it| it.goes_in());
            let with = with.filter(|it| it.incoming().is_some_and(known));
            self.common.all = Together::of(with, &self.common.decisions);
            self.show_contradictions();
        }
    }

    /// What contradicts is shown once, before anything is taken.
    fn show_contradictions(&mut self) {
        self.show_once(!self.common.all.told.open.is_empty());
    }

    /// Looks for contradictions on threads where there is much to compare.
    pub(super) fn compare(&mut self, wake: &(impl Fn() + Send + Clone + 'static)) -> Vec<Crashed> {
        let all = self.common.all.poll(wake.clone());
        let one = self.common.one.poll(wake.clone());
        self.show_contradictions();
        all.into_iter().chain(one).collect()
    }

    /// Finds the series anew; true if a file was told something.
    fn find_series(&mut self) -> bool {
        let with: Vec<&Arrival> = self.files.iter().filter(|it| it.goes_in()).collect();
        let all: Vec<&Incoming> = with.iter().filter_map(|it| it.incoming()).collect();
        let ids: Vec<FileId> = with.iter().map(|it| it.id).collect();
        let found = series_of(&all);
        let mut told = false;
        let mut lines = Vec::new();
        for series in found {
            let of = |piece: usize| ids.get(piece).copied();
            let mut parts: Vec<FileId> =
                series.parts.iter().filter_map(|it| of(it.piece)).collect();
            parts.dedup();
            for part in &series.parts {
                let Some(id) = of(part.piece) else { continue };
                if let Some(incoming) = self.incoming_of(id)
                    && incoming.told.is_none()
                {
                    incoming.tell(series.series, part);
                    told = true;
                }
            }
            lines.push(Line {
                series: series.series,
                parts,
                findings: series.findings,
                relation: None,
            });
        }
        told |= self.find_relations(&mut lines);
        self.common.lines = lines;
        self.show_once(!self.common.lines.is_empty());
        told
    }

    /// Shows all files the first time there is a reason to, unless a person looks at one.
    fn show_once(&mut self, reason: bool) {
        if reason && !self.refreshing && self.common.overview.is_none() {
            self.common.overview = Some(true);
        }
    }

    pub(super) fn incoming_of(&mut self, id: FileId) -> Option<&mut Incoming> {
        let file = self.files.iter_mut().find(|file| file.id == id)?;
        match &mut file.state {
            State::Read(incoming) => Some(incoming),
            _ => None,
        }
    }

    /// Carries out what is asked of files that go in together.
    pub(in crate::app) fn gather(&mut self, asked: Gathering) {
        self.common.changed = true;
        match asked {
            Gathering::Show => self.common.overview = Some(true),
            Gathering::LeaveOut(id, out) => {
                if let Some(incoming) = self.incoming_of(id) {
                    incoming.left_out = out.then_some(LeftOut::ByHand);
                }
            }
            Gathering::Say(id, period, unit) => {
                if let Some(incoming) = self.incoming_of(id) {
                    incoming.say(period, unit);
                }
            }
            Gathering::Follow(id) => self.follow(id),
            Gathering::Answer(difference, answer) => self.answer_all(&difference, &answer),
            Gathering::Decide(findings, side) => {
                self.common
                    .decisions
                    .retain(|it| !findings.contains(&it.finding));
                if let Some(side) = side {
                    let decided = findings.into_iter();
                    let decided = decided.map(|finding| Decision { finding, side });
                    self.common.decisions.extend(decided);
                }
            }
            Gathering::Groups(key, name) => {
                self.common.groups.retain(|(known, _)| *known != key);
                self.common.groups.extend(name.map(|name| (key, name)));
            }
        }
    }

    /// Gives those without a period that come after a file the years after its own.
    fn follow(&mut self, first: FileId) {
        let first_year = self
            .incoming_of(first)
            .map(|it| it.period_said().to_owned());
        let Some(Period::Year(year)) = first_year.map(|it| it.trim().to_owned().into()) else {
            return;
        };
        let after = self.files.iter().skip_while(|it| it.id != first).skip(1);
        let untold =
            after.filter(|it| it.goes_in() && it.incoming().is_some_and(Incoming::is_untold));
        let ids: Vec<FileId> = untold.map(|it| it.id).collect();
        for (year, id) in (year + 1..).zip(ids) {
            if let Some(incoming) = self.incoming_of(id) {
                let unit = incoming.unit_said().to_owned();
                incoming.say(year.to_string(), unit);
            }
        }
    }

    /// Says what a name means wherever it is asked, or was answered.
    pub(in crate::app) fn name(&mut self, name: &str, target: Option<&AliasTarget>) {
        self.common.changed = true;
        let chosen = self.chosen;
        for file in &mut self.files {
            let here = chosen == Some(file.id);
            let State::Read(incoming) = &mut file.state else {
                continue;
            };
            let asked = incoming.settled.questions.iter().any(|it| it.name == name);
            if here || asked || incoming.names.target(name).is_some() {
                incoming.name(name, target.cloned());
            }
        }
    }

    /// The tables of files as they go in together, once contradictions are decided.
    pub(in crate::app) fn tables_of(&self, files: &[FileId]) -> Vec<(FileId, Vec<Arc<Table>>)> {
        let with = self.files.iter().filter(|it| files.contains(&it.id));
        let all: Vec<(FileId, Arc<Table>)> = with
            .filter_map(|file| Some((file.id, file.incoming()?)))
            .flat_map(|(id, incoming)| incoming.tables().into_iter().map(move |it| (id, it)))
            .collect();
        let left: Vec<Vec<Arc<Table>>> = if self.common.decisions.is_empty() {
            all.iter().map(|(_, it)| vec![Arc::clone(it)]).collect()
        } else {
            let tables: Vec<&Table> = all.iter().map(|(_, it)| it.as_ref()).collect();
            let left = decided(&tables, &self.common.decisions).into_iter();
            left.map(|it| it.into_iter().map(Arc::new).collect())
                .collect()
        };
        let mut of_files: Vec<(FileId, Vec<Arc<Table>>)> = Vec::new();
        for ((id, _), tables) in all.iter().zip(left) {
            match of_files.last_mut().filter(|(last, _)| last == id) {
                Some((_, known)) => known.extend(tables),
                None => of_files.push((*id, tables)),
            }
        }
        of_files
    }
}

/// How many units and variables tables have.
fn counts(tables: &[Arc<Table>]) -> (usize, usize) {
    let rows = tables.iter().flat_map(|it| &it.rows);
    let units: BTreeSet<&str> = rows.map(|it| it.unit.as_str()).collect();
    let columns = tables.iter().flat_map(|it| &it.columns);
    let variables: BTreeSet<&str> = columns.map(|it| it.name.as_str()).collect();
    (units.len(), variables.len())
}
