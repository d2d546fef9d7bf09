//! The keys of `[method]`: choices from raw values to ranks.

use super::{
    ExpertFiles, KeyError, Override, ScreenNames,
    keys::{Entry, Section},
    parse::{number, text, truth},
    steps::{imputation, screen, tiers, treatment},
};
use crate::{
    engine::{
        Aggregation, AhpMethod, Combination, Combined, DataWeighting, Importance, Normalisation,
        Over, Scope, Tiering, Weighting,
    },
    import::parse_direction,
    project::{MethodPatch, NodeChoice},
};

/// What `[method]` says.
#[derive(Default)]
pub(super) struct MethodRead {
    pub(super) choices: MethodPatch,
    pub(super) reference_unit: Option<String>,
    pub(super) screen: ScreenNames,
    pub(super) tiers: Option<Tiering>,
    pub(super) overrides: Vec<Override>,
    pub(super) files: ExpertFiles,
}

pub(super) fn method(entry: &Entry<'_>) -> Result<MethodRead, KeyError> {
    let mut keys = entry.section()?;
    let mut read = MethodRead::default();
    let (normalisation, reference_unit) = keys
        .get("normalise")
        .map(|it| normalisation(&it))
        .transpose()?
        .unzip();
    read.reference_unit = reference_unit.flatten();
    if let Some(entry) = keys.get("screen") {
        let (screen, names) = screen(&entry)?;
        read.choices.screen = Some(screen);
        read.screen = names;
    }
    let weights = keys.get("weights");
    let choices = &mut read.choices;
    choices.denominate = keys.get("denominate").map(|it| it.truth()).transpose()?;
    choices.imputation = keys.get("impute").map(|it| imputation(&it)).transpose()?;
    choices.treatment = keys.get("treat").map(|it| treatment(&it)).transpose()?;
    choices.normalisation = normalisation;
    choices.weighting = weights
        .map(|it| weighting(&it, &mut read.files))
        .transpose()?;
    choices.aggregations = keys
        .get("aggregate")
        .map(|it| aggregations(&it))
        .transpose()?;
    choices.min_availability = number(&mut keys, "min_availability")?;
    read.tiers = keys.get("tiers").map(|it| tiers(&it)).transpose()?;
    if let Some(indicators) = keys.get("indicator") {
        for (name, entry) in indicators.section()?.named() {
            read.overrides.push(indicator_override(name, &entry)?);
        }
    }
    if let Some(nodes) = keys.get("node") {
        for (name, entry) in nodes.section()?.named() {
            let own = node_override(name, &entry, &mut read.files)?;
            read.overrides.push(own);
        }
    }
    keys.finish()?;
    Ok(read)
}

fn blank_override(node: String, entry: &Entry<'_>) -> Override {
    Override {
        node,
        key: entry.path.clone(),
        line: entry.line,
        normalisation: None,
        reference_unit: None,
        weighting: None,
        aggregation: None,
        choices: Vec::new(),
    }
}

fn indicator_override(node: String, entry: &Entry<'_>) -> Result<Override, KeyError> {
    let mut keys = entry.section()?;
    let mut own = blank_override(node, entry);
    let (normalisation, reference_unit) = keys
        .get("normalise")
        .map(|it| normalisation(&it))
        .transpose()?
        .unzip();
    own.normalisation = normalisation;
    own.reference_unit = reference_unit.flatten();
    if let Some(entry) = keys.get("impute") {
        let choice = NodeChoice::Imputation(Some(imputation(&entry)?));
        own.choices.push(choice);
    }
    if let Some(entry) = keys.get("treat") {
        own.choices
            .push(NodeChoice::Treatment(Some(treatment(&entry)?)));
    }
    if let Some(entry) = keys.get("lag") {
        let lag = entry.count()?;
        let lag = u32::try_from(lag).ok();
        let lag = lag.ok_or_else(|| entry.wrong_choice())?;
        own.choices.push(NodeChoice::Lag(lag));
    }
    keys.finish()?;
    Ok(own)
}

