//! A whole method in words, for a cover page.

use super::{Language, Texts};
use crate::engine::{
    Aggregation, Direction, Framework, Imputation, Method, Node, NodeKind, Normalisation, Weighting,
};

impl Texts {
    /// The whole method, a line each, for a cover page.
    pub fn method_in_words(&self, framework: &Framework, method: &Method) -> Vec<String> {
        let census = Census::of(framework);
        let mut lines = self.lines_before_normalising(method, &census);
        lines.extend([
            self.normalisation_line(&method.normalisation),
            self.weighting_line(&method.weighting),
            self.aggregation_line(method, &census),
            self.availability_line(method, &census),
        ]);
        lines.extend(self.direction_line(&census));
        lines.extend(self.overrides_line(&census));
        lines.push(
            self.pick(
                "排名：按得分从高到低，得分相同名次相同（1、2、2、4），参照对象不排名",
                "Ranks: best score first, equal scores share the better rank (1, 2, 2, 4), reference units are not ranked",
            )
            .to_owned(),
        );
        lines
    }

    fn normalisation_line(self, normalisation: &Normalisation) -> String {
        let mut parts = vec![self.normalisation_name(normalisation).to_owned()];
        if let Some([lower, upper]) = normalisation.range() {
            parts.push(format!("{} {lower}–{upper}", self.pick("得分", "scores")));
        }
        parts.extend(self.normalisation_parameters(normalisation));
        if let Some(over) = normalisation.over() {
            let (from, zh) = (self.over_name(&over), self.language == Language::Chinese);
            let measured = self.measured_against(normalisation);
            parts.push(if zh {
                format!("{measured}{from}取")
            } else {
                format!("{measured} from {from}")
            });
        }
        let head = self.pick("无量纲化：", "Normalise: ");
        format!("{head}{}", parts.join(self.pick("，", ", ")))
    }

    /// The parameters beside the range.
    fn normalisation_parameters(self, normalisation: &Normalisation) -> Option<String> {
        let zh = self.language == Language::Chinese;
        match normalisation {
            Normalisation::ZScore { mean, sd, .. } if zh => {
                Some(format!("平均得 {mean}，每个标准差 {sd} 分"))
            }
            Normalisation::ZScore { mean, sd, .. } => Some(format!(
                "the mean scores {mean}, a standard deviation {sd} point(s)"
            )),
            Normalisation::Efficacy { c, d, .. } if zh => Some(format!("基础分 {c}，浮动分 {d}")),
            Normalisation::Efficacy { c, d, .. } => {
                Some(format!("base score {c}, {d} points on top"))
            }
            Normalisation::BaseIndex { base: Some(base) } if zh => {
                Some(format!("基期为{}", self.period(base)))
            }
            Normalisation::BaseIndex { base: Some(base) } => {
                Some(format!("base period {}", self.period(base)))
            }
            Normalisation::BaseIndex { base: None } => Some(
                self.pick("基期为最早一期", "base period the first one")
                    .to_owned(),
            ),
            Normalisation::DistanceUnit { cap: true, .. }
            | Normalisation::DistanceTarget { cap: true, .. } => {
                Some(self.pick("封顶", "capped").to_owned())
            }
            _ => None,
        }
    }

    fn weighting_line(self, weighting: &Weighting) -> String {
        let (name, help) = (
            self.weighting_in_full(weighting),
            self.weighting_help(weighting),
        );
        let from = weighting.over().map(|over| self.over_name(over));
        let shift = match weighting {
            Weighting::Data(data) => data.by.shift().filter(|&shift| shift != 0.0),
            _ => None,
        };
        let shift = shift.map_or_else(String::new, |shift| match self.language {
            Language::Chinese => format!("，平移 {shift}"),
            Language::English => format!(", shift {shift}"),
        });
        match self.language {
            Language::Chinese => {
                let from = from.map_or_else(String::new, |from| format!("，得分{from}取"));
                format!("权重：{name}：{help}{from}{shift}")
            }
            Language::English => {
                let from = from.map_or_else(String::new, |from| format!("; scores from {from}"));
                format!("Weight: {name}: {}{from}{shift}", lower_first(help))
            }
        }
    }

