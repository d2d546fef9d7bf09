//! A sheet of a yearbook before it is taken.

use crate::{
    import::{Finding, sheet_map::Role},
    texts::{Language, Texts},
};

/// The ways to look at a file.
impl Texts {
    /// Choice of the preview.
    pub const fn as_yearbook(self) -> &'static str {
        self.pick("作为年鉴表", "As a yearbook sheet")
    }
    /// What that is.
    pub const fn as_yearbook_line(self) -> &'static str {
        self.pick(
            "多行表头、合并单元格、续表、合计行、年份在列上……每个单元格的用途都标在原表上，可以更正",
            "Headers of several rows, merged cells, continuations, totals, years across: what each cell is for is shown on \
             the sheet and can be corrected",
        )
    }
    /// Choice: the sheet as it is.
    pub const fn sheet_as_it_is(self) -> &'static str {
        self.pick("原表", "Sheet")
    }
    /// Choice: what would be taken.
    pub const fn what_is_taken(self) -> &'static str {
        self.pick("将导入的数值", "Values to import")
    }
    /// Nothing can be taken.
    pub const fn nothing_to_take(self) -> &'static str {
        self.pick(
            "没有可以导入的数值。请在“原表”上选中单元格，说明它们的用途",
            "There are no values to import. Select cells on the sheet and say what they are for",
        )
    }
    /// Field.
    pub const fn table_to_show(self) -> &'static str {
        self.pick("查看", "Show")
    }
    /// One of the tables that would be taken.
    pub fn table_in_short(self, period: &str, first: &str, columns: usize, units: usize) -> String {
        match self.language {
            Language::Chinese => {
                let period = if period.is_empty() {
                    "未注明时期"
                } else {
                    period
                };
                format!("{period} · {first} 等 {columns} 个变量 · {units} 个评价对象")
            }
            Language::English => {
                let period = if period.is_empty() {
                    "no period"
                } else {
                    period
                };
                format!("{period} · {first} (variables: {columns}, units: {units})")
            }
        }
    }
    /// The periods that would be taken.
    pub fn periods_found(self, first: &str, last: &str, count: usize) -> String {
        match (self.language, count) {
            (Language::Chinese, 1) => format!("时期：{first}"),
            (Language::English, 1) => format!("Period: {first}"),
            (Language::Chinese, _) => format!("时期：{first} 至 {last}，共 {count} 个"),
            (Language::English, _) => format!("Periods: {first} to {last}, {count} in all"),
        }
    }
    /// Field: the unit of a sheet about one.
    pub const fn unit_of_sheet(self) -> &'static str {
        self.pick("整张表的评价对象", "Unit of the sheet")
    }
    /// The period in the field is little more than a guess.
    pub const fn period_guessed(self) -> &'static str {
        self.pick(
            "表中没有写明时期。这是按“年鉴登载上一年数据”推测的，请核对",
            "The sheet does not say its period. This is a guess: a yearbook shows the year before its own. Please check it",
        )
    }
}

/// The sheet.
impl Texts {
    /// The head of a column, to a screen reader.
    pub fn whole_column(self, letters: &str) -> String {
        match self.language {
            Language::Chinese => format!("整列 {letters}"),
            Language::English => format!("Column {letters}"),
        }
    }
    /// The head of a row, to a screen reader.
    pub fn whole_row(self, number: &str) -> String {
        match self.language {
            Language::Chinese => format!("整行 {number}"),
            Language::English => format!("Row {number}"),
        }
    }
    /// A cell: where it is, what is in it, what it is for.
    pub fn cell_spoken(self, at: &str, text: &str, role: &str) -> String {
        match (self.language, role.is_empty()) {
            (_, true) => at.to_owned(),
            (Language::Chinese, false) => format!("{at}：{text}（{role}）"),
            (Language::English, false) => format!("{at}: {text} ({role})"),
        }
    }
    /// A colour of the legend.
    pub const fn role_family(self, role: Role) -> &'static str {
        match role {
            Role::Title => self.pick("标题、单位", "titles"),
            Role::Header => self.pick("列名、时期", "columns"),
            Role::UnitName => self.pick("行名", "row labels"),
            Role::Value => self.pick("数值", "values"),
            Role::Missing => self.pick("缺失", "missing"),
            Role::Total => self.pick("合计、分组", "totals"),
            Role::Note => self.pick("注释、来源", "notes"),
            _ => self.pick("未采用（划线）", "not used (struck)"),
        }
    }
    /// A finding without its file and sheet, which are in view.
    pub fn sheet_finding(self, finding: &Finding) -> String {
        let near = Finding {
            file: String::new(),
            sheet: String::new(),
            ..finding.clone()
        };
        let whole = self.import_finding(&near);
        let bare = whole.trim_start_matches([' ', '：', ':']);
        bare.to_owned()
    }
    /// What a finding's button does.
    pub const fn show_cell(self) -> &'static str {
        self.pick("在原表上显示", "Show on the sheet")
    }
    /// More findings than are listed.
    pub fn further_findings(self, more: usize) -> String {
        match self.language {
            Language::Chinese => format!("另有 {more} 条"),
            Language::English => format!("and {more} more"),
        }
    }
}

/// What a person says of it.
impl Texts {
    /// Nothing is pointed at.
    pub const fn pick_hint(self) -> &'static str {
        self.pick(
            "颜色表示每个单元格的用途。识别有误时，选中单元格（可拖动）、行号或列标，在这里更正",
            "Colours show what each cell is for. Where that is wrong, select cells (drag for several), a row number or a \
             column letter, and correct it here",
        )
    }
    /// What is pointed at.
    pub fn picked_is(self, place: &str, role: Option<&str>) -> String {
        match (self.language, role) {
            (_, None) => place.to_owned(),
            (Language::Chinese, Some(role)) => format!("{place}：{role}"),
            (Language::English, Some(role)) => format!("{place}: {role}"),
        }
    }
    /// Field.
    pub const fn cells_are(self) -> &'static str {
        self.pick("应为", "should be")
    }
    /// Field.
    pub const fn measure_of_column(self) -> &'static str {
        self.pick("该列的计量单位", "Measure of the column")
    }
    /// How often something was said.
    pub fn said_so_often(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("已更正 {count} 处"),
            Language::English => format!("Corrections: {count}"),
        }
    }
    /// Button.
    pub const fn unsay(self) -> &'static str {
        self.pick("撤回上一处", "Take the last back")
    }
    /// Button.
    pub const fn unsay_all(self) -> &'static str {
        self.pick("全部撤回", "Take all back")
    }
    /// A table without a title.
    pub const fn untitled_table(self) -> &'static str {
        self.pick("（无标题的表）", "(a table without a title)")
    }
    /// The rows a table takes.
    pub fn rows_from_to(self, first: u32, last: u32) -> String {
        match self.language {
            Language::Chinese => format!("第 {first}–{last} 行"),
            Language::English => format!("rows {first}–{last}"),
        }
    }
    /// Field.
    pub const fn layout_of_table(self) -> &'static str {
        self.pick("排列方式", "Layout")
    }
    /// Name of a fact.
    pub const fn period_word(self) -> &'static str {
        self.pick("时期", "Period")
    }
    /// Name of a fact.
    pub const fn indicator_word(self) -> &'static str {
        self.pick("指标", "Indicator")
    }
    /// A fact about a table, and where it comes from.
    pub fn fact_and_source(self, name: &str, value: &str, source: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}：{value}（据{source}）"),
            Language::English => format!("{name}: {value} (from: {source})"),
        }
    }
}
