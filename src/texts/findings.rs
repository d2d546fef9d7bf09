//! What the engine noticed, one sentence each: what happened, where, what to do.

use super::{Language, Texts};
use crate::{
    engine::{Finding, NodeId, Period, Severity, UnitId, VariableId},
    project::Dataset,
};

impl Texts {
    /// How much a finding matters.
    pub const fn severity_name(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Note => self.pick("说明", "Note"),
            Severity::Warning => self.pick("提醒", "Warning"),
            Severity::Error => self.pick("错误", "Error"),
        }
    }

    /// A finding in one sentence.
    pub fn engine_finding(&self, finding: &Finding, dataset: &Dataset) -> String {
        match self.language {
            Language::Chinese => self.finding_zh(finding, dataset),
            Language::English => self.finding_en(finding, dataset),
        }
    }

    /// A period as part of a sentence; nothing for data without one.
    pub(super) fn when(self, period: &Period) -> String {
        match (period, self.language) {
            (Period::Undated, _) => String::new(),
            (_, Language::Chinese) => format!("在{}", self.period(period)),
            (_, Language::English) => format!(" in {}", self.period(period)),
        }
    }
}

pub(super) fn node_name(dataset: &Dataset, id: NodeId) -> &str {
    let node = dataset
        .framework
        .as_ref()
        .and_then(|framework| framework.node(id));
    node.map_or("?", |node| node.name.as_str())
}

pub(super) fn unit_label(dataset: &Dataset, id: UnitId) -> &str {
    dataset.unit(id).map_or("?", |unit| unit.label.as_str())
}

pub(super) fn variable_name(dataset: &Dataset, id: VariableId) -> &str {
    dataset
        .variable(id)
        .map_or("?", |variable| variable.name.as_str())
}

