//! What is taken over from an earlier computation is what a fresh one would give, bit for bit, and
//! every state is sound: weights that sum to 1, ranks that follow scores, nothing above an error.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "support/sound.rs"]
mod sound;

use std::collections::BTreeMap;

use heng::engine::{
    Aggregate, Aggregation, AhpMethod, Combination, Combined, Computed, DataWeighting, Denominator,
    Direction, ExpertJudgements, ExpertWeights, Framework, Importance, Imputation, Indicator,
    Judgement, Method, Node, NodeId, NodeKind, Normalisation, Over, Panel, Period, Plan, PlanData,
    PlanUnit, Pool, Pooling, Results, Scope, Screen, Treatment, UnitId, VariableId, Weighting,
    compute,
    formula::{BoundFormula, Formula, NameProblem},
    screen::TWO_THIRDS,
    treat::Then,
};
use proptest::{prelude::*, test_runner::RngSeed};
use sound::assert_sound;

const UNITS: u32 = 6;
/// A unit that is pooled from others where there is a pool, and empty where there is none.
const POOLED: u32 = 6;
const PERIODS: [i32; 3] = [2019, 2020, 2021];
const LEAVES: u32 = 6;
/// Variables that formulas may make.
const DERIVED: [u32; 2] = [20, 21];
/// The index, a dimension of indicators, one below the other branch, and that branch.
const AGGREGATES: [u32; 4] = [0, 1, 2, 3];
const FORMULAS: [&str; 7] = [
    "[0] / [1] * 10",
    "[2] - lag([2])",
    "share([3]) * 100",
    "[20] + [4]",
    "[21] * 2",
    "ln([0] - 4)",
    "growth([1]) + rank([2])",
];

/// All that a plan is made of, to be changed piece by piece.
#[derive(Clone, Debug)]
struct State {
    data: PlanData,
    framework: Framework,
    method: Method,
}

