//! Encrypted workbooks: compound files, and archives that say of themselves that they are encrypted.
//! Start it with the files of `tests/fixtures/import/encrypted`, as nobody guesses a key.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read("f.xlsx", b"", bytes));
