//! What the engine noticed, one sentence each: what happened, where, what to do.

use super::{Language, Texts};
use crate::{
    engine::{Finding, NodeId, Period, Severity, UnitId, aggregate::Floor},
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

    #[expect(clippy::too_many_lines, reason = "a sentence an arm")]
    fn finding_zh(self, finding: &Finding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        let when = |period: &Period| self.when(period);
        match finding {
            Finding::Step(finding) => self.step_finding(finding, dataset),
            Finding::Constant {
                node: id,
                period,
                value,
            } => {
                format!(
                    "{}{}各参评对象都是 {value}，分不出高低，按缺失处理；请核对数据，或停用该指标",
                    node(id),
                    when(period)
                )
            }
            Finding::NoData { node: id, period } => {
                format!(
                    "{}{}没有任何参评对象的数据；请导入数据，或停用该指标",
                    node(id),
                    when(period)
                )
            }
            Finding::GoalpostsMissing { node: id } => {
                format!(
                    "{}要按给定上下限折算，但没有填写下限和上限；请在指标体系中填写，或改用极差法",
                    node(id)
                )
            }
            Finding::GoalpostsReversed { node: id, lo, hi } => {
                format!(
                    "{}的上限 {hi} 不大于下限 {lo}；请对调或改正（逆向指标的下限也是较小的数）",
                    node(id)
                )
            }
            Finding::TargetMissing { node: id } => {
                format!(
                    "{}要按与目标值的距离折算，但没有填写目标值；请在指标体系中填写，或改用极差法",
                    node(id)
                )
            }
            Finding::ReferenceUnitMissing { node: id } => {
                format!(
                    "{}要按与指定对象的距离折算，但没有指定对象；请选择一个评价对象，或改用极差法",
                    node(id)
                )
            }
            Finding::ReferenceAbsent {
                node: id,
                unit,
                period,
            } => {
                format!(
                    "{}要与“{}”比较，但它{}没有数据，按缺失处理；请补充数据，或改选其他对象",
                    node(id),
                    unit_label(dataset, *unit),
                    when(period)
                )
            }
            Finding::ReferenceNotBetter {
                node: id,
                period,
                reference,
                worst,
            } => {
                format!(
                    "{}{}用来比较的值 {reference} 不比最差的参评对象（{worst}）更好，无法折算；请改正目标值、另选对象或核对方向",
                    node(id),
                    when(period)
                )
            }
            Finding::DirectionInfeasible { node: id } => {
                format!(
                    "{}是逆向指标，不能按占合计的比重折算；请为它改用其他无量纲化方法，例如极差法",
                    node(id)
                )
            }
            Finding::TooFewValues {
                node: id,
                period,
                values,
            } => {
                format!(
                    "{}{}只有 {values} 个参评对象有数据，分不出高低，按缺失处理；请补充数据，或停用该指标",
                    node(id),
                    when(period)
                )
            }
            Finding::ValuesNotPositive {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{}{}有 {units} 个数值不大于零，不能按与最好者的比例折算；请核对数据，或改用极差法",
                    node(id),
                    when(period)
                )
            }
            Finding::BaseNotPositive {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{}{}有 {units} 个参评对象的本期值或基期值不大于零，算不出定基指数，按缺失处理；请核对数据，或改用其他方法",
                    node(id),
                    when(period)
                )
            }
            Finding::SumNotPositive { node: id, period } => {
                format!(
                    "{}{}参评对象的合计不大于零，算不出比重；请核对数据，或改用极差法",
                    node(id),
                    when(period)
                )
            }
            Finding::BasePeriodAbsent { node: id, base } => {
                format!(
                    "{}在基准期{}没有数据，无法折算；请补充该期数据，或另选基准期",
                    node(id),
                    self.period(base)
                )
            }
            Finding::RangeEmpty {
                node: id,
                lower,
                upper,
            } => {
                format!(
                    "{}的得分区间 {lower}–{upper} 不成立；请让后一个数大于前一个数，例如 0–100",
                    node(id)
                )
            }
            Finding::WeightsPartlyBlank { node: id } => {
                format!(
                    "{}下有的权重已填、有的空白；请全部填写，或全部清空（即等权）",
                    node(id)
                )
            }
            Finding::WeightsAllZero { node: id } => {
                format!(
                    "{}下各项权重都是零；请至少给一项正的权重，或改为等权",
                    node(id)
                )
            }
            Finding::WeightNegative { node: id, weight } => {
                format!(
                    "{}的权重 {weight} 不能使用；请改为零或正数，越小越好的指标请改方向为逆向",
                    node(id)
                )
            }
            Finding::WeightsTooFewUnits {
                node: id,
                period,
                units,
                least,
            } => {
                format!(
                    "{}按数据定权，但{}各项得分齐全的参评对象只有 {units} 个，至少要 {least} 个；请补充数据，或改为录入权重或等权",
                    node(id),
                    when(period)
                )
            }
            Finding::WeightsUndetermined { node: id, period } => {
                format!(
                    "{}按数据定权，但{}各项得分都相同或说的是一回事，定不出权重；请换一种定权方法，或改为录入权重或等权",
                    node(id),
                    when(period)
                )
            }
            Finding::WeightShiftNegative { node: id, shift } => {
                format!(
                    "{}熵权法的平移量 {shift} 不能使用；请改为零或正数",
                    node(id)
                )
            }
            Finding::WeightlessByData { node: id, period } => {
                format!(
                    "{}{}各参评对象得分相同或没有得分，按数据定权得 0；请核对数据，或停用该项",
                    node(id),
                    when(period)
                )
            }
            Finding::LoadingNegative {
                node: id,
                period,
                loading,
            } => {
                format!(
                    "{}{}与其余各项走势相反（第一主成分载荷 {loading:.3}），权重按载荷平方仍为正；请核对方向",
                    node(id),
                    when(period)
                )
            }
            Finding::Idle { node: id } => {
                format!("{}下还没有指标，暂不计入总指数；请添加或启用指标", node(id))
            }
            Finding::NoChildren { node: id } => {
                format!("{}下没有参与计算的指标；请添加或启用指标", node(id))
            }
            Finding::NotPositive {
                node: id,
                child,
                children,
                aggregation,
                period,
                units,
            } => {
                let name = self.aggregation_in_full(*aggregation);
                let more = if *children > 1 {
                    format!("等 {children} 项")
                } else {
                    String::new()
                };
                format!(
                    "{}用{name}，但{}{more}{}有 {units} 个参评对象得分{}；请把得分范围改为 1–100，或改用算术平均",
                    node(id),
                    node(child),
                    when(period),
                    match aggregation.floor() {
                        Some(Floor::Zero) => "小于零",
                        _ => "不大于零",
                    }
                )
            }
            Finding::NoScore { unit, period } => {
                format!(
                    "“{}”{}没有得分，不参加排名；请补充数据，或降低可得项权重的要求",
                    unit_label(dataset, *unit),
                    when(period)
                )
            }
            Finding::TooFewUnits { ranked } => {
                format!("参评对象只有 {ranked} 个，排名说明不了什么；请在评价对象中至少选三个参评")
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "a sentence an arm")]
    fn finding_en(self, finding: &Finding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        let when = |period: &Period| self.when(period);
        match finding {
            Finding::Step(finding) => self.step_finding(finding, dataset),
            Finding::Constant {
                node: id,
                period,
                value,
            } => {
                format!(
                    "{} is {value} for all ranked units{}, tells nobody apart and counts as missing; check the data or switch the indicator off",
                    node(id),
                    when(period)
                )
            }
            Finding::NoData { node: id, period } => {
                format!(
                    "{} has no data of any ranked unit{}; import data or switch the indicator off",
                    node(id),
                    when(period)
                )
            }
            Finding::GoalpostsMissing { node: id } => {
                format!(
                    "{} is to be scored between stated limits and states none; type its lower and upper limit, or choose min–max",
                    node(id)
                )
            }
            Finding::GoalpostsReversed { node: id, lo, hi } => {
                format!(
                    "The upper limit {hi} of {} is not above the lower limit {lo}; exchange or correct them (the lower limit of a negative indicator is the smaller number too)",
                    node(id)
                )
            }
            Finding::TargetMissing { node: id } => {
                format!(
                    "{} is to be scored by its distance to a target and states none; type its target, or choose min–max",
                    node(id)
                )
            }
            Finding::ReferenceUnitMissing { node: id } => {
                format!(
                    "{} is to be scored by its distance to a named unit and none is named; choose a unit, or choose min–max",
                    node(id)
                )
            }
            Finding::ReferenceAbsent {
                node: id,
                unit,
                period,
            } => {
                format!(
                    "{} is to be compared with “{}”, which has no data{}, so it counts as missing; add the value or choose another unit",
                    node(id),
                    unit_label(dataset, *unit),
                    when(period)
                )
            }
            Finding::ReferenceNotBetter {
                node: id,
                period,
                reference,
                worst,
            } => {
                format!(
                    "{} is compared with {reference}{}, which is no better than the worst ranked unit ({worst}); correct the target, choose another unit or check the direction",
                    node(id),
                    when(period)
                )
            }
            Finding::DirectionInfeasible { node: id } => {
                format!(
                    "{} is a negative indicator and cannot be scored as a share of the sum; choose another normalisation for it, such as min–max",
                    node(id)
                )
            }
            Finding::TooFewValues {
                node: id,
                period,
                values,
            } => {
                format!(
                    "{} has data of only {values} ranked unit(s){}, tells nobody apart and counts as missing; add data or switch the indicator off",
                    node(id),
                    when(period)
                )
            }
            Finding::ValuesNotPositive {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{} has {units} value(s) that are not above zero{} and cannot be scored in proportion to the best; check the data, or choose min–max",
                    node(id),
                    when(period)
                )
            }
            Finding::BaseNotPositive {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{} has {units} ranked unit(s){} with a value, own or of the base period, that is not above zero; they have no base index and count as missing; check the data, or choose another normalisation",
                    node(id),
                    when(period)
                )
            }
            Finding::SumNotPositive { node: id, period } => {
                format!(
                    "The sum of {} over ranked units is not above zero{}, so there are no shares of it; check the data, or choose min–max",
                    node(id),
                    when(period)
                )
            }
            Finding::BasePeriodAbsent { node: id, base } => {
                format!(
                    "{} has no data in the base period {}; add them or choose another base period",
                    node(id),
                    self.period(base)
                )
            }
            Finding::RangeEmpty {
                node: id,
                lower,
                upper,
            } => {
                format!(
                    "The score range {lower}–{upper} of {} is empty; make the second number the larger one, such as 0–100",
                    node(id)
                )
            }
            Finding::WeightsPartlyBlank { node: id } => {
                format!(
                    "Some weights below {} are typed and some are blank; type all of them, or clear all for equal weights",
                    node(id)
                )
            }
            Finding::WeightsAllZero { node: id } => {
                format!(
                    "All weights below {} are zero; give at least one item a positive weight, or choose equal weights",
                    node(id)
                )
            }
            Finding::WeightNegative { node: id, weight } => {
                format!(
                    "The weight {weight} of {} cannot be used; make it zero or positive, and if less is better make the indicator negative",
                    node(id)
                )
            }
            Finding::WeightsTooFewUnits {
                node: id,
                period,
                units,
                least,
            } => {
                format!(
                    "The weights below {} are to come from scores, and {units} ranked unit(s) have a score for every item{}, where it takes {least}; add data, or choose typed or equal weights",
                    node(id),
                    when(period)
                )
            }
            Finding::WeightsUndetermined { node: id, period } => {
                format!(
                    "The weights below {} are to come from scores, and its items do not differ or all say the same{}; choose another weighting, or typed or equal weights",
                    node(id),
                    when(period)
                )
            }
            Finding::WeightShiftNegative { node: id, shift } => {
                format!(
                    "The shift {shift} of the entropy weights below {} cannot be used; make it zero or positive",
                    node(id)
                )
            }
            Finding::WeightlessByData { node: id, period } => {
                format!(
                    "{} has the same score for all ranked units or none{}, so weights from data give it 0; check the data or switch it off",
                    node(id),
                    when(period)
                )
            }
            Finding::LoadingNegative {
                node: id,
                period,
                loading,
            } => {
                format!(
                    "{} runs against the other items{} (loading {loading:.3} on the first principal component) and weighs by the square all the same; check its direction",
                    node(id),
                    when(period)
                )
            }
            Finding::Idle { node: id } => {
                format!(
                    "{} has no indicator yet and does not count for now; add or switch on an indicator",
                    node(id)
                )
            }
            Finding::NoChildren { node: id } => {
                format!(
                    "{} has no indicator that takes part; add or switch on an indicator",
                    node(id)
                )
            }
            Finding::NotPositive {
                node: id,
                child,
                children,
                aggregation,
                period,
                units,
            } => {
                let name = self.aggregation_in_full(*aggregation);
                let more = match children {
                    0 | 1 => String::new(),
                    more => format!(" and {} more", more - 1),
                };
                format!(
                    "{} uses the method “{name}”, and {units} ranked unit(s) have scores that are {} zero in {}{more}{}; use the score range 1–100 or the arithmetic mean",
                    node(id),
                    match aggregation.floor() {
                        Some(Floor::Zero) => "below",
                        _ => "not above",
                    },
                    node(child),
                    when(period)
                )
            }
            Finding::NoScore { unit, period } => {
                format!(
                    "“{}” has no score{} and is not ranked; add data, or ask for a smaller share of available weight",
                    unit_label(dataset, *unit),
                    when(period)
                )
            }
            Finding::TooFewUnits { ranked } => {
                format!(
                    "The number of ranked units is {ranked}, so ranks say next to nothing; choose at least three units to be ranked"
                )
            }
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
