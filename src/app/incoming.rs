//! A file on its way in: read on a thread, looked at in every way, taken only when asked.

use std::{ops::ControlFlow, path::PathBuf, sync::Arc};

use super::action::ReadAs;
use crate::{
    engine::Severity,
    import::{
        Book, Crashed, Finding, Job, Layout, Outline, OutlineKind, ReadError, ReadOptions, Reader,
        Table, TableError, outline, recognise,
    },
};

/// A file being read.
#[derive(Debug)]
pub(super) struct Reading {
    /// The file's name.
    pub name: String,
    wanted: ReadAs,
    job: Job<Result<Book, ReadError>>,
}

/// How reading ended.
#[derive(Debug)]
pub(super) enum Read {
    /// It can be looked at.
    Done(Box<Incoming>),
    /// It is about experts, and taken at once.
    Experts(Book, ReadAs),
    /// It cannot be read.
    Refused(ReadError),
    /// A mistake in the program.
    Crashed(Crashed),
}

impl Reading {
    /// Begins to read.
    pub(super) fn start(
        reader: Reader,
        path: PathBuf,
        wanted: ReadAs,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let job = Job::start("read", wake, move |reporter| {
            let mut go_on = |progress: crate::import::Progress| -> ControlFlow<()> {
                reporter.report(progress.done, progress.total)
            };
            reader.read(&path, &ReadOptions::default(), &mut go_on)
        });
        Self { name, wanted, job }
    }

    /// How far it is, 0 to 1; none while unknown.
    pub(super) fn share(&self) -> Option<f32> {
        let progress = self.job.progress();
        #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
        (progress.total > 0).then(|| (progress.done as f64 / progress.total as f64) as f32)
    }

    /// The end of reading, once it is there.
    pub(super) fn poll(&mut self) -> Option<Read> {
        Some(match self.job.poll()? {
            Ok(Ok(book)) if matches!(self.wanted, ReadAs::Judgements | ReadAs::Opinions) => {
                Read::Experts(book, self.wanted)
            }
            Ok(Ok(book)) => Read::Done(Box::new(Incoming::new(book, self.wanted))),
            Ok(Err(error)) => Read::Refused(error),
            Err(crashed) => Read::Crashed(crashed),
        })
    }
}

/// A file that was read, and what it was recognised as.
#[derive(Debug)]
pub(super) struct Incoming {
    /// The file.
    pub book: Book,
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
    /// As a framework.
    pub outline: Result<Arc<Outline>, TableError>,
}

impl Incoming {
    /// Looks at a file in both ways and settles on the one that is wanted, else on the one that
    /// fits: a table first, because a framework sheet has few numbers.
    pub(super) fn new(book: Book, wanted: ReadAs) -> Self {
        let layout = Layout::default();
        let table = recognise(&book, &layout).map(Arc::new);
        let outline = outline(&book, None).map(Arc::new);
        let read_as = match wanted {
            ReadAs::Whatever if outline.is_ok() => ReadAs::Framework,
            ReadAs::Whatever => ReadAs::Data,
            stated => stated,
        };
        let told = table
            .as_ref()
            .is_ok_and(|table| table.rows.iter().any(|row| row.period.is_some()));
        let period = if told {
            String::new()
        } else {
            year_in(&book.file).unwrap_or_default()
        };
        let mut incoming = Self {
            book,
            read_as,
            into_new: false,
            layout,
            period,
            table,
            outline,
        };
        if !incoming.period.is_empty() {
            incoming.look_again();
        }
        incoming
    }

    /// Looks again with what the person said.
    pub(super) fn look_again(&mut self) {
        let period = self.period.trim();
        self.layout.period = (!period.is_empty()).then(|| period.to_owned().into());
        self.table = recognise(&self.book, &self.layout).map(Arc::new);
        self.outline = outline(&self.book, self.layout.sheet.as_deref()).map(Arc::new);
    }

    /// What was noticed in the way it is looked at.
    pub(super) fn findings(&self) -> Vec<&Finding> {
        let of_reading = match self.read_as {
            ReadAs::Framework => self.outline.as_ref().map(|it| it.findings.as_slice()),
            _ => self.table.as_ref().map(|it| it.findings.as_slice()),
        };
        let mut all: Vec<&Finding> = self
            .book
            .findings
            .iter()
            .chain(of_reading.ok().into_iter().flatten())
            .collect();
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

    /// How many aggregates and indicators the outline has.
    pub(super) fn outline_counts(outline: &Outline) -> (usize, usize) {
        let indicators = outline
            .nodes
            .iter()
            .filter(|node| node.kind == OutlineKind::Indicator)
            .count();
        (outline.nodes.len() - indicators, indicators)
    }
}

/// A year in a file's name, as a proposal.
fn year_in(name: &str) -> Option<String> {
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
