use super::*;
use crate::{
    engine::{Denominator, Imputation, Node, Screen, Tiering, VariableId},
    export::{
        sample,
        sheet_plan::{Cell, Look},
    },
    project::{At, Edit, HouseStyle, MethodPatch, NodeChoice},
    texts::Language,
};

fn plans(
    document: &Document,
    texts: Texts,
    options: &WorkbookOptions,
) -> Result<Vec<SheetPlan>, ExportError> {
    let subject = Subject {
        document,
        dataset: document.main().unwrap(),
        scenario: None,
        results: &sample::results(document),
    };
    plan(&subject, &texts, options)
}

fn written(plans: &[SheetPlan], title: &str, texts: Texts) -> Result<Vec<u8>, ExportError> {
    let front = write::Front {
        title,
        texts,
        date: None,
        style: &HouseStyle::default(),
    };
    let mut go_on = |_| ControlFlow::Continue(());
    write::write(plans, &front, &mut Going::new(&mut go_on))
}

fn values() -> WorkbookOptions {
    WorkbookOptions {
        values_only: true,
        ..WorkbookOptions::default()
    }
}

/// A row as one line, for the eye.
fn line(plan: &SheetPlan, row: usize) -> String {
    let shown = plan.rows[row].cells.iter().map(|cell| match cell {
        Cell::Blank | Cell::Entry(_) | Cell::Later(_) => String::new(),
        Cell::Missing => "missing".to_owned(),
        Cell::Text(text) | Cell::Label(text) => text.clone(),
        Cell::Link(text) => format!("-> {text}"),
        Cell::Step(text, steps) => format!("{}{text}", ".".repeat(usize::from(*steps))),
        Cell::Score(number, _)
        | Cell::Share(number)
        | Cell::FixedShare(number)
        | Cell::Number(number, _) => number.to_string(),
        Cell::Rank(rank) => rank.to_string(),
        Cell::Moved(places) => format!("{places:+}"),
        Cell::Corrected(number, _) => format!("*{number:?}"),
    });
    shown.collect::<Vec<_>>().join(" | ")
}

fn lines(plan: &SheetPlan) -> Vec<String> {
    (0..plan.rows.len()).map(|row| line(plan, row)).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "every sheet is shown")]
fn values_that_were_filled_or_divided_have_a_sheet_of_their_own() {
    let document = sample::document();
    let dataset = document.main().unwrap();
    let (id, framework) = (dataset.id, dataset.framework.clone().unwrap());
    let [x, y] = ["X", "Y"].map(|code| dataset.variables.iter().find(|it| it.code == code));
    let node = |variable: VariableId| {
        let reads = |node: &&Node| node.indicator().is_some_and(|it| it.variable == variable);
        framework.nodes().into_iter().find(reads).unwrap().id
    };
    let (x, y) = (x.unwrap().id, y.unwrap().id);
    let choice = |node, choice| Edit::Choose {
        dataset: id,
        node,
        choice,
    };
    let denominator = Denominator {
        variable: y,
        per: 100.0,
    };
    let mean = Imputation::from_key("mean").unwrap();
    let at = At {
        dataset: id,
        scenario: None,
    };
    let choices = MethodPatch {
        denominate: Some(true),
        screen: Some(Screen {
            nonzero: Some(0.1),
            ..Screen::usual()
        }),
        ..MethodPatch::default()
    };
    let edits = [
        choice(node(x), NodeChoice::Denominator(Some(denominator))),
        choice(node(y), NodeChoice::Imputation(Some(mean))),
        Edit::SetMethod { at, choices },
        Edit::SetTiers {
            dataset: id,
            tiers: Some(Tiering::Median),
        },
    ];
    let document = edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap());
    let options = values();
    let made = plans(&document, Texts::new(Language::English), &options).unwrap();
    let of = |name: &str| made.iter().find(|plan| plan.name == name).unwrap();
    let treated = of("Treated data");
    assert_eq!(
        lines(treated),
        [
            " | P name | ",
            "Unit | X name | Y name",
            "a | 1 | 10",
            "b | missing | *Some(10.0)",
            "World, all | missing | *Some(10.0)",
        ]
    );
    let notes: Vec<&str> = treated
        .notes
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    let filled = "Filled in: the mean or median of ranked units";
    assert_eq!(notes, ["Divided by “Y name”, per 100", filled, filled]);
    assert!(line(of("Ranking"), 0).ends_with(" | Tier"));
    assert_eq!(
        lines(of("Availability")),
        [
            "Unit | Index | P name | Y name | Share not zero | Screening",
            "a | 1 | 1 | 1 | 1 | ",
            "b | 0 | 0 | 0 |  | Left out",
            "World, all | 0 | 0 | 0 |  | ",
        ]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "every sheet is shown")]
