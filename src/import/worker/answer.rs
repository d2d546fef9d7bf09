//! From messages to a book.

use super::{Message, PIECE, version};
use crate::import::{Book, Cell, CellAt, Finding, Lines, Merged, ReadError, Sheet, Value};

/// What has come of a book so far.
///
/// **Invariant:** it holds at most `left` bytes more than now. What takes one byte of an answer can
/// take fifty here, so that the length of the answer alone would be no limit.
#[derive(Debug)]
pub(super) struct Answer {
    greeted: bool,
    book: Book,
    left: u64,
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
    /// The book would take more memory than it may.
    TooMuch,
}

impl Answer {
    /// What comes may take `most` bytes of memory.
    pub(super) fn new(most: u64) -> Self {
        Self {
            greeted: false,
            book: Book::default(),
            left: most,
        }
    }

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
            Message::Failed(error) => Step::Refused(error),
            Message::Done {
                file,
                sha256,
                format,
            } => {
                let book = std::mem::take(&mut self.book);
                Step::Whole(Box::new(Book {
                    file,
                    sha256,
                    format,
                    ..book
                }))
            }
            piece => match self.left.checked_sub(size(&piece)) {
                Some(left) => {
                    self.left = left;
                    self.add(piece)
                }
                None => Step::TooMuch,
            },
        }
    }

    /// Puts a piece of a book where it belongs.
    fn add(&mut self, message: Message) -> Step {
        match message {
            Message::Sheet(sheet) if is_bare(&sheet) => {
                self.book.sheets.push(sheet);
                return Step::More;
            }
            Message::Findings(findings) => {
                self.book.findings.extend(findings);
                return Step::More;
            }
            _ => {}
        }
        let Some(sheet) = self.book.sheets.last_mut() else {
            return Step::Nonsense;
        };
        let added = match message {
            Message::Cells(cells) => extend_sorted(&mut sheet.cells, cells, |cell| cell.at),
            Message::Formats(places) => {
                extend_sorted(sheet.formats.parts().1, places, |(at, _)| *at)
            }
            Message::Codes(codes) => {
                sheet.formats.parts().0.extend(codes);
                true
            }
            Message::Merged(merged) => extend_sorted(&mut sheet.merged, merged, |it| *it),
            Message::HiddenRows(rows) => extend_sorted(&mut sheet.hidden_rows, rows, |it| *it),
            Message::HiddenColumns(columns) => {
                extend_sorted(&mut sheet.hidden_columns, columns, |it| *it)
            }
            _ => false,
        };
        if added { Step::More } else { Step::Nonsense }
    }
}

/// A sheet begins without what comes in pieces.
fn is_bare(sheet: &Sheet) -> bool {
    let bare = Sheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        decimal_comma: sheet.decimal_comma,
        ..Sheet::default()
    };
    *sheet == bare
}

/// Adds what comes behind all that is there, in order: what uses a sheet looks cells up by their order.
fn extend_sorted<T, K: Ord>(to: &mut Vec<T>, more: Vec<T>, key: impl Fn(&T) -> K) -> bool {
    let behind = match (to.last(), more.first()) {
        (Some(last), Some(first)) => key(last) < key(first),
        _ => true,
    };
    let sorted = behind && more.is_sorted_by(|a, b| key(a) < key(b)) && more.len() <= PIECE;
    if sorted {
        to.extend(more);
    }
    sorted
}

