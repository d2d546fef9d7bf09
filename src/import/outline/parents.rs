//! A framework with a row a node, each naming its parent; `iMeta` of `COINr` among them.

use std::collections::{HashMap, HashSet};

use super::{header::Role, rows::Rows, tree::Draft};
use crate::import::{OtherColumn, OtherKind, OutlineKind, OutlineNode, Problem, words};

/// How alike two codes must be for one to be offered for the other.
const ALIKE: f64 = 0.6;

/// Reads the nodes, in sheet order, and the rows that are no part of the tree.
pub(super) fn read(rows: &mut Rows<'_>) -> (Vec<Draft>, Vec<OtherColumn>) {
    let mut nodes: Vec<Draft> = Vec::new();
    let mut parents: Vec<String> = Vec::new();
    let mut others = Vec::new();
    for row in rows.numbers() {
        let (code, name) = (
            rows.role_text(row, Role::Code),
            rows.role_text(row, Role::Name),
        );
        let shown = if name.is_empty() { code.clone() } else { name };
        if shown.is_empty() {
            continue;
        }
        let kind = rows.role_text(row, Role::Type);
        if let Some(kind) = other_kind(&kind) {
            let code = if code.is_empty() { shown.clone() } else { code };
            others.push(OtherColumn {
                code,
                name: shown,
                kind,
            });
            continue;
        }
        let parent = rows.role_text(row, Role::Parent);
        let named = if rows.header.column(Role::Name).is_some() {
            Role::Name
        } else {
            Role::Code
        };
        let mut node = OutlineNode {
            code,
            name: shown,
            at: rows.place(row, named),
            ..OutlineNode::default()
        };
        let same = nodes.iter().zip(&parents).find(|(it, its_parent)| {
            let same_code = it.node.code == node.code;
            same_code
                && (!node.code.is_empty() || (it.node.name == node.name && **its_parent == parent))
        });
        if let Some((first, _)) = same {
            let (role, code) = if node.code.is_empty() {
                (named, node.name)
            } else {
                (Role::Code, node.code)
            };
            let first = rows.place(first.node.at.row, role);
            let at = rows.place(row, role);
            rows.tell(at, Problem::RepeatedCode { code, first });
            continue;
        }
        rows.describe(row, &mut node);
        if matches!(words::key(&kind).as_str(), "aggregate" | "index") {
            node.kind = OutlineKind::Aggregate;
        }
        nodes.push(Draft::new(node, None));
        parents.push(parent);
    }
    find_parents(rows, &mut nodes, &parents);
    cut_circles(rows, &mut nodes);
    (nodes, others)
}

/// What a row of iMeta is that is neither indicator nor aggregate.
fn other_kind(kind: &str) -> Option<OtherKind> {
    match words::key(kind).as_str() {
        "" | "indicator" | "aggregate" | "index" | "指标" => None,
        "group" | "分组" => Some(OtherKind::Group),
        "denominator" | "分母" => Some(OtherKind::Denominator),
        _ => Some(OtherKind::Other),
    }
}

fn find_parents(rows: &mut Rows<'_>, nodes: &mut [Draft], parents: &[String]) {
    let mut places: HashMap<String, usize> = HashMap::new();
    let names = nodes.iter().map(|it| it.node.name.clone());
    let codes = nodes.iter().map(|it| it.node.code.clone());
    // Codes go before names, and the first before later ones.
    for (place, known) in names.enumerate().collect::<Vec<_>>().into_iter().rev() {
        places.insert(known, place);
    }
    for (place, known) in codes.enumerate().filter(|(_, code)| !code.is_empty()) {
        places.insert(known, place);
    }
    for (place, parent) in parents.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        let found = places.get(parent).copied();
        let Some(draft) = nodes.get_mut(place) else {
            continue;
        };
        draft.parent = found;
        if found.is_none() {
            let at = rows.place(draft.node.at.row, Role::Parent);
            let own = [&draft.node.code, &draft.node.name];
            let nearest = nearest(parent, places.keys().filter(|it| !own.contains(it)));
            let parent = parent.clone();
            rows.tell(at, Problem::UnknownParent { parent, nearest });
        }
    }
}

/// The likest of the names, if any is alike; of equally like ones the first by letters.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    let mut known: Vec<&String> = known.filter(|it| !it.is_empty()).collect();
    known.sort();
    let mut best: Option<(f64, &String)> = None;
    for other in known {
        let alike = strsim::normalized_damerau_levenshtein(&words::key(name), &words::key(other));
        if alike >= ALIKE && best.is_none_or(|(best, _)| alike > best) {
            best = Some((alike, other));
        }
    }
    best.map(|(_, other)| other.clone())
}

/// A node that is its own ancestor loses its parent, and is told.
fn cut_circles(rows: &mut Rows<'_>, nodes: &mut [Draft]) {
    let mut settled: HashSet<usize> = HashSet::new();
    for start in 0..nodes.len() {
        let mut way = HashSet::new();
        let mut at = Some(start);
        while let Some(place) = at.filter(|place| !settled.contains(place)) {
            if !way.insert(place) {
                if let Some(draft) = nodes.get_mut(place) {
                    draft.parent = None;
                    let cell = rows.place(draft.node.at.row, Role::Parent);
                    let node = &draft.node;
                    let code = if node.code.is_empty() {
                        &node.name
                    } else {
                        &node.code
                    };
                    let code = code.clone();
                    rows.tell(cell, Problem::Circle { code });
                }
                break;
            }
            at = nodes.get(place).and_then(|draft| draft.parent);
        }
        settled.extend(way);
    }
}
