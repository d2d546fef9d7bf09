//! Files for others, made on a thread: with progress, stopped on demand, put in place at the end only.

use std::{ops::ControlFlow, path::PathBuf, sync::Arc};

use super::{
    App,
    action::Product,
    dialogs::FileKind,
    first_steps::FirstStep,
    outgoing::TextTable,
    said::{Said, Trouble},
};
use crate::{
    engine::{Period, Results},
    export::{self, ExportError, Questions, Subject, WorkbookOptions},
    import::{Job, Progress},
    project::{Dataset, Document, Edit, FileBytes, HouseStyle, ScenarioId},
    texts::Texts,
};

/// A file on its way out.
#[derive(Debug)]
pub(super) struct Exporting {
    path: PathBuf,
    /// What a new person has done when it is there.
    step: Option<FirstStep>,
    job: Job<Result<(), ExportError>>,
}

impl Exporting {
    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        self.job.progress()
    }

    /// The file's name.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name();
        name.map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default()
    }
}

/// All that a product is made of.
struct Work {
    document: Document,
    dataset: Arc<Dataset>,
    scenario: Option<ScenarioId>,
    results: Arc<Results>,
    options: WorkbookOptions,
    texts: Texts,
}

impl Work {
    fn bytes(
        &self,
        product: Product,
        go_on: &mut export::GoOn<'_>,
    ) -> Result<Vec<u8>, ExportError> {
        let (dataset, results) = (self.dataset.as_ref(), self.results.as_ref());
        let scenario = self.scenario;
        Ok(match product {
            Product::Workbook => {
                let subject = Subject {
                    document: &self.document,
                    dataset,
                    scenario,
                    results,
                };
                export::workbook_while(&subject, &self.texts, &self.options, go_on)?
            }
            Product::Scores => export::scores_csv(dataset, scenario, results),
            Product::Normalised => export::normalised_csv(dataset, scenario, results),
            Product::Weights => export::weights_csv(dataset, scenario, results),
            Product::Points => self.questions(Questions::Budget)?,
            Product::Pairs => self.questions(Questions::Pairs)?,
        })
    }

    fn questions(&self, ask: Questions) -> Result<Vec<u8>, ExportError> {
        let of = (self.dataset.as_ref(), self.scenario);
        export::questionnaire(&self.document, of, ask, self.texts)
    }
}

impl App {
    /// Asks for a place and begins to write a product there.
    pub(super) fn export(&mut self, ctx: &egui::Context, product: Product) {
        let (kind, proposed) = self.proposed(product);
        let work = match self.work() {
            Ok(work) => work,
            Err(error) => {
                self.trouble = Some(Trouble::Export(error));
                return;
            }
        };
        let Some(path) = self.dialogs.save(&kind, &proposed) else {
            return;
        };
        self.write_out(ctx, path, move |go_on| work.bytes(product, go_on));
        if let Some(exporting) = &mut self.exporting {
            exporting.step = (product == Product::Workbook).then_some(FirstStep::Workbook);
        }
    }

    /// Asks for a place and begins to write a table there as CSV.
    pub(super) fn save_table(&mut self, ctx: &egui::Context, table: TextTable) {
        let texts = self.texts();
        let kind = FileKind {
            name: texts.csv_files().to_owned(),
            endings: &["csv"],
        };
        let what = texts.safe_name(&table.name);
        let name = texts.file_name(&self.document().title, &what);
        if let Some(path) = self.dialogs.save(&kind, &format!("{name}.csv")) {
            self.write_out(ctx, path, move |_| Ok(export::table_csv(&table.rows)));
        }
    }

