//! Work that is never lost: journals, older versions, locks, and the list of steps.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use egui::Key;
use heng::{
    app::{Action, Page},
    project::{Edit, file},
    texts::Language,
};

use crate::desk::{BEIJING, Desk, in_both_languages};

/// Changes something that is seen at once.
fn change(desk: &mut Desk) {
    desk.go(Page::Units);
    desk.click(&desk.texts.include_unit(BEIJING));
    desk.settle();
}

/// The journal is behind by less than a second.
fn wait_for_the_disk(folder: &Path) {
    let journal = folder.join("journal");
    let end = Instant::now() + Duration::from_mins(1);
    while Instant::now() < end {
        let written = fs::read_dir(&journal).into_iter().flatten().flatten();
        let mut logs = written.filter(|it| it.path().extension().is_some_and(|end| end == "log"));
        let long = |it: &fs::DirEntry| fs::read_to_string(it.path()).unwrap().contains("set-role");
        if logs.any(|it| long(&it)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("nothing was written down");
}

fn is_out(desk: &Desk) -> bool {
    let dataset = desk.dataset();
    let beijing = dataset.units.iter().find(|it| it.label == BEIJING).unwrap();
    dataset.role(None, beijing) == heng::project::Role::Excluded
}

#[test]
fn what_a_crash_has_left_is_there_at_the_next_start() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::keeping(language, folder.path(), Vec::new());
        change(&mut desk);
        wait_for_the_disk(folder.path());
        let document = desk.document().clone();
        // The window is gone without a word, as after a crash.
        drop(desk);
        let mut desk = Desk::keeping(language, folder.path(), Vec::new());
        assert!(desk.document().same(&document) && is_out(&desk));
        assert!(desk.shows(&desk.texts.recovered(&document.title, 1, true)));
        assert!(desk.shows(desk.texts.unsaved()));
        desk.command(Key::Z);
        assert!(!is_out(&desk), "its steps can be undone");
    });
}

#[test]
fn recovering_is_a_job_and_what_the_program_was_started_with_comes_after_it() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::keeping(language, folder.path(), Vec::new());
        change(&mut desk);
        let (changed, path) = (desk.document().clone(), folder.path().join("指数.heng"));
        let title = "另一个项目".to_owned();
        let other = Edit::SetTitle { title }.apply(&changed).unwrap();
        file::save(&other, &path).unwrap();
        desk.close();
        drop(desk);

        let mut desk = Desk::new(language);
        let ctx = desk.window.ctx.clone();
        let app = desk.window.state_mut();
        app.keep_in(&ctx, folder.path().to_owned());
        app.begin_with(&ctx, path.clone());
        assert!(app.is_filing(), "nothing has waited for the disk");
        assert!(!app.document().same(&changed));
        desk.settle();
        assert!(desk.document().same(&changed) && is_out(&desk));
        desk.click(desk.texts.discard());
        assert!(desk.document().same(&other), "after the question");
    });
}

#[test]
fn closing_asks_nothing_and_the_next_start_goes_on() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::keeping(language, folder.path(), Vec::new());
        change(&mut desk);
        desk.close();
        assert!(!desk.offers(desk.texts.discard()), "no question");
        let document = desk.document().clone();
        drop(desk);
        let desk = Desk::keeping(language, folder.path(), Vec::new());
        assert!(desk.document().same(&document));
        let told = desk.texts.recovered(&document.title, 1, false);
        assert!(desk.shows(&told));
    });
}

#[test]
fn what_is_saved_leaves_nothing_to_recover_and_every_save_an_older_version() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("指数.heng");
        let mut desk = Desk::keeping(language, folder.path(), vec![path.clone()]);
        let texts = desk.texts;
        change(&mut desk);
        desk.command(Key::S);
        assert!(desk.shows(&texts.written(&path.display().to_string())));
        let first = desk.document().clone();
        desk.command(Key::Z);
        desk.command(Key::S);
        assert!(file::open(&path).unwrap().same(desk.document()));
        desk.click(texts.file_menu());
        desk.click(texts.older_versions());
        assert!(desk.shows(texts.older_versions_line()));
        // What is not saved is asked about before it makes room.
        desk.click(texts.close());
        change(&mut desk);
        let changed = desk.document().clone();
        desk.click(texts.file_menu());
        desk.click(texts.older_versions());
        desk.click_part(texts.restore());
        desk.click_entry(texts.cancel());
        assert!(desk.document().same(&changed), "stayed");
        desk.click_part(texts.restore());
        desk.click(texts.discard());
        assert!(desk.document().same(&first), "as it was saved before");
        assert!(desk.shows(texts.unsaved()));
        desk.command(Key::S);
        assert!(file::open(&path).unwrap().same(&first));
        desk.close();
        drop(desk);
        let desk = Desk::keeping(language, folder.path(), Vec::new());
        assert!(!desk.shows(texts.unsaved()), "nothing to go on with");
    });
}

#[test]
fn a_file_that_others_changed_is_not_overwritten_unseen() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("指数.heng");
        let mut desk = Desk::keeping(language, folder.path(), vec![path.clone()]);
        let texts = desk.texts;
        change(&mut desk);
        desk.command(Key::S);
        let title = "他人";
        let edit = Edit::SetTitle {
            title: title.to_owned(),
        };
        file::save(&edit.apply(desk.document()).unwrap(), &path).unwrap();
        desk.command(Key::Z);
        desk.command(Key::S);
        assert_eq!(file::open(&path).unwrap().title, title, "left alone");
        assert!(desk.offers(texts.save_as()) && desk.offers(texts.save_over()));
        desk.click(texts.save_over());
        assert!(file::open(&path).unwrap().same(desk.document()));
    });
}

