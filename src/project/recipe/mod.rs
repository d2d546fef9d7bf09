//! index.toml.
