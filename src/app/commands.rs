//! The keyboard's way to what the menus offer: one list, so that no two clash.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use super::{
    action::{Action, Page, Product, ReadAs},
    seeking::Bar,
    selection::grid_id,
    settings::ZoomBy,
    view::{Learnt, View},
};
use crate::{project::NodeStep, texts::Texts};

/// Something that can be asked for by name: in menus, by keys, and by looking for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Save where the project was opened.
    Save,
    /// Ask for a place and save there.
    SaveAs,
    /// Ask for a project and open it.
    Open,
    /// Begin a project without data.
    New,
    /// Ask for a file to take in.
    Import,
    /// Go to the export screen.
    Export,
    /// Ask for a place and write the workbook there.
    Workbook,
    /// Find something by name.
    Find,
    /// Put the selected values of the data on the clipboard and empty them.
    Cut,
    /// Find something in the data.
    FindInData,
    /// Replace values of the data.
    ReplaceInData,
    /// Ask for a framework to take in.
    ImportFramework,
    /// Take the table on the clipboard in.
    Paste,
    /// Show the list of all steps.
    History,
    /// Show the older versions of the project.
    Versions,
    /// Show how tables are read.
    Recipes,
    /// Show the further names of units.
    Names,
    /// Show the limits of reading.
    Limits,
    /// Show everything larger.
    ZoomIn,
    /// Show everything smaller.
    ZoomOut,
    /// Show everything in its usual size.
    ZoomUsual,
    /// Keep the unit that is followed at the top of the ranking, or no longer.
    Pin,
    /// Move the selected node of the framework a step; on the Units screen, the selected unit.
    MoveNode(NodeStep),
    /// Show what is selected in brief, or no longer.
    Inspector,
    /// Explain the screen in view.
    Help,
}

impl Command {
    /// All, in the order they are listed.
    pub(super) const ALL: [Self; 30] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Import,
        Self::ImportFramework,
        Self::Paste,
        Self::Export,
        Self::Workbook,
        Self::Undo,
        Self::Redo,
        Self::Cut,
        Self::FindInData,
        Self::ReplaceInData,
        Self::History,
        Self::Versions,
        Self::Recipes,
        Self::Names,
        Self::Limits,
        Self::Find,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomUsual,
        Self::Pin,
        Self::MoveNode(NodeStep::Up),
        Self::MoveNode(NodeStep::Down),
        Self::MoveNode(NodeStep::Out),
        Self::MoveNode(NodeStep::In),
        Self::Inspector,
        Self::Help,
    ];

    /// Those of the file menu; a gap is a line.
    pub(super) const FILE_MENU: [Option<Self>; 11] = [
        Some(Self::New),
        Some(Self::Open),
        Some(Self::Save),
        Some(Self::SaveAs),
        Some(Self::Import),
        Some(Self::Export),
        None,
        Some(Self::Versions),
        Some(Self::Limits),
        None,
        Some(Self::Help),
    ];

    /// What people call it.
    pub(super) const fn name(self, texts: Texts) -> &'static str {
        match self {
            Self::New => texts.new_project(),
            Self::Open => texts.open_project(),
            Self::Save => texts.save(),
            Self::SaveAs => texts.save_as(),
            Self::Import => texts.import_data(),
            Self::ImportFramework => texts.import_framework(),
            Self::Paste => texts.paste_table(),
            Self::Export => texts.page_export(),
            Self::Workbook => texts.export_workbook(),
            Self::Undo => texts.undo(),
            Self::Redo => texts.redo(),
            Self::History => texts.history(),
            Self::Versions => texts.older_versions(),
            Self::Recipes => texts.recipes(),
            Self::Names => texts.further_names(),
            Self::Limits => texts.reading_limits(),
            Self::Find => texts.search(),
            Self::Cut => texts.cut_values(),
            Self::ZoomIn => texts.zoom_in(),
            Self::ZoomOut => texts.zoom_out(),
            Self::ZoomUsual => texts.zoom_usual(),
            Self::FindInData => texts.find_in_data(),
            Self::ReplaceInData => texts.replace_in_data(),
            Self::Pin => texts.pin_followed(),
            Self::MoveNode(NodeStep::Up) => texts.move_node_up(),
            Self::MoveNode(NodeStep::Down) => texts.move_node_down(),
            Self::MoveNode(NodeStep::Out) => texts.move_node_out(),
            Self::MoveNode(NodeStep::In) => texts.move_node_in(),
            Self::Inspector => texts.inspector(),
            Self::Help => texts.help(),
        }
    }

    /// The keys. Longer ones come first where they are looked for, because Ctrl+S is also held
    /// down in Ctrl+Shift+S.
    pub(super) fn keys(self) -> Vec<KeyboardShortcut> {
        let ctrl = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        let alt = |key| KeyboardShortcut::new(Modifiers::ALT, key);
        let ctrl_shift = |key| KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key);
        match self {
            Self::Undo => vec![ctrl(Key::Z)],
            Self::Redo => vec![ctrl(Key::Y), ctrl_shift(Key::Z)],
            Self::Save => vec![ctrl(Key::S)],
            Self::SaveAs => vec![ctrl_shift(Key::S)],
            Self::Open => vec![ctrl(Key::O)],
            Self::New => vec![ctrl(Key::N)],
            Self::Import => vec![ctrl(Key::I)],
            Self::Export => vec![ctrl(Key::E)],
            Self::Pin => vec![ctrl(Key::T)],
            Self::Find => vec![ctrl(Key::K), ctrl_shift(Key::P)],
            Self::Cut => vec![ctrl(Key::X)],
            Self::ZoomIn => vec![ctrl(Key::Plus), ctrl(Key::Equals)],
            Self::ZoomOut => vec![ctrl(Key::Minus)],
            Self::ZoomUsual => vec![ctrl(Key::Num0)],
            Self::FindInData => vec![ctrl(Key::F)],
            Self::ReplaceInData => vec![ctrl(Key::H)],
            Self::MoveNode(NodeStep::Up) => vec![alt(Key::ArrowUp)],
            Self::MoveNode(NodeStep::Down) => vec![alt(Key::ArrowDown)],
            Self::MoveNode(NodeStep::Out) => vec![alt(Key::ArrowLeft)],
            Self::MoveNode(NodeStep::In) => vec![alt(Key::ArrowRight)],
            Self::Inspector => vec![ctrl_shift(Key::I)],
            Self::Help => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F1)],
            Self::Workbook
            | Self::ImportFramework
            | Self::Paste
            | Self::History
            | Self::Versions
            | Self::Recipes
            | Self::Names
            | Self::Limits => Vec::new(),
        }
    }

    /// What it asks for.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::Save => Action::Save,
            Self::SaveAs => Action::SaveAs,
            Self::Open => Action::AskOpen,
            Self::New => Action::New,
            Self::Import => Action::AskImport(ReadAs::Whatever),
            Self::Export => Action::Go(Page::Export),
            Self::Workbook => Action::Export(Product::Workbook),
            Self::Find => Action::ShowPalette(true),
            Self::Cut => Action::Cut,
            Self::FindInData => Action::Seek(Bar::Find),
            Self::ReplaceInData => Action::Seek(Bar::Replace),
            Self::ImportFramework => Action::AskImport(ReadAs::Framework),
            Self::Paste => Action::Paste(None),
            Self::History => Action::ShowHistory(true),
            Self::Versions => Action::ShowVersions(true),
            Self::Recipes => Action::ShowLearnt(Some(Learnt::Recipes)),
            Self::Names => Action::ShowLearnt(Some(Learnt::Names)),
            Self::Limits => Action::ShowLimits(true),
            Self::ZoomIn => Action::Zoom(ZoomBy::Larger),
            Self::ZoomOut => Action::Zoom(ZoomBy::Smaller),
            Self::ZoomUsual => Action::Zoom(ZoomBy::Usual),
            Self::Pin => Action::Pin(None),
            Self::MoveNode(step) => Action::MoveNode(step),
            Self::Inspector => Action::TurnInspector,
            Self::Help => Action::ShowHelp,
        }
    }

    /// The keys as people read them.
    pub(super) fn keys_text(self, ui: &Ui) -> String {
        self.keys()
            .first()
            .map(|keys| ui.ctx().format_shortcut(keys))
            .unwrap_or_default()
    }
}

