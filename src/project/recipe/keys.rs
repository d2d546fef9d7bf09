//! Reading a table of keys, so that a wrong one names its line and the nearest right one.

use toml::de::{DeTable, DeValue};

use crate::project::nearest;

/// What is wrong with a key of an index file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("line {line}: {key}: {problem:?}")]
pub struct KeyError {
    /// The line, from 1.
    pub line: usize,
    /// The key with its path, such as `method.normalise.range`; empty if the text is no TOML.
    pub key: String,
    /// What is wrong.
    pub problem: KeyProblem,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyProblem {
    /// The text is no TOML.
    Syntax {
        /// What the reader says.
        message: String,
    },
    /// There is no such key.
    UnknownKey {
        /// The nearest one that there is.
        nearest: Option<String>,
        /// All that there are.
        known: Vec<&'static str>,
    },
    /// The value is of another kind.
    WrongKind {
        /// What is expected.
        expected: Kind,
        /// What stands there, in TOML's words.
        found: &'static str,
    },
    /// The value is a word that means nothing here.
    UnknownWord {
        /// The word.
        found: String,
        /// The nearest one that does.
        nearest: Option<String>,
        /// All that do.
        known: Vec<&'static str>,
    },
    /// The key or word is part of the format, and this version cannot do it yet.
    NotYet,
    /// A key without which nothing can be done is absent.
    Missing,
    /// Two keys contradict one another.
    Contradicts {
        /// The other key.
        other: &'static str,
    },
}

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `"text"`.
    Text,
    /// `1` or `1.5`.
    Number,
    /// `34`.
    Count,
    /// `true` or `false`.
    Truth,
    /// `["text", "text"]`.
    Texts,
    /// `[0, 100]`.
    Range,
    /// `[10, 50, 100]`.
    Numbers,
    /// `{ … }` or `[section]`.
    Table,
    /// `[[section]]`.
    Tables,
    /// `2020` or `"2020Q1"`.
    Period,
    /// `"word"` or `{ kind = "word", … }`.
    Choice,
}

/// A table of keys; remembers which were asked for.
pub(super) struct Section<'t> {
    text: &'t str,
    path: String,
    line: usize,
    table: &'t DeTable<'t>,
    asked: Vec<&'static str>,
}

/// A key's value.
pub(super) struct Entry<'t> {
    text: &'t str,
    /// The key with its path.
    pub(super) path: String,
    /// The line, from 1.
    pub(super) line: usize,
    value: &'t DeValue<'t>,
}

/// The line of a place in a text, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count()
}

impl<'t> Section<'t> {
    pub(super) fn root(text: &'t str, table: &'t DeTable<'t>) -> Self {
        Self {
            text,
            path: String::new(),
            line: 1,
            table,
            asked: Vec::new(),
        }
    }

    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.asked.push(key);
        let (text, table) = (self.text, self.table);
        let (name, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
        let line = line_of(text, name.span().start);
        Some(Entry {
            text,
            path: self.path_to(key),
            line,
            value: value.get_ref(),
        })
    }

    /// The value of a key that has to be there. Where it is absent and another one looks like it
    /// misspelt, that is what is told.
    pub(super) fn need(&mut self, key: &'static str) -> Result<Entry<'t>, KeyError> {
        if let Some(entry) = self.get(key) {
            return Ok(entry);
        }
        let misspelt = self.table.keys().find(|name| {
            let name = name.get_ref().as_ref();
            !self.asked.contains(&name) && nearest(name, [key]).is_some()
        });
        let (line, key, problem) = match misspelt {
            Some(name) => {
                let known = vec![key];
                let problem = KeyProblem::UnknownKey {
                    nearest: Some(key.to_owned()),
                    known,
                };
                (
                    line_of(self.text, name.span().start),
                    self.path_to(name.get_ref()),
                    problem,
                )
            }
            None => (self.line, self.path_to(key), KeyProblem::Missing),
        };
        Err(KeyError { line, key, problem })
    }

    /// A key of the format that this version has no use for; it may only be absent.
    pub(super) fn not_yet(&mut self, key: &'static str) -> Result<(), KeyError> {
        self.get(key)
            .map_or(Ok(()), |entry| Err(entry.error(KeyProblem::NotYet)))
    }

    /// Complains about the first key nobody asked for.
    pub(super) fn finish(self) -> Result<(), KeyError> {
        let unknown = self
            .table
            .iter()
            .find(|(name, _)| !self.asked.contains(&name.get_ref().as_ref()));
        let Some((name, _)) = unknown else {
            return Ok(());
        };
        let nearest = nearest(name.get_ref(), self.asked.iter().copied());
        Err(KeyError {
            line: line_of(self.text, name.span().start),
            key: self.path_to(name.get_ref()),
            problem: KeyProblem::UnknownKey {
                nearest,
                known: self.asked,
            },
        })
    }

    /// All keys with their values in the order of the file, where the keys are names.
    pub(super) fn named(self) -> impl Iterator<Item = (String, Entry<'t>)> {
        let Self {
            text, path, table, ..
        } = self;
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        entries.into_iter().map(move |(name, value)| {
            let line = line_of(text, name.span().start);
            let entry = Entry {
                text,
                path: format!("{path}.\"{}\"", name.get_ref()),
                line,
                value: value.get_ref(),
            };
            (name.get_ref().to_string(), entry)
        })
    }
}

impl<'t> Entry<'t> {
    pub(super) fn error(&self, problem: KeyProblem) -> KeyError {
        KeyError {
            line: self.line,
            key: self.path.clone(),
            problem,
        }
    }

