//! Whether anything that a person did can be lost: 1,000 power cuts while saving and 1,000 while
//! editing, at every operation on the disk, and 10,000 random sequences of edits, undo and redo.
//! Then how long a project of 3,000 units × 500 variables × 30 years takes to save and to open.
//!
//! Budget: first save under 30 s, later ones under 2 s, open under 8 s, memory under 2 GB. A number
//! of cuts after `--cuts` replaces the thousand; `--figures` does the large project only.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and a helper that cannot go on is a failed bench"
)]

#[path = "../tests/saving/proof.rs"]
mod proof;

use std::{env, fs, sync::Arc, time::Instant};

use heng::{
    engine::{Column, Period, UnitId, VariableId},
    project::{
        Document, Unit, Variable,
        disk::{Disk, RealDisk},
        file::{IfChanged, MOST_IN_VERSIONS, ProjectFile, Versions, peek},
    },
};

const UNITS: u32 = 3_000;
const VARIABLES: u32 = 500;

fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = act();
    println!("{what}: {:.2} s", begun.elapsed().as_secs_f64());
    done
}

fn large() -> Document {
    let mut document = Document::new("large");
    let mut ids = document.ids;
    let dataset = Arc::make_mut(&mut document.datasets[0]);
    let units = (0..UNITS).map(|at| Unit {
        id: UnitId(ids.give()),
        key: format!("u{at}"),
        label: format!("unit {at}"),
        aliases: Vec::new(),
        place: None,
        members: Vec::new(),
        role: heng::project::Role::Ranked,
    });
    dataset.units = Arc::new(units.collect());
    let variables = (0..VARIABLES).map(|at| Variable {
        id: VariableId(ids.give()),
        code: format!("v{at}"),
        name: format!("v{at}"),
        measure: None,
        formula: None,
        pooling: None,
    });
    dataset.variables = Arc::new(variables.collect());
    dataset.panel.add_rows(dataset.units.iter().map(|it| it.id));
    let mut state = 1_u32;
    for variable in dataset.variables.iter() {
        for year in 1995..=2024 {
            let cells = (0..UNITS).map(|unit| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let there = !(unit + variable.id.0).is_multiple_of(13);
                there.then(|| f64::from(state) / f64::from(u32::MAX))
            });
            let column: Column = cells.collect();
            dataset
                .panel
                .set_column(variable.id, Period::Year(year), column);
        }
    }
    document.ids = ids;
    document
}

fn figures() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.heng");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let versions = folder.path().join("versions");
    let versions = Versions::new(Arc::clone(&disk), &versions, MOST_IN_VERSIONS);
    let document = large();
    let mut file = ProjectFile::new(Arc::clone(&disk), &path).with_versions(versions);
    timed("first save", || file.save(&document, IfChanged::Refuse)).unwrap();
    println!("file: {} MB", fs::metadata(&path).unwrap().len() >> 20);
    let mut changed = document.clone();
    for round in 0..2 {
        let dataset = Arc::make_mut(&mut changed.datasets[0]);
        let (variable, unit) = (dataset.variables[7].id, dataset.units[7].id);
        dataset
            .panel
            .set(variable, &Period::Year(2000), unit, Some(f64::from(round)));
        timed("later save", || file.save(&changed, IfChanged::Refuse)).unwrap();
    }
    drop((file, document));
    timed("first of an opened file", || peek(&path)).unwrap();
    let (opened, _) = timed("open", || ProjectFile::open(disk, &path)).unwrap();
    assert!(opened == changed, "opened as something else");
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
        println!("{line}");
    }
}

fn main() {
    let words: Vec<String> = env::args().collect();
    let after = words.iter().skip_while(|it| *it != "--cuts").nth(1);
    let cuts: u64 = after.and_then(|it| it.parse().ok()).unwrap_or(1_000);
    if words.iter().all(|it| it != "--figures") {
        timed(
            &format!("{cuts} power cuts while saving, nothing lost"),
            || {
                (0..cuts).for_each(proof::cut_while_saving);
            },
        );
        timed(
            &format!("{cuts} power cuts while editing, nothing lost"),
            || {
                (0..cuts).for_each(proof::cut_while_journaling);
            },
        );
        let sequences = cuts * 10;
        timed(&format!("{sequences} sequences, all as fresh"), || {
            (0..sequences).for_each(proof::sequence);
        });
    }
    figures();
}
