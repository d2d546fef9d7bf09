//! The questionnaire in which the parts of every group are judged in pairs.

use super::{Group, NAME, Questions, across, wide};
use crate::{
    engine::{
        Framework, Node,
        weight::{AhpMethod, CONSISTENT_BELOW, JudgementMatrix, MOST_JUDGED, ahp},
    },
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Cell, Form, Limit, Look, SheetPlan},
    },
    texts::Texts,
};

/// The width of the column of names, and of one of judgements.
const WIDTHS: [f64; 2] = [26.0, 14.0];
/// The width of what keeps blocks apart: readers take what stands side by side for one.
const APART: f64 = 2.0;

pub(super) fn pairs(
    framework: &Framework,
    groups: &[Group<'_>],
    texts: Texts,
    mut plan: SheetPlan,
) -> SheetPlan {
    let (asked, large): (Vec<_>, Vec<_>) =
        (groups.iter()).partition(|group| group.children.len() <= MOST_JUDGED);
    if !large.is_empty() {
        let names: Vec<&str> = large.iter().map(|it| it.node.name.as_str()).collect();
        let told = texts.too_many_to_judge(&texts.short_list(&names, names.len()), MOST_JUDGED);
        wide(&mut plan, across(Questions::Pairs), (Look::Words, told));
        plan.push(Look::Words, Vec::new());
    }
    let widest = asked.iter().map(|it| it.children.len()).max();
    let beside = widest.unwrap_or_default() + 2;
    for group in asked {
        let mut matrix = Matrix {
            texts,
            beside,
            top: plan.rows.len() + 1,
            siblings: group.children.len(),
            plan: &mut plan,
        };
        matrix.expert();
        matrix.cells(framework, group);
        matrix.weights();
        matrix.ratio();
        plan.push(Look::Words, Vec::new());
    }
    widths(&mut plan, beside);
    plan.frozen_columns = 1;
    plan
}

fn widths(plan: &mut SheetPlan, beside: usize) {
    plan.widths = vec![WIDTHS[1]; beside + 5];
    for (column, width) in [
        (0, WIDTHS[0]),
        (beside - 1, APART),
        (beside + 1, APART),
        (beside + 3, APART),
        (beside + 4, WIDTHS[0]),
    ] {
        if let Some(slot) = plan.widths.get_mut(column) {
            *slot = width;
        }
    }
    plan.fit_heights();
}

/// What a node is called where only one may be meant: its name, else its code.
fn called<'a>(framework: &'a Framework, node: &'a Node) -> &'a str {
    let nodes = framework.nodes();
    let alike = nodes
        .iter()
        .filter(|it| it.id != node.id && (it.name == node.name || it.code == node.name));
    if alike.count() == 0 {
        &node.name
    } else {
        &node.code
    }
}

/// One matrix in the making.
struct Matrix<'a> {
    texts: Texts,
    /// The column of the weights, the same for all.
    beside: usize,
    /// The row of the names of columns.
    top: usize,
    siblings: usize,
    plan: &'a mut SheetPlan,
}

