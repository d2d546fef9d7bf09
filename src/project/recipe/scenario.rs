//! `[scenario."NAME"]`: named variants of weights, method and units.

use super::{
    BuildError, ExpertFiles, KeyError, ScreenNames, UnitRules,
    build::Work,
    keys::{Entry, Section},
    method::method,
    parse::{text, texts, units},
};
use crate::{
    engine::NodeId,
    project::{At, Edit, MethodPatch, ScenarioId, find_node},
};

/// A named variant, as the index file tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioFile {
    /// What people call it.
    pub name: String,
    /// Why it is there.
    pub note: Option<String>,
    /// Who is ranked, in place of `[units]`.
    pub units: Option<UnitRules>,
    /// The choices of method that differ.
    pub method: MethodPatch,
    /// The name of the unit that its normalisation measures against.
    pub reference_unit: Option<String>,
    /// Which units pass its screening or fail it by name.
    pub screen: ScreenNames,
    /// Weights by the code, name or path of nodes.
    pub weights: Vec<(String, f64)>,
    /// Nodes that are switched off.
    pub off: Vec<String>,
}

/// Reads all scenarios. Files of experts that they name are added to those of the method.
pub(super) fn scenarios(
    entry: &Entry<'_>,
    files: &mut ExpertFiles,
) -> Result<Vec<ScenarioFile>, KeyError> {
    let named = entry.section()?.named();
    named
        .map(|(name, entry)| scenario(name, &entry, files))
        .collect()
}

fn scenario(
    name: String,
    entry: &Entry<'_>,
    files: &mut ExpertFiles,
) -> Result<ScenarioFile, KeyError> {
    let mut keys = entry.section()?;
    let mut read = ScenarioFile {
        name,
        note: text(&mut keys, "note")?,
        units: keys.get("units").map(|it| units_of(&it)).transpose()?,
        weights: weights(&mut keys)?,
        off: texts(&mut keys, "off")?,
        ..ScenarioFile::default()
    };
    if let Some(entry) = keys.get("method") {
        // Choices of single nodes and tiers are those of the base.
        let mut own = entry.section()?;
        for base in ["indicator", "node", "tiers"] {
            own.not_yet(base)?;
        }
        let method = method(&entry)?;
        files.add(method.files);
        read.method = method.choices;
        read.reference_unit = method.reference_unit;
        read.screen = method.screen;
    }
    keys.finish()?;
    Ok(read)
}

fn units_of(entry: &Entry<'_>) -> Result<UnitRules, KeyError> {
    entry.section()?.not_yet("groups")?;
    units(entry)
}

fn weights(keys: &mut Section<'_>) -> Result<Vec<(String, f64)>, KeyError> {
    let Some(entry) = keys.get("weights") else {
        return Ok(Vec::new());
    };
    let named = entry.section()?.named();
    named
        .map(|(name, entry)| Ok((name, entry.number()?)))
        .collect()
}

impl Work {
    /// Adds the scenarios, each with what differs from the base.
    pub(super) fn scenarios(&mut self, all: &[ScenarioFile]) -> Result<(), BuildError> {
        for scenario in all {
            self.scenario(scenario)?;
        }
        Ok(())
    }

    fn scenario(&mut self, scenario: &ScenarioFile) -> Result<(), BuildError> {
        let dataset = self.dataset;
        let key = format!("scenario.\"{}\"", scenario.name);
        let name = scenario.name.clone();
        self.choose(&key, &Edit::AddScenario { dataset, name })?;
        let Some(id) = self.last_scenario()? else {
            return Ok(());
        };
        let at = At {
            dataset,
            scenario: Some(id),
        };
        if let Some(note) = scenario.note.clone() {
            let scenario = id;
            self.choose(
                &key,
                &Edit::SetScenarioNote {
                    dataset,
                    scenario,
                    note,
                },
            )?;
        }
        self.weights(&key, at, scenario)?;
        if scenario.method != MethodPatch::default() {
            let choices = self.choices(
                &format!("{key}.method"),
                (&scenario.method, &scenario.screen),
                scenario.reference_unit.as_deref(),
            )?;
            self.choose(&key, &Edit::SetMethod { at, choices })?;
        }
        if let Some(rules) = &scenario.units {
            self.roles(&format!("{key}.units"), at, rules)?;
        }
        Ok(())
    }

    fn last_scenario(&self) -> Result<Option<ScenarioId>, BuildError> {
        Ok(self.main()?.scenarios.last().map(|it| it.id))
    }

    fn weights(&mut self, key: &str, at: At, scenario: &ScenarioFile) -> Result<(), BuildError> {
        for (name, weight) in &scenario.weights {
            let key = format!("{key}.weights.\"{name}\"");
            let (node, weight) = (self.node(&key, name)?, Some(*weight));
            self.choose(&key, &Edit::SetWeight { at, node, weight })?;
        }
        for name in &scenario.off {
            let key = format!("{key}.off");
            let (node, enabled) = (self.node(&key, name)?, false);
            self.choose(&key, &Edit::SetEnabled { at, node, enabled })?;
        }
        Ok(())
    }

    pub(super) fn node(&self, key: &str, name: &str) -> Result<NodeId, BuildError> {
        let framework = self.main()?.framework.as_ref();
        let framework = framework.ok_or(crate::project::EditError::NoFramework)?;
        find_node(framework, name).map_err(|error| BuildError::Name {
            key: key.to_owned(),
            error,
        })
    }
}
