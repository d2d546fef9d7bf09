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
    /// Beside choices that no scenario has of its own.
    pub const fn shared_by_scenarios(self) -> &'static str {
        self.pick(
            "这里的选择各方案共用，基准方案也随之改变",
            "Choices made here belong to all scenarios, the base among them",
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
    /// Part of the results screen.
    pub const fn ranking_tab(self) -> &'static str {
        self.pick("排名", "Ranking")
    }
    /// Empty state.
    pub const fn no_scenarios(self) -> &'static str {
        self.pick("还没有其他方案", "No other scenario yet")
    }
    /// Empty state, what to do.
    pub const fn no_scenarios_line(self) -> &'static str {
        self.pick(
            "新建一个方案，在其中改变权重、方法或参评名单，再回到这里与基准方案并列对比。基准方案不变。",
            "Make a scenario, change weights, method or who is ranked in it, and come back to see it beside the base. The base stays as it is.",
        )
    }
    /// Heading of the list of scenarios.
    pub const fn scenarios(self) -> &'static str {
        self.pick("方案", "Scenarios")
    }
    /// Name of a check box.
    pub fn compare_scenario(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("对比“{name}”"),
            Language::English => format!("Compare “{name}”"),
        }
    }
    /// Name of an entry that puts a scenario in view.
    pub fn show_scenario(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("查看和修改“{name}”"),
            Language::English => format!("Show and edit “{name}”"),
        }
    }
    /// Field.
    pub const fn scenario_name(self) -> &'static str {
        self.pick("方案名称", "Name of the scenario")
    }
    /// Field.
    pub const fn scenario_note(self) -> &'static str {
        self.pick("备注", "Note")
    }
    /// Button.
    pub const fn remove_scenario(self) -> &'static str {
        self.pick("删除此方案", "Delete this scenario")
    }
    /// Heading.
    pub const fn differences_from_base(self) -> &'static str {
        self.pick("与基准方案的不同", "Differences from the base")
    }
    /// Where there are none yet.
    pub const fn no_differences(self) -> &'static str {
        self.pick(
            "还没有不同。在“指标体系”“评价对象”页修改即可。",
            "None yet. Change something on the screens Framework and Units.",
        )
    }
    /// Where the base is in view.
    pub const fn base_in_view(self) -> &'static str {
        self.pick(
            "当前是基准方案。点方案名称可查看和修改它。",
            "The base is in view. Click the name of a scenario to show and edit it.",
        )
    }
    /// Field: which scenario the others are held against.
    pub const fn held_against(self) -> &'static str {
        self.pick("对照", "Against")
    }
    /// Check box.
    pub const fn moved_only(self) -> &'static str {
        self.pick("只看名次有变动的", "Moved only")
    }
    /// Button.
    pub const fn movers_first(self) -> &'static str {
        self.pick("变动最大的在前", "Biggest movers first")
    }
    /// Menu.
    pub const fn copy_menu(self) -> &'static str {
        self.pick("复制", "Copy")
    }
    /// Button.
    pub const fn copy_differences(self) -> &'static str {
        self.pick("复制不同之处", "Copy differences")
    }
    /// Column head.
    pub const fn rank_change(self) -> &'static str {
        self.pick("变动", "Shift")
    }
    /// Button.
    pub const fn save_differences(self) -> &'static str {
        self.pick("不同之处另存为 CSV…", "Save differences as CSV…")
    }
    /// In a file's name.
    pub const fn differences_file(self) -> &'static str {
        self.pick("方案不同之处", "differences")
    }
    /// Column head of what is copied.
    pub const fn what_differs(self) -> &'static str {
        self.pick("项目", "What")
    }
    /// Column head of what is copied.
    pub const fn in_scenario(self) -> &'static str {
        self.pick("此方案", "Here")
    }
    /// In place of a shift, where a unit is ranked only here.
    pub const fn enters(self) -> &'static str {
        self.pick("新参评", "in")
    }
    /// In place of a shift, where a unit is ranked only there.
    pub const fn leaves(self) -> &'static str {
        self.pick("不参评", "out")
    }
    /// A line about one scenario.
    pub fn about_scenario(self, name: &str, told: &str) -> String {
        self.own_line(name, told)
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
