//! `heng run` and `heng compute`.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Failure, args::Compute, complain, say};
use crate::{
    engine::{Finding, Results, Severity, compute},
    export::{
        self, ExportError, Subject, WorkbookOptions, normalised_csv, scores_csv, weights_csv,
    },
    import::{Book, CellAt, Outline, ReadError, ReadOptions, read},
    project::{
        Dataset, Document, ScenarioId, file,
        recipe::{IndexFile, build, parse},
        resolve,
    },
    texts::{Language, Texts},
};

/// Reads an index file and what it names, computes, and writes the outputs it asks for.
pub(super) fn run(path: &Path, out: Option<&Path>, texts: Texts) -> Result<(), Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::Work(texts.index_file_unreadable(&name, &error.to_string())))?;
    let in_index = |what: String| Failure::Work(texts.in_file(&name, &what));
    let index = parse(&text).map_err(|error| in_index(texts.key_error(&error)))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut reader = |file: &str| read_beside(folder, file);
    let built = build(&index, &mut reader).map_err(|error| match &error {
        crate::project::recipe::BuildError::Name { .. }
        | crate::project::recipe::BuildError::OtherKind { .. } => {
            in_index(texts.build_error(&error))
        }
        _ => Failure::Work(texts.build_error(&error)),
    })?;
    for finding in built
        .findings
        .iter()
        .filter(|it| it.problem.severity() == Severity::Warning)
    {
        complain(&texts.import_finding(finding));
    }
    let computed = Computed::new(built.document, None, texts)?;
    computed.refuse_errors(texts, built.outline.as_deref())?;
    computed.warn(texts);
    computed.write(&index, out.unwrap_or(folder), texts)
}

fn read_beside(folder: &Path, file: &str) -> Result<Book, ReadError> {
    read(&folder.join(file), &ReadOptions::default(), &mut |_| {
        ControlFlow::Continue(())
    })
}

/// Computes a project file and writes the tidy outputs.
pub(super) fn compute_project(command: &Compute, texts: Texts) -> Result<(), Failure> {
    let document =
        file::open(&command.project).map_err(|error| Failure::Work(texts.open_error(&error)))?;
    let scenario = match (&command.scenario, document.main()) {
        (Some(name), Some(dataset)) => Some(scenario_called(dataset, name, command, texts)?),
        _ => None,
    };
    let computed = Computed::new(document, scenario, texts)?;
    computed.refuse_errors(texts, None)?;
    computed.warn(texts);
    let folder = command
        .out
        .as_deref()
        .or(command.project.parent())
        .unwrap_or(Path::new(""));
    let index = IndexFile {
        output: crate::project::recipe::Outputs {
            scores: Some("scores.csv".to_owned()),
            normalised: Some("normalised.csv".to_owned()),
            weights: Some("weights.csv".to_owned()),
            language: Some(texts.language.key().to_owned()),
            ..Default::default()
        },
        ..IndexFile::default()
    };
    computed.write(&index, folder, texts)?;
    match &command.workbook {
        Some(path) => put(&folder.join(path), &computed.workbook(texts)?, texts),
        None => Ok(()),
    }
}

fn scenario_called(
    dataset: &Dataset,
    name: &str,
    command: &Compute,
    texts: Texts,
) -> Result<ScenarioId, Failure> {
    let found = dataset
        .scenarios
        .iter()
        .find(|scenario| scenario.name == name);
    found.map(|scenario| scenario.id).ok_or_else(|| {
        let known: Vec<&str> = dataset
            .scenarios
            .iter()
            .map(|scenario| scenario.name.as_str())
            .collect();
        Failure::Work(texts.no_such_scenario(&command.project.display().to_string(), name, &known))
    })
}

/// A document with its results.
struct Computed {
    document: Document,
    dataset: Arc<Dataset>,
    scenario: Option<ScenarioId>,
    results: Results,
}

