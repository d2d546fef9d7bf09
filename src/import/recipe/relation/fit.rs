//! How surely a relation sheet is of a recipe's kind.
//!
//! Lists of edges of all kinds have headers such as source and target, and several relations can be of the
//! same nodes, so that what a sheet is called counts as well.

use std::collections::BTreeSet;

use super::{
    KnownRelation,
    heads::{header_row, heads, places},
};
use crate::import::{
    Sheet,
    gather::bare_stem,
    recipe::{
        Fit, ReadingRecipe,
        shape::{share, words_alike},
        words,
    },
    relations::{RelationForm, RelationRole, is_default, title},
};

/// So many cells are looked at for the names of nodes.
const LOOKED_AT: usize = 200_000;

impl KnownRelation {
    /// How surely a sheet is of the kind of the last one.
    pub(in crate::import::recipe) fn fit(
        &self,
        recipe: &ReadingRecipe,
        (file, sheet): (&str, &Sheet),
    ) -> Fit {
        let (row, words, ends) = match self.form {
            RelationForm::List => {
                let Some((row, words, ends)) = self.headers(recipe, sheet) else {
                    return Fit::default();
                };
                (Some(row), words, ends)
            }
            RelationForm::Matrix => (None, 0.0, None),
        };
        let (units, matrix_row) = self.nodes_there(sheet, ends.as_deref());
        let name = called_alike(recipe, (file, sheet), row.or(matrix_row).unwrap_or(0));
        let (share, words) = match self.form {
            RelationForm::List => (0.5 * words + 0.2 * units + 0.3 * name, words),
            RelationForm::Matrix => (0.5 * units + 0.5 * name, units),
        };
        Fit {
            share,
            words,
            units,
        }
    }

    /// The header row, how much of the headers is there, and the columns of the ends.
    fn headers(
        &self,
        recipe: &ReadingRecipe,
        sheet: &Sheet,
    ) -> Option<(u32, f32, Option<Vec<u32>>)> {
        let row = header_row(sheet, &self.columns)?;
        let heads = heads(sheet, row);
        let placed = places(&self.columns, &heads);
        let ends = self.columns.iter().zip(placed);
        let is_end =
            |role: RelationRole| matches!(role, RelationRole::Source | RelationRole::Target);
        let ends: Vec<u32> = ends
            .filter(|(it, _)| is_end(it.role))
            .filter_map(|it| it.1)
            .collect();
        let both = ends.len().min(2) as f64 / 2.0;
        let dated = self.columns.iter().any(|it| it.dated);
        let now = heads.iter().filter(|it| !(dated && it.is_dated()));
        let now: Vec<String> = now.map(|it| words::without_year(&it.name)).collect();
        let alike = words_alike(&recipe.shape.words, &now).unwrap_or(1.0);
        Some((row, 0.5 * share(both) + 0.5 * alike, Some(ends)))
    }

    /// The share of the nodes that are there, and the row that has most of them.
    fn nodes_there(&self, sheet: &Sheet, columns: Option<&[u32]>) -> (f32, Option<u32>) {
        let known = self.node_keys();
        if known.is_empty() {
            return (1.0, None);
        }
        let mut there: BTreeSet<String> = BTreeSet::new();
        let mut best: (usize, Option<u32>) = (0, None);
        let mut left = LOOKED_AT;
        for (row, cells) in sheet.rows() {
            let mut met = 0;
            for cell in cells {
                left = left.saturating_sub(1);
                if columns.is_some_and(|it| !it.contains(&cell.at.column)) {
                    continue;
                }
                let name = words::plain(&cell.value.text());
                if known.contains(&name) {
                    met += 1;
                    there.insert(name);
                }
            }
            if met > best.0 {
                best = (met, Some(row));
            }
            if left == 0 {
                break;
            }
        }
        (share(there.len() as f64 / known.len() as f64), best.1)
    }
}

/// How alike titles are; where there are none, the names of the sheets, else those of the files.
fn called_alike(recipe: &ReadingRecipe, (file, sheet): (&str, &Sheet), header: u32) -> f32 {
    let named = |sheet: &str| {
        let bare = words::only_words(sheet);
        if is_default(sheet) {
            String::new()
        } else {
            bare
        }
    };
    let stem = |file: &str| words::only_words(&bare_stem(file));
    let pairs = [
        (
            recipe.shape.title.clone(),
            words::only_words(&title(sheet, header)),
        ),
        (named(&recipe.shape.sheet), named(&sheet.name)),
        (stem(&recipe.file), stem(file)),
    ];
    let told = pairs
        .iter()
        .find(|(last, now)| !last.is_empty() && !now.is_empty());
    told.map_or(0.5, |(last, now)| share(words::in_common(last, now)))
}
