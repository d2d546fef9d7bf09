//! `index.toml`: an index as a text file, for people who keep it under version control.
//!
//! [`parse`] reads the text and knows every key; [`build`] reads the files it names, through a
//! function of the caller's, and makes a document by the same edits as the app.

mod build;
mod data;
mod groups;
mod keys;
mod list;
mod method;
mod parse;
mod published;
mod relations;
mod scenario;
mod steps;

pub use build::{BuildError, Built, build};
pub use keys::{KeyError, KeyProblem, Kind};
pub use parse::parse;
pub use published::PublishedFile;
pub use relations::RelationFile;
pub use scenario::ScenarioFile;

use std::collections::BTreeSet;

use super::{MethodPatch, NodeChoice, SheetKind};
use crate::{
    engine::{Aggregation, Normalisation, Period, Tiering, Weighting},
    import::{Layout, list::Tally, sheet_map::TableLayout},
};

/// What an `index.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexFile {
    /// What the index is called.
    pub title: String,
    /// Where the framework stands; without one, all variables hang below the index, equal and 正向.
    pub framework: Option<FrameworkFile>,
    /// Where the data stand.
    pub data: Vec<DataFile>,
    /// Who is ranked.
    pub units: UnitRules,
    /// Variables that are computed: name and formula.
    pub derive: Vec<(String, String)>,
    /// Units made of others: name and members.
    pub pools: Vec<(String, Vec<String>)>,
    /// How the values of variables are pooled.
    pub pooling: Vec<(String, PoolingName)>,
    /// The choices that differ from the default method.
    pub method: MethodPatch,
    /// The name of the unit that the index-wide normalisation measures against.
    pub reference_unit: Option<String>,
    /// Which units pass the screening or fail it by name.
    pub screen: ScreenNames,
    /// How ranked units are divided into tiers.
    pub tiers: Option<Tiering>,
    /// The files in which experts judge or give weights.
    pub experts: ExpertFiles,
    /// The choices of single nodes.
    pub overrides: Vec<Override>,
    /// Named variants.
    pub scenarios: Vec<ScenarioFile>,
    /// Published results to hold the computed ones against.
    pub published: Vec<PublishedFile>,
    /// Relation sheets.
    pub relations: Vec<RelationFile>,
    /// What is to be written.
    pub output: Outputs,
}

impl IndexFile {
    /// Every file that is read, as named.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let framework = self.framework.iter().map(|it| &it.file);
        let data = self.data.iter().map(|it| &it.file);
        let experts = self.experts.judgements.iter().chain(&self.experts.opinions);
        let groups = self.units.groups.iter();
        let published = self.published.iter().map(|it| &it.file);
        let all = data.chain(framework).chain(experts);
        let relations = self.relations.iter().map(|it| &it.file);
        let all = all.chain(groups).chain(published).chain(relations);
        all.map(String::as_str)
    }
}

/// A framework sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameworkFile {
    /// Relative to the index file.
    pub file: String,
    /// The sheet; else the first that reads as a framework.
    pub sheet: Option<String>,
}

/// A data sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataFile {
    /// Relative to the index file.
    pub file: String,
    /// What is known of its layout.
    pub layout: Layout,
    /// How it is read.
    pub form: DataForm,
    /// It lists things, and this is what is made of them; then `form` says nothing.
    pub tally: Option<Tally>,
}

/// How a data sheet is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataForm {
    /// As a plain table where it is one, else however it lies.
    #[default]
    AnyTable,
    /// As a plain table: one header row, units down, variables across.
    Wide,
    /// As tables that lie like this.
    Lies(TableLayout),
}

/// Who is ranked: only these or all, then the top of them, plus also, minus exclude.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitRules {
    /// None but these; empty is all.
    pub only: Vec<String>,
    /// The first by a variable.
    pub top: Option<Top>,
    /// Ranked whatever their place.
    pub also: Vec<String>,
    /// Left out.
    pub exclude: Vec<String>,
    /// Shown, never ranked.
    pub reference: Vec<String>,
    /// A file whose columns of words are groupings.
    pub groups: Option<String>,
}

/// How the values of a variable are pooled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PoolingName {
    /// They add up.
    Sum,
    /// They are averaged, weighted by the variable named.
    Mean(Option<String>),
}

/// Units by name that a screening keeps or leaves out whatever is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenNames {
    /// Kept.
    pub force_in: Vec<String>,
    /// Left out.
    pub force_out: Vec<String>,
}

/// The files in which experts judge or give weights; each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpertFiles {
    /// Judgement matrices.
    pub judgements: Vec<String>,
    /// Weights.
    pub opinions: Vec<String>,
}

impl ExpertFiles {
    /// Adds the files of others that are not among these.
    fn add(&mut self, others: Self) {
        let Self {
            judgements,
            opinions,
        } = others;
        for file in judgements {
            if !self.judgements.contains(&file) {
                self.judgements.push(file);
            }
        }
        for file in opinions {
            if !self.opinions.contains(&file) {
                self.opinions.push(file);
            }
        }
    }

    fn note(&mut self, weighting: &Weighting, file: Option<String>) {
        let list = match weighting {
            Weighting::Ahp { .. } => &mut self.judgements,
            Weighting::Expert => &mut self.opinions,
            _ => return,
        };
        list.extend(file.filter(|file| !list.contains(file)));
    }
}

/// The first units by a variable, greatest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Top {
    /// The variable's code or name.
    pub indicator: String,
    /// How many.
    pub count: usize,
    /// In which period; else the last.
    pub period: Option<Period>,
}

/// A node's own choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The node's code, name or path.
    pub node: String,
    /// The key in the file, for errors.
    pub key: String,
    /// The line in the file, from 1.
    pub line: usize,
    /// Of an indicator.
    pub normalisation: Option<Normalisation>,
    /// The name of the unit that this normalisation measures against.
    pub reference_unit: Option<String>,
    /// Of an aggregate.
    pub weighting: Option<Weighting>,
    /// Of an aggregate.
    pub aggregation: Option<Aggregation>,
    /// The others.
    pub choices: Vec<NodeChoice>,
}

/// What is to be written; names relative to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    /// The tidy scores.
    pub scores: Option<String>,
    /// The tidy normalised values.
    pub normalised: Option<String>,
    /// The tidy weights.
    pub weights: Option<String>,
    /// The ranked workbook.
    pub workbook: Option<String>,
    /// The questionnaire in which experts share points out.
    pub questionnaire: Option<String>,
    /// The questionnaire in which experts judge in pairs.
    pub pairwise: Option<String>,
    /// The project file.
    pub project: Option<String>,
    /// The language of the workbook: `zh` or `en`.
    pub language: Option<String>,
    /// Whether the workbook holds values without the formulas that make them.
    pub values_only: bool,
    /// The sheets that the workbook is to do without.
    pub without: BTreeSet<SheetKind>,
    /// With how many decimals the workbook shows scores.
    pub decimals: Option<u8>,
}
