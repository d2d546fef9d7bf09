//! Disks that are full, read-only or gone, files changed by others, and two people at once.

use std::{fs, io, path::Path, sync::Arc};

use heng::{
    project::{
        At, Document, Edit,
        disk::{
            Disk, RealDisk,
            simulated::{Dice, SimulatedDisk},
        },
        file::{
            IfChanged, KeepError, MOST_IN_VERSIONS, ProjectFile, Trouble, Versions,
            lock::{Foreign, Lock, LockError, Owner},
            open, save,
        },
        journal::{Place, Session, recoverable},
    },
    texts::{Language, Texts},
};

use crate::proof::{TARGET, start};

fn titled(document: &Document, title: &str) -> Document {
    let edit = Edit::SetTitle {
        title: title.to_owned(),
    };
    edit.apply(document).unwrap()
}

fn real() -> Arc<dyn Disk> {
    Arc::new(RealDisk)
}

/// A project that is saved on a disk in memory, to get into trouble.
fn saved() -> (SimulatedDisk, ProjectFile, Document) {
    let simulated = SimulatedDisk::new(1);
    simulated.create_folder(Path::new("/p")).unwrap();
    let document = start(&mut Dice::new(1));
    let mut file = ProjectFile::new(Arc::new(simulated.clone()), Path::new(TARGET));
    file.save(&document, IfChanged::Refuse).unwrap();
    (simulated, file, document)
}

/// Refused for this reason in both languages, the old file as it was, nothing left beside it; and
/// saved when the trouble is over.
fn refused(make: impl Fn(&SimulatedDisk), expected: Trouble, said: [&str; 2]) {
    let (disk, mut file, before) = saved();
    let after = titled(&before, "after");
    let names = disk.list(Path::new("/p")).unwrap();
    make(&disk);
    let error = file.save(&after, IfChanged::Refuse).unwrap_err();
    assert!(
        matches!(&error, KeepError::Disk { trouble, .. } if *trouble == expected),
        "{error:?}"
    );
    for (language, word) in [Language::Chinese, Language::English].into_iter().zip(said) {
        let sentence = Texts::new(language).keep_error(&error);
        assert!(
            sentence.contains(word) && sentence.contains(TARGET),
            "{sentence}"
        );
    }
    disk.repair();
    // The backup may be of this attempt already: it is the same file as the project then.
    let mut left = disk.list(Path::new("/p")).unwrap();
    left.retain(|it| !it.contains(".bak"));
    assert_eq!(left, names);
    let (there, _) = ProjectFile::open(Arc::new(disk.clone()), Path::new(TARGET)).unwrap();
    assert_eq!(there, before);
    file.save(&after, IfChanged::Refuse).unwrap();
    let (there, _) = ProjectFile::open(Arc::new(disk), Path::new(TARGET)).unwrap();
    assert_eq!(there, after);
}

#[test]
fn a_full_disk_is_told_and_harms_nothing() {
    refused(
        |disk| disk.leave_room(100),
        Trouble::Full,
        ["磁盘已满", "disk is full"],
    );
    let full = io::ErrorKind::StorageFull;
    let from = |disk: &SimulatedDisk| disk.fail_from(disk.operations() + 1, full);
    let (disk, mut file, before) = saved();
    from(&disk);
    assert!(file.save(&titled(&before, "b"), IfChanged::Refuse).is_err());
    disk.repair();
    let (there, _) = ProjectFile::open(Arc::new(disk), Path::new(TARGET)).unwrap();
    assert_eq!(there, before);
}

#[test]
fn a_read_only_folder_and_a_held_file_are_told_and_harm_nothing() {
    let folder = Path::new("/p");
    refused(
        |disk| disk.make_read_only(folder),
        Trouble::ReadOnly,
        ["没有写入权限", "may be written"],
    );
    let target = Path::new(TARGET);
    refused(
        |disk| disk.hold(target),
        Trouble::Held,
        ["另一个程序", "another program"],
    );
}

