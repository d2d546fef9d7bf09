//! The table of scenarios side by side, and what is copied from it.

use egui::{Align, Button, ComboBox, Label, Layout, RichText, Role as WidgetRole, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        comparison::Which,
        fonts, format,
        outgoing::{self, TextTable},
        table::{self, Parts, Sheet},
        theme,
        view::{ScenariosView, View},
        widgets,
    },
    project::{
        ScenarioSort, ScenarioSortBy,
        compare::{ScenarioPlace, ScenarioRow},
        differences,
    },
};

/// What a scenario is called.
fn name_of<'a>(cx: &Cx<'a>, which: Which) -> &'a str {
    let named = which.and_then(|id| cx.dataset.scenario(id));
    named.map_or(cx.texts.base_scenario(), |it| it.name.as_str())
}

/// What is compared, in which order, and the way to the clipboard.
pub(super) fn tools_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let shown = &mut view.scenarios;
    against_ui(ui, cx, shown);
    node_ui(ui, cx, shown);
    let field = TextEdit::singleline(&mut shown.sought)
        .hint_text(texts.find_unit())
        .desired_width(110.0);
    let field = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(field.id, |node| node.set_label(texts.find_unit()));
    ui.checkbox(&mut shown.moved_only, texts.moved_only());
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.menu_button(texts.copy_menu(), |ui| {
            outgoing::ways_ui(ui, outgoing::ways(texts), actions, || as_text(cx));
            let ways = [texts.copy_differences(), texts.save_differences()];
            outgoing::ways_ui(ui, ways, actions, || differences_as_text(cx));
        });
        let first = shown.sort.by == ScenarioSortBy::Moved;
        let button = Button::selectable(first, texts.movers_first());
        if ui.add(button).clicked() {
            shown.sort = ScenarioSort::default();
            if !first {
                shown.sort.by = ScenarioSortBy::Moved;
            }
        }
    });
}

/// The scenario that the others are held against.
fn against_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut ScenariosView) {
    let present = cx.comparison.columns.first().copied().flatten();
    ui.label(cx.texts.held_against());
    let combo = ComboBox::from_id_salt("against")
        .width(120.0)
        .truncate()
        .selected_text(name_of(cx, present));
    let combo = combo.show_ui(ui, |ui| {
        let named = cx.dataset.scenarios.iter().map(|it| Some(it.id));
        for which in std::iter::once(None).chain(named) {
            ui.selectable_value(&mut shown.against, which, name_of(cx, which));
        }
    });
    widgets::named(
        combo.response,
        WidgetRole::ComboBox,
        cx.texts.held_against(),
    );
}

/// The node that is compared.
fn node_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut ScenariosView) {
    let Some(root) = cx.framework().map(|it| &it.root) else {
        return;
    };
    let nodes = cx.framework().map(|it| it.nodes()).unwrap_or_default();
    let present = nodes.iter().find(|it| shown.node == Some(it.id));
    let name = present.map_or(root.name.as_str(), |it| it.name.as_str());
    let combo = ComboBox::from_id_salt("compared node")
        .width(150.0)
        .height(360.0)
        .truncate()
        .selected_text(name);
    let combo = combo.show_ui(ui, |ui| {
        for node in nodes {
            let option = (node.id != root.id).then_some(node.id);
            ui.selectable_value(&mut shown.node, option, &node.name);
        }
    });
    widgets::named(combo.response, WidgetRole::ComboBox, cx.texts.chart_of());
}

/// A column: the unit, or something of a scenario.
#[derive(Clone, Copy)]
enum What {
    Unit,
    Rank(usize),
    Score(usize),
    Shift(usize),
}

fn whats(columns: usize) -> Vec<What> {
    let others = (1..columns).flat_map(|at| [What::Rank(at), What::Shift(at), What::Score(at)]);
    [What::Unit, What::Rank(0), What::Score(0)]
        .into_iter()
        .chain(others)
        .collect()
}

