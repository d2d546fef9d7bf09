//! The keys of the steps before normalising: screen, impute, treat; and tiers.

use super::{
    KeyError, PoolingName, ScreenNames,
    keys::{Entry, Section},
    method::over,
    parse::{number, texts},
};
use crate::engine::{
    Imputation, Over, Screen, Tiering, Treatment, screen::parse_share, treat::Then,
};

/// A screening, and the names of units that are kept or left out whatever is missing.
pub(super) fn screen(entry: &Entry<'_>) -> Result<(Screen, ScreenNames), KeyError> {
    if entry.is_text() {
        let known = vec!["none", "usual"];
        let read = entry.word(known, |word| match word {
            "none" => Some(Screen::default()),
            "usual" => Some(Screen::usual()),
            _ => None,
        })?;
        return Ok((read, ScreenNames::default()));
    }
    let mut keys = entry.section()?;
    let read = Screen {
        units: share(&mut keys, "units")?,
        nodes: share(&mut keys, "nodes")?,
        nonzero: share(&mut keys, "nonzero")?,
        ..Screen::default()
    };
    let names = ScreenNames {
        force_in: texts(&mut keys, "force_in")?,
        force_out: texts(&mut keys, "force_out")?,
    };
    keys.finish()?;
    Ok((read, names))
}

/// A share as a number, or as `"2/3"` or `"66%"`.
fn share(keys: &mut Section<'_>, key: &'static str) -> Result<Option<f64>, KeyError> {
    let Some(entry) = keys.get(key) else {
        return Ok(None);
    };
    if !entry.is_text() {
        return entry.number().map(Some);
    }
    match parse_share(&entry.text()?) {
        Some(share) => Ok(Some(share)),
        None => Err(entry.wrong_choice()),
    }
}

pub(super) fn imputation(entry: &Entry<'_>) -> Result<Imputation, KeyError> {
    let known = [
        "none",
        "mean",
        "median",
        "group-mean:GROUP",
        "group-median:GROUP",
        "row-mean:LEVEL",
        "carry-forward",
        "linear",
        "nearest",
        "constant:0",
    ];
    if entry.is_text() {
        return entry.word(known.to_vec(), Imputation::from_text);
    }
    if !entry.is_table() {
        return Err(entry.wrong_choice());
    }
    let mut keys = entry.section()?;
    let kinds = Imputation::all();
    let kind = keys.need("kind")?;
    let mut read = kind.word(
        kinds.iter().map(Imputation::key).collect(),
        Imputation::from_key,
    )?;
    match &mut read {
        Imputation::GroupMean { group, .. } | Imputation::GroupMedian { group, .. } => {
            *group = keys.need("group")?.text()?;
        }
        Imputation::RowMean { level } => {
            if let Some(entry) = keys.get("level") {
                *level = entry.count()?;
                if *level < 2 {
                    return Err(entry.wrong_choice());
                }
            }
        }
        Imputation::CarryForward { max } => {
            if let Some(entry) = keys.get("max") {
                let most = u32::try_from(entry.count()?).ok();
                *max = Some(most.ok_or_else(|| entry.wrong_choice())?);
            }
        }
        Imputation::Constant { value } => *value = keys.need("value")?.number()?,
        _ => {}
    }
    if read.over().is_some()
        && let Some(from) = keys.get("over")
    {
        read = read.with_over(over(&from)?);
    }
    keys.finish()?;
    Ok(read)
}

/// A treatment: a short form, `{ kind = "winsorise", points = 5, … }`, or with the kind as the key
/// of its first parameter: `{ winsorise = 5 }`, `{ percentile = [5, 95] }`, `{ fixed = [0, 1] }`.
pub(super) fn treatment(entry: &Entry<'_>) -> Result<Treatment, KeyError> {
    let known = ["none", "winsorise", "boxcox:λ", "percentile", "iqr"];
    if entry.is_text() {
        return entry.word(known.to_vec(), Treatment::from_text);
    }
    if !entry.is_table() {
        return Err(entry.wrong_choice());
    }
    let mut keys = entry.section()?;
    let mut read = treatment_kind(entry, &mut keys)?;
    if let Treatment::Winsorise {
        skewness,
        kurtosis,
        then,
        ..
    } = &mut read
    {
        *skewness = number(&mut keys, "skewness")?.unwrap_or(*skewness);
        *kurtosis = number(&mut keys, "kurtosis")?.unwrap_or(*kurtosis);
        if let Some(entry) = keys.get("then") {
            *then = entry.word(Then::ALL.map(Then::key).to_vec(), Then::from_key)?;
        }
    }
    if read.over().is_some()
        && let Some(from) = keys.get("over")
    {
        read = read.with_over(over(&from)?);
    }
    keys.finish()?;
    Ok(read)
}

