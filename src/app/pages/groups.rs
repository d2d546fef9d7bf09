//! Groups of units, in a window: made by hand, or taken from the registry of places.

use egui::{Button, Label, RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui};

use super::{
    Cx,
    unit_names::{NamesField, names_ui},
};
use crate::{
    app::{
        action::Action,
        fonts, theme,
        unit_rule::listed,
        view::{GroupDraft, View},
        widgets,
    },
    engine::UnitId,
    project::{Edit, Group, OfferedGroups, named_units, registry_groups},
};

/// The width of the window.
const WIDTH: f32 = 520.0;

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.groups_of_units();
    let button = ui.button(format!("{name}…"));
    let button = widgets::named(button, WidgetRole::Button, name);
    if button
        .on_hover_text(cx.texts.groups_of_units_help())
        .clicked()
    {
        view.group = Some(GroupDraft {
            kind: cx.texts.own_grouping().to_owned(),
            ..GroupDraft::default()
        });
    }
}

/// The window, while it is open. `listed`: the units that the screen lists.
pub(super) fn groups_ui(
    ui: &Ui,
    cx: &Cx<'_>,
    (view, listed): (&mut View, &[UnitId]),
    actions: &mut Vec<Action>,
) {
    let Some(mut draft) = view.group.take() else {
        return;
    };
    settle(cx, &mut draft);
    let mut open = true;
    egui::Window::new(cx.texts.groups_of_units())
        .id(egui::Id::unique("groups of units"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(360.0, 70.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            list_ui(ui, cx, &mut draft);
            ui.separator();
            form_ui(ui, cx, (&mut draft, listed), actions);
            ui.separator();
            registry_ui(ui, cx, &mut draft, actions);
        });
    view.group = open.then_some(draft);
}

/// Follows a group that was renamed or taken out meanwhile.
fn settle(cx: &Cx<'_>, draft: &mut GroupDraft) {
    let Some((kind, name)) = &draft.of else {
        return;
    };
    let there = |it: &Group| it.kind == *kind && it.name == *name;
    if !cx.dataset.groups.iter().any(there) {
        // A renamed one goes by its new name.
        let renamed = |it: &Group| it.kind == *kind && it.name == draft.name;
        let renamed = cx.dataset.groups.iter().find(|it| renamed(it));
        draft.of = renamed.map(|it| (it.kind.clone(), it.name.clone()));
    }
}

/// All groups by kind, and the way to a new one.
fn list_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut GroupDraft) {
    let texts = cx.texts;
    if cx.dataset.groups.is_empty() {
        let told = RichText::new(texts.no_groups_yet()).weak();
        ui.add(Label::new(told).wrap());
    }
    ScrollArea::vertical()
        .id_salt("groups")
        .max_height(150.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for kind in cx.group_kinds() {
                ui.label(fonts::bold(kind));
                ui.horizontal_wrapped(|ui| {
                    for group in cx.dataset.groups.iter().filter(|it| it.kind == kind) {
                        let of = Some((group.kind.clone(), group.name.clone()));
                        let same = draft.of == of;
                        let told = texts.group_and_size(&group.name, group.members.len());
                        if ui.selectable_label(same, told).clicked() && !same {
                            *draft = GroupDraft {
                                of,
                                kind: group.kind.clone(),
                                name: group.name.clone(),
                                members: listed(cx.dataset, &group.members, texts),
                                ..GroupDraft::default()
                            };
                        }
                    }
                });
            }
        });
    if draft.of.is_some() && ui.button(texts.new_group()).clicked() {
        *draft = GroupDraft {
            kind: draft.kind.clone(),
            ..GroupDraft::default()
        };
    }
}

/// Kind, name and members of a new group, or of the one in view.
fn form_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (draft, listed): (&mut GroupDraft, &[UnitId]),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    ui.horizontal(|ui| {
        let label = ui.label(texts.grouping_name());
        let kind = TextEdit::singleline(&mut draft.kind).desired_width(140.0);
        ui.add_enabled(draft.of.is_none(), kind)
            .labelled_by(label.id);
        let label = ui.label(texts.group_name());
        let name = TextEdit::singleline(&mut draft.name).desired_width(160.0);
        ui.add(name).labelled_by(label.id);
    });
    let named = named_members(cx, draft);
    let field = NamesField {
        name: texts.members(),
        unknown: &named.1,
        listed,
        rows: 4,
    };
    names_ui(ui, cx, &mut draft.members, &field);
    save_ui(ui, cx, (draft, named.0), actions);
}

