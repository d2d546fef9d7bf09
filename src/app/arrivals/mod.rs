//! Files on their way in: read two at a time on threads, each looked at in its turn.

mod asked;
mod comparing;
mod passwords;
mod related;
mod source;
mod together;

pub(super) use comparing::{Contradictions, other};
pub(super) use source::{Got, Looked, Pasted, Reading, Source, page_of};
use together::Common;
pub(super) use together::{Gathering, Line, Together};

use super::{action::ReadAs, incoming::Incoming, said::Trouble};
use crate::import::{Book, Crashed, Password, ReadError, ReadOptions, Reader};

/// So many files are read at the same time.
const AT_ONCE: usize = 2;
/// No further file is read while those that wait to be taken hold more cells than this.
const MOST_CELLS: usize = 10_000_000;

/// A file's own number, never used again.
pub(super) type FileId = u64;

/// A file on its way in.
#[derive(Debug)]
pub(super) struct Arrival {
    /// Its own number.
    pub id: FileId,
    /// What people call it.
    pub name: String,
    /// How far it is.
    pub state: State,
    /// What a person has said of it.
    pub options: ReadOptions,
    source: Source,
    wanted: ReadAs,
    job: Option<Reading>,
    /// Passwords that did not open it.
    tried: Vec<Password>,
    /// The last password was typed for it, not tried on it.
    typed: bool,
}

/// How far a file is.
#[derive(Debug)]
pub(super) enum State {
    /// It is read or waits for its turn.
    Waiting,
    /// It can be looked at.
    Read(Box<Incoming>),
    /// It is under a password.
    Locked {
        /// The one that was typed is wrong.
        wrong: bool,
    },
    /// It cannot be read, or not be taken in.
    Refused(Box<Trouble>),
    /// It was taken in.
    Taken,
}

/// The question for a password.
#[derive(Debug)]
pub(super) struct Asking {
    /// Of which file.
    pub file: FileId,
    /// As typed so far.
    pub typed: String,
    /// Whether it can be read on the screen.
    pub shown: bool,
    /// Whether the field has been given the keyboard.
    pub focused: bool,
}

/// What a person should hear of.
#[derive(Debug)]
pub(super) enum News {
    /// Read, and about experts.
    Experts(Book, ReadAs),
    /// The only file cannot be read; it can be read once more from its source.
    Refused(Trouble, Source, ReadAs),
    /// It cannot be read in the way just chosen, and stays as it was.
    NotSo(Trouble),
}

/// All files on their way in.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    files: Vec<Arrival>,
    /// They came to refresh what the project has: only what a recipe reads is taken by itself.
    refreshing: bool,
    chosen: Option<FileId>,
    /// The question for a password, while it is asked.
    pub asking: Option<Asking>,
    /// The question was put off; it is asked again only on demand.
    declined: bool,
    last: FileId,
    /// What is known and asked of files that go in together.
    common: Common,
    /// Those that have opened a file since the program began, latest first.
    passwords: Vec<Password>,
}

impl Arrivals {
    /// All files, in the order they came.
    pub(super) fn files(&self) -> &[Arrival] {
        &self.files
    }

    /// The file in view.
    pub(super) fn chosen(&self) -> Option<&Arrival> {
        let chosen = self.chosen?;
        self.files.iter().find(|file| file.id == chosen)
    }

    fn chosen_mut(&mut self) -> Option<&mut Arrival> {
        let chosen = self.chosen?;
        self.files.iter_mut().find(|file| file.id == chosen)
    }

    /// What the file in view was read as.
    pub(super) fn incoming(&self) -> Option<&Incoming> {
        self.chosen().and_then(Arrival::incoming)
    }

    /// The same, to be changed.
    pub(super) fn incoming_mut(&mut self) -> Option<&mut Incoming> {
        match &mut self.chosen_mut()?.state {
            State::Read(incoming) => Some(incoming),
            _ => None,
        }
    }

    /// All that can be looked at, to be changed.
    pub(super) fn all_read(&mut self) -> impl Iterator<Item = &mut Incoming> {
        self.files
            .iter_mut()
            .filter_map(|file| match &mut file.state {
                State::Read(incoming) => Some(incoming.as_mut()),
                _ => None,
            })
    }

