//! What all targets do.

use std::ops::ControlFlow;

use heng::import::{Layout, ReadOptions, outline, read_bytes, recognise};

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
    let Ok(book) = read_bytes(name, bytes, &ReadOptions::default(), go_on) else {
        return;
    };
    for sheet in &book.sheets {
        assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at));
    }
    recognise(&book, &Layout::default()).ok();
    outline(&book, None).ok();
}
