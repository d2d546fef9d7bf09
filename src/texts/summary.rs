//! Results in plain sentences, made of facts alone.

use super::{
    Language, Texts,
    findings::{node_name, unit_label},
};
use crate::{
    engine::UnitId,
    project::{
        Dataset,
        summary::{Move, Moves, NodeStanding, Standing, Summary, UnitSummary},
    },
};

/// So many units of a tier are named.
const NAMED: usize = 6;

impl Texts {
    /// What a ranking comes to: a sentence a line.
    pub fn summary(self, summary: &Summary, dataset: &Dataset) -> Vec<String> {
        let mut said = vec![self.who_leads(summary, dataset)];
        said.push(self.around_the_mean(summary));
        said.extend(self.tiers_said(summary, dataset));
        said.extend(self.dimensions_said(summary, dataset));
        if let Some(moves) = summary.moves.as_ref().filter(|it| it.compared > 0) {
            said.push(self.moves_said(moves, dataset));
        }
        if summary.unranked > 0 {
            let count = summary.unranked;
            said.push(match self.language {
                Language::Chinese => format!("另有 {count} 个评价对象因缺少数据没有名次。"),
                Language::English if count == 1 => {
                    "1 unit has no rank for want of data.".to_owned()
                }
                Language::English => format!("{count} units have no rank for want of data."),
            });
        }
        said
    }

    fn who_leads(self, summary: &Summary, dataset: &Dataset) -> String {
        let top = summary.leaders.first().map_or(0.0, |it| it.score.abs());
        let told = |it: &Standing| self.standing(it, top, dataset);
        let leaders: Vec<String> = summary.leaders.iter().map(told).collect();
        let index = node_name(dataset, summary.index);
        let (count, period) = (summary.ranked, self.period(&summary.period));
        match self.language {
            Language::Chinese => {
                let last = summary.last.as_ref().map(told);
                let last = last.map_or(String::new(), |it| format!("，末位是{it}"));
                let leaders = leaders.join("、");
                format!(
                    "{period}“{index}”共有 {count} 个评价对象参加排名，居前的是{leaders}{last}。"
                )
            }
            Language::English => {
                let last = summary.last.as_ref().map(told);
                let last = last.map_or(String::new(), |it| format!("; last is {it}"));
                let leaders = leaders.join(", ");
                format!(
                    "“{index}”, {period}: {count} units are ranked. In front are {leaders}{last}."
                )
            }
        }
    }

    /// A unit with its rank and score.
    fn standing(self, it: &Standing, top: f64, dataset: &Dataset) -> String {
        let (unit, score) = (unit_label(dataset, it.unit), shown(it.score, top));
        match self.language {
            Language::Chinese => format!("{unit}（第 {} 名，{score} 分）", it.rank),
            Language::English => format!("{unit} (rank {}, {score})", it.rank),
        }
    }

    fn around_the_mean(self, summary: &Summary) -> String {
        let top = summary.leaders.first().map_or(0.0, |it| it.score.abs());
        let (mean, above) = (shown(summary.mean, top), summary.above_mean);
        match self.language {
            Language::Chinese => format!(
                "平均得分 {mean}，高于平均的有 {above} 个，其余 {} 个不高于平均。",
                summary.ranked - above
            ),
            Language::English => format!(
                "The mean score is {mean}; {above} lie above it, {} do not.",
                summary.ranked - above
            ),
        }
    }

    fn tiers_said(self, summary: &Summary, dataset: &Dataset) -> Option<String> {
        let tiers = (1..).zip(&summary.tiers).filter(|(_, it)| !it.is_empty());
        let said: Vec<String> = tiers
            .map(|(tier, units)| {
                let names = self.first_of_units(units, dataset);
                let (name, count) = (self.tier_number(tier), units.len());
                match self.language {
                    Language::Chinese => format!("{name} {count} 个：{names}"),
                    Language::English => format!("{name} ({count}): {names}"),
                }
            })
            .collect();
        let end = self.pick("。", ".");
        (!said.is_empty()).then(|| said.join(self.pick("；", "; ")) + end)
    }

