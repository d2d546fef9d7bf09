//! Judgement matrices and experts' weights, as sheets hold them.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::ops::ControlFlow;

use heng::{
    engine::weight::{AhpMethod, JudgementMatrix, ahp},
    import::{
        Book, Cell, CellAt, Finding, JudgementBlock, JudgementSheet, ReadOptions, Sheet,
        TableError, Value, expert_weights, judgements, read_bytes,
    },
    texts::{Language, Texts},
};

/// A sheet from lines of cells between `|`; digits become numbers, `@` begins a date.
fn sheet(name: &str, picture: &str) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(picture.lines()) {
        for (column, text) in (0..).zip(line.split('|').map(str::trim)) {
            let at = CellAt { row, column };
            let value = match text.parse() {
                Ok(number) => Value::Number(number),
                Err(_) if text.starts_with('@') => Value::Date {
                    serial: 44013.0,
                    iso: text[1..].to_owned(),
                },
                Err(_) => Value::Text(text.to_owned()),
            };
            if !text.is_empty() {
                cells.push(Cell { at, value });
            }
        }
    }
    Sheet {
        name: name.to_owned(),
        cells,
        ..Sheet::default()
    }
}

fn book(sheets: &[(&str, &str)]) -> Book {
    Book {
        file: "f.xlsx".to_owned(),
        sheets: sheets.iter().map(|(name, it)| sheet(name, it)).collect(),
        ..Book::default()
    }
}

fn told(findings: &[Finding]) -> Vec<String> {
    let text = |it: &Finding| format!("{} {:?}", it.at.unwrap(), it.problem);
    findings.iter().map(text).collect()
}

fn read(sheets: &[(&str, &str)]) -> JudgementSheet {
    judgements(&book(sheets), None).unwrap()
}

fn line(block: &JudgementBlock) -> String {
    let expert = block.expert.as_deref().unwrap_or("-");
    let (parent, items) = (&block.parent, block.items.join(" "));
    format!("{} {parent}: {items} by {expert}", block.at)
}

fn lines(told: &JudgementSheet) -> Vec<String> {
    told.blocks.iter().map(line).collect()
}

fn matrix(block: &JudgementBlock) -> JudgementMatrix {
    JudgementMatrix::from_pairs(block.items.len(), block.pairs.clone()).unwrap()
}

#[test]
fn blocks_on_one_sheet_have_their_experts_above_them() {
    let told = read(&[(
        "S",
        "判断矩阵表
专家：张三  |      |      |     |   | 绿色 | 水 | 气
创新        | 经费 | 人员 | 专利 |   | 水  | 1  |
经费        | 1    | 3    | 5    |   | 气  | 2  | 1
人员        |      |      | 1/2  |   |
专利        |      | —    | 1    |   |
            |      |      |      |   |
Expert: Li  |
创新        | 经费 | 人员 | 专利
专利        | 1/5  | 0.33 |
经费        |      | 3    | 5
人员        | 0.333|      | 3
注：三位专家之二",
    )]);
    assert_eq!(told.findings, []);
    assert_eq!(
        lines(&told),
        [
            "F2 绿色: 水 气 by -",
            "A3 创新: 经费 人员 专利 by 张三",
            "A9 创新: 经费 人员 专利 by Li",
        ]
    );
    assert_eq!(told.blocks[0].pairs, [(1, 0, 2.0)]);
    assert_eq!(
        told.blocks[1].pairs,
        [(0, 1, 3.0), (0, 2, 5.0), (1, 2, 0.5)]
    );
    let second = matrix(&told.blocks[2]);
    assert_eq!(second.rows()[0], [1.0, 3.0, 5.0]);
    assert_eq!(second.rows()[2], [0.2, 1.0 / 3.0, 1.0]);
    assert!(ahp(&second, AhpMethod::Eigenvector).cr < 0.05);
}

#[test]
fn several_sheets_are_several_experts() {
    let one = "A | x | y\nx | | 2\ny | |";
    let named = "Expert | Wu\nA | x | y\nx | | 3\ny | |";
    let told = read(&[("甲", one), ("封面", "说明"), ("乙", one), ("丙", named)]);
    assert_eq!(
        lines(&told),
        ["A1 A: x y by 甲", "A1 A: x y by 乙", "A2 A: x y by Wu"]
    );
    let all = book(&[("甲", one), ("乙", one)]);
    let single = judgements(&all, Some("乙")).unwrap();
    assert_eq!(lines(&single), ["A1 A: x y by -"]);
    assert!(matches!(
        judgements(&all, Some("丁")),
        Err(TableError::NoSheet { .. })
    ));
}

