//! The manual beside the screens: the section about what is in view, a list of headings, and a
//! field that finds words in all of it.

use egui::{
    Align, Button, Event, Frame, Id, ImeEvent, Key, Label, Layout, Margin, Modifiers, Popup, Rect,
    RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui,
};

use super::{
    App, Page, fonts, theme,
    view::{ResultsTab, View},
    widgets, written,
};
use crate::texts::{
    Language, Texts,
    manual::{Hit, Spot, Topic},
};

/// The least room that the screen beside the panel keeps.
const SCREEN: f32 = 380.0;
/// The least and the usual width of the panel.
const LEAST: f32 = 260.0;
const USUAL: f32 = 380.0;

/// The panel while it is open.
#[derive(Clone, Debug)]
pub(super) struct Help {
    at: Spot,
    /// Where one was before, the last last.
    before: Vec<Spot>,
    /// Whether the list of headings is shown in place of the section.
    contents: bool,
    /// The block to be brought into view.
    sought: Option<usize>,
    typed: String,
    found: Found,
    /// An input method is composing: its keys are its own.
    composing: bool,
    /// In the last frame text was typed somewhere else.
    typing_elsewhere: bool,
    /// Where the panel was drawn; none before it was.
    rect: Option<Rect>,
}

/// What was found, of which words, and which of it the keyboard is at.
#[derive(Clone, Debug, Default)]
struct Found {
    of: Option<(Language, String)>,
    hits: Vec<Hit>,
    at: usize,
}

/// What a click in the panel asks for.
enum Turn {
    To(Spot),
    Back,
    Contents,
    Close,
}

impl Help {
    const fn new(at: Spot) -> Self {
        Self {
            at,
            before: Vec::new(),
            contents: false,
            sought: Some(at.block),
            typed: String::new(),
            found: Found {
                of: None,
                hits: Vec::new(),
                at: 0,
            },
            composing: false,
            typing_elsewhere: false,
            rect: None,
        }
    }

    /// Shows a place; the one before can be gone back to.
    fn go(&mut self, to: Spot) {
        if to != self.at {
            self.before.push(self.at);
        }
        self.show(to);
    }

    fn show(&mut self, at: Spot) {
        self.at = at;
        self.contents = false;
        self.sought = Some(at.block);
        self.typed.clear();
    }

    /// Whether the pointer is in the panel.
    pub(super) fn is_under_pointer(&self, ui: &Ui) -> bool {
        let at = ui.input(|input| input.pointer.interact_pos());
        at.zip(self.rect)
            .is_some_and(|(at, rect)| rect.contains(at))
    }

    /// Whether keys belong to an input method in this frame.
    fn composes(&mut self, ui: &Ui) -> bool {
        let before = self.composing;
        let turns: Vec<bool> = ui.input(|input| {
            let turns = input.events.iter().filter_map(|event| match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => Some(!text.is_empty()),
                Event::Ime(_) => Some(false),
                _ => None,
            });
            turns.collect()
        });
        self.composing = turns.last().copied().unwrap_or(before);
        before || !turns.is_empty()
    }
}

impl View {
    /// Opens the help at a method, by its key.
    pub(super) fn explain(&mut self, texts: Texts, topic: Topic, key: &str) {
        if let Some(at) = texts.manual().method(topic, key, texts.language) {
            self.show_help_at(at);
        }
    }

    fn show_help_at(&mut self, at: Spot) {
        match &mut self.help {
            Some(help) => help.go(at),
            None => self.help = Some(Help::new(at)),
        }
    }
}

impl App {
    /// Opens the help at what the screen in view is about.
    pub(super) fn show_help(&mut self) {
        let texts = self.texts();
        let topic = self.topic();
        if let Some(at) = texts.manual().topic(topic, texts.language) {
            self.view.show_help_at(at);
        }
    }

