//! Projects as plain folders.

use std::{fs, path::Path, sync::Arc};

use heng::project::{
    Document,
    disk::{Disk, RealDisk},
    file::{
        folder::{FolderError, Gathered, Written, from_folder, to_folder},
        lock::{Foreign, Lock, Owner},
        open, save,
    },
};

use crate::file::{document, names, packed, parts_of, titled, with_strangers};

/// A saved project and the folder it became.
struct Both {
    around: tempfile::TempDir,
    document: Document,
}

impl Both {
    fn new() -> Self {
        let (around, document) = (tempfile::tempdir().unwrap(), document());
        let both = Self { around, document };
        save(&both.document, &both.project()).unwrap();
        both.to().unwrap();
        both
    }

    fn project(&self) -> std::path::PathBuf {
        self.around.path().join("a.heng")
    }

    fn folder(&self) -> std::path::PathBuf {
        self.around.path().join("plain")
    }

    fn to(&self) -> Result<Written, FolderError> {
        to_folder(&self.project(), &self.folder())
    }

    fn from(&self) -> Result<Gathered, FolderError> {
        from_folder(&self.folder(), &self.project())
    }

    /// The file of values of the first variable.
    fn values(&self) -> String {
        let dataset = &self.document.datasets[0];
        format!("panel/{}/{}.csv", dataset.id.0, dataset.variables[0].id.0)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder().join(name), text).unwrap();
    }

    /// The project is refused because of one file of its folder, and is what it was.
    fn refused(&self, part: &str) -> String {
        let error = self.from().unwrap_err();
        assert_eq!(open(&self.project()).unwrap(), self.document);
        match error {
            FolderError::Part {
                part: told, reason, ..
            } if told == part => reason,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_project_becomes_a_folder_and_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (path, plain) = (folder.path().join("a.heng"), folder.path().join("plain"));
    with_strangers(&path);
    to_folder(&path, &plain).unwrap();
    assert_eq!(fs::read(plain.join("notes.txt")).unwrap(), b"stranger");
    assert!(!folder.path().join("evil.txt").exists());
    let back = folder.path().join("b.heng");
    from_folder(&plain, &back).unwrap();
    assert_eq!(open(&back).unwrap(), document());
    let mut expected = names(&fs::read(&path).unwrap());
    expected.retain(|it| !it.contains(".."));
    let mut there = names(&fs::read(&back).unwrap());
    expected.sort();
    there.sort();
    assert_eq!(there, expected);

    // One changed value is one changed line, and a variable that is gone takes its file along.
    let before = fs::read_to_string(plain.join("document.json")).unwrap();
    let mut changed = titled(&document());
    let dataset = Arc::make_mut(&mut changed.datasets[0]);
    let variable = dataset.variables[0].id;
    dataset.panel.remove_variable(variable);
    save(&changed, &path).unwrap();
    to_folder(&path, &plain).unwrap();
    let after = fs::read_to_string(plain.join("document.json")).unwrap();
    let differing = before
        .lines()
        .zip(after.lines())
        .filter(|(a, b)| a != b)
        .count();
    assert_eq!(differing, 1);
    assert!(!plain.join(format!("panel/1/{}.csv", variable.0)).exists());
    assert!(plain.join("notes.txt").exists(), "not ours to remove");

    let full = folder.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("letter.txt"), "x").unwrap();
    assert!(matches!(
        to_folder(&path, &full),
        Err(FolderError::NotEmpty { .. })
    ));
    assert!(from_folder(&full, &back).is_err());
    assert_eq!(open(&back).unwrap(), document());
}

#[test]
fn an_unchanged_folder_gives_the_bytes_of_a_fresh_save() {
    let both = Both::new();
    let bytes = fs::read(both.project()).unwrap();
    let again = both.to().unwrap();
    assert_eq!((again.changed, again.removed), (vec![], vec![]));
    let same = both.from().unwrap();
    assert_eq!((same.changed, same.backup), (Some(vec![]), None));
    fs::remove_file(both.project()).unwrap();
    let fresh = both.from().unwrap();
    assert_eq!((&fresh.document, fresh.changed), (&both.document, None));
    assert_eq!(fs::read(both.project()).unwrap(), bytes);
    assert!(both.text("document.json").ends_with("}\n"));
    assert!(!both.text("manifest.json").contains(&both.values()));
}

#[test]
fn what_a_person_changes_in_the_folder_counts() {
    let both = Both::new();
    let changed = both.text("document.json").replacen(
        &format!("{:?}", both.document.title),
        "\"改过的标题\"",
        1,
    );
    both.write("document.json", &changed);
    let rows = both.text(&both.values());
    let (header, _) = rows.split_once('\n').unwrap();
    let unit = both.document.datasets[0].units[0].id;
    let row = format!("{}{}", unit.0, ",0.1".repeat(header.matches(',').count()));
    // As an editor on Windows leaves it.
    both.write(&both.values(), &format!("{header}\r\n{row}\r\n"));
    let gathered = both.from().unwrap();
    let expected = vec!["document.json".to_owned(), both.values()];
    assert_eq!(gathered.changed, Some(expected));
    assert_eq!(open(&gathered.backup.unwrap()).unwrap(), both.document);
    let read = open(&both.project()).unwrap();
    assert_eq!(read.title, "改过的标题");
    let dataset = &read.datasets[0];
    let series = dataset.panel.series(dataset.variables[0].id).unwrap();
    assert!(series.values().all(|it| it.get(0) == Some(0.1)));

    let written = both.to().unwrap();
    assert_eq!(written.changed, [both.values()], "as this program writes");
}

