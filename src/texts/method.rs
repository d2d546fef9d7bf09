//! The names of choices, and what each means in plain words.

use super::{Language, Texts};
use crate::{
    engine::{
        Aggregation, Direction, Framework, Method, Node, NodeKind, Normalisation, Over, Weighting,
    },
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
    pub const fn weighting_name(&self, weighting: Weighting) -> &'static str {
        match weighting {
            Weighting::Given => self.pick("按录入的权重（主观赋权）", "As typed (given weights)"),
            Weighting::Equal => self.pick("各项同等重要（等权）", "All alike (equal weights)"),
        }
    }

    /// What a weighting does.
    pub const fn weighting_help(&self, weighting: Weighting) -> &'static str {
        match weighting {
            Weighting::Given => self.pick(
                "同级各项按录入数字的比例分配权重；全部空白时等权",
                "Siblings share the weight in proportion to the typed numbers; all blank counts as equal",
            ),
            Weighting::Equal => self.pick(
                "同级各项权重相同，不看录入的数字",
                "All siblings weigh the same, whatever is typed",
            ),
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

    /// The whole method, a line each, for a cover page.
    pub fn method_in_words(&self, framework: &Framework, method: &Method) -> Vec<String> {
        let census = Census::of(framework);
        let mut lines = vec![
            self.normalisation_line(&method.normalisation),
            self.weighting_line(method.weighting),
            self.aggregation_line(method, &census),
            self.availability_line(method.min_availability),
        ];
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

    fn normalisation_line(&self, normalisation: &Normalisation) -> String {
        let name = self.normalisation_name(normalisation);
        let [lower, upper] = normalisation.range();
        let from = match normalisation {
            Normalisation::MinMax { over, .. } => Some(self.over_name(over)),
            Normalisation::Goalposts { .. } => None,
        };
        match (self.language, from) {
            (Language::Chinese, Some(from)) => {
                format!("无量纲化：{name}，得分 {lower}–{upper}，最好与最差{from}取")
            }
            (Language::Chinese, None) => format!("无量纲化：{name}，得分 {lower}–{upper}"),
            (Language::English, Some(from)) => {
                format!("Normalise: {name}, scores {lower}–{upper}, best and worst from {from}")
            }
            (Language::English, None) => format!("Normalise: {name}, scores {lower}–{upper}"),
        }
    }

    fn weighting_line(&self, weighting: Weighting) -> String {
        let (name, help) = (
            self.weighting_name(weighting),
            self.weighting_help(weighting),
        );
        match self.language {
            Language::Chinese => format!("权重：{name}：{help}"),
            Language::English => format!("Weight: {name}: {}", lower_first(help)),
        }
    }

    fn aggregation_line(&self, method: &Method, census: &Census) -> String {
        let levels: Vec<Aggregation> = (2..=census.level)
            .map(|level| method.aggregation_at(level))
            .collect();
        let first = method.aggregation_at(2);
        let head = self.pick("合成：", "Aggregate: ");
        if levels.iter().all(|&it| it == first) {
            let (name, help) = (self.aggregation_name(first), self.aggregation_help(first));
            return match self.language {
                Language::Chinese => format!("{head}{name}：{help}"),
                Language::English => format!("{head}{name}: {}", lower_first(help)),
            };
        }
        let named = levels.iter().zip(2..).map(|(&aggregation, level)| {
            let name = self.aggregation_name(aggregation);
            match self.language {
                Language::Chinese => format!("第 {level} 层{name}"),
                Language::English => format!("level {level} {name}"),
            }
        });
        let named: Vec<String> = named.collect();
        format!("{head}{}", named.join(self.pick("，", ", ")))
    }

    fn availability_line(&self, share: f64) -> String {
        let percent = share * 100.0;
        match self.language {
            _ if share <= 0.0 => self
                .pick(
                    "缺失：不补，缺失项的权重由其余各项按比例分摊",
                    "Missing: not filled in, the weight of a missing item goes to the others in proportion",
                )
                .to_owned(),
            Language::Chinese => format!("缺失：不补，缺失项的权重由其余各项按比例分摊；可得项权重不足 {percent:.0}% 的不计得分"),
            Language::English => format!(
                "Missing: not filled in, the weight of a missing item goes to the others in proportion; no score where available items carry less than {percent:.0}% of the weight"
            ),
        }
    }

    fn direction_line(&self, census: &Census) -> Option<String> {
        let (negative, all) = (census.negative, census.indicators);
        (negative > 0).then(|| match self.language {
            Language::Chinese => format!("方向：{all} 个指标中有 {negative} 个逆向指标（越小越好），折算时已反向"),
            Language::English => format!("Direction: {negative} of {all} indicators are negative (less is better) and were turned round"),
        })
    }

    fn overrides_line(&self, census: &Census) -> Option<String> {
        let said: Vec<String> = [
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
struct Census {
    level: usize,
    indicators: usize,
    negative: usize,
    own_normalisation: usize,
    own_weighting: usize,
    own_aggregation: usize,
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
                self.own_normalisation += usize::from(indicator.normalisation.is_some());
            }
            NodeKind::Aggregate(aggregate) => {
                self.own_weighting += usize::from(aggregate.weighting.is_some());
                self.own_aggregation += usize::from(aggregate.aggregation.is_some());
            }
        }
        for child in node.children().iter().filter(|child| child.enabled) {
            self.count(child);
        }
    }
}

/// A sentence that goes on after a colon.
fn lower_first(sentence: &str) -> String {
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
            source: String::new(),
            kind: NodeKind::Indicator(Indicator {
                variable: VariableId(id),
                direction,
                lo: None,
                hi: None,
                normalisation: (id == 2).then(Normalisation::default),
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
            for it in Weighting::ALL {
                all.extend([texts.weighting_name(it), texts.weighting_help(it)].map(str::to_owned));
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
