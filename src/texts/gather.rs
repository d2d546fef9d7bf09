//! Sheets that belong together: what was found, then what to do.

use super::{Language, Texts, errors::place};
use crate::import::gather::{GatherProblem, Series};

impl Texts {
    /// What the sheets of a series differ in.
    pub fn series(self, series: Series) -> &'static str {
        match series {
            Series::Periods => self.pick("每个时期一张表", "a sheet for each period"),
            Series::Units => self.pick("每个评价对象一张表", "a sheet for each unit"),
            Series::Indicators => self.pick("每个指标一张表", "a sheet for each indicator"),
            Series::Alike => self.pick(
                "列相同、各含不同对象或时期的表",
                "sheets with the same columns",
            ),
        }
    }

    /// Something noticed while sheets were put together.
    pub(super) fn gather_problem(self, problem: &GatherProblem) -> String {
        match self.language {
            Language::Chinese => self.gather_zh(problem),
            Language::English => self.gather_en(problem),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn gather_zh(self, problem: &GatherProblem) -> String {
        match problem {
            GatherProblem::TwoValues {
                unit,
                variable,
                period,
                value,
                other_file,
                other_sheet,
                other_at,
                other_value,
            } => {
                let period = period
                    .as_ref()
                    .map_or_else(String::new, |it| format!(" {it}"));
                let other = place(other_file, other_sheet);
                format!(
                    "“{unit}”{period} 的“{variable}”在这里是 {value}，在 {other} {other_at} 是 {other_value}。\
                     请核对两处，改正或去掉其中一处"
                )
            }
            GatherProblem::SameValues {
                count,
                other_file,
                other_sheet,
                other_at,
            } => format!(
                "{count} 个值在 {} 中已经有过且相同，首个在 {other_at}",
                place(other_file, other_sheet)
            ),
            GatherProblem::OtherMeasure {
                variable,
                measure,
                other_file,
                other_sheet,
                other_measure,
            } => format!(
                "“{variable}”在这里的计量单位是“{measure}”，在 {} 是“{other_measure}”，两者不能换算。请改正单位或改名",
                place(other_file, other_sheet)
            ),
            GatherProblem::ColumnsDiffer {
                missing,
                extra,
                other_file,
                other_sheet,
            } => {
                let mut parts = Vec::new();
                if !missing.is_empty() {
                    parts.push(format!("缺少“{}”", missing.join("、")));
                }
                if !extra.is_empty() {
                    parts.push(format!("多出“{}”", extra.join("、")));
                }
                format!(
                    "与 {} 相比{}。若是同一指标改了名，请改为同名",
                    place(other_file, other_sheet),
                    parts.join("，")
                )
            }
            GatherProblem::NothingTold { unit: true } => {
                "表中、标题、工作表名和文件名都没有说明是哪个评价对象。请指定".to_owned()
            }
            GatherProblem::NothingTold { unit: false } => {
                "表中、标题、工作表名和文件名都没有说明是哪个时期。请指定".to_owned()
            }
            GatherProblem::HintsDisagree {
                used,
                from,
                other,
                other_from,
            } => format!(
                "{}说明时期是 {used}，{}却是 {other}；暂用 {used}。请核对",
                self.evidence(*from),
                self.evidence(*other_from)
            ),
            GatherProblem::SaidTwice {
                said,
                other_file,
                other_sheet,
            } => format!(
                "与 {} 都是“{said}”。若不是同一时期或同一对象，请改正",
                place(other_file, other_sheet)
            ),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn gather_en(self, problem: &GatherProblem) -> String {
        match problem {
            GatherProblem::TwoValues {
                unit,
                variable,
                period,
                value,
                other_file,
                other_sheet,
                other_at,
                other_value,
            } => {
                let period = period
                    .as_ref()
                    .map_or_else(String::new, |it| format!(" {it}"));
                let other = place(other_file, other_sheet);
                format!(
                    "“{variable}” of “{unit}”{period} is {value} here and {other_value} in {other} {other_at}. Check both, and \
                     mend or remove one"
                )
            }
            GatherProblem::SameValues {
                count,
                other_file,
                other_sheet,
                other_at,
            } => format!(
                "{count} values stand in {} as well and are the same, the first at {other_at}",
                place(other_file, other_sheet)
            ),
            GatherProblem::OtherMeasure {
                variable,
                measure,
                other_file,
                other_sheet,
                other_measure,
            } => format!(
                "“{variable}” is measured in “{measure}” here and in “{other_measure}” in {}; neither can be made the other. \
                 Mend the measure, or rename one",
                place(other_file, other_sheet)
            ),
            GatherProblem::ColumnsDiffer {
                missing,
                extra,
                other_file,
                other_sheet,
            } => {
                let mut parts = Vec::new();
                if !missing.is_empty() {
                    parts.push(format!("lacks “{}”", missing.join(", ")));
                }
                if !extra.is_empty() {
                    parts.push(format!("has “{}” beside", extra.join(", ")));
                }
                format!(
                    "compared with {}, this sheet {}. If an indicator was renamed, give both the same name",
                    place(other_file, other_sheet),
                    parts.join(" and ")
                )
            }
            GatherProblem::NothingTold { unit: true } => {
                "neither table, title, sheet nor file says which unit this is. Please say it"
                    .to_owned()
            }
            GatherProblem::NothingTold { unit: false } => {
                "neither table, title, sheet nor file says which period this is. Please say it"
                    .to_owned()
            }
            GatherProblem::HintsDisagree {
                used,
                from,
                other,
                other_from,
            } => format!(
                "the period is {used} by {}, and {other} by {}; {used} is proposed. Please check",
                self.evidence(*from),
                self.evidence(*other_from)
            ),
            GatherProblem::SaidTwice {
                said,
                other_file,
                other_sheet,
            } => format!(
                "this and {} are both “{said}”. If they are not the same period or unit, mend one",
                place(other_file, other_sheet)
            ),
        }
    }
}
