//! The tidy outputs: one fact a row, exact, for other programs to read.
//!
//! UTF-8 without byte order mark, comma, LF, numbers in their shortest form that reads back to the
//! same bits, empty where a value is missing or there is no period. Column names are part of the
//! format and in no language. Rows: periods ascending; within a period nodes in the order of the
//! framework (the root first, parents before children); within a node units in the order of the
//! dataset. Units for reference are among them, without a rank; excluded units and nodes that
//! are switched off are not. Text stands as it is, also where it begins like a formula.

use std::collections::BTreeSet;

use super::known::{nodes_by_id, units_by_id};
use crate::{
    engine::{
        Finding, Marked, Node, NodeId, NodePeriod, NodeResult, Period, Results, Stages,
        StepFinding, UnitId, impute::Source, treat::Map,
    },
    project::{Dataset, ScenarioId},
};

/// `scores.csv`: every score and rank. Level 1 is an indicator, whose score is its normalised value.
pub fn scores_csv(dataset: &Dataset, scenario: Option<ScenarioId>, results: &Results) -> Vec<u8> {
    let mut sheet = Lines::new(&[
        "period", "unit", "label", "code", "name", "level", "score", "rank",
    ]);
    let framework = dataset.framework_in(scenario);
    let nodes = nodes_by_id(framework.as_deref());
    let units = units(dataset, results);
    for (number, period) in results.periods.iter().enumerate() {
        let period = period.to_string();
        for (node, at) in in_period(results, number) {
            let (code, name) = nodes
                .get(&node.id)
                .map_or(("", ""), |node| (node.code.as_str(), node.name.as_str()));
            let level = node.level.to_string();
            for (row, (key, label)) in units.iter().enumerate() {
                let rank = at.ranks.get(row);
                let rank = rank.map(|rank| rank.to_string()).unwrap_or_default();
                let score = number_or_empty(at.scores.get(row));
                sheet.write(&[&period, key, label, code, name, &level, &score, &rank]);
            }
        }
    }
    sheet.finish()
}

/// `normalised.csv`: every indicator from its raw value to its score; `value` is what is normalised,
/// after denominating, imputing and treating.
///
/// The note holds words of the format, joined by `; `, in this order:
/// - `corrected`: a hand correction stands in place of what the file says;
/// - `imputed:mean` (a mean or median of all ranked units), `imputed:group`, `imputed:row`,
///   `imputed:2019` (from that period), `imputed:2018..2020` (on the line between),
///   `imputed:constant`: the value was missing and filled;
/// - `clipped`: it was far out and moved to the bound;
/// - `log`, `boxcox`: it stands on that scale, with all others of the indicator and period;
/// - `screened-out`: the unit did not pass the screening in the period.
pub fn normalised_csv(
    dataset: &Dataset,
    scenario: Option<ScenarioId>,
    results: &Results,
) -> Vec<u8> {
    let mut sheet = Lines::new(&[
        "period",
        "unit",
        "code",
        "raw",
        "value",
        "normalised",
        "note",
    ]);
    let framework = dataset.framework_in(scenario);
    let nodes = nodes_by_id(framework.as_deref());
    let units = units(dataset, results);
    let out = screened_out(results);
    for (number, period) in results.periods.iter().enumerate() {
        let period_text = period.to_string();
        for (node, at) in in_period(results, number) {
            let Some(stages) = &at.stages else { continue };
            let node = nodes.get(&node.id).copied();
            let code = node.map_or("", |node| node.code.as_str());
            for (row, ((key, _), unit)) in units.iter().zip(&results.units).enumerate() {
                let raw = number_or_empty(stages.raw.get(row));
                let value = number_or_empty(stages.value.get(row));
                let normalised = number_or_empty(at.scores.get(row));
                let mut words = remarks(stages, row);
                if is_corrected(dataset, node, period, unit.id) {
                    words.insert(0, "corrected".to_owned());
                }
                if out.contains(&(period, unit.id)) {
                    words.push("screened-out".to_owned());
                }
                let words = words.join("; ");
                sheet.write(&[&period_text, key, code, &raw, &value, &normalised, &words]);
            }
        }
    }
    sheet.finish()
}

