//! The tidy outputs: one fact a row, exact, for other programs to read.
//!
//! UTF-8 without byte order mark, comma, LF, numbers in their shortest form that reads back to the
//! same bits, empty where a value is missing or there is no period. Column names are part of the
//! format and in no language. Rows: periods ascending; within a period nodes in the order of the
//! framework (the root first, parents before children); within a node units in the order of the
//! dataset. Units for reference are among them, without a rank; excluded units and nodes that
//! are switched off are not. Text stands as it is, also where it begins like a formula.

use super::known::{nodes_by_id, units_by_id};
use crate::{
    engine::{Node, NodeId, NodePeriod, NodeResult, Period, Results, UnitId},
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

/// `normalised.csv`: every indicator from its raw value to its score. The note says `corrected`
/// where a hand correction stands in place of what the file says.
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
                let remark = remark(dataset, node, period, unit.id);
                sheet.write(&[&period_text, key, code, &raw, &value, &normalised, remark]);
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

fn remark(dataset: &Dataset, node: Option<&Node>, period: &Period, unit: UnitId) -> &'static str {
    let corrected = node
        .and_then(Node::indicator)
        .and_then(|indicator| dataset.correction(indicator.variable, period, unit));
    if corrected.is_some() { "corrected" } else { "" }
}

/// Text in the making. Nothing here can fail, because it is all memory.
struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    fn new(header: &[&str]) -> Self {
        let mut lines = Self(csv::Writer::from_writer(Vec::new()));
        lines.write(header);
        lines
    }

    #[expect(
        clippy::expect_used,
        reason = "memory takes every row, and the rows of one file are equally long"
    )]
    fn write(&mut self, fields: &[&str]) {
        self.0
            .write_record(fields)
            .expect("rows of one length into memory");
    }

    #[expect(clippy::expect_used, reason = "memory is always flushed")]
    fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect("text in memory")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

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
