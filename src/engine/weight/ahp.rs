//! Weights from judgements of pairs: the analytic hierarchy process (层次分析法).

use serde::{Deserialize, Serialize};

use super::{JudgementMatrix, MOST_JUDGED, judgement::pairs_of};

/// The mean CI of matrices judged at random, by the number of siblings from 1 on (随机一致性指标).
const RANDOM_INDEX: [f64; MOST_JUDGED] = [
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
];

/// Judgements whose CR is below this are consistent enough, after Saaty.
pub const CONSISTENT_BELOW: f64 = 0.1;

/// How a judgement matrix becomes weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AhpMethod {
    /// 特征向量法: the eigenvector of the largest eigenvalue.
    #[default]
    Eigenvector,
    /// 几何平均法: the geometric mean of each row.
    GeometricMean,
}

impl AhpMethod {
    /// All, in the order menus list them.
    pub const ALL: [Self; 2] = [Self::Eigenvector, Self::GeometricMean];

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Eigenvector => "eigenvector",
            Self::GeometricMean => "geometric-mean",
        }
    }

    /// The method of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }
}

/// Weights from a judgement matrix, and how consistent the judgements are.
#[derive(Clone, Debug, PartialEq)]
pub struct Ahp {
    /// They sum to 1; all are positive.
    pub weights: Vec<f64>,
    /// The largest eigenvalue λmax (最大特征值), the number of siblings or more.
    pub lambda: f64,
    /// Consistency index (一致性指标 CI); 0 is consistent.
    pub ci: f64,
    /// Random index (随机一致性指标 RI) of so many siblings.
    pub ri: f64,
    /// Consistency ratio (一致性比率 CR), usually to be below [`CONSISTENT_BELOW`].
    pub cr: f64,
}

/// A judgement that does not fit the weights. Rows and columns are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inconsistent {
    /// The sibling that comes first.
    pub row: usize,
    /// The one it was compared with, always after it.
    pub column: usize,
    /// The judgement, row over column.
    pub judged: f64,
    /// What the weights say, row over column.
    pub consistent: f64,
}

/// The weights of siblings judged in pairs, and the consistency of the judgements (层次分析法).
///
/// `A·w = λmax·w`, `Σ w = 1`; `CI = (λmax − n) / (n − 1)`, `CR = CI / RI`
///
/// - `matrix`: how many times as important each of n siblings is as each other.
/// - `method`: with `GeometricMean`, `w_i ∝ (Π_j a_ij)^(1/n)`. Either way λmax is the mean of
///   `(A·w)_i / w_i`, which for the eigenvector is the eigenvalue.
/// - n ≤ 2 contradicts nothing: CI and CR are 0.
/// - Source: T. L. Saaty, *The Analytic Hierarchy Process* (1980); the geometric mean: G. Crawford
///   and C. Williams, "A note on the analysis of subjective judgment matrices", *Journal of
///   Mathematical Psychology* 29 (1985).
///
/// Judgements that fit together give back the shares that they are made of.
///
/// ```
/// use heng::engine::weight::{AhpMethod, JudgementMatrix, ahp};
/// let pairs = [(0, 1, 2.0), (0, 2, 4.0), (1, 2, 2.0)];
/// let matrix = JudgementMatrix::from_pairs(3, pairs).unwrap();
/// let told = ahp(&matrix, AhpMethod::Eigenvector);
/// assert!(told.weights.iter().zip([4.0, 2.0, 1.0]).all(|(w, x)| (w - x / 7.0).abs() < 1e-12));
/// assert!((told.lambda - 3.0).abs() < 1e-12 && told.cr < 1e-12);
/// ```
pub fn ahp(matrix: &JudgementMatrix, method: AhpMethod) -> Ahp {
    let n = matrix.siblings();
    let weights = match method {
        AhpMethod::Eigenvector => eigenvector(matrix.rows()),
        AhpMethod::GeometricMean => geometric_means(matrix.rows()),
    };
    let products = times(matrix.rows(), &weights);
    let ratios = products.iter().zip(&weights).map(|(aw, w)| aw / w);
    // It is never below n; what is less is rounding.
    let lambda = (ratios.sum::<f64>() / n as f64).max(n as f64);
    let ri = RANDOM_INDEX.get(n - 1).copied().unwrap_or_default();
    let (ci, cr) = if n > 2 {
        let ci = (lambda - n as f64) / (n - 1) as f64;
        (ci, ci / ri)
    } else {
        (0.0, 0.0)
    };
    Ahp {
        weights,
        lambda,
        ci,
        ri,
        cr,
    }
}

