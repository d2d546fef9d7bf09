//! Relation sheets: what was found, then what to do.

use super::{Language, Texts};
use crate::{
    engine::Period,
    import::{
        CellAt,
        relations::{RelationCell, RelationForm, RelationProblem, RelationRole, RelationTable},
    },
};

/// More names than one reads in a sentence.
const NAMES: usize = 5;

impl Texts {
    /// What a column of a list of edges tells.
    pub const fn relation_role(self, role: RelationRole) -> &'static str {
        match role {
            RelationRole::Source => self.pick("起点", "source"),
            RelationRole::Target => self.pick("终点", "target"),
            RelationRole::Kind => self.pick("关系类型", "kind"),
            RelationRole::Period => self.pick("时期", "period"),
            RelationRole::Weight => self.pick("权重", "weight"),
            RelationRole::Direction => self.pick("有无方向", "direction"),
            RelationRole::Attribute => self.pick("附带内容", "attribute"),
            RelationRole::Running => self.pick("不用", "not used"),
        }
    }

    /// How a relation sheet lies.
    pub const fn relation_form(self, form: RelationForm) -> &'static str {
        match form {
            RelationForm::List => self.pick("一行一条边", "a row an edge"),
            RelationForm::Matrix => self.pick("矩阵", "matrix"),
        }
    }

    /// What a cell of a relation sheet is for.
    pub const fn relation_cell(self, cell: RelationCell) -> &'static str {
        match cell {
            RelationCell::Title => self.pick("标题", "title"),
            RelationCell::Measure => self.pick("计量单位", "measure"),
            RelationCell::Header => self.pick("列名", "column name"),
            RelationCell::Column(role) => self.relation_role(role),
            RelationCell::Corner => self.pick("矩阵左上角", "corner"),
            RelationCell::Across => self.pick("横排名称", "names across"),
            RelationCell::Down => self.pick("竖排名称", "names down"),
            RelationCell::Value => self.pick("数值", "values"),
            RelationCell::Note => self.pick("注释", "note"),
            RelationCell::Dropped => self.pick("不用", "not used"),
        }
    }

    /// Whether edges have a direction.
    pub const fn is_directed(self, directed: bool) -> &'static str {
        if directed {
            self.pick("有向", "directed")
        } else {
            self.pick("无向", "undirected")
        }
    }

    /// What a relation sheet holds, in one line.
    pub fn relation_summary(self, nodes: usize, edges: usize, periods: &[Period]) -> String {
        let periods = self.periods_in_short(periods);
        match self.language {
            Language::Chinese => format!("关系表，{nodes} 个节点、{edges} 条边{periods}"),
            Language::English => format!("Relation sheet: {nodes} nodes, {edges} edges{periods}"),
        }
    }

    /// A relation of a project that is looked at.
    pub fn checked_relation(self, name: &str, nodes: usize, edges: usize) -> String {
        match self.language {
            Language::Chinese => format!("关系“{name}”：{nodes} 个节点、{edges} 条边"),
            Language::English => format!("relation “{name}”: {nodes} nodes, {edges} edges"),
        }
    }

    /// The first and the last of several periods, after a comma; nothing where there is none.
    fn periods_in_short(self, periods: &[Period]) -> String {
        let comma = self.pick("，", ", ");
        let dated: Vec<&Period> = periods
            .iter()
            .filter(|it| **it != Period::Undated)
            .collect();
        match (self.language, dated.as_slice()) {
            (_, []) => String::new(),
            (_, [only]) => format!("{comma}{}", self.period(only)),
            (Language::Chinese, [first, .., last]) => {
                let count = dated.len();
                format!(
                    "{comma}{}至{}共 {count} 期",
                    self.period(first),
                    self.period(last)
                )
            }
            (Language::English, [first, .., last]) => {
                let count = dated.len();
                format!(
                    "{comma}{} to {} ({count} periods)",
                    self.period(first),
                    self.period(last)
                )
            }
        }
    }

    /// The kinds of ties, the direction and the sum of the weights, a line each.
    pub fn relation_facts(self, table: &RelationTable) -> Vec<String> {
        let mut facts = Vec::new();
        let title = Some(table.title.as_str()).filter(|it| !it.is_empty());
        let mut add = |name: &str, what: Option<&str>| {
            facts.extend(what.map(|what| self.in_file(name, what)));
        };
        add(self.pick("标题", "Title"), title);
        let directed = table.directed.map(|it| self.is_directed(it));
        let unknown = self.pick("未说明，按无向处理", "not told; taken as undirected");
        add(
            self.pick("方向", "Direction"),
            Some(directed.unwrap_or(unknown)),
        );
        let kinds = table.list.edges.kinds();
        let kinds = (!kinds.is_empty()).then(|| self.some_names(kinds));
        add(self.pick("关系类型", "Kinds"), kinds.as_deref());
        let total = table.list.edges.total_weight();
        let measure = table.measure.as_deref().unwrap_or_default();
        let total = total.map(|it| format!("{it} {measure}").trim_end().to_owned());
        add(self.pick("权重合计", "Total weight"), total.as_deref());
        facts
    }

    /// The first of many names.
    fn some_names(self, names: &[String]) -> String {
        let count = names.len();
        let first: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
        let first = first.join(self.pick("、", ", "));
        match (self.language, count > NAMES) {
            (_, false) => first,
            (Language::Chinese, true) => format!("{first} 等 {count} 个"),
            (Language::English, true) => format!("{first} and others, {count} in all"),
        }
    }

    /// Something noticed while a relation sheet was read.
    pub(super) fn relation_problem(self, problem: &RelationProblem) -> String {
        match self.language {
            Language::Chinese => self.relation_problem_zh(problem),
            Language::English => self.relation_problem_en(problem),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn relation_problem_zh(self, problem: &RelationProblem) -> String {
        let at = |cells: &[CellAt]| self.cells(cells);
        match problem {
            RelationProblem::NoSource { cells } => {
                format!("没有填写起点，所在行未作为边{}。请补上", at(cells))
            }
            RelationProblem::NoTarget { cells } => {
                format!("没有填写终点，所在行未作为边{}。请补上", at(cells))
            }
            RelationProblem::Total { name, cells } => {
                format!("“{name}”是合计，不是节点，未作为边{}", at(cells))
            }
            RelationProblem::NotAWeight { text, cells } => format!(
                "“{text}”不是数字，按没有权重处理{}。请改为数字，或留空",
                at(cells)
            ),
            RelationProblem::NegativeWeight { cells } => {
                format!("权重为负，按原值保留{}。请核对", at(cells))
            }
            RelationProblem::NoWeight { cells } => {
                format!("没有填写权重，边保留而没有权重{}", at(cells))
            }
            RelationProblem::WeightsRepaired { cells } => {
                format!("权重写成了文本，已按数字读取{}", at(cells))
            }
            RelationProblem::NoPeriod { text, cells } if text.is_empty() => {
                format!(
                    "没有填写时期，边保留而没有时期{}。请补上年份或日期",
                    at(cells)
                )
            }
            RelationProblem::NoPeriod { text, cells } => format!(
                "“{text}”不能读作时期，边保留而没有时期{}。请改为年份或日期",
                at(cells)
            ),
            RelationProblem::PeriodAssumed { period } => format!(
                "表中没有时期列，据标题、表名或文件名取 {}。请确认",
                self.period(period)
            ),
            RelationProblem::SelfLoops { cells } => {
                format!("起点与终点相同（自环），按原样保留{}", at(cells))
            }
            RelationProblem::Repeated { cells } => format!(
                "同一对节点、同一类型、同一时期的边重复出现，各自保留，权重没有合并{}。若是重复登记，请删去",
                at(cells)
            ),
            RelationProblem::DirectionAssumed => {
                "表中没有说明边有无方向，按无向处理。如有方向，请改为有向".to_owned()
            }
            RelationProblem::MixedDirection {
                directed,
                undirected,
            } => format!(
                "表中 {directed} 条边注明有向，{undirected} 条注明无向，一律按无向处理。请分成两张表，或改为一致"
            ),
            RelationProblem::Mirrored { pairs } => {
                format!("矩阵上下两半相同，{pairs} 条边各取一次，按无向处理")
            }
            RelationProblem::ZeroCells { count } => format!("{count} 个单元格为 0，不作为边"),
            RelationProblem::OneSided { names } => format!(
                "只出现在矩阵的行或列之一，仍作为节点：{}",
                self.some_names(names)
            ),
            RelationProblem::NoWeightColumn { columns } => format!(
                "有几列数字，没有一列写明是权重，都作为附带内容：{}。如需要，请指定权重列",
                self.some_names(columns)
            ),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn relation_problem_en(self, problem: &RelationProblem) -> String {
        let at = |cells: &[CellAt]| self.cells(cells);
        match problem {
            RelationProblem::NoSource { cells } => format!(
                "no source is given; the rows are no edges{}. Fill it in",
                at(cells)
            ),
            RelationProblem::NoTarget { cells } => format!(
                "no target is given; the rows are no edges{}. Fill it in",
                at(cells)
            ),
            RelationProblem::Total { name, cells } => {
                format!("“{name}” is a total and no node; it makes no edges{}", at(cells))
            }
            RelationProblem::NotAWeight { text, cells } => format!(
                "“{text}” is no number and gives no weight{}. Make it a number, or leave it empty",
                at(cells)
            ),
            RelationProblem::NegativeWeight { cells } => {
                format!("a weight is below zero; it stays as it is{}. Check it", at(cells))
            }
            RelationProblem::NoWeight { cells } => {
                format!("no weight is given; the edge stays without one{}", at(cells))
            }
            RelationProblem::WeightsRepaired { cells } => {
                format!("a weight is written as text; it was read as a number{}", at(cells))
            }
            RelationProblem::NoPeriod { text, cells } if text.is_empty() => format!(
                "no period is given; the edge stays without one{}. Fill in a year or a day",
                at(cells)
            ),
            RelationProblem::NoPeriod { text, cells } => format!(
                "“{text}” is no period; the edge stays without one{}. Write a year or a day",
                at(cells)
            ),
            RelationProblem::PeriodAssumed { period } => format!(
                "no column tells the period; {} was taken from the title or the name of the sheet or file. \
                 Confirm it",
                self.period(period)
            ),
            RelationProblem::SelfLoops { cells } => {
                format!("an edge ends where it begins; it stays as it is{}", at(cells))
            }
            RelationProblem::Repeated { cells } => format!(
                "an edge of the same nodes, kind and period stands again; each is kept, and weights are not \
                 added up{}. Delete those entered twice by mistake",
                at(cells)
            ),
            RelationProblem::DirectionAssumed => {
                "the sheet does not tell whether edges have a direction; they are taken as undirected. \
                 Switch to directed if they have one"
                    .to_owned()
            }
            RelationProblem::MixedDirection {
                directed,
                undirected,
            } => format!(
                "{directed} edges are said to be directed and {undirected} undirected; all are taken as \
                 undirected. Make two sheets of them, or make them agree"
            ),
            RelationProblem::Mirrored { pairs } => format!(
                "both halves of the matrix are the same; {pairs} edges are taken once each, undirected"
            ),
            RelationProblem::ZeroCells { count } => {
                format!("{count} cells hold 0 and are no edges")
            }
            RelationProblem::OneSided { names } => format!(
                "only among the rows or only among the columns, and nodes all the same: {}",
                self.some_names(names)
            ),
            RelationProblem::NoWeightColumn { columns } => format!(
                "several columns hold numbers and none is headed as the weight; all are kept as attributes: {}. \
                 Say which one is the weight if there is one",
                self.some_names(columns)
            ),
        }
    }
}
