//! The window: its frame, its screens, their buttons and empty states.

use super::{Language, Texts};
use crate::engine::Normalisation;

/// The screens, as the rail names them.
impl Texts {
    /// The program's name.
    pub const fn program(self) -> &'static str {
        self.pick("衡", "Heng")
    }
    /// What the program is, in one line.
    pub const fn program_line(self) -> &'static str {
        self.pick("综合指数工作台", "A workbench for composite indices")
    }
    /// Screen.
    pub const fn page_start(self) -> &'static str {
        self.pick("开始", "Start")
    }
    /// Screen.
    pub const fn page_data(self) -> &'static str {
        self.pick("数据", "Data")
    }
    /// Screen.
    pub const fn page_framework(self) -> &'static str {
        self.pick("指标体系", "Framework")
    }
    /// Screen.
    pub const fn page_units(self) -> &'static str {
        self.pick("评价对象", "Units")
    }
    /// Screen.
    pub const fn page_results(self) -> &'static str {
        self.pick("结果", "Results")
    }
    /// Screen.
    pub const fn page_charts(self) -> &'static str {
        self.pick("图表", "Charts")
    }
    /// Screen.
    pub const fn page_export(self) -> &'static str {
        self.pick("导出", "Export")
    }
}

/// The top bar and the status bar.
impl Texts {
    /// Button.
    pub const fn undo(self) -> &'static str {
        self.pick("撤销", "Undo")
    }
    /// Button.
    pub const fn redo(self) -> &'static str {
        self.pick("重做", "Redo")
    }
    /// What undo would take back.
    pub fn undo_what(self, edit: &str) -> String {
        match self.language {
            Language::Chinese => format!("撤销：{edit}"),
            Language::English => format!("Undo: {edit}"),
        }
    }
    /// What redo would do again.
    pub fn redo_what(self, edit: &str) -> String {
        match self.language {
            Language::Chinese => format!("重做：{edit}"),
            Language::English => format!("Redo: {edit}"),
        }
    }
    /// Button.
    pub const fn save(self) -> &'static str {
        self.pick("保存", "Save")
    }
    /// Button.
    pub const fn save_as(self) -> &'static str {
        self.pick("另存为…", "Save as…")
    }
    /// Menu.
    pub const fn file_menu(self) -> &'static str {
        self.pick("文件", "File")
    }
    /// Button.
    pub const fn new_project(self) -> &'static str {
        self.pick("新建项目", "New project")
    }
    /// The title of a new project.
    pub const fn untitled(self) -> &'static str {
        self.pick("未命名指数", "Untitled index")
    }
    /// Button.
    pub const fn open_project(self) -> &'static str {
        self.pick("打开项目…", "Open project…")
    }
    /// Field.
    pub const fn project_title(self) -> &'static str {
        self.pick("项目名称", "Project title")
    }
    /// Field.
    pub const fn period_label(self) -> &'static str {
        self.pick("时期", "Period")
    }
    /// Button that changes between light, dark and as the system.
    pub const fn theme(self) -> &'static str {
        self.pick("外观", "Appearance")
    }
    /// Appearance.
    pub const fn theme_system(self) -> &'static str {
        self.pick("跟随系统", "As the system")
    }
    /// Appearance.
    pub const fn theme_light(self) -> &'static str {
        self.pick("浅色", "Light")
    }
    /// Appearance.
    pub const fn theme_dark(self) -> &'static str {
        self.pick("深色", "Dark")
    }
    /// Mark beside the title.
    pub const fn unsaved(self) -> &'static str {
        self.pick("有未保存的修改", "Unsaved changes")
    }
    /// Status while results are on their way.
    pub const fn computing(self) -> &'static str {
        self.pick("正在计算…", "Computing…")
    }
    /// Status while a file is read.
    pub fn reading(self, file: &str) -> String {
        match self.language {
            Language::Chinese => format!("正在读取 {file}…"),
            Language::English => format!("Reading {file}…"),
        }
    }
    /// Button.
    pub const fn cancel(self) -> &'static str {
        self.pick("取消", "Cancel")
    }
    /// Button that takes a notice away.
    pub const fn close_notice(self) -> &'static str {
        self.pick("知道了", "Dismiss")
    }
    /// Status: how much there is.
    pub fn counts(self, ranked: usize, indicators: usize, periods: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("{ranked} 个评价对象 · {indicators} 个指标 · {periods} 个时期")
            }
            Language::English => {
                let s = |count: usize| if count == 1 { "" } else { "s" };
                format!(
                    "{ranked} unit{} · {indicators} indicator{} · {periods} period{}",
                    s(ranked),
                    s(indicators),
                    s(periods)
                )
            }
        }
    }
    /// Status: how long computing took.
    pub fn computed_in(self, milliseconds: &str) -> String {
        match self.language {
            Language::Chinese => format!("计算用时 {milliseconds} 毫秒"),
            Language::English => format!("computed in {milliseconds} ms"),
        }
    }
    /// Status: an edit was carried out.
    pub fn done(self, edit: &str) -> String {
        match self.language {
            Language::Chinese => format!("已完成：{edit}"),
            Language::English => format!("Done: {edit}"),
        }
    }
    /// Status: an edit was undone.
    pub fn undone(self, edit: &str) -> String {
        match self.language {
            Language::Chinese => format!("已撤销：{edit}"),
            Language::English => format!("Undone: {edit}"),
        }
    }
    /// Status: a file was written.
    pub fn written(self, path: &str) -> String {
        match self.language {
            Language::Chinese => format!("已写入 {path}"),
            Language::English => format!("Written: {path}"),
        }
    }
    /// Status: a project was opened.
    pub fn opened(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("已打开 {name}"),
            Language::English => format!("Opened {name}"),
        }
    }
    /// Shown while files hang over the window.
    pub const fn drop_here(self) -> &'static str {
        self.pick("松开鼠标即可导入", "Release to import")
    }
    /// Question before work would be lost.
    pub fn save_first(self, title: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{title}”有未保存的修改，要先保存吗？"),
            Language::English => format!("“{title}” has unsaved changes. Save them first?"),
        }
    }
    /// Answer.
    pub const fn discard(self) -> &'static str {
        self.pick("不保存", "Don't save")
    }
}