/// The members that are typed, looked up anew only when the list or the document has changed.
fn named_members(cx: &Cx<'_>, draft: &mut GroupDraft) -> (Vec<UnitId>, Vec<String>) {
    let known = draft.named.take();
    let known = known.filter(|(at, list, _)| *at == cx.revision && *list == draft.members);
    let (_, _, named) = draft.named.insert(known.unwrap_or_else(|| {
        let named = named_units(cx.dataset, &draft.members);
        (cx.revision, draft.members.clone(), named)
    }));
    (named.units.clone(), named.unknown.clone())
}

fn save_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (draft, members): (&GroupDraft, Vec<UnitId>),
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    let (kind, to) = (draft.kind.trim().to_owned(), draft.name.trim().to_owned());
    let named = !kind.is_empty() && !to.is_empty();
    let of = draft.of.as_ref().map(|(_, name)| name.clone());
    let taken = |it: &Group| it.kind == kind && it.name == to;
    let present = cx.dataset.groups.iter().find(|it| taken(it));
    ui.horizontal(|ui| match of {
        None => {
            let ready = named && !members.is_empty() && present.is_none();
            let button = Button::new(texts.add_group());
            if ui.add_enabled(ready, button).clicked() {
                actions.push(Action::from(Edit::SetGroup {
                    dataset,
                    kind,
                    name: to,
                    members,
                }));
            }
        }
        Some(name) => {
            let renamed = named && name != to;
            if ui
                .add_enabled(renamed, Button::new(texts.rename()))
                .clicked()
            {
                let (kind, name, to) = (kind.clone(), name.clone(), to.clone());
                actions.push(Action::from(Edit::RenameGroup {
                    dataset,
                    kind,
                    name,
                    to,
                }));
            }
            let other = present.is_none_or(|it| {
                it.members.len() != members.len()
                    || it.members.iter().any(|id| !members.contains(id))
            });
            let ready = !renamed && other && !members.is_empty();
            let button = Button::new(texts.save_members());
            if ui.add_enabled(ready, button).clicked() {
                let (kind, name) = (kind.clone(), name.clone());
                actions.push(Action::from(Edit::SetGroup {
                    dataset,
                    kind,
                    name,
                    members,
                }));
            }
            if ui.button(texts.remove_group()).clicked() {
                actions.push(Action::from(Edit::RemoveGroup {
                    dataset,
                    kind,
                    name,
                }));
            }
        }
    });
}

/// What the registry of places knows of the units.
fn registry_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut GroupDraft, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let known = draft.offered.take().filter(|(of, _)| *of == cx.revision);
    let (_, offered) = draft
        .offered
        .insert(known.unwrap_or_else(|| (cx.revision, registry_groups(cx.dataset))));
    ui.label(fonts::bold(texts.from_registry()));
    if offered.is_empty() {
        let told = RichText::new(texts.registry_offers_none()).weak();
        ui.add(Label::new(told).wrap());
        return;
    }
    ui.horizontal(|ui| words_ui(ui, cx, offered, actions));
    if offered.clusters.is_empty() {
        return;
    }
    ui.add_space(theme::NEAR / 2.0);
    ScrollArea::vertical()
        .id_salt("clusters")
        .max_height(130.0)
        .min_scrolled_height(130.0)
        .show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            ui.horizontal_wrapped(|ui| clusters_ui(ui, cx, offered, actions));
        });
}

/// Groupings that every unit has its place in.
fn words_ui(ui: &mut Ui, cx: &Cx<'_>, offered: &OfferedGroups, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    for (kind, words) in [
        (texts.regions(), &offered.regions),
        (texts.provinces(), &offered.provinces),
    ] {
        if words.is_empty() {
            continue;
        }
        if ui.button(texts.take_grouping(kind)).clicked() {
            actions.push(Action::from(Edit::TakeGroups {
                dataset: cx.dataset.id,
                kind: kind.to_owned(),
                words: words.clone(),
            }));
        }
    }
}

/// Clusters, one button each; one that is a group already is not offered again.
fn clusters_ui(ui: &mut Ui, cx: &Cx<'_>, offered: &OfferedGroups, actions: &mut Vec<Action>) {
    let (texts, kind) = (cx.texts, cx.texts.clusters());
    for cluster in &offered.clusters {
        let there = |it: &Group| it.kind == kind && it.name == cluster.name;
        let there = cx.dataset.groups.iter().any(there);
        let told = texts.take_cluster(cluster.name, cluster.members.len());
        if ui.add_enabled(!there, Button::new(told).small()).clicked() {
            actions.push(Action::from(Edit::SetGroup {
                dataset: cx.dataset.id,
                kind: kind.to_owned(),
                name: cluster.name.to_owned(),
                members: cluster.members.clone(),
            }));
        }
    }
}
