//! What the tests run a little of and the bench much: power cuts, and sequences of edits.

#[path = "edits.rs"]
pub(crate) mod edits;

use std::{path::Path, sync::Arc};

use heng::{
    engine::compute,
    project::{
        Document, Edit, History,
        disk::{
            Disk,
            simulated::{Dice, SimulatedDisk},
        },
        file::{
            IfChanged, MOST_IN_VERSIONS, OpenError, ProjectFile, Versions,
            lock::{Foreign, Lock, Owner},
            write_parts,
        },
        journal::{Opened, Place, Session, recoverable},
        loose_ends, resolve,
    },
};

use edits::{MAIN, any_edit, table};

pub(crate) const TARGET: &str = "/p/指数 📈.heng";
const JOURNALS: &str = "/journals";

pub(crate) fn start(dice: &mut Dice) -> Document {
    let edits = [
        table(6, 4, dice),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name: "Index".to_owned(),
        },
    ];
    let empty = Document::new("指数");
    edits
        .iter()
        .fold(empty, |document, edit| edit.apply(&document).unwrap())
}

fn same(a: &Document, b: &Document) -> bool {
    a == b && write_parts(a).unwrap() == write_parts(b).unwrap()
}

fn owner(process: u32) -> Owner {
    Owner {
        host: "h".to_owned(),
        process,
        ..Owner::default()
    }
}

fn versions(disk: &Arc<dyn Disk>) -> Versions {
    Versions::new(Arc::clone(disk), Path::new("/versions"), MOST_IN_VERSIONS)
}

fn new_disk(seed: u64) -> (SimulatedDisk, Arc<dyn Disk>) {
    let simulated = SimulatedDisk::new(seed);
    simulated.create_folder(Path::new("/p")).unwrap();
    simulated.create_folder(Path::new(JOURNALS)).unwrap();
    simulated.create_folder(Path::new("/versions")).unwrap();
    if seed.is_multiple_of(3) {
        simulated.without_links();
    }
    if seed % 4 == 1 {
        simulated.like_windows();
    }
    let disk: Arc<dyn Disk> = Arc::new(simulated.clone());
    (simulated, disk)
}

/// Opens the project of a document that was saved, under a lock, changes it and saves it again.
/// Whether the second save said it was done.
fn save_twice(disk: &Arc<dyn Disk>, first: &Document, second: &Document) -> [bool; 2] {
    let path = Path::new(TARGET);
    let Ok(_lock) = Lock::take(disk, path, &owner(1), Foreign::Respect) else {
        return [false; 2];
    };
    let mut file = ProjectFile::new(Arc::clone(disk), path).with_versions(versions(disk));
    let one = file.save(first, IfChanged::Refuse).is_ok();
    [one, one && file.save(second, IfChanged::Refuse).is_ok()]
}

/// Cuts the power once while a project is saved. Panics if anything is lost.
pub(crate) fn cut_while_saving(seed: u64) {
    let mut dice = Dice::new(seed);
    let first = start(&mut dice);
    let mut second = first.clone();
    while second == first {
        second = any_edit(&first, &mut dice)
            .apply(&first)
            .unwrap_or(first.clone());
    }
    let (dry, disk) = new_disk(seed);
    assert_eq!(save_twice(&disk, &first, &second), [true; 2]);
    let (cut, disk) = new_disk(seed);
    cut.cut_at(seed % dry.operations());
    let done = save_twice(&disk, &first, &second);
    assert!(cut.is_off());

    let disk: Arc<dyn Disk> = Arc::new(cut.after_cut());
    let path = Path::new(TARGET);
    let lock = Lock::take(&disk, path, &owner(2), Foreign::Respect);
    assert!(lock.is_ok(), "seed {seed}: {lock:?}");
    let opened = ProjectFile::open(Arc::clone(&disk), path);
    let (there, mut file) = match opened {
        Ok(opened) => opened,
        Err(OpenError::Unreadable { .. }) if !done[0] => return,
        Err(error) => panic!("seed {seed}: {error}"),
    };
    let expected: &[&Document] = match done {
        [_, true] => &[&second],
        [true, _] => &[&first, &second],
        _ => &[&first],
    };
    assert!(
        expected.iter().any(|it| same(it, &there)),
        "seed {seed}: {done:?}"
    );
    if let Ok(bytes) = disk.read(Path::new(&format!("{TARGET}.bak")), u64::MAX) {
        let backup = heng::project::file::read_parts("b", &bytes);
        assert!(backup.is_ok_and(|it| it == first), "seed {seed}: backup");
    }
    for version in versions(&disk).list(path).unwrap() {
        assert!(
            versions(&disk).open(&version).is_ok_and(|it| it == first),
            "seed {seed}"
        );
    }
    let third = Edit::SetTitle {
        title: "three".to_owned(),
    }
    .apply(&there)
    .unwrap();
    file.save(&third, IfChanged::Refuse).unwrap();
    let (back, _) = ProjectFile::open(disk, path).unwrap();
    assert!(same(&back, &third), "seed {seed}: after");
}

