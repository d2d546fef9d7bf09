//! What a cell of a sheet is, and how a table lies on it.

use serde::{Deserialize, Serialize};

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The title of a table.
    Title,
    /// A line of `数据库：…` or `地区：…` above the header.
    Preamble,
    /// A line that says the measure of the whole table, `单位：亿元`.
    Measure,
    /// A name of a column, or a piece of one.
    Header,
    /// The measure of a column in the header.
    HeaderMeasure,
    /// The period of a column in the header.
    HeaderPeriod,
    /// Above a column without being part of its name.
    HeaderAside,
    /// The label that names the unit of a row, or the indicator where units stand across.
    UnitName,
    /// The same in English.
    UnitNameEnglish,
    /// The indicator of a row, beside the label of its unit.
    IndicatorName,
    /// The period of a row.
    RowPeriod,
    /// The measure of a row.
    RowMeasure,
    /// The group of a row, in a column of its own.
    GroupName,
    /// A line without data that names the group of the lines below.
    GroupHeading,
    /// A code of a unit or an indicator.
    Code,
    /// Text beside the numbers that belongs to neither names nor values.
    Text,
    /// A number.
    Value,
    /// A mark for a missing value.
    Missing,
    /// Letters that point to notes.
    Footnote,
    /// A note below the table.
    Note,
    /// Where the figures come from.
    Source,
    /// The label of a total, which is never ranked.
    Total,
    /// 续表: the table goes on.
    Continuation,
    /// The header once more, in the middle of the table.
    RepeatedHeader,
    /// The running number of a row or of a column.
    RunningNumber,
    /// An advertisement.
    Advertisement,
    /// Nothing but blanks.
    Blank,
    /// Left out for another reason.
    Dropped,
}

/// How a table lies on its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableLayout {
    /// Units down, indicators across.
    UnitsDown,
    /// Indicators down, units across.
    UnitsAcross,
    /// One indicator: units down, periods across.
    PeriodsAcross,
    /// One unit: indicators down, periods across.
    OneUnit,
    /// One unit: periods down, indicators across.
    PeriodsDown,
    /// A line an observation: the unit, the indicator and mostly the period stand beside it.
    Long,
}

impl TableLayout {
    /// Whether the labels of rows name indicators.
    pub fn rows_are_indicators(self) -> bool {
        matches!(self, Self::UnitsAcross | Self::OneUnit)
    }
}

/// What kind of place or thing a name is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// A country.
    Country,
    /// A province, an autonomous region or a municipality under the central government.
    Province,
    /// A city.
    City,
    /// A county or a district of a city.
    County,
    /// A total or a group of other units.
    Aggregate,
}

/// Knows names: what kind of unit a cleaned name is, if any.
pub type Known<'a> = &'a dyn Fn(&str) -> Option<UnitKind>;
