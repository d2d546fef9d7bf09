//! From values to the scores of indicators.

use super::{Live, Made, node::Column, stages};
use crate::{
    engine::{Bounds, Direction, Finding, Normalisation, Over, PlanIndicator, Statistics},
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::Cell,
        workbook::view::View,
    },
};

/// What an indicator is measured against, as cells of its row of the framework.
pub(super) struct Measures {
    /// The least value, the mean, a total.
    pub(super) first: Option<Made>,
    /// The greatest value, the standard deviation.
    pub(super) second: Option<Made>,
    /// What the worst and the best score.
    pub(super) ends: [Option<f64>; 2],
    /// Whether values can be scored at all.
    pub(super) usable: Made,
    /// Whether an error stops all above.
    pub(super) stopped: Made,
}

/// A number with what makes it.
#[derive(Clone)]
struct Number {
    now: Option<f64>,
    by: Option<Term>,
}

/// A condition with whether it holds now.
struct Condition {
    now: bool,
    by: Term,
}

/// The normalisation of an indicator, what is stated in it on the scale of the values.
pub(super) fn normalisation(live: &Live, view: &View<'_>, at: usize) -> Option<Normalisation> {
    let map = Live::map(view, at);
    let stated = live.indicator(at)?.normalisation.clone();
    Some(stated.map_stated(|x| map.apply(x)))
}

/// Whether formulas can make the scores of an indicator.
pub(super) fn is_made(live: &Live, view: &View<'_>, at: usize) -> bool {
    let (Some(indicator), Some(mapped)) = (live.indicator(at), normalisation(live, view, at))
    else {
        return false;
    };
    if stages(view, at).is_some_and(|it| it.statistics.is_some()) {
        return true;
    }
    let Some(node) = view.results.nodes.get(at) else {
        return false;
    };
    let findings = view.results.findings.iter();
    let broken = findings.filter(|it| it.node() == Some(node.id)).any(|it| {
        let at_treatment =
            matches!(it, Finding::Step(_)) && it.severity() == crate::engine::Severity::Error;
        at_treatment || matches!(it, Finding::BasePeriodAbsent { .. })
    });
    let own_period = mapped.over().is_none_or(|over| over == Over::Period);
    let by_itself = !matches!(
        mapped,
        Normalisation::BaseIndex { .. } | Normalisation::DistanceUnit { .. }
    );
    !broken && own_period && by_itself && mapped.check(indicator.direction).is_ok()
}

/// Whether an error keeps an indicator that formulas can make from having scores.
pub(super) fn is_stopped(live: &Live, view: &View<'_>, at: usize) -> bool {
    Measuring::new(live, view, at).is_some_and(|it| it.stopped().is_some_and(|it| it.now))
}

/// What an indicator is measured against.
pub(super) fn measures(live: &Live, view: &View<'_>, at: usize) -> Option<Measures> {
    let it = Measuring::new(live, view, at)?;
    let [first, second] = it.numbers();
    let made = |number: Number| match (number.by, number.now) {
        (Some(by), now) => Some(Made::number(now, by)),
        (None, now) => now.map(|now| Made::value(Cell::Number(now, None))),
    };
    let flag = |condition: Condition| {
        let [yes, no] = [1.0, 0.0].map(Term::number);
        let by = Function::If.of([condition.by, yes, no]);
        Made::formula(
            Cell::Number(f64::from(u8::from(condition.now)), Some(0)),
            by,
        )
    };
    let (usable, stopped) = (flag(it.usable()), it.stopped().map(flag));
    let goes_on = || Made::value(Cell::Number(0.0, Some(0)));
    Some(Measures {
        first: made(first),
        second: made(second),
        ends: it.ends(),
        usable,
        stopped: stopped.unwrap_or_else(goes_on),
    })
}

/// An indicator under way.
struct Measuring<'a> {
    live: &'a Live,
    view: &'a View<'a>,
    at: usize,
    indicator: &'a PlanIndicator,
    normalisation: Normalisation,
    /// The values of ranked units.
    values: Vec<f64>,
    bounds: Option<Bounds>,
}

impl<'a> Measuring<'a> {
    fn new(live: &'a Live, view: &'a View<'a>, at: usize) -> Option<Self> {
        let values = live.ranked_values(view, at);
        Some(Self {
            live,
            view,
            at,
            indicator: live.indicator(at)?,
            normalisation: normalisation(live, view, at)?,
            bounds: Bounds::of(values.iter().copied()),
            values,
        })
    }

    fn area(&self) -> Term {
        self.live.ranked_area(self.live.values(), self.at)
    }

    fn of_area(&self, function: Function) -> Term {
        function.of([self.area()])
    }

    fn statistics(&self) -> Option<&Statistics> {
        stages(self.view, self.at)?.statistics.as_ref()
    }

    /// Whether the statistics come from the period shown.
    fn is_own(&self) -> bool {
        let over = self.normalisation.over();
        over.is_none_or(|over| over == Over::Period)
    }

