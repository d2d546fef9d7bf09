//! What the columns of a list hold, and what they are proposed for.

use std::collections::{BTreeMap, BTreeSet};

use super::{ListColumn, ListKind, ListProposal, ListTable, units};
use crate::import::{
    Value,
    names::{InText, Level, Registry, Resolution},
    number::{Reading, parse},
    sheet_map::{read_period, told},
    words,
};

/// How many different texts of a column are looked at.
const SAMPLE: usize = 200;

/// The most classes of a category.
const MOST_CLASSES: usize = 40;

/// Headers of numbers that count nothing.
const CODES: [&str; 12] = [
    "号",
    "编号",
    "代码",
    "编码",
    "电话",
    "邮编",
    "邮政编码",
    "手机",
    "code",
    "id",
    "isbn",
    "issn",
];

/// Headers of running numbers.
const ORDERS: [&str; 8] = ["序号", "编号", "no.", "no", "#", "排名", "rank", "位次"];

/// What headers of days and years contain.
const DATES: [&str; 10] = [
    "年份", "年度", "年", "日期", "时间", "日", "月份", "year", "date", "time",
];

/// What headers of the column that tells the unit contain, the surest first.
const UNITS: [&str; 16] = [
    "省份",
    "省",
    "城市",
    "地市",
    "市",
    "地区",
    "区域",
    "国家",
    "区县",
    "县",
    "所在地",
    "属地",
    "province",
    "city",
    "country",
    "region",
];

/// What headers of the name of a thing contain.
const NAMES: [&str; 22] = [
    "名称",
    "题名",
    "题目",
    "标题",
    "姓名",
    "企业",
    "公司",
    "机构",
    "单位",
    "实验室",
    "项目",
    "专利",
    "论文",
    "产品",
    "平台",
    "中心",
    "基地",
    "title",
    "name",
    "company",
    "firm",
    "paper",
];

/// What a row of a column says, counted.
#[derive(Default)]
struct Counts<'a> {
    filled: usize,
    numbers: usize,
    dates: usize,
    texts: BTreeMap<String, usize>,
    order: Vec<&'a Value>,
}

/// Tells what each column holds.
pub(super) fn tell(table: &mut ListTable, registry: &Registry) {
    for place in 0..table.columns.len() {
        let counts = count(table, place);
        let Some(name) = table.columns.get(place).map(|it| it.name.clone()) else {
            continue;
        };
        let kind = kind(&name, &counts, table.rows.len(), registry);
        let classes = if kind == ListKind::Category || matches!(kind, ListKind::Place(_)) {
            classes(&counts)
        } else {
            Vec::new()
        };
        let (filled, distinct) = (counts.filled, counts.texts.len());
        if let Some(column) = table.columns.get_mut(place) {
            column.kind = kind;
            column.filled = filled;
            column.distinct = distinct;
            column.classes = classes;
        }
    }
}

fn count(table: &ListTable, place: usize) -> Counts<'_> {
    let mut counts = Counts::default();
    let cells = table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(place)?.as_ref());
    for value in cells {
        let text = words::clean(&value.text());
        let missing = matches!(parse(&text, table.decimal_comma), Reading::Missing);
        if missing && !matches!(value, Value::Number(_)) {
            continue;
        }
        counts.filled += 1;
        counts.numbers += usize::from(number(value, table.decimal_comma).is_some());
        counts.dates += usize::from(period(value).is_some());
        *counts.texts.entry(text).or_default() += 1;
        counts.order.push(value);
    }
    counts
}

