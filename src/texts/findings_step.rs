//! What was noticed on the way from raw values to those that are normalised, one sentence each.

use super::{
    Language, Texts,
    findings::{node_name, unit_label, variable_name},
};
use crate::{
    engine::{NodeId, OutReason, StepFinding, UnitId, treat::TreatTrouble},
    project::Dataset,
};

/// How many units a sentence names before it only counts them.
const NAMED: usize = 3;

impl Texts {
    /// One sentence: what was noticed, where, what to do.
    pub(super) fn step_finding(self, finding: &StepFinding, dataset: &Dataset) -> String {
        match self.language {
            Language::Chinese => self.step_zh(finding, dataset),
            Language::English => self.step_en(finding, dataset),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a sentence an arm")]
    fn step_zh(self, finding: &StepFinding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        match finding {
            StepFinding::PoolIncomplete {
                unit,
                variable,
                period,
                absent,
            } => format!(
                "“{}”的“{}”{}缺少成员{}的数据：合计的变量按缺失处理，平均的变量只取有数据的成员；请补充数据，或调整成员",
                unit_label(dataset, *unit),
                variable_name(dataset, *variable),
                self.when(period),
                self.units_named(dataset, absent)
            ),
            StepFinding::FormulaBroken { variable, error } => format!(
                "派生变量“{}”的公式不能使用，没有数据：{}",
                variable_name(dataset, *variable),
                self.formula_error(error)
            ),
            StepFinding::FormulaUndefined {
                variable,
                period,
                position,
                trouble,
                units,
            } => format!(
                "派生变量“{}”{}有 {units} 个对象算不出（公式第 {} 个字符处{}），按缺失处理；请核对数据，或在公式中用 if 避开",
                variable_name(dataset, *variable),
                self.when(period),
                position + 1,
                self.formula_trouble(*trouble)
            ),
            StepFinding::DenominatorUnusable {
                node: id,
                period,
                zero,
                absent,
            } => format!(
                "{}{}有 {} 个对象不能除以分母（{zero} 个分母为零，{absent} 个没有分母），按缺失处理；请补充或更正分母的数据",
                node(id),
                self.when(period),
                zero + absent,
            ),
            StepFinding::ScreenedOut {
                unit,
                period,
                reason,
            } => format!(
                "“{}”{}{}",
                unit_label(dataset, *unit),
                self.when(period),
                out_zh(*reason, node)
            ),
            StepFinding::GroupingAbsent { node: id, group } if group.is_empty() => format!(
                "{}要用同组对象的数据插补，但没有指定按哪种分组；请选择一种分组，或改用其他插补方法",
                node(id)
            ),
            StepFinding::GroupingAbsent { node: id, group } => format!(
                "{}要用同组对象的数据插补，但没有名为“{group}”的分组；请导入或建立分组，或改用其他插补方法",
                node(id)
            ),
            StepFinding::NotImputed {
                node: id,
                period,
                units,
            } => format!(
                "{}{}有 {units} 个参评对象的空缺补不上，仍按缺失处理；请补充数据，或改用其他插补方法",
                node(id),
                self.when(period)
            ),
            StepFinding::Untreatable {
                node: id,
                period,
                trouble,
            } => format!(
                "{}{}不能处理异常值：{}",
                node(id),
                self.when(period),
                untreatable_zh(*trouble)
            ),
            StepFinding::StillSkewed { node: id, period } => format!(
                "{}{}处理异常值以后分布仍然偏斜（偏度和峰度都超过门槛）；请核对数据，或改用其他处理方法",
                node(id),
                self.when(period)
            ),
            StepFinding::OffScale {
                node: id,
                period,
                units: 0,
            } => format!(
                "{}的上下限或目标值{}太低，取对数或变换后没有对应的值，视为没有填写；请改正，或改用不变换的处理方法",
                node(id),
                self.when(period)
            ),
            StepFinding::OffScale {
                node: id,
                period,
                units,
            } => format!(
                "{}{}有 {units} 个对象的数值太低，取对数或变换后没有对应的值，按缺失处理；请核对数据，或改用不变换的处理方法",
                node(id),
                self.when(period)
            ),
            StepFinding::ScalesDiffer { node: id } => format!(
                "{}把各期放在一起折算，但各期的异常值处理得出了不同的尺度，得分不能跨期比较；请把异常值处理也改为各期合并，或改用截尾",
                node(id)
            ),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a sentence an arm")]
    fn step_en(self, finding: &StepFinding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        match finding {
            StepFinding::PoolIncomplete {
                unit,
                variable,
                period,
                absent,
            } => format!(
                "“{}” of “{}” lacks the data of {}{}: a sum counts as missing, a mean is taken over the other members; add data, or change the members",
                variable_name(dataset, *variable),
                unit_label(dataset, *unit),
                self.units_named(dataset, absent),
                self.when(period)
            ),
            StepFinding::FormulaBroken { variable, error } => format!(
                "The formula of the derived variable “{}” cannot be used, so it has no data: {}",
                variable_name(dataset, *variable),
                self.formula_error(error)
            ),
            StepFinding::FormulaUndefined {
                variable,
                period,
                position,
                trouble,
                units,
            } => format!(
                "The derived variable “{}” has no value for {units} unit(s){}, as its formula {} at character {}; they count as missing; check the data, or avoid the case with if in the formula",
                variable_name(dataset, *variable),
                self.when(period),
                self.formula_trouble(*trouble),
                position + 1
            ),
            StepFinding::DenominatorUnusable {
                node: id,
                period,
                zero,
                absent,
            } => format!(
                "{} could not be divided by its denominator for {} units{} (zero for {zero}, absent for {absent}), which count as missing; add or correct the denominator’s data",
                node(id),
                zero + absent,
                self.when(period),
            ),
            StepFinding::ScreenedOut {
                unit,
                period,
                reason,
            } => format!(
                "“{}”{} {}",
                unit_label(dataset, *unit),
                self.when(period),
                out_en(*reason, node)
            ),
            StepFinding::GroupingAbsent { node: id, group } if group.is_empty() => format!(
                "Gaps of {} are to be filled from units of the same group and no grouping is named; choose a grouping, or another imputation",
                node(id)
            ),
            StepFinding::GroupingAbsent { node: id, group } => format!(
                "Gaps of {} are to be filled from units of the same group and there is no grouping “{group}”; import or make it, or choose another imputation",
                node(id)
            ),
            StepFinding::NotImputed {
                node: id,
                period,
                units,
            } => format!(
                "The gaps of {} could not be filled for {units} ranked unit(s){}, which stay missing; add data, or choose another imputation",
                node(id),
                self.when(period)
            ),
            StepFinding::Untreatable {
                node: id,
                period,
                trouble,
            } => format!(
                "The outliers of {} cannot be treated{}: {}",
                node(id),
                self.when(period),
                untreatable_en(*trouble)
            ),
            StepFinding::StillSkewed { node: id, period } => format!(
                "{} is still skewed{} after its outliers were treated (skewness and kurtosis both exceed their limits); check the data, or choose another treatment",
                node(id),
                self.when(period)
            ),
            StepFinding::OffScale {
                node: id,
                period,
                units: 0,
            } => format!(
                "A limit or target of {} is too low{} to have a place on the transformed scale, and counts as not stated; correct it, or choose a treatment that does not transform",
                node(id),
                self.when(period)
            ),
            StepFinding::OffScale {
                node: id,
                period,
                units,
            } => format!(
                "{} is too low for {units} unit(s){} to have a place on the transformed scale; they count as missing; check the data, or choose a treatment that does not transform",
                node(id),
                self.when(period)
            ),
            StepFinding::ScalesDiffer { node: id } => format!(
                "{} measures several periods together, whose outliers were treated to different scales, so that scores do not compare across periods; treat outliers over all periods together too, or clip them",
                node(id)
            ),
        }
    }

    /// The labels of a few units, or of the first of them and how many there are.
    fn units_named(self, dataset: &Dataset, units: &[UnitId]) -> String {
        let named = units.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|&unit| format!("“{}”", unit_label(dataset, unit)))
            .collect();
        let (all, more) = (units.len(), units.len().saturating_sub(NAMED));
        match self.language {
            Language::Chinese if more > 0 => format!("{}等 {all} 个", named.concat()),
            Language::Chinese => named.concat(),
            Language::English if more > 0 => format!("{} and {more} more", named.join(", ")),
            Language::English => named.join(", "),
        }
    }
}

/// A share in per cent, to one decimal, so that a near miss is seen to be one.
pub(super) fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

fn out_zh(reason: OutReason, node: impl Fn(&NodeId) -> String) -> String {
    match reason {
        OutReason::Forced => {
            "在筛选中被指定排除，不参加排名；如需参评，请从排除名单中移出".to_owned()
        }
        OutReason::Availability { share } => format!(
            "只有 {} 的指标有数据，没有通过筛选，不参加排名；请补充数据、降低门槛，或指定保留",
            percent(share)
        ),
        OutReason::Branch { node: id, share } => format!(
            "只有{}下 {} 的指标有数据，没有通过筛选，不参加排名；请补充数据、降低门槛，或指定保留",
            node(&id),
            percent(share)
        ),
        OutReason::Zeros { share } => format!(
            "只有 {} 的数值不为零，没有通过筛选，不参加排名；请核对零是否表示缺失、降低门槛，或指定保留",
            percent(share)
        ),
    }
}

fn out_en(reason: OutReason, node: impl Fn(&NodeId) -> String) -> String {
    match reason {
        OutReason::Forced => "is left out as the screening says and is not ranked; take it off that list if it is to be ranked".to_owned(),
        OutReason::Availability { share } => format!(
            "has data for only {} of the indicators, does not pass the screening and is not ranked; add data, lower the threshold or keep it by name",
            percent(share)
        ),
        OutReason::Branch { node: id, share } => format!(
            "has data for only {} of the indicators below {}, does not pass the screening and is not ranked; add data, lower the threshold or keep it by name",
            percent(share),
            node(&id)
        ),
        OutReason::Zeros { share } => format!(
            "has only {} of its values other than zero, does not pass the screening and is not ranked; check whether zero means missing, lower the threshold or keep it by name",
            percent(share)
        ),
    }
}

impl Texts {
    /// Why outliers cannot be treated, and what to do.
    pub(super) fn treat_trouble(self, trouble: &TreatTrouble) -> String {
        match self.language {
            Language::Chinese => untreatable_zh(*trouble),
            Language::English => untreatable_en(*trouble),
        }
    }
}

/// Why outliers cannot be treated, and what to do.
fn untreatable_zh(trouble: TreatTrouble) -> String {
    match trouble {
        TreatTrouble::BoundsMissing => "没有填写上下限；请至少填写一个，或改用其他方法".to_owned(),
        TreatTrouble::BoundsReversed { lower, upper } => {
            format!("上限 {upper} 不大于下限 {lower}；请对调或改正")
        }
        TreatTrouble::PercentilesReversed { lower, upper } => format!(
            "百分位 {lower} 和 {upper} 不成立；请填 0 到 100 之间由小到大的两个数，例如 5 和 95"
        ),
        TreatTrouble::Parameter(found) => {
            format!("参数 {found} 不能使用；请填有限的数，偏度门槛和倍数还不能为负")
        }
        TreatTrouble::NotPositive(values) => {
            format!("有 {values} 个数值不大于零，不能作 Box–Cox 变换；请核对数据，或改用缩尾处理")
        }
        TreatTrouble::AllClipped(value) => {
            format!("截尾后各参评对象都成了 {value}，分不出高低；请放宽界限，或改用缩尾处理")
        }
    }
}

/// Why outliers cannot be treated, and what to do.
fn untreatable_en(trouble: TreatTrouble) -> String {
    match trouble {
        TreatTrouble::BoundsMissing => {
            "no bounds are given; type at least one of them, or choose another treatment".to_owned()
        }
        TreatTrouble::BoundsReversed { lower, upper } => format!(
            "the upper bound {upper} is not above the lower bound {lower}; exchange or correct them"
        ),
        TreatTrouble::PercentilesReversed { lower, upper } => format!(
            "{lower} and {upper} are no pair of percentiles; type two numbers from 0 to 100, the smaller one first, such as 5 and 95"
        ),
        TreatTrouble::Parameter(found) => format!(
            "the parameter {found} cannot be used; type a finite number, and for a skewness or a factor none below zero"
        ),
        TreatTrouble::NotPositive(values) => format!(
            "{values} value(s) are not above zero and have no Box–Cox transformation; check the data, or choose winsorising"
        ),
        TreatTrouble::AllClipped(value) => format!(
            "clipping makes all ranked units {value}, which tells nobody apart; widen the bounds, or choose winsorising"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_just_below_a_threshold_does_not_look_like_it() {
        assert_eq!(percent(0.5), "50%");
        assert_eq!(percent(2.0 / 3.0 - 0.0005), "66.6%");
    }
}
