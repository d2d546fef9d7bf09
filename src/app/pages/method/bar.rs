//! The row of buttons above the framework: one a step, with the present choice in words.

use egui::{
    Align2, FontId, Popup, PopupCloseBehavior, Response, Role as WidgetRole, Sense, TextStyle, Ui,
    WidgetInfo, vec2,
};

use super::{
    choice::{Answer, Question, as_chosen, question_ui, short},
    fields,
    screen::{self, screen_ui},
    tiers,
};
use crate::{
    app::{
        action::Action,
        fonts,
        pages::{Cx, own_mark},
        theme,
        view::{MethodStep, StepTurn, View},
    },
    engine::{Aggregation, Method},
    project::{Aspect, Edit, MethodPatch},
};

/// The bar above the framework.
pub(crate) fn method_bar_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let method = &cx.scene.method;
    let next = view.step_next.take();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let count = MethodStep::ALL.len() as f32;
        let width = ((ui.available_width() - 4.0 * (count - 1.0)) / count).clamp(84.0, 160.0);
        for step in MethodStep::ALL {
            step_ui(ui, cx, view, (method, step, width), actions);
        }
    });
    match next {
        Some(StepTurn::Open(step)) => view.step = Some(step),
        Some(StepTurn::Close) => view.step = None,
        None => {}
    }
    if view.step_next.is_some() {
        ui.ctx().request_repaint();
    }
}

fn step_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (method, step, width): (&Method, MethodStep, f32),
    actions: &mut Vec<Action>,
) {
    let open = view.step == Some(step);
    let (told, full) = told(cx, method, step);
    let name = step_name(cx, step);
    let button = button_ui(ui, name, &told, open, width).on_hover_text(full);
    if aspects(step)
        .iter()
        .any(|it| cx.scene.difference(*it).is_some())
    {
        own_ui(ui, button.rect);
    }
    if button.clicked() {
        let turn = if open {
            StepTurn::Close
        } else {
            StepTurn::Open(step)
        };
        view.step_next = Some(turn);
    }
    if !open {
        return;
    }
    // A list that is open lies over this popup: a click there is no click elsewhere.
    let list_open = Popup::is_any_open(ui.ctx());
    let shown = Popup::from_response(&button)
        .id(ui.scope_id().with(("step", step as u8)))
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .show(|ui| {
            let tall = (ui.ctx().content_rect().height() - 190.0).max(200.0);
            egui::ScrollArea::vertical()
                .max_height(tall)
                .min_scrolled_height(tall)
                .show(ui, |ui| choices_ui(ui, cx, view, (method, step), actions));
        });
    let Some(shown) = shown else { return };
    let left = shown.response.clicked_elsewhere() && !button.clicked() && !list_open;
    let left = left
        && !view
            .help
            .as_ref()
            .is_some_and(|help| help.is_under_pointer(ui));
    let given_up = !list_open && ui.input(|input| input.key_pressed(egui::Key::Escape));
    if (left || given_up) && view.step_next.is_none() {
        view.step_next = Some(StepTurn::Close);
    }
}

/// Two lines in a frame: the step, and what is chosen.
fn button_ui(ui: &mut Ui, name: &str, told: &str, open: bool, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 44.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetRole::Button, true, open, name));
    let value = told.to_owned();
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_value(value));
    let style = ui.style().interact_selectable(&response, open);
    ui.painter().rect(
        rect,
        style.corner_radius,
        style.weak_bg_fill,
        style.bg_stroke,
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(8.0, 5.0));
    let weak = if open {
        style.text_color()
    } else {
        ui.visuals().weak_text_color()
    };
    let small = TextStyle::Small.resolve(ui.style());
    let body = FontId::new(14.0, fonts::bold_family());
    line(ui, name, small, weak, (inner, Align2::LEFT_TOP));
    line(
        ui,
        told,
        body,
        style.text_color(),
        (inner, Align2::LEFT_BOTTOM),
    );
    response
}