#[test]
fn a_project_that_is_open_elsewhere_is_opened_to_read() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("指数.heng");
        let mut first = Desk::keeping(language, &folder.path().join("a"), vec![path.clone()]);
        change(&mut first);
        first.command(Key::S);
        let other = folder.path().join("另存.heng");
        let answers = vec![path.clone(), other.clone()];
        let mut second = Desk::keeping(language, &folder.path().join("b"), answers);
        second.command(Key::O);
        assert!(!is_out(&second), "not opened yet");
        second.click(second.texts.open_to_read());
        assert!(is_out(&second) && second.shows(second.texts.read_only()));
        second.command(Key::Z);
        change(&mut second);
        second.command(Key::S);
        assert!(other.exists(), "saved elsewhere");
        assert!(!second.shows(second.texts.read_only()));
        assert!(file::open(&path).unwrap().same(first.document()));
    });
}

#[test]
fn a_damaged_project_opens_as_far_as_it_goes() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("指数.heng");
        let mut desk = Desk::keeping(language, folder.path(), vec![path.clone(), path.clone()]);
        change(&mut desk);
        desk.command(Key::S);
        let mut bytes = fs::read(&path).unwrap();
        // In the values of the first column, a little behind its name.
        let panel = bytes.windows(6).position(|it| it == b"panel/").unwrap();
        for byte in &mut bytes[panel + 60..panel + 120] {
            *byte ^= 0xff;
        }
        fs::write(&path, &bytes).unwrap();
        desk.command(Key::O);
        let notice = desk.window.state().notice().unwrap_or_default();
        assert!(
            notice.contains("panel/"),
            "what is lost and where it is: {notice}"
        );
        assert!(fs::read(&path).unwrap() == bytes, "left as it is");
        assert!(!desk.document().title.is_empty());
    });
}

#[test]
fn the_list_of_steps_goes_back_and_forward() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        change(&mut desk);
        change(&mut desk);
        desk.click(texts.history());
        let role = |number: usize| format!("{number}  {}", step_name(language));
        assert!(desk.shows(&role(2)));
        desk.click(&format!("0  {}", texts.as_opened()));
        assert!(!is_out(&desk));
        desk.click(&role(1));
        assert!(is_out(&desk));
    });
}

fn step_name(language: Language) -> &'static str {
    match language {
        Language::Chinese => "调整参评名单",
        Language::English => "change who is ranked",
    }
}

#[test]
fn work_goes_on_while_the_project_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    in_both_languages(|language| {
        let path = folder.path().join("a.heng");
        let mut desk = Desk::answering(language, vec![path.clone()]);
        let ctx = desk.window.ctx.clone();
        let title = |title: &str| {
            Action::from(Edit::SetTitle {
                title: title.to_owned(),
            })
        };
        let app = desk.window.state_mut();
        app.ask(&ctx, title("first"));
        app.ask(&ctx, Action::SaveAs);
        // No frame between: the disk has the first title at the most.
        app.ask(&ctx, title("second"));
        assert!(app.is_filing());
        desk.settle();
        assert_eq!(file::open(&path).unwrap().title, "first");
        assert_eq!(desk.document().title, "second");
        let unsaved = desk.texts.window_title("second", true);
        assert_eq!(desk.window.state().window_title(), unsaved);

        // What comes after saving waits for it, and asks nothing.
        let app = desk.window.state_mut();
        app.ask(&ctx, Action::Save);
        app.ask(&ctx, Action::New);
        desk.settle();
        assert_eq!(file::open(&path).unwrap().title, "second");
        assert_eq!(desk.document().title, desk.texts.untitled());
    });
}

#[test]
fn a_new_project_never_gets_the_place_of_the_one_that_was_being_saved() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("数据.csv");
    fs::write(&data, "城市,产值,人口\n甲,1,2\n乙,3,4\n").unwrap();
    in_both_languages(|language| {
        let path = folder.path().join("a.heng");
        let answers = vec![path.clone(), data.clone(), data.clone()];
        let mut desk = Desk::answering(language, answers);
        let texts = desk.texts;
        let ctx = desk.window.ctx.clone();
        let title = |title: &str| {
            Action::from(Edit::SetTitle {
                title: title.to_owned(),
            })
        };
        desk.window.state_mut().ask(&ctx, title("first"));
        desk.window.state_mut().ask(&ctx, Action::SaveAs);
        desk.settle();
        desk.import(&data);
        desk.click(texts.into_new());
        // Saved once more, and taken before that is done.
        desk.window.state_mut().ask(&ctx, Action::Save);
        desk.window.state_mut().ask(&ctx, Action::Take);
        desk.settle();
        assert_eq!(desk.dataset().units.len(), 2);
        desk.window.state_mut().ask(&ctx, title("second"));
        desk.import(&data);
        desk.click(texts.into_new());
        desk.click(texts.take());
        // No saving is wanted, which is asked once.
        desk.click(texts.discard());
        assert!(!desk.offers(texts.discard()));
        assert_eq!(desk.document().title, "数据");
        // It has no place, and nobody names one.
        desk.command(Key::S);
        assert_eq!(file::open(&path).unwrap().title, "first");
    });
}