fn node_override(
    node: String,
    entry: &Entry<'_>,
    files: &mut ExpertFiles,
) -> Result<Override, KeyError> {
    let mut keys = entry.section()?;
    let mut own = blank_override(node, entry);
    own.weighting = keys
        .get("weights")
        .map(|it| weighting(&it, files))
        .transpose()?;
    own.aggregation = keys
        .get("aggregate")
        .map(|it| aggregation(&it))
        .transpose()?;
    if let Some(entry) = keys.get("direction") {
        // The words of framework sheets, in both languages.
        let direction = entry.word(vec!["positive", "negative"], parse_direction)?;
        own.choices.push(NodeChoice::Direction(direction));
    }
    if let Some(entry) = keys.get("min_availability") {
        let share = Some(entry.number()?);
        own.choices.push(NodeChoice::MinAvailability(share));
    }
    keys.finish()?;
    Ok(own)
}

/// A normalisation, and the name of the unit that others are measured against.
fn normalisation(entry: &Entry<'_>) -> Result<(Normalisation, Option<String>), KeyError> {
    let named = |kind: &Entry<'_>| {
        let all = Normalisation::all();
        kind.word(
            all.iter().map(Normalisation::key).collect(),
            Normalisation::from_key,
        )
    };
    if entry.is_text() {
        return Ok((named(entry)?, None));
    }
    if !entry.is_table() {
        return Err(entry.wrong_choice());
    }
    let mut keys = entry.section()?;
    let mut read = named(&keys.need("kind")?)?;
    if read.range().is_some()
        && let Some(range) = keys.get("range")
    {
        read = read.with_range(range.range()?);
    }
    if read.over().is_some()
        && let Some(from) = keys.get("over")
    {
        read = read.with_over(over(&from)?);
    }
    let unit = parameters(&mut keys, &mut read)?;
    keys.finish()?;
    Ok((read, unit))
}

/// The parameters beside range and periods; answers the name of a unit.
fn parameters(
    keys: &mut Section<'_>,
    into: &mut Normalisation,
) -> Result<Option<String>, KeyError> {
    let mut unit = None;
    match into {
        Normalisation::Goalposts { lo, hi, .. } => {
            *lo = number(keys, "lo")?;
            *hi = number(keys, "hi")?;
        }
        Normalisation::ZScore { mean, sd, .. } => {
            *mean = number(keys, "mean")?.unwrap_or(*mean);
            *sd = number(keys, "sd")?.unwrap_or(*sd);
        }
        Normalisation::DistanceUnit { cap, .. } => {
            unit = text(keys, "unit")?;
            *cap = truth(keys, "cap")?;
        }
        Normalisation::DistanceTarget { target, cap, .. } => {
            *target = number(keys, "target")?;
            *cap = truth(keys, "cap")?;
        }
        Normalisation::Efficacy { c, d, lo, hi, .. } => {
            *c = number(keys, "c")?.unwrap_or(*c);
            *d = number(keys, "d")?.unwrap_or(*d);
            *lo = number(keys, "lo")?;
            *hi = number(keys, "hi")?;
        }
        Normalisation::BaseIndex { base } => {
            *base = keys.get("base").map(|it| it.period()).transpose()?;
        }
        _ => {}
    }
    Ok(unit)
}

pub(super) fn over(entry: &Entry<'_>) -> Result<Over, KeyError> {
    entry.word(vec!["period", "pooled", "base:Y"], |word| match word {
        "period" => Some(Over::Period),
        "pooled" => Some(Over::Pooled),
        _ => word
            .strip_prefix("base:")
            .filter(|base| !base.trim().is_empty())
            .map(|base| Over::Base(base.to_owned().into())),
    })
}

const WEIGHTINGS: [&str; 9] = [
    "given",
    "equal",
    "entropy",
    "critic",
    "sd",
    "cv",
    "pca",
    "ahp:FILE",
    "expert:FILE",
];

/// A weighting; the files of judgements and of experts' weights are noted.
fn weighting(entry: &Entry<'_>, files: &mut ExpertFiles) -> Result<Weighting, KeyError> {
    if entry.is_table() {
        return weighting_table(entry, files);
    }
    if !entry.is_text() {
        return Err(entry.wrong_choice());
    }
    let mut file = None;
    let read = entry.word(WEIGHTINGS.to_vec(), |word| {
        let (kind, name) = match word.split_once(':') {
            Some((kind @ ("ahp" | "expert"), name)) if !name.trim().is_empty() => {
                (kind, Some(name.trim()))
            }
            Some(_) => return None,
            None => (word, None),
        };
        let read = Weighting::from_key(kind)?;
        let takes_file = matches!(read, Weighting::Ahp { .. } | Weighting::Expert);
        let fits = takes_file == name.is_some() && !matches!(read, Weighting::Combined(_));
        (fits && name != Some("FILE")).then_some(read)
    })?;
    if let Some((_, name)) = entry.text()?.split_once(':') {
        file = Some(name.trim().to_owned());
    }
    files.note(&read, file);
    Ok(read)
}