    fn aggregation_line(self, method: &Method, census: &Census) -> String {
        let levels: Vec<Aggregation> = (2..=census.level)
            .map(|level| method.aggregation_at(level))
            .collect();
        let first = method.aggregation_at(2);
        let head = self.pick("合成：", "Aggregate: ");
        if levels.iter().all(|&it| it == first) {
            let (name, help) = (
                self.aggregation_in_full(first),
                self.aggregation_help(first),
            );
            return match self.language {
                Language::Chinese => format!("{head}{name}：{help}"),
                Language::English => format!("{head}{name}: {}", lower_first(help)),
            };
        }
        let named = levels.iter().zip(2..).map(|(&aggregation, level)| {
            let name = self.aggregation_in_full(aggregation);
            match self.language {
                Language::Chinese => format!("第 {level} 层{name}"),
                Language::English => format!("level {level} {name}"),
            }
        });
        let named: Vec<String> = named.collect();
        format!("{head}{}", named.join(self.pick("，", ", ")))
    }

    fn availability_line(self, method: &Method, census: &Census) -> String {
        let filled = method.imputation != Imputation::None || census.own_imputation > 0;
        let gaps = if filled {
            self.pick(
                "缺失：插补之后仍缺失的，其权重由其余各项按比例分摊",
                "Missing: where a gap could not be filled, the weight of the missing item goes to the others in proportion",
            )
        } else {
            self.pick(
                "缺失：不补，缺失项的权重由其余各项按比例分摊",
                "Missing: not filled in, the weight of a missing item goes to the others in proportion",
            )
        };
        let (share, percent) = (method.min_availability, method.min_availability * 100.0);
        match self.language {
            _ if share <= 0.0 => gaps.to_owned(),
            Language::Chinese => format!("{gaps}；可得项权重不足 {percent:.0}% 的不计得分"),
            Language::English => format!(
                "{gaps}; no score where available items carry less than {percent:.0}% of the weight"
            ),
        }
    }

    fn direction_line(self, census: &Census) -> Option<String> {
        let (negative, all) = (census.negative, census.indicators);
        let nodes = census.negative_nodes;
        let mut said = Vec::new();
        if negative > 0 {
            said.push(match self.language {
                Language::Chinese => {
                    format!("{all} 个指标中有 {negative} 个逆向指标（越小越好），折算时已反向")
                }
                Language::English => format!(
                    "{negative} of {all} indicators are negative (less is better) and were turned round"
                ),
            });
        }
        if nodes > 0 {
            said.push(match self.language {
                Language::Chinese => {
                    format!("{nodes} 个节点为逆向（得分越高越不利），计入上一级时已反向")
                }
                Language::English => format!(
                    "{nodes} node(s) are negative (a high score is bad) and were turned round for what stands above"
                ),
            });
        }
        let head = self.pick("方向：", "Direction: ");
        (!said.is_empty()).then(|| format!("{head}{}", said.join(self.pick("；", "; "))))
    }

    fn overrides_line(self, census: &Census) -> Option<String> {
        let said: Vec<String> = [
            (
                census.own_imputation,
                "个指标另定插补方法",
                "with their own imputation",
            ),
            (
                census.own_treatment,
                "个指标另定异常值处理方法",
                "with their own treatment of outliers",
            ),
            (
                census.own_normalisation,
                "个指标另定无量纲化方法",
                "with their own normalisation",
            ),
            (
                census.own_weighting,
                "个节点另定权重方法",
                "with their own weighting",
            ),
            (
                census.own_aggregation,
                "个节点另定合成方法",
                "with their own aggregation",
            ),
            (
                census.own_availability,
                "个节点另定可得项权重的最低比例",
                "with their own least share of available weight",
            ),
        ]
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, zh, en)| format!("{count} {}", self.pick(zh, en)))
        .collect();
        let head = self.pick("单独设置：", "Exceptions: ");
        (!said.is_empty()).then(|| format!("{head}{}", said.join(self.pick("，", ", "))))
    }
}