fn treatment_kind(entry: &Entry<'_>, keys: &mut Section<'_>) -> Result<Treatment, KeyError> {
    let with_points = |to: usize, entry: &Entry<'_>| {
        let mut usual = Treatment::from_key("winsorise").unwrap_or_default();
        if let Treatment::Winsorise { points, .. } = &mut usual {
            let to = u32::try_from(to).ok();
            *points = to.ok_or_else(|| entry.wrong_choice())?;
        }
        Ok(usual)
    };
    if let Some(points) = keys.get("winsorise") {
        return with_points(points.count()?, &points);
    }
    if let Some(range) = keys.get("percentile") {
        let [lower, upper] = range.range()?;
        let over = Over::Period;
        return Ok(Treatment::Percentile { lower, upper, over });
    }
    if let Some(range) = keys.get("fixed") {
        let [lower, upper] = range.range()?.map(Some);
        return Ok(Treatment::Fixed { lower, upper });
    }
    if let Some(number) = keys.get("boxcox") {
        let lambda = number.number()?;
        return Ok(Treatment::BoxCox { lambda });
    }
    if let Some(number) = keys.get("iqr") {
        let (factor, over) = (number.number()?, Over::Period);
        return Ok(Treatment::Iqr { factor, over });
    }
    let kind = keys.get("kind").ok_or_else(|| entry.wrong_choice())?;
    let kinds = Treatment::all();
    let mut read = kind.word(
        kinds.iter().map(Treatment::key).collect(),
        Treatment::from_key,
    )?;
    match &mut read {
        Treatment::Winsorise { .. } => {
            if let Some(points) = keys.get("points") {
                return with_points(points.count()?, &points);
            }
        }
        Treatment::BoxCox { lambda } => *lambda = keys.need("lambda")?.number()?,
        Treatment::Percentile { lower, upper, .. } => {
            *lower = number(keys, "lower")?.unwrap_or(*lower);
            *upper = number(keys, "upper")?.unwrap_or(*upper);
        }
        Treatment::Iqr { factor, .. } => {
            *factor = number(keys, "factor")?.unwrap_or(*factor);
        }
        Treatment::Fixed { lower, upper } => {
            *lower = number(keys, "lower")?;
            *upper = number(keys, "upper")?;
        }
        Treatment::None => {}
    }
    Ok(read)
}

/// Tiers: `"median"`, `{ kind = "quantiles", count = 4 }`, `{ kind = "thresholds", cuts = [80, 60] }`.
pub(super) fn tiers(entry: &Entry<'_>) -> Result<Tiering, KeyError> {
    let kinds = Tiering::all();
    let known: Vec<&'static str> = kinds.iter().map(Tiering::key).collect();
    if entry.is_text() {
        return entry.word(known, Tiering::from_key);
    }
    let mut keys = entry.section()?;
    let mut read = keys.need("kind")?.word(known, Tiering::from_key)?;
    match &mut read {
        Tiering::Quantiles { count } | Tiering::NaturalBreaks { count } => {
            if let Some(entry) = keys.get("count") {
                *count = entry.count()?;
            }
        }
        Tiering::Thresholds { cuts } => {
            let entries = keys.need("cuts")?;
            let list = entries.entries().ok_or_else(|| entries.wrong_choice())?;
            *cuts = list.iter().map(Entry::number).collect::<Result<_, _>>()?;
        }
        Tiering::Median => {}
    }
    keys.finish()?;
    Ok(read)
}

/// How a variable is pooled: `"sum"`, `"mean"` or `"mean:GDP"`.
pub(super) fn pooling(entry: &Entry<'_>) -> Result<PoolingName, KeyError> {
    entry.word(vec!["sum", "mean", "mean:VARIABLE"], |word| {
        match word.split_once(':') {
            None if word == "sum" => Some(PoolingName::Sum),
            None if word == "mean" => Some(PoolingName::Mean(None)),
            Some(("mean", by)) if !by.trim().is_empty() => {
                Some(PoolingName::Mean(Some(by.trim().to_owned())))
            }
            _ => None,
        }
    })
}
