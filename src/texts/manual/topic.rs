//! What a person may want to know more about, and the heading below which it is treated.

use super::ManualPage;
use crate::texts::Language;

/// Something that has a heading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The screens and what they are for.
    Screens,
    /// Files on their way in.
    Importing,
    /// The tree of indicators and its sheets.
    Framework,
    /// Experts' judgements and weights.
    Experts,
    /// Values corrected by hand, and where values come from.
    Corrections,
    /// Who is ranked.
    Units,
    /// Scenarios.
    Scenarios,
    /// Scores, ranks and findings.
    Results,
    /// Pictures.
    Charts,
    /// Files for others.
    Export,
    /// Filling gaps.
    Imputation,
    /// Values far from the others.
    Treatment,
    /// Bringing values to one scale.
    Normalisation,
    /// Weights.
    Weights,
    /// Scores of aggregates.
    Aggregation,
    /// Tiers.
    Tiers,
}

impl Topic {
    /// All.
    pub const ALL: [Self; 16] = [
        Self::Screens,
        Self::Importing,
        Self::Framework,
        Self::Experts,
        Self::Corrections,
        Self::Units,
        Self::Scenarios,
        Self::Results,
        Self::Charts,
        Self::Export,
        Self::Imputation,
        Self::Treatment,
        Self::Normalisation,
        Self::Weights,
        Self::Aggregation,
        Self::Tiers,
    ];

    /// Its page and heading.
    pub const fn heading(self, language: Language) -> (ManualPage, &'static str) {
        let (page, zh, en) = self.headings();
        match language {
            Language::Chinese => (page, zh),
            Language::English => (page, en),
        }
    }

    const fn headings(self) -> (ManualPage, &'static str, &'static str) {
        use ManualPage::{Guide, Methods};
        match self {
            Self::Screens => (Guide, "界面", "Screens"),
            Self::Importing => (Guide, "导入数据", "Importing data"),
            Self::Framework => (Guide, "指标体系表", "Framework sheets"),
            Self::Experts => (
                Guide,
                "判断矩阵与专家权重的表格",
                "Sheets of judgements and of experts' weights",
            ),
            Self::Corrections => (Guide, "更正数值", "Corrections"),
            Self::Units => (Guide, "评价对象", "Units"),
            Self::Scenarios => (Guide, "方案", "Scenarios"),
            Self::Results => (Guide, "结果与提示", "Results and findings"),
            Self::Charts => (Guide, "图表", "Charts"),
            Self::Export => (Guide, "导出", "Export"),
            Self::Imputation => (Methods, "插补", "Imputation"),
            Self::Treatment => (Methods, "异常值处理", "Treatment of outliers"),
            Self::Normalisation => (Methods, "无量纲化", "Normalisation"),
            Self::Weights => (Methods, "权重", "Weights"),
            Self::Aggregation => (Methods, "合成", "Aggregation"),
            Self::Tiers => (Methods, "梯队", "Tiers"),
        }
    }
}
