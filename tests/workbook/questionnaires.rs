//! Questionnaires go to experts as workbooks and come back as weights.

use std::{ops::ControlFlow, sync::Arc};

use heng::{
    engine::{Aggregate, NodeKind, Severity, weight::disagreement},
    export::{self, Questions, Subject, WorkbookOptions, sheet_plan::Cell as PlanCell},
    import::{
        Book, Cell, CellAt, ReadOptions, Value, budget_answers, is_budget, judgements_of,
        read_bytes,
    },
    project::{Document, Edit},
    texts::{Language, Texts},
};

use crate::published::{applied, hardtech, hardtech_document, results};

/// A questionnaire as an expert gets it, and the cells to be filled in.
fn sent(document: &Document, ask: Questions, language: Language) -> (Book, Vec<CellAt>) {
    let of = (&**document.main().unwrap(), None);
    let texts = Texts::new(language);
    let bytes = export::questionnaire(document, of, ask, texts).unwrap();
    let go_on = &mut |_| ControlFlow::Continue(());
    let book = read_bytes("答卷.xlsx", &bytes, &ReadOptions::default(), go_on).unwrap();
    let plan = export::questions(document, of, ask, texts).unwrap();
    let typed = plan.limits.iter().map(|it| CellAt {
        row: u32::try_from(it.row).unwrap(),
        column: u32::try_from(it.column).unwrap(),
    });
    (book, typed.collect())
}

/// The same as it comes back.
fn answered(mut book: Book, name: Option<&str>, typed: &[CellAt], values: &[f64]) -> Book {
    let sheet = &mut book.sheets[0];
    let name = name.map(|name| (CellAt { row: 2, column: 1 }, Value::Text(name.to_owned())));
    let numbers = typed.iter().zip(values.iter().cycle());
    let numbers = numbers.map(|(at, value)| (*at, Value::Number(*value)));
    for (at, value) in name.into_iter().chain(numbers) {
        sheet.cells.retain(|cell| cell.at != at);
        sheet.cells.push(Cell { at, value });
    }
    sheet.cells.sort_by_key(|cell| cell.at);
    book
}

fn root(document: &Document) -> Aggregate {
    let framework = document.main().unwrap().framework.clone().unwrap();
    match &framework.root.kind {
        NodeKind::Aggregate(own) => own.clone(),
        NodeKind::Indicator(_) => panic!("the index is made of others"),
    }
}

#[test]
fn points_of_many_experts_come_back_as_their_weights() {
    let document = hardtech_document(&hardtech());
    for language in Language::ALL {
        let (blank, typed) = sent(&document, Questions::Budget, language);
        assert!(is_budget(&blank));
        assert!(typed.len() > 4, "{typed:?}");
        // Who typed nothing has no say.
        let nothing = budget_answers(std::slice::from_ref(&blank)).unwrap();
        assert!(nothing.experts.is_empty());
        let first = answered(
            blank.clone(),
            Some("张三"),
            &typed,
            &[50.0, 10.0, 20.0, 10.0, 10.0],
        );
        let second = answered(
            blank.clone(),
            Some("张三"),
            &typed,
            &[10.0, 30.0, 20.0, 20.0, 20.0],
        );
        let third = answered(blank.clone(), None, &typed, &[20.0]);
        let told = budget_answers(&[first, blank, second, third]).unwrap();
        assert_eq!(told.findings, []);
        assert_eq!(told.experts, ["张三", "张三 (2)", "答卷"]);
        assert_eq!(told.rows.len(), typed.len());
        let edit = Edit::TakeOpinions {
            dataset: document.main().unwrap().id,
            sheet: Arc::new(told),
        };
        let opinions = root(&applied(document.clone(), &[edit])).opinions;
        let weights: Vec<Vec<Option<f64>>> = opinions
            .iter()
            .map(|it| it.weights.values().copied().map(Some).collect())
            .collect();
        assert_eq!(weights[0][..2], [Some(50.0), Some(10.0)]);
        let told = disagreement(&weights).unwrap();
        assert_eq!(told.distances.len(), 3);
        assert!(told.farthest.is_some_and(|it| it < 2));
    }
}

#[test]
fn what_is_wrong_in_an_answer_is_told_with_its_cell() {
    let document = hardtech_document(&hardtech());
    let (blank, typed) = sent(&document, Questions::Budget, Language::Chinese);
    let mut book = answered(blank, Some("李四"), &typed, &[20.0]);
    for (at, value) in [
        (typed[0], Value::Text("很多".to_owned())),
        (typed[1], Value::Number(-3.0)),
    ] {
        let cells = &mut book.sheets[0].cells;
        cells.iter_mut().find(|it| it.at == at).unwrap().value = value;
    }
    let told = budget_answers(&[book]).unwrap();
    let texts = Texts::new(Language::Chinese);
    let said: Vec<String> = told
        .findings
        .iter()
        .map(|it| texts.import_finding(it))
        .collect();
    assert_eq!(
        told.findings.iter().map(|it| it.at).collect::<Vec<_>>(),
        [Some(typed[0]), Some(typed[1])]
    );
    assert!(
        said[0].contains("很多") && said[1].contains("-3"),
        "{said:?}"
    );
    let other = Book {
        file: "别的.xlsx".to_owned(),
        ..Book::default()
    };
    assert!(budget_answers(&[other]).is_err());
}

