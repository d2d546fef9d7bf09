//! Bytes that begin like .csv.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.csv", b"", bytes));
