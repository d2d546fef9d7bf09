//! .xlsx and .xlsm, transitional and strict: the parts beside the sheets. Elements are known by their
//! names alone, as the two kinds differ in the address of their vocabulary only (ECMA-376 part 1, 18).

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    Work, damaged,
    parts::Parts,
    sheet::{self, Around},
    shown::Styles,
};
use crate::import::read::{
    ReadError, Sheets,
    xml::{attribute, number, referred},
};

/// What is wrong with a part.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error("{0}")]
    Xml(#[from] quick_xml::Error),
    #[error("it ends inside of {0}")]
    Ended(&'static str),
    #[error("{0:?} is no address")]
    Address(String),
    #[error("there is no shared string {0:?}")]
    String(String),
    #[error("it is no worksheet")]
    NoSheet,
}

/// What a workbook says of a sheet.
struct About {
    name: String,
    hidden: bool,
    relation: String,
}

pub(super) fn read(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut parts = Parts::open(work.file, bytes)?;
    let main = parts.main("xl/workbook.xml")?;
    let broken = |error: Broken| damaged(work.file, None, &error);
    let missing = || damaged(work.file, None, &format!("no part {main}"));
    let (abouts, from_1904) = workbook(&parts.text(&main)?.ok_or_else(missing)?).map_err(broken)?;
    let relations = parts.relations(&main)?;
    let other = |kind: &str, usual: &str| {
        let found = relations.iter().find(|it| it.kind == kind);
        found.map_or_else(|| usual.to_owned(), |it| it.target.clone())
    };
    let text = parts.text(&other("sharedStrings", "xl/sharedStrings.xml"))?;
    let strings = strings(&text.unwrap_or_default()).map_err(broken)?;
    let text = parts.text(&other("styles", "xl/styles.xml"))?;
    let styles = styles(&text.unwrap_or_default(), from_1904).map_err(broken)?;
    let around = Around {
        strings: &strings,
        styles: &styles,
    };
    let mut sheets = Sheets::default();
    for about in abouts {
        let relation = relations.iter().find(|it| it.id == about.relation);
        let missing = || damaged(work.file, Some(&about.name), &"no part for the sheet");
        let relation = relation.ok_or_else(missing)?;
        // Charts and dialogs have no cells.
        if relation.kind != "worksheet" {
            continue;
        }
        let text = parts.text(&relation.target)?.ok_or_else(missing)?;
        let found = sheet::read(work, &around, &about.name, &text)?;
        work.add(&mut sheets, about.name, about.hidden, found);
    }
    Ok(sheets)
}

/// The sheets, and whether days are counted from 1904.
fn workbook(text: &str) -> Result<(Vec<About>, bool), Broken> {
    let mut xml = Reader::from_str(text);
    let mut abouts = Vec::new();
    let mut from_1904 = false;
    loop {
        match xml.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "sheet" => abouts.push(About {
                    name: attribute(&tag, "name").unwrap_or_default(),
                    hidden: attribute(&tag, "state").is_some_and(|it| it != "visible"),
                    relation: attribute(&tag, "id").unwrap_or_default(),
                }),
                "workbookPr" => from_1904 |= truth(&tag, "date1904"),
                _ => {}
            },
            Event::Eof => return Ok((abouts, from_1904)),
            _ => {}
        }
    }
}

