//! Reading files: passwords, text files, the clipboard, several at once, limits.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{Event, Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use heng::{
    app::{
        App, Page,
        dialogs::{Clip, Dialogs, FileKind},
    },
    engine::{NodeKind, Period},
    import::{Limits, Reader, gather::Series},
    texts::{Language, Texts},
};

use crate::desk::{Desk, in_both_languages};

/// A person who chooses these files and copied this before.
#[derive(Clone, Default)]
struct Hands {
    files: Vec<PathBuf>,
    clip: Clip,
}

impl Dialogs for Hands {
    fn open(&mut self, _kind: &FileKind) -> Option<PathBuf> {
        self.files.first().cloned()
    }

    fn open_several(&mut self, _kind: &FileKind) -> Vec<PathBuf> {
        self.files.clone()
    }

    fn folder(&mut self) -> Option<PathBuf> {
        None
    }

    fn clipboard(&mut self) -> Clip {
        self.clip.clone()
    }

    fn save(&mut self, _kind: &FileKind, _proposed: &str) -> Option<PathBuf> {
        None
    }
}

fn desk(language: Language, hands: &Hands) -> Desk {
    desk_sized(language, hands, [1280.0, 800.0])
}

fn desk_sized(language: Language, hands: &Hands, size: [f32; 2]) -> Desk {
    let hands = hands.clone();
    let window = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 20.0)
        .with_max_steps(64)
        .build_eframe(|cc| {
            let mut app = App::new(cc, Box::new(hands));
            app.speak(language);
            app.read_with(Reader::program(env!("CARGO_BIN_EXE_heng")));
            app
        });
    let mut desk = Desk {
        window,
        texts: Texts::new(language),
    };
    desk.settle();
    desk
}

/// A file as it comes down on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_all(desk: &mut Desk, paths: &[PathBuf]) {
    for path in paths {
        let files = &mut desk.window.input_mut().dropped_files;
        files.push(Arc::new(Dropped(path.clone())));
    }
    desk.window.step();
}

/// A folder with these files in it, and their paths.
fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        paths.push(path);
    }
    (folder, paths)
}

