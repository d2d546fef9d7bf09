//! Eigenvalues of small symmetric matrices, always the same bits for the same matrix.

/// The eigenvalues of a symmetric matrix, each with its eigenvector of length 1, in no order.
///
/// The method of Jacobi: each pair of rows in turn is rotated until what stands off the diagonal
/// is nothing beside it. The order is fixed, so the bits are the same everywhere.
///
/// - Source: G. H. Golub and C. F. Van Loan, *Matrix Computations* (4th ed. 2013), §8.5.
pub(super) fn eigen(mut a: Vec<Vec<f64>>) -> Vec<(f64, Vec<f64>)> {
    let n = a.len();
    // Row i holds eigenvector i.
    let mut vectors: Vec<Vec<f64>> = (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    // It converges in six to ten sweeps; the limit is for what cannot happen.
    for _ in 0..60 {
        let off: f64 = (0..n)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| a[i][j] * a[i][j])
            .sum();
        if off < 1e-32 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, (p, q));
            }
        }
    }
    let values = (0..n).map(|i| a[i][i]);
    values.zip(vectors).collect()
}

/// Turns rows and columns `p` and `q` so that the number where they cross becomes zero.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], (p, q): (usize, usize)) {
    let cross = a[p][q];
    if cross == 0.0 {
        return;
    }
    let slope = (a[q][q] - a[p][p]) / (2.0 * cross);
    let side = if slope < 0.0 { -1.0 } else { 1.0 };
    let tangent = side / (slope.abs() + libm::hypot(slope, 1.0));
    let cos = 1.0 / libm::hypot(tangent, 1.0);
    let sin = tangent * cos;
    for row in a.iter_mut() {
        (row[p], row[q]) = (cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]);
    }
    for k in 0..a.len() {
        (a[p][k], a[q][k]) = (cos * a[p][k] - sin * a[q][k], sin * a[p][k] + cos * a[q][k]);
        let (vp, vq) = (vectors[p][k], vectors[q][k]);
        (vectors[p][k], vectors[q][k]) = (cos * vp - sin * vq, sin * vp + cos * vq);
    }
    (a[p][q], a[q][p]) = (0.0, 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_vector_is_its_value_times_it() {
        let matrix = vec![
            vec![4.0, 1.0, -2.0, 0.0],
            vec![1.0, 3.0, 0.5, 1.0],
            vec![-2.0, 0.5, 1.0, 0.25],
            vec![0.0, 1.0, 0.25, 3.0],
        ];
        let pairs = eigen(matrix.clone());
        let trace: f64 = pairs.iter().map(|(value, _)| value).sum();
        assert!((trace - 11.0).abs() < 1e-12);
        for (value, vector) in pairs {
            let length: f64 = vector.iter().map(|v| v * v).sum();
            assert!((length - 1.0).abs() < 1e-12);
            for (row, v) in matrix.iter().zip(&vector) {
                let product: f64 = row.iter().zip(&vector).map(|(a, v)| a * v).sum();
                assert!((product - value * v).abs() < 1e-12);
            }
        }
    }
}
