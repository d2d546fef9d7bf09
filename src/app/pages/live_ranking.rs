//! The ranking beside the framework: it moves while a weight is dragged.

use egui::{
    Align, Color32, Layout, RichText, Role as WidgetRole, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::Cx;
use crate::app::{action::Action, fonts, ranking::RankingRow, theme, view::View};

const HEIGHT: f32 = 26.0;

/// The live ranking.
pub(super) fn live_ranking_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if ui
        .button(texts.pin_ranking())
        .on_hover_text(texts.arrows_against())
        .clicked()
    {
        actions.push(Action::PinRanking);
    }
    ui.add_space(4.0);
    let rows = &cx.derived.ranking.rows;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("live ranking")
        .auto_shrink(false)
        .show_rows(ui, HEIGHT, rows.len(), |ui, range| {
            for row in rows.get(range).into_iter().flatten() {
                row_ui(ui, cx, view, row, actions);
            }
        });
}

fn row_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, row: &RankingRow, actions: &mut Vec<Action>) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let rank = row.rank;
    let moved = cx.derived.moved(row.unit, rank);
    let score = row.score.as_str();
    let rank_text = rank.map_or_else(|| mark(cx, row), |rank| rank.to_string());
    let spoken = cx.texts.ranking_line(
        &row.label,
        &rank_text,
        score,
        &cx.texts.moved(moved.unwrap_or(0)),
    );
    let selected = view.selected == Some(row.unit);
    response.widget_info(|| WidgetInfo::selected(WidgetRole::Button, true, selected, &spoken));
    if response.clicked() {
        actions.push(view.toggle(row.unit));
    }
    let painter = ui.painter_at(rect);
    let visuals = ui.visuals();
    if selected {
        painter.rect_filled(rect, 4.0, visuals.selection.bg_fill);
    } else if response.hovered() {
        painter.rect_filled(rect, 4.0, visuals.faint_bg_color);
    }
    let bar = rect.with_min_x(rect.left() + 92.0);
    let bar = bar.with_max_x(bar.left() + (bar.width() * row.share));
    painter.rect_filled(
        bar.shrink2(vec2(0.0, 3.0)),
        3.0,
        visuals.hyperlink_color.gamma_multiply(0.16),
    );

    let color = moved.map_or(visuals.weak_text_color(), |places| {
        theme::moved(visuals, places)
    });
    let mut place = rect;
    let mut piece = |width: f32, align: Align, text: RichText| {
        let cell = place.with_max_x(place.left() + width);
        place.min.x += width;
        let layout = match align {
            Align::Max => Layout::right_to_left(Align::Center),
            _ => Layout::left_to_right(Align::Center),
        };
        let cell = cell.shrink2(vec2(4.0, 0.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(cell).layout(layout));
        child.add(egui::Label::new(text).truncate());
    };
    piece(44.0, Align::Max, fonts::bold(rank_text));
    piece(48.0, Align::Min, arrow(moved, color));
    piece(
        rect.width() - 92.0 - 76.0,
        Align::Min,
        RichText::new(&row.label),
    );
    piece(76.0, Align::Max, RichText::new(score));
}

/// What stands in place of a rank.
fn mark(cx: &Cx<'_>, row: &RankingRow) -> String {
    if row.ranked {
        "–".to_owned()
    } else {
        cx.texts.reference_mark().to_owned()
    }
}

/// ▲3, ▼1, or a dot for no change.
fn arrow(moved: Option<i64>, color: Color32) -> RichText {
    let text = match moved {
        None => String::new(),
        Some(0) => "·".to_owned(),
        Some(up) if up > 0 => format!("▲{up}"),
        Some(down) => format!("▼{}", -down),
    };
    RichText::new(text).color(color)
}
