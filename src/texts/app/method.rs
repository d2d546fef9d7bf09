//! The steps of the method above the framework, and the own choices of a node.

use crate::texts::{Language, Texts};

impl Texts {
    /// Step.
    pub const fn step_denominate(self) -> &'static str {
        self.pick("除以分母", "Denominate")
    }
    /// Step.
    pub const fn step_screen(self) -> &'static str {
        self.pick("筛选", "Screen")
    }
    /// Step.
    pub const fn step_impute(self) -> &'static str {
        self.pick("插补", "Impute")
    }
    /// Step.
    pub const fn step_treat(self) -> &'static str {
        self.pick("异常值", "Outliers")
    }
    /// Step.
    pub const fn step_tiers(self) -> &'static str {
        self.pick("梯队", "Tiers")
    }
    /// Short answer on a step's button.
    pub const fn told_off(self) -> &'static str {
        self.pick("否", "no")
    }
    /// Short answer on a step's button.
    pub fn told_denominated(self, indicators: usize) -> String {
        match self.language {
            Language::Chinese => format!("{indicators} 项指标"),
            Language::English if indicators == 1 => "1 indicator".to_owned(),
            Language::English => format!("{indicators} indicators"),
        }
    }
    /// Which indicators name a denominator.
    pub fn denominators_line(self, indicators: usize, all: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("{all} 项指标中有 {indicators} 项写有分母；分母在指标的“…”菜单里选择")
            }
            Language::English => format!(
                "{indicators} of {all} indicators name a denominator; choose it in the indicator’s “…” menu"
            ),
        }
    }
    /// Short answer on a step's button.
    pub const fn told_no_screen(self) -> &'static str {
        self.pick("全部参评", "all ranked")
    }
    /// Short answer on a step's button.
    pub fn told_screen(self, asks: usize) -> String {
        match self.language {
            Language::Chinese => format!("{asks} 项要求"),
            Language::English if asks == 1 => "1 demand".to_owned(),
            Language::English => format!("{asks} demands"),
        }
    }
    /// Choice of no tiers.
    pub const fn no_tiers(self) -> &'static str {
        self.pick("不分梯队", "No tiers")
    }
    /// What no tiers means.
    pub const fn no_tiers_help(self) -> &'static str {
        self.pick("只给出得分和名次", "Scores and ranks only")
    }
    /// Heading of a popup.
    pub fn step_of(self, step: &str, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node}：{step}"),
            Language::English => format!("{node}: {step}"),
        }
    }
    /// Link to the section of the documentation.
    pub const fn how_computed(self) -> &'static str {
        self.pick("方法说明", "How it is computed")
    }
    /// Field.
    pub const fn statistics_from(self) -> &'static str {
        self.pick("统计量取自", "Statistics from")
    }
    /// Field.
    pub const fn group_kind(self) -> &'static str {
        self.pick("按哪种分组", "Groups by")
    }
    /// Why a choice cannot be made.
    pub const fn no_groups(self) -> &'static str {
        self.pick(
            "数据中没有分组；请先导入带有分组列的数据",
            "The data have no groups; import a table with a column of groups first",
        )
    }
    /// Field.
    pub const fn row_level(self) -> &'static str {
        self.pick("参照的分支在第几级", "Level of the branch")
    }
    /// Hint.
    pub const fn row_level_help(self) -> &'static str {
        self.pick(
            "指标为第 1 级；2 即同一上级之下的其他指标",
            "Indicators are level 1; 2 takes the other indicators below the same parent",
        )
    }
    /// Field.
    pub const fn look_back(self) -> &'static str {
        self.pick("限定最多往前几期", "At most so many periods back")
    }
    /// Field.
    pub const fn constant_value(self) -> &'static str {
        self.pick("填入的数", "Number filled in")
    }
    /// Field.
    pub const fn most_points(self) -> &'static str {
        self.pick("最多改动的个数", "Values changed at most")
    }
    /// Field.
    pub const fn skewness_limit(self) -> &'static str {
        self.pick("偏度门槛", "Skewness limit")
    }
    /// Field.
    pub const fn kurtosis_limit(self) -> &'static str {
        self.pick("峰度门槛", "Kurtosis limit")
    }
    /// Field.
    pub const fn if_not_enough(self) -> &'static str {
        self.pick("仍然偏斜时", "If that is not enough")
    }
    /// Field.
    pub const fn power_of(self) -> &'static str {
        self.pick("幂次", "Power")
    }
    /// Field.
    pub const fn lower_percentile(self) -> &'static str {
        self.pick("下百分位", "Lower percentile")
    }
    /// Field.
    pub const fn upper_percentile(self) -> &'static str {
        self.pick("上百分位", "Upper percentile")
    }
    /// Field.
    pub const fn iqr_factor(self) -> &'static str {
        self.pick("四分位距的倍数", "Interquartile ranges")
    }
    /// Field.
    pub const fn lower_bound(self) -> &'static str {
        self.pick("最低", "Lowest")
    }
    /// Field.
    pub const fn upper_bound(self) -> &'static str {
        self.pick("最高", "Highest")
    }
    /// Field.
    pub const fn share_of_first(self) -> &'static str {
        self.pick("第一套所占比例", "Share of the first")
    }
    /// Heading over the sets of weights to combine.
    pub const fn sets_combined(self) -> &'static str {
        self.pick("合成哪几套", "Which sets")
    }
    /// Field.
    pub const fn rho(self) -> &'static str {
        self.pick("分辨系数", "Distinguishing coefficient")
    }
    /// Hint.
    pub const fn rho_help(self) -> &'static str {
        self.pick(
            "大于 0，不超过 1；越小差距拉得越开",
            "Above 0 and at most 1; the less it is, the wider scores spread",
        )
    }
    /// Field.
    pub const fn tier_count(self) -> &'static str {
        self.pick("分成几个梯队", "How many tiers")
    }
    /// Name of a field.
    pub fn tier_line(self, tier: usize) -> String {
        match self.language {
            Language::Chinese => format!("第 {tier} 梯队的最低分"),
            Language::English => format!("Lowest score of tier {tier}"),
        }
    }
    /// Button.
    pub const fn add_tier(self) -> &'static str {
        self.pick("增加一个梯队", "Add a tier")
    }
    /// Button.
    pub const fn drop_tier(self) -> &'static str {
        self.pick("去掉最后一个梯队", "Drop the last tier")
    }
    /// Button that lets a unit out of a list.
    pub fn take_off_list(self, unit: &str) -> String {
        match self.language {
            Language::Chinese => format!("移出名单：{unit}"),
            Language::English => format!("Take {unit} off the list"),
        }
    }
    /// List from which a unit is added.
    pub fn add_to_list(self, list: &str) -> String {
        match self.language {
            Language::Chinese => format!("{list}：添加对象"),
            Language::English => format!("{list}: add a unit"),
        }
    }
    /// What the list shows before anything is chosen.
    pub const fn add_unit(self) -> &'static str {
        self.pick("添加对象…", "Add a unit…")
    }
    /// Says that aggregates of higher levels have other choices.
    pub const fn levels_differ(self) -> &'static str {
        self.pick(
            "各级的合成方法不同；在这里选择后各级都用同一种",
            "Levels aggregate in different ways; a choice here holds for all of them",
        )
    }
    /// What the choice of the index means for a node.
    pub fn as_index_wide_help(self, present: &str) -> String {
        match self.language {
            Language::Chinese => format!("跟随整个指数，现为：{present}"),
            Language::English => format!("As for the whole index, now: {present}"),
        }
    }
    /// Entry of the menu of an indicator.
    pub const fn own_imputation(self) -> &'static str {
        self.pick("单独的插补", "Own imputation")
    }
    /// Entry of the menu of an indicator.
    pub const fn own_treatment(self) -> &'static str {
        self.pick("单独的异常值处理", "Own treatment of outliers")
    }
    /// Entry of the menu of an indicator.
    pub const fn denominator_and_lag(self) -> &'static str {
        self.pick("分母与滞后", "Denominator and lag")
    }
    /// Entry of the menu of an aggregate.
    pub const fn own_availability(self) -> &'static str {
        self.pick("方向与最低数据要求", "Direction and least data")
    }
    /// Field.
    pub const fn denominator(self) -> &'static str {
        self.pick("分母", "Denominator")
    }
    /// Choice.
    pub const fn no_denominator(self) -> &'static str {
        self.pick("没有分母", "No denominator")
    }
    /// Field.
    pub const fn per(self) -> &'static str {
        self.pick("每多少单位的分母", "Per so much of it")
    }
    /// Hint.
    pub const fn per_help(self) -> &'static str {
        self.pick(
            "人口以万人计时，填 100 即每百万人",
            "With population in units, 1000000 gives numbers per million",
        )
    }
    /// Says that denominators do not count at present.
    pub const fn denominators_off(self) -> &'static str {
        self.pick(
            "整个指数没有选择“除以分母”，现在不起作用",
            "The index does not divide by denominators, so this has no effect now",
        )
    }
    /// Button at a node with choices of its own.
    pub fn own_choices(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("自定 {count} 项"),
            Language::English => format!("{count} own"),
        }
    }
    /// Name of that button.
    pub fn own_choices_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的自定方法"),
            Language::English => format!("Own choices of {node}"),
        }
    }
    /// An own choice in a line.
    pub fn own_line(self, step: &str, choice: &str) -> String {
        match self.language {
            Language::Chinese => format!("{step}：{choice}"),
            Language::English => format!("{step}: {choice}"),
        }
    }
    /// A denominator in words.
    pub fn denominator_in_words(self, variable: &str, per: &str) -> String {
        match self.language {
            Language::Chinese if per == "1" => format!("除以{variable}"),
            Language::English if per == "1" => format!("divided by {variable}"),
            Language::Chinese => format!("每 {per} 单位{variable}"),
            Language::English => format!("per {per} of {variable}"),
        }
    }
    /// Periods in words.
    pub fn lag_in_words(self, periods: u32) -> String {
        match self.language {
            Language::Chinese => format!("{periods} 期"),
            Language::English if periods == 1 => "1 period".to_owned(),
            Language::English => format!("{periods} periods"),
        }
    }
}
