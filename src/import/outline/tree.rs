//! From nodes in sheet order to a tree in the order people see it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::import::{OutlineKind, OutlineNode};

/// A node whose parent is known by its place in the sheet.
pub(super) struct Draft {
    pub(super) node: OutlineNode,
    pub(super) parent: Option<usize>,
}

impl Draft {
    pub(super) fn new(node: OutlineNode, parent: Option<usize>) -> Self {
        Self { node, parent }
    }
}

/// Sorts parents before children, siblings in sheet order, and gives every node a code of its own.
/// There is no circle.
pub(super) fn grow(mut drafts: Vec<Draft>) -> Vec<OutlineNode> {
    give_codes(&mut drafts);
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        children.entry(draft.parent).or_default().push(place);
    }
    let below = |place| children.get(&place).into_iter().flatten().rev().copied();
    let mut nodes = Vec::with_capacity(drafts.len());
    let mut new_places: HashMap<usize, usize> = HashMap::new();
    let mut waiting: Vec<usize> = below(None).collect();
    while let Some(place) = waiting.pop() {
        let Some(draft) = drafts.get(place) else {
            continue;
        };
        let mut node = draft.node.clone();
        node.parent = draft.parent.and_then(|it| new_places.get(&it)).copied();
        if children.contains_key(&Some(place)) {
            node.kind = OutlineKind::Aggregate;
        }
        new_places.insert(place, nodes.len());
        nodes.push(node);
        waiting.extend(below(Some(place)));
    }
    nodes
}

/// A node without a code is called by its name, or by its path where the name is not enough.
fn give_codes(drafts: &mut [Draft]) {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for draft in drafts.iter() {
        *uses.entry(called(&draft.node).to_owned()).or_default() += 1;
    }
    let paths: Vec<String> = (0..drafts.len()).map(|place| path(drafts, place)).collect();
    let given = drafts.iter().map(|it| it.node.code.clone());
    let mut taken: HashSet<String> = given.filter(|code| !code.is_empty()).collect();
    for (draft, path) in drafts.iter_mut().zip(paths) {
        if !draft.node.code.is_empty() {
            continue;
        }
        let name = draft.node.name.clone();
        let alone = uses.get(&name).is_none_or(|uses| *uses < 2);
        let wanted = if alone { name } else { path };
        // A name may look like another's path; a number then tells them apart.
        let mut code = wanted.clone();
        let mut number = 2;
        while !taken.insert(code.clone()) {
            code = format!("{wanted} ({number})");
            number += 1;
        }
        draft.node.code = code;
    }
}

fn called(node: &OutlineNode) -> &str {
    if node.code.is_empty() {
        &node.name
    } else {
        &node.code
    }
}

/// The names from the top, as `A/B`.
fn path(drafts: &[Draft], place: usize) -> String {
    let mut names = Vec::new();
    let mut at = Some(place);
    while let Some(draft) = at.and_then(|place| drafts.get(place)) {
        names.push(draft.node.name.as_str());
        at = draft.parent;
    }
    names.reverse();
    names.join("/")
}