/// The number a cell holds.
pub(in crate::import) fn number(value: &Value, decimal_comma: bool) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number).filter(|it| it.is_finite()),
        Value::Text(text) => match parse(text, decimal_comma) {
            Reading::Number { value, .. } => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// The year, month or other period a cell says: `2020-07-01` and `2020/7/1` are the month.
pub(in crate::import) fn period(value: &Value) -> Option<crate::engine::Period> {
    match value {
        Value::Date { iso, .. } => read_period(iso),
        Value::Number(_) => day_number(&value.text()).or_else(|| read_period(&value.text())),
        Value::Text(text) => read_period(text)
            .or_else(|| day_number(text.trim()))
            .or_else(|| day_in_words(text)),
        Value::Bool(_) | Value::Error(_) => None,
    }
}

/// `20200701`.
fn day_number(text: &str) -> Option<crate::engine::Period> {
    if text.len() != 8 || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    read_period(&format!("{year}-{month}-{day}")).filter(|_| day != "00" && day <= "31")
}

/// `2020/7/1`, `2020.7.1`, `2020年7月1日`.
fn day_in_words(text: &str) -> Option<crate::engine::Period> {
    let plain: String = text.chars().map(words::half_width).collect();
    let day = plain.split_whitespace().next()?;
    let day = day.strip_suffix('日').unwrap_or(day);
    let mut parts = day.split(['/', '.', '-', '年', '月']);
    let mut part = |most: usize| {
        let part = parts.next()?;
        let digits = part.bytes().all(|it| it.is_ascii_digit());
        (digits && (1..=most).contains(&part.len())).then_some(part)
    };
    let (year, month) = (part(4)?, part(2)?);
    let last = part(2);
    if parts.next().is_some() || (last.is_none() && !day.contains(['/', '.'])) {
        return None;
    }
    let day = last.unwrap_or("1");
    if !(1..=31).contains(&day.parse::<u8>().ok()?) {
        return None;
    }
    read_period(&format!("{year}-{month:0>2}-{day:0>2}"))
}

fn kind(name: &str, counts: &Counts<'_>, rows: usize, registry: &Registry) -> ListKind {
    if counts.filled == 0 {
        return ListKind::Empty;
    }
    let key = words::key(name);
    let most = |count: usize| count * 10 >= counts.filled * 8;
    if (ORDERS.contains(&key.as_str()) || running(counts)) && most(counts.numbers) {
        return ListKind::Running;
    }
    let dated = DATES.iter().any(|it| key.contains(it));
    if most(counts.dates) && (dated || counts.numbers < counts.filled) {
        return ListKind::Date;
    }
    let code = CODES.iter().any(|it| key.ends_with(it));
    if most(counts.numbers) && !code {
        return ListKind::Number;
    }
    if let Some(place) = places(counts, registry) {
        return place;
    }
    let few = counts.texts.len() <= MOST_CLASSES && counts.texts.len() * 2 <= counts.filled;
    if few && rows > 2 && !code {
        ListKind::Category
    } else {
        ListKind::Text
    }
}

/// Each number one more than the last.
fn running(counts: &Counts<'_>) -> bool {
    let numbers: Vec<f64> = counts
        .order
        .iter()
        .filter_map(|it| number(it, false))
        .collect();
    numbers.len() > 2
        && numbers.first() == Some(&1.0)
        && numbers
            .windows(2)
            .all(|it| matches!(it, [a, b] if a + 1.0 == *b))
}

/// A column of places, or of texts with places in them.
fn places(counts: &Counts<'_>, registry: &Registry) -> Option<ListKind> {
    let texts: Vec<&str> = counts
        .texts
        .keys()
        .take(SAMPLE)
        .map(String::as_str)
        .collect();
    let resolutions = units::resolved(&texts, registry);
    let mut levels: BTreeMap<Level, usize> = BTreeMap::new();
    let (mut named, mut inside) = (0, 0);
    for text in &texts {
        match resolutions.get(*text) {
            Some(Resolution::Found(found)) => {
                named += 1;
                if let Some(place) = registry.place(&found.place) {
                    *levels.entry(place.level).or_default() += 1;
                }
            }
            Some(Resolution::Several { .. }) => named += 1,
            _ => inside += usize::from(!matches!(registry.find_in(text), InText::None)),
        }
    }
    if named * 10 >= texts.len() * 6 {
        let level = levels.into_iter().rev().max_by_key(|(_, count)| *count);
        return level.map(|(level, _)| ListKind::Place(level));
    }
    ((named + inside) * 2 >= texts.len() && inside > 0).then_some(ListKind::Address)
}

/// The classes in the order in which they come.
fn classes(counts: &Counts<'_>) -> Vec<(String, usize)> {
    let mut seen = BTreeSet::new();
    let texts = counts.order.iter().map(|it| words::clean(&it.text()));
    texts
        .filter(|it| seen.insert(it.clone()))
        .filter_map(|it| counts.texts.get(&it).map(|count| (it.clone(), *count)))
        .take(MOST_CLASSES)
        .collect()
}

/// Proposes the columns of unit, period and name, and says how sure it is that this is a list.
pub(super) fn propose(table: &mut ListTable, registry: &Registry) {
    let by = by_column(&table.columns);
    let level = by.and_then(|it| level(table, it, registry));
    let name = name_column(&table.columns, by);
    let period_column = table.columns.iter().find(|it| it.kind == ListKind::Date);
    let period = [&table.title, &table.sheet, &table.file]
        .into_iter()
        .find_map(|it| told(it).period);
    table.confidence = confidence(table, by, name);
    let name_of = |it: &ListColumn| it.name.clone();
    table.proposal = ListProposal {
        by: by.map(name_of),
        level,
        period_column: period_column.map(name_of),
        period: period.filter(|_| period_column.is_none()),
        name: name.map(name_of),
    };
}

/// The column that tells the unit: places by name, else inside texts, else a class with such a header.
fn by_column(columns: &[ListColumn]) -> Option<&ListColumn> {
    let rank = |column: &&ListColumn| {
        let key = words::key(&column.name);
        let header = UNITS.iter().position(|it| key.contains(it));
        let kind = match column.kind {
            ListKind::Place(Level::Country) if header.is_none() => 3,
            ListKind::Place(_) => 0,
            ListKind::Address => 1,
            ListKind::Category if header.is_some() => 2,
            _ => return None,
        };
        Some((kind, header.unwrap_or(UNITS.len()), column.column))
    };
    let ranked = columns.iter().filter_map(|it| Some((rank(&it)?, it)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, it)| it)
}

/// The level of a column of places; of addresses the most specific that most of them tell.
pub(super) fn level(table: &ListTable, by: &ListColumn, registry: &Registry) -> Option<Level> {
    match by.kind {
        ListKind::Place(level) => Some(level),
        ListKind::Address => {
            let place = table.column(&by.name)?;
            let cells = table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(place)?.as_ref());
            let found: Vec<_> = cells
                .take(SAMPLE)
                .filter_map(|it| match registry.find_in(&it.text()) {
                    InText::One(place) => Some(place),
                    _ => None,
                })
                .collect();
            let tells = |level: Level| {
                let all = found.iter();
                all.filter(|it| units::climb(registry, it, level).is_some())
                    .count()
            };
            // A county is seldom what an index ranks; who wants it says so.
            let cities = tells(Level::Prefecture);
            Some(if cities * 10 >= found.len() * 8 {
                Level::Prefecture
            } else {
                Level::Province
            })
        }
        _ => None,
    }
}

