//! Messages as bytes: a length in four bytes, a byte that tells the form of the rest, and the rest.

use std::io::{self, Read, Write};

use super::{Message, pack};

/// Why no further message came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The answer ended.
    Ended,
    /// The answer is longer than it may be.
    TooLong,
    /// What came is no message.
    Garbage,
}

/// The forms of a message: `MessagePack`, packed cells, packed formats.
const DESCRIBED: u8 = 0;
const CELLS: u8 = 1;
const FORMATS: u8 = 2;

/// A message as its frame.
pub(super) fn framed(message: &Message) -> io::Result<Vec<u8>> {
    let mut frame = vec![0; 4];
    match message {
        Message::Cells(cells) => {
            frame.push(CELLS);
            pack::put_cells(&mut frame, cells);
        }
        Message::Formats(formats) => {
            frame.push(FORMATS);
            pack::put_formats(&mut frame, formats);
        }
        other => {
            frame.push(DESCRIBED);
            rmp_serde::encode::write(&mut frame, other).map_err(io::Error::other)?;
        }
    }
    let length = u32::try_from(frame.len() - 4).map_err(io::Error::other)?;
    for (place, byte) in frame.iter_mut().zip(length.to_le_bytes()) {
        *place = byte;
    }
    Ok(frame)
}

fn unframed(bytes: &[u8]) -> Option<Message> {
    let (form, rest) = bytes.split_first()?;
    match *form {
        DESCRIBED => rmp_serde::from_slice(rest).ok(),
        CELLS => pack::cells(rest).map(Message::Cells),
        FORMATS => pack::formats(rest).map(Message::Formats),
        _ => None,
    }
}

/// Writes a message; its length in bytes.
pub(super) fn write(to: &mut impl Write, message: &Message) -> io::Result<u64> {
    let frame = framed(message)?;
    to.write_all(&frame)?;
    Ok(frame.len() as u64)
}

/// Reads messages until the answer ends, is too long or makes no sense.
#[derive(Debug)]
pub(super) struct Frames<R> {
    from: R,
    left: u64,
}

impl<R: Read> Frames<R> {
    /// At most `most` bytes are taken.
    pub(super) fn new(from: R, most: u64) -> Self {
        Self { from, left: most }
    }

    /// The next message.
    pub(super) fn next(&mut self) -> Result<Message, Broken> {
        let mut length = [0; 4];
        self.from.read_exact(&mut length).or(Err(Broken::Ended))?;
        let length = u64::from(u32::from_le_bytes(length));
        self.left = self
            .left
            .checked_sub(length.saturating_add(4))
            .ok_or(Broken::TooLong)?;
        // Grows with what really comes, not with what the length promises.
        let mut bytes = Vec::new();
        let read = self.from.by_ref().take(length).read_to_end(&mut bytes);
        if !read.is_ok_and(|read| read as u64 == length) {
            return Err(Broken::Ended);
        }
        unframed(&bytes).ok_or(Broken::Garbage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{
        Cell, CellAt, FileFormat, Finding, Lines, Merged, Problem, Progress, ReadError, Sheet,
        Value,
    };

    fn messages() -> Vec<Message> {
        let at = CellAt { row: 7, column: 2 };
        let values = [
            Value::Number(0.1),
            Value::Text("北 京".to_owned()),
            Value::Bool(true),
            Value::Error("#N/A".to_owned()),
            Value::Date {
                serial: 44013.5,
                iso: "2020-07-01T12:00:00".to_owned(),
            },
        ];
        let problems = [
            Problem::NotCalculated,
            Problem::EncodingAssumed {
                encoding: "gb18030".to_owned(),
            },
        ];
        vec![
            Message::Hello(super::super::version()),
            Message::Progress(Progress { done: 1, total: 2 }),
            Message::Sheet(Sheet {
                name: "数据".to_owned(),
                hidden: true,
                ..Sheet::default()
            }),
            Message::Cells(values.map(|value| Cell { at, value }).to_vec()),
            Message::Codes(vec!["0.00%".to_owned()]),
            Message::Formats(vec![(at, 7)]),
            Message::Merged(vec![Merged { from: at, to: at }]),
            Message::HiddenRows(vec![Lines { first: 1, last: 2 }]),
            Message::HiddenColumns(vec![Lines { first: 0, last: 0 }]),
            Message::Findings(
                problems
                    .map(|problem| Finding {
                        file: "f".to_owned(),
                        sheet: String::new(),
                        at: Some(at),
                        problem,
                    })
                    .to_vec(),
            ),
            Message::Failed(ReadError::TooLarge {
                file: "f".to_owned(),
                part: None,
                bytes: 2,
                most: 1,
            }),
            Message::Done {
                file: "f".to_owned(),
                sha256: "00".to_owned(),
                format: FileFormat::Xls,
            },
        ]
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        for message in messages() {
            write(&mut bytes, &message).unwrap();
        }
        let mut frames = Frames::new(&bytes[..], bytes.len() as u64);
        for message in messages() {
            assert_eq!(frames.next(), Ok(message));
        }
        assert_eq!(frames.next(), Err(Broken::Ended));
    }

    #[test]
    fn long_short_and_senseless_answers_are_told_apart() {
        let frame = framed(&Message::Hello("a".to_owned())).unwrap();
        let length = frame.len() as u64;
        assert!(Frames::new(&frame[..], length).next().is_ok());
        let long = Frames::new(&frame[..], length - 1).next();
        assert_eq!(long, Err(Broken::TooLong));
        let short = Frames::new(&frame[..frame.len() - 1], length).next();
        assert_eq!(short, Err(Broken::Ended));
        let garbage = Frames::new(&[2, 0, 0, 0, 0, 0xc1][..], length).next();
        assert_eq!(garbage, Err(Broken::Garbage));
        let no_form = Frames::new(&[1, 0, 0, 0, 3][..], length).next();
        assert_eq!(no_form, Err(Broken::Garbage));
        // A length that promises 4 GB is no reason to reserve them.
        let promise = Frames::new(&[255, 255, 255, 255, 1][..], u64::MAX).next();
        assert_eq!(promise, Err(Broken::Ended));
    }
}
