//! `LibreOffice`, which computes workbooks anew, and hands that type into them.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use crate::book::{Book, read};

fn profile(folder: &Path) -> PathBuf {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    // By default LibreOffice trusts the numbers in a file and computes nothing anew.
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;
    fs::write(profile.join("user/registrymodifications.xcu"), settings).unwrap();
    profile
}

/// The workbooks as `LibreOffice` writes them after computing every formula anew.
pub(crate) fn recalculated(books: &[(String, Vec<u8>)]) -> BTreeMap<String, Book> {
    let folder = tempfile::tempdir().unwrap();
    let profile = profile(folder.path());
    let (given, made) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(&given).unwrap();
    let mut command = Command::new("soffice");
    command
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args([
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
        ])
        .arg(&made);
    for (name, bytes) in books {
        let path = given.join(format!("{name}.xlsx"));
        fs::write(&path, bytes).unwrap();
        command.arg(path);
    }
    let output = command.output().expect(
        "LibreOffice recalculates the workbooks: install libreoffice-calc, or set HENG_WITHOUT_LIBREOFFICE",
    );
    let read_one = |(name, _): &(String, Vec<u8>)| {
        let path = made.join(format!("{name}.xlsx"));
        let bytes = fs::read(&path);
        let bytes =
            bytes.unwrap_or_else(|_| panic!("{name}: {}", String::from_utf8_lossy(&output.stderr)));
        (name.clone(), read(&bytes))
    };
    books.iter().map(read_one).collect()
}

/// What is typed into a cell.
#[derive(Clone, Copy)]
pub(crate) enum Typed<'a> {
    Number(f64),
    Words(&'a str),
}

/// A workbook with something else in some cells, all that was computed left as it was.
pub(crate) fn patched(
    bytes: &[u8],
    book: &Book,
    changes: &[(&str, (u32, u32), Typed<'_>)],
) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        for (sheet, cell, typed) in changes {
            let place = book.names.iter().position(|it| it == sheet).unwrap() + 1;
            if name == format!("xl/worksheets/sheet{place}.xml") {
                let text = String::from_utf8(content).unwrap();
                content = with_typed(&text, *cell, *typed).into_bytes();
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn with_typed(text: &str, (row, column): (u32, u32), typed: Typed<'_>) -> String {
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    let start = text
        .find(&format!("<c r=\"{letter}{}\"", row + 1))
        .expect("the cell");
    let (before, rest) = text.split_at(start);
    let tag = rest.find('>').unwrap();
    let (open, after) = if rest[..tag].ends_with('/') {
        (&rest[..tag - 1], &rest[tag + 1..])
    } else {
        (&rest[..tag], rest.split_once("</c>").unwrap().1)
    };
    let open = open.replace(" t=\"s\"", "");
    match typed {
        Typed::Number(number) => format!("{before}{open}><v>{number}</v></c>{after}"),
        Typed::Words(words) => {
            format!("{before}{open} t=\"inlineStr\"><is><t>{words}</t></is></c>{after}")
        }
    }
}

pub(crate) fn left_out() -> bool {
    std::env::var_os("HENG_WITHOUT_LIBREOFFICE").is_some()
}
