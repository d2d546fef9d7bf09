//! Sheets as yearbooks, statistics offices and international organisations really publish them: every
//! value arrives with its unit, indicator, measure and period, and every cell has a role.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "yearbooks/corrected.rs"]
mod corrected;
#[path = "yearbooks/drawn.rs"]
mod drawn;
#[path = "yearbooks/made_up.rs"]
mod made_up;
#[path = "yearbooks/pictures.rs"]
mod pictures;
#[path = "yearbooks/properties.rs"]
mod properties;
#[path = "yearbooks/samples.rs"]
mod samples;
