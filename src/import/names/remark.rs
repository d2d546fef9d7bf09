//! What stands in brackets behind a name.

use super::{Extent, written::is_han};

/// What a remark does to the extent of a place.
pub(super) fn extent(remark: &str) -> Extent {
    let has = |words: &[&str]| words.iter().any(|word| remark.contains(word));
    if has(&["市辖区", "市区", "城区"]) {
        Extent::Districts
    } else if has(&[
        "不含",
        "不包括",
        "不包含",
        "除",
        "不计",
        "扣除",
        "excl",
        "without",
    ]) {
        Extent::Less
    } else if has(&["含", "包括", "及", "加", "并入", "和", "incl", "with"]) {
        Extent::More
    } else {
        Extent::Usual
    }
}

/// Whether what stands in brackets is said about a name, rather than a part of it.
pub(super) fn is_remark(inner: &str) -> bool {
    // `Korea (Democratic People's Rep. of)` without its bracket would be another country.
    if inner.chars().any(is_han) {
        let words = [
            "含",
            "包括",
            "除",
            "市辖区",
            "市区",
            "城区",
            "全市",
            "全省",
            "全区",
            "万",
            "亿",
            "年",
            "月",
            "注",
            "省",
            "市",
            "县",
            "区",
            "州",
            "单列",
            "省会",
            "试点",
            "合并",
            "调整",
            "新",
            "原",
            "下同",
            "初步",
            "预计",
            "估",
            "加",
            "及",
            "本级",
        ];
        return words.iter().any(|word| inner.contains(word));
    }
    let lower = inner.to_lowercase();
    let words = [
        "excl",
        "incl",
        "city",
        "province",
        "total",
        "urban",
        "prelim",
        "estimate",
        "provisional",
    ];
    inner.chars().count() <= 2
        || inner.chars().all(|letter| !letter.is_alphabetic())
        || words.iter().any(|word| lower.contains(word))
}
