//! What the styles of an .ods say: number formats, as the codes that other workbooks write, and which
//! sheets are hidden.

use std::collections::BTreeSet;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{ods::ByName, xlsx::Broken};
use crate::import::read::xml::{attribute, number, referred};

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct OdsStyles {
    /// The number formats.
    codes: ByName<String>,
    /// The cell styles: the number format of each, and the style it goes back to.
    cells: ByName<(Option<String>, Option<String>)>,
    /// The sheet styles that hide their sheets.
    hiding: BTreeSet<String>,
}

/// Longer chains of styles come from nobody.
const DEEPEST: usize = 16;
/// More digits than any number has.
const MOST_DIGITS: u32 = 30;

impl OdsStyles {
    /// Whether a style hides its sheet.
    pub(super) fn hides(&self, style: &str) -> bool {
        self.hiding.contains(style)
    }

    /// The number format of a cell style; none for the general one.
    pub(super) fn code(&self, style: &str) -> Option<&str> {
        let mut name = style;
        for _ in 0..DEEPEST {
            let (format, parent) = self.cells.get(name)?;
            if let Some(format) = format {
                let code = self.codes.get(format).map(String::as_str);
                return code.filter(|code| !code.is_empty());
            }
            name = parent.as_deref()?;
        }
        None
    }
}

/// Adds the styles of a part, up to its content.
pub(super) fn read(text: &str, styles: &mut OdsStyles) -> Result<(), Broken> {
    let mut xml = Reader::from_str(text);
    let mut sheet_style = None;
    loop {
        let event = xml.read_event()?;
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let local = tag.local_name();
        match local.as_ref() {
            "body" => return Ok(()),
            "style" => sheet_style = style(tag, styles),
            "table-properties" => {
                if let Some(name) = &sheet_style
                    && attribute(tag, "display").is_some_and(|it| it == "false")
                {
                    styles.hiding.insert(name.clone());
                }
            }
            "number-style" | "percentage-style" | "currency-style" | "date-style"
            | "time-style"
                if !empty =>
            {
                let name = attribute(tag, "name").unwrap_or_default();
                let code = code(&mut xml, local.as_ref())?;
                styles.codes.insert(name, code);
            }
            _ => {}
        }
    }
}

/// Keeps a cell style; the name of a sheet style, whose properties come.
fn style(tag: &BytesStart<'_>, styles: &mut OdsStyles) -> Option<String> {
    let name = attribute(tag, "name")?;
    match attribute(tag, "family")?.as_str() {
        "table" => return Some(name),
        "table-cell" => {
            let format = attribute(tag, "data-style-name");
            let parent = attribute(tag, "parent-style-name");
            styles.cells.insert(name, (format, parent));
        }
        _ => {}
    }
    None
}

/// A number format as its code, up to the end of its tag. Empty for the general one.
fn code(xml: &mut Reader<&[u8]>, until: &str) -> Result<String, Broken> {
    let mut code = String::new();
    let mut literal = false;
    loop {
        match xml.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => {
                literal = matches!(tag.local_name().as_ref(), "text" | "currency-symbol");
                code.push_str(&part(&tag));
            }
            Event::Text(text) if literal => push_literal(&mut code, &text.xml10_content()),
            Event::GeneralRef(named) if literal => push_literal(&mut code, &referred(&named)),
            Event::End(tag) => {
                literal = false;
                if tag.local_name().as_ref() == until {
                    return Ok(code);
                }
            }
            Event::Eof => return Err(Broken::Ended("style")),
            _ => {}
        }
    }
}

fn push_literal(code: &mut String, text: &str) {
    let plain = |letter: char| matches!(letter, '%' | '-' | '/' | ':' | ' ' | '(' | ')' | '¥');
    for letter in text.chars() {
        if plain(letter) {
            code.push(letter);
        } else {
            code.extend(['\\', letter]);
        }
    }
}

/// What a tag inside of a number format stands for.
fn part(tag: &BytesStart<'_>) -> String {
    let long = attribute(tag, "style").is_some_and(|it| it == "long");
    let pick = |short: &str, in_full: &str| if long { in_full } else { short }.to_owned();
    match tag.local_name().as_ref() {
        "number" => digits(tag),
        "scientific-number" => format!("{}E+00", digits(tag)),
        "year" => pick("yy", "yyyy"),
        "month" if attribute(tag, "textual").is_some_and(|it| it == "true") => pick("mmm", "mmmm"),
        "month" | "minutes" => pick("m", "mm"),
        "day" => pick("d", "dd"),
        "hours" => pick("h", "hh"),
        "seconds" => pick("s", "ss"),
        "am-pm" => "AM/PM".to_owned(),
        _ => String::new(),
    }
}

fn digits(tag: &BytesStart<'_>) -> String {
    let count = |name| number(tag, name).map(|it| it.min(MOST_DIGITS) as usize);
    let whole = count("min-integer-digits").unwrap_or(0);
    let Some(places) = count("decimal-places").or(count("min-decimal-places")) else {
        // As many places as the number has.
        return String::new();
    };
    let mut code = if attribute(tag, "grouping").is_some_and(|it| it == "true") {
        "#,##0".to_owned()
    } else if whole == 0 {
        "#".to_owned()
    } else {
        "0".repeat(whole)
    };
    if places > 0 {
        code.push('.');
        code.push_str(&"0".repeat(places));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_become_codes() {
        let mut styles = OdsStyles::default();
        let text = r#"<s><number:percentage-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
            <number:number-style style:name="N2"><number:number number:decimal-places="1" number:grouping="true"/><number:text>亿</number:text></number:number-style>
            <number:date-style style:name="N3"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/></number:date-style>
            <number:number-style style:name="N0"><number:number number:min-integer-digits="1"/></number:number-style>
            <style:style style:name="a" style:family="table-cell" style:data-style-name="N1"/>
            <style:style style:name="b" style:family="table-cell" style:parent-style-name="c"/>
            <style:style style:name="c" style:family="table-cell" style:data-style-name="N2"/>
            <style:style style:name="d" style:family="table-cell" style:parent-style-name="d"/>
            <style:style style:name="e" style:family="table-cell" style:data-style-name="N3"/>
            <style:style style:name="f" style:family="table-cell" style:data-style-name="N0"/>
            <style:style style:name="t" style:family="table"><style:table-properties table:display="false"/></style:style>
            <style:style style:name="u" style:family="table"><style:table-properties table:display="true"/></style:style></s>"#;
        read(text, &mut styles).unwrap();
        let told = ["a", "b", "c", "d", "e", "f", "g"].map(|it| styles.code(it));
        let thousands = Some("#,##0.0\\亿");
        let expected = [
            Some("0.00%"),
            thousands,
            thousands,
            None,
            Some("yyyy-mm"),
            None,
            None,
        ];
        assert_eq!(told, expected);
        assert_eq!(
            ["t", "u", "v"].map(|it| styles.hides(it)),
            [true, false, false]
        );
    }
}
