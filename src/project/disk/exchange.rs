//! One file put in the place of another by a call of the system that keeps the former under a second
//! name, as Windows has it in `ReplaceFileW`. Here is when to ask again, and what to do where the
//! call stops halfway; the call itself is `windows.rs`.
//!
//! The call gives the former file its second name first, and then the new one its name. What it
//! says when it fails, by Microsoft's documentation of `ReplaceFileW` (where a second name is given):
//!
//! | number | name | under which names the files are then |
//! |---|---|---|
//! | 1175 | `ERROR_UNABLE_TO_REMOVE_REPLACED` | both under their own |
//! | 1176 | `ERROR_UNABLE_TO_MOVE_REPLACEMENT` | both under their own |
//! | 1177 | `ERROR_UNABLE_TO_MOVE_REPLACEMENT_2` | the new one under its own, the former under the second name |
//! | any other | | both under their own |
//!
//! It is not relied on: what is done next follows from whether a file stands under the name.

use std::{fmt, io, time::Duration};

/// How long another program may hold a file that is to be replaced, such as a scanner for viruses:
/// the waits between attempts, in milliseconds.
pub(super) const PATIENCE: [u64; 6] = [10, 20, 50, 100, 300, 700];

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchanged {
    /// The new file has the name, the former one the second name.
    Done,
    /// Nothing was done: the system, or the disk, has no such call.
    NotHere,
}

/// Why a file was not put in the place of another.
#[derive(Debug)]
pub struct NotExchanged {
    /// What the system says.
    pub error: io::Error,
    /// Where the files are.
    pub left: Left,
}

/// Where files are that did not change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Each under its own name.
    AsBefore,
    /// None under the name: the new one under its own, the former under the second name.
    Apart,
}

impl fmt::Display for NotExchanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// What is asked of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Both changes of names in one call.
    Replace,
    /// The new file gets the name, which nobody has.
    MoveIn,
    /// The former file gets its name back, which nobody has.
    PutBack,
}

/// What to do after the call was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Wait for the program that holds a file, and ask again.
    Again,
    /// The same; if it does not help, another way may: rights that only this call needs are missing.
    AgainThenOtherWay,
    /// Replace the file in another way.
    OtherWay,
    /// Nobody has the name: give it to the new file.
    MoveIn,
    /// Leave all as it is.
    GiveUp,
}

/// What a refusal means, by its number and whether a file still has the name.
fn next(number: Option<i32>, stands: bool) -> Next {
    match number {
        _ if !stands => Next::MoveIn,
        // A sharing or lock violation; a part of the file mapped into memory; see the table above.
        Some(32 | 33 | 1224 | 1175..=1177) => Next::Again,
        // Access denied: also what is said of a file that is about to be deleted, and where the
        // lists of rights may not be read.
        Some(5) => Next::AgainThenOtherWay,
        // No such function, not supported, an invalid parameter, another volume: disks of networks.
        Some(1 | 17 | 50 | 87) => Next::OtherWay,
        _ => Next::GiveUp,
    }
}

/// Puts the new file in place. `stands` tells whether a file has the name at the moment.
pub(super) fn exchange(
    mut act: impl FnMut(Step) -> io::Result<()>,
    stands: impl Fn() -> bool,
    wait: impl Fn(Duration),
) -> Result<Exchanged, NotExchanged> {
    let mut waits = PATIENCE.iter();
    loop {
        let Err(error) = act(Step::Replace) else {
            return Ok(Exchanged::Done);
        };
        let next = next(error.raw_os_error(), stands());
        match (next, waits.next()) {
            (Next::Again | Next::AgainThenOtherWay, Some(&pause)) => {
                wait(Duration::from_millis(pause));
            }
            (Next::AgainThenOtherWay, None) | (Next::OtherWay, _) => return Ok(Exchanged::NotHere),
            (Next::MoveIn, _) => return move_in(act, wait),
            (Next::Again, None) | (Next::GiveUp, _) => {
                let left = Left::AsBefore;
                return Err(NotExchanged { error, left });
            }
        }
    }
}

/// Ends what the call left halfway: forward if that can be, else back.
fn move_in(
    mut act: impl FnMut(Step) -> io::Result<()>,
    wait: impl Fn(Duration),
) -> Result<Exchanged, NotExchanged> {
    let Err(error) = insist(|| act(Step::MoveIn), &wait) else {
        return Ok(Exchanged::Done);
    };
    let left = match insist(|| act(Step::PutBack), &wait) {
        Ok(()) => Left::AsBefore,
        Err(_) => Left::Apart,
    };
    Err(NotExchanged { error, left })
}

