//! What is recognised, from small sheets as people have them.

use heng::import::relations::{RelationForm, RelationLayout, RelationRole, relations};

use super::{book, noticed, read, told};

#[test]
fn cooperation_with_title_measure_and_note_rows() {
    let table = read("校企合作.csv");
    assert!(table.sure);
    assert_eq!(
        told(&table),
        "星河智能科技有限公司>东湖大学 联合实验室 2019 320 B4\n\
         星河智能科技有限公司>南山理工大学 技术开发 2019 85.5 B5\n\
         云岭机器人股份有限公司>东湖大学 技术开发 2020 1200 B6\n\
         云岭机器人股份有限公司>东湖大学 技术开发 2020 40 B7\n\
         海石芯片有限公司>西岭大学 联合实验室 2020 - B8\n\
         海石芯片有限公司>南山理工大学 技术转让 2021 260 B9\n\
         星河智能科技有限公司>东湖大学 联合实验室 2021 500 B10\n"
    );
    assert_eq!(table.title, "某省人工智能企业与高校合作情况");
    assert_eq!(table.measure.as_deref(), Some("万元"));
    assert_eq!(table.directed, None);
    let [remark] = table.list.attributes.as_slice() else {
        panic!("{:?}", table.list.attributes);
    };
    assert_eq!(
        (remark.name.as_str(), remark.get(1)),
        ("备注", Some("二期"))
    );
    assert_eq!(remark.get(0), None);
    let roles: Vec<RelationRole> = table.columns.iter().map(|it| it.role).collect();
    assert_eq!(
        roles,
        [
            RelationRole::Running,
            RelationRole::Source,
            RelationRole::Target,
            RelationRole::Kind,
            RelationRole::Period,
            RelationRole::Weight,
            RelationRole::Attribute,
        ]
    );
    assert_eq!(
        noticed(&table),
        [
            "direction-assumed",
            "weights-repaired F6",
            "repeated B7",
            "no-weight F8",
            "line-dropped A11",
            "line-dropped A12",
        ]
    );
}

#[test]
fn a_migration_matrix_with_totals() {
    let table = read("migration.csv");
    assert!(table.sure);
    assert_eq!(table.form, RelationForm::Matrix);
    assert_eq!(table.directed, Some(true));
    let edges = &table.list.edges;
    assert_eq!((edges.len(), edges.nodes().len()), (20, 5));
    let first = edges.get(0).unwrap();
    assert_eq!((first.source, first.target), ("北京", "天津"));
    assert_eq!(first.weight, Some(3.2));
    assert_eq!(first.period.to_string(), "2020");
    assert_eq!(table.list.cells[0].to_string(), "C4");
    assert_eq!(table.measure.as_deref(), Some("万人"));
    assert_eq!(noticed(&table), ["period-assumed", "total G3"]);
}

#[test]
fn an_edge_list_of_gephi() {
    let table = read("gephi-edges.csv");
    assert!(table.sure);
    assert_eq!(
        told(&table),
        "1>2 -  1 A2\n1>3 -  2.5 A3\n2>3 -  1 A4\n3>3 -  1 A5\n"
    );
    assert_eq!(table.directed, Some(true));
    let names: Vec<&str> = table
        .list
        .attributes
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["Id", "Label"]);
    assert_eq!(noticed(&table), ["self-loops A5"]);
}

#[test]
fn a_column_a_year() {
    let table = read("years-across.csv");
    assert_eq!(
        told(&table),
        "北京>上海 - 2018 12 C3\n北京>上海 - 2019 15 D3\n北京>深圳 - 2018 8 C4\n\
         北京>深圳 - 2020 21 E4\n上海>杭州 - 2018 5 C5\n上海>杭州 - 2019 7 D5\n上海>杭州 - 2020 9 E5\n"
    );
    assert_eq!(table.directed, Some(true));
    assert_eq!(noticed(&table), ["zero-cells E3"]);
}

#[test]
fn a_matrix_of_two_equal_halves_is_undirected_unless_it_is_said() {
    let table = read("symmetric.csv");
    assert_eq!((table.directed, table.list.edges.len()), (Some(false), 6));
    assert_eq!(noticed(&table), ["mirrored", "zero-cells B2"]);
    let text = std::fs::read_to_string(super::fixture("symmetric.csv")).unwrap();
    let layout = RelationLayout {
        directed: Some(true),
        ..RelationLayout::default()
    };
    let both = relations(&book("s.csv", &text), &layout).unwrap();
    assert_eq!((both.directed, both.list.edges.len()), (Some(true), 12));
}

#[test]
fn what_is_wrong_is_told_with_its_cell() {
    let table = read("bad.csv");
    assert_eq!(
        told(&table),
        "甲>乙 投资 2020 3 A2\n甲>丙 投资  2 A5\n丙>丙 投资 2020 1 A6\n\
         乙>甲 投资 2020 - A7\n丙>乙 投资  -4 A8\n甲>乙 投资 2020 5 A9\n丁>甲 投资 2021 - A10\n"
    );
    assert_eq!(
        noticed(&table),
        [
            "direction-assumed",
            "no-source A3",
            "no-target B4",
            "no-period D5",
            "self-loops A6",
            "repeated A7",
            "not-a-weight E7",
            "no-period D8",
            "negative-weight E8",
            "no-weight E10",
        ]
    );
}

#[test]
fn what_is_said_of_columns_comes_first() {
    let text = "a,b,when,how many,how much\nx,y,2020,1,2\ny,z,2021,3,4\n";
    let layout = RelationLayout {
        roles: [
            ("a", RelationRole::Target),
            ("b", RelationRole::Source),
            ("when", RelationRole::Period),
            ("how much", RelationRole::Weight),
        ]
        .map(|(name, role)| (name.to_owned(), role))
        .to_vec(),
        ..RelationLayout::default()
    };
    let book = book("plain.csv", text);
    assert!(relations(&book, &RelationLayout::default()).is_err());
    let table = relations(&book, &layout).unwrap();
    assert_eq!(told(&table), "y>x - 2020 2 B2\nz>y - 2021 4 B3\n");
    let wrong = RelationLayout {
        roles: vec![("nobody".to_owned(), RelationRole::Weight)],
        ..layout
    };
    assert!(relations(&book, &wrong).is_err());
}
