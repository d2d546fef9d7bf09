//! What is unlike last time.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Difference, KnownIndicator, KnownUnit, ReadAs, ReadingRecipe,
    facts::{IndicatorFact, Read, UnitFact, moved},
    learn::depth,
    periods::periods,
    words,
};
use crate::import::{
    Scale, TableRow,
    names::{Context, PlaceId, Registry, Resolution},
};

/// More lines than these that left their order are told in one sentence.
const MOST_MOVED: usize = 10;

/// The units and indicators of last time by their names.
pub(super) struct Index<'a> {
    units: BTreeMap<String, &'a KnownUnit>,
    places: BTreeMap<&'a PlaceId, &'a KnownUnit>,
    indicators: BTreeMap<String, &'a KnownIndicator>,
}

impl<'a> Index<'a> {
    pub(super) fn of(recipe: &'a ReadingRecipe) -> Self {
        // Backwards, so that the first of two with one name is the one that stays.
        let units = recipe.units.iter().rev();
        let placed = units
            .clone()
            .filter_map(|it| Some((it.place.as_ref()?, it)));
        let indicators = recipe.indicators.iter().rev();
        Self {
            places: placed.collect(),
            units: units.map(|it| (words::plain(&it.name), it)).collect(),
            indicators: indicators.map(|it| (words::plain(&it.name), it)).collect(),
        }
    }

    /// The unit of last time that a name means.
    pub(super) fn unit(&self, name: &str, place: Option<&PlaceId>) -> Option<&'a KnownUnit> {
        let by_name = self.units.get(&words::plain(name));
        by_name
            .or_else(|| place.and_then(|it| self.places.get(it)))
            .copied()
    }

    /// The indicator of last time that a name means.
    pub(super) fn indicator(&self, name: &str) -> Option<&'a KnownIndicator> {
        self.indicators.get(&words::plain(name)).copied()
    }
}

impl ReadingRecipe {
    /// All that is unlike last time, but for periods that are asked and places that are gone.
    pub(super) fn unlike(&self, read: &Read, registry: &Registry) -> Vec<Difference> {
        let mut found = Vec::new();
        let now = periods(&read.tables);
        found.push(if now == self.period.last {
            Difference::SamePeriods { periods: now }
        } else {
            Difference::NewPeriods {
                last: self.period.last.clone(),
                now,
            }
        });
        self.unlike_shape(read, &mut found);
        let index = Index::of(self);
        // A sheet about one unit has told whether it is another one.
        if self.unit.is_none() {
            self.unlike_units(read, (&index, registry), &mut found);
        }
        self.unlike_indicators(read, &index, &mut found);
        found
    }

    fn unlike_shape(&self, read: &Read, found: &mut Vec<Difference>) {
        let first = read.map.tables.first();
        if let (Some(last), Some(now), ReadAs::Sheet) =
            (self.shape.read_layout, first, &self.read_as)
        {
            let now = now.layout.value;
            if now != last {
                found.push(Difference::ChangedLayout { last, now });
            }
            let (last, now) = (self.shape.header_depth, depth(&read.map));
            if now != last {
                found.push(Difference::ChangedHeaderDepth { last, now });
            }
        }
    }

