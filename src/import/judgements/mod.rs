//! What experts judged, as sheets tell it: matrices of pairs, and lists of weights.

mod block;
mod budget;
mod experts;
mod runs;

use serde::{Deserialize, Serialize};

use super::{Book, CellAt, Finding, Problem, Sheet, TableError, Value, table::named, words};
pub use budget::{budget_answers, is_budget};
pub use experts::{ExpertRow, ExpertSheet, expert_weights};

/// The judgement matrices (判断矩阵) of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JudgementSheet {
    /// The file's name.
    pub file: String,
    /// In the order of the file; several of one parent are several experts.
    pub blocks: Vec<JudgementBlock>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// One judgement matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JudgementBlock {
    /// The code or name of the aggregate whose children are judged.
    pub parent: String,
    /// Who judged (专家), where the file says so.
    pub expert: Option<String>,
    /// The codes or names of the children, as the columns are headed.
    pub items: Vec<String>,
    /// The judgements that are typed, as `(row, column, row over column)` counted in `items`; none
    /// of the diagonal. A pair may stand here once or, mirrored, twice.
    pub pairs: Vec<(usize, usize, f64)>,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// The cell that names the parent.
    pub at: CellAt,
}

/// What is wrong with a judgement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "judgement", rename_all = "kebab-case")]
pub enum JudgementProblem {
    /// It is zero or negative.
    NotPositive {
        /// As it stands.
        found: f64,
    },
    /// It is not the reciprocal of its mirror.
    NotReciprocal {
        /// As it stands.
        found: f64,
        /// What the mirror holds.
        mirror: f64,
        /// Where that stands.
        at: CellAt,
    },
    /// A child is not judged as important as itself.
    DiagonalNotOne {
        /// As it stands.
        found: f64,
    },
    /// A name stands only among the rows, or only among the columns.
    OneSided {
        /// The name.
        name: String,
    },
    /// Neither the cell nor its mirror holds a judgement.
    Absent {
        /// The name of its row.
        row: String,
        /// The name of its column.
        column: String,
    },
    /// A spreadsheet took 1/3 for a date.
    Date {
        /// The date.
        found: String,
    },
}

/// Reads all judgement matrices of the sheet named, else of all visible sheets.
///
/// A matrix is a block that a blank row or column separates from others. Its top left cell names
/// the aggregate, the cells right of it name the children, the cells below it name the same
/// children in any order. In the body stand numbers or fractions, row over column; what is blank is
/// the reciprocal of its mirror. Who judged is told by a cell directly above the top left one, or
/// by the sheet's name where several sheets hold matrices; a cell that begins `专家：` or `Expert:`
/// goes before the sheet's name.
pub fn judgements(book: &Book, sheet: Option<&str>) -> Result<JudgementSheet, TableError> {
    let sheets: Vec<&Sheet> = match sheet {
        Some(name) => vec![named(book, name)?],
        None => book.sheets.iter().filter(|sheet| !sheet.hidden).collect(),
    };
    let mut told = JudgementSheet {
        file: book.file.clone(),
        ..JudgementSheet::default()
    };
    let mut labels = Vec::new();
    let mut with_blocks = 0;
    for sheet in sheets {
        let places = block::places(sheet);
        with_blocks += usize::from(!places.is_empty());
        for place in places {
            let (read, mut findings) = block::read(sheet, &place);
            findings.sort_by_key(|finding| finding.at);
            labels.push(label(sheet, place.corner));
            told.blocks.push(read);
            told.findings.extend(findings);
        }
    }
    if told.blocks.is_empty() {
        let file = book.file.clone();
        return Err(TableError::NoJudgements { file });
    }
    for (block, label) in told.blocks.iter_mut().zip(labels) {
        block.expert = match label {
            Some((name, true)) => Some(name),
            _ if with_blocks > 1 => Some(block.sheet.clone()),
            Some((name, false)) => Some(name),
            None => None,
        };
    }
    for finding in &mut told.findings {
        finding.file.clone_from(&book.file);
    }
    Ok(told)
}

/// The judgements of many experts, a file each; a file whose matrices name nobody has its own name.
pub fn judgements_of(books: &[Book]) -> Result<JudgementSheet, TableError> {
    let mut all = JudgementSheet::default();
    for book in books {
        let mut told = judgements(book, None)?;
        let stem = book
            .file
            .rsplit_once('.')
            .map_or(book.file.as_str(), |it| it.0);
        for block in &mut told.blocks {
            let named = block.expert.take();
            block.expert = named.or_else(|| (books.len() > 1).then(|| stem.to_owned()));
        }
        all.blocks.extend(told.blocks);
        all.findings.extend(told.findings);
    }
    let files = books.iter().map(|it| it.file.as_str());
    all.file = files.collect::<Vec<_>>().join(", ");
    Ok(all)
}

/// What stands above a corner, and whether it says that it is an expert.
fn label(sheet: &Sheet, corner: CellAt) -> Option<(String, bool)> {
    let row = corner.row.checked_sub(1)?;
    let above = CellAt { row, ..corner };
    let Value::Text(text) = sheet.get(above)? else {
        return None;
    };
    let text = words::clean(text);
    let lower = text.to_lowercase();
    let Some(word) = ["专家", "expert"]
        .into_iter()
        .find(|it| lower.starts_with(it))
    else {
        return (!text.is_empty()).then_some((text, false));
    };
    let rest = text.get(word.len()..).unwrap_or_default().trim_start();
    if let Some(name) = rest.strip_prefix([':', '：']) {
        let name = words::clean(name);
        return (!name.is_empty()).then_some((name, true));
    }
    if !rest.is_empty() {
        return Some((text, true));
    }
    // The word alone has the name beside it.
    let column = corner.column.checked_add(1)?;
    let beside = sheet.get(CellAt { row, column })?;
    let name = words::clean(&beside.text());
    (!name.is_empty()).then_some((name, true))
}

/// A finding of a sheet whose file is filled in later.
fn finding(sheet: &Sheet, at: CellAt, problem: Problem) -> Finding {
    Finding {
        file: String::new(),
        sheet: sheet.name.clone(),
        at: Some(at),
        problem,
    }
}
