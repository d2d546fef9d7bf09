//! From the text of an index file to what it says.

use toml::de::DeTable;

use super::{
    DataFile, FrameworkFile, IndexFile, KeyError, KeyProblem, Outputs, Override, Top, UnitRules,
    keys::{Entry, Section},
};
use crate::{
    engine::{Aggregation, DataWeighting, Importance, Normalisation, Over, Weighting},
    import::Layout,
    project::MethodPatch,
};

/// Reads the text of an index file. Every key is checked; the first wrong one is the error.
///
/// ```
/// use heng::project::recipe::parse;
/// let index = parse("title = \"Tiny\"\n[[data]]\nfile = \"cities.csv\"\nperiod = 2020").unwrap();
/// assert_eq!(index.data[0].file, "cities.csv");
/// let error = parse("titel = \"Tiny\"").unwrap_err();
/// assert_eq!((error.line, error.key.as_str()), (1, "titel"));
/// ```
pub fn parse(text: &str) -> Result<IndexFile, KeyError> {
    // A mark of UTF-8 at the beginning is no part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let line = 1 + text
            .bytes()
            .take(offset)
            .filter(|&byte| byte == b'\n')
            .count();
        let message = error.message().to_owned();
        KeyError {
            line,
            key: String::new(),
            problem: KeyProblem::Syntax { message },
        }
    })?;
    let mut root = Section::root(text, table.get_ref());
    let title = root.need("title")?.text()?;
    let framework = root.get("framework").map(|it| framework(&it)).transpose()?;
    let data = root
        .need("data")?
        .sections()?
        .into_iter()
        .map(data)
        .collect::<Result<_, _>>()?;
    let units = root
        .get("units")
        .map(|it| units(&it))
        .transpose()?
        .unwrap_or_default();
    let (method, reference_unit, overrides) = root
        .get("method")
        .map(|it| method(&it))
        .transpose()?
        .unwrap_or_default();
    let output = root
        .get("output")
        .map(|it| output(&it))
        .transpose()?
        .unwrap_or_default();
    for later in ["derive", "robustness", "relations", "published", "scenario"] {
        root.not_yet(later)?;
    }
    root.finish()?;
    Ok(IndexFile {
        title,
        framework,
        data,
        units,
        method,
        reference_unit,
        overrides,
        output,
    })
}

fn text(section: &mut Section<'_>, key: &'static str) -> Result<Option<String>, KeyError> {
    section.get(key).map(|entry| entry.text()).transpose()
}

fn texts(section: &mut Section<'_>, key: &'static str) -> Result<Vec<String>, KeyError> {
    section
        .get(key)
        .map_or_else(|| Ok(Vec::new()), |entry| entry.texts())
}

fn framework(entry: &Entry<'_>) -> Result<FrameworkFile, KeyError> {
    let mut keys = entry.section()?;
    let read = FrameworkFile {
        file: keys.need("file")?.text()?,
        sheet: text(&mut keys, "sheet")?,
    };
    keys.finish()?;
    Ok(read)
}

fn data(mut keys: Section<'_>) -> Result<DataFile, KeyError> {
    let file = keys.need("file")?.text()?;
    if let Some(layout) = keys.get("layout") {
        let known = ["wide", "transposed", "years", "long", "list"];
        let word = layout.word(known.to_vec(), |word| {
            known.iter().find(|it| **it == word).copied()
        })?;
        if word != "wide" {
            return Err(layout.error(KeyProblem::NotYet));
        }
    }
    if let Some(set) = keys.get("set")
        && set.text()? != "main"
    {
        return Err(set.error(KeyProblem::NotYet));
    }
    let header_row = keys.get("header_row").map(|row| row.count()).transpose()?;
    let layout = Layout {
        sheet: text(&mut keys, "sheet")?,
        header_row: header_row.map(|row| row.try_into().unwrap_or(u32::MAX)),
        unit_column: text(&mut keys, "unit_column")?,
        period_column: text(&mut keys, "period_column")?,
        period: keys
            .get("period")
            .map(|period| period.period())
            .transpose()?,
        measure: text(&mut keys, "measure")?,
    };
    keys.finish()?;
    Ok(DataFile { file, layout })
}

fn units(entry: &Entry<'_>) -> Result<UnitRules, KeyError> {
    let mut keys = entry.section()?;
    let only = texts(&mut keys, "only")?;
    if let Some(all) = keys.get("all")
        && all.truth()?
        && !only.is_empty()
    {
        return Err(all.error(KeyProblem::Contradicts { other: "only" }));
    }
    let read = UnitRules {
        only,
        top: keys.get("top").map(|it| top(&it)).transpose()?,
        also: texts(&mut keys, "also")?,
        exclude: texts(&mut keys, "exclude")?,
        reference: texts(&mut keys, "reference")?,
    };
    keys.not_yet("groups")?;
    keys.finish()?;
    Ok(read)
}

