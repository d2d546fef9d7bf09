//! The questionnaire in which 100 points are shared out within every group.

use super::Group;
use crate::{
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Cell, Form, Limit, Look, SheetPlan},
    },
    texts::Texts,
};

/// Codes, names, points, whether they are right.
const WIDTHS: [f64; 4] = [16.0, 44.0, 12.0, 40.0];
/// The column of points.
const POINTS: usize = 2;
/// How far a sum may be from 100 and still be right, as thirds cannot be typed.
const NEARLY: f64 = 0.5;

pub(super) fn budget(groups: &[Group<'_>], texts: Texts, mut plan: SheetPlan) -> SheetPlan {
    for group in groups {
        plan.push(
            Look::Header,
            vec![
                Cell::Text(texts.budget_code().to_owned()),
                Cell::Text(group.node.name.clone()),
                Cell::Text(texts.budget_points().to_owned()),
                Cell::Text(texts.budget_check().to_owned()),
            ],
        );
        let first = plan.rows.len();
        for child in &group.children {
            plan.limits.push(Limit {
                row: plan.rows.len(),
                column: POINTS,
                between: [0.0, 100.0],
                told: texts.points_wanted().to_owned(),
            });
            plan.push(
                Look::Body,
                vec![
                    Cell::Text(child.code.clone()),
                    Cell::Text(child.name.clone()),
                    Cell::Entry(Form::Number),
                    Cell::Blank,
                ],
            );
        }
        total(&mut plan, first, texts);
        plan.push(Look::Words, Vec::new());
    }
    plan.widths = WIDTHS.to_vec();
    plan.fit_heights();
    plan
}

/// The sum of a group, and whether it is 100.
fn total(plan: &mut SheetPlan, first: usize, texts: Texts) {
    let row = plan.rows.len();
    let all = || Spot::new(first, POINTS).to(Spot::new(row - 1, POINTS));
    let some = || Function::Count.of([all()]).above(Term::number(0.0));
    let sum = Function::Sum.of([all()]).when(some());
    plan.made_by(row, POINTS, &sum);
    let over = || Function::Sum.of([all()]) - Term::number(100.0);
    let apart = Function::Max.of([over(), over().negative()]);
    let told = Function::If.of([
        apart.at_most(Term::number(NEARLY)),
        Term::words(texts.points_right()),
        Term::words(texts.points_wrong()),
    ]);
    plan.made_by(row, POINTS + 1, &told.when(some()));
    plan.push(
        Look::Aside,
        vec![
            Cell::Blank,
            Cell::Text(texts.points_sum().to_owned()),
            Cell::Blank,
            Cell::Blank,
        ],
    );
}
