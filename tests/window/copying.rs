//! Tables on the clipboard: text for all, and a web page for spreadsheets.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use egui::{Event, OutputCommand};
use heng::{
    app::{
        Page,
        dialogs::{Clip, Dialogs, FileKind},
    },
    texts::Language,
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

/// A clipboard that remembers what was put on it.
#[derive(Clone, Default)]
struct Board(Arc<Mutex<Vec<Clip>>>);

impl Dialogs for Board {
    fn open(&mut self, _kind: &FileKind) -> Option<PathBuf> {
        None
    }

    fn folder(&mut self) -> Option<PathBuf> {
        None
    }

    fn copy(&mut self, clip: &Clip) -> bool {
        self.0.lock().unwrap().push(clip.clone());
        true
    }

    fn save(&mut self, _kind: &FileKind, _proposed: &str) -> Option<PathBuf> {
        None
    }
}

impl Board {
    fn desk(&self, language: Language) -> Desk {
        Desk::with(language, Box::new(self.clone()))
    }

    /// The web page and the text that were put there last.
    fn last(&self) -> (String, String) {
        let clip = self.0.lock().unwrap().last().cloned().unwrap();
        (clip.html.unwrap(), clip.text.unwrap())
    }
}

#[test]
fn a_ranking_is_copied_as_text_and_as_a_web_page() {
    in_both_languages(|language| {
        let board = Board::default();
        let mut desk = board.desk(language);
        let texts = desk.texts;
        desk.click(texts.copy_table());
        assert!(desk.shows(texts.copied()));
        let (html, text) = board.last();
        let head = format!(
            "<th style='mso-number-format:\"\\@\"'>{}</th>",
            texts.rank()
        );
        assert!(html.contains(&head), "{html}");
        let named = format!("<td style='mso-number-format:\"\\@\"'>{BEIJING}</td>");
        assert!(html.contains(&named), "{html}");
        let best = text.lines().nth(1).unwrap();
        let cells: Vec<&str> = best.split('\t').collect();
        let score = cells.iter().find(|it| it.contains('.')).unwrap();
        assert!(
            html.contains(&format!("<td>{score}</td>")),
            "a number: {html}"
        );
    });
}

#[test]
fn a_block_of_data_is_copied_as_numbers_and_the_text_is_not_copied_twice() {
    let board = Board::default();
    let mut desk = board.desk(Language::Chinese);
    desk.go(Page::Data);
    let cell = desk.control(&format!("{BEIJING} {TALENT} 80.80"));
    let place = cell.rect().center();
    desk.click_at(place);
    desk.window.event(Event::Copy);
    desk.window.step();
    let (html, text) = board.last();
    assert_eq!(text, "80.8\n");
    assert!(
        html.contains("<table><tr><td>80.8</td></tr></table>"),
        "{html}"
    );
    let commands = &desk.window.output().platform_output.commands;
    let copies = |it: &OutputCommand| matches!(it, OutputCommand::CopyText(_));
    assert!(!commands.iter().any(copies));
}
