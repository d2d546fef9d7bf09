//! The project file: round trip, damage, and targets that cannot be written.

use super::*;

const EXTREMES: [f64; 8] = [
    0.1 + 0.2,
    5e-324,
    f64::MAX,
    f64::MIN,
    -0.0,
    1e-7,
    123_456_789.123_456_78,
    1.0 / 3.0,
];

/// A document with something of everything, among it numbers that are hard to write down.
fn rich() -> Document {
    let document = start();
    let at = scenario_of(&document);
    let (a, gdp) = (unit(&document, "A"), variable(&document, "gdp"));
    let edits = [
        Edit::SetNotes {
            notes: "说明 \"quoted\"\n\tline".to_owned(),
        },
        weight(BASE, node(&document, "gdp"), 0.1 + 0.2),
        weight(at, node(&document, "gdp"), 5e-324),
        Edit::SetGoalposts {
            dataset: MAIN,
            node: node(&document, "gdp"),
            lo: Some(-0.0),
            hi: Some(f64::MAX),
        },
        Edit::SetTarget {
            dataset: MAIN,
            node: node(&document, "gdp"),
            target: Some(0.1 + 0.2),
        },
        Edit::Correct {
            dataset: MAIN,
            variable: gdp,
            period: year(2019),
            unit: a,
            value: Some(1.0 / 3.0),
            note: "注".to_owned(),
        },
        Edit::TakeGroups {
            dataset: MAIN,
            kind: "region".to_owned(),
            words: vec![(a, "east".to_owned())],
        },
        Edit::SetRole {
            at,
            units: vec![a],
            role: Role::Reference,
        },
        take(
            "city | period | a quoted \"name\" | other\nA | 2020Q1 | 1 | 2\n城市 | 第一期 \"x\" | 3 | —",
        ),
    ];
    let mut document = edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap());
    let dataset = Arc::make_mut(&mut document.datasets[0]);
    let rows = dataset.panel.rows().len();
    for (number, extreme) in (1990..).zip(EXTREMES) {
        let column: Column = vec![Some(extreme); rows].into();
        dataset.panel.set_column(gdp, year(number), column);
    }
    document
}

