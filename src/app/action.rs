//! What a view can ask for.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    arrivals::{FileId, Gathering},
    dialogs::Clip,
    extending::IntoTree,
    outgoing::TextTable,
    related::Relating,
    said::Trouble,
    samples::Sample,
    seeking::Bar,
    settings::{Appearance, ReadingLimits, ZoomBy},
    templates::Template,
    view::{Learnt, Origin},
    yearbook::Mapping,
};
use crate::{
    engine::{NodeId, Period, UnitId, VariableId},
    export::WorkbookOptions,
    import::{Layout, Password, list::Tally, names::AliasTarget, recipe},
    project::{
        CorrectionChoice, Edit, NodeStep, Place, ScenarioId, ViewId, VintageId, file::Version,
    },
    texts::Language,
};

/// A screen, in the order of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// Recent projects and samples.
    Start,
    /// The values.
    Data,
    /// The tree with its weights and the live ranking.
    Framework,
    /// Who takes part.
    Units,
    /// Scores and ranks.
    #[default]
    Results,
    /// Pictures.
    Charts,
    /// Files for others.
    Export,
}

impl Page {
    /// Every screen, from the top of the rail.
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Data,
        Self::Framework,
        Self::Units,
        Self::Results,
        Self::Charts,
        Self::Export,
    ];
}

/// A file for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The ranked workbook.
    Workbook,
    /// The tidy scores.
    Scores,
    /// The tidy normalised values.
    Normalised,
    /// The tidy weights.
    Weights,
    /// A questionnaire for experts: points to share out.
    Points,
    /// A questionnaire for experts: judgements in pairs.
    Pairs,
}

impl Product {
    /// All, in the order the export screen lists them.
    pub const ALL: [Self; 6] = [
        Self::Workbook,
        Self::Scores,
        Self::Normalised,
        Self::Weights,
        Self::Points,
        Self::Pairs,
    ];
}

/// What an incoming file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAs {
    /// Whatever fits.
    Whatever,
    /// Units and their values, in a plain list.
    Data,
    /// Units and their values, wherever and however they lie on a sheet.
    Yearbook,
    /// Things of which there are so many for each unit.
    List,
    /// Who is tied to whom.
    Relations,
    /// Scores and ranks to compare results with.
    Published,
    /// A framework.
    Framework,
    /// Judgement matrices, taken at once.
    Judgements,
    /// Experts' weights, taken at once.
    Opinions,
}

