//! What the engine noticed, in Chinese.

use super::{
    Texts,
    findings::{is_indicator, node_name, unit_label},
};
use crate::{
    engine::{
        Finding, NodeId, Period,
        aggregate::{AggregateTrouble, Floor},
    },
    project::Dataset,
};

impl Texts {
    #[expect(clippy::too_many_lines, reason = "a sentence an arm")]
    pub(super) fn finding_zh(self, finding: &Finding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        let when = |period: &Period| self.when(period);
        match finding {
            Finding::Step(finding) => self.step_finding(finding, dataset),
            Finding::Judged(finding) => self.judged_finding(finding, dataset),
            Finding::AggregateInfeasible {
                node: id,
                child,
                aggregation,
                period,
                trouble,
            } => {
                let name = self.aggregation_in_full(*aggregation);
                let child = child.as_ref().map_or_else(|| "有一项".to_owned(), node);
                format!(
                    "{}用“{name}”，但{}{}",
                    node(id),
                    when(period),
                    aggregate_trouble(trouble, &child)
                )
            }
            Finding::GrowthNormalised { node: id, child } => {
                format!(
                    "{}用增速链式法，要用原值算增速，而{}已折算成得分；请把它的无量纲化方法改为“不折算，直接用原值”",
                    node(id),
                    node(child)
                )
            }
            Finding::GrowthEndless {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{}{}有 {units} 个参评对象从零起步（逆向指标则是降到零），增速没有尽头，当期不计入；请核对数据",
                    node(id),
                    when(period)
                )
            }
            Finding::GrowthBroken {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{}{}有 {units} 个参评对象的增速接不上（缺少数据，或指数已降到零），从这一期起没有指数；请补充数据，或先插补",
                    node(id),
                    when(period)
                )
            }
            Finding::NodeUnscored {
                node: id,
                period,
                units,
            } => {
                format!(
                    "{}{}有 {units} 个参评对象没有得分，上一级由其余各项得出；请补充数据，或降低可得项权重的要求",
                    node(id),
                    when(period)
                )
            }
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
            Finding::DirectionInfeasible { node: id } if is_indicator(dataset, *id) => {
                format!(
                    "{}是逆向指标，不能按占合计的比重折算；请为它改用其他无量纲化方法，例如极差法",
                    node(id)
                )
            }
            Finding::DirectionInfeasible { node: id } => {
                format!(
                    "{}设为逆向，但它的得分没有固定的范围，不能反向；请改为正向，或为它的下级改用有得分范围的无量纲化方法，例如极差法",
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
}

/// Why an aggregation has no scores, and what to do.
fn aggregate_trouble(trouble: &AggregateTrouble, child: &str) -> String {
    match trouble {
        AggregateTrouble::OpenScale { .. } => format!(
            "它要求各项都有固定的得分范围，而{child}没有；请为{child}改用有得分范围的无量纲化方法（例如极差法），或改用其他合成方法"
        ),
        AggregateTrouble::MixedScales { .. } => format!(
            "各项有的有固定的得分范围、有的没有，{child}与前面的不同；请为各项改用同一种无量纲化方法，或改用其他合成方法"
        ),
        AggregateTrouble::EmptyScale { .. } => {
            format!("{child}的得分范围两端相同；请让后一个数大于前一个数，例如 0–100")
        }
        AggregateTrouble::Rho { rho } => {
            format!("分辨系数 {rho} 不能使用；请填大于 0、不超过 1 的数，通常为 0.5")
        }
        AggregateTrouble::Floor { units, floor, .. } => format!(
            "{child}有 {units} 个参评对象得分{}；请把得分范围改为 1–100，或改用算术平均",
            match floor {
                Floor::Zero => "小于零",
                Floor::AboveZero => "不大于零",
            }
        ),
        AggregateTrouble::TooFewUnits { ranked, least } => format!(
            "只有 {ranked} 个参评对象有得分，至少要 {least} 个才能互相比较，因此留空；请补充数据，或改用算术平均"
        ),
        AggregateTrouble::AllEqual => {
            "各参评对象在每一项上得分都相同，分不出高低，因此留空；请核对数据，或改用算术平均"
                .to_owned()
        }
        AggregateTrouble::NeedsPeriods => {
            "它要把各期连起来算，不能只算一期；请选用多个时期的数据，或改用其他合成方法".to_owned()
        }
    }
}
