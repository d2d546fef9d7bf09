//! Tables of web pages, also where a web site calls them .xls. Every table is a sheet; a table
//! inside another one's cell is a sheet of its own.

use std::{collections::BTreeMap, ops::ControlFlow};

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::{
    FileKind, MOST_CELLS, ReadError, ReadOptions, STEP, Sheets, about_encoding, decode_markup,
    reach::Reach, tell, too_many,
};
use crate::import::{Cell, CellAt, Lines, Merged, Progress, Sheet, Value};

/// The most columns and rows a cell may span, as browsers have it.
const MOST_ACROSS: u32 = 1000;
const MOST_DOWN: u32 = 65534;
/// Tables inside tables beyond this depth are read as their parent's text.
const DEEPEST: usize = 64;

/// The tables of a page.
pub(super) fn sheets(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let decoded = decode_markup(file, bytes, options, &["charset="])?;
    let findings = about_encoding(file, &decoded);
    let mut emitter = DefaultEmitter::default();
    // What stands in a script is no markup.
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    let tokens = Tokenizer::new_with_emitter(&*decoded.text, emitter);
    for (seen, token) in tokens.enumerate() {
        if seen.is_multiple_of(STEP) {
            tell(file, progress, seen as u64, 0)?;
        }
        match token {
            Ok(Token::StartTag(tag)) => page.open(&tag),
            Ok(Token::EndTag(tag)) => page.close(&tag.name),
            Ok(Token::String(text)) => page.text(&String::from_utf8_lossy(&text)),
            Ok(_) | Err(_) => {}
        }
        if page.cells > MOST_CELLS {
            return Err(too_many(file, ""));
        }
    }
    let frame = page.frame;
    let sheets = page.finish();
    if sheets.is_empty() {
        return Err(ReadError::NotATable {
            file: file.to_owned(),
            found: if frame {
                FileKind::WebFrame
            } else {
                FileKind::Html
            },
        });
    }
    Ok((sheets, findings))
}

/// A page as far as it is read.
#[derive(Default)]
struct Page {
    /// Tables that are open, the innermost last.
    open: Vec<Table>,
    /// Tables by the order in which they began.
    done: BTreeMap<usize, Table>,
    begun: usize,
    /// Cells of all tables.
    cells: usize,
    /// The page only frames others.
    frame: bool,
    /// The name of the tag whose text is none of the page: a script, a style.
    silent: Option<Vec<u8>>,
}

#[derive(Default)]
struct Table {
    number: usize,
    caption: String,
    cells: Vec<Cell>,
    merged: Vec<Merged>,
    hidden_rows: Vec<Lines>,
    hidden_columns: Vec<Lines>,
    /// How many columns the page has described.
    described: u32,
    /// The row that is next or open, and the first column that is free in it.
    row: u32,
    column: u32,
    row_open: bool,
    /// Columns that cells of earlier rows reach into.
    taken: Reach,
    writing: Writing,
}

/// Where the text goes.
#[derive(Default)]
enum Writing {
    #[default]
    Nowhere,
    Caption,
    Cell(Open),
}

