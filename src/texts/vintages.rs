//! What became of holding results against a vintage: how well they agree, and what may be the cause.

use super::{
    Language, Texts,
    findings::{node_name, unit_label},
};
use crate::{
    engine::{Over, UnitId},
    project::{
        Dataset,
        compare::{Cause, Causes, ColumnComparison, Fit, Trial, VintageComparison},
    },
};

impl Texts {
    /// How well a vintage agrees with the results, in a few sentences.
    pub fn vintage_summary(self, comparison: &VintageComparison, dataset: &Dataset) -> String {
        let mut said = vec![self.fit(&comparison.fit)];
        if !comparison.only_published.is_empty() {
            let names = self.names(comparison.only_published.iter().map(String::as_str));
            said.push(match self.language {
                Language::Chinese => format!("只在发布版本中有：{names}"),
                Language::English => format!("Only published: {names}"),
            });
        }
        if !comparison.only_computed.is_empty() {
            let units = comparison.only_computed.iter();
            let names = self.names(units.map(|&unit| unit_label(dataset, unit)));
            said.push(match self.language {
                Language::Chinese => format!("只在本项目中参评：{names}"),
                Language::English => format!("Only ranked here: {names}"),
            });
        }
        self.sentences(&said)
    }

    /// One index or sub-index of a comparison.
    pub fn vintage_column(self, column: &ColumnComparison) -> String {
        let when = self.period(&column.period);
        let told = match column.node {
            None => self
                .pick(
                    "指标体系中没有对应的节点，未比较",
                    "no node of the framework fits, so it is not compared",
                )
                .to_owned(),
            Some(_) => self.fit(&column.fit),
        };
        match self.language {
            Language::Chinese => format!("“{}”（{when}）：{told}", column.name),
            Language::English => format!("“{}” ({when}): {told}", column.name),
        }
    }

    fn fit(self, fit: &Fit) -> String {
        let mut said = Vec::new();
        match (fit.compared, self.language) {
            (0, _) => {}
            (count, Language::Chinese) => said.push(format!(
                "比较 {count} 个得分，{} 个按公布的小数位一致；最大相差 {}，平均相差 {}",
                fit.equal,
                digits(fit.largest),
                digits(fit.mean)
            )),
            (count, Language::English) => said.push(format!(
                "{count} score(s) compared, {} equal as printed; largest difference {}, mean {}",
                fit.equal,
                digits(fit.largest),
                digits(fit.mean)
            )),
        }
        match (fit.ranks_compared, fit.ranks_differing, self.language) {
            (0, _, _) => {}
            (count, 0, Language::Chinese) => said.push(format!("{count} 个排名全部一致")),
            (count, 0, Language::English) => said.push(format!("all {count} rank(s) are equal")),
            (count, differing, Language::Chinese) => said.push(format!(
                "{count} 个排名中 {differing} 个不同，最多相差 {} 位",
                fit.largest_rank
            )),
            (count, differing, Language::English) => said.push(format!(
                "{differing} of {count} rank(s) differ, by {} place(s) at most",
                fit.largest_rank
            )),
        }
        if said.is_empty() {
            let nothing = self.pick(
                "没有可比较的数字；请核对指标、时期和评价对象的名称",
                "there is nothing to compare; check the names of indicators, periods and units",
            );
            said.push(nothing.to_owned());
        }
        said.join(self.pick("；", "; "))
    }

    /// The most likely cause of the differences, in one sentence.
    pub fn vintage_verdict(self, causes: &Causes, dataset: &Dataset) -> String {
        let (Some(distance), best) = (causes.as_is.distance(), causes.best()) else {
            return self.fit(&causes.as_is);
        };
        match best {
            Some(trial) => self.vintage_trial(trial, dataset),
            None if distance == 0.0 => self
                .pick("与发布版本完全一致", "Everything agrees with the vintage")
                .to_owned(),
            None => match self.language {
                Language::Chinese => format!(
                    "试了 {} 种可能，都不能缩小差异；请核对原始数据是否有更正",
                    causes.tried
                ),
                Language::English => format!(
                    "None of {} trial(s) makes the differences smaller; check whether the data were revised",
                    causes.tried
                ),
            },
        }
    }

    /// What a trial did differently, and how much that explains.
    pub fn vintage_trial(self, trial: &Trial, dataset: &Dataset) -> String {
        let causes = trial
            .causes
            .iter()
            .map(|it| self.vintage_cause(it, dataset));
        let causes = causes
            .collect::<Vec<_>>()
            .join(self.pick("，并且", ", and "));
        let share = (trial.better * 100.0).floor();
        let said = match (trial.left == 0.0, self.language) {
            (true, Language::Chinese) => "差异全部消失".to_owned(),
            (true, Language::English) => "all differences vanish".to_owned(),
            (false, Language::Chinese) => {
                format!("差异减少 {share}%，剩余平均相差 {}", digits(trial.left))
            }
            (false, Language::English) => format!(
                "differences shrink by {share}%, with a mean of {} left",
                digits(trial.left)
            ),
        };
        match self.language {
            Language::Chinese => format!("{causes}：{said}"),
            Language::English => format!("{causes}: {said}"),
        }
    }

