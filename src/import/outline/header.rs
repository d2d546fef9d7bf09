//! Which column of a framework sheet is what.

use std::collections::BTreeMap;

use crate::import::{Cell, CellAt, Sheet, words};

/// The header row is looked for in so many rows.
const ROWS: usize = 30;

/// What a column of a framework sheet tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    Name,
    Parent,
    Weight,
    Direction,
    Measure,
    Source,
    Lo,
    Hi,
    Target,
    Denominator,
    Per,
    Formula,
    Lag,
    Type,
    /// The n-th level of the tree, from 1.
    Level(usize),
    /// The weight of the n-th level.
    LevelWeight(usize),
    /// Remarks, running numbers and levels as numbers: passed over.
    Remark,
    /// Anything else: told if it has content.
    Unused,
}

/// A header row that reads as a framework's.
pub(super) struct Header {
    pub(super) row: u32,
    pub(super) columns: Vec<Column>,
}

/// A column with a header.
pub(super) struct Column {
    pub(super) at: CellAt,
    pub(super) name: String,
    pub(super) role: Role,
}

impl Header {
    /// The first row whose headers tell a tree.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        sheet.rows().take(ROWS).find_map(|(row, cells)| {
            let columns = columns(cells);
            let header = Self { row, columns };
            header.tells_a_tree().then_some(header)
        })
    }

    /// The levels, where the sheet has a column a level.
    pub(super) fn levels(&self) -> Vec<(usize, u32)> {
        let levels = self.columns.iter().filter_map(|column| match column.role {
            Role::Level(level) => Some((level, column.at.column)),
            _ => None,
        });
        let levels: BTreeMap<usize, u32> = levels.collect();
        levels.into_iter().collect()
    }

    /// The first column of a role.
    pub(super) fn column(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    fn has(&self, role: Role) -> bool {
        self.column(role).is_some()
    }

    fn tells_a_tree(&self) -> bool {
        if !self.levels().is_empty() {
            return true;
        }
        let named = self.has(Role::Code) || self.has(Role::Name);
        // A mere list of indicators needs something that tells it from a table of data.
        named
            && [Role::Parent, Role::Weight, Role::Direction]
                .into_iter()
                .any(|it| self.has(it))
    }
}

/// The headers of a row, each with its role.
fn columns(cells: &[Cell]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let parents = cells.iter().any(|cell| role(&key(cell)) == Role::Parent);
    for cell in cells {
        let name = words::clean(&cell.value.text());
        if name.is_empty() {
            continue;
        }
        let key = key(cell);
        let mut found = role(&key);
        if let Some(level) = level(&key)
            && !(parents && found != Role::Unused)
        {
            found = Role::Level(level);
        }
        if let Some(level) = key.strip_suffix("权重").and_then(level) {
            found = Role::LevelWeight(level);
        }
        // A weight directly right of a level is that level's.
        if found == Role::Weight
            && let Some(before) = columns.last()
            && let Role::Level(level) = before.role
            && before.at.column + 1 == cell.at.column
        {
            found = Role::LevelWeight(level);
        }
        columns.push(Column {
            at: cell.at,
            name,
            role: found,
        });
    }
    english_levels(&mut columns, parents);
    columns
}

/// `dimension | indicator` are two levels; `indicator` beside a parent or alone is a name.
fn english_levels(columns: &mut [Column], parents: bool) {
    let levels: Vec<usize> = columns
        .iter()
        .filter_map(|it| match it.role {
            Role::Level(level) => Some(level),
            _ => None,
        })
        .collect();
    if parents || levels.is_empty() {
        return;
    }
    let deepest = levels.into_iter().max().unwrap_or(0);
    let mut named = None;
    for column in columns {
        if column.role == Role::Name {
            column.role = Role::Level(deepest + 1);
            named = Some(column.at.column);
        } else if column.role == Role::Weight
            && named.is_some_and(|named| named + 1 == column.at.column)
        {
            column.role = Role::LevelWeight(deepest + 1);
        }
    }
}

fn key(cell: &Cell) -> String {
    let text = words::clean(&cell.value.text());
    let bare = words::trailing_bracket(&text).map_or(text.as_str(), |(name, _)| name);
    words::key(if bare.trim().is_empty() { &text } else { bare })
}

/// The level a header names: 一级指标, 第二指标, level 3, dimension.
fn level(key: &str) -> Option<usize> {
    match key {
        "dimension" | "pillar" | "维度" | "准则层" => return Some(1),
        "subdimension" | "sub-dimension" | "subpillar" | "sub-pillar" | "子维度" => {
            return Some(2);
        }
        _ => {}
    }
    let middle = ["级指标", "级", "层指标"]
        .iter()
        .find_map(|end| key.strip_suffix(end))
        .or_else(|| key.strip_prefix('第')?.strip_suffix("指标"))
        .or_else(|| key.strip_prefix("level"))?;
    let middle = middle.strip_prefix('第').unwrap_or(middle);
    let chinese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let place = chinese.iter().position(|digit| *digit == middle);
    let number = middle.parse().ok().filter(|level| (1..=20).contains(level));
    place.map(|place| place + 1).or(number)
}

fn role(key: &str) -> Role {
    match key {
        "code" | "icode" | "代码" | "编码" | "指标代码" | "指标编码" => Role::Code,
        "name" | "iname" | "指标" | "名称" | "指标名称" | "indicator" | "指标层" => {
            Role::Name
        }
        "parent" | "上级" | "上级指标" | "上级代码" | "父级" | "父指标" | "父级指标" | "所属" => {
            Role::Parent
        }
        "weight" | "权重" | "指标权重" => Role::Weight,
        "direction" | "方向" | "指标方向" | "指标属性" | "属性" | "指标性质" | "性质"
        | "正逆向" => Role::Direction,
        "measure" | "单位" | "计量单位" | "unit" | "指标单位" => Role::Measure,
        "source" | "来源" | "数据来源" | "资料来源" => Role::Source,
        "lo" | "下限" => Role::Lo,
        "hi" | "上限" => Role::Hi,
        "target" | "目标" | "目标值" => Role::Target,
        "denominator" | "分母" | "分母指标" | "分母变量" => Role::Denominator,
        "per" | "每" => Role::Per,
        "formula" | "公式" | "计算公式" => Role::Formula,
        "lag" | "滞后" | "滞后期" | "滞后期数" => Role::Lag,
        "type" | "类型" => Role::Type,
        "note" | "notes" | "remarks" | "comment" | "说明" | "备注" | "指标说明" | "指标解释"
        | "序号" | "level" | "层级" | "no" | "no." | "编号" => Role::Remark,
        _ => Role::Unused,
    }
}
