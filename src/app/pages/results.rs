//! Scores and ranks of the index and its dimensions.

use egui::{Align, Layout, RichText, Role as WidgetRole, Ui};

use super::{Cx, beside, empty_ui, findings, profile, saved_views, scenarios, vintages};
use crate::{
    app::{
        action::Action,
        beside::Beside,
        fonts,
        outgoing::{self, TextTable},
        ranking::RankingRow,
        table::{self, Parts, Sheet},
        theme,
        view::{ResultsTab, View},
        widgets,
    },
    engine::Severity,
    project::{RankingSort, RankingSortBy},
};

/// The results screen.
pub(super) fn results_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    // A scenario in which nobody is ranked can still be compared, and mended there.
    let empty = cx.derived.ranking.rows.is_empty();
    if view.results == ResultsTab::Scenarios
        && (!empty || cx.scenario().and(cx.framework()).is_some())
    {
        scenarios::scenarios_ui(ui, cx, view, actions);
        saved_views::saved_views_ui(ui, cx, view, actions);
        return;
    }
    if empty {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    }
    match view.results {
        ResultsTab::Units => return profile::units_ui(ui, cx, view, actions),
        ResultsTab::Summary => return profile::summary_ui(ui, cx, view, actions),
        ResultsTab::Ranking | ResultsTab::Scenarios => {}
    }
    ui.horizontal(|ui| {
        tabs_ui(ui, cx, view);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            outgoing::ways_ui(ui, outgoing::ways(texts), actions, || as_text(cx));
            vintages::button_ui(ui, cx, view);
            saved_views::button_ui(ui, cx, view);
        });
    });
    title_ui(ui, cx, view);
    findings_ui(ui, cx, actions);
    ui.add_space(theme::NEAR);
    if beside::is_needed(cx, view) {
        egui::Panel::right("beside")
            .default_size(300.0)
            .size_range(220.0..=520.0)
            .resizable(true)
            .show(ui, |ui| beside::beside_ui(ui, cx, view));
    }
    table_ui(ui, cx, view, actions);
    vintages::vintages_ui(ui, cx, view, actions);
    saved_views::saved_views_ui(ui, cx, view, actions);
}

/// What is ranked and when, and which groups are compared.
fn title_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let root = cx.derived.ranking.nodes.first();
    let root = root.map(|node| node.name.as_str()).unwrap_or_default();
    let period = cx.derived.shown_period();
    let period = period.map(|it| cx.texts.period(it)).unwrap_or_default();
    let title = cx.texts.ranked_bars_title(root, &period);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            group_kind_ui(ui, cx, view);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(fonts::bold(title).size(18.0)).truncate());
            });
        });
    });
}

/// The parts of the screen.
pub(super) fn tabs_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    for (tab, name) in [
        (ResultsTab::Ranking, cx.texts.ranking_tab()),
        (ResultsTab::Units, cx.texts.units_tab()),
        (ResultsTab::Summary, cx.texts.summary_tab()),
        (ResultsTab::Scenarios, cx.texts.compare_scenarios()),
    ] {
        ui.selectable_value(&mut view.results, tab, name);
    }
    ui.add_space(theme::NEAR);
}

/// Which groups are compared, where the data have some.
fn group_kind_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let (texts, kinds) = (cx.texts, cx.group_kinds());
    if kinds.is_empty() {
        return;
    }
    let shown = view.group_kind.as_deref().unwrap_or(texts.no_grouping());
    let combo = egui::ComboBox::from_id_salt("groups").selected_text(shown.to_owned());
    let shown = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut view.group_kind, None, texts.no_grouping());
        for kind in kinds {
            ui.selectable_value(&mut view.group_kind, Some(kind.to_owned()), kind);
        }
    });
    widgets::named(shown.response, WidgetRole::ComboBox, texts.groups_shown());
    ui.label(texts.groups_shown());
}

/// What the engine noticed, folded away while it is not serious.
fn findings_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let findings = &cx.derived.results.findings;
    if findings.is_empty() {
        return;
    }
    let serious = findings.iter().any(|it| it.severity() == Severity::Error);
    egui::CollapsingHeader::new(cx.texts.findings(findings.len()))
        .default_open(serious)
        .show(ui, |ui| {
            egui::ScrollArea::vertical()
                .id_salt("findings")
                .max_height(140.0)
                .show(ui, |ui| {
                    for finding in findings {
                        findings::finding_ui(ui, cx, finding, actions);
                    }
                });
        });
}

