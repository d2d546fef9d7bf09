//! Where something to be read comes from, and what a person has said of it.

use std::{ops::ControlFlow, path::PathBuf, sync::Arc};

use super::super::{action::ReadAs, incoming::Incoming};
use crate::import::{Book, Job, Progress, ReadError, ReadOptions, Reader, Reporter};

/// More than this is not taken from the clipboard.
const MOST_PASTED: u64 = 64 << 20;

/// Where something to be read comes from.
#[derive(Clone, Debug)]
pub(in crate::app) enum Source {
    /// A file.
    File(PathBuf),
    /// The clipboard, as it was.
    Pasted(Arc<Pasted>),
}

/// A table from the clipboard.
#[derive(Debug)]
pub(in crate::app) struct Pasted {
    /// What the clipboard is called.
    pub name: String,
    /// The same table in several forms, the one that tells most first.
    pub forms: Vec<String>,
}

/// What became of a file that could be read.
#[derive(Debug)]
pub(in crate::app) enum Got {
    /// It can be looked at, as a whole or sheet by sheet.
    Incoming(Vec<Incoming>),
    /// It is about experts, and taken at once.
    Experts(Book),
}

/// Reading on a thread.
pub(in crate::app) type Reading = Job<Result<Got, ReadError>>;

impl Source {
    /// What people call it.
    pub(in crate::app) fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            Self::Pasted(pasted) => pasted.name.clone(),
        }
    }

    /// Begins to read and to look at it, as `before` was looked at where that still fits.
    pub(in crate::app) fn read(
        &self,
        reader: Reader,
        options: &ReadOptions,
        looked: Looked,
        wake: impl Fn() + Send + 'static,
    ) -> Reading {
        let (source, options) = (self.clone(), options.clone());
        Job::start("read", wake, move |reporter| {
            let book = source.book(&reader, &options, reporter)?;
            Ok(match looked {
                Looked::Wanted(ReadAs::Judgements | ReadAs::Opinions) => Got::Experts(book),
                Looked::Wanted(wanted) => Got::Incoming(Incoming::split(book, wanted)),
                Looked::Before(before) => Got::Incoming(vec![Incoming::again(book, *before)]),
            })
        })
    }

    fn book(
        &self,
        reader: &Reader,
        options: &ReadOptions,
        reporter: &Reporter,
    ) -> Result<Book, ReadError> {
        let mut go_on = |progress: Progress| -> ControlFlow<()> {
            reporter.report(progress.done, progress.total)
        };
        match self {
            Self::File(path) => reader.read(path, options, &mut go_on),
            Self::Pasted(pasted) => pasted.book(reader, options, &mut go_on),
        }
    }
}

impl Pasted {
    /// The first form that can be read; else what is wrong with the last.
    fn book(
        &self,
        reader: &Reader,
        options: &ReadOptions,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Book, ReadError> {
        let file = || self.name.clone();
        let mut outcome = Err(ReadError::Empty { file: file() });
        for form in &self.forms {
            let bytes = form.len() as u64;
            if bytes > MOST_PASTED {
                outcome = Err(ReadError::TooLarge {
                    file: file(),
                    part: None,
                    bytes,
                    most: MOST_PASTED,
                });
                continue;
            }
            // The clipboard gives Unicode, whatever a page in it says of itself.
            let options = ReadOptions {
                encoding: Some("UTF-8".to_owned()),
                ..options.clone()
            };
            outcome = reader.read_bytes(&self.name, form.as_bytes(), &options, progress);
            if matches!(outcome, Ok(_) | Err(ReadError::Cancelled { .. })) {
                break;
            }
        }
        outcome
    }
}

/// How what was read is to be looked at.
#[derive(Debug)]
pub(in crate::app) enum Looked {
    /// For the first time.
    Wanted(ReadAs),
    /// As before, where that still fits.
    Before(Box<super::super::incoming::Before>),
}

/// A table as HTML programs put it on the clipboard: sometimes a page, sometimes only rows of one.
pub(in crate::app) fn page_of(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    if !lower.contains("<tr") {
        return None;
    }
    let body = if lower.contains("<table") {
        html.to_owned()
    } else {
        format!("<table>{html}</table>")
    };
    Some(format!("<html>{body}</html>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_become_a_page_and_only_a_table_is_one() {
        assert_eq!(
            page_of("<tr><td>1").as_deref(),
            Some("<html><table><tr><td>1</table></html>")
        );
        assert_eq!(
            page_of("<TABLE><TR>").as_deref(),
            Some("<html><TABLE><TR></html>")
        );
        assert_eq!(page_of("<p>words"), None);
    }

    #[test]
    fn where_one_form_cannot_be_read_the_next_is() {
        let pasted = |forms: &[&str]| Pasted {
            name: "c".to_owned(),
            forms: forms.iter().map(|&it| it.to_owned()).collect(),
        };
        let read = |forms: &[&str]| {
            let go_on = &mut |_| ControlFlow::Continue(());
            pasted(forms).book(&Reader::Here, &ReadOptions::default(), go_on)
        };
        let book = read(&["<html><p>no table</html>", "a\tb\n1\t2"]).unwrap();
        assert_eq!((book.file.as_str(), book.sheets[0].cells.len()), ("c", 4));
        assert!(matches!(read(&[" "]), Err(ReadError::Empty { .. })));
        let long = "x".repeat(usize::try_from(MOST_PASTED).unwrap() + 1);
        assert!(matches!(read(&[&long]), Err(ReadError::TooLarge { .. })));
    }
}
