//! What is unlike last time, and what the file changes in the project, before it is taken.

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::{Action, ReadAs},
        again::Again,
        arrivals::{Arrival, Gathering, Together},
        fonts,
        incoming::Incoming,
        theme,
        yearbook::Mapping,
    },
    import::recipe::{Answer, Difference, RelationDifference},
    project::{Change, CorrectionChoice, Dataset, Diff},
};

/// How many differences are shown at once, and how many changed numbers.
const SHOWN: usize = 60;
/// How many names are offered for something new.
const OFFERED: usize = 6;

/// Both parts; nothing where there is nothing to say.
pub(super) fn again_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    if let Some(again) = incoming.again_now() {
        recipe_ui(ui, cx, (incoming, again), actions);
    }
    if let Some(diff) = &incoming.diff {
        diff_ui(ui, cx, (incoming, diff), actions);
    }
}

/// What is unlike last time in files that go in together, each answered once for all of them.
pub(super) fn all_again_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    together: &Together,
    actions: &mut Vec<Action>,
) {
    let (texts, asked) = (cx.texts, together.asked.list());
    if asked.is_empty() {
        return;
    }
    ui.label(fonts::bold(texts.differences_of_all(asked.len())));
    for (at, asked) in asked.iter().take(SHOWN).enumerate() {
        let first = asked.files.first().and_then(|id| cx.arrivals.file(*id));
        let again = first.and_then(Arrival::incoming);
        let Some(again) = again.and_then(Incoming::again_now) else {
            continue;
        };
        ui.push_id(("difference of all", at), |ui| {
            let difference = &asked.difference;
            let said = texts.difference_of_files(difference, asked.files.len());
            let said = RichText::new(said).color(ui.visuals().warn_fg_color);
            let files = asked.files.iter().filter_map(|id| cx.arrivals.file(*id));
            let names: Vec<&str> = files.map(|it| it.name.as_str()).take(SHOWN).collect();
            ui.add(Label::new(said).wrap())
                .on_hover_text(names.join("\n"));
            let answer = |answer| {
                let asked = Gathering::Answer(Box::new(difference.clone()), answer);
                Action::Gather(asked)
            };
            ui.horizontal_wrapped(|ui| {
                answers_ui(ui, cx, (again, difference), &answer, actions);
            });
        });
    }
    let more = asked.len().saturating_sub(SHOWN);
    if more > 0 {
        ui.weak(texts.further_findings(more));
    }
    ui.add_space(theme::NEAR);
    ui.separator();
}

fn recipe_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, again): (&Incoming, &Again),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    ui.horizontal_wrapped(|ui| {
        ui.label(fonts::bold(texts.by_recipe(&again.recipe.name)));
        if ui.button(texts.without_recipe()).clicked() {
            actions.push(Action::WithoutRecipe);
        }
    });
    let (asked, told): (Vec<&Difference>, Vec<&Difference>) =
        again.replayed.differences.iter().partition(|it| it.asks());
    let line = if asked.is_empty() {
        RichText::new(texts.as_last_time()).weak()
    } else {
        RichText::new(texts.differences_asked(asked.len())).color(ui.visuals().warn_fg_color)
    };
    ui.add(Label::new(line).wrap());
    for (at, difference) in asked.iter().take(SHOWN).enumerate() {
        ui.push_id(("difference", at), |ui| {
            sentence_ui(ui, cx, (incoming, again, difference), actions);
            let answer = |answer| Action::AnswerDifference(Box::new((*difference).clone()), answer);
            ui.horizontal_wrapped(|ui| {
                answers_ui(ui, cx, (again, difference), &answer, actions);
            });
        });
    }
    let more = asked.len().saturating_sub(SHOWN);
    if more > 0 {
        ui.weak(texts.further_findings(more));
    }
    for difference in told.iter().take(SHOWN) {
        let said = texts.recipe_difference(&again.replayed, difference);
        ui.add(Label::new(RichText::new(said).weak().small()).wrap());
    }
    ui.add_space(theme::NEAR);
    ui.separator();
}

fn sentence_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, again, difference): (&Incoming, &Again, &Difference),
    actions: &mut Vec<Action>,
) {
    let said = RichText::new(cx.texts.recipe_difference(&again.replayed, difference));
    match difference
        .at()
        .filter(|_| matches!(incoming.read_as, ReadAs::Yearbook | ReadAs::Relations))
    {
        Some(at) => {
            let link = Button::new(said).frame(false).wrap();
            if ui.add(link).on_hover_text(cx.texts.show_cell()).clicked() {
                actions.push(Action::Map(Mapping::Find(at)));
            }
        }
        None => {
            ui.add(Label::new(said).wrap());
        }
    }
}

/// The answers that a difference can have.
fn answers_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (again, difference): (&Again, &Difference),
    answering: &dyn Fn(Answer) -> Action,
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let mut answers: Vec<(String, Answer)> = Vec::new();
    match difference {
        Difference::PeriodAsked { proposal, .. } => {
            let field = (texts.period_of_rows(), texts.period_hint());
            let period = typed_ui(ui, field).map(|it| Answer::Period(it.into()));
            actions.extend(period.map(answering));
            answers.push((texts.period(proposal), Answer::AsItIs));
        }
        Difference::UnitAsked { proposal, .. } => {
            let field = (texts.unit_of_sheet(), "");
            actions.extend(typed_ui(ui, field).map(Answer::Unit).map(answering));
            let proposal = proposal.iter();
            answers.extend(proposal.map(|it| (it.clone(), Answer::AsItIs)));
        }
        Difference::NewUnit { .. } | Difference::NewIndicator { .. } => {
            answers.push((texts.it_is_new().to_owned(), Answer::AsItIs));
            for name in gone(again, difference) {
                answers.push((texts.it_was(name), Answer::Same(name.clone())));
            }
            answers.push((texts.leave_it_out().to_owned(), Answer::LeaveOut));
        }
        Difference::MissingUnit { renamed, .. } | Difference::MissingIndicator { renamed, .. } => {
            if let Some(now) = renamed {
                answers.push((texts.it_is_now(now), Answer::Same(now.clone())));
            }
            answers.push((texts.it_is_gone().to_owned(), Answer::AsItIs));
        }
        Difference::Relation(unlike) => answers = relation_answers(cx, again, unlike),
        _ => answers.push((texts.it_is_so().to_owned(), Answer::AsItIs)),
    }
    for (name, answer) in answers {
        if ui.button(name).clicked() {
            actions.push(answering(answer));
        }
    }
}

