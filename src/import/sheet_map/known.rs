//! Names of units known from the registry of places.

use super::UnitKind;
use crate::import::names::{Context, How, Level, PlaceId, Registry, Resolution, TotalKind};

/// Asks the registry what kind of unit a name is, for [`map_sheet_with`](super::map_sheet_with).
///
/// A name that several places share is of the largest kind among them, for only the kind matters here.
/// Codes are no names: numbers and short words would be taken for them. Neither are 全市, 市区 and the
/// like, which stand above columns as well.
pub fn known_by(registry: &Registry) -> impl Fn(&str) -> Option<UnitKind> + '_ {
    let kind = |place: &PlaceId| registry.place(place).map(|it| of_level(it.level));
    move |name| match registry.resolve(name, &Context::default()) {
        Resolution::Found(found) if found.how != How::Code => kind(&found.place),
        Resolution::Ambiguous { places } => places.iter().filter_map(kind).min(),
        Resolution::Total(total) if total.kind != TotalKind::Scope => Some(UnitKind::Aggregate),
        _ => None,
    }
}

fn of_level(level: Level) -> UnitKind {
    match level {
        Level::Country => UnitKind::Country,
        Level::Province => UnitKind::Province,
        Level::Prefecture => UnitKind::City,
        Level::DirectCounty | Level::County => UnitKind::County,
        Level::Cluster => UnitKind::Aggregate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_totals_are_known_and_other_words_are_not() {
        let known = known_by(Registry::bundled());
        for (name, kind) in [
            ("法国", UnitKind::Country),
            ("Switzerland", UnitKind::Country),
            ("江苏", UnitKind::Province),
            ("北京市", UnitKind::Province),
            ("苏州", UnitKind::City),
            ("昆山市", UnitKind::County),
            ("京津冀", UnitKind::Aggregate),
            ("合计", UnitKind::Aggregate),
            // Several places have these names.
            ("吉林", UnitKind::Province),
            ("朝阳区", UnitKind::County),
        ] {
            assert_eq!(known(name), Some(kind), "{name}");
        }
        for name in [
            "",
            "人口",
            "GDP",
            "全市",
            "市区",
            "11",
            "110000",
            "IND",
            "石加庄",
        ] {
            assert_eq!(known(name), None, "{name}");
        }
    }
}