impl Matrix<'_> {
    /// Who judges, as the reader of matrices looks for it.
    fn expert(&mut self) {
        let row = self.plan.rows.len();
        let name = Spot::fixed(NAME.0, NAME.1).here();
        let words = Term::words(self.texts.judged_by());
        let by = Function::Concatenate.of([words, name]);
        self.plan.made_by(row, 0, &by);
        let text = self.texts.judged_by().to_owned();
        self.plan.push(Look::Words, vec![Cell::Text(text)]);
    }

    fn spot(&self, row: usize, column: usize) -> Spot {
        Spot::new(self.top + 1 + row, 1 + column)
    }

    /// Names, and the cells: those above the diagonal are typed, those below are their reciprocals.
    fn cells(&mut self, framework: &Framework, group: &Group<'_>) {
        let texts = self.texts;
        let name = |node: &Node| Cell::Text(called(framework, node).to_owned());
        let mut heads = vec![name(group.node)];
        heads.extend(group.children.iter().map(|it| name(it)));
        heads.resize(self.beside, Cell::Blank);
        for words in [texts.pairs_weight(), "", "λ", "", texts.pairs_ratio()] {
            heads.push(match words {
                "" => Cell::Blank,
                words => Cell::Label(words.to_owned()),
            });
        }
        self.plan.push(Look::Card, heads);
        if let Some(cells) = self.plan.rows.last_mut().map(|it| &mut it.cells) {
            for cell in cells.iter_mut().take(self.siblings + 1) {
                if let Cell::Text(text) = cell {
                    *cell = Cell::Label(std::mem::take(text));
                }
            }
        }
        for (row, child) in group.children.iter().enumerate() {
            let at = self.plan.rows.len();
            let mut cells = vec![Cell::Label(called(framework, child).to_owned())];
            for column in 0..self.siblings {
                cells.push(match column.cmp(&row) {
                    std::cmp::Ordering::Equal => Cell::Rank(1),
                    std::cmp::Ordering::Less => {
                        let mirror = self.spot(column, row).here();
                        let by = (Term::number(1.0) / mirror.clone()).when(mirror.is_number());
                        self.plan.made_by(at, 1 + column, &by);
                        Cell::Later(Form::Fraction)
                    }
                    std::cmp::Ordering::Greater => {
                        self.plan.limits.push(Limit {
                            row: at,
                            column: 1 + column,
                            between: [1.0 / 9.0, 9.0],
                            told: texts.judgement_wanted().to_owned(),
                        });
                        Cell::Entry(Form::Fraction)
                    }
                });
            }
            self.plan.push(Look::Card, cells);
        }
        // Nothing of the next group may stand right below.
        self.plan.push(Look::Words, Vec::new());
    }

    /// Whether all is judged.
    fn is_whole(&self) -> Term {
        let last = self.siblings - 1;
        let all = self.spot(0, 0).to(self.spot(last, last));
        Function::Count
            .of([all])
            .equals(Term::count(self.siblings * self.siblings))
    }

    /// The geometric mean of a row.
    fn mean(&self, row: usize) -> Term {
        let cells = self.spot(row, 0).to(self.spot(row, self.siblings - 1));
        let power = Term::number(1.0) / Term::count(self.siblings);
        Function::Product.of([cells]).to_the(power)
    }

    /// Weights by geometric means, and how many times as much each row makes of them.
    fn weights(&mut self) {
        let rows = 0..self.siblings;
        let sum = || Function::Sum.of(rows.clone().map(|row| self.mean(row)));
        let weight = |row: usize| Spot::fixed(self.top + 1 + row, self.beside).here();
        let mut made = Vec::new();
        for row in rows.clone() {
            let share = self.mean(row) / sum();
            made.push((self.beside, row, share.when(self.is_whole())));
            let terms = rows
                .clone()
                .map(|column| self.spot(row, column).here() * weight(column));
            let times = Function::Sum.of(terms) / weight(row);
            made.push((self.beside + 2, row, times.when(self.is_whole())));
        }
        for (column, row, by) in made {
            let at = self.top + 1 + row;
            self.plan.made_by(at, column, &by);
            self.put(at, column, Cell::Later(Form::Decimals(4)));
        }
    }

    /// The consistency ratio, and whether it is small enough.
    fn ratio(&mut self) {
        let column = self.beside + 4;
        let ratio = Spot::fixed(self.top + 1, column).here();
        let by = if self.siblings > 2 {
            let first = Spot::new(self.top + 1, self.beside + 2);
            let last = Spot::new(self.top + self.siblings, self.beside + 2);
            let lambda = Function::Average.of([first.to(last)]);
            let n = || Term::count(self.siblings);
            let index = (lambda - n()) / (n() - Term::number(1.0));
            index / Term::number(random_index(self.siblings))
        } else {
            Term::number(0.0)
        };
        let by = by.when(self.is_whole());
        self.plan.made_by(self.top + 1, column, &by);
        self.put(self.top + 1, column, Cell::Later(Form::Decimals(4)));
        let told = Function::If.of([
            ratio.clone().below(Term::number(CONSISTENT_BELOW)),
            Term::words(self.texts.is_consistent()),
            Term::words(self.texts.is_inconsistent()),
        ]);
        self.plan
            .made_by(self.top + 2, column, &told.when(ratio.is_number()));
        self.put(self.top + 2, column, Cell::Later(Form::Words));
    }

    fn put(&mut self, row: usize, column: usize, cell: Cell) {
        let Some(cells) = self.plan.rows.get_mut(row).map(|it| &mut it.cells) else {
            return;
        };
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        if let Some(slot) = cells.get_mut(column) {
            *slot = cell;
        }
    }
}

/// The mean CI of so many parts judged at random.
fn random_index(siblings: usize) -> f64 {
    let even = JudgementMatrix::new(&vec![vec![1.0; siblings]; siblings]);
    even.map_or(0.0, |it| ahp(&it, AhpMethod::Eigenvector).ri)
}