#[derive(Clone, Debug)]
enum Change {
    Weight(u32, f64),
    Value(u32, i32, u32, Option<f64>),
    Ranked(u32),
    Group(u32, Option<usize>),
    Variable(u32, u32),
    Formula(u32, Option<&'static str>),
    Pool(Vec<u32>),
    Pooling(u32, Pooling),
    Direction(u32, Direction),
    Lag(u32, u32),
    Denominate(bool),
    Denominator(u32, Option<u32>),
    Screen(Option<Screen>),
    Imputation(Option<u32>, Option<Imputation>),
    Treatment(Option<u32>, Option<Treatment>),
    Normalisation(Option<u32>, Option<Normalisation>),
    Weighting(Option<u32>, Option<Weighting>),
    Judgements(u32, Vec<Vec<f64>>),
    Opinions(u32, Vec<Vec<f64>>),
    Aggregation(Option<u32>, Option<Aggregation>),
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
        locked: false,
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

/// An index (0) over a dimension (1) of three indicators and a branch (3) of an indicator and a
/// dimension (2) of two.
fn start() -> State {
    let mut panel = Panel::default();
    for leaf in 0..LEAVES {
        for year in PERIODS {
            for unit in 0..UNITS {
                let value = f64::from((leaf * 7 + unit * 5 + year.unsigned_abs()) % 11) + 1.0;
                let value = Some(value).filter(|_| (leaf + 2 * unit + year.unsigned_abs()) % 9 > 0);
                panel.set(VariableId(leaf), &Period::Year(year), UnitId(unit), value);
            }
        }
    }
    let leaf = |at: u32| node(at + 10, NodeKind::Indicator(Indicator::new(VariableId(at))));
    let first = aggregate(1, (0..3).map(leaf).collect());
    let second = aggregate(2, (3..5).map(leaf).collect());
    let branch = aggregate(3, vec![second, leaf(5)]);
    let units = (0..=POOLED).map(|id| PlanUnit {
        id: UnitId(id),
        ranked: id != POOLED,
    });
    let groups = (0..=POOLED).map(|id| Some(id as usize % 2)).collect();
    State {
        data: PlanData {
            panel,
            units: units.collect(),
            groups: BTreeMap::from([("half".to_owned(), groups)]),
            ..PlanData::default()
        },
        framework: Framework {
            root: aggregate(0, vec![first, branch]),
        },
        method: Method {
            denominate: true,
            ..Method::default()
        },
    }
}

/// A formula whose variables are named by their numbers.
fn bound(text: &str) -> BoundFormula {
    let variable = |name: &str| Ok(VariableId(name.parse().unwrap()));
    let unit = |_: &str| Err(NameProblem::Unknown);
    Formula::parse(text).unwrap().bind(variable, unit).unwrap()
}

/// The nodes that a matrix of an aggregate may judge.
fn judged(id: u32) -> Vec<u32> {
    match id {
        0 => vec![1, 3],
        3 => vec![2, 15],
        _ => (10..10 + LEAVES).collect(),
    }
}

impl State {
    fn plan(&self) -> Plan {
        Plan::with(self.data.clone(), &self.framework, &self.method)
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
            Change::Value(leaf, year, unit, value) => {
                let (variable, period) = (VariableId(leaf), Period::Year(year));
                self.data.panel.set(variable, &period, UnitId(unit), value);
            }
            Change::Ranked(unit) => self.data.units[unit as usize].ranked ^= true,
            Change::Group(unit, group) => {
                let groups = self.data.groups.values_mut();
                groups.for_each(|it| it[unit as usize] = group);
            }
            Change::Formula(id, text) => {
                self.data.derived.retain(|it| it.0 != VariableId(id));
                let formula = text.map(|text| (VariableId(id), bound(text)));
                self.data.derived.extend(formula);
            }
            Change::Pool(members) => {
                self.data.pools.clear();
                if !members.is_empty() {
                    let members = members.into_iter().map(UnitId).collect();
                    let unit = UnitId(POOLED);
                    self.data.pools.push(Pool { unit, members });
                }
            }
            Change::Pooling(variable, how) => {
                self.data.pooling.insert(VariableId(variable), how);
            }
            Change::Denominate(yes) => self.method.denominate = yes,
            Change::Screen(screen) => self.method.screen = screen,
            Change::Imputation(None, it) => self.method.imputation = it.unwrap_or_default(),
            Change::Treatment(None, it) => self.method.treatment = it.unwrap_or_default(),
            Change::Normalisation(None, it) => self.method.normalisation = it.unwrap_or_default(),
            Change::Weighting(None, it) => self.method.weighting = it.unwrap_or_default(),
            Change::Aggregation(None, it) => {
                self.method.aggregations = vec![it.unwrap_or_default()];
            }
            other => self.apply_to_node(other),
        }
    }

    fn apply_to_node(&mut self, change: Change) {
        match change {
            Change::Weight(id, weight) => {
                if let Some(node) = self.framework.node_mut(NodeId(id)) {
                    node.weight = Some(weight);
                }
            }
            Change::Variable(leaf, id) => self.indicator(leaf, |it| it.variable = VariableId(id)),
            Change::Direction(leaf, direction) => {
                self.indicator(leaf, |it| it.direction = direction);
                self.aggregate(leaf, |it| it.direction = direction);
            }
            Change::Lag(leaf, lag) => self.indicator(leaf, |it| it.lag = lag),
            Change::Denominator(leaf, below) => self.indicator(leaf, |it| {
                it.denominator = below.map(|id| Denominator {
                    variable: VariableId(id),
                    per: 10.0,
                });
            }),
            Change::Imputation(Some(leaf), to) => self.indicator(leaf, |it| it.imputation = to),
            Change::Treatment(Some(leaf), to) => self.indicator(leaf, |it| it.treatment = to),
            Change::Normalisation(Some(leaf), to) => {
                self.indicator(leaf, |it| it.normalisation = to);
            }
            Change::Weighting(Some(id), to) => self.aggregate(id, |it| it.weighting = to),
            Change::Judgements(id, experts) => {
                let experts = (0..).zip(experts);
                let experts = experts.map(|(at, values)| ExpertJudgements {
                    expert: format!("expert {at}"),
                    pairs: pairs(&judged(id), &values),
                });
                self.aggregate(id, |it| it.judgements = experts.collect());
            }
            Change::Opinions(id, experts) => {
                let experts = (0..).zip(experts);
                let experts = experts.map(|(at, values)| ExpertWeights {
                    expert: format!("expert {at}"),
                    weights: judged(id).into_iter().map(NodeId).zip(values).collect(),
                });
                self.aggregate(id, |it| it.opinions = experts.collect());
            }
            Change::Aggregation(Some(id), to) => self.aggregate(id, |it| it.aggregation = to),
            Change::Availability(id, to) => self.aggregate(id, |it| it.min_availability = to),
            Change::Enabled(id, enabled) => {
                if let Some(node) = self.framework.node_mut(NodeId(id)) {
                    node.enabled = enabled;
                }
            }
            Change::Move(leaf) => self.move_over(leaf),
            _ => unreachable!("a change of the data or the method"),
        }
    }

    /// Moves an indicator from one dimension to the other.
    fn move_over(&mut self, leaf: u32) {
        let mut taken = None;
        for id in [1, 2] {
            self.aggregate(id, |it| {
                let place = it.children.iter().position(|it| it.id == NodeId(leaf + 10));
                taken = place
                    .map(|at| (id, it.children.remove(at)))
                    .or(taken.take());
            });
        }
        if let Some((id, node)) = taken {
            self.aggregate(3 - id, |it| it.children.push(node));
        }
    }
}

/// Judgements of as many pairs as there are values.
fn pairs(nodes: &[u32], values: &[f64]) -> Vec<Judgement> {
    let all = nodes.iter().enumerate();
    let all = all.flat_map(|(at, &node)| nodes[at + 1..].iter().map(move |&than| (node, than)));
    let judgement = |((node, than), &value)| Judgement {
        node: NodeId(node),
        than: NodeId(than),
        value,
    };
    all.zip(values).map(judgement).collect()
}

fn some_of<T: Clone + std::fmt::Debug + 'static>(
    all: impl IntoIterator<Item = T>,
) -> prop::sample::Select<T> {
    prop::sample::select(all.into_iter().collect::<Vec<T>>())
}

