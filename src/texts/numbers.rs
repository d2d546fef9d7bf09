//! How many digits people get to see, the same on the screen and in a workbook.

use super::Texts;

impl Texts {
    /// How many decimals scores are shown with: two, four where the largest score of a node is
    /// below 2, so that scores between 0 and 1 can be told apart. Rounding is for the eye only.
    pub const fn score_decimals(largest: f64) -> u8 {
        if largest < 2.0 { 4 } else { 2 }
    }
}