fn strings(text: &str) -> Result<Vec<String>, Broken> {
    let mut xml = Reader::from_str(text);
    let mut strings = Vec::new();
    loop {
        match xml.read_event()? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                strings.push(rich_text(&mut xml, "si")?);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of a string with all its runs, without the sounds beside it, up to the end of `until`.
pub(super) fn rich_text(xml: &mut Reader<&[u8]>, until: &'static str) -> Result<String, Broken> {
    let mut whole = String::new();
    let mut run: Option<String> = None;
    let (mut blanks_count, mut sound) = (false, false);
    loop {
        match xml.read_event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" if !sound => {
                    blanks_count = attribute(&tag, "space").is_some_and(|it| it == "preserve");
                    run = Some(String::new());
                }
                "rPh" => sound = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => {
                    if let Some(run) = run.take() {
                        let run = if blanks_count {
                            &run
                        } else {
                            run.trim_matches(BLANKS)
                        };
                        push_unescaped(&mut whole, run);
                    }
                }
                "rPh" => sound = false,
                name if name == until => return Ok(whole),
                _ => {}
            },
            Event::Text(text) => {
                if let Some(run) = &mut run {
                    run.push_str(&text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some(run) = &mut run {
                    run.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(named) => {
                if let Some(run) = &mut run {
                    run.push_str(&referred(&named));
                }
            }
            Event::Eof => return Err(Broken::Ended(until)),
            _ => {}
        }
    }
}

/// XML's own; blanks of other writing systems belong to the text.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// Adds text in which `_x000D_` stands for a letter that XML cannot hold (`ST_Xstring`).
pub(super) fn push_unescaped(to: &mut String, text: &str) {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("_x") {
        let (before, escape) = rest.split_at(start);
        let hex = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        let hex = hex.filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(unit) = hex.and_then(|hex| u16::from_str_radix(hex, 16).ok()) {
            if !before.is_empty() {
                push_units(to, &mut units);
                to.push_str(before);
            }
            units.push(unit);
            rest = escape.get(7..).unwrap_or_default();
        } else {
            push_units(to, &mut units);
            to.push_str(before);
            to.push_str("_x");
            rest = escape.get(2..).unwrap_or_default();
        }
    }
    push_units(to, &mut units);
    to.push_str(rest);
}

fn push_units(to: &mut String, units: &mut Vec<u16>) {
    to.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

/// The number formats of the cell styles.
fn styles(text: &str, from_1904: bool) -> Result<Styles, Broken> {
    let mut xml = Reader::from_str(text);
    let (mut formats, mut codes) = (Vec::new(), Vec::new());
    let mut of_cells = false;
    loop {
        match xml.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" if !of_cells => {
                    if let Some(id) = number(&tag, "numFmtId") {
                        codes.push((id, attribute(&tag, "formatCode").unwrap_or_default()));
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => formats.push(number(&tag, "numFmtId").unwrap_or(0)),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => of_cells = false,
            Event::Eof => return Ok(Styles::new(&formats, &codes, from_1904)),
            _ => {}
        }
    }
}

/// Whether an attribute is there and true.
pub(super) fn truth(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|it| is_true(&it))
}

pub(super) fn is_true(text: &str) -> bool {
    matches!(text.trim(), "1" | "true" | "on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_with_runs_and_without_sounds() {
        let all = strings(
            "<sst><si><t> 北 </t></si><si><r><t xml:space=\"preserve\">R&amp;</t></r><r><t>D&#x4eba;</t></r>\
             <rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si/><si><t><![CDATA[a<b]]>_x000D__x0041_</t></si></sst>",
        );
        assert_eq!(all.unwrap(), ["北", "R&D人", "", "a<b\rA"]);
        let broken = strings("<sst><si><t>a").unwrap_err();
        assert!(matches!(broken, Broken::Ended("si")), "{broken}");
    }

    #[test]
    fn letters_are_unescaped() {
        for (text, expected) in [
            ("a_x000a_b", "a\nb"),
            ("_xD83D__xDE00_", "\u{1f600}"),
            ("_xD83D_a", "\u{fffd}a"),
            ("_x00_", "_x00_"),
            ("_x+041_", "_x+041_"),
            ("_x", "_x"),
            ("北_x京京京京_", "北_x京京京京_"),
            ("_x005F_x0041_", "_x0041_"),
        ] {
            let mut to = String::new();
            push_unescaped(&mut to, text);
            assert_eq!(to, expected, "{text}");
        }
    }
}
