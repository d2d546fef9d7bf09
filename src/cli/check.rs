//! `heng check`: whether a project file is whole, and what there is to say of its results.

use std::{collections::HashSet, path::PathBuf};

use serde::Serialize;

use super::{Failure, say};
use crate::{
    engine::{Severity, compute},
    project::{
        Dataset, Document, ScenarioId,
        file::integrity::{Integrity, look},
        loose_ends, overtaken, resolve,
    },
    texts::Texts,
};

/// What is asked of `heng check`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) project: PathBuf,
    /// The answer is for programs.
    pub(super) json: bool,
}

/// The answer for programs. Fields may be added; those that are here keep their names and meaning.
#[derive(Serialize)]
struct Report {
    /// The version of this form.
    check: u32,
    /// As it was asked for.
    file: String,
    /// Of the file; null where its manifest is lost.
    format: Option<u32>,
    /// Which program wrote it.
    program: String,
    /// How many parts it has.
    parts: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// The relations of all datasets.
    relations: Vec<Related>,
    findings: Vec<Found>,
}

/// A relation.
#[derive(Serialize)]
struct Related {
    /// The dataset's name.
    dataset: String,
    name: String,
    nodes: usize,
    edges: usize,
}

/// Something that was found.
#[derive(Serialize)]
struct Found {
    /// `note`, `warning` or `error`.
    severity: &'static str,
    #[serde(skip)]
    level: Severity,
    /// `part`, `reference`, `correction` or `results`.
    about: &'static str,
    /// The part of the file; null for all else.
    part: Option<String>,
    /// The dataset's name; null for parts.
    dataset: Option<String>,
    /// The scenario's name; null for the base.
    scenario: Option<String>,
    /// The code of the node that a finding of results is about.
    node: Option<String>,
    /// The sentence, in the language that was chosen.
    text: String,
}

impl Found {
    fn new(level: Severity, about: &'static str, text: String) -> Self {
        Self {
            severity: match level {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            level,
            about,
            part: None,
            dataset: None,
            scenario: None,
            node: None,
            text,
        }
    }
}

/// Looks at a project file and says what there is to say. Errors make the work fail.
pub(super) fn check(command: &Check, texts: Texts) -> Result<(), Failure> {
    let seen = look(&command.project).map_err(|error| Failure::Work(texts.open_error(&error)))?;
    let file = command.project.display().to_string();
    let mut findings = of_parts(&seen, texts);
    findings.extend(of_document(&seen.document, texts));
    let count = |level| findings.iter().filter(|it| it.level == level).count();
    let report = Report {
        check: 1,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        file: file.clone(),
        format: seen.format,
        program: seen.program.clone(),
        parts: seen.parts,
        relations: relations(&seen.document),
        findings,
    };
    if command.json {
        // Plain data with texts as keys: nothing of it can fail to be written.
        say(&serde_json::to_string_pretty(&report).unwrap_or_default());
    } else {
        in_words(&report, &texts.checked_file(&file, &seen), texts);
    }
    match report.errors {
        0 => Ok(()),
        errors => Err(Failure::Work(texts.check_failed(&file, errors))),
    }
}

fn in_words(report: &Report, first: &str, texts: Texts) {
    say(first);
    for it in &report.relations {
        say(&texts.checked_relation(&it.name, it.nodes, it.edges));
    }
    let mut heading = String::new();
    for found in &report.findings {
        let over = match &found.dataset {
            None => texts.checked_parts().to_owned(),
            Some(dataset) => texts.checked_dataset(dataset, found.scenario.as_deref()),
        };
        if over != heading {
            say(&over);
            heading = over;
        }
        let severity = texts.severity_name(found.level);
        let text = texts.one_line(&found.text);
        say(&format!("  {}", texts.in_file(severity, &text)));
    }
    say(&texts.checked_in_all([report.errors, report.warnings, report.notes]));
}

fn relations(document: &Document) -> Vec<Related> {
    let all = document.datasets.iter().flat_map(|dataset| {
        let relations = dataset.relations.iter();
        relations.map(move |relation| Related {
            dataset: dataset.name.clone(),
            name: relation.name.clone(),
            nodes: relation.list.edges.nodes().len(),
            edges: relation.list.edges.len(),
        })
    });
    all.collect()
}

fn of_parts(seen: &Integrity, texts: Texts) -> Vec<Found> {
    let parts = seen.noticed.iter().map(|it| Found {
        part: Some(it.part.clone()),
        ..Found::new(it.what.severity(), "part", texts.part_noticed(it))
    });
    parts.collect()
}

/// What there is to say of each dataset, then of its results under each scenario.
fn of_document(document: &Document, texts: Texts) -> Vec<Found> {
    let loose = loose_ends(document);
    let mut all = Vec::new();
    for dataset in &document.datasets {
        let of_dataset = |found: Found| Found {
            dataset: Some(dataset.name.clone()),
            ..found
        };
        let ends = loose.iter().filter(|it| it.dataset == dataset.id);
        let ends = ends.map(|it| Found::new(Severity::Warning, "reference", texts.loose_end(it)));
        all.extend(ends.map(of_dataset));
        let overtaken = overtaken(dataset).len();
        if overtaken > 0 {
            let text = texts.overtaken_corrections(overtaken, dataset);
            all.push(of_dataset(Found::new(
                Severity::Warning,
                "correction",
                text,
            )));
        }
        let base = of_results(dataset, None, texts);
        let known: HashSet<String> = base.iter().map(|it| it.text.clone()).collect();
        all.extend(base.into_iter().map(of_dataset));
        for scenario in dataset.scenarios.iter() {
            let own = of_results(dataset, Some(scenario.id), texts).into_iter();
            let own = own.filter(|it| !known.contains(&it.text));
            all.extend(own.map(|found| Found {
                scenario: Some(scenario.name.clone()),
                ..of_dataset(found)
            }));
        }
    }
    all
}

/// What the engine noticed.
fn of_results(dataset: &Dataset, scenario: Option<ScenarioId>, texts: Texts) -> Vec<Found> {
    // The scenarios are the dataset's own, so only a framework can be absent.
    let Ok(plan) = resolve(dataset, scenario) else {
        let text = texts.nothing_to_compute().to_owned();
        return vec![Found::new(Severity::Note, "results", text)];
    };
    let results = compute(&plan);
    let findings = results.findings.iter().map(|finding| {
        let node = finding
            .node()
            .and_then(|id| dataset.framework.as_ref()?.node(id));
        Found {
            node: node.map(|it| it.code.clone()),
            ..Found::new(
                finding.severity(),
                "results",
                texts.engine_finding(finding, dataset),
            )
        }
    });
    findings.collect()
}