/// The start screen.
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
            "38 个城市、五个分指数的等权合成，与公布的指数和名次逐一相符。",
            "38 cities, five sub-indices with equal weights; reproduces the published index and ranks.",
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

/// The data screen and the import preview.
impl Texts {
    /// Button.
    pub const fn import_data(self) -> &'static str {
        self.pick("导入数据…", "Import data…")
    }
    /// Button.
    pub const fn import_framework(self) -> &'static str {
        self.pick("导入指标体系…", "Import framework…")
    }
    /// Column head.
    pub const fn unit(self) -> &'static str {
        self.pick("评价对象", "Unit")
    }
    /// Mark of a variable without a leaf.
    pub const fn unused(self) -> &'static str {
        self.pick("未用", "unused")
    }
    /// Empty state.
    pub const fn no_data(self) -> &'static str {
        self.pick("还没有数据", "No data yet")
    }
    /// Empty state, what to do.
    pub const fn no_data_line(self) -> &'static str {
        self.pick(
            "导入一张 Excel 或 CSV 表：一行一个评价对象，一列一个指标；也可以把文件拖进窗口。",
            "Import an Excel or CSV sheet with one unit a row and one indicator a column, or drop a file on the window.",
        )
    }
    /// What a cell without a value says.
    pub const fn missing(self) -> &'static str {
        self.pick("缺失", "missing")
    }
    /// Field for a corrected value.
    pub fn correct_value(self, unit: &str, variable: &str) -> String {
        match self.language {
            Language::Chinese => format!("更正 {unit} 的 {variable}"),
            Language::English => format!("Correct {variable} of {unit}"),
        }
    }
    /// How to change a value.
    pub const fn correct_hint(self) -> &'static str {
        self.pick(
            "双击或按 F2 更正数值；Delete 设为缺失；更正的数值以蓝色显示。",
            "Double-click or press F2 to correct a value; Delete makes it missing; corrected values are blue.",
        )
    }
    /// Button.
    pub const fn drop_correction(self) -> &'static str {
        self.pick("恢复导入值", "Restore imported value")
    }
    /// Where a value stands.
    pub fn origin(self, file: &str, sheet: &str, cell: &str) -> String {
        match (self.language, sheet.is_empty()) {
            (Language::Chinese, true) => format!("来源：{file} 的 {cell}"),
            (Language::Chinese, false) => format!("来源：{file}，工作表 {sheet}，{cell}"),
            (Language::English, true) => format!("From {file}, {cell}"),
            (Language::English, false) => format!("From {file}, sheet {sheet}, {cell}"),
        }
    }
    /// A value corrected by hand.
    pub fn corrected_from(self, old: &str) -> String {
        match self.language {
            Language::Chinese => format!("手工更正，导入值为 {old}"),
            Language::English => format!("Corrected by hand; imported as {old}"),
        }
    }
    /// What was typed is no number.
    pub fn not_a_number(self, typed: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("“{typed}”不是数字，数值没有改变。请输入数字，留空表示缺失")
            }
            Language::English => {
                format!(
                    "“{typed}” is not a number; nothing was changed. Type a number, or leave it empty for missing"
                )
            }
        }
    }
    /// Heading of the preview.
    pub fn incoming(self, file: &str) -> String {
        match self.language {
            Language::Chinese => format!("导入 {file}"),
            Language::English => format!("Import {file}"),
        }
    }
    /// Choice of the preview.
    pub const fn as_data(self) -> &'static str {
        self.pick("作为数据", "As data")
    }
    /// Choice of the preview.
    pub const fn as_framework(self) -> &'static str {
        self.pick("作为指标体系", "As a framework")
    }
    /// Field.
    pub const fn sheet(self) -> &'static str {
        self.pick("工作表", "Sheet")
    }
    /// Field.
    pub const fn period_of_rows(self) -> &'static str {
        self.pick("数据的时期", "Period of the data")
    }
    /// Hint in the field.
    pub const fn period_hint(self) -> &'static str {
        self.pick(
            "如 2020、2020Q3；可留空",
            "such as 2020 or 2020Q3; may stay empty",
        )
    }
    /// What was recognised.
    pub fn table_counts(self, units: usize, columns: usize, missing: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("识别出 {units} 个评价对象、{columns} 个变量，其中 {missing} 格缺失")
            }
            Language::English => {
                format!("{units} units and {columns} variables recognised, {missing} cells missing")
            }
        }
    }
    /// What was recognised.
    pub fn outline_counts(self, aggregates: usize, indicators: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("识别出 {indicators} 个指标，归入 {aggregates} 个上级节点")
            }
            Language::English => {
                format!("{indicators} indicators under {aggregates} parents recognised")
            }
        }
    }
    /// A framework that takes the place of another.
    pub const fn replaces_framework(self) -> &'static str {
        self.pick(
            "将替换现有的指标体系（可撤销）",
            "Replaces the present framework (can be undone)",
        )
    }
    /// Choice of the preview.
    pub const fn into_new(self) -> &'static str {
        self.pick("放入新项目", "Into a new project")
    }
    /// Choice of the preview.
    pub fn into_present(self, title: &str) -> String {
        match self.language {
            Language::Chinese => format!("放入“{title}”"),
            Language::English => format!("Into “{title}”"),
        }
    }
    /// Heading of the preview.
    pub const fn preview(self) -> &'static str {
        self.pick("预览", "Preview")
    }
    /// Button.
    pub const fn take(self) -> &'static str {
        self.pick("导入", "Import")
    }
    /// Why the button is greyed.
    pub fn errors_first(self, errors: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("文件中有 {errors} 处错误，请先在原文件中改正，再重新导入")
            }
            Language::English => {
                format!(
                    "The file has {errors} error(s); please mend them in the file and import it again"
                )
            }
        }
    }
    /// Heading over findings of a file.
    pub const fn noticed(self) -> &'static str {
        self.pick("读取时发现", "Noticed while reading")
    }
    /// Nothing to report.
    pub const fn nothing_noticed(self) -> &'static str {
        self.pick("没有发现问题", "Nothing to report")
    }
}

