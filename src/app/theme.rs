//! One scale of spaces, one of letter sizes, and the colours of both appearances.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme,
    Visuals, vec2,
};

use super::fonts;
use crate::{
    figures::palette,
    import::{
        relations::{RelationCell, RelationRole},
        sheet_map::Role,
    },
};

/// The space between things that belong together.
pub(super) const NEAR: f32 = 8.0;
/// The space between things that do not.
pub(super) const FAR: f32 = 20.0;
/// The height of a row of a table.
pub(super) const ROW: f32 = 28.0;

/// Sets both appearances.
pub(super) fn install(ctx: &Context) {
    // Where the system does not say what it prefers.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(theme);
            measures(style);
        });
    }
}

fn measures(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Heading, FontId::new(20.0, fonts::bold_family())),
        (TextStyle::Body, FontId::new(14.0, FontFamily::Proportional)),
        (
            TextStyle::Button,
            FontId::new(14.0, FontFamily::Proportional),
        ),
        (
            TextStyle::Small,
            FontId::new(12.0, FontFamily::Proportional),
        ),
        (
            TextStyle::Monospace,
            FontId::new(13.0, FontFamily::Monospace),
        ),
    ]
    .into();
    style.spacing.item_spacing = vec2(NEAR, 6.0);
    style.spacing.button_padding = vec2(10.0, 5.0);
    style.spacing.interact_size = vec2(40.0, 30.0);
    style.spacing.slider_width = 120.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.interaction.selectable_labels = false;
    style.url_in_tooltip = false;
}

/// The colours of an appearance.
struct Tones {
    accent: Color32,
    text: Color32,
    /// What is said aside, legible all the same.
    weak: Color32,
    ground: Color32,
    /// Fields to type in.
    well: Color32,
    /// Every other row of a table.
    faint: Color32,
    /// Buttons, at rest and under the pointer.
    raised: Color32,
    hovered: Color32,
    /// Behind the knob of a slider and in a check box.
    rail: Color32,
    line: Color32,
    picked: Color32,
    error: Color32,
    warning: Color32,
}

/// The families of roles, in the order of the legend; each is shown by one of its roles.
pub(super) const LEGEND: [Role; 8] = [
    Role::Title,
    Role::Header,
    Role::UnitName,
    Role::Value,
    Role::Missing,
    Role::Total,
    Role::Note,
    Role::Dropped,
];

/// Whether a cell takes no part.
pub(super) const fn is_left_out(role: Role) -> bool {
    matches!(
        role,
        Role::Continuation
            | Role::RepeatedHeader
            | Role::RunningNumber
            | Role::Advertisement
            | Role::Footnote
            | Role::Blank
            | Role::Dropped
    )
}

/// The colour behind a cell of a sheet, by what it is for; those without one take no part.
pub(super) const fn role_tint(role: Role, dark: bool) -> Option<Color32> {
    let (light_hex, dark_hex) = match role {
        Role::Title | Role::Preamble | Role::Measure => (0xFF_F1_CC, 0x4A_3E_1A),
        Role::Header | Role::HeaderMeasure | Role::HeaderPeriod | Role::HeaderAside => {
            (0xD8_E7_F8, 0x1E_37_52)
        }
        Role::UnitName
        | Role::UnitNameEnglish
        | Role::IndicatorName
        | Role::RowPeriod
        | Role::RowMeasure
        | Role::Code => (0xC9_E9_F2, 0x17_42_4D),
        Role::Value => (0xE2_F3_E6, 0x1D_3D_2A),
        Role::Missing => (0xFB_E3_D6, 0x4D_2F_1E),
        Role::Total | Role::GroupName | Role::GroupHeading => (0xF1_DD_EE, 0x44_29_40),
        Role::Note | Role::Source | Role::Text => (0xE9_EC_EF, 0x32_36_3C),
        _ => return None,
    };
    Some(rgb(if dark { dark_hex } else { light_hex }))
}

/// The colour behind a cell of a relation sheet; those without one take no part.
pub(super) const fn relation_tint(cell: RelationCell, dark: bool) -> Option<Color32> {
    let (light_hex, dark_hex) = match cell {
        RelationCell::Title | RelationCell::Measure => (0xFF_F1_CC, 0x4A_3E_1A),
        RelationCell::Header | RelationCell::Corner => (0xD8_E7_F8, 0x1E_37_52),
        RelationCell::Column(RelationRole::Source) | RelationCell::Down => (0xC9_E9_F2, 0x17_42_4D),
        RelationCell::Column(RelationRole::Target) | RelationCell::Across => {
            (0xE4_DA_F5, 0x37_2C_54)
        }
        RelationCell::Column(RelationRole::Weight) | RelationCell::Value => {
            (0xE2_F3_E6, 0x1D_3D_2A)
        }
        RelationCell::Column(RelationRole::Period) => (0xFB_E3_D6, 0x4D_2F_1E),
        RelationCell::Column(RelationRole::Running) | RelationCell::Dropped => return None,
        RelationCell::Column(_) => (0xF1_F0_C8, 0x40_3F_1A),
        RelationCell::Note => (0xE9_EC_EF, 0x32_36_3C),
    };
    Some(rgb(if dark { dark_hex } else { light_hex }))
}

