//! Title, roles and method.

use std::sync::Arc;

use super::{At, ChoiceError, EditError, dataset_mut, name_of};
use crate::{
    engine::{
        Aggregation, Combination, Imputation, Normalisation, Tiering, Treatment, UnitId, Weighting,
        treat::TreatTrouble,
    },
    project::{
        Dataset, DatasetId, Document, HouseStyle, LARGEST_LOGO, LONGEST_FONT, MethodPatch, Patch,
        Role, ScenarioId, picture_size,
    },
};

pub(super) fn title(document: &mut Document, title: &str) -> Result<(), EditError> {
    name_of(title)?.clone_into(&mut document.title);
    Ok(())
}

/// The patch of a scenario, to be changed.
pub(super) fn patch_mut(dataset: &mut Dataset, id: ScenarioId) -> Result<&mut Patch, EditError> {
    let scenarios = Arc::make_mut(&mut dataset.scenarios);
    let found = scenarios.iter_mut().find(|scenario| scenario.id == id);
    found
        .map(|scenario| &mut scenario.patch)
        .ok_or(EditError::NoScenario)
}

pub(super) fn role(
    document: &mut Document,
    at: At,
    units: &[UnitId],
    role: Role,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, at.dataset)?;
    if units.iter().any(|&unit| dataset.unit(unit).is_none()) {
        return Err(EditError::NoUnit);
    }
    match at.scenario {
        Some(scenario) => {
            let roles = &mut patch_mut(dataset, scenario)?.roles;
            roles.extend(units.iter().map(|&unit| (unit, role)));
        }
        None => {
            for unit in Arc::make_mut(&mut dataset.units)
                .iter_mut()
                .filter(|it| units.contains(&it.id))
            {
                unit.role = role;
            }
        }
    }
    Ok(())
}

pub(super) fn check_normalisation(
    dataset: &Dataset,
    normalisation: &Normalisation,
) -> Result<(), EditError> {
    if let Some([lower, upper]) = normalisation.ends() {
        if !(lower.is_finite() && upper.is_finite() && (upper - lower).is_finite()) {
            return Err(EditError::NotFinite);
        }
        if lower >= upper {
            return Err(EditError::RangeEmpty { lower, upper });
        }
    }
    match normalisation {
        Normalisation::Goalposts { lo, hi, .. } | Normalisation::Efficacy { lo, hi, .. } => {
            check_goalposts(*lo, *hi)
        }
        Normalisation::DistanceTarget { target, .. } => super::finite(*target).map(|_| ()),
        Normalisation::DistanceUnit {
            unit: Some(unit), ..
        } if dataset.unit(*unit).is_none() => Err(EditError::NoUnit),
        Normalisation::ShareOfMax {
            range: [_, upper], ..
        } if *upper <= 0.0 => Err(EditError::RangeEmpty {
            lower: 0.0,
            upper: *upper,
        }),
        _ => Ok(()),
    }
}

pub(super) fn check_goalposts(lo: Option<f64>, hi: Option<f64>) -> Result<(), EditError> {
    match (super::finite(lo)?, super::finite(hi)?) {
        (Some(lo), Some(hi)) if lo >= hi => Err(EditError::GoalpostsReversed { lo, hi }),
        _ => Ok(()),
    }
}

pub(super) fn method(
    document: &mut Document,
    at: At,
    choices: &MethodPatch,
) -> Result<(), EditError> {
    choices.min_availability.map_or(Ok(()), check_share)?;
    let dataset = dataset_mut(document, at.dataset)?;
    if let Some(screen) = &choices.screen {
        let shares = [screen.units, screen.nodes, screen.nonzero];
        shares.into_iter().flatten().try_for_each(check_share)?;
        let mut units = screen.force_in.iter().chain(&screen.force_out);
        if units.any(|&unit| dataset.unit(unit).is_none()) {
            return Err(EditError::NoUnit);
        }
    }
    if let Some(imputation) = &choices.imputation {
        check_imputation(dataset, imputation)?;
    }
    choices.treatment.as_ref().map_or(Ok(()), check_treatment)?;
    choices.weighting.as_ref().map_or(Ok(()), check_weighting)?;
    let mut aggregations = choices.aggregations.iter().flatten().copied();
    aggregations.try_for_each(check_aggregation)?;
    if let Some(normalisation) = &choices.normalisation {
        check_normalisation(dataset, normalisation)?;
    }
    match at.scenario {
        Some(scenario) => patch_mut(dataset, scenario)?.method.absorb(choices),
        None => choices.apply(Arc::make_mut(&mut dataset.method)),
    }
    Ok(())
}

