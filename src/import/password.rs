//! A password, which nothing writes down.

use std::fmt;

/// The most bytes of a password that are looked at. Passwords of workbooks have at most 255 letters.
const MOST: usize = 1024;

/// A password of a workbook. It is never shown, logged or saved.
///
/// ```
/// use heng::import::Password;
/// let password = Password::new("secret").expect("not empty");
/// assert_eq!(format!("{password:?}"), "Password(…)");
/// assert_eq!(Password::new(""), None);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// None without a letter. What is too long to open anything is cut.
    pub fn new(words: &str) -> Option<Self> {
        let mut end = words.len().min(MOST);
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        let words = words.get(..end).unwrap_or_default();
        (!words.is_empty()).then(|| Self(words.to_owned()))
    }

    /// As it was typed.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_letters() {
        let long = Password::new(&"密".repeat(1000)).unwrap();
        assert_eq!(long.reveal(), "密".repeat(341));
    }
}
