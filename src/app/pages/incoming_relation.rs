//! A relation sheet before it is taken: what it is, the sheet in colour, and its edges.

use egui::{Label, RichText, TextEdit, Ui};

use super::{
    Cx,
    incoming::halves,
    incoming_relation_side,
    incoming_sheet::{Drawn, Shade, drawn_ui},
    relations::edges_ui,
};
use crate::{
    app::{
        action::Action,
        incoming::Incoming,
        related::{Related, Relating, relation_named},
        theme,
        yearbook::Shown,
    },
    import::{CellAt, relations::RelationCell},
};

/// What it is called, whether its edges have a direction, and when they hold.
pub(super) fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, related: &Related, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let Ok(table) = &related.table else { return };
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(texts.relation_name());
        let mut name = related.name.clone();
        let field = TextEdit::singleline(&mut name).desired_width(240.0);
        if ui.add(field).labelled_by(label.id).changed() {
            actions.push(Action::Relate(Relating::Name(name)));
        }
        for directed in [false, true] {
            let same = table.directed.unwrap_or(false) == directed;
            if ui.radio(same, texts.is_directed(directed)).clicked() {
                actions.push(Action::Relate(Relating::Directed(directed)));
            }
        }
        if !related.tells_periods() {
            let label = ui.label(texts.period_of_rows());
            let mut period = related.period.clone();
            let field = TextEdit::singleline(&mut period)
                .desired_width(120.0)
                .hint_text(texts.period_hint());
            if ui.add(field).labelled_by(label.id).changed() {
                actions.push(Action::Relate(Relating::Period(period)));
            }
        }
    });
}

/// What was recognised; false where there is nothing to take.
pub(super) fn said_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) -> bool {
    let texts = cx.texts;
    let table = match &incoming.related.table {
        Ok(table) => table,
        Err(wrong) => {
            let said = RichText::new(texts.table_error(wrong)).color(ui.visuals().error_fg_color);
            ui.add(Label::new(said).wrap());
            return false;
        }
    };
    let edges = &table.list.edges;
    ui.label(texts.relation_summary(edges.nodes().len(), edges.len(), &edges.periods()));
    let facts = texts.relation_facts(table).join(texts.between());
    ui.add(Label::new(RichText::new(facts).weak()).wrap());
    let name = incoming.related.name.trim();
    if let Some((relation, renewal)) = incoming.renewal(cx.dataset) {
        let line = RichText::new(texts.renews_relation(&relation.name, &renewal));
        ui.add(Label::new(line.weak()).wrap());
    } else if !incoming.into_new && relation_named(cx.dataset, name).is_some() {
        ui.weak(texts.replaces_relation());
    }
    !name.is_empty()
}

/// The sheet beside what can be said of it, or the edges that would be taken.
pub(super) fn relation_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    incoming: &Incoming,
    actions: &mut Vec<Action>,
) {
    let related = &incoming.related;
    if let (Shown::Result, Ok(table)) = (related.shown, &related.table) {
        edges_ui(ui, cx, "incoming edges", &table.list);
        return;
    }
    let (sheet, side) = halves(ui);
    ui.scope_builder(sheet, |ui| sheet_ui(ui, cx, incoming, actions));
    ui.scope_builder(side, |ui| {
        incoming_relation_side::side_ui(ui, cx, incoming, actions);
    });
}

/// The sheet, coloured by what its cells are for.
fn sheet_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let related = &incoming.related;
    let place = related.sheet.unwrap_or_default();
    let Some(sheet) = incoming.book.sheets.get(place) else {
        return;
    };
    let dark = ui.visuals().dark_mode;
    let role = |at: CellAt| {
        related.map.role(sheet, at).map(|it| Shade {
            tint: theme::relation_tint(it, dark),
            name: cx.texts.relation_cell(it),
            left_out: it == RelationCell::Dropped,
        })
    };
    let drawn = Drawn {
        sheet,
        of: (&incoming.book.file, place),
        size: &related.size,
        picked: related.picked,
        find: related.find,
        role: &role,
    };
    drawn_ui(ui, cx, &drawn, actions);
}
