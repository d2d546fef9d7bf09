//! What the program remembers of a person's habits; never anything of their work.

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::first_steps::FirstSteps;
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
    /// How large everything is.
    pub zoom: Zoom,
    /// Projects opened or saved, latest first.
    pub recent: Vec<PathBuf>,
    /// How much the reading of a file may take.
    pub reading: ReadingLimits,
    /// Files are kept in the project when they are taken in.
    pub keep_files: bool,
    /// What a new person has done.
    pub first_steps: FirstSteps,
    /// The inspector beside the screens.
    pub inspector: InspectorSettings,
}

/// How a person likes the inspector beside the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct InspectorSettings {
    /// Whether it is open; none is as the window has room for it.
    pub open: Option<bool>,
    /// How wide it was drawn, in points.
    pub width: Option<u16>,
    /// What it shows.
    pub tab: InspectorTab,
}

/// What the inspector shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum InspectorTab {
    /// What is selected, in brief.
    #[default]
    Selection,
    /// The ranking as it is, while anything is changed.
    Ranking,
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

/// How large everything is, in percent of the usual size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Zoom(u16);

/// A step to another size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoomBy {
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// Back to the usual size.
    Usual,
}

/// The sizes there are, in percent.
const SIZES: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

impl From<u16> for Zoom {
    /// The nearest size there is, whatever a file of preferences says.
    fn from(percent: u16) -> Self {
        let nearest = SIZES.into_iter().min_by_key(|it| it.abs_diff(percent));
        nearest.map_or_else(Self::default, Self)
    }
}

impl From<Zoom> for u16 {
    fn from(zoom: Zoom) -> Self {
        zoom.0
    }
}

impl Zoom {
    /// In percent.
    pub const fn percent(self) -> u16 {
        self.0
    }

    /// As a factor.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The next larger size; the largest stays.
    pub fn larger(self) -> Self {
        let next = SIZES.into_iter().find(|it| *it > self.0);
        next.map_or(self, Self)
    }

    /// The next smaller size; the smallest stays.
    pub fn smaller(self) -> Self {
        let next = SIZES.into_iter().rev().find(|it| *it < self.0);
        next.map_or(self, Self)
    }

    /// The size one step on.
    pub fn moved(self, by: ZoomBy) -> Self {
        match by {
            ZoomBy::Larger => self.larger(),
            ZoomBy::Smaller => self.smaller(),
            ZoomBy::Usual => Self::default(),
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
    fn sizes_step_between_their_ends_and_odd_ones_become_the_nearest() {
        let mut zoom = Zoom::from(0);
        let mut seen = vec![zoom.percent()];
        while zoom.larger() != zoom {
            zoom = zoom.larger();
            seen.push(zoom.percent());
        }
        assert_eq!(seen, SIZES);
        while zoom.smaller() != zoom {
            zoom = zoom.smaller();
        }
        assert_eq!(zoom, Zoom::from(79));
        assert_eq!(zoom.moved(ZoomBy::Usual).percent(), 100);
        assert_eq!(Zoom::from(u16::MAX).percent(), 200);
    }

    #[test]
    fn the_inspector_is_remembered_and_older_preferences_say_nothing_of_it() {
        let read = |text: &str| serde_json::from_str::<Settings>(text).unwrap();
        let older = read(r#"{"keep_files": true}"#);
        assert_eq!(older.inspector, InspectorSettings::default());
        let inspector = InspectorSettings {
            open: Some(true),
            width: Some(320),
            tab: InspectorTab::Ranking,
        };
        let kept = serde_json::to_string(&Settings { inspector, ..older }).unwrap();
        assert_eq!(read(&kept).inspector, inspector);
    }

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
