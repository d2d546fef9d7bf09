//! What is unlike last time in several files, answered once for all of them.

use std::collections::BTreeMap;

use super::{Arrivals, FileId};
use crate::{
    app::incoming::Incoming,
    import::recipe::{Answer, Difference},
};

/// A difference from last time that one answer settles.
#[derive(Debug)]
pub(in crate::app) struct AskedOfSome {
    /// As the first of the files has it.
    pub difference: Difference,
    /// Of which files.
    pub files: Vec<FileId>,
}

/// All that is asked of files, each once.
#[derive(Debug, Default)]
pub(in crate::app) struct Asked {
    list: Vec<AskedOfSome>,
    places: BTreeMap<String, usize>,
}

impl Asked {
    /// In the order of the files.
    pub(in crate::app) fn list(&self) -> &[AskedOfSome] {
        &self.list
    }

    /// Adds what is unlike last time in a file.
    pub(super) fn add(&mut self, file: FileId, incoming: &Incoming) {
        let again = incoming.again_now().into_iter();
        for difference in again.flat_map(|it| it.replayed.asked()) {
            let Some(key) = difference.key() else {
                continue;
            };
            let known = self.places.get(&key).and_then(|at| self.list.get_mut(*at));
            if let Some(asked) = known {
                asked.files.push(file);
                continue;
            }
            self.places.insert(key, self.list.len());
            self.list.push(AskedOfSome {
                difference: difference.clone(),
                files: vec![file],
            });
        }
    }
}

impl Arrivals {
    /// Answers a difference wherever it is asked among files that go in together.
    pub(super) fn answer_all(&mut self, difference: &Difference, answer: &Answer) {
        let key = difference.key();
        for incoming in self.all_read() {
            let asks = |it: &&Difference| key.is_some() && it.key() == key;
            let again = incoming.again_now();
            let own = again.and_then(|it| it.replayed.asked().find(asks).cloned());
            if let Some(own) = own.filter(|_| incoming.left_out.is_none()) {
                incoming.answer(&own, answer);
            }
        }
    }
}
