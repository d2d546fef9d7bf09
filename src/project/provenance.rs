//! Where every imported number stands: file, sheet and cell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    engine::{Period, UnitId, VariableId},
    import::{CellAt, Status},
};

/// The origins of a dataset's columns. A plain cell costs nothing beyond its block's row map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The files that were read.
    pub sources: Vec<Source>,
    /// The tables taken from them.
    pub blocks: Vec<Block>,
    /// The columns of blocks from which each variable and period came, the latest first: a later
    /// table may bring some units only.
    pub origins: BTreeMap<VariableId, BTreeMap<Period, Vec<Origin>>>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its name without the folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The day on which it was first read, as 2026-05-17; none where nobody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<String>,
}

/// A table taken from a file: which row each unit had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where the file stands in [`Provenance::sources`].
    pub source: usize,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// The row of each unit, counted from 0; its column where units stand across.
    pub rows: BTreeMap<UnitId, u32>,
    /// Units stand across and variables down.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub across: bool,
}

/// A column of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Where the block stands in [`Provenance::blocks`].
    pub block: usize,
    /// Counted from 0; a row where units stand across.
    pub column: u32,
    /// The measure of the file, where its values were converted into that of the variable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Values that are said to be preliminary, revised and the like.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statuses: BTreeMap<UnitId, Status>,
    /// What stood where the text was not simply the number, or said that there is none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub raws: BTreeMap<UnitId, Box<str>>,
}

/// The cell of one observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellOrigin<'a> {
    /// The file.
    pub source: &'a Source,
    /// The sheet's name; empty for a text file.
    pub sheet: &'a str,
    /// The cell.
    pub at: CellAt,
    /// The measure there, where the value was converted into another one.
    pub measure: Option<&'a str>,
    /// How final the value is, where the file says so.
    pub status: Option<Status>,
    /// What stood there, where it was not simply the number.
    pub raw: Option<&'a str>,
}

impl Provenance {
    /// The cell an observation was read from; none if it was not read from a file.
    pub fn cell(
        &self,
        variable: VariableId,
        period: &Period,
        unit: UnitId,
    ) -> Option<CellOrigin<'_>> {
        let origins = self.origins.get(&variable)?.get(period)?;
        origins.iter().find_map(|origin| {
            let block = self.blocks.get(origin.block)?;
            let row = *block.rows.get(&unit)?;
            let source = self.sources.get(block.source)?;
            let (row, column) = if block.across {
                (origin.column, row)
            } else {
                (row, origin.column)
            };
            let at = CellAt { row, column };
            Some(CellOrigin {
                source,
                sheet: &block.sheet,
                at,
                measure: origin.measure.as_deref(),
                status: origin.statuses.get(&unit).copied(),
                raw: origin.raws.get(&unit).map(AsRef::as_ref),
            })
        })
    }

    /// Adds the latest origin of a variable in a period, and forgets those it covers wholly.
    pub fn add_origin(&mut self, variable: VariableId, period: &Period, origin: Origin) {
        let rows = |origin: &Origin| self.blocks.get(origin.block).map(|block| &block.rows);
        let covered = |older: &Origin| match (rows(older), rows(&origin)) {
            (Some(old), Some(new)) => old.keys().all(|unit| new.contains_key(unit)),
            _ => true,
        };
        let before = self
            .origins
            .get(&variable)
            .and_then(|periods| periods.get(period));
        let kept: Vec<Origin> = before
            .into_iter()
            .flatten()
            .filter(|older| !covered(older))
            .cloned()
            .collect();
        let origins = std::iter::once(origin).chain(kept).collect();
        self.origins
            .entry(variable)
            .or_default()
            .insert(period.clone(), origins);
    }

    /// Where a file stands among the sources, added if it is new. One that is known keeps the day on
    /// which it was first read.
    pub fn source_of(&mut self, file: &str, sha256: &str, read_on: Option<&str>) -> usize {
        let known = self
            .sources
            .iter()
            .position(|it| it.file == file && it.sha256 == sha256);
        known.unwrap_or_else(|| {
            self.sources.push(Source {
                file: file.to_owned(),
                sha256: sha256.to_owned(),
                read_on: read_on.map(ToOwned::to_owned),
            });
            self.sources.len() - 1
        })
    }

    /// Forgets where the values of a variable came from.
    pub(super) fn forget_variable(&mut self, variable: VariableId) {
        self.origins.remove(&variable);
        self.tidy();
    }

    /// Forgets where the values of a unit came from.
    pub(super) fn forget_unit(&mut self, unit: UnitId) {
        for block in &mut self.blocks {
            block.rows.remove(&unit);
        }
        let origins = self.origins.values_mut().flat_map(BTreeMap::values_mut);
        for origin in origins.flatten() {
            origin.statuses.remove(&unit);
            origin.raws.remove(&unit);
        }
    }

    /// Forgets blocks and files from which no column comes any more.
    pub fn tidy(&mut self) {
        let mut blocks = Vec::new();
        let mut sources: Vec<Source> = Vec::new();
        let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
        for origin in self
            .origins
            .values_mut()
            .flat_map(BTreeMap::values_mut)
            .flatten()
        {
            let Some(block) = self.blocks.get(origin.block) else {
                continue;
            };
            origin.block = *moved.entry(origin.block).or_insert_with(|| {
                blocks.push(block.clone());
                blocks.len() - 1
            });
        }
        for block in &mut blocks {
            let Some(source) = self.sources.get(block.source) else {
                continue;
            };
            block.source = sources
                .iter()
                .position(|it| it == source)
                .unwrap_or_else(|| {
                    sources.push(source.clone());
                    sources.len() - 1
                });
        }
        self.blocks = blocks;
        self.sources = sources;
    }
}