/// The families of cells of a list of edges, in the order of the legend.
pub(super) const LIST_LEGEND: [RelationCell; 9] = [
    RelationCell::Title,
    RelationCell::Header,
    RelationCell::Column(RelationRole::Source),
    RelationCell::Column(RelationRole::Target),
    RelationCell::Column(RelationRole::Weight),
    RelationCell::Column(RelationRole::Period),
    RelationCell::Column(RelationRole::Attribute),
    RelationCell::Note,
    RelationCell::Dropped,
];

/// The same of a matrix.
pub(super) const MATRIX_LEGEND: [RelationCell; 7] = [
    RelationCell::Title,
    RelationCell::Corner,
    RelationCell::Down,
    RelationCell::Across,
    RelationCell::Value,
    RelationCell::Note,
    RelationCell::Dropped,
];

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const LIGHT: Tones = Tones {
    // A little darker than the blue of figures, so that it is legible on what is selected.
    accent: rgb(0x00_63_9C),
    text: rgb(0x1F_29_33),
    weak: rgb(0x55_5F_6A),
    ground: Color32::WHITE,
    well: Color32::WHITE,
    faint: rgb(0xF7_F9_FB),
    raised: rgb(0xFB_FC_FD),
    hovered: rgb(0xE3_E9_F1),
    rail: rgb(0xE1_E6_EC),
    line: rgb(0xD9_DE_E5),
    picked: rgb(0x00_4B_76),
    error: rgb(0xA8_37_00),
    warning: rgb(0x85_57_00),
};

const DARK: Tones = Tones {
    accent: palette::SKY,
    text: rgb(0xE1_E1_E1),
    weak: rgb(0xAD_B2_BA),
    ground: rgb(0x1B_1E_23),
    well: rgb(0x14_16_1A),
    faint: rgb(0x21_25_2B),
    raised: rgb(0x2B_30_38),
    hovered: rgb(0x38_3F_4A),
    rail: rgb(0x3A_41_4B),
    line: rgb(0x3A_41_4B),
    picked: Color32::WHITE,
    error: rgb(0xFF_8A_65),
    warning: palette::ORANGE,
};

fn visuals(theme: Theme) -> Visuals {
    let (mut visuals, tones) = match theme {
        Theme::Light => (Visuals::light(), LIGHT),
        Theme::Dark => (Visuals::dark(), DARK),
    };
    visuals.weak_text_color = Some(tones.weak);
    visuals.panel_fill = tones.ground;
    visuals.window_fill = tones.ground;
    visuals.window_stroke = Stroke::new(1.0, tones.line);
    visuals.extreme_bg_color = tones.well;
    visuals.faint_bg_color = tones.faint;
    let strength = if theme == Theme::Dark { 0.19 } else { 0.15 };
    visuals.selection.bg_fill = tones.accent.gamma_multiply(strength);
    visuals.selection.stroke = Stroke::new(1.5, tones.picked);
    visuals.hyperlink_color = tones.accent;
    visuals.slider_trailing_fill = true;
    visuals.error_fg_color = tones.error;
    visuals.warn_fg_color = tones.warning;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, tones.line);
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, tones.text);
    for (widget, fill) in [
        (&mut widgets.inactive, tones.raised),
        (&mut widgets.hovered, tones.hovered),
        (&mut widgets.active, tones.hovered),
        (&mut widgets.open, tones.hovered),
    ] {
        widget.weak_bg_fill = fill;
        widget.bg_fill = tones.rail;
        widget.fg_stroke = Stroke::new(1.0, tones.text);
        widget.corner_radius = CornerRadius::same(5);
        widget.expansion = 0.0;
    }
    widgets.inactive.bg_stroke = Stroke::new(1.0, tones.line);
    widgets.hovered.bg_stroke = Stroke::new(1.0, tones.accent.gamma_multiply(0.6));
    widgets.active.bg_stroke = Stroke::new(1.5, tones.accent);
    visuals
}

