//! What a person can choose about a workbook.

use std::collections::BTreeSet;

use crate::{engine::Period, project::SheetKind};

/// What a person can choose about a workbook; its language is that of the texts, its scenario that
/// of the subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkbookOptions {
    /// The period to show; else the last.
    pub period: Option<Period>,
    /// The day of export, `2026-07-01`, as it shall stand on the cover. Given, because no room has a clock.
    pub date: Option<String>,
    /// Whether numbers stand there as numbers alone, without the formulas that make them. More than
    /// 60,000 scores (units × nodes) are always written so.
    pub values_only: bool,
    /// The sheets to do without. Those that formulas need are hidden rather than left out.
    pub without: BTreeSet<SheetKind>,
    /// With how many decimals scores are shown, 6 at most; none goes by their size. Cells hold them
    /// in full either way.
    pub decimals: Option<u8>,
    /// Whether the likely causes of differences from published versions are looked for, which takes
    /// up to 600 computations a version.
    pub causes: bool,
}

/// The most decimals with which scores are shown.
const MOST_DECIMALS: u8 = 6;

impl WorkbookOptions {
    /// Whether sheets of a kind are wanted.
    pub fn wants(&self, kind: SheetKind) -> bool {
        !self.without.contains(&kind)
    }

    /// The decimals of scores, if they are fixed.
    pub(super) fn decimals(&self) -> Option<u8> {
        self.decimals.map(|it| it.min(MOST_DECIMALS))
    }
}

/// Whether the formulas of other sheets read those of a kind.
pub(super) const fn is_read(kind: SheetKind) -> bool {
    matches!(
        kind,
        SheetKind::Normalised
            | SheetKind::Prepared
            | SheetKind::Raw
            | SheetKind::Framework
            | SheetKind::Steps
    )
}
