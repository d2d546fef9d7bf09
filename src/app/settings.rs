//! What the program remembers of a person's habits; never anything of their work.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::texts::{Language, Texts};

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
