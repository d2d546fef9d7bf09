//! Words that tell what a line or a label is.

use super::UnitKind;
use crate::import::words::{is_note, key};

/// Scopes, the narrower before those they contain as words.
const SCOPES: [&str; 12] = [
    "市辖区",
    "建成区",
    "市区",
    "全市",
    "全省",
    "全区",
    "城镇",
    "农村",
    "乡村",
    "Districts under City",
    "Total City",
    "Urban",
];

const PROVINCES: [&str; 34] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
];

/// Names of totals and aggregates, as keys.
const TOTALS: [&str; 46] = [
    "全国",
    "全国总计",
    "全国合计",
    "全国平均",
    "合计",
    "总计",
    "小计",
    "共计",
    "平均",
    "平均值",
    "全省",
    "全省合计",
    "全市",
    "全市合计",
    "全区",
    "市辖区",
    "东部",
    "中部",
    "西部",
    "东北",
    "东部地区",
    "中部地区",
    "西部地区",
    "东北地区",
    "东部10省市",
    "中部6省",
    "total",
    "grandtotal",
    "subtotal",
    "nationaltotal",
    "national",
    "world",
    "wholeworld",
    "average",
    "mean",
    "euroarea",
    "europeanunion",
    "eu",
    "eu27",
    "oecd",
    "developingcountries",
    "leastdevelopedcountries",
    "smallislanddevelopingstates",
    "organisationforeconomicco-operationanddevelopment",
    "arabworld",
    "unitedstatestotal",
];

/// Headings whose rows are aggregates.
const TOTAL_HEADINGS: [&str; 8] = [
    "regions",
    "aggregates",
    "humandevelopmentgroups",
    "groups",
    "regionsandgroups",
    "分区域",
    "按区域分",
    "按地区分",
];

/// What a line below or between tables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below {
    Note,
    Source,
    Advertisement,
    Continuation,
}

/// Tells a line that is no part of a table by how it begins or what it says.
pub(super) fn below(text: &str) -> Option<Below> {
    let key = key(text);
    if is_continuation(&key) {
        return Some(Below::Continuation);
    }
    let source = [
        "资料来源",
        "数据来源",
        "来源:",
        "source:",
        "sources:",
        "datasource:",
    ];
    if source.iter().any(|it| key.starts_with(it)) || key == "source" || key == "sources" {
        return Some(Below::Source);
    }
    if is_note(text) || is_lettered(&key) || key == "notes" || key == "note" || key == "definitions"
    {
        return Some(Below::Note);
    }
    is_advertisement(&key).then_some(Below::Advertisement)
}

fn is_continuation(key: &str) -> bool {
    let key = key.trim_matches(['(', ')', '-', '—']);
    key.starts_with("续表")
        || (key.starts_with('续') && key.chars().count() <= 3 && !key.contains('航'))
        || key.starts_with("continued")
        || key.starts_with("cont'd")
        || key.starts_with("表续")
        || key.ends_with("continued")
        || key.ends_with("续表")
}

/// `a.`, `1)`, `①` and `*` before words.
fn is_lettered(key: &str) -> bool {
    let mut letters = key.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else {
        return false;
    };
    if key.chars().count() < 8 {
        return false;
    }
    matches!(first, '①'..='⑳' | '*' | '†' | '‡' | '※')
        || (first.is_ascii_alphabetic() && matches!(second, '.' | ')'))
        || key.starts_with("suggestedcitation")
        || key.starts_with("releasedate")
        || key.starts_with("lastupdated")
        || (first.is_ascii_digit() && matches!(second, '.' | '、' | ')'))
            && !letters.next().is_some_and(|it| it.is_ascii_digit())
}

fn is_advertisement(key: &str) -> bool {
    // A longer text that names a web page explains something.
    let short = key.chars().count() <= 60;
    let mut words = [
        "http",
        "www.",
        ".com",
        "公众号",
        "微信",
        "淘宝",
        "更多数据",
        "qq群",
        "qq:",
        "购买",
        "下载",
        "免费",
        "扫码",
        "关注我们",
    ]
    .iter();
    short && words.any(|it| key.contains(it))
}

/// What stands behind `单位：`, if the text is such a line.
pub(super) fn measure_line(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text
        .strip_prefix(['(', '（', '[', '【'])
        .and_then(|it| it.strip_suffix([')', '）', ']', '】']))
        .unwrap_or(text)
        .trim();
    for word in [
        "计量单位",
        "单位",
        "单 位",
        "单  位",
        "Units",
        "Unit",
        "UNIT",
        "unit",
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = rest.trim_start();
            if let Some(said) = rest.strip_prefix([':', '：']) {
                return Some(said.trim());
            }
        }
    }
    None
}

/// What the lines above a header say of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Indicator,
    Unit,
    Period,
    Other,
}