struct Open {
    from: CellAt,
    to: CellAt,
    /// The number Excel keeps beside the text that it shows.
    number: Option<f64>,
    text: String,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        if self.silent.is_some() {
            return;
        }
        match tag.name.as_slice() {
            b"script" | b"style" | b"title" if !tag.self_closing => {
                self.silent = Some(tag.name.0.clone());
            }
            b"table" if self.open.len() < DEEPEST => {
                self.open.push(Table {
                    number: self.begun,
                    ..Table::default()
                });
                self.begun += 1;
            }
            b"br" | b"p" | b"div" | b"li" => self.text(" "),
            b"frameset" | b"frame" => self.frame = true,
            name => {
                let Some(table) = self.open.last_mut() else {
                    return;
                };
                match name {
                    b"tr" => {
                        self.cells += table.next_row();
                        if is_hidden(tag) {
                            Lines::add(&mut table.hidden_rows, table.row, table.row);
                        }
                    }
                    b"col" => table.next_column(tag),
                    b"td" | b"th" => {
                        self.cells += table.end_cell();
                        table.begin_cell(tag);
                    }
                    b"caption" => table.writing = Writing::Caption,
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some(silent) = &self.silent {
            if silent == name {
                self.silent = None;
            }
            return;
        }
        let Some(table) = self.open.last_mut() else {
            return;
        };
        match name {
            b"table" => {
                self.cells += table.end_cell();
                if let Some(table) = self.open.pop() {
                    self.done.insert(table.number, table);
                }
            }
            b"tr" => self.cells += table.end_row(),
            b"td" | b"th" => self.cells += table.end_cell(),
            b"caption" => table.writing = Writing::Nowhere,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        if let Some(table) = self.open.last_mut() {
            match &mut table.writing {
                Writing::Nowhere => {}
                Writing::Caption => table.caption.push_str(text),
                Writing::Cell(open) => open.text.push_str(text),
            }
        }
    }

    /// The tables that have something in them. A page may end without closing its last ones.
    fn finish(mut self) -> Vec<Sheet> {
        for mut table in std::mem::take(&mut self.open) {
            table.end_cell();
            self.done.insert(table.number, table);
        }
        let mut tables: Vec<Table> = self.done.into_values().collect();
        tables.retain(|table| !table.cells.is_empty());
        let several = tables.len() > 1;
        let sheet = |(number, table): (usize, Table)| {
            let caption = joined(&table.caption);
            let number = if several {
                number.to_string()
            } else {
                String::new()
            };
            let mut sheet = Sheet {
                name: if caption.is_empty() { number } else { caption },
                cells: table.cells,
                merged: table.merged,
                hidden_rows: table.hidden_rows,
                hidden_columns: table.hidden_columns,
                ..Sheet::default()
            };
            sheet.tidy();
            sheet
        };
        (1..).zip(tables).map(sheet).collect()
    }
}

impl Table {
    fn next_row(&mut self) -> usize {
        let ended = self.end_row();
        self.row_open = true;
        ended
    }

    /// Ends a row, closed or not, and tells how many cells that gave.
    fn end_row(&mut self) -> usize {
        let ended = self.end_cell();
        if std::mem::take(&mut self.row_open) {
            self.row = self.row.saturating_add(1);
            self.column = 0;
            self.taken.begin_row(self.row);
        }
        ended
    }

    /// What the page says of columns before the first row.
    fn next_column(&mut self, tag: &StartTag<()>) {
        let span = attribute(tag, b"span").and_then(|it| it.trim().parse::<u32>().ok());
        let span = span.unwrap_or(1).clamp(1, MOST_ACROSS);
        let first = self.described;
        self.described = first.saturating_add(span);
        if is_hidden(tag) {
            Lines::add(&mut self.hidden_columns, first, self.described - 1);
        }
    }

    fn begin_cell(&mut self, tag: &StartTag<()>) {
        self.row_open = true;
        self.column = self.taken.free(self.column);
        let spans = |name: &[u8], most: u32| {
            let said = attribute(tag, name).and_then(|it| it.trim().parse::<u32>().ok());
            said.unwrap_or(1).clamp(1, most) - 1
        };
        let from = CellAt {
            row: self.row,
            column: self.column,
        };
        let to = CellAt {
            row: self.row.saturating_add(spans(b"rowspan", MOST_DOWN)),
            column: self.column.saturating_add(spans(b"colspan", MOST_ACROSS)),
        };
        if to.row > from.row {
            self.taken
                .take(from.column, to.column, to.row.saturating_add(1));
        }
        self.column = to.column.saturating_add(1);
        let number = attribute(tag, b"x:num").and_then(|it| it.trim().parse().ok());
        self.writing = Writing::Cell(Open {
            from,
            to,
            number: number.filter(|number: &f64| number.is_finite()),
            text: String::new(),
        });
    }

    /// Ends a cell, closed or not; 1 if it had something in it.
    fn end_cell(&mut self) -> usize {
        let Writing::Cell(open) = std::mem::take(&mut self.writing) else {
            return 0;
        };
        let text = joined(&open.text);
        if text.is_empty() {
            return 0;
        }
        let value = open.number.map_or(Value::Text(text), Value::Number);
        let Open { from, to, .. } = open;
        if from != to {
            self.merged.push(Merged { from, to });
        }
        self.cells.push(Cell { at: from, value });
        1
    }
}

/// Not shown by a browser.
fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, b"style")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let style: String = style.split_whitespace().collect();
    attribute(tag, b"hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:collapse")
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let found = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(found).into_owned())
}

