//! Files and sheets that go in together: what they are, what is asked of all, and each with its period.

use egui::{Checkbox, Grid, Label, RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui};

use super::{Cx, incoming, incoming_again, incoming_decide, incoming_names};
use crate::{
    app::{
        action::Action,
        arrivals::{Arrival, FileId, Gathering, Line},
        fonts,
        incoming::Incoming,
        part::LeftOut,
        related::relation_named,
        theme, widgets,
    },
    engine::Severity,
    import::{gather::Series, relations::RelationTable, sheet_map::Evidence},
    project::{Relation, Renewal},
    texts::Texts,
};

/// How many doubts of a series are listed.
const LISTED: usize = 60;
/// The width of a name.
const NAME: f32 = 210.0;

/// The whole page.
pub(super) fn together_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.label(fonts::bold(texts.all_together()).size(20.0));
    ui.add_space(theme::NEAR);
    for line in cx.arrivals.lines() {
        ui.add(Label::new(series_line(cx, line)).wrap());
        match renewed(cx, line) {
            Some((relation, Some(renewal))) => {
                ui.weak(texts.renews_relation(&relation.name, &renewal));
            }
            Some((_, None)) => {
                ui.weak(texts.replaces_relation());
            }
            None => {}
        }
    }
    let first = cx.arrivals.files().iter().find_map(Arrival::incoming);
    if let Some(first) = first {
        ui.horizontal_wrapped(|ui| incoming::where_ui(ui, cx, first, actions));
    }
    ui.add_space(theme::NEAR);
    ui.horizontal(|ui| {
        incoming_decide::take_all_ui(ui, cx, actions);
        if ui.button(texts.put_all_aside()).clicked() {
            actions.push(Action::PutAllAside);
        }
    });
    ui.add_space(theme::NEAR);
    ui.separator();
    ScrollArea::vertical()
        .id_salt("together")
        .auto_shrink(false)
        .show(ui, |ui| {
            // A bar of its own stands at the right.
            ui.set_max_width(ui.available_width() - 12.0);
            let all = cx.arrivals.all();
            incoming_decide::decide_ui(ui, cx, all, actions);
            incoming_names::all_names_ui(ui, cx, all, actions);
            incoming_again::all_again_ui(ui, cx, all, actions);
            told_ui(ui, cx);
            parts_ui(ui, cx, actions);
        });
}

/// A series in words.
fn series_line(cx: &Cx<'_>, line: &Line) -> String {
    let parts = line.parts.iter().filter_map(|id| cx.arrivals.file(*id));
    let parts: Vec<&Incoming> = parts.filter_map(Arrival::incoming).collect();
    let said: Vec<String> = match line.series {
        Series::Periods => {
            let mut periods: Vec<crate::engine::Period> = parts
                .iter()
                .map(|it| it.period_said().trim())
                .filter(|it| !it.is_empty())
                .map(|it| it.to_owned().into())
                .collect();
            periods.sort();
            periods.iter().map(|it| cx.texts.period(it)).collect()
        }
        Series::Units => parts.iter().map(|it| it.unit_said().to_owned()).collect(),
        Series::Indicators | Series::Alike => Vec::new(),
    };
    let sheets = parts.iter().all(|it| it.only.is_some());
    let said = cx
        .texts
        .series_line(line.series, parts.len(), sheets, &said);
    match &line.relation {
        Some(name) => cx.texts.joined_to_relation(&said, name),
        None => said,
    }
}

/// The relation of the project that goes by the name of a line, and what becomes of it; it is replaced
/// where nothing is said of that.
fn renewed<'a>(cx: &Cx<'a>, line: &Line) -> Option<(&'a Relation, Option<Renewal>)> {
    let parts = line.parts.iter().filter_map(|id| cx.arrivals.file(*id));
    let parts: Vec<&Incoming> = parts.filter_map(Arrival::incoming).collect();
    let relation = relation_named(cx.dataset, line.relation.as_ref()?)?;
    if parts.iter().any(|it| it.into_new) {
        return None;
    }
    let tables = parts.iter().filter_map(|it| it.as_relation());
    let tables: Vec<&RelationTable> = tables.map(AsRef::as_ref).collect();
    let known = parts.iter().any(|it| it.again_now().is_some());
    let renewal = relation.renewal(&tables).filter(|_| known);
    Some((relation, renewal))
}

