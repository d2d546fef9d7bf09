//! Relations: a relation sheet on its way in, and the window of those that are kept.

use crate::{
    import::relations::{RelationCell, RelationForm, RelationRole, RelationSays},
    texts::{Language, Texts},
};

/// The sheet in colour, and what can be said of its parts.
impl Texts {
    /// Choice: what would be taken.
    pub const fn edges_that_are_taken(self) -> &'static str {
        self.pick("将导入的边", "Edges to import")
    }
    /// Nothing is pointed at.
    pub const fn pick_relation_hint(self, form: RelationForm) -> &'static str {
        match form {
            RelationForm::List => self.pick(
                "颜色表示每列的用途。识别有误或没有识别时，选中列标或单元格，在这里指定起点、终点、权重等；表头不对时，选中行号，指定为表头",
                "Colours show what each column is for. Where that is wrong or missing, select a column letter or a cell and say                  here that it is the source, the target, the weight; for another header, select its row number",
            ),
            RelationForm::Matrix => self.pick(
                "颜色表示每个单元格的用途。识别有误或没有识别时，选中横排名称所在的行、竖排名称所在的列，在这里指定",
                "Colours show what each cell is for. Where that is wrong or missing, select the row of the names across and the                  column of the names down, and say so here",
            ),
        }
    }
    /// What a person can say of a part.
    pub const fn relation_says(self, says: RelationSays) -> &'static str {
        match says {
            RelationSays::Column(role) => self.relation_role(role),
            RelationSays::Header => self.pick("表头所在行", "the header row"),
            RelationSays::Across => self.relation_cell(RelationCell::Across),
            RelationSays::Down => self.relation_cell(RelationCell::Down),
            RelationSays::Unused => self.relation_cell(RelationCell::Dropped),
            RelationSays::Used => self.pick("照常读取", "read again"),
        }
    }
    /// A colour of the legend.
    pub const fn relation_family(self, cell: RelationCell) -> &'static str {
        match cell {
            RelationCell::Title => self.pick("标题、单位", "titles"),
            RelationCell::Column(RelationRole::Attribute) => {
                self.pick("类型、附带", "kind and more")
            }
            RelationCell::Note => self.pick("注释、来源", "notes"),
            RelationCell::Dropped => self.pick("不用（划线）", "not used (struck)"),
            other => self.relation_cell(other),
        }
    }
}

impl Texts {
    /// Way of looking at a file.
    pub const fn as_relations(self) -> &'static str {
        self.pick("作为关系表", "As a relation sheet")
    }
    /// What that is.
    pub const fn as_relations_line(self) -> &'static str {
        self.pick(
            "一行一条边（起点、终点，可有类型、时期、权重），或行列名称相同的矩阵，如企业与高校合作、人口迁移",
            "A row for each edge (source, target, perhaps kind, period and weight), or a matrix with the same names down and across, such as cooperation or migration",
        )
    }
    /// State of a file in the list.
    pub const fn file_relations(self) -> &'static str {
        self.pick("关系表", "a relation sheet")
    }
    /// The same, with how much of it is asked.
    pub fn file_of_relations(self, asked: usize) -> String {
        match (self.language, asked) {
            (_, 0) => self.file_relations().to_owned(),
            (Language::Chinese, _) => format!("关系表，{asked} 处待确认"),
            (Language::English, _) => format!("a relation sheet, {asked} to confirm"),
        }
    }
    /// Button and title of the window.
    pub const fn relations(self) -> &'static str {
        self.pick("关系", "Relations")
    }
    /// What the window is for.
    pub const fn relations_help(self) -> &'static str {
        self.pick(
            "关系表说明谁与谁相连。节点按名称识别，不必是评价对象；关系随项目保存，不改变得分。",
            "A relation sheet tells who is tied to whom. Nodes go by name and need not be units; relations are kept with the project and change no score.",
        )
    }
    /// Empty state.
    pub const fn no_relations(self) -> &'static str {
        self.pick(
            "还没有关系。请导入一张关系表",
            "No relations yet. Import a relation sheet",
        )
    }
    /// Field.
    pub const fn relation_name(self) -> &'static str {
        self.pick("关系名称", "Name of the relation")
    }
    /// Button.
    pub const fn remove_relation(self) -> &'static str {
        self.pick("删除关系", "Remove relation")
    }
    /// A note beside a name that is taken.
    pub const fn replaces_relation(self) -> &'static str {
        self.pick(
            "将替换项目中同名的关系",
            "It will replace the relation of that name in the project",
        )
    }
    /// The choice of what a column tells.
    pub fn role_of_column(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{column}”列的含义"),
            Language::English => format!("What the column “{column}” tells"),
        }
    }
    /// What relation the parts of a series become, behind what they are.
    pub fn joined_to_relation(self, line: &str, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{line}，合为一个关系“{name}”"),
            Language::English => format!("{line}; joined into one relation, “{name}”"),
        }
    }
    /// How many sheets a relation comes from beside the one that is named.
    pub fn and_further_sheets(self, more: usize) -> String {
        match self.language {
            Language::Chinese => format!("，另 {more} 张表"),
            Language::English if more == 1 => " and 1 more sheet".to_owned(),
            Language::English => format!(" and {more} more sheets"),
        }
    }
    /// Where a relation comes from.
    pub fn relation_source(self, file: &str, sheet: &str) -> String {
        let place = match (self.language, sheet.is_empty()) {
            (_, true) => file.to_owned(),
            (Language::Chinese, false) => format!("{file}，工作表“{sheet}”"),
            (Language::English, false) => format!("{file}, sheet “{sheet}”"),
        };
        match self.language {
            Language::Chinese => format!("来源：{place}"),
            Language::English => format!("From {place}"),
        }
    }
    /// The heads of a table of edges.
    pub const fn edge_columns(self) -> [&'static str; 5] {
        match self.language {
            Language::Chinese => ["起点", "终点", "关系类型", "时期", "权重"],
            Language::English => ["Source", "Target", "Kind", "Period", "Weight"],
        }
    }
}