fn any_over() -> impl Strategy<Value = Over> + Clone {
    prop_oneof![
        3 => Just(Over::Period),
        1 => Just(Over::Pooled),
        1 => Just(Over::Base(Period::Year(2019))),
    ]
}

fn any_imputation() -> impl Strategy<Value = Imputation> {
    let named = |it| match it {
        Imputation::GroupMean { over, .. } => Imputation::GroupMean {
            group: "half".to_owned(),
            over,
        },
        Imputation::GroupMedian { over, .. } => Imputation::GroupMedian {
            group: "half".to_owned(),
            over,
        },
        other => other,
    };
    let mut all: Vec<Imputation> = Imputation::all().map(named).into();
    all.extend([
        Imputation::RowMean { level: 3 },
        Imputation::CarryForward { max: Some(1) },
        Imputation::Constant { value: 4.0 },
    ]);
    (some_of(all), any_over()).prop_map(|(it, over)| it.with_over(over))
}

fn any_treatment() -> impl Strategy<Value = Treatment> {
    let mut all: Vec<Treatment> = Treatment::all().into();
    all.pop();
    let winsorise = |then| Treatment::Winsorise {
        points: 1,
        skewness: 0.3,
        kurtosis: -1.0,
        then,
        over: Over::Period,
    };
    all.extend(Then::ALL.map(winsorise));
    all.push(Treatment::Fixed {
        lower: Some(2.0),
        upper: Some(9.0),
    });
    (some_of(all), any_over()).prop_map(|(it, over)| it.with_over(over))
}

fn any_normalisation() -> impl Strategy<Value = Normalisation> {
    let all = Normalisation::all().map(|it| match it.stating([Some(2.0), Some(9.0)], Some(12.0)) {
        Normalisation::DistanceUnit { range, over, .. } => Normalisation::DistanceUnit {
            range,
            unit: Some(UnitId(3)),
            cap: true,
            over,
        },
        other => other,
    });
    let kind = prop_oneof![
        4 => some_of(all),
        1 => Just(Normalisation::None),
        1 => some_of(Normalisation::all()),
        3 => Just(Normalisation::default().with_range([1.0, 100.0])),
    ];
    (kind, any_over()).prop_map(|(it, over)| it.with_over(over))
}

fn any_weighting() -> impl Strategy<Value = Weighting> {
    let scope = some_of([Scope::Siblings, Scope::All]);
    let data = (some_of(Importance::ALL), any_over(), scope)
        .prop_map(|(by, over, scope)| Weighting::Data(DataWeighting { by, over, scope }));
    let single = prop_oneof![
        1 => Just(Weighting::Given),
        1 => Just(Weighting::Equal),
        1 => Just(Weighting::Expert),
        1 => some_of(AhpMethod::ALL).prop_map(|method| Weighting::Ahp { method }),
        4 => data,
    ];
    let single = single.boxed();
    let combined = (single.clone(), single.clone(), some_of(Combination::ALL)).prop_map(|it| {
        let (sets, how) = (vec![it.0, it.1], it.2);
        Weighting::Combined(Combined { sets, how })
    });
    prop_oneof![3 => single, 1 => combined]
}

fn any_screen() -> impl Strategy<Value = Option<Screen>> {
    let share = || prop::option::of(some_of([0.0, 0.5, TWO_THIRDS, 1.0]));
    let unit = || prop::collection::vec((0..UNITS).prop_map(UnitId), 0..2);
    let screen = (share(), share(), share(), unit(), unit());
    let screen = screen.prop_map(|(units, nodes, nonzero, force_in, force_out)| Screen {
        units,
        nodes,
        nonzero,
        force_in,
        force_out,
    });
    prop::option::of(screen)
}

