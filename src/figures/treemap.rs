//! A treemap: areas as large as shares, those that belong together in one block.

use egui::{
    Align2, Color32, CornerRadius, FontId, Rect, Role as WidgetRole, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::palette;

/// Blocks of areas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Treemap {
    /// The figure in words, for those who cannot see it.
    pub summary: String,
    /// The largest first.
    pub blocks: Vec<Block>,
}

/// Areas that belong together, under a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// What they are together; nothing where the block is its only area.
    pub label: String,
    /// The largest first.
    pub areas: Vec<Area>,
}

/// One area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// What it is.
    pub label: String,
    /// The share as it is written below.
    pub text: String,
    /// What is said of it aloud and under the pointer.
    pub spoken: String,
    /// Its size beside the others; not below zero.
    pub share: f64,
    /// Which one it is for whoever made the figure.
    pub key: usize,
}

impl Block {
    fn share(&self) -> f64 {
        self.areas.iter().map(|it| it.share).sum()
    }
}

/// The height of a block's name.
const HEAD: f32 = 20.0;

impl Treemap {
    /// Draws the figure in the room there is. Answers the key of the area that was clicked.
    pub fn show(&self, ui: &mut Ui) -> Option<usize> {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetRole::Image, true, &self.summary));
        let shares: Vec<f64> = self.blocks.iter().map(Block::share).collect();
        let mut clicked = None;
        for (at, (block, rect)) in self.blocks.iter().zip(laid(&shares, rect)).enumerate() {
            let color = palette::of_kind(at);
            clicked = block_ui(ui, block, rect.shrink(1.0), color).or(clicked);
        }
        clicked
    }
}

fn block_ui(ui: &mut Ui, block: &Block, rect: Rect, color: Color32) -> Option<usize> {
    let named = !block.label.is_empty() && rect.height() > 2.0 * HEAD;
    let inner = if named {
        let text = ui.visuals().strong_text_color();
        let head = rect.with_max_y(rect.top() + HEAD);
        write(ui, (&block.label, 13.0), head, text);
        rect.with_min_y(head.bottom())
    } else {
        rect
    };
    let shares: Vec<f64> = block.areas.iter().map(|it| it.share).collect();
    let areas = block.areas.iter().zip(laid(&shares, inner));
    areas.fold(None, |clicked, (area, rect)| {
        area_ui(ui, area, rect, color).or(clicked)
    })
}

fn area_ui(ui: &Ui, area: &Area, rect: Rect, color: Color32) -> Option<usize> {
    if !rect.is_positive() {
        return None;
    }
    let response = ui.interact(rect, ui.scope_id().with(("area", area.key)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetRole::Button, true, &area.spoken));
    let visuals = ui.visuals();
    let strength = if response.hovered() || response.has_focus() {
        0.45
    } else {
        0.28
    };
    let stroke = Stroke::new(1.0, visuals.panel_fill);
    ui.painter().rect(
        rect,
        CornerRadius::same(2),
        color.gamma_multiply(strength),
        stroke,
        StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(4.0, 2.0));
    let line = inner.with_max_y(inner.top() + 16.0);
    write(ui, (&area.label, 12.0), line, visuals.text_color());
    if inner.height() >= 32.0 {
        let below = line.translate(vec2(0.0, 16.0));
        write(ui, (&area.text, 12.0), below, visuals.text_color());
    }
    let clicked = response.clicked().then_some(area.key);
    response.on_hover_text(&area.spoken);
    clicked
}

/// Writes a line where it fits; what is too long is cut off, what is too high is left out.
fn write(ui: &Ui, (text, size): (&str, f32), rect: Rect, color: Color32) {
    if rect.width() < 2.0 * size || rect.height() < size {
        return;
    }
    ui.painter().with_clip_rect(rect).text(
        rect.left_center(),
        Align2::LEFT_CENTER,
        text,
        FontId::proportional(size),
        color,
    );
}

