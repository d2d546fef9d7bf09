//! Original files inside the project: kept, and read again to be shown at a cell.

use std::{fs, ops::ControlFlow, path::Path};

use super::{App, arrivals::Source, dialogs::FileKind, said::Trouble};
use crate::{
    import::{Book, Crashed, Job, Progress, ReadError, ReadOptions},
    project::{Document, Edit, FileBytes, LARGEST_ORIGINAL, file::sha256},
};

/// The original that is shown.
#[derive(Debug, Default)]
pub(super) struct Originals {
    shown: Option<Shown>,
}

#[derive(Debug)]
struct Shown {
    sha256: String,
    state: State,
}

#[derive(Debug)]
enum State {
    Reading(Job<Result<Book, ReadError>>),
    Read(Book),
    Refused(ReadError),
    Stopped,
}

/// How far an original is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Opened<'a> {
    /// Nobody has asked for it.
    No,
    /// It is being read.
    Reading,
    /// It can be looked at.
    Read(&'a Book),
    /// It cannot be read.
    Refused(&'a ReadError),
}

impl Originals {
    /// How far the original of this SHA-256 is.
    pub(super) fn opened(&self, sha256: &str) -> Opened<'_> {
        let shown = self.shown.as_ref().filter(|it| it.sha256 == sha256);
        match shown.map(|it| &it.state) {
            None => Opened::No,
            Some(State::Reading(_) | State::Stopped) => Opened::Reading,
            Some(State::Read(book)) => Opened::Read(book),
            Some(State::Refused(error)) => Opened::Refused(error),
        }
    }

    /// Takes in what the thread has read.
    fn collect(&mut self) -> Option<Crashed> {
        let shown = self.shown.as_mut()?;
        let State::Reading(job) = &mut shown.state else {
            return None;
        };
        match job.poll()? {
            Ok(Ok(book)) => shown.state = State::Read(book),
            Ok(Err(error)) => shown.state = State::Refused(error),
            Err(crashed) => {
                shown.state = State::Stopped;
                return Some(crashed);
            }
        }
        None
    }
}

impl App {
    /// Takes in an original that a thread has read.
    pub(super) fn receive_original(&mut self) {
        if let Some(crashed) = self.originals.collect() {
            self.trouble = Some(Trouble::Crashed(crashed));
        }
    }

    /// Reads an original of the project, to be looked at.
    pub(super) fn open_original(&mut self, ctx: &egui::Context, sha256: &str) {
        let Some(original) = self.document().originals.get(sha256).cloned() else {
            return;
        };
        let (reader, waker) = (self.limited_reader(), ctx.clone());
        let wake = move || waker.request_repaint();
        let job = Job::start("original", wake, move |reporter| {
            let mut go_on = |progress: Progress| -> ControlFlow<()> {
                reporter.report(progress.done, progress.total)
            };
            let bytes = original.bytes.as_slice();
            reader.read_bytes(&original.file, bytes, &ReadOptions::default(), &mut go_on)
        });
        self.originals.shown = Some(Shown {
            sha256: sha256.to_owned(),
            state: State::Reading(job),
        });
    }

    /// Asks for a file that data came from and keeps it in the project, if it is that very file.
    pub(super) fn keep_original(&mut self, sha: &str, file: String) {
        let kind = FileKind {
            name: file.clone(),
            endings: &["*"],
        };
        let Some(path) = self.dialogs.open(&kind) else {
            return;
        };
        match bytes_of(&path) {
            Ok(bytes) if sha256(&bytes) == sha => {
                let bytes = FileBytes::from(bytes);
                self.commit(Edit::KeepOriginal { file, bytes });
            }
            Ok(_) => {
                let found = Source::File(path).name();
                self.trouble = Some(Trouble::NotThatFile { file, found });
            }
            Err(error) => self.trouble = Some(Trouble::Read(error)),
        }
    }
}

/// The edits that keep the files of incoming data, as far as they are still what was read and not
/// there already.
pub(super) fn keeping<'a>(
    document: &Document,
    files: impl IntoIterator<Item = (&'a Source, &'a Book)>,
) -> Vec<Edit> {
    let kept = files.into_iter().filter_map(|(source, book)| {
        let Source::File(path) = source else {
            return None;
        };
        if document.originals.contains_key(&book.sha256) {
            return None;
        }
        let bytes = bytes_of(path).ok().filter(|it| sha256(it) == book.sha256)?;
        let file = book.file.clone();
        let bytes = FileBytes::from(bytes);
        Some(Edit::KeepOriginal { file, bytes })
    });
    kept.collect()
}

/// The bytes of a file that is not too large to be kept.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, ReadError> {
    let file = || Source::File(path.to_owned()).name();
    let unreadable = |error: std::io::Error| ReadError::Unreadable {
        file: file(),
        reason: error.to_string(),
    };
    let bytes = fs::metadata(path).map_err(unreadable)?.len();
    if bytes > LARGEST_ORIGINAL {
        return Err(ReadError::TooLarge {
            file: file(),
            part: None,
            bytes,
            most: LARGEST_ORIGINAL,
        });
    }
    fs::read(path).map_err(unreadable)
}