    fn topic(&self) -> Topic {
        let view = &self.view;
        if self.arrivals.in_view() || view.learnt.is_some() {
            return Topic::Importing;
        }
        let empty = || {
            let dataset = self.document().main();
            dataset.is_none_or(|it| it.variables.is_empty())
        };
        match view.page {
            Page::Start => Topic::Screens,
            Page::Data if empty() => Topic::Importing,
            Page::Data => Topic::Corrections,
            Page::Framework if view.experts.is_some() => Topic::Experts,
            Page::Framework => Topic::Framework,
            Page::Units => Topic::Units,
            Page::Results if view.results == ResultsTab::Scenarios => Topic::Scenarios,
            Page::Results => Topic::Results,
            Page::Charts => Topic::Charts,
            Page::Export => Topic::Export,
        }
    }

    /// Whether the key that closes the help was pressed and is not for something else: a list, a
    /// window over the screens, a field.
    pub(super) fn help_is_given_up(&mut self, ui: &Ui) -> bool {
        let view = &mut self.view;
        let covered = Popup::is_any_open(ui.ctx())
            || ui.memory(egui::Memory::top_modal_layer).is_some()
            || view.step.is_some()
            || view.node_panel.is_some();
        let Some(help) = &mut view.help else {
            return false;
        };
        let composes = help.composes(ui);
        let pressed = ui.input(|input| input.key_pressed(Key::Escape));
        pressed && !composes && !covered && !help.typing_elsewhere
    }

    /// The panel, while it is open.
    pub(super) fn help_ui(&mut self, ui: &mut Ui, given_up: bool) {
        let texts = self.texts();
        let Some(mut help) = self.view.help.take().filter(|_| !given_up) else {
            return;
        };
        let most = (ui.available_width() - SCREEN).max(LEAST);
        let ground = Frame::NONE
            .fill(theme::side_ground(ui.visuals()))
            .inner_margin(Margin::same(12));
        let shown = egui::Panel::right("help")
            .frame(ground)
            .default_size(USUAL)
            .size_range(LEAST..=most)
            .resizable(true)
            .show(ui, |ui| panel_ui(ui, texts, &mut help));
        help.rect = Some(shown.response.rect);
        match shown.inner {
            Some(Turn::To(at)) => help.go(at),
            Some(Turn::Back) => {
                if let Some(at) = help.before.pop() {
                    help.show(at);
                }
            }
            Some(Turn::Contents) => {
                help.contents = !help.contents;
                help.typed.clear();
            }
            Some(Turn::Close) => return,
            None => {}
        }
        self.view.help = Some(help);
    }
}

fn panel_ui(ui: &mut Ui, texts: Texts, help: &mut Help) -> Option<Turn> {
    let head = head_ui(ui, texts);
    let jump = field_ui(ui, texts, help);
    ui.add_space(theme::NEAR);
    let turn = if help.typed.trim().is_empty() {
        let bar = bar_ui(ui, texts, help);
        ui.separator();
        bar.or(if help.contents {
            contents_ui(ui, texts, help)
        } else {
            section_ui(ui, texts, help)
        })
    } else {
        found_ui(ui, texts, &help.found)
    };
    head.or(jump.map(Turn::To)).or(turn)
}

fn head_ui(ui: &mut Ui, texts: Texts) -> Option<Turn> {
    let mut turn = None;
    ui.horizontal(|ui| {
        ui.label(fonts::bold(texts.help()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.button("×").on_hover_text(texts.close_help());
            if widgets::named(close, WidgetRole::Button, texts.close_help()).clicked() {
                turn = Some(Turn::Close);
            }
        });
    });
    turn
}

/// The field that finds words; where to jump, once that is asked for.
fn field_ui(ui: &mut Ui, texts: Texts, help: &mut Help) -> Option<Spot> {
    let id = Id::unique("search the help");
    let typing = ui.memory(|memory| memory.has_focus(id)) && !help.composing;
    let by = if typing && !help.typed.trim().is_empty() {
        moved(ui)
    } else {
        0
    };
    let field = TextEdit::singleline(&mut help.typed)
        .hint_text(texts.search_help())
        .desired_width(f32::INFINITY)
        .id(id);
    let field = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(texts.search_help()));
    if help.rect.is_none() {
        field.request_focus();
    }
    help.typing_elsewhere = ui.ctx().text_edit_focused() && !field.has_focus();
    let sought = help.typed.trim();
    let found = &mut help.found;
    if found
        .of
        .as_ref()
        .is_none_or(|(language, of)| *language != texts.language || of != sought)
    {
        *found = Found {
            of: Some((texts.language, sought.to_owned())),
            hits: texts.manual().find(sought),
            at: 0,
        };
    }
    let last = found.hits.len().saturating_sub(1);
    found.at = found.at.saturating_add_signed(by).min(last);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !entered || sought.is_empty() {
        return None;
    }
    if help.composing {
        field.request_focus();
        return None;
    }
    found.hits.get(found.at).map(|hit| hit.at)
}

