//! The document: what a person works on, how it changes, and how it is kept.
//!
//! **Invariant:** a document is never changed in place. An [`Edit`] makes a new one or fails and
//! leaves the old; [`History`] keeps the old ones. Results are no part of it: they follow from
//! [`resolve`](fn@resolve) and the engine. No windows and no spreadsheet formats here.

mod aliases;
mod cells;
pub mod compare;
mod dataset;
mod derived;
mod difference;
pub mod disk;
mod document;
pub mod edit;
pub mod file;
mod fill;
mod grid;
mod growth;
mod history;
mod house_style;
pub mod journal;
mod lookup;
mod named_rows;
mod node_place;
mod notebook;
mod offered_groups;
mod originals;
mod provenance;
mod ranking_figures;
mod ranking_view;
pub mod recipe;
mod references;
mod refresh;
mod registry_groups;
mod relation;
mod relation_renewal;
mod remedy;
mod resolve;
mod scenario;
mod sheet_kind;
pub mod summary;
mod template;
mod unit;
mod unit_list;
mod unit_names;
mod unit_order;
mod unit_rule;
mod view;
mod vintage;
mod wanted;

pub use aliases::{AliasReading, NewAlias, aliases_text, read_aliases};
pub use cells::{
    CellRange, CellsError, NewValue, StrangeCell, Totals, cleared, landing, pasted, totals,
};
pub use dataset::{Correction, Corrections, Dataset, Group, Variable};
pub use derived::bind;
pub use difference::{Aspect, Difference, differences};
pub use document::{DatasetId, Document, Ids};
pub use edit::{At, ChoiceError, Edit, EditError, NodeChoice};
pub use fill::{filled, filled_down, filled_right};
pub use grid::{CellMark, CellState, Condition, Grid, GridChoice, GridColumn, GridSort, Shown};
pub use growth::{Growth, NodeTrait, TraitValue, Turned, growth};
pub use history::{History, Step};
pub use house_style::{HouseStyle, LARGEST_LOGO, LONGEST_FONT, picture_size};
pub use lookup::{LookupError, find_node, find_unit, find_variable, nearest};
pub use named_rows::{NamedRows, NewUnit, named_rows};
pub use node_place::{Beside, NodePlace, NodeStep};
pub use notebook::Notebook;
pub use offered_groups::groups_edit;
pub use originals::{FileBytes, LARGEST_ORIGINAL, LARGEST_ORIGINALS, Original, Originals};
pub use provenance::{Block, CellOrigin, Origin, Provenance, Source};
pub use ranking_figures::{RankingFigures, groups_of_units, spread};
pub use ranking_view::{
    Figure, RankingColumn, RankingSort, RankingSortBy, RankingView, usual_columns, with_column,
};
pub use references::{Gone, LooseEnd, Referrer, loose_ends};
pub use refresh::{
    Change, ChangeCell, CorrectionAnswer, CorrectionChoice, Diff, Overtaken, Place, compare,
    overtaken,
};
pub use registry_groups::{OfferedCluster, OfferedGroups, registry_groups};
pub use relation::{Relation, RelationId, RelationSource};
pub use relation_renewal::Renewal;
pub use remedy::remedy;
pub use resolve::{ResolveError, resolve};
pub use scenario::{MethodPatch, Patch, Scenario, ScenarioId};
pub use sheet_kind::SheetKind;
pub use template::template;
pub use unit::{Role, Unit};
pub use unit_list::{NamedUnits, named_units, unit_places};
pub use unit_order::{UnitSort, UnitStep, ordered, put_beside, stepped};
pub use unit_rule::{ListChange, RuleEffect, TopRule, UnitRule, list_change, rule_effect};
pub use view::{
    ChartView, Form, SavedView, ScenarioSort, ScenarioSortBy, ScenariosChoice, Sight, UnitsChoice,
    ViewId,
};
pub use vintage::{
    FigureColumn, FigureUnit, Figures, Vintage, VintageId, VintageSource, freeze, tie,
};
pub use wanted::{Reach, Wanted, replaced};
