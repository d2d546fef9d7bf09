//! Cases worked by hand: data, tree and expected scores as pictures.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "support/picture.rs"]
mod picture;

use std::collections::BTreeMap;

use heng::engine::{
    Aggregate, Aggregation, Column, Direction, Finding, Framework, Indicator, Method, Node, NodeId,
    NodeKind, Normalisation, Over, Panel, Period, Plan, PlanUnit, Results, UnitId, VariableId,
    Weighting, compute,
};

/// A panel and a tree under pictured names.
struct Case {
    units: Vec<String>,
    variables: BTreeMap<String, VariableId>,
    panel: Panel,
    framework: Framework,
    nodes: BTreeMap<String, NodeId>,
}

/// A case from the pictures of its data and its tree.
///
/// In the tree, indentation by two blanks tells children from parents, and words after a node's
/// name its choices: a number is its weight, `neg`, `lo=`, `hi=`, `off`, `equal`, the key of an aggregation, `goalposts`, `minmax01`.
fn case(data: &str, tree: &str) -> Case {
    let table = picture::table("data.csv", data);
    let mut case = Case {
        units: Vec::new(),
        variables: BTreeMap::new(),
        panel: Panel::default(),
        framework: Framework { root: blank(0, "") },
        nodes: BTreeMap::new(),
    };
    for row in &table.rows {
        if !case.units.contains(&row.unit) {
            case.units.push(row.unit.clone());
        }
    }
    for (number, column) in (1..).zip(&table.columns) {
        let variable = VariableId(number);
        case.variables.insert(column.name.clone(), variable);
        for (row, value) in table.rows.iter().zip(&column.values) {
            let period = row.period.clone().unwrap_or(Period::Undated);
            let unit = case.unit(&row.unit);
            case.panel.set(variable, &period, unit, *value);
        }
    }
    let lines: Vec<&str> = tree.lines().filter(|it| !it.trim().is_empty()).collect();
    let root = case.plant(&lines, &mut 0);
    case.framework = Framework { root };
    case
}

