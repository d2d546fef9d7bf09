//! Nothing that lies in a folder can hurt: whatever is asked for costs a book in order or a typed error
//! that both languages can tell, in bounds of time and memory, read as the program reads it.

#![expect(clippy::unwrap_used, reason = "a helper of tests may end the test")]

mod archives;
mod compounds;
mod places;
mod texts;

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use heng::{
    import::{
        Book, Layout, Limits, ReadError, ReadOptions, Reader, expert_weights, judgements, outline,
        recognise,
    },
    texts::{Language, Texts},
};
use tempfile::TempDir;

/// The ceilings of the program; without optimisation reading takes ten times as long.
fn limits() -> Limits {
    let usual = Limits::default();
    Limits {
        time: if cfg!(debug_assertions) {
            usual.time * 10
        } else {
            usual.time
        },
        ..usual
    }
}

/// Reads a file as the program does, and sees to it that what comes of it can be used or told.
fn read(path: &Path) -> Result<Book, ReadError> {
    let reader = Reader::Worker {
        program: env!("CARGO_BIN_EXE_heng").into(),
        limits: limits(),
    };
    let begin = Instant::now();
    let read = reader.read(path, &ReadOptions::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    let took = begin.elapsed();
    assert!(
        took < limits().time + Duration::from_secs(5),
        "{}: {took:?}",
        path.display()
    );
    match &read {
        Ok(book) => use_it(book),
        Err(error) => {
            assert!(
                !matches!(
                    error,
                    ReadError::ReaderDied { .. } | ReadError::OutOfTime { .. }
                ),
                "{error:?}"
            );
            told(error);
        }
    }
    read
}

/// What the window does with a book at once.
fn use_it(book: &Book) {
    for sheet in &book.sheets {
        assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at));
    }
    let begin = Instant::now();
    recognise(book, &Layout::default()).ok();
    outline(book, None).ok();
    judgements(book, None).ok();
    expert_weights(book, None).ok();
    assert!(begin.elapsed() < limits().time, "{:?}", begin.elapsed());
}

/// What both languages say of an error: the file, what it is, what to do, on two lines at most.
fn told(error: &ReadError) -> [String; 2] {
    Language::ALL.map(|language| {
        let said = Texts::new(language).read_error(error);
        let chinese = said.contains(['。', '，', '：']);
        assert_eq!(chinese, language == Language::Chinese, "{said}");
        let long = said.chars().count();
        assert!((12..1000).contains(&long), "{said}");
        let odd = |letter: char| letter.is_control() && letter != '\n';
        assert!(!said.contains(odd) && said.lines().count() <= 2, "{said:?}");
        let advice = match language {
            Language::Chinese => ["请", "可以"],
            Language::English => ["import", "Check"],
        };
        let folder = matches!(error, ReadError::NotAFile { folder: true, .. });
        assert!(
            folder || advice.iter().any(|it| said.contains(it)),
            "{said}"
        );
        said
    })
}

/// A file of these bytes, in a folder of its own.
fn saved(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Reads these bytes as a file of this name; an error must name it.
fn read_as(name: &str, bytes: &[u8]) -> Result<Book, ReadError> {
    let (folder, path) = saved(name, bytes);
    let read = read(&path);
    if let Err(error) = &read {
        for said in told(error) {
            assert!(said.contains(name), "{said}");
        }
    }
    let others = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(others, 1, "{name}: reading wrote into the folder");
    read
}

/// Cells of the first sheet as `A1=text`.
fn shown(book: &Book) -> Vec<String> {
    let cells = book.sheets.iter().take(1).flat_map(|it| &it.cells);
    cells
        .map(|it| format!("{}={}", it.at, it.value.text()))
        .collect()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/formats");
    fs::read(folder.join(name)).unwrap()
}