fn sheets_hold_the_results_of_the_last_period() {
    let document = sample::document();
    let made = plans(&document, Texts::new(Language::English), &values()).unwrap();
    let names: Vec<&str> = made.iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Cover",
            "Ranking",
            "Charts",
            "Scatter",
            "P name",
            "By period",
            "Dimensions by period",
            "Normalised",
            "Raw data",
            "Framework and weights",
            "Sources"
        ]
    );
    let of = |name: &str| made.iter().find(|plan| plan.name == name).unwrap();
    assert_eq!(
        lines(of("Ranking")),
        [
            "Rank | Unit | Index | P name | P name rank | Y name | Y name rank",
            "1 | b | 100 | 100 | 1 | missing | ",
            "2 | a | 0 | 0 | 2 | missing | ",
            "Reference | World, all | 199.99999999999994 | 199.99999999999994 |  | missing | ",
        ]
    );
    assert_eq!(of("Ranking").rows[3].look, Look::Aside);
    let bars = of("Ranking").bars.unwrap();
    assert_eq!(
        (bars.area.first_row, bars.area.last_row, bars.ends),
        (1, 2, Some([0.0, 100.0]))
    );
    assert_eq!(
        lines(of("Raw data")),
        [
            " | P name | ",
            "Unit | X name (km) | Y name (%)",
            "a | 0.1 | 10",
            "b | *Some(0.4) | missing",
            "World, all | 0.7 | missing"
        ]
    );
    let notes: Vec<&str> = of("Raw data")
        .notes
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "data.xlsx, sheet “S”, column B",
            "data.xlsx, sheet “S”, column C",
            "Corrected by hand. It was: 0.9. Reason: a slip\nRead from data.xlsx [S] B3"
        ]
    );
    assert_eq!(
        lines(of("By period")),
        [
            "Unit | 2019 score | 2019 rank | 2020 score | 2020 rank | 2020 gained",
            "b | 75 | 1 | 100 | 1 | +0",
            "a | 25 | 2 | 0 | 2 | +0",
            "World, all | 50 |  | 199.99999999999994 |  | ",
        ]
    );
    assert_eq!(
        of("Framework and weights").rows[3].cells[2],
        Cell::Step("X name".to_owned(), 2)
    );
    assert_eq!(
        of("Framework and weights").rows[3].cells[5..7],
        [Cell::Share(1.0), Cell::Share(0.75)]
    );
}

#[test]
fn a_period_can_be_chosen_and_what_is_not_there_is_told() {
    let document = sample::document();
    let texts = Texts::new(Language::Chinese);
    let asked = |period: &str| WorkbookOptions {
        period: Some(period.to_owned().into()),
        ..WorkbookOptions::default()
    };
    let made = plans(&document, texts, &asked("2019")).unwrap();
    let ranking = made.iter().find(|it| it.name == "排名").unwrap();
    assert_eq!(line(ranking, 1), "1 | b | 75 | 100 | 1 | 0 | 2 | 2");
    let error = plans(&document, texts, &asked("2018")).unwrap_err();
    assert_eq!(
        error.told(&texts),
        "没有2018年的结果，现有时期为2019年至2020年。请另选时期"
    );
    let empty = Document::new("Empty");
    let subject = Subject {
        document: &empty,
        dataset: empty.main().unwrap(),
        scenario: None,
        results: &sample::results(&document),
    };
    assert_eq!(
        plan(&subject, &texts, &WorkbookOptions::default()),
        Err(ResolveError::NoFramework.into())
    );
    let other = Document {
        datasets: vec![std::sync::Arc::new(Dataset {
            units: std::sync::Arc::default(),
            ..document.main().unwrap().as_ref().clone()
        })],
        ..document.clone()
    };
    let foreign = Subject {
        dataset: other.main().unwrap(),
        ..subject
    };
    assert_eq!(
        plan(&foreign, &texts, &WorkbookOptions::default()),
        Err(ExportError::Mismatch)
    );
}

#[test]
fn the_cover_tells_method_findings_and_contents() {
    let document = sample::document();
    for (language, parts) in [
        (
            Language::Chinese,
            [
                "极差法",
                "〔提醒〕“Y name”在2020年",
                "-> 排名",
                "2026-07-01",
            ],
        ),
        (
            Language::English,
            ["min–max", "Warning: “Y name”", "-> Ranking", "2026-07-01"],
        ),
    ] {
        let options = WorkbookOptions {
            date: Some("2026-07-01".to_owned()),
            values_only: true,
            ..WorkbookOptions::default()
        };
        let cover = lines(&plans(&document, Texts::new(language), &options).unwrap()[0]).join("\n");
        for part in parts {
            assert!(cover.contains(part), "{part}\n{cover}");
        }
    }
}

#[test]
fn a_sheet_that_no_spreadsheet_could_hold_is_refused() {
    let texts = Texts::new(Language::Chinese);
    let mut wide = SheetPlan::new("宽".to_owned());
    wide.push(Look::Body, vec![Cell::Blank; 16_385]);
    let error = written(&[wide], "t", texts).unwrap_err();
    assert!(error.told(&texts).contains("16385"), "{error}");
    let mut long = SheetPlan::new("长".to_owned());
    for _ in 0..=1_048_576 {
        long.push(Look::Body, Vec::new());
    }
    let error = written(&[long], "t", texts).unwrap_err();
    assert!(error.told(&texts).contains("1048577"), "{error}");
}

#[test]
fn endless_texts_are_cut_rather_than_refused() {
    let mut plan = SheetPlan::new("s".to_owned());
    let endless = "长".repeat(40_000);
    plan.push(Look::Header, vec![Cell::Text(endless.clone())]);
    plan.notes.push(crate::export::sheet_plan::Note {
        row: 0,
        column: 0,
        text: endless.clone(),
    });
    plan.header_rows = 1;
    plan.fit();
    assert!(written(&[plan], &endless, Texts::new(Language::English)).is_ok());
}