/// An encrypted workbook that answers soon, as few rounds of its hash stand between; `密码 Pass1` opens it.
fn locked() -> Vec<u8> {
    let path = "tests/fixtures/import/encrypted/agile-quick.xlsx";
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn waits_for_preview(desk: &mut Desk, file: &str) {
    let title = desk.texts.incoming(file);
    desk.wait_until("the preview", |desk| desk.shows(&title));
}

const TABLE: &[u8] = "城市,产值\n甲,1\n乙,2\n".as_bytes();

#[test]
fn a_password_is_asked_for_with_the_keyboard_in_the_field() {
    in_both_languages(|language| {
        let (_folder, paths) = folder(&[("机密.xlsx", &locked())]);
        let mut desk = desk(language, &Hands::default());
        let texts = desk.texts;
        let before = desk.document().clone();
        drop_all(&mut desk, &paths);
        let question = texts.password_of("机密.xlsx");
        desk.wait_until("the question", |desk| desk.shows(&question));
        assert!(!desk.shows(texts.password_wrong()));
        assert!(!desk.offers(texts.open_locked()), "nothing was typed yet");
        assert!(desk.control(texts.password()).is_focused());
        desk.window.event(Event::Text("geheim".to_owned()));
        desk.settle();
        let shown = |desk: &Desk| {
            let field = desk.control(texts.password());
            let role = field.accesskit_node().role();
            (role, field.value().is_some_and(|it| it.contains("geheim")))
        };
        assert_eq!(shown(&desk), (Role::PasswordInput, false), "masked");
        desk.click(texts.show_password());
        assert_eq!(shown(&desk), (Role::TextInput, true));
        desk.click(texts.open_locked());
        desk.wait_until("the answer", |desk| desk.shows(texts.password_wrong()));
        assert!(desk.control(texts.password()).is_focused());
        assert!(
            desk.control(texts.password())
                .value()
                .is_none_or(|it| it.is_empty())
        );
        desk.press(Key::Escape);
        assert!(!desk.shows(&question), "given up");
        assert!(desk.document().same(&before));
        assert_eq!(desk.window.state().notice(), None);
    });
}

#[test]
fn the_same_file_is_read_again_once_the_password_is_entered() {
    in_both_languages(|language| {
        let (_folder, paths) = folder(&[("机密.xlsx", &locked())]);
        let mut desk = desk(language, &Hands::default());
        drop_all(&mut desk, &paths);
        let question = desk.texts.password_of("机密.xlsx");
        desk.wait_until("the question", |desk| desk.shows(&question));
        // What a right password would lead to.
        fs::write(&paths[0], TABLE).unwrap();
        desk.window.event(Event::Text("geheim".to_owned()));
        desk.window.step();
        desk.window.key_press(Key::Enter);
        waits_for_preview(&mut desk, "机密.xlsx");
        assert!(!desk.shows(&question));
        desk.click(desk.texts.take());
        assert_eq!(desk.dataset().units.len(), 2);
    });
}

#[test]
fn an_encrypted_workbook_opens_with_its_password() {
    let (_folder, paths) = folder(&[("机密.xlsx", &locked())]);
    let mut desk = desk(Language::Chinese, &Hands::default());
    drop_all(&mut desk, &paths);
    let question = desk.texts.password_of("机密.xlsx");
    desk.wait_until("the question", |desk| desk.shows(&question));
    desk.window.event(Event::Text("密码 Pass1".to_owned()));
    desk.window.step();
    desk.window.key_press(Key::Enter);
    waits_for_preview(&mut desk, "机密.xlsx");
}

#[test]
fn a_text_file_can_be_read_with_another_encoding_and_separator() {
    in_both_languages(|language| {
        let (gbk, ..) = encoding_rs::GB18030.encode("城市|产值\n甲|1\n乙|2\n");
        let (_folder, paths) = folder(&[("表 2021.csv", &gbk)]);
        let mut desk = desk(language, &Hands::default());
        let texts = desk.texts;
        drop_all(&mut desk, &paths);
        waits_for_preview(&mut desk, "表 2021.csv");
        // The encoding was assumed, and no table was found with the usual separators.
        assert!(desk.shows(texts.first_rows()) && desk.shows("甲|1"));
        assert!(!desk.offers(texts.take()));
        desk.choose(texts.separator(), texts.separator_name('|'));
        let counted = texts.table_counts(2, 1, 0);
        desk.wait_until("columns", |desk| desk.shows(&counted));
        assert_eq!(
            desk.control(texts.period_of_rows()).value().as_deref(),
            Some("2021")
        );
        desk.click(texts.period_of_rows());
        desk.type_over("2019");
        desk.choose(texts.encoding(), &texts.encoding_name("windows-1252"));
        desk.wait_until("other letters", |desk| !desk.shows("甲"));
        desk.choose(texts.encoding(), &texts.encoding_name("GB18030"));
        desk.wait_until("the letters", |desk| desk.shows("甲"));
        desk.click(texts.take());
        assert_eq!(desk.dataset().periods()[0].to_string(), "2019", "kept");
    });
}

#[test]
fn the_choices_are_there_for_every_text_file_and_for_no_workbook() {
    in_both_languages(|language| {
        let (_folder, paths) = folder(&[("a.csv", TABLE)]);
        let mut desk = desk(language, &Hands::default());
        let texts = desk.texts;
        drop_all(&mut desk, &paths);
        waits_for_preview(&mut desk, "a.csv");
        assert!(desk.offers(texts.encoding()) && desk.offers(texts.separator()));
        assert!(!desk.shows(texts.first_rows()), "nothing is in doubt");
        desk.go(Page::Results);
        let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/cities.xlsx");
        drop_all(&mut desk, &[book]);
        waits_for_preview(&mut desk, "cities.xlsx");
        assert!(!desk.offers(texts.encoding()) && !desk.offers(texts.separator()));
    });
}

#[test]
fn a_table_is_pasted_as_text() {
    in_both_languages(|language| {
        let mut desk = desk(language, &Hands::default());
        let texts = desk.texts;
        desk.go(Page::Data);
        let text = "城市\t产值（亿元）\r\n甲\t1\r\n乙\t2\r\n".to_owned();
        desk.window.event(Event::Paste(text));
        waits_for_preview(&mut desk, texts.clipboard());
        assert!(desk.shows(&texts.table_counts(2, 1, 0)));
        desk.click(texts.take());
        assert_eq!(desk.dataset().units.len(), 2);
        assert_eq!(
            desk.document().title,
            texts.untitled(),
            "the clipboard names nothing"
        );
    });
}

#[test]
fn pasting_into_a_field_stays_in_the_field() {
    in_both_languages(|language| {
        let mut desk = desk(language, &Hands::default());
        desk.go(Page::Data);
        desk.click(desk.texts.project_title());
        desk.window.event(Event::Paste("A\tB\n1\t2".to_owned()));
        desk.settle();
        for _ in 0..20 {
            desk.window.step();
        }
        assert!(!desk.shows(&desk.texts.incoming(desk.texts.clipboard())));
    });
}

#[test]
fn a_page_on_the_clipboard_keeps_its_merged_cells() {
    in_both_languages(|language| {
        let html = "<table><tr><td colspan=2>表一</td></tr><tr><td>城市</td><td>产值</td></tr>\
                    <tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>";
        let clip = Clip {
            html: Some(html.to_owned()),
            text: Some("no table".to_owned()),
        };
        let hands = Hands {
            clip,
            ..Hands::default()
        };
        let mut desk = desk(language, &hands);
        desk.go(Page::Start);
        desk.click(desk.texts.paste_table());
        let name = desk.texts.clipboard();
        waits_for_preview(&mut desk, name);
        assert!(desk.shows(&desk.texts.table_counts(2, 1, 0)));
    });
}

#[test]
fn an_empty_clipboard_is_told() {
    in_both_languages(|language| {
        let mut desk = desk(language, &Hands::default());
        desk.go(Page::Data);
        desk.click(desk.texts.paste_table());
        assert!(desk.shows(desk.texts.nothing_to_paste()));
    });
}

#[test]
fn several_files_are_listed_and_those_without_errors_taken_in_one_step() {
    in_both_languages(|language| {
        let (_folder, paths) = folder(&[
            ("一 2020.csv", TABLE),
            ("坏.xlsx", b"PK\x03\x04 and no more"),
            ("错.csv", "城市,产值\n甲,1\n乙,两\n丙,3\n".as_bytes()),
            ("二 2021.csv", "城市,产值\n甲,3\n丁,4\n".as_bytes()),
        ]);
        let hands = Hands {
            files: paths,
            ..Hands::default()
        };
        let mut desk = desk(language, &hands);
        let texts = desk.texts;
        desk.command(Key::I);
        let all = texts.take_all(2);
        desk.wait_until("the list", |desk| desk.offers(&all));
        let entry = |file: &str, state: &str| texts.file_and_state(file, state);
        let (ready, refused) = (texts.file_ready(), texts.file_refused());
        let wrong = texts.file_with_errors(1);
        for (file, state) in [
            ("一 2020.csv", ready),
            ("坏.xlsx", refused),
            ("错.csv", wrong.as_str()),
            ("二 2021.csv", ready),
        ] {
            assert!(desk.offers(&entry(file, state)), "{file} {state}");
        }
        let ends = [2020, 2021].map(|it| texts.period(&Period::Year(it)));
        assert!(
            desk.shows(&texts.series_line(Series::Periods, 3, false, &ends)),
            "what belongs together is in view"
        );
        desk.click(&entry("一 2020.csv", ready));
        assert!(desk.shows(&texts.incoming("一 2020.csv")));
        desk.click(&entry("坏.xlsx", refused));
        let refusal = texts.read_error(&heng::import::ReadError::Empty {
            file: String::new(),
        });
        assert!(!desk.shows(&refusal) && desk.shows_part("坏.xlsx"));
        assert!(desk.offers(texts.read_again()));

        desk.click(&all);
        assert!(desk.shows(&texts.taken_together(2)));
        assert_eq!(desk.dataset().units.len(), 3);
        assert_eq!(desk.dataset().periods().len(), 2);
        assert!(desk.offers(&entry("一 2020.csv", texts.file_taken())));
        assert!(
            desk.offers(&entry("错.csv", &wrong)),
            "what was not taken stays"
        );
        desk.click(texts.put_all_aside());
        assert!(desk.shows(texts.correct_hint()), "the data are shown");
        desk.click(texts.undo());
        assert!(desk.dataset().units.is_empty(), "one step");
        desk.click(texts.redo());
        assert_eq!(desk.dataset().units.len(), 3);
    });
}

#[test]
fn two_hundred_files_are_read_while_the_window_stays_usable() {
    let language = Language::Chinese;
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for number in 0..200 {
        let path = folder.path().join(format!("表 {}.csv", 1900 + number));
        let mut text = "城市,产值\n".to_owned();
        for unit in 0..20 {
            writeln!(text, "市{unit},{}", unit * number).unwrap();
        }
        fs::write(&path, text).unwrap();
        paths.push(path);
    }
    let mut desk = desk(language, &Hands::default());
    let texts = desk.texts;
    let start = Instant::now();
    drop_all(&mut desk, &paths);
    assert!(desk.offers(texts.stop_reading()));
    let mut seen = false;
    let all = texts.take_all(200);
    while !desk.offers(&all) {
        desk.window.step();
        seen |= desk.window.query_by_label_contains(" / 200，表").is_some();
        assert!(start.elapsed() < Duration::from_mins(5), "waited in vain");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(seen, "progress was shown");
    desk.click(&all);
    assert_eq!(desk.dataset().units.len(), 20);
    assert_eq!(desk.dataset().periods().len(), 200);
}

#[test]
fn reading_several_can_be_stopped() {
    let files: Vec<(String, &[u8])> = (0..24).map(|it| (format!("{it}.csv"), TABLE)).collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, it)| (name.as_str(), *it))
        .collect();
    let (_folder, paths) = folder(&files);
    let mut desk = desk_sized(Language::Chinese, &Hands::default(), [1280.0, 1600.0]);
    let texts = desk.texts;
    drop_all(&mut desk, &paths);
    desk.control(texts.stop_reading()).click();
    desk.settle();
    assert!(!desk.offers(texts.stop_reading()));
    desk.click(&texts.file_and_state("23.csv", texts.file_refused()));
    assert!(desk.offers(texts.read_again()));
    desk.click(texts.read_again());
    let ready = texts.file_and_state("23.csv", texts.file_ready());
    desk.wait_until("it is read", |desk| desk.offers(&ready));
}

