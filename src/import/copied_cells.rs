//! Cells as spreadsheets put them on the clipboard.

/// The cells of a text from the clipboard, row by row: a tab between cells, a line a row. A cell that
/// begins with a quote ends with one, may hold tabs and line breaks, and has its own quotes twice.
///
/// ```
/// use heng::import::copied_cells;
/// assert_eq!(copied_cells("1\t2\r\n\t4\r\n"), [["1", "2"], ["", "4"]]);
/// assert_eq!(copied_cells("\"a\tb \"\"c\"\"\"\n\n5"), [["a\tb \"c\""], [""], ["5"]]);
/// assert!(copied_cells("").is_empty());
/// ```
pub fn copied_cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut begun) = (false, false);
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if !begun => quoted = true,
            '\t' if !quoted => {
                row.push(std::mem::take(&mut cell));
                begun = false;
                continue;
            }
            '\r' if !quoted && rest.peek() == Some(&'\n') => continue,
            '\r' | '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                begun = false;
                continue;
            }
            other => cell.push(other),
        }
        begun = true;
    }
    if begun || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
