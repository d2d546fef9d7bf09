//! The inspector: what is selected, in brief.

use crate::texts::{Language, Texts};

impl Texts {
    /// Command, button and heading.
    pub const fn inspector(self) -> &'static str {
        self.pick("属性栏", "Inspector")
    }
    /// What it is for.
    pub const fn inspector_help(self) -> &'static str {
        self.pick(
            "所选对象、指标或数值的要点与可以做的事；任何一页上的实时排名",
            "What is selected in brief, and what can be done with it; the live ranking on any screen",
        )
    }
    /// Tab: what is selected.
    pub const fn inspected(self) -> &'static str {
        self.pick("所选内容", "Selection")
    }
    /// Button.
    pub const fn close_inspector(self) -> &'static str {
        self.pick("关闭属性栏", "Close the inspector")
    }
    /// Nothing is selected.
    pub const fn nothing_selected(self) -> &'static str {
        self.pick(
            "点一个评价对象、指标或数值，这里就显示它的要点。",
            "Click a unit, an indicator or a value to see it here in brief.",
        )
    }
    /// A unit that has neither score nor rank here.
    pub const fn without_results(self) -> &'static str {
        self.pick("没有得分", "No score")
    }
    /// Fact: a place of the registry, with its code.
    pub const fn place_fact(self) -> &'static str {
        self.pick("地区", "Place")
    }
    /// Fact: the change of rank since a period.
    pub fn since_period(self, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("与{period}相比"),
            Language::English => format!("Since {period}"),
        }
    }
    /// Heading.
    pub const fn strengths(self) -> &'static str {
        self.pick("优势指标", "Strengths")
    }
    /// Heading.
    pub const fn weaknesses(self) -> &'static str {
        self.pick("短板指标", "Weaknesses")
    }
    /// Heading over the indicators without data.
    pub fn indicators_missing(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("缺数据的指标（{count} 项）"),
            Language::English => format!("Indicators without data ({count})"),
        }
    }
    /// Names that are not listed any more.
    pub fn and_more(self, more: usize) -> String {
        match self.language {
            Language::Chinese => format!("等，另有 {more} 个"),
            Language::English => format!("and {more} more"),
        }
    }
    /// Button.
    pub const fn open_profile(self) -> &'static str {
        self.pick("打开画像", "Open its profile")
    }
    /// Button.
    pub const fn find_there_in_data(self) -> &'static str {
        self.pick("在数据中显示", "Show in the data")
    }
    /// Button.
    pub const fn find_there_in_framework(self) -> &'static str {
        self.pick("在指标体系中显示", "Show in the framework")
    }
    /// Button.
    pub const fn open_choices(self) -> &'static str {
        self.pick("方法设置…", "Method of its own…")
    }
    /// Button: a choice of a node's own is taken back.
    pub const fn reset(self) -> &'static str {
        self.pick("取消", "Reset")
    }
    /// Name of that button.
    pub fn reset_own(self, line: &str) -> String {
        match self.language {
            Language::Chinese => format!("取消“{line}”"),
            Language::English => format!("Reset {line}"),
        }
    }
    /// Heading.
    pub const fn own_method(self) -> &'static str {
        self.pick("自定方法", "Choices of its own")
    }
    /// What is selected.
    pub const fn variable_word(self) -> &'static str {
        self.pick("变量", "Variable")
    }
    /// What is selected.
    pub const fn aggregate_word(self) -> &'static str {
        self.pick("维度", "Dimension")
    }
    /// What is selected.
    pub const fn index_word(self) -> &'static str {
        self.pick("总指数", "Index")
    }
    /// What is selected, and when it is of.
    pub fn value_of(self, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("{period}的数值"),
            Language::English => format!("Value, {period}"),
        }
    }
    /// Heading over what values come to.
    pub fn values_of_ranked(self, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("{period}参评对象的数值"),
            Language::English => format!("Ranked units, {period}"),
        }
    }
    /// Fact.
    pub const fn code_fact(self) -> &'static str {
        self.pick("编码", "Code")
    }
    /// Fact: how many have a value.
    pub const fn with_value(self) -> &'static str {
        self.pick("有数值", "With a value")
    }
    /// Fact: how many are filled in.
    pub const fn imputed_fact(self) -> &'static str {
        self.pick("插补", "Filled in")
    }
    /// Fact: how many are moved because they are far out.
    pub const fn outliers_fact(self) -> &'static str {
        self.pick("按异常值处理", "Treated as outliers")
    }
    /// Fact: how many were corrected.
    pub const fn corrected_fact(self) -> &'static str {
        self.pick("手工更正", "Corrected by hand")
    }
    /// Fact.
    pub const fn least_value(self) -> &'static str {
        self.pick("最小", "Least")
    }
    /// Fact.
    pub const fn greatest_value(self) -> &'static str {
        self.pick("最大", "Greatest")
    }
    /// Fact.
    pub const fn mean_value(self) -> &'static str {
        self.pick("均值", "Mean")
    }
    /// Fact.
    pub const fn median_value(self) -> &'static str {
        self.pick("中位数", "Median")
    }
    /// Fact.
    pub const fn deviation_value(self) -> &'static str {
        self.pick("标准差", "Standard deviation")
    }
    /// Fact.
    pub const fn skewness_value(self) -> &'static str {
        self.pick("偏度", "Skewness")
    }
    /// Fact.
    pub const fn sum_value(self) -> &'static str {
        self.pick("合计", "Sum")
    }
    /// The histogram in words: from where to where, and where most values lie.
    pub fn spread_of_values(self, ends: [&str; 2], most: [&str; 2], count: usize) -> String {
        let ([least, greatest], [from, to]) = (ends, most);
        match self.language {
            Language::Chinese => {
                format!("数值分布：从 {least} 到 {greatest}；{from} 到 {to} 最多，有 {count} 个")
            }
            Language::English => format!(
                "How values are spread: from {least} to {greatest}; most lie between {from} and {to}: {count}"
            ),
        }
    }
    /// A column of the histogram.
    pub fn part_of_values(self, from: &str, to: &str, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("{from} 到 {to}：{count} 个"),
            Language::English => format!("{from} to {to}: {count}"),
        }
    }
    /// Heading over what becomes of a value in an indicator.
    pub fn stages_in(self, indicator: &str, period: Option<&str>) -> String {
        match (self.language, period) {
            (Language::Chinese, None) => format!("在“{indicator}”中"),
            (Language::Chinese, Some(period)) => format!("在{period}“{indicator}”中"),
            (Language::English, None) => format!("In {indicator}"),
            (Language::English, Some(period)) => format!("In {indicator}, {period}"),
        }
    }
    /// A stage of a value.
    pub const fn raw_stage(self) -> &'static str {
        self.pick("原始值", "Raw value")
    }
    /// A stage of a value.
    pub const fn divided_stage(self) -> &'static str {
        self.pick("除以分母后", "Divided")
    }
    /// A stage of a value.
    pub const fn imputed_stage(self) -> &'static str {
        self.pick("插补后", "Filled in")
    }
    /// A stage of a value.
    pub const fn treated_stage(self) -> &'static str {
        self.pick("异常值处理后", "Treated")
    }
    /// A stage of a value.
    pub const fn normalised_stage(self) -> &'static str {
        self.pick("无量纲化后", "Normalised")
    }
    /// Fact: the place of a value among the ranked units, from the largest.
    pub const fn place_of_value(self) -> &'static str {
        self.pick("由高到低", "From the largest")
    }
    /// A place among so many.
    pub fn place_among(self, place: u32, all: usize) -> String {
        match self.language {
            Language::Chinese => format!("第 {place}（共 {all} 个）"),
            Language::English => format!("{place} of {all}"),
        }
    }
    /// Heading over an indicator's neighbours below.
    pub const fn children_heading(self) -> &'static str {
        self.pick("下级及其占比", "Parts and their weights")
    }
    /// How many cells are selected.
    pub fn several_cells(self, cells: usize) -> String {
        match self.language {
            Language::Chinese => format!("所选 {cells} 格"),
            Language::English => format!("{cells} cells selected"),
        }
    }
    /// Fact: how many numbers there are.
    pub const fn numbers_count(self) -> &'static str {
        self.pick("数值个数", "Numbers")
    }
    /// No selected cell holds a number.
    pub const fn no_numbers(self) -> &'static str {
        self.pick(
            "所选格中没有数值。",
            "None of the selected cells holds a number.",
        )
    }
    /// Button: shows a unit or an indicator in place of a value.
    pub fn about_it(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("查看“{name}”"),
            Language::English => format!("Look at {name}"),
        }
    }
}
