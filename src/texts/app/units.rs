//! The units screen.

use crate::texts::{Language, Texts};

impl Texts {
    /// Field.
    pub const fn find_unit(self) -> &'static str {
        self.pick("查找评价对象", "Find a unit")
    }
    /// Column head.
    pub const fn takes_part(self) -> &'static str {
        self.pick("参评", "Included")
    }
    /// Column head.
    pub const fn role(self) -> &'static str {
        self.pick("角色", "Role")
    }
    /// Column head.
    pub const fn key(self) -> &'static str {
        self.pick("数据中的名称", "Name in the data")
    }
    /// Column head.
    pub const fn available(self) -> &'static str {
        self.pick("有数据的指标", "Indicators with data")
    }
    /// Name of a check box.
    pub fn include_unit(self, unit: &str) -> String {
        match self.language {
            Language::Chinese => format!("{unit} 参评"),
            Language::English => format!("Include {unit}"),
        }
    }
    /// Name of a list of roles.
    pub fn role_of(self, unit: &str) -> String {
        match self.language {
            Language::Chinese => format!("{unit} 的角色"),
            Language::English => format!("Role of {unit}"),
        }
    }
    /// Button.
    pub const fn include_shown(self) -> &'static str {
        self.pick("列出的全部参评", "Include all listed")
    }
    /// Button.
    pub const fn exclude_shown(self) -> &'static str {
        self.pick("列出的全部不参评", "Exclude all listed")
    }
    /// How many take part.
    pub fn units_taking_part(self, ranked: usize, all: usize) -> String {
        match self.language {
            Language::Chinese => format!("{all} 个评价对象中 {ranked} 个参评"),
            Language::English => format!("{ranked} of {all} units ranked"),
        }
    }
    /// Empty state of a search.
    pub fn nothing_found(self, sought: &str) -> String {
        match self.language {
            Language::Chinese => format!("没有名称包含“{sought}”的评价对象"),
            Language::English => format!("No unit with “{sought}” in its name"),
        }
    }
}
