//! The rule of who is ranked as it is put together, and what it would do.

use crate::{
    engine::{Period, UnitId, VariableId},
    project::{
        At, Dataset, Document, Edit, EditError, ListChange, RuleEffect, ScenarioId, TopRule,
        UnitRule, list_change, named_units, rule_effect,
    },
    texts::Texts,
};

/// How many are the top until a person says otherwise.
const FIRST: usize = 10;

/// The rule as it is put together.
#[derive(Clone, Debug)]
pub(super) struct RuleDraft {
    /// The rule of which scenario; none is the base.
    pub scenario: Option<ScenarioId>,
    /// As it is typed.
    pub asked: Asked,
    known: Option<(u64, Asked, Preview)>,
}

/// What is asked for; lists as they are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Whether only some are in the running.
    pub some: bool,
    /// Those.
    pub only: String,
    /// Whether only the first of them are ranked.
    pub top: bool,
    /// How many.
    pub count: usize,
    /// By which variable.
    pub variable: Option<VariableId>,
    /// In which period; none is the latest.
    pub period: Option<Period>,
    /// Ranked whatever their place.
    pub also: String,
    /// Left out.
    pub exclude: String,
}

/// What the rule that is asked for would do.
#[derive(Clone, Debug, Default)]
pub(super) struct Preview {
    /// The rule itself.
    pub rule: UnitRule,
    /// What it does; none where it asks for nothing.
    pub effect: Option<RuleEffect>,
    /// How the list changes.
    pub change: ListChange,
    /// Why it would be refused.
    pub refused: Option<EditError>,
    /// Names that mean no unit: in the lists of only, also and exclude.
    pub unknown: [Vec<String>; 3],
}

impl RuleDraft {
    /// The rule as it is now.
    pub(super) fn of(dataset: &Dataset, scenario: Option<ScenarioId>, texts: Texts) -> Self {
        let rule = dataset.rule_in(scenario).cloned().unwrap_or_default();
        let listed = |units: &[UnitId]| listed(dataset, units, texts);
        let top = rule.top.as_ref();
        let first = dataset.variables.first().map(|it| it.id);
        let asked = Asked {
            some: !rule.only.is_empty(),
            only: listed(&rule.only),
            top: top.is_some(),
            count: top.map_or(FIRST, |it| it.count),
            variable: top.map(|it| it.variable).or(first),
            period: top.and_then(|it| it.period.clone()),
            also: listed(&rule.also),
            exclude: listed(&rule.exclude),
        };
        Self {
            scenario,
            asked,
            known: None,
        }
    }

    /// What it would do, found out anew only when something has changed.
    pub(super) fn preview(&mut self, document: &Document, revision: u64) -> Preview {
        let known = self.known.take();
        let known = known.filter(|(at, asked, _)| *at == revision && *asked == self.asked);
        let (_, _, preview) = self.known.insert(known.unwrap_or_else(|| {
            let preview = preview(document, self.scenario, &self.asked);
            (revision, self.asked.clone(), preview)
        }));
        preview.clone()
    }
}

fn preview(document: &Document, scenario: Option<ScenarioId>, asked: &Asked) -> Preview {
    let Some(dataset) = document.main() else {
        return Preview::default();
    };
    let only = named_units(dataset, if asked.some { &asked.only } else { "" });
    let also = named_units(dataset, &asked.also);
    let exclude = named_units(dataset, &asked.exclude);
    let top = asked.variable.filter(|_| asked.top);
    let top = top.map(|variable| TopRule {
        variable,
        count: asked.count,
        period: asked.period.clone(),
    });
    let rule = UnitRule {
        only: only.units,
        top,
        also: also.units,
        exclude: exclude.units,
    };
    let unknown = [only.unknown, also.unknown, exclude.unknown];
    let at = At {
        dataset: dataset.id,
        scenario,
    };
    let edit = Edit::SetUnitRule {
        at,
        rule: Some(rule.clone()),
    };
    let mut preview = Preview {
        rule,
        unknown,
        ..Preview::default()
    };
    match edit.apply(document) {
        Ok(after) => {
            if let Some(after) = after.main() {
                preview.effect = rule_effect(after, scenario);
                preview.change = list_change((dataset, scenario), (after, scenario));
            }
        }
        Err(error) => preview.refused = Some(error),
    }
    preview
}

/// Units as a list to be typed over: in a row, or a line each where a name holds a comma.
pub(super) fn listed(dataset: &Dataset, units: &[UnitId], texts: Texts) -> String {
    let labels = units.iter().filter_map(|&id| dataset.unit(id));
    let labels: Vec<String> = labels.map(|it| it.label.clone()).collect();
    let parted = |it: &String| it.contains(['、', ',', '，', ';', '；']);
    if labels.iter().any(parted) {
        labels.join("\n")
    } else {
        texts.names_in_a_row(&labels)
    }
}

/// Adds units to a list that is typed.
pub(super) fn add_to_list(list: &mut String, dataset: &Dataset, units: &[UnitId], texts: Texts) {
    let mut all = named_units(dataset, list);
    for unit in units {
        if !all.units.contains(unit) {
            all.units.push(*unit);
        }
    }
    let mut lines = vec![listed(dataset, &all.units, texts)];
    // What is not understood stays to be mended.
    lines.extend(all.unknown);
    *list = lines.join("\n");
}
