//! Edges with where they stand and what else is said of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{engine::Edges, import::CellAt};

/// Edges, the cell of each, and their further columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EdgeList {
    /// Who is tied to whom.
    pub edges: Edges,
    /// Where each edge stands: of a list the cell of its source, or of its weight where each period
    /// has a column; of a matrix the cell itself.
    pub cells: Vec<CellAt>,
    /// The further columns.
    pub attributes: Vec<EdgeAttribute>,
}

/// A further column of a relation sheet. Texts are held once each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeAttribute {
    /// The header.
    pub name: String,
    texts: Vec<String>,
    /// One entry an edge, counted from 1 in the texts; 0 is none.
    places: Vec<u32>,
}

/// An attribute being put together.
#[derive(Debug, Default)]
pub struct AttributeBuilder {
    known: BTreeMap<String, u32>,
    attribute: EdgeAttribute,
}

impl EdgeList {
    /// Whether every edge has a cell and one place in each attribute.
    pub fn is_whole(&self) -> bool {
        let len = self.edges.len();
        let fits = |it: &EdgeAttribute| {
            it.places.len() == len
                && it
                    .places
                    .iter()
                    .all(|place| usize::try_from(*place).is_ok_and(|it2| it2 <= it.texts.len()))
        };
        self.cells.len() == len && self.attributes.iter().all(fits)
    }
}

impl EdgeAttribute {
    /// What is said of an edge.
    pub fn get(&self, edge: usize) -> Option<&str> {
        let place = self.places.get(edge)?.checked_sub(1)?;
        let text = self.texts.get(usize::try_from(place).ok()?)?;
        Some(text)
    }
}

impl AttributeBuilder {
    /// A column without edges yet.
    pub fn new(name: &str) -> Self {
        let mut builder = Self::default();
        name.clone_into(&mut builder.attribute.name);
        builder
    }

    /// What is said of the next edge; an empty text is none.
    pub fn push(&mut self, text: Option<&str>) {
        let attribute = &mut self.attribute;
        let place = text.filter(|it| !it.is_empty()).map_or(0, |text| {
            if let Some(place) = self.known.get(text) {
                return *place;
            }
            attribute.texts.push(text.to_owned());
            let place = u32::try_from(attribute.texts.len()).unwrap_or(u32::MAX);
            self.known.insert(text.to_owned(), place);
            place
        });
        attribute.places.push(place);
    }

    /// The column.
    pub fn done(self) -> EdgeAttribute {
        self.attribute
    }
}
