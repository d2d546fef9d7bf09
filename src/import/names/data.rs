//! The lists as they are built into the program.
//!
//! Tab-separated, no quoting; written and checked by `assets/places/make.py`, and by tests here. A line that is
//! too short reads as if its missing fields were empty, so that reading them cannot fail.

const DIVISIONS: &str = include_str!("../../../assets/places/divisions.tsv");
const COUNTIES: &str = include_str!("../../../assets/places/counties.tsv");
const ALIASES: &str = include_str!("../../../assets/places/aliases.tsv");
const EXTRA_NAMES: &str = include_str!("../../../assets/places/extra-names.tsv");
const ABOLISHED: &str = include_str!("../../../assets/places/abolished.tsv");
const CLUSTERS: &str = include_str!("../../../assets/places/clusters.tsv");
const COUNTRIES: &str = include_str!("../../../assets/places/countries.tsv");
const COUNTRY_CODES: &str = include_str!("../../../assets/places/country-codes.tsv");
const GROUPS: &str = include_str!("../../../assets/places/groups.tsv");
const TRADITIONAL: &str = include_str!("../../../assets/places/traditional.tsv");
const LOOKALIKES: &str = include_str!("../../../assets/places/lookalikes.tsv");

/// The rows of a list with N columns, without its header.
fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    list.lines().skip(1).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

/// code, level, full name, short name, English name, pinyin, parent, region, ranks
pub(super) fn divisions() -> impl Iterator<Item = [&'static str; 9]> {
    rows(DIVISIONS)
}

/// code, full name, parent
pub(super) fn counties() -> impl Iterator<Item = [&'static str; 3]> {
    rows(COUNTIES)
}

/// name, code, type, first year, last year
pub(super) fn aliases() -> impl Iterator<Item = [&'static str; 5]> {
    rows(ALIASES).chain(rows(EXTRA_NAMES))
}

/// code, name, province, last year, successors, what happened
pub(super) fn abolished() -> impl Iterator<Item = [&'static str; 6]> {
    rows(ABOLISHED)
}

/// cluster, code, extent, plan
pub(super) fn clusters() -> impl Iterator<Item = [&'static str; 4]> {
    rows(CLUSTERS)
}

/// alpha-3, alpha-2, number, Chinese name, English name, other names
pub(super) fn countries() -> impl Iterator<Item = [&'static str; 6]> {
    rows(COUNTRIES)
}

/// code, alpha-3
pub(super) fn country_codes() -> impl Iterator<Item = [&'static str; 2]> {
    rows(COUNTRY_CODES)
}

/// kind, key, Chinese name, English name, other names
pub(super) fn groups() -> impl Iterator<Item = [&'static str; 5]> {
    rows(GROUPS)
}

/// traditional, simplified
pub(super) fn traditional() -> impl Iterator<Item = [&'static str; 2]> {
    rows(TRADITIONAL)
}

/// Characters that are taken for each other, one set a line.
pub(super) fn lookalikes() -> impl Iterator<Item = &'static str> {
    LOOKALIKES.lines().skip(1)
}

/// The parts of a field that holds several.
pub(super) fn parts(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|part| !part.is_empty())
}
