//! A formula over all periods and rows at once, step by step on a stack.

use std::collections::BTreeMap;

use super::{
    Binary, Bound, BoundFormula, Function, Op, over_time, over_units, plain,
    table::{Cells, Made, Space, Trouble},
};
use crate::engine::{Panel, VariableId};

/// The result of a formula, and what is needed to tell which troubles matter.
pub(super) struct Evaluated {
    /// The values.
    pub(super) cells: Cells,
    /// By the place of the step: the cells in which it had trouble.
    pub(super) troubles: BTreeMap<usize, Vec<(usize, Trouble)>>,
    /// By the place of the step: in which cells it took its first way (true), its other way
    /// (false), or none.
    pub(super) ways: BTreeMap<usize, Vec<Option<bool>>>,
}

struct Machine<'a> {
    panel: &'a Panel,
    space: &'a Space,
    stack: Vec<Cells>,
    ways: BTreeMap<usize, Vec<Option<bool>>>,
}

/// Evaluates a formula; time and memory grow with its length, not with its shape.
pub(super) fn evaluate(formula: &BoundFormula, panel: &Panel, space: &Space) -> Evaluated {
    let mut machine = Machine {
        panel,
        space,
        stack: Vec::new(),
        ways: BTreeMap::new(),
    };
    let mut troubles = BTreeMap::new();
    for (at, step) in formula.steps.iter().enumerate() {
        let made = machine.step(at, step);
        machine.stack.push(made.cells);
        if !made.troubles.is_empty() {
            troubles.insert(at, made.troubles);
        }
    }
    Evaluated {
        cells: machine.pop(),
        troubles,
        ways: machine.ways,
    }
}

impl Machine<'_> {
    fn pop(&mut self) -> Cells {
        self.stack.pop().unwrap_or_default()
    }

    fn step(&mut self, at: usize, step: &Bound) -> Made {
        let space = self.space;
        match &step.op {
            Op::Number(number) => Cells::from(vec![Some(*number); space.len()]).into(),
            Op::Variable(variable) => self.variable(*variable).into(),
            Op::Negate => plain::negate(&self.pop()),
            Op::Binary(operator) => self.binary(*operator),
            Op::Map(function) => plain::function(*function, &self.pop()),
            Op::Fold(function) => self.fold(at, *function),
            Op::If => self.choose(at),
            Op::Back(function, steps) => over_time::back(*function, *steps, &self.pop(), space),
            Op::Cum => over_time::cum(&self.pop(), space),
            Op::Base100(base) => over_time::base100(base, &self.pop(), space),
            Op::Units(function) => over_units::function(*function, &self.pop(), space),
            Op::TopSum(first, last) => over_units::top_sum(*first, *last, &self.pop(), space),
            Op::Of(unit) => over_units::of(self.panel.row_of(*unit), &self.pop(), space),
            Op::Total(unit) => {
                let row = self.panel.row_of(*unit);
                let x = self.pop();
                let own = |cells: &[Option<f64>]| {
                    Some(row.is_some_and(|row| cells.get(row).copied().flatten().is_some()))
                };
                let ways = space
                    .each(&x)
                    .flat_map(|cells| vec![own(cells); cells.len()]);
                self.ways.insert(at, ways.collect());
                over_units::total(row, &x, space)
            }
        }
    }

    fn variable(&self, variable: VariableId) -> Cells {
        let mut cells = Cells::with_capacity(self.space.len());
        for period in &self.space.periods {
            let end = cells.len() + self.space.rows;
            if let Some(column) = self.panel.column(variable, period) {
                cells.extend(column.iter().take(self.space.rows));
            }
            cells.resize(end, None);
        }
        cells
    }

    fn binary(&mut self, operator: Binary) -> Made {
        let right = self.pop();
        plain::binary(operator, &self.pop(), &right)
    }

    fn fold(&mut self, at: usize, function: Function) -> Made {
        let right = self.pop();
        let left = self.pop();
        if function == Function::Coalesce {
            let ways = left.iter().map(|value| Some(value.is_some()));
            self.ways.insert(at, ways.collect());
        }
        plain::fold(function, &left, &right)
    }

    fn choose(&mut self, at: usize) -> Made {
        let otherwise = self.pop();
        let then = self.pop();
        let condition = self.pop();
        let ways = condition.iter().map(|value| value.map(|it| it != 0.0));
        self.ways.insert(at, ways.collect());
        plain::choose(&condition, &then, &otherwise)
    }
}