/// What a person does next.
enum Act {
    Edit(Box<Edit>),
    Together(Vec<Edit>),
    Seal,
    Undo,
    Redo,
    Save,
}

fn any_act(document: &Document, dice: &mut Dice) -> Act {
    match dice.below(13) {
        0 => Act::Seal,
        1..=2 => Act::Undo,
        3 => Act::Redo,
        4 => Act::Save,
        5 => Act::Together((0..3).map(|_| any_edit(document, dice)).collect()),
        _ => Act::Edit(Box::new(any_edit(document, dice))),
    }
}

fn place(disk: &Arc<dyn Disk>) -> Place {
    Place {
        disk: Arc::clone(disk),
        folder: JOURNALS.into(),
        owner: owner(1),
    }
}

/// All that a session of some acts went through.
struct Lived {
    states: Vec<History>,
    /// The state that is surely on the disk; none before the journal has begun.
    kept: Option<usize>,
}

/// A session of so many acts, with a project file that is saved now and then.
fn live(disk: &Arc<dyn Disk>, seed: u64, acts: usize) -> Lived {
    let mut dice = Dice::new(seed);
    let document = start(&mut dice);
    let path = Path::new(TARGET);
    let mut file = ProjectFile::new(Arc::clone(disk), path);
    let saved = (dice.below(2) == 0).then(|| file.save(&document, IfChanged::Refuse));
    let opened = saved.and_then(Result::ok).map(|saved| Opened {
        path: path.to_owned(),
        fingerprint: saved.fingerprint,
    });
    let mut lived = Lived {
        states: vec![History::new(document.clone())],
        kept: None,
    };
    let Ok(mut session) = Session::begin(place(disk), document, opened) else {
        return lived;
    };
    let always = dice.below(2) == 0;
    for _ in 0..acts {
        match any_act(session.document(), &mut dice) {
            Act::Edit(edit) => drop(session.commit(*edit)),
            Act::Together(edits) => drop(session.commit_together(edits)),
            Act::Seal => session.seal(),
            Act::Undo => drop(session.undo()),
            Act::Redo => drop(session.redo()),
            Act::Save => {
                if let Ok(saved) = file.save(session.document(), IfChanged::Refuse) {
                    session.saved(path, &saved.fingerprint);
                }
            }
        }
        if dice.below(12) == 0 {
            session.rebase();
        }
        lived.states.push(session.history().clone());
        if (always || dice.below(3) == 0) && session.journal().sync().is_none() {
            lived.kept = Some(lived.states.len() - 1);
        }
    }
    lived
}

/// Cuts the power once while a session goes on. Panics if more than the last moment is lost.
pub(crate) fn cut_while_journaling(seed: u64) {
    let (dry, disk) = new_disk(seed);
    live(&disk, seed, 12);
    let (cut, disk) = new_disk(seed);
    let mut dice = Dice::new(!seed);
    cut.cut_at(seed % dry.operations());
    let lived = live(&disk, seed, 12);

    let after: Arc<dyn Disk> = Arc::new(cut.after_cut());
    let found = recoverable(&place(&after)).unwrap().pop();
    let Some(found) = found else {
        assert_eq!(lived.kept, None, "seed {seed}: no journal");
        return;
    };
    let replayed = found.replay().unwrap();
    assert!(
        replayed.stopped.is_none(),
        "seed {seed}: {:?}",
        replayed.stopped
    );
    let since = &lived.states[lived.kept.unwrap_or(0)..];
    let mut known = since
        .iter()
        .filter(|it| it.document() == replayed.history.document());
    let known = known.next();
    assert!(
        known.is_some_and(|it| same(it.document(), replayed.history.document())),
        "seed {seed}"
    );

    let (mut session, stopped) = found.resume().unwrap();
    assert!(stopped.is_none());
    for _ in 0..4 {
        session.commit(any_edit(session.document(), &mut dice)).ok();
        session.undo();
        session.redo();
    }
    let last = session.history().clone();
    assert_eq!(session.close(), None);
    let again = recoverable(&place(&after)).unwrap().pop().unwrap();
    assert!(again.closed);
    let again = again.replay().unwrap().history;
    assert!(
        same(last.document(), again.document()),
        "seed {seed}: resumed"
    );
}

