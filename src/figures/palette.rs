//! Colours that can be told apart by everyone (Okabe and Ito, *Color Universal Design*, 2008).

use egui::Color32;

/// Sky blue: ordinary marks on dark ground.
pub const SKY: Color32 = Color32::from_rgb(0x56, 0xB4, 0xE9);
/// Blue: ordinary marks on light ground.
pub const BLUE: Color32 = Color32::from_rgb(0x00, 0x72, 0xB2);
/// Vermilion: what is selected, and what got worse.
pub const VERMILION: Color32 = Color32::from_rgb(0xD5, 0x5E, 0x00);
/// Orange: what is selected, on dark ground.
pub const ORANGE: Color32 = Color32::from_rgb(0xE6, 0x9F, 0x00);
/// Bluish green: what got better.
pub const GREEN: Color32 = Color32::from_rgb(0x00, 0x9E, 0x73);

/// Reddish purple.
pub const PURPLE: Color32 = Color32::from_rgb(0xCC, 0x79, 0xA7);
/// Yellow.
pub const YELLOW: Color32 = Color32::from_rgb(0xF0, 0xE4, 0x42);

/// The colour of a kind among several, by place; after seven they come again.
pub fn of_kind(at: usize) -> Color32 {
    let all = [BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, YELLOW];
    all.get(at % all.len()).copied().unwrap_or(BLUE)
}

/// Ordinary marks.
pub fn mark(dark: bool) -> Color32 {
    if dark { SKY } else { BLUE }
}

/// What is selected.
pub fn selected(dark: bool) -> Color32 {
    if dark { ORANGE } else { VERMILION }
}
