//! Pictures of results: described once as data, drawn once with egui.
//!
//! **Invariant:** no screens here. A figure gets all it shows, texts included, and answers only
//! what the pointer did.

mod histogram;
pub mod palette;
mod ranked_bars;
mod treemap;

pub use histogram::{Column, Histogram};
pub use ranked_bars::{Bar, RankedBars};
pub use treemap::{Area, Block, Treemap};
