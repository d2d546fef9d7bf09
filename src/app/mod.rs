//! The window: screens look at the document and ask; one place acts.
//!
//! Three kinds of state, three owners: the document (saved, undoable: `Project`), the view
//! (lost on exit: `View`), and what follows from the document (`Derived`). A screen
//! pushes [`Action`]s; after drawing, `App::perform` carries them out.
//!
//! **Invariant:** no formulas and no file formats here.

mod action;
mod again;
mod against;
mod arrivals;
mod beside;
mod codes;
mod columns;
mod commands;
mod comparison;
mod derived;
pub mod dialogs;
mod exporting;
mod extending;
mod filing;
mod first_steps;
mod fonts;
mod format;
mod grid;
mod heard;
mod help;
mod incoming;
mod inspected;
mod inspecting;
mod keep;
mod keeping;
mod list_notice;
mod moving;
mod originals;
mod outgoing;
mod pages;
mod palette;
mod part;
mod perform;
mod profile;
mod project;
mod published;
mod questions;
mod ranking;
mod ranking_table;
mod receive;
mod recipes;
mod related;
mod run;
mod said;
mod samples;
mod scenario_bar;
mod scenarios;
mod scene;
mod seeking;
mod selection;
mod settings;
mod shell;
mod sight;
mod table;
mod take;
mod taking;
mod tallying;
mod templates;
mod theme;
mod top_bar;
mod unit_rule;
mod view;
mod vintages;
mod whereabouts;
mod widgets;
mod written;
mod yearbook;

use std::path::PathBuf;

pub use action::{Action, Page};
pub use run::{RendererChoice, run};
pub use samples::Sample;
pub use templates::Template;

use action::{Answer, ReadAs};
use against::Against;
use arrivals::{Arrivals, Source};
use codes::Codes;
use comparison::Comparison;
use derived::Derived;
use dialogs::Dialogs;
use exporting::Exporting;
use filing::Filing;
use heard::Heard;
use inspected::Inspected;
use keep::{Keep, Left};
use list_notice::ListNotice;
use originals::Originals;
use profile::Profiles;
use project::Project;
use ranking_table::RankingTable;
use said::{Said, Trouble};
use scene::Scene;
use settings::Settings;
use view::{ResultsTab, View};
use vintages::Vintages;
use whereabouts::Whereabouts;

use crate::{
    import::{Book, Reader},
    project::{Document, ScenarioId},
    texts::{Language, Texts},
};

/// Where eframe keeps the preferences.
const SETTINGS: &str = "heng-settings";

/// The application.
pub struct App {
    project: Project,
    view: View,
    /// The document under the scenario in view.
    scene: Scene,
    derived: Derived,
    /// The table of the ranking, and the scenario it is held against.
    table: RankingTable,
    against: Against,
    profiles: Profiles,
    /// What is selected, in brief.
    inspected: Inspected,
    /// Scenarios side by side.
    codes: Codes,
    comparison: Comparison,
    /// The vintage in view, held against the results.
    vintages: Vintages,
    /// The original file that is shown.
    originals: Originals,
    settings: Settings,
    dialogs: Box<dyn Dialogs>,
    /// Where journals and older versions are kept; none is nowhere.
    keep: Option<Keep>,
    /// Unsaved work of earlier sessions.
    left: Vec<Left>,
    /// Projects on their way from and to the disk.
    filing: Filing,
    /// A file on its way out.
    exporting: Option<Exporting>,
    /// Where files are read.
    reader: Reader,
    /// Files being read, then on their way in.
    arrivals: Arrivals,
    /// What experts answered, until all files of them are read.
    answers: Vec<(Book, ReadAs)>,
    /// The same read, until a person has seen how far they agree.
    heard: Option<Heard>,
    /// What could not be read last, while its notice is shown.
    refused: Option<(Source, ReadAs)>,
    /// How who is ranked has changed by itself, until that was seen.
    list_notice: Option<ListNotice>,
    /// What just happened, and what went wrong.
    status: Option<Said>,
    trouble: Option<Trouble>,
    /// What waits for the answer to "save first?".
    waiting: Option<Action>,
    /// The window may close without a question.
    may_close: bool,
    /// Unsaved work was given up by answering the question.
    may_lose: bool,
    /// Recent projects that are no longer where they were, as of the last look.
    gone: Vec<PathBuf>,
    window_title: String,
    /// Where the person was as noted last, and in which project.
    noted: Option<(String, Whereabouts)>,
}

