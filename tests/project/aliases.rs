//! Further names of units as a file, out and in again.

use heng::{
    import::names::{AliasFault, PlaceId, Registry},
    project::{NewAlias, aliases_text, read_aliases},
    texts::{Language, Texts},
};

use super::*;

fn cities() -> Document {
    let mut document = document([take(
        "
        city  | gdp
        北京  | 3
        上海  | 2
        总部  | 1",
    )]);
    let dataset = Arc::make_mut(&mut document.datasets[0]);
    let units = Arc::make_mut(&mut dataset.units);
    units[0].place = Some(PlaceId::from("110000"));
    units[1].place = Some(PlaceId::from("310000"));
    document
}

fn read(document: &Document, file: &[u8]) -> (Document, heng::project::AliasReading) {
    let reading = read_aliases(main_of(document), file, Registry::bundled());
    let after = reading.edit(MAIN).map(|edit| edit.apply(document).unwrap());
    (after.unwrap_or_else(|| document.clone()), reading)
}

fn names(document: &Document) -> Vec<String> {
    let units = main_of(document).units.iter();
    units
        .map(|it| format!("{}: {}", it.key, it.aliases.join(" ")))
        .collect()
}

#[test]
fn names_are_added_and_written_as_they_were_read() {
    let file = "别名,地区\n帝都,北京市\nPeking,110000\n申城,310000\n\"华为, 深圳\",总部\n";
    let (after, reading) = read(&cities(), file.as_bytes());
    assert_eq!(reading.problems, []);
    assert_eq!(
        names(&after),
        ["北京: 帝都 Peking", "上海: 申城", "总部: 华为, 深圳"]
    );
    let text = aliases_text(main_of(&after), Registry::bundled());
    assert_eq!(
        text,
        "name,place\n帝都,110000\nPeking,110000\n申城,310000\n\"华为, 深圳\",总部\n"
    );
    let (same, again) = read(&after, text.as_bytes());
    assert_eq!((&same, again.known, again.new), (&after, 4, vec![]));
    let (anew, _) = read(&cities(), text.as_bytes());
    assert_eq!(names(&anew), names(&same));
}

#[test]
fn a_name_stays_with_the_unit_that_has_it() {
    let file = "北京,上海\n帝都,北京\n帝都,上海\n羊城,广州\n,上海\n";
    let (after, reading) = read(&cities(), file.as_bytes());
    assert_eq!(names(&after), ["北京: 帝都", "上海: ", "总部: "]);
    let lines: Vec<u64> = reading.problems.iter().map(|it| it.line).collect();
    assert_eq!(lines, [1, 3, 4, 5]);
    assert!(matches!(
        &reading.problems[1].fault,
        AliasFault::Taken { unit, .. } if unit == "北京"
    ));
    let texts = Texts::new(Language::English);
    assert_eq!(
        texts.alias_problem(Registry::bundled(), "names.csv", &reading.problems[2]),
        "names.csv line 4: no single unit of the project is “广州”. The row was left out"
    );
}

#[test]
fn a_file_of_excel_in_gb18030_with_tabs_is_read() {
    let file = b"\xc3\xfb\xb3\xc6\t\xb5\xd8\xc7\xf8\n\xb5\xdb\xb6\xbc\t\xb1\xb1\xbe\xa9\n"; // 名称 地区 / 帝都 北京
    let (after, _) = read(&cities(), file);
    assert_eq!(names(&after)[0], "北京: 帝都");
    let (_, reading) = read(&cities(), b"PK\x03\x04\x00\x00\x00\x00");
    assert_eq!(reading.problems[0].fault, AliasFault::Unreadable);
}

#[test]
fn a_file_can_say_which_place_a_unit_is() {
    let (after, _) = read(&cities(), "总部,深圳市\n".as_bytes());
    let place = main_of(&after).units[2].place.clone();
    assert_eq!(place, Some(PlaceId::from("440300")));
    let text = aliases_text(main_of(&after), Registry::bundled());
    assert_eq!(text, "name,place\n总部,440300\n");
    assert!(read(&after, text.as_bytes()).1.new.is_empty());
}

#[test]
fn an_edit_never_gives_two_units_one_name() {
    let document = cities();
    let edit = |name: &str| Edit::TakeAliases {
        dataset: MAIN,
        aliases: vec![NewAlias::Name {
            unit: unit(&document, "上海"),
            name: name.to_owned(),
        }],
    };
    let taken = edit("北京").apply(&document).unwrap_err();
    assert!(matches!(taken, EditError::NameTaken { .. }));
    assert_eq!(edit(" ").apply(&document), Err(EditError::EmptyName));
    assert!(edit("申城").apply(&document).is_ok());
}
