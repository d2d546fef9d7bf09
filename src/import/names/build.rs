//! The lists become places and names.

use super::{
    Level, Member, Place, PlaceId, Years, data, ethnic,
    registry::{Name, NameKind},
    written::key,
};

/// The registry before it is put in order.
#[derive(Default)]
pub(super) struct Build {
    pub(super) places: Vec<Place>,
    pub(super) by_id: Vec<(PlaceId, usize)>,
    pub(super) names: Vec<Name>,
    pub(super) clusters: Vec<(usize, Vec<Member>)>,
    /// Code, name and last year of names that are no longer in force.
    formers: Vec<(&'static str, &'static str, Option<i32>)>,
}

/// Endings of the names of prefectures and provinces.
const ENDINGS: [&str; 9] = [
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "林区",
    "盟",
    "市",
    "省",
];

/// A name without its ending, and without the peoples of an autonomous place.
fn stem(name: &'static str) -> &'static str {
    let Some((ending, body)) = ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending).map(|body| (*ending, body)))
    else {
        return name;
    };
    if ending.starts_with("自治") {
        return ethnic::before_peoples(body).unwrap_or(body);
    }
    body
}

pub(super) fn years(first: &str, last: &str) -> Years {
    Years {
        // The source begins in 1987: a name of that year may be older.
        first: first.parse().ok().filter(|year| *year > 1987),
        last: last.parse().ok(),
    }
}

const ALWAYS: Years = Years {
    first: None,
    last: None,
};

/// Municipalities and provinces younger than the lists.
const YOUNG: [(&str, i32); 2] = [("460000", 1988), ("500000", 1997)];

impl Build {
    /// Every list, the upper levels first.
    pub(super) fn of_all() -> Self {
        let mut build = Self {
            formers: formers(),
            ..Self::default()
        };
        build.divisions();
        build.counties();
        build.abolished();
        build.countries();
        build.clusters();
        build.aliases();
        build
    }

    fn add(&mut self, place: Place) -> usize {
        let at = self.places.len();
        self.by_id.push((place.id.clone(), at));
        self.places.push(place);
        at
    }

    fn name(&mut self, place: usize, text: &str, kind: NameKind, years: Years) {
        let key = key(text).into_boxed_str();
        if !key.is_empty() {
            self.names.push(Name {
                key,
                place,
                kind,
                years,
            });
        }
    }

    fn position(&self, code: &str) -> Option<usize> {
        self.by_id
            .iter()
            .find(|(id, _)| id.as_str() == code)
            .map(|(_, at)| *at)
    }

    fn divisions(&mut self) {
        for [
            code,
            level,
            full,
            short,
            english,
            pinyin,
            parent,
            region,
            ranks,
        ] in data::divisions()
        {
            let level = match level {
                "province" => Level::Province,
                "prefecture" => Level::Prefecture,
                _ => Level::DirectCounty,
            };
            let first = YOUNG
                .iter()
                .find(|(young, _)| *young == code)
                .map(|(_, first)| *first);
            let at = self.add(Place {
                id: PlaceId::fixed(code),
                name_zh: full,
                short_zh: short,
                name_en: english,
                level,
                parent: Some(PlaceId::fixed(if parent.is_empty() {
                    "CHN"
                } else {
                    parent
                })),
                region,
                ranks: data::parts(ranks).collect(),
                valid: Years { first, last: None },
                successors: Vec::new(),
                what_happened: "",
                same_as: economy_of(code).map(PlaceId::fixed),
            });
            let (full_years, short_years) = self.current_years(code, short);
            self.name(at, full, NameKind::Full, full_years);
            self.name(at, short, NameKind::Short, short_years);
            self.name(at, english, NameKind::English, ALWAYS);
            self.name(at, pinyin, NameKind::Pinyin, ALWAYS);
            self.usual_short_forms(at, full, short);
        }
    }

    /// Since when a prefecture has its full and its short name of today.
    fn current_years(&self, code: &str, short: &str) -> (Years, Years) {
        let mut full = ALWAYS;
        let mut brief = ALWAYS;
        for (_, name, last) in self.formers.iter().filter(|(of, ..)| *of == code) {
            let since = last.map(|last| last + 1);
            full.first = full.first.max(since);
            if stem(name) != short {
                brief.first = brief.first.max(since);
            }
        }
        (full, brief)
    }