fn blank(id: u32, name: &str) -> Node {
    Node {
        id: NodeId(id),
        code: name.to_owned(),
        name: name.to_owned(),
        weight: None,
        enabled: true,
        locked: false,
        source: String::new(),
        kind: NodeKind::Aggregate(Aggregate::default()),
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

impl Case {
    fn unit(&self, name: &str) -> UnitId {
        let at = self.units.iter().position(|it| it == name).unwrap();
        UnitId(u32::try_from(at).unwrap())
    }

    fn node(&self, name: &str) -> NodeId {
        self.nodes[name]
    }

    /// The node of a line, with those of the deeper lines that follow.
    fn plant(&mut self, lines: &[&str], at: &mut usize) -> Node {
        let line = lines[*at];
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        let mut node = blank(u32::try_from(*at).unwrap(), name);
        self.nodes.insert(name.to_owned(), node.id);
        *at += 1;
        let mut children = Vec::new();
        while lines.get(*at).is_some_and(|it| indent(it) > indent(line)) {
            children.push(self.plant(lines, at));
        }
        let mut indicator =
            Indicator::new(self.variables.get(name).copied().unwrap_or(VariableId(99)));
        let mut aggregate = Aggregate {
            children,
            ..Aggregate::default()
        };
        for word in words {
            let number = |prefix: &str| word.strip_prefix(prefix).map(|it| it.parse().unwrap());
            match word {
                "neg" => indicator.direction = Direction::Negative,
                "off" => node.enabled = false,
                "equal" => aggregate.weighting = Some(Weighting::Equal),
                _ if Aggregation::from_key(word).is_some() => {
                    aggregate.aggregation = Aggregation::from_key(word);
                }
                "goalposts" => indicator.normalisation = Some(goalposts()),
                "minmax01" => {
                    indicator.normalisation = Some(Normalisation::default().with_range([0.0, 1.0]));
                }
                _ if word.starts_with("lo=") => indicator.lo = number("lo="),
                _ if word.starts_with("hi=") => indicator.hi = number("hi="),
                _ => node.weight = number(""),
            }
        }
        // A name in capitals is an aggregate, also without children.
        node.kind = if aggregate.children.is_empty() && !name.chars().all(char::is_uppercase) {
            NodeKind::Indicator(indicator)
        } else {
            NodeKind::Aggregate(aggregate)
        };
        node
    }

    /// The results; `shown` are units for reference.
    fn compute(&self, method: &Method, shown: &[&str]) -> Results {
        let units = self.units.iter().map(|name| PlanUnit {
            id: self.unit(name),
            ranked: !shown.contains(&name.as_str()),
        });
        let plan = Plan::new(self.panel.clone(), units.collect(), &self.framework, method);
        let mut results = compute(&plan);
        // Two units show a rule as well as three; that they are few is not what a case is about.
        results
            .findings
            .retain(|it| *it != Finding::TooFewUnits { ranked: 2 });
        results
    }

    /// Holds results against their picture: `score#rank`, or the score alone where there is no
    /// rank, or `—`.
    fn expect(&self, results: &Results, picture: &str) {
        let mut lines = picture.trim().lines().map(|line| {
            let fields = line.split('|').map(str::trim);
            fields.collect::<Vec<_>>()
        });
        let header = lines.next().unwrap();
        let first = usize::from(header.get(1) == Some(&"period")) + 1;
        let mut seen = 0;
        for fields in lines {
            let unit = self.units.iter().position(|it| it == fields[0]).unwrap();
            let period = if first == 2 { fields[1] } else { "" };
            let period = results.period_at(&Period::from(period.to_owned())).unwrap();
            for (name, cell) in header.iter().zip(&fields).skip(first) {
                let node = &results.node(self.node(name)).unwrap().periods[period];
                let (score, rank) = (node.scores.get(unit), node.ranks.get(unit));
                let told = format!("{name} of {fields:?}: {score:?} {rank:?}");
                seen += 1;
                if *cell == "—" {
                    assert_eq!((score, rank), (None, None), "{told}");
                    continue;
                }
                let (number, place) = cell.split_once('#').unwrap_or((cell, ""));
                let expected: f64 = number.parse().unwrap();
                let off = (score.unwrap_or_else(|| panic!("{told}")) - expected).abs();
                assert!(off <= 1e-9 * expected.abs().max(1.0), "{told}");
                assert_eq!(
                    rank.map(|it| it.to_string()).unwrap_or_default(),
                    place,
                    "{told}"
                );
            }
        }
        assert!(seen > 0);
    }
}

fn goalposts() -> Normalisation {
    Normalisation::Goalposts {
        range: [0.0, 100.0],
        lo: None,
        hi: None,
    }
}

fn min_max_over(over: Over) -> Method {
    Method {
        normalisation: Normalisation::MinMax {
            range: [0.0, 100.0],
            over,
        },
        ..Method::default()
    }
}

fn year(year: i32) -> Period {
    Period::Year(year)
}

#[test]
fn weights_scale_up_over_what_is_there() {
    let case = case(
        "unit | a  | b
         A    | 10 | 1
         B    | 20 | —
         C    | 30 | 3
         D    | —  | —",
        "I
           a 3
           b 1 neg",
    );
    let results = case.compute(&Method::default(), &[]);
    // A: (3·0 + 1·100)/4; B: 50 alone; C: (3·100 + 1·0)/4.
    case.expect(
        &results,
        "unit | a     | b     | I
         A    | 0#3   | 100#1 | 25#3
         B    | 50#2  | —     | 50#2
         C    | 100#1 | 0#2   | 75#1
         D    | —     | —     | —",
    );
    let (unit, period) = (case.unit("D"), Period::Undated);
    assert_eq!(results.findings, [Finding::NoScore { unit, period }]);
    let weights = |name| results.node(case.node(name)).unwrap().periods[0].weight;
    assert_eq!((weights("a"), weights("b")), (Some(0.75), Some(0.25)));
}

#[test]
fn effective_weights_multiply_up_to_the_root() {
    let case = case(
        "unit | a | b | c
         A    | 0 | 0 | 1
         B    | 1 | 1 | 0",
        "I
           P 3
             a 1
             b 4
           c 1",
    );
    let results = case.compute(&Method::default(), &[]);
    let effective = |name| {
        results.node(case.node(name)).unwrap().periods[0]
            .effective
            .unwrap()
    };
    for (name, expected) in [
        ("I", 1.0),
        ("P", 0.75),
        ("a", 0.15),
        ("b", 0.6),
        ("c", 0.25),
    ] {
        assert!((effective(name) - expected).abs() < 1e-12, "{name}");
    }
    let levels = ["I", "P", "a", "c"].map(|name| results.node(case.node(name)).unwrap().level);
    assert_eq!(levels, [3, 2, 1, 1]);
    case.expect(&results, "unit | I\nA | 25#2\nB | 75#1");
}

#[test]
fn goalposts_clip_at_both_ends() {
    let case = case(
        "unit | a   | b
         A    | -5  | 2
         B    | 25  | 5
         C    | 500 | 11",
        "I
           a lo=0 hi=100
           b neg lo=4 hi=8",
    );
    let method = Method {
        normalisation: goalposts(),
        ..Method::default()
    };
    // b: below the lower post is best; (8 − 5)/4 = 0.75; above the upper one worst.
    case.expect(
        &case.compute(&method, &["C"]),
        "unit | a    | b     | I
         A    | 0#2  | 100#1 | 50#1
         B    | 25#1 | 75#2  | 50#1
         C    | 100  | 0     | 50",
    );
}

/// UNDP, Human Development Report 2021/22, statistical annex, table 1 (Switzerland, 2021) and
/// technical note 1: goalposts 20–85 years, 0–18 and 0–15 years, ln 100 – ln 75,000; education is
/// the arithmetic mean of its two indices, the HDI the geometric mean of the three dimensions.
#[test]
fn the_human_development_index_of_switzerland_is_0_962() {
    let income = libm::log(66_933.004_54);
    let case = case(
        &format!(
            "unit | life    | expected    | mean        | income
             CHE  | 83.9872 | 16.50029945 | 13.85966015 | {income}
             low  | 20      | 0           | 0           | {}",
            libm::log(100.0)
        ),
        &format!(
            "HDI geometric
               LONG
                 life lo=20 hi=85
               EDUCATION
                 expected lo=0 hi=18
                 mean lo=0 hi=15
               LIVING
                 income lo={} hi={}",
            libm::log(100.0),
            libm::log(75_000.0)
        ),
    );
    let method = Method {
        normalisation: goalposts().with_range([0.0, 1.0]),
        ..Method::default()
    };
    let results = case.compute(&method, &["low"]);
    let score = |name| {
        results.node(case.node(name)).unwrap().periods[0]
            .scores
            .get(0)
            .unwrap()
    };
    // (83.9872 − 20)/65; (16.50029945/18 + 13.85966015/15)/2.
    assert!((score("LONG") - 0.984_418_461_538_461_5).abs() < 1e-9);
    assert!((score("EDUCATION") - 0.920_330_323_055_555_6).abs() < 1e-9);
    assert_eq!(format!("{:.3}", score("HDI")), "0.962");
    // The country for reference has a zero: no geometric mean for it, and none is reported.
    assert_eq!(results.root().unwrap().periods[0].scores.get(1), None);
    assert_eq!(results.findings, [Finding::TooFewUnits { ranked: 1 }]);
}

#[test]
fn a_constant_column_tells_nothing_and_is_named() {
    let case = case(
        "unit | a | b | c
         A    | 7 | 1 | —
         B    | 7 | 2 | —
         all  | 9 | 9 | 5",
        "I
           a 9
           b 1
           c 1",
    );
    let results = case.compute(&Method::default(), &["all"]);
    case.expect(
        &results,
        "unit | a | b     | c | I
         A    | — | 0#2   | — | 0#2
         B    | — | 100#1 | — | 100#1
         all  | — | 800   | — | 800",
    );
    let period = Period::Undated;
    let expected = [
        Finding::NoData {
            node: case.node("c"),
            period: period.clone(),
        },
        Finding::Constant {
            node: case.node("a"),
            period,
            value: 7.0,
        },
    ];
    assert_eq!(results.findings.len(), 2);
    assert!(expected.iter().all(|it| results.findings.contains(it)));
}

#[test]
fn bounds_come_from_the_period_all_periods_or_the_base() {
    let case = case(
        "unit | period | a
         A    | 2019   | 0
         B    | 2019   | 10
         A    | 2020   | 10
         B    | 2020   | 20",
        "I
           a",
    );
    for (over, picture) in [
        (
            Over::Period,
            "unit | period | I\nA | 2019 | 0#2\nB | 2019 | 100#1\nA | 2020 | 0#2\nB | 2020 | 100#1",
        ),
        (
            Over::Pooled,
            "unit | period | I\nA | 2019 | 0#2\nB | 2019 | 50#1\nA | 2020 | 50#2\nB | 2020 | 100#1",
        ),
        (
            Over::Base(year(2019)),
            "unit | period | I\nA | 2019 | 0#2\nB | 2019 | 100#1\nA | 2020 | 100#2\nB | 2020 | 200#1",
        ),
        (
            Over::Base(year(2020)),
            "unit | period | I\nA | 2019 | -100#2\nB | 2019 | 0#1\nA | 2020 | 0#2\nB | 2020 | 100#1",
        ),
    ] {
        let results = case.compute(&min_max_over(over), &[]);
        assert_eq!(results.periods, [year(2019), year(2020)]);
        assert_eq!(results.findings, []);
        case.expect(&results, picture);
    }
}

#[test]
fn an_absent_base_period_leaves_the_index_empty_and_says_so_once() {
    let case = case(
        "unit | period | a  | b
         A    | 2019   | 0  | 1
         B    | 2019   | 10 | 2
         A    | 2020   | 5  | 1
         B    | 2020   | 6  | 2",
        "I
           a
           b goalposts lo=0 hi=4",
    );
    let base = year(1999);
    let results = case.compute(&min_max_over(Over::Base(base.clone())), &[]);
    let node = case.node("a");
    assert_eq!(results.findings, [Finding::BasePeriodAbsent { node, base }]);
    case.expect(
        &results,
        "unit | period | a | b    | I
         A    | 2019   | — | 25#2 | —
         B    | 2020   | — | 50#1 | —",
    );
}

#[test]
fn reference_units_are_not_ranked_nor_clipped_nor_part_of_statistics() {
    let case = case(
        "unit   | a
         A      | 10
         nation | 100
         B      | 20
         poor   | 5",
        "I
           a",
    );
    case.expect(
        &case.compute(&Method::default(), &["nation", "poor"]),
        "unit   | I
         A      | 0#2
         nation | 900
         B      | 100#1
         poor   | -50",
    );
}

#[test]
fn too_little_of_the_weight_gives_no_score() {
    let case = case(
        "unit | a | b | c
         A    | 0 | 0 | 0
         B    | 1 | 1 | 1
         C    | 1 | — | —
         D    | — | 1 | 1",
        "I
           a 2
           b 1
           c 1",
    );
    for (share, c, d) in [
        (0.0, "100#1", "100#1"),
        (0.5, "100#1", "100#1"),
        (0.51, "—", "—"),
        (1.0, "—", "—"),
    ] {
        let method = Method {
            min_availability: share,
            ..Method::default()
        };
        let picture = format!(
            "unit | I\nA | 0#{}\nB | 100#1\nC | {c}\nD | {d}",
            if c == "—" { 2 } else { 4 }
        );
        case.expect(&case.compute(&method, &[]), &picture);
    }
}

#[test]
fn nodes_that_are_off_count_for_nothing() {
    let case = case(
        "unit | a | b | c
         A    | 0 | 9 | 0
         B    | 4 | 0 | 1",
        "I
           a 1
           b 5 off
           P 3 off
             c",
    );
    let results = case.compute(&Method::default(), &[]);
    assert_eq!(results.nodes.len(), 2);
    case.expect(&results, "unit | a | I\nA | 0#2 | 0#2\nB | 100#1 | 100#1");
}

#[test]
fn a_zero_in_a_geometric_mean_blanks_the_node_and_all_above_it() {
    let case = case(
        "unit | a | b | c
         A    | 0 | 1 | 1
         B    | 4 | 0 | 2",
        "I
           P geometric
             a
             b
           c",
    );
    let results = case.compute(&Method::default(), &[]);
    case.expect(
        &results,
        "unit | a     | P | c     | I
         A    | 0#2   | — | 0#2   | —
         B    | 100#1 | — | 100#1 | —",
    );
    let finding = Finding::NotPositive {
        node: case.node("P"),
        child: case.node("a"),
        children: 2,
        aggregation: Aggregation::Geometric,
        period: Period::Undated,
        units: 2,
    };
    assert_eq!(results.findings, [finding]);

    // The remedy: a range from 1. P of A is √(1·100) = 10.
    let method = Method {
        normalisation: Normalisation::default().with_range([1.0, 100.0]),
        ..Method::default()
    };
    case.expect(
        &case.compute(&method, &[]),
        "unit | P    | c     | I
         A    | 10#1 | 1#2   | 5.5#2
         B    | 10#1 | 100#1 | 55#1",
    );
}

#[test]
fn a_geometric_mean_does_not_mind_a_zero_without_weight() {
    let case = case(
        "unit | a | b
         A    | 0 | 1
         B    | 4 | 2",
        "I geometric
           a 0
           b 1 goalposts lo=0 hi=4",
    );
    let results = case.compute(&Method::default(), &[]);
    assert_eq!(results.findings, []);
    case.expect(&results, "unit | I\nA | 25#2\nB | 50#1");
}

/// Scores are 30 and 60, 0 and 40 with weights 1 : 3, as their goalposts are 0–100.
#[test]
fn every_mean_has_its_own_way_with_a_weak_child() {
    for (aggregation, a, b) in [
        ("arithmetic", "52.5", "30"),
        ("harmonic", "48", "—"),
        ("power:1", "52.5", "30"),
        ("power:2", "54.08326913195984", "34.64101615137755"),
        ("power:0.5", "51.53490257669732", "22.5"),
        ("power:-1", "48", "—"),
        ("minimum", "30", "0"),
    ] {
        let case = case(
            "unit | a  | b
             A    | 30 | 60
             B    | 0  | 40",
            &format!(
                "I {aggregation}
                   a 1 goalposts lo=0 hi=100
                   b 3 goalposts lo=0 hi=100"
            ),
        );
        let results = case.compute(&Method::default(), &[]);
        let expected = if b == "—" {
            // One zero is enough to leave the node empty.
            assert_eq!(results.findings.len(), 1);
            let alone = Aggregation::from_key(aggregation).unwrap();
            let a: f64 = a.parse().unwrap();
            assert!((alone.score(&[(1.0, 30.0), (3.0, 60.0)]).unwrap() - a).abs() < 1e-12);
            "unit | I\nA | —\nB | —".to_owned()
        } else {
            assert_eq!(results.findings, []);
            format!("unit | I\nA | {a}#1\nB | {b}#2")
        };
        case.expect(&results, &expected);
    }
}

#[test]
fn weights_that_cannot_be_used_leave_the_index_empty() {
    type Expected = fn(&Case) -> Finding;
    let cases: [(&str, Expected); 3] = [
        ("I\n  a 1\n  b", |it| Finding::WeightsPartlyBlank {
            node: it.node("I"),
        }),
        ("I\n  a 0\n  b 0", |it| Finding::WeightsAllZero {
            node: it.node("I"),
        }),
        ("I\n  a 1\n  b -2", |it| Finding::WeightNegative {
            node: it.node("b"),
            weight: -2.0,
        }),
    ];
    for (tree, expected) in cases {
        let case = case("unit | a | b\nA | 0 | 0\nB | 1 | 1", tree);
        let results = case.compute(&Method::default(), &[]);
        assert_eq!(results.findings, [expected(&case)]);
        // The indicators still show their scores.
        case.expect(&results, "unit | a | I\nA | 0#2 | —\nB | 100#1 | —");
    }
}

#[test]
fn an_aggregate_without_indicators_does_not_count_and_is_told() {
    let case = case(
        "unit | a | b\nA | 0 | 1\nB | 1 | 3",
        "I\n  a 1\n  P 5\n    Q 1\n  b 1",
    );
    let results = case.compute(&Method::default(), &[]);
    let node = case.node("P");
    assert_eq!(results.findings, [Finding::Idle { node }]);
    case.expect(&results, "unit | I\nA | 0#2\nB | 100#1");
}

#[test]
fn a_node_may_weigh_its_children_equally_whatever_is_typed() {
    let data = "unit | a | b\nA | 0 | 1\nB | 1 | 0";
    let typed = case(data, "I\n  a 3\n  b 1");
    typed.expect(
        &typed.compute(&Method::default(), &[]),
        "unit | I\nA | 25#2\nB | 75#1",
    );
    let equal = case(data, "I equal\n  a 3\n  b 1");
    equal.expect(
        &equal.compute(&Method::default(), &[]),
        "unit | I\nA | 50#1\nB | 50#1",
    );
    let method = Method {
        weighting: Weighting::Equal,
        ..Method::default()
    };
    typed.expect(&typed.compute(&method, &[]), "unit | I\nA | 50#1\nB | 50#1");
}

#[test]
fn nothing_to_rank_is_no_failure() {
    let tree = "I\n  a";
    let nobody = case("unit | a", tree);
    let results = nobody.compute(&Method::default(), &[]);
    assert_eq!(results.findings, [Finding::TooFewUnits { ranked: 0 }]);
    assert_eq!((results.units.len(), results.nodes.len()), (0, 2));

    let alone = case("unit | a\nA | 5", tree);
    let results = alone.compute(&Method::default(), &[]);
    alone.expect(&results, "unit | a | I\nA | — | —");
    let (period, unit) = (Period::Undated, alone.unit("A"));
    let expected = [
        Finding::TooFewUnits { ranked: 1 },
        Finding::Constant {
            node: alone.node("a"),
            period: period.clone(),
            value: 5.0,
        },
        Finding::NoScore { unit, period },
    ];
    assert_eq!(results.findings, expected);

    let empty = case("unit | a\nA | 5\nB | 6", "I");
    let results = empty.compute(&Method::default(), &[]);
    let node = empty.node("I");
    assert_eq!(results.findings, [Finding::NoChildren { node }]);
    assert_eq!(results.periods, []);
}

#[test]
fn an_indicator_without_a_column_has_no_data() {
    let case = case("unit | a\nA | 1\nB | 2", "I\n  a\n  z");
    let results = case.compute(&Method::default(), &[]);
    let (node, period) = (case.node("z"), Period::Undated);
    assert_eq!(results.findings, [Finding::NoData { node, period }]);
    case.expect(&results, "unit | z | I\nA | — | 0#2\nB | — | 100#1");
}

#[test]
fn aggregations_are_listed_from_the_indicators_up() {
    let case = case(
        "unit | a | b | c
         A    | 1 | 4 | 9
         B    | 4 | 4 | 1",
        "I
           P
             a goalposts lo=0 hi=100
             b goalposts lo=0 hi=100
           Q
             c goalposts lo=0 hi=100",
    );
    let by = |aggregations: &[Aggregation]| Method {
        aggregations: aggregations.to_vec(),
        ..Method::default()
    };
    let (arithmetic, geometric) = (Aggregation::Arithmetic, Aggregation::Geometric);
    for (aggregations, picture) in [
        // P: √(1·4) = 2 or 2.5; I from 2 or 2.5 and 9.
        (
            vec![geometric, arithmetic],
            "unit | P | I\nA | 2#2 | 5.5#1\nB | 4#1 | 2.5#2",
        ),
        (
            vec![arithmetic, geometric],
            "unit | P | I\nA | 2.5#2 | 4.743416490252569#1\nB | 4#1 | 2#2",
        ),
        (
            vec![geometric],
            "unit | P | I\nA | 2#2 | 4.242640687119285#1\nB | 4#1 | 2#2",
        ),
        (vec![], "unit | P | I\nA | 2.5#2 | 5.75#1\nB | 4#1 | 2.5#2"),
    ] {
        case.expect(&case.compute(&by(&aggregations), &[]), picture);
    }
}

#[test]
fn an_indicator_may_have_a_normalisation_of_its_own() {
    let case = case(
        "unit | a | b
         A    | 1 | 1
         B    | 3 | 3",
        "I
           a minmax01
           b goalposts lo=0 hi=4",
    );
    case.expect(
        &case.compute(&Method::default(), &[]),
        "unit | a   | b    | I
         A    | 0#2 | 25#2 | 12.5#2
         B    | 1#1 | 75#1 | 38#1",
    );
}

#[test]
fn choices_that_cannot_be_used_are_found_from_the_settings() {
    let data = "unit | a\nA | 1\nB | 3";
    let posts = Method {
        normalisation: goalposts(),
        ..Method::default()
    };
    let flat = Method {
        normalisation: Normalisation::default().with_range([5.0, 5.0]),
        ..Method::default()
    };
    let endless = Method {
        normalisation: Normalisation::default().with_range([f64::MIN, f64::MAX]),
        ..Method::default()
    };
    let node = NodeId(1);
    for (tree, method, expected) in [
        ("I\n  a lo=1", &posts, Finding::GoalpostsMissing { node }),
        (
            "I\n  a lo=3 hi=1",
            &posts,
            Finding::GoalpostsReversed {
                node,
                lo: 3.0,
                hi: 1.0,
            },
        ),
        (
            "I\n  a lo=1 hi=1",
            &posts,
            Finding::GoalpostsReversed {
                node,
                lo: 1.0,
                hi: 1.0,
            },
        ),
        (
            "I\n  a",
            &flat,
            Finding::RangeEmpty {
                node,
                lower: 5.0,
                upper: 5.0,
            },
        ),
        (
            "I\n  a",
            &endless,
            Finding::RangeEmpty {
                node,
                lower: f64::MIN,
                upper: f64::MAX,
            },
        ),
    ] {
        let case = case(data, tree);
        let results = case.compute(method, &[]);
        assert_eq!(results.findings, [expected]);
        case.expect(&results, "unit | a | I\nA | — | —\nB | — | —");
    }
}

#[test]
fn ties_share_the_best_place_and_the_order_keeps_units() {
    let case = case("unit | a\nA | 2\nB | 3\nC | 2\nD | 1", "I\n  a");
    let results = case.compute(&Method::default(), &[]);
    case.expect(&results, "unit | I\nA | 50#2\nB | 100#1\nC | 50#2\nD | 0#4");
    assert_eq!(results.order(0, 0), [1, 0, 2, 3]);
    assert_eq!(results.order(9, 0), [0; 0]);
}

#[test]
fn units_without_a_row_in_the_panel_are_missing() {
    let mut case = case("unit | a\nA | 2\nB | 3", "I\n  a");
    case.units.push("C".to_owned());
    // A column shorter than the units is missing below its end.
    let short: Column = [Some(2.0)].into_iter().collect();
    case.panel.set_column(VariableId(1), year(2020), short);
    let results = case.compute(&min_max_over(Over::Pooled), &[]);
    case.expect(
        &results,
        "unit | period | I\nA | | 0#2\nB | | 100#1\nC | | —\nA | 2020 | 0#1\nB | 2020 | —",
    );
}