    /// Whether they are shown in place of the screen: several at once, one as soon as it is read.
    pub(super) fn in_view(&self) -> bool {
        self.are_listed() || self.incoming().is_some()
    }

    /// Whether they are shown as a list.
    pub(super) fn are_listed(&self) -> bool {
        self.files.len() > 1
    }

    /// Adds something to be read.
    pub(super) fn add(&mut self, source: Source, wanted: ReadAs) {
        self.last += 1;
        if self.files.is_empty() {
            self.declined = false;
        }
        self.files.push(Arrival {
            id: self.last,
            name: source.name(),
            state: State::Waiting,
            options: ReadOptions::default(),
            source,
            wanted,
            job: None,
            tried: Vec::new(),
            typed: false,
        });
    }

    /// Puts all aside and stops reading.
    pub(super) fn clear(&mut self) {
        self.files.clear();
        self.refreshing = false;
        self.chosen = None;
        self.asking = None;
        self.common = Common::default();
        self.common.changed = true;
    }

    /// Puts the file in view aside. What is left of several stays while there is something to see.
    pub(super) fn put_aside(&mut self) {
        let chosen = self.chosen.take();
        self.files.retain(|file| Some(file.id) != chosen);
        self.common.changed = true;
        self.tidy();
    }

    /// The file in view was taken in; what comes after it goes to the same project.
    pub(super) fn taken(&mut self) {
        if let Some(file) = self.chosen_mut() {
            file.state = State::Taken;
        }
        self.chosen = None;
        self.drop_left_out();
        self.tidy();
    }

    /// Once nothing else is left, what was left out is not wanted.
    fn drop_left_out(&mut self) {
        self.common.changed = true;
        let over = |file: &Arrival| matches!(file.state, State::Taken) || file.is_left_out();
        if self.files.iter().all(over) {
            self.files.retain(|file| !file.is_left_out());
        }
    }

    /// Puts another file in view.
    pub(super) fn choose(&mut self, id: FileId) {
        self.chosen = Some(id);
        self.common.overview = Some(false);
    }

    /// Ends once nothing is left but files that were taken in; else puts the next one in view.
    pub(super) fn tidy(&mut self) {
        let over = |file: &Arrival| matches!(file.state, State::Taken);
        if self.files.iter().all(over) {
            self.clear();
        }
        if self.chosen().is_none_or(over) {
            // In the order they came, however fast each of them is read.
            let mut done = self.files.iter().take_while(|it| !it.is_reading());
            let read = done.find(|it| it.incoming().is_some());
            let left = || {
                let left = |it: &&Arrival| matches!(it.state, State::Refused(_));
                let idle = !self.is_reading();
                self.files.iter().find(left).filter(|_| idle)
            };
            self.chosen = read.or_else(left).map(|it| it.id);
        }
    }

    /// Whether anything is still to be read.
    pub(super) fn is_reading(&self) -> bool {
        self.files.iter().any(Arrival::is_reading)
    }

    /// How many are done, how many there are, the name of one that is read, and its share.
    pub(super) fn progress(&self) -> Option<(usize, usize, &str, Option<f32>)> {
        let now = self.files.iter().find(|file| file.job.is_some())?;
        let done = self.files.iter().filter(|it| !it.is_reading()).count();
        let progress = now.job.as_ref()?.progress();
        #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
        let share =
            (progress.total > 0).then(|| (progress.done as f64 / progress.total as f64) as f32);
        Some((done, self.files.len(), &now.name, share))
    }

    /// Stops reading; what is read stays.
    pub(super) fn stop(&mut self) {
        for file in &mut self.files {
            if file.is_reading() {
                file.job = None;
                let stopped = ReadError::Cancelled {
                    file: file.name.clone(),
                };
                if !matches!(file.state, State::Read(_)) {
                    file.state = State::Refused(Box::new(Trouble::Read(stopped)));
                }
            }
        }
        if !self.are_listed() && self.incoming().is_none() {
            self.clear();
        }
        self.tidy();
    }

