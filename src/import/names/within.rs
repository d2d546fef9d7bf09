//! Places inside a longer text, such as an address: only what is certain.
//!
//! An address names places from the largest down, 河北省石家庄市长安区, each inside the one before. A name
//! with its ending counts where a run of characters begins; a short name only beside another that it
//! lies in or that lies in it, or alone in brackets. 北京大学 is therefore no place, nor is 南京路.

use super::{
    Level, PlaceId, Registry,
    registry::{Name, NameKind},
    written::is_han,
};
use crate::import::words::half_width;

/// Longer texts are read so far: no address is longer.
const LONGEST: usize = 400;

/// The most characters of a Chinese name of a place.
const LONGEST_NAME: usize = 16;

/// The places a text names for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InText {
    /// None.
    None,
    /// One: the most specific that is certain.
    One(PlaceId),
    /// Several, none inside another.
    Several(Vec<PlaceId>),
    /// A name that several places have, and nothing in the text decides.
    Ambiguous(Vec<PlaceId>),
}

/// What stands in a run of Chinese characters: the places it may mean.
struct Chain {
    /// Positions in the registry.
    places: Vec<usize>,
    /// Counts by itself; else only inside a place that stands elsewhere in the text.
    sure: bool,
}

/// One name of a chain.
struct Link {
    places: Vec<usize>,
    /// With its ending: 石家庄市 rather than 石家庄.
    full: bool,
    /// The name of a province or prefecture, rather than of a county without its ending.
    large: bool,
    end: usize,
}

impl Registry {
    /// The places a longer text, such as an address, names for certain.
    ///
    /// ```
    /// use heng::import::names::{InText, Registry};
    /// let places = Registry::bundled();
    /// let found = |text| match places.find_in(text) {
    ///     InText::One(id) => places.place(&id).map_or("", |it| it.name_zh),
    ///     _ => "",
    /// };
    /// assert_eq!(found("河北省石家庄市长安区中山东路11号"), "长安区");
    /// assert_eq!(found("北京大学"), "");
    /// ```
    pub fn find_in(&self, text: &str) -> InText {
        let runs = Run::all(text);
        let mut chains = Vec::new();
        for run in &runs {
            self.chains(run, runs.len() == 1, &mut chains);
        }
        let all_places = runs.len() > 1 && chains.len() == runs.len();
        let (sure, open): (Vec<Chain>, Vec<Chain>) = chains
            .into_iter()
            .partition(|it| it.places.len() == 1 && (it.sure || all_places));
        let mut found: Vec<usize> = sure.into_iter().flat_map(|it| it.places).collect();
        let mut unclear = Vec::new();
        for chain in open {
            let fits = |at: &&usize| found.iter().any(|other| self.inside(**at, *other));
            let fitting: Vec<usize> = chain.places.iter().filter(fits).copied().collect();
            let known = |at: &&usize| found.iter().any(|other| self.inside(*other, **at));
            if let [one] = fitting.as_slice() {
                found.push(*one);
            } else if chain.sure && !chain.places.iter().any(|it| known(&it)) {
                unclear.extend(chain.places);
            }
        }
        if !unclear.is_empty() {
            unclear.extend(found);
            return InText::Ambiguous(self.ids(unclear));
        }
        let outer = |at: &usize| {
            let inside = |other: &usize| other != at && self.inside(*other, *at);
            !found.iter().any(inside)
        };
        let places = self.ids(found.iter().copied().filter(|at| outer(at)).collect());
        match places.as_slice() {
            [] => InText::None,
            [one] => InText::One(one.clone()),
            _ => InText::Several(places),
        }
    }

    fn ids(&self, at: Vec<usize>) -> Vec<PlaceId> {
        let mut ids: Vec<PlaceId> = Vec::new();
        for place in at.into_iter().filter_map(|it| self.at(it)) {
            if !ids.contains(&place.id) {
                ids.push(place.id.clone());
            }
        }
        ids
    }

    fn inside(&self, place: usize, outer: usize) -> bool {
        match (self.at(place), self.at(outer)) {
            (Some(place), Some(outer)) => self.is_inside(&place.id, &outer.id),
            _ => false,
        }
    }

    /// The chains of a run: one where it begins, others only where a province with its ending is
    /// followed by a place inside it.
    fn chains(&self, run: &Run, alone: bool, chains: &mut Vec<Chain>) {
        let begin = run.begin();
        let (first, mut at) = self.chain(run, begin, alone);
        chains.extend(first);
        while at < run.letters.len() {
            if at > begin && self.province_at(run, at) {
                let links = self.links(run, at);
                let full = links.iter().filter(|it| it.full).count();
                if full > 1 && full == links.len() {
                    at = links.last().map_or(at, |it| it.end);
                    chains.extend(links.into_iter().next_back().map(|it| Chain {
                        places: it.places,
                        sure: true,
                    }));
                    continue;
                }
            }
            at += 1;
        }
    }

