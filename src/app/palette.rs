//! One field that finds everything: commands, screens, units, indicators and variables, by their
//! names or by how these sound.

use egui::{
    Button, Frame, Key, Label, Modifiers, RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui,
};

use super::{
    App,
    action::{Action, Page},
    commands::Command,
    inspected::Picked,
    settings::Appearance,
    shell::page_name,
    theme,
    view::Sought,
    widgets,
};
use crate::{
    engine::{Node, NodeId, UnitId, VariableId},
    import::Sound,
    project::Dataset,
    texts::{Language, Texts},
};

/// So many are listed at the most.
const LISTED: usize = 60;
/// How high an entry is.
const ENTRY: f32 = 30.0;

/// What an entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Command(Command),
    Page(Page),
    Language(Language),
    Appearance(Appearance),
    Unit(UnitId),
    Node(NodeId),
    Variable(VariableId),
}

/// Something that can be found.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    target: Target,
    /// The name in small letters, and how it sounds.
    small: String,
    sound: Sound,
    /// Further names, in small letters.
    also: Vec<String>,
}

/// The field while it is open.
#[derive(Clone, Debug)]
pub(super) struct Palette {
    entries: Vec<Entry>,
    typed: String,
    /// Places of entries, the best first.
    found: Vec<usize>,
    /// Which of those the keyboard is at.
    at: usize,
    focused: bool,
}

impl Entry {
    fn new(name: &str, target: Target) -> Self {
        Self {
            name: name.to_owned(),
            target,
            small: name.to_lowercase(),
            sound: Sound::of(name),
            also: Vec::new(),
        }
    }

    /// How well it fits what is looked for, 0 best; none if it does not.
    fn fit(&self, sought: &str) -> Option<u8> {
        let fits = [
            self.small.starts_with(sought),
            self.small.contains(sought),
            self.also.iter().any(|it| it.starts_with(sought)),
            self.sound.begins(sought),
            self.sound.holds(sought),
            self.also.iter().any(|it| it.contains(sought)),
        ];
        let fits = (0..).zip(fits).find(|(_, fits)| *fits);
        fits.map(|(at, _)| at)
    }
}

impl Palette {
    fn new(dataset: Option<&Dataset>, texts: Texts) -> Self {
        let commands = Command::ALL.into_iter();
        let commands = commands.map(|it| Entry::new(it.name(texts), Target::Command(it)));
        let pages = Page::ALL.into_iter();
        let pages = pages.map(|it| Entry::new(page_name(it, texts), Target::Page(it)));
        let languages = Language::ALL.into_iter();
        let languages = languages.map(|it| Entry::new(it.own_name(), Target::Language(it)));
        let looks = Appearance::ALL.into_iter();
        let looks = looks.map(|it| Entry::new(it.name(texts), Target::Appearance(it)));
        let mut entries: Vec<Entry> = pages
            .chain(commands)
            .chain(languages)
            .chain(looks)
            .collect();
        if let Some(dataset) = dataset {
            entries.extend(dataset.units.iter().map(|unit| {
                let names = unit.aliases.iter().chain([&unit.key]);
                Entry {
                    also: names.map(|it| it.to_lowercase()).collect(),
                    ..Entry::new(&unit.label, Target::Unit(unit.id))
                }
            }));
            if let Some(framework) = &dataset.framework {
                add_nodes(&framework.root, &mut entries);
            }
            let variables = dataset.variables.iter();
            entries.extend(variables.map(|it| Entry::new(&it.name, Target::Variable(it.id))));
        }
        let mut palette = Self {
            entries,
            typed: String::new(),
            found: Vec::new(),
            at: 0,
            focused: false,
        };
        palette.look();
        palette
    }

    /// Finds what fits; with nothing typed, everything there is no need to know the name of.
    fn look(&mut self) {
        let sought = self.typed.trim().to_lowercase();
        let named = |it: &Entry| {
            matches!(
                it.target,
                Target::Unit(_) | Target::Node(_) | Target::Variable(_)
            )
        };
        let fits = self.entries.iter().enumerate().filter_map(|(at, it)| {
            if sought.is_empty() {
                (!named(it)).then_some((0, at))
            } else {
                Some((it.fit(&sought)?, at))
            }
        });
        let mut fits: Vec<(u8, usize)> = fits.collect();
        fits.sort_unstable();
        self.found = fits.into_iter().map(|(_, at)| at).take(LISTED).collect();
        self.at = 0;
    }

    fn chosen(&self) -> Option<Target> {
        let entry = self.entries.get(*self.found.get(self.at)?)?;
        Some(entry.target)
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }
}

fn add_nodes(node: &Node, entries: &mut Vec<Entry>) {
    let entry = Entry::new(&node.name, Target::Node(node.id));
    entries.push(Entry {
        also: vec![node.code.to_lowercase()],
        ..entry
    });
    for child in node.children() {
        add_nodes(child, entries);
    }
}

fn kind(target: Target, texts: Texts) -> &'static str {
    match target {
        Target::Command(_) => texts.is_command(),
        Target::Page(_) => texts.is_screen(),
        Target::Language(_) => texts.is_language(),
        Target::Appearance(_) => texts.theme(),
        Target::Unit(_) => texts.unit(),
        Target::Node(_) => texts.is_node(),
        Target::Variable(_) => texts.is_variable(),
    }
}

