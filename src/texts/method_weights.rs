//! The names of weightings, and what each means in plain words.

use super::{Language, Texts};
use crate::engine::{AhpMethod, Combination, Importance, Scope, Weighting};

impl Texts {
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
            Weighting::Ahp { .. } => self.pick(
                "由专家两两比较（层次分析法）",
                "Judged in pairs (analytic hierarchy process)",
            ),
            Weighting::Expert => self.pick(
                "取各位专家的平均（专家打分法）",
                "The mean of experts (budget allocation)",
            ),
            Weighting::Combined(_) => self.pick(
                "几套权重合成一套（组合赋权）",
                "Several weightings as one (combined weights)",
            ),
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
            Weighting::Ahp { .. } => self.pick(
                "由专家判断同级各项两两之间哪项更重要、重要多少，据此算出权重并检查判断是否前后一致，不看录入的数字",
                "Experts judge which of two siblings is more important and by how much; weights follow from that, with a check whether the judgements agree, whatever is typed",
            ),
            Weighting::Expert => self.pick(
                "每位专家给同级各项打出权重，各自折算为合计 1 后取平均，每位专家分量相同，不看录入的数字",
                "Every expert gives the siblings weights; these are scaled to sum to 1 and averaged, each expert having the same say, whatever is typed",
            ),
            Weighting::Combined(_) => self.pick(
                "把几种定权方法得出的权重合成一套，例如兼顾专家意见和数据",
                "Weights of several kinds become one set, for instance to heed both experts and data",
            ),
        }
    }

    /// Among whom weights from data are shared out.
    pub const fn scope_name(&self, scope: Scope) -> &'static str {
        match scope {
            Scope::Siblings => self.pick("在同级之间分配", "Among siblings"),
            Scope::All => self.pick("在全部指标之间分配", "Among all indicators"),
        }
    }

    /// What it means.
    pub const fn scope_help(&self, scope: Scope) -> &'static str {
        match scope {
            Scope::Siblings => self.pick(
                "逐级定权：每个节点的各个下级之间按它们的得分分配权重",
                "Level by level: the children of each node share out weight by their scores",
            ),
            Scope::All => self.pick(
                "该节点下的全部指标一起按得分分配权重，中间各级的权重等于所含指标权重之和",
                "All indicators below the node share out weight at once by their scores; a node between weighs what its indicators sum to",
            ),
        }
    }

    /// How a judgement matrix becomes weights.
    pub const fn ahp_method_name(&self, method: AhpMethod) -> &'static str {
        match method {
            AhpMethod::Eigenvector => self.pick(
                "按最大特征值求（特征向量法）",
                "By the largest eigenvalue (eigenvector)",
            ),
            AhpMethod::GeometricMean => self.pick(
                "按各行连乘开方求（几何平均法）",
                "By the root of each row’s product (geometric mean)",
            ),
        }
    }

    /// What it does.
    pub const fn ahp_method_help(&self, method: AhpMethod) -> &'static str {
        match method {
            AhpMethod::Eigenvector => self.pick(
                "最常用：权重取判断矩阵最大特征值对应的特征向量",
                "The usual one: the weights are the eigenvector of the largest eigenvalue of the judgement matrix",
            ),
            AhpMethod::GeometricMean => self.pick(
                "权重与每行判断的几何平均成比例；判断完全一致时与特征向量法相同",
                "The weights are in proportion to the geometric mean of each row; the same as the eigenvector where judgements agree fully",
            ),
        }
    }

    /// How several weightings become one.
    pub const fn combination_name(&self, combination: Combination) -> &'static str {
        match combination {
            Combination::Product => self.pick("相乘后归一（乘法合成）", "Multiplied (product)"),
            Combination::Blend { .. } => {
                self.pick("两套按比例相加（加法合成）", "Two in proportion (blend)")
            }
        }
    }

    /// What it does.
    pub const fn combination_help(&self, combination: Combination) -> &'static str {
        match combination {
            Combination::Product => self.pick(
                "各套权重逐项相乘再折算为合计 1：各套都看重的项更重，任一套为零的项为零",
                "The weights of all sets are multiplied and scaled to sum to 1: what all hold important gains, and zero in one set is zero",
            ),
            Combination::Blend { .. } => self.pick(
                "第一套占给定的份额，第二套占其余，逐项相加",
                "The first set has a stated share and the second the rest, added up item by item",
            ),
        }
    }

    /// What a weighting is called, with its parameters if it has some.
    pub fn weighting_in_full(&self, weighting: &Weighting) -> String {
        let name = self.weighting_name(weighting).to_owned();
        let more: Vec<String> = match weighting {
            Weighting::Given | Weighting::Equal | Weighting::Expert => Vec::new(),
            Weighting::Data(data) => [data.scope]
                .into_iter()
                .filter(|&scope| scope != Scope::default())
                .map(|scope| self.scope_name(scope).to_owned())
                .collect(),
            Weighting::Ahp { method } => vec![self.ahp_method_name(*method).to_owned()],
            Weighting::Combined(combined) => {
                let sets = combined.sets.iter();
                let sets: Vec<String> = sets.map(|set| self.set_in_full(set)).collect();
                let mut more = vec![sets.join(self.pick("与", " with "))];
                more.push(self.combination_name(combined.how).to_owned());
                if let Combination::Blend { alpha } = combined.how {
                    more.push(match self.language {
                        Language::Chinese => format!("第一套占 {alpha}"),
                        Language::English => format!("the first has {alpha}"),
                    });
                }
                more
            }
        };
        let all: Vec<String> = std::iter::once(name).chain(more).collect();
        all.join(self.pick("，", ", "))
    }

    /// One of several weightings, with the periods its scores come from.
    fn set_in_full(self, set: &Weighting) -> String {
        let name = self.weighting_in_full(set);
        match (set.over(), self.language) {
            (None, _) => name,
            (Some(over), Language::Chinese) => {
                format!("{name}（得分{}取）", self.over_name(over))
            }
            (Some(over), Language::English) => {
                format!("{name} (scores from {})", self.over_name(over))
            }
        }
    }
}
