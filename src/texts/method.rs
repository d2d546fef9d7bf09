//! The names of choices, and what each means in plain words.

use super::{Language, Texts};
use crate::{
    engine::{Direction, Normalisation, Over},
    project::Role,
};

impl Texts {
    /// What a normalisation is called.
    pub const fn normalisation_name(&self, normalisation: &Normalisation) -> &'static str {
        match normalisation {
            Normalisation::MinMax { .. } => self.pick(
                "按最好与最差折算（极差法）",
                "Between worst and best (min–max)",
            ),
            Normalisation::Goalposts { .. } => self.pick(
                "按给定上下限折算（阈值法）",
                "Between stated limits (goalposts)",
            ),
            Normalisation::ZScore { .. } => self.pick(
                "按偏离平均的程度折算（标准化）",
                "By distance from the mean (z-score)",
            ),
            Normalisation::DistanceMax { .. } => self.pick(
                "按与最好者的距离折算（距最优值法）",
                "By distance to the best (distance to maximum)",
            ),
            Normalisation::DistanceUnit { .. } => self.pick(
                "按与指定对象的距离折算（距参照法）",
                "By distance to a named unit (distance to reference)",
            ),
            Normalisation::DistanceTarget { .. } => self.pick(
                "按与目标值的距离折算（距目标法）",
                "By distance to a target (distance to target)",
            ),
            Normalisation::ShareOfMax { .. } => self.pick(
                "按与最好者的比例折算（标杆法）",
                "In proportion to the best (share of maximum)",
            ),
            Normalisation::PercentileRank { .. } => self.pick(
                "按胜过的对象比例折算（百分位排名）",
                "By the share of units behind (percentile rank)",
            ),
            Normalisation::Rank => {
                self.pick("按名次计分（排序法）", "By place, the best has most (rank)")
            }
            Normalisation::Borda => self.pick(
                "按胜过的对象数计分（博尔达计分）",
                "By the number of units behind (Borda)",
            ),
            Normalisation::Efficacy { .. } => self.pick(
                "基础分加浮动分（功效系数法）",
                "A base score plus a share (efficacy coefficient)",
            ),
            Normalisation::BaseIndex { .. } => self.pick(
                "与自身基期相比（定基指数）",
                "Against its own base period (base index)",
            ),
            Normalisation::Vector { .. } => self.pick(
                "除以平方和的平方根（向量归一法）",
                "Divided by the length of the column (vector)",
            ),
            Normalisation::Sum { .. } => {
                self.pick("占合计的比重（比重法）", "As a share of the sum (sum)")
            }
            Normalisation::None => self.pick("不折算，直接用原值", "The value as it is (none)"),
        }
    }

    /// What a normalisation does.
    pub const fn normalisation_help(&self, normalisation: &Normalisation) -> &'static str {
        match normalisation {
            Normalisation::MinMax { .. } => self.pick(
                "参评对象中最差的得最低分，最好的得最高分，其余按距离折算",
                "The worst ranked unit gets the lowest score, the best the highest, the others in proportion",
            ),
            Normalisation::Goalposts { .. } => self.pick(
                "达到上限得最高分，低于下限得最低分，其间按距离折算，超出部分不再加减分",
                "The upper limit gets the highest score, the lower limit the lowest, in proportion between them; what lies beyond changes nothing",
            ),
            Normalisation::ZScore { .. } => self.pick("等于平均的得中间分，每高出或低于一个标准差加减固定的分，没有上下限", "The mean gets the middle score, each standard deviation better or worse a fixed number of points more or less, without ends"),
            Normalisation::DistanceMax { .. } => self.pick("最好的参评对象得最高分，最差的得最低分，其余按与最好者的距离折算", "The best ranked unit gets the highest score, the worst the lowest, the others by how far they are from the best"),
            Normalisation::DistanceUnit { .. } => self.pick("指定的对象得最高分，最差的参评对象得最低分；比指定对象更好的可以超过最高分，除非封顶", "The named unit gets the highest score, the worst ranked unit the lowest; those better than the named unit get more unless capped"),
            Normalisation::DistanceTarget { .. } => self.pick("达到目标得最高分，最差的参评对象得最低分；超过目标的可以超过最高分，除非封顶", "Reaching the target gets the highest score, the worst ranked unit the lowest; those beyond the target get more unless capped"),
            Normalisation::ShareOfMax { .. } => self.pick("最好的得最高分，只有其一半的得一半；所有数值必须大于零，得分范围的下限不起作用", "The best gets the highest score, half of it half the score; all values must be above zero, and the lower end of the range plays no part"),
            Normalisation::PercentileRank { .. } => self.pick("只看名次不看差距：胜过全部其他参评对象的得最高分，一个也没有胜过的得最低分；参照对象没有得分", "Only places count, not distances: ahead of all other ranked units gets the highest score, ahead of none the lowest; reference units get none"),
            Normalisation::Rank => self.pick("最差得 1 分，每胜过一个参评对象多 1 分；参照对象没有得分", "The worst gets 1, and a point more for each ranked unit behind; reference units get none"),
            Normalisation::Borda => self.pick("每胜过一个参评对象得 1 分，最差得 0 分；参照对象没有得分", "A point for each ranked unit behind, so that the worst gets 0; reference units get none"),
            Normalisation::Efficacy { .. } => self.pick("下限得基础分，上限得基础分加浮动分，其间和之外都按距离折算；没有填写上下限时取参评对象的最小值和最大值", "The lower limit gets the base score, the upper one the points on top as well, in proportion between and beyond; limits not stated are the least and the greatest ranked value"),
            Normalisation::BaseIndex { .. } => self.pick("每个对象在基期为 100，翻一番为 200；任一期数值不大于零的按缺失处理", "Each unit is 100 in the base period, and 200 when it has doubled; missing where either value is not above zero"),
            Normalisation::Vector { .. } => self.pick("数值除以参评对象平方和的平方根，逆向指标取负，没有固定的得分范围；多与 TOPSIS 合用", "Values divided by the root of the sum of squares of ranked units, negative indicators with a minus sign, on no fixed scale; used with TOPSIS"),
            Normalisation::Sum { .. } => self.pick("数值占参评对象合计的比重，没有固定的得分范围；不能用于逆向指标", "What part of the sum of ranked units a value is, on no fixed scale; not for negative indicators"),
            Normalisation::None => self.pick("数值本身就是得分，逆向指标取负；各指标的计量单位应当相同", "The value itself is the score, with a minus sign for negative indicators; all should have the same measure"),
        }
    }

    /// What a normalisation takes from the values of ranked units.
    pub const fn measured_against(&self, normalisation: &Normalisation) -> &'static str {
        match normalisation {
            Normalisation::MinMax { .. } | Normalisation::DistanceMax { .. } => {
                self.pick("最好与最差", "best and worst")
            }
            Normalisation::DistanceUnit { .. } | Normalisation::DistanceTarget { .. } => {
                self.pick("最差值", "the worst")
            }
            Normalisation::ShareOfMax { .. } => self.pick("最好值", "the best"),
            Normalisation::ZScore { .. } => {
                self.pick("平均与标准差", "mean and standard deviation")
            }
            Normalisation::Efficacy { .. } => self.pick("未填写的上下限", "limits not stated"),
            _ => self.pick("合计", "the total"),
        }
    }

    /// What a direction is called.
    pub const fn direction_name(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Positive => self.pick("正向", "Positive"),
            Direction::Negative => self.pick("逆向", "Negative"),
        }
    }

    /// What a direction means.
    pub const fn direction_help(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Positive => self.pick("越大越好", "More is better"),
            Direction::Negative => self.pick("越小越好", "Less is better"),
        }
    }

    /// What a role is called.
    pub const fn role_name(&self, role: Role) -> &'static str {
        match role {
            Role::Ranked => self.pick("参评", "Ranked"),
            Role::Reference => self.pick("参照", "Reference"),
            Role::Excluded => self.pick("不参与", "Excluded"),
        }
    }

    /// What a role means.
    pub const fn role_help(&self, role: Role) -> &'static str {
        match role {
            Role::Ranked => self.pick(
                "参加排名和各项统计",
                "Takes part in ranks and in all statistics",
            ),
            Role::Reference => self.pick(
                "只列出供比较，不排名，也不影响他人得分",
                "Shown for comparison, never ranked, and changes nobody's score",
            ),
            Role::Excluded => self.pick("不计算，也不列出", "Neither computed nor shown"),
        }
    }

    /// From which periods a step takes its statistics.
    pub fn over_name(&self, over: &Over) -> String {
        match (over, self.language) {
            (Over::Period, Language::Chinese) => "各期分别".to_owned(),
            (Over::Period, Language::English) => "each period by itself".to_owned(),
            (Over::Pooled, Language::Chinese) => "各期合并".to_owned(),
            (Over::Pooled, Language::English) => "all periods together".to_owned(),
            (Over::Base(base), Language::Chinese) => format!("以{}为基准", self.period(base)),
            (Over::Base(base), Language::English) => format!("base period {}", self.period(base)),
        }
    }

    /// What the choice of periods means.
    pub const fn over_help(&self, over: &Over) -> &'static str {
        match over {
            Over::Period => self.pick(
                "依据取自当期，得分只能在同一期内比较",
                "What scores are measured against comes from the same period: scores compare within one period",
            ),
            Over::Pooled => self.pick(
                "依据取自所有时期，得分可以跨期比较；新增一期会改变以往得分",
                "What scores are measured against comes from all periods: scores compare across periods, and a new period changes old scores",
            ),
            Over::Base(_) => self.pick(
                "依据固定在基准期，得分可以跨期比较，且可能超出区间",
                "What scores are measured against is that of the base period: scores compare across periods and may leave the range",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        Aggregation, AhpMethod, Combination, Imputation, Pooling, Scope, Tiering, Treatment,
        VariableId, Weighting, treat::Then,
    };

    fn of_values(texts: Texts, all: &mut Vec<String>) {
        let mut tell = |name: &str, help: &str| all.extend([name.to_owned(), help.to_owned()]);
        for it in Imputation::all() {
            tell(texts.imputation_name(&it), texts.imputation_help(&it));
        }
        for it in Treatment::all() {
            tell(texts.treatment_name(&it), texts.treatment_help(&it));
        }
        for it in Then::ALL {
            tell(texts.then_name(it), texts.then_help(it));
        }
        for it in Normalisation::all() {
            tell(texts.normalisation_name(&it), texts.normalisation_help(&it));
        }
        let by = Some(VariableId(1));
        for it in [
            Pooling::Sum,
            Pooling::Mean { by },
            Pooling::Mean { by: None },
        ] {
            tell(texts.pooling_name(it), texts.pooling_help(it));
        }
        for it in Direction::ALL {
            tell(texts.direction_name(it), texts.direction_help(it));
            tell(texts.direction_name(it), texts.aggregate_direction_help(it));
        }
        tell(texts.screen_name(), texts.screen_help());
        tell(texts.screen_units_name(), texts.screen_units_help());
        tell(texts.screen_nodes_name(), texts.screen_nodes_help());
        tell(texts.screen_nonzero_name(), texts.screen_nonzero_help());
        tell(texts.screen_force_in_name(), texts.screen_force_out_name());
        tell(texts.denominate_name(), texts.denominate_help());
        tell(texts.lag_name(), texts.lag_help());
    }

    fn of_scores(texts: Texts, all: &mut Vec<String>) {
        let mut tell = |name: &str, help: &str| all.extend([name.to_owned(), help.to_owned()]);
        for it in Weighting::all() {
            tell(texts.weighting_name(&it), texts.weighting_help(&it));
        }
        for it in [Scope::Siblings, Scope::All] {
            tell(texts.scope_name(it), texts.scope_help(it));
        }
        for it in AhpMethod::ALL {
            tell(texts.ahp_method_name(it), texts.ahp_method_help(it));
        }
        for it in Combination::ALL {
            tell(texts.combination_name(it), texts.combination_help(it));
        }
        for it in Aggregation::ALL {
            tell(texts.aggregation_name(it), texts.aggregation_help(it));
        }
        for it in Tiering::all() {
            tell(texts.tiering_name(&it), texts.tiering_help(&it));
        }
        for it in Role::ALL {
            tell(texts.role_name(it), texts.role_help(it));
        }
        let base = Over::Base(2020.to_string().into());
        for it in [Over::Period, Over::Pooled, base] {
            tell(&texts.over_name(&it), texts.over_help(&it));
        }
        tell(texts.availability_name(), texts.availability_help());
    }

    #[test]
    fn every_choice_has_a_name_and_a_sentence_in_both_languages() {
        let told = |language| -> Vec<String> {
            let (texts, mut all) = (Texts::new(language), Vec::new());
            of_values(texts, &mut all);
            of_scores(texts, &mut all);
            all
        };
        let chinese = |letter: char| ('\u{3000}'..='\u{9fff}').contains(&letter);
        for (zh, en) in told(Language::Chinese).iter().zip(&told(Language::English)) {
            let apart = zh.contains(chinese) && !en.contains(chinese);
            assert!(apart && !en.is_empty(), "{zh} / {en}");
        }
    }
}
