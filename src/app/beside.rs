//! What stands beside the ranking: tiers, groups, and what holds the unit in view back.

use std::collections::BTreeMap;

use super::format;
use crate::{
    engine::{
        Marked, NodePeriod, Results, UnitId,
        obstacle::obstacles,
        place::{group_mean, ranks_within},
    },
    project::{Dataset, groups_of_units},
};

/// How many obstacles are shown.
const MOST: usize = 10;

/// All of it, made once per result.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The tier of each ranked unit, 1 the best; none if units are not divided.
    pub tiers: Option<BTreeMap<UnitId, usize>>,
    /// The group of each unit, and its rank there; none if no groups are compared.
    pub places: Option<BTreeMap<UnitId, (String, Option<u32>)>>,
    /// The mean of each group.
    pub groups: Vec<GroupRow>,
    /// What holds the unit in view back, most first: the indicator and its share.
    pub obstacles: Vec<(String, f64)>,
    /// The indicators whose value for the unit in view is not as observed.
    pub changed: Vec<(String, Marked)>,
}

/// A group and its mean.
#[derive(Clone, Debug)]
pub(super) struct GroupRow {
    /// What people call it.
    pub name: String,
    /// Its mean score, as written.
    pub mean: String,
    /// How many take part.
    pub members: usize,
    /// Those without a score.
    pub absent: Vec<String>,
}

impl Beside {
    /// `kind`: the groups to compare; `unit`: the one in view.
    pub(super) fn new(
        results: &Results,
        dataset: &Dataset,
        period: usize,
        (kind, unit): (Option<&str>, Option<UnitId>),
    ) -> Self {
        let Some(of) = results.root().and_then(|root| root.periods.get(period)) else {
            return Self::default();
        };
        let mut beside = Self {
            tiers: tiers(results, dataset, of),
            ..Self::default()
        };
        if let Some(kind) = kind {
            beside.compare(results, dataset, of, kind);
        }
        let at = unit.and_then(|unit| results.units.iter().position(|it| it.id == unit));
        if let Some(at) = at {
            beside.look_at(results, dataset, period, at);
        }
        beside
    }

    /// Ranks within groups, and their means.
    fn compare(&mut self, results: &Results, dataset: &Dataset, of: &NodePeriod, kind: &str) {
        let units = groups_of_units(results, dataset, kind);
        let (scores, ranked) = scores(results, of);
        let ranks = ranks_within(&scores, &ranked, &units);
        let names = results.units.iter().zip(units.iter().zip(ranks));
        let places = names.filter_map(|(unit, (group, rank))| {
            let group = dataset.groups.get((*group)?)?;
            Some((unit.id, (group.name.clone(), rank)))
        });
        self.places = Some(places.collect());
        let top = scores
            .iter()
            .flatten()
            .map(|it| it.abs())
            .fold(0.0, f64::max);
        for group in dataset.groups.iter().filter(|it| it.kind == kind) {
            let at = |id: &UnitId| results.units.iter().position(|it| it.id == *id);
            let members: Vec<usize> = group.members.iter().filter_map(at).collect();
            let told = group_mean(&scores, &members, None);
            let label = |at: &usize| label(results, dataset, *at);
            self.groups.push(GroupRow {
                name: group.name.clone(),
                mean: told
                    .mean
                    .map_or_else(|| "–".to_owned(), |mean| format::score(mean, top)),
                members: members.len(),
                absent: told.absent.iter().map(label).collect(),
            });
        }
    }

    /// Obstacles and changed values of a unit.
    fn look_at(&mut self, results: &Results, dataset: &Dataset, period: usize, unit: usize) {
        let framework = dataset.framework.as_ref();
        let name = |node: usize| {
            let id = results.nodes.get(node).map(|it| it.id);
            let node = framework.zip(id).and_then(|(it, id)| it.node(id));
            node.map(|it| it.name.clone()).unwrap_or_default()
        };
        let all = obstacles(results, unit, period).into_iter();
        self.obstacles = all
            .take(MOST)
            .map(|it| (name(it.node), it.degree))
            .collect();
        for (at, node) in results.nodes.iter().enumerate() {
            let stages = node.periods.get(period).and_then(|it| it.stages.as_ref());
            let marks = stages.iter().flat_map(|it| &it.marks);
            let own = marks.filter(|it| it.unit == unit);
            self.changed
                .extend(own.map(|mark| (name(at), mark.what.clone())));
        }
    }
}

fn label(results: &Results, dataset: &Dataset, at: usize) -> String {
    let unit = results.units.get(at);
    let unit = unit.and_then(|it| dataset.unit(it.id));
    unit.map(|it| it.label.clone()).unwrap_or_default()
}

fn scores(results: &Results, of: &NodePeriod) -> (Vec<Option<f64>>, Vec<bool>) {
    let ranked = results.units.iter().map(|it| it.ranked).collect();
    (of.scores.iter().collect(), ranked)
}

fn tiers(results: &Results, dataset: &Dataset, of: &NodePeriod) -> Option<BTreeMap<UnitId, usize>> {
    let tiering = dataset.tiers.as_ref()?;
    let (scores, ranked) = scores(results, of);
    let tiers = tiering.tiers(&scores, &ranked);
    let units = results.units.iter().zip(tiers);
    Some(
        units
            .filter_map(|(unit, tier)| Some((unit.id, tier? + 1)))
            .collect(),
    )
}