    /// Reads a text file once more, with another encoding or separator, and looks at it as before.
    /// What is on the screen stays until then.
    pub(super) fn read_again(
        &mut self,
        (encoding, separator): (Option<String>, Option<char>),
        reader: Reader,
        wake: impl Fn() + Send + 'static,
    ) {
        let Some(file) = self.chosen_mut() else {
            return;
        };
        file.options.encoding = encoding;
        file.options.separator = separator;
        if let State::Read(incoming) = &file.state {
            let looked = Looked::Before(Box::new(incoming.before()));
            file.job = Some(file.source.read(reader, &file.options, looked, wake));
        }
    }

    /// Reads a refused file once more; false if the one in view is none.
    pub(super) fn retry(&mut self) -> bool {
        match self.chosen_mut() {
            Some(file) if matches!(file.state, State::Refused(_)) => {
                file.state = State::Waiting;
                true
            }
            _ => false,
        }
    }

    /// Takes in what threads have finished, and starts what waits. `into_new` is for files that are
    /// looked at for the first time.
    pub(super) fn poll(
        &mut self,
        reader: &Reader,
        into_new: bool,
        wake: impl Fn() + Send + Clone + 'static,
    ) -> Vec<News> {
        let mut news = Vec::new();
        let experts = |file: &Arrival| matches!(file.wanted, ReadAs::Judgements | ReadAs::Opinions);
        // Experts stand in the order of their files, however fast each of them is read.
        let mut one_before = false;
        for at in 0..self.files.len() {
            let Some(file) = self.files.get_mut(at) else {
                break;
            };
            if one_before && experts(file) {
                continue;
            }
            let Some(outcome) = file.job.as_mut().and_then(Reading::poll) else {
                one_before |= experts(file) && file.is_reading();
                continue;
            };
            file.job = None;
            news.extend(self.finish(at, outcome, into_new));
            // With a password that is known it is read once more.
            let again = |it: &Arrival| experts(it) && it.is_reading();
            one_before |= self.files.get(at).is_some_and(again);
        }
        self.files
            .retain(|file| !(experts(file) && matches!(file.state, State::Taken)));
        if !news.is_empty() || self.chosen().is_none() {
            self.tidy();
        }
        self.start(reader, &wake);
        let crashed = self.compare(&wake).into_iter().map(Trouble::Crashed);
        news.extend(crashed.map(News::NotSo));
        news
    }

