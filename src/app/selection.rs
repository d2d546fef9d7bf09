//! Cells selected in a grid as in a spreadsheet: a rectangle between two of them.

use crate::project::{CellRange, Totals};

/// A cell: row and column as shown.
pub(super) type Spot = (usize, usize);

/// What has the keyboard while cells of the data are selected.
pub(super) fn grid_id() -> egui::Id {
    egui::Id::unique("data grid")
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// The cell in focus, where the rectangle began.
    pub at: Spot,
    /// The corner opposite, which moves when it is widened.
    pub reach: Spot,
}

impl Selection {
    /// A single cell.
    pub(super) const fn one(at: Spot) -> Self {
        Self { at, reach: at }
    }

    /// All of a rectangle, from its first cell.
    pub(super) const fn of(range: &CellRange) -> Self {
        Self {
            at: (*range.units.start(), *range.variables.start()),
            reach: (*range.units.end(), *range.variables.end()),
        }
    }

    /// The rectangle: rows are units, columns variables.
    pub(super) fn range(self) -> CellRange {
        let ((row, column), (row2, column2)) = (self.at, self.reach);
        CellRange {
            units: row.min(row2)..=row.max(row2),
            variables: column.min(column2)..=column.max(column2),
        }
    }

    /// Whether a cell is in it.
    pub(super) fn holds(self, (row, column): Spot) -> bool {
        let range = self.range();
        range.units.contains(&row) && range.variables.contains(&column)
    }

    /// Whether it is more than a cell.
    pub(super) fn is_wide(self) -> bool {
        self.at != self.reach
    }

    /// The same from another cell on, or with its corner there.
    pub(super) const fn to(self, place: Spot, widened: bool) -> Self {
        if widened {
            Self {
                at: self.at,
                reach: place,
            }
        } else {
            Self::one(place)
        }
    }
}

/// Where Ctrl and an arrow lead along a row or column of `len` cells: to the last of the filled cells
/// that follow one another, else to the next filled one, else to the end.
pub(super) fn edge(filled: impl Fn(usize) -> bool, at: usize, len: usize, forward: bool) -> usize {
    let next = |at: usize| {
        if forward {
            Some(at + 1).filter(|it| *it < len)
        } else {
            at.checked_sub(1)
        }
    };
    let Some(mut here) = next(at) else { return at };
    let in_run = filled(at) && filled(here);
    while let Some(after) = next(here) {
        if in_run && !filled(after) || !in_run && filled(here) {
            break;
        }
        here = after;
    }
    here
}

/// Of which document, results, grid and selection totals are.
type Of = ([u64; 3], Option<crate::engine::Period>, Selection);

/// What the numbers of a selection come to, added up once.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    of: Option<Of>,
    totals: Option<Totals>,
}

impl Told {
    /// Adds up if something has changed; true if so.
    pub(super) fn keep(&mut self, of: Of, find: impl FnOnce() -> Option<Totals>) -> bool {
        if self.of.as_ref() == Some(&of) {
            return false;
        }
        self.totals = find();
        self.of = Some(of);
        true
    }

    /// What was added up.
    pub(super) const fn totals(&self) -> Option<Totals> {
        self.totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctrl_and_an_arrow_lead_to_the_edge_of_filled_cells() {
        for (cells, at, forward, expected) in [
            ("xxx..x.", 0, true, 2),
            ("xxx..x.", 2, true, 5),
            ("xxx..x.", 3, true, 5),
            ("xxx..x.", 5, true, 6),
            ("xxx..x.", 6, true, 6),
            ("xxx..x.", 6, false, 5),
            ("xxx..x.", 5, false, 2),
            ("xxx..x.", 2, false, 0),
            ("...", 2, false, 0),
            ("x.x", 0, true, 2),
        ] {
            let filled = |at: usize| cells.as_bytes().get(at) == Some(&b'x');
            let found = edge(filled, at, cells.len(), forward);
            assert_eq!(found, expected, "{cells} from {at}, forward {forward}");
        }
    }

    #[test]
    fn a_selection_lies_between_its_corners() {
        let wide = Selection::one((2, 3)).to((1, 5), true);
        let range = wide.range();
        assert_eq!((range.units, range.variables), (1..=2, 3..=5));
        assert!(wide.holds((1, 4)) && !wide.holds((3, 4)));
        assert_eq!(wide.to((0, 0), false), Selection::one((0, 0)));
    }
}
