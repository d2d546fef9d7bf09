//! Bytes that begin like .html.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.html", b"<table>", bytes));
