//! Ten thousand damaged files a format, each read by a worker of its own.
//!
//! `cargo bench --bench hostile` for all, `cargo bench --bench hostile -- 200 xls` for fewer files or one
//! format. The damage is the same every time. Whatever comes of a file must be a book in order or a
//! typed error; this process, which plays the window, must live on, and its figures go to
//! docs/reliability.md.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures are what a bench is for"
)]

#[path = "../tests/support/damage.rs"]
mod damage;

use std::{
    collections::BTreeMap,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use damage::{Dice, Seed, seeds};
use heng::import::{
    Book, Layout, Limits, Password, ReadError, ReadOptions, Reader, expert_weights, judgements,
    outline, recognise,
    sheet_map::{Corrections, map_sheet},
};

/// Damaged files a format.
const FILES: u64 = 10_000;
/// A reading that takes longer than this beyond its limit has hung.
const GRACE: Duration = Duration::from_secs(5);
/// The formats, as `damage` calls them.
const FORMATS: [&str; 9] = [
    "locked", "mht", "html", "ods", "xlsx", "xlsb", "xls", "xml", "csv",
];
/// Opens most of the encrypted seeds; others have the default password, or are out to harm.
const PASSWORD: &str = "密码 Pass1";

/// What became of the files of one format.
#[derive(Default)]
struct Tally {
    books: u64,
    cells: u64,
    errors: BTreeMap<&'static str, u64>,
    /// Files that ended their worker, with how.
    deaths: Vec<String>,
    slowest: Duration,
}

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| it != "--bench")
        .collect();
    let files = words.iter().find_map(|it| it.parse().ok()).unwrap_or(FILES);
    let chosen: Vec<&str> = FORMATS
        .into_iter()
        .filter(|format| words.iter().any(|it| it == format))
        .collect();
    let chosen = if chosen.is_empty() {
        FORMATS.to_vec()
    } else {
        chosen
    };
    let workers = thread::available_parallelism()
        .map_or(2, usize::from)
        .clamp(1, 4);
    println!("{files} files a format, {workers} at a time");
    println!("format |  books | cells a book | errors | worker died | slowest | memory | in all");
    let mut sound = true;
    for format in chosen {
        sound &= run(format, files, workers);
    }
    assert!(sound, "some reading was out of bounds");
}

/// Reads the damaged files of a format, prints a line of figures, and tells whether all was in bounds.
fn run(format: &str, files: u64, workers: usize) -> bool {
    let seeds = seeds(Path::new(env!("CARGO_MANIFEST_DIR")), format);
    assert!(!seeds.is_empty(), "no seeds for {format}");
    let folder = tempfile::tempdir().unwrap();
    let next = AtomicU64::new(0);
    let tally = Mutex::new(Tally::default());
    let (done, largest) = (AtomicBool::new(false), AtomicU64::new(0));
    let begin = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| watch_memory(&done, &largest));
        let readers: Vec<_> = (0..workers)
            .map(|worker| {
                let path = folder.path().join(format!("{worker}.et"));
                let (seeds, next, tally) = (&seeds, &next, &tally);
                scope.spawn(move || {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= files {
                            return;
                        }
                        one(seeds, number, &path, tally);
                    }
                })
            })
            .collect();
        for reader in readers {
            reader.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    let tally = tally.into_inner().unwrap();
    print(format, &tally, largest.into_inner(), begin.elapsed());
    tally.slowest < limits().time + GRACE
}

fn limits() -> Limits {
    Limits::default()
}

