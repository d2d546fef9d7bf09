use super::{jacobi::eigen, statistics::correlation};

/// The loadings of the first principal component of the correlation matrix (主成分法).
///
/// `R·v = λ·v` for the largest λ, `Σ v² = 1`; weights are `v²`
///
/// - `columns`: a column a child, one row a unit, all rows complete, none constant. Answers a
///   loading of −1 to 1 a column, their sum not negative (if it is zero, the first one positive).
/// - No component that stands out, the two largest λ being equal to 1e-9: none.
/// - A negative loading says that a column runs against the rest. It weighs by its square all the same.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §6.1.
///
/// ```
/// use heng::engine::weight::component;
/// let loadings = component(&[vec![0.0, 0.2, 1.0], vec![0.0, 0.9, 1.0]]).unwrap();
/// assert!(loadings.iter().all(|v| (v * v - 0.5).abs() < 1e-12));
/// ```
pub fn component(columns: &[Vec<f64>]) -> Option<Vec<f64>> {
    let matrix = columns
        .iter()
        .map(|j| columns.iter().map(|k| correlation(j, k)).collect())
        .collect();
    let mut components = eigen(matrix);
    components.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut values = components.into_iter();
    let (largest, mut loadings) = values.next()?;
    let stands_out = values
        .next()
        .is_none_or(|(next, _)| largest - next > 1e-9 * largest);
    let sum: f64 = loadings.iter().sum();
    let turned = if sum.abs() < 1e-9 {
        loadings
            .iter()
            .find(|v| v.abs() > 1e-9)
            .is_some_and(|v| *v < 0.0)
    } else {
        sum < 0.0
    };
    if turned {
        for loading in &mut loadings {
            *loading = -*loading;
        }
    }
    stands_out.then_some(loadings)
}
