//! The window as a person uses it: by the names on the screen, in both languages.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as expected"
)]

#[path = "../support/mod.rs"]
mod support;

mod desk;

mod again;
mod columns;
mod copying;
mod data;
mod experts;
mod exports;
mod extending;
mod files;
mod finding;
mod framework;
mod grid;
mod help;
mod imports;
mod inspector;
mod keeping;
mod layout;
mod listed_units;
mod lists;
mod method;
mod moving;
mod names;
mod palette;
mod pictures;
mod profile;
mod ranking;
mod reading;
mod relation_recipes;
mod relations;
mod results;
mod scenarios;
mod screens;
mod sorting;
mod sources;
mod start;
mod together;
mod units;
mod views;
mod vintages;
mod yearbooks;
