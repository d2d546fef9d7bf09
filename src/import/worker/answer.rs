//! From messages to a book.

use super::{Message, version};
use crate::import::{Book, ReadError};

/// What has come of a book so far.
#[derive(Debug, Default)]
pub(super) struct Answer {
    greeted: bool,
    book: Book,
}

/// What a message means.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// More is to come.
    More,
    /// All is there.
    Whole(Box<Book>),
    /// The child cannot read the file.
    Refused(ReadError),
    /// The message has no place here.
    Nonsense,
}

impl Answer {
    /// Takes the next message.
    pub(super) fn take(&mut self, message: Message) -> Step {
        match message {
            Message::Hello(said) if !self.greeted && said == version() => {
                self.greeted = true;
                Step::More
            }
            _ if !self.greeted => Step::Nonsense,
            Message::Hello(_) => Step::Nonsense,
            Message::Progress(_) => Step::More,
            Message::Sheet(sheet) => {
                self.book.sheets.push(sheet);
                Step::More
            }
            Message::Cells(cells) => self.take_cells(cells),
            Message::Findings(findings) => {
                self.book.findings.extend(findings);
                Step::More
            }
            Message::Done { file, sha256 } => {
                let book = std::mem::take(&mut self.book);
                Step::Whole(Box::new(Book {
                    file,
                    sha256,
                    ..book
                }))
            }
            Message::Failed(error) => Step::Refused(error),
        }
    }

    fn take_cells(&mut self, cells: Vec<crate::import::Cell>) -> Step {
        let Some(sheet) = self.book.sheets.last_mut() else {
            return Step::Nonsense;
        };
        // What uses a sheet looks cells up by their order.
        let before = sheet.cells.last().map(|cell| cell.at);
        let sorted = cells.first().map(|cell| cell.at) > before || cells.is_empty();
        if !sorted || !cells.is_sorted_by(|a, b| a.at < b.at) {
            return Step::Nonsense;
        }
        sheet.cells.extend(cells);
        Step::More
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Cell, CellAt, Sheet, Value};

    fn cells(rows: &[u32]) -> Message {
        let cell = |row: &u32| Cell {
            at: CellAt {
                row: *row,
                column: 0,
            },
            value: Value::Bool(true),
        };
        Message::Cells(rows.iter().map(cell).collect())
    }

    #[test]
    fn a_book_comes_in_pieces() {
        let mut answer = Answer::default();
        for message in [
            Message::Hello(version()),
            Message::Sheet(Sheet::default()),
            cells(&[0, 1]),
            cells(&[5]),
            Message::Sheet(Sheet::default()),
            cells(&[]),
        ] {
            assert_eq!(answer.take(message), Step::More);
        }
        let done = Message::Done {
            file: "f".to_owned(),
            sha256: "00".to_owned(),
        };
        let Step::Whole(book) = answer.take(done) else {
            panic!("the book is complete");
        };
        let counts: Vec<_> = book.sheets.iter().map(|it| it.cells.len()).collect();
        assert_eq!((book.file.as_str(), counts), ("f", vec![3, 0]));
    }

    #[test]
    fn what_has_no_place_is_nonsense() {
        let old = Message::Hello("heng 0".to_owned());
        assert_eq!(Answer::default().take(old), Step::Nonsense);
        let early = Message::Sheet(Sheet::default());
        assert_eq!(Answer::default().take(early), Step::Nonsense);
        let greeted = || {
            let mut answer = Answer::default();
            assert_eq!(answer.take(Message::Hello(version())), Step::More);
            answer
        };
        assert_eq!(greeted().take(cells(&[0])), Step::Nonsense);
        for rows in [&[1, 0][..], &[1, 1]] {
            let mut answer = greeted();
            answer.take(Message::Sheet(Sheet::default()));
            assert_eq!(answer.take(cells(rows)), Step::Nonsense);
            let mut answer = greeted();
            answer.take(Message::Sheet(Sheet::default()));
            answer.take(cells(&rows[..1]));
            assert_eq!(answer.take(cells(&rows[1..])), Step::Nonsense);
        }
    }
}
