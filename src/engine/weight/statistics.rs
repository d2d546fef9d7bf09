//! What the weightings measure of columns without gaps.

/// The mean; of nothing, 0.
pub(super) fn mean(column: &[f64]) -> f64 {
    if column.is_empty() {
        return 0.0;
    }
    column.iter().sum::<f64>() / column.len() as f64
}

/// The standard deviation with n − 1; of fewer than two numbers, 0.
pub(super) fn standard_deviation(column: &[f64]) -> f64 {
    if column.len() < 2 {
        return 0.0;
    }
    (squares(column, column) / (column.len() - 1) as f64).sqrt()
}

/// The correlation after Pearson, −1 to 1; 0 where a column is constant.
pub(super) fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let lengths = squares(one, one).sqrt() * squares(other, other).sqrt();
    if lengths == 0.0 {
        return 0.0;
    }
    (squares(one, other) / lengths).clamp(-1.0, 1.0)
}

/// The sum of products of distances from the means.
fn squares(one: &[f64], other: &[f64]) -> f64 {
    let (mean_one, mean_other) = (mean(one), mean(other));
    let pairs = one.iter().zip(other);
    pairs.map(|(a, b)| (a - mean_one) * (b - mean_other)).sum()
}