#[test]
fn where_the_system_replaces_in_two_steps_one_that_stops_is_ended_or_told() {
    let folder = Path::new("/p");
    let names = |disk: &SimulatedDisk| disk.list(folder).unwrap();
    let backup = format!("{TARGET}.bak");
    let (disk, mut file, before) = saved();
    disk.like_windows();
    let [second, third] = ["second", "third"].map(|it| titled(&before, it));
    let done = file.save(&second, IfChanged::Refuse).unwrap();
    assert_eq!(done.backup.as_deref(), Some(Path::new(&backup)));
    assert_eq!(names(&disk).len(), 2, "{:?}", names(&disk));
    let bytes = disk.read(Path::new(&backup), u64::MAX).unwrap();
    assert_eq!(
        heng::project::file::read_parts("b", &bytes).unwrap(),
        before
    );

    // Another program takes hold of the new file after the former one has lost its name, and of that
    // too: both stay, and it is told where.
    let new = names(&disk);
    let (dry, copy) = (disk.operations(), disk.clone());
    file.save(&second, IfChanged::Refuse).unwrap();
    let second_rename = copy.operations() + (copy.operations() - dry) - 2;
    disk.fail_from(second_rename, io::ErrorKind::PermissionDenied);
    let error = file.save(&third, IfChanged::Refuse).unwrap_err();
    let KeepError::Apart {
        new: left, former, ..
    } = &error
    else {
        panic!("{error:?} {new:?}");
    };
    for language in [Language::Chinese, Language::English] {
        let sentence = Texts::new(language).keep_error(&error);
        let told = [TARGET, left, former]
            .iter()
            .all(|it| sentence.contains(*it));
        assert!(told, "{sentence}");
    }
    disk.repair();
    let read = |path: &str| {
        let bytes = disk.read(Path::new(path), u64::MAX).unwrap();
        heng::project::file::read_parts("f", &bytes).unwrap()
    };
    assert_eq!((read(left), read(former)), (third.clone(), second.clone()));

    // The next start gives the former file its name back.
    let (there, _) = ProjectFile::open(Arc::new(disk.clone()), Path::new(TARGET)).unwrap();
    assert_eq!(there, second);
    // One that a person removed stays away.
    disk.remove(Path::new(left)).unwrap();
    disk.rename(Path::new(TARGET), Path::new(&backup)).unwrap();
    assert!(ProjectFile::open(Arc::new(disk), Path::new(TARGET)).is_err());
}

#[test]
fn names_that_cannot_be_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let document = start(&mut Dice::new(1));
    let trouble = |path: &Path| {
        let mut file = ProjectFile::new(real(), path);
        match file.save(&document, IfChanged::Refuse).unwrap_err() {
            KeepError::Disk { trouble, .. } => trouble,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        trouble(&folder.path().join("none/a.heng")),
        Trouble::NoFolder
    );
    let long = format!("{}.heng", "长".repeat(200));
    assert_eq!(trouble(&folder.path().join(long)), Trouble::TooLong);
    fs::create_dir(folder.path().join("b.heng")).unwrap();
    assert_eq!(trouble(&folder.path().join("b.heng")), Trouble::IsFolder);

    // A name that just fits, without room for an ending; and one with a picture in it.
    for name in ["x".repeat(255), "指数 📈👩‍👩‍👧 index.heng".to_owned()] {
        let path = folder.path().join(name);
        let mut file = ProjectFile::new(real(), &path);
        for title in ["one", "two"] {
            file.save(&titled(&document, title), IfChanged::Refuse)
                .unwrap();
        }
        assert_eq!(open(&path).unwrap().title, "two");
    }
}