/// Rectangles as large as shares, near to squares, that fill a room; in the order of the shares.
///
/// Rows are filled along the shorter side as long as that makes their worst rectangle squarer
/// (Bruls, Huizing and van Wijk, *Squarified Treemaps*, 2000). A share of nothing has no room.
fn laid(shares: &[f64], room: Rect) -> Vec<Rect> {
    let sum: f64 = shares.iter().filter(|it| it.is_finite()).sum();
    #[expect(clippy::cast_possible_truncation, reason = "an area on the screen")]
    let size = |share: &f64| {
        let part = (share / sum) as f32 * room.width() * room.height();
        if part.is_finite() { part.max(0.0) } else { 0.0 }
    };
    let sizes: Vec<f32> = shares.iter().map(size).collect();
    let mut all = Vec::with_capacity(sizes.len());
    let (mut left, mut rest) = (room, sizes.as_slice());
    while !rest.is_empty() {
        let along = left.width().min(left.height());
        let mut count = 1;
        while count < rest.len()
            && worst(rest.get(..=count), along) <= worst(rest.get(..count), along)
        {
            count += 1;
        }
        let (row, others) = rest.split_at(count);
        left = row_laid(row, left, &mut all);
        rest = others;
    }
    all
}

/// How far the most oblong rectangle of a row is from a square: its longer side by its shorter one.
fn worst(row: Option<&[f32]>, side: f32) -> f32 {
    let row = row.unwrap_or_default();
    let sum: f32 = row.iter().sum();
    let thick = sum / side;
    let ratio = |size: &f32| {
        let long = size / thick;
        (long / thick).max(thick / long)
    };
    row.iter().map(ratio).fold(0.0, f32::max)
}

/// Lays a row along the shorter side of what is left; answers what is left then.
fn row_laid(row: &[f32], left: Rect, all: &mut Vec<Rect>) -> Rect {
    let sum: f32 = row.iter().sum();
    let upright = left.width() >= left.height();
    let side = if upright { left.height() } else { left.width() };
    let thick = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = if upright { left.top() } else { left.left() };
    for size in row {
        let long = if thick > 0.0 { size / thick } else { 0.0 };
        all.push(if upright {
            Rect::from_min_size(pos2(left.left(), at), vec2(thick, long))
        } else {
            Rect::from_min_size(pos2(at, left.top()), vec2(long, thick))
        });
        at += long;
    }
    if upright {
        left.with_min_x((left.left() + thick).min(left.right()))
    } else {
        left.with_min_y((left.top() + thick).min(left.bottom()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_as_large_as_their_shares_and_fill_the_room() {
        let room = Rect::from_min_size(pos2(10.0, 20.0), vec2(60.0, 40.0));
        let shares = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let rects = laid(&shares, room);
        for (share, rect) in shares.iter().zip(&rects) {
            assert!(
                (f64::from(rect.area()) - share * 100.0).abs() < 0.1,
                "{rect:?}"
            );
            assert!(room.expand(0.01).contains_rect(*rect), "{rect:?}");
        }
        // The example of the paper: the first two stand one above the other, 30 by 20 each.
        assert_eq!(rects[0], Rect::from_min_size(room.min, vec2(30.0, 20.0)));
        assert_eq!(
            rects[1],
            Rect::from_min_size(pos2(10.0, 40.0), vec2(30.0, 20.0))
        );
        for (at, one) in rects.iter().enumerate() {
            for other in rects.iter().skip(at + 1) {
                assert!(!one.shrink(0.05).intersects(other.shrink(0.05)));
            }
        }
    }

    #[test]
    fn nothing_has_no_room() {
        let room = Rect::from_min_size(pos2(0.0, 0.0), vec2(10.0, 10.0));
        assert_eq!(laid(&[], room), []);
        assert!(laid(&[0.0, 0.0], room).iter().all(|it| it.area() == 0.0));
        let rects = laid(&[1.0, 0.0], room);
        assert_eq!((rects[0], rects[1].area()), (room, 0.0));
    }
}
