//! Carrying out what the screens ask for.

use super::{
    Answer, App,
    action::{Action, Page, ReadAs},
    dialogs::Clip,
    project::Project,
    said::{Said, Trouble},
    view::{Sought, View},
};
use crate::project::{
    Document, Edit,
    file::{IfChanged, lock::Foreign},
};

impl App {
    /// One line an action: this is the list of everything the app can do.
    #[rustfmt::skip]
    #[expect(clippy::too_many_lines, reason = "one line an action")]
    pub(super) fn perform(&mut self, ctx: &egui::Context, action: Action) {
        // What is done to a project that is about to go would be lost with it.
        if self.filing.is_opening() && !matches!(action, Action::StopOpening) {
            return;
        }
        let action = if waits_for_saving(&action) {
            self.filing.after_saving(action)
        } else {
            Some(action)
        };
        let Some(action) = action else { return };
        match action {
            Action::Edit(edit) => { self.commit(*edit); }
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Back(steps) => (0..steps).for_each(|_| self.undo()),
            Action::Forward(steps) => (0..steps).for_each(|_| self.redo()),
            Action::ShowHistory(shown) => self.view.history = shown,
            Action::Go(page) => self.go(page),
            Action::Select(unit) => self.view.follow(unit),
            Action::Pin(unit) => self.pin_unit(unit),
            Action::ShowScenario(scenario) => self.view.scenario = scenario,
            Action::ShowView(view) => self.show_view(view),
            Action::AddScenario(like) => self.add_scenario(like),
            Action::CompareScenarios => self.compare_scenarios(),
            Action::ShowPeriod(period) => self.view.period = Some(period),
            Action::FreezeResults(name) => self.freeze_results(name),
            Action::FindCause(vintage) => self.find_cause(ctx, vintage),
            Action::StopFinding => self.vintages.stop(),
            Action::ShowPalette(shown) => self.show_palette(shown),
            Action::Seek(bar) => self.seek(bar),
            Action::ShowHelp => self.show_help(),
            Action::ShowNode(node) => { self.view.node_sought = Some((node, Sought::Now)); self.view.pick_node(node); }
            Action::MoveNode(step) => self.move_selected(step),
            Action::ShowVariable(variable) => self.show_variable(variable),
            Action::ShowUnit(unit) => self.show_unit(unit),
            Action::ShowChoices(node) => self.show_choices(node),
            Action::TurnInspector => self.turn_inspector(),
            Action::ShowLearnt(shown) => self.view.learnt = shown,
            Action::SaveNames => self.save_names(),
            Action::LoadNames => self.load_names(),
            Action::SaveRecipe(name) => self.save_recipe(&name),
            Action::LoadRecipe => self.load_recipe(),
            Action::RefreshFromFolder => self.refresh_from_folder(),
            Action::ShowOrigin(shown) => self.view.origin = shown,
            Action::OpenOriginal(sha256) => self.open_original(ctx, &sha256),
            Action::KeepOriginal(sha256, file) => self.keep_original(&sha256, file),
            Action::KeepFiles(keep) => self.settings.keep_files = keep,
            Action::PinRanking => self.derived.pin(),
            Action::Speak(language) => self.speak(language),
            Action::Look(appearance) => { self.settings.appearance = appearance; ctx.set_theme(egui::ThemePreference::from(appearance)); }
            Action::Zoom(by) => { self.settings.zoom = self.settings.zoom.moved(by); ctx.set_zoom_factor(self.settings.zoom.factor()); }
            Action::PutAwaySteps => self.settings.first_steps.put_away(),
            Action::UseFramework(sample) => self.unless_unsaved(Action::UseFramework(sample), |app| app.begin_with_framework(sample)),
            Action::UseTemplate(template) => self.unless_unsaved(Action::UseTemplate(template), |app| app.begin_with_template(template)),
            Action::New => self.unless_unsaved(Action::New, |app| { app.arrivals.clear(); app.begin_new(); }),
            Action::NewFromTable => self.unless_unsaved(Action::NewFromTable, |app| { app.arrivals.clear(); app.begin_new(); app.ask_import(ctx, ReadAs::Data); }),
            Action::AskOpen => self.ask_open(ctx),
            Action::Open(path) => self.unless_unsaved(Action::Open(path.clone()), |app| app.open(ctx, path, Foreign::Respect)),
            Action::OpenAnyway(path) => self.unless_unsaved(Action::OpenAnyway(path.clone()), |app| app.open(ctx, path, Foreign::TakeOver)),
            Action::OpenToRead(path) => self.unless_unsaved(Action::OpenToRead(path.clone()), |app| app.open_to_read(ctx, path)),
            Action::SettleLeft(at, true) => self.unless_unsaved(Action::SettleLeft(at, true), |app| app.settle_left(ctx, at, true)),
            Action::SettleLeft(at, false) => self.settle_left(ctx, at, false),
            Action::ShowVersions(shown) => self.view.versions = shown.then(|| self.older_versions()),
            Action::Restore(version) => self.unless_unsaved(Action::Restore(version.clone()), |app| app.restore(ctx, version)),
            Action::OpenSample(sample) => self.unless_unsaved(Action::OpenSample(sample), |app| app.open_sample(sample)),
            Action::Save => self.save_project(ctx),
            Action::SaveAs => self.save_project_as(ctx),
            Action::SaveOver => self.save_in_place(ctx, IfChanged::Overwrite),
            Action::StopOpening => self.stop_opening(ctx),
            Action::AskImport(read_as) => self.ask_import(ctx, read_as),
            Action::Read(path, read_as) => self.read(ctx, path, read_as),
            Action::ReadAll(paths) => self.read_all(ctx, paths),
            Action::Paste(text) => self.paste(text),
            Action::ShowFile(file) => self.arrivals.choose(file),
            Action::ReadText(encoding, separator) => self.read_text(ctx, encoding, separator),
            Action::ReadAgain => self.read_again(),
            Action::ReadWithMore => self.read_with_more(),
            Action::StopReading => self.arrivals.stop(),
            Action::AskPassword(file) => self.arrivals.ask_password(file),
            Action::Unlock(password) => self.arrivals.unlock(password),
            Action::LeaveLocked => self.arrivals.leave_locked(),
            Action::ShowLimits(shown) => self.view.limits = shown,
            Action::Limit(limits) => self.settings.reading = limits,
            Action::Reread(read_as, layout) => self.reread(read_as, *layout),
            Action::Tally(tally) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.count(*tally); } }
            Action::Relate(said) => self.arrivals.relate(&said),
            Action::AnswerDifference(difference, answer) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.answer(&difference, &answer); } }
            Action::WithoutRecipe => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.forget_recipe(); } }
            Action::ChooseCorrection(place, choice) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.choose(place, choice); } }
            Action::Name(name, target) => self.arrivals.name(&name, target.as_ref()),
            Action::ColumnIs(column, variable) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.column_is(column, variable); } }
            Action::TieColumn(column, node) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.tie(column, node); } }
            Action::Map(mapping) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.map(mapping); } }
            Action::IntoNew(new) => self.arrivals.set_into_new(new),
            Action::IntoTree(into) => { if let Some(incoming) = self.arrivals.incoming_mut() { incoming.set_into_tree(into); } }
            Action::Take => self.take(),
            Action::TakeAll => self.take_all(),
            Action::Gather(asked) => self.arrivals.gather(asked),
            Action::PutAside => self.arrivals.put_aside(),
            Action::PutAllAside => self.arrivals.clear(),
            Action::SettleAnswers(taken) => self.settle_answers(taken),
            Action::Export(product) => self.export(ctx, product),
            Action::StopExport => self.stop_export(),
            Action::Workbook(options) => self.view.workbook = *options,
            Action::ChooseLogo => self.choose_logo(),
            Action::Cut => self.view.grid.cut_asked = self.view.page == Page::Data && self.view.cells.is_some(),
            Action::Copy(clip) => self.copy(ctx, clip),
            Action::SaveTable(table) => self.save_table(ctx, table),
            Action::NothingChanged => self.status = Some(Said::NothingChanged),
            Action::Complain(trouble) => self.trouble = Some(trouble),
            Action::ListSeen => self.list_notice = None,
            Action::CloseNotice => { self.trouble = None; self.refused = None; }
            Action::Answer(answer) => self.answer(ctx, answer),
            Action::Close => { self.may_close = true; ctx.send_viewport_cmd(egui::ViewportCommand::Close); }
        }
    }

    /// Carries out an edit; true if it was accepted.
    pub(super) fn commit(&mut self, edit: Edit) -> bool {
        let before = self.document().main().cloned();
        match self.project.commit(edit.clone(), self.keep.as_ref()) {
            Ok(()) => {
                self.watch_list(before, &edit);
                self.status = Some(Said::Done(Box::new(edit)));
                self.trouble = None;
                true
            }
            Err(error) => {
                self.trouble = Some(Trouble::Edit(error));
                false
            }
        }
    }

    /// Puts words or a table on the clipboard; of a table at least the text.
    fn copy(&mut self, ctx: &egui::Context, clip: Clip) {
        let put = clip.html.is_some() && self.dialogs.copy(&clip);
        if let Some(text) = clip.text.filter(|_| !put) {
            ctx.copy_text(text);
        }
        self.status = Some(Said::Copied);
    }

    fn undo(&mut self) {
        let edit = self.project.history().undoable().cloned();
        if self.project.undo()
            && let Some(edit) = edit
        {
            self.follow(&edit);
            self.look_at_list_again();
            self.status = Some(Said::Undone(Box::new(edit)));
        }
    }

    fn redo(&mut self) {
        let edit = self.project.history().redoable().cloned();
        if self.project.redo()
            && let Some(edit) = edit
        {
            self.follow(&edit);
            self.look_at_list_again();
            self.status = Some(Said::Done(Box::new(edit)));
        }
    }

    pub(super) fn go(&mut self, page: Page) {
        self.view.page = page;
        self.view.correction = None;
        self.view.close_windows();
        self.view.pick_anew();
        self.arrivals.clear();
        if page == Page::Start {
            self.look_for_recent();
        }
    }

    /// Looks which recent projects are still there: once when they are shown, not in every frame,
    /// because a network drive can be slow to answer.
    pub(super) fn look_for_recent(&mut self) {
        self.gone = self
            .settings
            .recent
            .iter()
            .filter(|path| !path.exists())
            .cloned()
            .collect();
    }

    /// Goes on at once, or after the answer to "save first?".
    fn unless_unsaved(&mut self, action: Action, go_on: impl FnOnce(&mut Self)) {
        if self.project.is_unsaved() && !self.may_lose {
            self.waiting = Some(action);
        } else {
            go_on(self);
        }
    }

    fn answer(&mut self, ctx: &egui::Context, answer: Answer) {
        let Some(action) = self.waiting.take() else {
            return;
        };
        match answer {
            Answer::Stay => return,
            Answer::Save => {
                self.save_project(ctx);
                // Where nothing is saved, nothing goes on.
                self.filing.after_saving(action);
                return;
            }
            // The project goes only when another one is there, which may turn out to be damaged.
            Answer::Discard => self.may_lose = true,
        }
        self.perform(ctx, action);
        self.may_lose = false;
    }

    /// Shows another project from its beginning.
    pub(super) fn show(&mut self, project: Project, page: Page) {
        self.note_whereabouts();
        self.project.give_up();
        self.project = project;
        let history = self.view.history;
        let help = self.view.help.take();
        self.derived = super::Derived::default();
        self.scene = super::Scene::default();
        self.table = super::RankingTable::default();
        self.against = super::Against::default();
        self.comparison = super::Comparison::default();
        self.vintages = super::Vintages::default();
        self.view = View {
            page,
            help,
            history,
            ..View::default()
        };
        self.trouble = None;
        self.list_notice = None;
    }

    pub(super) fn begin_new(&mut self) {
        let document = Document::new(self.texts().untitled());
        self.show(Project::new(document), Page::Data);
        self.status = None;
    }
}

/// Whether an action concerns the project as a whole, and so comes after a saving that is under way.
fn waits_for_saving(action: &Action) -> bool {
    matches!(
        action,
        Action::New
            | Action::NewFromTable
            | Action::Open(_)
            | Action::OpenAnyway(_)
            | Action::OpenToRead(_)
            | Action::OpenSample(_)
            | Action::UseFramework(_)
            | Action::UseTemplate(_)
            | Action::SettleLeft(_, true)
            | Action::Restore(_)
            | Action::Take
            | Action::TakeAll
            | Action::Save
            | Action::SaveAs
            | Action::SaveOver
            | Action::Close
    )
}
