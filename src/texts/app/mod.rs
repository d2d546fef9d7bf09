//! The window: its frame and its screens, their buttons and empty states.

mod again;
mod beside;
mod data;
mod experts;
mod export;
mod formulas;
mod framework;
mod keeping;
mod method;
mod names;
mod origin;
mod palette;
mod reading;
mod recipes;
mod relations;
mod remedy;
mod results;
mod scenarios;
mod shell;
mod start;
mod tallying;
mod together;
mod unit_rule;
mod units;
mod vintages;
mod yearbook;