fn top(entry: &Entry<'_>) -> Result<Top, KeyError> {
    let mut keys = entry.section()?;
    let read = Top {
        indicator: keys.need("indicator")?.text()?,
        count: keys.need("count")?.count()?,
        period: keys
            .get("period")
            .map(|period| period.period())
            .transpose()?,
    };
    keys.finish()?;
    Ok(read)
}

/// A step that this version can only leave out.
fn none_yet(keys: &mut Section<'_>, key: &'static str) -> Result<(), KeyError> {
    let Some(entry) = keys.get(key) else {
        return Ok(());
    };
    if entry.is_text() && entry.text()? == "none" {
        Ok(())
    } else {
        Err(entry.error(KeyProblem::NotYet))
    }
}

type MethodRead = (MethodPatch, Option<String>, Vec<Override>);

fn method(entry: &Entry<'_>) -> Result<MethodRead, KeyError> {
    let mut keys = entry.section()?;
    if let Some(denominate) = keys.get("denominate")
        && denominate.truth()?
    {
        return Err(denominate.error(KeyProblem::NotYet));
    }
    for step in ["screen", "impute", "treat"] {
        none_yet(&mut keys, step)?;
    }
    let (normalisation, reference_unit) = keys
        .get("normalise")
        .map(|it| normalisation(&it))
        .transpose()?
        .unzip();
    let read = MethodPatch {
        normalisation,
        weighting: keys.get("weights").map(|it| weighting(&it)).transpose()?,
        aggregations: keys
            .get("aggregate")
            .map(|it| aggregations(&it))
            .transpose()?,
        min_availability: keys
            .get("min_availability")
            .map(|share| share.number())
            .transpose()?,
    };
    let mut overrides = Vec::new();
    if let Some(indicators) = keys.get("indicator") {
        for (name, entry) in indicators.section()?.named() {
            overrides.push(indicator_override(name, &entry)?);
        }
    }
    if let Some(nodes) = keys.get("node") {
        for (name, entry) in nodes.section()?.named() {
            overrides.push(node_override(name, &entry)?);
        }
    }
    keys.finish()?;
    Ok((read, reference_unit.flatten(), overrides))
}

fn indicator_override(node: String, entry: &Entry<'_>) -> Result<Override, KeyError> {
    let mut keys = entry.section()?;
    for step in ["impute", "treat"] {
        none_yet(&mut keys, step)?;
    }
    let (normalisation, reference_unit) = keys
        .get("normalise")
        .map(|it| normalisation(&it))
        .transpose()?
        .unzip();
    keys.finish()?;
    let (key, line) = (entry.path.clone(), entry.line);
    Ok(Override {
        node,
        key,
        line,
        normalisation,
        reference_unit: reference_unit.flatten(),
        weighting: None,
        aggregation: None,
    })
}

fn node_override(node: String, entry: &Entry<'_>) -> Result<Override, KeyError> {
    let mut keys = entry.section()?;
    keys.not_yet("direction")?;
    keys.not_yet("min_availability")?;
    let weighting = keys.get("weights").map(|it| weighting(&it)).transpose()?;
    let aggregation = keys
        .get("aggregate")
        .map(|it| aggregation(&it))
        .transpose()?;
    keys.finish()?;
    let (key, line) = (entry.path.clone(), entry.line);
    Ok(Override {
        node,
        key,
        line,
        normalisation: None,
        reference_unit: None,
        weighting,
        aggregation,
    })
}

/// The words of a choice: those that work, and those of the format that will.
struct Words {
    now: &'static [&'static str],
    later: &'static [&'static str],
}

const NORMALISATIONS: Words = Words {
    now: &[
        "minmax",
        "goalposts",
        "zscore",
        "distance-max",
        "distance-unit",
        "distance-target",
        "share-of-max",
        "rank",
        "percentile-rank",
        "borda",
        "efficacy",
        "base-index",
        "vector",
        "sum",
        "none",
    ],
    later: &[],
};
const WEIGHTINGS: Words = Words {
    now: &["given", "equal", "entropy", "critic", "sd", "cv", "pca"],
    later: &["ahp", "expert"],
};
const AGGREGATIONS: Words = Words {
    now: &["arithmetic", "geometric", "harmonic", "power:P", "minimum"],
    later: &[
        "topsis",
        "rank-sum-ratio",
        "grey",
        "coupling",
        "borda",
        "copeland",
        "growth-chain",
    ],
};

