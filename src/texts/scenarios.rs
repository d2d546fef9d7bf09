//! Who is ranked by a rule, and in what scenarios differ.

use super::{
    Language, Texts,
    findings::{node_name, unit_label},
};
use crate::{
    engine::{Aggregation, UnitId},
    project::{
        Dataset, Difference, ListChange, RuleEffect, TopRule, UnitRule, compare::ScenarioShift,
    },
};

impl Texts {
    /// A rule of who is ranked, in one line.
    pub fn unit_rule(self, rule: &UnitRule, dataset: &Dataset) -> String {
        let mut said = Vec::new();
        if !rule.only.is_empty() {
            said.push(self.listed(("只评", "only"), &rule.only, dataset));
        }
        said.extend(rule.top.as_ref().map(|top| self.top_rule(top, dataset)));
        if !rule.also.is_empty() {
            said.push(self.listed(("加上", "also"), &rule.also, dataset));
        }
        if !rule.exclude.is_empty() {
            said.push(self.listed(("去掉", "without"), &rule.exclude, dataset));
        }
        if said.is_empty() {
            return self.pick("全部参评", "all are ranked").to_owned();
        }
        said.join(self.pick("，", ", "))
    }

    fn top_rule(self, top: &TopRule, dataset: &Dataset) -> String {
        let name = dataset.variable(top.variable).map(|it| it.name.as_str());
        let (name, count) = (name.unwrap_or("?"), top.count);
        let when = match &top.period {
            Some(period) => self.period(period),
            None => self.pick("最近一期", "the latest period").to_owned(),
        };
        match self.language {
            Language::Chinese => format!("“{name}”前 {count} 位（{when}）"),
            Language::English => format!("the first {count} by “{name}” ({when})"),
        }
    }

    /// What a rule does with the data as they are, a sentence each.
    pub fn rule_effect(self, effect: &RuleEffect, dataset: &Dataset) -> Vec<String> {
        let mut said = vec![match self.language {
            Language::Chinese => format!("参评 {} 个", effect.ranked.len()),
            Language::English => format!("{} ranked", effect.ranked.len()),
        }];
        for (units, word) in [
            (&effect.entered, ("按名单加入", "ranked by name")),
            (&effect.left, ("不参评", "left out")),
            (
                &effect.missing,
                (
                    "没有数据，无法排出先后；请补充数据，或按名单加入",
                    "without a value to tell their place; add the data, or name them",
                ),
            ),
            (
                &effect.tied,
                (
                    "并列最后一位，全部参评",
                    "share the last place, and all are ranked",
                ),
            ),
        ] {
            if !units.is_empty() {
                said.push(self.listed(word, units, dataset));
            }
        }
        said
    }

    /// Who entered and who left the ranked units; nothing where the list is the same.
    pub fn list_change(self, change: &ListChange, dataset: &Dataset) -> Vec<String> {
        let entered = (!change.entered.is_empty())
            .then(|| self.listed(("新参评", "now ranked"), &change.entered, dataset));
        let left = (!change.left.is_empty())
            .then(|| self.listed(("不再参评", "no longer ranked"), &change.left, dataset));
        entered.into_iter().chain(left).collect()
    }

    fn listed(self, (zh, en): (&str, &str), units: &[UnitId], dataset: &Dataset) -> String {
        let names = self.names(units.iter().map(|&unit| unit_label(dataset, unit)));
        match self.language {
            Language::Chinese => format!("{zh}：{names}"),
            Language::English => format!("{en}: {names}"),
        }
    }

    /// In what a scenario differs from the base, one thing.
    pub fn difference(self, difference: &Difference, dataset: &Dataset) -> String {
        let [what, base, here] = self.difference_in_parts(difference, dataset);
        match self.language {
            Language::Chinese => format!("{what}：{base} → {here}"),
            Language::English => format!("{what}: {base} → {here}"),
        }
    }