impl App {
    /// The application as it starts: fonts, colours, preferences, and the first sample.
    pub fn new(cc: &eframe::CreationContext<'_>, dialogs: Box<dyn Dialogs>) -> Self {
        fonts::install(&cc.egui_ctx);
        theme::install(&cc.egui_ctx);
        let settings: Settings = cc
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS))
            .unwrap_or_default();
        cc.egui_ctx
            .set_theme(egui::ThemePreference::from(settings.appearance));
        // The keys for this are commands like the others, and what they lead to is remembered.
        cc.egui_ctx.options_mut(|it| it.zoom_with_keyboard = false);
        cc.egui_ctx.set_zoom_factor(settings.zoom.factor());
        let mut app = Self {
            project: Project::new(Document::new("")),
            view: View::default(),
            scene: Scene::default(),
            derived: Derived::default(),
            table: RankingTable::default(),
            against: Against::default(),
            profiles: Profiles::default(),
            inspected: Inspected::default(),
            codes: Codes::default(),
            comparison: Comparison::default(),
            vintages: Vintages::default(),
            originals: Originals::default(),
            settings,
            dialogs,
            keep: None,
            left: Vec::new(),
            filing: Filing::default(),
            exporting: None,
            reader: Reader::this_program(),
            arrivals: Arrivals::default(),
            answers: Vec::new(),
            heard: None,
            refused: None,
            list_notice: None,
            status: None,
            trouble: None,
            waiting: None,
            may_close: false,
            may_lose: false,
            gone: Vec::new(),
            window_title: String::new(),
            noted: None,
        };
        app.look_for_recent();
        if let Some(first) = Sample::ALL.first() {
            app.open_sample(*first);
        }
        app
    }

    /// The texts in the language of the window.
    pub fn texts(&self) -> Texts {
        Texts::new(self.settings.language)
    }

    /// Speaks another language from now on.
    pub fn speak(&mut self, language: Language) {
        self.settings.language = language;
    }

    /// Reads files another way from now on: where the program that runs is not Heng itself.
    pub fn read_with(&mut self, reader: Reader) {
        self.reader = reader;
    }

    /// The document as it is.
    pub fn document(&self) -> &Document {
        self.project.document()
    }

    /// The results of the document as it is, unless they are still on their way.
    pub fn results(&self) -> Option<&crate::engine::Results> {
        let scenario = self.scenario();
        let current = self.derived.is_current(self.project.history(), scenario);
        current.then(|| self.derived.results.as_ref())
    }

    /// The scenario in view; none is the base, also where the one that was is there no more.
    pub fn scenario(&self) -> Option<ScenarioId> {
        let dataset = self.document().main()?;
        let asked = self.view.scenario;
        asked.filter(|&id| dataset.scenario(id).is_some())
    }

    /// Asks for something, as a screen would.
    pub fn ask(&mut self, ctx: &egui::Context, action: Action) {
        self.perform(ctx, action);
    }

    /// Opens a project or reads a table that the program was started with: after the work that an
    /// earlier session left.
    pub fn begin_with(&mut self, ctx: &egui::Context, file: PathBuf) {
        let read = Action::Read(file, ReadAs::Whatever);
        if let Some(read) = self.filing.after_opening(read) {
            self.perform(ctx, read);
        }
    }

    /// The title of the window, with its mark while there are unsaved changes.
    pub fn window_title(&self) -> &str {
        &self.window_title
    }

    /// The name of the unit that is followed everywhere.
    pub fn selected_unit(&self) -> Option<&str> {
        let unit = self.document().main()?.unit(self.view.selected?)?;
        Some(&unit.label)
    }

    /// What went wrong last, while it is shown.
    pub fn notice(&self) -> Option<String> {
        self.trouble
            .as_ref()
            .map(|trouble| trouble.text(self.texts()))
    }

    /// Takes in what threads have finished, and what was dropped on the window.
    fn collect(&mut self, ctx: &egui::Context) {
        self.receive_projects(ctx);
        self.receive_export();
        self.receive(ctx);
        self.receive_original();
        let waker = ctx.clone();
        let period = self.view.period.as_ref();
        let scenario = self.scenario();
        self.derived
            .refresh(self.project.history(), (scenario, period), move || {
                waker.request_repaint();
            });
        if let Some(crashed) = self.derived.crashed.take() {
            self.trouble = Some(Trouble::Crashed(crashed));
        }
        if let Some(dataset) = self.project.document().main() {
            let view = &self.view;
            let revision = self.project.history().revision();
            self.scene.refresh(dataset, (revision, scenario));
            self.derived.prepare(
                dataset,
                view.period.as_ref(),
                (view.ranking.groups.as_deref(), view.selected),
            );
            if view.page == Page::Units {
                self.codes.prepare(dataset);
            }
            if view.page == Page::Results {
                let derived = &self.derived;
                let of = (derived.generation(), derived.period);
                self.profiles.prepare((&derived.results, dataset), of, view);
            }
        }
        self.hold_against(ctx);
        if (self.view.page, self.view.results) == (Page::Results, ResultsTab::Ranking)
            && let Some(dataset) = self.project.document().main()
        {
            let of = (&self.derived, &**dataset);
            self.table.prepare(of, &self.view, &self.against);
        }
        self.hold_vintage();
        self.hold_scenarios(ctx);
    }

    /// Keeps the window from closing over unsaved work that no journal holds.
    fn guard_close(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.may_close {
            return;
        }
        if self.filing.is_saving() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.perform(ctx, Action::Close);
            return;
        }
        if self.project.is_unsaved() && !self.project.is_safe() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.waiting = Some(Action::Close);
        }
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let title = self
            .texts()
            .window_title(&self.document().title, self.project.is_unsaved());
        if title != self.window_title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.window_title = title;
        }
    }
}

impl eframe::App for App {
    /// Runs before every frame, also while the window is hidden. Shows nothing.
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.guard_close(ctx);
        self.collect(ctx);
        self.name_window(ctx);
    }

    /// Draws one frame, then carries out what was asked for.
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let mut actions = commands::pressed(ui, &self.view);
        self.shell_ui(ui, &mut actions);
        let acted = !actions.is_empty();
        for action in actions {
            self.perform(ui.ctx(), action);
        }
        self.tick_first_steps();
        if !ui.input(|input| input.pointer.any_down()) {
            self.project.seal();
        }
        if acted {
            // What was asked for shows in the next frame.
            ui.ctx().request_repaint();
        }
    }

    /// What is not saved is there again at the next start.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.note_whereabouts();
        self.project.leave();
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.settings);
        self.note_whereabouts();
    }
}
