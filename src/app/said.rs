//! What the program has to say, kept as facts, so that it can be said in either language.

use std::path::PathBuf;

use crate::{
    export::ExportError,
    import::{
        Crashed, ReadError, TableError,
        names::{AliasProblem, Registry},
        recipe::RecipeError,
    },
    project::{
        CellsError, Edit, EditError,
        file::{KeepError, Loss, OpenError, lock::LockError},
        recipe::BuildError,
    },
    texts::Texts,
};

/// What just happened, for the status bar.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// An edit was carried out.
    Done(Box<Edit>),
    /// An edit was taken back.
    Undone(Box<Edit>),
    /// A project was opened.
    Opened(String),
    /// The project is being saved.
    Saving,
    /// A file was written.
    Written(String),
    /// A file for others was stopped.
    ExportStopped,
    /// A table was put on the clipboard.
    Copied,
    /// What was asked for changes nothing.
    NothingChanged,
    /// What was asked for needs a node of the framework.
    NoNodeChosen,
    /// What was asked for needs one of the units that are listed.
    NoUnitChosen,
    /// So many files were taken in together.
    TakenTogether(usize),
    /// So many further names were taken in, and so many were known.
    Names(usize, usize),
    /// An older version was put in place.
    Restored,
    /// Work that an earlier session left is there again.
    Recovered {
        /// The project.
        title: String,
        /// How many steps came after the last save.
        steps: usize,
        /// The session did not end in good order.
        crashed: bool,
    },
}

impl Said {
    /// In words.
    pub(super) fn text(&self, texts: Texts) -> String {
        match self {
            Self::Done(edit) => match &**edit {
                Edit::CorrectMany { values, .. } => texts.values_corrected(values.len()),
                Edit::AddUnits { units, values, .. } => {
                    let names: Vec<String> = units.iter().map(|it| it.row.label.clone()).collect();
                    texts.units_added(&names, values.len())
                }
                edit => texts.done(texts.edit(edit)),
            },
            Self::Undone(edit) => texts.undone(texts.edit(edit)),
            Self::Saving => texts.saving().to_owned(),
            Self::Opened(title) => texts.opened(title),
            Self::Written(path) => texts.written(path),
            Self::ExportStopped => texts.export_stopped().to_owned(),
            Self::Copied => texts.copied().to_owned(),
            Self::NothingChanged => texts.nothing_changed().to_owned(),
            Self::NoNodeChosen => texts.choose_a_node().to_owned(),
            Self::NoUnitChosen => texts.choose_a_unit().to_owned(),
            Self::TakenTogether(files) => texts.taken_together(*files),
            Self::Names(new, known) => texts.names_loaded(*new, *known),
            Self::Restored => texts.restored().to_owned(),
            Self::Recovered {
                title,
                steps,
                crashed,
            } => texts.recovered(title, *steps, *crashed),
        }
    }
}

/// What went wrong.
#[derive(Debug)]
pub enum Trouble {
    /// An edit was refused.
    Edit(EditError),
    /// A project cannot be opened.
    Open(OpenError),
    /// A project could not be saved.
    Keep(KeepError),
    /// Somebody else has a project open.
    Lock(LockError, PathBuf),
    /// A damaged project was opened as far as that goes.
    Damaged(Vec<Loss>),
    /// Work that was left cannot be gone on with; in technical words.
    NotRecovered(String),
    /// It can only in part.
    RecoveredInPart(String),
    /// It can, but its file is not as it was.
    RecoveredApart(String),
    /// A file cannot be read.
    Read(ReadError),
    /// A file does not hold what is looked for.
    Table(TableError),
    /// A sample cannot be built.
    Build(BuildError),
    /// Nothing could be exported.
    Export(ExportError),
    /// A job stopped through a mistake in the program.
    Crashed(Crashed),
    /// What was typed in place of a number.
    NotANumber(String),
    /// Cells that cannot be changed together.
    Cells(CellsError),
    /// Another file than the one that data came from.
    NotThatFile {
        /// The name of the one that data came from.
        file: String,
        /// The name of the one that was chosen.
        found: String,
    },
    /// A file that is no reading recipe, by its name.
    Recipe(String, RecipeError),
    /// Rows of a file of names that cannot be taken.
    Names(String, Vec<AliasProblem>),
    /// A folder without tables.
    NoTablesIn(String),
    /// The clipboard holds no text.
    NothingToPaste,
}

/// What is wrong in a file of names: the first rows, and how many more there are.
fn names_problems(texts: Texts, file: &str, problems: &[AliasProblem]) -> String {
    const TOLD: usize = 3;
    let registry = Registry::bundled();
    let told = problems.iter().take(TOLD);
    let mut lines: Vec<String> = told
        .map(|it| texts.alias_problem(registry, file, it))
        .collect();
    let more = problems.len().saturating_sub(TOLD);
    if more > 0 {
        lines.push(texts.further_findings(more));
    }
    lines.join("\n")
}

impl Trouble {
    /// The error of reading, if it is one.
    pub(super) const fn of_reading(&self) -> Option<&ReadError> {
        match self {
            Self::Read(error) => Some(error),
            _ => None,
        }
    }

    /// In words: what happened, then what to do.
    pub(super) fn text(&self, texts: Texts) -> String {
        match self {
            Self::Edit(error) => texts.edit_error(error),
            Self::Open(error) => texts.open_error(error),
            Self::Keep(error) => texts.keep_error(error),
            Self::Lock(error, _) => texts.lock_error(error),
            Self::Damaged(losses) => texts.opened_damaged(losses),
            Self::NotRecovered(reason) => texts.not_recovered(reason),
            Self::RecoveredInPart(reason) => texts.recovered_in_part(reason),
            Self::RecoveredApart(path) => texts.recovered_apart(path),
            Self::Read(error) => texts.read_error(error),
            Self::Table(error) => texts.table_error(error),
            Self::Build(error) => texts.build_error(error),
            Self::Export(error) => error.told(&texts),
            Self::Crashed(crashed) => texts.crashed(crashed),
            Self::NotANumber(typed) => texts.not_a_number(typed),
            Self::Cells(error) => texts.cells_error(error),
            Self::NotThatFile { file, found } => texts.not_that_file(file, found),
            Self::Recipe(file, error) => texts.recipe_error(file, error),
            Self::Names(file, problems) => names_problems(texts, file, problems),
            Self::NoTablesIn(folder) => texts.no_tables_in_folder(folder),
            Self::NothingToPaste => texts.nothing_to_paste().to_owned(),
        }
    }
}
