//! What `heng inspect` says of a file.

use super::{Language, Texts};
use crate::import::{FileFormat, list::ListTable};

/// The facts of a recognised table.
#[derive(Clone, Copy, Debug)]
pub struct InspectedTable<'a> {
    /// Where the header of the unit column stands.
    pub header: &'a str,
    /// The letters of the unit column.
    pub unit_column: &'a str,
    /// How many different units there are.
    pub units: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many cells hold no number.
    pub missing: usize,
    /// The periods, each once.
    pub periods: &'a [String],
}

/// So many entries of a list are written out for people.
const LISTED: usize = 8;

impl Texts {
    /// What a file of tables is.
    pub const fn file_format(self, format: FileFormat) -> &'static str {
        match format {
            FileFormat::Xlsx => self.pick("Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)"),
            FileFormat::Xlsb => self.pick(
                "Excel 二进制工作簿（.xlsb）",
                "Excel binary workbook (.xlsb)",
            ),
            FileFormat::Xls => self.pick(
                "Excel 97–2003 工作簿（.xls）",
                "Excel 97–2003 workbook (.xls)",
            ),
            FileFormat::Ods => self.pick(
                "OpenDocument 表格（.ods）",
                "OpenDocument spreadsheet (.ods)",
            ),
            FileFormat::Html => self.pick("网页表格（HTML）", "Tables of a web page (HTML)"),
            FileFormat::Mime => {
                self.pick("单个文件网页（.mht）", "Web page in a single file (.mht)")
            }
            FileFormat::Xml => self.pick("XML 表格 2003（.xml）", "XML spreadsheet 2003 (.xml)"),
            FileFormat::Text => self.pick("文本表（CSV、TSV）", "Separated text (CSV, TSV)"),
        }
    }

    /// A sheet; a text file has one without a name.
    pub fn inspected_sheet(self, name: &str, hidden: bool) -> String {
        match (self.language, name.is_empty()) {
            (Language::Chinese, true) => "文本表".to_owned(),
            (Language::English, true) => "Text table".to_owned(),
            (Language::Chinese, false) if hidden => format!("工作表“{name}”（隐藏）"),
            (Language::Chinese, false) => format!("工作表“{name}”"),
            (Language::English, false) if hidden => format!("Sheet “{name}” (hidden)"),
            (Language::English, false) => format!("Sheet “{name}”"),
        }
    }

    /// A list of things: how many, and which columns seem to tell the unit, the period and the name.
    pub fn inspected_things(self, list: &ListTable) -> Vec<String> {
        let (row, rows, found) = (list.header_row + 1, list.rows.len(), &list.proposal);
        let mut lines = vec![match self.language {
            Language::Chinese => format!("名单：第 {row} 行是表头，{rows} 项"),
            Language::English => format!("List of things: header in row {row}, things: {rows}"),
        }];
        let mut add = |name: &str, what: Option<&str>| {
            lines.extend(what.map(|what| self.in_file(name, what)));
        };
        let title = Some(list.title.as_str()).filter(|it| !it.is_empty());
        add(self.pick("标题", "Title"), title);
        add(self.pick("评价对象看", "Unit from"), found.by.as_deref());
        let level = found.level.map(|it| self.place_level(it));
        add(self.pick("地区级别", "Level"), level);
        let period = found.period.as_ref().map(|it| self.period(it));
        add(
            self.pick("时期看", "Period from"),
            found.period_column.as_deref().or(period.as_deref()),
        );
        add(self.pick("名称看", "Name from"), found.name.as_deref());
        lines
    }

    /// How large a sheet is.
    pub fn inspected_size(self, rows: u64, columns: u64, cells: usize) -> String {
        match self.language {
            Language::Chinese => format!("{rows} 行 × {columns} 列，{cells} 个非空单元格"),
            Language::English => {
                format!("{rows} rows × {columns} columns, {cells} cells not empty")
            }
        }
    }

    /// Name of a list.
    pub const fn merged_cells(self) -> &'static str {
        self.pick("合并单元格", "Merged cells")
    }
    /// Name of a list.
    pub const fn hidden_rows(self) -> &'static str {
        self.pick("隐藏的行", "Hidden rows")
    }
    /// Name of a list.
    pub const fn hidden_columns(self) -> &'static str {
        self.pick("隐藏的列", "Hidden columns")
    }

    /// A list of places, cut where it is long.
    pub fn inspected_list(self, name: &str, places: &[String]) -> String {
        let all = places.len();
        let first: Vec<&str> = places.iter().take(LISTED).map(String::as_str).collect();
        let first = first.join(self.pick("、", ", "));
        let more = if all > LISTED { "…" } else { "" };
        match self.language {
            Language::Chinese => format!("{name}（{all} 处）：{first}{more}"),
            Language::English => format!("{name} ({all}): {first}{more}"),
        }
    }

    /// A sheet without a table.
    pub const fn inspected_no_table(self) -> &'static str {
        self.pick(
            "没有识别出数据表（表头，其下或其旁是数字）",
            "No table was recognised (a header with numbers below it)",
        )
    }

    /// A recognised table, in lines.
    pub fn inspected_table(self, table: &InspectedTable<'_>) -> Vec<String> {
        let InspectedTable {
            header,
            unit_column,
            units,
            rows,
            missing,
            periods,
        } = *table;
        let (first, last) = (periods.first(), periods.last());
        let periods = match (first, last) {
            (Some(first), Some(last)) if first != last => {
                let count = periods.len();
                match self.language {
                    Language::Chinese => format!("时期：{first} 至 {last}，共 {count} 个"),
                    Language::English => format!("Periods: {first} to {last}, {count} in all"),
                }
            }
            (Some(only), _) => match self.language {
                Language::Chinese => format!("时期：{only}"),
                Language::English => format!("Period: {only}"),
            },
            _ => self
                .pick("时期：表中没有注明", "Period: not told by the table")
                .to_owned(),
        };
        let summary = match self.language {
            Language::Chinese => format!(
                "数据表：表头在 {header}，评价对象在 {unit_column} 列；{units} 个评价对象，{rows} 行，{missing} 格缺失"
            ),
            Language::English => format!(
                "Table: header at {header}, units in column {unit_column}; {units} units, {rows} rows, {missing} cells missing"
            ),
        };
        vec![summary, periods]
    }

    /// Mark of a column of words.
    pub const fn column_of_words(self) -> &'static str {
        self.pick("文字", "words")
    }

    /// Two options that exclude each other.
    pub fn not_both(self, one: &str, other: &str) -> String {
        match self.language {
            Language::Chinese => format!("{one} 与 {other} 只能选一个"),
            Language::English => format!("{one} and {other} exclude each other"),
        }
    }
}
