//! The window: its frame and its screens, their buttons and empty states.

mod data;
mod framework;
mod results;
mod shell;
mod start;
mod units;
