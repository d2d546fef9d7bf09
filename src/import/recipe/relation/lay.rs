//! How a relation sheet lies now, by how the last one lay.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    KnownColumn, KnownRelation,
    heads::{Head, header_row, heads, places, renamed},
    matters,
};
use crate::import::{
    Sheet,
    recipe::{
        anchor::{Anchored, Landmarks},
        words,
    },
    relations::{RelationForm, RelationLayout, RelationRole},
};

/// The rows and columns of names of a matrix are looked for among so many.
const LINES: u32 = 60;

/// Where things are now.
#[derive(Default)]
pub(super) struct Lay {
    pub layout: RelationLayout,
    /// The known columns that were found, each with its place now.
    pub there: Vec<(KnownColumn, u32)>,
    /// Those that were not, each with the header that it may have now.
    pub gone: Vec<(KnownColumn, Option<Head>)>,
    /// How many parts that were left out are not there any more.
    pub nothing_left_out: usize,
}

impl KnownRelation {
    /// How a sheet is to be read; `left_out` are the parts that a person left out.
    pub(super) fn lay(&self, sheet: &Sheet, left_out: &[Anchored]) -> Lay {
        let mut lay = Lay::default();
        lay.layout.sheet = Some(sheet.name.clone());
        lay.layout.form = Some(self.form);
        match self.form {
            RelationForm::List => self.lay_list(sheet, &mut lay),
            RelationForm::Matrix if self.by_hand => self.lay_matrix(sheet, &mut lay.layout),
            RelationForm::Matrix => {}
        }
        let landmarks = Landmarks::of(sheet);
        for part in left_out {
            // A row of a list is no other row of the same source.
            let found = match self.form {
                RelationForm::List => landmarks.find_same(part),
                RelationForm::Matrix => landmarks.find(part),
            };
            match found {
                Some(found) => lay.layout.unused.push(found.area),
                None => lay.nothing_left_out += 1,
            }
        }
        lay
    }

    fn lay_list(&self, sheet: &Sheet, lay: &mut Lay) {
        let Some(row) = header_row(sheet, &self.columns) else {
            let gone = self.columns.iter().filter(|it| !it.dated);
            lay.gone = gone.map(|it| (it.clone(), None)).collect();
            return;
        };
        let heads = heads(sheet, row);
        let placed = places(&self.columns, &heads);
        let dated = self.columns.iter().any(|it| it.dated);
        let used: BTreeSet<u32> = placed.iter().flatten().copied().collect();
        let of_period = |it: &&Head| dated && it.is_dated();
        let mut free: Vec<&Head> = heads
            .iter()
            .filter(|it| !used.contains(&it.column))
            .collect();
        let weights = free.iter().filter(|it| of_period(it));
        let weights: Vec<u32> = weights.map(|it| it.column).collect();
        free.retain(|it| !of_period(it));
        let mut gone = Vec::new();
        for (known, place) in self.columns.iter().zip(placed) {
            match place {
                Some(place) => lay.there.push((known.clone(), place)),
                None if known.dated => {}
                None => gone.push(known),
            }
        }
        for (at, known) in gone.iter().enumerate() {
            let mut others = gone.iter().enumerate().filter(|(it, _)| *it != at);
            let others = others.by_ref().filter(|(_, it)| matters(it.role)).count();
            let now = renamed(known, others, &free).cloned();
            free.retain(|it| Some(it.column) != now.as_ref().map(|it| it.column));
            lay.gone.push(((*known).clone(), now));
        }
        let there = lay.there.iter().map(|(it, place)| (*place, it.role));
        let gone = lay.gone.iter();
        let gone = gone.filter_map(|(it, now)| Some((now.as_ref()?.column, it.role)));
        let weights = weights.into_iter().map(|it| (it, RelationRole::Weight));
        lay.layout.columns = there.chain(gone).chain(weights).collect();
        lay.layout.header_row = Some(row);
    }

    /// The names of a matrix, by the nodes of last time.
    fn lay_matrix(&self, sheet: &Sheet, layout: &mut RelationLayout) {
        let nodes = self.node_keys();
        let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
        let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
        for cell in &sheet.cells {
            if nodes.contains(&words::plain(&cell.value.text())) {
                *rows.entry(cell.at.row).or_default() += 1;
                *columns.entry(cell.at.column).or_default() += 1;
            }
        }
        let most = |lines: &BTreeMap<u32, usize>| {
            let first = lines.range(..LINES);
            let most = first.max_by_key(|(line, count)| (**count, std::cmp::Reverse(**line)));
            most.filter(|it| *it.1 > 1).map(|it| *it.0)
        };
        (layout.header_row, layout.names_column) = (most(&rows), most(&columns));
    }

    /// The names of the nodes as they are compared.
    pub(super) fn node_keys(&self) -> BTreeSet<String> {
        self.nodes.iter().map(|it| words::plain(it)).collect()
    }
}
