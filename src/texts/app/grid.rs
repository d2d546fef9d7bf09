//! The tools of the data grid: finding and replacing.

use crate::texts::{Language, Texts};

impl Texts {
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
}
