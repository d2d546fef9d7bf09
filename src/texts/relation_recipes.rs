//! Relation sheets read by a recipe: what is unlike last time, and what becomes of the relation.

use super::{Language, Texts, reading_recipes::shown};
use crate::{
    engine::Period,
    import::{recipe::RelationDifference, relations::RelationRole},
    project::Renewal,
};

impl Texts {
    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    pub(super) fn relation_difference_zh(self, difference: &RelationDifference) -> String {
        match difference {
            RelationDifference::MissingColumn {
                name,
                role,
                renamed,
                ..
            } => {
                let role = self.relation_role(*role);
                match renamed {
                    Some(now) => format!(
                        "找不到上次的“{name}”列（{role}），却有新的“{now}”列。暂按“{now}”读入，请确认是否只是改了名称"
                    ),
                    None if difference.asks() => format!(
                        "找不到上次的“{name}”列（{role}）。请在表上指定哪一列是{role}，或确认本期没有这一列"
                    ),
                    None => format!("找不到上次的“{name}”列。无需处理"),
                }
            }
            RelationDifference::NewColumn { name, role, .. } if difference.asks() => format!(
                "新出现“{name}”列，识别为{}，上次没有。请确认，或不导入",
                self.relation_role(*role)
            ),
            RelationDifference::NewColumn {
                name,
                role: RelationRole::Running,
                ..
            } => format!("新出现“{name}”列，没有读入。无需处理"),
            RelationDifference::NewColumn { name, .. } => {
                format!("新出现“{name}”列，作为属性保留。无需处理")
            }
            RelationDifference::MovedColumns { names } => {
                format!("{}换了位置。已按列名读入，无需处理", quoted_zh(names))
            }
            RelationDifference::MovedHeader { last, now } => format!(
                "表头在第 {} 行，上次在第 {} 行。无需处理",
                row(*now),
                row(*last)
            ),
            RelationDifference::OtherMeasure {
                last, now, exact, ..
            } => {
                let now = self.measure_or_none(now.as_deref());
                match last {
                    None => format!("权重的计量单位为{now}，上次没有写明。无需处理"),
                    Some(last) if *exact => format!(
                        "权重的计量单位为{now}，上次为“{last}”。两者可以准确换算，并入原有关系时换算为原来的单位，\
                         请确认权重确以{now}计"
                    ),
                    Some(last) => format!(
                        "权重的计量单位为{now}，上次为“{last}”，两者不能直接换算。请核对，或换一个名称作为另一个关系导入"
                    ),
                }
            }
            RelationDifference::PowerOfTen {
                power, last, now, ..
            } => format!(
                "权重约为上次的 10 的 {power} 次方倍：按上次的计量单位，中位数为 {}，上次为 {}。请核对计量单位",
                shown(*now),
                shown(*last)
            ),
            RelationDifference::OtherDirection { now } => format!(
                "表中的边{}，上次读作{}。暂按上次读入，请选择",
                self.is_directed(*now),
                self.is_directed(!*now)
            ),
            RelationDifference::Nodes { new, gone, names } => {
                let named = if names.is_empty() {
                    String::new()
                } else {
                    let more = if names.len() < *new { "等" } else { "" };
                    format!("（{}{more}）", names.join("、"))
                };
                format!("比上次多 {new} 个节点{named}，少 {gone} 个。无需处理")
            }
            RelationDifference::NothingLeftOut { parts } => {
                format!("上次不采用的部分有 {parts} 处已不在表中。无需处理")
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    pub(super) fn relation_difference_en(self, difference: &RelationDifference) -> String {
        match difference {
            RelationDifference::MissingColumn {
                name,
                role,
                renamed,
                ..
            } => {
                let role = self.relation_role(*role);
                match renamed {
                    Some(now) => format!(
                        "the column “{name}” ({role}) of last time is not there, but a new one is, “{now}”. It is \
                         read as “{now}” for now; say whether only the name has changed"
                    ),
                    None if difference.asks() => format!(
                        "the column “{name}” ({role}) of last time is not there. Say on the sheet which column it \
                         is, or confirm that it is gone"
                    ),
                    None => format!(
                        "the column “{name}” of last time is not there. Nothing needs to be done"
                    ),
                }
            }
            RelationDifference::NewColumn { name, role, .. } if difference.asks() => format!(
                "there is a new column “{name}”, taken as: {}. It was not there last time; confirm it, or leave it \
                 out",
                self.relation_role(*role)
            ),
            RelationDifference::NewColumn {
                name,
                role: RelationRole::Running,
                ..
            } => format!(
                "there is a new column “{name}”, which is not read. Nothing needs to be done"
            ),
            RelationDifference::NewColumn { name, .. } => format!(
                "there is a new column “{name}”, kept as an attribute. Nothing needs to be done"
            ),
            RelationDifference::MovedColumns { names } => format!(
                "{} stand elsewhere. They were read by their headers; nothing needs to be done",
                quoted_en(names)
            ),
            RelationDifference::MovedHeader { last, now } => format!(
                "the header is in row {}, last time it was in row {}. Nothing needs to be done",
                row(*now),
                row(*last)
            ),
            RelationDifference::OtherMeasure {
                last, now, exact, ..
            } => {
                let now = self.measure_or_none(now.as_deref());
                match last {
                    None => format!(
                        "the measure of the weights is {now}; last time none was told. Nothing needs to be done"
                    ),
                    Some(last) if *exact => format!(
                        "the measure of the weights is {now}, last time it was “{last}”. One can be converted into \
                         the other exactly, which is done when they join the relation; confirm that the weights \
                         are in {now}"
                    ),
                    Some(last) => format!(
                        "the measure of the weights is {now}, last time it was “{last}”, and one cannot be \
                         converted into the other. Check it, or import the sheet under another name"
                    ),
                }
            }
            RelationDifference::PowerOfTen {
                power, last, now, ..
            } => format!(
                "the weights are about 10 to the power of {power} times those of last time: in the measure of then \
                 the median is {}, and it was {}. Check the measure",
                shown(*now),
                shown(*last)
            ),
            RelationDifference::OtherDirection { now } => format!(
                "by the sheet the edges are {}; last time they were read as {}. They are read as last time for \
                 now; choose one",
                self.is_directed(*now),
                self.is_directed(!*now)
            ),
            RelationDifference::Nodes { new, gone, names } => {
                let named = if names.is_empty() {
                    String::new()
                } else {
                    let more = if names.len() < *new { ", …" } else { "" };
                    format!(" ({}{more})", names.join(", "))
                };
                format!(
                    "{new} {} new{named}, {gone} of last time {} gone. Nothing needs to be done",
                    if *new == 1 { "node is" } else { "nodes are" },
                    if *gone == 1 { "is" } else { "are" }
                )
            }
            RelationDifference::NothingLeftOut { parts: 1 } => {
                "a part that you left out last time is not there any more. Nothing needs to be done"
                    .to_owned()
            }
            RelationDifference::NothingLeftOut { parts } => format!(
                "{parts} parts that you left out last time are not there any more. Nothing needs to be done"
            ),
        }
    }

    /// What becomes of the relation of the project that a sheet goes into.
    pub fn renews_relation(self, name: &str, renewal: &Renewal) -> String {
        let periods = |periods: &[Period]| self.periods(periods);
        let (new, replaced) = (&renewal.new, &renewal.replaced);
        match self.language {
            Language::Chinese => {
                let mut parts = Vec::new();
                if !new.is_empty() {
                    parts.push(format!("新增{}", periods(new)));
                }
                if !replaced.is_empty() {
                    parts.push(format!("替换{}", periods(replaced)));
                }
                if !renewal.kept.is_empty() {
                    parts.push(format!("保留{}", periods(&renewal.kept)));
                }
                format!("并入项目中的关系“{name}”：{}", parts.join("，"))
            }
            Language::English => {
                let mut parts = Vec::new();
                if !new.is_empty() {
                    parts.push(format!("adds {}", periods(new)));
                }
                if !replaced.is_empty() {
                    parts.push(format!("replaces {}", periods(replaced)));
                }
                if !renewal.kept.is_empty() {
                    parts.push(format!("keeps {}", periods(&renewal.kept)));
                }
                format!(
                    "Into the relation “{name}” of the project: {}",
                    parts.join("; ")
                )
            }
        }
    }
}

fn row(row: u32) -> u64 {
    u64::from(row) + 1
}

fn quoted_zh(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("“{it}”")).collect();
    names.join("、")
}

fn quoted_en(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("“{it}”")).collect();
    let columns = if names.len() == 1 {
        "column"
    } else {
        "columns"
    };
    format!("the {columns} {}", names.join(", "))
}
