//! The relations of the project, in a window over the data: looked at, renamed, removed.

use egui::{Align, Label, Layout, RichText, ScrollArea, TextEdit, Ui, UiBuilder, Vec2};

use super::Cx;
use crate::{
    app::{
        action::Action,
        fonts, format,
        table::{self, Parts, Sheet},
        theme,
        view::{RelationsView, View},
    },
    import::relations::EdgeList,
    project::{Edit, Relation},
};

/// The width of the list.
const LIST: f32 = 220.0;
/// The room beside it.
const ROOM: Vec2 = Vec2::new(680.0, 460.0);

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let button = ui.button(format!("{}…", cx.texts.relations()));
    if button.on_hover_text(cx.texts.relations_help()).clicked() {
        view.relations = Some(RelationsView::default());
    }
}

/// The window, while it is open.
pub(super) fn relations_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut shown) = view.relations.take() else {
        return;
    };
    let mut open = true;
    egui::Window::new(cx.texts.relations())
        .id(egui::Id::unique("relations"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(200.0, 90.0))
        .show(ui.ctx(), |ui| {
            if cx.dataset.relations.is_empty() {
                ui.set_width(LIST + 240.0);
                ui.label(cx.texts.no_relations());
                ui.add(Label::new(RichText::new(cx.texts.relations_help()).weak()).wrap());
                return;
            }
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(LIST);
                    list_ui(ui, cx, &mut shown);
                });
                ui.separator();
                let room = ROOM.min(ui.ctx().content_rect().size() - egui::vec2(320.0, 170.0));
                let (_, rect) = ui.allocate_space(room);
                let mut room = ui.new_child(
                    UiBuilder::new()
                        .max_rect(rect)
                        .layout(Layout::top_down(Align::Min)),
                );
                chosen_ui(&mut room, cx, &mut shown, actions);
            });
        });
    view.relations = open.then_some(shown);
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut RelationsView) {
    let chosen = shown.chosen_in(cx.dataset);
    ScrollArea::vertical()
        .id_salt("relations")
        .max_height(420.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for relation in cx.dataset.relations.iter() {
                let same = chosen == Some(relation.id);
                let entry = egui::Button::selectable(same, &relation.name)
                    .truncate()
                    .min_size(egui::vec2(ui.available_width(), 24.0));
                if ui.add(entry).clicked() && !same {
                    *shown = RelationsView {
                        chosen: Some(relation.id),
                        renaming: None,
                    };
                }
            }
        });
}

/// The relation in view: its name, what it holds, where it comes from, its edges.
fn chosen_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut RelationsView, actions: &mut Vec<Action>) {
    let chosen = shown.chosen_in(cx.dataset);
    let Some(relation) = chosen.and_then(|id| cx.dataset.relation(id)) else {
        return;
    };
    name_ui(ui, cx, (shown, relation), actions);
    let edges = &relation.list.edges;
    let texts = cx.texts;
    ui.label(texts.relation_summary(edges.nodes().len(), edges.len(), &edges.periods()));
    let source = &relation.source;
    let mut source = texts.relation_source(&source.file, &source.sheet);
    if relation.parts.len() > 1 {
        source.push_str(&texts.and_further_sheets(relation.parts.len() - 1));
    }
    ui.add(Label::new(RichText::new(source).weak().small()).truncate());
    ui.add_space(theme::NEAR);
    edges_ui(ui, cx, "edges", &relation.list);
}

/// The name, which can be typed over, the direction, and the way to be rid of the relation.
fn name_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, relation): (&mut RelationsView, &Relation),
    actions: &mut Vec<Action>,
) {
    let dataset = cx.dataset.id;
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.relation_name());
        let typed = shown.renaming.take().filter(|it| it.0 == relation.id);
        let mut name = typed.map_or_else(|| relation.name.clone(), |it| it.1);
        let field = TextEdit::singleline(&mut name).desired_width(280.0);
        let field = ui.add(field).labelled_by(label.id);
        if field.lost_focus() {
            if name.trim() != relation.name {
                actions.push(Action::from(Edit::RenameRelation {
                    dataset,
                    relation: relation.id,
                    name,
                }));
            }
        } else if field.has_focus() {
            shown.renaming = Some((relation.id, name));
        }
        let mut directed = relation.directed;
        if ui
            .checkbox(&mut directed, cx.texts.is_directed(true))
            .changed()
        {
            actions.push(Action::from(Edit::SetRelationDirected {
                dataset,
                relation: relation.id,
                directed,
            }));
        }
        if ui.button(cx.texts.remove_relation()).clicked() {
            actions.push(Action::from(Edit::RemoveRelation {
                dataset,
                relation: relation.id,
            }));
        }
    });
}

/// Edges as a table; a click on none of them does anything.
pub(super) fn edges_ui(ui: &mut Ui, cx: &Cx<'_>, id: &str, list: &EdgeList) {
    let heads = cx.texts.edge_columns();
    let fixed = heads.len();
    let widths = [170.0, 170.0, 110.0, 80.0, 90.0];
    let mut columns: Vec<_> = heads
        .iter()
        .zip(widths)
        .map(|(name, width)| table::column((id, name), width))
        .collect();
    let more = list.attributes.iter().enumerate();
    columns.extend(more.map(|(at, _)| table::column((id, at), 120.0)));
    let sheet = Sheet {
        id,
        name: cx.texts.table_of(cx.texts.relations()),
        own_cells: false,
        columns,
        sticky: 0,
        rows: list.edges.len(),
        head: 30.0,
        stretch: None,
    };
    let head = |column: usize| {
        let attribute = || list.attributes.get(column - fixed);
        let name = heads.get(column).copied();
        name.or_else(|| Some(attribute()?.name.as_str()))
            .unwrap_or_default()
            .to_owned()
    };
    let parts = Parts {
        head: Box::new(|ui, column| {
            table::text(ui, fonts::bold(head(column)));
        }),
        cell: Box::new(|ui, row, column| {
            let Some(edge) = list.edges.get(row) else {
                return;
            };
            let text = match column {
                0 => edge.source.to_owned(),
                1 => edge.target.to_owned(),
                2 => edge.kind.unwrap_or_default().to_owned(),
                3 => cx.texts.period(edge.period),
                4 => {
                    let weight = edge.weight.map(format::value);
                    table::number(ui, weight.unwrap_or_default());
                    return;
                }
                _ => {
                    let attribute = list.attributes.get(column - fixed);
                    let text = attribute.and_then(|it| it.get(row));
                    text.unwrap_or_default().to_owned()
                }
            };
            table::text(ui, text);
        }),
        stands_out: Box::new(|_| false),
    };
    sheet.show(ui, parts);
}
