//! Filled-in questionnaires, in which an expert shares 100 points out within each group.

use std::collections::BTreeMap;

use super::{ExpertRow, ExpertSheet, experts::weight, finding};
use crate::import::{Book, Cell, CellAt, Finding, Problem, Sheet, TableError, words};

/// What heads the codes.
const CODE: [&str; 2] = ["代码", "code"];
/// What heads the points.
const POINTS: [&str; 2] = ["分数", "points"];
/// What stands before the name of the expert.
const NAME: [&str; 3] = ["专家姓名", "expert’sname", "expert'sname"];

/// A code, the row in which it stands, and its points.
type Answer = (String, u32, Option<f64>);

/// What fractions of points may leave over.
const ROUNDING: f64 = 1e-6;

/// Whether a file is a filled-in questionnaire of points.
pub fn is_budget(book: &Book) -> bool {
    book.sheets.iter().any(|sheet| !heads(sheet).is_empty())
}

/// Reads the answers of many experts, a file or a sheet each, as one list of weights.
///
/// A group begins below a row that holds `代码` and `分数` (`Code` and `Points`) and ends at the first
/// row without a code. Who answered stands right of `专家姓名` (`Expert’s name`), else the file's name
/// counts. Experts of the same name are told apart by a number.
///
/// An expert who left a sheet wholly blank is passed over. Points of a group that do not come to 100
/// are told and taken as they are. Files without such a sheet are an error.
pub fn budget_answers(books: &[Book]) -> Result<ExpertSheet, TableError> {
    let mut told = ExpertSheet {
        file: books
            .iter()
            .map(|it| it.file.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        ..ExpertSheet::default()
    };
    for book in books {
        let sheets = book.sheets.iter().map(|sheet| (sheet, heads(sheet)));
        let sheets: Vec<_> = sheets.filter(|(_, heads)| !heads.is_empty()).collect();
        if sheets.is_empty() {
            let file = book.file.clone();
            return Err(TableError::NoExperts { file });
        }
        for (sheet, heads) in sheets {
            told.answer(book, sheet, &heads);
        }
    }
    Ok(told)
}

/// Where a group is headed.
struct Head {
    row: u32,
    code: u32,
    points: u32,
}

/// The heads of all groups of a sheet.
fn heads(sheet: &Sheet) -> Vec<Head> {
    let of = |cells: &[Cell], words: &[&str]| {
        let is = |cell: &&Cell| words.contains(&words::key(&cell.value.text()).as_str());
        cells.iter().find(is).map(|cell| cell.at.column)
    };
    let head = |(row, cells): (u32, &[Cell])| {
        let (code, points) = (of(cells, &CODE)?, of(cells, &POINTS)?);
        Some(Head { row, code, points })
    };
    sheet.rows().filter_map(head).collect()
}

/// The name that stands right of the word for it.
fn name(sheet: &Sheet) -> Option<String> {
    let is_label = |cell: &&Cell| {
        let text = words::key(&cell.value.text());
        NAME.contains(&text.trim_end_matches([':', '：']))
    };
    let label = sheet.cells.iter().find(is_label)?;
    let column = label.at.column.checked_add(1)?;
    let beside = sheet.get(CellAt { column, ..label.at })?;
    let name = words::clean(&beside.text());
    (!name.is_empty()).then_some(name)
}

/// What is wrong with the sum of a group that was answered; its place is below the last points, where
/// questionnaires have the sum.
fn unlike_100(sheet: &Sheet, head: &Head, (expert, group): (&str, &[Answer])) -> Option<Finding> {
    let last = group.last()?.1;
    if group.iter().all(|(_, _, points)| points.is_none()) {
        return None;
    }
    let sum: f64 = group.iter().filter_map(|(_, _, points)| *points).sum();
    let problem = Problem::PointsSum {
        expert: expert.to_owned(),
        sum,
    };
    let at = CellAt {
        row: last.saturating_add(1),
        column: head.points,
    };
    ((sum - 100.0).abs() > ROUNDING).then(|| finding(sheet, at, problem))
}

/// The name of a file without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |it| it.0)
}

impl ExpertSheet {
    /// Adds the answers of one expert.
    fn answer(&mut self, book: &Book, sheet: &Sheet, heads: &[Head]) {
        let mut answers: Vec<Answer> = Vec::new();
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        let mut findings = Vec::new();
        let name = name(sheet).unwrap_or_else(|| stem(&book.file).to_owned());
        for head in heads {
            let (first_answer, noticed) = (answers.len(), findings.len());
            for row in head.row.saturating_add(1).. {
                let at = CellAt {
                    row,
                    column: head.code,
                };
                let code = sheet.get(at).map(|it| words::clean(&it.text()));
                let Some(code) = code.filter(|it| !it.is_empty()) else {
                    break;
                };
                let first = *known.entry(code.clone()).or_insert(row);
                if first != row {
                    let first = CellAt { row: first, ..at };
                    let code = code.clone();
                    findings.push(finding(sheet, at, Problem::RepeatedCode { code, first }));
                }
                let at = CellAt {
                    row,
                    column: head.points,
                };
                let (points, problem) = weight(sheet, at, &code);
                findings.extend(problem.map(|it| finding(sheet, at, it)));
                answers.push((code, row, points));
            }
            let group = answers.get(first_answer..).unwrap_or_default();
            if findings.len() == noticed {
                findings.extend(unlike_100(sheet, head, (&name, group)));
            }
        }
        for finding in &mut findings {
            finding.file.clone_from(&book.file);
        }
        self.findings.extend(findings);
        if answers.iter().all(|(_, _, points)| points.is_none()) {
            return;
        }
        self.add(&name, answers);
    }

    fn add(&mut self, name: &str, answers: Vec<Answer>) {
        let numbered = (2_usize..).map(|number| format!("{name} ({number})"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|it| !self.experts.contains(it));
        self.experts.extend(free);
        for (node, row, points) in answers {
            let place = self.rows.iter().position(|it| it.node == node);
            let place = place.unwrap_or_else(|| {
                self.rows.push(ExpertRow {
                    node,
                    row,
                    weights: Vec::new(),
                });
                self.rows.len() - 1
            });
            if let Some(known) = self.rows.get_mut(place) {
                // Who did not answer it has a blank there.
                known.weights.resize(self.experts.len() - 1, None);
                known.weights.push(points);
            }
        }
        for row in &mut self.rows {
            row.weights.resize(self.experts.len(), None);
        }
    }
}
