//! Who is tied to whom: the edges of a relation, packed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Column, Period};

/// The edges of a relation sheet (关系表) between named nodes, in the order of the sheet.
///
/// Names of nodes, kinds and periods are held once each, in the order in which edges first tell
/// them, and nodes without any edge behind the others. So the same edges are always the same value.
///
/// ```
/// use heng::engine::{Edge, EdgesBuilder, Period};
/// let mut builder = EdgesBuilder::default();
/// let edge = Edge { source: "甲", target: "乙", kind: None, period: &Period::Year(2020), weight: Some(3.0) };
/// assert!(builder.push(&edge));
/// builder.node("丙");
/// let edges = builder.done();
/// assert_eq!(edges.get(0), Some(edge));
/// assert_eq!((edges.len(), edges.nodes()), (1, ["甲", "乙", "丙"].map(String::from).as_slice()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Packed", into = "Packed")]
pub struct Edges(Packed);

/// An edge (边).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge<'a> {
    /// The node it begins at; of an undirected relation, one of the two.
    pub source: &'a str,
    /// The node it ends at.
    pub target: &'a str,
    /// What kind of tie it is, where the sheet says so.
    pub kind: Option<&'a str>,
    /// When it holds.
    pub period: &'a Period,
    /// How strong it is, where the sheet says so.
    pub weight: Option<f64>,
}

/// Edges being put together.
#[derive(Debug, Default)]
pub struct EdgesBuilder {
    places: BTreeMap<String, u32>,
    kind_places: BTreeMap<String, u32>,
    period_places: BTreeMap<Period, u32>,
    alone: Vec<String>,
    weights: Vec<Option<f64>>,
    packed: Packed,
}

/// The columns, one entry an edge; a kind is counted from 1, and 0 is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Packed {
    nodes: Vec<String>,
    kinds: Vec<String>,
    periods: Vec<Period>,
    sources: Vec<u32>,
    targets: Vec<u32>,
    kind: Vec<u32>,
    period: Vec<u32>,
    weights: Column,
}

/// The columns do not fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the columns of edges do not fit each other")]
pub struct UnfitEdges;

impl Edges {
    /// How many edges there are.
    pub fn len(&self) -> usize {
        self.0.sources.len()
    }

    /// Whether there is no edge.
    pub fn is_empty(&self) -> bool {
        self.0.sources.is_empty()
    }

    /// The names of the nodes; [`Self::ends`] counts in these.
    pub fn nodes(&self) -> &[String] {
        &self.0.nodes
    }

    /// The kinds of ties, each once.
    pub fn kinds(&self) -> &[String] {
        &self.0.kinds
    }

    /// The periods, each once and in order.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods = self.0.periods.clone();
        periods.sort();
        periods
    }

    /// An edge.
    pub fn get(&self, at: usize) -> Option<Edge<'_>> {
        let packed = &self.0;
        let name = |places: &[u32]| {
            let place = usize::try_from(*places.get(at)?).ok()?;
            packed.nodes.get(place).map(String::as_str)
        };
        let kind = packed.kind.get(at)?.checked_sub(1);
        let kind = kind.and_then(|it| packed.kinds.get(usize::try_from(it).ok()?));
        let period = usize::try_from(*packed.period.get(at)?).ok()?;
        Some(Edge {
            source: name(&packed.sources)?,
            target: name(&packed.targets)?,
            kind: kind.map(String::as_str),
            period: packed.periods.get(period)?,
            weight: packed.weights.get(at),
        })
    }

    /// All edges in the order of the sheet.
    pub fn iter(&self) -> impl Iterator<Item = Edge<'_>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Source and target of each edge, as places in [`Self::nodes`].
    pub fn ends(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let targets = self.0.targets.iter().copied();
        self.0.sources.iter().copied().zip(targets)
    }

    /// How many nodes no edge touches.
    pub fn alone(&self) -> usize {
        let met = self.ends().map(|(source, target)| source.max(target));
        let met = met.max().and_then(|it| usize::try_from(it).ok());
        self.0.nodes.len() - met.map_or(0, |it| it + 1)
    }

    /// The sum of all weights in the order of the edges; none where no edge has one.
    pub fn total_weight(&self) -> Option<f64> {
        let mut weights = self.0.weights.observed().peekable();
        weights.peek()?;
        Some(weights.sum())
    }
}

