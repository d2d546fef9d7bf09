//! The rule of who is ranked, lists of units, and groups.

use crate::{
    project::Role,
    texts::{Language, Texts},
};

impl Texts {
    /// Button and title of the window.
    pub const fn rule_of_units(self) -> &'static str {
        self.pick("参评规则", "Ranking rule")
    }
    /// What the rule is for.
    pub const fn rule_of_units_help(self) -> &'static str {
        self.pick(
            "按规则确定参评名单，例如地区生产总值前 50 名；数据改变时名单自动更新",
            "Say by a rule who is ranked, such as the first 50 by GDP; the list follows the data",
        )
    }
    /// Choice.
    pub const fn rule_from_all(self) -> &'static str {
        self.pick("从全部评价对象中", "From all units")
    }
    /// Choice.
    pub const fn rule_from_some(self) -> &'static str {
        self.pick("只从这些评价对象中", "Only from these")
    }
    /// Field: none but these.
    pub const fn rule_only(self) -> &'static str {
        self.pick("只评这些", "Only these")
    }
    /// Field: ranked whatever their place.
    pub const fn rule_also(self) -> &'static str {
        self.pick("另外加上", "Plus these")
    }
    /// Field: left out whatever their place.
    pub const fn rule_exclude(self) -> &'static str {
        self.pick("去掉", "Minus these")
    }
    /// Check box before the number.
    pub const fn rule_top(self) -> &'static str {
        self.pick("取前", "Only the first")
    }
    /// Field.
    pub const fn rule_count(self) -> &'static str {
        self.pick("名额", "How many are ranked")
    }
    /// Between the number and the variable.
    pub const fn rule_by(self) -> &'static str {
        self.pick("名，按", "by")
    }
    /// Field.
    pub const fn rule_variable(self) -> &'static str {
        self.pick("按哪个变量", "By which variable")
    }
    /// Field.
    pub const fn rule_period(self) -> &'static str {
        self.pick("按哪个时期", "In which period")
    }
    /// Choice of a period.
    pub const fn latest_period(self) -> &'static str {
        self.pick("最近一期", "latest")
    }
    /// Heading.
    pub const fn rule_does(self) -> &'static str {
        self.pick("按此规则", "With this rule")
    }
    /// Where the list would not change.
    pub const fn list_stays(self) -> &'static str {
        self.pick("参评名单不变", "The same units are ranked as now")
    }
    /// Button.
    pub const fn apply_rule(self) -> &'static str {
        self.pick("应用", "Apply")
    }
    /// Button.
    pub const fn drop_rule(self) -> &'static str {
        self.pick("取消规则", "Drop the rule")
    }
    /// Between two facts of a line.
    pub const fn between(self) -> &'static str {
        self.pick("；", "; ")
    }
    /// A role that the rule has changed.
    pub fn role_by_rule(self, role: Role) -> String {
        let name = self.role_name(role);
        match self.language {
            Language::Chinese => format!("{name}（按规则）"),
            Language::English => format!("{name} (by rule)"),
        }
    }
    /// Menu beside a list.
    pub const fn add_names(self) -> &'static str {
        self.pick("添加…", "Add…")
    }
    /// Its name.
    pub fn add_names_to(self, list: &str) -> String {
        match self.language {
            Language::Chinese => format!("添加到“{list}”"),
            Language::English => format!("Add to “{list}”"),
        }
    }
    /// Entry: those that the screen lists after a search.
    pub fn listed_units(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("当前列出的 {count} 个"),
            Language::English => format!("The {count} listed now"),
        }
    }
    /// In an empty field.
    pub const fn names_hint(self) -> &'static str {
        self.pick(
            "输入或粘贴名称，用顿号、逗号或换行分隔",
            "Type or paste names, a line each or with commas between them",
        )
    }
    /// Names that mean no unit.
    pub fn names_not_known(self, names: &[String]) -> String {
        let told = self.names(names.iter().map(String::as_str));
        match self.language {
            Language::Chinese => format!("没有这些评价对象：{told}"),
            Language::English => format!("No such units: {told}"),
        }
    }
    /// Heading of the notice.
    pub const fn list_changed(self) -> &'static str {
        self.pick(
            "数据改变，参评名单随规则更新",
            "The data changed, and by the rule the list did",
        )
    }
    /// How the list of a scenario has changed, in the notice.
    pub fn list_of(self, scenario: &str, told: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{scenario}”：{told}"),
            Language::English => format!("“{scenario}”: {told}"),
        }
    }
    /// Button of the notice.
    pub const fn list_seen(self) -> &'static str {
        self.pick("知道了", "Got it")
    }
    /// Button of the notice.
    pub const fn show_units(self) -> &'static str {
        self.pick("查看名单", "Show the list")
    }

    /// Button and title of the window.
    pub const fn groups_of_units(self) -> &'static str {
        self.pick("分组", "Groups")
    }
    /// What groups are for.
    pub const fn groups_of_units_help(self) -> &'static str {
        self.pick(
            "给评价对象分组：组内排名、各组均值、按组插补、合并对象都用得到",
            "Sort units into groups: for ranks within groups, means of groups, filling gaps by group, and pooled units",
        )
    }
    /// Empty state.
    pub const fn no_groups_yet(self) -> &'static str {
        self.pick(
            "还没有分组。在下面填写名称和成员，或取用地名库中的分组。",
            "No groups yet. Name one and its members below, or take those that the registry of places knows.",
        )
    }
    /// The kind of groups made by hand, until it is called otherwise.
    pub const fn own_grouping(self) -> &'static str {
        self.pick("自定分组", "Own groups")
    }
    /// A group and how many units it has.
    pub fn group_and_size(self, name: &str, size: usize) -> String {
        match self.language {
            Language::Chinese => format!("{name}（{size}）"),
            Language::English => format!("{name} ({size})"),
        }
    }
    /// Button.
    pub const fn new_group(self) -> &'static str {
        self.pick("新建一组", "Another group")
    }
    /// Field.
    pub const fn grouping_name(self) -> &'static str {
        self.pick("分组方式", "Grouping")
    }
    /// Field.
    pub const fn group_name(self) -> &'static str {
        self.pick("组名", "Name of the group")
    }
    /// Button.
    pub const fn add_group(self) -> &'static str {
        self.pick("增加此组", "Add the group")
    }
    /// Button.
    pub const fn remove_group(self) -> &'static str {
        self.pick("删除此组", "Remove the group")
    }
    /// Heading.
    pub const fn from_registry(self) -> &'static str {
        self.pick("取自地名库", "From the registry of places")
    }
    /// Where the units are no places.
    pub const fn registry_offers_none(self) -> &'static str {
        self.pick(
            "地名库没有可用于这些评价对象的分组",
            "The registry knows no groups of these units",
        )
    }
    /// A kind of groups: 东部, 中部, 西部, 东北.
    pub const fn regions(self) -> &'static str {
        self.pick("四大地区", "Region")
    }
    /// A kind of groups.
    pub const fn provinces(self) -> &'static str {
        self.pick("省份", "Province")
    }
    /// A kind of groups.
    pub const fn clusters(self) -> &'static str {
        self.pick("城市群", "Cluster of cities")
    }
    /// Button: sort all units into groups of a kind.
    pub fn take_grouping(self, kind: &str) -> String {
        match self.language {
            Language::Chinese => format!("按{kind}分组"),
            Language::English => format!("Group by {}", kind.to_lowercase()),
        }
    }
    /// Button: make a group of a cluster.
    pub fn take_cluster(self, name: &str, units: usize) -> String {
        match self.language {
            Language::Chinese => format!("{name}：{units} 个"),
            Language::English => format!("{name}: {units}"),
        }
    }
}