    /// The least and the greatest value that ranked units are measured between.
    fn extremes(&self) -> [Number; 2] {
        if self.is_own() {
            let now = |get: fn(Bounds) -> f64| Some(self.bounds.map_or(0.0, get));
            let least = now(|it| it.lower);
            return [(least, Function::Min), (now(|it| it.upper), Function::Max)].map(
                |(now, function)| Number {
                    now,
                    by: Some(self.of_area(function)),
                },
            );
        }
        let known = match self.statistics() {
            Some(Statistics::Bounds(bounds)) => [Some(bounds.lower), Some(bounds.upper)],
            _ => [None, None],
        };
        known.map(|now| Number { now, by: None })
    }

    /// A limit that is stated: in its own cell of the framework if it was typed there.
    fn stated(&self, number: Option<f64>, typed: Option<f64>, column: Column) -> Number {
        let same = number.is_some() && number == typed;
        let by = same.then(|| self.live.own(self.at, column.number()));
        Number { now: number, by }
    }

    fn typed(&self) -> [Option<f64>; 3] {
        let node = self.view.node(self.at);
        let own = node.and_then(|it| it.indicator());
        own.map_or([None; 3], |it| [it.lo, it.hi, it.target])
    }

    /// The two numbers that values are measured with.
    fn numbers(&self) -> [Number; 2] {
        let none = || Number {
            now: None,
            by: None,
        };
        let [low, high] = self.extremes();
        let [typed_lo, typed_hi, _] = self.typed();
        match &self.normalisation {
            Normalisation::MinMax { .. }
            | Normalisation::DistanceMax { .. }
            | Normalisation::ShareOfMax { .. } => [low, high],
            Normalisation::Goalposts { lo, hi, .. } => [
                self.stated(*lo, typed_lo, Column::Lo),
                self.stated(*hi, typed_hi, Column::Hi),
            ],
            Normalisation::Efficacy { lo, hi, .. } => [
                lo.map_or(low, |lo| self.stated(Some(lo), typed_lo, Column::Lo)),
                hi.map_or(high, |hi| self.stated(Some(hi), typed_hi, Column::Hi)),
            ],
            Normalisation::DistanceTarget { .. } | Normalisation::DistanceUnit { .. } => {
                let reference = self.reference();
                match self.indicator.direction {
                    Direction::Positive => [low, reference],
                    Direction::Negative => [reference, high],
                }
            }
            Normalisation::ZScore { .. } => self.spread(),
            Normalisation::Vector { .. } | Normalisation::Sum { .. } => [self.total(), none()],
            Normalisation::Rank
            | Normalisation::PercentileRank { .. }
            | Normalisation::Borda
            | Normalisation::BaseIndex { .. }
            | Normalisation::None => [none(), none()],
        }
    }

    /// The target, or the value of the unit that others are measured against.
    fn reference(&self) -> Number {
        match &self.normalisation {
            Normalisation::DistanceTarget { target, .. } => {
                self.stated(*target, self.typed()[2], Column::Target)
            }
            Normalisation::DistanceUnit { unit, over, .. } => {
                let bounds = match self.statistics() {
                    Some(Statistics::Bounds(bounds)) => Some(*bounds),
                    _ => None,
                };
                let now = bounds.map(|it| match self.indicator.direction {
                    Direction::Positive => it.upper,
                    Direction::Negative => it.lower,
                });
                let rows = self.view.rows.iter();
                let mut units = rows.map(|&it| self.view.results.units.get(it).map(|it| it.id));
                let row = units.position(|it| it.is_some() && it == *unit);
                let by = row.filter(|_| !matches!(over, Over::Base(_))).map(|row| {
                    let column = self.live.leaf_column(self.at);
                    let spot = Spot::fixed(self.live.top + row, column);
                    let cell = self.live.values().sheet.cell(spot);
                    cell.clone().when(cell.is_number())
                });
                Number { now, by }
            }
            _ => Number {
                now: None,
                by: None,
            },
        }
    }

    /// Mean and standard deviation.
    fn spread(&self) -> [Number; 2] {
        let of = |spread: &crate::engine::normalise::Spread| {
            let size = f64::from(spread.exponent).exp2();
            [spread.mean * size, spread.sd * size]
        };
        let known = match self.statistics() {
            Some(Statistics::Spread(spread)) => Some(of(spread)),
            _ => None,
        };
        if !self.is_own() {
            let each = known.map_or([None; 2], |it| it.map(Some));
            return each.map(|now| Number { now, by: None });
        }
        let count = self.of_area(Function::Count);
        let [one, none] = [0.0, 1.0].map(Term::number);
        let mean = self
            .of_area(Function::Average)
            .when(count.clone().above(one));
        let sd = self.of_area(Function::Stdev).when(count.above(none));
        let own_mean = crate::engine::moments::mean(&self.values);
        let own_sd = known.map_or((self.values.len() > 1).then_some(0.0), |it| Some(it[1]));
        [(own_mean, mean), (own_sd, sd)].map(|(now, by)| Number { now, by: Some(by) })
    }

