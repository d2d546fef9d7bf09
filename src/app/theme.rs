//! One scale of spaces, one of letter sizes, and the colours of both appearances.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme,
    Visuals, vec2,
};

use super::fonts;
use crate::figures::palette;

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
    style.spacing.interact_size = vec2(40.0, 26.0);
    style.spacing.slider_width = 120.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.interaction.selectable_labels = false;
    style.url_in_tooltip = false;
}

fn visuals(theme: Theme) -> Visuals {
    let dark = theme == Theme::Dark;
    let mut visuals = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let accent = palette::mark(dark);
    let text = if dark {
        Color32::from_gray(225)
    } else {
        Color32::from_rgb(0x1F, 0x29, 0x33)
    };
    let ground = if dark {
        Color32::from_rgb(0x1B, 0x1E, 0x23)
    } else {
        Color32::WHITE
    };
    let raised = if dark {
        Color32::from_rgb(0x2B, 0x30, 0x38)
    } else {
        Color32::from_rgb(0xFB, 0xFC, 0xFD)
    };
    let line = if dark {
        Color32::from_rgb(0x3A, 0x41, 0x4B)
    } else {
        Color32::from_rgb(0xD9, 0xDE, 0xE5)
    };
    // Behind the knob of a slider and in a check box.
    let rail = if dark {
        Color32::from_rgb(0x3A, 0x41, 0x4B)
    } else {
        Color32::from_rgb(0xE1, 0xE6, 0xEC)
    };
    let hovered = if dark {
        Color32::from_rgb(0x38, 0x3F, 0x4A)
    } else {
        Color32::from_rgb(0xE3, 0xE9, 0xF1)
    };

    visuals.panel_fill = ground;
    visuals.window_fill = ground;
    visuals.window_stroke = Stroke::new(1.0, line);
    visuals.extreme_bg_color = if dark {
        Color32::from_rgb(0x14, 0x16, 0x1A)
    } else {
        Color32::WHITE
    };
    visuals.faint_bg_color = if dark {
        Color32::from_rgb(0x21, 0x25, 0x2B)
    } else {
        Color32::from_rgb(0xF7, 0xF9, 0xFB)
    };
    visuals.selection.bg_fill = accent.gamma_multiply(if dark { 0.40 } else { 0.22 });
    visuals.selection.stroke = Stroke::new(
        1.5,
        if dark {
            Color32::WHITE
        } else {
            Color32::from_rgb(0x00, 0x4B, 0x76)
        },
    );
    visuals.hyperlink_color = accent;
    visuals.slider_trailing_fill = true;
    visuals.error_fg_color = if dark {
        Color32::from_rgb(0xFF, 0x8A, 0x65)
    } else {
        Color32::from_rgb(0xB0, 0x3A, 0x00)
    };
    visuals.warn_fg_color = if dark {
        palette::ORANGE
    } else {
        Color32::from_rgb(0x8A, 0x5A, 0x00)
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, line);
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, text);
    for (widget, fill) in [
        (&mut widgets.inactive, raised),
        (&mut widgets.hovered, hovered),
        (&mut widgets.active, hovered),
        (&mut widgets.open, hovered),
    ] {
        widget.weak_bg_fill = fill;
        widget.bg_fill = rail;
        widget.fg_stroke = Stroke::new(1.0, text);
        widget.corner_radius = CornerRadius::same(5);
        widget.expansion = 0.0;
    }
    widgets.inactive.bg_stroke = Stroke::new(1.0, line);
    widgets.hovered.bg_stroke = Stroke::new(1.0, accent.gamma_multiply(0.6));
    widgets.active.bg_stroke = Stroke::new(1.5, accent);
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
    palette::mark(visuals.dark_mode)
}

/// The colour of a rank that rose or fell.
pub(super) fn moved(visuals: &Visuals, places: i64) -> Color32 {
    match places {
        0 => visuals.weak_text_color(),
        up if up > 0 && visuals.dark_mode => Color32::from_rgb(0x4C, 0xC9, 0xA0),
        up if up > 0 => Color32::from_rgb(0x00, 0x7A, 0x59),
        _ => visuals.error_fg_color,
    }
}