/// The ground of the rail, the bars and table heads.
pub(super) fn side_ground(visuals: &Visuals) -> Color32 {
    if visuals.dark_mode {
        Color32::from_rgb(0x23, 0x27, 0x2E)
    } else {
        Color32::from_rgb(0xF3, 0xF5, 0xF8)
    }
}

/// The colour of values corrected by hand.
pub(super) fn corrected(visuals: &Visuals) -> Color32 {
    visuals.hyperlink_color
}

/// The colour of values that the method fills in.
pub(super) const fn imputed(visuals: &Visuals) -> Color32 {
    if visuals.dark_mode {
        rgb(0x4C_C9_A0)
    } else {
        rgb(0x00_6E_50)
    }
}

/// The colour of values that the method moves because they are far out.
pub(super) const fn outlier(visuals: &Visuals) -> Color32 {
    visuals.warn_fg_color
}

/// The colour of a scenario, and of all it has otherwise than the base.
pub(super) const fn scenario(visuals: &Visuals) -> Color32 {
    if visuals.dark_mode {
        rgb(0xE3_9C_C6)
    } else {
        rgb(0x8A_35_6A)
    }
}

/// The ground of the band that tells which scenario is in view.
pub(super) fn scenario_ground(visuals: &Visuals) -> Color32 {
    let tint = scenario(visuals).gamma_multiply(0.16);
    side_ground(visuals).blend(tint)
}

/// The colour of a rank that rose or fell.
pub(super) fn moved(visuals: &Visuals, places: i64) -> Color32 {
    match places {
        0 => visuals.weak_text_color(),
        up if up > 0 && visuals.dark_mode => Color32::from_rgb(0x4C, 0xC9, 0xA0),
        up if up > 0 => rgb(0x00_6E_50),
        _ => visuals.error_fg_color,
    }
}

/// How much of a colour at most lies behind a number, so that the number stays legible.
const HEAT: f32 = 0.42;

/// The ground of a number by where it stands in its column: 1 best or most, 0 plain, −1 most below.
pub(super) fn heat(visuals: &Visuals, place: f64) -> Color32 {
    let dark = visuals.dark_mode;
    let color = if place < 0.0 {
        palette::ORANGE
    } else {
        palette::mark(dark)
    };
    #[expect(clippy::cast_possible_truncation, reason = "a colour on the screen")]
    let strength = HEAT * place.abs().min(1.0) as f32;
    color.gamma_multiply(strength)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The luminance of a colour, as WCAG 2.1 defines it.
    fn luminance(color: Color32) -> f64 {
        let part = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue, _] = color.to_array();
        0.2126f64.mul_add(
            part(red),
            0.7152f64.mul_add(part(green), 0.0722 * part(blue)),
        )
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn letters_of_every_colour_are_legible_on_every_ground() {
        for theme in [Theme::Light, Theme::Dark] {
            let visuals = visuals(theme);
            let plain = [
                visuals.panel_fill,
                visuals.faint_bg_color,
                visuals.extreme_bg_color,
                side_ground(&visuals),
            ];
            let selected = plain.map(|it| it.blend(visuals.selection.bg_fill));
            let grounds = [plain, selected].concat();
            let inks = [
                ("text", visuals.text_color()),
                ("weak", visuals.weak_text_color()),
                ("link", visuals.hyperlink_color),
                ("error", visuals.error_fg_color),
                ("warning", visuals.warn_fg_color),
                ("corrected", corrected(&visuals)),
                ("scenario", scenario(&visuals)),
                ("up", moved(&visuals, 1)),
                ("down", moved(&visuals, -1)),
            ];
            for (name, ink) in inks {
                for &ground in &grounds {
                    let told = contrast(ink, ground);
                    assert!(told >= 4.5, "{theme:?} {name} on {ground:?}: {told}");
                }
            }
            for ground in [
                visuals.widgets.inactive.weak_bg_fill,
                visuals.widgets.hovered.weak_bg_fill,
            ] {
                assert!(contrast(visuals.text_color(), ground) >= 4.5);
            }
        }
    }

    #[test]
    fn numbers_stay_legible_on_every_heat() {
        assert!(contrast(Color32::BLACK, Color32::WHITE) > 20.9, "21 to 1");
        for theme in [Theme::Light, Theme::Dark] {
            let visuals = visuals(theme);
            for step in -10..=10 {
                let fill = heat(&visuals, f64::from(step) / 10.0);
                for ground in [
                    visuals.panel_fill,
                    visuals.faint_bg_color,
                    side_ground(&visuals),
                ] {
                    let seen = ground.blend(fill);
                    let told = contrast(visuals.text_color(), seen);
                    assert!(told >= 4.5, "{theme:?} {step}: {told}");
                }
            }
        }
    }
}
