//! The names of choices before normalising and after ranking, and what each means in plain words.

use super::{Language, Texts};
use crate::engine::{
    Direction, Imputation, Marked, Pooling, Tiering, Treatment, impute::Source, treat::Then,
};

impl Texts {
    /// What an imputation is called.
    pub const fn imputation_name(&self, imputation: &Imputation) -> &'static str {
        match imputation {
            Imputation::None => self.pick("不补，仍为缺失（不插补）", "Leave gaps (none)"),
            Imputation::Mean { .. } => {
                self.pick("用全体的平均补（均值插补）", "The mean of all (mean)")
            }
            Imputation::Median { .. } => self.pick(
                "用全体的中间值补（中位数插补）",
                "The middle of all (median)",
            ),
            Imputation::GroupMean { .. } => self.pick(
                "用同组的平均补（组内均值）",
                "The mean of the group (group mean)",
            ),
            Imputation::GroupMedian { .. } => self.pick(
                "用同组的中间值补（组内中位数）",
                "The middle of the group (group median)",
            ),
            Imputation::RowMean { .. } => self.pick(
                "按该对象其他指标的水平补（同行均值）",
                "As the unit stands elsewhere (row mean)",
            ),
            Imputation::CarryForward { .. } => self.pick(
                "用以前最近一期的值补（前值填补）",
                "The latest earlier value (carry forward)",
            ),
            Imputation::Linear => self.pick(
                "在前后两期之间按比例补（线性插值）",
                "Between the values before and after (linear)",
            ),
            Imputation::Nearest => self.pick(
                "用时间最近一期的值补（最近值填补）",
                "The value nearest in time (nearest)",
            ),
            Imputation::Constant { .. } => {
                self.pick("用给定的数补（固定值）", "A stated number (constant)")
            }
        }
    }

    /// What an imputation does.
    pub const fn imputation_help(&self, imputation: &Imputation) -> &'static str {
        match imputation {
            Imputation::None => self.pick(
                "缺失项不计，其权重由其余各项按比例分摊",
                "A missing item does not count, and its weight goes to the others in proportion",
            ),
            Imputation::Mean { .. } => self.pick(
                "空缺取有数据的参评对象的平均值",
                "A gap gets the mean of the ranked units that have a value",
            ),
            Imputation::Median { .. } => self.pick(
                "空缺取有数据的参评对象的中位数，不受个别极端值影响",
                "A gap gets the median of the ranked units that have a value, which a few extremes do not move",
            ),
            Imputation::GroupMean { .. } => self.pick(
                "空缺取同一组（例如同一地区）参评对象的平均值；没有分组或组内都没有数据的仍为缺失",
                "A gap gets the mean of the ranked units of its group, such as a region; without a group or data in it, it stays missing",
            ),
            Imputation::GroupMedian { .. } => self.pick(
                "空缺取同一组（例如同一地区）参评对象的中位数；没有分组或组内都没有数据的仍为缺失",
                "A gap gets the median of the ranked units of its group, such as a region; without a group or data in it, it stays missing",
            ),
            Imputation::RowMean { .. } => self.pick(
                "看该对象在同一分支其他指标上平均处于什么位置，空缺取本指标相同位置的值",
                "Looks where the unit stands on average in the other indicators of the branch, and fills the gap with the value at the same place here",
            ),
            Imputation::CarryForward { .. } => self.pick(
                "空缺取该对象以前最近一期的数据，可以限定最多往前几期",
                "A gap gets the unit’s latest earlier value, if wanted from so many periods back at most",
            ),
            Imputation::Linear => self.pick(
                "空缺取该对象前后两期数据连线上的值；首期之前、末期之后不补",
                "A gap gets the value on the line between the unit’s values before and after; nothing is filled before the first or after the last",
            ),
            Imputation::Nearest => self.pick(
                "空缺取该对象时间上最近一期的数据，前后一样近时取前一期",
                "A gap gets the unit’s value nearest in time, the earlier of two that are as near",
            ),
            Imputation::Constant { .. } => self.pick(
                "空缺都取同一个给定的数，例如没有上报即为 0",
                "Every gap gets one stated number, such as 0 where nothing was reported",
            ),
        }
    }

    /// What a treatment of outliers is called.
    pub const fn treatment_name(&self, treatment: &Treatment) -> &'static str {
        match treatment {
            Treatment::None => self.pick("不处理", "Leave as they are (none)"),
            Treatment::Winsorise { .. } => self.pick(
                "偏斜时把最远的几个值拉近（缩尾处理）",
                "Draw in the farthest if skewed (winsorise)",
            ),
            Treatment::BoxCox { .. } => self.pick(
                "按幂次压缩差距（Box–Cox 变换）",
                "Even out by a power (Box–Cox)",
            ),
            Treatment::Percentile { .. } => self.pick(
                "超出两个百分位的拉到界上（百分位截尾）",
                "Hold within two percentiles (percentile clipping)",
            ),
            Treatment::Iqr { .. } => self.pick(
                "离中间一半太远的拉到界上（四分位距法）",
                "Hold near the middle half (interquartile range)",
            ),
            Treatment::Fixed { .. } => self.pick(
                "超出给定上下限的拉到界上（固定上下限）",
                "Hold within stated bounds (fixed)",
            ),
        }
    }

    /// What a treatment of outliers does.
    pub const fn treatment_help(&self, treatment: &Treatment) -> &'static str {
        match treatment {
            Treatment::None => self.pick(
                "数值不变；个别极端值会把其余对象的得分挤在一起",
                "Values stay; a few extreme ones can press the scores of all others together",
            ),
            Treatment::Winsorise { .. } => self.pick(
                "偏度和峰度都超过门槛时，把最远的值逐个改为次远的值，最多改给定的个数；仍不够时可改取对数",
                "While skewness and kurtosis are both too high, the farthest value becomes the next nearer one, for so many values at most; the logarithm can follow if that is not enough",
            ),
            Treatment::BoxCox { .. } => self.pick(
                "全部数值按给定的幂次变换，幂次为 0 即取对数；所有数值必须大于零",
                "All values are raised to a stated power, the logarithm for a power of 0; all must be above zero",
            ),
            Treatment::Percentile { .. } => self.pick(
                "低于下百分位的改为下百分位，高于上百分位的改为上百分位，其余不变",
                "Values below the lower percentile or above the upper one are moved to it, the others stay",
            ),
            Treatment::Iqr { .. } => self.pick(
                "低于下四分位数或高于上四分位数超过给定倍数四分位距的，改为该界限，其余不变",
                "Values farther beyond the quartiles than so many interquartile ranges are moved to there, the others stay",
            ),
            Treatment::Fixed { .. } => self.pick(
                "低于给定下限的改为下限，高于给定上限的改为上限，其余不变",
                "Values below or above the stated bounds are moved to them, the others stay",
            ),
        }
    }

    /// What follows a winsorisation that was not enough.
    pub const fn then_name(&self, then: Then) -> &'static str {
        match then {
            Then::Log => self.pick("改取对数", "Take the logarithm"),
            Then::None => self.pick("不再处理", "Nothing more"),
        }
    }

    /// What it means.
    pub const fn then_help(&self, then: Then) -> &'static str {
        match then {
            Then::Log => self.pick(
                "放弃缩尾，全部数值改取对数",
                "The winsorising is undone, and all values become logarithms",
            ),
            Then::None => self.pick(
                "保留缩尾的结果，即使仍然偏斜",
                "The values stay winsorised, even if still skewed",
            ),
        }
    }

    /// What a way to cut scores into tiers is called.
    pub const fn tiering_name(&self, tiering: &Tiering) -> &'static str {
        match tiering {
            Tiering::Quantiles { .. } => self.pick(
                "各梯队个数大致相等（分位数）",
                "About as many in each (quantiles)",
            ),
            Tiering::Thresholds { .. } => {
                self.pick("按给定的分数线（阈值）", "At stated scores (thresholds)")
            }
            Tiering::NaturalBreaks { .. } => self.pick(
                "得分相近的归为一个梯队（自然断点法）",
                "Alike within a tier (natural breaks)",
            ),
            Tiering::Median => self.pick("分为上下两半（中位数）", "Upper and lower half (median)"),
        }
    }

    /// What it does.
    pub const fn tiering_help(&self, tiering: &Tiering) -> &'static str {
        match tiering {
            Tiering::Quantiles { .. } => self.pick(
                "按得分高低切成给定的段数，每段对象个数大致相等；得分相同的归入同一梯队",
                "Scores are cut into so many parts of about as many units each; equal scores share a tier",
            ),
            Tiering::Thresholds { .. } => self.pick(
                "达到分数线的归入上一梯队，分数线由使用者给定",
                "A score that reaches a stated line belongs to the upper tier",
            ),
            Tiering::NaturalBreaks { .. } => self.pick(
                "在得分差距最明显的地方切开，使同一梯队内的得分尽量接近",
                "Cuts where scores lie apart, so that they are as alike as can be within each tier",
            ),
            Tiering::Median => self.pick(
                "达到中位数的为上半区，其余为下半区",
                "Scores that reach the median are the upper half, the others the lower",
            ),
        }
    }

    /// How the values of a variable are pooled.
    pub const fn pooling_name(&self, pooling: Pooling) -> &'static str {
        match pooling {
            Pooling::Sum => self.pick("成员相加（合计）", "Members added up (sum)"),
            Pooling::Mean { by: Some(_) } => self.pick(
                "成员按总量加权平均（加权平均）",
                "Members averaged by an amount (weighted mean)",
            ),
            Pooling::Mean { by: None } => {
                self.pick("成员简单平均（平均）", "Members averaged (mean)")
            }
        }
    }

    /// What it does.
    pub const fn pooling_help(&self, pooling: Pooling) -> &'static str {
        match pooling {
            Pooling::Sum => self.pick(
                "用于总量，例如 GDP、人口；有成员缺数据时合计也缺失",
                "For amounts such as GDP or population; missing if a member has no value",
            ),
            Pooling::Mean { by: Some(_) } => self.pick(
                "用于比率，例如人均 GDP 以人口为权数；只取有数据的成员",
                "For ratios, such as GDP per head weighted by population; taken over the members that have both",
            ),
            Pooling::Mean { by: None } => self.pick(
                "用于比率，每个成员分量相同；只取有数据的成员",
                "For ratios, every member alike; taken over the members that have a value",
            ),
        }
    }

    /// What the screening is called.
    pub const fn screen_name(&self) -> &'static str {
        self.pick(
            "数据太少的不参评（筛选）",
            "Leave out units with little data (screening)",
        )
    }

    /// What the screening does.
    pub const fn screen_help(&self) -> &'static str {
        self.pick(
            "有数据的指标不够多的对象不计得分、不排名；只看原有的数据，插补的不算",
            "Units with data for too few indicators get no score and no rank; only data as observed count, not those filled in",
        )
    }

    /// The least share of all indicators with data.
    pub const fn screen_units_name(&self) -> &'static str {
        self.pick("全部指标的可得率门槛", "Least share of all indicators")
    }

    /// What it asks.
    pub const fn screen_units_help(&self) -> &'static str {
        self.pick(
            "对象至少要有这么大比例的指标有数据，通常为三分之二",
            "A unit needs data for this share of the indicators, usually two thirds",
        )
    }

    /// The least share of the indicators with data below every aggregate.
    pub const fn screen_nodes_name(&self) -> &'static str {
        self.pick("每个分支的可得率门槛", "Least share of each branch")
    }

    /// What it asks.
    pub const fn screen_nodes_help(&self) -> &'static str {
        self.pick(
            "对象在每一个分支下都至少要有这么大比例的指标有数据",
            "A unit needs data for this share of the indicators below every branch",
        )
    }

    /// The least share of values that are not zero.
    pub const fn screen_nonzero_name(&self) -> &'static str {
        self.pick(
            "非零数值的比例门槛",
            "Least share of values other than zero",
        )
    }

    /// What it asks.
    pub const fn screen_nonzero_help(&self) -> &'static str {
        self.pick(
            "对象有数据的指标中，至少要有这么大比例不为零",
            "Of the values a unit has, this share must not be zero",
        )
    }

    /// Units that the screening keeps.
    pub const fn screen_force_in_name(&self) -> &'static str {
        self.pick("无论如何保留", "Keep in any case")
    }

    /// Units that the screening leaves out.
    pub const fn screen_force_out_name(&self) -> &'static str {
        self.pick("无论如何排除", "Leave out in any case")
    }

    /// What dividing by denominators is called.
    pub const fn denominate_name(&self) -> &'static str {
        self.pick(
            "除以分母，变总量为人均等（去规模）",
            "Divide by denominators (per head and the like)",
        )
    }

    /// What dividing by denominators does.
    pub const fn denominate_help(&self) -> &'static str {
        self.pick(
            "写有分母的指标先除以分母，例如每百万人专利数；分母为零或缺失的按缺失处理",
            "Indicators that name a denominator are divided by it first, as in patents per million people; missing where the denominator is zero or missing",
        )
    }

    /// What the lag of an indicator is called.
    pub const fn lag_name(&self) -> &'static str {
        self.pick("数据滞后几期", "Data lag by so many periods")
    }

    /// What the lag of an indicator does.
    pub const fn lag_help(&self) -> &'static str {
        self.pick(
            "滞后 2 期即 2020 年的指数用 2018 年的数据",
            "With a lag of 2, the index of 2020 uses data of 2018",
        )
    }

    /// What the direction of an aggregate means for what stands above it.
    pub const fn aggregate_direction_help(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Positive => self.pick(
                "得分越高，上一级得分越高",
                "A higher score here raises the score above",
            ),
            Direction::Negative => self.pick(
                "得分越高，上一级得分越低，例如风险、负担；本级得分和排名照常显示，合成时才反向",
                "A higher score here lowers the score above, as with a risk or a burden; it is shown as it is, and turned round only for what stands above",
            ),
        }
    }

    /// What the least availability of an aggregate is called.
    pub const fn availability_name(&self) -> &'static str {
        self.pick("可得项权重的最低比例", "Least share of available weight")
    }

    /// What the least availability of an aggregate means.
    pub const fn availability_help(&self) -> &'static str {
        self.pick(
            "对象在这里有得分的下级，权重之和不足这个比例时不计得分；0 表示有一项即可",
            "A unit gets no score here if the items it has carry less than this share of the weight; at 0 one item is enough",
        )
    }

    /// What happened to a cell on the way.
    pub fn mark(&self, mark: &Marked) -> String {
        let fixed = match mark {
            Marked::Clipped => self.pick("异常值，已移到界限上", "An outlier, moved to the bound"),
            Marked::Imputed(Source::Statistic) => self.pick(
                "插补：参评对象的均值或中位数",
                "Filled in: the mean or median of ranked units",
            ),
            Marked::Imputed(Source::Group) => self.pick(
                "插补：同组参评对象的均值或中位数",
                "Filled in: the mean or median of ranked units of the group",
            ),
            Marked::Imputed(Source::Row) => self.pick(
                "插补：按该对象其他指标的水平",
                "Filled in: as the unit stands in other indicators",
            ),
            Marked::Imputed(Source::Constant) => {
                self.pick("插补：给定的固定值", "Filled in: a stated number")
            }
            Marked::Imputed(Source::Period(period)) => {
                let period = self.period(period);
                return match self.language {
                    Language::Chinese => format!("插补：用{period}的值"),
                    Language::English => format!("Filled in: the value of {period}"),
                };
            }
            Marked::Imputed(Source::Interpolated(before, after)) => {
                let (before, after) = (self.period(before), self.period(after));
                return match self.language {
                    Language::Chinese => format!("插补：在{before}与{after}的值之间按比例取"),
                    Language::English => {
                        format!("Filled in: on the line between {before} and {after}")
                    }
                };
            }
        };
        fixed.to_owned()
    }
}
