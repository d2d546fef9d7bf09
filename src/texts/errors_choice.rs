//! Why a choice is refused: what was asked for, then what to do.

use super::{Language, Texts};
use crate::project::ChoiceError;

impl Texts {
    /// A refused choice.
    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
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
            ChoiceError::NoDifference => self
                .pick(
                    "方案在这一项上与基准方案没有不同，无需恢复",
                    "The scenario does not differ from the base there; there is nothing to take back",
                )
                .to_owned(),
            ChoiceError::NoFigures => self
                .pick(
                    "这里没有得分或排名可作为发布版本；请先计算结果，或换一张含得分、排名的表",
                    "There are no scores or ranks here to keep as a vintage; compute results first, or choose a table that has scores or ranks",
                )
                .to_owned(),
            ChoiceError::OriginalTooLarge { file, size, most } if zh => format!(
                "{file}：保存原始文件需要 {} MB，最多 {} MB；请不要把它存入项目，或先删除其他原始文件",
                size.div_ceil(1 << 20),
                most >> 20
            ),
            ChoiceError::OriginalTooLarge { file, size, most } => format!(
                "{file}: keeping the original takes {} MB, and {} MB is the most; leave it outside the project, or drop others first",
                size.div_ceil(1 << 20),
                most >> 20
            ),
            ChoiceError::LogoUnreadable => self
                .pick(
                    "标志图片不是 PNG 或 JPEG；请另选图片，或先转换格式",
                    "The logo is no picture in PNG or JPEG; choose another, or convert it first",
                )
                .to_owned(),
            ChoiceError::LogoTooLarge { size, most } if zh => format!(
                "标志图片有 {} KB，最多 {} KB；请先缩小",
                size.div_ceil(1 << 10),
                most >> 10
            ),
            ChoiceError::LogoTooLarge { size, most } => format!(
                "The logo takes {} KB, and {} KB is the most; make it smaller first",
                size.div_ceil(1 << 10),
                most >> 10
            ),
            ChoiceError::FontName { most } if zh => {
                format!("字体名称应为 1 至 {most} 个字；请检查")
            }
            ChoiceError::FontName { most } => {
                format!("The name of a font has 1 to {most} letters; check it")
            }
            ChoiceError::InUse { name } if zh => {
                format!("“{name}”还在被指标、分母、公式、插补或参评规则使用；请先把它从那里去掉")
            }
            ChoiceError::InUse { name } => format!(
                "“{name}” is used by an indicator, as a denominator, in a formula, to fill gaps or in the rule of who is ranked; take it out there first"
            ),
        }
    }
}