    fn unlike_units(
        &self,
        read: &Read,
        (index, registry): (&Index<'_>, &Registry),
        found: &mut Vec<Difference>,
    ) {
        let units = read.units();
        let mut there: BTreeSet<&str> = BTreeSet::new();
        let mut new: Vec<&UnitFact> = Vec::new();
        let mut lines: Vec<(&UnitFact, (u32, u32))> = Vec::new();
        for unit in &units {
            let Some(known) = index.unit(&unit.name, unit.place.as_ref()) else {
                new.push(unit);
                continue;
            };
            there.insert(&known.name);
            lines.extend(known.line.zip(unit.line).map(|it| (unit, it)));
        }
        let gone = self.units.iter().filter(|it| !it.missing && !it.left_out);
        for known in gone.filter(|it| !there.contains(it.name.as_str())) {
            let renamed = renamed_unit(known, &new, registry);
            let renamed = renamed.map(|it| new.remove(it));
            found.push(Difference::MissingUnit {
                name: known.name.clone(),
                total: known.total,
                renamed: renamed.map(|it| it.name.clone()),
                at: renamed.and_then(|it| it.at),
            });
        }
        found.extend(new.into_iter().map(|it| Difference::NewUnit {
            name: it.name.clone(),
            total: it.total,
            at: it.at,
        }));
        let places: Vec<(u32, u32)> = lines.iter().map(|(_, it)| *it).collect();
        let out = moved(&places);
        if out.len() > MOST_MOVED {
            found.push(Difference::Resorted { count: out.len() });
            return;
        }
        let out = out.into_iter().filter_map(|it| lines.get(it));
        found.extend(out.map(|(unit, (last, now))| Difference::MovedRow {
            name: unit.name.clone(),
            last: *last,
            now: *now,
            across: read.across(),
        }));
    }

    fn unlike_indicators(&self, read: &Read, index: &Index<'_>, found: &mut Vec<Difference>) {
        let indicators = read.indicators();
        let mut there: BTreeSet<&str> = BTreeSet::new();
        let mut new: Vec<&IndicatorFact> = Vec::new();
        let mut lines: Vec<(&IndicatorFact, (u32, u32))> = Vec::new();
        let mut others = Vec::new();
        for fact in &indicators {
            let Some(known) = index.indicator(&fact.name) else {
                new.push(fact);
                continue;
            };
            there.insert(&known.name);
            lines.extend(known.line.zip(fact.line).map(|it| (fact, it)));
            if !known.left_out {
                others.extend(changed_measure(known, fact));
                others.extend(power_of_ten(known, fact, (read, index)));
            }
        }
        let gone = self
            .indicators
            .iter()
            .filter(|it| !it.missing && !it.left_out);
        for known in gone.filter(|it| !there.contains(it.name.as_str())) {
            let near = words::nearest(&known.name, new.iter().map(|it| it.name.as_str()));
            let near = near.and_then(|near| new.iter().position(|it| it.name == near));
            let near = near.map(|it| new.remove(it));
            found.push(Difference::MissingIndicator {
                name: known.name.clone(),
                renamed: near.map(|it| it.name.clone()),
                at: near.and_then(|it| it.at),
            });
            // Under its new name it may have another measure, which is no less of a difference.
            if let Some(fact) = near {
                others.extend(changed_measure(known, fact));
                others.extend(power_of_ten(known, fact, (read, index)));
            }
        }
        found.extend(new.into_iter().map(|it| Difference::NewIndicator {
            name: it.name.clone(),
            at: it.at,
        }));
        found.extend(others);
        let places: Vec<(u32, u32)> = lines.iter().map(|(_, it)| *it).collect();
        let out = moved(&places)
            .into_iter()
            .filter_map(|it| lines.get(it))
            .map(|(fact, (last, now))| Difference::MovedColumn {
                name: fact.name.clone(),
                last: *last,
                now: *now,
                across: read.across(),
            });
        found.extend(out);
    }
}

/// Whether the values are a power of ten larger or smaller than last time.
fn power_of_ten(
    known: &KnownIndicator,
    fact: &IndicatorFact,
    (read, index): (&Read, &Index<'_>),
) -> Option<Difference> {
    let in_common = |row: &TableRow| {
        let unit = index.unit(&row.unit, row.place.as_ref());
        !row.total && unit.is_some_and(|it| !it.total)
    };
    let last = known.size.filter(|it| *it > 0.0)?;
    let size = read.size(&fact.name, &in_common).filter(|it| *it > 0.0)?;
    let now = match (&fact.measure, &known.measure) {
        (Some(now), Some(then)) => Scale::between(now, then)?.apply(size),
        _ => size,
    };
    Some(Difference::PowerOfTen {
        indicator: fact.name.clone(),
        power: jump(last, now)?,
        last,
        now,
        at: fact.at,
    })
}

/// The power of ten by which something became larger or smaller; none where that is no matter of powers
/// of ten. A person or a country does not become a hundred times as large within a year: from two digits
/// on, half and double of the power count; a single digit must be met within 5 %.
pub(super) fn jump(last: f64, now: f64) -> Option<i32> {
    if !(last > 0.0 && now > 0.0) {
        return None;
    }
    let power = libm::log10(now / last).round();
    let off = now / last / libm::pow(10.0, power);
    let (lowest, highest) = if power.abs() >= 2.0 {
        (0.5, 2.0)
    } else {
        (0.95, 1.05)
    };
    if power == 0.0 || power.abs() > 15.0 || off < lowest || off > highest {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 16")]
    let power = power as i32;
    Some(power)
}

/// The new unit that may be the one that is gone: the registry knows a misprint, or the names are alike.
fn renamed_unit(known: &KnownUnit, new: &[&UnitFact], registry: &Registry) -> Option<usize> {
    let other_place = |it: &UnitFact| it.place.is_some() && known.place.is_some();
    let candidates = || new.iter().filter(|it| !other_place(it));
    let near = candidates().find(|it| {
        let resolution = registry.resolve(&it.name, &Context::default());
        let Resolution::Near { suggestions } = resolution else {
            return false;
        };
        known
            .place
            .as_ref()
            .is_some_and(|place| suggestions.iter().any(|it| it.place == *place))
    });
    let name = match near {
        Some(near) => near.name.as_str(),
        None => words::nearest(&known.name, candidates().map(|it| it.name.as_str()))?,
    };
    new.iter().position(|it| it.name == name)
}

fn changed_measure(known: &KnownIndicator, fact: &IndicatorFact) -> Option<Difference> {
    // An indicator that a person has just called new has no measure of last time.
    let just_known = known.size.is_none() && known.line.is_none() && known.measure.is_none();
    let scale = match (&known.measure, &fact.measure) {
        (None, None) => return None,
        (Some(last), Some(now)) => Scale::between(last, now),
        _ => None,
    };
    if just_known || scale.is_some_and(Scale::is_one) {
        return None;
    }
    Some(Difference::ChangedMeasure {
        indicator: fact.name.clone(),
        last: known.measure.clone(),
        now: fact.measure.clone(),
        exact: scale.is_some(),
        at: fact.at,
    })
}
