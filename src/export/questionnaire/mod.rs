//! Questionnaires for experts: how much each part of the index should count.
//!
//! An expert fills in one of two forms: shares 100 points out within every group, or judges parts in
//! pairs. Sums and consistency are computed in the sheet; what is not asked for cannot be typed in.
//! Filled-in files are read by [`crate::import::budget_answers`] and [`crate::import::judgements_of`].

mod budget;
mod pairs;

use super::{
    ExportError,
    sheet_plan::{Area, Cell, Form, Look, SheetPlan, text_width},
    workbook::write_plans,
};
use crate::{
    engine::{Framework, Node},
    project::{Dataset, Document, ResolveError, ScenarioId},
    texts::Texts,
};

/// What experts are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Questions {
    /// To share 100 points out within each group.
    Budget,
    /// To judge the parts of each group in pairs; groups of more than 15 are left out, and named.
    Pairs,
}

/// Where the name of the expert is typed.
const NAME: (usize, usize) = (2, 1);
/// The height of a line of the title, in points.
const TITLE: f64 = 32.0;
/// How much wider the letters of the title are than others.
const LARGE: f64 = 1.9;

/// The sheet of a questionnaire over the groups of two or more parts that are switched on.
pub fn questions(
    document: &Document,
    (dataset, scenario): (&Dataset, Option<ScenarioId>),
    ask: Questions,
    texts: Texts,
) -> Result<SheetPlan, ExportError> {
    let framework = dataset.framework_in(scenario);
    let framework = framework.ok_or(ResolveError::NoFramework)?;
    let groups = groups(&framework);
    let mut plan = match ask {
        Questions::Budget => budget::budget(&groups, texts, front(document, texts, ask)),
        Questions::Pairs => pairs::pairs(&framework, &groups, texts, front(document, texts, ask)),
    };
    plan.is_protected = true;
    fit_title(&mut plan, across(ask));
    Ok(plan)
}

/// The questionnaire as the bytes of an .xlsx file.
pub fn questionnaire(
    document: &Document,
    of: (&Dataset, Option<ScenarioId>),
    ask: Questions,
    texts: Texts,
) -> Result<Vec<u8>, ExportError> {
    let plan = questions(document, of, ask, texts)?;
    write_plans(&[plan], document, texts)
}

/// A node with the children that count.
struct Group<'a> {
    node: &'a Node,
    children: Vec<&'a Node>,
}

fn groups(framework: &Framework) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    below(&framework.root, &mut groups);
    groups
}

fn below<'a>(node: &'a Node, groups: &mut Vec<Group<'a>>) {
    let children = node.children().iter().filter(|it| it.enabled);
    let children: Vec<&Node> = children.collect();
    if children.len() > 1 {
        let children = children.clone();
        groups.push(Group { node, children });
    }
    for child in children {
        below(child, groups);
    }
}

/// Title, how to answer, and where the name is typed.
fn front(document: &Document, texts: Texts, ask: Questions) -> SheetPlan {
    let name = match ask {
        Questions::Budget => texts.sheet_budget(),
        Questions::Pairs => texts.sheet_pairs(),
    };
    let mut plan = SheetPlan::new(name.to_owned());
    let how = match ask {
        Questions::Budget => texts.budget_help(),
        Questions::Pairs => texts.pairs_help(),
    };
    let title = texts.questionnaire_title(&document.title);
    wide(&mut plan, across(ask), (Look::Title, title));
    wide(&mut plan, across(ask), (Look::Words, how.to_owned()));
    let label = Cell::Label(texts.expert_name_label().to_owned());
    let entry = Cell::Entry(Form::Words);
    plan.push(Look::Card, vec![label, entry]);
    plan.push(Look::Words, Vec::new());
    plan
}

/// How wide the words above the groups run, in columns.
const fn across(ask: Questions) -> usize {
    match ask {
        Questions::Budget => 4,
        // The narrowest sheet of matrices has as many.
        Questions::Pairs => 9,
    }
}

/// The title has larger letters than heights are measured by.
fn fit_title(plan: &mut SheetPlan, across: usize) {
    let width: f64 = plan.widths.iter().take(across).sum();
    if let Some(row) = plan.rows.first_mut()
        && let Some(Cell::Text(title)) = row.cells.first()
    {
        let lines = (text_width(title) * LARGE / width.max(1.0)).ceil().max(1.0);
        row.height = Some(lines * TITLE);
    }
}

/// A row of one text across the sheet.
fn wide(plan: &mut SheetPlan, across: usize, (look, text): (Look, String)) {
    let row = plan.rows.len();
    let mut cells = vec![Cell::Text(text)];
    cells.resize(across, Cell::Blank);
    plan.push(look, cells);
    plan.merges.push(Area {
        first_row: row,
        first_column: 0,
        last_row: row,
        last_column: across.saturating_sub(1),
    });
}
