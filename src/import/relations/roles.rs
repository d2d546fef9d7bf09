//! What the columns of a list of edges tell.

use std::collections::BTreeSet;

use super::{
    RelationLayout, RelationRole,
    headers::{Header, key},
};
use crate::{
    engine::Period,
    import::{
        Value,
        list::{ListTable, number, period},
        number::{Reading, parse},
        sheet_map::read_period,
        words,
    },
};

/// Headers of kinds of ties; others end in these.
const KINDS: [&str; 12] = [
    "类型",
    "类别",
    "种类",
    "关系",
    "方式",
    "性质",
    "kind",
    "type",
    "relation",
    "relationship",
    "category",
    "linktype",
];

/// Headers of weights, the surest first; others end in these.
const WEIGHTS: [&str; 30] = [
    "权重",
    "weight",
    "强度",
    "strength",
    "次数",
    "频次",
    "频数",
    "frequency",
    "人数",
    "金额",
    "amount",
    "贸易额",
    "总额",
    "规模",
    "流量",
    "flow",
    "volume",
    "项数",
    "件数",
    "篇数",
    "数量",
    "count",
    "value",
    "值",
    "数",
    "额",
    "量",
    "trips",
    "n",
    "v",
];

/// Headers of running numbers.
const RUNNING: [&str; 6] = ["序号", "no.", "no", "#", "编号", "行号"];

/// Headers of numbers that measure nothing.
const CODES: [&str; 8] = ["号", "编号", "代码", "编码", "电话", "id", "code", "no"];

/// What the cells of a column are, counted.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    filled: usize,
    numbers: usize,
    periods: usize,
    directions: usize,
    distinct_many: bool,
}

impl Counts {
    pub(super) fn of(table: &ListTable, place: usize) -> Self {
        let mut counts = Self::default();
        let mut seen = BTreeSet::new();
        for row in &table.rows {
            let Some(value) = row.cells.get(place).and_then(Option::as_ref) else {
                continue;
            };
            let text = words::clean(&value.text());
            let missing = matches!(parse(&text, table.decimal_comma), Reading::Missing);
            if missing && !matches!(value, Value::Number(_)) {
                continue;
            }
            counts.filled += 1;
            counts.numbers += usize::from(number(value, table.decimal_comma).is_some());
            counts.periods += usize::from(period(value).is_some());
            counts.directions += usize::from(direction(&text).is_some());
            if seen.len() < 3 {
                seen.insert(text);
            }
        }
        counts.distinct_many = seen.len() > 2;
        counts
    }

    fn most(self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 8
    }

    /// Whether the cells are names of nodes.
    fn names(self, numbers: bool) -> bool {
        let plain = self.filled - self.numbers.max(self.periods).min(self.filled);
        self.most(plain) || (numbers && self.most(self.numbers))
    }
}

/// Whether a text says that an edge has a direction.
pub(super) fn direction(text: &str) -> Option<bool> {
    match words::key(text).as_str() {
        "directed" | "有向" => Some(true),
        "undirected" | "无向" => Some(false),
        _ => None,
    }
}

/// What each column tells, and whether both ends are told by names.
pub(super) fn roles(
    table: &ListTable,
    header: &Header,
    layout: &RelationLayout,
) -> (Vec<RelationRole>, bool) {
    let keys: Vec<String> = table.columns.iter().map(|it| key(&it.name)).collect();
    let counts: Vec<Counts> = (0..keys.len()).map(|it| Counts::of(table, it)).collect();
    let named = |key_: &str| {
        let mut said = layout.roles.iter();
        said.find(|(name, _)| key(name) == *key_)
            .map(|(_, role)| *role)
    };
    let ends = [RelationRole::Source, RelationRole::Target];
    let columns = table.columns.iter().zip(&keys);
    let mut roles: Vec<Option<RelationRole>> = columns
        .map(|(column, key)| match column.column {
            column if column == header.source => Some(RelationRole::Source),
            column if column == header.target => Some(RelationRole::Target),
            column => {
                let said = layout.column(column).or_else(|| named(key));
                said.filter(|it| !ends.contains(it))
            }
        })
        .collect();
    let mut work = Work {
        table,
        keys: &keys,
        counts: &counts,
        roles: &mut roles,
    };
    work.periods();
    work.running();
    work.directions();
    work.kind();
    work.weights();
    let ends: Vec<(Counts, RelationRole)> = counts
        .iter()
        .zip(&roles)
        .filter_map(|(counts, role)| Some((*counts, (*role)?)))
        .filter(|(_, it)| matches!(it, RelationRole::Source | RelationRole::Target))
        .collect();
    let rows = table.rows.len();
    let named = |(counts, _): &(Counts, RelationRole)| {
        counts.names(header.numbers) && counts.filled * 10 >= rows * 6
    };
    let sure = ends.len() == 2 && ends.iter().all(named);
    let roles = roles.into_iter();
    let roles = roles.map(|it| it.unwrap_or(RelationRole::Attribute));
    (roles.collect(), sure)
}