/// Asks again for as long as there is patience, whatever the reason.
fn insist(mut act: impl FnMut() -> io::Result<()>, wait: impl Fn(Duration)) -> io::Result<()> {
    for pause in PATIENCE {
        if act().is_ok() {
            return Ok(());
        }
        wait(Duration::from_millis(pause));
    }
    act()
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, collections::BTreeMap};

    use super::*;

    /// Two files, as a system has them that answers each call with the next of these numbers; 0 is
    /// success.
    struct System {
        /// What the names `target`, `new` and `backup` stand for.
        names: RefCell<BTreeMap<&'static str, &'static str>>,
        answers: RefCell<Vec<i32>>,
        waited: RefCell<usize>,
    }

    impl System {
        fn answering(answers: &[i32]) -> Self {
            Self {
                names: RefCell::new([("target", "old"), ("new", "new")].into()),
                answers: RefCell::new(answers.iter().rev().copied().collect()),
                waited: RefCell::new(0),
            }
        }

        fn give(&self, from: &'static str, to: &'static str) {
            let mut names = self.names.borrow_mut();
            if let Some(file) = names.remove(from) {
                names.insert(to, file);
            }
        }

        fn act(&self, step: Step) -> io::Result<()> {
            let answer = self.answers.borrow_mut().pop().unwrap_or(0);
            match (step, answer) {
                (Step::Replace, 0 | 1177) => self.give("target", "backup"),
                (Step::PutBack, 0) => self.give("backup", "target"),
                _ => {}
            }
            if answer != 0 {
                return Err(io::Error::from_raw_os_error(answer));
            }
            if step != Step::PutBack {
                self.give("new", "target");
            }
            Ok(())
        }

        fn exchange(&self) -> Result<Exchanged, (Option<i32>, Left)> {
            let stands = || self.names.borrow().contains_key("target");
            let done = exchange(
                |step| self.act(step),
                stands,
                |_| *self.waited.borrow_mut() += 1,
            );
            done.map_err(|refused| (refused.error.raw_os_error(), refused.left))
        }

        fn named(&self, name: &str) -> Option<&'static str> {
            self.names.borrow().get(name).copied()
        }
    }

    /// Whatever was answered: neither file is lost, and under the name is what is told.
    fn check(answers: &[i32], expected: Result<Exchanged, (Option<i32>, Left)>, waits: usize) {
        let system = System::answering(answers);
        assert_eq!(system.exchange(), expected, "{answers:?}");
        let target = match expected {
            Ok(Exchanged::Done) => Some("new"),
            Ok(Exchanged::NotHere) | Err((_, Left::AsBefore)) => Some("old"),
            Err((_, Left::Apart)) => None,
        };
        assert_eq!(system.named("target"), target, "{answers:?}");
        let mut files: Vec<&str> = system.names.borrow().values().copied().collect();
        files.sort_unstable();
        assert_eq!(files, ["new", "old"], "{answers:?}");
        assert_eq!(*system.waited.borrow(), waits, "{answers:?}");
    }

    #[test]
    fn each_refusal_has_its_outcome() {
        let done = Ok(Exchanged::Done);
        let refused = |number, left| Err((Some(number), left));
        check(&[], done, 0);
        // Another program holds a file, for a moment or for good.
        for held in [5, 32, 33, 1175, 1176, 1224] {
            check(&[held, held, 0], done, 2);
        }
        for held in [32, 33, 1175, 1176, 1224] {
            check(&[held; 7], refused(held, Left::AsBefore), 6);
        }
        // Rights that this call alone needs may be missing, or the disk does not know it.
        check(&[5; 7], Ok(Exchanged::NotHere), 6);
        for unknown in [1, 17, 50, 87] {
            check(&[unknown], Ok(Exchanged::NotHere), 0);
        }
        // A full or a write-protected disk.
        for final_one in [19, 112] {
            check(&[final_one], refused(final_one, Left::AsBefore), 0);
        }
    }

    #[test]
    fn what_stops_halfway_goes_forward_or_back_or_is_told() {
        let refused = |left| Err((Some(32), left));
        check(&[1177], Ok(Exchanged::Done), 0);
        check(&[1177, 32, 32], Ok(Exchanged::Done), 2);
        let mut answers = vec![1177];
        answers.extend([32; 7]);
        check(&answers, refused(Left::AsBefore), 6);
        answers.extend([5; 7]);
        check(&answers, refused(Left::Apart), 12);
    }
}