    /// The first of some units, and that there are more.
    fn first_of_units(self, units: &[UnitId], dataset: &Dataset) -> String {
        let names = units.iter().take(NAMED).map(|it| unit_label(dataset, *it));
        let names: Vec<&str> = names.collect();
        let more = if units.len() > NAMED {
            self.pick("等", " and others")
        } else {
            ""
        };
        names.join(self.pick("、", ", ")) + more
    }

    fn dimensions_said(self, summary: &Summary, dataset: &Dataset) -> Option<String> {
        let led = summary.dimensions.iter().filter(|it| !it.first.is_empty());
        let said: Vec<String> = led
            .map(|it| {
                let units: Vec<UnitId> = it.first.iter().map(|it| it.unit).collect();
                let units = self.first_of_units(&units, dataset);
                let node = node_name(dataset, it.node);
                match self.language {
                    Language::Chinese => format!("“{node}”{units}"),
                    Language::English => format!("{units} in “{node}”"),
                }
            })
            .collect();
        (!said.is_empty()).then(|| match self.language {
            Language::Chinese => format!("各分项的第一名：{}。", said.join("，")),
            Language::English => format!("First in each part: {}.", said.join(", ")),
        })
    }

    fn moves_said(self, moves: &Moves, dataset: &Dataset) -> String {
        let told = |all: &[Move]| -> String {
            let said: Vec<String> = all.iter().map(|it| self.moved_from(it, dataset)).collect();
            said.join(self.pick("、", ", "))
        };
        let (since, kept) = (self.period(&moves.since), moves.kept);
        let mut said = match self.language {
            Language::Chinese => format!(
                "与{since}相比，都有名次的 {} 个中 {kept} 个名次不变",
                moves.compared
            ),
            Language::English => format!(
                "Of the {} ranked in {since} too, {kept} kept their rank",
                moves.compared
            ),
        };
        for (all, zh, en) in [
            (
                &moves.risen,
                "，上升最多的是",
                "; the largest moves up are ",
            ),
            (
                &moves.fallen,
                "，下降最多的是",
                "; the largest moves down are ",
            ),
        ] {
            if !all.is_empty() {
                said += self.pick(zh, en);
                said += &told(all);
            }
        }
        said + self.pick("。", ".")
    }

    fn moved_from(self, it: &Move, dataset: &Dataset) -> String {
        let unit = unit_label(dataset, it.unit);
        match self.language {
            Language::Chinese => format!("{unit}（第 {} 名到第 {} 名）", it.from, it.to),
            Language::English => format!("{unit} (from rank {} to {})", it.from, it.to),
        }
    }

    /// What a unit's results come to: a sentence a line.
    pub fn unit_summary(
        self,
        unit: UnitId,
        summary: &UnitSummary,
        dataset: &Dataset,
    ) -> Vec<String> {
        let mut said = vec![self.where_it_stands(unit, summary, dataset)];
        if let (Some((since, before)), Some(now)) = (&summary.before, summary.index.rank) {
            let since = self.period(since);
            let places = before.abs_diff(now);
            said.push(match (self.language, before.cmp(&now)) {
                (Language::Chinese, std::cmp::Ordering::Equal) => {
                    format!("与{since}相比，名次不变。")
                }
                (Language::English, std::cmp::Ordering::Equal) => {
                    format!("The rank is that of {since}.")
                }
                (Language::Chinese, up) => {
                    let word = if up.is_gt() { "上升" } else { "下降" };
                    format!(
                        "与{since}相比，名次{word} {places} 位（第 {before} 名到第 {now} 名）。"
                    )
                }
                (Language::English, up) => {
                    let word = if up.is_gt() { "up" } else { "down" };
                    format!(
                        "Since {since} it moved {word} by {places} (from rank {before} to {now})."
                    )
                }
            });
        }
        if let Some((ahead, gap)) = summary.ahead {
            let top = summary.index.best.unwrap_or(0.0);
            let (ahead, gap) = (unit_label(dataset, ahead), shown(gap, top));
            said.push(match self.language {
                Language::Chinese => format!("前一位是{ahead}，相差 {gap} 分。"),
                Language::English => format!("Just ahead is {ahead}, by {gap}."),
            });
        }
        for (all, zh, en) in [
            (&summary.dimensions, "各分项名次：", "Ranks in the parts: "),
            (&summary.strengths, "优势指标：", "Strengths: "),
            (&summary.weaknesses, "短板指标：", "Weaknesses: "),
        ] {
            let named = self.nodes_ranked(all, dataset);
            if !named.is_empty() {
                let end = self.pick("。", ".");
                said.push(format!("{}{named}{end}", self.pick(zh, en)));
            }
        }
        if summary.missing > 0 {
            let count = summary.missing;
            said.push(match self.language {
                Language::Chinese => format!("有 {count} 项指标没有数据。"),
                Language::English => format!("Indicators without data: {count}."),
            });
        }
        said
    }

