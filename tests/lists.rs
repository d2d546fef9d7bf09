//! Lists of firms, laboratories and patents become numbers a unit: what is counted, what is not, and what
//! is told of it.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "lists/places.rs"]
mod places;
#[path = "lists/plain.rs"]
mod plain;
#[path = "lists/recipe.rs"]
mod recipe;
#[path = "lists/recognised.rs"]
mod recognised;
#[path = "lists/sheets.rs"]
mod sheets;
#[path = "lists/tallied.rs"]
mod tallied;
