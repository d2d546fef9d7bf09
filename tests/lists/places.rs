//! Which place a row counts for.

use heng::import::{
    list::{ListProblem, Several},
    names::Level,
};

use super::sheets::{by, counted, lines, listed, problems, said};

const FIRMS: &str = "
    企业名称|注册地址
    甲公司|河北省石家庄市长安区中山路1号
    乙公司|石家庄市裕华区东岗路2号
    丙公司|河北省唐山市路北区新华道3号
    丁公司|北京市海淀区中关村大街1号
    戊公司|长安区建设大街5号
    己公司|河北省
    庚公司|清华大学科技园
    辛公司|全国
    壬公司|";

#[test]
fn an_address_counts_at_the_level_that_is_wanted() {
    let list = listed(FIRMS);
    let cities = counted(&list, &by("注册地址", Some(Level::Prefecture)));
    assert_eq!(lines(&cities.table), ["石家庄: 2", "唐山: 1", "北京: 1"]);
    let provinces = counted(&list, &by("注册地址", Some(Level::Province)));
    assert_eq!(lines(&provinces.table), ["河北: 4", "北京: 1"]);
    let counties = counted(&list, &by("注册地址", Some(Level::County)));
    assert_eq!(
        lines(&counties.table),
        ["长安区: 1", "裕华区: 1", "路北区: 1", "海淀区: 1"]
    );
    assert_eq!(cities.from, [vec![1, 2], vec![3], vec![4]]);
    let places = cities.table.rows.iter().map(|it| it.place.clone().unwrap());
    let places: Vec<String> = places.map(|it| it.to_string()).collect();
    assert_eq!(places, ["130100", "130200", "110000"]);
}

#[test]
fn rows_without_a_certain_place_are_told_with_their_cells() {
    let done = counted(&listed(FIRMS), &by("注册地址", Some(Level::Prefecture)));
    assert_eq!((done.placed, done.unplaced), (4, 5));
    let all = problems(&done);
    let ambiguous = all.iter().find_map(|it| match it {
        ListProblem::AmbiguousPlace { places, cells, .. } => Some((places.join(","), cells[0])),
        _ => None,
    });
    let (places, cell) = ambiguous.unwrap();
    assert_eq!(places, "石家庄市长安区,西安市长安区");
    assert_eq!(cell.to_string(), "B6");
    let told = said(&done);
    for cell in ["B6", "B7", "B8", "B9", "B10"] {
        assert_eq!(
            told.matches(&format!("[Sheet1] {cell}：")).count(),
            1,
            "{told}"
        );
        assert_eq!(
            told.matches(&format!("[Sheet1] {cell}: ")).count(),
            1,
            "{told}"
        );
    }
}

#[test]
fn a_text_that_stands_often_is_told_once_with_all_its_cells() {
    let list = listed(
        "企业名称|地址
         甲|长安区
         乙|长安区
         丙|石家庄市长安区
         丁|石家庄市",
    );
    let done = counted(&list, &by("地址", Some(Level::Prefecture)));
    let all = problems(&done);
    let [ListProblem::AmbiguousPlace { cells, .. }] = all.as_slice() else {
        unreachable!("{all:?}");
    };
    assert_eq!(cells.len(), 2);
    assert_eq!(lines(&done.table), ["石家庄: 2"]);
}

#[test]
fn spellings_of_a_place_are_one_unit() {
    let list = listed(
        "实验室名称|省份
         甲|北京
         乙|北京市
         丙|北  京
         丁|河北省
         戊|河北",
    );
    let done = counted(&list, &by("省份", Some(Level::Province)));
    assert_eq!(lines(&done.table), ["北京: 3", "河北: 2"]);
    let as_they_stand = counted(&list, &by("省份", None));
    assert_eq!(lines(&as_they_stand.table), ["北京: 3", "河北省: 2"]);
}

#[test]
fn several_units_in_a_cell_count_as_chosen() {
    let list = listed(
        "项目名称|参与地区
         甲|北京、上海
         乙|北京
         丙|上海；河北；天津
         丁|河北",
    );
    let choose = |several| {
        let mut tally = by("参与地区", Some(Level::Province));
        tally.several = several;
        counted(&list, &tally)
    };
    let asked = choose(Several::Ask);
    assert_eq!(lines(&asked.table), ["北京: 1", "河北: 1"]);
    assert_eq!((asked.placed, asked.unplaced), (2, 2));
    let each = choose(Several::Each);
    assert_eq!(
        lines(&each.table),
        ["北京: 2", "上海: 2", "河北: 2", "天津: 1"]
    );
    let shared = choose(Several::Share);
    let third = 1.0 / 3.0;
    assert_eq!(
        lines(&shared.table),
        [
            "北京: 1.5".to_owned(),
            format!("上海: {}", 0.5 + third),
            format!("河北: {}", third + 1.0),
            format!("天津: {third}"),
        ]
    );
    for done in [&asked, &each, &shared] {
        let several = problems(done);
        let several = several
            .iter()
            .filter(|it| matches!(it, ListProblem::SeveralUnits { .. }));
        assert_eq!(several.count(), 2, "told in any case");
    }
}

#[test]
fn names_of_firms_are_parted_only_where_that_is_sure() {
    let list = listed(
        "专利名称|申请人
         甲|华南公司、华北公司
         乙|Iron Works, Ltd.
         丙|华南公司
         丁|华北公司
         戊|华南公司, 华北公司",
    );
    let mut tally = by("申请人", None);
    tally.several = Several::Each;
    let done = counted(&list, &tally);
    assert_eq!(
        lines(&done.table),
        ["华南公司: 3", "华北公司: 3", "Iron Works, Ltd.: 1"]
    );
    tally.several = Several::Whole;
    assert_eq!(counted(&list, &tally).table.rows.len(), 5);
}
