//! What the columns of a table are: units, labels, periods, numbers, words.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Layout,
    grid::{Field, Grid, Row, Says},
};
use crate::import::{CellAt, words};

/// Headers of the column that names the units, the surest first.
const UNITS: &[&str] = &[
    "ucode",
    "评价对象",
    "评价单元",
    "单位名称",
    "企业名称",
    "企业",
    "机构名称",
    "机构",
    "高校",
    "学校",
    "城市名称",
    "城市",
    "城市名",
    "地级市",
    "地市",
    "区县",
    "县市",
    "省份",
    "省市",
    "省(市、区)",
    "省区市",
    "省(自治区、直辖市)",
    "省",
    "市",
    "地区名称",
    "地区",
    "区域",
    "国家/地区",
    "国家或地区",
    "国家和地区",
    "国家(地区)",
    "国家名称",
    "国家",
    "经济体",
    "名称",
    "对象",
    "unit",
    "unitname",
    "city",
    "cityname",
    "province",
    "region",
    "country",
    "countryname",
    "country/region",
    "economy",
    "institution",
    "company",
    "name",
    "code",
    "unitcode",
    "countrycode",
    "iso3",
    "代码",
    "地区代码",
    "行政区划代码",
];

/// Headers of codes: never an indicator, though codes may be numbers.
const CODES: &[&str] = &[
    "code",
    "unitcode",
    "countrycode",
    "iso3",
    "iso2",
    "iso",
    "adcode",
    "代码",
    "地区代码",
    "城市代码",
    "行政区划代码",
    "行政区代码",
    "uname",
    "ucode",
    "id",
];

/// Headers of the column that holds periods.
const PERIODS: &[&str] = &[
    "time", "年份", "年度", "时期", "时间", "年", "year", "period", "日期", "date", "月份", "季度",
];

/// Headers of running numbers and ranks.
const ORDERS: &[&str] = &[
    "排名", "序号", "rank", "ranking", "no.", "no", "#", "位次", "名次", "排序", "编号",
];

/// The columns of a table.
pub(super) struct Columns {
    pub(super) header_row: u32,
    pub(super) all: Vec<Column>,
}

/// A column with a header or with cells below.
pub(super) struct Column {
    pub(super) at: CellAt,
    /// The header on one line; empty where there is none.
    pub(super) header: String,
    pub(super) kind: Kind,
}

/// What most cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Numbers,
    Words,
    /// No cell at all.
    Nothing,
}

/// Which column is what.
pub(super) struct Roles {
    pub(super) unit: u32,
    pub(super) label: Option<u32>,
    pub(super) period: Option<u32>,
}

