//! A file whose replacement a power cut interrupted, where the system replaces files in two steps.

use std::path::Path;

use super::replace::UNFINISHED;
use crate::project::disk::{Disk, beside, folder_of};

/// Gives the former file its name back, if saving had taken it and was cut off before the new one had
/// it: nothing has the name, the backup is there, and so is a new file. A file that a person removed
/// leaves no new one beside it.
pub(super) fn put_back(disk: &dyn Disk, path: &Path) {
    let is_file = |path: &Path| disk.facts(path).is_ok_and(|it| !it.is_folder);
    let backup = beside(path, ".bak");
    if is_file(path) || !is_file(&backup) {
        return;
    }
    let beside = disk.list(folder_of(path)).unwrap_or_default();
    if beside.iter().any(|name| name.starts_with(UNFINISHED)) {
        disk.rename(&backup, path).ok(); // What opening says then tells that nothing is there.
    }
}
