//! The rows of a framework sheet: what each says of its node.

use std::collections::BTreeSet;

use super::header::{Header, Role};
use crate::{
    engine::Direction,
    import::{
        CellAt, Finding, OutlineNode, Problem, Sheet, Value,
        number::{Reading, parse},
        words,
    },
};

/// The rows below a header, and what is noticed in them.
pub(super) struct Rows<'a> {
    pub(super) header: &'a Header,
    pub(super) sheet: &'a Sheet,
    pub(super) findings: Vec<Finding>,
}

impl Rows<'_> {
    /// The rows that are no note and no sum.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let below = self.sheet.rows().filter(|(row, _)| *row > self.header.row);
        let kept = below.filter(|(_, cells)| {
            let first = cells.first().map(|cell| cell.value.text());
            let first = first.unwrap_or_default();
            let sum = ["合计", "总计", "total"].contains(&words::key(&first).as_str());
            let note = cells.len() == 1 && words::is_note(&first);
            !(sum || note)
        });
        kept.map(|(row, _)| row).collect()
    }

    pub(super) fn tell(&mut self, at: CellAt, problem: Problem) {
        self.findings.push(Finding {
            file: String::new(),
            sheet: self.sheet.name.clone(),
            at: Some(at),
            problem,
        });
    }

    /// The text of a column in a row, on one line; empty where there is none.
    pub(super) fn text(&self, row: u32, column: u32) -> String {
        let value = self.sheet.get(CellAt { row, column });
        value.map_or_else(String::new, |value| words::clean(&value.text()))
    }

    pub(super) fn role_text(&self, row: u32, role: Role) -> String {
        let column = self.header.column(role).map(|column| column.at.column);
        column.map_or_else(String::new, |column| self.text(row, column))
    }

    /// Where a role's cell of a row is; the first column where no column has the role.
    pub(super) fn place(&self, row: u32, role: Role) -> CellAt {
        let column = self.header.column(role).map_or(0, |it| it.at.column);
        CellAt { row, column }
    }

    /// Fills in what the row says of its node, beside names and parents.
    pub(super) fn describe(&mut self, row: u32, node: &mut OutlineNode) {
        let optional = |text: String| (!text.is_empty()).then_some(text);
        node.measure = optional(self.role_text(row, Role::Measure));
        node.source = optional(self.role_text(row, Role::Source));
        node.lo = self.number(row, Role::Lo);
        node.hi = self.number(row, Role::Hi);
        node.target = self.number(row, Role::Target);
        node.denominator = optional(self.role_text(row, Role::Denominator));
        node.per = self.per(row);
        node.formula = optional(self.role_text(row, Role::Formula));
        node.lag = self.lag(row);
        node.direction = self.direction(row);
        if let Some(weight) = self.weight(row, Role::Weight) {
            node.weight = Some(weight);
        }
    }

    pub(super) fn weight(&mut self, row: u32, role: Role) -> Option<f64> {
        let weight = self.number(row, role)?;
        if weight < 0.0 {
            let at = self.place(row, role);
            self.tell(at, Problem::NegativeWeight { found: weight });
        }
        Some(weight)
    }

    fn number(&mut self, row: u32, role: Role) -> Option<f64> {
        let column = self.header.column(role)?;
        let name = column.name.clone();
        let at = self.place(row, role);
        let value = self.sheet.get(at)?;
        let found = value.text();
        match value {
            Value::Number(number) if number.is_finite() => return Some(*number),
            Value::Error(_) => {
                self.tell(at, Problem::ErrorCell { found });
                return None;
            }
            _ => {}
        }
        match parse(&found, self.sheet.decimal_comma) {
            Reading::Number { value, .. } => return Some(value),
            Reading::Missing => {}
            Reading::NotANumber => {
                let column = name;
                self.tell(at, Problem::NotANumber { found, column });
            }
        }
        None
    }

    /// A number above zero.
    fn per(&mut self, row: u32) -> Option<f64> {
        let number = self.number(row, Role::Per)?;
        if number > 0.0 {
            return Some(number);
        }
        let at = self.place(row, Role::Per);
        let column = self.header.column(Role::Per);
        let column = column.map(|it| it.name.clone()).unwrap_or_default();
        let found = number.to_string();
        self.tell(at, Problem::NotANumber { found, column });
        None
    }

    /// A whole number of periods.
    fn lag(&mut self, row: u32) -> u32 {
        let Some(number) = self.number(row, Role::Lag) else {
            return 0;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "just found to be a small whole number"
        )]
        if number.fract() == 0.0 && (0.0..=1000.0).contains(&number) {
            return number as u32;
        }
        let at = self.place(row, Role::Lag);
        let column = self.header.column(Role::Lag);
        let column = column.map(|it| it.name.clone()).unwrap_or_default();
        let found = number.to_string();
        self.tell(at, Problem::NotANumber { found, column });
        0
    }

    fn direction(&mut self, row: u32) -> Option<Direction> {
        let text = self.role_text(row, Role::Direction);
        if words::key(&text).is_empty() {
            return None;
        }
        let read = parse_direction(&text);
        if read.is_none() {
            let at = self.place(row, Role::Direction);
            self.tell(at, Problem::NotADirection { found: text });
        }
        read
    }

    /// Tells of columns that hold something and are not used.
    pub(super) fn unused(&mut self) {
        let mut filled: BTreeSet<u32> = BTreeSet::new();
        for cell in &self.sheet.cells {
            if cell.at.row > self.header.row && !cell.value.text().trim().is_empty() {
                filled.insert(cell.at.column);
            }
        }
        let header = self.header;
        for column in &header.columns {
            if column.role == Role::Unused && filled.contains(&column.at.column) {
                let name = column.name.clone();
                self.tell(column.at, Problem::ColumnNotUsed { column: name });
            }
        }
    }
}

/// The direction that a word or sign means.
///
/// ```
/// use heng::{engine::Direction, import::parse_direction};
/// assert_eq!(parse_direction("逆向"), Some(Direction::Negative));
/// assert_eq!(parse_direction("up"), None);
/// ```
pub fn parse_direction(text: &str) -> Option<Direction> {
    match words::key(text).replace('−', "-").as_str() {
        "正向" | "正" | "正向指标" | "正指标" | "+" | "1" | "+1" | "positive" | "benefit"
        | "higher" | "越大越好" | "效益型" | "极大型" => Some(Direction::Positive),
        "负向" | "逆向" | "负" | "逆" | "负向指标" | "逆向指标" | "逆指标" | "-" | "-1"
        | "negative" | "cost" | "lower" | "越小越好" | "成本型" | "极小型" => {
            Some(Direction::Negative)
        }
        _ => None,
    }
}
