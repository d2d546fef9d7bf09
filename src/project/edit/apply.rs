//! From an edit to what it does.

use std::sync::Arc;

use super::{
    Edit, EditError, alias, data, dataset_mut, extend, finite, framework, group, node, original,
    outline, refresh, relation, scenario, setup, table, tree, unit, unit_rule, variable, view,
    vintage, weights,
};
use crate::{import::Table, project::Document};

impl Edit {
    /// One line an edit: this is the list of all that can happen to a document.
    #[rustfmt::skip]
    #[expect(clippy::too_many_lines, reason = "one line an edit")]
    pub(super) fn change(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::SetTitle { title } => setup::title(document, title),
            Self::SetNotes { notes } => { document.notes.clone_from(notes); Ok(()) }
            Self::TakeTable { dataset, table } => table::take_tables(document, *dataset, &[table]),
            Self::TakeTables { dataset, tables } => table::take_tables(document, *dataset, &plain(tables)),
            Self::Refresh { dataset, tables, corrections } => refresh::refresh(document, *dataset, &plain(tables), corrections),
            Self::KeepRecipe { dataset, recipe } => refresh::keep_recipe(document, *dataset, recipe),
            Self::ForgetRecipe { dataset, name } => refresh::forget_recipe(document, *dataset, name),
            Self::TakeGroups { dataset, kind, words } => data::take_groups(document, *dataset, kind, words),
            Self::SetGroup { dataset, kind, name, members } => group::set(document, *dataset, (kind, name), members),
            Self::RenameGroup { dataset, kind, name, to } => group::rename(document, *dataset, (kind, name), to),
            Self::RemoveGroup { dataset, kind, name } => group::remove(document, *dataset, (kind, name)),
            Self::TakeOutline { dataset, outline, index_name } => outline::take_outline(document, *dataset, outline, index_name),
            Self::ExtendOutline { dataset, outline, keep } => extend::extend(document, *dataset, outline, *keep),
            Self::OutlineFromVariables { dataset, index_name } => outline::from_variables(document, *dataset, index_name),
            Self::Correct { dataset, variable, period, unit, value, note } => data::correct(document, *dataset, *variable, period, *unit, (*value, note)),
            Self::CorrectMany { dataset, period, values } => data::correct_many(document, *dataset, period, values),
            Self::AddUnits { dataset, period, units, values } => data::add_units(document, *dataset, period, (units, values)),
            Self::DropCorrection { dataset, variable, period, unit } => data::drop_correction(document, *dataset, *variable, period, *unit),
            Self::RenameUnit { dataset, unit, label } => unit::rename(document, *dataset, *unit, label),
            Self::OrderUnits { dataset, order } => unit::order(document, *dataset, order),
            Self::TakeAliases { dataset, aliases } => alias::take(document, *dataset, aliases),
            Self::DropAlias { dataset, unit, name } => alias::forget(document, *dataset, *unit, name),
            Self::SetRole { at, units, role } => setup::role(document, *at, units, *role),
            Self::SetUnitRule { at, rule } => unit_rule::set(document, *at, rule.as_ref()),
            Self::SetWeight { at, node, weight } => framework::weight(document, *at, *node, *weight),
            Self::EqualWeights { at, parent } => framework::equal_weights(document, *at, *parent),
            Self::WeightsToHundred { at, parent } => weights::hundred(document, *at, *parent),
            Self::ShareWeight { at, node, weight } => weights::share(document, *at, *node, *weight),
            Self::SetLocked { dataset, node, locked } => tree::lock(document, *dataset, *node, *locked),
            Self::SetEnabled { at, node, enabled } => framework::enabled(document, *at, *node, *enabled),
            Self::Choose { dataset, node, choice } => node::choose(document, *dataset, *node, choice),
            Self::TakeJudgements { dataset, sheet } => node::take_judgements(document, *dataset, sheet),
            Self::TakeOpinions { dataset, sheet } => node::take_opinions(document, *dataset, sheet),
            Self::AddFormula { dataset, name, measure, formula } => variable::add(document, *dataset, (name, measure.as_deref()), formula),
            Self::SetFormula { dataset, variable, formula } => variable::formula(document, *dataset, *variable, formula.as_deref()),
            Self::SetPooling { dataset, variable, pooling } => variable::pooling(document, *dataset, *variable, *pooling),
            Self::RemoveVariable { dataset, variable } => variable::remove(document, *dataset, *variable),
            Self::AddPool { dataset, name, members } => variable::add_pool(document, *dataset, name, members),
            Self::SetMembers { dataset, unit, members } => variable::members(document, *dataset, *unit, members),
            Self::RemovePool { dataset, unit } => variable::remove_pool(document, *dataset, *unit),
            Self::SetTiers { dataset, tiers } => setup::tiers(document, *dataset, tiers.as_ref()),
            Self::SetDirection { dataset, node, direction } => framework::with_indicator(document, *dataset, *node, |it| it.direction = *direction),
            Self::SetGoalposts { dataset, node, lo, hi } => framework::goalposts(document, *dataset, *node, *lo, *hi),
            Self::SetTarget { dataset, node, target } => {
                finite(*target)?;
                framework::with_indicator(document, *dataset, *node, |it| it.target = *target)
            }
            Self::RenameNode { dataset, node, name } => framework::rename(document, *dataset, *node, name),
            Self::AddAggregate { dataset, parent, name } => framework::add_aggregate(document, *dataset, *parent, name),
            Self::AddIndicator { dataset, parent, variable } => framework::add_indicator(document, *dataset, *parent, *variable),
            Self::RemoveNode { dataset, node } => framework::remove(document, *dataset, *node),
            Self::DuplicateNode { dataset, node, name } => tree::duplicate(document, *dataset, *node, name),
            Self::GroupNode { dataset, node, name } => tree::group(document, *dataset, *node, name),
            Self::ForgetChoices { dataset, node } => tree::forget_choices(document, *dataset, *node),
            Self::MoveNode { dataset, node, parent, place } => tree::move_node(document, *dataset, *node, *parent, *place),
            Self::SetMethod { at, choices } => setup::method(document, *at, choices),
            Self::SetNormalisation { dataset, node, normalisation } => {
                let known = dataset_mut(document, *dataset)?;
                normalisation.as_ref().map_or(Ok(()), |it| setup::check_normalisation(known, it))?;
                framework::with_indicator(document, *dataset, *node, |it| it.normalisation.clone_from(normalisation))
            }
            Self::SetWeighting { dataset, node, weighting } => {
                weighting.as_ref().map_or(Ok(()), setup::check_weighting)?;
                framework::with_aggregate(document, *dataset, *node, |it| it.weighting.clone_from(weighting))
            }
            Self::SetAggregation { dataset, node, aggregation } => {
                aggregation.map_or(Ok(()), setup::check_aggregation)?;
                framework::with_aggregate(document, *dataset, *node, |it| it.aggregation = *aggregation)
            }
            Self::AddScenario { dataset, name } => scenario::add(document, *dataset, name),
            Self::RenameScenario { dataset, scenario, name } => scenario::rename(document, *dataset, *scenario, name),
            Self::RemoveScenario { dataset, scenario } => scenario::remove(document, *dataset, *scenario),
            Self::DuplicateScenario { dataset, scenario, name } => scenario::duplicate(document, *dataset, *scenario, name),
            Self::SetScenarioNote { dataset, scenario, note } => scenario::annotate(document, *dataset, *scenario, note),
            Self::ClearDifference { dataset, scenario, aspect } => scenario::clear(document, *dataset, *scenario, *aspect),
            Self::FreezeVintage { dataset, name, note, source, figures }
            | Self::TakeVintage { dataset, name, note, source, figures } => vintage::add(document, *dataset, (name, note), source, figures),
            Self::RenameVintage { dataset, vintage, name } => vintage::rename(document, *dataset, *vintage, name),
            Self::AnnotateVintage { dataset, vintage, note, date } => vintage::annotate(document, *dataset, *vintage, (note, date)),
            Self::RemoveVintage { dataset, vintage } => vintage::remove(document, *dataset, *vintage),
            Self::SaveView { dataset, name, sight } => view::save(document, *dataset, name, sight),
            Self::ChangeView { dataset, view, sight } => view::change(document, *dataset, *view, sight),
            Self::RenameView { dataset, view, name } => view::rename(document, *dataset, *view, name),
            Self::RemoveView { dataset, view } => view::remove(document, *dataset, *view),
            Self::TakeRelation { dataset, name, directed, table } => relation::take(document, *dataset, (name, *directed), table),
            Self::RenameRelation { dataset, relation, name } => relation::rename(document, *dataset, *relation, name),
            Self::SetRelationDirected { dataset, relation, directed } => relation::directed(document, *dataset, *relation, *directed),
            Self::RemoveRelation { dataset, relation } => relation::remove(document, *dataset, *relation),
            Self::SetHouseStyle { style } => setup::house_style(document, style),
            Self::KeepOriginal { file, bytes } => original::keep(document, file, bytes),
            Self::DropOriginal { sha256 } => original::forget(document, sha256),
        }
    }
}

fn plain(tables: &[Arc<Table>]) -> Vec<&Table> {
    tables.iter().map(|it| &**it).collect()
}
