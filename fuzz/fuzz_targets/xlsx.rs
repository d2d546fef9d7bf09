//! Bytes that begin like .xlsx.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.xlsx", b"PK\x03\x04", bytes));