/// Text as a browser shows it: blanks and line ends in a row are one blank.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Result<Vec<Sheet>, ReadError> {
        let go_on = &mut |_| ControlFlow::Continue(());
        sheets("f", page.as_bytes(), &ReadOptions::default(), go_on).map(|(sheets, _)| sheets)
    }

    fn shown(sheet: &Sheet) -> Vec<String> {
        let cell = |it: &Cell| format!("{}={}", it.at, it.value.text());
        sheet.cells.iter().map(cell).collect()
    }

    #[test]
    fn spans_move_what_follows() {
        let sheets = read(
            "<table><tr><th rowspan=2>城市<th colspan='2'>R&amp;D<tr><td>人员<td>经费\
             <tr><td>北 京<td x:num=\"1.5\">2<td>3&nbsp;<br>4</table>",
        );
        let sheet = &sheets.unwrap()[0];
        assert_eq!(
            shown(sheet),
            [
                "A1=城市",
                "B1=R&D",
                "B2=人员",
                "C2=经费",
                "A3=北 京",
                "B3=1.5",
                "C3=3 4"
            ]
        );
        let merged: Vec<_> = sheet
            .merged
            .iter()
            .map(|it| format!("{}:{}", it.from, it.to))
            .collect();
        assert_eq!(merged, ["A1:A2", "B1:C1"]);
        assert_eq!(sheet.name, "");
    }

    #[test]
    fn tables_inside_tables_are_their_own() {
        let sheets = read(
            "<style>td{}</style><table><tr><td>外<table><caption>内表</caption><tr><td>a</td></tr></table>\
             <script>document.write('<td>no</td>')</script></td><td>b</table><table><tr><td>c",
        )
        .unwrap();
        let all: Vec<_> = sheets
            .iter()
            .map(|it| (it.name.as_str(), shown(it)))
            .collect();
        assert_eq!(
            all,
            [
                ("1", vec!["A1=外".to_owned(), "B1=b".to_owned()]),
                ("内表", vec!["A1=a".to_owned()]),
                ("3", vec!["A1=c".to_owned()]),
            ]
        );
    }

    #[test]
    fn absurd_spans_and_pages_without_tables() {
        let page = "<table><tr><td rowspan=4000000000 colspan=999999>a<td>b</table>";
        let sheet = &read(page).unwrap()[0];
        assert_eq!(shown(sheet), ["A1=a", "ALM1=b"]);
        let none = read("<html><p>no</p></html>");
        assert!(matches!(
            none,
            Err(ReadError::NotATable {
                found: FileKind::Html,
                ..
            })
        ));
    }

    #[test]
    fn hidden_lines_are_told_and_frames_have_no_table() {
        let sheets = read(
            "<table><col width=9><col span=2 style='width:0; DISPLAY : none'><tr><td>a<tr style='display:none'><td>b\
             <tr hidden><td>c<tr><td>d</table>",
        );
        let sheet = &sheets.unwrap()[0];
        assert_eq!(sheet.hidden_rows, [Lines { first: 1, last: 2 }]);
        assert_eq!(sheet.hidden_columns, [Lines { first: 1, last: 2 }]);
        assert_eq!(shown(sheet), ["A1=a", "A2=b", "A3=c", "A4=d"]);
        let frame = read("<html><frameset><frame src=a.files/sheet001.htm></frameset></html>");
        let found = |it| {
            matches!(
                it,
                Err(ReadError::NotATable {
                    found: FileKind::WebFrame,
                    ..
                })
            )
        };
        assert!(found(frame));
    }
}