/// The framework screen.
impl Texts {
    /// Empty state.
    pub const fn no_framework(self) -> &'static str {
        self.pick("还没有指标体系", "No framework yet")
    }
    /// Empty state, what to do.
    pub const fn no_framework_line(self) -> &'static str {
        self.pick(
            "导入一张指标体系表，或者先用全部变量建立一层等权的指标体系，再逐步调整。",
            "Import a framework sheet, or begin with all variables in one level of equal weights and adjust from there.",
        )
    }
    /// Button.
    pub const fn framework_from_variables(self) -> &'static str {
        self.pick("用全部变量建立", "Begin with all variables")
    }
    /// Column head.
    pub const fn node(self) -> &'static str {
        self.pick("节点", "Node")
    }
    /// Column head.
    pub const fn direction(self) -> &'static str {
        self.pick("方向", "Direction")
    }
    /// Column head.
    pub const fn weight(self) -> &'static str {
        self.pick("权重", "Weight")
    }
    /// Column head.
    pub const fn weight_typed(self) -> &'static str {
        self.pick("输入值", "Typed")
    }
    /// Column head.
    pub const fn weight_among_siblings(self) -> &'static str {
        self.pick("占同级", "Of siblings")
    }
    /// Column head.
    pub const fn weight_in_index(self) -> &'static str {
        self.pick("占总指数", "Of index")
    }
    /// Name of a slider.
    pub fn weight_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的权重"),
            Language::English => format!("Weight of {node}"),
        }
    }
    /// Name of a number field.
    pub fn weight_number_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的权重数值"),
            Language::English => format!("Weight of {node} as a number"),
        }
    }
    /// Name of the button that turns the direction.
    pub fn direction_of(self, node: &str, direction: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的方向：{direction}"),
            Language::English => format!("Direction of {node}: {direction}"),
        }
    }
    /// Button.
    pub const fn equal_weights(self) -> &'static str {
        self.pick("各项等权", "Equal weights")
    }
    /// Menu entry.
    pub const fn rename(self) -> &'static str {
        self.pick("重命名", "Rename")
    }
    /// Menu entry.
    pub const fn add_dimension(self) -> &'static str {
        self.pick("增加下级维度", "Add a dimension")
    }
    /// The name of a new dimension.
    pub const fn new_dimension(self) -> &'static str {
        self.pick("新维度", "New dimension")
    }
    /// Menu entry.
    pub const fn add_indicator(self) -> &'static str {
        self.pick("增加指标", "Add an indicator")
    }
    /// Menu entry.
    pub const fn remove(self) -> &'static str {
        self.pick("删除", "Remove")
    }
    /// Menu entry.
    pub const fn move_up(self) -> &'static str {
        self.pick("上移", "Move up")
    }
    /// Menu entry.
    pub const fn move_down(self) -> &'static str {
        self.pick("下移", "Move down")
    }
    /// Menu entry.
    pub const fn move_under(self) -> &'static str {
        self.pick("移到", "Move under")
    }
    /// Menu entry.
    pub const fn switch_off(self) -> &'static str {
        self.pick("停用", "Switch off")
    }
    /// Menu entry.
    pub const fn switch_on(self) -> &'static str {
        self.pick("启用", "Switch on")
    }
    /// Menu entry.
    pub const fn own_normalisation(self) -> &'static str {
        self.pick("单独的无量纲化", "Own normalisation")
    }
    /// Menu entry.
    pub const fn own_aggregation(self) -> &'static str {
        self.pick("单独的合成方法", "Own aggregation")
    }
    /// Menu entry.
    pub const fn own_weighting(self) -> &'static str {
        self.pick("单独的赋权方法", "Own weighting")
    }
    /// Choice: no own one.
    pub const fn as_index_wide(self) -> &'static str {
        self.pick("同总体设置", "As set for the index")
    }
    /// Menu entry.
    pub const fn goalposts_of(self) -> &'static str {
        self.pick("上下限与目标", "Goalposts and target")
    }
    /// Field.
    pub const fn lower_goalpost(self) -> &'static str {
        self.pick("下限", "Lower goalpost")
    }
    /// Field.
    pub const fn upper_goalpost(self) -> &'static str {
        self.pick("上限", "Upper goalpost")
    }
    /// Field.
    pub const fn target(self) -> &'static str {
        self.pick("目标值", "Target")
    }
    /// Field: which unit others are measured against.
    pub const fn reference_unit(self) -> &'static str {
        self.pick("与谁比较", "Compared with")
    }
    /// Choice: no unit named yet.
    pub const fn choose_unit(self) -> &'static str {
        self.pick("请选择", "Choose a unit")
    }
    /// Field: no more than the upper end for those better than the reference.
    pub const fn capped(self) -> &'static str {
        self.pick("封顶", "Capped")
    }
    /// Field of the z-score.
    pub const fn score_of_mean(self) -> &'static str {
        self.pick("平均的得分", "Score of the mean")
    }
    /// Field of the z-score.
    pub const fn score_of_sd(self) -> &'static str {
        self.pick("一个标准差的分", "Points a standard deviation")
    }
    /// Field of the efficacy coefficient.
    pub const fn base_score(self) -> &'static str {
        self.pick("基础分", "Base score")
    }
    /// Field of the efficacy coefficient.
    pub const fn points_on_top(self) -> &'static str {
        self.pick("浮动分", "Points on top")
    }
    /// Field of the base index.
    pub const fn base_period(self) -> &'static str {
        self.pick("基期", "Base period")
    }
    /// Choice of the base index.
    pub const fn first_period(self) -> &'static str {
        self.pick("最早一期", "The first")
    }
    /// Button in the row of a node.
    pub fn menu_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的更多操作"),
            Language::English => format!("More for {node}"),
        }
    }
    /// Field.
    pub const fn normalisation(self) -> &'static str {
        self.pick("无量纲化", "Normalise")
    }
    /// Field.
    pub const fn range(self) -> &'static str {
        self.pick("得分范围", "Range")
    }
    /// Name of a field.
    pub const fn range_from(self) -> &'static str {
        self.pick("得分范围的下端", "Lower end of the range")
    }
    /// Name of a field.
    pub const fn range_to(self) -> &'static str {
        self.pick("得分范围的上端", "Upper end of the range")
    }
    /// Field.
    pub const fn weighting(self) -> &'static str {
        self.pick("赋权", "Weights")
    }
    /// Field.
    pub const fn aggregation(self) -> &'static str {
        self.pick("合成", "Aggregate")
    }
    /// Field.
    pub const fn shift(self) -> &'static str {
        self.pick("平移量", "Shift")
    }
    /// Hint.
    pub const fn shift_help(self) -> &'static str {
        self.pick(
            "求熵前给每个 0–1 得分加上的数，默认 0；有的研究用 0.01",
            "Added to every score of 0 to 1 before its share is taken; 0 by default, some studies use 0.01",
        )
    }
    /// Field.
    pub const fn scores_from(self) -> &'static str {
        self.pick("权重所用得分取自", "Weights from scores of")
    }
    /// Field.
    pub const fn exponent(self) -> &'static str {
        self.pick("指数", "Exponent")
    }
    /// Hint.
    pub const fn exponent_help(self) -> &'static str {
        self.pick(
            "不能为零；1 即算术平均，越小弱项拖累越大",
            "Not zero; 1 is the arithmetic mean, and the lower it is the more a weak item costs",
        )
    }
    /// Button that mends a zero in a geometric mean.
    pub const fn use_range_from_one(self) -> &'static str {
        self.pick("改为 1–100", "Use 1–100")
    }
    /// Field.
    pub fn bounds_from(self, normalisation: &Normalisation) -> String {
        let measured = self.measured_against(normalisation);
        match self.language {
            Language::Chinese => format!("{measured}取自"),
            Language::English => {
                let mut letters = measured.chars();
                let first = letters.next().map(|it| it.to_ascii_uppercase());
                first
                    .into_iter()
                    .chain(letters)
                    .chain(" from".chars())
                    .collect()
            }
        }
    }
    /// Field.
    pub const fn min_availability(self) -> &'static str {
        self.pick("至少有数据", "Data for at least")
    }
    /// What the field does.
    pub const fn min_availability_help(self) -> &'static str {
        self.pick(
            "一个节点下有数据的指标，其权重合计低于这个比例时，该评价对象在此节点没有得分；0% 表示有一项数据即可",
            "Where the indicators with data carry less than this share of a node's weight, the unit gets no score there; \
             0% asks for one indicator only",
        )
    }
    /// Heading of the ranking beside the framework.
    pub const fn live_ranking(self) -> &'static str {
        self.pick("实时排名", "Live ranking")
    }
    /// Button.
    pub const fn pin_ranking(self) -> &'static str {
        self.pick("以当前名次为基准", "Compare from here")
    }
    /// Against what the arrows are.
    pub const fn arrows_against(self) -> &'static str {
        self.pick(
            "箭头表示与基准相比的名次变化",
            "Arrows show moves since the baseline",
        )
    }
    /// A rank's move, for readers of the screen aloud.
    pub fn moved(self, places: i64) -> String {
        match (self.language, places) {
            (Language::Chinese, 0) => "名次不变".to_owned(),
            (Language::Chinese, up) if up > 0 => format!("上升 {up} 位"),
            (Language::Chinese, down) => format!("下降 {} 位", -down),
            (Language::English, 0) => "same rank".to_owned(),
            (Language::English, up) if up > 0 => format!("up {up}"),
            (Language::English, down) => format!("down {}", -down),
        }
    }
    /// A line of the ranking, for readers of the screen aloud.
    pub fn ranking_line(self, unit: &str, rank: &str, score: &str, moved: &str) -> String {
        match self.language {
            Language::Chinese => format!("第 {rank} 名 {unit} {score} {moved}"),
            Language::English => format!("Rank {rank} {unit} {score} {moved}"),
        }
    }
}

