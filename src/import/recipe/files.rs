//! Which recipe reads which of several files.

use super::{Fit, ReadingRecipe, shape::Look};
use crate::import::Book;

/// A sheet of a file and the recipe that reads it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FileMatch {
    /// The place of the file in the list.
    pub file: usize,
    /// The place of the sheet in it.
    pub sheet: usize,
    /// The place of the recipe in its list.
    pub recipe: usize,
    /// How well they fit.
    pub fit: Fit,
}

/// Which recipe reads which file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// What is read, by file and sheet. A sheet is read by one recipe; a recipe may read several files.
    pub read: Vec<FileMatch>,
    /// The files that no recipe reads.
    pub files_left: Vec<usize>,
    /// The recipes that read no file.
    pub recipes_left: Vec<usize>,
}

/// Finds the files of a folder that recipes know. Each recipe looks for the sheet of a file that fits it
/// best; where two recipes want one sheet, the better fit has it, then the first.
pub fn match_files(files: &[&Book], recipes: &[&ReadingRecipe]) -> Matches {
    let mut read: Vec<FileMatch> = Vec::new();
    for (file, book) in files.iter().enumerate() {
        let sheets = Look::all(book);
        for (recipe, known) in recipes.iter().enumerate() {
            let Some((sheet, fit)) = known.best_of(&sheets) else {
                continue;
            };
            let new = FileMatch {
                file,
                sheet,
                recipe,
                fit,
            };
            let other = read
                .iter_mut()
                .find(|it| (it.file, it.sheet) == (file, sheet));
            match other {
                Some(other) if other.fit.share < fit.share => *other = new,
                Some(_) => {}
                None => read.push(new),
            }
        }
    }
    read.sort_by_key(|it| (it.file, it.sheet));
    let files_left = (0..files.len()).filter(|at| read.iter().all(|it| it.file != *at));
    let recipes_left = (0..recipes.len()).filter(|at| read.iter().all(|it| it.recipe != *at));
    Matches {
        files_left: files_left.collect(),
        recipes_left: recipes_left.collect(),
        read,
    }
}
