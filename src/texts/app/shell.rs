//! The frame of the window: screens as the rail names them, top bar, status bar.

use crate::texts::{Language, Texts};

impl Texts {
    /// What those who hear the screen know a table by.
    pub fn table_of(self, what: &str) -> String {
        match self.language {
            Language::Chinese => format!("表格：{what}"),
            Language::English => format!("Table: {what}"),
        }
    }
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
    /// Menu: language, appearance, size.
    pub const fn display_menu(self) -> &'static str {
        self.pick("显示设置", "Display")
    }
    /// Above the languages.
    pub const fn language(self) -> &'static str {
        self.pick("语言", "Language")
    }
    /// Above the ways to change the size of everything.
    pub fn zoom_now(self, percent: u16) -> String {
        match self.language {
            Language::Chinese => format!("显示比例：{percent}%"),
            Language::English => format!("Size: {percent}%"),
        }
    }
    /// Command.
    pub const fn zoom_in(self) -> &'static str {
        self.pick("放大", "Larger")
    }
    /// Command.
    pub const fn zoom_out(self) -> &'static str {
        self.pick("缩小", "Smaller")
    }
    /// Command.
    pub const fn zoom_usual(self) -> &'static str {
        self.pick("实际大小", "Usual size")
    }
    /// Above light, dark and as the system.
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
