//! What is no file, cannot be opened, changes meanwhile, or has an odd name.

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use heng::import::{Problem, ReadError, recognise};

use super::{read, read_as, saved, shown, told};

const TABLE: &[u8] = "城市,人口\n北京,1\n上海,2\n".as_bytes();

#[test]
fn a_folder_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("数据.xlsx");
    fs::create_dir(&path).unwrap();
    let error = read(&path).unwrap_err();
    let file = path.display().to_string();
    assert_eq!(error, ReadError::NotAFile { file, folder: true });
    assert!(told(&error)[1].contains("数据.xlsx"));
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_no_files_and_nobody_waits_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let link = folder.path().join("link.csv");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    for path in [
        pipe.as_path(),
        &link,
        Path::new("/dev/zero"),
        Path::new("/dev/null"),
    ] {
        let error = read(path).unwrap_err();
        let file = path.display().to_string();
        assert_eq!(
            error,
            ReadError::NotAFile {
                file,
                folder: false
            }
        );
    }
}

#[test]
fn what_is_gone_or_shut_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let error = read(&folder.path().join("gone.csv")).unwrap_err();
    assert!(matches!(error, ReadError::Unreadable { .. }), "{error:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path) = saved("shut.csv", TABLE);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // The administrator may read all the same.
        match (File::open(&path), read(&path)) {
            (Ok(_), Ok(_)) | (Err(_), Err(ReadError::Unreadable { .. })) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn small_and_empty_files() {
    let empty = |file: &str| ReadError::Empty {
        file: file.to_owned(),
    };
    for name in ["empty.xlsx", "empty.csv"] {
        assert_eq!(read_as(name, b""), Err(empty(name)));
    }
    assert_eq!(shown(&read_as("one.csv", b"a").unwrap()), ["A1=a"]);
    for byte in *b"\0PD<\xff\"" {
        read_as("one.xls", &[byte]).ok();
    }
    // One that takes no room on the disk.
    let (_folder, path) = saved("sparse.csv", b"");
    let sparse = OpenOptions::new().write(true).open(&path).unwrap();
    sparse.set_len(513 << 20).unwrap();
    let error = read(&path).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { .. }), "{error:?}");
}

#[test]
fn a_file_that_grows_or_goes_meanwhile() {
    let (_folder, path) = saved("grows.csv", TABLE);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut more = OpenOptions::new().append(true).open(&path).unwrap();
            for _ in 0..2_000 {
                more.write_all("天津,3\n".as_bytes()).unwrap();
                if done.load(Ordering::Relaxed) {
                    return;
                }
            }
        });
        for _ in 0..5 {
            let book = read(&path).unwrap();
            assert_eq!(shown(&book)[..4], ["A1=城市", "B1=人口", "A2=北京", "B2=1"]);
        }
        done.store(true, Ordering::Relaxed);
    });
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..20_000 {
                fs::remove_file(&path).ok();
                fs::write(&path, TABLE).unwrap();
                if done.load(Ordering::Relaxed) {
                    return;
                }
            }
        });
        for _ in 0..20 {
            match read(&path) {
                Ok(book) => assert!(book.sheets[0].cells.len() <= 6),
                Err(ReadError::Unreadable { .. } | ReadError::Empty { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn odd_names_are_read_and_told_on_one_line() {
    let long = "长".repeat(83) + ".csv";
    for name in [
        &*long,
        "数据 🏙️ (1).csv",
        " - .csv",
        "--read-worker",
        "a'b&c;$(d).csv",
    ] {
        let (_folder, path) = saved(name, TABLE);
        let book = read(&path).unwrap();
        assert_eq!((book.file.as_str(), book.sheets[0].cells.len()), (name, 6));
    }
}

#[cfg(unix)]
#[test]
fn names_that_would_steer_a_terminal_are_told_as_text() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let names: [(&[u8], &str); 3] = [
        (b"a\nb\x1b[2J.csv", "a\u{fffd}b\u{fffd}[2J.csv"),
        (
            b"\xb3\xc7\xca\xd0.csv",
            "\u{fffd}\u{fffd}\u{fffd}\u{fffd}.csv",
        ),
        ("x\u{202e}xslx.csv".as_bytes(), "x\u{fffd}xslx.csv"),
    ];
    for (name, expected) in names {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        // Some systems have no such names.
        if fs::write(&path, TABLE).is_err() {
            continue;
        }
        let book = read(&path).unwrap();
        assert_eq!(book.file, expected);
        fs::write(&path, b"PK\x03\x04").unwrap();
        let error = read(&path).unwrap_err();
        assert!(told(&error).iter().all(|said| said.contains(expected)));
        fs::remove_file(&path).unwrap();
        let error = read(&path).unwrap_err();
        assert!(told(&error).iter().all(|said| said.contains(expected)));
    }
}

#[test]
fn a_worker_reads_text_too_and_says_what_it_assumed() {
    let (_folder, path) = saved("gbk.csv", b"\xb3\xc7\xca\xd0,GDP\n\xb1\xb1\xbe\xa9,1\n");
    let book = read(&path).unwrap();
    assert_eq!(shown(&book), ["A1=城市", "B1=GDP", "A2=北京", "B2=1"]);
    assert!(matches!(
        book.findings[0].problem,
        Problem::EncodingAssumed { .. }
    ));
    assert_eq!(
        recognise(&book, &heng::import::Layout::default())
            .unwrap()
            .rows
            .len(),
        1
    );
}