fn bits(document: &Document) -> Vec<Option<u64>> {
    let panel = &main_of(document).panel;
    let columns = panel
        .variables()
        .flat_map(|it| panel.series(it).unwrap().values());
    columns
        .flat_map(|it| it.iter().map(|it| it.map(f64::to_bits)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn a_saved_file_opens_as_the_same_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("指数 index.heng");
    let document = rich();
    save(&document, &path).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened, document);
    let dataset = main_of(&opened);
    let gdp = variable(&opened, "gdp");
    for (number, extreme) in (1990..).zip(EXTREMES) {
        let read = dataset
            .panel
            .get(gdp, &year(number), unit(&opened, "A"))
            .unwrap();
        assert_eq!(read.to_bits(), extreme.to_bits());
    }
    assert_eq!(fs::read(&path).unwrap(), write_parts(&opened).unwrap());
    for scenario in [None, scenario_of(&document).scenario] {
        let results = |document| compute(&resolve(main_of(document), scenario).unwrap());
        let (before, after) = (results(&document), results(&opened));
        let score_bits = |it: &heng::engine::Results| -> Vec<Option<u64>> {
            let columns = it.nodes.iter().flat_map(|node| &node.periods);
            columns
                .flat_map(|it| {
                    it.scores
                        .iter()
                        .map(|x| x.map(f64::to_bits))
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        assert_eq!(score_bits(&before), score_bits(&after));
        assert_eq!(before, after);
    }
}

#[test]
fn new_units_in_a_later_table_do_not_keep_a_project_from_being_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let document = document([
        take(CITIES),
        take("city | period | gdp\nA | 2021 | 1\nC | 2021 | 2"),
    ]);
    save(&document, &path).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened, document);
    // The numbers are the same; a column from before C is only written out to its length.
    let some = |document| bits(document).into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(some(&opened), some(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write_parts(&rich()).unwrap(), write_parts(&rich()).unwrap());
    assert_ne!(
        write_parts(&rich()).unwrap(),
        write_parts(&start()).unwrap()
    );
}

/// The parts of a saved file, to be packed again.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn damage_in_any_part_is_found() {
    let parts = unpacked(&write_parts(&rich()).unwrap());
    assert!(parts.len() >= 5);
    assert_eq!(read_parts("f", &packed(&parts)).unwrap(), rich());
    for at in 0..parts.len() {
        let name = parts[at].0.clone();
        let told = |parts: &[(String, Vec<u8>)]| match read_parts("f", &packed(parts)).unwrap_err()
        {
            OpenError::Damaged { part, .. } => part,
            OpenError::NotAProject { .. } => "manifest.json is gone".to_owned(),
            other => panic!("{other:?}"),
        };
        let mut missing = parts.clone();
        missing.remove(at);
        let expected = if at == 0 {
            "manifest.json is gone"
        } else {
            name.as_str()
        };
        assert_eq!(told(&missing), expected);
        if at > 0 {
            let mut flipped = parts.clone();
            let middle = flipped[at].1.len() / 2;
            flipped[at].1[middle] ^= 1;
            assert_eq!(told(&flipped), name);
            let mut cut = parts.clone();
            cut[at].1.pop();
            assert_eq!(told(&cut), name);
        }
    }
    let mut broken = parts.clone();
    broken[0].1.truncate(20);
    assert!(
        matches!(read_parts("f", &packed(&broken)), Err(OpenError::Damaged { part, .. }) if part == "manifest.json")
    );
}

#[test]
fn a_newer_format_and_other_files_are_told_apart() {
    let mut parts = unpacked(&write_parts(&start()).unwrap());
    let manifest = String::from_utf8(parts[0].1.clone()).unwrap();
    let newer = manifest
        .replace("\"format\": 0", "\"format\": 99")
        .replace("\"minimum_reader\": 0", "\"minimum_reader\": 99");
    assert_ne!(newer, manifest);
    parts[0].1 = newer.into_bytes();
    assert!(matches!(
        read_parts("f", &packed(&parts)),
        Err(OpenError::Newer { format: 99, .. })
    ));
    let other = packed(&[("xl/workbook.xml".to_owned(), b"<a/>".to_vec())]);
    assert!(matches!(
        read_parts("f", &other),
        Err(OpenError::NotAProject { .. })
    ));
    assert!(matches!(
        read_parts("f", b""),
        Err(OpenError::NotAProject { .. })
    ));
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("none.heng"), folder.path().to_path_buf()] {
        assert!(matches!(open(&path), Err(OpenError::Unreadable { .. })));
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_target_that_cannot_be_written_is_told_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    save(&start(), &path).unwrap();
    let before = fs::read(&path).unwrap();

    let nowhere = save(&rich(), &folder.path().join("none/a.heng")).unwrap_err();
    assert_eq!(nowhere.stage, SaveStage::Create);
    let through_a_file = save(&rich(), &path.join("b.heng")).unwrap_err();
    assert_eq!(through_a_file.stage, SaveStage::Create);
    let target = folder.path().join("folder.heng");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("kept"), "x").unwrap();
    let a_folder = save(&rich(), &target).unwrap_err();
    assert_eq!(
        (a_folder.stage, a_folder.file),
        (SaveStage::Replace, target.display().to_string())
    );

    // A document that would not read back as it is does not get as far as the file.
    let mut broken = start();
    Arc::make_mut(&mut broken.datasets[0]).method = Arc::new(heng::engine::Method {
        min_availability: f64::NAN,
        ..heng::engine::Method::default()
    });
    assert_eq!(save(&broken, &path).unwrap_err().stage, SaveStage::Pack);

    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names_in(folder.path()), ["a.heng", "folder.heng"]);
    assert_eq!(names_in(&target), ["kept"]);

    save(&rich(), &path).unwrap();
    assert_eq!(open(&path).unwrap(), rich());
    assert_eq!(names_in(folder.path()), ["a.heng", "folder.heng"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_the_old_file_or_of_any_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    save(&start(), &path).unwrap();
    let plain = folder.path().join("plain");
    fs::write(&plain, "x").unwrap();
    assert_eq!(mode(&path), mode(&plain));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    save(&rich(), &path).unwrap();
    assert_eq!(mode(&path), 0o640);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_cut_file_is_told_as_such(cut in any::<prop::sample::Index>()) {
        let bytes = write_parts(&rich()).unwrap();
        let cut = &bytes[..cut.index(bytes.len())];
        prop_assert!(read_parts("f", cut).is_err());
    }

    /// Whatever bytes change: an error, or a change that touches nothing that is read.
    #[test]
    fn a_changed_file_never_opens_as_something_else(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let document = rich();
        let mut bytes = write_parts(&document).unwrap();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(read) = read_parts("f", &bytes) {
            prop_assert_eq!(read, document);
        }
    }

    #[test]
    fn any_bytes_are_no_project(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let not = matches!(read_parts("f", &bytes), Err(OpenError::NotAProject { .. }));
        prop_assert!(not);
    }
}
