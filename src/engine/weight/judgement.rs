use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// The random index (RI) is known for so many siblings and no more.
pub const MOST_JUDGED: usize = 15;

/// How far two judgements of one pair may be from reciprocal: 0.33 against 3 is meant as 1/3.
const NEARLY: f64 = 0.02;

/// No judgement is above this or below its reciprocal; the usual scale ends at 9.
const FARTHEST: f64 = 1e9;

/// How many times as important each sibling is as each other (判断矩阵).
///
/// **Invariant:** square, of 1 to [`MOST_JUDGED`] rows; every number is positive, the diagonal is 1
/// and numbers mirrored at it are each other's reciprocals: of a pair, the number of at least 1 is
/// kept and the other is 1 divided by it. The order of the siblings thus makes no difference.
///
/// - Source: T. L. Saaty, "A scaling method for priorities in hierarchical structures", *Journal
///   of Mathematical Psychology* 15 (1977).
///
/// ```
/// use heng::engine::weight::JudgementMatrix;
/// let matrix = JudgementMatrix::new(&[vec![1.0, 3.0], vec![0.33, 1.0]]).unwrap();
/// assert_eq!(matrix.rows(), [[1.0, 3.0], [1.0 / 3.0, 1.0]]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct JudgementMatrix {
    /// Row over column.
    rows: Vec<Vec<f64>>,
}

/// Why numbers are no judgement matrix. Rows and columns are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum JudgementError {
    /// There is no sibling, or no matrix to merge.
    Empty,
    /// A row is longer or shorter than there are rows.
    NotSquare {
        /// Which row.
        row: usize,
        /// How many numbers it has.
        numbers: usize,
        /// How many rows there are.
        rows: usize,
    },
    /// There are more siblings than the random index is known for.
    TooLarge {
        /// How many there are.
        siblings: usize,
        /// How many there may be.
        most: usize,
    },
    /// A judgement is zero, negative or not a number.
    NotPositive {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// What it is.
        value: f64,
    },
    /// A judgement is beyond all reason: more than 1e9, or less than its reciprocal.
    TooFar {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// What it is.
        value: f64,
    },
    /// A sibling is not judged as important as itself.
    DiagonalNotOne {
        /// Which of the siblings.
        at: usize,
        /// What it is.
        value: f64,
    },
    /// Two judgements of one pair contradict each other.
    NotReciprocal {
        /// The row of the first.
        row: usize,
        /// Its column.
        column: usize,
        /// The first.
        value: f64,
        /// The other: column over row.
        mirror: f64,
    },
    /// A pair is not judged.
    Incomplete {
        /// The sibling that comes first.
        row: usize,
        /// The other.
        column: usize,
    },
    /// A pair names a sibling that is not there.
    NoSibling {
        /// As named.
        at: usize,
        /// How many there are.
        siblings: usize,
    },
    /// Matrices to merge are not of one size.
    SizesDiffer {
        /// Which of the matrices.
        at: usize,
        /// How many siblings it judges.
        siblings: usize,
        /// How many the first one judges.
        first: usize,
    },
}

impl JudgementMatrix {
    /// A matrix of its rows, row over column.
    ///
    /// Mirrored numbers may be off by rounding, `|a_ij·a_ji − 1| ≤ 0.02`: the greater one is kept.
    pub fn new(rows: &[Vec<f64>]) -> Result<Self, JudgementError> {
        let n = rows.len();
        let ragged = rows.iter().position(|row| row.len() != n);
        if let Some(row) = ragged {
            let numbers = rows.get(row).map_or(0, Vec::len);
            return Err(JudgementError::NotSquare {
                row,
                numbers,
                rows: n,
            });
        }
        let numbers = rows.iter().enumerate().flat_map(|(row, numbers)| {
            let number = move |(column, value): (usize, &f64)| (row, column, *value);
            numbers.iter().enumerate().map(number)
        });
        Self::from_pairs(n, numbers)
    }

