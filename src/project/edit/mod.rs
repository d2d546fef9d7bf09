//! Every change a document can go through, as data.
//!
//! The app, the command line and the tests change documents in this way only. An edit holds no
//! path and no time, so that the same edits on the same document give the same document.

mod alias;
mod apply;
mod choice_error;
mod data;
mod error;
mod extend;
mod framework;
mod gesture;
mod group;
mod node;
mod original;
mod outline;
mod refresh;
mod relation;
mod scenario;
mod setup;
mod table;
mod tree;
mod unit;
mod unit_rule;
mod variable;
mod view;
mod vintage;
mod weights;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Aspect, CorrectionAnswer, Dataset, DatasetId, Document, Figures, FileBytes, HouseStyle,
    MethodPatch, NewAlias, NewUnit, NewValue, RelationId, Role, ScenarioId, Sight, UnitRule,
    ViewId, VintageId, VintageSource, view::follow,
};
use crate::{
    engine::{
        Aggregation, Direction, NodeId, Normalisation, Period, Pooling, Tiering, UnitId,
        VariableId, Weighting,
    },
    import::{
        ExpertSheet, JudgementSheet, Outline, Table, recipe::ReadingRecipe,
        relations::RelationTable,
    },
};

pub use choice_error::ChoiceError;
pub use error::EditError;
pub(in crate::project) use extend::extended;
pub use framework::DEEPEST;
pub use node::NodeChoice;
pub(in crate::project) use refresh::taken_into;

/// Where a change goes: a dataset's base, or one of its scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    /// Which dataset.
    pub dataset: DatasetId,
    /// Which scenario; none is the base.
    pub scenario: Option<ScenarioId>,
}

