//! Names and reasons that come out of files, made fit to be kept and shown.

/// So many letters of a name are kept: more than any program lets a sheet have.
const MOST_OF_A_NAME: usize = 255;
/// So many letters of a reason are kept.
const MOST_OF_A_REASON: usize = 200;

/// A name without what would steer a terminal, and not longer than a name is.
pub(super) fn line(name: &str) -> String {
    cut(name, MOST_OF_A_NAME)
}

/// A reason, which may repeat what stands in the file, without what would steer a terminal.
pub(super) fn short(reason: &str) -> String {
    cut(reason, MOST_OF_A_REASON)
}

fn cut(text: &str, most: usize) -> String {
    let mut letters = text.chars().map(visible);
    let mut kept: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}

/// Line ends, escapes and marks that turn the direction of writing are shown as what nobody can read.
pub(super) fn visible(letter: char) -> char {
    let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if letter.is_control() || turns || matches!(letter, '\u{2028}' | '\u{2029}') {
        '\u{fffd}'
    } else {
        letter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        for (name, expected) in [
            ("数据", "数据"),
            ("a\n\u{1b}[2Jb", "a\u{fffd}\u{fffd}[2Jb"),
            ("x\u{202e}xslx.exe", "x\u{fffd}xslx.exe"),
        ] {
            assert_eq!(line(name), expected);
        }
        let long = line(&"长".repeat(300));
        assert_eq!((long.chars().count(), long.ends_with("长…")), (255, true));
        assert_eq!(line(&"长".repeat(255)), "长".repeat(255));
        assert_eq!(short(&"x".repeat(1 << 20)).chars().count(), 200);
    }
}
