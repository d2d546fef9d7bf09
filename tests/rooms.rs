//! The house rule: a room uses only the rooms before it, and only `texts` makes sentences.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms, in the order a value passes through them.
const ROOMS: [&str; 8] = [
    "engine", "import", "project", "texts", "export", "figures", "app", "cli",
];

/// Paths that a room must not name.
const PATHS: [(&str, &[&str]); 1] = [("engine", &["std::fs", "std::thread", "std::time"])];

/// Words that must not stand in a room's code, also as parts of longer ones.
const WORDS: [(&str, &[&str]); 5] = [
    ("engine", &["egui", "eframe", "calamine", "rust_xlsxwriter"]),
    ("import", &["egui", "eframe"]),
    (
        "project",
        &["egui", "eframe", "calamine", "rust_xlsxwriter"],
    ),
    ("texts", &["egui", "eframe"]),
    ("export", &["egui", "eframe"]),
];

/// Where people's sentences, or the words of their files, are at home.
const SPEAKS_CHINESE: [&str; 2] = ["import", "texts"];

/// The parts of a source text that the rules are about.
struct Code {
    /// Without comments, the items marked `#[cfg(test)]`, and what stands between quotes.
    bare: String,
    /// The strings that are left, with the line of each, from 1.
    strings: Vec<(usize, String)>,
}

/// What the letters of a source text belong to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    Comment,
    Text,
    Letter,
}

/// The part every letter of a source text belongs to; quotes count as code.
fn parts(text: &[char]) -> Vec<Part> {
    let mut parts = vec![Part::Code; text.len()];
    let looks_like =
        |at: usize, word: &str| text[at..].iter().take(word.len()).copied().eq(word.chars());
    let mut at = 0;
    while at < text.len() {
        let (part, from, to) = if looks_like(at, "//") {
            let length = text[at..].iter().position(|&it| it == '\n');
            (Part::Comment, at, length.map_or(text.len(), |it| at + it))
        } else if looks_like(at, "/*") {
            let end = (at + 2..text.len()).find(|&it| looks_like(it, "*/"));
            (Part::Comment, at, end.map_or(text.len(), |it| it + 2))
        } else if text[at] == '"' {
            let hashes = (0..at).rev().take_while(|&it| text[it] == '#').count();
            let raw = at > hashes && text[at - hashes - 1] == 'r';
            let end = closing_quote(text, at + 1, raw.then_some(hashes));
            (Part::Text, at + 1, end)
        } else if text[at] == '\'' && quoted_letter(text, at).is_some() {
            let end = quoted_letter(text, at).unwrap_or(at);
            (Part::Letter, at + 1, end)
        } else {
            at += 1;
            continue;
        };
        parts[from..to].fill(part);
        at = if part == Part::Comment { to } else { to + 1 };
    }
    parts
}

/// Where a string that begins at `from` ends; `raw` is the number of `#` of a raw one.
fn closing_quote(text: &[char], from: usize, raw: Option<usize>) -> usize {
    let mut at = from;
    while at < text.len() {
        match (text[at], raw) {
            ('\\', None) => at += 1,
            ('"', None) => return at,
            ('"', Some(hashes)) if text[at + 1..].iter().take(hashes).all(|&it| it == '#') => {
                return at;
            }
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// Where the letter in quotes ends, if this is one and no lifetime.
fn quoted_letter(text: &[char], quote: usize) -> Option<usize> {
    if text.get(quote + 1) == Some(&'\\') {
        return (quote + 3..text.len()).find(|&at| text[at] == '\'');
    }
    (text.get(quote + 2) == Some(&'\'')).then_some(quote + 2)
}

/// The text with every letter that is not wanted blanked out; lines stay.
fn keep(text: &[char], wanted: impl Fn(usize) -> bool) -> String {
    let kept = text.iter().enumerate();
    kept.map(|(at, &letter)| {
        if letter == '\n' || wanted(at) {
            letter
        } else {
            ' '
        }
    })
    .collect()
}

/// Blanks out the item that follows each `#[cfg(test)]`, up to its closing brace or semicolon.
fn without_tests(text: &[char], parts: &mut [Part]) {
    let mark = "#[cfg(test)]";
    let bare = keep(text, |at| parts[at] == Part::Code);
    let bare: Vec<char> = bare.chars().collect();
    let mut from = 0;
    while let Some(found) =
        (from..bare.len()).find(|&at| bare[at..].iter().take(mark.len()).copied().eq(mark.chars()))
    {
        let mut depth = 0;
        let mut end = found + mark.len();
        while let Some(letter) = bare.get(end) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 && matches!(letter, '}' | ';') {
                break;
            }
        }
        parts[found..end].fill(Part::Comment);
        from = end;
    }
}

fn read_code(text: &str) -> Code {
    let letters: Vec<char> = text.chars().collect();
    let mut parts = parts(&letters);
    without_tests(&letters, &mut parts);
    let mut strings: Vec<(usize, String)> = Vec::new();
    let mut line = 1;
    for (at, &letter) in letters.iter().enumerate() {
        if parts[at] == Part::Text {
            let goes_on = at > 0 && parts[at - 1] == Part::Text;
            match strings.last_mut() {
                Some((_, last)) if goes_on => last.push(letter),
                _ => strings.push((line, letter.to_string())),
            }
        }
        line += usize::from(letter == '\n');
    }
    Code {
        bare: keep(&letters, |at| parts[at] == Part::Code),
        strings,
    }
}

/// The words of a path's first step: `crate::a` and `crate::{a::b, c}` give a; a, c.
fn first_steps(bare: &str, start: &str) -> Vec<String> {
    let mut steps = Vec::new();
    let tight: String = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    for (at, _) in tight.match_indices(start) {
        let before = tight[..at].chars().next_back();
        if before.is_some_and(|it| it.is_alphanumeric() || it == '_') {
            continue;
        }
        let Some(rest) = tight[at + start.len()..].strip_prefix("::") else {
            continue;
        };
        let word = |text: &str| -> String {
            let letters = text.trim_start().chars();
            letters
                .take_while(|it| it.is_alphanumeric() || *it == '_')
                .collect()
        };
        let Some(group) = rest.strip_prefix('{') else {
            steps.push(word(rest));
            continue;
        };
        let (mut depth, mut begin) = (0, 0);
        for (place, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    steps.push(word(&group[begin..]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    steps.push(word(&group[begin..]));
                    begin = place + 1;
                }
                _ => {}
            }
        }
    }
    steps
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a file of a room does that the room must not.
fn violations(room: &str, text: &str) -> Vec<String> {
    let Code { bare, strings } = read_code(text);
    let mut found = Vec::new();
    let place = ROOMS.iter().position(|it| *it == room).unwrap();
    let steps = first_steps(&bare, "crate");
    for later in &ROOMS[place + 1..] {
        if steps.iter().any(|step| step == later) {
            found.push(format!("crate::{later}"));
        }
    }
    for (_, paths) in PATHS.iter().filter(|(it, _)| *it == room) {
        for path in *paths {
            let (start, step) = path.split_once("::").unwrap();
            if first_steps(&bare, start).iter().any(|it| it == step) {
                found.push((*path).to_owned());
            }
        }
    }
    for (_, words) in WORDS.iter().filter(|(it, _)| *it == room) {
        found.extend(
            words
                .iter()
                .filter(|word| bare.contains(**word))
                .map(|word| (*word).to_owned()),
        );
    }
    if !SPEAKS_CHINESE.contains(&room) {
        let sentences = strings.iter().filter(|(_, it)| it.chars().any(is_han));
        found.extend(sentences.map(|(line, text)| format!("line {line}: {text:?}")));
    }
    found
}

/// The Rust files of a room: a folder, a single file, or not built yet.
fn files_of(room: &str) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![source.join(format!("{room}.rs"))];
    let mut folders = vec![source.join(room)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push(path);
            }
        }
    }
    // A module of tests is no part of the room; it is compiled for tests only.
    files.retain(|file| file.is_file() && !file.ends_with("tests.rs"));
    files
}

