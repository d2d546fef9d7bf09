//! Edits that are one step to a person are one step in the journal.

use std::{path::Path, sync::Arc};

use heng::project::{
    Document, Edit, EditError,
    disk::{
        Disk,
        simulated::{Dice, SimulatedDisk},
    },
    file::lock::Owner,
    journal::{Place, Session, recoverable},
};

use crate::proof::{edits::table, start};

fn place() -> Place {
    let simulated = SimulatedDisk::new(3);
    simulated.create_folder(Path::new("/j")).unwrap();
    Place {
        disk: Arc::new(simulated),
        folder: "/j".into(),
        owner: Owner::default(),
    }
}

fn title(title: &str) -> Edit {
    Edit::SetTitle {
        title: title.to_owned(),
    }
}

/// A session in which these edits were made together, and what came back from its journal.
fn lived(edits: Vec<Edit>) -> (Document, Vec<Result<(), EditError>>) {
    let place = place();
    let document = start(&mut Dice::new(5));
    let mut session = Session::begin(place.clone(), document.clone(), None).unwrap();
    let outcomes = session.commit_together(edits);
    session.commit(title("after")).unwrap();
    session.undo();
    let now = session.document().clone();
    assert_eq!(session.close(), None);
    let mut found = recoverable(&place).unwrap();
    let replayed = found.pop().unwrap().replay().unwrap();
    assert!(replayed.stopped.is_none(), "{:?}", replayed.stopped);
    let mut history = replayed.history;
    assert_eq!(history.document(), &now);
    assert_eq!((history.behind(), history.ahead()), (1, 1));
    assert!(history.undo());
    assert_eq!(history.document(), &document);
    (now, outcomes)
}

#[test]
fn all_edits_made_together_come_back_as_one_step() {
    let (now, outcomes) = lived(vec![
        title("one"),
        title(" "),
        Edit::SetNotes {
            notes: "two".to_owned(),
        },
        title("three"),
    ]);
    assert_eq!((now.title.as_str(), now.notes.as_str()), ("three", "two"));
    // A refused one keeps the others back neither here nor there.
    let refused: Vec<bool> = outcomes.iter().map(Result::is_err).collect();
    assert_eq!(refused, [false, true, false, false]);
}

#[test]
fn bulk_made_together_comes_back_too() {
    let (now, _) = lived(vec![
        table(900, 6, &mut Dice::new(2)),
        title("many"),
        table(900, 7, &mut Dice::new(4)),
    ]);
    assert_eq!(now.title, "many");
    assert_eq!(now.datasets[0].variables.len(), 7);
}
