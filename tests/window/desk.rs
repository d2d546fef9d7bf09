//! A window without a screen, and the hands before it.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use egui::{Event, Key, Modifiers, Pos2, ViewportId, accesskit::Role};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT as _, Queryable as _},
};
use heng::{
    app::{
        App, Page,
        dialogs::{Dialogs, Fixed},
    },
    import::Reader,
    project::{Dataset, Document, file},
    texts::{Language, Texts},
};

/// So long a thread may take on a busy machine, however fast the window draws meanwhile.
const PATIENCE: Duration = Duration::from_mins(2);

/// The best city of the sample that the program opens on.
pub(crate) const BEIJING: &str = "北京";
/// A dimension of that sample.
pub(crate) const TALENT: &str = "科研人才指数";

/// The window and what its language calls things.
pub(crate) struct Desk {
    pub(crate) window: Harness<'static, App>,
    pub(crate) texts: Texts,
}

/// What a test does in every language.
pub(crate) fn in_both_languages(test: impl Fn(Language)) {
    for language in Language::ALL {
        test(language);
    }
}

impl Desk {
    /// The window as it opens: on the results of the first sample.
    pub(crate) fn new(language: Language) -> Self {
        Self::answering(language, Vec::new())
    }

    /// The window whose questions for files are answered in this order.
    pub(crate) fn answering(language: Language, answers: Vec<PathBuf>) -> Self {
        Self::sized(language, answers, [1280.0, 800.0])
    }

    pub(crate) fn sized(language: Language, answers: Vec<PathBuf>, size: [f32; 2]) -> Self {
        Self::made(language, Box::new(Fixed(answers)), size, None)
    }

    /// The window of a person with a clipboard of their own.
    pub(crate) fn with(language: Language, dialogs: Box<dyn Dialogs>) -> Self {
        Self::made(language, dialogs, [1280.0, 800.0], None)
    }

    /// The window of a program that keeps its journals and older versions in a folder.
    pub(crate) fn keeping(language: Language, folder: &Path, answers: Vec<PathBuf>) -> Self {
        let answers = Box::new(Fixed(answers));
        Self::made(language, answers, [1280.0, 800.0], Some(folder.to_owned()))
    }

    fn made(
        language: Language,
        dialogs: Box<dyn Dialogs>,
        size: [f32; 2],
        keep: Option<PathBuf>,
    ) -> Self {
        let window = Harness::builder()
            .with_size(size)
            // Fast enough for two clicks to be a double click.
            .with_step_dt(1.0 / 20.0)
            .with_max_steps(64)
            .build_eframe(|cc| {
                let mut app = App::new(cc, dialogs);
                app.speak(language);
                app.read_with(Reader::program(env!("CARGO_BIN_EXE_heng")));
                if let Some(keep) = keep {
                    app.keep_in(&cc.egui_ctx, keep);
                }
                app
            });
        let texts = Texts::new(language);
        let mut desk = Self { window, texts };
        desk.settle();
        desk
    }

    /// The window with a file before it is taken.
    pub(crate) fn looking_at(language: Language, path: &Path) -> Self {
        let mut desk = Self::sized(language, vec![path.to_owned()], [1440.0, 900.0]);
        desk.import(path);
        desk
    }

    /// Asks for a file, which the next answer must name, and waits until it can be looked at.
    pub(crate) fn import(&mut self, path: &Path) {
        self.command(Key::I);
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let title = self.texts.incoming(&file);
        self.wait_until("the preview", |desk| desk.shows(&title));
    }