    /// A matrix of judgements `(row, column, row over column)` in any order.
    ///
    /// Each pair of siblings is judged once or more; a judgement the other way round is the
    /// reciprocal. Judgements of a sibling over itself need not be there.
    ///
    /// ```
    /// use heng::engine::weight::{JudgementError, JudgementMatrix};
    /// let matrix = JudgementMatrix::from_pairs(2, [(1, 0, 4.0)]).unwrap();
    /// assert_eq!(matrix.rows(), [[1.0, 0.25], [4.0, 1.0]]);
    /// let missing = JudgementError::Incomplete { row: 0, column: 2 };
    /// assert_eq!(JudgementMatrix::from_pairs(3, [(0, 1, 4.0), (1, 2, 2.0)]), Err(missing));
    /// ```
    pub fn from_pairs(
        siblings: usize,
        pairs: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Result<Self, JudgementError> {
        if siblings == 0 {
            return Err(JudgementError::Empty);
        }
        if siblings > MOST_JUDGED {
            let most = MOST_JUDGED;
            return Err(JudgementError::TooLarge { siblings, most });
        }
        let mut judged = vec![vec![None; siblings]; siblings];
        for (row, column, value) in pairs {
            checked(siblings, (row, column), value)?;
            let cell = &mut judged[row][column];
            if let Some(known) = *cell {
                agree((row, column), value, 1.0 / known)?;
            }
            *cell = cell.or(Some(value));
        }
        let mut rows = vec![vec![1.0; siblings]; siblings];
        for (row, column) in pairs_of(siblings) {
            let (over, under) = match (judged[row][column], judged[column][row]) {
                (None, None) => return Err(JudgementError::Incomplete { row, column }),
                (Some(over), None) => reciprocal(over),
                (Some(over), Some(under)) if under <= over => {
                    agree((row, column), over, under)?;
                    reciprocal(over)
                }
                (over, Some(under)) => {
                    agree((row, column), over.unwrap_or(1.0 / under), under)?;
                    let (under, over) = reciprocal(under);
                    (over, under)
                }
            };
            rows[row][column] = over;
            rows[column][row] = under;
        }
        Ok(Self { rows })
    }

    /// How many siblings it judges.
    pub fn siblings(&self) -> usize {
        self.rows.len()
    }

    /// The numbers, row over column.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// The judgement of one sibling over another; none if there is no such sibling.
    pub fn over(&self, row: usize, column: usize) -> Option<f64> {
        self.rows.get(row)?.get(column).copied()
    }

    /// The judgements of several experts as one (群决策): the geometric mean of each judgement.
    ///
    /// `a_ij = (Π a_ij of the experts) ^ (1 / experts)`; what is reciprocal stays so.
    ///
    /// - `experts`: matrices of the same siblings in the same order. None, or sizes that differ: an
    ///   error.
    /// - Source: J. Aczél and T. L. Saaty, "Procedures for synthesizing ratio judgements", *Journal
    ///   of Mathematical Psychology* 27 (1983).
    ///
    /// ```
    /// use heng::engine::weight::JudgementMatrix;
    /// let judged = |over| JudgementMatrix::from_pairs(2, [(0, 1, over)]).unwrap();
    /// let merged = JudgementMatrix::merge(&[judged(2.0), judged(8.0)]).unwrap();
    /// assert!((merged.rows()[0][1] - 4.0).abs() < 1e-12);
    /// ```
    pub fn merge(experts: &[Self]) -> Result<Self, JudgementError> {
        let first = experts.first().ok_or(JudgementError::Empty)?.siblings();
        if let Some(at) = experts.iter().position(|it| it.siblings() != first) {
            let siblings = experts.get(at).map_or(0, Self::siblings);
            return Err(JudgementError::SizesDiffer {
                at,
                siblings,
                first,
            });
        }
        let mean = |(row, column): (usize, usize)| {
            let all = experts.iter().filter_map(|it| it.over(row, column));
            let sum: f64 = all.map(libm::log).sum();
            (row, column, libm::exp(sum / experts.len() as f64))
        };
        Self::from_pairs(first, pairs_of(first).map(mean))
    }
}

impl<'de> Deserialize<'de> for JudgementMatrix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = Vec::<Vec<f64>>::deserialize(deserializer)?;
        Self::new(&rows).map_err(|error| D::Error::custom(format_args!("{error:?}")))
    }
}

/// The places above the diagonal, row by row.
pub(super) fn pairs_of(siblings: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..siblings).flat_map(move |row| (row + 1..siblings).map(move |column| (row, column)))
}

/// Says whether a number can stand where it stands.
fn checked(
    siblings: usize,
    (row, column): (usize, usize),
    value: f64,
) -> Result<(), JudgementError> {
    if let Some(at) = [row, column].into_iter().find(|at| *at >= siblings) {
        return Err(JudgementError::NoSibling { at, siblings });
    }
    if row == column && value != 1.0 {
        return Err(JudgementError::DiagonalNotOne { at: row, value });
    }
    if value.is_nan() || value <= 0.0 {
        return Err(JudgementError::NotPositive { row, column, value });
    }
    if !(1.0 / FARTHEST..=FARTHEST).contains(&value) {
        return Err(JudgementError::TooFar { row, column, value });
    }
    Ok(())
}

/// Says whether a judgement and its mirror are each other's reciprocals but for rounding.
fn agree((row, column): (usize, usize), value: f64, mirror: f64) -> Result<(), JudgementError> {
    if (value * mirror - 1.0).abs() <= NEARLY {
        return Ok(());
    }
    Err(JudgementError::NotReciprocal {
        row,
        column,
        value,
        mirror,
    })
}

