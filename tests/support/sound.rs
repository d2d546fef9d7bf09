//! What holds of results whatever they are made of.

use heng::engine::{
    Finding, JudgedFinding, NodeId, Period, Results, Severity, StepFinding, competition_ranks,
};

/// Panics where results contradict themselves.
pub(crate) fn assert_sound(results: &Results) {
    for at in 0..results.nodes.len() {
        ranks_follow_scores(results, at);
        weights_sum_to_one(results, at);
    }
    for finding in &results.findings {
        nothing_stands_above(results, finding);
    }
}

fn ranks_follow_scores(results: &Results, at: usize) {
    let node = &results.nodes[at];
    assert_eq!(node.periods.len(), results.periods.len());
    for period in &node.periods {
        assert_eq!(period.scores.len(), results.units.len());
        assert!(period.scores.observed().all(f64::is_finite));
        let cells = period.scores.iter().zip(&results.units);
        let ranked: Vec<Option<f64>> = cells
            .map(|(score, unit)| score.filter(|_| unit.ranked))
            .collect();
        let ranks: Vec<Option<u32>> = period.ranks.iter().collect();
        assert_eq!(ranks, competition_ranks(&ranked), "{:?}", node.id);
    }
}

fn weights_sum_to_one(results: &Results, at: usize) {
    let node = &results.nodes[at];
    for period in 0..results.periods.len() {
        let own = &node.periods[period];
        let above = node.parent.map_or(Some(1.0), |parent| {
            results.nodes[parent].periods[period].effective
        });
        let product = above.zip(own.weight).map(|(above, weight)| above * weight);
        assert_eq!(own.effective, product, "{:?}", node.id);
        let children = node.children.iter();
        let weights: Vec<Option<f64>> = children
            .map(|&child| results.nodes[child].periods[period].weight)
            .collect();
        let told: Vec<f64> = weights.iter().flatten().copied().collect();
        if told.is_empty() {
            continue;
        }
        assert_eq!(told.len(), weights.len(), "{:?} {weights:?}", node.id);
        assert!(told.iter().all(|it| (0.0..=1.0 + 1e-12).contains(it)));
        let sum: f64 = told.iter().sum();
        let nothing = told.iter().all(|&it| it == 0.0);
        assert!(
            nothing || (sum - 1.0).abs() < 1e-9,
            "{:?} {told:?}",
            node.id
        );
    }
}

/// Above what an error keeps empty, all is empty.
fn nothing_stands_above(results: &Results, finding: &Finding) {
    if finding.severity() < Severity::Error {
        return;
    }
    let Some(id) = finding.node() else { return };
    let at = results.nodes.iter().position(|node| node.id == id);
    // Of a weight below zero the child is told; its own scores stand.
    let child = matches!(finding, Finding::WeightNegative { .. });
    for period in (0..results.periods.len()).filter(|&it| concerns(results, finding, id, it)) {
        let mut above = at.filter(|_| !child).or(parent(results, at));
        while let Some(here) = above {
            let scores = &results.nodes[here].periods[period].scores;
            let empty = scores.observed().next().is_none();
            assert!(
                empty,
                "{finding:?} leaves {:?} whole",
                results.nodes[here].id
            );
            above = parent(results, above);
        }
    }
}

fn parent(results: &Results, at: Option<usize>) -> Option<usize> {
    results.nodes[at?].parent
}

/// Whether an error of a node concerns a period.
fn concerns(results: &Results, finding: &Finding, id: NodeId, period: usize) -> bool {
    let period = &results.periods[period];
    let has = |is: &dyn Fn(&Finding) -> bool| results.findings.iter().any(is);
    match finding {
        Finding::ReferenceNotBetter { period: told, .. }
        | Finding::ValuesNotPositive { period: told, .. }
        | Finding::SumNotPositive { period: told, .. }
        | Finding::WeightsTooFewUnits { period: told, .. }
        | Finding::WeightsUndetermined { period: told, .. }
        | Finding::NotPositive { period: told, .. }
        | Finding::AggregateInfeasible { period: told, .. }
        | Finding::Step(StepFinding::Untreatable { period: told, .. })
        | Finding::Judged(JudgedFinding::CombinationEmpty { period: told, .. }) => {
            *told == Period::Undated || told == period
        }
        // Where there is nothing to measure, nothing is missed.
        Finding::BasePeriodAbsent { .. } => !has(
            &|it| matches!(it, Finding::NoData { node, period: of } if *node == id && of == period),
        ),
        // On a treated scale, what is stated may have no place in one period and one in another.
        Finding::GoalpostsMissing { .. } | Finding::TargetMissing { .. } => !has(
            &|it| matches!(it, Finding::Step(StepFinding::OffScale { node, .. }) if *node == id),
        ),
        _ => true,
    }
}