struct Work<'a> {
    table: &'a ListTable,
    keys: &'a [String],
    counts: &'a [Counts],
    roles: &'a mut Vec<Option<RelationRole>>,
}

impl Work<'_> {
    fn has(&self, role: RelationRole) -> bool {
        self.roles.contains(&Some(role))
    }

    /// Gives a role to the first free column that fits.
    fn give(&mut self, role: RelationRole, fits: impl Fn(&str, Counts) -> bool) {
        if self.has(role) {
            return;
        }
        let columns = self.keys.iter().zip(self.counts).zip(self.roles.iter_mut());
        for ((key, counts), slot) in columns {
            if slot.is_none() && fits(key, *counts) {
                *slot = Some(role);
                return;
            }
        }
    }

    fn periods(&mut self) {
        let named = |key: &str| {
            const WHOLE: [&str; 7] = ["年", "time", "date", "year", "period", "时期", "期间"];
            const ENDS: [&str; 8] = ["年份", "年度", "日期", "时间", "月份", "year", "date", "年"];
            WHOLE.contains(&key) || ENDS.iter().any(|it| key.ends_with(it))
        };
        self.give(RelationRole::Period, |key, counts| {
            named(key) && counts.filled > 0 && counts.periods * 2 >= counts.filled
        });
    }

    fn running(&mut self) {
        for ((key, counts), slot) in self.keys.iter().zip(self.counts).zip(self.roles.iter_mut()) {
            if slot.is_none() && RUNNING.contains(&key.as_str()) && counts.most(counts.numbers) {
                *slot = Some(RelationRole::Running);
            }
        }
    }

    fn directions(&mut self) {
        self.give(RelationRole::Direction, |_, counts| {
            counts.most(counts.directions)
        });
    }

    fn kind(&mut self) {
        self.give(RelationRole::Kind, |key, counts| {
            KINDS.iter().any(|it| key.ends_with(it)) && !counts.most(counts.numbers)
        });
    }

    /// The weight: columns headed by periods, else the surest header, else the only numbers.
    fn weights(&mut self) {
        if self.has(RelationRole::Weight) {
            return;
        }
        let free: Vec<usize> = (0..self.keys.len())
            .filter(|it| self.roles.get(*it).is_some_and(Option::is_none))
            .collect();
        let counts = |place: usize| self.counts.get(place).copied().unwrap_or_default();
        let numeric = |place: usize| counts(place).most(counts(place).numbers);
        let dated: Vec<usize> = free
            .iter()
            .copied()
            .filter(|it| self.dated(*it).is_some() && (numeric(*it) || counts(*it).filled == 0))
            .collect();
        let across = dated.len() > 1 && !self.has(RelationRole::Period);
        let key = |place: usize| self.keys.get(place).map_or("", String::as_str);
        let code = |place: usize| CODES.iter().any(|it| key(place).ends_with(it));
        let chosen = if across {
            dated
        } else {
            let surest = WEIGHTS.iter().find_map(|word| {
                let ends = |it: &&usize| {
                    // A single letter or character says little behind others.
                    let whole = word.len() < 2;
                    let fits = key(**it) == *word || (!whole && key(**it).ends_with(word));
                    fits && !code(**it) && counts(**it).numbers > 0
                };
                free.iter().find(ends).copied()
            });
            let numbers: Vec<usize> = free
                .iter()
                .copied()
                .filter(|it| numeric(*it) && !code(*it))
                .collect();
            let only = match numbers.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
            surest.or(only).into_iter().collect()
        };
        for place in chosen {
            if let Some(slot) = self.roles.get_mut(place) {
                *slot = Some(RelationRole::Weight);
            }
        }
    }

    fn dated(&self, place: usize) -> Option<Period> {
        read_period(&self.table.columns.get(place)?.name)
    }
}

/// The headers of numbers that could be weights and are kept as attributes.
pub(super) fn unused_numbers(table: &ListTable, roles: &[RelationRole]) -> Vec<String> {
    let columns = table.columns.iter().zip(roles).enumerate();
    let numbers = columns.filter(|(place, (column, role))| {
        let counts = Counts::of(table, *place);
        let code = CODES.iter().any(|it| key(&column.name).ends_with(it));
        **role == RelationRole::Attribute && !code && counts.most(counts.numbers)
    });
    numbers
        .map(|(_, (column, _))| column.name.clone())
        .collect()
}
