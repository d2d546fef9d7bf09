//! What is looked for in the data, and where it was found.

use super::{App, action::Page};
use crate::{
    engine::Period,
    project::{Reach, Wanted},
};

/// The bar above the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bar {
    /// It is put away.
    #[default]
    Hidden,
    /// It finds names and values.
    Find,
    /// It finds values and replaces them.
    Replace,
}

/// Which way to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To the next place.
    On,
    /// To the one before.
    Back,
}

/// A place where something was found, in reading order: line 0 is the heads, place 0 the unit.
pub(super) type Hit = (usize, usize);

/// As of which document and results, in which period, what is looked for.
type Of = ((u64, u64), Period, Wanted, Bar);

/// What is looked for in the data.
#[derive(Clone, Debug, Default)]
pub(super) struct Seeking {
    /// How it is asked for.
    pub bar: Bar,
    /// As typed.
    pub text: String,
    /// What takes its place, as typed.
    pub with: String,
    /// How much of a cell it must be.
    pub reach: Reach,
    /// The field is to get the keyboard.
    pub focus: bool,
    /// The place that was selected last.
    pub at: Option<Hit>,
    /// Where to go once all is looked through.
    pub asked: Option<Way>,
    of: Option<Of>,
    hits: Vec<Hit>,
    /// How many lines are looked through.
    lines: usize,
}

impl Seeking {
    /// What is looked for, if there is anything.
    pub(super) fn wanted(&self) -> Option<Wanted> {
        Wanted::new(&self.text, self.reach)
    }

    /// Looks through so many more of all lines, from the first on where something has changed;
    /// false once there are none left. `find` adds the hits of a line in their order.
    pub(super) fn go_on(
        &mut self,
        of: Of,
        (step, all): (usize, usize),
        mut find: impl FnMut(usize, &mut Vec<Hit>),
    ) -> bool {
        if self.of.as_ref() != Some(&of) {
            self.of = Some(of);
            self.hits.clear();
            self.lines = 0;
        }
        let until = self.lines.saturating_add(step).min(all);
        for line in self.lines..until {
            find(line, &mut self.hits);
        }
        self.lines = until;
        until < all
    }

    /// Where it was found as far as was looked.
    pub(super) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The place to go to from another one: the next or the one before, around the end.
    pub(super) fn beside(&self, from: Option<Hit>, way: Way) -> Option<Hit> {
        let first = self.hits.first();
        let last = self.hits.last();
        let next = match (from, way) {
            (None, Way::On) => first,
            (None, Way::Back) => last,
            (Some(from), Way::On) => {
                let at = self.hits.partition_point(|hit| *hit <= from);
                self.hits.get(at).or(first)
            }
            (Some(from), Way::Back) => {
                let at = self.hits.partition_point(|hit| *hit < from);
                at.checked_sub(1).and_then(|at| self.hits.get(at)).or(last)
            }
        };
        next.copied()
    }
}

impl App {
    /// Opens the bar above the data with the keyboard in its field, or puts it away.
    pub(super) fn seek(&mut self, bar: Bar) {
        if bar != Bar::Hidden && (self.view.page != Page::Data || self.arrivals.in_view()) {
            self.go(Page::Data);
        }
        self.view.seeking.bar = bar;
        self.view.seeking.focus = bar != Bar::Hidden;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_from_hit_to_hit_around_the_end() {
        let mut seeking = Seeking::default();
        let of = || {
            let wanted = Wanted::new("1", Reach::Part).unwrap();
            ((0, 0), Period::Undated, wanted, Bar::Find)
        };
        let mut looked = Vec::new();
        while seeking.go_on(of(), (2, 5), |line, hits| {
            looked.push(line);
            hits.extend((line % 2 == 1).then_some((line, 3)));
        }) {}
        assert_eq!(looked, [0, 1, 2, 3, 4]);
        assert_eq!(seeking.hits(), [(1, 3), (3, 3)]);
        for (from, way, expected) in [
            (None, Way::On, (1, 3)),
            (None, Way::Back, (3, 3)),
            (Some((1, 3)), Way::On, (3, 3)),
            (Some((1, 2)), Way::On, (1, 3)),
            (Some((3, 3)), Way::On, (1, 3)),
            (Some((1, 3)), Way::Back, (3, 3)),
            (Some((2, 0)), Way::Back, (1, 3)),
        ] {
            assert_eq!(seeking.beside(from, way), Some(expected), "{from:?}");
        }
        let none = |_: usize, _: &mut Vec<Hit>| {};
        let wanted = Wanted::new("2", Reach::Part).unwrap();
        let of = ((0, 0), Period::Undated, wanted, Bar::Find);
        assert!(!seeking.go_on(of, (9, 5), none));
        assert_eq!(seeking.beside(None, Way::On), None);
    }
}
