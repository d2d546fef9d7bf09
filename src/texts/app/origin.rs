//! Where values come from: the panel beside the data, and original files inside the project.

use crate::texts::{Language, Texts};

impl Texts {
    /// Button.
    pub const fn save_sheet(self) -> &'static str {
        self.pick("此工作表另存为 CSV…", "Save this sheet as CSV…")
    }
    /// Button and heading.
    pub const fn origin_panel(self) -> &'static str {
        self.pick("数据来源", "Sources")
    }
    /// What the button does.
    pub const fn origin_panel_help(self) -> &'static str {
        self.pick(
            "所选数值来自哪个文件、哪个工作表、哪一格，原来怎么写；原文件可以存进项目，随时核对。",
            "Which file, sheet and cell the value comes from and how it stood there; the file itself can be kept in the project and looked at.",
        )
    }
    /// Nothing is selected.
    pub const fn origin_choose(self) -> &'static str {
        self.pick(
            "点一个数值，看它的来源。",
            "Click a value to see where it comes from.",
        )
    }
    /// A value without a file.
    pub const fn origin_none(self) -> &'static str {
        self.pick(
            "这个数值不是从文件导入的。",
            "This value was not imported from a file.",
        )
    }
    /// A value that follows from others.
    pub const fn origin_computed(self) -> &'static str {
        self.pick("由其他数值计算得出。", "Computed from other values.")
    }
    /// Fact.
    pub const fn origin_file(self) -> &'static str {
        self.pick("文件", "File")
    }
    /// Fact.
    pub const fn origin_cell(self) -> &'static str {
        self.pick("单元格", "Cell")
    }
    /// Fact: the text in the file.
    pub const fn origin_raw(self) -> &'static str {
        self.pick("原文", "As it stood")
    }
    /// Fact.
    pub const fn origin_measure(self) -> &'static str {
        self.pick("换算", "Converted")
    }
    /// From a measure into another.
    pub fn measure_into(self, from: &str, into: &str) -> String {
        format!("{from} → {into}")
    }
    /// A fact and what it is, on one line.
    pub fn origin_fact(self, name: &str, value: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}：{value}"),
            Language::English => format!("{name}: {value}"),
        }
    }
    /// Fact: preliminary, revised.
    pub const fn origin_status(self) -> &'static str {
        self.pick("数据状态", "Status")
    }
    /// Fact: a day.
    pub const fn origin_read_on(self) -> &'static str {
        self.pick("读入日期", "Read on")
    }
    /// Fact.
    pub const fn origin_correction(self) -> &'static str {
        self.pick("手工更正", "Corrected")
    }
    /// From an old value to a new one.
    pub fn value_into(self, old: &str, new: &str) -> String {
        format!("{old} → {new}")
    }
    /// Field.
    pub const fn correction_why(self) -> &'static str {
        self.pick("更正说明", "Note")
    }
    /// Hint in the field.
    pub const fn correction_why_hint(self) -> &'static str {
        self.pick("为什么更正", "why it was corrected")
    }
    /// Heading over the file's sheet.
    pub const fn original_file(self) -> &'static str {
        self.pick("原文件", "Original file")
    }
    /// The file is not in the project.
    pub const fn original_absent(self) -> &'static str {
        self.pick(
            "原文件没有存进项目。",
            "The file is not kept in the project.",
        )
    }
    /// Button.
    pub const fn keep_original(self) -> &'static str {
        self.pick("把原文件存进项目…", "Keep the file in the project…")
    }
    /// Button.
    pub const fn drop_original(self) -> &'static str {
        self.pick("从项目中删除", "Remove from the project")
    }
    /// A file in the project, with its size in kB.
    pub fn original_kept(self, kilobytes: u64) -> String {
        match self.language {
            Language::Chinese => format!("已存进项目，{kilobytes} KB"),
            Language::English => format!("kept in the project, {kilobytes} KB"),
        }
    }
    /// While it is read.
    pub const fn original_reading(self) -> &'static str {
        self.pick("正在读取原文件…", "Reading the file…")
    }
    /// The file has no such sheet.
    pub fn original_no_sheet(self, sheet: &str) -> String {
        match self.language {
            Language::Chinese => format!("原文件里没有工作表“{sheet}”"),
            Language::English => format!("The file has no sheet “{sheet}”"),
        }
    }
    /// Heading over all files that data came from.
    pub fn all_sources(self, files: usize) -> String {
        match self.language {
            Language::Chinese => format!("全部来源文件（{files} 个）"),
            Language::English => format!("All source files ({files})"),
        }
    }
    /// What came from a file.
    pub fn source_in_short(self, variables: usize, read_on: Option<&str>) -> String {
        match (self.language, read_on) {
            (Language::Chinese, Some(day)) => format!("{variables} 个变量，{day} 读入"),
            (Language::Chinese, None) => format!("{variables} 个变量"),
            (Language::English, Some(day)) => format!("{variables} variable(s), read on {day}"),
            (Language::English, None) => format!("{variables} variable(s)"),
        }
    }
    /// Another file was chosen than the one that was read.
    pub fn not_that_file(self, file: &str, found: &str) -> String {
        match self.language {
            Language::Chinese => format!(
                "“{found}”的内容与导入时的“{file}”不同，没有存进项目。请选择当时导入的那个文件；如果文件已更新，请重新导入"
            ),
            Language::English => format!(
                "“{found}” does not hold what “{file}” held when it was imported, so it was not kept. Choose the file that was imported; if it has been updated, import it again"
            ),
        }
    }
    /// Choice when a file is taken in.
    pub const fn keep_files_too(self) -> &'static str {
        self.pick("同时把原文件存进项目", "Keep the file in the project, too")
    }
    /// What that is good for.
    pub const fn keep_files_help(self) -> &'static str {
        self.pick(
            "以后可以在“数据来源”里对照原表核对每个数值；项目文件会相应变大。",
            "Every value can then be checked against the sheet it came from, under Sources; the project file grows accordingly.",
        )
    }
    /// A cell of the original, as a screen reader tells it.
    pub fn original_cell(self, at: &str, text: &str) -> String {
        format!("{at} {text}")
    }
}
