//! The thread that writes a journal. Whoever edits never waits for the disk.

use std::{
    collections::VecDeque,
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::log::{Act, Log};

/// How far the disk may be behind before it is synced; with the time that takes, below a second.
const BEHIND: Duration = Duration::from_millis(500);

/// How long until what failed is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// A log that is as long as this is worth a new base.
const LONG: u64 = 8 << 20;

/// A journal being written.
#[derive(Debug)]
pub struct Journal {
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<Log>>,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    trouble: Mutex<Option<String>>,
    length: AtomicU64,
}

enum Message {
    Act(Act),
    /// Answered when all before it is on the disk, or cannot be brought there.
    Sync(Sender<Option<String>>),
}

impl Journal {
    pub(super) fn start(log: Log) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (sender, receiver) = mpsc::channel();
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || Writer::new(log, theirs).run(&receiver))?;
        Ok(Self {
            sender: Some(sender),
            thread: Some(thread),
            shared,
        })
    }

    pub(super) fn act(&self, act: Act) {
        if matches!(act, Act::Base(_)) {
            self.shared.length.store(0, Ordering::Relaxed);
        }
        self.send(Message::Act(act));
    }

    fn send(&self, message: Message) {
        let sent = self.sender.as_ref().map(|sender| sender.send(message));
        if !matches!(sent, Some(Ok(()))) {
            self.shared
                .say(Some("the journal's thread has ended".to_owned()));
        }
    }

    /// Whether a new base is due.
    pub(super) fn is_long(&self) -> bool {
        self.shared.length.load(Ordering::Relaxed) > LONG
    }

    /// Why the journal cannot be written at the moment, in technical words. It goes on trying.
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.shared.trouble.lock();
        trouble.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until everything so far is on the disk; what keeps it from there, if anything does.
    pub fn sync(&self) -> Option<String> {
        let (answer, answered) = mpsc::channel();
        self.send(Message::Sync(answer));
        match answered.recv() {
            Ok(trouble) => trouble,
            Err(_) => self.trouble(),
        }
    }

    /// Ends the thread when all is written, or as much as can be.
    fn end(&mut self) -> Option<Log> {
        self.sender = None;
        self.thread.take()?.join().ok()
    }

    pub(super) fn discard(mut self) -> io::Result<()> {
        self.end().map_or(Ok(()), Log::discard)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    fn say(&self, trouble: Option<String>) {
        let said = self.trouble.lock();
        *said.unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

struct Writer {
    log: Log,
    shared: Arc<Shared>,
    queue: VecDeque<Act>,
    /// When the first line was written that is not on the disk.
    since: Option<Instant>,
}

impl Writer {
    fn new(log: Log, shared: Arc<Shared>) -> Self {
        Self {
            log,
            shared,
            queue: VecDeque::new(),
            since: None,
        }
    }

    fn run(mut self, receiver: &Receiver<Message>) -> Log {
        loop {
            let message = match self.patience() {
                None => receiver.recv().or(Err(RecvTimeoutError::Disconnected)),
                Some(wait) => receiver.recv_timeout(wait),
            };
            let mut ended = matches!(message, Err(RecvTimeoutError::Disconnected));
            let mut answers = Vec::new();
            let mut next = message.ok();
            while let Some(message) = next {
                match message {
                    Message::Act(act) => self.queue.push_back(act),
                    Message::Sync(answer) => answers.push(answer),
                }
                next = match receiver.try_recv() {
                    Ok(message) => Some(message),
                    Err(error) => {
                        ended |= error == mpsc::TryRecvError::Disconnected;
                        None
                    }
                };
            }
            let due = self.since.is_some_and(|since| since.elapsed() >= BEHIND);
            let trouble = self.work(due || ended || !answers.is_empty());
            for answer in answers {
                answer.send(trouble.clone()).ok(); // Whoever asked may be gone.
            }
            if ended {
                return self.log;
            }
        }
    }

    /// How long to wait for the next message; none is for ever.
    fn patience(&self) -> Option<Duration> {
        match self.since {
            Some(since) => Some(BEHIND.saturating_sub(since.elapsed())),
            None => (!self.queue.is_empty() || self.log.is_behind()).then_some(AGAIN),
        }
    }

    fn work(&mut self, sync: bool) -> Option<String> {
        let trouble = self.write(sync).err().map(|error| error.to_string());
        self.shared
            .length
            .store(self.log.length(), Ordering::Relaxed);
        self.since = match (&trouble, self.log.is_behind()) {
            (None, true) => self.since.or_else(|| Some(Instant::now())),
            _ => None,
        };
        self.shared.say(trouble.clone());
        trouble
    }

    fn write(&mut self, sync: bool) -> io::Result<()> {
        while let Some(act) = self.queue.front() {
            self.log.take(act)?;
            self.queue.pop_front();
        }
        if sync {
            self.log.sync()
        } else {
            self.log.flush()
        }
    }
}
