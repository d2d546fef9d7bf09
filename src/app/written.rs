//! Pages of the manual, drawn.

use egui::{
    Color32, FontFamily, FontId, Label, RichText, TextFormat, TextStyle, Ui, Vec2, text::LayoutJob,
    vec2,
};

use super::{fonts, theme};
use crate::texts::manual::{Block, Span, Spot};

/// The least width of a column of a table.
const COLUMN: f32 = 56.0;

/// Where a link leads; none if that is not in the manual, and its words are only words.
type Leads<'a> = &'a dyn Fn(&str) -> Option<Spot>;

/// Draws blocks and brings one of them into view; where a link that was clicked leads.
pub(super) fn blocks_ui(
    ui: &mut Ui,
    blocks: &[Block],
    sought: Option<usize>,
    leads: Leads<'_>,
) -> Option<Spot> {
    let mut to = None;
    ui.spacing_mut().item_spacing.y = 5.0;
    for (at, block) in blocks.iter().enumerate() {
        let drawn = ui.scope(|ui| block_ui(ui, block, leads));
        if sought == Some(at) {
            drawn.response.scroll_to_me(Some(egui::Align::Min));
        }
        to = to.or(drawn.inner);
    }
    ui.add_space(theme::FAR);
    to
}

fn block_ui(ui: &mut Ui, block: &Block, leads: Leads<'_>) -> Option<Spot> {
    match block {
        Block::Heading(level, words) => {
            let size = match level {
                1 => 20.0,
                2 => 18.0,
                _ => 15.0,
            };
            ui.add_space(theme::NEAR);
            let job = job(ui, words, &FontId::new(size, fonts::bold_family()));
            ui.add(Label::new(job).wrap());
            None
        }
        Block::Paragraph(words) => words_ui(ui, words, leads),
        Block::Item(words) => {
            let item = ui.horizontal_top(|ui| {
                ui.label("·");
                let room = vec2(ui.available_width(), 0.0);
                let layout = egui::Layout::top_down(egui::Align::Min);
                let item =
                    ui.allocate_ui_with_layout(room, layout, |ui| words_ui(ui, words, leads));
                item.inner
            });
            item.inner
        }
        Block::Code(code) => {
            let code = RichText::new(code).monospace().small();
            egui::ScrollArea::horizontal()
                .id_salt(ui.next_auto_id())
                .show(ui, |ui| ui.add(Label::new(code).extend()));
            None
        }
        Block::Table(rows) => table_ui(ui, rows, leads),
    }
}

/// Words that fill the width; those with links are several widgets, others are one.
fn words_ui(ui: &mut Ui, words: &[Span], leads: Leads<'_>) -> Option<Spot> {
    let body = TextStyle::Body.resolve(ui.style());
    if words.iter().all(|it| it.link.is_none()) {
        let job = job(ui, words, &body);
        ui.add(Label::new(job).wrap());
        return None;
    }
    let mut to = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(0.0, 2.0);
        for span in words {
            let target = span.link.as_deref().and_then(leads);
            if let Some(target) = target {
                if ui.link(drawable(&span.text)).clicked() {
                    to = Some(target);
                }
            } else {
                let job = job(ui, std::slice::from_ref(span), &body);
                ui.add(Label::new(job).wrap());
            }
        }
    });
    to
}

/// Words in a font, with their looks.
fn job(ui: &Ui, words: &[Span], font: &FontId) -> LayoutJob {
    let mut job = LayoutJob::default();
    for span in words {
        let family = match (span.bold, span.code) {
            (_, true) => FontFamily::Monospace,
            (true, _) => fonts::bold_family(),
            _ => font.family.clone(),
        };
        let background = if span.code {
            ui.visuals().code_bg_color
        } else {
            Color32::TRANSPARENT
        };
        let format = TextFormat {
            font_id: FontId::new(font.size, family),
            color: ui.visuals().text_color(),
            background,
            italics: span.italic,
            ..TextFormat::default()
        };
        job.append(&drawable(&span.text), 0.0, format);
    }
    job
}

/// Rows below each other, each cell as wide as its column.
fn table_ui(ui: &mut Ui, rows: &[Vec<Vec<Span>>], leads: Leads<'_>) -> Option<Spot> {
    let widths = widths(ui, rows);
    let mut to = None;
    for (at, row) in rows.iter().enumerate() {
        let drawn = ui.horizontal_top(|ui| {
            let mut to = None;
            for (cell, width) in row.iter().zip(&widths) {
                let layout = egui::Layout::top_down(egui::Align::Min);
                let drawn = ui.allocate_ui_with_layout(vec2(*width, 0.0), layout, |ui| {
                    ui.set_width(*width);
                    if at == 0 {
                        let bold: Vec<Span> = cell.iter().cloned().map(as_bold).collect();
                        words_ui(ui, &bold, leads)
                    } else {
                        words_ui(ui, cell, leads)
                    }
                });
                to = to.or(drawn.inner);
            }
            to
        });
        to = to.or(drawn.inner);
        if at == 0 {
            ui.separator();
        }
    }
    to
}

fn as_bold(span: Span) -> Span {
    Span { bold: true, ..span }
}

/// How wide each column is: as its longest cell where there is room for it, else a share of what
/// is left.
fn widths(ui: &Ui, rows: &[Vec<Vec<Span>>]) -> Vec<f32> {
    let columns = rows.first().map_or(0, Vec::len);
    let body = TextStyle::Body.resolve(ui.style());
    let natural = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| {
            let bold: Vec<Span> = cell.iter().cloned().map(as_bold).collect();
            let job = job(ui, &bold, &body);
            ui.painter().layout_job(job).size().x + 1.0
        });
        widths.fold(COLUMN, f32::max)
    };
    let gaps = ui.spacing().item_spacing.x * columns.saturating_sub(1) as f32;
    let mut widths: Vec<f32> = (0..columns).map(natural).collect();
    let mut room = (ui.available_width() - gaps).max(COLUMN);
    let mut order: Vec<usize> = (0..columns).collect();
    order.sort_by(|a, b| f32::total_cmp(&widths[*a], &widths[*b]));
    for (done, column) in order.into_iter().enumerate() {
        let share = room / (columns - done) as f32;
        if let Some(width) = widths.get_mut(column) {
            *width = width.min(share).floor();
            room -= *width;
        }
    }
    widths
}

/// Small letters that the bundled fonts have not, as a keyboard has them.
fn drawable(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    for letter in text.chars() {
        match raised(letter) {
            Some(words) => drawn.push_str(words),
            None => drawn.push(letter),
        }
    }
    drawn
}

const fn raised(letter: char) -> Option<&'static str> {
    Some(match letter {
        '⁺' => "^+",
        '⁻' => "^-",
        'ˣ' => "^x",
        '₀' => "_0",
        '₁' => "_1",
        '₂' => "_2",
        '₋' => "_-",
        'ₖ' => "_k",
        'ₜ' => "_t",
        '⌊' => "[",
        '⌋' => "]",
        _ => return None,
    })
}
