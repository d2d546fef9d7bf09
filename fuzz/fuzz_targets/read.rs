//! What all targets do.

use std::ops::ControlFlow;

use heng::import::{
    Layout, Password, ReadOptions, expert_weights, judgements, outline, read_bytes, recognise,
    sheet_map::{Corrections, map_sheet},
};

/// Reads bytes that begin as a format does, and uses what comes of it as the window would.
pub(crate) fn read(name: &str, beginning: &[u8], bytes: &[u8]) {
    let whole;
    let bytes = if bytes.starts_with(beginning) {
        bytes
    } else {
        whole = [beginning, bytes].concat();
        &whole
    };
    let go_on = &mut |_| ControlFlow::Continue(());
    let options = ReadOptions {
        password: Password::new("密码 Pass1"),
        ..ReadOptions::default()
    };
    let Ok(book) = read_bytes(name, bytes, &options, go_on) else {
        return;
    };
    for sheet in &book.sheets {
        assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at));
        map_sheet(sheet, name, &Corrections::default());
    }
    recognise(&book, &Layout::default()).ok();
    outline(&book, None).ok();
    judgements(&book, None).ok();
    expert_weights(&book, None).ok();
}
