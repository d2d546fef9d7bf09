//! The child's side.

use std::{
    io::{self, BufWriter, Read as _, Write},
    mem,
    ops::ControlFlow,
    panic, process, thread,
    time::{Duration, Instant},
};

use super::{Message, PIECE, Request, frame, secret, version};
use crate::import::{Book, Progress, ReadError, Reader, Sheet};

/// Room that is kept for an error.
const RESERVE: u64 = 64 << 10;
/// Progress is told at most so often.
const TOLD: Duration = Duration::from_millis(50);

/// Reads one file and writes the answer to standard output.
///
/// `most_memory` arms the ceiling and tells whether it could.
pub fn serve(request: &Request, most_memory: impl FnOnce(u64) -> bool) -> io::Result<()> {
    // A damaged file is told of as an error; what the reader says when it stops helps nobody.
    panic::set_hook(Box::new(|_| {}));
    let mut options = request.options.clone();
    if request.secret {
        options.password = Some(secret::receive(&mut io::stdin().lock())?);
    }
    end_with_the_parent()?;
    if !most_memory(request.limits.memory) {
        return Err(io::ErrorKind::OutOfMemory.into());
    }
    let mut output = Output {
        to: BufWriter::new(io::stdout().lock()),
        left: request.limits.answer,
    };
    output.send(&Message::Hello(version()))?;
    let mut last = Instant::now();
    let mut told = Ok(());
    let mut progress = |progress: Progress| {
        if last.elapsed() < TOLD {
            return ControlFlow::Continue(());
        }
        last = Instant::now();
        told = output.send(&Message::Progress(progress));
        match told {
            Ok(()) => output
                .to
                .flush()
                .map_or(ControlFlow::Break(()), |()| ControlFlow::Continue(())),
            Err(_) => ControlFlow::Break(()),
        }
    };
    let read = Reader::Here.read(&request.path, &options, &mut progress);
    told?;
    match read {
        Ok(book) => output.send_book(book, request.limits.answer)?,
        Err(error) => output.send(&Message::Failed(error))?,
    }
    output.to.flush()
}

/// Ends this process when the parent is gone or no longer wants the answer.
fn end_with_the_parent() -> io::Result<()> {
    let watch = || {
        let mut byte = [0];
        while io::stdin().read(&mut byte).is_ok_and(|read| read > 0) {}
        process::exit(1);
    };
    let watching = thread::Builder::new().name("watch".to_owned()).spawn(watch);
    watching.map(drop)
}

/// Standard output, and how much may still go there.
struct Output<W: Write> {
    to: BufWriter<W>,
    left: u64,
}

impl<W: Write> Output<W> {
    fn send(&mut self, message: &Message) -> io::Result<()> {
        let length = frame::write(&mut self.to, message)?;
        self.left = self.left.saturating_sub(length);
        Ok(())
    }

    /// Sends a book piece by piece, and an error in its place once it proves too long.
    fn send_book(&mut self, book: Book, most: u64) -> io::Result<()> {
        let findings = pieces(book.findings, Message::Findings);
        let messages = book.sheets.into_iter().flat_map(sheet_messages);
        for message in messages.chain(findings) {
            let piece = frame::framed(&message)?;
            if (piece.len() as u64).saturating_add(RESERVE) > self.left {
                return self.send(&Message::Failed(too_long(&book.file, most)));
            }
            self.left -= piece.len() as u64;
            self.to.write_all(&piece)?;
        }
        self.send(&Message::Done {
            file: book.file,
            sha256: book.sha256,
            format: book.format,
        })
    }
}

/// A sheet as messages, of which none is long.
fn sheet_messages(mut sheet: Sheet) -> impl Iterator<Item = Message> {
    let cells = mem::take(&mut sheet.cells);
    let merged = mem::take(&mut sheet.merged);
    let rows = mem::take(&mut sheet.hidden_rows);
    let columns = mem::take(&mut sheet.hidden_columns);
    let mut formats = mem::take(&mut sheet.formats);
    let (codes, places) = formats.parts();
    let (codes, places) = (mem::take(codes), mem::take(places));
    std::iter::once(Message::Sheet(sheet))
        .chain(pieces(cells, Message::Cells))
        .chain(pieces(codes, Message::Codes))
        .chain(pieces(places, Message::Formats))
        .chain(pieces(merged, Message::Merged))
        .chain(pieces(rows, Message::HiddenRows))
        .chain(pieces(columns, Message::HiddenColumns))
}

fn pieces<T>(all: Vec<T>, message: fn(Vec<T>) -> Message) -> impl Iterator<Item = Message> {
    let mut all = all.into_iter();
    std::iter::from_fn(move || {
        let piece: Vec<T> = all.by_ref().take(PIECE).collect();
        (!piece.is_empty()).then(|| message(piece))
    })
}

/// The parent would stop listening; it is better told why.
fn too_long(file: &str, most: u64) -> ReadError {
    ReadError::TooLarge {
        file: file.to_owned(),
        part: None,
        bytes: most.saturating_add(1),
        most,
    }
}
