//! The parent's side.

use std::{
    io::{self, BufReader},
    ops::ControlFlow,
    path::Path,
    process::ChildStdout,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use super::{
    Message, Request,
    answer::{Answer, Step},
    child::Running,
    frame::{Broken, Frames},
};
use crate::import::{Book, Progress, ReadError};

/// Cancelling is heard, and the time looked at, at least so often.
const TICK: Duration = Duration::from_millis(20);
/// So many messages may wait.
const WAITING: usize = 16;

/// Has a file read by a child.
///
/// The child is killed when `progress` answers [`ControlFlow::Break`] and when its time is up.
pub(in crate::import) fn ask(
    program: &Path,
    request: &Request,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    let file = super::super::read::file_name(&request.path);
    let not_started = |error: &io::Error| ReadError::NoReader {
        file: file.clone(),
        reason: error.to_string(),
    };
    let deadline = Instant::now().checked_add(request.limits.time);
    let (child, output) = Running::start(program, request).map_err(|error| not_started(&error))?;
    let messages = listen(output, request.limits.answer).map_err(|error| not_started(&error))?;
    let mut answer = Answer::new(request.limits.memory);
    let mut latest = Progress::default();
    loop {
        let next = messages.recv_timeout(TICK);
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(ReadError::OutOfTime {
                file,
                seconds: request.limits.time.as_secs(),
            });
        }
        let step = match next {
            Ok(Ok(message)) => {
                if let Message::Progress(progress) = message {
                    latest = progress;
                }
                answer.take(message)
            }
            Ok(Err(broken)) => return Err(obituary(file, request, child, Some(&broken))),
            Err(RecvTimeoutError::Timeout) => Step::More,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(obituary(file, request, child, None));
            }
        };
        match step {
            Step::More => {}
            Step::Whole(book) => return Ok(*book),
            Step::Refused(error) => return Err(error),
            Step::TooMuch => {
                return Err(ReadError::OutOfMemory {
                    file,
                    most: request.limits.memory,
                });
            }
            Step::Nonsense => {
                return Err(obituary(file, request, child, Some(&Broken::Garbage)));
            }
        }
        if progress(latest).is_break() {
            return Err(ReadError::Cancelled { file });
        }
    }
}

/// Reads the answer on a thread of its own, as reading waits and cannot be told to stop.
fn listen(output: ChildStdout, most: u64) -> io::Result<Receiver<Result<Message, Broken>>> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let read = move || {
        let mut frames = Frames::new(BufReader::new(output), most);
        loop {
            let next = frames.next();
            let last = next.is_err();
            // Nobody listens any more once the book is whole, or its reading was given up.
            if sender.send(next).is_err() || last {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("answer".to_owned())
        .spawn(read)?;
    Ok(receiver)
}

/// Why a child ended without an answer.
fn obituary(file: String, request: &Request, child: Running, broken: Option<&Broken>) -> ReadError {
    match broken {
        Some(Broken::TooLong) => ReadError::TooLarge {
            file,
            part: None,
            bytes: request.limits.answer.saturating_add(1),
            most: request.limits.answer,
        },
        Some(Broken::Garbage) => ReadError::ReaderDied {
            file,
            reason: "its answer makes no sense".to_owned(),
        },
        Some(Broken::Ended) | None => {
            let (said, status) = child.end();
            // What the standard library says before it ends a process that gets no memory.
            if said.contains("memory allocation of") {
                return ReadError::OutOfMemory {
                    file,
                    most: request.limits.memory,
                };
            }
            ReadError::ReaderDied {
                file,
                reason: status,
            }
        }
    }
}
