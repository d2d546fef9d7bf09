//! What is decided before files go in: contradictions, groups to make too, and the button itself.

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        arrivals::{Contradictions, Gathering, Together, other},
        fonts, theme,
    },
    import::{
        Finding, Problem,
        gather::{Decision, Side},
        sheet_map::SheetGroups,
    },
};

/// How many contradictions are shown at once.
const SHOWN: usize = 40;
/// How many places are offered as those that count for all.
const OFFERED: usize = 8;

/// Contradictions and groups; nothing where there are none.
pub(super) fn decide_ui(ui: &mut Ui, cx: &Cx<'_>, together: &Together, actions: &mut Vec<Action>) {
    contradictions_ui(ui, cx, together, actions);
    groups_ui(ui, cx, &together.offers, actions);
}

fn ask(asked: Gathering) -> Action {
    Action::Gather(asked)
}

fn contradictions_ui(ui: &mut Ui, cx: &Cx<'_>, together: &Together, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let (open, decisions) = (&together.told.open, cx.arrivals.decisions());
    if open.is_empty() && decisions.is_empty() {
        return;
    }
    ui.label(fonts::bold(
        texts.contradictions(open.len(), decisions.len()),
    ));
    if open.len() > 1 {
        ui.horizontal_wrapped(|ui| places_ui(ui, cx, &together.told, actions));
    }
    for (at, finding) in open.iter().take(SHOWN).enumerate() {
        ui.push_id(("open", at), |ui| open_ui(ui, cx, finding, actions));
    }
    let more = open.len().saturating_sub(SHOWN);
    if more > 0 {
        ui.weak(texts.further_findings(more));
    }
    for (at, decision) in decisions.iter().take(SHOWN).enumerate() {
        ui.push_id(("decided", at), |ui| decided_ui(ui, cx, decision, actions));
    }
    let more = decisions.len().saturating_sub(SHOWN);
    if more > 0 {
        let all = decisions.iter().map(|it| it.finding.clone()).collect();
        ui.horizontal(|ui| {
            ui.weak(texts.further_findings(more));
            if ui.small_button(texts.undecide()).clicked() {
                actions.push(ask(Gathering::Decide(all, None)));
            }
        });
    }
    ui.add_space(theme::NEAR);
    ui.separator();
}

/// A button for each place that may count for all that is open.
fn places_ui(ui: &mut Ui, cx: &Cx<'_>, told: &Contradictions, actions: &mut Vec<Action>) {
    let open = &told.open;
    for (file, sheet) in told.places.iter().take(OFFERED) {
        let place = (file.as_str(), sheet.as_str());
        if !ui.button(cx.texts.place_counts(place.0, place.1)).clicked() {
            continue;
        }
        let here = |it: &&Finding| (it.file.as_str(), it.sheet.as_str()) == place;
        let there = |it: &&Finding| !here(it) && other(it) == Some(place);
        let all = |is: &dyn Fn(&&Finding) -> bool| open.iter().filter(is).cloned().collect();
        actions.push(ask(Gathering::Decide(all(&here), Some(Side::Here))));
        actions.push(ask(Gathering::Decide(all(&there), Some(Side::There))));
    }
}

fn about(cx: &Cx<'_>, finding: &Finding) -> String {
    match &finding.problem {
        Problem::Gather(problem) => cx.texts.contradicted(problem),
        _ => String::new(),
    }
}

fn open_ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
    let line = RichText::new(about(cx, finding)).color(ui.visuals().warn_fg_color);
    ui.add(Label::new(line).wrap());
    ui.horizontal_wrapped(|ui| {
        for side in [Side::There, Side::Here, Side::Neither] {
            if ui.button(cx.texts.place_says(finding, side)).clicked() {
                let one = vec![finding.clone()];
                actions.push(ask(Gathering::Decide(one, Some(side))));
            }
        }
    });
}