/// What is to be known of all: doubts of the series, values that change, values that stand twice.
fn told_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let (texts, all) = (cx.texts, cx.arrivals.all());
    if all.changes > 0 {
        ui.add(Label::new(texts.values_that_change(all.changes)).wrap());
    }
    if all.told.same > 0 {
        ui.weak(texts.values_told_twice(all.told.same));
    }
    let findings = cx.arrivals.lines().iter().flat_map(|it| &it.findings);
    for finding in findings.take(LISTED) {
        let color = match finding.problem.severity() {
            Severity::Error => ui.visuals().error_fg_color,
            Severity::Warning => ui.visuals().warn_fg_color,
            Severity::Note => ui.visuals().weak_text_color(),
        };
        let sentence = RichText::new(texts.import_finding(finding)).color(color);
        ui.add(Label::new(sentence.small()).wrap());
    }
}

fn parts_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let files = cx.arrivals.files();
    let taken = cx.arrivals.all().files.len();
    ui.add_space(theme::NEAR);
    ui.label(fonts::bold(texts.parts_heading(taken, files.len())));
    let units = files
        .iter()
        .filter_map(Arrival::incoming)
        .any(Incoming::asks_for_unit);
    Grid::new("parts")
        .num_columns(if units { 6 } else { 5 })
        .spacing([12.0, 4.0])
        .min_col_width(16.0)
        .striped(true)
        .show(ui, |ui| {
            ui.label("");
            ui.weak(texts.part_word());
            ui.weak(texts.period_word());
            if units {
                ui.weak(texts.unit());
            }
            ui.weak(texts.told_by());
            ui.weak(texts.part_state());
            ui.end_row();
            for file in files {
                part_ui(ui, cx, (file, units), actions);
                ui.end_row();
            }
        });
}

fn part_ui(ui: &mut Ui, cx: &Cx<'_>, (file, units): (&Arrival, bool), actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let Some(incoming) = file.incoming() else {
        ui.label("");
        name_ui(ui, cx, file, actions);
        return;
    };
    let mut taken = incoming.left_out.is_none();
    let able = incoming.left_out != Some(LeftOut::NoTable);
    let check = ui.add_enabled(able, Checkbox::without_text(&mut taken));
    let changed = check.changed();
    widgets::named(check, WidgetRole::CheckBox, &texts.part_goes_in(&file.name));
    if changed {
        let asked = Gathering::LeaveOut(file.id, !taken);
        actions.push(Action::Gather(asked));
    }
    name_ui(ui, cx, file, actions);
    if incoming.left_out.is_some() {
        (0..if units { 3 } else { 2 }).for_each(|_| drop(ui.label("")));
    } else {
        period_ui(ui, cx, (file.id, &file.name, incoming), actions);
        if units {
            unit_ui(ui, cx, (file.id, &file.name, incoming), actions);
        }
        evidence_ui(ui, cx, (file.id, incoming), actions);
    }
    state_ui(ui, cx, (file.id, incoming));
}

/// The name, which leads to the file or sheet by itself.
fn name_ui(ui: &mut Ui, cx: &Cx<'_>, file: &Arrival, actions: &mut Vec<Action>) {
    ui.scope(|ui| {
        ui.set_max_width(NAME);
        let link = egui::Button::new(RichText::new(&file.name)).frame(false);
        let hover = whole_name(cx.texts, file);
        if ui.add(link.truncate()).on_hover_text(hover).clicked() {
            actions.push(Action::ShowFile(file.id));
        }
    });
}

/// A file, and the sheet of it where it is looked at sheet by sheet.
pub(super) fn whole_name(texts: Texts, file: &Arrival) -> String {
    match file.incoming() {
        Some(it) if it.only.is_some() => texts.sheet_of_file(&it.book.file, &file.name),
        _ => file.name.clone(),
    }
}

/// A field whose text counts once it is left.
fn field_ui(
    ui: &mut Ui,
    (id, name, width): (egui::Id, &str, f32),
    present: &str,
) -> Option<String> {
    let typed = ui.data(|data| data.get_temp::<String>(id));
    let mut text = typed.unwrap_or_else(|| present.to_owned());
    let field = TextEdit::singleline(&mut text)
        .id(id)
        .min_size(egui::vec2(width, 0.0))
        .desired_width(width);
    let response = ui.add(field);
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    let left = response.lost_focus();
    let node = response.id;
    ui.ctx()
        .accesskit_node_builder(node, |it| it.set_label(name));
    if !left {
        return None;
    }
    ui.data_mut(|data| data.remove_temp::<String>(id));
    (text.trim() != present).then(|| text.trim().to_owned())
}

