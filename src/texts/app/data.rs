//! The data screen and the import preview.

use crate::texts::{Language, Texts};

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
    /// Empty state with a framework, what to do.
    pub fn no_data_for_framework(self, indicators: usize) -> String {
        match self.language {
            Language::Chinese => format!(
                "指标体系有 {indicators} 个指标，还没有数据。下一步：导入或粘贴一张表，一行一个评价对象；列标题与指标名称或代码相同的自动对应。"
            ),
            Language::English => format!(
                "The framework has {indicators} indicators and no data yet. Next, import or paste a sheet with one unit a row; \
                 columns named like indicators, or headed by their codes, are tied to them."
            ),
        }
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
            "双击、按 F2 或直接输入更正数值；Delete 设为缺失；可成片选取、复制和粘贴；更正的数值以蓝色显示。",
            "Double-click, press F2 or type to correct a value; Delete makes it missing; blocks can be selected, copied and pasted; corrected values are blue.",
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
    /// A value whose file has it in another measure.
    pub fn converted_from(self, measure: &str) -> String {
        match self.language {
            Language::Chinese => format!("（原单位：{measure}，已换算）"),
            Language::English => format!("(converted from {measure})"),
        }
    }
    /// Nothing to report.
    pub const fn nothing_noticed(self) -> &'static str {
        self.pick("没有发现问题", "Nothing to report")
    }
}
