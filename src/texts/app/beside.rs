//! What stands beside a rank: tiers, groups, and what holds a unit back.

use crate::texts::{Language, Texts};

impl Texts {
    /// Column head.
    pub const fn tier(self) -> &'static str {
        self.pick("梯队", "Tier")
    }
    /// A tier, 1 the best.
    pub fn tier_number(self, tier: usize) -> String {
        match self.language {
            Language::Chinese => format!("第 {tier} 梯队"),
            Language::English => format!("Tier {tier}"),
        }
    }
    /// Field: which groups to compare.
    pub const fn groups_shown(self) -> &'static str {
        self.pick("分组比较", "Compare groups")
    }
    /// Choice.
    pub const fn no_grouping(self) -> &'static str {
        self.pick("不分组", "No groups")
    }
    /// Column head.
    pub const fn group(self) -> &'static str {
        self.pick("组", "Group")
    }
    /// Column head.
    pub const fn rank_in_group(self) -> &'static str {
        self.pick("组内名次", "In group")
    }
    /// Heading.
    pub const fn group_means(self) -> &'static str {
        self.pick("各组平均得分", "Mean scores of groups")
    }
    /// How many units of a group have scores.
    pub fn group_size(self, with: usize, all: usize) -> String {
        match self.language {
            Language::Chinese if with == all => format!("{all} 个对象"),
            Language::Chinese => format!("{all} 个对象中的 {with} 个"),
            Language::English if with == all && all == 1 => "1 unit".to_owned(),
            Language::English if with == all => format!("{all} units"),
            Language::English => format!("{with} of {all} units"),
        }
    }
    /// Which units of a group have no score.
    pub fn absent_units(self, names: &str) -> String {
        match self.language {
            Language::Chinese => format!("没有得分：{names}"),
            Language::English => format!("without a score: {names}"),
        }
    }
    /// Heading.
    pub fn obstacles_of(self, unit: &str) -> String {
        match self.language {
            Language::Chinese => format!("{unit}的主要短板"),
            Language::English => format!("What holds {unit} back"),
        }
    }
    /// What the shares below mean.
    pub const fn obstacles_help(self) -> &'static str {
        self.pick(
            "距满分的差距按权重折算，各指标所占的份额（障碍度），合计 100%",
            "The part of each indicator in the weighted distance from the top score (obstacle degree), 100% in all",
        )
    }
    /// Where there is nothing to show.
    pub const fn no_obstacles(self) -> &'static str {
        self.pick(
            "没有有固定得分范围的指标，算不出障碍度",
            "No indicator has a fixed score range, so there are no obstacle degrees",
        )
    }
    /// A bar, for readers of the screen aloud.
    pub fn obstacle_line(self, indicator: &str, share: &str) -> String {
        match self.language {
            Language::Chinese => format!("{indicator}，障碍度 {share}"),
            Language::English => format!("{indicator}, obstacle degree {share}"),
        }
    }
    /// Heading of the values that are not as observed.
    pub const fn changed_values(self) -> &'static str {
        self.pick("插补或调整过的数据", "Values filled in or moved")
    }
}
