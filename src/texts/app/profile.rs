//! Results in sentences, and units side by side.

use crate::texts::{Language, Texts};

impl Texts {
    /// Tab.
    pub const fn summary_tab(self) -> &'static str {
        self.pick("文字摘要", "Summary")
    }
    /// Tab.
    pub const fn units_tab(self) -> &'static str {
        self.pick("对象画像", "Unit profile")
    }
    /// Button.
    pub const fn copy_text(self) -> &'static str {
        self.pick("复制文字", "Copy text")
    }
    /// Button: the unit one rank ahead.
    pub const fn one_before(self) -> &'static str {
        self.pick("上一个评价对象", "The unit before")
    }
    /// Button.
    pub const fn one_after(self) -> &'static str {
        self.pick("下一个评价对象", "The unit after")
    }
    /// Field.
    pub const fn unit_in_view(self) -> &'static str {
        self.pick("所看的评价对象", "Unit in view")
    }
    /// Button: shows another unit beside the one in view.
    pub const fn put_beside(self) -> &'static str {
        self.pick("并列比较", "Compare with")
    }
    /// Button.
    pub fn not_beside(self, unit: &str) -> String {
        match self.language {
            Language::Chinese => format!("不再并列“{unit}”"),
            Language::English => format!("No longer beside: {unit}"),
        }
    }
    /// Heading: those just ahead and behind.
    pub const fn neighbours(self) -> &'static str {
        self.pick("名次相邻", "Around it in the ranking")
    }
    /// Heading.
    pub const fn over_time(self) -> &'static str {
        self.pick("历年得分与名次", "Score and rank over time")
    }
    /// A rank among so many.
    pub fn rank_of(self, rank: u32, ranked: usize) -> String {
        match self.language {
            Language::Chinese => format!("第 {rank} 名（共 {ranked} 个）"),
            Language::English => format!("rank {rank} of {ranked}"),
        }
    }
    /// Head of a column.
    pub const fn mean_of_ranked(self) -> &'static str {
        self.pick("平均", "Mean")
    }
    /// Head of a column.
    pub const fn best_of_ranked(self) -> &'static str {
        self.pick("最高", "Best")
    }
}
