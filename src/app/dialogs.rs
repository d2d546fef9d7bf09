//! Asking the system for files and for the clipboard, behind a trait so that a test can answer.

use std::path::PathBuf;

/// What kind of file is asked for, with the words to show.
#[derive(Clone, Debug)]
pub struct FileKind {
    /// What people call it.
    pub name: String,
    /// The endings, without a dot.
    pub endings: &'static [&'static str],
}

/// A table on the clipboard, in the forms it is there or is put there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// As a web page: with merged cells.
    pub html: Option<String>,
    /// As text with tabs.
    pub text: Option<String>,
}

/// Asks for files, and looks at the clipboard.
pub trait Dialogs {
    /// A file to open; none if the question was dismissed.
    fn open(&mut self, kind: &FileKind) -> Option<PathBuf>;
    /// Files to open, any number.
    fn open_several(&mut self, kind: &FileKind) -> Vec<PathBuf> {
        self.open(kind).into_iter().collect()
    }
    /// A folder; none if the question was dismissed.
    fn folder(&mut self) -> Option<PathBuf>;
    /// What is on the clipboard.
    fn clipboard(&mut self) -> Clip {
        Clip::default()
    }
    /// Puts a table on the clipboard in all its forms; false where there is no clipboard for them.
    fn copy(&mut self, _clip: &Clip) -> bool {
        false
    }
    /// Where to write; none if the question was dismissed.
    fn save(&mut self, kind: &FileKind, proposed: &str) -> Option<PathBuf>;
}

/// The system's own dialogs.
#[derive(Default)]
pub struct Native {
    /// What was copied is served from here for as long as this lives, where the system keeps none of
    /// it.
    clipboard: Option<arboard::Clipboard>,
}

impl Native {
    /// The clipboard, where there is one.
    fn board(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.clipboard.is_none() {
            self.clipboard = arboard::Clipboard::new().ok();
        }
        self.clipboard.as_mut()
    }
}

impl Dialogs for Native {
    fn open(&mut self, kind: &FileKind) -> Option<PathBuf> {
        rfd::FileDialog::new()
            .add_filter(&kind.name, kind.endings)
            .pick_file()
    }

    fn open_several(&mut self, kind: &FileKind) -> Vec<PathBuf> {
        rfd::FileDialog::new()
            .add_filter(&kind.name, kind.endings)
            .pick_files()
            .unwrap_or_default()
    }

    fn folder(&mut self) -> Option<PathBuf> {
        rfd::FileDialog::new().pick_folder()
    }

    fn clipboard(&mut self) -> Clip {
        // Where there is no clipboard, there is nothing on it.
        let Some(clipboard) = self.board() else {
            return Clip::default();
        };
        Clip {
            html: clipboard.get().html().ok(),
            text: clipboard.get_text().ok(),
        }
    }

    fn copy(&mut self, clip: &Clip) -> bool {
        let (Some(html), Some(board)) = (&clip.html, self.board()) else {
            return false;
        };
        let text = clip.text.as_deref();
        board.set().html(html.as_str(), text).is_ok()
    }

    fn save(&mut self, kind: &FileKind, proposed: &str) -> Option<PathBuf> {
        let chosen = rfd::FileDialog::new()
            .add_filter(&kind.name, kind.endings)
            .set_file_name(proposed)
            .save_file()?;
        Some(with_ending(chosen, kind))
    }
}

/// The same path, with the kind's first ending if it has none of them.
fn with_ending(path: PathBuf, kind: &FileKind) -> PathBuf {
    let has = path.extension().is_some_and(|it| {
        kind.endings
            .iter()
            .any(|ending| it.eq_ignore_ascii_case(ending))
    });
    match kind.endings.first() {
        Some(ending) if !has => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(ending);
            name.into()
        }
        _ => path,
    }
}

/// Answers given beforehand, in order; then none.
#[derive(Clone, Debug, Default)]
pub struct Fixed(pub Vec<PathBuf>);

impl Fixed {
    fn next(&mut self) -> Option<PathBuf> {
        if self.0.is_empty() {
            None
        } else {
            Some(self.0.remove(0))
        }
    }
}

impl Dialogs for Fixed {
    fn open(&mut self, _kind: &FileKind) -> Option<PathBuf> {
        self.next()
    }

    fn folder(&mut self) -> Option<PathBuf> {
        self.next()
    }

    fn save(&mut self, _kind: &FileKind, _proposed: &str) -> Option<PathBuf> {
        self.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_the_ending_gets_it() {
        let kind = FileKind {
            name: String::new(),
            endings: &["xlsx"],
        };
        assert_eq!(
            with_ending("a/排名".into(), &kind),
            PathBuf::from("a/排名.xlsx")
        );
        assert_eq!(
            with_ending("a/排名.v2".into(), &kind),
            PathBuf::from("a/排名.v2.xlsx")
        );
        assert_eq!(
            with_ending("a/b.XLSX".into(), &kind),
            PathBuf::from("a/b.XLSX")
        );
    }
}