/// What the keyboard asks for in this frame. While text is typed, undo and redo are the field's own;
/// a grid with the keyboard has none. What concerns the data has keys where they are in view.
pub(super) fn pressed(ui: &Ui, view: &View) -> Vec<Action> {
    let focused = ui.memory(egui::Memory::focused);
    let typing = view.correction.is_some() || focused.is_some_and(|it| it != grid_id());
    let has_keys = |command: &Command| match command {
        Command::Undo | Command::Redo => !typing,
        Command::Cut => !typing && view.page == Page::Data,
        Command::FindInData | Command::ReplaceInData => view.page == Page::Data,
        Command::MoveNode(step) => moves(*step, view.page) && !ui.ctx().text_edit_focused(),
        _ => true,
    };
    let mut keys: Vec<(Command, KeyboardShortcut)> = Command::ALL
        .into_iter()
        .filter(has_keys)
        .flat_map(|command| command.keys().into_iter().map(move |keys| (command, keys)))
        .collect();
    keys.sort_by_key(|(_, keys)| !keys.modifiers.shift);
    let down = keys
        .into_iter()
        .filter(|(_, keys)| ui.input_mut(|input| input.consume_shortcut(keys)));
    down.map(|(command, _)| command.action()).collect()
}

/// Whether there is something on a screen that keys move so.
const fn moves(step: NodeStep, page: Page) -> bool {
    match page {
        Page::Framework => true,
        Page::Units => matches!(step, NodeStep::Up | NodeStep::Down),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_keys() {
        let all: Vec<_> = Command::ALL
            .iter()
            .flat_map(|command| command.keys())
            .collect();
        for (at, keys) in all.iter().enumerate() {
            assert!(
                !all.iter().skip(at + 1).any(|other| other == keys),
                "{keys:?} is taken twice"
            );
        }
    }
}
