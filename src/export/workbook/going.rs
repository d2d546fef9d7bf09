//! How far an export is, and whether it is to go on.

use std::ops::ControlFlow;

use crate::{export::ExportError, import::Progress};

/// Is told how far an export is, and stops it by answering [`ControlFlow::Break`].
pub type GoOn<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// Counts the steps of an export. While sheets are planned it is not known how many there will be;
/// then every row written is a step.
pub(super) struct Going<'a> {
    go_on: &'a mut GoOn<'a>,
    progress: Progress,
    is_stopped: bool,
}

impl<'a> Going<'a> {
    pub(super) fn new(go_on: &'a mut GoOn<'a>) -> Self {
        let progress = Progress::default();
        Self {
            go_on,
            progress,
            is_stopped: false,
        }
    }

    /// Asks whether to go on, without a step done; once stopped, without asking again.
    pub(super) fn on(&mut self) -> Result<(), ExportError> {
        self.is_stopped = self.is_stopped || (self.go_on)(self.progress).is_break();
        if self.is_stopped {
            Err(ExportError::Stopped)
        } else {
            Ok(())
        }
    }

    /// A step is done.
    pub(super) fn step(&mut self) -> Result<(), ExportError> {
        self.progress.done += 1;
        self.on()
    }

    /// From now on so many steps are left.
    pub(super) fn count(&mut self, total: usize) {
        self.progress.done = 0;
        self.progress.total = u64::try_from(total).unwrap_or(u64::MAX);
    }
}
