//! Work on a thread of its own, polled once a frame.

use std::{
    any::Any,
    fmt,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, TryRecvError},
    },
    thread,
};

use serde::{Deserialize, Serialize};

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 while unknown.
    pub total: u64,
}

/// The work stopped by itself, through a mistake in the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{job} stopped: {message}")]
pub struct Crashed {
    /// The job's name.
    pub job: String,
    /// What it said when it stopped.
    pub message: String,
}

/// Work on a thread of its own. Poll it once a frame; drop it to cancel.
///
/// ```
/// use heng::import::Job;
/// let mut job = Job::start("sum", || {}, |_| 1 + 1);
/// let sum = loop {
///     if let Some(outcome) = job.poll() {
///         break outcome;
///     }
///     std::thread::yield_now();
/// };
/// assert_eq!(sum, Ok(2));
/// ```
pub struct Job<T> {
    name: String,
    outcome: Option<Receiver<Result<T, Crashed>>>,
    shared: Arc<Shared>,
}

/// What the work tells of itself while it runs, from any thread.
pub struct Reporter {
    shared: Arc<Shared>,
    wake: Mutex<Box<dyn Fn() + Send>>,
}

/// Seen from both threads.
#[derive(Default)]
struct Shared {
    progress: Mutex<Progress>,
    cancelled: AtomicBool,
}

impl<T: Send + 'static> Job<T> {
    /// Starts work. `wake` is called after every report and at the end, so that whoever polls
    /// looks again.
    ///
    /// Where the system gives no thread, the work is done before this returns.
    pub fn start(
        name: &str,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&Reporter) -> T + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let (sender, receiver) = mpsc::channel();
        let reporter = Reporter {
            shared: Arc::clone(&shared),
            wake: Mutex::new(Box::new(wake)),
        };
        let job = name.to_owned();
        let run = move || {
            let outcome =
                catch_unwind(AssertUnwindSafe(|| work(&reporter))).map_err(|panic| Crashed {
                    job,
                    message: message(panic.as_ref()),
                });
            sender.send(outcome).ok(); // Nobody listens any more: the job was dropped.
            reporter.wake();
        };
        start_or_run(name, run);
        Self {
            name: name.to_owned(),
            outcome: Some(receiver),
            shared,
        }
    }
}

impl<T> Job<T> {
    /// The outcome, once: none while the work goes on and after the outcome was taken. Never waits.
    pub fn poll(&mut self) -> Option<Result<T, Crashed>> {
        match self.outcome.as_ref()?.try_recv() {
            Ok(outcome) => {
                self.outcome = None;
                Some(outcome)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.outcome = None;
                Some(Err(Crashed {
                    job: self.name.clone(),
                    message: String::new(),
                }))
            }
        }
    }

    /// How far the work is.
    pub fn progress(&self) -> Progress {
        *self
            .shared
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the work to stop at its next report. Its outcome can still be polled.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("name", &self.name)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

impl Reporter {
    fn wake(&self) {
        let wake = self.wake.lock().unwrap_or_else(PoisonError::into_inner);
        wake();
    }

    /// Call between units of work; stop on [`ControlFlow::Break`].
    pub fn report(&self, done: u64, total: u64) -> ControlFlow<()> {
        let progress = Progress { done, total };
        *self
            .shared
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = progress;
        self.wake();
        if self.shared.cancelled.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reporter").finish_non_exhaustive()
    }
}

/// Runs on a new thread, or here if there is none to be had.
fn start_or_run(name: &str, run: impl FnOnce() + Send + 'static) {
    // A failed spawn drops its closure, so the work itself stays in a place both sides can reach.
    let waiting = Arc::new(Mutex::new(Some(run)));
    let take = |waiting: &Mutex<Option<_>>| {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    };
    let there = Arc::clone(&waiting);
    let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
        if let Some(run) = take(&there) {
            run();
        }
    });
    if started.is_err()
        && let Some(run) = take(&waiting)
    {
        run();
    }
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> String {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    said.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn wait<T>(job: &mut Job<T>) -> Result<T, Crashed> {
        loop {
            if let Some(outcome) = job.poll() {
                return outcome;
            }
            thread::yield_now();
        }
    }

    #[test]
    fn work_reports_and_wakes() {
        let wakes = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&wakes);
        let (go, gate) = mpsc::channel::<()>();
        let mut job = Job::start(
            "count",
            move || {
                count.fetch_add(1, Ordering::SeqCst);
            },
            move |reporter| {
                let flow = reporter.report(2, 5);
                gate.recv().ok();
                flow.is_continue()
            },
        );
        while job.progress().total == 0 {
            thread::yield_now();
        }
        assert_eq!(job.progress(), Progress { done: 2, total: 5 });
        assert!(job.poll().is_none(), "the work still waits at its gate");
        go.send(()).unwrap();
        assert_eq!(wait(&mut job), Ok(true));
        assert!(job.poll().is_none(), "an outcome is told once");
        while wakes.load(Ordering::SeqCst) < 2 {
            thread::yield_now();
        }
    }

    #[test]
    fn a_panic_is_an_outcome() {
        let mut job = Job::<()>::start("risky", || {}, |_| panic!("row {}", 7));
        let crashed = Crashed {
            job: "risky".to_owned(),
            message: "row 7".to_owned(),
        };
        assert_eq!(wait(&mut job), Err(crashed));
    }

    #[test]
    fn cancelled_or_dropped_work_is_told_to_stop() {
        let until_stopped = |reporter: &Reporter| {
            while reporter.report(0, 0).is_continue() {
                thread::yield_now();
            }
            "stopped"
        };
        let mut job = Job::start("long", || {}, until_stopped);
        job.cancel();
        assert_eq!(wait(&mut job), Ok("stopped"));

        let (told, hear) = mpsc::channel();
        let job = Job::start(
            "long",
            || {},
            move |reporter| {
                until_stopped(reporter);
                told.send(()).ok();
            },
        );
        drop(job);
        assert_eq!(hear.recv(), Ok(()));
    }
}