pub(super) fn check_share(share: f64) -> Result<(), EditError> {
    let fits = (0.0..=1.0).contains(&share);
    fits.then_some(()).ok_or(EditError::NotAShare { share })
}

pub(super) fn check_imputation(
    dataset: &Dataset,
    imputation: &Imputation,
) -> Result<(), EditError> {
    match imputation {
        Imputation::GroupMean { group, .. } | Imputation::GroupMedian { group, .. } => {
            let known = dataset.groups.iter().any(|it| it.kind == *group);
            let kind = group.clone();
            let refused = ChoiceError::NoGrouping { kind };
            known.then_some(()).ok_or(refused.into())
        }
        Imputation::Constant { value } => super::finite(Some(*value)).map(|_| ()),
        _ => Ok(()),
    }
}

pub(super) fn check_treatment(treatment: &Treatment) -> Result<(), EditError> {
    // Bounds that are still to be typed are told with the results.
    match treatment.check() {
        Ok(()) | Err(TreatTrouble::BoundsMissing) => Ok(()),
        Err(trouble) => Err(ChoiceError::Treatment(trouble).into()),
    }
}

/// A parameter that a file could not hold would keep the project from being opened again.
pub(super) fn check_aggregation(aggregation: Aggregation) -> Result<(), EditError> {
    match aggregation {
        Aggregation::Power(p) if !p.is_finite() => Err(EditError::NotFinite),
        Aggregation::Power(number) if !number.is_normal() => {
            Err(ChoiceError::NotPositive { number }.into())
        }
        Aggregation::Grey { rho } if !(rho > 0.0 && rho <= 1.0) => {
            Err(EditError::NotAShare { share: rho })
        }
        _ => Ok(()),
    }
}

pub(super) fn check_weighting(weighting: &Weighting) -> Result<(), EditError> {
    let combined = match weighting {
        Weighting::Data(data) => {
            let shift = super::finite(data.by.shift())?;
            return match shift.filter(|&shift| shift < 0.0) {
                Some(weight) => Err(EditError::WeightNegative { weight }),
                None => Ok(()),
            };
        }
        Weighting::Combined(combined) => combined,
        _ => return Ok(()),
    };
    combined
        .sets
        .iter()
        .filter(|it| !matches!(it, Weighting::Combined(_)))
        .try_for_each(check_weighting)?;
    let plain = |it: &Weighting| !matches!(it, Weighting::Combined(_));
    let count = combined.sets.len();
    let fits = match combined.how {
        Combination::Product => count >= 2,
        Combination::Blend { alpha } => count == 2 && (0.0..=1.0).contains(&alpha),
    };
    let fits = fits && combined.sets.iter().all(plain);
    fits.then_some(()).ok_or(ChoiceError::Combination.into())
}

pub(super) fn tiers(
    document: &mut Document,
    dataset: DatasetId,
    tiers: Option<&Tiering>,
) -> Result<(), EditError> {
    let fits = match tiers {
        None | Some(Tiering::Median) => true,
        Some(Tiering::Quantiles { count } | Tiering::NaturalBreaks { count }) => {
            (2..=10).contains(count)
        }
        Some(Tiering::Thresholds { cuts }) => {
            cuts.iter().all(|cut| cut.is_finite()) && (1..10).contains(&cuts.len())
        }
    };
    if !fits {
        return Err(ChoiceError::Tiers.into());
    }
    dataset_mut(document, dataset)?.tiers = tiers.cloned();
    Ok(())
}

/// Sets how workbooks look.
pub(super) fn house_style(
    document: &mut Document,
    style: &Arc<HouseStyle>,
) -> Result<(), EditError> {
    if let Some(logo) = &style.logo {
        let size = logo.as_slice().len();
        let most = LARGEST_LOGO;
        if size > most {
            return Err(ChoiceError::LogoTooLarge { size, most }.into());
        }
        if picture_size(logo.as_slice()).is_none() {
            return Err(ChoiceError::LogoUnreadable.into());
        }
    }
    if let Some(font) = &style.font {
        let most = LONGEST_FONT;
        let is_name = !font.trim().is_empty() && font.encode_utf16().count() <= most;
        if !is_name || font.chars().any(char::is_control) {
            return Err(ChoiceError::FontName { most }.into());
        }
    }
    document.style = Arc::clone(style);
    Ok(())
}
