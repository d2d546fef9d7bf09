//! Bytes that begin like .xlsb.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.xlsb", b"PK\x03\x04", bytes));