/// The judgement that is farthest from what the weights say, to look at first.
///
/// The greatest `|ln(a_ij · w_j / w_i)|` over i < j; of equal ones the first.
///
/// - `weights`: those of [`ahp`], one a sibling and positive.
/// - n ≤ 2, or judgements that fit the weights to 1e-9: none.
/// - Source: T. L. Saaty, "Decision-making with the AHP: why is the principal eigenvector
///   necessary", *European Journal of Operational Research* 145 (2003).
///
/// ```
/// use heng::engine::weight::{AhpMethod, JudgementMatrix, ahp, worst};
/// let pairs = [(0, 1, 2.0), (1, 2, 2.0), (0, 2, 1.0)];
/// let matrix = JudgementMatrix::from_pairs(3, pairs).unwrap();
/// let told = worst(&matrix, &ahp(&matrix, AhpMethod::Eigenvector).weights);
/// assert!(told.is_some_and(|it| it.judged != it.consistent));
/// ```
pub fn worst(matrix: &JudgementMatrix, weights: &[f64]) -> Option<Inconsistent> {
    let n = matrix.siblings();
    if n <= 2 || weights.len() != n {
        return None;
    }
    let mut farthest = 1e-9;
    let mut worst = None;
    for (row, column) in pairs_of(n) {
        let judged = matrix.over(row, column)?;
        let consistent = weights.get(row)? / weights.get(column)?;
        let distance = libm::log(judged / consistent).abs();
        // Far enough apart not to be told by rounding.
        if distance.is_finite() && distance > farthest + 1e-12 {
            farthest = distance;
            worst = Some(Inconsistent {
                row,
                column,
                judged,
                consistent,
            });
        }
    }
    worst
}

/// The positive vector that the matrix only stretches, with sum 1.
///
/// The power method by doubling: the matrix is squared until its rows are in proportion, which a
/// few dozen times do however slowly the plain method converges; plain steps then take off what the
/// squares have rounded. All numbers are positive, so nothing cancels.
fn eigenvector(rows: &[Vec<f64>]) -> Vec<f64> {
    let mut power = rows.to_vec();
    let mut weights = shares(row_sums(&power));
    for _ in 0..64 {
        power = squared(&power);
        let next = shares(row_sums(&power));
        let done = settled(&weights, &next);
        weights = next;
        if done {
            break;
        }
    }
    for _ in 0..100 {
        let next = shares(times(rows, &weights));
        let done = settled(&weights, &next);
        weights = next;
        if done {
            break;
        }
    }
    weights
}

/// The geometric mean of each row, as shares of their sum.
fn geometric_means(rows: &[Vec<f64>]) -> Vec<f64> {
    let mean = |row: &Vec<f64>| {
        let sum: f64 = row.iter().map(|it| libm::log(*it)).sum();
        libm::exp(sum / row.len() as f64)
    };
    shares(rows.iter().map(mean).collect())
}

/// Whether no number changed by more than 1e-14 of itself.
fn settled(before: &[f64], after: &[f64]) -> bool {
    let mut pairs = before.iter().zip(after);
    pairs.all(|(before, after)| (before - after).abs() <= 1e-14 * after)
}

/// Positive numbers, divided by their sum.
fn shares(numbers: Vec<f64>) -> Vec<f64> {
    let sum: f64 = numbers.iter().sum();
    numbers.into_iter().map(|number| number / sum).collect()
}

fn row_sums(rows: &[Vec<f64>]) -> Vec<f64> {
    rows.iter().map(|row| row.iter().sum()).collect()
}

fn times(rows: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    let product = |row: &Vec<f64>| row.iter().zip(vector).map(|(a, w)| a * w).sum();
    rows.iter().map(product).collect()
}

/// The matrix times itself, its largest number made 1.
fn squared(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let columns: Vec<Vec<f64>> = (0..rows.len())
        .map(|column| rows.iter().map(|row| row[column]).collect())
        .collect();
    let square: Vec<Vec<f64>> = rows.iter().map(|row| times(&columns, row)).collect();
    let largest = square.iter().flatten().copied().fold(0.0, f64::max);
    let scaled = |row: Vec<f64>| row.into_iter().map(|it| it / largest).collect();
    square.into_iter().map(scaled).collect()
}