/// What is counted in the part of a tree that is switched on.
#[derive(Default)]
pub(super) struct Census {
    pub(super) level: usize,
    pub(super) indicators: usize,
    pub(super) negative: usize,
    pub(super) negative_nodes: usize,
    /// Indicators that name a denominator.
    pub(super) denominators: usize,
    /// Indicators whose data lie before the index.
    pub(super) lagged: usize,
    pub(super) own_imputation: usize,
    pub(super) own_treatment: usize,
    pub(super) own_normalisation: usize,
    pub(super) own_weighting: usize,
    pub(super) own_aggregation: usize,
    pub(super) own_availability: usize,
}

impl Census {
    fn of(framework: &Framework) -> Self {
        let mut census = Self {
            level: framework.root.level().max(2),
            ..Self::default()
        };
        census.count(&framework.root);
        census
    }

    fn count(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Indicator(indicator) => {
                self.indicators += 1;
                self.negative += usize::from(indicator.direction == Direction::Negative);
                self.denominators += usize::from(indicator.denominator.is_some());
                self.lagged += usize::from(indicator.lag > 0);
                self.own_imputation += usize::from(indicator.imputation.is_some());
                self.own_treatment += usize::from(indicator.treatment.is_some());
                self.own_normalisation += usize::from(indicator.normalisation.is_some());
            }
            NodeKind::Aggregate(aggregate) => {
                self.own_weighting += usize::from(aggregate.weighting.is_some());
                self.own_aggregation += usize::from(aggregate.aggregation.is_some());
                self.own_availability += usize::from(aggregate.min_availability.is_some());
                self.negative_nodes += usize::from(!aggregate.direction.is_positive());
            }
        }
        for child in node.children().iter().filter(|child| child.enabled) {
            self.count(child);
        }
    }
}

/// A sentence that goes on after a colon.
pub(super) fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Aggregate, Indicator, NodeId, VariableId};

    fn leaf(id: u32, direction: Direction) -> Node {
        Node {
            id: NodeId(id),
            code: format!("i{id}"),
            name: format!("i{id}"),
            weight: None,
            enabled: true,
            locked: false,
            source: String::new(),
            kind: NodeKind::Indicator(Indicator {
                direction,
                normalisation: (id == 2).then(Normalisation::default),
                ..Indicator::new(VariableId(id))
            }),
        }
    }

    #[test]
    fn a_method_is_told_with_its_exceptions() {
        let root = Node {
            kind: NodeKind::Aggregate(Aggregate {
                children: vec![leaf(1, Direction::Positive), leaf(2, Direction::Negative)],
                ..Aggregate::default()
            }),
            ..leaf(0, Direction::Positive)
        };
        let method = Method {
            min_availability: 0.6,
            ..Method::default()
        };
        let told = |language| {
            Texts::new(language)
                .method_in_words(&Framework { root: root.clone() }, &method)
                .join("\n")
        };
        let zh = told(Language::Chinese);
        for part in [
            "极差法",
            "算术平均",
            "不足 60%",
            "有 1 个逆向指标",
            "1 个指标另定无量纲化方法",
        ] {
            assert!(zh.contains(part), "{zh}");
        }
        let en = told(Language::English);
        for part in [
            "min–max",
            "arithmetic",
            "less than 60%",
            "1 of 2 indicators",
            "1 with their own normalisation",
        ] {
            assert!(en.contains(part), "{en}");
        }
    }

    #[test]
    fn every_normalisation_is_told_with_its_parameters() {
        let told = |key: &str, language| {
            let usual = Normalisation::from_key(key).unwrap();
            Texts::new(language).normalisation_line(&usual)
        };
        for normalisation in Normalisation::all() {
            let key = normalisation.key();
            let [zh, en] = [Language::Chinese, Language::English].map(|it| told(key, it));
            assert!(zh.starts_with("无量纲化：") && en.starts_with("Normalise: "));
        }
        assert_eq!(
            told("minmax", Language::Chinese),
            "无量纲化：按最好与最差折算（极差法），得分 0–100，最好与最差各期分别取"
        );
        for (key, part) in [
            (
                "zscore",
                "a standard deviation 1 point(s), mean and standard deviation from each period",
            ),
            (
                "efficacy",
                "base score 60, 40 points on top, limits not stated from each period",
            ),
            ("base-index", "base period the first one"),
            ("percentile-rank", "scores 0–100"),
        ] {
            let line = told(key, Language::English);
            assert!(line.contains(part), "{line}");
        }
    }
}
