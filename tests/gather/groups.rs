//! Groups that a sheet tells beside its values.

use std::sync::Arc;

use heng::{
    import::sheet_map::{
        Corrections, GroupsTold, SheetGroups, groups_of, groups_of_mapped, merged,
    },
    project::{Document, Edit, groups_edit},
};

use super::{book, plain_tables, sheet, understood};

fn said(found: &SheetGroups) -> Vec<String> {
    let groups = found.groups.iter();
    groups
        .map(|it| format!("{}: {}", it.name, it.members.join(" ")))
        .collect()
}

const REGIONS: &str = "城市|地区|代号|GDP
北京|东部|甲|1
上海|东部|乙|2
成都|西部|丙|3
重庆|西部|丁|4";

#[test]
fn a_column_of_words_that_repeat_groups_units() {
    let books = [book("a.xlsx", vec![sheet("S", REGIONS)])];
    let table = plain_tables(&books).remove(0);
    let [found] = groups_of(&table).try_into().unwrap();
    assert_eq!(
        found.kind.as_deref(),
        Some("地区"),
        "代号 puts each by itself"
    );
    assert_eq!(found.told, GroupsTold::Column);
    assert_eq!(said(&found), ["东部: 北京 上海", "西部: 成都 重庆"]);
}

#[test]
fn a_unit_that_changes_its_group_is_in_none_and_told() {
    let text = "城市|年份|类型|GDP
北京|2019|大|1
北京|2020|特大|2
上海|2019|特大|3
天津|2019|特大|3
成都|2019|大|4";
    let books = [book("a.xlsx", vec![sheet("S", text)])];
    let table = plain_tables(&books).remove(0);
    let [found] = groups_of(&table).try_into().unwrap();
    assert_eq!(said(&found), ["特大: 上海 天津", "大: 成都"]);
    assert_eq!(found.unsteady, ["北京"]);
}

#[test]
fn headings_over_rows_group_the_units_below_them() {
    let text = "地区|GDP（亿元）|人口（万人）
河北省||
石家庄|1|2
唐山|3|4
山东省||
济南|5|6
青岛|7|8";
    let book = book("a.xlsx", vec![sheet("S", text)]);
    let map = understood(&book, &book.sheets[0], &Corrections::default());
    let [found] = groups_of_mapped(&map.tables[0]).try_into().unwrap();
    assert_eq!(found.kind, None, "a heading does not say what kind it is");
    assert_eq!(said(&found), ["河北省: 石家庄 唐山", "山东省: 济南 青岛"]);
}

#[test]
fn groups_of_a_sheet_are_taken_by_one_edit() {
    let books = [book("a.xlsx", vec![sheet("S", REGIONS)])];
    let table = plain_tables(&books).remove(0);
    let mut found = groups_of(&table).remove(0);
    let document = Document::new("T");
    let dataset = document.main().unwrap().id;
    let table = Arc::new(table);
    let document = Edit::TakeTable { dataset, table }.apply(&document).unwrap();
    found.groups[0].members.push("无此城市".to_owned());
    let (edit, unknown) = groups_edit(document.main().unwrap(), "地区", &found);
    assert_eq!(unknown, ["无此城市"]);
    let document = edit.apply(&document).unwrap();
    let groups = &document.main().unwrap().groups;
    let names: Vec<(&str, usize)> = groups
        .iter()
        .map(|it| (it.name.as_str(), it.members.len()))
        .collect();
    assert_eq!(names, [("东部", 2), ("西部", 2)]);
}

#[test]
fn groups_of_several_sheets_are_one_offer() {
    let later = "城市|地区|GDP\n北京|东部|1\n天津|东部|2\n重庆|中部|4";
    let books = [book(
        "a.xlsx",
        vec![sheet("2019", REGIONS), sheet("2020", later)],
    )];
    let tables = plain_tables(&books);
    let [found] = merged(tables.iter().flat_map(groups_of))
        .try_into()
        .unwrap();
    assert_eq!(said(&found), ["东部: 北京 上海 天津", "西部: 成都"]);
    assert_eq!(found.unsteady, ["重庆"], "it moved");
}