/// The answers to a difference on a relation sheet.
fn relation_answers(
    cx: &Cx<'_>,
    again: &Again,
    difference: &RelationDifference,
) -> Vec<(String, Answer)> {
    let texts = cx.texts;
    match difference {
        RelationDifference::MissingColumn { renamed, .. } => {
            let renamed = renamed.iter();
            let renamed = renamed.map(|now| (texts.it_is_now(now), Answer::Same(now.clone())));
            let gone = (texts.it_is_gone().to_owned(), Answer::AsItIs);
            renamed.chain([gone]).collect()
        }
        RelationDifference::NewColumn { .. } => {
            let gone = again.replayed.differences.iter().filter_map(|it| match it {
                Difference::Relation(RelationDifference::MissingColumn { name, .. }) => Some(name),
                _ => None,
            });
            let was = gone.map(|name| (texts.it_was(name), Answer::Same(name.clone())));
            let new = (texts.it_is_new().to_owned(), Answer::AsItIs);
            let left_out = (texts.leave_it_out().to_owned(), Answer::LeaveOut);
            [new].into_iter().chain(was).chain([left_out]).collect()
        }
        RelationDifference::OtherDirection { now } => vec![
            (texts.is_directed(*now).to_owned(), Answer::AsItIs),
            (texts.as_it_was().to_owned(), Answer::AsBefore),
        ],
        _ => vec![(texts.it_is_so().to_owned(), Answer::AsItIs)],
    }
}

/// What is not there any more, and so may be what is new.
fn gone<'a>(again: &'a Again, new: &Difference) -> Vec<&'a String> {
    let unit = matches!(new, Difference::NewUnit { .. });
    let gone = again.replayed.differences.iter().filter_map(|it| match it {
        Difference::MissingUnit { name, .. } if unit => Some(name),
        Difference::MissingIndicator { name, .. } if !unit => Some(name),
        _ => None,
    });
    gone.take(OFFERED).collect()
}

/// A field for another answer than the one proposed; what was typed once it is left.
fn typed_ui(ui: &mut Ui, (name, hint): (&str, &str)) -> Option<String> {
    let id = ui.scope_id().with("typed");
    let mut typed = ui
        .data(|data| data.get_temp::<String>(id))
        .unwrap_or_default();
    let label = ui.label(name);
    let field = TextEdit::singleline(&mut typed)
        .desired_width(90.0)
        .hint_text(hint);
    let field = ui.add(field).labelled_by(label.id);
    if field.changed() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    }
    if !field.lost_focus() || typed.trim().is_empty() {
        return None;
    }
    ui.data_mut(|data| data.remove_temp::<String>(id));
    Some(typed.trim().to_owned())
}

/// The numbers of the project that the file changes.
fn diff_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, diff): (&Incoming, &Diff),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    if diff.changes.is_empty() && diff.equal == 0 {
        return;
    }
    ui.label(fonts::bold(texts.changed_numbers(diff.changes.len())));
    let counts = texts.diff_counts(diff.new, diff.equal, diff.vanished);
    ui.add(Label::new(RichText::new(counts).weak().small()).wrap());
    for (at, change) in diff.changes.iter().take(SHOWN).enumerate() {
        ui.push_id(("change", at), |ui| {
            change_ui(ui, cx, (incoming, change), actions);
        });
    }
    let more = diff.changes.len().saturating_sub(SHOWN);
    if more > 0 {
        ui.weak(texts.further_findings(more));
    }
    ui.add_space(theme::NEAR);
    ui.separator();
}

fn change_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, change): (&Incoming, &Change),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let (variable, unit) = names(cx.dataset, change);
    let said = RichText::new(texts.refreshed_value(variable, unit, change)).small();
    match change
        .at
        .as_ref()
        .filter(|_| incoming.read_as == ReadAs::Yearbook)
    {
        Some(cell) => {
            let link = Button::new(said).frame(false).wrap();
            if ui.add(link).on_hover_text(texts.show_cell()).clicked() {
                actions.push(Action::Map(Mapping::Find(cell.at)));
            }
        }
        None => {
            ui.add(Label::new(said).wrap());
        }
    }
    if !change.overtakes() {
        return;
    }
    let chosen = incoming.choice_of(&change.place);
    ui.horizontal_wrapped(|ui| {
        for (choice, name) in [
            (CorrectionChoice::Keep, texts.keep_correction()),
            (CorrectionChoice::TakeFile, texts.take_the_file()),
        ] {
            if ui.radio(chosen == choice, name).clicked() {
                actions.push(Action::ChooseCorrection(change.place.clone(), choice));
            }
        }
    });
}

fn names<'a>(dataset: &'a Dataset, change: &Change) -> (&'a str, &'a str) {
    let variable = dataset.variable(change.place.variable);
    let unit = dataset.unit(change.place.unit);
    (
        variable.map_or("", |it| it.name.as_str()),
        unit.map_or("", |it| it.label.as_str()),
    )
}