#[test]
fn points_that_do_not_come_to_100_are_told_by_expert_with_their_sum() {
    let document = hardtech_document(&hardtech());
    for language in Language::ALL {
        let (blank, typed) = sent(&document, Questions::Budget, language);
        let right = answered(blank.clone(), Some("张三"), &typed, &[20.0]);
        let thirds = answered(
            blank.clone(),
            Some("王五"),
            &typed,
            &[33.3, 0.1, 33.3, 33.3, 0.0],
        );
        let wrong = answered(blank, Some("李四"), &typed, &[20.0, 15.0, 20.0, 20.0, 20.0]);
        let told = budget_answers(&[right, thirds, wrong]).unwrap();
        let [finding] = told.findings.as_slice() else {
            panic!("{:?}", told.findings);
        };
        let last = typed.last().unwrap();
        let below = CellAt {
            row: last.row + 1,
            ..*last
        };
        assert_eq!(finding.at, Some(below));
        assert_eq!(finding.problem.severity(), Severity::Warning);
        let said = Texts::new(language).import_finding(finding);
        assert!(said.contains("李四") && said.contains("95"), "{said}");
        assert_eq!(told.experts.len(), 3, "taken all the same");
    }
}

#[test]
fn pairs_of_many_experts_come_back_as_their_judgements() {
    let document = hardtech_document(&hardtech());
    for language in Language::ALL {
        let (blank, typed) = sent(&document, Questions::Pairs, language);
        let books = [("张三", 3.0), ("李四", 0.5)].map(|(name, value)| {
            let mut book = answered(blank.clone(), None, &typed, &[value]);
            // What the spreadsheet makes of the name.
            let word = Texts::new(language).judged_by();
            for cell in &mut book.sheets[0].cells {
                if cell.value == Value::Text(word.trim_end().to_owned())
                    || cell.value == Value::Text(word.to_owned())
                {
                    cell.value = Value::Text(format!("{word}{name}"));
                }
            }
            book
        });
        let told = judgements_of(&books).unwrap();
        assert_eq!(told.findings, [], "{language:?}");
        let edit = Edit::TakeJudgements {
            dataset: document.main().unwrap().id,
            sheet: Arc::new(told),
        };
        let experts = root(&applied(document.clone(), &[edit])).judgements;
        let names: Vec<&str> = experts.iter().map(|it| it.expert.as_str()).collect();
        assert_eq!(names, ["张三", "李四"]);
        assert!(experts[0].pairs.iter().all(|it| it.value == 3.0));
        assert_eq!(experts[0].pairs.len(), typed.len());
    }
}

#[test]
fn the_workbook_tells_what_experts_gave_and_who_differs_most() {
    let document = hardtech_document(&hardtech());
    let (blank, typed) = sent(&document, Questions::Budget, Language::Chinese);
    let answers = [
        ("张三", [50.0, 10.0]),
        ("李四", [10.0, 50.0]),
        ("王五", [12.0, 48.0]),
    ];
    let books = answers.map(|(name, values)| answered(blank.clone(), Some(name), &typed, &values));
    let edit = Edit::TakeOpinions {
        dataset: document.main().unwrap().id,
        sheet: Arc::new(budget_answers(&books).unwrap()),
    };
    let document = applied(document, &[edit]);
    let dataset = document.main().unwrap();
    let subject = Subject {
        document: &document,
        dataset,
        scenario: None,
        results: &results(dataset),
    };
    let texts = Texts::new(Language::Chinese);
    let plans = export::plan(&subject, &texts, &WorkbookOptions::default()).unwrap();
    let plan = plans.iter().find(|it| it.name == "专家意见").unwrap();
    let words: Vec<&str> = (plan.rows.iter().flat_map(|row| &row.cells))
        .filter_map(|cell| match cell {
            PlanCell::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(words[6..9], ["张三", "李四", "王五"]);
    assert!(
        words.iter().any(|it| it.contains("张三与均值差距最大")),
        "{words:?}"
    );
    let PlanCell::Share(mean) = plan.rows[1].cells[2] else {
        panic!("{:?}", plan.rows[1])
    };
    let own = plan.rows[1].cells[6..9].iter().map(|cell| match cell {
        PlanCell::Share(share) => *share,
        other => panic!("{other:?}"),
    });
    assert!((own.sum::<f64>() / 3.0 - mean).abs() < 1e-12);
}
