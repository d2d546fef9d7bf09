//! What was noticed while a sheet of a yearbook was understood: what was found, then what to do.

use super::{Language, Texts};
use crate::import::{
    Status,
    sheet_map::{Evidence, MapProblem, Role, TableLayout},
};

impl Texts {
    /// Something noticed while a sheet was understood.
    pub(super) fn map_problem(self, problem: &MapProblem) -> String {
        match self.language {
            Language::Chinese => self.chinese(problem),
            Language::English => self.english(problem),
        }
    }

    /// What a cell of a sheet is for.
    pub fn cell_role(self, role: Role) -> &'static str {
        match role {
            Role::Title => self.pick("标题", "title"),
            Role::Preamble => self.pick("表头说明", "line above the header"),
            Role::Measure => self.pick("计量单位", "measure"),
            Role::Header => self.pick("列名", "column name"),
            Role::HeaderMeasure => self.pick("列的计量单位", "measure of a column"),
            Role::HeaderPeriod => self.pick("列的时期", "period of a column"),
            Role::HeaderAside => self.pick("列名旁注", "beside the header"),
            Role::UnitName => self.pick("行名", "row label"),
            Role::UnitNameEnglish => self.pick("英文行名", "row label in English"),
            Role::IndicatorName => self.pick("行的指标", "indicator of a row"),
            Role::RowPeriod => self.pick("行的时期", "period of a row"),
            Role::RowMeasure => self.pick("行的计量单位", "measure of a row"),
            Role::GroupName => self.pick("分组", "group"),
            Role::GroupHeading => self.pick("分组标题", "group heading"),
            Role::Code => self.pick("代码", "code"),
            Role::Text => self.pick("文字", "text"),
            Role::Value => self.pick("数值", "value"),
            Role::Missing => self.pick("缺失", "missing"),
            Role::Footnote => self.pick("脚注标记", "mark of a footnote"),
            Role::Note => self.pick("注释", "note"),
            Role::Source => self.pick("资料来源", "source"),
            Role::Total => self.pick("合计", "total"),
            Role::Continuation => self.pick("续表", "continuation"),
            Role::RepeatedHeader => self.pick("重复的表头", "header once more"),
            Role::RunningNumber => self.pick("序号", "running number"),
            Role::Advertisement => self.pick("广告", "advertisement"),
            Role::Blank => self.pick("空白", "blank"),
            Role::Dropped => self.pick("未采用", "left out"),
        }
    }

    /// How a table lies on its sheet.
    pub fn table_layout(self, layout: TableLayout) -> &'static str {
        match layout {
            TableLayout::UnitsDown => self.pick(
                "每行一个评价对象，每列一个指标",
                "a row a unit, a column an indicator",
            ),
            TableLayout::UnitsAcross => self.pick(
                "每行一个指标，每列一个评价对象",
                "a row an indicator, a column a unit",
            ),
            TableLayout::PeriodsAcross => self.pick(
                "每行一个评价对象，每列一个时期",
                "a row a unit, a column a period",
            ),
            TableLayout::OneUnit => self.pick(
                "每行一个指标，每列一个时期",
                "a row an indicator, a column a period",
            ),
            TableLayout::PeriodsDown => self.pick(
                "每行一个时期，每列一个指标",
                "a row a period, a column an indicator",
            ),
            TableLayout::Long => self.pick("每行一个观测值", "a row an observation"),
        }
    }

    /// Where something that was found out comes from.
    pub fn evidence(self, evidence: Evidence) -> &'static str {
        match evidence {
            Evidence::Said => self.pick("人工指定", "said by you"),
            Evidence::Row => self.pick("所在行", "its row"),
            Evidence::Header => self.pick("表头", "the header"),
            Evidence::Parent => self.pick("上级表头", "the header above"),
            Evidence::MeasureLine => self.pick("单位行", "the line of measures"),
            Evidence::Preamble => self.pick("表头说明", "the lines above the header"),
            Evidence::Title => self.pick("标题", "the title"),
            Evidence::SheetName => self.pick("工作表名", "the name of the sheet"),
            Evidence::FileName => self.pick("文件名", "the name of the file"),
            Evidence::Yearbook => self.pick("年鉴年份减一", "the year before the yearbook's"),
            Evidence::Values => self.pick("数值", "the values"),
            Evidence::Shape => self.pick("表的形状", "the shape of the table"),
        }
    }

    /// How final a value is.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::Preliminary => self.pick("初步数", "preliminary"),
            Status::Revised => self.pick("修订数", "revised"),
            Status::Final => self.pick("最终数", "final"),
            Status::Estimated => self.pick("估计数", "estimated"),
            Status::Forecast => self.pick("预计数", "forecast"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn chinese(self, problem: &MapProblem) -> String {
        match problem {
            MapProblem::TextNumbers {
                column,
                count,
                first,
                repaired,
            } => {
                let cells = list(first);
                let how = if *repaired {
                    "，其中有千分位、符号或脚注"
                } else {
                    ""
                };
                format!(
                    "列“{column}”有 {count} 个数字存为文本{how}，已按数字读入（{cells}）。请抽查"
                )
            }
            MapProblem::NotNumbers {
                column,
                count,
                found,
            } => format!(
                "列“{column}”有 {count} 个文字不是数字，例如“{found}”，按缺失处理。请改正或标为缺失"
            ),
            MapProblem::LineDropped { role, text } => {
                format!(
                    "此行“{}”是{}，未作为数据。如有误请更正",
                    short(text),
                    self.cell_role(*role)
                )
            }
            MapProblem::PeriodAssumed {
                period: Some(period),
                from,
            } => format!(
                "表中没有写明时期，据{}取 {}。请确认",
                self.evidence(*from),
                self.period(period)
            ),
            MapProblem::PeriodAssumed { period: None, .. } => {
                "表中没有写明时期。请填写数据所属年份".to_owned()
            }
            MapProblem::LayoutAssumed { layout } => {
                format!("按“{}”读取，但不确定。请确认", self.table_layout(*layout))
            }
            MapProblem::TwoMeasures {
                column,
                used,
                other,
                other_at,
            } => {
                let place = other_at.map_or_else(String::new, |it| format!("（{it}）"));
                format!("列“{column}”的计量单位取“{used}”，但另有“{other}”{place}。请确认")
            }
            MapProblem::MeasureUnclear { column, said } => {
                format!("表的单位为“{said}”，无法判断列“{column}”用哪一个。请指定")
            }
            MapProblem::HiddenRows { count } => {
                format!("表内有 {count} 个隐藏行，已一并读入。不需要时请排除")
            }
            MapProblem::HiddenColumns { count } => {
                format!("表内有 {count} 个隐藏列，已一并读入。不需要时请排除")
            }
            MapProblem::RepeatedName { name, first } => {
                format!("“{name}”已在 {first} 出现过。请合并、改名或排除其中一行")
            }
            MapProblem::RepeatedHeading { name, first } => {
                format!("列“{name}”已在 {first} 出现过。请改名或排除其中一列")
            }
            MapProblem::OutsidePercent {
                column,
                count,
                value,
            } => format!(
                "列“{column}”的单位是 %，有 {count} 个值不在 0–100 之间，例如 {value}。请核对"
            ),
            MapProblem::MaybeParts { column } => {
                format!("列“{column}”的单位是 %，但所有值都小于 1.5。请确认 0.25 是 0.25% 还是 25%")
            }
            MapProblem::NotTheSum {
                label,
                column,
                total,
                sum,
            } => format!("“{label}”的“{column}”为 {total}，各行相加为 {sum}。请核对"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn english(self, problem: &MapProblem) -> String {
        match problem {
            MapProblem::TextNumbers {
                column,
                count,
                first,
                repaired,
            } => {
                let cells = list(first);
                let how = if *repaired {
                    ", some with separators, signs or footnotes"
                } else {
                    ""
                };
                format!(
                    "in the column “{column}”, numbers stored as text: {count}{how}. They were read as numbers ({cells}). Look at some of them"
                )
            }
            MapProblem::NotNumbers {
                column,
                count,
                found,
            } => format!(
                "in the column “{column}”, texts that are no numbers: {count}, such as “{found}”. They were read as missing. Correct them or mark them as missing"
            ),
            MapProblem::LineDropped { role, text } => {
                format!(
                    "the line “{}” was left out: {}. Correct this if it is data",
                    short(text),
                    self.cell_role(*role)
                )
            }
            MapProblem::PeriodAssumed {
                period: Some(period),
                from,
            } => format!(
                "the table does not say its period; {} was taken from {}. Confirm it",
                self.period(period),
                self.evidence(*from)
            ),
            MapProblem::PeriodAssumed { period: None, .. } => {
                "the table does not say its period. Enter the year of the data".to_owned()
            }
            MapProblem::LayoutAssumed { layout } => {
                format!(
                    "read as “{}”, which is not certain. Confirm it",
                    self.table_layout(*layout)
                )
            }
            MapProblem::TwoMeasures {
                column,
                used,
                other,
                other_at,
            } => {
                let place = other_at.map_or_else(String::new, |it| format!(" ({it})"));
                format!(
                    "the measure of the column “{column}” is taken as “{used}”, but there is also “{other}”{place}. Confirm it"
                )
            }
            MapProblem::MeasureUnclear { column, said } => {
                format!(
                    "the table says the measures “{said}”; which of them the column “{column}” has is not clear. Choose one"
                )
            }
            MapProblem::HiddenRows { count } => format!(
                "hidden rows in the table: {count}. They were read too. Leave them out if they are not wanted"
            ),
            MapProblem::HiddenColumns { count } => format!(
                "hidden columns in the table: {count}. They were read too. Leave them out if they are not wanted"
            ),
            MapProblem::RepeatedName { name, first } => {
                format!(
                    "“{name}” stands already in {first}. Merge, rename or leave out one of the rows"
                )
            }
            MapProblem::RepeatedHeading { name, first } => {
                format!(
                    "the column “{name}” stands already in {first}. Rename or leave out one of them"
                )
            }
            MapProblem::OutsidePercent {
                column,
                count,
                value,
            } => format!(
                "the column “{column}” is in %, and values outside 0 to 100 are in it: {count}, such as {value}. Check them"
            ),
            MapProblem::MaybeParts { column } => {
                format!(
                    "the column “{column}” is in %, but all its values are below 1.5. Say whether 0.25 means 0.25% or 25%"
                )
            }
            MapProblem::NotTheSum {
                label,
                column,
                total,
                sum,
            } => format!(
                "“{column}” of “{label}” is {total}, but the rows add up to {sum}. Check them"
            ),
        }
    }
}

fn list(cells: &[crate::import::CellAt]) -> String {
    let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
    cells.join(", ")
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(30).collect();
    if text.chars().count() > 30 {
        short.push('…');
    }
    short
}
