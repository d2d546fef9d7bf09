//! Where to begin: a new index, a recent project, a sample.

use egui::{
    Align, Align2, FontId, Frame, Layout, Margin, Rect, RichText, ScrollArea, Sense, Stroke, Ui,
    Vec2, pos2, vec2,
};

use super::Cx;
use crate::{
    app::{
        action::Action,
        first_steps::first_steps_ui,
        fonts,
        keeping::moment,
        samples::Sample,
        templates::Template,
        theme::{self, FAR, NEAR},
        widgets,
    },
    figures::palette,
    texts::Texts,
};

/// How large the picture of a sample is.
const PICTURE: Vec2 = vec2(190.0, 100.0);

/// The start screen.
pub(super) fn start_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    ScrollArea::vertical()
        .id_salt("start")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.add_space(FAR);
            ui.label(fonts::bold(cx.texts.program()).size(32.0));
            ui.label(RichText::new(cx.texts.program_line()).weak().size(16.0));
            ui.add_space(FAR);
            let gap = 2.0 * FAR;
            let wide = ui.available_width() > 820.0;
            if wide {
                ui.horizontal_top(|ui| {
                    let half = (ui.available_width() - gap) / 2.0;
                    ui.allocate_ui_with_layout(
                        vec2(half, 0.0),
                        Layout::top_down(Align::Min),
                        |ui| {
                            projects_ui(ui, cx, actions);
                        },
                    );
                    ui.add_space(gap - NEAR);
                    ui.allocate_ui_with_layout(
                        vec2(half, 0.0),
                        Layout::top_down(Align::Min),
                        |ui| {
                            samples_ui(ui, cx, actions);
                        },
                    );
                });
            } else {
                projects_ui(ui, cx, actions);
                ui.add_space(FAR);
                samples_ui(ui, cx, actions);
            }
        });
}

fn projects_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.label(fonts::bold(texts.your_work()).size(16.0));
    ui.add_space(NEAR);
    ui.horizontal_wrapped(|ui| {
        if ui.button(texts.new_from_table()).clicked() {
            actions.push(Action::NewFromTable);
        }
        if ui.button(texts.open_project()).clicked() {
            actions.push(Action::AskOpen);
        }
        super::paste_button(ui, cx, actions);
    });
    ui.label(RichText::new(texts.new_from_table_line()).weak());
    ui.add_space(FAR);
    left_ui(ui, cx, actions);
    first_steps_ui(ui, cx, actions);
    ui.label(fonts::bold(texts.recent()).size(16.0));
    ui.add_space(NEAR);
    if cx.settings.recent.is_empty() {
        ui.label(RichText::new(texts.no_recent()).weak());
    }
    for path in &cx.settings.recent {
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let full = path.display().to_string();
        ui.horizontal(|ui| {
            if cx.gone.contains(path) {
                ui.weak(&name).on_hover_text(&full);
                ui.weak(texts.missing_file());
            } else if ui.link(&name).on_hover_text(&full).clicked() {
                actions.push(Action::Open(path.clone()));
            }
        });
    }
}

/// Unsaved work of earlier sessions; nothing where there is none.
fn left_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    if cx.left.is_empty() {
        return;
    }
    ui.label(fonts::bold(cx.texts.left_unsaved()).size(16.0));
    ui.add_space(NEAR);
    for (at, left) in cx.left.iter().enumerate() {
        ui.horizontal(|ui| {
            let line = cx
                .texts
                .left_line(&left.title, left.unsaved, &moment(left.last));
            let label = ui.label(line);
            if let Some(path) = &left.path {
                label.on_hover_text(path.display().to_string());
            }
            for (name, keep) in [(cx.texts.go_on(), true), (cx.texts.give_up(), false)] {
                let button = ui.button(name);
                let spoken = format!("{name}: {}", left.title);
                if widgets::named(button, egui::Role::Button, &spoken).clicked() {
                    actions.push(Action::SettleLeft(at, keep));
                }
            }
        });
    }
    ui.add_space(FAR);
}

fn samples_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    ui.label(fonts::bold(cx.texts.samples()).size(16.0));
    ui.add_space(NEAR);
    for sample in Sample::ALL {
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let room = ui.available_width() - PICTURE.x - FAR;
            ui.horizontal_top(|ui| {
                let pictured = room > 240.0;
                let width = if pictured { room } else { ui.available_width() };
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    sample_ui(ui, cx.texts, sample, actions);
                });
                if pictured {
                    ui.add_space(FAR - NEAR);
                    picture_ui(ui, sample);
                }
            });
        });
        ui.add_space(NEAR);
    }
    templates_ui(ui, cx.texts, actions);
}

/// Frameworks that come without data.
fn templates_ui(ui: &mut Ui, texts: Texts, actions: &mut Vec<Action>) {
    ui.add_space(NEAR);
    ui.label(fonts::bold(texts.templates()).size(16.0));
    ui.add_space(NEAR);
    for template in Template::ALL {
        let title = template.title();
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(fonts::bold(title).size(15.0));
            ui.label(RichText::new(template.line(texts)).weak());
            ui.add_space(NEAR);
            let button = ui.button(texts.use_framework());
            let button = button.on_hover_text(texts.use_framework_line());
            let spoken = format!("{}: {title}", texts.use_framework());
            if widgets::named(button, egui::Role::Button, &spoken).clicked() {
                actions.push(Action::UseTemplate(template));
            }
        });
    }
}

/// The frame around what can be begun with.
fn card(ui: &Ui) -> Frame {
    let line = Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color);
    Frame::NONE
        .fill(theme::side_ground(ui.visuals()))
        .stroke(line)
        .corner_radius(8)
        .inner_margin(Margin::same(14))
}

/// What a sample is, and what can be done with it.
fn sample_ui(ui: &mut Ui, texts: Texts, sample: Sample, actions: &mut Vec<Action>) {
    let title = sample.title();
    ui.label(fonts::bold(title).size(15.0));
    ui.label(RichText::new(sample.line(texts)).weak());
    ui.add_space(NEAR);
    ui.horizontal_wrapped(|ui| {
        for (name, help, action) in [
            (texts.open_sample(), None, Action::OpenSample(sample)),
            (
                texts.use_framework(),
                Some(texts.use_framework_line()),
                Action::UseFramework(sample),
            ),
        ] {
            let mut button = ui.button(name);
            if let Some(help) = help {
                button = button.on_hover_text(help);
            }
            let spoken = format!("{name}: {title}");
            if widgets::named(button, egui::Role::Button, &spoken).clicked() {
                actions.push(action);
            }
        }
    });
}

/// The head of a sample's ranking, as bars.
fn picture_ui(ui: &mut Ui, sample: Sample) {
    let (rect, _) = ui.allocate_exact_size(PICTURE, Sense::hover());
    let leaders = sample.leaders();
    let most = leaders.iter().map(|(_, score)| *score).fold(0.0, f32::max);
    let color = palette::mark(ui.visuals().dark_mode);
    let line = rect.height() / leaders.len() as f32;
    let names = rect.left() + PICTURE.x * 0.36;
    for (place, (name, score)) in leaders.into_iter().enumerate() {
        let middle = rect.top() + (place as f32 + 0.5) * line;
        ui.painter().text(
            pos2(names - 6.0, middle),
            Align2::RIGHT_CENTER,
            name,
            FontId::proportional(11.0),
            ui.visuals().weak_text_color(),
        );
        let long = (rect.right() - names) * score / most;
        let bar = Rect::from_min_size(pos2(names, middle - line * 0.32), vec2(long, line * 0.64));
        ui.painter().rect_filled(bar, 1.5, color);
    }
}