/// Damages a seed, has it read, and counts what came of it.
fn one(seeds: &[Seed], number: u64, path: &Path, tally: &Mutex<Tally>) {
    let mut dice = Dice::new(number);
    let bytes = dice.file(seeds);
    fs::write(path, &bytes).unwrap();
    let reader = Reader::Worker {
        program: env!("CARGO_BIN_EXE_heng").into(),
        limits: limits(),
    };
    let begin = Instant::now();
    let options = ReadOptions {
        password: Password::new(PASSWORD),
        ..ReadOptions::default()
    };
    let read = reader.read(path, &options, &mut |_| ControlFlow::Continue(()));
    let took = begin.elapsed();
    let mut tally = tally.lock().unwrap();
    tally.slowest = tally.slowest.max(took);
    match read {
        Ok(book) => {
            tally.books += 1;
            tally.cells += check(&book, number);
        }
        Err(error) => {
            if matches!(error, ReadError::ReaderDied { .. }) {
                tally.deaths.push(format!("number {number}: {error}"));
            }
            *tally.errors.entry(kind(&error)).or_default() += 1;
        }
    }
    drop(tally);
    if took > Duration::from_secs(5) {
        keep(&bytes, number);
    }
}

/// A book must be in order, and what the window does with it at once must not fail either.
fn check(book: &Book, number: u64) -> u64 {
    for sheet in &book.sheets {
        assert!(
            sheet.cells.is_sorted_by(|a, b| a.at < b.at),
            "the cells of number {number} are out of order"
        );
    }
    recognise(book, &Layout::default()).ok();
    outline(book, None).ok();
    judgements(book, None).ok();
    expert_weights(book, None).ok();
    for sheet in &book.sheets {
        map_sheet(sheet, &book.file, &Corrections::default());
    }
    book.sheets.iter().map(|it| it.cells.len() as u64).sum()
}

/// Keeps a file that took long, to be looked at.
fn keep(bytes: &[u8], number: u64) {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("slow-{number}.bin"));
    fs::write(&path, bytes).unwrap();
    eprintln!("slow: {}", path.display());
}

fn kind(error: &ReadError) -> &'static str {
    match error {
        ReadError::Unreadable { .. } => "unreadable",
        ReadError::NotAFile { .. } => "not a file",
        ReadError::Empty { .. } => "empty",
        ReadError::NotATable { .. } => "not a table",
        ReadError::TooLarge { .. } => "too large",
        ReadError::TooManyCells { .. } => "too many cells",
        ReadError::LongText { .. } => "long text",
        ReadError::Damaged { .. } => "damaged",
        ReadError::Password { .. } => "password",
        ReadError::UnknownEncryption { .. } => "unknown encryption",
        ReadError::UnknownEncoding { .. } => "unknown encoding",
        ReadError::UnusableSeparator { .. } => "unusable separator",
        ReadError::OutOfMemory { .. } => "out of memory",
        ReadError::OutOfTime { .. } => "out of time",
        ReadError::ReaderDied { .. } => "worker died",
        ReadError::NoReader { .. } => "no worker",
        ReadError::Cancelled { .. } => "cancelled",
    }
}

fn print(format: &str, tally: &Tally, memory: u64, took: Duration) {
    let errors: u64 = tally.errors.values().sum();
    println!(
        "{format:6} | {:6} | {:12} | {errors:6} | {:11} | {:5} ms | {:3} MB | {:4} s",
        tally.books,
        tally.cells / tally.books.max(1),
        tally.deaths.len(),
        tally.slowest.as_millis(),
        memory >> 10,
        took.as_secs(),
    );
    for (kind, count) in &tally.errors {
        println!("       {count:6} {kind}");
    }
    for death in tally.deaths.iter().take(20) {
        println!("       {death}");
    }
}

/// Looks at the memory of all children again and again; the most one of them ever had, in kB. A child
/// that lives for less than a look is missed, and has no time to take much. Only Linux tells.
fn watch_memory(done: &AtomicBool, largest: &AtomicU64) {
    while !done.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(2));
        let threads = fs::read_dir("/proc/self/task").into_iter().flatten();
        for thread in threads.flatten() {
            let children = fs::read_to_string(thread.path().join("children"));
            for child in children.unwrap_or_default().split_whitespace() {
                let peak = fs::read_to_string(format!("/proc/{child}/status"));
                let peak = peak.ok().and_then(|status| {
                    let (_, after) = status.split_once("VmHWM:")?;
                    after.split_whitespace().next()?.parse().ok()
                });
                largest.fetch_max(peak.unwrap_or(0), Ordering::Relaxed);
            }
        }
    }
}
