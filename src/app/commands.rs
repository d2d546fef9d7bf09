//! The keyboard's way to what the menus offer: one list, so that no two clash.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use super::action::{Action, Page, ReadAs};

/// Something with a shortcut.
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
}

impl Command {
    /// All, in the order menus list them.
    pub(super) const ALL: [Self; 8] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Import,
        Self::Export,
        Self::Undo,
        Self::Redo,
    ];

    /// The keys. Longer ones come first where they are looked for, because Ctrl+S is also held
    /// down in Ctrl+Shift+S.
    pub(super) fn keys(self) -> Vec<KeyboardShortcut> {
        let ctrl = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
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

/// What the keyboard asks for in this frame. While text is typed, undo and redo are the field's own.
pub(super) fn pressed(ui: &Ui, typing: bool) -> Vec<Action> {
    let typing = typing || ui.ctx().egui_wants_keyboard_input();
    let own = |command: &Command| typing && matches!(command, Command::Undo | Command::Redo);
    let mut keys: Vec<(Command, KeyboardShortcut)> = Command::ALL
        .into_iter()
        .filter(|command| !own(command))
        .flat_map(|command| command.keys().into_iter().map(move |keys| (command, keys)))
        .collect();
    keys.sort_by_key(|(_, keys)| !keys.modifiers.shift);
    let down = keys
        .into_iter()
        .filter(|(_, keys)| ui.input_mut(|input| input.consume_shortcut(keys)));
    down.map(|(command, _)| command.action()).collect()
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
