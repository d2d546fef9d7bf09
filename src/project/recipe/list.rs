//! A data sheet that lists things to be counted, summed or averaged.

use super::{
    keys::{Entry, KeyError, KeyProblem, Section},
    parse::{text, texts},
};
use crate::import::{
    Layout,
    list::{Absent, By, Every, Measure, Only, Several, Split, Tally, TallyPeriod, Twice, What},
    names::Level,
};

/// Reads the keys of a list. `layout` has those it shares with tables.
pub(super) fn tally(keys: &mut Section<'_>, layout: &Layout) -> Result<Tally, KeyError> {
    let column = keys.need("by")?.text()?;
    let level = keys.get("level").map(|it| level(&it)).transpose()?;
    let split = keys.get("split").map(|it| split(&it)).transpose()?;
    let tally = Tally {
        by: By { column, level },
        period: period(keys, layout)?,
        measures: measures(keys, layout, &split.unwrap_or_default())?,
        only: keys.get("only").map(|it| only(&it)).transpose()?.flatten(),
        several: keys
            .get("several")
            .map(|it| several(&it))
            .transpose()?
            .unwrap_or_default(),
        name: text(keys, "name")?,
        twice: keys
            .get("twice")
            .map(|it| twice(&it))
            .transpose()?
            .unwrap_or_default(),
        absent: keys
            .get("absent")
            .map(|it| absent(&it))
            .transpose()?
            .unwrap_or_default(),
        units: texts(keys, "units")?,
    };
    if tally.twice == Twice::Once && tally.name.is_none() {
        // Only a name tells that a thing stands twice.
        keys.need("name")?;
    }
    Ok(tally)
}

fn level(entry: &Entry<'_>) -> Result<Level, KeyError> {
    entry.word(
        vec!["country", "province", "prefecture", "county"],
        |word| {
            Some(match word {
                "country" => Level::Country,
                "province" => Level::Province,
                "prefecture" => Level::Prefecture,
                "county" => Level::County,
                _ => return None,
            })
        },
    )
}

fn period(keys: &mut Section<'_>, layout: &Layout) -> Result<TallyPeriod, KeyError> {
    let every = keys.get("every");
    let length = every.as_ref().map(|it| {
        it.word(vec!["year", "quarter", "month"], |word| {
            Some(match word {
                "year" => Every::Year,
                "quarter" => Every::Quarter,
                "month" => Every::Month,
                _ => return None,
            })
        })
    });
    let length = length.transpose()?;
    if let Some(column) = &layout.period_column {
        return Ok(TallyPeriod::Column(
            column.clone(),
            length.unwrap_or_default(),
        ));
    }
    if every.is_some() {
        // The length is that of periods in a column.
        keys.need("period_column")?;
    }
    Ok(layout
        .period
        .clone()
        .map_or(TallyPeriod::None, TallyPeriod::Fixed))
}

/// What is counted of a column.
type OfColumn = fn(String) -> What;

/// The results in the order count, sum, mean, distinct; at least one is needed.
fn measures(
    keys: &mut Section<'_>,
    layout: &Layout,
    split: &Split,
) -> Result<Vec<Measure>, KeyError> {
    let result = |name: String, what: What| Measure {
        name,
        what,
        split: split.clone(),
        measure: None,
    };
    let mut all = Vec::new();
    if let Some(name) = text(keys, "count")? {
        all.push(Measure {
            measure: layout.measure.clone(),
            ..result(name, What::Count)
        });
    }
    let kinds: [(&'static str, OfColumn); 3] = [
        ("sum", What::Sum),
        ("mean", What::Mean),
        ("distinct", What::Distinct),
    ];
    for (key, what) in kinds {
        let Some(entry) = keys.get(key) else {
            continue;
        };
        for (column, name) in entry.section()?.named() {
            all.push(result(name.text()?, what(column)));
        }
    }
    if all.is_empty() {
        keys.need("count")?;
    }
    Ok(all)
}

/// `split = "类型"` or `split = { column = "经费", edges = [100, 500] }`.
fn split(entry: &Entry<'_>) -> Result<Split, KeyError> {
    if entry.is_text() {
        return Ok(Split::Category(entry.text()?));
    }
    if !entry.is_table() {
        return Err(entry.wrong_choice());
    }
    let mut keys = entry.section()?;
    let column = keys.need("column")?.text()?;
    let edges = keys.need("edges")?.numbers()?;
    keys.finish()?;
    Ok(Split::Bands(column, edges))
}

/// `only = { "类型" = "国家级" }`, or several texts of one column.
fn only(entry: &Entry<'_>) -> Result<Option<Only>, KeyError> {
    let mut found: Option<Only> = None;
    for (column, values) in entry.section()?.named() {
        if found.is_some() {
            return Err(values.error(KeyProblem::NotYet));
        }
        let values = if values.is_text() {
            vec![values.text()?]
        } else {
            values.texts()?
        };
        found = Some(Only { column, values });
    }
    Ok(found)
}

fn several(entry: &Entry<'_>) -> Result<Several, KeyError> {
    entry.word(vec!["each", "share", "whole"], |word| {
        Some(match word {
            "each" => Several::Each,
            "share" => Several::Share,
            "whole" => Several::Whole,
            _ => return None,
        })
    })
}

fn twice(entry: &Entry<'_>) -> Result<Twice, KeyError> {
    entry.word(vec!["all", "once"], |word| {
        Some(match word {
            "all" => Twice::All,
            "once" => Twice::Once,
            _ => return None,
        })
    })
}

fn absent(entry: &Entry<'_>) -> Result<Absent, KeyError> {
    entry.word(vec!["missing", "zero"], |word| {
        Some(match word {
            "missing" => Absent::Missing,
            "zero" => Absent::Zero,
            _ => return None,
        })
    })
}