#[test]
fn what_took_too_long_can_be_read_with_larger_limits() {
    in_both_languages(|language| {
        let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/cities.xlsx");
        let mut desk = desk(language, &Hands::default());
        let texts = desk.texts;
        desk.window.state_mut().read_with(Reader::Worker {
            program: env!("CARGO_BIN_EXE_heng").into(),
            limits: Limits {
                time: Duration::from_millis(1),
                ..Limits::default()
            },
        });
        drop_all(&mut desk, &[book]);
        desk.wait_until("a notice", |desk| desk.window.state().notice().is_some());
        assert!(
            desk.window
                .state()
                .notice()
                .unwrap()
                .contains("cities.xlsx")
        );
        desk.click(texts.read_with_more());
        waits_for_preview(&mut desk, "cities.xlsx");
        assert_eq!(desk.window.state().notice(), None);
        // The limit is kept, and can be set back.
        desk.click(texts.file_menu());
        desk.click(texts.reading_limits());
        let seconds = |desk: &Desk| desk.control(texts.most_seconds()).value();
        assert_eq!(seconds(&desk).as_deref(), Some("5"));
        desk.enter_number(texts.most_seconds(), "9999");
        assert_eq!(seconds(&desk).as_deref(), Some("600"), "within bounds");
        desk.click(texts.usual_limits());
        assert_eq!(seconds(&desk).as_deref(), Some("30"));
        desk.click(texts.close());
        assert!(!desk.offers(texts.usual_limits()));
    });
}

