//! Names and headers as people write them, brought to one form.

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

/// What is counted or measured, in the words of Chinese yearbooks.
const MEASURES: &[&str] = &[
    "元",
    "美元",
    "欧元",
    "日元",
    "英镑",
    "港元",
    "人民币",
    "国际元",
    "人",
    "人次",
    "人年",
    "人天",
    "人月",
    "户",
    "件",
    "项",
    "篇",
    "家",
    "个",
    "条",
    "种",
    "名",
    "位",
    "次",
    "台",
    "套",
    "辆",
    "艘",
    "架",
    "列",
    "张",
    "所",
    "座",
    "处",
    "只",
    "头",
    "册",
    "本",
    "份",
    "部",
    "场",
    "起",
    "例",
    "床",
    "支",
    "根",
    "片",
    "块",
    "吨",
    "公斤",
    "千克",
    "克",
    "斤",
    "毫克",
    "微克",
    "公里",
    "里",
    "米",
    "千米",
    "厘米",
    "毫米",
    "海里",
    "平方公里",
    "平方米",
    "平方千米",
    "立方米",
    "亩",
    "公顷",
    "升",
    "毫升",
    "度",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "瓦",
    "千卡",
    "焦",
    "吨标准煤",
    "标准煤",
    "标准箱",
    "当量",
    "天",
    "日",
    "月",
    "年",
    "周",
    "小时",
    "分钟",
    "秒",
    "分",
    "倍",
    "岁",
    "级",
    "百分点",
    "指数",
    "分贝",
    "摄氏度",
    "℃",
    "间",
    "站",
    "对",
    "期",
    "组",
    "批",
    "票",
    "门",
    "端口",
    "路",
    "线",
    "包",
    "箱",
    "罐",
    "车",
    "车次",
    "航次",
    "架次",
    "比特",
    "字节",
];

/// Words of measures in Latin letters.
const LATIN: &[&str] = &[
    "%",
    "‰",
    "usd",
    "us$",
    "$",
    "eur",
    "€",
    "cny",
    "rmb",
    "¥",
    "gbp",
    "£",
    "km",
    "km2",
    "km²",
    "m",
    "m2",
    "m²",
    "m3",
    "m³",
    "cm",
    "mm",
    "kg",
    "g",
    "mg",
    "t",
    "ton",
    "tons",
    "tonne",
    "tonnes",
    "ha",
    "l",
    "kw",
    "kwh",
    "mw",
    "mwh",
    "gw",
    "gwh",
    "tw",
    "twh",
    "j",
    "gj",
    "tj",
    "toe",
    "db",
    "gb",
    "tb",
    "mb",
    "kb",
    "mbps",
    "gbps",
    "ppm",
    "ppb",
    "μg",
    "µg",
    "persons",
    "person",
    "people",
    "inhabitants",
    "number",
    "count",
    "index",
    "score",
    "points",
    "rank",
    "years",
    "year",
    "days",
    "hours",
    "minutes",
    "months",
    "units",
    "percent",
    "ratio",
    "share",
    "articles",
    "patents",
    "papers",
    "firms",
    "degrees",
    "times",
    "tco2",
    "mtco2",
    "co2",
    "dollars",
    "euros",
    "yuan",
];

/// Words that only go along with a measure.
const BESIDE: &[&str] = &[
    "million",
    "millions",
    "billion",
    "billions",
    "thousand",
    "thousands",
    "trillion",
    "mn",
    "bn",
    "tn",
    "current",
    "constant",
    "ppp",
    "international",
    "of",
    "per",
    "capita",
    "in",
    "gdp",
    "population",
    "100",
    "1000",
    "1,000",
];

/// Whether a text looks like a measure rather than a remark.
fn is_measure(text: &str) -> bool {
    let text = key_with_blanks(text);
    if text.ends_with("=100") || text.ends_with('%') || text.ends_with('‰') {
        return true;
    }
    if text.contains('/') {
        return text.split('/').next().is_some_and(is_measure);
    }
    if let Some(per) = text.strip_prefix('每') {
        return is_measure(per);
    }
    let counted = text.trim_start_matches(['十', '百', '千', '万', '亿', '兆']);
    if MEASURES.contains(&text.as_str()) || MEASURES.contains(&counted) {
        return true;
    }
    // 万 alone counts as a measure: 人口（万）.
    if counted.is_empty() && !text.is_empty() {
        return true;
    }
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    let some =
        text.split(' ').any(|word| LATIN.contains(&word)) || text.split(' ').next() == Some("per");
    words.peek().is_some()
        && some
        && words.all(|word| LATIN.contains(&word) || BESIDE.contains(&word))
}

/// Half-width and lower case, with single blanks.
fn key_with_blanks(text: &str) -> String {
    clean(text)
        .chars()
        .map(half_width)
        .flat_map(char::to_lowercase)
        .collect()
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
