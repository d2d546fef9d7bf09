//! From what an index file says to a document, by the same edits as the app.

use std::{collections::HashMap, sync::Arc};

use super::{
    IndexFile, KeyError, Override, PoolingName, ScreenNames, UnitRules, groups::groupings,
};
use crate::{
    engine::{Normalisation, Period, Pooling, UnitId},
    import::{
        Book, CellAt, Finding, OtherKind, Outline, Problem, ReadError, Table, TableError,
        budget_answers, expert_weights, is_budget, judgements_of, list::TallyError, outline,
        sheet_map::Evidence,
    },
    project::{
        At, Dataset, DatasetId, Document, Edit, EditError, LookupError, MethodPatch, Role, TopRule,
        Unit, UnitRule, find_node, find_unit, find_variable,
    },
};

/// A document made from an index file.
#[derive(Clone, Debug)]
pub struct Built {
    /// The project.
    pub document: Document,
    /// What was noticed while reading; no errors among them.
    pub findings: Vec<Finding>,
    /// The framework as its sheet tells it, with the cells where its nodes stand.
    pub outline: Option<Arc<Outline>>,
}

/// Why no document can be made. Nothing is written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BuildError {
    /// The index file itself is wrong.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A file it names cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file it names does not hold what it should.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A list cannot be tallied as asked.
    #[error(transparent)]
    Tally(#[from] TallyError),
    /// A table does not say its period, and what hints at one is too weak to be followed.
    #[error("{file}: is the period {proposal}?")]
    PeriodGuessed {
        /// The file's name.
        file: String,
        /// The sheet's name; empty for a text file.
        sheet: String,
        /// A cell of the table; none where it is not known.
        at: Option<CellAt>,
        /// What it may be.
        proposal: Period,
        /// What hints at it.
        from: Evidence,
    },
    /// A change is refused, mostly because what was read has errors.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A name in the index file means nothing, or too much.
    #[error("{key}: {error}")]
    Name {
        /// The key where it stands.
        key: String,
        /// What is wrong with it.
        error: LookupError,
    },
    /// A choice in the index file is refused.
    #[error("{key}: {error}")]
    Choice {
        /// The key where it stands.
        key: String,
        /// Why.
        error: EditError,
    },
    /// Choices of an indicator are given to an aggregate, or the other way round.
    #[error("{key}: {node:?} is of the other kind")]
    OtherKind {
        /// The key where it stands.
        key: String,
        /// The node.
        node: String,
    },
}

/// Answers the book of a file.
pub(super) type Read<'a> = &'a mut dyn FnMut(&str) -> Result<Book, ReadError>;

/// Makes a document. `read` answers the book of a file named in the index file.
pub fn build(index: &IndexFile, read: Read<'_>) -> Result<Built, BuildError> {
    let mut work = Work::new(&index.title);
    let tables = work.all_data(&index.data, read)?;
    if index.framework.is_none() {
        // Before all variables become indicators, so that these are among them.
        work.derive(&index.derive)?;
    }
    let outline = work.framework(index, read)?;
    if index.framework.is_some() {
        work.derive(&index.derive)?;
    }
    for table in &tables {
        work.groups(table, outline.as_deref())?;
    }
    if let Some(file) = &index.units.groups {
        work.groups_of(file, read)?;
    }
    work.experts(index, read)?;
    work.pools(index)?;
    let (dataset, tiers) = (work.dataset, index.tiers.clone());
    work.choose("method.tiers", &Edit::SetTiers { dataset, tiers })?;
    let at = At {
        dataset,
        scenario: None,
    };
    let choices = work.choices(
        "method",
        (&index.method, &index.screen),
        index.reference_unit.as_deref(),
    )?;
    work.choose("method", &Edit::SetMethod { at, choices })?;
    for own in &index.overrides {
        work.node_choices(own)?;
    }
    work.roles("units", at, &index.units)?;
    work.scenarios(&index.scenarios)?;
    work.published(&index.published, read)?;
    work.relations(&index.relations, read)?;
    Ok(Built {
        document: work.document,
        findings: work.findings,
        outline,
    })
}

