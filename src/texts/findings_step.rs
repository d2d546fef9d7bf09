//! What was noticed on the way from raw values to those that are normalised.

use super::{Language, Texts, findings::node_name};
use crate::{engine::StepFinding, project::Dataset};

impl Texts {
    /// One sentence: what was noticed, where, what to do.
    pub(super) fn step_finding(self, finding: &StepFinding, dataset: &Dataset) -> String {
        match (finding, self.language) {
            (
                StepFinding::DenominatorUnusable {
                    node,
                    period,
                    zero,
                    absent,
                },
                Language::Chinese,
            ) => format!(
                "“{}”{}有 {} 个对象不能除以分母（{zero} 个分母为零，{absent} 个没有分母），按缺失处理；请补充或更正分母的数据",
                node_name(dataset, *node),
                self.when(period),
                zero + absent,
            ),
            (
                StepFinding::DenominatorUnusable {
                    node,
                    period,
                    zero,
                    absent,
                },
                Language::English,
            ) => format!(
                "“{}” could not be divided by its denominator for {} units{} (zero for {zero}, absent for {absent}), which count as missing; add or correct the denominator’s data",
                node_name(dataset, *node),
                zero + absent,
                self.when(period),
            ),
        }
    }
}