/// What the scenarios do to the ranks in words, and the table.
pub(super) fn table_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let comparison = cx.comparison;
    if !comparison.is_current() {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(cx.texts.computing());
        });
        return;
    }
    for (&which, shift) in comparison
        .columns
        .iter()
        .zip(&comparison.held.shifts)
        .skip(1)
    {
        let told = cx.texts.scenario_shift(shift, cx.dataset);
        let told = cx.texts.about_scenario(name_of(cx, which), &told);
        ui.add(Label::new(&told).truncate()).on_hover_text(&told);
    }
    ui.add_space(theme::NEAR);
    let whats = whats(comparison.columns.len());
    let columns = whats.iter().map(|what| match what {
        What::Unit => table::column("compared unit", 130.0),
        What::Rank(at) => table::column(("compared rank", *at), 76.0),
        What::Score(at) => table::column(("compared score", *at), 84.0),
        What::Shift(at) => table::column(("shift", *at), 76.0),
    });
    let scores = comparison.held.rows.iter().flat_map(|row| &row.places);
    let scores = scores.filter_map(|it| it.score);
    let top = scores.map(f64::abs).fold(0.0, f64::max);
    let sheet = Sheet {
        id: "scenarios",
        name: cx.texts.table_of(cx.texts.compare_scenarios()),
        own_cells: false,
        columns: columns.collect(),
        sticky: 1,
        rows: comparison.rows.len(),
        head: 46.0,
        stretch: None,
    };
    let selected = view.selected;
    let at = |row: usize| comparison.held.rows.get(*comparison.rows.get(row)?);
    let parts = Parts {
        head: Box::new(|ui, column| {
            if let Some(&what) = whats.get(column) {
                head_ui(ui, cx, &mut view.scenarios, what);
            }
        }),
        cell: Box::new(|ui, row, column| {
            if let (Some(row), Some(&what)) = (at(row), whats.get(column)) {
                cell_ui(ui, cx, (row, what, top, selected), actions);
            }
        }),
        stands_out: Box::new(|row| at(row).is_some_and(|row| Some(row.unit) == selected)),
    };
    sheet.show(ui, parts);
}

/// The scenario and what of it; a click sorts, and once more the other way round.
fn head_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut ScenariosView, what: What) {
    let texts = cx.texts;
    let (at, name, by) = match what {
        What::Unit => (None, texts.unit(), ScenarioSortBy::Unit),
        What::Rank(at) => (Some(at), texts.rank(), ScenarioSortBy::Rank(at)),
        What::Score(at) => (Some(at), texts.score(), ScenarioSortBy::Score(at)),
        What::Shift(at) => (Some(at), texts.rank_change(), ScenarioSortBy::Shift(at)),
    };
    let which = at.and_then(|at| cx.comparison.columns.get(at));
    let scenario = which.map(|&it| name_of(cx, it));
    let arrow = match (shown.sort.by == by, shown.sort.reversed) {
        (false, _) => "",
        (true, false) => " ▼",
        (true, true) => " ▲",
    };
    let spoken = scenario.map_or_else(|| name.to_owned(), |it| texts.own_line(it, name));
    let layout = match at {
        None => Layout::left_to_right(Align::Center),
        Some(_) => Layout::top_down(Align::Max),
    };
    let head = ui.with_layout(layout, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().button_padding.y = 0.0;
        ui.spacing_mut().interact_size.y = 18.0;
        if let Some(scenario) = scenario {
            ui.add(Label::new(RichText::new(scenario).weak().small()).truncate());
        }
        let text = fonts::bold(format!("{name}{arrow}"));
        ui.add(Button::new(text).frame(false))
    });
    let head = widgets::named(head.inner, WidgetRole::Button, &spoken);
    if head.on_hover_text(&spoken).clicked() {
        let reversed = shown.sort.by == by && !shown.sort.reversed;
        shown.sort = ScenarioSort { by, reversed };
    }
}

fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (row, what, top, selected): (&ScenarioRow, What, f64, Option<crate::engine::UnitId>),
    actions: &mut Vec<Action>,
) {
    let place = |at: usize| row.places.get(at).copied().unwrap_or_default();
    match what {
        What::Unit => {
            let label = cx.dataset.unit(row.unit).map_or("", |it| it.label.as_str());
            if table::link(ui, label, label).clicked() {
                let again = selected == Some(row.unit);
                actions.push(Action::Select((!again).then_some(row.unit)));
            }
        }
        What::Rank(at) => {
            table::number(ui, fonts::bold(rank(place(at))));
        }
        What::Score(at) => {
            let score = place(at).score;
            let told = score.map_or_else(|| "–".to_owned(), |it| format::score(it, top));
            table::number(ui, RichText::new(told).weak());
        }
        What::Shift(at) => {
            let (told, up) = shift(cx, place(0), place(at));
            let color = theme::moved(ui.visuals(), up);
            table::number(ui, RichText::new(told).color(color));
        }
    }
}

fn rank(place: ScenarioPlace) -> String {
    place
        .rank
        .map_or_else(|| "–".to_owned(), |it| it.to_string())
}

/// By how many places a unit rises or falls, and which way as a sign.
fn shift(cx: &Cx<'_>, first: ScenarioPlace, here: ScenarioPlace) -> (String, i64) {
    match (first.rank, here.rank, here.rank_change) {
        (None, Some(_), _) => (cx.texts.enters().to_owned(), 1),
        (Some(_), None, _) => (cx.texts.leaves().to_owned(), -1),
        (_, _, Some(places)) if places < 0 => (format!("▲{}", -places), 1),
        (_, _, Some(places)) if places > 0 => (format!("▼{places}"), -1),
        (_, _, Some(_)) => ("·".to_owned(), 0),
        _ => (String::new(), 0),
    }
}

/// The table in the order shown, scores in full.
fn as_text(cx: &Cx<'_>) -> TextTable {
    let (texts, comparison) = (cx.texts, cx.comparison);
    let mut head = vec![texts.unit().to_owned()];
    for (at, &which) in comparison.columns.iter().enumerate() {
        let name = name_of(cx, which);
        let told = [texts.rank(), texts.score(), texts.rank_change()];
        let told = told.into_iter().take(if at == 0 { 2 } else { 3 });
        head.extend(told.map(|what| texts.own_line(name, what)));
    }
    let mut rows = vec![head];
    let listed = comparison.rows.iter();
    for row in listed.filter_map(|&at| comparison.held.rows.get(at)) {
        let label = cx.dataset.unit(row.unit).map_or("", |it| it.label.as_str());
        let mut cells = vec![label.to_owned()];
        for (at, place) in row.places.iter().enumerate() {
            cells.push(outgoing::number(place.rank));
            cells.push(outgoing::number(place.score));
            if at > 0 {
                // A rise is positive for whoever reads a sheet.
                cells.push(outgoing::number(place.rank_change.map(|it| -it)));
            }
        }
        rows.push(cells);
    }
    let name = texts.compare_scenarios().to_owned();
    TextTable { name, rows }
}

/// What differs from the base in each scenario compared, one a line.
fn differences_as_text(cx: &Cx<'_>) -> TextTable {
    let texts = cx.texts;
    let head = [
        texts.scenario_label(),
        texts.what_differs(),
        texts.base_scenario(),
        texts.in_scenario(),
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for &which in &cx.comparison.columns {
        let Some(id) = which else { continue };
        for difference in differences(cx.dataset, id) {
            let mut cells = vec![name_of(cx, which).to_owned()];
            cells.extend(texts.difference_in_parts(&difference, cx.dataset));
            rows.push(cells);
        }
    }
    let name = texts.differences_file().to_owned();
    TextTable { name, rows }
}
