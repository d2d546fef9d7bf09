//! What the engine noticed, in English.

use super::{
    Texts,
    findings::{is_indicator, node_name, unit_label},
};
use crate::{
    engine::{
        Finding, NodeId, Period,
        aggregate::{AggregateTrouble, Floor},
    },
    project::Dataset,
};

impl Texts {
    #[expect(clippy::too_many_lines, reason = "a sentence an arm")]
    pub(super) fn finding_en(self, finding: &Finding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        let when = |period: &Period| self.when(period);
        match finding {
            Finding::Step(finding) => self.step_finding(finding, dataset),
            Finding::Judged(finding) => self.judged_finding(finding, dataset),
            Finding::AggregateInfeasible {
                node: id,
                child,
                aggregation,
                period,
                trouble,
            } => {
                let name = self.aggregation_in_full(*aggregation);
                let child = child.as_ref().map_or_else(|| "an item".to_owned(), node);
                format!(
                    "{} uses the method “{name}”, but{} {}",
                    node(id),
                    when(period),
                    aggregate_trouble(trouble, &child)
                )
            }
            Finding::GrowthNormalised { node: id, child } => {
                format!(
                    "{} uses the growth chain, which takes growth from values as they are, and {} is turned into scores; choose “The value as it is” as its normalisation",
                    node(id),
                    node(child)
                )
            }
            Finding::GrowthEndless {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{} starts from zero (or, where less is better, falls to zero) for {units} ranked unit(s){}; such growth has no end and is left out there; check the data",
                    node(id),
                    when(period)
                )
            }
            Finding::GrowthBroken {
                node: id,
                period,
                units,
            } => {
                format!(
                    "The growth chain of {} breaks off for {units} ranked unit(s){} (data are missing, or the index fell to zero), with no index from there on; add data, or fill the gaps first",
                    node(id),
                    when(period)
                )
            }
            Finding::NodeUnscored {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{} has no score for {units} ranked unit(s){}, and what stands above is made from the other items; add data, or ask for a smaller share of available weight",
                    node(id),
                    when(period)
                )
            }
            Finding::Constant {
                node: id,
                period,
                value,
            } => {
                format!(
                    "{} is {value} for all ranked units{}, tells nobody apart and counts as missing; check the data or switch the indicator off",
                    node(id),
                    when(period)
                )
            }
            Finding::NoData { node: id, period } => {
                format!(
                    "{} has no data of any ranked unit{}; import data or switch the indicator off",
                    node(id),
                    when(period)
                )
            }
            Finding::GoalpostsMissing { node: id } => {
                format!(
                    "{} is to be scored between stated limits and states none; type its lower and upper limit, or choose min–max",
                    node(id)
                )
            }
            Finding::GoalpostsReversed { node: id, lo, hi } => {
                format!(
                    "The upper limit {hi} of {} is not above the lower limit {lo}; exchange or correct them (the lower limit of a negative indicator is the smaller number too)",
                    node(id)
                )
            }
            Finding::TargetMissing { node: id } => {
                format!(
                    "{} is to be scored by its distance to a target and states none; type its target, or choose min–max",
                    node(id)
                )
            }
            Finding::ReferenceUnitMissing { node: id } => {
                format!(
                    "{} is to be scored by its distance to a named unit and none is named; choose a unit, or choose min–max",
                    node(id)
                )
            }
            Finding::ReferenceAbsent {
                node: id,
                unit,
                period,
            } => {
                format!(
                    "{} is to be compared with “{}”, which has no data{}, so it counts as missing; add the value or choose another unit",
                    node(id),
                    unit_label(dataset, *unit),
                    when(period)
                )
            }
            Finding::ReferenceNotBetter {
                node: id,
                period,
                reference,
                worst,
            } => {
                format!(
                    "{} is compared with {reference}{}, which is no better than the worst ranked unit ({worst}); correct the target, choose another unit or check the direction",
                    node(id),
                    when(period)
                )
            }
            Finding::DirectionInfeasible { node: id } if is_indicator(dataset, *id) => {
                format!(
                    "{} is a negative indicator and cannot be scored as a share of the sum; choose another normalisation for it, such as min–max",
                    node(id)
                )
            }
            Finding::DirectionInfeasible { node: id } => {
                format!(
                    "{} is negative, but its scores have no fixed range in which to turn them round; make it positive, or choose a normalisation with a score range, such as min–max, for what is below it",
                    node(id)
                )
            }
            Finding::TooFewValues {
                node: id,
                period,
                values,
            } => {
                format!(
                    "{} has data of only {values} ranked unit(s){}, tells nobody apart and counts as missing; add data or switch the indicator off",
                    node(id),
                    when(period)
                )
            }
            Finding::ValuesNotPositive {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{} has {units} value(s) that are not above zero{} and cannot be scored in proportion to the best; check the data, or choose min–max",
                    node(id),
                    when(period)
                )
            }
            Finding::BaseNotPositive {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{} has {units} ranked unit(s){} with a value, own or of the base period, that is not above zero; they have no base index and count as missing; check the data, or choose another normalisation",
                    node(id),
                    when(period)
                )
            }
            Finding::SumNotPositive { node: id, period } => {
                format!(
                    "The sum of {} over ranked units is not above zero{}, so there are no shares of it; check the data, or choose min–max",
                    node(id),
                    when(period)
                )
            }
            Finding::BasePeriodAbsent { node: id, base } => {
                format!(
                    "{} has no data in the base period {}; add them or choose another base period",
                    node(id),
                    self.period(base)
                )
            }
            Finding::RangeEmpty {
                node: id,
                lower,
                upper,
            } => {
                format!(
                    "The score range {lower}–{upper} of {} is empty; make the second number the larger one, such as 0–100",
                    node(id)
                )
            }
            Finding::WeightsPartlyBlank { node: id } => {
                format!(
                    "Some weights below {} are typed and some are blank; type all of them, or clear all for equal weights",
                    node(id)
                )
            }
            Finding::WeightsAllZero { node: id } => {
                format!(
                    "All weights below {} are zero; give at least one item a positive weight, or choose equal weights",
                    node(id)
                )
            }
            Finding::WeightNegative { node: id, weight } => {
                format!(
                    "The weight {weight} of {} cannot be used; make it zero or positive, and if less is better make the indicator negative",
                    node(id)
                )
            }
            Finding::WeightsTooFewUnits {
                node: id,
                period,
                units,
                least,
            } => {
                format!(
                    "The weights below {} are to come from scores, and {units} ranked unit(s) have a score for every item{}, where it takes {least}; add data, or choose typed or equal weights",
                    node(id),
                    when(period)
                )
            }
            Finding::WeightsUndetermined { node: id, period } => {
                format!(
                    "The weights below {} are to come from scores, and its items do not differ or all say the same{}; choose another weighting, or typed or equal weights",
                    node(id),
                    when(period)
                )
            }
            Finding::WeightShiftNegative { node: id, shift } => {
                format!(
                    "The shift {shift} of the entropy weights below {} cannot be used; make it zero or positive",
                    node(id)
                )
            }
            Finding::WeightlessByData { node: id, period } => {
                format!(
                    "{} has the same score for all ranked units or none{}, so weights from data give it 0; check the data or switch it off",
                    node(id),
                    when(period)
                )
            }
            Finding::LoadingNegative {
                node: id,
                period,
                loading,
            } => {
                format!(
                    "{} runs against the other items{} (loading {loading:.3} on the first principal component) and weighs by the square all the same; check its direction",
                    node(id),
                    when(period)
                )
            }
            Finding::Idle { node: id } => {
                format!(
                    "{} has no indicator yet and does not count for now; add or switch on an indicator",
                    node(id)
                )
            }
            Finding::NoChildren { node: id } => {
                format!(
                    "{} has no indicator that takes part; add or switch on an indicator",
                    node(id)
                )
            }
            Finding::NotPositive {
                node: id,
                child,
                children,
                aggregation,
                period,
                units,
            } => {
                let name = self.aggregation_in_full(*aggregation);
                let more = match children {
                    0 | 1 => String::new(),
                    more => format!(" and {} more", more - 1),
                };
                format!(
                    "{} uses the method “{name}”, and {units} ranked unit(s) have scores that are {} zero in {}{more}{}; use the score range 1–100 or the arithmetic mean",
                    node(id),
                    match aggregation.floor() {
                        Some(Floor::Zero) => "below",
                        _ => "not above",
                    },
                    node(child),
                    when(period)
                )
            }
            Finding::NoScore { unit, period } => {
                format!(
                    "“{}” has no score{} and is not ranked; add data, or ask for a smaller share of available weight",
                    unit_label(dataset, *unit),
                    when(period)
                )
            }
            Finding::TooFewUnits { ranked } => {
                format!(
                    "The number of ranked units is {ranked}, so ranks say next to nothing; choose at least three units to be ranked"
                )
            }
        }
    }
}

