//! Cells of the data selected together.

use crate::{
    import::{NameQuestion, names::Registry},
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
    /// The corner of the selected cells that is dragged to fill others.
    pub const fn fill_handle(self) -> &'static str {
        self.pick("填充柄", "Fill handle")
    }
    /// What it does.
    pub const fn fill_handle_help(self) -> &'static str {
        self.pick(
            "拖动以填充旁边的单元格；双击填充到最后一行",
            "Drag it to fill the cells beside; a double click fills all rows below",
        )
    }
    /// So many values were corrected in one step.
    pub fn values_corrected(self, values: usize) -> String {
        match self.language {
            Language::Chinese => format!("已更正 {values} 个数值"),
            Language::English => format!("Corrected {values} values"),
        }
    }
    /// Units were added by pasting, and so many values of others corrected.
    pub fn units_added(self, names: &[String], values: usize) -> String {
        let count = names.len();
        let told = self.names_in_a_row(names.get(..TOLD).unwrap_or(names));
        let also = (values > 0).then(|| self.values_corrected(values));
        match self.language {
            Language::Chinese => {
                let more = if count > TOLD { "等" } else { "" };
                let also = also.map(|it| format!("，{it}")).unwrap_or_default();
                format!("已增加 {count} 个评价对象：{told}{more}{also}")
            }
            Language::English => {
                let more = if count > TOLD { " and others" } else { "" };
                let also = also.map(|it| format!(". {it}")).unwrap_or_default();
                format!("Units added: {count} ({told}{more}){also}")
            }
        }
    }
    /// What was pasted or filled in was there already.
    pub const fn nothing_changed(self) -> &'static str {
        self.pick(
            "与原来相同，没有改变",
            "It is as it was before; nothing was changed",
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
                    "剪贴板中有 {rows} 行 {columns} 列，从这一格起只有 {free_rows} 行 {free_columns} 列，数值没有改变。请换一格粘贴；要导入整张表，请点“粘贴表格”；要增加评价对象，请连同名称列一起复制"
                ),
                Language::English => format!(
                    "The clipboard has {rows} by {columns} cells, but from this cell on there are only {free_rows} by {free_columns}; nothing was changed. Paste elsewhere, import a whole table with “Paste a table”, or copy rows together with their names to add units"
                ),
            },
            CellsError::UnclearNames(questions) => self.unclear_names(questions),
            CellsError::SameUnit { first, second } => match (self.language, first == second) {
                (Language::Chinese, true) => {
                    format!("剪贴板中“{first}”出现不止一次，数值没有改变。请只保留一行再粘贴")
                }
                (Language::Chinese, false) => format!(
                    "剪贴板中“{first}”与“{second}”是同一个评价对象，数值没有改变。请只保留一行再粘贴"
                ),
                (Language::English, true) => format!(
                    "“{first}” comes more than once on the clipboard; nothing was changed. Keep one row and paste again"
                ),
                (Language::English, false) => format!(
                    "“{first}” and “{second}” on the clipboard are one unit; nothing was changed. Keep one row and paste again"
                ),
            },
        }
    }

    /// Names that may mean several units, or another one than they say.
    fn unclear_names(self, questions: &[NameQuestion]) -> String {
        let registry = Registry::bundled();
        let told = questions.iter().take(TOLD).map(|it| {
            let asked = self.name_question(registry, it);
            let offered = it.doubt.offered();
            let offered = offered.iter().map(|it| self.name_target(registry, it));
            let offered: Vec<String> = offered.collect();
            format!("{asked}{}", self.names_in_a_row(&offered))
        });
        let told: Vec<String> = told.collect();
        match self.language {
            Language::Chinese => format!(
                "剪贴板中有 {} 个名称不能确定，数值没有改变。{}。请改正名称后再粘贴，或用“粘贴表格”逐个确认",
                questions.len(),
                told.join("；")
            ),
            Language::English => format!(
                "Names on the clipboard that are not clear: {}; nothing was changed. {}. Mend them and paste again, or confirm each with “Paste a table”",
                questions.len(),
                told.join("; ")
            ),
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
