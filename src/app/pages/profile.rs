//! Units one by one or side by side: where they stand, why, and among whom.

use egui::{
    Align, Button, ComboBox, Grid, Label, Layout, RichText, Role as WidgetRole, ScrollArea, Ui,
};

use super::{Cx, empty_ui, results, saved_views};
use crate::{
    app::{
        action::Action,
        dialogs::Clip,
        fonts, format,
        outgoing::{self, TextTable},
        profile::{MOST_BESIDE, Profiles, UnitProfile},
        table::{self, Parts, Sheet},
        theme,
        view::View,
        widgets,
    },
    engine::UnitId,
    project::summary::NodeStanding,
};

/// The width of the sentences and of the neighbours.
const SIDE: f32 = 380.0;
/// How far the name of a node is moved in for each level.
const STEP: f32 = 14.0;

/// The ranking in sentences.
pub(super) fn summary_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let said = cx.profiles.summary.as_ref();
    let said = said.map(|it| texts.summary(it, cx.dataset));
    results::head_ui(ui, cx, view, |ui, view| {
        if let Some(said) = &said {
            copy_ui(ui, cx, said, actions);
        }
        saved_views::button_ui(ui, cx, view);
    });
    ui.add_space(theme::NEAR);
    let Some(said) = said else {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    };
    ScrollArea::vertical()
        .id_salt("summary")
        .auto_shrink(false)
        .show(ui, |ui| {
            // Longer lines are hard to read.
            ui.set_max_width(ui.available_width().min(820.0));
            for sentence in &said {
                ui.add(
                    Label::new(RichText::new(sentence).size(16.0))
                        .wrap()
                        .selectable(true),
                );
                ui.add_space(theme::NEAR);
            }
        });
}

fn copy_ui(ui: &mut Ui, cx: &Cx<'_>, said: &[String], actions: &mut Vec<Action>) {
    if ui.button(cx.texts.copy_text()).clicked() {
        actions.push(Action::Copy(Clip {
            html: None,
            text: Some(said.join("\n")),
        }));
    }
}

/// Units in view.
pub(super) fn units_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let profiles = cx.profiles;
    results::head_ui(ui, cx, view, |ui, view| {
        outgoing::ways_ui(ui, outgoing::ways(cx.texts), actions, || {
            as_text(cx, profiles)
        });
        saved_views::button_ui(ui, cx, view);
    });
    ui.horizontal_wrapped(|ui| choose_ui(ui, cx, profiles, view, actions));
    ui.add_space(theme::NEAR);
    if profiles.units.is_empty() {
        empty_ui(
            ui,
            cx.texts.no_results(),
            cx.texts.no_results_line(),
            |_| {},
        );
        return;
    }
    egui::Panel::left("unit told")
        .default_size(SIDE)
        .size_range(240.0..=560.0)
        .resizable(true)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("unit told")
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.set_max_width(ui.available_width() - 12.0);
                    for profile in &profiles.units {
                        told_ui(ui, cx, profile, actions);
                    }
                });
        });
    nodes_ui(ui, cx, profiles);
}

/// The unit in view, the one before and after it, and those beside it.
fn choose_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    profiles: &Profiles,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let Some(shown) = profiles.units.first().map(|it| it.unit) else {
        return;
    };
    let rows = &cx.derived.ranking.rows;
    let place = rows.iter().position(|it| it.unit == shown);
    let beside = |step: isize| {
        let at = place?.checked_add_signed(step)?;
        rows.get(at).map(|it| it.unit)
    };
    for (name, sign, to) in [
        (texts.one_before(), "◀", beside(-1)),
        (texts.one_after(), "▶", beside(1)),
    ] {
        let button = ui.add_enabled(to.is_some(), Button::new(sign));
        let button = widgets::named(button, WidgetRole::Button, name).on_hover_text(name);
        if button.clicked() {
            actions.push(Action::Select(to));
        }
    }
    let label = |unit: UnitId| cx.dataset.unit(unit).map_or("", |it| it.label.as_str());
    let combo = ComboBox::from_id_salt("unit in view").selected_text(label(shown).to_owned());
    let combo = combo.height(400.0).show_ui(ui, |ui| {
        for row in rows {
            if ui.selectable_label(row.unit == shown, &row.label).clicked() {
                actions.push(Action::Select(Some(row.unit)));
            }
        }
    });
    widgets::named(combo.response, WidgetRole::ComboBox, texts.unit_in_view());
    for profile in profiles.units.iter().skip(1) {
        let name = label(profile.unit);
        let button = ui.button(format!("{name} ×"));
        let spoken = texts.not_beside(name);
        if widgets::named(button, WidgetRole::Button, &spoken)
            .on_hover_text(&spoken)
            .clicked()
        {
            view.beside.retain(|it| *it != profile.unit);
        }
    }
    let here: Vec<UnitId> = profiles.units.iter().map(|it| it.unit).collect();
    if here.len() <= MOST_BESIDE {
        ui.menu_button(texts.put_beside(), |ui| {
            ScrollArea::vertical().max_height(400.0).show(ui, |ui| {
                for row in rows.iter().filter(|it| !here.contains(&it.unit)) {
                    if ui.button(&row.label).clicked() {
                        view.beside.retain(|it| here.contains(it));
                        view.beside.push(row.unit);
                        ui.close();
                    }
                }
            });
        });
    }
}