/// Why an aggregation has no scores, and what to do.
fn aggregate_trouble(trouble: &AggregateTrouble, child: &str) -> String {
    match trouble {
        AggregateTrouble::OpenScale { .. } => format!(
            "it needs a fixed score range for every item and {child} has none; choose a normalisation with a score range (such as min–max) for {child}, or another aggregation"
        ),
        AggregateTrouble::MixedScales { .. } => format!(
            "some items have a fixed score range and others have none, {child} being unlike those before it; choose one normalisation for all items, or another aggregation"
        ),
        AggregateTrouble::EmptyScale { .. } => format!(
            "the two ends of the score range of {child} are the same; make the second number the larger one, such as 0–100"
        ),
        AggregateTrouble::Rho { rho } => format!(
            "its distinguishing coefficient {rho} cannot be used; type a number above 0 and at most 1, usually 0.5"
        ),
        AggregateTrouble::Floor { units, floor, .. } => format!(
            "scores in {child} are {} zero for {units} ranked unit(s); use the score range 1–100 or the arithmetic mean",
            match floor {
                Floor::Zero => "below",
                Floor::AboveZero => "not above",
            }
        ),
        AggregateTrouble::TooFewUnits { ranked, least } => format!(
            "only {ranked} ranked unit(s) have a score, where it takes {least} to compare them with one another, so it is left empty; add data, or choose the arithmetic mean"
        ),
        AggregateTrouble::AllEqual => "all ranked units have the same score on every item, so none is better and it is left empty; check the data, or choose the arithmetic mean".to_owned(),
        AggregateTrouble::NeedsPeriods => "it links periods with one another and cannot be made from one alone; use data of several periods, or choose another aggregation".to_owned(),
    }
}
