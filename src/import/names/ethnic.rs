//! Names of peoples inside names of autonomous places: 丰宁满族自治县 is 丰宁 for short.

/// The peoples after whom autonomous counties are named, the longer before the shorter that ends like it.
const PEOPLES: [&str; 46] = [
    "柯尔克孜",
    "达斡尔",
    "鄂伦春",
    "鄂温克",
    "东乡",
    "撒拉",
    "保安",
    "裕固",
    "布依",
    "仡佬",
    "土家",
    "毛南",
    "仫佬",
    "哈尼",
    "景颇",
    "傈僳",
    "拉祜",
    "布朗",
    "独龙",
    "普米",
    "纳西",
    "塔吉克",
    "哈萨克",
    "锡伯",
    "蒙古",
    "朝鲜",
    "各",
    "回",
    "满",
    "壮",
    "苗",
    "侗",
    "瑶",
    "黎",
    "彝",
    "白",
    "傣",
    "佤",
    "怒",
    "藏",
    "羌",
    "土",
    "畲",
    "水",
    "京",
    "高山",
];

/// The name in front of the peoples, from 丰宁满族: 丰宁. None where no people's name ends it, or nothing is left.
pub(super) fn before_peoples(name: &str) -> Option<&str> {
    let mut rest = name;
    // 蒙古 alone is written without 族 (博尔塔拉蒙古, 蒙古族 elsewhere), as are 回 and 哈萨克.
    loop {
        let body = rest.strip_suffix('族').unwrap_or(rest);
        let shorter = PEOPLES
            .iter()
            .filter(|people| {
                body.len() < rest.len() || people.chars().count() > 1 || **people == "回"
            })
            .find_map(|people| body.strip_suffix(people));
        match shorter {
            Some(shorter) if shorter.chars().count() >= 2 => rest = shorter,
            _ => break,
        }
    }
    (rest.len() < name.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peoples_are_dropped() {
        for (given, expected) in [
            ("丰宁满族", Some("丰宁")),
            ("双江拉祜族佤族布朗族傣族", Some("双江")),
            ("昌吉回族", Some("昌吉")),
            ("伊犁哈萨克", Some("伊犁")),
            ("威宁彝族回族苗族", Some("威宁")),
            ("长白朝鲜族", Some("长白")),
            ("白沙黎族", Some("白沙")),
            ("石柱土家族", Some("石柱")),
            ("大理", None),
        ] {
            assert_eq!(before_peoples(given), expected, "{given}");
        }
    }
}
