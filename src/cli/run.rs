//! `heng run` and `heng compute`.

use std::{
    collections::BTreeSet,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Failure, args::Compute, complain, say};
use crate::{
    engine::{Finding, Results, Severity, StepFinding, compute},
    export::{
        self, ExportError, Questions, Subject, WorkbookOptions, normalised_csv, scores_csv,
        weights_csv,
    },
    import::{Book, CellAt, Outline, Password, ReadError, ReadOptions, Reader, list::TallyError},
    project::{
        Dataset, Document, EditError, ScenarioId,
        compare::compare_vintage,
        file::{self, SaveError, Staged},
        recipe::{BuildError, IndexFile, Outputs, build, parse},
        resolve,
    },
    texts::{Language, Texts},
};

/// Reads an index file and what it names, computes, and writes the outputs it asks for. The
/// password is for every encrypted workbook among them.
pub(super) fn run(
    path: &Path,
    out: Option<&Path>,
    password: Option<Password>,
    texts: Texts,
) -> Result<(), Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::Work(texts.index_file_unreadable(&name, &error.to_string())))?;
    let in_index = |what: String| Failure::Work(texts.in_file(&name, &what));
    let index = parse(&text).map_err(|error| in_index(texts.key_error(&error)))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let out = out.unwrap_or(folder);
    if let Some(taken) = taken_output(&index, path, folder, out) {
        return Err(in_index(texts.output_taken(taken)));
    }
    let options = ReadOptions {
        password,
        ..ReadOptions::default()
    };
    let mut reader = |file: &str| read_beside(folder, file, &options);
    let built = build(&index, &mut reader).map_err(|error| {
        let told = texts.build_error(&error);
        match error {
            // These name their own file.
            BuildError::Read(_)
            | BuildError::Table(_)
            | BuildError::Tally(TallyError::NoColumn { .. } | TallyError::NothingPlaced { .. })
            | BuildError::Edit(
                EditError::HasErrors { .. }
                | EditError::MeasureDiffers { .. }
                | EditError::PeriodUnknown { .. },
            ) => Failure::Work(told),
            _ => in_index(told),
        }
    })?;
    let mut warnings: Vec<String> = built
        .findings
        .iter()
        .filter(|it| it.problem.severity() == Severity::Warning)
        .map(|finding| texts.import_finding(finding))
        .collect();
    let computed = Computed::new(built.document, None, &name, texts)?;
    computed.refuse_errors(&name, built.outline.as_deref(), texts)?;
    warnings.extend(computed.warnings(texts));
    warnings.extend(computed.beside_published(texts));
    computed.write(&index.output, None, out, texts)?;
    tell(&warnings);
    Ok(())
}

/// What was noticed, once the work is done; work that failed ends with its one line.
fn tell(warnings: &[String]) {
    for warning in warnings {
        complain(warning);
    }
}

/// The first output that would replace a file which is read, or another output.
fn taken_output<'i>(
    index: &'i IndexFile,
    path: &Path,
    folder: &Path,
    out: &Path,
) -> Option<&'i str> {
    // Links and `..` are followed where the file is there, and so can be lost.
    let place = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut taken: BTreeSet<PathBuf> = index
        .files()
        .map(|file| place(&folder.join(file)))
        .collect();
    taken.insert(place(path));
    let Outputs {
        scores,
        normalised,
        weights,
        workbook,
        questionnaire,
        pairwise,
        project,
        language: _,
        values_only: _,
        without: _,
        decimals: _,
    } = &index.output;
    let tables = [scores, normalised, weights, workbook];
    let others = [questionnaire, pairwise, project];
    (tables.into_iter().chain(others))
        .flatten()
        .find(|name| !taken.insert(place(&out.join(name))))
        .map(String::as_str)
}

fn read_beside(folder: &Path, file: &str, options: &ReadOptions) -> Result<Book, ReadError> {
    let go_on = &mut |_| ControlFlow::Continue(());
    Reader::this_program().read(&folder.join(file), options, go_on)
}