    /// The same as three texts: what differs, how the base has it, and how the scenario does.
    pub fn difference_in_parts(self, difference: &Difference, dataset: &Dataset) -> [String; 3] {
        let (what, base, here) = match difference {
            Difference::Weight { node, base, here } => {
                let name = node_name(dataset, *node);
                let what = match self.language {
                    Language::Chinese => format!("“{name}”的权重"),
                    Language::English => format!("Weight of “{name}”"),
                };
                (what, self.typed(*base), self.typed(*here))
            }
            Difference::Enabled { node, here } => {
                let (name, what) = (node_name(dataset, *node), self.pick("启用", "Use of"));
                let what = match self.language {
                    Language::Chinese => format!("“{name}”的{what}"),
                    Language::English => format!("{what} “{name}”"),
                };
                (what, self.yes(!here), self.yes(*here))
            }
            Difference::Role { unit, base, here } => {
                let name = unit_label(dataset, *unit);
                let what = match self.language {
                    Language::Chinese => format!("“{name}”的角色"),
                    Language::English => format!("Role of “{name}”"),
                };
                let role = |role| self.role_name(role).to_owned();
                (what, role(*base), role(*here))
            }
            Difference::UnitRule { base, here } => {
                let base = base.clone().unwrap_or_default();
                let what = self.pick("参评规则", "Rule of who is ranked").to_owned();
                (
                    what,
                    self.unit_rule(&base, dataset),
                    self.unit_rule(here, dataset),
                )
            }
            of_method => return self.method_difference(of_method),
        };
        [what, base, here]
    }

    fn method_difference(self, difference: &Difference) -> [String; 3] {
        let (what, base, here) = match difference {
            Difference::Screen { base, here } => {
                let asks = |it: bool| self.yes(it);
                (
                    ("数据可得性筛选", "Screening"),
                    asks(base.is_some()),
                    asks(here.is_some()),
                )
            }
            Difference::Imputation { base, here } => {
                let name = |it| self.imputation_name(it).to_owned();
                (("插补", "Imputation"), name(base), name(here))
            }
            Difference::Treatment { base, here } => {
                let name = |it| self.treatment_name(it).to_owned();
                (
                    ("异常值处理", "Treatment of outliers"),
                    name(base),
                    name(here),
                )
            }
            Difference::Normalisation { base, here } => (
                ("无量纲化", "Normalisation"),
                self.normalisation_in_short(base),
                self.normalisation_in_short(here),
            ),
            Difference::Weighting { base, here } => {
                let name = |it| self.weighting_in_full(it);
                (("赋权方法", "Weighting"), name(base), name(here))
            }
            Difference::Aggregations { base, here } => (
                ("合成方法", "Aggregation"),
                self.aggregations(base),
                self.aggregations(here),
            ),
            Difference::MinAvailability { base, here } => (
                ("可得项权重的要求", "Weight that must be available"),
                base.to_string(),
                here.to_string(),
            ),
            // All others were told before.
            _ => {
                let here = matches!(difference, Difference::Denominate { here: true });
                (
                    ("除以分母", "Division by denominators"),
                    self.yes(!here),
                    self.yes(here),
                )
            }
        };
        [self.pick(what.0, what.1).to_owned(), base, here]
    }

    fn normalisation_in_short(self, it: &crate::engine::Normalisation) -> String {
        let range = it.range().map(|[lower, upper]| format!("{lower}–{upper}"));
        let over = it.over().map(|over| self.over_name(&over));
        let name = Some(self.normalisation_name(it).to_owned());
        let parts: Vec<String> = [name, range, over].into_iter().flatten().collect();
        parts.join(self.pick("，", ", "))
    }

    fn aggregations(self, all: &[Aggregation]) -> String {
        if all.is_empty() {
            return self.aggregation_in_full(Aggregation::default());
        }
        let names = all.iter().map(|it| self.aggregation_in_full(*it));
        names.collect::<Vec<_>>().join(self.pick("、", ", "))
    }

    fn typed(self, weight: Option<f64>) -> String {
        weight.map_or_else(|| self.pick("空", "blank").to_owned(), |it| it.to_string())
    }

    fn yes(self, yes: bool) -> String {
        let word = if yes {
            self.pick("是", "yes")
        } else {
            self.pick("否", "no")
        };
        word.to_owned()
    }

    /// What a scenario does to the ranks of the base.
    pub fn scenario_shift(self, shift: &ScenarioShift, dataset: &Dataset) -> String {
        let ScenarioShift {
            compared,
            moved,
            largest,
            mean,
            ..
        } = shift;
        let mut said = vec![match self.language {
            Language::Chinese => {
                format!("{compared} 个中 {moved} 个名次变动，最多 {largest} 位，平均 {mean:.1} 位")
            }
            Language::English => format!(
                "{moved} of {compared} change their rank, by {largest} place(s) at most and {mean:.1} on average"
            ),
        }];
        let change = ListChange {
            entered: shift.entered.clone(),
            left: shift.left.clone(),
        };
        said.extend(self.list_change(&change, dataset));
        said.join(self.pick("；", "; "))
    }
}