impl EdgesBuilder {
    /// Adds an edge; false, and nothing added, if an end has no name or there is no room for more. An
    /// empty kind is none, and a weight that is no finite number is none.
    pub fn push(&mut self, edge: &Edge<'_>) -> bool {
        let full = self.packed.sources.len() >= usize::try_from(u32::MAX / 4).unwrap_or(usize::MAX);
        if edge.source.is_empty() || edge.target.is_empty() || full {
            return false;
        }
        let packed = &mut self.packed;
        for (name, places) in [
            (edge.source, &mut packed.sources),
            (edge.target, &mut packed.targets),
        ] {
            places.push(place_of(&mut self.places, &mut packed.nodes, name));
        }
        let kind = edge.kind.filter(|it| !it.is_empty());
        let kinds = &mut self.kind_places;
        let kind = kind.map_or(0, |it| place_of(kinds, &mut packed.kinds, it) + 1);
        packed.kind.push(kind);
        // A period is what its text says, so that it can be kept as text.
        let period = Period::from(edge.period.to_string());
        let place = self.period_places.get(&period).copied();
        let place = place.unwrap_or_else(|| {
            let place = count(packed.periods.len());
            packed.periods.push(period.clone());
            self.period_places.insert(period, place);
            place
        });
        packed.period.push(place);
        self.weights
            .push(edge.weight.filter(|weight| weight.is_finite()));
        true
    }

    /// Adds a node that may have no edge.
    pub fn node(&mut self, name: &str) {
        if !name.is_empty() {
            self.alone.push(name.to_owned());
        }
    }

    /// The edges.
    pub fn done(mut self) -> Edges {
        for name in self.alone {
            place_of(&mut self.places, &mut self.packed.nodes, &name);
        }
        self.packed.weights = self.weights.into();
        Edges(self.packed)
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Where a name stands, added if it is new.
fn place_of(places: &mut BTreeMap<String, u32>, names: &mut Vec<String>, name: &str) -> u32 {
    if let Some(place) = places.get(name) {
        return *place;
    }
    let place = count(names.len());
    names.push(name.to_owned());
    places.insert(name.to_owned(), place);
    place
}

impl TryFrom<Packed> for Edges {
    type Error = UnfitEdges;

    /// Builds them anew, so that whatever order a file has them in, they are the same value.
    fn try_from(packed: Packed) -> Result<Self, UnfitEdges> {
        let read = Self(packed);
        let packed = &read.0;
        let len = read.len();
        let columns = [packed.targets.len(), packed.kind.len(), packed.period.len()];
        if columns.iter().any(|it| *it != len) || packed.weights.len() != len {
            return Err(UnfitEdges);
        }
        let mut builder = EdgesBuilder::default();
        for at in 0..len {
            let kind = packed.kind.get(at).copied().unwrap_or(0);
            let known = usize::try_from(kind).is_ok_and(|it| it <= packed.kinds.len());
            let edge = read.get(at).filter(|_| known).ok_or(UnfitEdges)?;
            if !builder.push(&edge) {
                return Err(UnfitEdges);
            }
        }
        for node in &packed.nodes {
            builder.node(node);
        }
        Ok(builder.done())
    }
}

impl From<Edges> for Packed {
    fn from(edges: Edges) -> Self {
        edges.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge<'a>(source: &'a str, target: &'a str, period: &'a Period) -> Edge<'a> {
        Edge {
            source,
            target,
            kind: None,
            period,
            weight: None,
        }
    }

    #[test]
    fn nodes_without_edges_stand_last_and_survive() {
        let mut builder = EdgesBuilder::default();
        builder.node("alone");
        builder.node("b");
        assert!(builder.push(&edge("a", "b", &Period::Undated)));
        assert!(!builder.push(&edge("a", "", &Period::Undated)));
        let edges = builder.done();
        assert_eq!(edges.nodes(), ["a", "b", "alone"]);
        assert_eq!((edges.len(), edges.alone()), (1, 1));
        assert_eq!(edges.total_weight(), None);
        let json = serde_json::to_string(&edges).unwrap();
        assert_eq!(serde_json::from_str::<Edges>(&json).unwrap(), edges);
    }

    #[test]
    fn columns_that_do_not_fit_are_refused() {
        let mut builder = EdgesBuilder::default();
        builder.push(&edge("a", "b", &Period::Year(2020)));
        let json = serde_json::to_string(&builder.done()).unwrap();
        for (from, to) in [
            (r#""sources":[0]"#, r#""sources":[7]"#),
            (r#""sources":[0]"#, r#""sources":[0,1]"#),
            (r#""kind":[0]"#, r#""kind":[1]"#),
            (r#""period":[0]"#, r#""period":[1]"#),
            (r#""weights":[null]"#, r#""weights":[]"#),
            (r#""nodes":["a","b"]"#, r#""nodes":["a",""]"#),
        ] {
            assert!(json.contains(from), "{json}");
            let wrong = json.replace(from, to);
            assert!(serde_json::from_str::<Edges>(&wrong).is_err(), "{wrong}");
        }
    }
}
