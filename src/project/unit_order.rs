//! Orders of units: as one is moved, and as all are sorted.

use std::collections::BTreeMap;

use super::{Dataset, Edit, Unit};
use crate::{
    engine::UnitId,
    import::{Sound, names::PlaceId},
};

/// A step of a unit, as keys ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitStep {
    /// Before the one above.
    Up,
    /// Behind the one below.
    Down,
}

/// What all units can be sorted by. Those that are alike stay in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitSort<'a> {
    /// As their names sound.
    Name,
    /// By the codes of the places they are; those that are none come last.
    Code(&'a BTreeMap<UnitId, PlaceId>),
    /// By rank; those without one come last.
    Rank(&'a BTreeMap<UnitId, u32>),
}

/// The order with a unit right before another, or right behind it. As it stands where one of them is
/// not there.
pub fn put_beside(units: &[Unit], unit: UnitId, target: UnitId, step: UnitStep) -> Vec<UnitId> {
    let mut order: Vec<UnitId> = units.iter().map(|it| it.id).collect();
    let Some(from) = order.iter().position(|&it| it == unit) else {
        return order;
    };
    if unit == target || !order.contains(&target) {
        return order;
    }
    order.remove(from);
    let beside = order.iter().position(|&it| it == target);
    let behind = usize::from(step == UnitStep::Down);
    order.insert(beside.map_or(from, |at| at + behind), unit);
    order
}

/// The order with a unit a step further among those shown, past any that are hidden between. As it
/// stands where there is no way to go.
pub fn stepped(units: &[Unit], shown: &[UnitId], unit: UnitId, step: UnitStep) -> Vec<UnitId> {
    let at = shown.iter().position(|&it| it == unit);
    let next = at.and_then(|at| match step {
        UnitStep::Up => at.checked_sub(1),
        UnitStep::Down => at.checked_add(1),
    });
    let target = next.and_then(|at| shown.get(at)).copied();
    put_beside(units, unit, target.unwrap_or(unit), step)
}

impl UnitSort<'_> {
    /// The order of the units sorted by this.
    pub fn order(self, units: &[Unit]) -> Vec<UnitId> {
        let mut order: Vec<&Unit> = units.iter().collect();
        match self {
            Self::Name => order.sort_by_cached_key(|it| (Sound::of(&it.label), it.label.clone())),
            Self::Code(places) => known_first(&mut order, places),
            Self::Rank(ranks) => known_first(&mut order, ranks),
        }
        order.into_iter().map(|it| it.id).collect()
    }
}

/// Sorts by what is known of units; those of which nothing is known come last.
fn known_first<K: Ord>(units: &mut [&Unit], known: &BTreeMap<UnitId, K>) {
    units.sort_by_key(|it| {
        let key = known.get(&it.id);
        (key.is_none(), key)
    });
}

/// The edit that brings units into an order; none where they stand in it.
pub fn ordered(dataset: &Dataset, order: Vec<UnitId>) -> Option<Edit> {
    let now = dataset.units.iter().map(|it| it.id);
    let stays = now.eq(order.iter().copied());
    let dataset = dataset.id;
    (!stays).then_some(Edit::OrderUnits { dataset, order })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{DatasetId, Role};

    /// Units of these names, with ids from 1.
    fn units(names: &[&str]) -> Vec<Unit> {
        let ids = (1..).map(UnitId);
        let made = ids.zip(names).map(|(id, name)| Unit {
            id,
            key: (*name).to_owned(),
            label: (*name).to_owned(),
            aliases: Vec::new(),
            place: None,
            members: Vec::new(),
            role: Role::Ranked,
        });
        made.collect()
    }

    fn ids(order: &[UnitId]) -> Vec<u32> {
        order.iter().map(|it| it.0).collect()
    }

    #[test]
    fn a_unit_lands_before_or_behind_another() {
        let units = units(&["a", "b", "c", "d"]);
        for (unit, target, step, expected) in [
            (4, 1, UnitStep::Up, [4, 1, 2, 3]),
            (1, 4, UnitStep::Down, [2, 3, 4, 1]),
            (1, 3, UnitStep::Up, [2, 1, 3, 4]),
            (4, 2, UnitStep::Down, [1, 2, 4, 3]),
            (1, 2, UnitStep::Up, [1, 2, 3, 4]),
            (2, 1, UnitStep::Down, [1, 2, 3, 4]),
            (3, 3, UnitStep::Up, [1, 2, 3, 4]),
            (9, 1, UnitStep::Up, [1, 2, 3, 4]),
            (1, 9, UnitStep::Down, [1, 2, 3, 4]),
        ] {
            let order = put_beside(&units, UnitId(unit), UnitId(target), step);
            assert_eq!(ids(&order), expected, "{unit} {step:?} {target}");
        }
    }

    #[test]
    fn a_step_goes_past_what_is_hidden() {
        let units = units(&["a", "b", "c", "d"]);
        let shown = [UnitId(1), UnitId(4)];
        let step = |unit, step| ids(&stepped(&units, &shown, UnitId(unit), step));
        assert_eq!(step(4, UnitStep::Up), [4, 1, 2, 3]);
        assert_eq!(step(1, UnitStep::Down), [2, 3, 4, 1]);
        let stays = [1, 2, 3, 4];
        assert_eq!(step(1, UnitStep::Up), stays, "nothing is above");
        assert_eq!(step(4, UnitStep::Down), stays, "nothing is below");
        assert_eq!(step(2, UnitStep::Up), stays, "hidden itself");
    }

    #[test]
    fn names_are_sorted_as_they_sound() {
        let units = units(&["重庆", "Berlin", "上海", "北京", "安庆"]);
        let order = UnitSort::Name.order(&units);
        assert_eq!(ids(&order), [5, 2, 4, 1, 3]);
    }

    #[test]
    fn what_has_no_code_or_rank_comes_last_in_its_order() {
        let units = units(&["x", "c", "y", "a", "b"]);
        let code = |unit, code: &str| (UnitId(unit), PlaceId::from(code));
        let places = [code(2, "440100"), code(4, "110000"), code(5, "FRA")].into();
        assert_eq!(ids(&UnitSort::Code(&places).order(&units)), [4, 2, 5, 1, 3]);
        let ranks = [(UnitId(3), 1), (UnitId(5), 2), (UnitId(2), 2)].into();
        assert_eq!(ids(&UnitSort::Rank(&ranks).order(&units)), [3, 2, 5, 1, 4]);
    }

    #[test]
    fn an_order_that_is_there_already_is_no_edit() {
        let mut dataset = Dataset::new(DatasetId(1), "");
        dataset.units = units(&["a", "b"]).into();
        assert_eq!(ordered(&dataset, vec![UnitId(1), UnitId(2)]), None);
        let order = vec![UnitId(2), UnitId(1)];
        let expected = Edit::OrderUnits {
            dataset: DatasetId(1),
            order: order.clone(),
        };
        assert_eq!(ordered(&dataset, order), Some(expected));
    }
}
