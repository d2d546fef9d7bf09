//! The buttons that mend findings.

use crate::{
    engine::{Imputation, Normalisation, Treatment},
    project::{Edit, NodeChoice},
    texts::{Language, Texts},
};

impl Texts {
    /// Button: what a remedy does.
    pub fn remedy(self, edit: &Edit) -> &'static str {
        match edit {
            Edit::EqualWeights { .. } | Edit::SetWeighting { .. } => {
                self.pick("改为等权", "Use equal weights")
            }
            Edit::SetGoalposts { .. } => self.pick("上下限对调", "Swap the limits"),
            Edit::SetEnabled { .. } => self.pick("停用该项", "Switch it off"),
            Edit::SetNormalisation {
                normalisation: Some(it),
                ..
            } => self.remedy_of_indicator(it),
            Edit::SetMethod { choices, .. } => match &choices.normalisation {
                Some(it) => self.remedy_of_index(it),
                None => self.edit(edit),
            },
            Edit::Choose { choice, .. } => match choice {
                NodeChoice::Treatment(Some(Treatment::None)) => {
                    self.pick("该指标不处理异常值", "Leave its outliers")
                }
                NodeChoice::Imputation(Some(Imputation::None)) => {
                    self.pick("该指标不插补", "Leave its gaps")
                }
                _ => self.edit(edit),
            },
            _ => self.edit(edit),
        }
    }

    fn remedy_of_indicator(self, normalisation: &Normalisation) -> &'static str {
        match normalisation {
            Normalisation::None => self.pick("该指标直接用原值", "Use its values as they are"),
            Normalisation::BaseIndex { .. } => self.pick("以首期为基期", "Use the first period"),
            _ if starts_at_one(normalisation) => {
                self.pick("该指标得分改为 1–100", "Score it 1–100")
            }
            Normalisation::MinMax { .. } => self.pick("该指标改用极差法", "Use min–max for it"),
            _ => self.pick("该指标各期分别折算", "Normalise it by period"),
        }
    }

    fn remedy_of_index(self, normalisation: &Normalisation) -> &'static str {
        match normalisation {
            Normalisation::None => self.pick("全部直接用原值", "Use all values as they are"),
            Normalisation::BaseIndex { .. } => self.pick("以首期为基期", "Use the first period"),
            _ if starts_at_one(normalisation) => self.pick("全部得分改为 1–100", "Score all 1–100"),
            Normalisation::MinMax { .. } => {
                self.pick("全部用极差法，各期分别", "Min–max for all, by period")
            }
            _ => self.pick("各期分别折算", "Normalise by period"),
        }
    }

    /// Name of that button: what it does, and about what.
    pub fn remedy_of(self, remedy: &str, finding: &str) -> String {
        match self.language {
            Language::Chinese => format!("{remedy}：{finding}"),
            Language::English => format!("{remedy}: {finding}"),
        }
    }
}

fn starts_at_one(normalisation: &Normalisation) -> bool {
    normalisation.range() == Some([1.0, 100.0])
}