    /// The window with a document in it, opened from a file.
    pub(crate) fn on(language: Language, document: &Document) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.heng");
        file::save(document, &path).unwrap();
        let mut desk = Self::answering(language, vec![path]);
        desk.command(Key::O);
        assert_eq!(desk.window.state().notice(), None);
        assert!(desk.document().same(document));
        desk
    }

    /// Draws until nothing moves any more; fails if something always does.
    pub(crate) fn settle(&mut self) {
        self.window.run();
        let end = Instant::now() + PATIENCE;
        while self.window.state().is_filing() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(5));
            self.window.step();
        }
        self.window.run();
    }

    /// Draws until a thread has done what is waited for.
    pub(crate) fn wait_until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            self.window.step();
            if done(self) {
                self.settle();
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("waited in vain: {what}");
    }

    /// Long enough that the next click is the first of its own.
    fn pause(&mut self) {
        let later = self.window.ctx.input(|input| input.time) + 1.0;
        self.window.input_mut().time = Some(later);
        self.window.step();
        self.window.input_mut().time = None;
    }

    pub(crate) fn document(&self) -> &Document {
        self.window.state().document()
    }

    pub(crate) fn dataset(&self) -> &Dataset {
        self.document().main().unwrap()
    }

    /// How long the window would sleep now.
    pub(crate) fn sleeps_for(&self) -> Duration {
        self.window.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }
}

/// What stands on the screen.
impl Desk {
    /// Whether these words stand somewhere as they are.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.window.query_all_by_label(words).next().is_some()
    }

    pub(crate) fn shows_part(&self, words: &str) -> bool {
        self.window
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// Everything with this name that can be acted on.
    fn controls(&self, name: &str) -> Vec<Node<'_>> {
        let all = self.window.root();
        all.children_recursive()
            .filter(|node| node.accesskit_node().role() != Role::Label)
            .filter(|node| node.accesskit_node().label().as_deref() == Some(name))
            .collect()
    }

    /// The one thing with this name that can be acted on.
    pub(crate) fn control(&self, name: &str) -> Node<'_> {
        let mut all = self.controls(name);
        assert_eq!(all.len(), 1, "things named {name:?}: {all:?}");
        all.remove(0)
    }

    /// Whether something says this as its value, such as a list its choice.
    pub(crate) fn shows_value(&self, value: &str) -> bool {
        let all = self.window.root();
        all.children_recursive()
            .any(|node| node.accesskit_node().value().as_deref() == Some(value))
    }

    pub(crate) fn offers(&self, name: &str) -> bool {
        self.controls(name)
            .iter()
            .any(|it| !it.accesskit_node().is_disabled())
    }

    /// The rank and the index score of a unit.
    pub(crate) fn standing(&self, unit: &str) -> (Option<u32>, Option<f64>) {
        let results = self.window.state().results().unwrap();
        let id = self.dataset().units.iter().find(|it| it.label == unit);
        let id = id.unwrap().id;
        let Some(at) = results.units.iter().position(|it| it.id == id) else {
            return (None, None);
        };
        let of = results.root().unwrap().periods.last().unwrap();
        (of.ranks.get(at), of.scores.get(at))
    }

    /// The ranks of all units of the results.
    pub(crate) fn ranks(&self) -> Vec<Option<u32>> {
        let results = self.window.state().results().unwrap();
        let root = results.root().unwrap();
        root.periods.last().unwrap().ranks.iter().collect()
    }
}

/// What hands do.
impl Desk {
    pub(crate) fn go(&mut self, page: Page) {
        let texts = self.texts;
        let name = match page {
            Page::Start => texts.page_start(),
            Page::Data => texts.page_data(),
            Page::Framework => texts.page_framework(),
            Page::Units => texts.page_units(),
            Page::Results => texts.page_results(),
            Page::Charts => texts.page_charts(),
            Page::Export => texts.page_export(),
        };
        // A column may be headed like a screen; the rail is at the left.
        let entries = self.controls(name).into_iter();
        let entry = entries.min_by(|a, b| a.rect().left().total_cmp(&b.rect().left()));
        entry.expect(name).click();
        self.settle();
    }

    /// Clicks the one thing with this name.
    pub(crate) fn click(&mut self, name: &str) {
        self.pause();
        self.control(name).click();
        self.settle();
    }

    /// Has the window speak another language, through its menu.
    pub(crate) fn speak(&mut self, language: Language) {
        self.click(self.texts.display_menu());
        self.click(language.own_name());
        self.texts = Texts::new(language);
    }

