//! In which order derived variables can be computed.

use std::collections::BTreeMap;

use super::BoundFormula;
use crate::engine::VariableId;

/// Derived variables that come from themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The chain: each comes from the next, the last from the first.
    pub variables: Vec<VariableId>,
    /// Where in the formula of the first the second is referred to.
    pub position: usize,
}

/// A formula on the way down: its place in the list, and how many of its references are seen to.
struct Visit {
    at: usize,
    next: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// The places in the list, each after those it comes from, otherwise in the order of variables.
/// Of several formulas for one variable only the last is in it.
pub fn order(formulas: &[(VariableId, BoundFormula)]) -> Result<Vec<usize>, Cycle> {
    let places: BTreeMap<VariableId, usize> = formulas
        .iter()
        .enumerate()
        .map(|(at, (variable, _))| (*variable, at))
        .collect();
    // What each comes from, with the position of the reference.
    let sources: Vec<Vec<(usize, usize)>> = formulas
        .iter()
        .map(|(_, formula)| sources(formula, &places))
        .collect();
    let mut marks = vec![Mark::New; formulas.len()];
    let mut done = Vec::with_capacity(places.len());
    for &start in places.values() {
        walk(start, &sources, &mut marks, &mut done)
            .map_err(|chain| cycle(&chain, formulas, &sources))?;
    }
    Ok(done)
}

fn sources(formula: &BoundFormula, places: &BTreeMap<VariableId, usize>) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<VariableId, usize> = BTreeMap::new();
    for (variable, position) in formula.references() {
        first.entry(variable).or_insert(position);
    }
    first
        .into_iter()
        .filter_map(|(variable, position)| Some((*places.get(&variable)?, position)))
        .collect()
}

/// Walks down from a formula, without recursion as chains may be long; the chain of a cycle is the error.
fn walk(
    start: usize,
    sources: &[Vec<(usize, usize)>],
    marks: &mut [Mark],
    done: &mut Vec<usize>,
) -> Result<(), Vec<usize>> {
    let mut path = Vec::new();
    enter(start, marks, &mut path);
    while let Some(visit) = path.last_mut() {
        let at = visit.at;
        let next = sources.get(at).and_then(|all| all.get(visit.next));
        visit.next += 1;
        match next {
            None => {
                path.pop();
                done.push(at);
                if let Some(mark) = marks.get_mut(at) {
                    *mark = Mark::Done;
                }
            }
            Some(&(source, _)) if marks.get(source) == Some(&Mark::Open) => {
                let from = path.iter().position(|visit| visit.at == source);
                let chain = path.iter().skip(from.unwrap_or(0));
                return Err(chain.map(|visit| visit.at).collect());
            }
            Some(&(source, _)) => enter(source, marks, &mut path),
        }
    }
    Ok(())
}

/// Puts a formula on the path unless it has been there.
fn enter(at: usize, marks: &mut [Mark], path: &mut Vec<Visit>) {
    if let Some(mark) = marks.get_mut(at).filter(|mark| **mark == Mark::New) {
        *mark = Mark::Open;
        path.push(Visit { at, next: 0 });
    }
}

fn cycle(
    chain: &[usize],
    formulas: &[(VariableId, BoundFormula)],
    sources: &[Vec<(usize, usize)>],
) -> Cycle {
    let variables = chain
        .iter()
        .filter_map(|&at| formulas.get(at))
        .map(|(variable, _)| *variable)
        .collect();
    let first = chain.first().and_then(|&at| sources.get(at));
    let second = chain.get(1).or(chain.first());
    let position = first
        .into_iter()
        .flatten()
        .find(|(source, _)| Some(source) == second)
        .map_or(0, |&(_, position)| position);
    Cycle {
        variables,
        position,
    }
}
