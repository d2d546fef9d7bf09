//! The files that data came from: kept, and dropped.

use std::sync::Arc;

use super::{ChoiceError, EditError, name_of};
use crate::project::{
    Document, FileBytes, LARGEST_ORIGINAL, LARGEST_ORIGINALS, Original, file::sha256,
};

/// Keeps a file in the project. One that is there already stays, under its new name.
pub(super) fn keep(
    document: &mut Document,
    file: &str,
    bytes: &FileBytes,
) -> Result<(), EditError> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name_of(name)?;
    let size = length(bytes);
    room(name, size, 0)?;
    let key = sha256(bytes.as_slice());
    let others = document.originals.iter().filter(|(it, _)| **it != key);
    room(name, size, others.map(|(_, it)| length(&it.bytes)).sum())?;
    let original = Original {
        file: name.to_owned(),
        bytes: bytes.clone(),
    };
    Arc::make_mut(&mut document.originals).insert(key, original);
    Ok(())
}

fn length(bytes: &FileBytes) -> u64 {
    bytes.as_slice().len() as u64
}

/// Whether there is room for a file beside others.
fn room(name: &str, size: u64, others: u64) -> Result<(), EditError> {
    let all = size.saturating_add(others);
    for (size, most) in [(size, LARGEST_ORIGINAL), (all, LARGEST_ORIGINALS)] {
        if size > most {
            let file = name.to_owned();
            return Err(ChoiceError::OriginalTooLarge { file, size, most }.into());
        }
    }
    Ok(())
}

pub(super) fn forget(document: &mut Document, key: &str) -> Result<(), EditError> {
    let gone = Arc::make_mut(&mut document.originals).remove(key);
    gone.map(|_| ()).ok_or(EditError::NoOriginal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_with_its_size() {
        let too_large = |size, most| {
            let file = "a".to_owned();
            Err(ChoiceError::OriginalTooLarge { file, size, most }.into())
        };
        assert_eq!(room("a", LARGEST_ORIGINAL, 0), Ok(()));
        let over = LARGEST_ORIGINAL + 1;
        assert_eq!(room("a", over, 0), too_large(over, LARGEST_ORIGINAL));
        let others = LARGEST_ORIGINALS;
        assert_eq!(
            room("a", 1, others),
            too_large(others + 1, LARGEST_ORIGINALS)
        );
    }
}
