//! The scenario in view: its switch, its band, and its marks.

use crate::texts::{Language, Texts};

impl Texts {
    /// Field: which scenario is in view.
    pub const fn scenario_label(self) -> &'static str {
        self.pick("方案", "Scenario")
    }
    /// Button: a scenario that differs in nothing yet.
    pub const fn new_scenario(self) -> &'static str {
        self.pick("新建方案", "New scenario")
    }
    /// What that does.
    pub const fn new_scenario_help(self) -> &'static str {
        self.pick(
            "从基准方案开始，只记住与它不同之处",
            "Begins as the base and keeps only what differs from it",
        )
    }
    /// Button.
    pub const fn duplicate_scenario(self) -> &'static str {
        self.pick("复制此方案", "Duplicate this scenario")
    }
    /// Button that leads to the comparison.
    pub const fn compare_scenarios(self) -> &'static str {
        self.pick("方案对比", "Compare scenarios")
    }
    /// The name of a scenario until a person gives it another one.
    pub fn numbered_scenario(self, number: usize) -> String {
        match self.language {
            Language::Chinese => format!("方案 {number}"),
            Language::English => format!("Scenario {number}"),
        }
    }
    /// The name of a copy.
    pub fn copy_of_scenario(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name} 副本"),
            Language::English => format!("Copy of {name}"),
        }
    }
    /// Heading of the band while another scenario than the base is in view.
    pub fn scenario_in_view(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("当前方案：{name}"),
            Language::English => format!("Scenario: {name}"),
        }
    }
    /// What edits do while it is in view.
    pub const fn scenario_reach(self) -> &'static str {
        self.pick(
            "权重、启用、方法和参评名单只在此方案中修改；数据和指标体系的其他内容各方案共用",
            "Weights, switches, method and who is ranked change in this scenario only; data and the rest of the framework belong to all",
        )
    }
    /// Button.
    pub const fn to_base_scenario(self) -> &'static str {
        self.pick("回到基准方案", "Show the base")
    }
    /// Link: in how many things the scenario differs.
    pub fn differs_in(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("{count} 处不同"),
            Language::English if count == 1 => "1 difference".to_owned(),
            Language::English => format!("{count} differences"),
        }
    }
    /// Button beside a difference.
    pub const fn to_base(self) -> &'static str {
        self.pick("恢复为基准方案", "Back to the base")
    }
    /// Name of the mark beside something that is not as in the base; a click goes back.
    pub fn back_to_base_in(self, what: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{what}”恢复为基准方案"),
            Language::English => format!("Take “{what}” back to the base"),
        }
    }
    /// What the mark says under the pointer.
    pub fn differs_from_base(self, difference: &str) -> String {
        match self.language {
            Language::Chinese => format!("与基准方案不同\n{difference}\n点击恢复为基准方案"),
            Language::English => {
                format!("Differs from the base\n{difference}\nClick to go back to the base")
            }
        }
    }
    /// The mark of a node that is on in the base and off here, or the other way round.
    pub const fn switched_here(self, on: bool) -> &'static str {
        if on {
            self.pick("此方案启用", "on here")
        } else {
            self.pick("此方案停用", "off here")
        }
    }
    /// The note of results that were frozen under a scenario.
    pub fn frozen_under(self, scenario: &str) -> String {
        self.own_line(self.scenario_label(), scenario)
    }
    /// What an export is made from.
    pub fn exported_under(self, scenario: &str) -> String {
        match self.language {
            Language::Chinese => format!("按“{scenario}”导出"),
            Language::English => format!("Exports show “{scenario}”"),
        }
    }
}