/// A bar below a step that the scenario in view does otherwise than the base.
fn own_ui(ui: &Ui, button: egui::Rect) {
    let below = button.with_min_y(button.bottom() - 3.0);
    let color = theme::scenario(ui.visuals());
    ui.painter().rect_filled(below, 2.0, color);
}

/// What a scenario can have of its own in a step. Tiers are the same in all.
const fn aspects(step: MethodStep) -> &'static [Aspect] {
    match step {
        MethodStep::Denominate => &[Aspect::Denominate],
        MethodStep::Screen => &[Aspect::Screen],
        MethodStep::Impute => &[Aspect::Imputation],
        MethodStep::Treat => &[Aspect::Treatment],
        MethodStep::Normalise => &[Aspect::Normalisation],
        MethodStep::Weigh => &[Aspect::Weighting],
        MethodStep::Aggregate => &[Aspect::Aggregations, Aspect::MinAvailability],
        MethodStep::Tiers => &[],
    }
}

/// In what the step is not as in the base, and the way back.
fn differences_ui(ui: &mut Ui, cx: &Cx<'_>, step: MethodStep, actions: &mut Vec<Action>) {
    for &aspect in aspects(step) {
        let Some(difference) = cx.scene.difference(aspect) else {
            continue;
        };
        let told = cx.texts.difference(difference, cx.dataset);
        let told = egui::RichText::new(told).color(theme::scenario(ui.visuals()));
        ui.scope(|ui| {
            ui.set_max_width(380.0);
            ui.add(egui::Label::new(told).wrap());
        });
        if ui.small_button(cx.texts.to_base()).clicked() {
            actions.extend(own_mark::back(cx, aspect));
        }
        ui.separator();
    }
}

/// A line that ends in dots where it is too long.
fn line(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: egui::Color32,
    (rect, place): (egui::Rect, Align2),
) {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap.max_width = rect.width();
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = place.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, color);
}

