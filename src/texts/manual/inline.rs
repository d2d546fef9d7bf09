//! Words with their marks: bold, italics, code and links.

/// Words that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they lean.
    pub italic: bool,
    /// Whether they are to be typed as they stand.
    pub code: bool,
    /// Where they lead, as the file writes it.
    pub link: Option<String>,
}

/// The words without their looks.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The spans of a line.
pub(super) fn spans(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut now = Span::default();
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        if let Some((span, after)) = whole(rest) {
            push(&mut spans, &mut now);
            spans.push(Span {
                bold: now.bold,
                italic: now.italic,
                ..span
            });
            rest = after;
        } else if let Some(after) = rest.strip_prefix("**") {
            push(&mut spans, &mut now);
            now.bold = !now.bold;
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*')
            && (now.italic || opens(after))
        {
            push(&mut spans, &mut now);
            now.italic = !now.italic;
            rest = after;
        } else {
            now.text.push(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    push(&mut spans, &mut now);
    spans
}

/// Ends the words so far; those that follow look the same until a mark turns them.
fn push(spans: &mut Vec<Span>, now: &mut Span) {
    let text = std::mem::take(&mut now.text);
    if !text.is_empty() {
        spans.push(Span {
            text,
            ..now.clone()
        });
    }
}

/// Whether a star before this begins italics: it touches a word, and another star ends them.
fn opens(after: &str) -> bool {
    after.starts_with(|it: char| !it.is_whitespace()) && after.contains('*')
}

/// Code or a link at the beginning, and what comes after it. An image is passed over.
fn whole(rest: &str) -> Option<(Span, &str)> {
    if let Some((code, after)) = rest.strip_prefix('`').and_then(|it| it.split_once('`')) {
        let span = Span {
            text: code.to_owned(),
            code: true,
            ..Span::default()
        };
        return Some((span, after));
    }
    let image = rest.strip_prefix('!').filter(|it| it.starts_with('['));
    let (words, after) = image.unwrap_or(rest).strip_prefix('[')?.split_once("](")?;
    if words.contains(']') {
        return None;
    }
    let (target, after) = after.split_once(')')?;
    if image.is_some() {
        return Some((Span::default(), after));
    }
    let span = Span {
        text: words.replace(['`', '*'], ""),
        link: Some(target.to_owned()),
        ..Span::default()
    };
    Some((span, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each span with its looks in short.
    fn told(line: &str) -> String {
        let all = spans(line).into_iter().map(|it| {
            let looks = [(it.bold, "b"), (it.italic, "i"), (it.code, "c")];
            let looks: String = looks.iter().filter(|it| it.0).map(|it| it.1).collect();
            let target = it.link.map(|it| format!(">{it}")).unwrap_or_default();
            format!("{looks}<{}{target}>", it.text)
        });
        all.collect()
    }

    #[test]
    fn marks_become_looks() {
        for (line, expected) in [
            ("plain", "<plain>"),
            ("**参评规则**。不想", "b<参评规则><。不想>"),
            ("see *Raw data* now", "<see >i<Raw data>< now>"),
            ("**a `b` c**", "b<a >bc<b>b< c>"),
            ("2 * 3 and 4*5", "<2 * 3 and 4*5>"),
            ("`a*b*c`", "c<a*b*c>"),
            ("[l, u] stays", "<[l, u] stays>"),
            (
                "[l, u] and [this](a.md#b).",
                "<[l, u] and ><this>a.md#b><.>",
            ),
            (
                "（[逐项列出](workbook.md)）",
                "<（><逐项列出>workbook.md><）>",
            ),
            ("before ![a picture](x.png) after", "<before ><>< after>"),
            ("an open ` and [x](", "<an open ` and [x](>"),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }
}
