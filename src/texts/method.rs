//! The names of choices, and what each means in plain words.

use super::{Language, Texts};
use crate::{
    engine::{Aggregation, Direction, Importance, Normalisation, Over, Weighting},
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
        }
    }

    /// What a weighting is called.
    pub const fn weighting_name(&self, weighting: &Weighting) -> &'static str {
        match weighting {
            Weighting::Given => self.pick("按录入的权重（主观赋权）", "As typed (given weights)"),
            Weighting::Equal => self.pick("各项同等重要（等权）", "All alike (equal weights)"),
            Weighting::Data(data) => match data.by {
                Importance::Entropy { .. } => {
                    self.pick("看分布是否悬殊（熵权法）", "By unevenness (entropy)")
                }
                Importance::Critic => self.pick(
                    "看差异和互不重复（CRITIC 法）",
                    "By spread and conflict (CRITIC)",
                ),
                Importance::Sd => {
                    self.pick("看差异大小（标准差法）", "By spread (standard deviation)")
                }
                Importance::Cv => self.pick(
                    "看相对差异（变异系数法）",
                    "By relative spread (coefficient of variation)",
                ),
                Importance::Pca => self.pick(
                    "看共同走势（主成分法）",
                    "By what is shared (principal component)",
                ),
            },
        }
    }

    /// What a weighting does.
    pub const fn weighting_help(&self, weighting: &Weighting) -> &'static str {
        match weighting {
            Weighting::Given => self.pick(
                "同级各项按录入数字的比例分配权重；全部空白时等权",
                "Siblings share the weight in proportion to the typed numbers; all blank counts as equal",
            ),
            Weighting::Equal => self.pick(
                "同级各项权重相同，不看录入的数字",
                "All siblings weigh the same, whatever is typed",
            ),
            Weighting::Data(data) => match data.by {
                Importance::Entropy { .. } => self.pick(
                    "由得分算出：各参评对象之间分布越不均匀的项权重越大，不看录入的数字",
                    "Computed from scores: the more unevenly an item is spread over the ranked units, the more it weighs, whatever is typed",
                ),
                Importance::Critic => self.pick(
                    "由得分算出：差异越大、与其余各项相关越低的项权重越大，不看录入的数字",
                    "Computed from scores: the more an item varies and the less it is correlated with the others, the more it weighs, whatever is typed",
                ),
                Importance::Sd => self.pick(
                    "由得分算出：标准差越大的项权重越大，不看录入的数字",
                    "Computed from scores: the greater an item's standard deviation, the more it weighs, whatever is typed",
                ),
                Importance::Cv => self.pick(
                    "由得分算出：标准差与平均值之比越大的项权重越大，不看录入的数字",
                    "Computed from scores: the greater an item's standard deviation beside its mean, the more it weighs, whatever is typed",
                ),
                Importance::Pca => self.pick(
                    "由得分算出：与其余各项共同变化越多的项权重越大，不看录入的数字",
                    "Computed from scores: the more an item moves together with the others, the more it weighs, whatever is typed",
                ),
            },
        }
    }

    /// What an aggregation is called.
    pub const fn aggregation_name(&self, aggregation: Aggregation) -> &'static str {
        match aggregation {
            Aggregation::Arithmetic => {
                self.pick("加权平均（算术平均）", "Weighted mean (arithmetic)")
            }
            Aggregation::Geometric => {
                self.pick("加权连乘（几何平均）", "Weighted product (geometric)")
            }
            Aggregation::Harmonic => {
                self.pick("倒数平均（调和平均）", "Mean of reciprocals (harmonic)")
            }
            Aggregation::Power(_) => {
                self.pick("按指数平均（幂平均）", "Mean with an exponent (power)")
            }
            Aggregation::Minimum => self.pick("只看最弱项（最小值）", "Weakest item (minimum)"),
        }
    }

    /// What an aggregation is called, with its exponent if it has one.
    pub fn aggregation_in_full(&self, aggregation: Aggregation) -> String {
        let name = self.aggregation_name(aggregation);
        match (aggregation, self.language) {
            (Aggregation::Power(p), Language::Chinese) => format!("{name}，指数 {p}"),
            (Aggregation::Power(p), Language::English) => format!("{name}, exponent {p}"),
            _ => name.to_owned(),
        }
    }

    /// What an aggregation does.
    pub const fn aggregation_help(&self, aggregation: Aggregation) -> &'static str {
        match aggregation {
            Aggregation::Arithmetic => self.pick(
                "各项得分乘以权重后相加，弱项可以由强项弥补",
                "Scores times weights, added up: a strong item makes up for a weak one",
            ),
            Aggregation::Geometric => self.pick(
                "各项得分按权重连乘，弱项拖累更大；所有得分必须大于零",
                "Scores multiplied by weight: a weak item costs more, and all scores must be above zero",
            ),
            Aggregation::Harmonic => self.pick(
                "各项得分取倒数后加权平均再取倒数，弱项拖累比几何平均更大；所有得分必须大于零",
                "The weighted mean of reciprocals, turned round: a weak item costs even more than in a geometric mean, and all scores must be above zero",
            ),
            Aggregation::Power(_) => self.pick(
                "指数为 1 即算术平均，越小弱项拖累越大，−1 即调和平均；得分不能小于零，指数为负时必须大于零",
                "Exponent 1 is the arithmetic mean, and the lower it is the more a weak item costs, with -1 the harmonic mean; no score may be below zero, and for a negative exponent all must be above zero",
            ),
            Aggregation::Minimum => self.pick(
                "得分等于有权重的各项中最低的一项，强项不能弥补弱项",
                "The lowest score of the items that carry weight: nothing makes up for the weakest item",
            ),
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
                "最好与最差取自当期，得分只能在同一期内比较",
                "Best and worst come from the same period: scores compare within one period",
            ),
            Over::Pooled => self.pick(
                "最好与最差取自所有时期，得分可以跨期比较；新增一期会改变以往得分",
                "Best and worst come from all periods: scores compare across periods, and a new period changes old scores",
            ),
            Over::Base(_) => self.pick(
                "最好与最差固定在基准期，得分可以跨期比较，且可能超出区间",
                "Best and worst are those of the base period: scores compare across periods and may leave the range",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_a_name_and_a_sentence_in_both_languages() {
        let told = |language| -> Vec<String> {
            let texts = Texts::new(language);
            let mut all: Vec<String> = Vec::new();
            for it in Normalisation::all() {
                all.extend(
                    [texts.normalisation_name(&it), texts.normalisation_help(&it)]
                        .map(str::to_owned),
                );
            }
            for it in Weighting::all() {
                all.extend(
                    [texts.weighting_name(&it), texts.weighting_help(&it)].map(str::to_owned),
                );
            }
            for it in Aggregation::ALL {
                all.extend(
                    [texts.aggregation_name(it), texts.aggregation_help(it)].map(str::to_owned),
                );
            }
            for it in Direction::ALL {
                all.extend([texts.direction_name(it), texts.direction_help(it)].map(str::to_owned));
            }
            for it in Role::ALL {
                all.extend([texts.role_name(it), texts.role_help(it)].map(str::to_owned));
            }
            for it in [
                Over::Period,
                Over::Pooled,
                Over::Base(2020.to_string().into()),
            ] {
                all.extend([texts.over_name(&it), texts.over_help(&it).to_owned()]);
            }
            all
        };
        for (zh, en) in told(Language::Chinese).iter().zip(&told(Language::English)) {
            assert!(
                zh != en && !zh.is_empty() && en.is_ascii() || en.contains('–'),
                "{zh} / {en}"
            );
        }
    }
}
