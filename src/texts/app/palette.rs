//! The field that finds everything.

use crate::texts::{Language, Texts};

impl Texts {
    /// Button and field.
    pub const fn search(self) -> &'static str {
        self.pick("搜索", "Search")
    }
    /// Hint in the field.
    pub const fn search_hint(self) -> &'static str {
        self.pick(
            "评价对象、指标或命令，可输拼音首字母",
            "a unit, an indicator or a command",
        )
    }
    /// Which keys do what.
    pub const fn search_keys(self) -> &'static str {
        self.pick(
            "↑ ↓ 选择，Enter 打开，Esc 关闭",
            "↑ ↓ choose, Enter opens, Esc closes",
        )
    }
    /// Nothing was found.
    pub fn nothing_matches(self, sought: &str) -> String {
        match self.language {
            Language::Chinese => format!("没有找到“{sought}”"),
            Language::English => format!("Nothing found for “{sought}”"),
        }
    }
    /// Kind of an entry.
    pub const fn is_command(self) -> &'static str {
        self.pick("命令", "command")
    }
    /// Kind of an entry.
    pub const fn is_screen(self) -> &'static str {
        self.pick("页面", "screen")
    }
    /// Kind of an entry.
    pub const fn is_language(self) -> &'static str {
        self.pick("语言", "language")
    }
    /// Kind of an entry.
    pub const fn is_node(self) -> &'static str {
        self.pick("指标", "indicator")
    }
    /// Kind of an entry.
    pub const fn is_variable(self) -> &'static str {
        self.pick("变量", "variable")
    }
    /// An entry, as a screen reader tells it.
    pub fn found_entry(self, name: &str, kind: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}（{kind}）"),
            Language::English => format!("{name} ({kind})"),
        }
    }
}
