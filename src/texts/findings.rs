//! What the engine noticed, one sentence each: what happened, where, what to do.

use super::{Language, Texts};
use crate::{
    engine::{Finding, NodeId, Period, Severity, UnitId, VariableId},
    project::Dataset,
};

impl Texts {
    /// How much a finding matters.
    pub const fn severity_name(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Note => self.pick("说明", "Note"),
            Severity::Warning => self.pick("提醒", "Warning"),
            Severity::Error => self.pick("错误", "Error"),
        }
    }

    /// A finding in one sentence.
    pub fn engine_finding(&self, finding: &Finding, dataset: &Dataset) -> String {
        match self.language {
            Language::Chinese => self.finding_zh(finding, dataset),
            Language::English => self.finding_en(finding, dataset),
        }
    }

    /// A period as part of a sentence; nothing for data without one.
    pub(super) fn when(self, period: &Period) -> String {
        match (period, self.language) {
            (Period::Undated, _) => String::new(),
            (_, Language::Chinese) => format!("在{}", self.period(period)),
            (_, Language::English) => format!(" in {}", self.period(period)),
        }
    }
}

pub(super) fn node_name(dataset: &Dataset, id: NodeId) -> &str {
    let node = dataset
        .framework
        .as_ref()
        .and_then(|framework| framework.node(id));
    node.map_or("?", |node| node.name.as_str())
}

pub(super) fn unit_label(dataset: &Dataset, id: UnitId) -> &str {
    dataset.unit(id).map_or("?", |unit| unit.label.as_str())
}

pub(super) fn variable_name(dataset: &Dataset, id: VariableId) -> &str {
    dataset
        .variable(id)
        .map_or("?", |variable| variable.name.as_str())
}

/// Whether a node is an indicator and no aggregate.
pub(super) fn is_indicator(dataset: &Dataset, id: NodeId) -> bool {
    let node = dataset
        .framework
        .as_ref()
        .and_then(|framework| framework.node(id));
    node.is_some_and(|node| node.indicator().is_some())
}
