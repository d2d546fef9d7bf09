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
}

impl<'a> Going<'a> {
    pub(super) fn new(go_on: &'a mut GoOn<'a>) -> Self {
        let progress = Progress::default();
        Self { go_on, progress }
    }

    /// Asks whether to go on, without a step done.
    pub(super) fn on(&mut self) -> Result<(), ExportError> {
        match (self.go_on)(self.progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExportError::Stopped),
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
