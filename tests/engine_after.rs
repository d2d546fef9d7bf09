//! What is taken over from an earlier computation is what a fresh one would give, bit for bit.

use heng::engine::{
    Aggregate, Aggregation, Computed, DataWeighting, Denominator, Direction, Framework, Importance,
    Indicator, Method, Node, NodeId, NodeKind, Normalisation, Over, Panel, Period, Plan, PlanUnit,
    Results, Scope, UnitId, VariableId, Weighting, compute,
};
use proptest::{prelude::*, test_runner::RngSeed};

const UNITS: u32 = 6;
const PERIODS: [i32; 3] = [2019, 2020, 2021];
const LEAVES: u32 = 5;

/// All that a plan is made of, to be changed piece by piece.
#[derive(Clone, Debug)]
struct State {
    panel: Panel,
    ranked: Vec<bool>,
    framework: Framework,
    method: Method,
}

#[derive(Clone, Debug)]
enum Change {
    Weight(u32, f64),
    Value(u32, i32, u32, Option<f64>),
    Ranked(u32),
    Direction(u32, Direction),
    Denominator(u32, Option<u32>),
    Normalisation(Option<u32>, Normalisation),
    Weighting(Option<u32>, Weighting),
    Aggregation(u32, Option<Aggregation>),
    Availability(u32, Option<f64>),
    Enabled(u32, bool),
    Move(u32),
}

fn node(id: u32, kind: NodeKind) -> Node {
    Node {
        id: NodeId(id),
        code: format!("n{id}"),
        name: format!("n{id}"),
        weight: Some(1.0),
        enabled: true,
        source: String::new(),
        kind,
    }
}

fn aggregate(id: u32, children: Vec<Node>) -> Node {
    let body = Aggregate {
        children,
        ..Aggregate::default()
    };
    node(id, NodeKind::Aggregate(body))
}

/// An index (0) over two dimensions (1, 2) of three and two indicators (10 to 14).
fn start() -> State {
    let mut panel = Panel::default();
    for leaf in 0..LEAVES {
        for year in PERIODS {
            for unit in 0..UNITS {
                let value = f64::from((leaf * 7 + unit * 5 + year.unsigned_abs()) % 11) + 1.0;
                panel.set(
                    VariableId(leaf),
                    &Period::Year(year),
                    UnitId(unit),
                    Some(value),
                );
            }
        }
    }
    let leaf = |at: u32| node(at + 10, NodeKind::Indicator(Indicator::new(VariableId(at))));
    let first = aggregate(1, (0..3).map(leaf).collect());
    let second = aggregate(2, (3..LEAVES).map(leaf).collect());
    State {
        panel,
        ranked: vec![true; UNITS as usize],
        framework: Framework {
            root: aggregate(0, vec![first, second]),
        },
        method: Method {
            denominate: true,
            ..Method::default()
        },
    }
}

impl State {
    fn plan(&self) -> Plan {
        let units = (0..).zip(&self.ranked);
        let units = units.map(|(id, &ranked)| PlanUnit {
            id: UnitId(id),
            ranked,
        });
        Plan::new(
            self.panel.clone(),
            units.collect(),
            &self.framework,
            &self.method,
        )
    }

    fn indicator(&mut self, leaf: u32, change: impl FnOnce(&mut Indicator)) {
        if let Some(NodeKind::Indicator(it)) = self
            .framework
            .node_mut(NodeId(leaf + 10))
            .map(|it| &mut it.kind)
        {
            change(it);
        }
    }

    fn aggregate(&mut self, id: u32, change: impl FnOnce(&mut Aggregate)) {
        if let Some(NodeKind::Aggregate(it)) =
            self.framework.node_mut(NodeId(id)).map(|it| &mut it.kind)
        {
            change(it);
        }
    }

    fn apply(&mut self, change: Change) {
        match change {
            Change::Weight(id, weight) => {
                if let Some(node) = self.framework.node_mut(NodeId(id)) {
                    node.weight = Some(weight);
                }
            }
            Change::Value(leaf, year, unit, value) => {
                self.panel
                    .set(VariableId(leaf), &Period::Year(year), UnitId(unit), value);
            }
            Change::Ranked(unit) => self.ranked[unit as usize] ^= true,
            Change::Direction(leaf, direction) => {
                self.indicator(leaf, |it| it.direction = direction);
                self.aggregate(leaf, |it| it.direction = direction);
            }
            Change::Denominator(leaf, below) => self.indicator(leaf, |it| {
                it.denominator = below.map(|id| Denominator {
                    variable: VariableId(id),
                    per: 10.0,
                });
            }),
            Change::Normalisation(None, choice) => self.method.normalisation = choice,
            Change::Normalisation(Some(leaf), choice) => {
                self.indicator(leaf, |it| it.normalisation = Some(choice));
            }
            Change::Weighting(None, choice) => self.method.weighting = choice,
            Change::Weighting(Some(id), choice) => {
                self.aggregate(id, |it| it.weighting = Some(choice));
            }
            Change::Aggregation(id, choice) => self.aggregate(id, |it| it.aggregation = choice),
            Change::Availability(id, share) => self.aggregate(id, |it| it.min_availability = share),
            Change::Enabled(id, enabled) => {
                if let Some(node) = self.framework.node_mut(NodeId(id)) {
                    node.enabled = enabled;
                }
            }
            Change::Move(leaf) => {
                let mut taken = None;
                for id in [1, 2] {
                    self.aggregate(id, |it| {
                        if let Some(at) =
                            it.children.iter().position(|it| it.id == NodeId(leaf + 10))
                        {
                            taken = Some((id, it.children.remove(at)));
                        }
                    });
                }
                if let Some((id, node)) = taken {
                    self.aggregate(3 - id, |it| it.children.push(node));
                }
            }
        }
    }
}

