//! What `heng inspect` says of a table that was understood.

use super::{Language, Texts};
use crate::import::sheet_map::{Guess, MappedColumn, MappedTable};

/// So many notes, totals and groups are written out for people.
const LISTED: usize = 8;

impl Texts {
    /// A table that was understood, in lines: where, how it lies, and what holds for all of it.
    pub fn mapped_table(self, number: usize, range: &str, table: &MappedTable) -> Vec<String> {
        let layout = self.table_layout(table.layout.value);
        let (columns, rows) = (table.columns.len(), table.rows.len());
        let missing = table.values.iter().filter(|it| it.is_none()).count();
        let sure = (table.confidence() * 100.0).round();
        let mut lines = vec![match self.language {
            Language::Chinese => format!(
                "数据表 {number}：{range}，{layout}；{rows} 行，{columns} 列数值，{missing} 格缺失；把握 {sure}%"
            ),
            Language::English => format!(
                "Table {number}: {range}, {layout}; {rows} rows, {columns} columns of values, {missing} cells missing; {sure}% sure"
            ),
        }];
        let mut fact = |zh: &'static str, en: &'static str, what: Option<String>| {
            if let Some(what) = what.filter(|it| !it.is_empty()) {
                lines.push(self.named(self.pick(zh, en), &what));
            }
        };
        let text = |it: &Option<Guess<String>>| {
            let told = |it: &Guess<String>| self.with_source(&it.value, it);
            it.as_ref().map(told)
        };
        let period = |it: &Guess<_>| self.with_source(&self.period(&it.value), it);
        fact("标题", "Title", Some(table.title.clone()));
        fact("计量单位", "Measure", text(&table.measure));
        fact("时期", "Period", table.period.as_ref().map(period));
        fact("评价对象", "Unit", text(&table.unit));
        fact("指标", "Indicator", text(&table.indicator));
        fact("口径", "Scope", table.scope.clone());
        let totals = table.rows.iter().filter(|it| it.total);
        let totals = totals.map(|it| it.label.as_str());
        fact("合计", "Totals", self.some_of(totals));
        let groups = table.rows.iter().filter_map(|it| it.group.as_deref());
        fact("分组", "Groups", self.some_of(groups));
        fact(
            "注释",
            "Notes",
            self.some_of(table.notes.iter().map(String::as_str)),
        );
        let sources = table.sources.iter().map(String::as_str);
        fact("资料来源", "Sources", self.some_of(sources));
        lines
    }

    /// A column of a table that was understood: name, measure, period.
    pub fn mapped_column(self, column: &MappedColumn) -> String {
        let measure = column.measure.as_ref().map(|it| format!("[{}]", it.value));
        let period = column.period.as_ref().map(|it| self.period(&it.value));
        let name = Some(column.name.clone()).filter(|it| !it.is_empty());
        let parts: Vec<String> = [name, measure, period].into_iter().flatten().collect();
        parts.join(" ")
    }

    fn named(self, name: &str, what: &str) -> String {
        match self.language {
            Language::Chinese => format!("  {name}：{what}"),
            Language::English => format!("  {name}: {what}"),
        }
    }

    /// Something found out, with where it comes from; a guess that is to be confirmed says so.
    fn with_source<T>(self, value: &str, guess: &Guess<T>) -> String {
        let from = self.evidence(guess.from);
        let cell = guess.at.map_or_else(String::new, |at| format!(" {at}"));
        match (self.language, guess.asked()) {
            (Language::Chinese, false) => format!("{value}（{from}{cell}）"),
            (Language::Chinese, true) => format!("{value}（{from}{cell}；仅为推测，不会采用）"),
            (Language::English, false) => format!("{value} ({from}{cell})"),
            (Language::English, true) => format!("{value} ({from}{cell}; only a guess, not used)"),
        }
    }

    /// The first of a list, each once; none where there is none.
    fn some_of<'a>(self, all: impl Iterator<Item = &'a str>) -> Option<String> {
        let mut seen = std::collections::BTreeSet::new();
        let all: Vec<&str> = all.filter(|it| seen.insert(*it)).collect();
        let first: Vec<&str> = all.iter().take(LISTED).copied().collect();
        let more = if all.len() > LISTED { "…" } else { "" };
        let list = first.join(self.pick("、", ", "));
        (!all.is_empty()).then(|| format!("{list}{more}"))
    }
}