/// A document in the making.
pub(super) struct Work {
    pub(super) document: Document,
    pub(super) dataset: DatasetId,
    pub(super) findings: Vec<Finding>,
}

impl Work {
    fn new(title: &str) -> Self {
        let document = Document::new(title);
        let dataset = document.main().map_or(DatasetId(0), |dataset| dataset.id);
        Self {
            document,
            dataset,
            findings: Vec::new(),
        }
    }

    pub(super) fn edit(&mut self, edit: &Edit) -> Result<(), BuildError> {
        self.document = edit.apply(&self.document)?;
        Ok(())
    }

    /// The same for a choice of the index file; its refusal names the key.
    pub(super) fn choose(&mut self, key: &str, edit: &Edit) -> Result<(), BuildError> {
        self.document = edit
            .apply(&self.document)
            .map_err(|error| BuildError::Choice {
                key: key.to_owned(),
                error,
            })?;
        Ok(())
    }

    /// Takes the framework in, or makes one of all variables where the index file names none.
    fn framework(
        &mut self,
        index: &IndexFile,
        read: Read<'_>,
    ) -> Result<Option<Arc<Outline>>, BuildError> {
        let (dataset, index_name) = (self.dataset, index.title.clone());
        let Some(framework) = &index.framework else {
            self.edit(&Edit::OutlineFromVariables {
                dataset,
                index_name,
            })?;
            return Ok(None);
        };
        let book = read(&framework.file)?;
        self.findings.extend(book.findings.iter().cloned());
        let outline = Arc::new(outline(&book, framework.sheet.as_deref())?);
        self.findings.extend(outline.findings.iter().cloned());
        self.edit(&Edit::TakeOutline {
            dataset,
            outline: Arc::clone(&outline),
            index_name,
        })?;
        Ok(Some(outline))
    }

    pub(super) fn main(&self) -> Result<&Dataset, BuildError> {
        Ok(self.document.main().ok_or(EditError::NoDataset)?)
    }

    /// Groups from the columns of words that the framework names as such; the others are reported.
    fn groups(&mut self, table: &Table, outline: Option<&Outline>) -> Result<(), BuildError> {
        for column in &table.texts {
            let others = outline.into_iter().flat_map(|outline| &outline.others);
            let group = others
                .filter(|other| other.kind == OtherKind::Group)
                .find(|other| other.code == column.name);
            let Some(group) = group else {
                self.findings.push(Finding {
                    file: table.file.clone(),
                    sheet: table.sheet.clone(),
                    at: Some(CellAt {
                        row: table.header.row,
                        column: column.column,
                    }),
                    problem: Problem::ColumnNotUsed {
                        column: column.name.clone(),
                    },
                });
                continue;
            };
            let named = |unit: &Unit| (unit.key.clone(), unit.id);
            let units: HashMap<String, UnitId> = self.main()?.units.iter().map(named).collect();
            let rows = table.rows.iter().zip(&column.values);
            let words = rows
                .filter_map(|(row, word)| Some((*units.get(&row.unit)?, word.clone())))
                .collect();
            self.edit(&Edit::TakeGroups {
                dataset: self.dataset,
                kind: group.name.clone(),
                words,
            })?;
        }
        Ok(())
    }

    fn node_choices(&mut self, own: &Override) -> Result<(), BuildError> {
        let name = |error| BuildError::Name {
            key: own.key.clone(),
            error,
        };
        let framework = self
            .main()?
            .framework
            .clone()
            .ok_or(EditError::NoFramework)?;
        let node = find_node(&framework, &own.node).map_err(name)?;
        let is_indicator = framework
            .node(node)
            .is_some_and(|it| it.indicator().is_some());
        if is_indicator != own.key.starts_with("method.indicator.") {
            return Err(BuildError::OtherKind {
                key: own.key.clone(),
                node: own.node.clone(),
            });
        }
        let dataset = self.dataset;
        let key = format!("{}.normalise.unit", own.key);
        let name = own.reference_unit.as_deref();
        let normalisation = self.against(&key, own.normalisation.clone(), name)?;
        let mut edits = Vec::new();
        if normalisation.is_some() {
            edits.push(Edit::SetNormalisation {
                dataset,
                node,
                normalisation,
            });
        }
        if let weighting @ Some(_) = own.weighting.clone() {
            edits.push(Edit::SetWeighting {
                dataset,
                node,
                weighting,
            });
        }
        if let aggregation @ Some(_) = own.aggregation {
            edits.push(Edit::SetAggregation {
                dataset,
                node,
                aggregation,
            });
        }
        edits.extend(own.choices.iter().cloned().map(|choice| Edit::Choose {
            dataset,
            node,
            choice,
        }));
        edits
            .iter()
            .try_for_each(|edit| self.choose(&own.key, edit))
    }