/// Something a view asks for; the app carries it out after drawing.
#[derive(Debug)]
pub enum Action {
    /// Change the document.
    Edit(Box<Edit>),
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Take so many changes back.
    Back(usize),
    /// Do so many again.
    Forward(usize),
    /// Show or hide the list of all steps.
    ShowHistory(bool),
    /// Show a screen.
    Go(Page),
    /// Follow a unit everywhere, or none.
    Select(Option<UnitId>),
    /// Keep a unit at the top of the ranking, or no longer; none is the one that is followed.
    Pin(Option<UnitId>),
    /// Show and edit a scenario, or the base.
    ShowScenario(Option<ScenarioId>),
    /// Show a saved view.
    ShowView(ViewId),
    /// Add a scenario like the base or like another one, and show it.
    AddScenario(Option<ScenarioId>),
    /// Show scenarios side by side.
    CompareScenarios,
    /// Show a period.
    ShowPeriod(Period),
    /// Open or close the field that finds everything.
    ShowPalette(bool),
    /// Find or replace something in the data, or stop that.
    Seek(Bar),
    /// Explain the screen in view.
    ShowHelp,
    /// Bring a node of the framework into view.
    ShowNode(NodeId),
    /// Move the selected node of the framework a step; on the Units screen, the selected unit.
    MoveNode(NodeStep),
    /// Bring a variable of the data into view.
    ShowVariable(VariableId),
    /// Follow a unit and bring its row of the data into view.
    ShowUnit(UnitId),
    /// Bring a node of the framework into view and open what it chooses for itself.
    ShowChoices(NodeId),
    /// Open or close the inspector.
    TurnInspector,
    /// Show what was learnt about reading, or put it away.
    ShowLearnt(Option<Learnt>),
    /// Ask for a place and write the further names of units there.
    SaveNames,
    /// Ask for a file of names and take it in.
    LoadNames,
    /// Ask for a place and write a recipe there, by its name.
    SaveRecipe(String),
    /// Ask for a recipe and keep it.
    LoadRecipe,
    /// Ask for a folder and read what the recipes know in it.
    RefreshFromFolder,
    /// Show or hide where the value in focus comes from.
    ShowOrigin(Origin),
    /// Read an original file of the project, by its SHA-256, to look at it.
    OpenOriginal(String),
    /// Ask for a file that data came from and keep it in the project: its SHA-256 and its name.
    KeepOriginal(String, String),
    /// Whether files are kept in the project when they are taken in.
    KeepFiles(bool),
    /// Take the present ranks as the baseline of the arrows.
    PinRanking,
    /// Freeze the present results as a vintage of this name.
    FreezeResults(String),
    /// Look for what makes results differ from a vintage.
    FindCause(VintageId),
    /// Stop looking for that.
    StopFinding,
    /// Speak another language.
    Speak(Language),
    /// Look otherwise.
    Look(Appearance),
    /// Show everything larger or smaller, in percent.
    Zoom(ZoomBy),
    /// Never show the first steps again.
    PutAwaySteps,
    /// Begin a project with the framework of a sample and no data.
    UseFramework(Sample),
    /// Begin a project with a framework that comes without data.
    UseTemplate(Template),
    /// Begin a project without data.
    New,
    /// Begin a project with a table that is asked for.
    NewFromTable,
    /// Ask for a project and open it.
    AskOpen,
    /// Open a project.
    Open(PathBuf),
    /// Open a sample.
    OpenSample(Sample),
    /// Save where the project was opened; ask if it has no place yet.
    Save,
    /// Ask for a place and save there.
    SaveAs,
    /// Save in the project's place whatever stands there.
    SaveOver,
    /// Open a project without the right to replace its file.
    OpenToRead(PathBuf),
    /// Open a project although its lock says that another computer has it.
    OpenAnyway(PathBuf),
    /// Wait no longer for the project that is being opened.
    StopOpening,
    /// Show or hide the older versions of the project.
    ShowVersions(bool),
    /// Put an older version in place of the document.
    Restore(Version),
    /// Go on with work that an earlier session left, or give it up.
    SettleLeft(usize, bool),
    /// Ask for a file to take in.
    AskImport(ReadAs),
    /// Read a file, whatever it is.
    Read(PathBuf, ReadAs),
    /// Read files one after another, whatever they are.
    ReadAll(Vec<PathBuf>),
    /// Take a table from the clipboard: this text, where the keyboard brought it, and its other forms.
    Paste(Option<String>),
    /// Put another of the incoming files in view.
    ShowFile(FileId),
    /// Read the incoming text once more, with this encoding and separator; none is as recognised.
    ReadText(Option<String>, Option<char>),
    /// Read what was refused once more.
    ReadAgain,
    /// Read what was refused for its size or time once more, with larger limits.
    ReadWithMore,
    /// Stop reading; what is read stays.
    StopReading,
    /// Ask for the password of a file.
    AskPassword(FileId),
    /// Try a password.
    Unlock(Password),
    /// Put the question for a password off.
    LeaveLocked,
    /// Show or hide the limits of reading.
    ShowLimits(bool),
    /// Read under other limits from now on.
    Limit(ReadingLimits),
    /// Look at the incoming file in another way.
    Reread(ReadAs, Box<Layout>),
    /// Say something of the incoming relation sheet.
    Relate(Relating),
    /// Count something else of the incoming list.
    Tally(Box<Tally>),
    /// Answer what is unlike last time.
    AnswerDifference(Box<recipe::Difference>, recipe::Answer),
    /// Read the incoming file as if there was no recipe for it.
    WithoutRecipe,
    /// Say whose value counts where the file overtakes a correction.
    ChooseCorrection(Place, CorrectionChoice),
    /// Say which unit a name of the incoming file means, or take that back.
    Name(String, Option<AliasTarget>),
    /// Say which variable a column of the incoming file is; none is a new one.
    ColumnIs(String, Option<String>),
    /// Say which node a column of a published ranking stands for.
    TieColumn(String, Option<NodeId>),
    /// Do something with the sheet of the incoming file.
    Map(Mapping),
    /// Take the incoming file into a new project, or into the one that is open.
    IntoNew(bool),
    /// Put the incoming framework in place of the present one, or add it to that.
    IntoTree(IntoTree),
    /// Take the incoming file in.
    Take,
    /// Take in all incoming files that are tables without errors.
    TakeAll,
    /// Do something with the incoming files as those that go in together.
    Gather(Gathering),
    /// Put the incoming file aside; stop reading it.
    PutAside,
    /// Put all incoming files aside.
    PutAllAside,
    /// Take what experts answered, or put it aside.
    SettleAnswers(bool),
    /// Ask for a place and write a product there.
    Export(Product),
    /// Stop making a product.
    StopExport,
    /// Make workbooks this way from now on.
    Workbook(Box<WorkbookOptions>),
    /// Ask for a picture for the cover of workbooks.
    ChooseLogo,
    /// Put the selected values of the data on the clipboard and empty them.
    Cut,
    /// Put words or a table on the clipboard and say so.
    Copy(Clip),
    /// Ask for a place and write a table there as CSV.
    SaveTable(TextTable),
    /// Say that what was asked for changes nothing.
    NothingChanged,
    /// Say what went wrong.
    Complain(Trouble),
    /// The notice that who is ranked has changed by itself was seen.
    ListSeen,
    /// Take the notice away.
    CloseNotice,
    /// Answer to the question before work would be lost.
    Answer(Answer),
    /// The window is to close.
    Close,
}

/// The answers to "save first?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Stay.
    Stay,
}

impl From<Edit> for Action {
    fn from(edit: Edit) -> Self {
        Self::Edit(Box::new(edit))
    }
}