    fn province_at(&self, run: &Run, at: usize) -> bool {
        let rest = run.letters.get(at..).unwrap_or_default();
        let begins = |name: &str| {
            let mut letters = rest.iter();
            name.chars().all(|letter| letters.next() == Some(&letter))
        };
        let mut provinces = self.places().iter();
        provinces.any(|it| it.level == Level::Province && begins(it.name_zh))
    }

    /// The chain that begins at a place of a run, and where it ends.
    fn chain(&self, run: &Run, at: usize, alone: bool) -> (Option<Chain>, usize) {
        let mut links = self.links(run, at);
        while let Some(last) = links.last() {
            let rest = run.letters.get(last.end..).unwrap_or_default();
            if last.full {
                // 河北省驻北京办事处 is in 北京.
                if rest.first() == Some(&'驻') {
                    return (None, last.end);
                }
                break;
            }
            if rest.is_empty() || (links.len() > 1 && address_goes_on(rest)) {
                break;
            }
            links.pop();
        }
        let lone = links.len() == 1;
        let Some(last) = links.pop() else {
            return (None, at);
        };
        let whole = alone || run.bracketed;
        let sure = if lone && !last.full {
            last.large && whole
        } else {
            !(lone && last.full && generic(run.letters.get(at..last.end).unwrap_or_default()))
        };
        let chain = Chain {
            places: last.places,
            sure,
        };
        (Some(chain), last.end)
    }

    /// Names one behind another, each inside the one before.
    fn links(&self, run: &Run, mut at: usize) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        while let Some(link) = self.link(run, at, links.last()) {
            at = link.end;
            links.push(link);
            let rest = run.letters.get(at..).unwrap_or_default();
            if rest.starts_with(&['市', '辖', '区']) {
                at += 3;
            }
        }
        links
    }

    /// The longest name at a place of a run that lies inside the link before.
    fn link(&self, run: &Run, at: usize, before: Option<&Link>) -> Option<Link> {
        let rest = run.letters.get(at..)?;
        (2..=rest.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let (name, behind) = rest.split_at_checked(length)?;
            if begins_a_word(name, behind) {
                return None;
            }
            let text: String = name.iter().collect();
            let names = || self.named(&text).iter().filter(|it| usable(it.kind));
            let fits = |name: &&Name| {
                self.at(name.place).is_some_and(|place| {
                    (place.level != Level::Country || place.id.as_str() == "CHN")
                        && place.level != Level::Cluster
                }) && before.is_none_or(|before| {
                    let mut outer = before.places.iter();
                    outer.any(|outer| self.inside(name.place, *outer))
                })
            };
            let mut places: Vec<usize> = names().filter(fits).map(|it| it.place).collect();
            places.sort_unstable();
            places.dedup();
            if places.is_empty() {
                return None;
            }
            let ending = ['省', '市', '区', '县', '州', '盟', '旗'];
            let large = names().filter(fits).all(|it| it.kind == NameKind::Short);
            Some(Link {
                full: name.last().is_some_and(|it| ending.contains(it))
                    && names().filter(fits).any(|it| it.kind != NameKind::Short),
                large,
                places,
                end: at + length,
            })
        })
    }
}

/// Kinds of names that may stand in an address.
fn usable(kind: NameKind) -> bool {
    use NameKind::{CountyShort, DistrictShort, Former, Full, Other, Short};
    matches!(
        kind,
        Full | Short | Other | Former | CountyShort | DistrictShort
    )
}

/// The last character of a name belongs to the next word: 北京市场, 海淀区域.
fn begins_a_word(name: &[char], behind: &[char]) -> bool {
    let next = behind.first().copied().unwrap_or(' ');
    match name.last() {
        Some('市') => matches!(next, '场' | '值'),
        Some('区') => matches!(next, '域' | '块' | '间' | '位' | '别'),
        Some('州') => next == '际',
        _ => false,
    }
}

/// Names of districts that are common words: without a city before them they say nothing.
fn generic(name: &[char]) -> bool {
    const WORDS: [&str; 8] = [
        "新市区",
        "新城区",
        "市中区",
        "开发区",
        "工农区",
        "中心区",
        "高新区",
        "城中区",
    ];
    let text: String = name.iter().collect();
    name.len() < 3 || WORDS.contains(&text.as_str())
}

/// A road or a village comes before any institution: 石家庄裕华路 rather than 石家庄大学路.
fn address_goes_on(rest: &[char]) -> bool {
    const PARTS: [char; 12] = [
        '路', '街', '道', '巷', '镇', '乡', '村', '号', '弄', '园', '屯', '旗',
    ];
    const INSTITUTIONS: [char; 12] = [
        '学', '院', '公', '司', '研', '所', '厂', '行', '局', '会', '校', '社',
    ];
    let begin = rest.iter().take(8);
    let part = begin.clone().position(|it| PARTS.contains(it));
    let institution = begin.clone().position(|it| INSTITUTIONS.contains(it));
    part.is_some_and(|part| part >= 2 && institution.is_none_or(|it| part < it))
}

