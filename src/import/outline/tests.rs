use super::*;
use crate::import::picture::{book, told};

/// The tree as indented lines: code, =name where it differs, kind of node and what is said of it.
fn lines(outline: &Outline) -> Vec<String> {
    let mut depths: Vec<usize> = Vec::new();
    let mut lines = Vec::new();
    for node in &outline.nodes {
        let depth = node.parent.map_or(0, |parent| depths[parent] + 1);
        depths.push(depth);
        let mut line = ".".repeat(depth) + &node.code;
        if node.name != node.code {
            line = line + "=" + &node.name;
        }
        if node.kind == OutlineKind::Aggregate {
            line += ":";
        }
        if node.direction == Direction::Negative {
            line += " -";
        }
        let number =
            |name: &str, it: Option<f64>| it.map_or(String::new(), |it| format!(" {name}{it}"));
        line += &number("w", node.weight);
        line += &number("lo", node.lo);
        line += &number("hi", node.hi);
        line += &number("target", node.target);
        let text = |it: &Option<String>| it.as_ref().map_or(String::new(), |it| format!(" [{it}]"));
        line += &text(&node.measure);
        line += &text(&node.source);
        lines.push(line);
    }
    lines.extend(
        outline
            .others
            .iter()
            .map(|it| format!("{} {:?}", it.code, it.kind)),
    );
    lines
}

#[track_caller]
fn check(picture: &str, expected: &[&str], findings: &[&str]) {
    let outline = outline(&book(picture), None).unwrap();
    assert_eq!(lines(&outline), expected);
    assert_eq!(told(&outline.findings), findings);
}

#[test]
fn rows_that_name_their_parent_become_a_tree() {
    check(
        "
        代码 | 名称   | 上级 | 权重 | 方向 | 单位 | 来源 | 下限 | 上限
        a2   | 能耗   | A    | '20% | 逆向 | 吨   | 年鉴 | 0    | 10
        I    | 指数   |      |      |      |      |      |      |
        A    | 绿色   | I    | 2    |      |      |      |      |
        a1   | 绿地   | 绿色 | 80   | 正向 |      |      |      |",
        &[
            "I=指数:",
            ".A=绿色: w2",
            "..a2=能耗 - w20 lo0 hi10 [吨] [年鉴]",
            "..a1=绿地 w80",
        ],
        &[],
    );
}

#[test]
fn levels_fill_down_and_carry_their_weights() {
    check(
        "
        序号 | 一级指标 | 权重 | 二级指标 | 三级指标 | 方向 | 权重
        1    | 创新     | 0.6  | 投入     | 经费     | +    | 3
        2    |          |      |          | 人员     |      | 1
        3    |          |      | 产出     | 专利     | 负   | 1
        4    | 绿色     | 0.4  | 产出     | 专利     |      | 2
        合计 |          | 1    |          |          |      |",
        &[
            "创新: w0.6",
            ".投入:",
            "..经费 w3",
            "..人员 w1",
            ".创新/产出=产出:",
            "..创新/产出/专利=专利 - w1",
            "绿色: w0.4",
            ".绿色/产出=产出:",
            "..绿色/产出/专利=专利 w2",
        ],
        &[],
    );
}

#[test]
fn english_levels_and_weights_beside_the_last_level() {
    check(
        "
        Dimension | Weight | Indicator | Weight | Direction
        Economy   | 2      | GDP       | 1      | higher
        Economy   |        | Debt      | 3      | cost
        Economy   |        | Debt      | 3      | cost",
        &["Economy: w2", ".GDP w1", ".Debt - w3"],
        &[r#"C4 RepeatedCode { code: "Debt", first: CellAt { row: 2, column: 2 } }"#],
    );
}

#[test]
fn coinr_metadata_are_understood() {
    check(
        "
        iCode | iName  | Parent | Level | Direction | Weight | Type        | Target
        x1    | One    | P      | 1     | -1        | 1      | Indicator   | 5
        P     | Pillar | Index  | 2     | 1         | 0.5    | Aggregate   |
        Index | All    |        | 3     | 1         | 1      | Aggregate   |
        Area  | Area   |        |       |           |        | Denominator |
        G     | Group  |        |       |           |        | Group       |",
        &[
            "Index=All: w1",
            ".P=Pillar: w0.5",
            "..x1=One - w1 target5",
            "Area Denominator",
            "G Group",
        ],
        &[],
    );
}

#[test]
fn mistakes_are_told_with_their_cells() {
    check(
        "
        code | parent | weight | direction
        Econ |        | 1      |
        gdp  | Ecom   | many   | up
        gdp  | Econ   | 1      |
        debt | Econ   | -1     |
        a    | b      | 1      |
        b    | a      | 1      |
        z    | nobody | 1      |",
        &["Econ: w1", ".debt w-1", "gdp", "a: w1", ".b w1", "z w1"],
        &[
            r#"B3 UnknownParent { parent: "Ecom", nearest: Some("Econ") }"#,
            r#"C3 NotANumber { found: "many", column: "weight" }"#,
            r#"D3 NotADirection { found: "up" }"#,
            r#"A4 RepeatedCode { code: "gdp", first: CellAt { row: 2, column: 0 } }"#,
            "C5 NegativeWeight { found: -1.0 }",
            r#"B6 Circle { code: "a" }"#,
            r#"B8 UnknownParent { parent: "nobody", nearest: None }"#,
        ],
    );
}

#[test]
fn a_sheet_without_a_tree_says_which_headers_it_has() {
    let Err(TableError::NoFramework { present, .. }) = outline(&book("城市 | GDP\n北京 | 1"), None)
    else {
        panic!("a table of data was taken for a framework");
    };
    assert_eq!(present, ["城市", "GDP"]);
}
