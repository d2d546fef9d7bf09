//! Names of places: which province, city, county or country a text means.
//!
//! A [`Registry`] of provinces, prefectures, counties, clusters and countries is built into the program. It answers a
//! text and its [`Context`] with a [`Resolution`], and a whole column of names with a [`Column`], in which
//! headings, levels and neighbours tell 吉林 the province from 吉林 the city.
//!
//! **Invariant:** a name that only comes near is offered and never taken. Where two places answer to a name
//! and the context does not decide, the answer is that there are two.

mod aliases;
mod build;
mod choose;
mod column;
mod data;
mod ethnic;
mod near;
mod place;
mod registry;
mod remark;
mod resolution;
mod resolve;
mod total;
mod within;
mod written;

pub(crate) use aliases::quoted as alias_quoted;
pub use aliases::{AliasFault, AliasProblem, AliasRow, AliasTarget, Aliases, place_meant};
pub use place::{Level, Member, Place, PlaceId, Years};
pub use registry::Registry;
pub use resolution::{
    Column, Context, Extent, How, Match, NameRow, Resolution, RowName, Suggestion, Total,
    TotalKind, Why,
};
pub use within::InText;