    /// 延边州 and 延边自治州 for 延边朝鲜族自治州, 宁夏自治区 for 宁夏回族自治区, 白沙县 for 白沙黎族自治县.
    fn usual_short_forms(&mut self, at: usize, full: &str, short: &str) {
        for (ending, forms) in [
            ("自治州", &["自治州", "州"][..]),
            ("自治区", &["自治区"]),
            ("自治县", &["自治县", "县"]),
            ("特别行政区", &["特区"]),
        ] {
            if full.ends_with(ending) {
                for form in forms {
                    self.name(at, &format!("{short}{form}"), NameKind::Other, ALWAYS);
                }
            }
        }
    }

    fn counties(&mut self) {
        for [code, full, parent] in data::counties() {
            let (short, kind) = county_short(full);
            let at = self.add(Place {
                id: PlaceId::fixed(code),
                name_zh: full,
                short_zh: short,
                name_en: "",
                level: Level::County,
                parent: Some(PlaceId::fixed(parent)),
                region: "",
                ranks: Vec::new(),
                valid: ALWAYS,
                successors: Vec::new(),
                what_happened: "",
                same_as: None,
            });
            self.name(at, full, NameKind::Full, ALWAYS);
            if short != full {
                self.name(at, short, kind, ALWAYS);
            }
            for (ending, form) in [("自治县", "县"), ("自治旗", "旗")] {
                if full.ends_with(ending) {
                    self.name(at, &format!("{short}{form}"), NameKind::Other, ALWAYS);
                }
            }
        }
    }

    fn abolished(&mut self) {
        for [code, name, province, last, successors, what] in data::abolished() {
            let id = if code.is_empty() {
                PlaceId(format!("{province}/{name}").into())
            } else {
                PlaceId::fixed(code)
            };
            let short = stem(name);
            let valid = Years {
                first: None,
                last: last.parse().ok(),
            };
            let at = self.add(Place {
                id,
                name_zh: name,
                short_zh: short,
                name_en: "",
                level: Level::Prefecture,
                parent: Some(PlaceId::fixed(province)),
                region: "",
                ranks: Vec::new(),
                valid,
                successors: data::parts(successors).map(PlaceId::fixed).collect(),
                what_happened: what,
                same_as: None,
            });
            self.name(at, name, NameKind::Full, valid);
            // 石家庄 is the city, before and after the region of that name was merged with it.
            let living = self.names.iter().any(|name| {
                *name.key == *short && name.kind == NameKind::Short && name.years.contains(1990)
            });
            if !living {
                self.name(at, short, NameKind::Short, valid);
            }
        }
    }

    fn countries(&mut self) {
        for [alpha3, alpha2, _number, chinese, english, others] in data::countries() {
            let at = self.add(Place {
                id: PlaceId::fixed(alpha3),
                name_zh: chinese,
                short_zh: chinese,
                name_en: english,
                level: Level::Country,
                parent: None,
                region: "",
                ranks: Vec::new(),
                valid: ALWAYS,
                successors: Vec::new(),
                what_happened: "",
                same_as: division_of(alpha3).map(PlaceId::fixed),
            });
            self.by_id.push((PlaceId::fixed(alpha2), at));
            self.name(at, chinese, NameKind::Full, ALWAYS);
            self.name(at, english, NameKind::English, ALWAYS);
            for other in data::parts(others) {
                let kind = if other.is_ascii() {
                    NameKind::English
                } else {
                    NameKind::Other
                };
                self.name(at, other, kind, ALWAYS);
            }
        }
        for [code, alpha3] in data::country_codes() {
            if let Some(at) = self.position(alpha3) {
                self.by_id.push((PlaceId::fixed(code), at));
            }
        }
    }

