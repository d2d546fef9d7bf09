//! Workbooks that look as their makers want them to.

use std::{
    io::{Cursor, Read as _},
    sync::Arc,
};

use heng::{
    project::{ChoiceError, Document, Edit, EditError, FileBytes, HouseStyle, file},
    texts::{Language, Texts},
};

use crate::{bytes_of, published::applied, read_back, regions::regions};

/// A green picture of four by two.
const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x04\x00\x00\x00\x02\x08\x02\x00\x00\x00\xf0\xca\xea\x34\x00\x00\x00\x10\x49\x44\x41\x54\x78\x9c\x63\x90\xcf\xb7\x82\x23\x06\x64\x0e\x00\x50\x82\x06\x41\xfd\x28\xb4\xed\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn styled() -> HouseStyle {
    HouseStyle {
        logo: Some(FileBytes::from(PNG.to_vec())),
        font: Some("宋体".to_owned()),
        color: Some([0x0b, 0x6e, 0x4f]),
    }
}

fn set(style: HouseStyle) -> Edit {
    Edit::SetHouseStyle {
        style: Arc::new(style),
    }
}

fn part(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = archive.by_name(name).ok()?;
    let mut content = Vec::new();
    part.read_to_end(&mut content).unwrap();
    Some(content)
}

fn styles(document: &Document) -> String {
    let bytes = bytes_of(document, Language::Chinese);
    String::from_utf8(part(&bytes, "xl/styles.xml").unwrap()).unwrap()
}

#[test]
fn a_workbook_has_the_logo_the_font_and_the_colour_of_its_makers() {
    let document = applied(regions(), &[set(styled())]);
    let bytes = bytes_of(&document, Language::Chinese);
    assert_eq!(part(&bytes, "xl/media/image1.png").as_deref(), Some(PNG));
    let made = styles(&document);
    assert!(made.contains("宋体") && !made.contains("Microsoft YaHei"));
    assert!(made.contains("FF0B6E4F") && !made.contains("FF1F3A5F"));
    let book = read_back(bytes);
    assert_eq!(
        book.sheets["封面"].rows().next().unwrap()[0],
        document.title.as_str()
    );
    let plain = styles(&regions());
    assert!(plain.contains("Microsoft YaHei") && plain.contains("FF1F3A5F"));
}

#[test]
fn a_pale_colour_is_darkened_so_that_heads_can_be_read() {
    let pale = HouseStyle {
        color: Some([0xff, 0xff, 0x80]),
        ..HouseStyle::default()
    };
    let made = styles(&applied(regions(), &[set(pale)]));
    assert!(!made.contains("FFFFFF80"), "{made}");
}

#[test]
fn what_cannot_be_used_is_refused_and_told() {
    let logo = |bytes: Vec<u8>| HouseStyle {
        logo: Some(FileBytes::from(bytes)),
        ..HouseStyle::default()
    };
    let font = |name: &str| HouseStyle {
        font: Some(name.to_owned()),
        ..HouseStyle::default()
    };
    let large = [PNG, &vec![0; 256 << 10]].concat();
    for (style, expected) in [
        (logo(b"GIF89a".to_vec()), ChoiceError::LogoUnreadable),
        (
            logo(large.clone()),
            ChoiceError::LogoTooLarge {
                size: large.len(),
                most: 256 << 10,
            },
        ),
        (font(" "), ChoiceError::FontName { most: 31 }),
        (font(&"长".repeat(32)), ChoiceError::FontName { most: 31 }),
    ] {
        let error = set(style).apply(&regions()).unwrap_err();
        assert_eq!(error, EditError::from(expected));
        for language in Language::ALL {
            assert!(!Texts::new(language).edit_error(&error).is_empty());
        }
    }
}

#[test]
fn a_project_keeps_its_style() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.heng");
    let document = applied(regions(), &[set(styled())]);
    file::stage_document(&document, &path)
        .unwrap()
        .put()
        .unwrap();
    let back = file::open(&path).unwrap();
    assert!(back.same(&document));
    assert_eq!(*back.style, styled());
    assert!(!back.same(&regions()));
}