    /// Makes the bytes of a file on a thread and puts them in its place.
    fn write_out(
        &mut self,
        ctx: &egui::Context,
        path: PathBuf,
        make: impl FnOnce(&mut export::GoOn<'_>) -> Result<Vec<u8>, ExportError> + Send + 'static,
    ) {
        let waker = ctx.clone();
        let wake = move || waker.request_repaint();
        let place = path.clone();
        let job = Job::start("export", wake, move |reporter| {
            let mut go_on = |progress: Progress| -> ControlFlow<()> {
                reporter.report(progress.done, progress.total)
            };
            let bytes = make(&mut go_on)?;
            export::write(&place, &bytes)
        });
        self.status = None;
        self.exporting = Some(Exporting {
            path,
            step: None,
            job,
        });
    }

    /// What kind of file a product is, and a name for it.
    fn proposed(&self, product: Product) -> (FileKind, String) {
        let texts = self.texts();
        let (what, workbook) = match product {
            Product::Workbook => (texts.ranking_file(), true),
            Product::Points | Product::Pairs => (texts.questionnaire_file(), true),
            Product::Scores => (texts.scores_file(), false),
            Product::Normalised => (texts.normalised_file(), false),
            Product::Weights => (texts.weights_file(), false),
        };
        let (name, endings): (_, &'static [&str]) = if workbook {
            (texts.workbook_files(), &["xlsx"])
        } else {
            (texts.csv_files(), &["csv"])
        };
        let kind = FileKind {
            name: name.to_owned(),
            endings,
        };
        let dataset = self.document().main();
        let scenario = self.scenario().and_then(|id| dataset?.scenario(id));
        let title = match scenario {
            Some(scenario) => format!("{} {}", self.document().title, scenario.name),
            None => self.document().title.clone(),
        };
        let name = texts.file_name(&title, what);
        (kind, format!("{name}.{}", endings.concat()))
    }

    fn work(&self) -> Result<Work, ExportError> {
        let document = self.document().clone();
        let dataset = document.main().cloned().ok_or(ExportError::NoData)?;
        self.results().ok_or(ExportError::Mismatch)?;
        let period: Option<Period> = self.derived.shown_period().cloned();
        Ok(Work {
            dataset,
            document,
            scenario: self.scenario(),
            results: Arc::clone(&self.derived.results),
            options: WorkbookOptions {
                period,
                date: Some(super::vintages::today()),
                ..self.view.workbook.clone()
            },
            texts: self.texts(),
        })
    }

    /// Takes in what became of a file on its way out.
    pub(super) fn receive_export(&mut self) {
        let Some(exporting) = &mut self.exporting else {
            return;
        };
        let Some(outcome) = exporting.job.poll() else {
            return;
        };
        let path = exporting.path.display().to_string();
        let step = exporting.step;
        self.exporting = None;
        match outcome {
            Ok(Ok(())) => {
                self.trouble = None;
                self.status = Some(Said::Written(path));
                if let Some(step) = step {
                    self.settings.first_steps.take(step);
                }
            }
            Ok(Err(ExportError::Stopped)) => self.status = Some(Said::ExportStopped),
            Ok(Err(error)) => self.trouble = Some(Trouble::Export(error)),
            Err(crashed) => self.trouble = Some(Trouble::Crashed(crashed)),
        }
    }

    /// Stops making a file; what stood in its place stays.
    pub(super) fn stop_export(&self) {
        if let Some(exporting) = &self.exporting {
            exporting.job.cancel();
        }
    }

    /// Asks for a picture and puts it on the cover of workbooks.
    pub(super) fn choose_logo(&mut self) {
        let kind = FileKind {
            name: self.texts().pictures().to_owned(),
            endings: &["png", "jpg", "jpeg"],
        };
        let Some(path) = self.dialogs.open(&kind) else {
            return;
        };
        match super::originals::bytes_of(&path) {
            Ok(bytes) => {
                let style = HouseStyle {
                    logo: Some(FileBytes::from(bytes)),
                    ..self.document().style.as_ref().clone()
                };
                let style = Arc::new(style);
                self.commit(Edit::SetHouseStyle { style });
            }
            Err(error) => self.trouble = Some(Trouble::Read(error)),
        }
    }
}
