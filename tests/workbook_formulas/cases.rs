//! The matrix: every kind of normalisation, aggregation and preparation, and what else there is.

use heng::{
    engine::{Aggregation, Direction, Normalisation, Over, Period},
    project::{Document, Edit, MethodPatch, NodeChoice},
};

use crate::{
    corners::{corners, preparations},
    made::{aggregated, applied, choice, flat, node, unit, with},
};

pub(crate) fn matrix() -> Vec<(String, Document)> {
    [normalisations(), aggregations(), preparations(), corners()].concat()
}

/// Every normalisation, per period and, where it can be, pooled and from a base period; each on an
/// indicator of its own.
fn normalisations() -> Vec<(String, Document)> {
    let cases = Direction::ALL.map(|direction| {
        let kinds = kinds(direction);
        let document = flat(u32::try_from(kinds.len()).unwrap(), direction);
        let edits = kinds
            .into_iter()
            .zip(1..)
            .map(|(kind, at)| Edit::SetNormalisation {
                dataset: document.main().unwrap().id,
                node: node(&document, &format!("变量{at}")),
                normalisation: Some(kind),
            });
        let edits: Vec<Edit> = edits.collect();
        let name = if direction.is_positive() {
            "n-more"
        } else {
            "n-less"
        };
        (name.to_owned(), applied(document, &edits))
    });
    cases.to_vec()
}

fn kinds(direction: Direction) -> Vec<Normalisation> {
    let year: Period = "2020".to_owned().into();
    let reference = unit(&flat(1, direction), "上海市");
    let target = if direction.is_positive() { 900.0 } else { 0.5 };
    let distance = |range, cap, over| Normalisation::DistanceTarget {
        range,
        target: Some(target),
        cap,
        over,
    };
    let efficacy = |lo, hi| Normalisation::Efficacy {
        c: 60.0,
        d: 40.0,
        lo,
        hi,
        over: Over::Period,
    };
    let stated = |kind: Normalisation| match kind {
        Normalisation::Goalposts { range, .. } => Normalisation::Goalposts {
            range,
            lo: Some(5.0),
            hi: Some(60.0),
        },
        Normalisation::DistanceTarget { range, over, .. } => distance(range, true, over),
        Normalisation::DistanceUnit { range, over, .. } => Normalisation::DistanceUnit {
            range,
            unit: Some(reference),
            cap: true,
            over,
        },
        Normalisation::BaseIndex { .. } => Normalisation::BaseIndex {
            base: Some(year.clone()),
        },
        other => other,
    };
    let mut kinds = Vec::new();
    for kind in Normalisation::all().map(stated) {
        if kind.over().is_some() {
            kinds.push(kind.clone().with_over(Over::Pooled));
            kinds.push(kind.clone().with_over(Over::Base(year.clone())));
        }
        kinds.push(kind);
    }
    kinds.extend([
        efficacy(Some(0.5), None),
        efficacy(None, Some(9_000.0)),
        efficacy(Some(2.5), Some(50.0)),
        distance([0.0, 1.0], false, Over::Period),
    ]);
    kinds
}

/// Every aggregation, with gaps, turned nodes, thresholds, zeros and negative scores.
fn aggregations() -> Vec<(String, Document)> {
    use Aggregation::{
        Arithmetic, Borda, Copeland, Coupling, Geometric, GrowthChain, Harmonic, Minimum, Power,
        RankSumRatio, Topsis,
    };
    let grey = Aggregation::Grey { rho: 0.5 };
    let sets = [
        [Arithmetic, Geometric, Harmonic, Minimum],
        [Power(2.0), Minimum, Topsis, Geometric],
        [Topsis, Power(-1.5), Arithmetic, Harmonic],
        [Harmonic, Topsis, Power(0.5), Topsis],
        [RankSumRatio, grey, Coupling, Power(3.0)],
        [Borda, Arithmetic, Copeland, Arithmetic],
    ];
    let mut cases = Vec::new();
    for (number, kinds) in sets.iter().enumerate() {
        let document = aggregated(kinds);
        cases.push((format!("a-{number}"), document.clone()));
        if kinds.contains(&Borda) {
            continue;
        }
        let edits = [
            choice(&document, "乙", NodeChoice::Direction(Direction::Negative)),
            choice(
                &document,
                "深层",
                NodeChoice::Direction(Direction::Negative),
            ),
            choice(
                &document,
                "甲'类/一",
                NodeChoice::MinAvailability(Some(0.6)),
            ),
            choice(&document, "总指数", NodeChoice::MinAvailability(Some(1.0))),
        ];
        cases.push((format!("a-{number}-turned"), applied(document, &edits)));
    }
    let method = |key| MethodPatch {
        normalisation: Normalisation::from_key(key),
        ..MethodPatch::default()
    };
    // Scores of 0: an error where no score may be so low.
    for (name, kinds) in [
        ("a-zero", [Geometric, Arithmetic, Power(2.0), Arithmetic]),
        ("a-zero-above", [Power(2.0), Harmonic, Minimum, Power(0.5)]),
        ("a-growth", [GrowthChain, Arithmetic, Minimum, Arithmetic]),
    ] {
        cases.push((name.to_owned(), with(aggregated(&kinds), method("minmax"))));
    }
    let kinds = [Arithmetic, Arithmetic, Minimum, Arithmetic];
    let centred = with(aggregated(&kinds), method("zscore"));
    let turned = choice(&centred, "乙", NodeChoice::Direction(Direction::Negative));
    cases.push(("a-centred".to_owned(), applied(centred, &[turned])));
    let kinds = [Topsis, Topsis, Power(2.0), Arithmetic];
    cases.push((
        "a-vector".to_owned(),
        with(aggregated(&kinds), method("vector")),
    ));
    cases
}