/// Rank and unit, then two columns a node: score and rank. The index's own rank comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Rank,
    Unit,
    Tier,
    Group,
    RankInGroup,
    Score(usize),
    RankOf(usize),
}

fn whats(nodes: usize, beside: &Beside) -> Vec<What> {
    let dimensions = (1..nodes).flat_map(|at| [What::Score(at), What::RankOf(at)]);
    let tier = beside.tiers.is_some().then_some(What::Tier);
    let groups = beside.places.is_some();
    let groups = [What::Group, What::RankInGroup]
        .into_iter()
        .filter(move |_| groups);
    [What::Rank, What::Unit, What::Score(0)]
        .into_iter()
        .chain(tier)
        .chain(groups)
        .chain(dimensions)
        .collect()
}

fn table_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let ranking = &cx.derived.ranking;
    let whats = whats(ranking.nodes.len(), &cx.derived.beside);
    let columns = whats
        .iter()
        .map(|what| match what {
            What::Rank => table::column("rank", 84.0),
            What::Unit => table::column("name", 116.0),
            What::Tier => table::column("tier", 84.0),
            What::Group => table::column("group", 96.0),
            What::RankInGroup => table::column("rank in group", 72.0),
            What::Score(at) => table::column(("score", *at), if *at == 0 { 150.0 } else { 104.0 }),
            What::RankOf(at) => table::column(("rank of", *at), 56.0),
        })
        .collect();
    let selected = view.selected;
    let sheet = Sheet {
        id: "results",
        columns,
        sticky: 2,
        rows: ranking.rows.len(),
        head: 46.0,
        stretch: None,
    };
    let parts = Parts {
        head: Box::new(|ui, column| {
            if let Some(&what) = whats.get(column) {
                head_ui(ui, cx, view, what);
            }
        }),
        cell: Box::new(|ui, row, column| {
            let (Some(row), Some(&what)) = (ranking.rows.get(row), whats.get(column)) else {
                return;
            };
            cell_ui(ui, cx, selected, row, what, actions);
        }),
        stands_out: Box::new(|row| {
            ranking
                .rows
                .get(row)
                .is_some_and(|row| Some(row.unit) == selected)
        }),
    };
    sheet.show(ui, parts);
}

/// A head that sorts when clicked, and once more the other way round.
fn head_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, what: What) {
    let node = |at: usize| {
        cx.derived
            .ranking
            .nodes
            .get(at)
            .map(|node| node.name.as_str())
            .unwrap_or_default()
    };
    let score_of = |at: usize| {
        let nodes = &cx.derived.ranking.nodes;
        // The first is the index, whatever its id.
        RankingSortBy::Score(nodes.get(at).filter(|_| at > 0).map(|node| node.id))
    };
    let (name, by) = match what {
        What::Rank => (cx.texts.rank().to_owned(), RankingSortBy::Score(None)),
        What::Unit => (cx.texts.unit().to_owned(), RankingSortBy::Unit),
        What::Tier => (cx.texts.tier().to_owned(), RankingSortBy::Score(None)),
        What::Group => (cx.texts.group().to_owned(), RankingSortBy::Score(None)),
        What::RankInGroup => (
            cx.texts.rank_in_group().to_owned(),
            RankingSortBy::Score(None),
        ),
        What::Score(at) => (node(at).to_owned(), score_of(at)),
        What::RankOf(at) => (cx.texts.rank().to_owned(), score_of(at)),
    };
    let beside = matches!(what, What::Tier | What::Group | What::RankInGroup);
    let sorted = view.sort.by == by
        && !beside
        && !matches!(what, What::RankOf(_))
        && (what != What::Score(0));
    let arrow = match (sorted, view.sort.reversed) {
        (false, _) => "",
        (true, false) => " ▼",
        (true, true) => " ▲",
    };
    let spoken = match what {
        What::RankOf(at) => format!("{} {name}", node(at)),
        _ => name.clone(),
    };
    let text = fonts::bold(format!("{name}{arrow}"));
    let layout = match what {
        What::Unit | What::Tier | What::Group => Layout::left_to_right(Align::Center),
        _ => Layout::right_to_left(Align::Center),
    };
    let response = ui
        .with_layout(layout, |ui| {
            ui.add(egui::Button::new(text).frame(false).wrap())
        })
        .inner;
    if widgets::named(response, WidgetRole::Button, &spoken)
        .on_hover_text(&spoken)
        .clicked()
    {
        let reversed = view.sort.by == by && !view.sort.reversed;
        view.sort = RankingSort { by, reversed };
    }
}

fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    selected: Option<crate::engine::UnitId>,
    row: &RankingRow,
    what: What,
    actions: &mut Vec<Action>,
) {
    match what {
        What::Rank => rank_ui(ui, cx, row),
        What::Unit => {
            if table::link(ui, &row.label, &row.label).clicked() {
                let again = selected == Some(row.unit);
                actions.push(Action::Select((!again).then_some(row.unit)));
            }
        }
        What::Tier => {
            let tiers = cx.derived.beside.tiers.as_ref();
            let tier = tiers.and_then(|it| it.get(&row.unit));
            let told = tier.map_or_else(|| "–".to_owned(), |&it| cx.texts.tier_number(it));
            table::text(ui, told);
        }
        What::Group | What::RankInGroup => {
            let places = cx.derived.beside.places.as_ref();
            let place = places.and_then(|it| it.get(&row.unit));
            if what == What::Group {
                table::text(ui, place.map_or("–", |it| it.0.as_str()));
            } else {
                let rank = place.and_then(|it| it.1);
                table::number(ui, rank.map_or_else(|| "–".to_owned(), |it| it.to_string()));
            }
        }
        What::Score(at) => {
            let mark = row.cells.get(at).and_then(|cell| cell.mark.as_ref());
            let text = row
                .cells
                .get(at)
                .map(|cell| cell.text.as_str())
                .unwrap_or_default();
            if at == 0 {
                bar(ui, row.share);
                table::number(ui, fonts::bold(text));
            } else if let Some(mark) = mark {
                // Not as observed: in italics, with a sign that is not colour alone.
                let told = RichText::new(format!("{text} *")).italics();
                table::number(ui, told).on_hover_text(cx.texts.mark(mark));
            } else {
                table::number(ui, text);
            }
        }
        What::RankOf(at) => {
            let rank = row.cells.get(at).and_then(|cell| cell.rank);
            let text = rank.map_or_else(String::new, |rank| rank.to_string());
            table::number(ui, RichText::new(text).weak());
        }
    }
}

fn rank_ui(ui: &mut Ui, cx: &Cx<'_>, row: &RankingRow) {
    let mark = if row.ranked {
        "–"
    } else {
        cx.texts.reference_mark()
    };
    let text = row
        .rank()
        .map_or_else(|| mark.to_owned(), |rank| rank.to_string());
    let moved = cx
        .derived
        .moved(row.unit, row.rank())
        .filter(|&places| places != 0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.label(fonts::bold(text));
        if let Some(places) = moved {
            let color = theme::moved(ui.visuals(), places);
            let arrow = if places > 0 {
                format!("▲{places}")
            } else {
                format!("▼{}", -places)
            };
            ui.label(RichText::new(arrow).color(color).small())
                .on_hover_text(cx.texts.moved(places));
        }
    });
}

/// The score as a length behind it.
fn bar(ui: &Ui, share: f32) {
    let rect = ui
        .max_rect()
        .expand2(egui::vec2(4.0, 0.0))
        .shrink2(egui::vec2(0.0, 2.0));
    let bar = rect.with_max_x(rect.width().mul_add(share, rect.left()));
    let fill = ui.visuals().hyperlink_color.gamma_multiply(0.20);
    ui.painter().rect_filled(bar, 3.0, fill);
}

/// The table as shown, scores in full.
fn as_text(cx: &Cx<'_>) -> TextTable {
    let ranking = &cx.derived.ranking;
    let mut header = vec![cx.texts.rank().to_owned(), cx.texts.unit().to_owned()];
    for (at, node) in ranking.nodes.iter().enumerate() {
        header.push(node.name.clone());
        if at > 0 {
            header.push(cx.texts.rank().to_owned());
        }
    }
    let mut rows = vec![header];
    for row in &ranking.rows {
        let mut cells = vec![outgoing::number(row.rank()), row.label.clone()];
        for (at, cell) in row.cells.iter().enumerate() {
            cells.push(outgoing::number(cell.score));
            if at > 0 {
                cells.push(outgoing::number(cell.rank));
            }
        }
        rows.push(cells);
    }
    let name = cx.texts.ranking_file().to_owned();
    TextTable { name, rows }
}
