//! What stands in a node's row of the framework, beside what people typed.

use super::{Live, Made, leaf, scores, weights};
use crate::{
    engine::Node,
    export::{
        cell_formula::{Function, Term},
        sheet_plan::Cell,
        workbook::view::View,
    },
};

/// The first column behind those that people fill in.
pub(in crate::export::workbook) const FIRST_EXTRA: usize = 15;

/// The columns of the framework that formulas ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export::workbook) enum Column {
    /// The typed weight.
    Typed,
    /// The weight among the siblings.
    Share,
    /// The product of these up to the index.
    Effective,
    /// The stated lower limit.
    Lo,
    /// The stated upper limit.
    Hi,
    /// The stated target.
    Target,
    /// How its numbers are made.
    How,
    /// The sum of the typed weights of the children.
    TypedBelow,
    /// The least share of weight that children with a score must have.
    Least,
    /// How many ranked units have a value.
    Count,
    /// The least value, the mean, a total.
    First,
    /// The greatest value, the standard deviation.
    Second,
    /// What the worst scores.
    LowEnd,
    /// What the best scores.
    HighEnd,
    /// Whether values can be scored.
    Usable,
    /// Whether an error keeps all above empty.
    Stopped,
}

impl Column {
    /// Counted from 0.
    pub(in crate::export::workbook) const fn number(self) -> usize {
        match self {
            Self::Typed => 4,
            Self::Share => 5,
            Self::Effective => 6,
            Self::Lo => 8,
            Self::Hi => 9,
            Self::Target => 10,
            Self::How => FIRST_EXTRA,
            Self::TypedBelow => FIRST_EXTRA + 1,
            Self::Least => FIRST_EXTRA + 2,
            Self::Count => FIRST_EXTRA + 3,
            Self::First => FIRST_EXTRA + 4,
            Self::Second => FIRST_EXTRA + 5,
            Self::LowEnd => FIRST_EXTRA + 6,
            Self::HighEnd => FIRST_EXTRA + 7,
            Self::Usable => FIRST_EXTRA + 8,
            Self::Stopped => FIRST_EXTRA + 9,
        }
    }
}

/// The cells behind those that people fill in, from the left; and those of the two weights.
pub(in crate::export::workbook) fn extra_cells(
    live: &Live,
    view: &View<'_>,
    node: &Node,
) -> (Vec<Made>, Option<[Made; 2]>) {
    let mut cells = vec![Made::value(Cell::Blank); 10];
    let nodes = &view.results.nodes;
    let Some(at) = nodes.iter().position(|it| it.id == node.id) else {
        return (cells, None);
    };
    let mut put = |column: Column, made: Made| {
        if let Some(cell) = cells.get_mut(column.number() - FIRST_EXTRA) {
            *cell = made;
        }
    };
    let how = if live.is_made(at) {
        view.texts.made_by_formula()
    } else {
        view.texts.made_as_value()
    };
    put(Column::How, Made::value(Cell::Label(how.to_owned())));
    let number = |it: f64| Made::value(Cell::Number(it, None));
    match (live.is_made(at), live.indicator(at)) {
        (true, Some(_)) => {
            if let Some(measures) = leaf::measures(live, view, at) {
                for (column, made) in [
                    (Column::First, measures.first),
                    (Column::Second, measures.second),
                    (Column::LowEnd, measures.ends[0].map(number)),
                    (Column::HighEnd, measures.ends[1].map(number)),
                    (Column::Count, Some(count(live, view, at))),
                    (Column::Usable, Some(measures.usable)),
                    (Column::Stopped, Some(measures.stopped)),
                ] {
                    if let Some(made) = made {
                        put(column, made);
                    }
                }
            }
        }
        (true, None) => put(Column::Stopped, scores::stopped(live, view, at)),
        (false, _) => {
            let stopped = f64::from(u8::from(live.is_stopped(at)));
            put(Column::Stopped, Made::value(Cell::Number(stopped, Some(0))));
        }
    }
    if let Some(choices) = live.aggregate(at) {
        put(Column::Least, number(choices.min_availability.max(0.0)));
        if let Some(sum) = weights::typed_below(live, at) {
            put(Column::TypedBelow, sum);
        }
    }
    let two = [
        weights::share(live, view, at),
        weights::effective(live, view, at),
    ];
    (cells, Some(two))
}

fn count(live: &Live, view: &View<'_>, at: usize) -> Made {
    let values = live.ranked_values(view, at).len();
    let by = Function::Count.of([live.ranked_area(live.values(), at)]);
    Made::formula(Cell::Number(values as f64, Some(0)), by)
}

/// 1 where something holds, else 0.
pub(super) fn flag(holds: bool, by: Term) -> Made {
    let [yes, no] = [1.0, 0.0].map(Term::number);
    let by = Function::If.of([by, yes, no]);
    Made::formula(Cell::Number(f64::from(u8::from(holds)), Some(0)), by)
}