fn weighting_table(entry: &Entry<'_>, files: &mut ExpertFiles) -> Result<Weighting, KeyError> {
    let mut keys = entry.section()?;
    if let Some(combine) = keys.get("combine") {
        let read = combined(&combine, &mut keys, files)?;
        keys.finish()?;
        return Ok(read);
    }
    let kind = keys.need("kind")?;
    let known = [&WEIGHTINGS[..7], &["ahp", "expert"]].concat();
    let mut read = kind.word(known, |word| {
        Weighting::from_key(word).filter(|it| !matches!(it, Weighting::Combined(_)))
    })?;
    match &mut read {
        Weighting::Data(data) => data_weighting(&mut keys, data)?,
        Weighting::Ahp { method } => {
            let named = expert_files(&mut keys)?;
            if let Some(entry) = keys.get("method") {
                let known = AhpMethod::ALL.map(AhpMethod::key).to_vec();
                *method = entry.word(known, AhpMethod::from_key)?;
            }
            for file in named {
                files.note(&read, Some(file));
            }
        }
        Weighting::Expert => {
            let named = expert_files(&mut keys)?;
            for file in named {
                files.note(&read, Some(file));
            }
        }
        Weighting::Given | Weighting::Equal | Weighting::Combined(_) => {}
    }
    keys.finish()?;
    Ok(read)
}

/// The file of judgements or weights, or several: the answers of as many experts.
fn expert_files(keys: &mut Section<'_>) -> Result<Vec<String>, KeyError> {
    match keys.get("files") {
        Some(files) => files.texts(),
        None => Ok(vec![keys.need("file")?.text()?]),
    }
}

/// `{ combine = ["given", "entropy"], how = "product" }`, or `how = "blend"` with the share of the
/// first as `alpha`.
fn combined(
    combine: &Entry<'_>,
    keys: &mut Section<'_>,
    files: &mut ExpertFiles,
) -> Result<Weighting, KeyError> {
    let entries = combine.entries().ok_or_else(|| combine.wrong_choice())?;
    let sets: Vec<Weighting> = entries
        .iter()
        .map(|entry| weighting(entry, files))
        .collect::<Result<_, _>>()?;
    let mut how = Combination::default();
    if let Some(entry) = keys.get("how") {
        let known = Combination::ALL.map(Combination::key).to_vec();
        how = entry.word(known, Combination::from_key)?;
    }
    if let Combination::Blend { alpha } = &mut how {
        *alpha = number(keys, "alpha")?.unwrap_or(*alpha);
    }
    Ok(Weighting::Combined(Combined { sets, how }))
}

/// The parameters of weights that come from scores.
fn data_weighting(keys: &mut Section<'_>, data: &mut DataWeighting) -> Result<(), KeyError> {
    if let Importance::Entropy { shift } = &mut data.by
        && let Some(entry) = keys.get("shift")
    {
        *shift = entry.number()?;
        if *shift < 0.0 {
            return Err(entry.wrong_choice());
        }
    }
    if let Some(entry) = keys.get("over") {
        data.over = over(&entry)?;
    }
    if let Some(scope) = keys.get("scope") {
        data.scope = scope.word(vec!["siblings", "all"], |word| match word {
            "siblings" => Some(Scope::Siblings),
            "all" => Some(Scope::All),
            _ => None,
        })?;
    }
    Ok(())
}

fn aggregation(entry: &Entry<'_>) -> Result<Aggregation, KeyError> {
    let known = Aggregation::ALL.into_iter().map(|it| match it {
        Aggregation::Power(_) => "power:P",
        _ => it.kind(),
    });
    entry.word(known.collect(), Aggregation::from_key)
}

fn aggregations(entry: &Entry<'_>) -> Result<Vec<Aggregation>, KeyError> {
    match entry.entries() {
        Some(entries) if entries.is_empty() => Err(entry.wrong_choice()),
        Some(entries) => entries.iter().map(aggregation).collect(),
        None => Ok(vec![aggregation(entry)?]),
    }
}