/// Computes a project file and writes the tidy outputs.
pub(super) fn compute_project(command: &Compute, texts: Texts) -> Result<(), Failure> {
    let name = command.project.display().to_string();
    let document =
        file::open(&command.project).map_err(|error| Failure::Work(texts.open_error(&error)))?;
    let scenario = match (&command.scenario, document.main()) {
        (Some(name), Some(dataset)) => Some(scenario_called(dataset, name, command, texts)?),
        _ => None,
    };
    let computed = Computed::new(document, scenario, &name, texts)?;
    computed.refuse_errors(&name, None, texts)?;
    let folder = command
        .out
        .as_deref()
        .or(command.project.parent())
        .unwrap_or(Path::new(""));
    let outputs = Outputs {
        scores: Some("scores.csv".to_owned()),
        normalised: Some("normalised.csv".to_owned()),
        weights: Some("weights.csv".to_owned()),
        ..Outputs::default()
    };
    computed.write(&outputs, command.workbook.as_deref(), folder, texts)?;
    tell(&computed.warnings(texts));
    Ok(())
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
        file: &str,
        texts: Texts,
    ) -> Result<Self, Failure> {
        let nothing = |error: ExportError| Failure::Work(texts.in_file(file, &error.told(&texts)));
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
    fn refuse_errors(
        &self,
        file: &str,
        outline: Option<&Outline>,
        texts: Texts,
    ) -> Result<(), Failure> {
        let Some(error) = self
            .results
            .findings
            .iter()
            .find(|it| it.severity() == Severity::Error)
        else {
            return Ok(());
        };
        let sentence = texts.engine_finding(error, &self.dataset);
        let cell = outline.and_then(|outline| Some((outline, self.cell_of(error, outline)?)));
        let place = cell.map_or_else(
            || file.to_owned(),
            |(outline, at)| texts.cell(&outline.file, &outline.sheet, at),
        );
        Err(Failure::Work(texts.in_file(&place, &sentence)))
    }

    /// Where the framework sheet names the node that a finding is about.
    fn cell_of(&self, finding: &Finding, outline: &Outline) -> Option<CellAt> {
        let framework = self.dataset.framework_in(self.scenario)?;
        let node = match finding {
            // A formula stands in the row of the indicator that reads it.
            Finding::Step(StepFinding::FormulaBroken { variable, .. }) => {
                self.dataset.readers(*variable).first().copied()
            }
            _ => finding.node(),
        };
        let code = &framework.node(node?)?.code;
        outline
            .nodes
            .iter()
            .find(|node| node.code == *code)
            .map(|node| node.at)
    }

    fn warnings(&self, texts: Texts) -> Vec<String> {
        let findings = self.results.findings.iter();
        findings
            .filter(|it| it.severity() == Severity::Warning)
            .map(|finding| texts.engine_finding(finding, &self.dataset))
            .collect()
    }

    /// How well each published table agrees with the results.
    fn beside_published(&self, texts: Texts) -> Vec<String> {
        let dataset = &self.dataset;
        let vintages = dataset.vintages.iter().map(|vintage| {
            let comparison = compare_vintage(dataset, vintage, &self.results);
            let summary = texts.vintage_summary(&comparison, dataset);
            texts.in_file(&vintage.name, &texts.one_line(&summary))
        });
        vintages.collect()
    }

    fn workbook(&self, texts: Texts, outputs: &Outputs) -> Result<Vec<u8>, Failure> {
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
            date: Some(today()),
            values_only: outputs.values_only,
            without: outputs.without.clone(),
            decimals: outputs.decimals,
            causes: true,
            period: None,
        };
        export::workbook(&subject, &texts, &options)
            .map_err(|error| Failure::Work(error.told(&texts)))
    }

    /// Writes what is asked for, and maybe another workbook. Every file is whole on the disk, beside
    /// its place, before the first is put there: what fails leaves no output.
    fn write(
        &self,
        outputs: &Outputs,
        workbook: Option<&Path>,
        folder: &Path,
        texts: Texts,
    ) -> Result<(), Failure> {
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
        for name in outputs
            .workbook
            .as_deref()
            .map(Path::new)
            .into_iter()
            .chain(workbook)
        {
            files.push((folder.join(name), self.workbook(of_workbook, outputs)?));
        }
        for (name, ask) in [
            (&outputs.questionnaire, Questions::Budget),
            (&outputs.pairwise, Questions::Pairs),
        ] {
            if let Some(name) = name {
                let of = (&*self.dataset, scenario);
                let made = export::questionnaire(&self.document, of, ask, of_workbook);
                let bytes = made.map_err(|error| Failure::Work(error.told(&texts)))?;
                files.push((folder.join(name), bytes));
            }
        }
        let not_written = |error: SaveError| Failure::Work(texts.file_not_written(&error));
        let mut staged: Vec<(PathBuf, Staged)> = Vec::new();
        for (path, bytes) in files {
            make_folder_of(&path, texts)?;
            let file = file::stage(&path, &bytes).map_err(not_written)?;
            staged.push((path, file));
        }
        if let Some(name) = &outputs.project {
            let path = folder.join(name);
            make_folder_of(&path, texts)?;
            let file = file::stage_document(&self.document, &path).map_err(not_written)?;
            staged.push((path, file));
        }
        for (path, file) in staged {
            file.put().map_err(not_written)?;
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