fn changes() -> impl Strategy<Value = Change> {
    let leaf = || 0..LEAVES;
    let any_node = prop::sample::select(vec![1_u32, 2, 10, 11, 12, 13, 14]);
    let over = prop::sample::select(vec![
        Over::Period,
        Over::Pooled,
        Over::Base(Period::Year(2019)),
    ]);
    let normalisation = (
        prop::sample::select(Normalisation::all().to_vec()),
        over.clone(),
    )
        .prop_map(|(it, over)| it.with_over(over));
    let data = (
        prop::sample::select(Importance::ALL.to_vec()),
        over,
        any::<bool>(),
    )
        .prop_map(|(by, over, all)| {
            let scope = if all { Scope::All } else { Scope::Siblings };
            Weighting::Data(DataWeighting { by, over, scope })
        });
    let weighting = prop_oneof![Just(Weighting::Given), Just(Weighting::Equal), data];
    let aggregation = prop::option::of(prop::sample::select(Aggregation::ALL.to_vec()));
    let direction = prop::sample::select(Direction::ALL.to_vec());
    prop_oneof![
        4 => (any_node.clone(), 0.0..5.0).prop_map(|(id, weight)| Change::Weight(id, weight)),
        2 => (leaf(), 2019..2022, 0..UNITS, prop::option::of(0.0..9.0_f64))
            .prop_map(|(leaf, year, unit, value)| Change::Value(leaf, year, unit, value)),
        1 => (0..UNITS).prop_map(Change::Ranked),
        1 => (leaf(), direction).prop_map(|(leaf, to)| Change::Direction(leaf, to)),
        1 => (leaf(), prop::option::of(leaf())).prop_map(|(leaf, below)| Change::Denominator(leaf, below)),
        2 => (prop::option::of(leaf()), normalisation).prop_map(|(leaf, to)| Change::Normalisation(leaf, to)),
        2 => (prop::option::of(0..3_u32), weighting).prop_map(|(id, to)| Change::Weighting(id, to)),
        2 => (0..3_u32, aggregation).prop_map(|(id, to)| Change::Aggregation(id, to)),
        1 => (0..3_u32, prop::option::of(0.0..1.0)).prop_map(|(id, to)| Change::Availability(id, to)),
        1 => (any_node, any::<bool>()).prop_map(|(id, to)| Change::Enabled(id, to)),
        1 => leaf().prop_map(Change::Move),
    ]
}

/// Everything but the findings of one period alone.
fn period_of(results: &Results, number: usize) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    let nodes = results.nodes.iter();
    nodes
        .map(|node| (node.id, node.scale, node.periods[number].clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(20), cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_from_an_earlier_one_gives_the_same(steps in prop::collection::vec(changes(), 1..25)) {
        let mut state = start();
        let mut before = Computed::new(state.plan());
        for step in steps {
            let told = format!("{step:?}");
            state.apply(step);
            let after = Computed::after(state.plan(), &before);
            prop_assert_eq!(after.results(), compute(&state.plan()), "{}", told);
            before = after;
        }
    }

    #[test]
    fn a_period_alone_is_that_period_of_the_whole(steps in prop::collection::vec(changes(), 0..12)) {
        let mut state = start();
        for step in steps {
            state.apply(step);
        }
        let plan = state.plan();
        let whole = compute(&plan);
        for (number, period) in plan.periods.iter().enumerate() {
            if let Some(alone) = plan.alone(period) {
                prop_assert_eq!(period_of(&compute(&alone), 0), period_of(&whole, number));
            }
        }
    }
}

#[test]
fn a_plan_that_stays_in_its_period_can_be_computed_alone() {
    let mut state = start();
    assert!(state.plan().alone(&Period::Year(2020)).is_some());
    assert!(state.plan().alone(&Period::Year(1999)).is_none());
    state.apply(Change::Normalisation(
        Some(1),
        Normalisation::default().with_over(Over::Pooled),
    ));
    assert!(state.plan().alone(&Period::Year(2020)).is_none());
}