impl Computed {
    fn new(
        document: Document,
        scenario: Option<ScenarioId>,
        texts: Texts,
    ) -> Result<Self, Failure> {
        let nothing = |error: ExportError| Failure::Work(error.told(&texts));
        let dataset = document
            .main()
            .cloned()
            .ok_or_else(|| nothing(ExportError::NoData))?;
        let plan = resolve(&dataset, scenario).map_err(|error| nothing(error.into()))?;
        let results = compute(&plan);
        Ok(Self {
            document,
            dataset,
            scenario,
            results,
        })
    }

    /// An index that could not be computed is not written as if it were one.
    fn refuse_errors(&self, texts: Texts, outline: Option<&Outline>) -> Result<(), Failure> {
        let Some(error) = self
            .results
            .findings
            .iter()
            .find(|it| it.severity() == Severity::Error)
        else {
            return Ok(());
        };
        let sentence = texts.engine_finding(error, &self.dataset);
        let place = outline.and_then(|outline| Some((outline, self.cell_of(error, outline)?)));
        Err(Failure::Work(match place {
            Some((outline, at)) => {
                texts.in_file(&texts.cell(&outline.file, &outline.sheet, at), &sentence)
            }
            None => sentence,
        }))
    }

    /// Where the framework sheet names the node that a finding is about.
    fn cell_of(&self, finding: &Finding, outline: &Outline) -> Option<CellAt> {
        let framework = self.dataset.framework_in(self.scenario)?;
        let code = &framework.node(finding.node()?)?.code;
        outline
            .nodes
            .iter()
            .find(|node| node.code == *code)
            .map(|node| node.at)
    }

    fn warn(&self, texts: Texts) {
        for finding in self
            .results
            .findings
            .iter()
            .filter(|it| it.severity() == Severity::Warning)
        {
            complain(&texts.engine_finding(finding, &self.dataset));
        }
    }

    fn workbook(&self, texts: Texts) -> Result<Vec<u8>, Failure> {
        let Self {
            document,
            dataset,
            scenario,
            results,
        } = self;
        let subject = Subject {
            document,
            dataset,
            scenario: *scenario,
            results,
        };
        let options = WorkbookOptions {
            period: None,
            date: Some(today()),
        };
        export::workbook(&subject, &texts, &options)
            .map_err(|error| Failure::Work(error.told(&texts)))
    }

    /// Writes what is asked for. All bytes are made before the first file is touched.
    fn write(&self, index: &IndexFile, folder: &Path, texts: Texts) -> Result<(), Failure> {
        let outputs = &index.output;
        let of_workbook = outputs
            .language
            .as_deref()
            .and_then(Language::from_key)
            .map_or(texts, Texts::new);
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        let (dataset, scenario, results) = (&self.dataset, self.scenario, &self.results);
        if let Some(name) = &outputs.scores {
            files.push((folder.join(name), scores_csv(dataset, scenario, results)));
        }
        if let Some(name) = &outputs.normalised {
            files.push((
                folder.join(name),
                normalised_csv(dataset, scenario, results),
            ));
        }
        if let Some(name) = &outputs.weights {
            files.push((folder.join(name), weights_csv(dataset, scenario, results)));
        }
        if let Some(name) = &outputs.workbook {
            files.push((folder.join(name), self.workbook(of_workbook)?));
        }
        for (path, bytes) in &files {
            put(path, bytes, texts)?;
        }
        if let Some(name) = &outputs.project {
            let path = folder.join(name);
            make_folder_of(&path, texts)?;
            file::save(&self.document, &path)
                .map_err(|error| Failure::Work(texts.file_not_written(&error)))?;
            say(&path.display().to_string());
        }
        Ok(())
    }
}

/// The day, where the person is.
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

fn make_folder_of(path: &Path, texts: Texts) -> Result<(), Failure> {
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(|error| {
        Failure::Work(texts.folder_not_made(&folder.display().to_string(), &error.to_string()))
    })
}

fn put(path: &Path, bytes: &[u8], texts: Texts) -> Result<(), Failure> {
    make_folder_of(path, texts)?;
    export::write(path, bytes).map_err(|error| Failure::Work(error.told(&texts)))?;
    say(&path.display().to_string());
    Ok(())
}