    /// Clicks the first button whose name begins with this.
    pub(crate) fn click_part(&mut self, name: &str) {
        self.pause();
        {
            let mut buttons = self.window.query_all_by_role(Role::Button);
            let named = |it: &Node<'_>| {
                let label = it.accesskit_node().label();
                label.is_some_and(|it| it.starts_with(name))
            };
            buttons.find(named).expect(name).click();
        }
        self.settle();
    }

    /// Closes the window by its frame; the program ends unless it asks something.
    pub(crate) fn close(&mut self) {
        let input = self.window.input_mut();
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(egui::ViewportEvent::Close);
        self.settle();
        if !self.offers(self.texts.discard()) {
            eframe::App::on_exit(self.window.state_mut(), None);
        }
    }

    /// Clicks the check box of a number that may be stated or not: both have the same name.
    pub(crate) fn check(&mut self, name: &str) {
        self.pause();
        let boxes = self.controls(name).into_iter();
        let mut boxes = boxes.filter(|it| it.accesskit_node().role() == Role::CheckBox);
        boxes.next().expect(name).click();
        self.settle();
    }

    /// Clicks the first check box whose name begins with this.
    pub(crate) fn check_part(&mut self, name: &str) {
        self.pause();
        {
            let mut boxes = self.window.query_all_by_role(Role::CheckBox);
            let named = |it: &Node<'_>| {
                let label = it.accesskit_node().label();
                label.is_some_and(|it| it.starts_with(name))
            };
            boxes.find(named).expect(name).click();
        }
        self.settle();
    }

    /// Clicks the last of the things with this name: of a menu that was opened, its entry.
    pub(crate) fn click_entry(&mut self, name: &str) {
        self.pause();
        self.controls(name).last().expect(name).click();
        self.settle();
    }

    /// Takes hold of what is at a place and brings it to another one.
    pub(crate) fn hold(&mut self, from: Pos2, to: Pos2) {
        self.window.drag_at(from);
        self.settle();
        self.window.hover_at(from.lerp(to, 0.5));
        self.settle();
        self.window.hover_at(to);
        self.settle();
    }

    pub(crate) fn let_go(&mut self, at: Pos2) {
        self.window.drop_at(at);
        self.settle();
    }

    pub(crate) fn click_at(&mut self, place: Pos2) {
        self.pause();
        self.window.drag_at(place);
        self.window.drop_at(place);
        self.settle();
    }

    pub(crate) fn double_click_at(&mut self, place: Pos2) {
        self.pause();
        for _ in 0..2 {
            self.window.drag_at(place);
            self.window.drop_at(place);
        }
        self.settle();
    }

    /// The middles of all labels with these words.
    pub(crate) fn places_of(&self, words: &str) -> Vec<Pos2> {
        let labels = self.window.query_all_by_label(words);
        let labels = labels.filter(|it| it.accesskit_node().role() == Role::Label);
        labels.map(|it| it.rect().center()).collect()
    }

    /// The middle of the first label with these words.
    pub(crate) fn place_of(&self, words: &str) -> Pos2 {
        let label = self.window.query_all_by_label(words).next();
        label.expect(words).rect().center()
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.settle();
    }

    /// A key with Ctrl, or what stands for it.
    pub(crate) fn command(&mut self, key: Key) {
        self.window.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    /// Types in place of what stands in the field that has the keyboard.
    pub(crate) fn type_over(&mut self, text: &str) {
        self.command(Key::A);
        self.window.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Types a number in a field that becomes one on being clicked.
    pub(crate) fn enter_number(&mut self, field: &str, text: &str) {
        self.click(field);
        self.type_over(text);
        self.press(Key::Enter);
    }

    /// Chooses from a list.
    pub(crate) fn choose(&mut self, list: &str, entry: &str) {
        self.click(list);
        self.click_entry(entry);
    }

    /// Chooses from the menu of a node of the framework.
    pub(crate) fn choose_for_node(&mut self, node: &str, path: &[&str]) {
        self.click(&self.texts.menu_of(node));
        for entry in path {
            self.click_entry(entry);
        }
        // What does not close by itself.
        self.press(Key::Escape);
        self.press(Key::Escape);
    }
}