#[test]
fn the_answers_of_many_experts_are_read_together() {
    let folder = tempfile::tempdir().unwrap();
    in_both_languages(|language| {
        let sample = Desk::new(language);
        let framework = sample.dataset().framework.clone().unwrap();
        let codes: Vec<String> = framework
            .root
            .children()
            .iter()
            .map(|it| it.code.clone())
            .collect();
        drop(sample);
        let answer = |name: &str, points: [u32; 5]| {
            let path = folder.path().join(format!("{name}.csv"));
            let rows: Vec<String> = codes
                .iter()
                .zip(points)
                .map(|(code, points)| format!("{code},{points}"))
                .collect();
            let text = format!("专家姓名,{name}\n代码,分数\n{}\n", rows.join("\n"));
            fs::write(&path, text).unwrap();
            path
        };
        let hands = Hands {
            files: vec![
                answer("张三", [40, 20, 20, 10, 10]),
                answer("李四", [20, 20, 20, 20, 20]),
            ],
            clip: Clip::default(),
        };
        let mut desk = desk(language, &hands);
        let texts = desk.texts;
        desk.go(Page::Framework);
        desk.choose_for_node(&framework.root.name, &[texts.judgement_matrix()]);
        desk.click(texts.expert_weights_of());
        desk.click(texts.import_from_sheet());
        let opinions = |desk: &Desk| {
            let framework = desk.dataset().framework.clone().unwrap();
            match &framework.root.kind {
                NodeKind::Aggregate(aggregate) => aggregate.opinions.clone(),
                NodeKind::Indicator(_) => Vec::new(),
            }
        };
        desk.wait_until("both answers", |desk| desk.offers(texts.take_answers()));
        assert_eq!(desk.window.state().notice(), None);
        assert!(desk.shows(&texts.heard_title(2)));
        assert!(opinions(&desk).is_empty(), "not yet");
        desk.click(texts.take_answers());
        let experts: Vec<String> = opinions(&desk).into_iter().map(|it| it.expert).collect();
        assert_eq!(experts, ["张三", "李四"]);
    });
}
