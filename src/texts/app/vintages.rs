//! The window of vintages.

use crate::texts::{Language, Texts, vintages::digits};

impl Texts {
    /// Button and title of the window.
    pub const fn published_versions(self) -> &'static str {
        self.pick("发布版本", "Published")
    }
    /// What the window is for.
    pub const fn published_versions_help(self) -> &'static str {
        self.pick(
            "把结果存为发布版本，或导入已发布的排名，再与当前结果逐项对比。发布版本只存数字，不随数据和方法改变。",
            "Freeze results or import a published ranking, then compare it with the present results. What is frozen holds numbers only and never changes with data or method.",
        )
    }
    /// Empty state.
    pub const fn no_vintages(self) -> &'static str {
        self.pick("还没有发布版本", "Nothing published yet")
    }
    /// Field: what results are to be called once they are frozen.
    pub const fn vintage_new_name(self) -> &'static str {
        self.pick("新版本名称", "Name for the present results")
    }
    /// Button.
    pub const fn freeze_now(self) -> &'static str {
        self.pick("保存当前结果", "Freeze the present results")
    }
    /// A name for frozen results.
    pub fn frozen_on(self, date: &str) -> String {
        match self.language {
            Language::Chinese => format!("{date} 的结果"),
            Language::English => format!("Results of {date}"),
        }
    }
    /// Button.
    pub const fn import_published(self) -> &'static str {
        self.pick("导入已发布的排名…", "Import a published ranking…")
    }
    /// Field.
    pub const fn vintage_name(self) -> &'static str {
        self.pick("版本名称", "Name of this version")
    }
    /// Button.
    pub const fn remove_vintage(self) -> &'static str {
        self.pick("删除此版本", "Delete this version")
    }
    /// Where a vintage comes from.
    pub fn vintage_source(self, file: &str, sheet: &str, date: &str) -> String {
        let place = if sheet.is_empty() {
            file.to_owned()
        } else {
            self.own_line(file, sheet)
        };
        match (place.is_empty(), date.is_empty(), self.language) {
            (true, true, _) => String::new(),
            (true, false, Language::Chinese) => format!("{date} 保存"),
            (true, false, Language::English) => format!("Frozen on {date}"),
            (false, true, Language::Chinese) => format!("来自 {place}"),
            (false, true, Language::English) => format!("From {place}"),
            (false, false, Language::Chinese) => format!("来自 {place}，{date}"),
            (false, false, Language::English) => format!("From {place}, {date}"),
        }
    }
    /// Column head: how many scores stand on both sides.
    pub const fn scores_compared(self) -> &'static str {
        self.pick("比较得分", "Compared")
    }
    /// Column head.
    pub const fn equal_as_printed(self) -> &'static str {
        self.pick("按公布一致", "Equal as printed")
    }
    /// Column head.
    pub const fn largest_difference(self) -> &'static str {
        self.pick("最大相差", "Largest")
    }
    /// Column head.
    pub const fn mean_difference(self) -> &'static str {
        self.pick("平均相差", "Mean")
    }
    /// Column head.
    pub const fn ranks_compared(self) -> &'static str {
        self.pick("比较名次", "Ranks")
    }
    /// Column head.
    pub const fn ranks_differing(self) -> &'static str {
        self.pick("名次不同", "Ranks differ")
    }
    /// Column head.
    pub const fn largest_shift(self) -> &'static str {
        self.pick("最多相差（位）", "Most places")
    }
    /// Column head: index or sub-index, and when.
    pub const fn compared_column(self) -> &'static str {
        self.pick("指标", "Index or sub-index")
    }
    /// An index or sub-index in a period.
    pub fn column_in(self, name: &str, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}（{period}）"),
            Language::English => format!("{name} ({period})"),
        }
    }
    /// In place of numbers, where nothing fits a column.
    pub const fn not_tied(self) -> &'static str {
        self.pick("未对应", "no match")
    }
    /// Heading of the units that differ in a column.
    pub fn differing_units(self, column: &str, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("{column}：{count} 个评价对象不同"),
            Language::English => format!("{column}: {count} unit(s) differ"),
        }
    }
    /// Column head.
    pub const fn published_rank(self) -> &'static str {
        self.pick("公布名次", "Published rank")
    }
    /// Column head.
    pub const fn present_rank(self) -> &'static str {
        self.pick("当前名次", "Present rank")
    }
    /// Column head.
    pub const fn rank_shift(self) -> &'static str {
        self.pick("名次变化", "Moved")
    }
    /// Column head.
    pub const fn published_score(self) -> &'static str {
        self.pick("公布得分", "Published score")
    }
    /// Column head.
    pub const fn present_score(self) -> &'static str {
        self.pick("当前得分", "Present score")
    }
    /// Column head.
    pub const fn score_difference(self) -> &'static str {
        self.pick("得分之差", "Difference")
    }
    /// A difference, to the digits that count, with its sign.
    pub fn signed_difference(self, number: f64) -> String {
        let size = digits(number.abs());
        match number {
            it if it > 0.0 => format!("+{size}"),
            it if it < 0.0 => format!("−{size}"),
            _ => size,
        }
    }
    /// A difference without a sign, to the digits that count.
    pub fn difference_size(self, number: f64) -> String {
        digits(number)
    }
    /// Heading of units that only one side has.
    pub fn on_one_side(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("只在一边的评价对象（{count}）"),
            Language::English => format!("Units on one side only ({count})"),
        }
    }
    /// Before the names of units.
    pub fn only_published(self, names: &str) -> String {
        match self.language {
            Language::Chinese => format!("只在发布版本中：{names}"),
            Language::English => format!("Only published: {names}"),
        }
    }
    /// Before the names of units.
    pub fn only_present(self, names: &str) -> String {
        match self.language {
            Language::Chinese => format!("只在当前结果中：{names}"),
            Language::English => format!("Only in the present results: {names}"),
        }
    }
    /// Button.
    pub const fn find_cause(self) -> &'static str {
        self.pick("查找原因", "Find the likely cause")
    }
    /// What the button does.
    pub const fn find_cause_line(self) -> &'static str {
        self.pick(
            "逐一试算可能的不同做法：方向、权重、最大最小值、合成方式、参评名单……",
            "Computes anew with one thing changed at a time: directions, weights, bounds, aggregation, who is ranked…",
        )
    }
    /// Progress.
    pub fn trying(self, done: u64, total: u64) -> String {
        match self.language {
            Language::Chinese => format!("正在试算 {done}/{total}"),
            Language::English => format!("Trying {done} of {total}"),
        }
    }
    /// Button.
    pub const fn stop_trying(self) -> &'static str {
        self.pick("停止查找", "Stop trying")
    }
    /// Heading of the verdict.
    pub const fn likely_cause(self) -> &'static str {
        self.pick("最可能的原因", "Most likely cause")
    }
    /// Said of a search that did not come to its end.
    pub fn stopped_after(self, tried: usize) -> String {
        match self.language {
            Language::Chinese => format!("已停止，只试了 {tried} 种可能"),
            Language::English => format!("Stopped after {tried} trial(s)"),
        }
    }
    /// Heading of further trials.
    pub const fn other_causes(self) -> &'static str {
        self.pick("其他可能", "Other possibilities")
    }
    /// Choice of the preview.
    pub const fn as_published(self) -> &'static str {
        self.pick("作为已发布的排名", "As a published ranking")
    }
    /// What that is.
    pub const fn as_published_line(self) -> &'static str {
        self.pick(
            "得分和名次存为发布版本，只用来与结果对比，不作为数据",
            "Its scores and ranks are kept to compare results with; they are no data",
        )
    }
    /// How much of a published ranking the project knows: known and all, of columns and of units.
    pub fn published_tied(self, columns: (usize, usize), units: (usize, usize)) -> String {
        match self.language {
            Language::Chinese => format!(
                "{} 列中 {} 列对应到指标体系，{} 个评价对象中 {} 个对应到项目",
                columns.1, columns.0, units.1, units.0
            ),
            Language::English => format!(
                "{} of {} column(s) matched to the framework, {} of {} unit(s) to the project",
                columns.0, columns.1, units.0, units.1
            ),
        }
    }
    /// What the vintage will be called.
    pub fn taken_as_version(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("将保存为发布版本“{name}”"),
            Language::English => format!("It will be kept as “{name}”"),
        }
    }
    /// Why it cannot be taken.
    pub const fn nothing_tied(self) -> &'static str {
        self.pick(
            "没有可对比的内容：请在下面为至少一列选择对应的指标，并核对评价对象的名称",
            "Nothing to compare: choose what at least one column below stands for, and check the names of units",
        )
    }
    /// Name of a list of nodes: what a column is compared with.
    pub fn compared_with(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("{column} 对应"),
            Language::English => format!("{column} stands for"),
        }
    }
    /// How many scores and ranks a column has.
    pub fn scores_and_ranks(self, scores: usize, ranks: usize) -> String {
        match self.language {
            Language::Chinese => format!("{scores} 个得分，{ranks} 个名次"),
            Language::English => format!("{scores} score(s), {ranks} rank(s)"),
        }
    }
    /// Before the names of units that the project does not have.
    pub fn units_not_tied(self, names: &str) -> String {
        match self.language {
            Language::Chinese => format!("项目中没有，不参与对比：{names}"),
            Language::English => format!("Not in the project, so not compared: {names}"),
        }
    }
    /// Button.
    pub const fn copy_agreement(self) -> &'static str {
        self.pick("复制各列一致程度", "Copy agreement by column")
    }
    /// Button.
    pub const fn save_agreement(self) -> &'static str {
        self.pick(
            "各列一致程度另存为 CSV…",
            "Save agreement by column as CSV…",
        )
    }
    /// Button.
    pub const fn copy_compared_units(self) -> &'static str {
        self.pick("复制所选列的全部对象", "Copy all units of the column")
    }
    /// Button.
    pub const fn save_compared_units(self) -> &'static str {
        self.pick(
            "所选列的全部对象另存为 CSV…",
            "Save all units of the column as CSV…",
        )
    }
}
