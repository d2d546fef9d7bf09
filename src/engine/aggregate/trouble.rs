//! Why an aggregation has no scores.

use super::Floor;

/// Why an aggregation cannot be done. Children are told by their place among the siblings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AggregateTrouble {
    /// It needs the ends of every child's scale, and a child has none.
    OpenScale {
        /// The first such child.
        child: usize,
    },
    /// Some children's scales have ends and others' have not.
    MixedScales {
        /// The first child that is unlike the first of all.
        child: usize,
    },
    /// The two ends of a child's scale are the same, or not a number apart.
    EmptyScale {
        /// The first such child.
        child: usize,
    },
    /// The ρ of a grey grade is not above 0 and at most 1.
    Rho {
        /// The ρ.
        rho: f64,
    },
    /// Ranked units have scores that cannot be aggregated.
    Floor {
        /// The first child with such scores.
        child: usize,
        /// How many children have such scores.
        children: usize,
        /// How many ranked units have one.
        units: usize,
        /// What the scores have to be.
        floor: Floor,
    },
    /// Too few ranked units have a score to be compared with one another.
    TooFewUnits {
        /// How many have.
        ranked: usize,
        /// How many it takes.
        least: usize,
    },
    /// All ranked units have the same score on every child: there is no better and no worse.
    AllEqual,
    /// It is made of several periods at once.
    NeedsPeriods,
}
