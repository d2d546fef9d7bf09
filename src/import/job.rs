//! Work on a thread of its own, polled once a frame.

use serde::{Deserialize, Serialize};

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 while unknown.
    pub total: u64,
}

/// Work on a thread of its own. Poll it once a frame; drop it to cancel.
#[derive(Debug)]
pub struct Job<T> {
    _done: Option<T>,
}