fn changes_of_data() -> impl Strategy<Value = Change> {
    let leaf = || 0..LEAVES;
    let value = prop_oneof![
        3 => prop::option::of(0.0..9.0_f64),
        1 => some_of([Some(0.0), Some(500.0), Some(-3.0)]),
    ];
    let members = prop::collection::vec(0..UNITS, 0..3);
    let by = prop::option::of(leaf().prop_map(VariableId));
    let pooling = prop_oneof![Just(Pooling::Sum), by.prop_map(|by| Pooling::Mean { by })];
    let source = (0..LEAVES + 2).prop_map(|at| at.checked_sub(LEAVES).map_or(at, |at| at + 20));
    prop_oneof![
        4 => (leaf(), 2018..2022, 0..UNITS, value)
            .prop_map(|(leaf, year, unit, value)| Change::Value(leaf, year, unit, value)),
        1 => (0..UNITS).prop_map(Change::Ranked),
        1 => (0..=POOLED, prop::option::of(0..3_usize)).prop_map(|(unit, to)| Change::Group(unit, to)),
        1 => (leaf(), source).prop_map(|(leaf, to)| Change::Variable(leaf, to)),
        2 => (some_of(DERIVED), prop::option::of(some_of(FORMULAS)))
            .prop_map(|(id, text)| Change::Formula(id, text)),
        1 => members.prop_map(Change::Pool),
        1 => (leaf(), pooling).prop_map(|(id, to)| Change::Pooling(id, to)),
    ]
}

fn changes_of_steps() -> impl Strategy<Value = Change> {
    let leaf = || 0..LEAVES;
    let where_ = || prop::option::of(0..LEAVES);
    let direction = some_of(Direction::ALL);
    prop_oneof![
        1 => (leaf(), direction).prop_map(|(leaf, to)| Change::Direction(leaf, to)),
        1 => (leaf(), 0..3_u32).prop_map(|(leaf, to)| Change::Lag(leaf, to)),
        1 => any::<bool>().prop_map(Change::Denominate),
        1 => (leaf(), where_()).prop_map(|(leaf, below)| Change::Denominator(leaf, below)),
        2 => any_screen().prop_map(Change::Screen),
        3 => (where_(), prop::option::of(any_imputation())).prop_map(|(it, to)| Change::Imputation(it, to)),
        3 => (where_(), prop::option::of(any_treatment())).prop_map(|(it, to)| Change::Treatment(it, to)),
        3 => (where_(), prop::option::of(any_normalisation())).prop_map(|(it, to)| Change::Normalisation(it, to)),
    ]
}

fn changes_of_tree() -> impl Strategy<Value = Change> {
    let any_node = some_of([1_u32, 2, 3, 10, 11, 12, 13, 14, 15]);
    let where_ = || prop::option::of(some_of(AGGREGATES));
    let aggregation = prop_oneof![
        3 => prop::option::of(some_of(Aggregation::ALL)),
        1 => Just(None),
        1 => Just(Some(Aggregation::Power(-1.0))),
    ];
    let saaty = some_of([1.0, 2.0, 3.0, 5.0, 9.0, 1.0 / 3.0, 1.0 / 7.0]);
    let complete = prop::collection::vec(saaty.clone(), 15..16);
    let values = prop_oneof![5 => complete, 1 => prop::collection::vec(saaty, 0..15)];
    let given = prop::collection::vec(0.0..5.0_f64, LEAVES as usize);
    prop_oneof![
        3 => (any_node.clone(), 0.0..5.0).prop_map(|(id, weight)| Change::Weight(id, weight)),
        4 => (where_(), prop::option::of(any_weighting())).prop_map(|(id, to)| Change::Weighting(id, to)),
        2 => (some_of(AGGREGATES), prop::collection::vec(values, 0..3))
            .prop_map(|(id, to)| Change::Judgements(id, to)),
        2 => (some_of(AGGREGATES), prop::collection::vec(given, 0..3))
            .prop_map(|(id, to)| Change::Opinions(id, to)),
        3 => (where_(), aggregation).prop_map(|(id, to)| Change::Aggregation(id, to)),
        1 => (some_of(AGGREGATES), prop::option::of(0.0..1.0)).prop_map(|(id, to)| Change::Availability(id, to)),
        1 => (any_node, any::<bool>()).prop_map(|(id, to)| Change::Enabled(id, to)),
        1 => (0..LEAVES).prop_map(Change::Move),
    ]
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![changes_of_data(), changes_of_steps(), changes_of_tree()]
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
            let results = after.results();
            prop_assert_eq!(&results, &compute(&state.plan()), "{}", told);
            assert_sound(&results);
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
        Some(Normalisation::default().with_over(Over::Pooled)),
    ));
    assert!(state.plan().alone(&Period::Year(2020)).is_none());
}
