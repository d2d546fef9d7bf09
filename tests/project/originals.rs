//! Files that data came from, kept inside the project.

use std::{collections::BTreeSet, io::Write as _, ops::ControlFlow};

use heng::{
    import::{Layout, ReadOptions, read_bytes, recognise},
    project::{ChoiceError, FileBytes, file::read_damaged},
    texts::{Language, Texts},
};

use super::*;

fn keep(file: &str, bytes: &[u8]) -> Edit {
    Edit::KeepOriginal {
        file: file.to_owned(),
        bytes: FileBytes::from(bytes.to_vec()),
    }
}

fn forget(sha256: &str) -> Edit {
    Edit::DropOriginal {
        sha256: sha256.to_owned(),
    }
}

/// A project with the file its table was read from.
fn read() -> (Document, Vec<u8>) {
    let bytes = "城市,GDP\n北京,36102\n上海,38701\n".as_bytes().to_vec();
    let options = ReadOptions::default();
    let book = read_bytes("年鉴.csv", &bytes, &options, &mut |_| {
        ControlFlow::Continue(())
    });
    let table = recognise(&book.unwrap(), &Layout::default()).unwrap();
    let take = Edit::TakeTable {
        dataset: MAIN,
        table: Arc::new(table),
    };
    (document([take, keep("年鉴.csv", &bytes)]), bytes)
}

#[test]
fn a_number_leads_back_to_the_bytes_of_its_file() {
    let (document, bytes) = read();
    for document in [
        again_from_file(&document),
        again_from_folder(&document),
        document.clone(),
    ] {
        let dataset = main_of(&document);
        let (gdp, beijing) = (variable(&document, "GDP"), unit(&document, "北京"));
        let cell = dataset.provenance.cell(gdp, &Period::Undated, beijing);
        let original = document.original(cell.unwrap().source).unwrap();
        assert_eq!(original.bytes.as_slice(), bytes);
        assert_eq!(original.file, "年鉴.csv");
    }
    // Dropped, the numbers stay.
    let key = document.originals.keys().next().unwrap().clone();
    let without = forget(&key).apply(&document).unwrap();
    assert!(without.originals.is_empty());
    assert_eq!(without.datasets, document.datasets);
    assert!(
        !serde_json::to_string(&without)
            .unwrap()
            .contains("originals")
    );
    let mut history = History::new(document.clone());
    history.commit(forget(&key)).unwrap();
    assert!(history.undo() && history.document() == &document);
}

#[test]
fn refused_originals_change_nothing() {
    let (document, _) = read();
    refuses(&document, &keep("  ", b"x"), &EditError::EmptyName);
    refuses(&document, &keep("folder/", b"x"), &EditError::EmptyName);
    refuses(&document, &forget("0123"), &EditError::NoOriginal);
    let too_large = EditError::Choice(ChoiceError::OriginalTooLarge {
        file: "a.xls".to_owned(),
        size: 300 << 20,
        most: 256 << 20,
    });
    for language in [Language::Chinese, Language::English] {
        let texts = Texts::new(language);
        let said = texts.edit_error(&too_large);
        assert!(said.contains("a.xls") && said.contains("300") && said.contains("256"));
        assert!(!texts.edit_error(&EditError::NoOriginal).is_empty());
        assert_ne!(texts.edit(&keep("a", b"")), texts.edit(&forget("")));
    }
}

#[test]
fn the_same_bytes_are_kept_once_and_any_name_is_safe() {
    let names = [
        "a.csv",
        "../../../etc/x.csv",
        "b:c?.csv",
        "C:\\Users\\d.csv",
    ];
    let mut kept = Document::new("t");
    for (at, name) in names.iter().enumerate() {
        let bytes = [u8::try_from(at).unwrap(); 9];
        kept = keep(name, &bytes).apply(&kept).unwrap();
        kept = keep(name, &bytes).apply(&kept).unwrap();
    }
    let files: BTreeSet<&str> = kept.originals.values().map(|it| it.file.as_str()).collect();
    assert_eq!(
        files,
        BTreeSet::from(["a.csv", "x.csv", "b:c?.csv", "d.csv"])
    );
    assert_eq!(again_from_file(&kept), kept);
    assert_eq!(again_from_folder(&kept), kept);
    let renamed = keep("again.csv", &[0; 9]).apply(&kept).unwrap();
    assert_eq!(renamed.originals.len(), 4);
    assert_eq!(again_from_file(&renamed), renamed);
}

#[test]
fn an_edit_with_bytes_reads_back_from_its_text() {
    let all: Vec<u8> = (0..=255).cycle().take(1000).collect();
    let edit = keep("a.bin", &all);
    let text = serde_json::to_string(&edit).unwrap();
    assert!(text.len() < 1500, "not a list of numbers");
    assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit);
    let wrong = text.replace("\"bytes\":\"AAEC", "\"bytes\":\"?AEC");
    assert!(wrong != text && serde_json::from_str::<Edit>(&wrong).is_err());
}

/// The same archive with one part changed.
fn with_part(bytes: &[u8], ending: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.ends_with(ending) {
            out.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            out.write_all(content).unwrap();
        } else {
            out.raw_copy_file(part).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_damaged_original_is_told_and_the_rest_can_be_saved() {
    let (document, _) = read();
    let bytes = write_parts(&document).unwrap();
    let damaged = with_part(&bytes, "年鉴.csv", b"something else");
    let error = read_parts("f", &damaged).unwrap_err();
    let of_original =
        matches!(&error, OpenError::Damaged { part, .. } if part.ends_with("年鉴.csv"));
    assert!(of_original, "{error}");
    let (read, losses) = read_damaged("f", &damaged).unwrap();
    assert_eq!(
        (read.datasets, losses.len()),
        (document.datasets.clone(), 1)
    );
    assert!(read.originals.is_empty());
    assert_eq!(read_damaged("f", &bytes).unwrap(), (document, Vec::new()));
}
