//! What tables that go in together contradict one another in: found at once where they are few, on a thread
//! where they are many.

use std::sync::Arc;

use crate::{
    engine::Severity,
    import::{
        Crashed, Finding, Job, Problem, Table,
        gather::{Decision, GatherProblem, conflicts, decided},
    },
};

/// More values than these are compared on a thread.
const MOST_AT_ONCE: usize = 40_000;

/// What comparing came to.
#[derive(Debug, Default)]
pub(in crate::app) struct Contradictions {
    /// Those that nobody has decided.
    pub open: Vec<Finding>,
    /// The files and sheets that stand in them, each once.
    pub places: Vec<(String, String)>,
    /// How many values stand twice and are the same.
    pub same: usize,
}

/// How far it is.
#[derive(Default)]
pub(super) enum Comparing {
    /// Nothing is to be compared any more.
    #[default]
    Done,
    /// It waits for a thread.
    Waiting(Vec<Arc<Table>>, Vec<Decision>),
    /// It is compared.
    Running(Job<Contradictions>),
    /// The comparison stopped by itself.
    Failed,
}

impl std::fmt::Debug for Comparing {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Done => "Done",
            Self::Waiting(..) => "Waiting",
            Self::Running(_) => "Running",
            Self::Failed => "Failed",
        })
    }
}

impl Comparing {
    /// Compares tables, or has them wait for a thread.
    pub(super) fn new(tables: Vec<Arc<Table>>, decisions: &[Decision]) -> (Self, Contradictions) {
        let values = |it: &Arc<Table>| it.columns.len() * it.rows.len();
        let many = tables.iter().map(values).sum::<usize>() > MOST_AT_ONCE;
        if many && tables.len() > 1 {
            let waiting = Self::Waiting(tables, decisions.to_vec());
            return (waiting, Contradictions::default());
        }
        (Self::Done, Contradictions::of(&tables, decisions))
    }

    /// Starts what waits, and takes what is finished.
    pub(super) fn poll(
        &mut self,
        wake: impl Fn() + Send + 'static,
    ) -> Option<Result<Contradictions, Crashed>> {
        if let Self::Waiting(tables, decisions) = self {
            let (tables, decisions) = (std::mem::take(tables), std::mem::take(decisions));
            let work = move |_: &_| Contradictions::of(&tables, &decisions);
            *self = Self::Running(Job::start("comparing", wake, work));
        }
        let Self::Running(job) = self else {
            return None;
        };
        let outcome = job.poll()?;
        *self = if outcome.is_ok() {
            Self::Done
        } else {
            Self::Failed
        };
        Some(outcome)
    }

    /// Whether the outcome is known.
    pub(super) fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }

    /// Whether the outcome is on its way.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self, Self::Waiting(..) | Self::Running(_))
    }
}

impl Contradictions {
    fn of(tables: &[Arc<Table>], decisions: &[Decision]) -> Self {
        let all: Vec<&Table> = tables.iter().map(AsRef::as_ref).collect();
        // Undecided blanks are no contradiction, so that the tables serve as they are.
        let told = if decisions.is_empty() {
            conflicts(&all)
        } else {
            let left: Vec<Table> = decided(&all, decisions).into_iter().flatten().collect();
            conflicts(&left.iter().collect::<Vec<_>>())
        };
        let mut found = Self::default();
        for finding in told {
            match &finding.problem {
                Problem::Gather(GatherProblem::SameValues { count, .. }) => found.same += count,
                problem if problem.severity() == Severity::Error => found.add(finding),
                _ => {}
            }
        }
        found
    }

    fn add(&mut self, finding: Finding) {
        let here = Some((finding.file.as_str(), finding.sheet.as_str()));
        for (file, sheet) in other(&finding).into_iter().chain(here) {
            let known = |(a, b): &(String, String)| a == file && b == sheet;
            if !self.places.iter().any(known) {
                self.places.push((file.to_owned(), sheet.to_owned()));
            }
        }
        self.open.push(finding);
    }
}

/// The other place of a contradiction: its file and its sheet.
pub(in crate::app) fn other(finding: &Finding) -> Option<(&str, &str)> {
    match &finding.problem {
        Problem::Gather(
            GatherProblem::TwoValues {
                other_file,
                other_sheet,
                ..
            }
            | GatherProblem::OtherMeasure {
                other_file,
                other_sheet,
                ..
            },
        ) => Some((other_file, other_sheet)),
        _ => None,
    }
}
