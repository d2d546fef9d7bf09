//! What keeps a unit from the best score there could be.

use super::{NodeResult, Results};

/// The obstacle degrees (障碍度) of one unit: which share of what it lacks lies with each indicator.
///
/// `o_j = w_j·(1 − z_j) / Σ w·(1 − z)` over the indicators the unit has; z is 0 at the worst and 1
/// at the best.
///
/// - `weights`: effective ones, relative and not negative; `shares`: z in the same order.
/// - The degrees sum to 1, or are all 0 where nothing is lacking. None where z is missing.
/// - z beyond 1, as a reference unit can have, lacks nothing.
/// - Source: the 障碍度模型 usual in Chinese evaluation studies, with factor contribution w and
///   deviation 1 − z.
///
/// ```
/// use heng::engine::obstacle::obstacle_degrees;
/// let degrees = obstacle_degrees(&[0.5, 0.25, 0.25], &[Some(0.75), None, Some(0.5)]);
/// assert_eq!(degrees, [Some(0.5), None, Some(0.5)]);
/// assert_eq!(obstacle_degrees(&[1.0], &[Some(1.0)]), [Some(0.0)]);
/// ```
pub fn obstacle_degrees(weights: &[f64], shares: &[Option<f64>]) -> Vec<Option<f64>> {
    let lacking: Vec<Option<f64>> = weights
        .iter()
        .zip(shares)
        .map(|(weight, share)| share.map(|z| weight * (1.0 - z).max(0.0)))
        .collect();
    let sum: f64 = lacking.iter().flatten().sum();
    let degree = |lacking: f64| if sum > 0.0 { lacking / sum } else { 0.0 };
    lacking.into_iter().map(|it| it.map(degree)).collect()
}

/// An indicator as an obstacle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Obstacle {
    /// Where the indicator stands in [`Results::nodes`].
    pub node: usize,
    /// Its share of all the unit lacks, 0 to 1.
    pub degree: f64,
}

/// What keeps a unit down in one period, the greatest obstacle first; ties in the order of nodes.
///
/// The [`obstacle_degrees`] of the indicators the unit has a score for, with their effective
/// weights and z by their own scales. Those of [`without_ends`] are left out, as are indicators
/// for which no weight could be made.
///
/// - `unit`, `period`: where they stand in the results.
///
/// ```
/// use heng::engine::{Results, obstacle::obstacles};
/// assert_eq!(obstacles(&Results::default(), 0, 0), []);
/// ```
pub fn obstacles(results: &Results, unit: usize, period: usize) -> Vec<Obstacle> {
    let (mut nodes, mut weights, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for (node, it) in indicators(results) {
        let Some(at) = it.periods.get(period) else {
            continue;
        };
        let share = at.scores.get(unit).and_then(|score| it.scale.share(score));
        if let (Some(weight), Some(share)) = (at.effective, share) {
            nodes.push(node);
            weights.push(weight);
            shares.push(Some(share));
        }
    }
    let degrees = obstacle_degrees(&weights, &shares);
    let mut obstacles: Vec<Obstacle> = nodes
        .into_iter()
        .zip(degrees)
        .filter_map(|(node, degree)| degree.map(|degree| Obstacle { node, degree }))
        .collect();
    obstacles.sort_by(|a, b| b.degree.total_cmp(&a.degree));
    obstacles
}

/// The indicators whose scale has no ends, so that nothing can be said of what lacks to the best:
/// where they stand in [`Results::nodes`].
///
/// ```
/// use heng::engine::{Results, obstacle::without_ends};
/// assert!(without_ends(&Results::default()).is_empty());
/// ```
pub fn without_ends(results: &Results) -> Vec<usize> {
    indicators(results)
        .filter(|(_, node)| node.scale.share(0.0).is_none())
        .map(|(at, _)| at)
        .collect()
}

fn indicators(results: &Results) -> impl Iterator<Item = (usize, &NodeResult)> {
    let nodes = results.nodes.iter().enumerate();
    nodes.filter(|(_, node)| node.level == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Column, NodeId, NodePeriod, Scale};

    fn indicator(id: u32, scale: Scale, effective: Option<f64>, scores: [f64; 2]) -> NodeResult {
        NodeResult {
            id: NodeId(id),
            parent: Some(0),
            children: Vec::new(),
            level: 1,
            scale,
            periods: vec![NodePeriod {
                scores: scores.into_iter().map(Some).collect::<Column>(),
                ranks: std::iter::empty().collect(),
                weight: effective,
                effective,
                stages: None,
            }],
        }
    }

    #[test]
    fn the_greatest_obstacle_comes_first_and_open_scales_are_told() {
        let hundred = Scale::Bounded(0.0, 100.0);
        let mut root = indicator(1, hundred, Some(1.0), [50.0, 100.0]);
        root.level = 2;
        let results = Results {
            nodes: vec![
                root,
                indicator(2, hundred, Some(0.5), [80.0, 100.0]),
                indicator(3, Scale::Open, Some(0.1), [-3.0, 4.0]),
                indicator(4, Scale::Bounded(60.0, 100.0), Some(0.4), [70.0, 110.0]),
                indicator(5, hundred, None, [10.0, 10.0]),
            ],
            ..Results::default()
        };
        // 0.5·0.2 = 0.1 and 0.4·0.75 = 0.3.
        let told = obstacles(&results, 0, 0);
        assert_eq!(told.iter().map(|it| it.node).collect::<Vec<_>>(), [3, 1]);
        assert!((told[0].degree - 0.75).abs() < 1e-12);
        assert!((told[1].degree - 0.25).abs() < 1e-12);
        assert_eq!(without_ends(&results), [2]);
        // Nothing lacks: all zero, in the order of nodes.
        let none = obstacles(&results, 1, 0);
        let nothing = |node| Obstacle { node, degree: 0.0 };
        assert_eq!(none, [nothing(1), nothing(3)]);
        assert_eq!(obstacles(&results, 7, 0), []);
        assert_eq!(obstacles(&results, 0, 7), []);
    }
}
