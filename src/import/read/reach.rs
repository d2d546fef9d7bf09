//! The columns of a web table that cells of earlier rows reach into.

use std::collections::BTreeMap;

/// Which columns are taken, and before which row they are free again.
///
/// A page may hold very many cells that reach far to the right and far down, so columns are kept in
/// runs, and nothing here walks over all of them.
#[derive(Default)]
pub(super) struct Reach {
    /// The runs as cells took them, none on another: first column, last column, first free row.
    taken: BTreeMap<u32, (u32, u32)>,
    /// The same runs joined where they touch: first column, last column.
    joined: BTreeMap<u32, u32>,
    /// First columns of runs by the row that frees them. Some may be gone or taken anew.
    ends: BTreeMap<u32, Vec<u32>>,
}

impl Reach {
    /// The first free column from this one on.
    pub(super) fn free(&self, column: u32) -> u32 {
        match self.joined.range(..=column).next_back() {
            Some((_, last)) if *last >= column => last.saturating_add(1),
            _ => column,
        }
    }

    /// Takes columns until before a row. Where cells lie on each other, the later one decides.
    pub(super) fn take(&mut self, first: u32, last: u32, until: u32) {
        self.cut(first, last);
        self.keep(first, last, until);
        let (mut from, mut to) = (first, last);
        let touching = last.saturating_add(1);
        while let Some((&begin, &end)) = self.joined.range(..=touching).next_back()
            && end.saturating_add(1) >= from
        {
            self.joined.remove(&begin);
            from = from.min(begin);
            to = to.max(end);
        }
        self.joined.insert(from, to);
    }

    /// Frees what ends before this row.
    pub(super) fn begin_row(&mut self, row: u32) {
        while let Some(end) = self.ends.first_entry()
            && *end.key() <= row
        {
            let until = *end.key();
            for first in end.remove() {
                if let Some(&(last, found)) = self.taken.get(&first)
                    && found == until
                {
                    self.taken.remove(&first);
                    self.release(first, last);
                }
            }
        }
    }

    /// Ends the runs under these columns there; what stands out to the left or right stays.
    fn cut(&mut self, first: u32, last: u32) {
        while let Some((&begin, &(end, until))) = self.taken.range(..=last).next_back()
            && end >= first
        {
            self.taken.remove(&begin);
            if end > last {
                self.keep(last + 1, end, until);
            }
            if begin < first {
                self.keep(begin, first - 1, until);
            }
        }
    }

    fn keep(&mut self, first: u32, last: u32, until: u32) {
        self.taken.insert(first, (last, until));
        self.ends.entry(until).or_default().push(first);
    }

    /// Takes columns, which lie in one of the joined runs, out of it.
    fn release(&mut self, first: u32, last: u32) {
        let Some((&begin, &end)) = self.joined.range(..=first).next_back() else {
            return;
        };
        self.joined.remove(&begin);
        if begin < first {
            self.joined.insert(begin, first - 1);
        }
        if end > last {
            self.joined.insert(last + 1, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same column by column, as the standard of web pages describes it.
    #[derive(Default)]
    struct Plain(BTreeMap<u32, u32>);

    impl Plain {
        fn free(&self, mut column: u32) -> u32 {
            while self.0.contains_key(&column) {
                column += 1;
            }
            column
        }
    }

    #[test]
    fn runs_are_as_single_columns() {
        let mut state = 1_u32;
        let mut dice = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        let (mut reach, mut plain) = (Reach::default(), Plain::default());
        let mut moved = 0;
        for row in 0..3_000 {
            reach.begin_row(row);
            plain.0.retain(|_, until| *until > row);
            let mut column = 0;
            for _ in 0..dice(6) {
                let free = reach.free(column);
                assert_eq!(free, plain.free(column), "row {row}");
                moved += u32::from(free > column);
                let last = free + dice(5);
                let until = row + 1 + dice(7);
                if until > row + 1 {
                    reach.take(free, last, until);
                    plain.0.extend((free..=last).map(|it| (it, until)));
                }
                column = last + 1 + dice(2);
            }
            let wide: Vec<u32> = (0..60).map(|it| reach.free(it)).collect();
            assert_eq!(wide, (0..60).map(|it| plain.free(it)).collect::<Vec<_>>());
        }
        assert!(moved > 1_000, "{moved}");
    }

    #[test]
    fn the_last_columns_do_not_overflow() {
        let mut reach = Reach::default();
        reach.take(u32::MAX - 1, u32::MAX, u32::MAX);
        assert_eq!(reach.free(u32::MAX), u32::MAX);
        reach.take(0, u32::MAX, 2);
        reach.begin_row(2);
        assert_eq!(reach.free(7), 7);
    }
}