    fn clusters(&mut self) {
        for [name, code, extent, plan] in data::clusters() {
            let member = Member {
                place: PlaceId::fixed(code),
                whole: extent == "whole",
            };
            let known = self.clusters.iter_mut().find(|(at, _)| {
                self.places
                    .get(*at)
                    .is_some_and(|place| place.name_zh == name)
            });
            if let Some((_, members)) = known {
                members.push(member);
                continue;
            }
            let short = name.split('（').next().unwrap_or(name);
            let at = self.add(Place {
                id: PlaceId(format!("cluster:{name}").into()),
                name_zh: name,
                short_zh: short,
                name_en: cluster_english(short),
                level: Level::Cluster,
                parent: Some(PlaceId::fixed("CHN")),
                region: "",
                ranks: Vec::new(),
                valid: ALWAYS,
                successors: Vec::new(),
                what_happened: plan,
                same_as: None,
            });
            self.clusters.push((at, vec![member]));
            self.name(at, name, NameKind::Full, ALWAYS);
            self.name(at, cluster_english(short), NameKind::English, ALWAYS);
            self.name(at, short, NameKind::Short, ALWAYS);
            for ending in ["城市群", "地区", "经济圈", "都市圈"] {
                self.name(at, &format!("{short}{ending}"), NameKind::Other, ALWAYS);
            }
        }
    }

    fn aliases(&mut self) {
        for [name, code, kind, first, last] in data::aliases() {
            let Some(at) = self.position(code) else {
                continue;
            };
            // The source lists 襄樊 among the short names too, without its years.
            let is_former =
                |(of, former, _): &(&str, &'static str, _)| *of == code && stem(former) == name;
            let current = self
                .places
                .get(at)
                .is_some_and(|place| place.short_zh == name);
            if kind == "short" && !current && self.formers.iter().any(is_former) {
                continue;
            }
            let (kind, years) = match kind {
                "former" => (NameKind::Former, years(first, last)),
                "english" => (NameKind::English, ALWAYS),
                "misprint" => (NameKind::Misprint, ALWAYS),
                "short" | "abbrev" => (NameKind::Short, ALWAYS),
                _ => (NameKind::Other, ALWAYS),
            };
            self.name(at, name, kind, years);
            let short = stem(name);
            let is_new = self
                .places
                .get(at)
                .is_some_and(|place| place.short_zh != short);
            if kind == NameKind::Former && is_new {
                self.name(at, short, kind, years);
            }
        }
    }
}

fn formers() -> Vec<(&'static str, &'static str, Option<i32>)> {
    data::aliases()
        .filter(|[_, _, kind, ..]| *kind == "former")
        .map(|[name, code, _, _, last]| (code, name, last.parse().ok()))
        .collect()
}

/// A county's short name. A district keeps its ending: without it, it is another place's name too often.
fn county_short(full: &'static str) -> (&'static str, NameKind) {
    for (ending, kind) in [
        ("自治县", NameKind::CountyShort),
        ("自治旗", NameKind::CountyShort),
        ("县", NameKind::CountyShort),
        ("市", NameKind::CountyShort),
        ("旗", NameKind::CountyShort),
        ("区", NameKind::DistrictShort),
    ] {
        if let Some(body) = full.strip_suffix(ending) {
            let body = if ending.starts_with("自治") {
                ethnic::before_peoples(body).unwrap_or(body)
            } else {
                body
            };
            if body.chars().count() >= 2 {
                return (body, kind);
            }
            return (full, kind);
        }
    }
    (full, NameKind::CountyShort)
}

fn economy_of(code: &str) -> Option<&'static str> {
    match code {
        "710000" => Some("TWN"),
        "810000" => Some("HKG"),
        "820000" => Some("MAC"),
        _ => None,
    }
}

fn division_of(alpha3: &str) -> Option<&'static str> {
    match alpha3 {
        "TWN" => Some("710000"),
        "HKG" => Some("810000"),
        "MAC" => Some("820000"),
        _ => None,
    }
}

fn cluster_english(short: &str) -> &'static str {
    match short {
        "京津冀" => "Beijing-Tianjin-Hebei",
        "长三角" => "Yangtze River Delta",
        "粤港澳大湾区" => "Guangdong-Hong Kong-Macao Greater Bay Area",
        "成渝" => "Chengdu-Chongqing",
        "长江中游" => "Middle Yangtze",
        "中原" => "Central Plains",
        "关中平原" => "Guanzhong Plain",
        "北部湾" => "Beibu Gulf",
        "哈长" => "Harbin-Changchun",
        "呼包鄂榆" => "Hohhot-Baotou-Ordos-Yulin",
        "兰州—西宁" => "Lanzhou-Xining",
        _ => "",
    }
}