    fn where_it_stands(self, unit: UnitId, summary: &UnitSummary, dataset: &Dataset) -> String {
        let index = &summary.index;
        let (name, period) = (node_name(dataset, index.node), self.period(&index.period));
        let unit = unit_label(dataset, unit);
        let top = index.best.unwrap_or(0.0);
        let (Some(score), Some(rank)) = (index.score, index.rank) else {
            return match (self.language, index.score) {
                (Language::Chinese, Some(score)) => {
                    let score = shown(score, top);
                    format!("{period}{unit}“{name}”得分 {score}，不参加排名。")
                }
                (Language::Chinese, None) => {
                    format!("{period}{unit}因缺少数据没有“{name}”得分。")
                }
                (Language::English, Some(score)) => {
                    let score = shown(score, top);
                    format!("{unit} scores {score} in “{name}”, {period}, and is not ranked.")
                }
                (Language::English, None) => {
                    format!("{unit} has no score in “{name}”, {period}, for want of data.")
                }
            };
        };
        let apart = index.mean.map(|mean| score - mean);
        let tier = summary.tier.map(|it| self.tier_number(it));
        let (shown_score, count) = (shown(score, top), index.ranked);
        match self.language {
            Language::Chinese => {
                let tier = tier.map_or(String::new(), |it| format!("，属{it}"));
                let apart = apart.map_or(String::new(), |it| {
                    let word = if it < 0.0 { "低于" } else { "高于" };
                    format!("，{word}平均 {} 分", shown(it.abs(), top))
                });
                format!(
                    "{period}{unit}“{name}”得分 {shown_score}，在 {count} 个评价对象中排第 {rank} 名{tier}{apart}。"
                )
            }
            Language::English => {
                let tier = tier.map_or(String::new(), |it| format!(", {it}"));
                let apart = apart.map_or(String::new(), |it| {
                    let word = if it < 0.0 { "below" } else { "above" };
                    format!(", {} {word} the mean", shown(it.abs(), top))
                });
                format!(
                    "{unit} scores {shown_score} in “{name}”, {period}: rank {rank} of {count}{tier}{apart}."
                )
            }
        }
    }

    fn nodes_ranked(self, nodes: &[NodeStanding], dataset: &Dataset) -> String {
        let said: Vec<String> = nodes
            .iter()
            .filter_map(|it| {
                let (name, rank) = (node_name(dataset, it.node), it.rank?);
                Some(match self.language {
                    Language::Chinese => format!("{name}（第 {rank} 名）"),
                    Language::English => format!("{name} (rank {rank})"),
                })
            })
            .collect();
        said.join(self.pick("、", ", "))
    }
}

/// A score as people read it, beside others of which the largest is `top`.
fn shown(score: f64, top: f64) -> String {
    let decimals = usize::from(Texts::score_decimals(top));
    let text = format!("{score:.decimals$}");
    text.replace('-', "−")
}