/// Whether a node is an indicator and no aggregate.
pub(super) fn is_indicator(dataset: &Dataset, id: NodeId) -> bool {
    let node = dataset
        .framework
        .as_ref()
        .and_then(|framework| framework.node(id));
    node.is_some_and(|node| node.indicator().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            Aggregate, Aggregation, Framework, Indicator, JudgedFinding, Node, NodeKind, OutReason,
            StepFinding,
            aggregate::{AggregateTrouble, Floor},
            formula::{FormulaError, FormulaProblem, Trouble},
            treat::TreatTrouble,
            weight::JudgementError,
        },
        project::{DatasetId, Role, Unit, Variable},
    };

    fn dataset() -> Dataset {
        let node = |id: u32, kind| Node {
            id: NodeId(id),
            code: format!("n{id}"),
            name: format!("node {id}"),
            weight: None,
            enabled: true,
            locked: false,
            source: String::new(),
            kind,
        };
        let leaf = |id| node(id, NodeKind::Indicator(Indicator::new(VariableId(1))));
        let root = NodeKind::Aggregate(Aggregate {
            children: vec![leaf(2), leaf(3)],
            ..Aggregate::default()
        });
        let mut dataset = Dataset::new(DatasetId(1), "set");
        dataset.framework = Some(
            Framework {
                root: node(1, root),
            }
            .into(),
        );
        dataset.units = vec![Unit {
            place: None,
            id: UnitId(1),
            key: "u".into(),
            label: "unit 1".into(),
            aliases: Vec::new(),
            members: Vec::new(),
            role: Role::Ranked,
        }]
        .into();
        dataset.variables = vec![Variable {
            id: VariableId(1),
            code: "v".into(),
            name: "variable 1".into(),
            measure: None,
            formula: None,
            pooling: None,
        }]
        .into();
        dataset
    }

    const ROOT: NodeId = NodeId(1);
    const YEAR: Period = Period::Year(2020);

    fn aggregated() -> Vec<Finding> {
        let child = 0;
        let (units, children, floor) = (2, 1, Floor::AboveZero);
        let troubles = [
            AggregateTrouble::OpenScale { child },
            AggregateTrouble::MixedScales { child },
            AggregateTrouble::EmptyScale { child },
            AggregateTrouble::Rho { rho: 2.0 },
            AggregateTrouble::Floor {
                child,
                children,
                units,
                floor,
            },
            AggregateTrouble::TooFewUnits {
                ranked: 1,
                least: 2,
            },
            AggregateTrouble::AllEqual,
            AggregateTrouble::NeedsPeriods,
        ];
        let mut all: Vec<Finding> = troubles
            .into_iter()
            .zip(Aggregation::ALL.into_iter().rev())
            .map(|(trouble, aggregation)| Finding::AggregateInfeasible {
                node: ROOT,
                child: Some(NodeId(2)),
                aggregation,
                period: YEAR,
                trouble,
            })
            .collect();
        let (node, period) = (ROOT, YEAR);
        all.extend([
            Finding::DirectionInfeasible { node },
            Finding::DirectionInfeasible { node: NodeId(2) },
            Finding::GrowthNormalised {
                node,
                child: NodeId(2),
            },
            Finding::GrowthEndless {
                node,
                period: period.clone(),
                units,
            },
            Finding::GrowthBroken {
                node,
                period: period.clone(),
                units,
            },
            Finding::NodeUnscored {
                node,
                period,
                units,
            },
        ]);
        all
    }

    fn judged() -> Vec<Finding> {
        let (node, row, column, value, at) = (ROOT, 0, 1, 3.0, 1);
        let errors = [
            JudgementError::Empty,
            JudgementError::NotSquare {
                row,
                numbers: 1,
                rows: 2,
            },
            JudgementError::TooLarge {
                siblings: 16,
                most: 15,
            },
            JudgementError::NotPositive { row, column, value },
            JudgementError::TooFar { row, column, value },
            JudgementError::DiagonalNotOne { at, value },
            JudgementError::NotReciprocal {
                row,
                column,
                value,
                mirror: 3.0,
            },
            JudgementError::Incomplete { row, column },
            JudgementError::NoSibling { at, siblings: 1 },
            JudgementError::SizesDiffer {
                at,
                siblings: 3,
                first: 2,
            },
        ];
        let invalid = |error| JudgedFinding::Invalid {
            node,
            expert: "Li".into(),
            children: vec![NodeId(2), NodeId(3)],
            error,
        };
        let inconsistent = |expert: Option<&str>, pair| JudgedFinding::Inconsistent {
            node,
            expert: expert.map(str::to_owned),
            ratio: 0.153,
            pair,
            judged: 1.0 / 3.0,
            consistent: 0.7,
        };
        let mut all: Vec<JudgedFinding> = errors.into_iter().map(invalid).collect();
        all.extend([
            JudgedFinding::Missing { node },
            inconsistent(Some("Li"), Some((NodeId(2), NodeId(3)))),
            inconsistent(None, None),
            JudgedFinding::OpinionsMissing { node },
            JudgedFinding::OpinionUnusable {
                node,
                expert: String::new(),
            },
            JudgedFinding::CombinationEmpty { node, period: YEAR },
        ]);
        all.into_iter().map(Finding::Judged).collect()
    }

    #[expect(clippy::too_many_lines, reason = "one of each")]
    fn on_the_way() -> Vec<Finding> {
        let (node, unit, variable, units) = (NodeId(2), UnitId(1), VariableId(1), 2);
        let troubles = [
            TreatTrouble::BoundsMissing,
            TreatTrouble::BoundsReversed {
                lower: 2.0,
                upper: 1.0,
            },
            TreatTrouble::PercentilesReversed {
                lower: 95.0,
                upper: 5.0,
            },
            TreatTrouble::Parameter(-1.0),
            TreatTrouble::NotPositive(2),
            TreatTrouble::AllClipped(3.0),
        ];
        let untreatable = |trouble| StepFinding::Untreatable {
            node,
            period: YEAR,
            trouble,
        };
        let (share, branch) = (0.5, ROOT);
        let reasons = [
            OutReason::Forced,
            OutReason::Availability { share },
            OutReason::Branch {
                node: branch,
                share,
            },
            OutReason::Zeros { share },
        ];
        let out = |reason| StepFinding::ScreenedOut {
            unit,
            period: YEAR,
            reason,
        };
        let undefined = |trouble| StepFinding::FormulaUndefined {
            variable,
            period: YEAR,
            position: 4,
            trouble,
            units,
        };
        let broken = |problem| StepFinding::FormulaBroken {
            variable,
            error: FormulaError {
                position: 0,
                problem,
            },
        };
        let grouping = |group: &str| StepFinding::GroupingAbsent {
            node,
            group: group.into(),
        };
        let off = |units| StepFinding::OffScale {
            node,
            period: YEAR,
            units,
        };
        let mut all: Vec<StepFinding> = troubles.into_iter().map(untreatable).collect();
        all.extend(reasons.into_iter().map(out));
        all.extend(
            [
                Trouble::DivisionByZero,
                Trouble::NotPositive,
                Trouble::Negative,
                Trouble::Overflow,
            ]
            .map(undefined),
        );
        let names = vec!["a".to_owned(), "b".to_owned()];
        all.extend([
            broken(FormulaProblem::Cycle { names }),
            broken(FormulaProblem::Cycle { names: Vec::new() }),
            grouping(""),
            grouping("region"),
            off(0),
            off(2),
            StepFinding::PoolIncomplete {
                unit,
                variable,
                period: YEAR,
                absent: vec![unit; 5],
            },
            StepFinding::DenominatorUnusable {
                node,
                period: YEAR,
                zero: 1,
                absent: 2,
            },
            StepFinding::NotImputed {
                node,
                period: YEAR,
                units,
            },
            StepFinding::StillSkewed { node, period: YEAR },
            StepFinding::ScalesDiffer { node },
        ]);
        all.into_iter().map(Finding::Step).collect()
    }

    #[test]
    fn a_finding_names_what_it_is_about_and_says_what_to_do_in_its_language() {
        let dataset = dataset();
        let chinese = |letter: char| ('\u{3000}'..='\u{9fff}').contains(&letter);
        for finding in [aggregated(), judged(), on_the_way()].concat() {
            let [zh, en] = Language::ALL
                .map(|language| Texts::new(language).engine_finding(&finding, &dataset));
            assert!(zh.contains(chinese) && zh.contains('；'), "{zh}");
            assert!(!en.contains(chinese) && en.contains("; "), "{en}");
            for text in [zh, en] {
                let named = ["“node ", "“unit 1”", "“variable 1”"];
                assert!(named.iter().any(|it| text.contains(it)), "{text}");
                let tidy = !text.contains("“?”") && !text.contains("  ") && !text.contains("““");
                assert!(tidy, "{text}");
            }
        }
    }

    #[test]
    fn contradicting_judgements_point_at_the_pair_to_look_at() {
        let text =
            |at: usize, language| Texts::new(language).engine_finding(&judged()[at], &dataset());
        assert_eq!(
            text(11, Language::Chinese),
            "“node 1”下专家“Li”的判断前后不一致（一致性比率 0.153，应小于 0.1）；请先核对“node 2”与“node 3”的比较：填的是 1/3，与其余判断相符的约为 1/1.4"
        );
        assert!(text(12, Language::Chinese).contains("各位专家合并后的判断"));
        assert!(text(7, Language::English).contains("“node 2” and “node 3” are not compared"));
    }
}