/// How much memory a piece takes.
fn size(message: &Message) -> u64 {
    let text = |text: &String| text.len();
    let value = |value: &Value| match value {
        Value::Text(text) | Value::Error(text) | Value::Date { iso: text, .. } => text.len(),
        Value::Number(_) | Value::Bool(_) => 0,
    };
    let bytes = match message {
        Message::Cells(cells) => {
            size_of::<Cell>() * cells.len() + cells.iter().map(|it| value(&it.value)).sum::<usize>()
        }
        Message::Codes(codes) => {
            size_of::<String>() * codes.len() + codes.iter().map(text).sum::<usize>()
        }
        Message::Formats(places) => size_of::<(CellAt, u16)>() * places.len(),
        Message::Merged(merged) => size_of::<Merged>() * merged.len(),
        Message::HiddenRows(lines) | Message::HiddenColumns(lines) => {
            size_of::<Lines>() * lines.len()
        }
        Message::Findings(findings) => {
            let texts = findings.iter().map(|it| it.file.len() + it.sheet.len());
            size_of::<Finding>() * findings.len() + texts.sum::<usize>()
        }
        Message::Sheet(sheet) => size_of::<Sheet>() + sheet.name.len(),
        _ => 0,
    };
    bytes as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::FileFormat;

    fn answer() -> Answer {
        Answer::new(1 << 20)
    }

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
        let mut answer = answer();
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
            format: FileFormat::Ods,
        };
        let Step::Whole(book) = answer.take(done) else {
            panic!("the book is complete");
        };
        let counts: Vec<_> = book.sheets.iter().map(|it| it.cells.len()).collect();
        assert_eq!((book.file.as_str(), counts), ("f", vec![3, 0]));
        assert_eq!(book.format, FileFormat::Ods);
    }

    #[test]
    fn what_has_no_place_is_nonsense() {
        let old = Message::Hello("heng 0".to_owned());
        assert_eq!(answer().take(old), Step::Nonsense);
        let early = Message::Sheet(Sheet::default());
        assert_eq!(answer().take(early), Step::Nonsense);
        let greeted = || {
            let mut answer = answer();
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

    #[test]
    fn marks_come_in_pieces_too() {
        let at = |row| CellAt { row, column: 0 };
        let lines = |first| Lines { first, last: first };
        let mut whole = answer();
        for message in [
            Message::Hello(version()),
            Message::Sheet(Sheet::default()),
            Message::Codes(vec!["0%".to_owned()]),
            Message::Codes(vec!["0.0".to_owned()]),
            Message::Formats(vec![(at(1), 1)]),
            Message::Formats(vec![(at(2), 0), (at(3), 9)]),
            Message::HiddenRows(vec![lines(4)]),
            Message::HiddenRows(vec![lines(7)]),
            Message::HiddenColumns(vec![lines(0)]),
            Message::Merged(vec![Merged {
                from: at(0),
                to: at(1),
            }]),
        ] {
            assert_eq!(whole.take(message), Step::More);
        }
        assert_eq!(
            whole.take(Message::HiddenRows(vec![lines(6)])),
            Step::Nonsense
        );
        let sheet = &whole.book.sheets[0];
        assert_eq!(sheet.hidden_rows, [lines(4), lines(7)]);
        assert_eq!((sheet.merged.len(), sheet.hidden_columns.len()), (1, 1));
        let told = [1, 2, 3, 4].map(|row| sheet.formats.get(at(row)));
        assert_eq!(told, [Some("0.0"), Some("0%"), None, None]);
    }

    #[test]
    fn an_answer_takes_no_more_memory_than_it_may() {
        let mut small = Answer::new(100_000);
        small.take(Message::Hello(version()));
        assert_eq!(small.take(Message::Sheet(Sheet::default())), Step::More);
        let rows: Vec<u32> = (0..5000).collect();
        let taken: Vec<_> = rows.chunks(500).map(|it| small.take(cells(it))).collect();
        assert_eq!(taken.first(), Some(&Step::More));
        assert_eq!(taken.last(), Some(&Step::TooMuch));
        assert!(small.book.sheets[0].cells.len() * size_of::<Cell>() < 100_000);
        let full = Message::Sheet(Sheet {
            hidden_rows: vec![Lines { first: 0, last: 0 }],
            ..Sheet::default()
        });
        let mut other = answer();
        other.take(Message::Hello(version()));
        assert_eq!(other.take(full), Step::Nonsense);
    }
}
