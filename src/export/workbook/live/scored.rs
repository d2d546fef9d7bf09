//! What makes the score of one value.

use super::{Live, What, leaf::normalisation, node::Column};
use crate::{
    engine::{Direction, Normalisation},
    export::{
        cell_formula::{Function, Spot, Term},
        workbook::view::View,
    },
};

impl Live {
    /// What makes the score of an indicator in a row; none where there is no formula.
    pub(in crate::export::workbook) fn score_term(
        &self,
        view: &View<'_>,
        at: usize,
        row: usize,
    ) -> Option<Term> {
        if !self.is_made(at) {
            return None;
        }
        let indicator = self.indicator(at)?;
        let normalisation = normalisation(self, view, at)?;
        let spot = Spot::new(self.top + row, self.leaf_column(at));
        let x = self.values().sheet.cell(spot);
        let usable = self.of_node(at, Column::Usable.number());
        let is_there = Function::And.of([usable.equals(Term::number(1.0)), x.clone().is_number()]);
        let scored = Scored {
            live: self,
            at,
            row,
            x,
            direction: indicator.direction,
        };
        Some(scored.term(&normalisation)?.when(is_there))
    }
}

/// The score of one value.
struct Scored<'a> {
    live: &'a Live,
    at: usize,
    row: usize,
    x: Term,
    direction: Direction,
}

impl Scored<'_> {
    fn cell(&self, column: Column) -> Term {
        self.live.of_node(self.at, column.number())
    }

    fn term(&self, normalisation: &Normalisation) -> Option<Term> {
        let (zero, one) = (Term::number(0.0), Term::number(1.0));
        let x = || self.x.clone();
        let positive = self.direction.is_positive();
        Some(match normalisation {
            Normalisation::MinMax { .. } | Normalisation::DistanceMax { .. } => {
                self.onto(self.share())
            }
            Normalisation::Goalposts { .. } => {
                let inner = Function::Min.of([one, self.share()]);
                self.onto(Function::Max.of([zero, inner]))
            }
            Normalisation::DistanceUnit { cap, .. } | Normalisation::DistanceTarget { cap, .. } => {
                let share = self.share();
                self.onto(if *cap {
                    Function::Min.of([one, share])
                } else {
                    share
                })
            }
            Normalisation::ZScore { .. } => {
                let far = (x() - self.cell(Column::First)) / self.cell(Column::Second);
                let far = if positive { far } else { far.negative() };
                self.cell(Column::LowEnd) + self.cell(Column::HighEnd) * far
            }
            Normalisation::Efficacy { .. } => {
                self.cell(Column::LowEnd) + self.cell(Column::HighEnd) * self.share()
            }
            Normalisation::ShareOfMax { .. } => {
                let share = if positive {
                    x() / self.cell(Column::Second)
                } else {
                    self.cell(Column::First) / x()
                };
                (self.cell(Column::HighEnd) * share).when(x().above(zero))
            }
            Normalisation::Rank | Normalisation::Borda | Normalisation::PercentileRank { .. } => {
                return self.place(normalisation);
            }
            Normalisation::BaseIndex { .. } => {
                let column = self.live.beside_column(What::Base(self.at))?;
                let spot = Spot::new(self.live.top + self.row, column);
                let base = self.live.raw.sheet.cell(spot);
                let ratio = if positive {
                    x() / base.clone()
                } else {
                    base.clone() / x()
                };
                let above = [x(), base.clone()].map(|it| it.above(Term::number(0.0)));
                let index = Term::number(100.0) * ratio;
                index.when(Function::And.of(above)).when(base.is_number())
            }
            Normalisation::Vector { .. } => {
                let share = x() / self.cell(Column::First);
                if positive { share } else { share.negative() }
            }
            Normalisation::Sum { .. } => x() / self.cell(Column::First),
            Normalisation::None if positive => x(),
            Normalisation::None => x().negative(),
        })
    }

    /// The place among ranked units, the worst first; nobody else has one.
    fn place(&self, normalisation: &Normalisation) -> Option<Term> {
        if self.row >= self.live.ranked {
            return None;
        }
        let one = || Term::number(1.0);
        let order = Term::number(f64::from(u8::from(self.direction.is_positive())));
        let area = self.live.ranked_area(self.live.values(), self.at);
        let place = Function::Rank.of([self.x.clone(), area, order]);
        Some(match normalisation {
            Normalisation::Borda => place - one(),
            Normalisation::PercentileRank { .. } => {
                self.onto((place - one()) / (self.cell(Column::Count) - one()))
            }
            _ => place,
        })
    }

    /// Where the value stands between the two it is measured with.
    fn share(&self) -> Term {
        let [low, high] = [Column::First, Column::Second].map(|it| self.cell(it));
        let from = if self.direction.is_positive() {
            self.x.clone() - low.clone()
        } else {
            high.clone() - self.x.clone()
        };
        from / (high - low)
    }

    fn onto(&self, share: Term) -> Term {
        let [low, high] = [Column::LowEnd, Column::HighEnd].map(|it| self.cell(it));
        low.clone() + (high - low) * share
    }
}
