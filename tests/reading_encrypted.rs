//! Encrypted workbooks open: with the default password without a question, with another when it is
//! given. `tests/fixtures/import/encrypted/make.py` makes the files.

#![expect(clippy::unwrap_used, reason = "a helper of tests may end the test")]

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use heng::{
    import::{
        Book, Limits, Password, Problem, ReadError, ReadOptions, Reader, Sheet, Value, read_bytes,
        worker::Request,
    },
    texts::{Language, Texts},
};

const HENG: &str = env!("CARGO_BIN_EXE_heng");
/// The password that is not the default one.
const OTHER: &str = "密码 Pass1";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import/encrypted")
        .join(name)
}

fn options(password: &str) -> ReadOptions {
    ReadOptions {
        password: Password::new(password),
        ..ReadOptions::default()
    }
}

fn read(name: &str, password: &str) -> Result<Book, ReadError> {
    let bytes = fs::read(fixture(name)).unwrap();
    read_these(name, &bytes, password)
}

fn read_these(name: &str, bytes: &[u8], password: &str) -> Result<Book, ReadError> {
    let go_on = &mut |_| ControlFlow::Continue(());
    read_bytes(name, bytes, &options(password), go_on)
}

/// Sheets by what people see: names and cells.
fn seen(sheets: &[Sheet]) -> Vec<(&str, Vec<String>)> {
    let cells = |sheet: &Sheet| {
        let cells = sheet.cells.iter();
        cells
            .map(|it| format!("{}={}", it.at, it.value.text()))
            .collect()
    };
    let sheets = sheets.iter();
    sheets.map(|it| (it.name.as_str(), cells(it))).collect()
}

/// What both languages say of an error. It names the file, and says more than that.
fn told(error: &ReadError, file: &str) -> [String; 2] {
    Language::ALL.map(|language| {
        let said = Texts::new(language).read_error(error);
        assert!(said.contains(file), "{said}");
        assert!(said.chars().count() > file.len() + 12, "{said}");
        let chinese = said.contains(['。', '，', '：']);
        assert_eq!(chinese, language == Language::Chinese, "{said}");
        assert!(!said.contains("Pass1"), "{said}");
        said
    })
}

/// Every encrypted file, its plain one, and its password; none is the default one.
const FILES: [(&str, &str, Option<&str>); 13] = [
    ("rc4-default.xls", "plain.xls", None),
    ("rc4.xls", "plain.xls", Some(OTHER)),
    ("capi-40.xls", "plain.xls", Some(OTHER)),
    ("capi-128.xls", "plain.xls", Some(OTHER)),
    ("xor.xls", "plain.xls", Some("heng2020")),
    ("xor-default.xls", "plain.xls", None),
    ("xor-5.xls", "../formats/biff5.xls", None),
    ("agile-default.xlsx", "plain.xlsx", None),
    ("agile-quick.xlsx", "plain.xlsx", Some(OTHER)),
    ("agile.xlsb", "../formats/book.xlsb", Some(OTHER)),
    ("standard-128.xlsx", "plain.xlsx", Some(OTHER)),
    ("standard-256.xlsx", "plain.xlsx", Some(OTHER)),
    ("locked.ods", "plain.xlsx", Some(OTHER)),
];

#[test]
fn what_is_encrypted_reads_like_the_plain_file() {
    for (name, plain, password) in FILES {
        let plain = read(plain, "").unwrap();
        let book = read(name, password.unwrap_or_default()).unwrap();
        assert_eq!(seen(&book.sheets), seen(&plain.sheets), "{name}");
        // The checksum is that of the file on the disk.
        assert_eq!(book.file, name);
        assert_ne!(book.sha256, plain.sha256);
    }
    let book = read("capi-128.xls", OTHER).unwrap();
    let [data, weights] = &book.sheets[..] else {
        panic!("two sheets");
    };
    assert_eq!((data.name.as_str(), data.cells.len()), ("数据", 183));
    let last = data.cells.last().unwrap();
    assert!(
        last.value.text().starts_with("第60行：综合指数"),
        "{last:?}"
    );
    assert_eq!(weights.cells[3].value, Value::Number(0.6));
}

#[test]
fn the_default_password_opens_silently_and_is_told_of() {
    for (name, _, password) in FILES {
        // It comes first, whatever else is given.
        let book = read(name, password.unwrap_or("something else")).unwrap();
        let problems: Vec<&Problem> = book.findings.iter().map(|it| &it.problem).collect();
        if password.is_none() {
            assert_eq!(problems, [&Problem::DefaultPassword], "{name}");
        } else {
            assert!(problems.is_empty(), "{name}: {problems:?}");
        }
    }
    let book = read("rc4-default.xls", "").unwrap();
    let say = |language| Texts::new(language).import_finding(&book.findings[0]);
    let [chinese, english] = [Language::Chinese, Language::English].map(say);
    assert!(
        chinese.contains("rc4-default.xls") && chinese.contains("默认密码"),
        "{chinese}"
    );
    assert!(
        english.contains("rc4-default.xls") && english.contains("default password"),
        "{english}"
    );
}

