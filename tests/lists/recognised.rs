//! What a list is recognised by.

use heng::import::{list::ListKind, names::Level};

use super::sheets::listed;

const LABORATORIES: &str = "
    2021年国家重点实验室名单
    序号|实验室名称|领域|省份|获批年份|经费（万元）
    1|甲重点实验室|材料|北京|2015|300
    2|乙重点实验室|信息|北京|2016|250
    3|丙重点实验室|材料|河北|2015|120
    4|丁重点实验室|信息|河北|2017|80
    5|戊重点实验室|材料|上海|2015|410
    6|己重点实验室|信息|北京|2018|90
    注：不含军队系统";

#[test]
fn columns_are_known_by_what_they_hold() {
    let list = listed(LABORATORIES);
    let kinds: Vec<(&str, ListKind)> = list
        .columns
        .iter()
        .map(|it| (it.name.as_str(), it.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("序号", ListKind::Running),
            ("实验室名称", ListKind::Text),
            ("领域", ListKind::Category),
            ("省份", ListKind::Place(Level::Province)),
            ("获批年份", ListKind::Date),
            ("经费", ListKind::Number),
        ]
    );
    assert_eq!(list.columns[5].measure.as_deref(), Some("万元"));
    let classes = [("材料".to_owned(), 3), ("信息".to_owned(), 3)];
    assert_eq!(list.columns[2].classes, classes);
}

#[test]
fn title_note_and_header_are_no_things() {
    let list = listed(LABORATORIES);
    assert_eq!(list.title, "2021年国家重点实验室名单");
    assert_eq!((list.header_row, list.rows.len()), (1, 6));
    assert_eq!(
        list.findings.len(),
        1,
        "the note is told: {:?}",
        list.findings
    );
    assert!(list.confidence > 0.8, "{}", list.confidence);
}

#[test]
fn the_proposal_names_unit_period_and_thing() {
    let found = listed(LABORATORIES).proposal;
    assert_eq!(found.by.as_deref(), Some("省份"));
    assert_eq!(found.level, Some(Level::Province));
    assert_eq!(found.period_column.as_deref(), Some("获批年份"));
    assert_eq!(found.name.as_deref(), Some("实验室名称"));
    assert_eq!(found.period, None, "the years are in a column");
}

#[test]
fn a_list_without_a_column_of_periods_takes_that_of_its_title() {
    let list = listed(
        "2021年高新技术企业名单
         企业名称|注册地址
         甲公司|河北省石家庄市长安区中山路1号
         乙公司|河北省石家庄市裕华区东岗路2号
         丙公司|河北省唐山市路北区新华道3号",
    );
    assert_eq!(list.proposal.period.unwrap().to_string(), "2021");
    assert_eq!(list.columns[1].kind, ListKind::Address);
    assert_eq!(list.proposal.by.as_deref(), Some("注册地址"));
    assert_eq!(list.proposal.level, Some(Level::Prefecture));
    assert!(list.confidence > 0.5, "{}", list.confidence);
}

#[test]
fn a_header_may_repeat_and_a_total_may_end_the_list() {
    let list = listed(
        "企业名称|城市|营业收入
         甲公司|石家庄|10
         乙公司|石家庄|20
         企业名称|城市|营业收入
         丙公司|唐山|30
         丁公司|唐山|40
         合计|||",
    );
    assert_eq!(list.rows.len(), 4);
    assert_eq!(list.findings.len(), 2, "{:?}", list.findings);
}
