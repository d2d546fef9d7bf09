//! The help beside the screens.

use crate::texts::{Language, Texts};

impl Texts {
    /// Command, and the heading of the panel.
    pub const fn help(self) -> &'static str {
        self.pick("帮助", "Help")
    }
    /// Button that puts the panel away.
    pub const fn close_help(self) -> &'static str {
        self.pick("关闭帮助", "Close help")
    }
    /// Field.
    pub const fn search_help(self) -> &'static str {
        self.pick("在帮助中搜索", "Search the help")
    }
    /// Button: the list of headings.
    pub const fn help_contents(self) -> &'static str {
        self.pick("目录", "Contents")
    }
    /// Button: where one was before.
    pub const fn help_back(self) -> &'static str {
        self.pick("返回", "Back")
    }
    /// Button: the section before.
    pub const fn help_previous(self) -> &'static str {
        self.pick("上一节", "Previous")
    }
    /// Button: the section after.
    pub const fn help_next(self) -> &'static str {
        self.pick("下一节", "Next")
    }
    /// A line that was found, as a screen reader says it.
    pub fn help_found(self, heading: &str, line: &str) -> String {
        match self.language {
            Language::Chinese => format!("{heading}：{line}"),
            Language::English => format!("{heading}: {line}"),
        }
    }
}