fn actions_of(target: Target) -> Vec<Action> {
    match target {
        Target::Command(command) => vec![command.action()],
        Target::Page(page) => vec![Action::Go(page)],
        Target::Language(language) => vec![Action::Speak(language)],
        Target::Appearance(appearance) => vec![Action::Look(appearance)],
        Target::Unit(unit) => vec![Action::Go(Page::Results), Action::Select(Some(unit))],
        Target::Node(node) => vec![Action::Go(Page::Framework), Action::ShowNode(node)],
        Target::Variable(variable) => vec![Action::Go(Page::Data), Action::ShowVariable(variable)],
    }
}

impl App {
    /// Opens the field, or closes it.
    pub(super) fn show_palette(&mut self, shown: bool) {
        let palette =
            shown.then(|| Palette::new(self.document().main().map(AsRef::as_ref), self.texts()));
        self.view.palette = palette;
    }

    /// Puts the data's focus on a variable and brings it into view.
    pub(super) fn show_variable(&mut self, variable: VariableId) {
        self.view.grid.sought = Some(variable);
        self.view.cell_sought = Sought::Now;
        self.view.picked = Picked::Variable(variable);
    }

    /// Follows a unit and brings its row of the data into view.
    pub(super) fn show_unit(&mut self, unit: UnitId) {
        self.view.grid.sought_unit = Some(unit);
        self.view.cell_sought = Sought::Now;
        self.view.follow(Some(unit));
    }

    /// The field that finds everything.
    pub(super) fn palette_ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        let Some(mut palette) = self.view.palette.take() else {
            return;
        };
        let moved = [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, 8),
            (Key::PageUp, -8),
        ]
        .into_iter()
        .find(|(key, _)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)));
        if let Some((_, by)) = moved {
            palette.step(by);
        }
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut target = palette.chosen().filter(|_| entered);
        let modal = egui::Modal::new(egui::Id::unique("palette"))
            .frame(Frame::popup(ui.style()).inner_margin(12))
            .show(ui.ctx(), |ui| {
                ui.set_width(560.0);
                let field = TextEdit::singleline(&mut palette.typed)
                    .hint_text(texts.search_hint())
                    .desired_width(f32::INFINITY)
                    .id_salt("palette");
                let field = ui.add(field);
                ui.ctx()
                    .accesskit_node_builder(field.id, |node| node.set_label(texts.search()));
                if !palette.focused {
                    palette.focused = true;
                    field.request_focus();
                }
                if field.changed() {
                    palette.look();
                }
                ui.add_space(theme::NEAR);
                if palette.found.is_empty() {
                    ui.weak(texts.nothing_matches(palette.typed.trim()));
                }
                list_ui(ui, texts, &palette, moved.is_some()).or(target)
            });
        target = modal.inner;
        if let Some(target) = target {
            actions.extend(actions_of(target));
        } else if !modal.should_close() {
            self.view.palette = Some(palette);
        }
    }
}

/// What was found; the one that is clicked.
fn list_ui(ui: &mut Ui, texts: Texts, palette: &Palette, moved: bool) -> Option<Target> {
    let mut clicked = None;
    ScrollArea::vertical()
        .max_height(ENTRY * 12.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, found) in palette.found.iter().enumerate() {
                let Some(entry) = palette.entries.get(*found) else {
                    continue;
                };
                let here = at == palette.at;
                let keys = match entry.target {
                    Target::Command(command) => command.keys_text(ui),
                    _ => String::new(),
                };
                let size = egui::vec2(ui.available_width(), ENTRY);
                let kind = kind(entry.target, texts);
                let button = Button::selectable(here, &entry.name)
                    .truncate()
                    .right_text(RichText::new(if keys.is_empty() { kind } else { &keys }).weak())
                    .min_size(size);
                let response = ui.add(button);
                let spoken = texts.found_entry(&entry.name, kind);
                let response = widgets::named(response, WidgetRole::Button, &spoken);
                if here && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(entry.target);
                }
            }
        });
    ui.add_space(theme::NEAR);
    ui.add(Label::new(
        RichText::new(texts.search_keys()).weak().small(),
    ));
    clicked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(palette: &mut Palette, typed: &str) -> Vec<String> {
        typed.clone_into(&mut palette.typed);
        palette.look();
        let entries = palette
            .found
            .iter()
            .map(|at| palette.entries[*at].name.clone());
        entries.take(2).collect()
    }

    #[test]
    fn names_are_found_as_they_are_and_as_they_sound() {
        let document = super::super::Sample::ALL[0].document().unwrap();
        let dataset = document.main().unwrap();
        let mut palette = Palette::new(Some(dataset), Texts::new(Language::Chinese));
        assert_eq!(found(&mut palette, "石家庄"), ["石家庄"]);
        assert_eq!(found(&mut palette, "SJZ")[0], "石家庄");
        assert_eq!(found(&mut palette, "changsha"), ["长沙"]);
        assert_eq!(found(&mut palette, "chongq"), ["重庆"]);
        assert_eq!(found(&mut palette, "导出")[0], "导出");
        assert!(found(&mut palette, "没有这个").is_empty());
        let all = found(&mut palette, "");
        assert_eq!(all[0], Texts::new(Language::Chinese).page_start());
    }
}
