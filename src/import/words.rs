//! Names and headers as people write them, brought to one form.

use super::measure::is_measure;

/// A full-width character as its ordinary one.
pub(super) fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        _ => letter,
    }
}

/// A name on one line: trimmed, runs of blanks and line breaks as one blank, and none between two
/// Chinese characters, so that `北  京` is 北京.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut blank = false;
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            blank = true;
            continue;
        }
        if matches!(letter, '\u{200b}' | '\u{feff}') {
            continue;
        }
        if let Some(before) = cleaned.chars().next_back()
            && blank
            && !(is_chinese(before) && is_chinese(letter))
        {
            cleaned.push(' ');
        }
        blank = false;
        cleaned.push(letter);
    }
    cleaned
}

/// What two spellings of a header have in common: no blanks, half-width, lower case.
pub(super) fn key(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A remark below a table rather than the name of a unit.
pub(super) fn is_note(text: &str) -> bool {
    const BEGINNINGS: [&str; 10] = [
        "注:",
        "注1",
        "资料来源",
        "数据来源",
        "来源:",
        "说明:",
        "备注:",
        "source:",
        "note:",
        "notes:",
    ];
    let text = key(text);
    text == "注"
        || text.starts_with("注(")
        || BEGINNINGS
            .iter()
            .any(|beginning| text.starts_with(beginning))
}

/// Splits a header's trailing bracket off as its measure, if that is what it holds.
///
/// `GDP（亿元）` gives `GDP` and `亿元`; `产值(2020)` stays as it is.
pub(super) fn split_measure(header: &str) -> (String, Option<String>) {
    let whole = || (header.to_owned(), None);
    let Some((name, inner)) = trailing_bracket(header) else {
        return whole();
    };
    let inner = clean(inner);
    let name = clean(name);
    if name.is_empty() || !is_measure(&inner) {
        return whole();
    }
    (name, Some(inner))
}

/// A text without its trailing bracket, and what stands in the bracket.
pub(super) fn trailing_bracket(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_suffix([')', '）', ']', '］', '】'])?;
    let open = body.rfind(['(', '（', '[', '［', '【'])?;
    let (name, rest) = body.split_at(open);
    let mut inner = rest.chars();
    inner.next();
    Some((name, inner.as_str()))
}

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff5e}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_blanks_that_only_fill() {
        for (given, expected) in [
            ("北  京", "北京"),
            (" 北\u{3000}京 ", "北京"),
            ("Xi an", "Xi an"),
            ("R&D\r\n人员", "R&D 人员"),
            ("生产\n总值", "生产总值"),
            ("GDP  per\tcapita", "GDP per capita"),
            ("\u{feff}城市", "城市"),
            ("", ""),
        ] {
            assert_eq!(clean(given), expected, "{given:?}");
        }
    }

    #[test]
    fn brackets_are_measures_only_if_they_look_like_one() {
        for (header, name, measure) in [
            ("GDP（亿元）", "GDP", "亿元"),
            ("GDP (亿元)", "GDP", "亿元"),
            ("增速[%]", "增速", "%"),
            ("人均GDP（元/人）", "人均GDP", "元/人"),
            ("床位（张/千人）", "床位", "张/千人"),
            ("密度（人/平方公里）", "密度", "人/平方公里"),
            ("CPI（上年=100）", "CPI", "上年=100"),
            ("Trade (million USD)", "Trade", "million USD"),
            (
                "Papers (per million inhabitants)",
                "Papers",
                "per million inhabitants",
            ),
            ("专利（每万人）", "专利", "每万人"),
            ("R&D（规模以上）（万元）", "R&D（规模以上）", "万元"),
            ("产值(2020)", "产值(2020)", ""),
            ("产值(2020年)", "产值(2020年)", ""),
            ("GDP（人均）", "GDP（人均）", ""),
            ("人口（不含农户）", "人口（不含农户）", ""),
            ("人口（市辖区）", "人口（市辖区）", ""),
            ("（亿元）", "（亿元）", ""),
            ("GDP", "GDP", ""),
            ("GDP)", "GDP)", ""),
        ] {
            let expected = (
                name.to_owned(),
                (!measure.is_empty()).then(|| measure.to_owned()),
            );
            assert_eq!(split_measure(header), expected, "{header:?}");
        }
    }

    #[test]
    fn notes_are_told_from_names() {
        for (text, note) in [
            ("注：不含港澳台", true),
            ("资料来源：年鉴", true),
            ("Source: World Bank", true),
            ("注册企业", false),
            ("北京", false),
            ("Notebook", false),
        ] {
            assert_eq!(is_note(text), note, "{text:?}");
        }
    }
}
