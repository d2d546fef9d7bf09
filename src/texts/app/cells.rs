//! Cells of the data selected together.

use crate::{
    project::{CellsError, StrangeCell},
    texts::{Language, Texts},
};

/// So many cells that are no numbers are told one by one.
const TOLD: usize = 3;

impl Texts {
    /// What the selected numbers come to, in the status bar.
    pub fn totals(self, mean: &str, count: usize, sum: &str) -> String {
        match self.language {
            Language::Chinese => format!("平均值 {mean}　计数 {count}　求和 {sum}"),
            Language::English => format!("Average {mean}   Count {count}   Sum {sum}"),
        }
    }
    /// What is selected, for those who hear the screen: its first and last cell and its size.
    pub fn selected_cells(self, first: &str, last: &str, [rows, columns]: [usize; 2]) -> String {
        match self.language {
            Language::Chinese => format!("已选 {rows} 行 {columns} 列：{first} 至 {last}"),
            Language::English => {
                format!("Selected {rows} by {columns} cells: {first} to {last}")
            }
        }
    }
    /// So many values were corrected in one step.
    pub fn values_corrected(self, values: usize) -> String {
        match self.language {
            Language::Chinese => format!("已更正 {values} 个数值"),
            Language::English => format!("Corrected {values} values"),
        }
    }
    /// What was pasted or filled in was there already.
    pub const fn nothing_changed(self) -> &'static str {
        self.pick(
            "数值与原来相同，没有改变",
            "The values are the same; nothing was changed",
        )
    }
    /// Cells that cannot be changed together.
    pub fn cells_error(self, error: &CellsError) -> String {
        match error {
            CellsError::NotNumbers(cells) => self.strange_cells(cells),
            CellsError::ReplacedNotNumbers(cells) => self.strange_replaced(cells),
            CellsError::Computed { unit, variable } => match self.language {
                Language::Chinese => format!(
                    "{unit} 的 {variable} 由其他数值计算得出，不能更正，数值都没有改变。请避开这一格再试"
                ),
                Language::English => format!(
                    "{variable} of {unit} is computed from other values and cannot be corrected; nothing was changed. Please leave that cell out"
                ),
            },
            CellsError::NoRoom {
                rows,
                columns,
                free_rows,
                free_columns,
            } => match self.language {
                Language::Chinese => format!(
                    "剪贴板中有 {rows} 行 {columns} 列，从这一格起只有 {free_rows} 行 {free_columns} 列，数值没有改变。请换一格粘贴；要导入整张表，请点“粘贴表格”"
                ),
                Language::English => format!(
                    "The clipboard has {rows} by {columns} cells, but from this cell on there are only {free_rows} by {free_columns}; nothing was changed. Paste elsewhere, or import a whole table with “Paste a table”"
                ),
            },
        }
    }

    /// The first cells that are no numbers, with what they say.
    fn told_cells(self, cells: &[StrangeCell]) -> String {
        let told = cells.iter().take(TOLD).map(|it| {
            let StrangeCell {
                unit,
                variable,
                text,
            } = it;
            match self.language {
                Language::Chinese => format!("{unit} 的 {variable}：“{text}”"),
                Language::English => format!("{variable} of {unit}: “{text}”"),
            }
        });
        let told: Vec<String> = told.collect();
        let more = cells.len() > TOLD;
        match self.language {
            Language::Chinese => format!("{}{}", told.join("；"), if more { "等" } else { "" }),
            Language::English => {
                format!(
                    "{}{}",
                    told.join("; "),
                    if more { " and others" } else { "" }
                )
            }
        }
    }

    fn strange_cells(self, cells: &[StrangeCell]) -> String {
        let (told, count) = (self.told_cells(cells), cells.len());
        match self.language {
            Language::Chinese => format!(
                "剪贴板中有 {count} 格不是数字，数值没有改变：{told}。请改正后再粘贴；要导入带表头的表，请点“粘贴表格”"
            ),
            Language::English => format!(
                "Cells on the clipboard that are not numbers: {count}; nothing was changed. {told}. Mend them and paste again, or import a table with its heads by “Paste a table”"
            ),
        }
    }

    fn strange_replaced(self, cells: &[StrangeCell]) -> String {
        let (told, count) = (self.told_cells(cells), cells.len());
        match self.language {
            Language::Chinese => format!(
                "替换后有 {count} 格不是数字，数值没有改变：{told}。请改正“替换为”的内容再试"
            ),
            Language::English => format!(
                "Cells that would not be numbers after replacing: {count}; nothing was changed. {told}. Mend what to replace with and try again"
            ),
        }
    }
}