    /// Computed variables: those that are known by name get the formula, the others are added.
    /// All are there before the first formula is read, as one may name another that comes later.
    fn derive(&mut self, formulas: &[(String, String)]) -> Result<(), BuildError> {
        let dataset = self.dataset;
        let key = |name: &str| format!("derive.\"{name}\"");
        for (name, _) in formulas {
            let edit = match find_variable(self.main()?, name) {
                Ok(_) => continue,
                Err(LookupError::Unknown { .. }) => Edit::AddFormula {
                    dataset,
                    name: name.clone(),
                    measure: None,
                    formula: "0".to_owned(),
                },
                Err(error) => {
                    let key = key(name);
                    return Err(BuildError::Name { key, error });
                }
            };
            self.choose(&key(name), &edit)?;
        }
        for (name, formula) in formulas {
            let key = key(name);
            let found = find_variable(self.main()?, name).map(|it| it.id);
            let variable = found.map_err(|error| BuildError::Name {
                key: key.clone(),
                error,
            })?;
            let formula = Some(formula.clone());
            let edit = Edit::SetFormula {
                dataset,
                variable,
                formula,
            };
            self.choose(&key, &edit)?;
        }
        Ok(())
    }

    /// Groupings from the columns of words of a file.
    fn groups_of(&mut self, file: &str, read: Read<'_>) -> Result<(), BuildError> {
        let book = read(file)?;
        self.findings.extend(book.findings.iter().cloned());
        for grouping in groupings(&book)? {
            let words = grouping.words.into_iter().map(|(unit, word)| {
                let unit = self.units("units.groups", &[unit])?;
                Ok(unit.into_iter().map(move |unit| (unit, word.clone())))
            });
            let words: Vec<_> = words.collect::<Result<_, BuildError>>()?;
            self.edit(&Edit::TakeGroups {
                dataset: self.dataset,
                kind: grouping.kind,
                words: words.into_iter().flatten().collect(),
            })?;
        }
        Ok(())
    }

    /// What experts judge and give.
    fn experts(&mut self, index: &IndexFile, read: Read<'_>) -> Result<(), BuildError> {
        let dataset = self.dataset;
        let files = index.experts.judgements.iter();
        let books: Vec<Book> = files.map(|file| read(file)).collect::<Result<_, _>>()?;
        if !books.is_empty() {
            let sheet = Arc::new(judgements_of(&books)?);
            self.findings.extend(sheet.findings.iter().cloned());
            self.edit(&Edit::TakeJudgements { dataset, sheet })?;
        }
        let files = index.experts.opinions.iter();
        let books: Vec<Book> = files.map(|file| read(file)).collect::<Result<_, _>>()?;
        // Answers of many experts are one list; a list by itself stands for all its experts.
        let (answers, lists): (Vec<Book>, Vec<Book>) = books.into_iter().partition(is_budget);
        let mut sheets = Vec::new();
        for list in &lists {
            sheets.push(expert_weights(list, None)?);
        }
        if !answers.is_empty() {
            sheets.push(budget_answers(&answers)?);
        }
        for sheet in sheets.into_iter().map(Arc::new) {
            self.findings.extend(sheet.findings.iter().cloned());
            self.edit(&Edit::TakeOpinions { dataset, sheet })?;
        }
        Ok(())
    }

