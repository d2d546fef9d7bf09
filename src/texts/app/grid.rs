//! The tools of the data grid: finding and replacing, sorting and filtering.

use crate::{
    project::Condition,
    texts::{Language, Texts},
};

impl Texts {
    /// The sign behind a number that is counted in ten thousands, in either language.
    pub const TEN_THOUSANDS: &str = "万";
    /// The sign behind a number that is counted in hundred millions, in either language.
    pub const HUNDRED_MILLIONS: &str = "亿";

    /// Command.
    pub const fn cut_values(self) -> &'static str {
        self.pick("剪切所选数值", "Cut the selected values")
    }
    /// Command.
    pub const fn find_in_data(self) -> &'static str {
        self.pick("在数据中查找", "Find in the data")
    }
    /// Command.
    pub const fn replace_in_data(self) -> &'static str {
        self.pick("替换数值", "Replace values")
    }
    /// Field.
    pub const fn find_what(self) -> &'static str {
        self.pick("查找内容", "Find what")
    }
    /// Hint in the field.
    pub const fn find_hint(self) -> &'static str {
        self.pick("数值、评价对象或指标", "a value, a unit or an indicator")
    }
    /// Field.
    pub const fn replace_with(self) -> &'static str {
        self.pick("替换为", "Replace with")
    }
    /// Check box.
    pub const fn whole_cell(self) -> &'static str {
        self.pick("整格相同", "Whole cell")
    }
    /// Button.
    pub const fn find_previous(self) -> &'static str {
        self.pick("上一处", "Find previous")
    }
    /// Button.
    pub const fn find_next(self) -> &'static str {
        self.pick("下一处", "Find next")
    }
    /// Button.
    pub const fn replace_one(self) -> &'static str {
        self.pick("替换", "Replace")
    }
    /// Button.
    pub const fn replace_all(self) -> &'static str {
        self.pick("全部替换", "Replace all")
    }
    /// What is replaced and what is not.
    pub const fn replace_help(self) -> &'static str {
        self.pick(
            "按数值的全部位数查找，只替换数值；名称和计算得出的数值不变",
            "Looks at values in full and replaces values only; names and computed values stay",
        )
    }
    /// Button.
    pub const fn close_find(self) -> &'static str {
        self.pick("关闭查找", "Close find")
    }
    /// How many places there are, and which of them is selected.
    pub fn hits(self, here: Option<usize>, count: usize) -> String {
        match (self.language, here) {
            (Language::Chinese, _) if count == 0 => "没有找到".to_owned(),
            (Language::English, _) if count == 0 => "Nothing found".to_owned(),
            (Language::Chinese, Some(here)) => format!("第 {here} 处，共 {count} 处"),
            (Language::English, Some(here)) => format!("{here} of {count}"),
            (Language::Chinese, None) => format!("共 {count} 处"),
            (Language::English, None) => format!("{count} found"),
        }
    }
    /// Head of a column; whether it is sorted by, and from the largest.
    pub fn sort_by(self, name: &str, descending: Option<bool>) -> String {
        let now = descending.map(|it| self.sorted_by(name, it));
        now.unwrap_or_else(|| match self.language {
            Language::Chinese => format!("按“{name}”排序"),
            Language::English => format!("Sort by {name}"),
        })
    }
    /// How the rows are sorted.
    pub fn sorted_by(self, name: &str, descending: bool) -> String {
        match (self.language, descending) {
            (Language::Chinese, false) => format!("按“{name}”升序"),
            (Language::Chinese, true) => format!("按“{name}”降序"),
            (Language::English, false) => format!("Sorted by {name}, ascending"),
            (Language::English, true) => format!("Sorted by {name}, descending"),
        }
    }
    /// What a click on a head does.
    pub const fn sort_help(self) -> &'static str {
        self.pick(
            "单击依次为升序、降序、原次序；只改变显示，不改变数据",
            "Click for ascending, descending, and the order of the data; only the view changes, not the data",
        )
    }
    /// Button and heading.
    pub fn filter_by(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("筛选“{name}”"),
            Language::English => format!("Filter {name}"),
        }
    }
    /// Field.
    pub const fn name_holds(self) -> &'static str {
        self.pick("名称包含", "Name contains")
    }
    /// List.
    pub const fn condition_name(self) -> &'static str {
        self.pick("筛选条件", "Condition")
    }
    /// Choice of what values must be; none is anything.
    pub const fn condition(self, condition: Option<Condition>) -> &'static str {
        match condition {
            None => self.pick("全部", "All"),
            Some(Condition::AtLeast(_)) => self.pick("≥ 大于或等于", "≥ at least"),
            Some(Condition::AtMost(_)) => self.pick("≤ 小于或等于", "≤ at most"),
            Some(Condition::Between(..)) => self.pick("介于", "Between"),
            Some(Condition::Missing) => self.pick("缺失的", "Missing"),
            Some(Condition::Present) => self.pick("不缺失的", "Not missing"),
            Some(Condition::Corrected) => self.pick("手工更正的", "Corrected by hand"),
            Some(Condition::Imputed) => self.pick("插补的", "Filled in"),
            Some(Condition::Outlier) => self.pick("按异常值处理的", "Treated as outliers"),
        }
    }
    /// Choice.
    pub const fn ascending(self) -> &'static str {
        self.pick("升序", "Ascending")
    }
    /// Choice.
    pub const fn descending(self) -> &'static str {
        self.pick("降序", "Descending")
    }
    /// Choice.
    pub const fn order_of_data(self) -> &'static str {
        self.pick("原次序", "Order of the data")
    }
    /// Button.
    pub const fn close_filter(self) -> &'static str {
        self.pick("收起筛选", "Close filter")
    }
    /// How many units are shown.
    pub fn shown_of(self, shown: usize, all: usize) -> String {
        match self.language {
            Language::Chinese => format!("共 {all} 个评价对象，显示 {shown} 个"),
            Language::English => format!("Showing {shown} of {all} units"),
        }
    }
    /// Button.
    pub const fn clear_filters(self) -> &'static str {
        self.pick("清除筛选", "Clear filter")
    }
    /// Button.
    pub const fn drop_sort(self) -> &'static str {
        self.pick("恢复原次序", "Back to the order of the data")
    }
    /// Button.
    pub const fn sort_again(self) -> &'static str {
        self.pick("重新应用", "Apply again")
    }
    /// When to do it.
    pub const fn sort_again_help(self) -> &'static str {
        self.pick(
            "更正数值后，各行暂不移动；点这里按现在的数值重新排序和筛选",
            "Rows stay where they are while values are corrected; this sorts and filters by the values as they are now",
        )
    }
    /// Button: how numbers are written.
    pub const fn number_format(self) -> &'static str {
        self.pick("数字格式", "Number format")
    }
    /// What it changes.
    pub const fn number_format_help(self) -> &'static str {
        self.pick(
            "只改变数据表的显示；复制和导出仍是全部位数",
            "Changes how the table shows numbers; copies and files have them in full",
        )
    }
    /// List.
    pub const fn decimals(self) -> &'static str {
        self.pick("小数位数", "Decimals")
    }
    /// Choice: as many decimals as a column needs.
    pub const fn decimals_as_needed(self) -> &'static str {
        self.pick("自动", "As needed")
    }
    /// Check box.
    pub const fn thousands_apart(self) -> &'static str {
        self.pick("千位分隔", "Commas between thousands")
    }
    /// List: what large numbers are counted in.
    pub const fn counted_in(self) -> &'static str {
        self.pick("显示单位", "Counted in")
    }
    /// Choice.
    pub const fn counted_in_ones(self) -> &'static str {
        self.pick("原数", "Ones")
    }
    /// Choice.
    pub const fn counted_in_ten_thousands(self) -> &'static str {
        self.pick("万", "Ten thousands (万)")
    }
    /// Choice.
    pub const fn counted_in_hundred_millions(self) -> &'static str {
        self.pick("亿", "Hundred millions (亿)")
    }
    /// Button.
    pub const fn columns_as_in_data(self) -> &'static str {
        self.pick("恢复原列序", "Columns as in the data")
    }
    /// What can be done with a head.
    pub const fn head_help(self) -> &'static str {
        self.pick(
            "拖动可移动列（或按 Alt+← Alt+→）；拖动右边线改变列宽，双击则适合内容",
            "Drag to move the column, or press Alt+← or Alt+→; drag its right edge to change the width, double-click it to fit",
        )
    }
}