/// The column that names the things: different texts that are no places.
fn name_column<'a>(columns: &'a [ListColumn], by: Option<&ListColumn>) -> Option<&'a ListColumn> {
    let by = by.map(|it| it.column);
    let telling = |it: &&ListColumn| {
        Some(it.column) != by
            && matches!(it.kind, ListKind::Text | ListKind::Address)
            && it.distinct * 10 >= it.filled * 8
    };
    let named = |it: &&ListColumn| {
        let key = words::key(&it.name);
        NAMES.iter().any(|word| key.contains(word)) && !CODES.iter().any(|it| key.ends_with(it))
    };
    let mut telling_columns = columns.iter().filter(telling);
    telling_columns
        .clone()
        .find(named)
        .or_else(|| telling_columns.next())
}

/// How sure it is a list: its units repeat, its things have names, and numbers are few.
fn confidence(table: &ListTable, by: Option<&ListColumn>, name: Option<&ListColumn>) -> f32 {
    let Some(by) = by else {
        return if name.is_some() { 0.3 } else { 0.1 };
    };
    let place = table.column(&by.name).unwrap_or(usize::MAX);
    let dates: Vec<usize> = (0..)
        .zip(&table.columns)
        .filter(|(_, it)| it.kind == ListKind::Date)
        .map(|(at, _)| at)
        .collect();
    let mut pairs = BTreeSet::new();
    let mut rows = 0_usize;
    for row in &table.rows {
        let text = |at: usize| row.cells.get(at).and_then(Option::as_ref).map(Value::text);
        if let Some(unit) = text(place) {
            rows += 1;
            let dates: Vec<_> = dates.iter().map(|at| text(*at)).collect();
            pairs.insert((words::key(&unit), dates));
        }
    }
    let units: BTreeSet<&String> = pairs.iter().map(|(unit, _)| unit).collect();
    let once = |count: usize| count * 10 >= rows * 9;
    // A unit a row, or a unit and period a row, is a table of units. Only things with names of their own
    // stand once in a unit and period and are none.
    if by.kind != ListKind::Address && once(units.len()) {
        return if name.is_some() { 0.4 } else { 0.1 };
    }
    if by.kind != ListKind::Address && once(pairs.len()) && name.is_none() {
        return 0.1;
    }
    let counted = |it: &&ListColumn| !matches!(it.kind, ListKind::Running | ListKind::Empty);
    let columns = table.columns.iter().filter(counted).count();
    let numbers = table.columns.iter();
    let numbers = numbers.filter(|it| it.kind == ListKind::Number).count();
    let mut sure: f32 = 0.35;
    if name.is_some() {
        sure += 0.3;
    }
    if numbers * 3 <= columns {
        sure += 0.2;
    } else if numbers * 3 >= columns * 2 {
        sure -= 0.2;
    }
    let headed = |it: &ListColumn| {
        let key = words::key(&it.name);
        NAMES.iter().any(|word| key.contains(word))
    };
    if name.is_some_and(headed) {
        sure += 0.1;
    }
    sure.clamp(0.0, 1.0)
}