/// `weights.csv`: every node's weight among its siblings and its effective weight; the root has no
/// parent and weighs 1.
pub fn weights_csv(dataset: &Dataset, scenario: Option<ScenarioId>, results: &Results) -> Vec<u8> {
    let mut sheet = Lines::new(&["period", "code", "parent", "weight", "effective"]);
    let framework = dataset.framework_in(scenario);
    let nodes = nodes_by_id(framework.as_deref());
    for (number, period) in results.periods.iter().enumerate() {
        let period = period.to_string();
        for (node, at) in in_period(results, number) {
            let code = |id: NodeId| nodes.get(&id).map_or("", |node| node.code.as_str());
            let parent = node.parent.and_then(|parent| results.nodes.get(parent));
            let parent = parent.map_or("", |parent| code(parent.id));
            let weight = number_or_empty(at.weight);
            let effective = number_or_empty(at.effective);
            sheet.write(&[&period, code(node.id), parent, &weight, &effective]);
        }
    }
    sheet.finish()
}

/// Key and label of each unit of the results.
fn units<'a>(dataset: &'a Dataset, results: &Results) -> Vec<(&'a str, &'a str)> {
    let by_id = units_by_id(dataset);
    let names = |id| {
        by_id
            .get(&id)
            .map_or(("", ""), |unit| (unit.key.as_str(), unit.label.as_str()))
    };
    results.units.iter().map(|unit| names(unit.id)).collect()
}

fn in_period(results: &Results, number: usize) -> impl Iterator<Item = (&NodeResult, &NodePeriod)> {
    results
        .nodes
        .iter()
        .filter_map(move |node| Some((node, node.periods.get(number)?)))
}

