//! Bytes that begin like .xls.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.xls", b"\xd0\xcf\x11\xe0", bytes));
