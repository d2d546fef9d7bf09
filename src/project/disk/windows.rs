//! The two calls of Windows that change the names of files as saving needs it, which the standard
//! library does not have.

use std::{io, iter, os::windows::ffi::OsStrExt as _, path::Path, ptr};

use super::exchange::Step;

/// `REPLACEFILE_IGNORE_MERGE_ERRORS` and `REPLACEFILE_IGNORE_ACL_ERRORS`: attributes that cannot be
/// taken over are no reason not to save. `REPLACEFILE_WRITE_THROUGH` is not supported, as its
/// documentation says.
const IGNORE_ATTRIBUTES: u32 = 0x2 | 0x4;

/// `MOVEFILE_WRITE_THROUGH`: done when it is on the disk. Without `MOVEFILE_REPLACE_EXISTING`, so
/// that a file that came meanwhile stays.
const WRITE_THROUGH: u32 = 0x8;

/// The longest path that these calls take as it is.
const LONGEST: usize = 247;

/// Asks the system for one step.
#[expect(
    unsafe_code,
    reason = "the standard library cannot replace a file and keep the former one in one call"
)]
pub(super) fn act(step: Step, new: &Path, target: &Path, backup: &Path) -> io::Result<()> {
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn ReplaceFileW(
            replaced: *const u16,
            replacement: *const u16,
            backup: *const u16,
            flags: u32,
            exclude: *const core::ffi::c_void,
            reserved: *const core::ffi::c_void,
        ) -> i32;
        fn MoveFileExW(from: *const u16, to: *const u16, flags: u32) -> i32;
    }

    let (new, target, backup) = (wide(new)?, wide(target)?, wide(backup)?);
    let move_file = |from: &[u16], to: &[u16]| {
        // SAFETY: both are texts that end with a zero and live longer than the call.
        unsafe { MoveFileExW(from.as_ptr(), to.as_ptr(), WRITE_THROUGH) }
    };
    let done = match step {
        Step::MoveIn => move_file(&new, &target),
        Step::PutBack => move_file(&backup, &target),
        // SAFETY: the three are texts that end with a zero and live longer than the call; the last
        // two arguments are reserved and must be null.
        Step::Replace => unsafe {
            ReplaceFileW(
                target.as_ptr(),
                new.as_ptr(),
                backup.as_ptr(),
                IGNORE_ATTRIBUTES,
                ptr::null(),
                ptr::null(),
            )
        },
    };
    if done == 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

/// A path as the system takes it, with a zero at its end; a long one in the form that has no limit.
fn wide(path: &Path) -> io::Result<Vec<u16>> {
    let path = std::path::absolute(path)?;
    let mut units: Vec<u16> = path.as_os_str().encode_wide().collect();
    let ascii = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let share = ascii(r"\\");
    if units.len() > LONGEST && !units.starts_with(&ascii(r"\\?\")) {
        let long = match units.strip_prefix(share.as_slice()) {
            Some(rest) => [&ascii(r"\\?\UNC\"), rest].concat(),
            None => [&ascii(r"\\?\"), units.as_slice()].concat(),
        };
        units = long;
    }
    if units.contains(&0) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    units.extend(iter::once(0));
    Ok(units)
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, fs, os::windows::fs::OpenOptionsExt as _};

    use super::{
        super::exchange::{Exchanged, exchange},
        *,
    };

    #[test]
    fn the_system_replaces_moves_and_refuses() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (new, target, backup) = (at("新.new"), at("指数.heng"), at("指数.heng.bak"));
        let asked = |step| act(step, &new, &target, &backup);
        let text = |path: &Path| fs::read_to_string(path).ok();
        fs::write(&new, "1").unwrap();
        assert_eq!(
            asked(Step::Replace).unwrap_err().raw_os_error(),
            Some(2),
            "nothing to replace"
        );
        asked(Step::MoveIn).unwrap();
        for (round, before) in [("2", "1"), ("3", "2")] {
            fs::write(&new, round).unwrap();
            asked(Step::Replace).unwrap();
            let there = (text(&target), text(&backup), text(&new));
            let expected = (Some(round.to_owned()), Some(before.to_owned()), None);
            assert_eq!(there, expected);
        }
        fs::write(&new, "4").unwrap();
        assert!(asked(Step::MoveIn).is_err(), "the name is taken");
        assert_eq!(text(&target).as_deref(), Some("3"));
        fs::remove_file(&target).unwrap();
        asked(Step::PutBack).unwrap();
        assert_eq!(text(&target).as_deref(), Some("2"));
    }

    #[test]
    fn a_file_that_another_program_holds_is_replaced_when_it_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (new, target, backup) = (at("a.new"), at("a.heng"), at("a.heng.bak"));
        for held in [&target, &new] {
            fs::write(&new, "2").unwrap();
            fs::write(&target, "1").unwrap();
            let hold = |path| fs::OpenOptions::new().read(true).share_mode(0).open(path);
            let holder = RefCell::new(Some(hold(held).unwrap()));
            let refused = RefCell::new(Vec::new());
            let done = exchange(
                |step| {
                    let done = act(step, &new, &target, &backup);
                    done.inspect_err(|it| refused.borrow_mut().push(it.raw_os_error()))
                },
                || fs::symlink_metadata(&target).is_ok(),
                |_| drop(holder.borrow_mut().take()),
            );
            assert_eq!(done.unwrap(), Exchanged::Done, "{refused:?}");
            assert_eq!(refused.into_inner(), [Some(32)], "a sharing violation");
            assert_eq!(fs::read_to_string(&target).unwrap(), "2");
            assert_eq!(fs::read_to_string(&backup).unwrap(), "1");
        }
    }

    #[test]
    fn long_paths_have_no_limit() {
        let long = format!(r"C:\{}\a", "x".repeat(300));
        let told = |path: &str| {
            let units = wide(Path::new(path)).unwrap();
            String::from_utf16(units.strip_suffix(&[0]).unwrap()).unwrap()
        };
        assert_eq!(told(&long), format!(r"\\?\{long}"));
        assert_eq!(told(r"C:\a"), r"C:\a");
        let share = format!(r"\\host\share\{}", "x".repeat(300));
        assert_eq!(told(&share), format!(r"\\?\UNC\{}", &share[2..]));
    }
}