fn period_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (id, name, incoming): (FileId, &str, &Incoming),
    actions: &mut Vec<Action>,
) {
    if !incoming.asks_for_period() {
        ui.weak(cx.texts.says_its_periods());
        return;
    }
    let name = cx.texts.part_period(name);
    let field = (ui.scope_id().with(("period", id)), name.as_str(), 90.0);
    if let Some(period) = field_ui(ui, field, incoming.period_said()) {
        let unit = incoming.unit_said().to_owned();
        actions.push(Action::Gather(Gathering::Say(id, period, unit)));
    }
}

fn unit_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (id, name, incoming): (FileId, &str, &Incoming),
    actions: &mut Vec<Action>,
) {
    if !incoming.asks_for_unit() {
        ui.label("");
        return;
    }
    let name = cx.texts.part_unit(name);
    let field = (ui.scope_id().with(("unit", id)), name.as_str(), 170.0);
    if let Some(unit) = field_ui(ui, field, incoming.unit_said()) {
        let period = incoming.period_said().to_owned();
        actions.push(Action::Gather(Gathering::Say(id, period, unit)));
    }
}

/// Where period and unit come from; or that nothing tells them, with a way to fill in the others.
fn evidence_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (id, incoming): (FileId, &Incoming),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    if incoming.is_untold() {
        ui.colored_label(ui.visuals().warn_fg_color, texts.nothing_tells());
        return;
    }
    ui.horizontal(|ui| {
        let (line, doubtful) = evidence(texts, incoming);
        if doubtful {
            ui.colored_label(ui.visuals().warn_fg_color, line);
        } else {
            ui.weak(line);
        }
        let untold = &cx.arrivals.all().untold;
        let follows = untold.iter().any(|it| *it > id);
        let year = crate::engine::Period::from(incoming.period_said().trim().to_owned());
        let year = matches!(year, crate::engine::Period::Year(_));
        let next = cx.arrivals.files().iter().skip_while(|it| it.id != id);
        let next = next.skip(1).find(|it| !it.is_left_out());
        let before = next.is_some_and(|it| untold.contains(&it.id));
        if follows && year && before && ui.small_button(texts.following_years()).clicked() {
            actions.push(Action::Gather(Gathering::Follow(id)));
        }
    });
}

/// Where the period or the unit of a part comes from, and whether a person should look at it.
fn evidence(texts: Texts, incoming: &Incoming) -> (String, bool) {
    let Some(told) = &incoming.told else {
        return (String::new(), false);
    };
    let period = told.period.as_ref();
    let unit = told.unit.as_ref();
    let found = if told.series == Series::Units {
        let same = unit.filter(|it| it.value == incoming.unit_said());
        let typed = !incoming.unit_said().is_empty();
        same.map(|it| (it.from, it.asked()))
            .or_else(|| typed.then_some((Evidence::Said, false)))
    } else {
        let same = period.filter(|it| it.value.to_string() == incoming.period_said());
        let typed = incoming.asks_for_period() && !incoming.period_said().is_empty();
        same.map(|it| (it.from, it.asked()))
            .or_else(|| typed.then_some((Evidence::Said, false)))
    };
    match found {
        Some((from, true)) => (texts.told_unsurely(texts.evidence(from)), true),
        Some((from, false)) => (texts.evidence(from).to_owned(), false),
        None => (String::new(), false),
    }
}

/// What is in it, or why it does not go in.
fn state_ui(ui: &mut Ui, cx: &Cx<'_>, (id, incoming): (FileId, &Incoming)) {
    let texts = cx.texts;
    if let Some(why) = incoming.left_out {
        ui.weak(left_out(texts, why));
    } else if incoming.errors() > 0 {
        let line = texts.file_with_errors(incoming.errors());
        ui.colored_label(ui.visuals().error_fg_color, line);
    } else if let Some(table) = incoming.as_relation() {
        let edges = &table.list.edges;
        ui.weak(texts.relation_summary(edges.nodes().len(), edges.len(), &edges.periods()));
    } else {
        let (units, variables) = cx
            .arrivals
            .all()
            .counts
            .get(&id)
            .copied()
            .unwrap_or_default();
        ui.weak(texts.part_counts(units, variables));
    }
}

/// Why a sheet does not go in.
pub(super) fn left_out(texts: Texts, why: LeftOut) -> &'static str {
    match why {
        LeftOut::ByHand => texts.left_out_by_hand(),
        LeftOut::Contents => texts.left_out_contents(),
        LeftOut::Hidden => texts.left_out_hidden(),
        LeftOut::NoTable => texts.left_out_no_table(),
        LeftOut::Apart => texts.left_out_apart(),
    }
}
