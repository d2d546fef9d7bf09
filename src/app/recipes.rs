//! Reading recipes and further names as files, and refreshing the project from a folder.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    App,
    action::ReadAs,
    arrivals::Source,
    dialogs::FileKind,
    receive::TABLES,
    said::{Said, Trouble},
};
use crate::{
    export,
    import::{ReadError, names::Registry, recipe::ReadingRecipe},
    project::{Edit, aliases_text, read_aliases},
};

/// No recipe and no list of names is larger than this.
const LARGEST: u64 = 16 << 20;

impl App {
    fn recipe_kind(&self) -> FileKind {
        FileKind {
            name: self.texts().recipe_files().to_owned(),
            endings: &["json"],
        }
    }

    /// Asks for a place and writes a recipe there.
    pub(super) fn save_recipe(&mut self, name: &str) {
        let recipes = self.document().main().map(|it| Arc::clone(&it.recipes));
        let recipes = recipes.unwrap_or_default();
        let Some(recipe) = recipes.iter().find(|it| it.name == name) else {
            return;
        };
        let kind = self.recipe_kind();
        let name = self.texts().file_name(name, self.texts().recipes());
        let Some(path) = self.dialogs.save(&kind, &format!("{name}.json")) else {
            return;
        };
        self.write(&path, recipe.to_text().as_bytes());
    }

    /// Asks for a recipe and keeps it; one of the same name is replaced.
    pub(super) fn load_recipe(&mut self) {
        let Some(dataset) = self.document().main().map(|it| it.id) else {
            return;
        };
        let kind = self.recipe_kind();
        let Some(path) = self.dialogs.open(&kind) else {
            return;
        };
        match recipe_in(&path) {
            Ok(recipe) => {
                let recipe = Arc::new(recipe);
                self.commit(Edit::KeepRecipe { dataset, recipe });
            }
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    /// Asks for a place and writes the further names of units there.
    pub(super) fn save_names(&mut self) {
        let Some(dataset) = self.document().main() else {
            return;
        };
        let text = aliases_text(dataset, Registry::bundled());
        let texts = self.texts();
        let kind = FileKind {
            name: texts.csv_files().to_owned(),
            endings: &["csv"],
        };
        let name = texts.file_name(&self.document().title, texts.names_file());
        if let Some(path) = self.dialogs.save(&kind, &format!("{name}.csv")) {
            self.write(&path, text.as_bytes());
        }
    }

    /// Asks for a file of names and takes in what is new in it; rows that cannot be taken are told.
    pub(super) fn load_names(&mut self) {
        let Some(dataset) = self.document().main().cloned() else {
            return;
        };
        let kind = FileKind {
            name: self.texts().csv_files().to_owned(),
            endings: &["csv", "tsv", "txt"],
        };
        let Some(path) = self.dialogs.open(&kind) else {
            return;
        };
        let bytes = match bytes_in(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.trouble = Some(Trouble::Read(error));
                return;
            }
        };
        let reading = read_aliases(&dataset, &bytes, Registry::bundled());
        if let Some(edit) = reading.edit(dataset.id)
            && !self.commit(edit)
        {
            return;
        }
        self.status = Some(Said::Names(reading.new.len(), reading.known));
        let file = Source::File(path).name();
        let problems = Some(reading.problems).filter(|it| !it.is_empty());
        self.trouble = problems.map(|problems| Trouble::Names(file, problems));
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) {
        match export::write(path, bytes) {
            Ok(()) => {
                self.trouble = None;
                self.status = Some(Said::Written(path.display().to_string()));
            }
            Err(error) => self.trouble = Some(Trouble::Export(error)),
        }
    }

    /// Asks for a folder and reads the tables in it; those that a recipe knows are taken together.
    pub(super) fn refresh_from_folder(&mut self) {
        let Some(folder) = self.dialogs.folder() else {
            return;
        };
        let files = match tables_in(&folder) {
            Ok(files) => files,
            Err(error) => {
                let file = folder.display().to_string();
                let reason = error.to_string();
                self.trouble = Some(Trouble::Read(ReadError::Unreadable { file, reason }));
                return;
            }
        };
        if files.is_empty() {
            let folder = folder.display().to_string();
            self.trouble = Some(Trouble::NoTablesIn(folder));
            return;
        }
        self.view.close_windows();
        self.arrivals.clear();
        self.arrivals.refresh();
        self.enqueue(files.into_iter().map(Source::File), ReadAs::Whatever);
    }
}

fn recipe_in(path: &Path) -> Result<ReadingRecipe, Trouble> {
    let bytes = bytes_in(path).map_err(Trouble::Read)?;
    let text = String::from_utf8_lossy(&bytes);
    let file = || Source::File(path.to_owned()).name();
    ReadingRecipe::from_text(&text).map_err(|error| Trouble::Recipe(file(), error))
}

/// The bytes of a small file.
fn bytes_in(path: &Path) -> Result<Vec<u8>, ReadError> {
    let file = || Source::File(path.to_owned()).name();
    let unreadable = |error: std::io::Error| ReadError::Unreadable {
        file: file(),
        reason: error.to_string(),
    };
    let bytes = fs::metadata(path).map_err(unreadable)?.len();
    if bytes > LARGEST {
        return Err(ReadError::TooLarge {
            file: file(),
            part: None,
            bytes,
            most: LARGEST,
        });
    }
    fs::read(path).map_err(unreadable)
}

/// The files directly in a folder that hold tables, by name; what programs write beside them while
/// they are open is none.
fn tables_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
        let passing = name.is_none_or(|it| it.starts_with("~$") || it.starts_with('.'));
        let ending = path.extension().is_some_and(|it| {
            let known = |ending: &&str| it.eq_ignore_ascii_case(ending);
            TABLES.iter().any(known)
        });
        if ending && !passing && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