#[test]
fn what_others_changed_is_overwritten_only_when_a_person_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let document = start(&mut Dice::new(1));
    let (mine, theirs) = (titled(&document, "mine"), titled(&document, "theirs"));
    save(&document, &path).unwrap();
    let versions = Versions::new(real(), &folder.path().join("v"), MOST_IN_VERSIONS);
    let (_, file) = ProjectFile::open(real(), &path).unwrap();
    let mut file = file.with_versions(versions.clone());
    // Touched, but the same: no reason to ask.
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes).unwrap();
    file.save(&document, IfChanged::Refuse).unwrap();

    save(&theirs, &path).unwrap();
    let error = file.save(&mine, IfChanged::Refuse).unwrap_err();
    assert!(matches!(
        error,
        KeepError::ChangedOutside { removed: false, .. }
    ));
    assert_eq!(open(&path).unwrap(), theirs);
    let saved = file.save(&mine, IfChanged::Overwrite).unwrap();
    assert_eq!(open(&path).unwrap(), mine);
    assert_eq!(open(&saved.backup.unwrap()).unwrap(), theirs);
    let newest = &versions.list(&path).unwrap()[0];
    assert_eq!(versions.open(newest).unwrap(), theirs);

    fs::remove_file(&path).unwrap();
    let error = file.save(&mine, IfChanged::Refuse).unwrap_err();
    assert!(matches!(
        error,
        KeepError::ChangedOutside { removed: true, .. }
    ));
    assert!(!path.exists());
    file.save(&mine, IfChanged::Overwrite).unwrap();
    assert_eq!(open(&path).unwrap(), mine);
}

#[test]
fn a_second_opener_is_told_who_has_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let lock = |host: &str, foreign| {
        let owner = Owner {
            host: host.to_owned(),
            process: 7,
            user: "li".to_owned(),
            since: 1,
        };
        Lock::take(&real(), &path, &owner, foreign)
    };
    let held = lock("here", Foreign::Respect).unwrap();
    let error = lock("here", Foreign::TakeOver).unwrap_err();
    let LockError::LockedBy {
        owner, sure: true, ..
    } = &error
    else {
        panic!("{error:?}");
    };
    assert_eq!((owner.user.as_str(), owner.process), ("li", 7));
    assert!(
        Texts::new(Language::Chinese)
            .lock_error(&error)
            .contains("li（电脑 here）")
    );
    drop(held);
    assert!(!folder.path().join("a.heng.lock").exists());
    drop(lock("here", Foreign::Respect).unwrap());

    // Left by a process that is dead: taken over here, asked about if of another computer.
    let left = r#"{"host":"there","process":9,"user":"wang","since":1}"#;
    fs::write(folder.path().join("a.heng.lock"), left).unwrap();
    let asked = lock("here", Foreign::Respect).unwrap_err();
    assert!(matches!(asked, LockError::LockedBy { sure: false, .. }));
    assert_eq!(
        fs::read_to_string(folder.path().join("a.heng.lock")).unwrap(),
        left
    );
    drop(lock("there", Foreign::Respect).unwrap());
    fs::write(folder.path().join("a.heng.lock"), left).unwrap();
    drop(lock("here", Foreign::TakeOver).unwrap());
}

#[test]
fn two_savers_at_once_leave_one_whole_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let document = start(&mut Dice::new(1));
    save(&document, &path).unwrap();
    std::thread::scope(|scope| {
        for saver in 0..4 {
            let (path, document) = (&path, &document);
            scope.spawn(move || {
                for round in 0..10 {
                    let (_, mut file) = ProjectFile::open(real(), path).unwrap();
                    let title = format!("{saver} {round}");
                    match file.save(&titled(document, &title), IfChanged::Refuse) {
                        Ok(_) | Err(KeepError::ChangedOutside { .. }) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            });
        }
    });
    open(&path).unwrap();
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "the project and its backup");
}