    fn wrong(&self, expected: Kind) -> KeyError {
        self.error(KeyProblem::WrongKind {
            expected,
            found: self.value.type_str(),
        })
    }

    pub(super) fn is_text(&self) -> bool {
        self.value.is_str()
    }

    pub(super) fn is_table(&self) -> bool {
        self.value.is_table()
    }

    pub(super) fn text(&self) -> Result<String, KeyError> {
        self.value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| self.wrong(Kind::Text))
    }

    pub(super) fn number(&self) -> Result<f64, KeyError> {
        number(self.value).ok_or_else(|| self.wrong(Kind::Number))
    }

    pub(super) fn count(&self) -> Result<usize, KeyError> {
        integer(self.value)
            .and_then(|count| count.try_into().ok())
            .ok_or_else(|| self.wrong(Kind::Count))
    }

    pub(super) fn truth(&self) -> Result<bool, KeyError> {
        self.value.as_bool().ok_or_else(|| self.wrong(Kind::Truth))
    }

    /// A text that is the name of one member of a list of words.
    pub(super) fn word<T>(
        &self,
        known: Vec<&'static str>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, KeyError> {
        let found = self.text()?;
        read(&found).ok_or_else(|| {
            // A word that lacks its parameter only, such as `ahp` for `ahp:FILE`.
            let bare = |it: &&str| it.split_once(':').is_some_and(|it| it.0 == found);
            let whole = known.iter().copied().find(bare).map(str::to_owned);
            let nearest = whole.or_else(|| nearest(&found, known.iter().copied()));
            self.error(KeyProblem::UnknownWord {
                found,
                nearest,
                known,
            })
        })
    }

    pub(super) fn range(&self) -> Result<[f64; 2], KeyError> {
        let numbers = self
            .value
            .as_array()
            .map(|array| array.iter().map(|it| number(it.get_ref())));
        let numbers: Option<Vec<f64>> = numbers.and_then(Iterator::collect);
        numbers
            .and_then(|numbers| numbers.try_into().ok())
            .ok_or_else(|| self.wrong(Kind::Range))
    }

    pub(super) fn numbers(&self) -> Result<Vec<f64>, KeyError> {
        let numbers = self
            .value
            .as_array()
            .map(|array| array.iter().map(|it| number(it.get_ref())));
        let numbers: Option<Vec<f64>> = numbers.and_then(Iterator::collect);
        numbers.ok_or_else(|| self.wrong(Kind::Numbers))
    }

    pub(super) fn entries(&self) -> Option<Vec<Self>> {
        let entry = |value: &'t DeValue<'t>| Self {
            text: self.text,
            path: self.path.clone(),
            line: self.line,
            value,
        };
        Some(
            self.value
                .as_array()?
                .iter()
                .map(|it| entry(it.get_ref()))
                .collect(),
        )
    }

    pub(super) fn texts(&self) -> Result<Vec<String>, KeyError> {
        let texts = self
            .entries()
            .map(|entries| entries.iter().map(Self::text).collect::<Result<_, _>>());
        texts
            .and_then(Result::ok)
            .ok_or_else(|| self.wrong(Kind::Texts))
    }

    pub(super) fn period(&self) -> Result<crate::engine::Period, KeyError> {
        let text = self
            .value
            .as_str()
            .map(str::to_owned)
            .or_else(|| integer(self.value).map(|year| year.to_string()));
        text.map(crate::engine::Period::from)
            .ok_or_else(|| self.wrong(Kind::Period))
    }

    pub(super) fn section(&self) -> Result<Section<'t>, KeyError> {
        let table = self
            .value
            .as_table()
            .ok_or_else(|| self.wrong(Kind::Table))?;
        Ok(Section {
            text: self.text,
            path: self.path.clone(),
            line: self.line,
            table,
            asked: Vec::new(),
        })
    }

    pub(super) fn sections(&self) -> Result<Vec<Section<'t>>, KeyError> {
        let sections = self
            .entries()
            .map(|entries| entries.iter().map(Self::section).collect::<Result<_, _>>());
        sections
            .and_then(Result::ok)
            .ok_or_else(|| self.wrong(Kind::Tables))
    }

    pub(super) fn wrong_choice(&self) -> KeyError {
        self.wrong(Kind::Choice)
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let float = || value.as_float()?.as_str().parse().ok();
    integer(value)
        .map(|integer| integer as f64)
        .or_else(float)
        .filter(|number| number.is_finite())
}