/// The plainest history: the edits still standing, one list a step.
#[derive(Default)]
struct Plain {
    past: Vec<Vec<Edit>>,
    future: Vec<Vec<Edit>>,
}

impl Plain {
    /// Takes an edit that changed something, as a moment of the last step or as a step of its own.
    fn take(&mut self, edit: Edit, joins: bool) {
        self.future.clear();
        match self.past.last_mut() {
            Some(step) if joins => {
                if edit.starts_over() {
                    step.clear();
                }
                step.push(edit);
            }
            _ => self.past.push(vec![edit]),
        }
    }
}

/// Some acts, held against the edits still standing on a fresh document, and against the journal.
pub(crate) fn sequence(seed: u64) {
    let (_, disk) = new_disk(seed);
    let mut dice = Dice::new(seed);
    let document = start(&mut dice);
    let mut session = Session::begin(place(&disk), document.clone(), None).unwrap();
    let mut plain = Plain::default();
    for _ in 0..25 {
        let act = any_act(session.document(), &mut dice);
        let (before, depth) = (session.history().revision(), session.history().behind());
        match act {
            Act::Edit(edit) => {
                session.commit(edit.as_ref().clone()).ok();
                if session.history().revision() != before {
                    plain.take(*edit, session.history().behind() == depth);
                }
            }
            Act::Together(edits) => {
                let outcomes = session.commit_together(edits.clone());
                if session.history().revision() != before {
                    plain.future.clear();
                    let accepted = edits.into_iter().zip(outcomes);
                    let accepted = accepted.filter(|(_, outcome)| outcome.is_ok());
                    plain.past.push(accepted.map(|(edit, _)| edit).collect());
                }
            }
            Act::Seal | Act::Save => session.seal(),
            Act::Undo => {
                assert_eq!(session.undo(), !plain.past.is_empty());
                plain.future.extend(plain.past.pop());
            }
            Act::Redo => {
                assert_eq!(session.redo(), !plain.future.is_empty());
                plain.past.extend(plain.future.pop());
            }
        }
    }
    let standing = plain.past.iter().flatten();
    let fresh = standing.fold(document, |document, edit| {
        // Through its text form, as a journal keeps it.
        let json = serde_json::to_string(edit).unwrap();
        let edit: Edit = serde_json::from_str(&json).unwrap();
        edit.apply(&document).unwrap()
    });
    assert!(same(&fresh, session.document()), "seed {seed}");
    assert_eq!(loose_ends(&fresh), [], "seed {seed}");
    let steps = (session.history().behind(), session.history().ahead());
    let kept = session.document().clone();
    assert_eq!(session.close(), None);
    let found = recoverable(&place(&disk)).unwrap().pop().unwrap();
    let replayed = found.replay().unwrap().history;
    assert!(same(&fresh, replayed.document()), "seed {seed}: journal");
    assert_eq!((replayed.behind(), replayed.ahead()), steps, "seed {seed}");
    if seed.is_multiple_of(10) {
        assert_eq!(results(&fresh), results(&kept), "seed {seed}");
        assert_eq!(results(&fresh), results(replayed.document()), "seed {seed}");
    }
}

/// The bits of all scores; none where nothing can be computed.
fn results(document: &Document) -> Option<Vec<Option<u64>>> {
    let results = compute(&resolve(&document.datasets[0], None).ok()?);
    let periods = results.nodes.iter().flat_map(|node| &node.periods);
    let scores = periods.flat_map(|it| it.scores.iter().collect::<Vec<_>>());
    Some(scores.map(|it| it.map(f64::to_bits)).collect())
}
