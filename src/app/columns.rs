//! Which variables of the project the columns of an incoming file are, where the names do not tell.

use std::collections::BTreeMap;

use super::incoming::Incoming;
use crate::{
    import::Table,
    project::{Dataset, nearest},
};

/// What is known of the columns of an incoming file.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The variables that a person says columns are, by the columns' names.
    pub said: BTreeMap<String, String>,
    /// Columns that bear the name of no variable, each with the variable whose name is most alike.
    pub new: Vec<(String, Option<String>)>,
}

impl Columns {
    /// Gives columns the names of the variables they are, and finds those that are new to a project
    /// that has variables.
    pub(super) fn settle(&mut self, tables: &mut [Table], dataset: Option<&Dataset>) {
        self.new.clear();
        let Some(dataset) = dataset.filter(|it| !it.variables.is_empty()) else {
            return;
        };
        for table in tables {
            self.rename(table);
            for column in &table.columns {
                self.look_at(&column.name, dataset);
            }
        }
    }

    /// Gives columns the names that were said; no two columns of a table become the same variable.
    fn rename(&self, table: &mut Table) {
        for at in 0..table.columns.len() {
            let name = table.columns.get(at).map(|it| &it.name);
            let Some(variable) = name.and_then(|it| self.said.get(it)) else {
                continue;
            };
            let is_taken = table.columns.iter().any(|it| it.name == *variable);
            if let Some(column) = table.columns.get_mut(at).filter(|_| !is_taken) {
                variable.clone_into(&mut column.name);
            }
        }
    }

    /// Notes a column that is new.
    fn look_at(&mut self, column: &str, dataset: &Dataset) {
        let mut variables = dataset.variables.iter();
        let is_known = variables.any(|it| it.code == column || it.name == column);
        if is_known || self.new.iter().any(|(name, _)| name == column) {
            return;
        }
        let variables = dataset.variables.iter().filter(|it| it.formula.is_none());
        let near = nearest(column, variables.map(|it| it.name.as_str()));
        self.new.push((column.to_owned(), near));
    }
}

impl Incoming {
    /// Says which variable a column is, or that it is a new one.
    pub(super) fn column_is(&mut self, column: String, variable: Option<String>) {
        match variable {
            Some(variable) => self.columns.said.insert(column, variable),
            None => self.columns.said.remove(&column),
        };
        self.look_at_data();
    }
}
