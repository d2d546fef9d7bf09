//! Parts that this program does not know, newer formats, and damage.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    ops::ControlFlow,
    path::Path,
    sync::{Arc, Mutex},
};

use heng::project::{
    Document, Edit,
    disk::{RealDisk, simulated::Dice},
    file::{
        IfChanged, KeepError, Left, OpenError, ProjectFile, folder::to_folder, open, peek,
        read_damaged, read_parts, save, write_parts,
    },
};

use crate::proof::start;

pub(crate) fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len())
        .map(part)
        .collect()
}

pub(crate) fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(crate) fn document() -> Document {
    start(&mut Dice::new(1))
}

pub(crate) fn titled(document: &Document) -> Document {
    let title = "changed".to_owned();
    Edit::SetTitle { title }.apply(document).unwrap()
}

/// A project with parts from elsewhere, one of which leads out of a folder.
pub(crate) fn with_strangers(path: &Path) {
    let mut parts = parts_of(&write_parts(&document()).unwrap());
    for name in ["sources/原表.xlsx", "notes.txt", "../../evil.txt"] {
        parts.push((name.to_owned(), b"stranger".to_vec()));
    }
    fs::write(path, packed(&parts)).unwrap();
}

pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    parts_of(bytes).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn parts_of_others_survive_a_rewrite_and_unchanged_ones_are_as_if_packed_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    with_strangers(&path);
    let (document, mut file) = ProjectFile::open(Arc::new(RealDisk), &path).unwrap();
    let changed = titled(&document);
    file.save(&changed, IfChanged::Refuse).unwrap();
    let bytes = fs::read(&path).unwrap();
    let there = names(&bytes);
    assert!(
        there.iter().any(|it| it == "sources/原表.xlsx")
            && there.iter().any(|it| it == "notes.txt")
    );
    assert!(there.iter().all(|it| !it.contains("..")), "{there:?}");
    assert_eq!(open(&path).unwrap(), changed);
    let other = folder.path().join("b.heng");
    file.save_as(&other, &changed, IfChanged::Refuse).unwrap();
    assert_eq!(fs::read(&other).unwrap(), bytes, "packed anew");
    assert_eq!(file.path(), other);
}

/// As the two changes of names of Windows leave it when the power goes off between them.
#[test]
fn reading_a_file_whose_replacement_was_cut_off_gives_it_its_name_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let backup = folder.path().join("a.heng.bak");
    save(&document(), &backup).unwrap();
    assert!(matches!(open(&path), Err(OpenError::Unreadable { .. })));
    fs::write(folder.path().join(".heng-saving-1-0"), b"half").unwrap();
    assert_eq!(open(&path).unwrap(), document());
    assert!(path.exists() && !backup.exists());
}

#[test]
fn a_newer_project_that_can_be_read_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let mut parts = parts_of(&write_parts(&document()).unwrap());
    let manifest = String::from_utf8(parts[0].1.clone()).unwrap();
    parts[0].1 = manifest
        .replace("\"format\": 0", "\"format\": 7")
        .into_bytes();
    fs::write(&path, packed(&parts)).unwrap();
    let before = fs::read(&path).unwrap();
    let (read, mut file) = ProjectFile::open(Arc::new(RealDisk), &path).unwrap();
    assert_eq!((&read, file.newer_format()), (&document(), Some(7)));
    let error = file.save(&read, IfChanged::Overwrite).unwrap_err();
    assert!(matches!(error, KeepError::NewerFormat { format: 7, .. }));
    assert_eq!(fs::read(&path).unwrap(), before);
    file.save_as(&folder.path().join("b.heng"), &read, IfChanged::Refuse)
        .unwrap();
    assert!(to_folder(&path, &folder.path().join("c")).is_err());
}

#[test]
fn a_project_tells_what_it_is_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let document = document();
    save(&document, &path).unwrap();
    let told = peek(&path).unwrap();
    let set = &document.datasets[0];
    assert_eq!(told.title, document.title);
    assert_eq!(
        (told.units, told.variables),
        (set.units.len(), set.variables.len())
    );
    assert_eq!(told.index.as_deref(), Some("Index"));
    assert_eq!(told.length, fs::metadata(&path).unwrap().len());
    let mut parts = parts_of(&fs::read(&path).unwrap());
    let text = parts.iter_mut().find(|it| it.0 == "document.json").unwrap();
    text.1.push(b' ');
    fs::write(&path, packed(&parts)).unwrap();
    assert_eq!(peek(&path), None, "its checksum differs");
    fs::write(&path, b"PK").unwrap();
    assert_eq!(peek(&path), None);
}

#[test]
fn opening_is_watched_part_by_part_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let document = document();
    save(&document, &path).unwrap();
    let seen = Mutex::new(Vec::new());
    let watch = |done, total| {
        seen.lock().unwrap().push((done, total));
        ControlFlow::Continue(())
    };
    let disk = || Arc::new(RealDisk);
    let (read, _) = ProjectFile::open_watched(disk(), &path, &watch).unwrap();
    assert_eq!(read, document);
    let mut seen = seen.into_inner().unwrap();
    seen.sort_unstable();
    let total = document.datasets[0].variables.len() as u64;
    let expected: Vec<(u64, u64)> = (0..total).map(|it| (it, total)).collect();
    assert_eq!(seen, expected);
    let stop = |done, _| {
        if done == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = ProjectFile::open_watched(disk(), &path, &stop);
    assert!(matches!(stopped, Err(OpenError::Stopped { .. })));
}

#[test]
fn a_damaged_project_opens_as_far_as_it_goes() {
    let document = document();
    let bytes = write_parts(&document).unwrap();
    assert_eq!(
        read_damaged("f", &bytes).unwrap(),
        (document.clone(), Vec::new())
    );
    let parts = parts_of(&bytes);

    // One part is gone, one breaks off in its third row, one was changed.
    let mut damaged = parts.clone();
    let text = String::from_utf8(damaged[3].1.clone()).unwrap();
    let rows: Vec<&str> = text.split_inclusive('\n').take(3).collect();
    damaged[3].1 = format!("{}9,x,", rows.concat()).into_bytes();
    damaged[4].1 = String::from_utf8(damaged[4].1.clone())
        .unwrap()
        .replacen(',', ",1", 1)
        .into_bytes();
    let gone = damaged.remove(2).0;
    let (read, losses) = read_damaged("f", &packed(&damaged)).unwrap();
    let left = |name: &str| {
        losses
            .iter()
            .find(|it| it.part == name)
            .map(|it| it.left.clone())
    };
    assert_eq!(left(&gone), Some(Left::Nothing));
    assert_eq!(left(&parts[3].0), Some(Left::Rows(2)));
    assert_eq!(left(&parts[4].0), Some(Left::Doubtful));
    assert_eq!(losses.len(), 3);
    assert_eq!(read.datasets[0].units, document.datasets[0].units);

    // Cut off anywhere after the document: all before the cut is there.
    for cut in [bytes.len() - 1, bytes.len() - 300] {
        assert!(read_parts("f", &bytes[..cut]).is_err());
        let (read, _) = read_damaged("f", &bytes[..cut]).unwrap();
        assert_eq!(read.datasets[0].framework, document.datasets[0].framework);
    }
    assert!(read_damaged("f", b"PK\x03\x04").is_err() && read_damaged("f", b"").is_err());
}
