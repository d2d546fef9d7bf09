//! Heng 衡: a desktop workbench for composite indices.
//!
//! The rooms of the house, in the order a value passes through them. A room uses only the rooms
//! above it in this list; `tests/rooms.rs` keeps it so.

pub mod engine;
pub mod import;
pub mod project;
pub mod texts;

pub mod export;