#[test]
fn each_room_keeps_to_itself() {
    let mut seen = 0;
    for room in ROOMS {
        for file in files_of(room) {
            let found = violations(room, &fs::read_to_string(&file).unwrap());
            assert!(found.is_empty(), "{} has {found:?}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 40, "only {seen} files: are these the sources?");
}

#[test]
fn planted_violations_are_found() {
    for (room, text, expected) in [
        ("engine", "use crate::project::Edit;", "crate::project"),
        (
            "engine",
            "use crate::{\n    app,\n    engine::Plan,\n};",
            "crate::app",
        ),
        (
            "engine",
            "use std::{collections::BTreeMap, fs::File};",
            "std::fs",
        ),
        ("engine", "let t = std::time::Instant::now();", "std::time"),
        ("engine", "use std::{self, thread};", "std::thread"),
        ("engine", "fn draw(ui: &mut egui::Ui) {}", "egui"),
        ("engine", "use calamine::Xlsx;", "calamine"),
        ("import", "use crate::project::Document;", "crate::project"),
        ("import", "use egui_plot::Plot;", "egui"),
        ("project", "fn f() { crate::texts::say() }", "crate::texts"),
        (
            "project",
            "use rust_xlsxwriter::Workbook;",
            "rust_xlsxwriter",
        ),
        ("texts", "use crate::export::x;", "crate::export"),
        (
            "export",
            "use crate::{engine::Results, figures};",
            "crate::figures",
        ),
        ("export", "use eframe::App;", "eframe"),
        ("figures", "use crate::app::App;", "crate::app"),
        ("app", "use crate::cli::run;", "crate::cli"),
        ("engine", "let it = \"得分\";", "line 1: \"得分\""),
        (
            "app",
            "// ok\n/* ok */ let it = r#\"a \"名\" b\"#;",
            "line 2: \"a \\\"名\\\" b\"",
        ),
        (
            "cli",
            "let it = \"a\\\"排名\";",
            "line 1: \"a\\\\\\\"排名\"",
        ),
        (
            "project",
            "#[cfg(test)]\nmod tests { const A: &str = \"}\"; }\nconst B: &str = \"名\";",
            "line 3: \"名\"",
        ),
    ] {
        assert_eq!(violations(room, text), [expected], "{room}: {text}");
    }
}

#[test]
fn what_is_allowed_is_not_complained_about() {
    for (room, text) in [
        (
            "engine",
            "//! Not crate::project, not egui.\nuse super::Plan;",
        ),
        ("engine", "/// `crate::app` 得分\nfn f() {} // 名 std::fs"),
        (
            "engine",
            "let year = text.strip_suffix('年');\nlet quote = '\"'; let a: &'static str = \"x\";",
        ),
        ("engine", "use std::{collections::BTreeMap, sync::Arc};"),
        (
            "engine",
            "#[cfg(test)]\nmod tests { use crate::project::Edit; const A: &str = \"名{\"; }",
        ),
        ("import", "const WORDS: [&str; 1] = [\"正向\"];"),
        (
            "project",
            "use crate::{engine::{Plan, app_like}, import::Table};",
        ),
        ("project", "use std::fs::File;"),
        ("texts", "\"排名\""),
        ("figures", "use egui::Shape;"),
        ("cli", "use crate::app::run; use my_crate::cli;"),
    ] {
        assert_eq!(
            violations(room, text),
            Vec::<String>::new(),
            "{room}: {text}"
        );
    }
}
