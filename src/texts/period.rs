//! Periods as people read them.

use super::{Language, Texts};
use crate::engine::Period;

impl Texts {
    /// A period: `2020年第3季度`, `2020 Q3`. Data without a period say so.
    pub fn period(&self, period: &Period) -> String {
        match (period, self.language) {
            (Period::Undated, _) => self.pick("未注明时期", "no period").to_owned(),
            (Period::Year(year), Language::Chinese) => format!("{year}年"),
            (Period::Quarter(year, quarter), Language::Chinese) => {
                format!("{year}年第{quarter}季度")
            }
            (Period::Quarter(year, quarter), Language::English) => format!("{year} Q{quarter}"),
            (Period::Month(year, month), Language::Chinese) => format!("{year}年{month}月"),
            (Period::Span(first, last), Language::Chinese) => format!("{first}–{last}年"),
            (Period::Span(first, last), Language::English) => format!("{first}–{last}"),
            (Period::Year(_) | Period::Month(..), Language::English) | (Period::Label(_), _) => {
                period.to_string()
            }
        }
    }
}
