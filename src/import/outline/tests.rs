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
        if node.direction == Some(Direction::Negative) {
            line += " -";
        }
        let number =
            |name: &str, it: Option<f64>| it.map_or(String::new(), |it| format!(" {name}{it}"));
        line += &number("w", node.weight);
        line += &number("lo", node.lo);
        line += &number("hi", node.hi);
        line += &number("target", node.target);
        if let Some(denominator) = &node.denominator {
            line = line + " /" + denominator;
        }
        line += &number("per", node.per);
        if let Some(formula) = &node.formula {
            line = line + " =" + formula;
        }
        if node.lag > 0 {
            line = line + " lag" + &node.lag.to_string();
        }
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
fn a_code_said_twice_is_told_and_stays_with_the_first() {
    check(
        "
        一级指标 | 二级指标 | 代码
        创新     | 研发     | 7
                 | 专利     | 7",
        &["创新:", ".7=研发", ".专利"],
        &[r#"C3 RepeatedCode { code: "7", first: CellAt { row: 1, column: 2 } }"#],
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

#[test]
fn denominators_formulas_and_lags_are_read_in_both_languages() {
    let expected = [
        "I:",
        ".D: - w2",
        "..x /pop per1000000 lag1",
        "..y =growth([x])",
        "..z /gdp",
    ];
    check(
        "
        code | parent | weight | direction | denominator | per     | formula     | lag
        I    |        |        |           |             |         |             |
        D    | I      | 2      | negative  |             |         |             |
        x    | D      |        | +         | pop         | 1000000 |             | 1
        y    | D      |        |           |             |         | growth([x]) | 0
        z    | D      |        |           | gdp         |         |             |",
        &expected,
        &[],
    );
    check(
        "
        代码 | 上级 | 权重 | 方向 | 分母 | 每      | 公式        | 滞后
        I    |      |      |      |      |         |             |
        D    | I    | 2    | 逆向 |      |         |             |
        x    | D    |      | 正向 | pop  | 1000000 |             | 1
        y    | D    |      |      |      |         | growth([x]) | 0
        z    | D    |      |      | gdp  |         |             |",
        &expected,
        &[],
    );
}

#[test]
fn a_denominator_counts_by_something_above_zero_and_a_lag_is_a_whole_number() {
    check(
        "
        code | parent | denominator | per | lag
        I    |        |             |     |
        x    | I      | pop         | 0   | -1
        y    | I      | pop         | -5  | 1.5
        z    | I      | pop         | lot | some",
        &["I:", ".x /pop", ".y /pop", ".z /pop"],
        &[
            r#"D3 NotANumber { found: "0", column: "per" }"#,
            r#"E3 NotANumber { found: "-1", column: "lag" }"#,
            r#"D4 NotANumber { found: "-5", column: "per" }"#,
            r#"E4 NotANumber { found: "1.5", column: "lag" }"#,
            r#"D5 NotANumber { found: "lot", column: "per" }"#,
            r#"E5 NotANumber { found: "some", column: "lag" }"#,
        ],
    );
}

#[test]
fn denominators_of_coinr_are_those_of_its_indicators() {
    // Columns and order as in the iMeta of the package's ASEM example.
    check(
        "
        iName      | iCode  | Parent  | Direction | Level | Weight | Type        | Denominator | Unit  | Target
        Goods      | Goods  | Physic  | 1         | 1     | 1      | Indicator   | GDP         | USD   | 9
        Flights    | Flights| Physic  | -1        | 1     | 1      | Indicator   | Pop         | seats |
        Physical   | Physic | Index   | 1         | 2     | 1      | Aggregate   |             |       |
        Index      | Index  |         | 1         | 3     | 1      | Aggregate   |             |       |
        Population | Pop    |         |           |       |        | Denominator |             |       |
        GDP        | GDP    |         |           |       |        | Denominator |             |       |
        Region     | Region |         |           |       |        | Group       |             |       |",
        &[
            "Index: w1",
            ".Physic=Physical: w1",
            "..Goods w1 target9 /GDP [USD]",
            "..Flights - w1 /Pop [seats]",
            "Pop Denominator",
            "GDP Denominator",
            "Region Group",
        ],
        &[],
    );
}