/// What is told of a unit.
fn told_ui(ui: &mut Ui, cx: &Cx<'_>, profile: &UnitProfile, actions: &mut Vec<Action>) {
    let (texts, summary) = (cx.texts, &profile.summary);
    let name = cx
        .dataset
        .unit(profile.unit)
        .map_or("", |it| it.label.as_str());
    let said = texts.unit_summary(profile.unit, summary, cx.dataset);
    ui.horizontal(|ui| {
        ui.label(fonts::bold(name).size(18.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            copy_ui(ui, cx, &said, actions);
        });
    });
    for sentence in &said {
        ui.add(Label::new(sentence).wrap().selectable(true));
    }
    ui.add_space(theme::NEAR);
    if summary.peers.len() > 1 {
        ui.label(fonts::bold(texts.neighbours()));
        Grid::new(("peers", profile.unit))
            .striped(true)
            .num_columns(3)
            .show(ui, |ui| {
                for peer in &summary.peers {
                    let label = cx
                        .dataset
                        .unit(peer.unit)
                        .map_or("", |it| it.label.as_str());
                    let top = summary.index.best.unwrap_or(0.0);
                    ui.label(peer.rank.to_string());
                    let own = peer.unit == profile.unit;
                    ui.label(if own {
                        fonts::bold(label)
                    } else {
                        label.into()
                    });
                    ui.label(format::score(peer.score, top));
                    ui.end_row();
                }
            });
        ui.add_space(theme::NEAR);
    }
    if summary.history.len() > 1 {
        ui.label(fonts::bold(texts.over_time()));
        Grid::new(("history", profile.unit))
            .striped(true)
            .num_columns(3)
            .show(ui, |ui| {
                for of in &summary.history {
                    ui.label(texts.period(&of.period));
                    ui.label(score(of));
                    ui.label(
                        of.rank
                            .map_or_else(String::new, |it| texts.rank_of(it, of.ranked)),
                    );
                    ui.end_row();
                }
            });
    }
    ui.add_space(theme::FAR);
}

fn score(of: &NodeStanding) -> String {
    let top = of.best.unwrap_or(0.0);
    of.score
        .map_or_else(|| "–".to_owned(), |it| format::score(it, top))
}

/// A column of the table of nodes; units by place.
#[derive(Clone, Copy)]
enum What {
    Node,
    Score(usize),
    Rank(usize),
    Mean,
    Best,
}

fn whats(profiles: &Profiles) -> Vec<What> {
    let units = 0..profiles.units.len();
    let of_units = units.flat_map(|at| [What::Score(at), What::Rank(at)]);
    std::iter::once(What::Node)
        .chain(of_units)
        .chain([What::Mean, What::Best])
        .collect()
}

/// Every node: the units in view beside the mean and the best.
fn nodes_ui(ui: &mut Ui, cx: &Cx<'_>, profiles: &Profiles) {
    let whats = whats(profiles);
    let columns = whats.iter().map(|what| match what {
        What::Node => table::column("node", 230.0),
        What::Score(at) => table::column(("score", *at), 116.0),
        What::Rank(at) => table::column(("rank", *at), 72.0),
        What::Mean => table::column("mean", 84.0),
        What::Best => table::column("best", 84.0),
    });
    let sheet = Sheet {
        id: "profile",
        name: cx.texts.table_of(cx.texts.units_tab()),
        own_cells: false,
        columns: columns.collect(),
        sticky: 1,
        rows: profiles.nodes.len(),
        head: 46.0,
        stretch: None,
    };
    let parts = Parts {
        head: Box::new(|ui, column| {
            if let Some(&what) = whats.get(column) {
                head_ui(ui, cx, profiles, what);
            }
        }),
        cell: Box::new(|ui, row, column| {
            if let Some(&what) = whats.get(column) {
                cell_ui(ui, cx, profiles, (row, what));
            }
        }),
        stands_out: Box::new(|row| profiles.nodes.get(row).is_some_and(|it| it.1 == 0)),
    };
    sheet.show(ui, parts);
}

fn head_name(cx: &Cx<'_>, profiles: &Profiles, what: What) -> String {
    let unit = |at: usize| {
        let unit = profiles
            .units
            .get(at)
            .and_then(|it| cx.dataset.unit(it.unit));
        unit.map(|it| it.label.clone()).unwrap_or_default()
    };
    match what {
        What::Node => cx.texts.indicator_word().to_owned(),
        What::Score(at) => unit(at),
        What::Rank(_) => cx.texts.rank().to_owned(),
        What::Mean => cx.texts.mean_of_ranked().to_owned(),
        What::Best => cx.texts.best_of_ranked().to_owned(),
    }
}

