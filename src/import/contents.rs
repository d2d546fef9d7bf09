//! Pages that list the tables of a workbook, and are none.

use super::{Sheet, Value, words::key};

/// What such pages are called, by their sheet or in their first line.
const NAMES: [&str; 8] = [
    "目录",
    "目次",
    "总目录",
    "表目录",
    "contents",
    "tableofcontents",
    "listoftables",
    "indexoftables",
];

/// Headers of the numbers of pages.
const PAGES: [&str; 8] = [
    "页码",
    "页",
    "页数",
    "页次",
    "所在页",
    "page",
    "pages",
    "pageno",
];

/// So many lines from the top may tell.
const LOOKED_AT: usize = 6;

/// Whether a sheet lists the tables of its book: it is called so, by its name or in its first line, or its
/// only numbers stand under the header of pages.
pub fn is_contents(sheet: &Sheet) -> bool {
    if is_one_of(&sheet.name, &NAMES) {
        return true;
    }
    let mut lines = sheet.rows().filter(|(_, cells)| !cells.is_empty());
    let first = lines.next().and_then(|(_, cells)| match cells {
        [only] => Some(only.value.text()),
        _ => None,
    });
    if first.is_some_and(|it| is_one_of(&it, &NAMES)) {
        return true;
    }
    let head = sheet.rows().take(LOOKED_AT).flat_map(|(_, cells)| cells);
    let pages: Vec<u32> = head
        .filter(|it| is_one_of(&it.value.text(), &PAGES))
        .map(|it| it.at.column)
        .collect();
    let numbers = || {
        let all = sheet.cells.iter();
        all.filter(|it| matches!(it.value, Value::Number(_)))
    };
    !pages.is_empty() && numbers().all(|it| pages.contains(&it.at.column))
}

fn is_one_of(text: &str, names: &[&str]) -> bool {
    let wanted = key(text);
    names.iter().any(|it| key(it) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Cell, CellAt};

    fn sheet(name: &str, lines: &[&[&str]]) -> Sheet {
        let cells = (0..).zip(lines).flat_map(|(row, line)| {
            (0..).zip(*line).map(move |(column, text)| Cell {
                at: CellAt { row, column },
                value: match text.parse() {
                    Ok(number) => Value::Number(number),
                    Err(_) => Value::Text((*text).to_owned()),
                },
            })
        });
        Sheet {
            name: name.to_owned(),
            cells: cells.collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn contents_are_known_by_their_name_their_title_or_their_pages() {
        let rows: &[&[&str]] = &[&["城市", "GDP"], &["北京", "1"]];
        let titled: &[&[&str]] = &[&["目　录"], &["1-1 人口", "3"]];
        for (name, lines, is) in [
            ("目 录", rows, true),
            ("Contents", rows, true),
            ("2019", rows, false),
            ("Sheet1", titled, true),
            (
                "Sheet1",
                &[&["表号", "表名", "页码"], &["1-1", "人口", "3"]],
                true,
            ),
            (
                "Sheet1",
                &[&["图书", "页数", "册数"], &["甲", "310", "7"]],
                false,
            ),
        ] {
            assert_eq!(is_contents(&sheet(name, lines)), is, "{name} {lines:?}");
        }
    }
}