fn decided_ui(ui: &mut Ui, cx: &Cx<'_>, decision: &Decision, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let finding = &decision.finding;
    ui.horizontal_wrapped(|ui| {
        let says = texts.place_says(finding, decision.side);
        ui.weak(texts.decided_as(&about(cx, finding), &says));
        if ui.small_button(texts.undecide()).clicked() {
            actions.push(ask(Gathering::Decide(vec![finding.clone()], None)));
        }
    });
}

fn groups_ui(ui: &mut Ui, cx: &Cx<'_>, offers: &[SheetGroups], actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if offers.is_empty() {
        return;
    }
    ui.label(fonts::bold(texts.also_groups()));
    for (at, found) in offers.iter().enumerate() {
        ui.push_id(("groups", at), |ui| {
            let kind = found.kind.as_deref().unwrap_or(texts.groups_unnamed());
            let key = (found.kind.clone(), found.told);
            let wanted = cx.arrivals.wanted(found);
            let mut taken = wanted.is_some();
            let line = texts.groups_offered(kind, found);
            if ui.checkbox(&mut taken, line).changed() {
                let name = taken.then(|| kind.to_owned());
                actions.push(ask(Gathering::Groups(key.clone(), name)));
            }
            if let Some(name) = wanted {
                ui.horizontal(|ui| {
                    let label = ui.label(texts.groups_called());
                    let mut name = name.to_owned();
                    let field = TextEdit::singleline(&mut name).desired_width(160.0);
                    if ui.add(field).labelled_by(label.id).changed() {
                        actions.push(ask(Gathering::Groups(key, Some(name))));
                    }
                });
            }
            if !found.unsteady.is_empty() {
                let line = texts.groups_unsteady(&found.unsteady);
                ui.add(Label::new(RichText::new(line).weak().small()).wrap());
            }
        });
    }
    ui.add_space(theme::NEAR);
    ui.separator();
}

/// The button for all files: it takes them, or leads to what has to be decided before.
pub(super) fn take_all_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let (texts, all) = (cx.texts, cx.arrivals.all());
    let blocked = all.is_blocked();
    if all.is_comparing() {
        ui.label(texts.comparing());
    }
    let (name, line) = match (blocked, all.unanswered) {
        (true, _) if all.is_comparing() => (texts.take_all(all.files.len()), texts.comparing()),
        (true, _) => (
            texts.first_decide(all.told.open.len(), all.untold.len()),
            texts.take_all_line(),
        ),
        (false, 0) => (texts.take_all(all.files.len()), texts.take_all_line()),
        (false, asked) => (
            texts.take_all_asked(all.files.len(), asked),
            texts.unanswered_line(),
        ),
    };
    // Where what is asked is in view, there is nothing to lead to.
    let leads = blocked && !all.is_comparing() && !cx.arrivals.shows_all();
    let able = (all.is_ready() || leads) && !cx.arrivals.is_reading();
    let button = ui.add_enabled(able, Button::new(name).wrap());
    if button.on_hover_text(line).clicked() {
        actions.push(Action::TakeAll);
    }
}

/// The button for the file in view.
pub(super) fn take_ui(ui: &mut Ui, cx: &Cx<'_>, fit: bool, actions: &mut Vec<Action>) {
    let (texts, one) = (cx.texts, cx.arrivals.one());
    if one.is_comparing() {
        ui.label(texts.comparing());
    }
    let (name, line) = match (one.told.open.len(), one.unanswered) {
        (0, 0) => (texts.take().to_owned(), ""),
        (0, asked) => (texts.take_asked(asked), texts.unanswered_line()),
        (open, _) => (texts.first_decide(open, 0), ""),
    };
    let able = fit && one.told.open.is_empty() && !one.is_comparing();
    let mut button = ui.add_enabled(able, Button::new(name));
    if !line.is_empty() {
        button = button.on_hover_text(line);
    }
    if button.clicked() {
        actions.push(Action::Take);
    }
}
