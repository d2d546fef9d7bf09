//! The start screen.

use crate::texts::{Language, Texts};

impl Texts {
    /// Heading.
    pub const fn samples(self) -> &'static str {
        self.pick("示例项目", "Sample projects")
    }
    /// Heading.
    pub const fn your_work(self) -> &'static str {
        self.pick("您的项目", "Your projects")
    }
    /// Heading.
    pub const fn recent(self) -> &'static str {
        self.pick("最近打开", "Recent")
    }
    /// Empty state.
    pub const fn no_recent(self) -> &'static str {
        self.pick(
            "保存过的项目会列在这里。",
            "Projects you save are listed here.",
        )
    }
    /// Mark of a recent file that is gone.
    pub const fn missing_file(self) -> &'static str {
        self.pick("（文件已不在）", "(no longer there)")
    }
    /// Button.
    pub const fn new_from_table(self) -> &'static str {
        self.pick("从表格新建…", "New from a spreadsheet…")
    }
    /// What it does.
    pub const fn new_from_table_line(self) -> &'static str {
        self.pick(
            "导入 Excel 或 CSV：一行一个评价对象，一列一个指标。也可以把文件直接拖进窗口。",
            "Import Excel or CSV: one unit a row, one indicator a column. You can also drop files on the window.",
        )
    }
    /// What a sample shows.
    pub const fn sample_hardtech(self) -> &'static str {
        self.pick(
            "38 个城市、五个分指数的等权合成：名次与公布的完全一致，指数仅两市与公布值相差 0.006。",
            "38 cities, five sub-indices with equal weights: every published rank, and the index but for two cities off by 0.006.",
        )
    }
    /// What a sample shows.
    pub const fn sample_ai(self) -> &'static str {
        self.pick(
            "30 个经济体的人工智能论文：篇均被引与影响因子合成影响力值 Z。",
            "AI papers of 30 economies: citations and impact factor make up the influence score Z.",
        )
    }
    /// Heading of the frameworks that come without data.
    pub const fn templates(self) -> &'static str {
        self.pick("指标体系模板", "Frameworks to begin with")
    }
    /// What a framework without data holds.
    pub const fn template_digital_innovation(self) -> &'static str {
        self.pick(
            "4 个一级、12 个二级、21 个三级指标，附计量单位，不含数据。",
            "4 dimensions, 12 fields and 21 indicators with their measures; no data.",
        )
    }
    /// Button on a sample's card: its framework without its data.
    pub const fn use_framework(self) -> &'static str {
        self.pick("套用其指标体系", "Use its framework")
    }
    /// What it does.
    pub const fn use_framework_line(self) -> &'static str {
        self.pick(
            "新建项目：指标、权重和方法照搬，数据由您导入。",
            "A new project with its indicators, weights and method; the data are yours to import.",
        )
    }
    /// The title of a project that began with the framework of another.
    pub fn with_own_data(self, title: &str) -> String {
        match self.language {
            Language::Chinese => format!("{title}（新数据）"),
            Language::English => format!("{title} (new data)"),
        }
    }
    /// Heading of the list of first steps.
    pub const fn first_steps(self) -> &'static str {
        self.pick("第一次使用", "First steps")
    }
    /// Beside it.
    pub fn so_many_done(self, done: usize, all: usize) -> String {
        match self.language {
            Language::Chinese => format!("已完成 {done}/{all}"),
            Language::English => format!("{done} of {all} done"),
        }
    }
    /// First step.
    pub const fn first_table(self) -> &'static str {
        self.pick("导入一份表格", "Import a table")
    }
    /// First step.
    pub const fn first_weight(self) -> &'static str {
        self.pick(
            "改一个权重，看名次怎样变化",
            "Change a weight and watch the ranks",
        )
    }
    /// First step.
    pub const fn first_unit(self) -> &'static str {
        self.pick("看一个评价对象的画像", "Look at the profile of one unit")
    }
    /// First step.
    pub const fn first_workbook(self) -> &'static str {
        self.pick("导出排名工作簿", "Export the ranked workbook")
    }
    /// Button.
    pub const fn put_away_steps(self) -> &'static str {
        self.pick("不再显示", "Do not show again")
    }
    /// Button on a sample's card.
    pub const fn open_sample(self) -> &'static str {
        self.pick("打开示例", "Open sample")
    }
}