/// One change of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one edit a gesture, and none in bulk"
)]
#[expect(missing_docs, reason = "fields repeat what the variant says")]
pub enum Edit {
    /// Names the project.
    SetTitle { title: String },
    /// Writes the project's notes.
    SetNotes { notes: String },
    /// Takes a table in: new units and variables are added, columns of known ones replaced.
    TakeTable {
        dataset: DatasetId,
        table: Arc<Table>,
    },
    /// Takes several tables in, such as those of one sheet, all or none.
    TakeTables {
        dataset: DatasetId,
        tables: Vec<Arc<Table>>,
    },
    /// Takes tables in anew. Corrections by hand stay where the file has not changed, and where it has
    /// as answered; without an answer they stay too.
    Refresh {
        dataset: DatasetId,
        tables: Vec<Arc<Table>>,
        #[serde(default)]
        corrections: Vec<CorrectionAnswer>,
    },
    /// Keeps how sheets of a kind are read, in place of the recipe of that name.
    KeepRecipe {
        dataset: DatasetId,
        recipe: Arc<ReadingRecipe>,
    },
    /// Forgets a recipe.
    ForgetRecipe { dataset: DatasetId, name: String },
    /// Takes a framework in, in place of the one that is there. Indicators are tied to variables
    /// by code, else name; one without data yet gets an empty variable.
    TakeOutline {
        dataset: DatasetId,
        outline: Arc<Outline>,
        index_name: String,
    },
    /// Adds a framework to the one that is there: nodes it knows by code, else by path or name, stay
    /// where they are and are what the outline says of them, unless `keep`; others are added under
    /// theirs. Nothing is removed.
    ExtendOutline {
        dataset: DatasetId,
        outline: Arc<Outline>,
        keep: bool,
    },
    /// Makes a framework of one level from all variables, all 正向 and equal.
    OutlineFromVariables {
        dataset: DatasetId,
        index_name: String,
    },
    /// Makes groups of the units that share a word in a column of the table.
    TakeGroups {
        dataset: DatasetId,
        kind: String,
        words: Vec<(UnitId, String)>,
    },
    /// Makes a group of units, or gives one other members.
    SetGroup {
        dataset: DatasetId,
        kind: String,
        name: String,
        members: Vec<UnitId>,
    },
    /// Renames a group.
    RenameGroup {
        dataset: DatasetId,
        kind: String,
        name: String,
        to: String,
    },
    /// Takes a group out; its units stay.
    RemoveGroup {
        dataset: DatasetId,
        kind: String,
        name: String,
    },
    /// Corrects one value by hand.
    Correct {
        dataset: DatasetId,
        variable: VariableId,
        period: Period,
        unit: UnitId,
        value: Option<f64>,
        note: String,
    },
    /// Corrects several values of a period by hand, all or none.
    CorrectMany {
        dataset: DatasetId,
        period: Period,
        values: Vec<NewValue>,
    },
    /// Adds units with values of a period, and corrects those of others, all or none.
    AddUnits {
        dataset: DatasetId,
        period: Period,
        units: Vec<NewUnit>,
        values: Vec<NewValue>,
    },
    /// Goes back to the imported value.
    DropCorrection {
        dataset: DatasetId,
        variable: VariableId,
        period: Period,
        unit: UnitId,
    },
    /// Renames a unit for people; its key stays.
    RenameUnit {
        dataset: DatasetId,
        unit: UnitId,
        label: String,
    },
    /// Brings the units into this order, which names each of them once.
    OrderUnits {
        dataset: DatasetId,
        order: Vec<UnitId>,
    },
    /// Gives units further names, or says which places they are.
    TakeAliases {
        dataset: DatasetId,
        aliases: Vec<NewAlias>,
    },
    /// Takes a further name from a unit.
    DropAlias {
        dataset: DatasetId,
        unit: UnitId,
        name: String,
    },
    /// Ranks units, shows them for reference only, or leaves them out.
    SetRole {
        at: At,
        units: Vec<UnitId>,
        role: Role,
    },
    /// Says by a rule who is ranked. None takes the rule back; in a scenario that is the rule of the
    /// base.
    SetUnitRule { at: At, rule: Option<UnitRule> },
    /// Types a weight, or blanks it.
    SetWeight {
        at: At,
        node: NodeId,
        weight: Option<f64>,
    },
    /// Gives all children of an aggregate the same weight.
    EqualWeights { at: At, parent: NodeId },
    /// Brings the weights of an aggregate's children to a sum of 100 in the same proportions.
    WeightsToHundred { at: At, parent: NodeId },
    /// Types a weight and lets siblings that are not locked give way, so that their sum stays.
    ShareWeight { at: At, node: NodeId, weight: f64 },
    /// Locks a weight against changes of its siblings, or unlocks it.
    SetLocked {
        dataset: DatasetId,
        node: NodeId,
        locked: bool,
    },
    /// Switches a node on or off.
    SetEnabled { at: At, node: NodeId, enabled: bool },
    /// Makes a choice of a single node.
    Choose {
        dataset: DatasetId,
        node: NodeId,
        choice: NodeChoice,
    },
    /// Takes judgement matrices in.
    TakeJudgements {
        dataset: DatasetId,
        sheet: Arc<JudgementSheet>,
    },
    /// Takes experts' weights in.
    TakeOpinions {
        dataset: DatasetId,
        sheet: Arc<ExpertSheet>,
    },
    /// Adds a variable that is computed from others.
    AddFormula {
        dataset: DatasetId,
        name: String,
        measure: Option<String>,
        formula: String,
    },
    /// Gives a variable a formula, or takes it back.
    SetFormula {
        dataset: DatasetId,
        variable: VariableId,
        formula: Option<String>,
    },
    /// Says how the values of several units become one.
    SetPooling {
        dataset: DatasetId,
        variable: VariableId,
        pooling: Option<Pooling>,
    },
    /// Takes a variable out that nothing uses.
    RemoveVariable {
        dataset: DatasetId,
        variable: VariableId,
    },
    /// Adds a unit made of others.
    AddPool {
        dataset: DatasetId,
        name: String,
        members: Vec<UnitId>,
    },
    /// Says of which others a unit is made.
    SetMembers {
        dataset: DatasetId,
        unit: UnitId,
        members: Vec<UnitId>,
    },
    /// Takes a unit made of others out.
    RemovePool { dataset: DatasetId, unit: UnitId },
    /// Divides ranked units into tiers, or not.
    SetTiers {
        dataset: DatasetId,
        tiers: Option<Tiering>,
    },
    /// Says whether more of an indicator is better.
    SetDirection {
        dataset: DatasetId,
        node: NodeId,
        direction: Direction,
    },
    /// States an indicator's goalposts.
    SetGoalposts {
        dataset: DatasetId,
        node: NodeId,
        lo: Option<f64>,
        hi: Option<f64>,
    },
    /// States the value that an indicator is to reach.
    SetTarget {
        dataset: DatasetId,
        node: NodeId,
        target: Option<f64>,
    },
    /// Renames a node; its code stays.
    RenameNode {
        dataset: DatasetId,
        node: NodeId,
        name: String,
    },
    /// Adds an aggregate as the last child.
    AddAggregate {
        dataset: DatasetId,
        parent: NodeId,
        name: String,
    },
    /// Adds an indicator as the last child.
    AddIndicator {
        dataset: DatasetId,
        parent: NodeId,
        variable: VariableId,
    },
    /// Takes a node out with all below it; variables stay.
    RemoveNode { dataset: DatasetId, node: NodeId },
    /// Puts a copy of a node with all below it behind it.
    DuplicateNode {
        dataset: DatasetId,
        node: NodeId,
        name: String,
    },
    /// Puts a node under a new aggregate that takes its place and weight.
    GroupNode {
        dataset: DatasetId,
        node: NodeId,
        name: String,
    },
    /// Takes back what a node chose in place of the choices for the whole index.
    ForgetChoices { dataset: DatasetId, node: NodeId },
    /// Moves a node under another aggregate, or elsewhere among its siblings. `place` counts
    /// among the new siblings without the node itself.
    MoveNode {
        dataset: DatasetId,
        node: NodeId,
        parent: NodeId,
        place: usize,
    },
    /// Makes choices of method.
    SetMethod { at: At, choices: MethodPatch },
    /// Gives an indicator its own normalisation, or takes it back.
    SetNormalisation {
        dataset: DatasetId,
        node: NodeId,
        normalisation: Option<Normalisation>,
    },
    /// Gives an aggregate its own weighting, or takes it back.
    SetWeighting {
        dataset: DatasetId,
        node: NodeId,
        weighting: Option<Weighting>,
    },
    /// Gives an aggregate its own aggregation, or takes it back.
    SetAggregation {
        dataset: DatasetId,
        node: NodeId,
        aggregation: Option<Aggregation>,
    },
    /// Adds a scenario that differs in nothing yet.
    AddScenario { dataset: DatasetId, name: String },
    /// Renames a scenario.
    RenameScenario {
        dataset: DatasetId,
        scenario: ScenarioId,
        name: String,
    },
    /// Takes a scenario out.
    RemoveScenario {
        dataset: DatasetId,
        scenario: ScenarioId,
    },
    /// Adds a scenario that differs as another one does.
    DuplicateScenario {
        dataset: DatasetId,
        scenario: ScenarioId,
        name: String,
    },
    /// Writes a scenario's note.
    SetScenarioNote {
        dataset: DatasetId,
        scenario: ScenarioId,
        note: String,
    },
    /// Goes back to the base in one thing.
    ClearDifference {
        dataset: DatasetId,
        scenario: ScenarioId,
        aspect: Aspect,
    },
    /// Freezes results, which the edit carries, as a vintage.
    FreezeVintage {
        dataset: DatasetId,
        name: String,
        note: String,
        source: VintageSource,
        figures: Arc<Figures>,
    },
    /// Takes published results in as a vintage.
    TakeVintage {
        dataset: DatasetId,
        name: String,
        note: String,
        source: VintageSource,
        figures: Arc<Figures>,
    },
    /// Renames a vintage.
    RenameVintage {
        dataset: DatasetId,
        vintage: VintageId,
        name: String,
    },
    /// Writes a vintage's note and date.
    AnnotateVintage {
        dataset: DatasetId,
        vintage: VintageId,
        note: String,
        date: String,
    },
    /// Takes a vintage out.
    RemoveVintage {
        dataset: DatasetId,
        vintage: VintageId,
    },
    /// Saves a way of looking at the results.
    SaveView {
        dataset: DatasetId,
        name: String,
        sight: Arc<Sight>,
    },
    /// Lets a view show something else.
    ChangeView {
        dataset: DatasetId,
        view: ViewId,
        sight: Arc<Sight>,
    },
    /// Renames a view.
    RenameView {
        dataset: DatasetId,
        view: ViewId,
        name: String,
    },
    /// Takes a view out.
    RemoveView { dataset: DatasetId, view: ViewId },
    /// Takes a relation sheet in, in place of the relation of that name.
    TakeRelation {
        dataset: DatasetId,
        name: String,
        directed: bool,
        table: Arc<RelationTable>,
    },
    /// Renames a relation.
    RenameRelation {
        dataset: DatasetId,
        relation: RelationId,
        name: String,
    },
    /// Says whether the edges of a relation have a direction.
    SetRelationDirected {
        dataset: DatasetId,
        relation: RelationId,
        directed: bool,
    },
    /// Takes a relation out.
    RemoveRelation {
        dataset: DatasetId,
        relation: RelationId,
    },
    /// Says how workbooks look.
    SetHouseStyle { style: Arc<HouseStyle> },
    /// Keeps a file that data came from inside the project.
    KeepOriginal { file: String, bytes: FileBytes },
    /// Takes such a file out; what was read from it stays.
    DropOriginal { sha256: String },
}

impl Edit {
    /// The document after the edit. The one given stays as it was, also when the edit is refused.
    pub fn apply(&self, document: &Document) -> Result<Document, EditError> {
        let mut next = document.clone();
        self.change(&mut next)?;
        follow(&mut next);
        Ok(next)
    }
}

/// The dataset of an id, made this document's own to be changed.
fn dataset_mut(document: &mut Document, id: DatasetId) -> Result<&mut Dataset, EditError> {
    let found = document
        .datasets
        .iter_mut()
        .find(|dataset| dataset.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NoDataset)
}

/// A name without blanks around it, if anything is left.
fn name_of(text: &str) -> Result<&str, EditError> {
    let name = text.trim();
    if name.is_empty() {
        Err(EditError::EmptyName)
    } else {
        Ok(name)
    }
}

fn finite(number: Option<f64>) -> Result<Option<f64>, EditError> {
    match number {
        Some(number) if !number.is_finite() => Err(EditError::NotFinite),
        other => Ok(other),
    }
}