#[test]
fn what_makes_no_sense_in_the_folder_is_told_with_its_file() {
    let both = Both::new();
    let name = both.values();
    let good = both.text(&name);
    let (header, rest) = good.split_once('\n').unwrap();
    let unit = both.document.datasets[0].units[0].id.0;
    let empty = ",".repeat(header.matches(',').count() - 1);
    for (row, told) in [
        (format!("{unit},inf{empty}"), "inf"),
        (format!("{unit},1e999{empty}"), "1e999"),
        (format!("{unit},NaN{empty}"), "NaN"),
        (format!("{unit},<<<<<<< HEAD{empty}"), "HEAD"),
        (format!("{unit},1{empty}\n{unit},2{empty}"), "second row"),
        (format!("99999,1{empty}"), "no unit"),
    ] {
        both.write(&name, &format!("{header}\n{row}\n"));
        let reason = both.refused(&name);
        assert!(reason.contains(told), "{reason}");
    }
    let period = header.split(',').nth(1).unwrap();
    both.write(&name, &format!("{header},{period}\n"));
    assert!(both.refused(&name).contains("twice"));
    both.write(&name, &format!("{header}\n{rest}"));
    both.write("document.json", "{\n  \"title\": 衡\n}");
    assert!(both.refused("document.json").contains("line 2"));
}

#[test]
fn a_variable_whose_file_is_gone_is_told() {
    let both = Both::new();
    fs::remove_file(both.folder().join(both.values())).unwrap();
    let dataset = &both.document.datasets[0];
    let gathered = both.from().unwrap();
    let missing = (dataset.id, dataset.variables[0].id);
    assert!(gathered.without_values.contains(&missing));
}

#[test]
fn a_folder_that_is_cut_short_is_no_project_until_it_is_written_again() {
    let both = Both::new();
    let whole = both.text("manifest.json");
    let cut = whole.replacen('{', "{ \"unfinished\": true,", 1);
    both.write("manifest.json", &cut);
    assert!(matches!(both.from(), Err(FolderError::Unfinished { .. })));
    assert_eq!(both.to().unwrap().changed, Vec::<String>::new());
    assert_eq!(both.text("manifest.json"), whole);
    both.from().unwrap();
}

#[test]
fn folders_of_others_stay_as_they_are() {
    let both = Both::new();
    let other = both.around.path().join("other");
    for (name, text) in [
        ("manifest.json", "{\"name\": \"an extension\"}"),
        ("CON", "not even a name of a part"),
    ] {
        fs::create_dir(&other).unwrap();
        fs::write(other.join(name), text).unwrap();
        let refused = to_folder(&both.project(), &other);
        assert!(matches!(refused, Err(FolderError::NotEmpty { .. })));
        assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
        let refused = from_folder(&other, &both.project());
        assert!(matches!(refused, Err(FolderError::NotAProject { .. })));
        fs::remove_dir_all(&other).unwrap();
    }
    // What version control keeps is nobody's part.
    fs::create_dir_all(other.join(".git")).unwrap();
    fs::write(other.join(".git/HEAD"), "x").unwrap();
    to_folder(&both.project(), &other).unwrap();
    from_folder(&other, &both.project()).unwrap();
    assert_eq!(open(&both.project()).unwrap(), both.document);
}

#[test]
fn a_project_file_in_its_own_folder_is_refused() {
    let both = Both::new();
    let inside = both.folder().join("a.heng");
    let refused = from_folder(&both.folder(), &inside);
    assert!(matches!(refused, Err(FolderError::Inside { .. })));
    fs::copy(both.project(), &inside).unwrap();
    let refused = to_folder(&inside, &both.folder());
    assert!(matches!(refused, Err(FolderError::Inside { .. })));
}

#[test]
fn parts_that_no_folder_can_hold_are_refused() {
    let both = Both::new();
    for name in [".hidden", "x/.hidden/y", "Document.json"] {
        let mut parts = parts_of(&fs::read(both.project()).unwrap());
        parts.push((name.to_owned(), b"x".to_vec()));
        let path = both.around.path().join("b.heng");
        fs::write(&path, packed(&parts)).unwrap();
        let refused = to_folder(&path, &both.around.path().join("new"));
        assert!(
            matches!(&refused, Err(FolderError::Unfit { part }) if part == name),
            "{name}: {refused:?}"
        );
    }
    assert!(!both.around.path().join("new").exists());
}

#[test]
fn a_project_that_is_open_elsewhere_is_not_replaced() {
    let both = Both::new();
    both.write("notes.txt", "new");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let owner = Owner::this(&*disk);
    let held = Lock::take(&disk, &both.project(), &owner, Foreign::Respect).unwrap();
    assert!(matches!(both.from(), Err(FolderError::Locked(_))));
    drop(held);
    both.from().unwrap();
    let parts = names(&fs::read(both.project()).unwrap());
    assert!(parts.contains(&"notes.txt".to_owned()));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let both = Both::new();
    let outside = both.around.path().join("outside");
    fs::create_dir(&outside).unwrap();
    let panel = both.folder().join("panel/1");
    let moved = outside.join("panel");
    fs::rename(&panel, &moved).unwrap();
    symlink(&moved, &panel).unwrap();
    let before = listed(&moved);
    save(&titled(&both.document), &both.project()).unwrap();
    for refused in [both.to().err(), both.from().err()] {
        assert!(
            matches!(refused, Some(FolderError::Link { .. })),
            "{refused:?}"
        );
    }
    assert_eq!(listed(&moved), before);
}

/// The names and sizes of files.
#[cfg(unix)]
fn listed(folder: &Path) -> Vec<(std::ffi::OsString, u64)> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap());
    let mut files: Vec<_> = entries
        .map(|it| (it.file_name(), it.metadata().unwrap().len()))
        .collect();
    files.sort();
    files
}
