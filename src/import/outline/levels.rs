//! A framework with a column for each level: blanks take the name above.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use super::{header::Role, rows::Rows, tree::Draft};
use crate::import::{CellAt, OutlineNode, Problem};

/// Reads the nodes; each stands after its parent.
pub(super) fn read(rows: &mut Rows<'_>) -> Vec<Draft> {
    let levels = rows.header.levels();
    let mut nodes: Vec<Draft> = Vec::new();
    let mut children: HashMap<(Option<usize>, String), usize> = HashMap::new();
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    let mut described = BTreeSet::new();
    let mut codes = Codes::default();
    for row in rows.numbers() {
        let names: Vec<(usize, u32, String)> = levels
            .iter()
            .map(|(level, column)| (*level, *column, rows.text(row, *column)))
            .filter(|(_, _, name)| !name.is_empty())
            .collect();
        let Some(deepest) = names.last().map(|(level, ..)| *level) else {
            continue;
        };
        for (level, column, name) in names {
            let parent = open.range(..level).next_back().map(|(_, node)| *node);
            let at = CellAt { row, column };
            let known = children.get(&(parent, name.clone())).copied();
            // A heading may be said again; an indicator may not.
            if let Some(first) = known
                && level == deepest
                && described.contains(&first)
            {
                let first = nodes.get(first).map_or(at, |it| it.node.at);
                rows.tell(at, Problem::RepeatedCode { code: name, first });
                open.split_off(&level);
                continue;
            }
            let node = known.unwrap_or_else(|| {
                let node = OutlineNode {
                    name: name.clone(),
                    at,
                    ..OutlineNode::default()
                };
                nodes.push(Draft::new(node, parent));
                nodes.len() - 1
            });
            children.insert((parent, name), node);
            open.split_off(&level);
            open.insert(level, node);
            let weight = rows.weight(row, Role::LevelWeight(level));
            let Some(draft) = nodes.get_mut(node) else {
                continue;
            };
            if weight.is_some() && draft.node.weight.is_none() {
                draft.node.weight = weight;
            }
            if level == deepest {
                rows.describe(row, &mut draft.node);
                draft.node.code = codes.of(rows, row);
                described.insert(node);
            }
        }
    }
    nodes
}

/// The codes read so far, and the cell of each.
#[derive(Default)]
struct Codes(HashMap<String, CellAt>);

impl Codes {
    /// The code of a row; empty, and told, where an earlier node has it.
    fn of(&mut self, rows: &mut Rows<'_>, row: u32) -> String {
        let code = rows.role_text(row, Role::Code);
        if code.is_empty() {
            return code;
        }
        let at = rows.place(row, Role::Code);
        match self.0.entry(code) {
            Entry::Vacant(free) => {
                let code = free.key().clone();
                free.insert(at);
                code
            }
            Entry::Occupied(taken) => {
                let code = taken.key().clone();
                let first = *taken.get();
                rows.tell(at, Problem::RepeatedCode { code, first });
                String::new()
            }
        }
    }
}
