//! Lists of things: counted, summed and split per unit before they are taken.

use std::fs;

use egui_kittest::kittest::NodeT as _;
use heng::{engine::Period, import::names::Level};

use crate::desk::{Desk, in_both_languages};

const LABS: &str = "国家级实验室名单\n实验室名称,依托单位地址,类别,经费（万元）,批准年份\n\
    甲实验室,北京市海淀区中关村大街1号,国家级,100,2019\n\
    乙实验室,北京市朝阳区建国路2号,省级,50,2020\n\
    丙实验室,河北省石家庄市长安区中山路3号,国家级,30,2020\n\
    丁实验室,上海市浦东新区世纪大道4号,省级,20,2020\n\
    戊实验室,地址不详,省级,10,2020\n\
    己实验室,河北省唐山市路北区5号,国家级,40,2019\n";

fn value(desk: &Desk, unit: &str, variable: &str, year: i32) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.label == unit)?;
    let variable = dataset.variables.iter().find(|it| it.name == variable)?;
    dataset.value(variable.id, &Period::Year(year), unit.id)
}

#[test]
fn laboratories_are_counted_by_the_province_of_their_address() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("实验室.csv");
    fs::write(&path, LABS).unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        let texts = desk.texts;
        let control = desk.control(texts.as_list());
        assert_eq!(
            control.accesskit_node().toggled(),
            Some(egui::accesskit::Toggled::True)
        );
        desk.choose(texts.tally_level(), texts.place_level(Level::Province));
        assert!(
            desk.shows(&texts.tallied(5, 1, 0, 0)),
            "one has no known address"
        );
        desk.click(texts.add_figure());
        assert!(desk.shows_part("经费"));
        desk.click(texts.take());
        let variables: Vec<&str> = desk
            .dataset()
            .variables
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(variables, ["国家级实验室名单", "经费"]);
        assert_eq!(value(&desk, "河北", "国家级实验室名单", 2019), Some(1.0));
        assert_eq!(value(&desk, "河北", "国家级实验室名单", 2020), Some(1.0));
        assert_eq!(value(&desk, "北京", "经费", 2020), Some(50.0));
        assert_eq!(
            value(&desk, "上海", "国家级实验室名单", 2019),
            None,
            "absent is not zero"
        );
    });
}