impl Words {
    /// The word of an entry, if it works; a parameter may follow a colon in those to come.
    fn read(&self, entry: &Entry<'_>) -> Result<String, KeyError> {
        let known: Vec<&'static str> = self.now.iter().chain(self.later).copied().collect();
        let later = entry.word(known, |word| {
            let head = word.split(':').next().unwrap_or_default();
            let later = self.later.contains(&head);
            (later || self.now.contains(&word)).then_some(later)
        })?;
        if later {
            return Err(entry.error(KeyProblem::NotYet));
        }
        entry.text()
    }
}

/// A normalisation, and the name of the unit that others are measured against.
fn normalisation(entry: &Entry<'_>) -> Result<(Normalisation, Option<String>), KeyError> {
    let named = |kind: &Entry<'_>| {
        let word = NORMALISATIONS.read(kind)?;
        Normalisation::from_key(&word).ok_or_else(|| kind.wrong_choice())
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

fn number(keys: &mut Section<'_>, key: &'static str) -> Result<Option<f64>, KeyError> {
    keys.get(key).map(|it| it.number()).transpose()
}

fn truth(keys: &mut Section<'_>, key: &'static str) -> Result<bool, KeyError> {
    keys.get(key).map_or(Ok(false), |it| it.truth())
}

fn over(entry: &Entry<'_>) -> Result<Over, KeyError> {
    entry.word(vec!["period", "pooled", "base:Y"], |word| match word {
        "period" => Some(Over::Period),
        "pooled" => Some(Over::Pooled),
        _ => word
            .strip_prefix("base:")
            .filter(|base| !base.trim().is_empty())
            .map(|base| Over::Base(base.to_owned().into())),
    })
}

fn weighting(entry: &Entry<'_>) -> Result<Weighting, KeyError> {
    if entry.is_table() {
        let mut keys = entry.section()?;
        if keys.get("combine").is_some() {
            return Err(entry.error(KeyProblem::NotYet));
        }
        let kind = keys.need("kind")?;
        let word = WEIGHTINGS.read(&kind)?;
        let mut read = Weighting::from_key(&word).ok_or_else(|| kind.wrong_choice())?;
        if let Weighting::Data(data) = &mut read {
            data_weighting(&mut keys, data)?;
        }
        keys.finish()?;
        return Ok(read);
    }
    if !entry.is_text() {
        return Err(entry.wrong_choice());
    }
    Weighting::from_key(&WEIGHTINGS.read(entry)?).ok_or_else(|| entry.wrong_choice())
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
        let flat = scope.word(vec!["siblings", "all"], |word| match word {
            "siblings" => Some(false),
            "all" => Some(true),
            _ => None,
        })?;
        if flat {
            return Err(scope.error(KeyProblem::NotYet));
        }
    }
    Ok(())
}

fn aggregation(entry: &Entry<'_>) -> Result<Aggregation, KeyError> {
    let known = || Aggregation::from_key(&entry.text().ok()?);
    if let Some(aggregation) = known() {
        return Ok(aggregation);
    }
    AGGREGATIONS.read(entry)?;
    Err(entry.wrong_choice())
}

fn aggregations(entry: &Entry<'_>) -> Result<Vec<Aggregation>, KeyError> {
    match entry.entries() {
        Some(entries) if entries.is_empty() => Err(entry.wrong_choice()),
        Some(entries) => entries.iter().map(aggregation).collect(),
        None => Ok(vec![aggregation(entry)?]),
    }
}

fn output(entry: &Entry<'_>) -> Result<Outputs, KeyError> {
    let mut keys = entry.section()?;
    if let Some(values_only) = keys.get("values_only") {
        // Workbooks hold values only so far, so both answers are served by the same file.
        values_only.truth()?;
    }
    let language = keys.get("language").map(|it| {
        it.word(vec!["zh", "en"], |word| {
            matches!(word, "zh" | "en").then(|| word.to_owned())
        })
    });
    let read = Outputs {
        scores: text(&mut keys, "scores")?,
        normalised: text(&mut keys, "normalised")?,
        weights: text(&mut keys, "weights")?,
        workbook: text(&mut keys, "workbook")?,
        project: text(&mut keys, "project")?,
        language: language.transpose()?,
    };
    for later in ["robustness", "audit", "charts"] {
        keys.not_yet(later)?;
    }
    keys.finish()?;
    Ok(read)
}
