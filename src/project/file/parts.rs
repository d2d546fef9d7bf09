//! The parts of a project file, to and from bytes.

use super::{OpenError, pack::pack, unpack::unpack};
use crate::project::Document;

/// The bytes of a project file. The same document gives the same bytes.
pub fn write_parts(document: &Document) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    Ok(pack(document, None, &[])?.bytes)
}

/// The document of a project file's bytes; `file` is its name in errors.
pub fn read_parts(file: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    Ok(unpack(file, bytes)?.document)
}
