//! A packed column of numbers, some of them missing.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// One number a row, or none. Cheap to clone: the numbers are shared.
///
/// Every number held is finite; whatever is not becomes missing on the way in. The marker for
/// missing is private: readers see `Option<f64>`.
///
/// ```
/// use heng::engine::Column;
/// let column: Column = [Some(1.0), None, Some(f64::NAN)].into_iter().collect();
/// assert_eq!(column.iter().collect::<Vec<_>>(), [Some(1.0), None, None]);
/// assert_eq!(column.get(7), None);
/// ```
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "Vec<Option<f64>>", into = "Vec<Option<f64>>")]
pub struct Column(Arc<[f64]>);

const MISSING: f64 = f64::NAN;

fn pack(value: Option<f64>) -> f64 {
    value.filter(|number| number.is_finite()).unwrap_or(MISSING)
}

fn unpack(packed: f64) -> Option<f64> {
    (!packed.is_nan()).then_some(packed)
}

impl Column {
    /// A column of `len` missing values.
    pub fn missing(len: usize) -> Self {
        Self(vec![MISSING; len].into())
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no rows at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number in a row; none where it is missing or there is no such row.
    pub fn get(&self, row: usize) -> Option<f64> {
        self.0.get(row).copied().and_then(unpack)
    }

    /// All rows in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<f64>> + Clone + '_ {
        self.0.iter().copied().map(unpack)
    }

    /// The numbers that are there, in order of rows.
    pub fn observed(&self) -> impl Iterator<Item = f64> + Clone + '_ {
        self.iter().flatten()
    }

    /// The column with one row changed, longer if need be. The old column stays as it was.
    #[must_use]
    pub fn with(&self, row: usize, value: Option<f64>) -> Self {
        let mut packed = self.0.to_vec();
        if packed.len() <= row {
            packed.resize(row + 1, MISSING);
        }
        if let Some(cell) = packed.get_mut(row) {
            *cell = pack(value);
        }
        Self(packed.into())
    }

    /// Each number through `change`; missing stays missing.
    #[must_use]
    pub fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        self.iter().map(|value| value.map(&change)).collect()
    }

    /// The rows named, in that order; shares the numbers when these are all rows as they stand.
    #[must_use]
    pub fn gather(&self, rows: &[usize]) -> Self {
        let same = rows.len() == self.len() && rows.iter().enumerate().all(|(at, &row)| at == row);
        if same {
            return self.clone();
        }
        rows.iter().map(|&row| self.get(row)).collect()
    }
}

impl Default for Column {
    /// No rows.
    fn default() -> Self {
        Self::missing(0)
    }
}

impl FromIterator<Option<f64>> for Column {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(values: I) -> Self {
        Self(values.into_iter().map(pack).collect())
    }
}

impl From<Vec<Option<f64>>> for Column {
    fn from(values: Vec<Option<f64>>) -> Self {
        values.into_iter().collect()
    }
}

impl From<Column> for Vec<Option<f64>> {
    fn from(column: Column) -> Self {
        column.iter().collect()
    }
}

impl PartialEq for Column {
    /// Same length, same numbers, missing in the same rows.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_copies_and_grows() {
        let before: Column = [Some(1.0)].into_iter().collect();
        let after = before.with(2, Some(3.0));
        assert_eq!(before.len(), 1);
        assert_eq!(
            after.iter().collect::<Vec<_>>(),
            [Some(1.0), None, Some(3.0)]
        );
        assert_eq!(after.with(0, Some(f64::INFINITY)).get(0), None);
    }

    #[test]
    fn gathering_all_rows_shares_them() {
        let column: Column = [Some(1.0), None, Some(2.0)].into_iter().collect();
        assert!(Arc::ptr_eq(&column.0, &column.gather(&[0, 1, 2]).0));
        assert_eq!(
            column.gather(&[2, 9]).iter().collect::<Vec<_>>(),
            [Some(2.0), None]
        );
    }
}
