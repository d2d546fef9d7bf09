//! The start screen.

use crate::texts::Texts;

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
    /// Button on a sample's card.
    pub const fn open_sample(self) -> &'static str {
        self.pick("打开示例", "Open sample")
    }
}