fn step_name(cx: &Cx<'_>, step: MethodStep) -> &'static str {
    let texts = cx.texts;
    match step {
        MethodStep::Denominate => texts.step_denominate(),
        MethodStep::Screen => texts.step_screen(),
        MethodStep::Impute => texts.step_impute(),
        MethodStep::Treat => texts.step_treat(),
        MethodStep::Normalise => texts.normalisation(),
        MethodStep::Weigh => texts.weighting(),
        MethodStep::Aggregate => texts.aggregation(),
        MethodStep::Tiers => texts.step_tiers(),
    }
}

/// The choice in a word, and in full.
fn told(cx: &Cx<'_>, method: &Method, step: MethodStep) -> (String, String) {
    let texts = cx.texts;
    let both = |name: &str, help: &str| (short(name).to_owned(), format!("{name}\n{help}"));
    match step {
        MethodStep::Denominate => {
            let (with, _) = denominators(cx);
            let told = if method.denominate {
                texts.told_denominated(with)
            } else {
                texts.told_off().to_owned()
            };
            (told, texts.denominate_help().to_owned())
        }
        MethodStep::Screen => (
            screen::told(cx, method.screen.as_ref()),
            texts.screen_help().to_owned(),
        ),
        MethodStep::Impute => {
            let it = &method.imputation;
            both(texts.imputation_name(it), texts.imputation_help(it))
        }
        MethodStep::Treat => {
            let it = &method.treatment;
            both(texts.treatment_name(it), texts.treatment_help(it))
        }
        MethodStep::Normalise => {
            let it = &method.normalisation;
            both(texts.normalisation_name(it), texts.normalisation_help(it))
        }
        MethodStep::Weigh => {
            let it = &method.weighting;
            let (told, _) = both(texts.weighting_name(it), "");
            let full = texts.weighting_in_full(it);
            (told, format!("{full}\n{}", texts.weighting_help(it)))
        }
        MethodStep::Aggregate => {
            let it = method.aggregation_at(2);
            let (told, _) = both(texts.aggregation_name(it), "");
            let full = texts.aggregation_in_full(it);
            (told, format!("{full}\n{}", texts.aggregation_help(it)))
        }
        MethodStep::Tiers => match &cx.dataset.tiers {
            Some(it) => both(texts.tiering_name(it), texts.tiering_help(it)),
            None => both(texts.no_tiers(), texts.no_tiers_help()),
        },
    }
}

/// How many indicators name a denominator, and how many there are.
fn denominators(cx: &Cx<'_>) -> (usize, usize) {
    let nodes = cx.framework().into_iter().flat_map(|it| it.nodes());
    let indicators: Vec<bool> = nodes
        .filter_map(|node| node.indicator().map(|it| it.denominator.is_some()))
        .collect();
    let with = indicators.iter().filter(|&&it| it).count();
    (with, indicators.len())
}

fn choices_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (method, step): (&Method, MethodStep),
    actions: &mut Vec<Action>,
) {
    differences_ui(ui, cx, step, actions);
    let title = step_name(cx, step);
    let mut choices = MethodPatch::default();
    match step {
        MethodStep::Denominate => choices.denominate = denominate_ui(ui, cx, method.denominate),
        MethodStep::Screen => choices.screen = screen_ui(ui, cx, method.screen.as_ref()),
        MethodStep::Impute => {
            let it = Question::index_wide(title, &method.imputation);
            choices.imputation = question_ui(ui, cx, view, &it).and_then(|it| it.0);
        }
        MethodStep::Treat => {
            let it = Question::index_wide(title, &method.treatment);
            choices.treatment = question_ui(ui, cx, view, &it).and_then(|it| it.0);
        }
        MethodStep::Normalise => {
            let it = Question::index_wide(title, &method.normalisation);
            choices.normalisation = question_ui(ui, cx, view, &it).and_then(|it| it.0);
        }
        MethodStep::Weigh => {
            let it = Question::index_wide(title, &method.weighting);
            choices.weighting = question_ui(ui, cx, view, &it).and_then(|it| it.0);
        }
        MethodStep::Aggregate => aggregate_ui(ui, cx, view, (method, title), &mut choices),
        MethodStep::Tiers => {
            own_mark::shared_ui(ui, cx);
            let present = cx.dataset.tiers.as_ref();
            let question = tiers::question(cx, title, present);
            if let Some(Answer(tiers)) = question_ui(ui, cx, view, &question) {
                let dataset = cx.dataset.id;
                actions.push(Action::from(Edit::SetTiers { dataset, tiers }));
            }
        }
    }
    if choices != MethodPatch::default() {
        let at = cx.at();
        actions.push(Action::from(Edit::SetMethod { at, choices }));
    }
}

fn denominate_ui(ui: &mut Ui, cx: &Cx<'_>, present: bool) -> Option<bool> {
    let texts = cx.texts;
    ui.set_width(380.0);
    let mut on = present;
    let check = ui.checkbox(&mut on, texts.denominate_name());
    fields::sentence(ui, texts.denominate_help());
    let (with, all) = denominators(cx);
    fields::sentence(ui, &texts.denominators_line(with, all));
    check.changed().then_some(on)
}

fn aggregate_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (method, title): (&Method, &'static str),
    choices: &mut MethodPatch,
) {
    let present: Aggregation = method.aggregation_at(2);
    let question = Question::index_wide(title, &present);
    let chosen = question_ui(ui, cx, view, &question).and_then(|it| it.0);
    choices.aggregations = chosen.map(|it| vec![it]);
    if method.aggregations.iter().any(|it| *it != present) {
        fields::sentence(ui, cx.texts.levels_differ());
    }
    ui.separator();
    let mut share = method.min_availability;
    ui.horizontal(|ui| {
        let name = cx.texts.min_availability();
        if fields::share_ui(ui, name, cx.texts.min_availability_help(), &mut share) {
            choices.min_availability = Some(share);
        }
    });
    as_chosen(ui, cx.texts.min_availability_help());
}
