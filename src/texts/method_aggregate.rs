//! The names of aggregations, and what each means in plain words.

use super::{Language, Texts};
use crate::engine::Aggregation;

impl Texts {
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
            Aggregation::Topsis => self.pick(
                "看离最好和最差有多远（TOPSIS 法）",
                "Between the best and the worst there is (TOPSIS)",
            ),
            Aggregation::RankSumRatio => {
                self.pick("按名次平均（秩和比法）", "Mean of places (rank-sum ratio)")
            }
            Aggregation::Grey { .. } => self.pick(
                "看与理想值的接近程度（灰色关联分析）",
                "Closeness to the ideal (grey relational grade)",
            ),
            Aggregation::Coupling => self.pick(
                "既看高低也看均衡（耦合协调度）",
                "Both high and even (coupling coordination)",
            ),
            Aggregation::Borda => self.pick(
                "按胜过的对象数平均（博尔达计分）",
                "Mean number of units behind (Borda count)",
            ),
            Aggregation::Copeland => self.pick(
                "两两对决，胜数减负数（科普兰法）",
                "Duels won less duels lost (Copeland)",
            ),
            Aggregation::GrowthChain => self.pick(
                "由各期增速逐期连乘（增速链式法）",
                "Growth linked from period to period (growth chain)",
            ),
        }
    }

    /// What an aggregation is called, with its parameter if it has one.
    pub fn aggregation_in_full(&self, aggregation: Aggregation) -> String {
        let name = self.aggregation_name(aggregation);
        match (aggregation, self.language) {
            (Aggregation::Power(p), Language::Chinese) => format!("{name}，指数 {p}"),
            (Aggregation::Power(p), Language::English) => format!("{name}, exponent {p}"),
            (Aggregation::Grey { rho }, Language::Chinese) => format!("{name}，分辨系数 {rho}"),
            (Aggregation::Grey { rho }, Language::English) => {
                format!("{name}, distinguishing coefficient {rho}")
            }
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
            Aggregation::Topsis => self.pick(
                "各项都取参评对象中最好和最差的得分，离最好越近、离最差越远得分越高；新增或去掉参评对象会改变他人得分",
                "Takes the best and the worst score of each item among ranked units: the nearer the best and the farther from the worst, the higher; adding or dropping a ranked unit changes the others’ scores",
            ),
            Aggregation::RankSumRatio => self.pick(
                "每项按得分排成名次，名次除以对象数后加权平均；只看先后，不看差距",
                "The places on each item, divided by the number of units, are averaged by weight: order counts, distances do not",
            ),
            Aggregation::Grey { .. } => self.pick(
                "每项得分与该项满分的差距按全体中最大、最小的差距折算成接近程度，再加权平均；各项都要有固定的得分范围",
                "How far each item is from its top score, beside the least and the greatest distance of all, averaged by weight; every item needs a fixed score range",
            ),
            Aggregation::Coupling => self.pick(
                "加权平均得分与均衡程度的几何平均：各项高而且均衡才能得高分；各项都要有固定的得分范围",
                "The geometric mean of the weighted mean and of evenness: only items that are both high and even score high; every item needs a fixed score range",
            ),
            Aggregation::Borda => self.pick(
                "每项上胜过几个参评对象得几分，按权重平均；只看先后，不看差距，没有固定的得分范围",
                "A point on each item for each ranked unit behind, averaged by weight: order counts, distances do not; no fixed score range",
            ),
            Aggregation::Copeland => self.pick(
                "两个对象相比，在权重较大的各项上占先的一方胜；得分为胜过的个数减去负于的个数",
                "Of two units the one ahead on items of more weight wins; the score is duels won less duels lost",
            ),
            Aggregation::GrowthChain => self.pick(
                "首期为 100，以后各期按各项增速的加权平均逐期连乘；各项用原值，不作无量纲化",
                "100 in the first period, then raised by the weighted growth of the items from period to period; items are taken as they are, not normalised",
            ),
        }
    }
}
