//! Heng 衡: a desktop workbench for composite indices.
//!
//! The rooms of the house, in the order a value passes through them. A room uses only the rooms
//! above it in this list; `tests/rooms.rs` keeps it so.

// From raw values to ranks.
pub mod engine;

// From files to tables.
pub mod import;

// The document, its edits and its file.
pub mod project;

// Every sentence, in both languages.
pub mod texts;

// From results to files for others.
pub mod export;

// From results to pictures.
pub mod figures;

// The window.
pub mod app;

// The command line.
pub mod cli;