#[test]
fn mistakes_are_told_with_their_cells() {
    let told = read(&[(
        "S",
        "A | x | y    | z   | v
x | 2 | 3    | 0   | -1
y | 2 |      | lots | @2024-01-03
z |   |      | 1   | 4
w | 1 | 1    | 1   | 1",
    )]);
    assert_eq!(
        self::told(&told.findings),
        [
            r#"E1 Judgement(OneSided { name: "v" })"#,
            "B2 Judgement(DiagonalNotOne { found: 2.0 })",
            "D2 Judgement(NotPositive { found: 0.0 })",
            "E2 Judgement(NotPositive { found: -1.0 })",
            "B3 Judgement(NotReciprocal { found: 2.0, mirror: 3.0, at: CellAt { row: 1, column: 2 } })",
            r#"D3 NotANumber { found: "lots", column: "z" }"#,
            r#"E3 Judgement(Date { found: "2024-01-03" })"#,
            r#"A5 Judgement(OneSided { name: "w" })"#,
        ]
    );
    let absent = read(&[("S", "A | x | y | z\nx | | 3 |\ny | | | 2\nz | | |")]);
    assert_eq!(
        self::told(&absent.findings),
        [r#"D2 Judgement(Absent { row: "x", column: "z" })"#]
    );
    let twice = read(&[("S", "A | x | y | y\nx | | 3 | 1\ny | | | 2\nx | | | 1")]);
    let twice = self::told(&twice.findings);
    assert!(twice[0].starts_with("D1 RepeatedColumn"), "{twice:?}");
    assert!(twice.iter().any(|it| it.starts_with("A4 RepeatedCode")));
    let unlike = read(&[("S", "A | x | y\nx1 | 1 | 3\ny1 | | 1")]);
    assert_eq!(unlike.findings.len(), 4);
    for finding in told.findings.iter().chain(&absent.findings) {
        for language in [Language::Chinese, Language::English] {
            let text = Texts::new(language).import_finding(finding);
            assert!(text.contains(&finding.at.unwrap().to_string()), "{text}");
        }
        let json = serde_json::to_string(finding).unwrap();
        assert_eq!(&serde_json::from_str::<Finding>(&json).unwrap(), finding);
    }
}

#[test]
fn a_table_of_data_holds_no_judgements() {
    let data = book(&[(
        "S",
        "城市 | GDP | 人口\n北京 | 3 | 2\n上海 | 4 | 1\n天津 | 1 | 1",
    )]);
    let error = judgements(&data, None).unwrap_err();
    assert!(matches!(error, TableError::NoJudgements { .. }));
    for language in [Language::Chinese, Language::English] {
        let text = Texts::new(language).table_error(&error);
        assert!(text.starts_with("f.xlsx"), "{text}");
    }
    assert!(matches!(
        expert_weights(&book(&[("S", "说明")]), None),
        Err(TableError::NoExperts { .. })
    ));
}

#[test]
fn fractions_of_a_text_file_are_read() {
    let text = "A,x,y\nx,1,１／４\ny,4,1\n";
    let book = read_bytes(
        "a.csv",
        text.as_bytes(),
        &ReadOptions::default(),
        &mut |_| ControlFlow::Continue(()),
    );
    let told = judgements(&book.unwrap(), None).unwrap();
    assert_eq!(told.findings, []);
    assert_eq!(told.blocks[0].pairs, [(0, 1, 0.25), (1, 0, 4.0)]);
}

#[test]
fn experts_stand_in_columns() {
    let picture = "专家打分表
代码 | 名称 | 张三 | 李四 | 平均
a    | 经费 | 60%  | 3    | 2
b    | 人员 | 40   |      | 2
合计 |      | 100  | 3    | 4
注：百分制";
    let told = expert_weights(&book(&[("S", picture)]), None).unwrap();
    assert_eq!(told.experts, ["张三", "李四"]);
    let rows: Vec<_> = told
        .rows
        .iter()
        .map(|it| (it.node.as_str(), it.weights.clone(), it.row))
        .collect();
    assert_eq!(
        rows,
        [
            ("a", vec![Some(60.0), Some(3.0)], 2),
            ("b", vec![Some(40.0), None], 3)
        ]
    );
    assert_eq!(
        self::told(&told.findings),
        [
            r#"B2 ColumnNotUsed { column: "名称" }"#,
            r#"E2 ColumnNotUsed { column: "平均" }"#
        ]
    );
}

#[test]
fn mistakes_of_experts_are_told() {
    let picture = " | E | E\na | 1 | -2\na | many | 3\n | 4 | 5";
    let told = expert_weights(&book(&[("S", picture)]), None).unwrap();
    assert_eq!(
        self::told(&told.findings),
        [
            r#"C1 RepeatedColumn { column: "E", first: CellAt { row: 0, column: 1 } }"#,
            "C2 NegativeWeight { found: -2.0 }",
            r#"A3 RepeatedCode { code: "a", first: CellAt { row: 1, column: 0 } }"#,
            r#"B3 NotANumber { found: "many", column: "E" }"#,
            "B4 NoUnitName",
        ]
    );
}
