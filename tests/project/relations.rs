//! Who is tied to whom, kept beside units and values.

use std::ops::ControlFlow;

use heng::{
    import::{
        ReadOptions, read_bytes,
        relations::{RelationLayout, RelationTable, relations},
    },
    project::{
        RelationId,
        file::{Left, integrity::look, read_damaged},
    },
    texts::{Language, Texts},
};

use super::*;

fn sheet(text: &str) -> Arc<RelationTable> {
    let (bytes, options) = (text.as_bytes(), ReadOptions::default());
    let book = read_bytes("合作.csv", bytes, &options, &mut |_| {
        ControlFlow::Continue(())
    });
    let found = relations(&book.unwrap(), &RelationLayout::default());
    Arc::new(found.unwrap())
}

fn take_relation(name: &str, table: &Arc<RelationTable>) -> Edit {
    Edit::TakeRelation {
        dataset: MAIN,
        name: name.to_owned(),
        directed: true,
        table: Arc::clone(table),
    }
}

const TEXT: &str = "起点,终点,关系,年份,权重,备注\n甲,乙,投资,2019,0.1,\"a,b\"\n乙,丙,投资,2020,0.30000000000000004,\n丙,丙,控股,2020,,x\n";

fn with_relation() -> Document {
    document([take(CITIES), take_relation("合作", &sheet(TEXT))])
}

fn id(document: &Document, name: &str) -> RelationId {
    let mut relations = main_of(document).relations.iter();
    relations.find(|it| it.name == name).unwrap().id
}

#[test]
fn taking_one_of_the_same_name_keeps_its_id() {
    let first = with_relation();
    let relation = &main_of(&first).relations[0];
    assert_eq!((relation.list.edges.len(), relation.directed), (3, true));
    assert_eq!(relation.source.file, "合作.csv");
    let other = sheet("source,target\na,b\nb,c\n");
    let next = take_relation(" 合作 ", &other).apply(&first).unwrap();
    assert_eq!(main_of(&next).relations.len(), 1);
    assert_eq!(id(&next, "合作"), id(&first, "合作"));
    assert_eq!(main_of(&next).relations[0].list.edges.len(), 2);
    // One that was taken out leaves its id unused.
    let removed = Edit::RemoveRelation {
        dataset: MAIN,
        relation: id(&next, "合作"),
    };
    let again = take_relation("合作", &other).apply(&removed.apply(&next).unwrap());
    assert_ne!(id(&again.unwrap(), "合作"), id(&next, "合作"));
}

#[test]
fn it_is_renamed_and_given_a_direction() {
    let document = with_relation();
    let (dataset, relation) = (MAIN, id(&document, "合作"));
    let rename = |name: &str| Edit::RenameRelation {
        dataset,
        relation,
        name: name.to_owned(),
    };
    let undirected = Edit::SetRelationDirected {
        dataset,
        relation,
        directed: false,
    };
    let next = rename("投资网络").apply(&document).unwrap();
    let next = undirected.apply(&next).unwrap();
    let changed = main_of(&next).relation(relation).unwrap();
    assert_eq!(
        (changed.name.as_str(), changed.directed),
        ("投资网络", false)
    );
    let before = main_of(&document).relation(relation).unwrap();
    assert!(Arc::ptr_eq(&changed.list, &before.list));
    for language in Language::ALL {
        assert!(!Texts::new(language).edit(&undirected).is_empty());
    }
    let two = take_relation("另一个", &sheet(TEXT)).apply(&next).unwrap();
    let name = "另一个".to_owned();
    refuses(&two, &rename(&name), &EditError::NameTaken { name });
    refuses(&two, &rename(" "), &EditError::EmptyName);
    refuses(
        &two,
        &take_relation("", &sheet(TEXT)),
        &EditError::EmptyName,
    );
    refuses(
        &two,
        &take_relation("空", &Arc::default()),
        &EditError::NoEdges,
    );
    let mut torn = sheet(TEXT).as_ref().clone();
    Arc::make_mut(&mut torn.list).cells.pop();
    refuses(
        &two,
        &take_relation("残", &Arc::new(torn)),
        &EditError::NoEdges,
    );
    for edit in [
        Edit::RemoveRelation {
            dataset,
            relation: RelationId(900),
        },
        Edit::SetRelationDirected {
            dataset,
            relation: RelationId(900),
            directed: true,
        },
    ] {
        refuses(&two, &edit, &EditError::NoRelation);
    }
}

#[test]
fn its_edges_survive_file_and_folder() {
    let document = with_relation();
    for back in [again_from_file(&document), again_from_folder(&document)] {
        assert_eq!(back, document);
        let list = &main_of(&back).relations[0].list;
        let edge = list.edges.get(1).unwrap();
        assert_eq!(edge.weight, Some(0.300_000_000_000_000_04));
        assert_eq!(list.attributes[0].get(0), Some("a,b"));
        assert_eq!(list.cells[2].to_string(), "A4");
    }
    // Edges stand in their own part, and a document without relations says nothing of them.
    let json = serde_json::to_string(&document).unwrap();
    assert!(json.contains("relations") && !json.contains("甲"));
    let without = serde_json::to_string(&super::document([take(CITIES)])).unwrap();
    assert!(!without.contains("relations"));
}

#[test]
fn a_damaged_part_is_told_and_its_beginning_kept() {
    let document = with_relation();
    let folder = tempfile::tempdir().unwrap();
    let (file, parts) = (folder.path().join("a.heng"), folder.path().join("parts"));
    save(&document, &file).unwrap();
    to_folder(&file, &parts).unwrap();
    let name = format!("relations/1/{}.csv", id(&document, "合作").0);
    let part = parts.join(&name);
    let text = fs::read_to_string(&part).unwrap();
    fs::write(&part, text.replace(",A3,", ",nowhere,")).unwrap();
    let error = open_folder(&parts).unwrap_err().to_string();
    assert!(error.contains(&name), "{error}");
    fs::remove_file(&part).unwrap();
    let error = open_folder(&parts).unwrap_err().to_string();
    assert!(error.contains(&name), "{error}");
    let seen = look(&file).unwrap();
    assert_eq!(seen.noticed, []);
    // Bytes of the archive itself: the part is found by its name and cut short.
    let bytes = fs::read(&file).unwrap();
    let at = bytes
        .windows(name.len())
        .position(|it| it == name.as_bytes())
        .unwrap();
    let mut torn = bytes.clone();
    for byte in &mut torn[at + name.len() + 8..at + name.len() + 40] {
        *byte ^= 0x55;
    }
    let (salvaged, losses) = read_damaged("a.heng", &torn).unwrap();
    let lost = losses.iter().find(|it| it.part == name).unwrap();
    assert!(
        matches!(lost.left, Left::Nothing | Left::Rows(_)),
        "{lost:?}"
    );
    let relation = &main_of(&salvaged).relations[0];
    assert!(relation.list.edges.len() < 3 && relation.list.is_whole());
}
