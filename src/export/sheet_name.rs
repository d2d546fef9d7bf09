//! Sheet names that every spreadsheet program takes.

use std::collections::BTreeSet;

/// The most UTF-16 units in the name of a sheet.
const LONGEST: usize = 31;

/// Gives sheets names that are allowed and taken only once.
///
/// ```
/// use heng::export::SheetNames;
/// let mut names = SheetNames::default();
/// assert_eq!(names.give("产出/效益"), "产出-效益");
/// assert_eq!(names.give("Output"), "Output");
/// assert_eq!(names.give("OUTPUT"), "OUTPUT (2)");
/// assert_eq!(names.give("history"), "history (2)");
/// ```
#[derive(Debug)]
pub struct SheetNames {
    taken: BTreeSet<String>,
}

impl Default for SheetNames {
    /// No name is taken but the one that Excel keeps for itself.
    fn default() -> Self {
        Self {
            taken: BTreeSet::from(["history".to_owned()]),
        }
    }
}

impl SheetNames {
    /// The nearest free name to the one wished for. Names differ by more than upper and lower case.
    pub fn give(&mut self, wish: &str) -> String {
        let clean: String = wish
            .chars()
            .map(|letter| {
                if "[]:*?/\\".contains(letter) || letter.is_control() {
                    '-'
                } else {
                    letter
                }
            })
            .collect();
        let clean = match bare(&clean) {
            "" => "-",
            bare => bare,
        };
        let mut name = bare(cut(clean, LONGEST)).to_owned();
        let mut number: u64 = 2;
        while !self.taken.insert(name.to_lowercase()) {
            let suffix = format!(" ({number})");
            name = format!(
                "{}{suffix}",
                bare(cut(clean, LONGEST.saturating_sub(suffix.len())))
            );
            number += 1;
        }
        name
    }
}

/// Without the blanks and apostrophes that a name must not begin or end with.
fn bare(name: &str) -> &str {
    name.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace())
}

/// The beginning of a name, of at most so many UTF-16 units.
fn cut(name: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, letter) in name.char_indices() {
        units += letter.len_utf16();
        if units > most {
            return name.get(..at).unwrap_or(name);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let long = "城市硬科技创新能力综合评价指标体系之科技创新环境与支撑条件维度";
        for (wish, name) in [
            ("a[b]:*?/\\c", "a-b------c"),
            ("'quoted'", "quoted"),
            ("  ", "-"),
            ("", "-"),
            ("History", "History (2)"),
            (
                long,
                "城市硬科技创新能力综合评价指标体系之科技创新环境与支撑条件维度",
            ),
            (&"长".repeat(40), &"长".repeat(31)),
            (&"😀".repeat(20), &"😀".repeat(15)),
        ] {
            assert_eq!(SheetNames::default().give(wish), name);
        }
    }

    #[test]
    fn long_names_that_collide_keep_their_number() {
        let mut names = SheetNames::default();
        let long = "x".repeat(40);
        let given: Vec<String> = (0..12).map(|_| names.give(&long)).collect();
        assert_eq!(given[1], format!("{} (2)", "x".repeat(27)));
        assert_eq!(given[11], format!("{} (12)", "x".repeat(26)));
        assert!(given.iter().all(|name| name.len() <= 31));
    }
}