/// Chinese characters without anything between them.
struct Run {
    letters: Vec<char>,
    /// Stands alone in brackets.
    bracketed: bool,
}

impl Run {
    fn all(text: &str) -> Vec<Self> {
        let letters: Vec<char> = text.chars().take(LONGEST).map(half_width).collect();
        let mut runs = Vec::new();
        let mut before = ' ';
        for run in letters.chunk_by(|a, b| is_han(*a) == is_han(*b)) {
            if run.first().is_some_and(|it| is_han(*it)) {
                runs.push(Self {
                    letters: run.to_vec(),
                    bracketed: before == '(',
                });
                continue;
            }
            // A bracket holds the run before it only if it closes right behind it.
            if run.first() != Some(&')')
                && let Some(last) = runs.last_mut()
            {
                last.bracketed = false;
            }
            before = run.last().copied().unwrap_or(' ');
        }
        if letters.last().is_some_and(|it| is_han(*it))
            && let Some(last) = runs.last_mut()
        {
            last.bracketed = false;
        }
        runs
    }

    /// Where the address begins: behind 地址 and the like.
    fn begin(&self) -> usize {
        const WORDS: [&str; 9] = [
            "注册地址为",
            "注册地为",
            "注册地址",
            "通讯地址",
            "联系地址",
            "坐落于",
            "位于",
            "地址",
            "住所",
        ];
        let text: String = self.letters.iter().collect();
        let word = WORDS.iter().find(|word| text.starts_with(**word));
        word.map_or(0, |word| word.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let registry = Registry::bundled();
        let name = |id: &PlaceId| {
            let place = registry.place(id).unwrap();
            let parent = place.parent.as_ref().and_then(|it| registry.place(it));
            format!("{}{}", parent.map_or("", |it| it.short_zh), place.name_zh)
        };
        match registry.find_in(text) {
            InText::None => String::new(),
            InText::One(id) => name(&id),
            InText::Several(ids) => ids.iter().map(name).collect::<Vec<_>>().join("+"),
            InText::Ambiguous(ids) => format!("?{}", ids.len()),
        }
    }

    #[test]
    fn addresses_name_the_most_specific_certain_place() {
        for (text, expected) in [
            ("河北省石家庄市长安区中山东路11号", "石家庄长安区"),
            ("石家庄市长安区", "石家庄长安区"),
            ("河北石家庄裕华路12号", "河北石家庄市"),
            ("河北省 石家庄市 长安区", "石家庄长安区"),
            ("北京市海淀区清华园1号", "北京海淀区"),
            ("北京海淀区中关村", "北京海淀区"),
            ("100084 北京市海淀区双清路30号", "北京海淀区"),
            ("清华大学，北京市海淀区", "北京海淀区"),
            ("注册地为河北省石家庄市", "河北石家庄市"),
            ("地址：上海市浦东新区张江路", "上海浦东新区"),
            ("上海市南京西路1000号", "中国上海市"),
            ("吉林省吉林市丰满区", "吉林丰满区"),
            ("内蒙古自治区呼和浩特市新城区", "呼和浩特新城区"),
            ("延边朝鲜族自治州延吉市", "延边延吉市"),
            ("江苏省昆山市前进路", "苏州昆山市"),
            ("重庆市市辖区渝中区", "重庆渝中区"),
            ("中国地质大学（武汉）", "湖北武汉市"),
            ("海淀区中关村大街", "北京海淀区"),
            ("河北省科学院", "中国河北省"),
            ("北京市农林科学院", "中国北京市"),
            ("依托单位设在河北省石家庄市的中心", "河北石家庄市"),
        ] {
            assert_eq!(said(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_taken() {
        for text in [
            "清华大学",
            "北京大学",
            "河北大学",
            "湖南湘潭大学",
            "吉林大学",
            "吉林吉林大学",
            "北京市场研究所",
            "大上海市场",
            "南京路100号",
            "南京东路5号",
            "中国科学院",
            "海淀区块链研究院",
            "中国地质大学（武汉校区）",
            "新市区建设公司",
            "河北省驻北京办事处",
            "安康，某某大学",
            "",
            "12345",
            "Tsinghua University",
            "市辖区",
        ] {
            assert_eq!(said(text), "", "{text:?}");
        }
    }

    #[test]
    fn several_and_ambiguous_places_are_told_apart() {
        for (text, expected) in [
            ("河北省石家庄市；山东省济南市", "河北石家庄市+山东济南市"),
            ("河北省石家庄市和山东省济南市", "河北石家庄市+山东济南市"),
            ("长安区，石家庄市", "石家庄长安区"),
            ("长安区", "?2"),
            ("朝阳区建国路", "?2"),
        ] {
            assert_eq!(said(text), expected, "{text:?}");
        }
    }
}
