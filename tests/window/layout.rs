//! Nothing lies over anything else, and nothing sticks out of the window.

use std::collections::BTreeMap;

use egui::{LayerId, Order, Rect, Vec2, accesskit::Role as Kind};
use egui_kittest::kittest::NodeT as _;
use heng::app::Page;

use super::desk::{Desk, in_both_languages};

/// Something that can be acted on, and the part of it that can be seen.
struct Control {
    name: String,
    layer: LayerId,
    seen: Rect,
}

/// What a person acts on, without what is only a ground for it, as rows and screens are.
fn controls(desk: &Desk) -> Vec<Control> {
    let root = desk.window.root();
    let nodes = root.children_recursive();
    let named = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let acted_on = matches!(
            node.role(),
            Kind::Button
                | Kind::CheckBox
                | Kind::ComboBox
                | Kind::Link
                | Kind::RadioButton
                | Kind::Slider
                | Kind::SpinButton
                | Kind::TextInput
        );
        let name = node.label().or_else(|| node.value()).unwrap_or_default();
        acted_on.then(|| (node.locate().0.0, name))
    });
    let named: BTreeMap<u64, String> = named.collect();
    desk.window.ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let all = widgets.layers().flat_map(|(_, all)| all);
        let shown = all.filter(|it| it.visible && it.interact_rect.is_positive());
        let controls = shown.filter_map(|it| {
            let name = named.get(&it.id.value())?.clone();
            Some(Control {
                name,
                layer: it.layer_id,
                seen: it.interact_rect,
            })
        });
        controls.collect()
    })
}

/// Pairs of which one lies partly over the other, by more than the width of a line.
fn heaped(controls: &[Control]) -> Vec<String> {
    let mut heaped = Vec::new();
    for (at, one) in controls.iter().enumerate() {
        for other in controls.iter().skip(at + 1) {
            let over = one.seen.intersect(other.seen).size();
            let apart = one.layer != other.layer || over.min_elem() <= 2.0;
            // Such as the sign of a filter within the head of a column.
            let within = one.seen.contains_rect(other.seen) || other.seen.contains_rect(one.seen);
            if !apart && !within {
                heaped.push(format!(
                    "{:?} {} and {:?} {}",
                    one.name, one.seen, other.name, other.seen
                ));
            }
        }
    }
    heaped
}

/// What of the bars around the screen is cut off by the window.
fn cut(desk: &Desk, controls: &[Control]) -> Vec<String> {
    let window = desk.window.ctx.content_rect();
    let background = controls
        .iter()
        .filter(|it| it.layer.order == Order::Background);
    let outside = background.filter(|it| !window.contains_rect(it.seen));
    outside
        .map(|it| format!("{:?} {}", it.name, it.seen))
        .collect()
}

/// Looks at the screen as it is.
fn look(desk: &Desk, at: &str) {
    let controls = controls(desk);
    assert!(controls.len() > 8, "{at}: hardly anything to act on");
    let (none, size): (Vec<String>, Vec2) = (Vec::new(), desk.window.ctx.content_rect().size());
    assert_eq!(heaped(&controls), none, "{at} of {size}: on each other");
    assert_eq!(cut(desk, &controls), none, "{at} of {size}: cut off");
}

/// Every screen, and every part of the results.
fn look_everywhere(desk: &mut Desk) {
    for page in Page::ALL {
        desk.go(page);
        look(desk, &format!("{page:?}"));
    }
    desk.go(Page::Results);
    let texts = desk.texts;
    for tab in [
        texts.units_tab(),
        texts.summary_tab(),
        texts.compare_scenarios(),
    ] {
        desk.click(tab);
        look(desk, tab);
    }
}

#[test]
fn nothing_lies_over_anything_else() {
    // The last is the first at twice the size of everything.
    for size in [[1280.0, 720.0], [1920.0, 1080.0], [640.0, 360.0]] {
        in_both_languages(|language| {
            look_everywhere(&mut Desk::sized(language, Vec::new(), size));
        });
    }
}