    /// Units made of others, and how values become theirs.
    fn pools(&mut self, index: &IndexFile) -> Result<(), BuildError> {
        let dataset = self.dataset;
        for (name, members) in &index.pools {
            let key = format!("pools.\"{name}\"");
            let members = self.units(&key, members)?;
            let name = name.clone();
            let edit = Edit::AddPool {
                dataset,
                name,
                members,
            };
            self.choose(&key, &edit)?;
        }
        for (name, how) in &index.pooling {
            let key = format!("pooling.\"{name}\"");
            let find = |name: &str| match find_variable(self.main()?, name) {
                Ok(variable) => Ok(variable.id),
                Err(error) => Err(BuildError::Name {
                    key: key.clone(),
                    error,
                }),
            };
            let variable = find(name)?;
            let pooling = Some(match how {
                PoolingName::Sum => Pooling::Sum,
                PoolingName::Mean(by) => Pooling::Mean {
                    by: by.as_deref().map(find).transpose()?,
                },
            });
            let edit = Edit::SetPooling {
                dataset,
                variable,
                pooling,
            };
            self.choose(&key, &edit)?;
        }
        Ok(())
    }

    /// Choices of method with the units that the index file names.
    pub(super) fn choices(
        &self,
        key: &str,
        (choices, names): (&MethodPatch, &ScreenNames),
        reference: Option<&str>,
    ) -> Result<MethodPatch, BuildError> {
        let mut choices = choices.clone();
        if let Some(screen) = &mut choices.screen {
            let units = |list: &str, of| self.units(&format!("{key}.screen.{list}"), of);
            screen.force_in = units("force_in", &names.force_in)?;
            screen.force_out = units("force_out", &names.force_out)?;
        }
        let key = format!("{key}.normalise.unit");
        choices.normalisation = self.against(&key, choices.normalisation, reference)?;
        Ok(choices)
    }

    /// A normalisation with the unit it measures against, which the index file names.
    fn against(
        &self,
        key: &str,
        mut normalisation: Option<Normalisation>,
        name: Option<&str>,
    ) -> Result<Option<Normalisation>, BuildError> {
        if let (Some(Normalisation::DistanceUnit { unit, .. }), Some(name)) =
            (&mut normalisation, name)
        {
            *unit = self.units(key, &[name.to_owned()])?.pop();
        }
        Ok(normalisation)
    }

    /// The rule stays a rule, so that it is followed again when data change. Reference units take no
    /// place among the top and are shown also where the rule leaves them out.
    pub(super) fn roles(&mut self, key: &str, at: At, rules: &UnitRules) -> Result<(), BuildError> {
        let named = |list: &str, names: &[String]| self.units(&format!("{key}.{list}"), names);
        let reference = named("reference", &rules.reference)?;
        let top = rules.top.as_ref().map(|top| {
            let unknown = |error| BuildError::Name {
                key: format!("{key}.top.indicator"),
                error,
            };
            let variable = find_variable(self.main()?, &top.indicator);
            Ok::<_, BuildError>(TopRule {
                variable: variable.map_err(unknown)?.id,
                count: top.count,
                period: top.period.clone(),
            })
        });
        let mut rule = UnitRule {
            only: named("only", &rules.only)?,
            top: top.transpose()?,
            also: named("also", &rules.also)?,
            exclude: named("exclude", &rules.exclude)?,
        };
        rule.exclude.retain(|unit| !reference.contains(unit));
        let rule = Some(rule);
        self.choose(key, &Edit::SetUnitRule { at, rule })?;
        self.edit(&Edit::SetRole {
            at,
            units: reference,
            role: Role::Reference,
        })
    }

    fn units(&self, key: &str, names: &[String]) -> Result<Vec<UnitId>, BuildError> {
        let dataset = self.main()?;
        let found = names.iter().map(|name| match find_unit(dataset, name) {
            Ok(unit) => Ok(unit.id),
            Err(error) => Err(BuildError::Name {
                key: key.to_owned(),
                error,
            }),
        });
        found.collect()
    }
}
