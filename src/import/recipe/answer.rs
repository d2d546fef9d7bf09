//! What a person answers to a difference, kept in the recipe so that it is not asked again.

use super::{Difference, KnownIndicator, KnownUnit, ReadAs, ReadingRecipe, words};
use crate::{engine::Period, import::Scale};

/// An answer to a difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It is as the file has it: a new unit is new, a missing one is gone, the measure holds, the
    /// proposed period is right, what was said of a part that is gone is forgotten.
    AsItIs,
    /// A new unit or indicator is this one of last time; a missing one is this one of now.
    Same(String),
    /// A new unit or indicator is not taken.
    LeaveOut,
    /// The period.
    Period(Period),
    /// It stays as it was last time, whatever the file says.
    AsBefore,
    /// The unit that the sheet is about.
    Unit(String),
}

impl ReadingRecipe {
    /// Keeps an answer. [Replaying](Self::replay) then tells the difference no more; an answer that does
    /// not suit the difference changes nothing, and is asked again.
    pub fn answer(&mut self, difference: &Difference, answer: &Answer) {
        if let (Difference::Relation(unlike), ReadAs::Relations(known)) =
            (difference, &mut self.read_as)
        {
            known.answer(unlike, answer);
            return;
        }
        match (difference, answer) {
            (Difference::NewUnit { name, total, .. }, _) => self.new_unit(name, *total, answer),
            (Difference::MissingUnit { name, total, .. }, Answer::Same(now)) => {
                self.new_unit(now, *total, &Answer::Same(name.clone()));
            }
            (Difference::MissingUnit { name, .. }, Answer::AsItIs) => {
                if let Some(unit) = self.units.iter_mut().find(|it| it.name == *name) {
                    unit.missing = true;
                }
            }
            (Difference::NewIndicator { name, .. }, _) => self.new_indicator(name, answer),
            (Difference::MissingIndicator { name, .. }, Answer::Same(now)) => {
                self.new_indicator(now, &Answer::Same(name.clone()));
            }
            (Difference::MissingIndicator { name, .. }, Answer::AsItIs) => {
                if let Some(it) = self.indicator_mut(name) {
                    it.missing = true;
                }
            }
            (Difference::PeriodAsked { proposal, .. }, Answer::AsItIs) => {
                self.period.answered = Some(proposal.clone());
            }
            (Difference::PeriodAsked { .. }, Answer::Period(period)) => {
                self.period.answered = Some(period.clone());
            }
            (
                Difference::UnitAsked {
                    proposal: Some(unit),
                    ..
                },
                Answer::AsItIs,
            )
            | (Difference::UnitAsked { .. }, Answer::Unit(unit)) => {
                if let Some(told) = &mut self.unit {
                    told.answered = Some(unit.clone());
                }
            }
            (other, Answer::AsItIs) => self.accept(other),
            _ => {}
        }
    }

    fn accept(&mut self, difference: &Difference) {
        match difference {
            Difference::ChangedMeasure {
                indicator,
                last,
                now,
                ..
            } => {
                let Some(known) = self.indicator_mut(indicator) else {
                    return;
                };
                let scale = last.as_deref().zip(now.as_deref());
                let scale = scale.and_then(|(last, now)| Scale::between(last, now));
                known.size = known.size.zip(scale).map(|(size, scale)| scale.apply(size));
                known.measure.clone_from(now);
            }
            Difference::PowerOfTen { indicator, .. } => {
                if let Some(known) = self.indicator_mut(indicator) {
                    known.size = None;
                }
            }
            Difference::ChangedLayout { now, .. } => self.shape.read_layout = Some(*now),
            Difference::ChangedHeaderDepth { now, .. } => self.shape.header_depth = *now,
            Difference::AnchorGone { says, texts, .. } => {
                let gone = self
                    .said
                    .iter()
                    .position(|it| it.says == *says && it.texts() == *texts);
                match gone {
                    Some(gone) => drop(self.said.remove(gone)),
                    None => self.header = None,
                }
            }
            _ => {}
        }
    }

    fn indicator_mut(&mut self, name: &str) -> Option<&mut KnownIndicator> {
        let wanted = words::plain(name);
        let mut all = self.indicators.iter_mut();
        all.find(|it| words::plain(&it.name) == wanted)
    }

    fn new_unit(&mut self, name: &str, total: bool, answer: &Answer) {
        let mut unit = KnownUnit {
            name: name.to_owned(),
            total,
            ..KnownUnit::default()
        };
        match answer {
            Answer::AsItIs => {}
            Answer::LeaveOut => unit.left_out = true,
            Answer::Same(known) => {
                let Some(known) = self.units.iter_mut().find(|it| it.name == *known) else {
                    return;
                };
                known.missing = true;
                unit.into = Some(known.into.clone().unwrap_or_else(|| known.name.clone()));
                unit.place.clone_from(&known.place);
                unit.left_out = known.left_out;
                unit.line = known.line;
            }
            Answer::AsBefore | Answer::Period(_) | Answer::Unit(_) => return,
        }
        self.units.push(unit);
    }

    fn new_indicator(&mut self, name: &str, answer: &Answer) {
        let mut indicator = KnownIndicator {
            name: name.to_owned(),
            ..KnownIndicator::default()
        };
        match answer {
            Answer::AsItIs => {}
            Answer::LeaveOut => indicator.left_out = true,
            Answer::Same(known) => {
                let Some(known) = self.indicator_mut(known) else {
                    return;
                };
                known.missing = true;
                indicator = known.clone();
                indicator.missing = false;
                indicator.into = Some(known.into.clone().unwrap_or_else(|| known.name.clone()));
                name.clone_into(&mut indicator.name);
            }
            Answer::AsBefore | Answer::Period(_) | Answer::Unit(_) => return,
        }
        self.indicators.push(indicator);
    }
}
