//! From words in a file to the things they mean: by code, else name, else path.

use super::{Dataset, Unit, Variable};
use crate::engine::{Framework, NodeId};

/// Why a word means nothing, or too much.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// Nothing is called so.
    #[error("nothing is called {name:?}")]
    Unknown {
        /// The word.
        name: String,
        /// The nearest one that would be understood.
        nearest: Option<String>,
    },
    /// Several things are called so.
    #[error("several things are called {name:?}")]
    Ambiguous {
        /// The word.
        name: String,
    },
}

/// The word nearest to `word`, if any is near enough to be meant.
///
/// ```
/// use heng::project::nearest;
/// assert_eq!(nearest("normalize", ["weights", "normalise"]).as_deref(), Some("normalise"));
/// assert_eq!(nearest("colour", ["weights", "normalise"]), None);
/// ```
pub fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let scored = words.into_iter().map(|candidate| {
        (
            strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()),
            candidate,
        )
    });
    let best = scored.fold(
        None,
        |best: Option<(f64, &str)>, (score, candidate)| match best {
            Some((top, _)) if top >= score => best,
            _ => Some((score, candidate)),
        },
    );
    best.filter(|(score, _)| *score >= 0.5)
        .map(|(_, candidate)| candidate.to_owned())
}

fn one<T: Copy>(name: &str, found: &[T]) -> Result<Option<T>, LookupError> {
    match found {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(LookupError::Ambiguous {
            name: name.to_owned(),
        }),
    }
}

/// A node by code, else name, else path `A/B` below the index.
pub fn find_node(framework: &Framework, name: &str) -> Result<NodeId, LookupError> {
    let nodes = framework.nodes();
    let by = |matches: &dyn Fn(NodeId, &str, &str) -> bool| -> Vec<NodeId> {
        nodes
            .iter()
            .filter(|node| matches(node.id, &node.code, &node.name))
            .map(|node| node.id)
            .collect()
    };
    for found in [
        by(&|_, code, _| code == name),
        by(&|_, _, full| full == name),
        by(&|id, _, _| framework.path_of(id) == name),
    ] {
        if let Some(id) = one(name, &found)? {
            return Ok(id);
        }
    }
    let known = nodes
        .iter()
        .flat_map(|node| [node.code.as_str(), node.name.as_str()]);
    Err(LookupError::Unknown {
        name: name.to_owned(),
        nearest: nearest(name, known),
    })
}

/// A unit by key, else label, else alias.
pub fn find_unit<'a>(dataset: &'a Dataset, name: &str) -> Result<&'a Unit, LookupError> {
    let by = |matches: &dyn Fn(&Unit) -> bool| -> Vec<&'a Unit> {
        dataset.units.iter().filter(|unit| matches(unit)).collect()
    };
    for found in [
        by(&|unit| unit.key == name),
        by(&|unit| unit.answers_to(name)),
    ] {
        if let Some(unit) = one(name, &found)? {
            return Ok(unit);
        }
    }
    let known = dataset
        .units
        .iter()
        .flat_map(|unit| [unit.key.as_str(), unit.label.as_str()]);
    Err(LookupError::Unknown {
        name: name.to_owned(),
        nearest: nearest(name, known),
    })
}

/// A variable by code, else name.
pub fn find_variable<'a>(dataset: &'a Dataset, name: &str) -> Result<&'a Variable, LookupError> {
    let by = |matches: &dyn Fn(&Variable) -> bool| -> Vec<&'a Variable> {
        dataset
            .variables
            .iter()
            .filter(|variable| matches(variable))
            .collect()
    };
    for found in [
        by(&|variable| variable.code == name),
        by(&|variable| variable.name == name),
    ] {
        if let Some(variable) = one(name, &found)? {
            return Ok(variable);
        }
    }
    let known = dataset
        .variables
        .iter()
        .flat_map(|variable| [variable.code.as_str(), variable.name.as_str()]);
    Err(LookupError::Unknown {
        name: name.to_owned(),
        nearest: nearest(name, known),
    })
}