/// The units screen.
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

/// The results, chart and export screens.
impl Texts {
    /// Column head.
    pub const fn rank(self) -> &'static str {
        self.pick("名次", "Rank")
    }
    /// Column head.
    pub const fn score(self) -> &'static str {
        self.pick("得分", "Score")
    }
    /// Mark in place of a rank.
    pub const fn reference_mark(self) -> &'static str {
        self.pick("参照", "ref.")
    }
    /// Button.
    pub const fn copy_table(self) -> &'static str {
        self.pick("复制表格", "Copy table")
    }
    /// Status.
    pub const fn copied(self) -> &'static str {
        self.pick(
            "表格已复制，可粘贴到 Excel",
            "Table copied; paste it into Excel",
        )
    }
    /// Empty state.
    pub const fn no_results(self) -> &'static str {
        self.pick("还没有结果", "No results yet")
    }
    /// Empty state, what to do.
    pub const fn no_results_line(self) -> &'static str {
        self.pick(
            "有了数据和指标体系，结果会自动算出。",
            "Results appear by themselves once there are data and a framework.",
        )
    }
    /// Heading of findings.
    pub fn findings(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("计算提示（{count}）"),
            Language::English => format!("Findings ({count})"),
        }
    }
    /// Field.
    pub const fn chart_of(self) -> &'static str {
        self.pick("显示", "Show")
    }
    /// Field.
    pub const fn how_many(self) -> &'static str {
        self.pick("显示前几名", "How many")
    }
    /// Choice.
    pub const fn all_units(self) -> &'static str {
        self.pick("全部", "All")
    }
    /// Choice.
    pub fn first_units(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("前 {count} 名"),
            Language::English => format!("Top {count}"),
        }
    }
    /// Title of the ranked bars.
    pub fn ranked_bars_title(self, node: &str, period: &str) -> String {
        if period.is_empty() {
            return node.to_owned();
        }
        match self.language {
            Language::Chinese => format!("{node}（{period}）"),
            Language::English => format!("{node}, {period}"),
        }
    }
    /// What the ranked bars say, for readers of the screen aloud.
    pub fn ranked_bars_summary(
        self,
        title: &str,
        count: usize,
        best: &str,
        best_score: &str,
    ) -> String {
        match self.language {
            Language::Chinese => {
                format!("条形图：{title}，共 {count} 个，最高为 {best}（{best_score}）")
            }
            Language::English => {
                format!("Bar chart: {title}, {count} bars, the highest is {best} ({best_score})")
            }
        }
    }
    /// Button.
    pub const fn export_workbook(self) -> &'static str {
        self.pick("导出排名工作簿…", "Export ranked workbook…")
    }
    /// What it holds.
    pub const fn export_workbook_line(self) -> &'static str {
        self.pick(
            "Excel 文件：封面、排名、各维度、标准化值、原始数据、指标体系与权重。",
            "An Excel file: cover, ranking, each dimension, normalised values, raw data, framework and weights.",
        )
    }
    /// Button.
    pub const fn export_scores(self) -> &'static str {
        self.pick("导出得分 CSV…", "Export scores as CSV…")
    }
    /// What it holds.
    pub const fn export_scores_line(self) -> &'static str {
        self.pick(
            "每行一个时期、评价对象和节点，供其他程序使用，全精度。",
            "One row a period, unit and node, for other programs, in full precision.",
        )
    }
    /// Button.
    pub const fn export_normalised(self) -> &'static str {
        self.pick("导出标准化值 CSV…", "Export normalised values as CSV…")
    }
    /// What it holds.
    pub const fn export_normalised_line(self) -> &'static str {
        self.pick(
            "每个指标的原始值、处理后的值与标准化值。",
            "Each indicator's raw, treated and normalised values.",
        )
    }
    /// Button.
    pub const fn export_weights(self) -> &'static str {
        self.pick("导出权重 CSV…", "Export weights as CSV…")
    }
    /// What it holds.
    pub const fn export_weights_line(self) -> &'static str {
        self.pick(
            "每个节点在同级中的权重和占总指数的权重。",
            "Each node's weight among its siblings and in the index.",
        )
    }
    /// A title as a name that every system takes for a file.
    pub fn safe_name(self, title: &str) -> String {
        let safe = |letter: char| {
            if "\\/:*?\"<>|".contains(letter) || letter.is_control() {
                '_'
            } else {
                letter
            }
        };
        let name: String = title.chars().map(safe).take(80).collect();
        if name.trim().is_empty() {
            self.untitled().to_owned()
        } else {
            name.trim().to_owned()
        }
    }
    /// Name of a file that is proposed.
    pub fn file_name(self, title: &str, what: &str) -> String {
        let safe = self.safe_name(title);
        match self.language {
            Language::Chinese => format!("{safe}-{what}"),
            Language::English => format!("{safe} {what}"),
        }
    }
    /// In a file's name.
    pub const fn ranking_file(self) -> &'static str {
        self.pick("排名", "ranking")
    }
    /// In a file's name.
    pub const fn scores_file(self) -> &'static str {
        self.pick("得分", "scores")
    }
    /// In a file's name.
    pub const fn normalised_file(self) -> &'static str {
        self.pick("标准化值", "normalised")
    }
    /// In a file's name.
    pub const fn weights_file(self) -> &'static str {
        self.pick("权重", "weights")
    }
    /// Kind of file, in dialogs.
    pub const fn project_files(self) -> &'static str {
        self.pick("衡项目", "Heng project")
    }
    /// Kind of file, in dialogs.
    pub const fn table_files(self) -> &'static str {
        self.pick("表格", "Spreadsheets")
    }
    /// Kind of file, in dialogs.
    pub const fn workbook_files(self) -> &'static str {
        self.pick("Excel 工作簿", "Excel workbook")
    }
    /// Kind of file, in dialogs.
    pub const fn csv_files(self) -> &'static str {
        self.pick("CSV 文件", "CSV file")
    }
    /// The window's title.
    pub fn window_title(self, title: &str, unsaved: bool) -> String {
        let mark = if unsaved { "● " } else { "" };
        format!("{mark}{title} – {}", self.program())
    }
}