#[test]
fn versions_keep_to_their_limit_and_the_newest_of_each_project() {
    let folder = tempfile::tempdir().unwrap();
    let document = start(&mut Dice::new(1));
    let versions = |most| Versions::new(real(), &folder.path().join("v"), most);
    let path = |name: &str| folder.path().join(name);
    let mut other = ProjectFile::new(real(), &path("other.heng")).with_versions(versions(1 << 20));
    let mut file = ProjectFile::new(real(), &path("a.heng")).with_versions(versions(1 << 20));
    for title in ["a", "b", "a", "b", "c"] {
        file.save(&titled(&document, title), IfChanged::Refuse)
            .unwrap();
        other
            .save(&titled(&document, "same"), IfChanged::Refuse)
            .unwrap();
    }
    let titles = |versions: &Versions, name: &str| -> Vec<String> {
        let list = versions.list(&path(name)).unwrap();
        list.iter()
            .map(|it| versions.open(it).unwrap().title)
            .collect()
    };
    // The same content once.
    assert_eq!(titles(&versions(0), "a.heng"), ["b", "a"]);
    assert_eq!(titles(&versions(0), "other.heng"), ["same"]);
    let mut file = file.with_versions(versions(1));
    file.save(&titled(&document, "d"), IfChanged::Refuse)
        .unwrap();
    assert_eq!(titles(&versions(0), "a.heng"), ["c"]);
    assert_eq!(titles(&versions(0), "other.heng"), ["same"]);
}

#[test]
fn a_journal_goes_on_when_the_disk_has_room_again() {
    let disk = SimulatedDisk::new(3);
    let place = Place {
        disk: Arc::new(disk.clone()),
        folder: "/j".into(),
        owner: Owner::default(),
    };
    let mut session = Session::begin(place.clone(), start(&mut Dice::new(1)), None).unwrap();
    assert_eq!(session.journal().sync(), None);
    disk.leave_room(40);
    let edit = |title: &str| Edit::SetTitle {
        title: title.to_owned(),
    };
    session.commit(edit("one")).unwrap();
    session.seal();
    assert!(session.journal().sync().is_some() && session.journal().trouble().is_some());
    session.commit(edit("two")).unwrap();
    disk.repair();
    assert_eq!(session.journal().sync(), None);
    assert_eq!(session.journal().trouble(), None);
    // A living session is nobody's to recover.
    assert!(recoverable(&place).unwrap().is_empty());
    session.undo();
    assert_eq!(session.close(), None);
    let found = recoverable(&place).unwrap().pop().unwrap();
    assert_eq!(
        (found.closed, found.unsaved, found.path.clone()),
        (true, 3, None)
    );
    let history = found.replay().unwrap().history;
    assert_eq!(
        (
            history.document().title.as_str(),
            history.behind(),
            history.ahead()
        ),
        ("one", 1, 1)
    );
    found.discard().unwrap();
    assert!(recoverable(&place).unwrap().is_empty());
    assert!(disk.list(Path::new("/j")).unwrap().is_empty());
}

#[test]
fn a_drag_that_a_crash_cut_off_is_one_step_to_the_person_who_is_told() {
    let disk = SimulatedDisk::new(4);
    let place = Place {
        disk: Arc::new(disk),
        folder: "/j".into(),
        owner: Owner::default(),
    };
    let document = start(&mut Dice::new(1));
    let dataset = document.main().unwrap();
    let at = At {
        dataset: dataset.id,
        scenario: None,
    };
    let root = &dataset.framework.as_ref().unwrap().root;
    let node = root.children()[0].id;
    let mut session = Session::begin(place.clone(), document.clone(), None).unwrap();
    for drag in [[0.5, 0.6, 0.7], [0.8, 0.9, 1.0]] {
        for weight in drag.map(Some) {
            session
                .commit(Edit::SetWeight { at, node, weight })
                .unwrap();
        }
        session.seal();
    }
    assert_eq!(session.journal().sync(), None);
    drop(session);
    let found = recoverable(&place).unwrap().pop().unwrap();
    assert_eq!((found.closed, found.unsaved), (false, 2));
    assert_eq!(found.replay().unwrap().history.behind(), 2);
}
