//! A list of things before it is counted.

use crate::texts::{Language, Texts};

impl Texts {
    /// Choice of the preview.
    pub const fn as_list(self) -> &'static str {
        self.pick("作为名单", "As a list of things")
    }
    /// What that is.
    pub const fn as_list_line(self) -> &'static str {
        self.pick(
            "每行是一个实验室、企业、专利……按城市或省份计数、求和或平均，成为一个变量",
            "A row is a laboratory, a firm, a patent…: counted, summed or averaged per city or province into a variable",
        )
    }
    /// Field.
    pub const fn tally_by(self) -> &'static str {
        self.pick("按此列归属", "Units from column")
    }
    /// Field.
    pub const fn tally_level(self) -> &'static str {
        self.pick("归到", "Level")
    }
    /// Choice: units are named as they stand.
    pub const fn as_it_stands(self) -> &'static str {
        self.pick("按原文", "as it stands")
    }
    /// Field.
    pub const fn tally_period(self) -> &'static str {
        self.pick("时期", "Period")
    }
    /// Choice: there is none.
    pub const fn none_at_all(self) -> &'static str {
        self.pick("无", "none")
    }
    /// Choice: the same for all rows.
    pub const fn same_for_all(self) -> &'static str {
        self.pick("全表同一时期", "the same for all")
    }
    /// Choice: a column tells it.
    pub fn by_column(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{column}”列"),
            Language::English => format!("column “{column}”"),
        }
    }
    /// Length of the periods.
    pub const fn every_year(self) -> &'static str {
        self.pick("按年", "by year")
    }
    /// Length of the periods.
    pub const fn every_quarter(self) -> &'static str {
        self.pick("按季", "by quarter")
    }
    /// Length of the periods.
    pub const fn every_month(self) -> &'static str {
        self.pick("按月", "by month")
    }
    /// Field: what is counted.
    pub const fn tally_what(self) -> &'static str {
        self.pick("统计", "Figure")
    }
    /// Choice.
    pub const fn count_of_rows(self) -> &'static str {
        self.pick("个数", "number of rows")
    }
    /// Choice.
    pub fn sum_of(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{column}”合计"),
            Language::English => format!("sum of “{column}”"),
        }
    }
    /// Choice.
    pub fn mean_of(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{column}”平均"),
            Language::English => format!("mean of “{column}”"),
        }
    }
    /// Choice.
    pub fn distinct_of(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{column}”的不同个数"),
            Language::English => format!("different “{column}”"),
        }
    }
    /// Field: the classes the rows are told apart by.
    pub const fn tally_split(self) -> &'static str {
        self.pick("再分", "Split")
    }
    /// Choice.
    pub fn split_by(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("按“{column}”分类"),
            Language::English => format!("by the classes of “{column}”"),
        }
    }
    /// Choice.
    pub fn split_into_bands(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("按“{column}”分段"),
            Language::English => format!("by bands of “{column}”"),
        }
    }
    /// Field: where bands end.
    pub const fn band_edges(self) -> &'static str {
        self.pick("分段点", "Edges")
    }
    /// Field: the name of the variable.
    pub const fn tally_name(self) -> &'static str {
        self.pick("变量名称", "Variable")
    }
    /// Button.
    pub const fn add_figure(self) -> &'static str {
        self.pick("增加一项统计", "Add a figure")
    }
    /// Button.
    pub const fn remove_figure(self) -> &'static str {
        self.pick("删除此项", "Remove")
    }
    /// Field: only some classes.
    pub const fn tally_only(self) -> &'static str {
        self.pick("只统计", "Only")
    }
    /// Choice: all rows.
    pub const fn all_rows(self) -> &'static str {
        self.pick("全部行", "all rows")
    }
    /// Field.
    pub const fn tally_several(self) -> &'static str {
        self.pick("一格有几个地区时", "Several units in a cell")
    }
    /// Field.
    pub const fn tally_twice(self) -> &'static str {
        self.pick("同名重复", "Things that stand twice")
    }
    /// Choice.
    pub const fn twice_all(self) -> &'static str {
        self.pick("都计", "count each row")
    }
    /// Choice.
    pub const fn twice_once(self) -> &'static str {
        self.pick("只计一次", "count once")
    }
    /// Field.
    pub const fn tally_absent(self) -> &'static str {
        self.pick("没有的评价对象", "Units without any")
    }
    /// Choice.
    pub const fn absent_missing(self) -> &'static str {
        self.pick("缺失", "missing")
    }
    /// Choice.
    pub const fn absent_zero(self) -> &'static str {
        self.pick("记为 0", "count as 0")
    }
    /// What became of the rows.
    pub fn tallied(
        self,
        placed: usize,
        unplaced: usize,
        left_out: usize,
        doubles: usize,
    ) -> String {
        match self.language {
            Language::Chinese => format!(
                "计入 {placed} 行，未能归属 {unplaced} 行，按选择略去 {left_out} 行，重复未计 {doubles} 行"
            ),
            Language::English => format!(
                "Rows counted: {placed}, without a place: {unplaced}, left out by choice: {left_out}, repeats not counted: {doubles}"
            ),
        }
    }
}