fn head_ui(ui: &mut Ui, cx: &Cx<'_>, profiles: &Profiles, what: What) {
    let name = head_name(cx, profiles, what);
    let layout = match what {
        What::Node => Layout::left_to_right(Align::Center),
        _ => Layout::right_to_left(Align::Center),
    };
    ui.with_layout(layout, |ui| {
        ui.add(Label::new(fonts::bold(&name)).wrap())
            .on_hover_text(&name);
    });
}

/// How the first unit that has it stands in a node.
fn standing(profiles: &Profiles, unit: usize, row: usize) -> Option<&NodeStanding> {
    profiles.units.get(unit)?.nodes.get(row)?.as_ref()
}

fn written(cx: &Cx<'_>, profiles: &Profiles, (row, what): (usize, What)) -> String {
    let decimals = |value: Option<f64>, of: &NodeStanding| {
        let top = of.best.unwrap_or(0.0);
        value.map_or_else(|| "–".to_owned(), |it| format::score(it, top))
    };
    match what {
        What::Node => {
            let node = profiles.nodes.get(row).map(|it| it.0);
            let node = node.and_then(|it| cx.framework()?.node(it));
            node.map(|it| it.name.clone()).unwrap_or_default()
        }
        What::Score(at) => standing(profiles, at, row).map(score).unwrap_or_default(),
        What::Rank(at) => {
            let rank = standing(profiles, at, row).and_then(|it| it.rank);
            rank.map_or_else(|| "–".to_owned(), |it| it.to_string())
        }
        What::Mean => standing(profiles, 0, row)
            .map(|it| decimals(it.mean, it))
            .unwrap_or_default(),
        What::Best => standing(profiles, 0, row)
            .map(|it| decimals(it.best, it))
            .unwrap_or_default(),
    }
}

fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, profiles: &Profiles, (row, what): (usize, What)) {
    let text = written(cx, profiles, (row, what));
    let depth = profiles.nodes.get(row).map_or(0, |it| it.1);
    match what {
        What::Node => {
            #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
            ui.add_space(depth as f32 * STEP);
            let aggregate = cx
                .derived
                .results
                .nodes
                .get(row)
                .is_some_and(|it| it.level > 1);
            let shown = if aggregate {
                fonts::bold(&text)
            } else {
                RichText::new(&text)
            };
            table::text(ui, shown).on_hover_text(&text);
        }
        What::Score(at) => {
            if let Some(of) = standing(profiles, at, row) {
                let share = of
                    .score
                    .zip(of.best)
                    .map_or(0.0, |(score, best)| score / best);
                let mean = of.mean.zip(of.best).map(|(mean, best)| mean / best);
                bar(ui, (share, mean));
            }
            table::number(ui, text);
        }
        What::Rank(_) => {
            table::number(ui, text);
        }
        What::Mean | What::Best => {
            table::number(ui, RichText::new(text).weak());
        }
    }
}

/// The score as a share of the best behind it, with a line where the mean is.
fn bar(ui: &Ui, (share, mean): (f64, Option<f64>)) {
    let rect = ui.max_rect().expand2(egui::vec2(4.0, 0.0));
    let rect = rect.shrink2(egui::vec2(0.0, 2.0));
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    let at = |share: f64| {
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0) as f32
        } else {
            0.0
        };
        rect.width().mul_add(share, rect.left())
    };
    let fill = ui.visuals().hyperlink_color.gamma_multiply(0.20);
    ui.painter()
        .rect_filled(rect.with_max_x(at(share)), 3.0, fill);
    if let Some(mean) = mean {
        let line = egui::Stroke::new(1.0, ui.visuals().weak_text_color());
        ui.painter().vline(at(mean), rect.y_range(), line);
    }
}

/// The table as text, numbers in full.
fn as_text(cx: &Cx<'_>, profiles: &Profiles) -> TextTable {
    let whats = whats(profiles);
    let mut rows = vec![
        whats
            .iter()
            .map(|it| head_name(cx, profiles, *it))
            .collect(),
    ];
    for row in 0..profiles.nodes.len() {
        let of = |unit| standing(profiles, unit, row);
        let cells = whats.iter().map(|what| match *what {
            What::Node => written(cx, profiles, (row, What::Node)),
            What::Score(at) => outgoing::number(of(at).and_then(|it| it.score)),
            What::Rank(at) => outgoing::number(of(at).and_then(|it| it.rank)),
            What::Mean => outgoing::number(of(0).and_then(|it| it.mean)),
            What::Best => outgoing::number(of(0).and_then(|it| it.best)),
        });
        rows.push(cells.collect());
    }
    let units = profiles.units.iter();
    let names = units.filter_map(|it| cx.dataset.unit(it.unit));
    let names: Vec<&str> = names.map(|it| it.label.as_str()).collect();
    TextTable {
        name: names.join(" "),
        rows,
    }
}
