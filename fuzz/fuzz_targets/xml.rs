//! Bytes that begin like .xml.
#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read(
    "f.xml",
    b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
    bytes
));