    /// What may have been done differently.
    pub fn vintage_cause(self, cause: &Cause, dataset: &Dataset) -> String {
        let zh = self.language == Language::Chinese;
        match cause {
            Cause::Direction { node } if zh => {
                format!("“{}”的方向相反", node_name(dataset, *node))
            }
            Cause::Direction { node } => {
                format!("“{}” counts the other way round", node_name(dataset, *node))
            }
            Cause::Range {
                range: [lower, upper],
            } if zh => {
                format!("得分范围为 {lower}–{upper}")
            }
            Cause::Range {
                range: [lower, upper],
            } => format!("scores run from {lower} to {upper}"),
            Cause::Mean { aggregation } => match self.language {
                Language::Chinese => format!("合成用{}", self.aggregation_name(*aggregation)),
                Language::English => {
                    format!("aggregated by {}", self.aggregation_name(*aggregation))
                }
            },
            Cause::UnitList { out, into } => self.unit_list(out, into, dataset),
            Cause::UnitOut { unit } if zh => format!("“{}”未参评", unit_label(dataset, *unit)),
            Cause::UnitOut { unit } => format!("“{}” is not ranked", unit_label(dataset, *unit)),
            Cause::UnitIn { unit } if zh => format!("“{}”也参评", unit_label(dataset, *unit)),
            Cause::UnitIn { unit } => format!("“{}” is ranked too", unit_label(dataset, *unit)),
            plain => self.plain_cause(plain).to_owned(),
        }
    }

    /// The causes without a name in them.
    const fn plain_cause(self, cause: &Cause) -> &'static str {
        match cause {
            Cause::Denominators { used: true } => {
                self.pick("数据除以了分母", "values are divided by their denominators")
            }
            Cause::Denominators { used: false } => self.pick(
                "数据没有除以分母",
                "values are not divided by their denominators",
            ),
            Cause::Bounds { over: Over::Pooled } => self.pick(
                "最大、最小值取自各期合并的数据",
                "bounds come from all periods together",
            ),
            Cause::Bounds { .. } => self.pick(
                "最大、最小值按各期分别取",
                "bounds come from each period by itself",
            ),
            Cause::EqualWeights => self.pick(
                "同一上级下各项等权",
                "all children of a node weigh the same",
            ),
            Cause::WeightsIgnored => self.pick(
                "没有用权重，所有指标直接平均",
                "no weights are used: the index is the mean of all indicators",
            ),
            Cause::GivenWeights => self.pick("用的是给定的权重", "the given weights are used"),
            _ => self.pick(
                "只是公布时的四舍五入",
                "just the rounding of what is printed",
            ),
        }
    }

    fn unit_list(self, out: &[UnitId], into: &[UnitId], dataset: &Dataset) -> String {
        let mut said = vec![
            self.pick(
                "参评名单与发布版本相同",
                "just the published units are ranked",
            )
            .to_owned(),
        ];
        for (units, zh, en) in [(out, "去掉", "without"), (into, "加上", "with")] {
            if !units.is_empty() {
                let names = self.names(units.iter().map(|&unit| unit_label(dataset, unit)));
                let word = self.pick(zh, en);
                said.push(match self.language {
                    Language::Chinese => format!("{word}{names}"),
                    Language::English => format!("{word} {names}"),
                });
            }
        }
        said.join(self.pick("，", ", "))
    }

    /// The first few of some names, and how many more there are.
    pub(super) fn names<'a>(self, names: impl Iterator<Item = &'a str>) -> String {
        const SHOWN: usize = 8;
        let names: Vec<&str> = names.collect();
        let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>();
        let shown = shown.join(self.pick("、", ", "));
        match (names.len().saturating_sub(SHOWN), self.language) {
            (0, _) => shown,
            (_, Language::Chinese) => format!("{shown}等 {} 个", names.len()),
            (more, Language::English) => format!("{shown} and {more} more"),
        }
    }

    fn sentences(self, said: &[String]) -> String {
        said.join(self.pick("。", ". "))
    }
}

/// A difference, to three digits that count; one that only rounding made is none.
pub(super) fn digits(number: f64) -> String {
    if number.abs() < 5e-10 {
        return "0".to_owned();
    }
    let size = number.abs().log10().floor();
    let decimals = (2.0 - size).clamp(0.0, 9.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within 0 and 9"
    )]
    let decimals = decimals as usize;
    format!("{number:.decimals$}")
}
