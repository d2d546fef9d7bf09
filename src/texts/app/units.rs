//! The units screen.

use crate::{
    project::{UnitSort, UnitStep},
    texts::{Language, Texts},
};

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
    /// Column head: the code of a place.
    pub const fn place_code(self) -> &'static str {
        self.pick("代码", "Code")
    }
    /// What can be done with a name in the list.
    pub const fn unit_name_help(self) -> &'static str {
        self.pick(
            "拖动可改变次序；双击或选中后按 F2 可重命名",
            "Drag to move it; double-click, or press F2 when selected, to rename it",
        )
    }
    /// Button of the inspector.
    pub const fn rename_unit(self) -> &'static str {
        self.pick("重命名评价对象", "Rename the unit")
    }
    /// Button with a menu.
    pub const fn order_units(self) -> &'static str {
        self.pick("排序", "Order")
    }
    /// What the menu does.
    pub const fn order_units_help(self) -> &'static str {
        self.pick(
            "改变评价对象在数据表、名单和导出文件中的次序。拖动名称，或选中后按 Alt+↑、Alt+↓，可逐个移动",
            "Changes the order of units in the data, in this list and in exported files. Drag a name, or select it and press Alt+↑ or Alt+↓, to move one by itself",
        )
    }
    /// Menu entry.
    pub const fn order_by(self, sort: UnitSort<'_>) -> &'static str {
        match sort {
            UnitSort::Name => self.pick("按名称拼音", "By name"),
            UnitSort::Code(_) => self.pick("按行政区划代码", "By code"),
            UnitSort::Rank(_) => self.pick("按名次", "By rank"),
        }
    }
    /// At the pointer, while a unit is dragged.
    pub fn unit_lands(self, unit: &str, step: UnitStep) -> String {
        let zh = self.language == Language::Chinese;
        match step {
            UnitStep::Up if zh => format!("移到“{unit}”之上"),
            UnitStep::Up => format!("Move above “{unit}”"),
            UnitStep::Down if zh => format!("移到“{unit}”之下"),
            UnitStep::Down => format!("Move below “{unit}”"),
        }
    }
    /// What was asked for needs a unit.
    pub const fn choose_a_unit(self) -> &'static str {
        self.pick(
            "请先在名单中单击一个评价对象",
            "Click a unit of the list first",
        )
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
            Language::Chinese => format!("没有名称包含“{sought}”或代码以它开头的评价对象"),
            Language::English => {
                format!("No unit with “{sought}” in its name or at the beginning of its code")
            }
        }
    }
}