/// A judgement and its mirror, of which the one below 1 is 1 divided by the other.
fn reciprocal(value: f64) -> (f64, f64) {
    let mirror = 1.0 / value;
    if value < 1.0 {
        (1.0 / mirror, mirror)
    } else {
        (value, mirror)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type E = JudgementError;

    #[test]
    fn what_cannot_be_judged_is_told() {
        let cases: [(&[&[f64]], &str); 10] = [
            (&[], "Empty"),
            (
                &[&[1.0, 2.0], &[0.5]],
                "NotSquare { row: 1, numbers: 1, rows: 2 }",
            ),
            (
                &[&[1.0, 2.0, 3.0], &[0.5, 1.0]],
                "NotSquare { row: 0, numbers: 3, rows: 2 }",
            ),
            (
                &[&[1.0, 2.0], &[0.5, 1.01]],
                "DiagonalNotOne { at: 1, value: 1.01 }",
            ),
            (
                &[&[1.0, 2.0], &[-0.5, 1.0]],
                "NotPositive { row: 1, column: 0, value: -0.5 }",
            ),
            (
                &[&[1.0, 0.0], &[0.5, 1.0]],
                "NotPositive { row: 0, column: 1, value: 0.0 }",
            ),
            (
                &[&[1.0, f64::NAN], &[0.5, 1.0]],
                "NotPositive { row: 0, column: 1, value: NaN }",
            ),
            (
                &[&[1.0, 2e9], &[0.5e-9, 1.0]],
                "TooFar { row: 0, column: 1, value: 2000000000.0 }",
            ),
            (
                &[&[1.0, 3.0], &[3.0, 1.0]],
                "NotReciprocal { row: 0, column: 1, value: 3.0, mirror: 3.0 }",
            ),
            (
                &[&[1.0, 0.3], &[3.0, 1.0]],
                "NotReciprocal { row: 0, column: 1, value: 0.3, mirror: 3.0 }",
            ),
        ];
        for (rows, expected) in cases {
            let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
            let error = JudgementMatrix::new(&rows).unwrap_err();
            assert_eq!(format!("{error:?}"), expected);
        }
    }

    #[test]
    fn the_random_index_ends_at_fifteen() {
        let of = |n| JudgementMatrix::new(&vec![vec![1.0; n]; n]);
        let most = MOST_JUDGED;
        assert_eq!(of(16), Err(E::TooLarge { siblings: 16, most }));
        assert!(of(15).is_ok());
    }

    #[test]
    fn pairs_may_be_judged_twice_if_they_agree() {
        let of = |pairs: &[(usize, usize, f64)]| JudgementMatrix::from_pairs(2, pairs.to_vec());
        let whole = of(&[(0, 1, 3.0)]).unwrap();
        assert_eq!(
            of(&[(0, 1, 3.0), (1, 0, 0.33), (0, 0, 1.0)]),
            Ok(whole.clone())
        );
        assert_eq!(of(&[(1, 0, 1.0 / 3.0)]), Ok(whole.clone()));
        assert_eq!(of(&[(0, 1, 3.0), (0, 1, 3.0)]), Ok(whole));
        let contradiction = E::NotReciprocal {
            row: 0,
            column: 1,
            value: 4.0,
            mirror: 1.0 / 3.0,
        };
        assert_eq!(of(&[(0, 1, 3.0), (0, 1, 4.0)]), Err(contradiction));
        assert_eq!(
            of(&[(0, 0, 2.0), (0, 1, 3.0)]),
            Err(E::DiagonalNotOne { at: 0, value: 2.0 })
        );
        assert_eq!(of(&[(0, 2, 3.0)]), Err(E::NoSibling { at: 2, siblings: 2 }));
        assert_eq!(of(&[]), Err(E::Incomplete { row: 0, column: 1 }));
    }

    #[test]
    fn matrices_of_different_sizes_do_not_merge() {
        let of = |n| JudgementMatrix::new(&vec![vec![1.0; n]; n]).unwrap();
        assert_eq!(JudgementMatrix::merge(&[]), Err(E::Empty));
        let differ = E::SizesDiffer {
            at: 1,
            siblings: 3,
            first: 2,
        };
        assert_eq!(JudgementMatrix::merge(&[of(2), of(3)]), Err(differ));
    }

    #[test]
    fn files_hold_rows_and_nothing_that_is_no_matrix() {
        let matrix =
            JudgementMatrix::from_pairs(3, [(0, 1, 0.33), (0, 2, 7.0), (1, 2, 9.0)]).unwrap();
        let text = serde_json::to_string(&matrix).unwrap();
        assert_eq!(
            serde_json::from_str::<JudgementMatrix>(&text).unwrap(),
            matrix
        );
        assert!(serde_json::from_str::<JudgementMatrix>("[[1,2],[2,1]]").is_err());
    }
}
