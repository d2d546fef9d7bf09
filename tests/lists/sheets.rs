//! Sheets and tallies written as people would.

use heng::{
    engine::Period,
    import::{
        Book, Cell, CellAt, Problem, Sheet, Table, Value,
        list::{
            By, ListLayout, ListProblem, ListTable, Measure, Split, Tallied, Tally, What, list,
            tally,
        },
        names::{Level, Registry},
    },
    texts::{Language, Texts},
};

/// A book of one sheet; cells of a line are parted by `|`, and what reads as a number is one.
pub(super) fn book(file: &str, text: &str) -> Book {
    let lines = text.trim().lines().map(|line| line.trim().split('|'));
    let cells = (0..).zip(lines).flat_map(|(row, cells)| {
        (0..).zip(cells).filter_map(move |(column, text)| {
            let text = text.trim();
            let value = match text.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(text.to_owned()),
            };
            (!text.is_empty()).then_some(Cell {
                at: CellAt { row, column },
                value,
            })
        })
    });
    Book {
        file: file.to_owned(),
        sheets: vec![Sheet {
            name: "Sheet1".to_owned(),
            cells: cells.collect(),
            ..Sheet::default()
        }],
        ..Book::default()
    }
}

pub(super) fn listed(text: &str) -> ListTable {
    let book = book("清单.xlsx", text);
    list(&book, &ListLayout::default(), Registry::bundled()).unwrap()
}

pub(super) fn counted(list: &ListTable, choice: &Tally) -> Tallied {
    tally(list, choice, Registry::bundled()).unwrap()
}

pub(super) fn by(column: &str, level: Option<Level>) -> Tally {
    Tally {
        by: By {
            column: column.to_owned(),
            level,
        },
        measures: vec![measure("数量", What::Count)],
        ..Tally::default()
    }
}

pub(super) fn measure(name: &str, what: What) -> Measure {
    Measure {
        name: name.to_owned(),
        what,
        split: Split::None,
        measure: None,
    }
}

/// Each row of a table as `unit period: values`.
pub(super) fn lines(table: &Table) -> Vec<String> {
    let rows = table.rows.iter().enumerate();
    rows.map(|(at, row)| {
        let values = table
            .columns
            .iter()
            .map(|it| it.values[at].map_or_else(|| "-".to_owned(), |value| value.to_string()));
        let period = row.period.as_ref().map(Period::to_string);
        let values: Vec<String> = values.collect();
        format!(
            "{}{}: {}",
            row.unit,
            period.map_or_else(String::new, |it| format!(" {it}")),
            values.join(" ")
        )
    })
    .collect()
}

pub(super) fn problems(done: &Tallied) -> Vec<&ListProblem> {
    let findings = done.table.findings.iter();
    findings
        .filter_map(|it| match &it.problem {
            Problem::List(problem) => Some(problem),
            _ => None,
        })
        .collect()
}

/// All findings in both languages, for what they have in common.
pub(super) fn said(done: &Tallied) -> String {
    let languages = [Language::Chinese, Language::English];
    let all = languages.into_iter().flat_map(|language| {
        let findings = done.table.findings.iter();
        findings.map(move |it| Texts::new(language).import_finding(it))
    });
    all.collect::<Vec<_>>().join("\n")
}