#[test]
fn without_the_right_password_the_file_is_refused() {
    for (name, _, password) in FILES {
        if password.is_none() {
            continue;
        }
        for (words, given) in [("", false), ("密码 pass1", true)] {
            let error = read(name, words).unwrap_err();
            let file = name.to_owned();
            assert_eq!(error, ReadError::Password { file, given });
            let [first, second] = told(&error, name);
            assert_eq!(
                first.contains("密码不对") || second.contains("密码不对"),
                given
            );
            assert!(first.contains("--password") != given, "{first}");
            assert!(second.contains("--password") != given, "{second}");
        }
    }
}

#[test]
fn the_usual_number_of_rounds_is_borne_and_cancelled() {
    let bytes = fs::read(fixture("agile.xlsx")).unwrap();
    let mut asked = 0;
    let stopped = read_bytes("agile.xlsx", &bytes, &options(OTHER), &mut |_| {
        asked += 1;
        if asked > 5 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    let file = "agile.xlsx".to_owned();
    assert_eq!(stopped, Err(ReadError::Cancelled { file }));
    let book = read("agile.xlsx", OTHER).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 183);
}

#[test]
fn what_was_changed_or_is_unknown_is_told() {
    for (name, words) in [
        ("package-changed.xlsx", "HMAC"),
        ("rounds.xlsx", "spinCount"),
        ("verifier-broken.xlsx", "encryptedVerifierHashInput"),
        ("text-inside.xlsx", "no workbook"),
    ] {
        let error = read(name, OTHER).unwrap_err();
        assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
        for said in told(&error, name) {
            assert!(said.contains(words), "{said}");
        }
    }
    let error = read("extensible.xlsx", OTHER).unwrap_err();
    let expected = ReadError::UnknownEncryption {
        file: "extensible.xlsx".to_owned(),
        scheme: "extensible encryption".to_owned(),
    };
    assert_eq!(error, expected);
    told(&error, "extensible.xlsx");
}

#[test]
fn the_worker_gets_the_password_and_its_command_line_does_not() {
    let worker = Reader::program(HENG);
    let go_on = &mut |_| ControlFlow::Continue(());
    for (name, words) in [("rc4.xls", OTHER), ("rc4.xls", ""), ("rc4.xls", "wrong")] {
        let there = worker.read(&fixture(name), &options(words), go_on);
        let here = Reader::Here.read(&fixture(name), &options(words), go_on);
        assert_eq!(there, here, "{words}");
    }
    let request = Request::new(Path::new("a.xls"), &options(OTHER), Limits::default());
    let words = request.arguments();
    let shown = words.iter().map(|word| word.to_string_lossy());
    assert!(
        shown.clone().all(|word| !word.contains("Pass1")),
        "{words:?}"
    );
    let parsed = Request::parse(&words).unwrap();
    assert_eq!(parsed.options.password, None);
    assert_eq!(parsed.arguments(), words);
    assert!(!format!("{request:?}").contains("Pass1"), "{request:?}");
    let saved = serde_json::to_string(&options(OTHER)).unwrap();
    assert!(!saved.contains("Pass1"), "{saved}");
}

/// What all processes of the machine show of a running one.
#[cfg(target_os = "linux")]
#[test]
fn nothing_of_the_password_is_seen_from_outside() {
    // 100,000 rounds, twice: there is time to look.
    let path = fixture("agile.xlsx");
    let marker = "nobody-may-see-this";
    let mut seen = Vec::new();
    let mut look = |_| {
        for process in fs::read_dir("/proc").unwrap().flatten() {
            let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line).into_owned();
            let ours = line.contains("--read-worker") && line.contains("agile.xlsx");
            if ours && line.starts_with(HENG) {
                let around = fs::read(process.path().join("environ")).unwrap_or_default();
                seen.push(line + &String::from_utf8_lossy(&around));
            }
        }
        ControlFlow::Continue(())
    };
    let read = Reader::program(HENG).read(&path, &options(marker), &mut look);
    assert!(
        matches!(read, Err(ReadError::Password { given: true, .. })),
        "{read:?}"
    );
    assert!(!seen.is_empty(), "no worker was seen");
    assert!(seen.iter().all(|line| !line.contains(marker)));
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

#[test]
fn damaged_files_cost_an_answer_and_no_more() {
    let mut numbers = Numbers(20_200_701);
    for (name, words, changes) in [
        ("rc4.xls", OTHER, 60),
        ("capi-128.xls", OTHER, 50),
        ("xor-5.xls", "", 40),
        ("agile-default.xlsx", "", 50),
        // Without optimisation its 100,000 rounds a part take long.
        ("locked.ods", OTHER, 4),
    ] {
        let whole = fs::read(fixture(name)).unwrap();
        for change in 0..changes {
            let mut bytes = whole.clone();
            if change % 4 == 0 {
                bytes.truncate(numbers.below(whole.len()));
            } else {
                // The first kilobyte holds what leads to the rest.
                let end = if change % 4 == 1 { 1024 } else { whole.len() };
                for _ in 0..=numbers.below(8) {
                    let at = numbers.below(end);
                    bytes[at] = u8::try_from(numbers.below(256)).unwrap();
                }
            }
            let start = Instant::now();
            let read = read_these(name, &bytes, words);
            if let Err(error) = read
                && !matches!(error, ReadError::Password { .. })
            {
                told(&error, name);
            }
            let most = Duration::from_mins(1);
            assert!(start.elapsed() < most, "{name}, change {change}");
        }
    }
}

#[test]
fn what_a_descriptor_says_is_not_believed() {
    let whole = fs::read(fixture("agile-quick.xlsx")).unwrap();
    for (from, to) in [
        ("keyBits=\"256\"", "keyBits=\"999\""),
        ("blockSize=\"16\"", "blockSize=\"00\""),
        ("hashAlgorithm=\"SHA512\"", "hashAlgorithm=\"SHA999\""),
        ("cipherAlgorithm=\"AES\"", "cipherAlgorithm=\"XYZ\""),
        ("encryptedKeyValue=", "encryptedKeyValux="),
        ("<keyEncryptors>", "<keyEncryptorz>"),
    ] {
        let (from, to) = (from.as_bytes(), to.as_bytes());
        let mut bytes = whole.clone();
        let Some(at) = whole.windows(from.len()).position(|it| it == from) else {
            panic!("{} is not there", String::from_utf8_lossy(from));
        };
        bytes[at..at + to.len()].copy_from_slice(to);
        let read = read_these("agile-quick.xlsx", &bytes, OTHER);
        told(&read.unwrap_err(), "agile-quick.xlsx");
    }
}

/// A file with its record of the code page changed.
fn with_codepage(bytes: &[u8], from: u16, to: u16) -> Vec<u8> {
    let record = |page: u16| [&[0x42, 0, 2, 0], &page.to_le_bytes()[..]].concat();
    replaced(bytes, &record(from), &record(to))
}

/// A file with one piece, which is there once, replaced by one of the same length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut places = bytes.windows(from.len()).enumerate();
    let (at, _) = places.find(|(_, it)| *it == from).unwrap();
    assert!(places.all(|(_, it)| it != from) && from.len() == to.len());
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn texts_of_old_workbooks_read_right_whatever_their_code_page_is_called() {
    // From Excel 97 on texts are UTF-16, also where the record says otherwise.
    let modern = fs::read(fixture("plain.xls")).unwrap();
    let expected = read("plain.xls", "").unwrap();
    for page in [936, 1252, 10_008] {
        let book = read_these("a.xls", &with_codepage(&modern, 1200, page), "").unwrap();
        assert_eq!(seen(&book.sheets), seen(&expected.sheets), "{page}");
    }
    // Excel 5 keeps bytes: of GBK by either number, and of Big5.
    let old = fs::read(fixture("../formats/biff5.xls")).unwrap();
    let big5 = ["城", "值", "京"]
        .iter()
        .fold(old.clone(), |bytes, letter| {
            let (from, _, _) = encoding_rs::GBK.encode(letter);
            let (to, _, _) = encoding_rs::BIG5.encode(letter);
            replaced(&bytes, &from, &to)
        });
    for (bytes, page) in [(&old, 936), (&old, 10_008), (&big5, 950), (&big5, 10_002)] {
        let book = read_these("a.xls", &with_codepage(bytes, 936, page), "").unwrap();
        let cells = ["A1=城", "B1=值", "A2=京", "B2=1.5"].map(str::to_owned);
        assert_eq!(seen(&book.sheets), [("S", cells.to_vec())], "{page}");
    }
}

#[test]
fn an_archive_encrypted_as_a_whole_is_named() {
    // As LibreOffice writes it from version 24.2 on.
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="encrypted-package"><manifest:encryption-data><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" manifest:initialisation-vector="AAAAAAAAAAAAAAAA"/><manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" manifest:salt="AAAA"/></manifest:encryption-data></manifest:file-entry></manifest:manifest>"#;
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("encrypted-package", "?"),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let error = read_these("new.ods", &bytes, OTHER).unwrap_err();
    assert!(
        matches!(error, ReadError::UnknownEncryption { .. }),
        "{error:?}"
    );
    for said in told(&error, "new.ods") {
        assert!(said.contains("aes256-gcm with argon2id"), "{said}");
    }
}