/// How far the arrows go in the list below the field.
fn moved(ui: &Ui) -> isize {
    let keys = [(Key::ArrowDown, 1), (Key::ArrowUp, -1)];
    let pressed = keys
        .into_iter()
        .find(|(key, _)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)));
    pressed.map_or(0, |(_, by)| by)
}

/// From section to section.
fn bar_ui(ui: &mut Ui, texts: Texts, help: &Help) -> Option<Turn> {
    let [before, after] = texts.manual().neighbours(help.at);
    let mut turn = None;
    ui.horizontal_wrapped(|ui| {
        let contents = Button::new(texts.help_contents()).selected(help.contents);
        if ui.add(contents).clicked() {
            turn = Some(Turn::Contents);
        }
        let back = Button::new(texts.help_back());
        if ui.add_enabled(!help.before.is_empty(), back).clicked() {
            turn = Some(Turn::Back);
        }
        for (name, to) in [(texts.help_previous(), before), (texts.help_next(), after)] {
            let button = ui.add_enabled(to.is_some(), Button::new(name));
            if let Some(to) = to.filter(|_| button.clicked()) {
                turn = Some(Turn::To(to));
            }
        }
    });
    turn
}

fn contents_ui(ui: &mut Ui, texts: Texts, help: &Help) -> Option<Turn> {
    let mut turn = None;
    ScrollArea::vertical()
        .id_salt("help contents")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (at, level, words) in texts.manual().contents() {
                let name = match level {
                    1 => fonts::bold(&words),
                    2 => RichText::new(&words),
                    _ => RichText::new(format!("    {words}")).weak(),
                };
                let width = ui.available_width();
                let entry = Button::selectable(at == help.at, name)
                    .truncate()
                    .min_size(egui::vec2(width, 0.0));
                let entry = ui.add(entry);
                if widgets::named(entry, WidgetRole::Button, &words).clicked() {
                    turn = Some(Turn::To(at));
                }
            }
        });
    turn
}

fn section_ui(ui: &mut Ui, texts: Texts, help: &mut Help) -> Option<Turn> {
    let sought = help.sought.take();
    let blocks = texts.manual().section(help.at);
    let mut link = None;
    ScrollArea::vertical()
        .id_salt(("help", help.at.page as u8, help.at.section))
        .auto_shrink(false)
        .show(ui, |ui| {
            let leads = |it: &str| texts.manual().follow(help.at.page, it, texts.language);
            link = written::blocks_ui(ui, blocks, sought, &leads);
        });
    link.map(Turn::To)
}

fn found_ui(ui: &mut Ui, texts: Texts, found: &Found) -> Option<Turn> {
    if found.hits.is_empty() {
        let sought = found.of.as_ref().map_or("", |(_, of)| of.as_str());
        ui.weak(texts.nothing_matches(sought));
    }
    let mut turn = None;
    ScrollArea::vertical()
        .id_salt("help found")
        .auto_shrink(false)
        .show(ui, |ui| {
            for (at, hit) in found.hits.iter().enumerate() {
                let name = fonts::bold(&hit.heading);
                let width = ui.available_width();
                let entry = Button::selectable(at == found.at, name)
                    .truncate()
                    .min_size(egui::vec2(width, 0.0));
                let entry = ui.add(entry);
                let spoken = texts.help_found(&hit.heading, &hit.line);
                if widgets::named(entry, WidgetRole::Button, &spoken).clicked() {
                    turn = Some(Turn::To(hit.at));
                }
                if hit.line != hit.heading {
                    ui.add(Label::new(RichText::new(&hit.line).weak()).wrap());
                }
            }
        });
    turn
}
