//! From the text of an index file to what it says.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::{
    DataFile, DataForm, FrameworkFile, IndexFile, KeyError, KeyProblem, Outputs, Top, UnitRules,
    keys::{Entry, Section, line_of},
    list,
    method::method,
    published, relations,
    scenario::scenarios,
    steps::pooling,
};
use crate::{
    import::{Layout, sheet_map::TableLayout},
    project::SheetKind,
};

/// The most decimals with which a workbook shows scores.
const MOST_DECIMALS: u8 = 6;

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
    let table = DeTable::parse(text).map_err(|error| KeyError {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        key: String::new(),
        problem: KeyProblem::Syntax {
            message: error.message().to_owned(),
        },
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
    let units = or_default(&mut root, "units", units)?;
    let mut method = or_default(&mut root, "method", method)?;
    let derive = named(&mut root, "derive", formula)?;
    let pools = named(&mut root, "pools", members)?;
    let pooling = named(&mut root, "pooling", pooling)?;
    let output = or_default(&mut root, "output", output)?;
    let published = root.get("published").map(|it| it.sections()).transpose()?;
    let published = published.unwrap_or_default().into_iter();
    let published = published
        .map(published::published)
        .collect::<Result<_, _>>()?;
    let relations = root.get("relations").map(|it| it.sections()).transpose()?;
    let relations = relations.unwrap_or_default().into_iter();
    let relations = relations
        .map(relations::relation)
        .collect::<Result<_, _>>()?;
    let files = &mut method.files;
    let scenarios = or_default(&mut root, "scenario", |it| scenarios(it, files))?;
    root.not_yet("robustness")?;
    root.finish()?;
    Ok(IndexFile {
        title,
        framework,
        data,
        units,
        derive,
        pools,
        pooling,
        method: method.choices,
        reference_unit: method.reference_unit,
        screen: method.screen,
        tiers: method.tiers,
        overrides: method.overrides,
        experts: method.files,
        scenarios,
        published,
        relations,
        output,
    })
}

/// What a section says, if it is there.
fn or_default<T: Default>(
    root: &mut Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Entry<'_>) -> Result<T, KeyError>,
) -> Result<T, KeyError> {
    root.get(key)
        .map_or_else(|| Ok(T::default()), |it| read(&it))
}

/// The values of a table whose keys are names.
fn named<T>(
    root: &mut Section<'_>,
    key: &'static str,
    read: impl Fn(&Entry<'_>) -> Result<T, KeyError>,
) -> Result<Vec<(String, T)>, KeyError> {
    let Some(entry) = root.get(key) else {
        return Ok(Vec::new());
    };
    let named = entry.section()?.named();
    named
        .map(|(name, entry)| Ok((name, read(&entry)?)))
        .collect()
}

fn formula(entry: &Entry<'_>) -> Result<String, KeyError> {
    entry.text()
}

fn members(entry: &Entry<'_>) -> Result<Vec<String>, KeyError> {
    entry.texts()
}

pub(super) fn text(
    section: &mut Section<'_>,
    key: &'static str,
) -> Result<Option<String>, KeyError> {
    section.get(key).map(|entry| entry.text()).transpose()
}

pub(super) fn texts(section: &mut Section<'_>, key: &'static str) -> Result<Vec<String>, KeyError> {
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
    let form = keys.get("layout").map(|it| form(&it)).transpose()?;
    let is_list = form == Some(None);
    if let Some(set) = keys.get("set")
        && set.text()? != "main"
    {
        return Err(set.error(KeyProblem::NotYet));
    }
    let header_row = keys.get("header_row").map(|row| row.count()).transpose()?;
    let layout = Layout {
        sheet: text(&mut keys, "sheet")?,
        header_row: header_row.map(|row| row.try_into().unwrap_or(u32::MAX)),
        // The column that tells the unit of a list is its `by`.
        unit_column: if is_list {
            None
        } else {
            text(&mut keys, "unit_column")?
        },
        period_column: text(&mut keys, "period_column")?,
        period: keys
            .get("period")
            .map(|period| period.period())
            .transpose()?,
        measure: text(&mut keys, "measure")?,
    };
    let tally = if is_list {
        Some(list::tally(&mut keys, &layout)?)
    } else {
        None
    };
    keys.finish()?;
    Ok(DataFile {
        file,
        layout,
        form: form.flatten().unwrap_or_default(),
        tally,
    })
}

/// How a table is read; none for a list.
fn form(layout: &Entry<'_>) -> Result<Option<DataForm>, KeyError> {
    let words = vec!["wide", "transposed", "years", "long", "list"];
    layout.word(words, |word| {
        Some(match word {
            "wide" => Some(DataForm::Wide),
            "transposed" => Some(DataForm::Lies(TableLayout::UnitsAcross)),
            "years" => Some(DataForm::Lies(TableLayout::PeriodsAcross)),
            "long" => Some(DataForm::Lies(TableLayout::Long)),
            "list" => None,
            _ => return None,
        })
    })
}

pub(super) fn units(entry: &Entry<'_>) -> Result<UnitRules, KeyError> {
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
        groups: text(&mut keys, "groups")?,
    };
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

pub(super) fn number(keys: &mut Section<'_>, key: &'static str) -> Result<Option<f64>, KeyError> {
    keys.get(key).map(|it| it.number()).transpose()
}

pub(super) fn truth(keys: &mut Section<'_>, key: &'static str) -> Result<bool, KeyError> {
    keys.get(key).map_or(Ok(false), |it| it.truth())
}

/// The sheets to do without.
fn sheets(entry: &Entry<'_>) -> Result<BTreeSet<SheetKind>, KeyError> {
    let known = || SheetKind::ALL.map(SheetKind::key).to_vec();
    // First that it is a list of texts at all, so that the error says so.
    entry.texts()?;
    let words = entry.entries().unwrap_or_default();
    let sheets = words.iter().map(|it| it.word(known(), SheetKind::from_key));
    sheets.collect()
}

/// A number of decimals that can be shown.
fn decimals(entry: &Entry<'_>) -> Result<u8, KeyError> {
    let count = entry.count()?;
    u8::try_from(count)
        .ok()
        .filter(|it| *it <= MOST_DECIMALS)
        .ok_or_else(|| {
            entry.error(KeyProblem::UnknownWord {
                found: count.to_string(),
                nearest: None,
                known: vec!["0", "1", "2", "3", "4", "5", "6"],
            })
        })
}

fn output(entry: &Entry<'_>) -> Result<Outputs, KeyError> {
    let mut keys = entry.section()?;
    let values_only = truth(&mut keys, "values_only")?;
    let language = keys.get("language").map(|it| {
        it.word(vec!["zh", "en"], |word| {
            matches!(word, "zh" | "en").then(|| word.to_owned())
        })
    });
    let without = keys.get("without").map(|it| sheets(&it)).transpose()?;
    let decimals = keys.get("decimals").map(|it| decimals(&it)).transpose()?;
    let read = Outputs {
        values_only,
        without: without.unwrap_or_default(),
        decimals,
        scores: text(&mut keys, "scores")?,
        normalised: text(&mut keys, "normalised")?,
        weights: text(&mut keys, "weights")?,
        workbook: text(&mut keys, "workbook")?,
        questionnaire: text(&mut keys, "questionnaire")?,
        pairwise: text(&mut keys, "pairwise")?,
        project: text(&mut keys, "project")?,
        language: language.transpose()?,
    };
    for later in ["robustness", "audit", "charts"] {
        keys.not_yet(later)?;
    }
    keys.finish()?;
    Ok(read)
}
