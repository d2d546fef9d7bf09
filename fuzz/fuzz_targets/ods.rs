//! Bytes that begin like .ods.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.ods", b"PK\x03\x04", bytes));