    /// The length of the column, or its sum.
    fn total(&self) -> Number {
        let is_sum = matches!(self.normalisation, Normalisation::Sum { .. });
        if !self.is_own() {
            let now = match self.statistics() {
                Some(Statistics::Total(it)) => Some(it.total * f64::from(it.exponent).exp2()),
                _ => None,
            };
            return Number { now, by: None };
        }
        let squares = self.values.iter().map(|x| x * x).sum::<f64>();
        let (now, by) = if is_sum {
            (self.values.iter().sum(), self.of_area(Function::Sum))
        } else {
            let sum = self.of_area(Function::SumSq);
            (squares.sqrt(), Function::Sqrt.of([sum]))
        };
        Number {
            now: Some(now),
            by: Some(by),
        }
    }

    fn ends(&self) -> [Option<f64>; 2] {
        match &self.normalisation {
            Normalisation::ZScore { mean, sd, .. } => [Some(*mean), Some(*sd)],
            Normalisation::Efficacy { c, d, .. } => [Some(*c), Some(*d)],
            other => other.range().map_or([None; 2], |range| range.map(Some)),
        }
    }

    /// That there are values, and more where it takes more.
    fn enough(&self) -> Condition {
        let least = match self.normalisation {
            Normalisation::ZScore { .. }
            | Normalisation::Rank
            | Normalisation::Borda
            | Normalisation::PercentileRank { .. } => 2,
            _ => 1,
        };
        Condition {
            now: self.values.len() >= least,
            by: self
                .live
                .own(self.at, Column::Count.number())
                .at_least(Term::count(least)),
        }
    }

    /// That values differ, where one that all share says nothing.
    fn varied(&self) -> Option<Condition> {
        let needed = match &self.normalisation {
            Normalisation::Goalposts { .. }
            | Normalisation::BaseIndex { .. }
            | Normalisation::None => false,
            Normalisation::Efficacy { lo, hi, .. } => lo.or(*hi).is_none(),
            _ => self.is_own(),
        };
        needed.then(|| Condition {
            now: self.bounds.is_some_and(|it| it.lower < it.upper),
            by: self
                .of_area(Function::Max)
                .above(self.of_area(Function::Min)),
        })
    }

    /// What beyond that has to hold, and what is an error where it does not.
    fn feasible(&self) -> Option<Condition> {
        let [first, second] = self.numbers();
        let cell = |column: Column| self.live.own(self.at, column.number());
        let zero = || Term::number(0.0);
        match &self.normalisation {
            Normalisation::Goalposts { .. }
            | Normalisation::Efficacy { .. }
            | Normalisation::DistanceTarget { .. }
            | Normalisation::DistanceUnit { .. } => Some(Condition {
                now: first.now.zip(second.now).is_some_and(|(a, b)| a < b),
                by: cell(Column::First).below(cell(Column::Second)),
            }),
            Normalisation::ShareOfMax { .. } => {
                let words = Term::words("<=0");
                let none = Function::CountIf.of([self.area(), words]).equals(zero());
                let by = Function::And.of([none, cell(Column::First).above(zero())]);
                let positive = self.values.iter().all(|&x| x > 0.0);
                let now = positive && first.now.is_some_and(|x| x > 0.0);
                Some(Condition { now, by })
            }
            Normalisation::Sum { .. } => Some(Condition {
                now: first.now.is_some_and(|x| x > 0.0),
                by: cell(Column::First).above(zero()),
            }),
            _ => None,
        }
    }

    /// That the reference is there.
    fn referred(&self) -> Option<Condition> {
        let is_unit = matches!(self.normalisation, Normalisation::DistanceUnit { .. });
        is_unit.then(|| Condition {
            now: self.reference().now.is_some(),
            by: self
                .live
                .own(
                    self.at,
                    match self.indicator.direction {
                        Direction::Positive => Column::Second.number(),
                        Direction::Negative => Column::First.number(),
                    },
                )
                .is_number(),
        })
    }

    fn all_before(&self) -> Vec<Condition> {
        let first = [Some(self.enough()), self.varied(), self.referred()];
        first.into_iter().flatten().collect()
    }

    fn usable(&self) -> Condition {
        all(self.all_before().into_iter().chain(self.feasible()))
    }

    /// What is an error rather than too little data; none where nothing can be.
    fn stopped(&self) -> Option<Condition> {
        let feasible = self.feasible()?;
        let not = Condition {
            now: !feasible.now,
            by: Function::Not.of([feasible.by]),
        };
        Some(all(self.all_before().into_iter().chain([not])))
    }
}

/// That all hold.
fn all(conditions: impl Iterator<Item = Condition>) -> Condition {
    let conditions: Vec<Condition> = conditions.collect();
    Condition {
        now: conditions.iter().all(|it| it.now),
        by: Function::And.of(conditions.into_iter().map(|it| it.by)),
    }
}
