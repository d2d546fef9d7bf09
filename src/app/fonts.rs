//! The fonts: a bundled Chinese one first, so that digits, Latin and Han share one baseline; the
//! system's for whatever it lacks.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, RichText};

/// The family of headings.
const BOLD: &str = "bold";

/// Puts the bundled fonts in place.
pub(super) fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 2] = [
        (
            "sc",
            include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf"),
        ),
        (
            "sc-bold",
            include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf"),
        ),
    ];
    for (name, bytes) in files {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    proportional.insert(0, "sc".to_owned());
    let mut bold = proportional.clone();
    bold.insert(0, "sc-bold".to_owned());
    fonts
        .families
        .entry(FontFamily::Monospace)
        .or_default()
        .push("sc".to_owned());
    fonts.families.insert(FontFamily::Name(BOLD.into()), bold);
    ctx.set_fonts(fonts);
}

/// Lets the system help with characters outside the bundled fonts, in their simplified Chinese form
/// whatever the system's own language.
pub(super) fn add_system_fallback(ctx: &Context) {
    let provider =
        egui_system_font_provider::SystemFontProvider::new().with_locale(Some("zh-Hans"));
    ctx.add_font_provider(Arc::new(provider));
}

/// Text in the bold font; egui's own `strong` changes only the colour.
pub(super) fn bold(text: impl Into<String>) -> RichText {
    RichText::new(text).family(FontFamily::Name(BOLD.into()))
}

/// The family of headings, for text styles.
pub(super) fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD.into())
}