impl Columns {
    pub(super) fn of(grid: &Grid<'_>, header: usize, body: &[&Row<'_>]) -> Self {
        let header = grid.rows.get(header);
        let header_row = header.map_or(0, |row| row.row);
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        for field in header.into_iter().flat_map(|row| &row.fields) {
            names.insert(field.at.column, field.name());
        }
        let mut counts: BTreeMap<u32, Counts> = BTreeMap::new();
        for field in body.iter().flat_map(|row| &row.fields) {
            counts.entry(field.at.column).or_default().add(field.says);
        }
        let columns: BTreeSet<u32> = names.keys().chain(counts.keys()).copied().collect();
        let all = columns.into_iter().map(|column| Column {
            at: CellAt {
                row: header_row,
                column,
            },
            header: names.remove(&column).unwrap_or_default(),
            kind: counts.get(&column).map_or(Kind::Nothing, Counts::kind),
        });
        Self {
            header_row,
            all: all.collect(),
        }
    }

    /// The headers, for a message.
    pub(super) fn names(&self) -> Vec<String> {
        let named = self.all.iter().filter(|it| !it.header.is_empty());
        named.map(|it| it.header.clone()).collect()
    }

    /// Finds the roles: none if no column can name the units. A column asked for and not there is
    /// the error.
    pub(super) fn roles(
        &self,
        layout: &Layout,
        body: &[&Row<'_>],
    ) -> Result<Option<Roles>, String> {
        let unit = self.asked(layout.unit_column.as_deref())?;
        let period = self.asked(layout.period_column.as_deref())?.or_else(|| {
            let found = PERIODS.iter().find_map(|key| self.keyed(key));
            found.filter(|it| Some(it.at.column) != unit.map(|unit| unit.at.column))
        });
        let period = period.map(|column| column.at.column);
        let unit = unit.or_else(|| self.likeliest_unit(period, body));
        Ok(unit.map(|unit| {
            let label = self.keyed("uname").map(|it| it.at.column);
            Roles {
                unit: unit.at.column,
                label: label.filter(|it| *it != unit.at.column),
                period: period.filter(|it| *it != unit.at.column),
            }
        }))
    }

    fn asked(&self, header: Option<&str>) -> Result<Option<&Column>, String> {
        let Some(header) = header else {
            return Ok(None);
        };
        let key = words::key(header);
        let found = self.all.iter().find(|it| it.key() == key);
        // A measure in brackets need not be typed.
        let bare = || {
            let bare = |it: &&Column| words::key(&words::split_measure(&it.header).0) == key;
            self.all.iter().find(bare)
        };
        found
            .or_else(bare)
            .map(Some)
            .ok_or_else(|| header.to_owned())
    }

    fn keyed(&self, key: &str) -> Option<&Column> {
        self.all.iter().find(|it| it.key() == key)
    }

    /// A column with the header of one, else the first column of words that tells rows apart.
    fn likeliest_unit(&self, period: Option<u32>, body: &[&Row<'_>]) -> Option<&Column> {
        let free = |it: &&Column| Some(it.at.column) != period && !it.is_order();
        let candidates = UNITS.iter().filter_map(|key| self.keyed(key)).filter(free);
        let telling = |column: &&Column, least: f64| {
            let (rows, distinct) = distinct(column.at.column, period, body);
            rows > 0 && distinct as f64 >= least * rows as f64
        };
        // A column of few words, such as the part of the country, groups units; one word twice is a
        // mistake in the file and is told as one.
        if let Some(found) = candidates.clone().find(|it| telling(it, 0.5)) {
            return Some(found);
        }
        let words = self
            .all
            .iter()
            .filter(free)
            .filter(|it| it.kind == Kind::Words);
        words
            .clone()
            .find(|it| telling(it, 1.0))
            .or_else(|| words.clone().find(|it| telling(it, 0.5)))
            .or_else(|| candidates.clone().next())
            .or_else(|| words.clone().next())
    }
}

impl Column {
    fn key(&self) -> String {
        words::key(&self.header)
    }

    /// Running numbers or ranks.
    pub(super) fn is_order(&self) -> bool {
        ORDERS.contains(&self.key().as_str())
    }

    /// Codes and names of units beside the column that names them.
    pub(super) fn is_code(&self) -> bool {
        CODES.contains(&self.key().as_str())
    }
}

/// How many rows have a unit in a column, and how many differ in unit or period.
fn distinct(column: u32, period: Option<u32>, body: &[&Row<'_>]) -> (usize, usize) {
    let text = |row: &Row<'_>, column| row.get(column).map(Field::name);
    let mut seen = BTreeSet::new();
    let mut rows = 0;
    for row in body {
        if let Some(unit) = text(row, column) {
            rows += 1;
            seen.insert((unit, period.and_then(|column| text(row, column))));
        }
    }
    (rows, seen.len())
}

#[derive(Default)]
struct Counts {
    numbers: usize,
    missing: usize,
    dates: usize,
    words: usize,
}

impl Counts {
    fn add(&mut self, says: Says) {
        match says {
            Says::Number { .. } => self.numbers += 1,
            Says::Missing | Says::Error => self.missing += 1,
            Says::Date(_) => self.dates += 1,
            Says::Word => self.words += 1,
            Says::Blank => {}
        }
    }

    fn kind(&self) -> Kind {
        let others = self.dates + self.words;
        if self.numbers + self.missing + others == 0 {
            return Kind::Nothing;
        }
        // Nothing but missing marks is an indicator without data rather than a column of words.
        let numeric = self.numbers > 0 || others == 0;
        if numeric && self.numbers + self.missing > others {
            Kind::Numbers
        } else {
            Kind::Words
        }
    }
}
