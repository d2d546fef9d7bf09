//! Why an export failed: what happened, then what to do. The room `export` knows which it was.

use super::{Language, Texts};
use crate::project::file::{SaveError, SaveStage};

impl Texts {
    /// There is no framework to export.
    pub const fn export_no_framework(&self) -> &'static str {
        self.pick(
            "没有可导出的结果：还没有指标体系。请先建立或导入指标体系",
            "Nothing to export: there is no framework yet. Build or import one first",
        )
    }

    /// There is no such scenario.
    pub const fn export_no_scenario(&self) -> &'static str {
        self.pick(
            "没有这个方案，可能已被删除。请另选方案再导出",
            "There is no such scenario; it may have been removed. Choose another one",
        )
    }

    /// No indicator has data in any period.
    pub const fn export_no_data(&self) -> &'static str {
        self.pick(
            "没有可导出的结果：各指标还没有数据。请先导入数据",
            "Nothing to export: no indicator has data yet. Import data first",
        )
    }

    /// The period asked for has no results.
    pub fn export_no_period(&self, asked: &str, first: &str, last: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("没有{asked}的结果，现有时期为{first}至{last}。请另选时期")
            }
            Language::English => format!(
                "There are no results for {asked}, only for {first} to {last}. Choose another period"
            ),
        }
    }

    /// It was stopped by the person who asked for it.
    pub const fn export_stopped(&self) -> &'static str {
        self.pick(
            "已停止导出，没有写入文件",
            "The export was stopped; nothing was written",
        )
    }

    /// The results are those of another dataset or an older state.
    pub const fn export_mismatch(&self) -> &'static str {
        self.pick(
            "结果与当前数据不一致，未导出。请重新计算后再导出",
            "The results do not belong to these data, so nothing was written. Compute again, then export",
        )
    }

    /// A sheet would have more columns than a spreadsheet can hold.
    pub fn export_too_many_columns(&self, sheet: &str, columns: usize, most: usize) -> String {
        match self.language {
            Language::Chinese => format!(
                "工作表“{sheet}”需要 {columns} 列，超过电子表格的上限 {most} 列。请减少指标或时期，或改为导出 CSV"
            ),
            Language::English => format!(
                "Sheet “{sheet}” needs {columns} columns, and a spreadsheet holds {most}. Use fewer indicators or periods, or export CSV files instead"
            ),
        }
    }

    /// A sheet would have more rows than a spreadsheet can hold.
    pub fn export_too_many_rows(&self, sheet: &str, rows: usize, most: usize) -> String {
        match self.language {
            Language::Chinese => format!(
                "工作表“{sheet}”需要 {rows} 行，超过电子表格的上限 {most} 行。请减少评价对象，或改为导出 CSV"
            ),
            Language::English => {
                format!(
                    "Sheet “{sheet}” needs {rows} rows, and a spreadsheet holds {most}. Use fewer units, or export CSV files instead"
                )
            }
        }
    }

    /// The workbook could not be put together.
    pub fn export_not_packed(&self, reason: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("未能生成工作簿：{reason}。请改为导出 CSV，并把这句话告诉软件维护者")
            }
            Language::English => format!(
                "The workbook could not be made: {reason}. Export CSV files instead, and pass this sentence on to the makers of the program"
            ),
        }
    }

    /// A file could not be written.
    pub fn file_not_written(&self, error: &SaveError) -> String {
        let what = match error.stage {
            SaveStage::Pack => self.pick("未能生成文件内容，请重试", "The content of the file could not be made. Try again"),
            SaveStage::Create => self.pick(
                "无法在该文件夹中新建文件，可能文件夹不存在或没有写入权限。请另选位置",
                "No file can be made in that folder: it is missing or read-only. Choose another place",
            ),
            SaveStage::Write => self.pick(
                "文件没有写完，可能磁盘已满。请清理磁盘或另选位置",
                "The file could not be filled: the disk may be full. Free some space or choose another place",
            ),
            SaveStage::Replace => self.pick(
                "无法替换原有文件，可能它正在 Excel 或 WPS 中打开。请关闭后重试，或换一个文件名",
                "The old file could not be replaced: it may be open in Excel or WPS. Close it and try again, or use another name",
            ),
        };
        match self.language {
            Language::Chinese => format!("{what}（{}）\n{}", error.reason, error.file),
            Language::English => format!("{what} ({})\n{}", error.reason, error.file),
        }
    }
}
