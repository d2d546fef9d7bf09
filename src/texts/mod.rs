//! Every sentence a person reads, in both languages side by side.
//!
//! One method a text, with a `match` on the language inside: a text without one of the languages,
//! or a sentence without its argument, does not compile. Files are grouped by who needs the text.
//!
//! **Invariant:** no other room makes sentences. What files hold (keys, column names of the tidy
//! outputs) is no text and never translated.

mod app;
mod checking;
mod command_line;
mod edits;
mod errors;
mod errors_choice;
mod errors_export;
mod findings;
mod findings_en;
mod findings_judged;
mod findings_step;
mod findings_zh;
mod folders;
mod formula;
mod gather;
mod import;
mod import_findings;
mod inspect;
mod inspect_mapped;
mod judgements;
mod language;
mod lists;
pub mod manual;
mod mapped;
mod method;
mod method_aggregate;
mod method_steps;
mod method_weights;
mod method_words;
mod method_words_steps;
mod numbers;
mod period;
mod places;
mod questionnaire;
mod reading_recipes;
mod relation_recipes;
mod relations;
mod saving;
mod scenarios;
mod summary;
mod vintages;
mod workbook;
mod workbook_beside;
mod workbook_live;

pub use inspect::InspectedTable;
pub use language::Language;
pub use workbook::CoverLabels;

/// The texts in one language. Passed to whoever shows something; there is no global one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Which language.
    pub language: Language,
}

impl Texts {
    /// The texts in a language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The one of two fixed texts that is in the language.
    const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}
