//! Files under a password: asked for, tried, put off.

use std::mem;

use super::{Arrival, Arrivals, Asking, FileId, State};
use crate::import::Password;

/// So many passwords are tried on a file before a person is asked.
const TRIED: usize = 8;

impl Arrivals {
    /// Asks for the password of a file.
    pub(in crate::app) fn ask_password(&mut self, file: FileId) {
        self.asking = Some(Asking {
            file,
            typed: String::new(),
            shown: false,
            focused: false,
        });
    }

    /// Whether the last password of the file that is asked about was wrong, and its name.
    pub(in crate::app) fn asked(&self) -> Option<(&str, bool)> {
        let id = self.asking.as_ref()?.file;
        let file = self.files.iter().find(|file| file.id == id)?;
        match file.state {
            State::Locked { wrong } => Some((&file.name, wrong)),
            _ => None,
        }
    }

    /// Tries the password that was typed.
    pub(in crate::app) fn unlock(&mut self, password: Password) {
        let Some(asking) = self.asking.take() else {
            return;
        };
        if let Some(file) = self.files.iter_mut().find(|file| file.id == asking.file) {
            file.options.password = Some(password);
            file.typed = true;
            file.state = State::Waiting;
        }
    }

    /// The question for a password is put off; of a single file nothing is left.
    pub(in crate::app) fn leave_locked(&mut self) {
        self.asking = None;
        self.declined = true;
        if !self.are_listed() {
            self.clear();
        }
    }

    /// A password that opened a file is tried on those that are still locked.
    pub(super) fn opened(&mut self, at: usize) {
        let of = |file: &Arrival| file.options.password.clone();
        let Some(password) = self.files.get(at).and_then(of) else {
            return;
        };
        self.passwords.retain(|known| *known != password);
        self.passwords.insert(0, password.clone());
        self.passwords.truncate(TRIED);
        let asked = self.asking.as_ref().map(|asking| asking.file);
        for file in &mut self.files {
            let locked = matches!(file.state, State::Locked { .. });
            // Nobody's typing is taken away.
            if locked && asked != Some(file.id) && !file.tried.contains(&password) {
                file.options.password = Some(password.clone());
                file.typed = false;
                file.state = State::Waiting;
            }
        }
    }

    /// A known password is tried on a locked file; a person is asked when there is none left.
    pub(super) fn locked(&mut self, at: usize, given: bool) {
        let Some(file) = self.files.get_mut(at) else {
            return;
        };
        let wrong = mem::take(&mut file.typed) && (given || file.options.password.is_some());
        file.tried.extend(file.options.password.take());
        let untried = |known: &&Password| !file.tried.contains(known);
        if let Some(known) = self.passwords.iter().find(untried).filter(|_| !wrong) {
            file.options.password = Some(known.clone());
            file.state = State::Waiting;
            return;
        }
        file.state = State::Locked { wrong };
        let id = file.id;
        if self.asking.is_none() && (wrong || !self.declined) {
            self.ask_password(id);
        }
    }
}
