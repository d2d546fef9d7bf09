//! What the program remembers of a person's habits; never anything of their work.

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::{
    import::{Limits, ReadError},
    texts::{Language, Texts},
};

/// Preferences, kept by eframe between runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    /// Of everything that is shown.
    pub language: Language,
    /// Light, dark, or as the system.
    pub appearance: Appearance,
    /// Projects opened or saved, latest first.
    pub recent: Vec<PathBuf>,
    /// How much the reading of a file may take.
    pub reading: ReadingLimits,
    /// Files are kept in the project when they are taken in.
    pub keep_files: bool,
}

/// How much the reading of a file may take; none is as usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingLimits {
    /// Memory, in MB.
    pub memory: Option<u64>,
    /// Time, in seconds.
    pub seconds: Option<u64>,
}

/// The least and the most memory that can be chosen, in MB.
pub(super) const MEMORY: RangeInclusive<u64> = 256..=16 * 1024;
/// The least and the most seconds that can be chosen.
pub(super) const SECONDS: RangeInclusive<u64> = 5..=600;

impl ReadingLimits {
    /// These limits in place of others, whatever a file of preferences says kept within bounds.
    pub(super) fn over(self, usual: Limits) -> Limits {
        let bound =
            |value: u64, within: &RangeInclusive<u64>| value.clamp(*within.start(), *within.end());
        Limits {
            memory: self
                .memory
                .map_or(usual.memory, |it| bound(it, &MEMORY) << 20),
            time: self
                .seconds
                .map_or(usual.time, |it| Duration::from_secs(bound(it, &SECONDS))),
            ..usual
        }
    }

    /// Twice as much of what ran out, within bounds; none where there is no more.
    pub(super) fn raised(self, error: &ReadError) -> Option<Self> {
        match error {
            ReadError::OutOfMemory { most, .. } if most >> 20 < *MEMORY.end() => Some(Self {
                memory: Some(((most >> 20) * 2).clamp(*MEMORY.start(), *MEMORY.end())),
                ..self
            }),
            ReadError::OutOfTime { seconds, .. } if seconds < SECONDS.end() => Some(Self {
                seconds: Some((seconds * 2).clamp(*SECONDS.start(), *SECONDS.end())),
                ..self
            }),
            _ => None,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appearance {
    /// As the system says.
    #[default]
    System,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
}

impl Appearance {
    /// All, in the order menus list them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// What it is called.
    pub const fn name(self, texts: Texts) -> &'static str {
        match self {
            Self::System => texts.theme_system(),
            Self::Light => texts.theme_light(),
            Self::Dark => texts.theme_dark(),
        }
    }
}

impl From<Appearance> for egui::ThemePreference {
    fn from(appearance: Appearance) -> Self {
        match appearance {
            Appearance::System => Self::System,
            Appearance::Light => Self::Light,
            Appearance::Dark => Self::Dark,
        }
    }
}

/// How many recent projects are remembered.
const REMEMBERED: usize = 8;

impl Settings {
    /// Puts a project in front of the recent ones.
    pub(super) fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(REMEMBERED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_double_up_to_their_bounds() {
        let usual = Limits::default();
        let none = ReadingLimits::default();
        assert_eq!(none.over(usual), usual);
        let file = || "a".to_owned();
        let memory = |most: u64| ReadError::OutOfMemory { file: file(), most };
        let time = |seconds| ReadError::OutOfTime {
            file: file(),
            seconds,
        };
        let raised = |error: &ReadError| {
            let limits = none.raised(error)?.over(usual);
            Some((limits.memory >> 20, limits.time.as_secs()))
        };
        assert_eq!(raised(&memory(usual.memory)), Some((3072, 30)));
        assert_eq!(raised(&memory(12 << 30)), Some((16 << 10, 30)));
        assert_eq!(raised(&memory(16 << 30)), None);
        assert_eq!(raised(&time(0)), Some((1536, 5)));
        assert_eq!(raised(&time(400)), Some((1536, 600)));
        assert_eq!(raised(&time(600)), None);
        assert_eq!(raised(&ReadError::Empty { file: file() }), None);
        let odd = ReadingLimits {
            memory: Some(0),
            seconds: Some(u64::MAX),
        };
        let bound = odd.over(usual);
        assert_eq!((bound.memory >> 20, bound.time.as_secs()), (256, 600));
    }
}
