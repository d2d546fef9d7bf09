//! What is counted of a list.

use serde::{Deserialize, Serialize};

/// A result: one column, or one for each class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The name of the variable it becomes; classes are added behind it.
    pub name: String,
    /// What is counted.
    pub what: What,
    /// One column for each class.
    #[serde(default)]
    pub split: Split,
    /// The measure of the result; else that of the column summed or averaged.
    #[serde(default)]
    pub measure: Option<String>,
}

/// What is counted; columns by their headers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The rows.
    Count,
    /// The sum of a column's numbers.
    Sum(String),
    /// Their mean, over the rows that have one.
    Mean(String),
    /// The different texts of a column.
    Distinct(String),
}

/// How the rows of a unit are told apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// Not at all.
    #[default]
    None,
    /// By the texts of a column.
    Category(String),
    /// By the numbers of a column: below the first edge, from each edge to below the next, and from
    /// the last edge on.
    Bands(String, Vec<f64>),
}

impl What {
    /// The column it needs.
    pub(super) fn column(&self) -> Option<&str> {
        match self {
            Self::Count => None,
            Self::Sum(column) | Self::Mean(column) | Self::Distinct(column) => Some(column),
        }
    }
}

impl Split {
    /// The column it needs.
    pub(super) fn column(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Category(column) | Self::Bands(column, _) => Some(column),
        }
    }
}

/// The names of bands.
pub(super) fn band_names(edges: &[f64]) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(first) = edges.first() {
        names.push(format!("<{first}"));
    }
    names.extend(edges.windows(2).filter_map(|it| match it {
        [from, to] => Some(format!("[{from}, {to})")),
        _ => None,
    }));
    if let Some(last) = edges.last() {
        names.push(format!("≥{last}"));
    }
    names
}

/// What has been counted of a unit, period and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    /// Rows, or shares of rows.
    pub(super) rows: f64,
    /// The same of those with a number.
    numbers: f64,
    total: f64,
    texts: std::collections::BTreeSet<String>,
}

impl Sum {
    /// Adds a row, of which `share` belongs to the unit.
    pub(super) fn add(&mut self, share: f64, number: Option<f64>, text: Option<String>) {
        self.rows += share;
        if let Some(number) = number {
            self.numbers += share;
            self.total += share * number;
        }
        self.texts.extend(text);
    }

    /// The result; a mean of nothing is missing, as is a sum of rows without a number.
    pub(super) fn result(&self, what: &What) -> Option<f64> {
        match what {
            What::Count => Some(self.rows),
            What::Sum(_) => (self.numbers > 0.0 || self.rows == 0.0).then_some(self.total),
            What::Mean(_) => (self.numbers > 0.0).then(|| self.total / self.numbers),
            What::Distinct(_) => Some(self.texts.len() as f64),
        }
    }
}
