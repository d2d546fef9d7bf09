//! The documentation of methods, or the section of one, in a window.

use egui::{RichText, Ui};

use crate::{
    app::{fonts, pages::Cx, view::View},
    texts::Language,
};

const CHINESE: &str = include_str!("../../../../docs/methods.zh.md");
const ENGLISH: &str = include_str!("../../../../docs/methods.en.md");

/// The window, while it is open.
pub(crate) fn handbook_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View) {
    let Some(key) = view.handbook.clone() else {
        return;
    };
    let text = match cx.texts.language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    let part = section(text, &key);
    let mut open = true;
    let mut all = false;
    egui::Window::new(cx.texts.handbook())
        .id(egui::Id::unique("handbook"))
        .open(&mut open)
        .order(egui::Order::Tooltip)
        .default_size([560.0, 460.0])
        .collapsible(false)
        .show(ui.ctx(), |ui| {
            egui::ScrollArea::vertical()
                .id_salt(&key)
                .auto_shrink([false, true])
                .show(ui, |ui| written_ui(ui, part.unwrap_or(text)));
            if part.is_some() {
                ui.separator();
                all = ui.button(cx.texts.whole_handbook()).clicked();
            }
        });
    if all {
        view.handbook = Some(String::new());
    }
    if !open {
        view.handbook = None;
    }
}

/// The section whose heading names a key as files write it: `key`, or `key:P` with a parameter.
fn section<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let [plain, with] = [format!("`{key}`"), format!("`{key}:")];
    let names =
        |line: &str| line.starts_with('#') && (line.contains(&plain) || line.contains(&with));
    let from = lines(text).find(|(_, line)| !key.is_empty() && names(line));
    let (from, heading) = from?;
    let depth = heading.chars().take_while(|it| *it == '#').count();
    let rest = text.get(from + heading.len()..)?;
    let ends = |line: &str| {
        let marks = line.chars().take_while(|it| *it == '#').count();
        marks > 0 && marks <= depth
    };
    let to = lines(rest).find(|(_, line)| ends(line));
    let to = to.map_or(text.len(), |(at, _)| from + heading.len() + at);
    text.get(from..to)
}

/// Where each line begins, and the line.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let from = at;
        at += line.len();
        (from, line)
    })
}

/// Headings, paragraphs, lists and code, as plainly as can be.
fn written_ui(ui: &mut Ui, text: &str) {
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            code = !code;
            continue;
        }
        let marks = line.chars().take_while(|it| *it == '#').count();
        if code {
            ui.monospace(plain(line));
        } else if marks > 0 {
            let size = if marks > 2 { 15.0 } else { 18.0 };
            ui.add_space(6.0);
            let heading = plain(line.trim_start_matches('#').trim());
            ui.add(egui::Label::new(fonts::bold(heading).size(size)).wrap());
        } else if let Some(item) = line.strip_prefix("- ") {
            ui.horizontal_top(|ui| {
                ui.label("·");
                ui.add(egui::Label::new(RichText::new(plain(item))).wrap());
            });
        } else if line.trim().is_empty() {
            ui.add_space(4.0);
        } else {
            ui.add(egui::Label::new(RichText::new(plain(line))).wrap());
        }
    }
}

/// Without the marks of emphasis and code, and of links only their words.
fn plain(line: &str) -> String {
    let mut told = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((words, after)) = after.split_once("](") else {
            break;
        };
        let Some((_, after)) = after.split_once(')') else {
            break;
        };
        told.push_str(before);
        told.push_str(words);
        rest = after;
    }
    told.push_str(rest);
    let mut drawn = String::with_capacity(told.len());
    for letter in told.chars().filter(|it| !matches!(it, '`' | '*')) {
        match raised(letter) {
            Some(words) => drawn.push_str(words),
            None => drawn.push(letter),
        }
    }
    drawn
}

/// Small letters that the bundled font has not, as a keyboard has them.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_found_by_the_key_in_its_heading() {
        for text in [CHINESE, ENGLISH] {
            for key in ["minmax", "power", "entropy", "borda"] {
                let part = section(text, key).unwrap();
                assert!(part.starts_with("###") && part.contains(key), "{key}");
                assert_eq!(part.matches("\n### ").count(), 0, "{key}");
            }
            assert_eq!(section(text, ""), None);
            assert_eq!(section(text, "no-such-method"), None);
        }
        assert_eq!(
            section("# a\n## x (`k`)\none\n### y\n## z\n", "k"),
            Some("## x (`k`)\none\n### y\n")
        );
    }

    #[test]
    fn links_and_marks_are_words() {
        assert_eq!(
            plain("see [this](a.md) and `that` *now*"),
            "see this and that now"
        );
        assert_eq!(plain("[l, u] stays"), "[l, u] stays");
    }
}
