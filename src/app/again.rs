//! A file of a kind that was taken before: read by its recipe, with only the true differences asked.

use super::{
    action::ReadAs,
    incoming::Incoming,
    related::{Related, Relating},
    yearbook::Yearbook,
};
use crate::{
    import::{
        Book, Table,
        names::Registry,
        recipe::{self, Answer, Difference, ReadingRecipe, RelationDifference, Replayed},
        relations::{RelationRole, RelationSays},
    },
    project::{CorrectionAnswer, CorrectionChoice, Place},
};

/// A file read by the recipe of an earlier one.
#[derive(Debug)]
pub(super) struct Again {
    /// As it was kept, with what has been answered since.
    pub recipe: ReadingRecipe,
    /// What it makes of the file.
    pub replayed: Replayed,
}

impl Again {
    /// The recipe that was surely made for files of this kind; none if no recipe was.
    pub(super) fn find(book: &Book, recipes: &[ReadingRecipe]) -> Option<Self> {
        let fits = recipes.iter().filter_map(|it| {
            let (sheet, fit) = it.sheet_of(book)?;
            fit.is_sure().then_some((it, sheet, fit.share))
        });
        let (recipe, sheet, _) = fits.max_by(|a, b| a.2.total_cmp(&b.2))?;
        let replayed = recipe.replay_on(book, sheet, Registry::bundled()).ok()?;
        Some(Self {
            recipe: recipe.clone(),
            replayed,
        })
    }

    /// The same for one sheet only.
    pub(super) fn find_on(book: &Book, sheet: usize, recipes: &[ReadingRecipe]) -> Option<Self> {
        let on = book.sheets.get(sheet)?;
        let fits = recipes.iter().map(|it| (it, it.fit(&book.file, on)));
        let sure = fits.filter(|(_, fit)| fit.is_sure());
        let (recipe, _) = sure.max_by(|a, b| a.1.share.total_cmp(&b.1.share))?;
        let replayed = recipe.replay_on(book, sheet, Registry::bundled()).ok()?;
        Some(Self {
            recipe: recipe.clone(),
            replayed,
        })
    }

    /// Keeps an answer, and reads the file with it.
    pub(super) fn answer(&mut self, book: &Book, difference: &Difference, answer: &Answer) {
        self.recipe.answer(difference, answer);
        let replayed = self
            .recipe
            .replay_on(book, self.replayed.sheet, Registry::bundled());
        if let Ok(replayed) = replayed {
            self.replayed = replayed;
        }
    }

    /// The names that the recipe knows, on tables made afresh.
    pub(super) fn named(&self, tables: Vec<Table>) -> Vec<Table> {
        self.recipe.named(tables)
    }

    /// Whether it is of what a file is looked at as: relations, or something else.
    pub(super) fn is_of(&self, read_as: ReadAs) -> bool {
        let relations = matches!(self.recipe.read_as, recipe::ReadAs::Relations(_));
        relations == (read_as == ReadAs::Relations)
    }

    /// What a person says of a column of a relation sheet answers the question after the one that told it
    /// last time.
    fn hear(&mut self, header: String, role: RelationRole) {
        let asks = |it: &Difference| {
            let Difference::Relation(RelationDifference::MissingColumn { role: of, .. }) = it
            else {
                return false;
            };
            *of == role
        };
        let asked = self.replayed.differences.iter().position(asks);
        if let Some(asked) = asked {
            let asked = self.replayed.differences.remove(asked);
            self.recipe.answer(&asked, &Answer::Same(header));
        }
    }

    /// What has to be answered.
    pub(super) fn asked(&self) -> usize {
        self.replayed.asked().count()
    }
}

impl Incoming {
    /// Keeps an answer to a difference from last time.
    pub(super) fn answer(&mut self, difference: &Difference, answer: &Answer) {
        if let Some(again) = &mut self.again {
            again.answer(&self.book, difference, answer);
            self.follow();
        }
    }

    /// Looks at it as if there was no recipe.
    pub(super) fn forget_recipe(&mut self) {
        self.again = None;
        self.yearbook = Yearbook::new(&self.book, self.only).map(Box::new);
        self.related = Related::new(&self.book, self.layout.sheet.as_deref());
        self.look_again();
    }

    /// Whose value counts where it overtakes a correction.
    pub(super) fn choose(&mut self, place: Place, choice: CorrectionChoice) {
        self.choices.retain(|it| it.place != place);
        self.choices.push(CorrectionAnswer { place, choice });
    }

    /// Whose value counts at a place: the correction's, unless a person said otherwise.
    pub(super) fn choice_of(&self, place: &Place) -> CorrectionChoice {
        let said = self.choices.iter().find(|it| it.place == *place);
        said.map_or(CorrectionChoice::Keep, |it| it.choice)
    }

    /// The recipe it is read by, as long as it is looked at as what the recipe is of.
    pub(super) fn again_now(&self) -> Option<&Again> {
        self.again.as_ref().filter(|it| it.is_of(self.read_as))
    }

    /// Follows what a person says of a relation sheet.
    pub(super) fn relate(&mut self, said: Relating) {
        if let Relating::Say(area, RelationSays::Column(role)) = &said
            && let Some(again) = &mut self.again
            && let Some(header) = self.related.header_of(&self.book, area)
        {
            again.hear(header, *role);
        }
        self.related.say(&self.book, said);
        self.unsettle();
    }

    /// Looks at it as the recipe says.
    pub(super) fn follow(&mut self) {
        let Some(again) = &self.again else { return };
        let replayed = &again.replayed;
        match &replayed.read_as {
            recipe::ReadAs::Relations(known) => {
                self.read_as = ReadAs::Relations;
                self.related.follow(&self.book, &known.name, replayed);
                self.unsettle();
                return;
            }
            recipe::ReadAs::List(layout) => {
                self.read_as = ReadAs::Data;
                self.layout = layout.clone();
                self.period = layout
                    .period
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
            }
            recipe::ReadAs::Sheet => {
                self.read_as = ReadAs::Yearbook;
                let said = replayed.corrections.clone();
                if let Some(yearbook) = &mut self.yearbook {
                    yearbook.follow(&self.book, replayed.sheet, said);
                }
            }
        }
        self.look_again();
    }
}