    fn start(&mut self, reader: &Reader, wake: &(impl Fn() + Send + Clone + 'static)) {
        let held: usize = self.files.iter().map(Arrival::cells).sum();
        let mut running = self.files.iter().filter(|it| it.job.is_some()).count();
        for file in &mut self.files {
            let waits = matches!(file.state, State::Waiting) && file.job.is_none();
            if waits && running < AT_ONCE && held < MOST_CELLS {
                running += 1;
                let looked = Looked::Wanted(file.wanted);
                let (reader, wake) = (reader.clone(), wake.clone());
                file.job = Some(file.source.read(reader, &file.options, looked, wake));
            }
        }
    }

    fn finish(
        &mut self,
        at: usize,
        outcome: Result<Result<Got, ReadError>, Crashed>,
        into_new: bool,
    ) -> Option<News> {
        let single = !self.are_listed();
        let file = self.files.get_mut(at)?;
        match outcome {
            Ok(Ok(Got::Incoming(parts))) => {
                self.looked_at(at, parts, into_new);
                self.opened(at);
                None
            }
            Ok(Ok(Got::Experts(book))) => {
                let wanted = file.wanted;
                file.state = State::Taken;
                self.opened(at);
                Some(News::Experts(book, wanted))
            }
            Ok(Err(ReadError::Password { given, .. })) => {
                self.locked(at, given);
                None
            }
            Ok(Err(error)) => self.refused(at, Trouble::Read(error), single),
            Err(crashed) => self.refused(at, Trouble::Crashed(crashed), single),
        }
    }

    /// A file can be looked at, or its sheets one by one.
    fn looked_at(&mut self, at: usize, parts: Vec<Incoming>, into_new: bool) {
        let Some(file) = self.files.get(at) else {
            return;
        };
        self.common.changed = true;
        let into_new = match &file.state {
            State::Read(before) => before.into_new,
            _ => into_new,
        };
        let mut made = Vec::with_capacity(parts.len());
        for mut incoming in parts {
            incoming.into_new = into_new;
            let sheet = incoming.only.and_then(|it| incoming.book.sheets.get(it));
            let name = sheet.map_or_else(|| file.name.clone(), |it| it.name.clone());
            let id = if made.is_empty() {
                file.id
            } else {
                self.last += 1;
                self.last
            };
            made.push(Arrival {
                id,
                name,
                state: State::Read(Box::new(incoming)),
                options: file.options.clone(),
                source: file.source.clone(),
                wanted: file.wanted,
                job: None,
                tried: Vec::new(),
                typed: false,
            });
        }
        self.files.splice(at..=at, made);
    }

    fn refused(&mut self, at: usize, trouble: Trouble, single: bool) -> Option<News> {
        let file = self.files.get_mut(at)?;
        if matches!(file.state, State::Read(_)) {
            return Some(News::NotSo(trouble));
        }
        if single {
            let file = self.files.remove(at);
            return Some(News::Refused(trouble, file.source, file.wanted));
        }
        file.state = State::Refused(Box::new(trouble));
        None
    }

    /// A file by its number.
    pub(super) fn file(&self, id: FileId) -> Option<&Arrival> {
        self.files.iter().find(|file| file.id == id)
    }

    /// From now on only what a recipe reads is taken by itself.
    pub(super) fn refresh(&mut self) {
        self.refreshing = true;
    }

    /// Whether they came to refresh what the project has.
    pub(super) fn are_refreshing(&self) -> bool {
        self.refreshing
    }

    /// What became of files that were taken together.
    pub(super) fn conclude(&mut self, outcomes: Vec<(FileId, Result<(), Trouble>)>) {
        for (id, outcome) in outcomes {
            if let Some(file) = self.files.iter_mut().find(|file| file.id == id) {
                file.state = match outcome {
                    Ok(()) => State::Taken,
                    Err(trouble) => State::Refused(Box::new(trouble)),
                };
            }
        }
        self.drop_left_out();
        self.common.overview = Some(false);
        self.tidy();
    }

    /// Says of all files whether they go into a new project.
    pub(super) fn set_into_new(&mut self, new: bool) {
        for file in &mut self.files {
            if let State::Read(incoming) = &mut file.state {
                incoming.into_new = new;
            }
        }
        self.common.changed = true;
    }
}

impl Arrival {
    /// What it was read as.
    pub(super) fn incoming(&self) -> Option<&Incoming> {
        match &self.state {
            State::Read(incoming) => Some(incoming),
            _ => None,
        }
    }

    /// Where it comes from.
    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// Why it is refused, if it is.
    pub(super) fn trouble(&self) -> Option<&Trouble> {
        match &self.state {
            State::Refused(trouble) => Some(trouble),
            _ => None,
        }
    }

    /// Whether it was read from the clipboard, which is no name for a project.
    pub(super) fn is_pasted(&self) -> bool {
        matches!(self.source, Source::Pasted(_))
    }

    /// Whether it is read or waits for it.
    pub(super) fn is_reading(&self) -> bool {
        self.job.is_some() || matches!(self.state, State::Waiting)
    }

    /// Whether it does not go in with the others.
    pub(super) fn is_left_out(&self) -> bool {
        self.incoming().is_some_and(|it| it.left_out.is_some())
    }

    /// Whether it goes in with the others, if it can.
    fn goes_in(&self) -> bool {
        self.job.is_none() && self.incoming().is_some_and(|it| it.left_out.is_none())
    }

    fn cells(&self) -> usize {
        let Some(incoming) = self.incoming() else {
            return 0;
        };
        let sheets = incoming.book.sheets.iter().enumerate();
        let held = sheets.filter(|(at, _)| incoming.only.is_none_or(|only| only == *at));
        held.map(|(_, it)| it.cells.len()).sum()
    }
}
