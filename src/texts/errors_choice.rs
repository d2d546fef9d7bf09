//! Why a choice is refused: what was asked for, then what to do.

use super::{Language, Texts};
use crate::project::ChoiceError;

impl Texts {
    /// A refused choice.
    pub(super) fn choice_error(self, error: &ChoiceError) -> String {
        let zh = self.language == Language::Chinese;
        match error {
            ChoiceError::NotPositive { number } if zh => {
                format!("这里要填大于 0 的数，不能是 {number}")
            }
            ChoiceError::NotPositive { number } => {
                format!("Please type a number above zero instead of {number}")
            }
            ChoiceError::NodeName(error) => self.lookup_error(error),
            ChoiceError::NotAChild { parent, name } if zh => {
                format!("“{name}”不是“{parent}”的下级指标；请核对判断矩阵中的名称")
            }
            ChoiceError::NotAChild { parent, name } => format!(
                "“{name}” is no child of “{parent}”; check the names in the judgement matrix"
            ),
            ChoiceError::Formula(error) => self.formula_error(error),
            ChoiceError::Treatment(trouble) => self.treat_trouble(trouble),
            ChoiceError::NoGrouping { kind } if zh => {
                format!("没有名为“{kind}”的分组；请先导入分组，再选择")
            }
            ChoiceError::NoGrouping { kind } => {
                format!("There is no grouping “{kind}”; import it first, then choose it")
            }
            ChoiceError::Combination => self
                .pick(
                    "组合赋权要选两种以上的赋权方法（加法合成恰好两种，比例在 0 到 1 之间）",
                    "Choose two or more weightings to combine; to blend, just two and a share between 0 and 1",
                )
                .to_owned(),
            ChoiceError::Tiers => self
                .pick(
                    "梯队要分 2 到 10 个，界线要是数字",
                    "Choose 2 to 10 tiers, with numbers as the boundaries between them",
                )
                .to_owned(),
            ChoiceError::NoMembers => self
                .pick(
                    "合并对象至少要有一个成员",
                    "A unit made of others needs at least one member",
                )
                .to_owned(),
            ChoiceError::InUse { name } if zh => {
                format!("“{name}”还在被指标、分母或公式使用；请先把它从那里去掉")
            }
            ChoiceError::InUse { name } => format!(
                "“{name}” is used by an indicator, as a denominator or in a formula; take it out there first"
            ),
        }
    }
}
