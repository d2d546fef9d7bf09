//! Names of an incoming file that a person should decide on, and what they decided.

use std::collections::BTreeMap;

use egui::{Label, RichText, Ui};

use super::Cx;
use crate::{
    app::{
        action::{Action, ReadAs},
        arrivals::{Arrival, Together},
        fonts,
        incoming::Incoming,
        theme,
        yearbook::Mapping,
    },
    import::{
        NameQuestion,
        names::{AliasTarget, Registry},
    },
};

/// How many questions are shown at once.
const SHOWN: usize = 40;

/// The questions, the answers, and which units are new or absent; nothing where there is none of these.
pub(super) fn names_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let (settled, said) = (&incoming.settled, &incoming.names);
    let lists = [
        (&settled.new, cx.texts.new_units(settled.new.len())),
        (
            &settled.absent,
            cx.texts.units_not_named(settled.absent.len()),
        ),
    ];
    let told = lists.iter().any(|(names, _)| !names.is_empty());
    if settled.questions.is_empty() && said.is_empty() && !told {
        return;
    }
    ui.label(fonts::bold(cx.texts.names_asked(settled.questions.len())));
    let leads = incoming.read_as == ReadAs::Yearbook;
    questions_ui(ui, cx, (leads, &settled.questions), actions);
    answers_ui(ui, cx, said.iter(), actions);
    for (names, heading) in lists {
        if !names.is_empty() {
            let all = format!("{heading}{}", cx.texts.names_in_a_row(names));
            let line = Label::new(RichText::new(&all).weak().small()).truncate();
            ui.add(line).on_hover_text(all);
        }
    }
    ui.add_space(theme::NEAR);
    ui.separator();
}

/// The same for files that go in together: each name is asked once.
pub(super) fn all_names_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    together: &Together,
    actions: &mut Vec<Action>,
) {
    let mut said: BTreeMap<&str, &AliasTarget> = BTreeMap::new();
    let files = together.files.iter().filter_map(|it| cx.arrivals.file(*it));
    for incoming in files.filter_map(Arrival::incoming) {
        said.extend(incoming.names.iter());
    }
    if together.names.is_empty() && said.is_empty() {
        return;
    }
    ui.label(fonts::bold(cx.texts.names_asked(together.names.len())));
    questions_ui(ui, cx, (false, &together.names), actions);
    answers_ui(ui, cx, said.into_iter(), actions);
    ui.add_space(theme::NEAR);
    ui.separator();
}

/// The questions; `leads` where a click can lead to the cell.
fn questions_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (leads, questions): (bool, &[NameQuestion]),
    actions: &mut Vec<Action>,
) {
    for question in questions.iter().take(SHOWN) {
        question_ui(ui, cx, (leads, question), actions);
    }
    let more = questions.len().saturating_sub(SHOWN);
    if more > 0 {
        ui.weak(cx.texts.further_findings(more));
    }
}

fn answers_ui<'a>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    said: impl Iterator<Item = (&'a str, &'a AliasTarget)>,
    actions: &mut Vec<Action>,
) {
    let registry = Registry::bundled();
    for (name, target) in said {
        ui.horizontal_wrapped(|ui| {
            ui.label(cx.texts.name_answered(registry, name, target));
            if ui.small_button(cx.texts.name_unsaid()).clicked() {
                actions.push(Action::Name(name.to_owned(), None));
            }
        });
    }
}

fn question_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (leads, question): (bool, &NameQuestion),
    actions: &mut Vec<Action>,
) {
    let registry = Registry::bundled();
    let asked = cx.texts.name_question(registry, question);
    let asked = RichText::new(asked).color(ui.visuals().warn_fg_color);
    if leads {
        let link = egui::Button::new(asked).frame(false).wrap();
        if ui.add(link).on_hover_text(cx.texts.show_cell()).clicked() {
            actions.push(Action::Map(Mapping::Find(question.at)));
        }
    } else {
        ui.add(Label::new(asked).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        for target in question.offered() {
            let name = cx.texts.name_target(registry, &target);
            if ui.button(name).clicked() {
                actions.push(Action::Name(question.name.clone(), Some(target)));
            }
        }
        if ui.button(cx.texts.name_of_its_own()).clicked() {
            actions.push(Action::Name(question.name.clone(), Some(question.own())));
        }
    });
}