/// Splits `指标：地区生产总值(亿元)` into what it says and the value.
pub(super) fn preamble(text: &str) -> Option<(Says, &str)> {
    let text = text.trim();
    let at = text.find([':', '：'])?;
    let (word, rest) = text.split_at(at);
    let value = rest.trim_start_matches([':', '：']).trim();
    Some((preamble_word(word)?, value))
}

/// What a word before a colon, or in a cell of its own, announces.
pub(super) fn preamble_word(word: &str) -> Option<Says> {
    Some(match key(word).as_str() {
        "指标" | "指标名称" | "indicator" | "series" => Says::Indicator,
        "地区" | "城市" | "国家" | "省份" | "region" | "country" | "city" => Says::Unit,
        "时间" | "时期" | "年份" | "period" | "time" => Says::Period,
        "数据库" | "数据集" | "database" | "dataset" | "datasource" | "lastupdateddate"
        | "频率" | "更新时间" | "导出时间" | "查询时间" => Says::Other,
        _ => return None,
    })
}

/// 其中, with or without what follows it.
pub(super) fn among(text: &str) -> Option<String> {
    let key = key(text);
    let rest = key
        .strip_prefix("其中")
        .or_else(|| key.strip_prefix("ofwhich"))
        .or_else(|| key.strip_prefix("#其中"))?;
    Some(rest.trim_start_matches([':', '：', ',']).to_owned())
}

/// Whether a label names a total or an aggregate.
pub(super) fn is_total(label: &str) -> bool {
    let key = key(label);
    TOTALS.contains(&key.as_str())
}

/// Whether the rows under a heading are aggregates.
pub(super) fn heads_totals(heading: &str) -> bool {
    TOTAL_HEADINGS.contains(&key(heading).as_str())
}

/// The scope a text names.
pub(super) fn scope(text: &str) -> Option<&'static str> {
    SCOPES.into_iter().find(|it| text.contains(it))
}

/// Places known without any list: provinces by their short or full names, and totals.
pub(super) fn known_place(name: &str) -> Option<UnitKind> {
    let short = PROVINCES.iter().find(|it| name.starts_with(**it));
    if let Some(short) = short {
        let rest = name.strip_prefix(short).unwrap_or_default();
        let known = [
            "",
            "省",
            "市",
            "自治区",
            "壮族自治区",
            "回族自治区",
            "维吾尔自治区",
            "特别行政区",
        ];
        if known.contains(&rest) {
            return Some(UnitKind::Province);
        }
    }
    is_total(name).then_some(UnitKind::Aggregate)
}

/// Headers of a label column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelWord {
    Unit,
    Indicator,
    Period,
    Group,
    Measure,
    Code,
    Running,
    Remark,
}

/// Headers of labels, as keys.
const LABELS: [(LabelWord, &str); 7] = [
    (LabelWord::Running, "序号 编号 no no. # id index"),
    (LabelWord::Code, "iso iso2 iso3 iso_a3 geo adcode"),
    (
        LabelWord::Period,
        "年份 年 年度 year years 时间 时期 period date time 日期 年月 季度 月份",
    ),
    (
        LabelWord::Measure,
        "单位 计量单位 量纲 unitofmeasure uom measure",
    ),
    (
        LabelWord::Indicator,
        "项目 indicator indicators item items variable series subject seriesname 类别",
    ),
    (
        LabelWord::Group,
        "continent 大区 区域板块 incomegroup group 分组 城市群",
    ),
    (
        LabelWord::Unit,
        "地区 城市 省份 省 市 县 区 区县 国家 国别 国家和地区 国家或地区 单位名称 企业 企业名称 机构 学校 高校 \
         城市名称 地区名称 省市 名称 市名 评价对象 region country city province area economy countryname name \
         unit state geographicarea entity territory location",
    ),
];

/// How headers of labels end.
const LABEL_ENDS: [(LabelWord, &str); 3] = [
    (LabelWord::Code, "代码 code 编码"),
    (
        LabelWord::Remark,
        "说明 备注 描述 注释 remark remarks notes description",
    ),
    (LabelWord::Indicator, "指标 指标名称 indicatorname"),
];

/// What a header says of the labels below it.
pub(super) fn label_word(header: &str) -> Option<LabelWord> {
    if header.is_empty() || header.len() > 60 {
        return None;
    }
    let key = key(header);
    let whole = LABELS
        .iter()
        .find(|(_, words)| words.split_whitespace().any(|it| it == key));
    let end = || {
        LABEL_ENDS
            .iter()
            .find(|(_, ends)| ends.split_whitespace().any(|it| key.ends_with(it)))
    };
    whole.or_else(end).map(|(word, _)| *word)
}

/// Headers of a column of values that names nothing.
pub(super) fn is_value_word(header: &str) -> bool {
    [
        "value",
        "数值",
        "值",
        "数据",
        "obsvalue",
        "obs_value",
        "指标值",
    ]
    .contains(&key(header).as_str())
}
