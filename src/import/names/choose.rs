//! Which of the places with a name is meant.

use super::{
    Context, Level, Place, PlaceId, Registry,
    registry::{Name, NameKind},
};

/// What the context makes of the places with a name.
#[derive(Debug)]
pub(super) enum Choice<'a> {
    /// One is meant.
    One(&'a Name),
    /// More than one can be meant.
    Many(Vec<PlaceId>),
    /// Some fit, none surely: they lie elsewhere, or their name is not complete.
    Unsure(Vec<PlaceId>, Unsure),
    /// There is none.
    None,
}

/// Why no place is surely meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsure {
    /// Outside the province of the context.
    Elsewhere,
    /// A district without its ending.
    Ending,
}

impl Registry {
    /// Chooses: first inside the province, then on the level, then by the year, then by the kind of name.
    pub(super) fn choose<'a>(&self, names: &'a [Name], context: &Context<'_>) -> Choice<'a> {
        let mut left: Vec<(&Name, &Place)> = names
            .iter()
            .filter_map(|name| Some((name, self.at(name.place)?)))
            .collect();
        if left.is_empty() {
            return Choice::None;
        }
        if !self.keep_inside(&mut left, context) {
            return Choice::Unsure(ids(&left), Unsure::Elsewhere);
        }
        let counties = context.levels.contains(&Level::County);
        if !counties {
            keep(&mut left, |(name, _)| name.kind != NameKind::DistrictShort);
        }
        if !context.levels.is_empty() {
            keep(&mut left, |(_, place)| {
                context.levels.iter().any(|level| place.is_of(*level))
            });
        }
        if let Some(year) = context.year {
            keep(&mut left, |(name, _)| name.years.contains(year));
        }
        keep_best(&mut left);
        keep_one_of_two_entries(&mut left);
        let places = ids(&left);
        match (left.first(), places.len()) {
            (Some((name, place)), 1) => {
                let parent_known = context
                    .within
                    .as_ref()
                    .is_some_and(|outer| self.is_inside(&place.id, outer));
                if name.kind == NameKind::DistrictShort && !(counties && parent_known) {
                    Choice::Unsure(places, Unsure::Ending)
                } else {
                    Choice::One(name)
                }
            }
            (Some(_), _) => Choice::Many(places),
            (None, _) => Choice::None,
        }
    }

    /// Keeps what lies inside the place of the context; false if all of it lies elsewhere.
    ///
    /// A province or a country is never elsewhere: after the cities of one province comes the next province.
    fn keep_inside(&self, left: &mut Vec<(&Name, &Place)>, context: &Context<'_>) -> bool {
        let Some(outer) = &context.within else {
            return true;
        };
        let fits = |place: &Place| {
            context.levels.is_empty() || context.levels.iter().any(|level| place.is_of(*level))
        };
        let itself = left
            .iter()
            .any(|(_, place)| place.id == *outer && fits(place));
        let inside = |place: &Place| self.is_inside(&place.id, outer);
        let any_inside = left
            .iter()
            .any(|(_, place)| inside(place) && (fits(place) || !itself));
        if any_inside {
            left.retain(|(_, place)| inside(place));
            return true;
        }
        if left.iter().any(|(_, place)| place.id == *outer) {
            left.retain(|(_, place)| place.id == *outer);
            return true;
        }
        let above = |place: &Place| {
            matches!(
                place.level,
                Level::Country | Level::Province | Level::Cluster
            )
        };
        if left.iter().any(|(_, place)| above(place)) {
            left.retain(|(_, place)| above(place));
            return true;
        }
        false
    }
}

/// Keeps what passes, unless nothing does.
fn keep(left: &mut Vec<(&Name, &Place)>, passes: impl Fn(&(&Name, &Place)) -> bool) {
    if left.iter().any(&passes) {
        left.retain(passes);
    }
}

/// Keeps the best kind of name. Full names of a city and of a county are equal: 巢湖市 has been both.
fn keep_best(left: &mut Vec<(&Name, &Place)>) {
    let tier = |name: &Name| match name.kind {
        NameKind::Full | NameKind::Other | NameKind::Short | NameKind::English => 0,
        NameKind::Former => 1,
        NameKind::Pinyin => 2,
        NameKind::Misprint => 3,
        NameKind::CountyShort | NameKind::DistrictShort => 4,
    };
    if let Some(best) = left.iter().map(|(name, _)| tier(name)).min() {
        left.retain(|(name, _)| tier(name) == best);
    }
}

/// Hong Kong, Macao and Taiwan stand in two lists. Where both are left, the division is taken.
fn keep_one_of_two_entries(left: &mut Vec<(&Name, &Place)>) {
    let divisions: Vec<PlaceId> = left
        .iter()
        .filter(|(_, place)| place.level == Level::Province)
        .map(|(_, place)| place.id.clone())
        .collect();
    left.retain(|(_, place)| {
        place.level != Level::Country
            || place
                .same_as
                .as_ref()
                .is_none_or(|same| !divisions.contains(same))
    });
}

/// Each place once, in the order of the registry.
fn ids(left: &[(&Name, &Place)]) -> Vec<PlaceId> {
    let mut places: Vec<PlaceId> = Vec::new();
    for (_, place) in left {
        if !places.contains(&place.id) {
            places.push(place.id.clone());
        }
    }
    places
}