fn number_or_empty(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Whether the value that an indicator reads in a period, with its lag, was corrected by hand.
fn is_corrected(dataset: &Dataset, node: Option<&Node>, period: &Period, unit: UnitId) -> bool {
    let correction = node.and_then(Node::indicator).and_then(|indicator| {
        let of = period.back(indicator.lag)?;
        dataset.correction(indicator.variable, &of, unit)
    });
    correction.is_some()
}

/// What happened to a unit's cell on the way from raw to value.
fn remarks(stages: &Stages, row: usize) -> Vec<String> {
    let marks = stages.marks.iter().filter(|mark| mark.unit == row);
    let mut words: Vec<String> = marks
        .map(|mark| match &mark.what {
            Marked::Clipped => "clipped".to_owned(),
            Marked::Imputed(Source::Statistic) => "imputed:mean".to_owned(),
            Marked::Imputed(Source::Group) => "imputed:group".to_owned(),
            Marked::Imputed(Source::Row) => "imputed:row".to_owned(),
            Marked::Imputed(Source::Constant) => "imputed:constant".to_owned(),
            Marked::Imputed(Source::Period(period)) => format!("imputed:{period}"),
            Marked::Imputed(Source::Interpolated(before, after)) => {
                format!("imputed:{before}..{after}")
            }
        })
        .collect();
    let map = stages.treated.as_ref().map(|record| record.map);
    match map.filter(|_| stages.value.get(row).is_some()) {
        Some(Map::Log { .. }) => words.push("log".to_owned()),
        Some(Map::BoxCox { .. }) => words.push("boxcox".to_owned()),
        Some(Map::Identity) | None => {}
    }
    words
}

/// Who did not pass the screening, and when.
fn screened_out(results: &Results) -> BTreeSet<(&Period, UnitId)> {
    let findings = results.findings.iter();
    findings
        .filter_map(|finding| match finding {
            Finding::Step(StepFinding::ScreenedOut { unit, period, .. }) => Some((period, *unit)),
            _ => None,
        })
        .collect()
}

/// Text in the making. Nothing here can fail, because it is all memory.
pub(super) struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    pub(super) fn new(header: &[&str]) -> Self {
        let mut lines = Self(csv::Writer::from_writer(Vec::new()));
        lines.write(header);
        lines
    }

    #[expect(
        clippy::expect_used,
        reason = "memory takes every row, and the rows of one file are equally long"
    )]
    pub(super) fn write(&mut self, fields: &[&str]) {
        self.0
            .write_record(fields)
            .expect("rows of one length into memory");
    }

    #[expect(clippy::expect_used, reason = "memory is always flushed")]
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect("text in memory")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{Imputation, Screen, Treatment},
        export::sample,
        project::{At, Edit, MethodPatch, NodeChoice},
    };

    fn check(made: Vec<u8>, expected: &str) {
        assert_eq!(String::from_utf8(made).unwrap(), expected);
    }

    #[test]
    fn scores_stand_by_period_node_and_unit() {
        let document = sample::document();
        let dataset = document.main().unwrap();
        let made = scores_csv(dataset, None, &sample::results(&document));
        check(
            made,
            r#"period,unit,label,code,name,level,score,rank
2019,a,a,Index,Index,3,25,2
2019,b,b,Index,Index,3,75,1
2019,W,"World, all",Index,Index,3,50,
2019,a,a,P,P name,2,0,2
2019,b,b,P,P name,2,100,1
2019,W,"World, all",P,P name,2,50,
2019,a,a,X,X name,1,0,2
2019,b,b,X,X name,1,100,1
2019,W,"World, all",X,X name,1,50,
2019,a,a,Y,Y name,1,100,1
2019,b,b,Y,Y name,1,0,2
2019,W,"World, all",Y,Y name,1,50,
2020,a,a,Index,Index,3,0,2
2020,b,b,Index,Index,3,100,1
2020,W,"World, all",Index,Index,3,199.99999999999994,
2020,a,a,P,P name,2,0,2
2020,b,b,P,P name,2,100,1
2020,W,"World, all",P,P name,2,199.99999999999994,
2020,a,a,X,X name,1,0,2
2020,b,b,X,X name,1,100,1
2020,W,"World, all",X,X name,1,199.99999999999994,
2020,a,a,Y,Y name,1,,
2020,b,b,Y,Y name,1,,
2020,W,"World, all",Y,Y name,1,,
"#,
        );
    }

    #[test]
    fn normalised_values_stand_beside_what_they_were_made_of() {
        let document = sample::document();
        let dataset = document.main().unwrap();
        let made = normalised_csv(dataset, None, &sample::results(&document));
        check(
            made,
            "period,unit,code,raw,value,normalised,note
2019,a,X,1,1,0,
2019,b,X,3,3,100,
2019,W,X,2,2,50,
2019,a,Y,10,10,100,
2019,b,Y,20,20,0,
2019,W,Y,15,15,50,
2020,a,X,0.1,0.1,0,
2020,b,X,0.4,0.4,100,corrected
2020,W,X,0.7,0.7,199.99999999999994,
2020,a,Y,10,10,,
2020,b,Y,,,,
2020,W,Y,,,,
",
        );
    }

    /// What `normalised.csv` says of X and Y where some choices are made.
    fn noted(edits: &[Edit]) -> Vec<String> {
        let document = edits
            .iter()
            .fold(sample::document(), |it, edit| edit.apply(&it).unwrap());
        let results = sample::results(&document);
        let made = normalised_csv(document.main().unwrap(), None, &results);
        let text = String::from_utf8(made).unwrap();
        let lines = text.lines().skip(1).map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let [period, unit, code, raw, value, _, note] = fields[..] else {
                panic!("{line}")
            };
            format!("{period} {unit} {code} {raw}>{value} {note}")
        });
        lines.filter(|line| !line.ends_with(' ')).collect()
    }

    fn method(choices: MethodPatch) -> Edit {
        let dataset = sample::document().main().unwrap().id;
        let scenario = None;
        let at = At { dataset, scenario };
        Edit::SetMethod { at, choices }
    }

    fn imputed(imputation: Imputation) -> Vec<String> {
        noted(&[method(MethodPatch {
            imputation: Some(imputation),
            ..MethodPatch::default()
        })])
    }

    #[test]
    fn the_note_says_where_a_filled_value_is_from() {
        let corrected = "2020 b X 0.4>0.4 corrected".to_owned();
        let check = |imputation: &str, b: &str, world: &str| {
            let imputation = Imputation::from_text(imputation).unwrap();
            let (b, world) = (format!("2020 b Y >{b}"), format!("2020 W Y >{world}"));
            assert_eq!(imputed(imputation), [corrected.clone(), b, world]);
        };
        check("mean", "10 imputed:mean", "10 imputed:mean");
        check("nearest", "20 imputed:2019", "15 imputed:2019");
        check("carry-forward", "20 imputed:2019", "15 imputed:2019");
        check("constant:7", "7 imputed:constant", "7 imputed:constant");
    }

    #[test]
    fn the_note_says_what_was_clipped_and_which_scale_it_is_on() {
        let treatment = |it: &str| {
            method(MethodPatch {
                treatment: Treatment::from_text(it),
                ..MethodPatch::default()
            })
        };
        let notes = noted(&[treatment("boxcox:1")]);
        let told = |line: &String| line.split_once('>').unwrap().1.to_owned();
        let told: Vec<String> = notes.iter().map(told).collect();
        // All that have a value, reference units too.
        assert_eq!(told.len(), 10);
        assert!(told.iter().all(|it| it.ends_with("boxcox")), "{told:?}");
        assert_eq!(told[6..8], ["-0.9 boxcox", "-0.6 corrected; boxcox"]);
        let dataset = sample::document().main().unwrap().id;
        let document = sample::document();
        let framework = document.main().unwrap().framework.clone().unwrap();
        let y = framework
            .nodes()
            .iter()
            .find(|it| it.code == "Y")
            .unwrap()
            .id;
        let own = |choice| Edit::Choose {
            dataset,
            node: y,
            choice,
        };
        let fixed = Treatment::Fixed {
            lower: Some(12.0),
            upper: None,
        };
        let carried = Imputation::CarryForward { max: None };
        let notes = noted(&[
            own(NodeChoice::Treatment(Some(fixed))),
            own(NodeChoice::Imputation(Some(carried))),
        ]);
        assert_eq!(
            notes,
            [
                "2019 a Y 10>12 clipped",
                "2020 b X 0.4>0.4 corrected",
                "2020 a Y 10>12 clipped",
                "2020 b Y >20 imputed:2019",
                "2020 W Y >15 imputed:2019",
            ]
        );
    }

    #[test]
    fn the_note_says_who_is_screened_out_and_reads_corrections_with_the_lag() {
        let screen = Screen {
            units: Some(0.6),
            ..Screen::default()
        };
        let notes = noted(&[method(MethodPatch {
            screen: Some(screen),
            ..MethodPatch::default()
        })]);
        assert_eq!(
            notes,
            [
                "2020 b X 0.4>0.4 corrected; screened-out",
                "2020 b Y > screened-out"
            ]
        );
        let document = sample::document();
        let dataset = document.main().unwrap();
        let framework = dataset.framework.clone().unwrap();
        let x = framework
            .nodes()
            .iter()
            .find(|it| it.code == "X")
            .unwrap()
            .id;
        let y = framework
            .nodes()
            .iter()
            .find(|it| it.code == "Y")
            .unwrap()
            .id;
        let edits = [x, y].map(|node| Edit::Choose {
            dataset: dataset.id,
            node,
            choice: NodeChoice::Lag(1),
        });
        assert_eq!(noted(&edits), ["2021 b X 0.4>0.4 corrected"]);
    }

    #[test]
    fn weights_are_relative_and_effective() {
        let document = sample::document();
        let dataset = document.main().unwrap();
        let made = weights_csv(dataset, None, &sample::results(&document));
        check(
            made,
            "period,code,parent,weight,effective
2019,Index,,1,1
2019,P,Index,0.75,0.75
2019,X,P,1,0.75
2019,Y,Index,0.25,0.25
2020,Index,,1,1
2020,P,Index,0.75,0.75
2020,X,P,1,0.75
2020,Y,Index,0.25,0.25
",
        );
    }
}
