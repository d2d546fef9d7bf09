//! A text and its context become a resolution.

use super::{
    Context, Extent, How, Level, Match, PlaceId, Registry, Resolution, Suggestion, Total,
    TotalKind, Why,
    aliases::AliasTarget,
    choose::{Choice, Unsure},
    registry::{Name, NameKind},
    remark::{extent, is_remark},
    written::{Written, is_han, key},
};

/// Longer than any name of a place with its English name: a remark, not a name.
const LONGEST: usize = 90;

/// More places than a row of several would name.
const MOST: usize = 8;

impl Registry {
    /// What a text means in its context. Never panics, whatever the text.
    pub fn resolve(&self, text: &str, context: &Context<'_>) -> Resolution {
        if let Some(aliases) = context.aliases
            && let Some(target) = aliases.target(text)
        {
            return self.given(target);
        }
        if text
            .chars()
            .take(LONGEST * 2)
            .filter(|letter| !letter.is_whitespace())
            .count()
            > LONGEST
        {
            return Resolution::Unknown;
        }
        let written = Written::of(text);
        if let Some(found) = self.by_code(&written, context) {
            return found;
        }
        if let Some(total) = self.total(&written) {
            return Resolution::Total(total);
        }
        let resolution = self.by_name(&written, context);
        if !matches!(resolution, Resolution::Unknown) {
            return nation_among_provinces(resolution, context);
        }
        if let Some(several) = self.several(&written, context) {
            return several;
        }
        let suggestions = self.suggest(&written, context);
        if suggestions.is_empty() {
            Resolution::Unknown
        } else {
            Resolution::Near { suggestions }
        }
    }

    /// What the user has set. A place that the registry does not know is a unit of that name.
    fn given(&self, target: &AliasTarget) -> Resolution {
        match target {
            AliasTarget::Place(id) => match self.place(id) {
                Some(place) => found(place.id.clone(), How::UserAlias, None),
                None => Resolution::Unit {
                    name: id.to_string(),
                },
            },
            AliasTarget::Unit(name) => Resolution::Unit { name: name.clone() },
        }
    }

    fn by_code(&self, written: &Written, context: &Context<'_>) -> Option<Resolution> {
        let text = written.bare.as_str();
        let digits = text.strip_suffix(".0").unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.by_number(digits, context);
        }
        if !(2..=3).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        // `NA` is a missing value more often than Namibia.
        if text == "NA" && !context.levels.contains(&Level::Country) {
            return None;
        }
        let place = self.place(&PlaceId::from(text))?;
        Some(found(place.id.clone(), How::Code, written.remark()))
    }

    /// 110000, 11, 1101 or 110000000000.
    fn by_number(&self, digits: &str, context: &Context<'_>) -> Option<Resolution> {
        let expected = |level| context.levels.is_empty() || context.levels.contains(&level);
        let six = match digits.len() {
            2 if expected(Level::Province) => format!("{digits}0000"),
            4 if expected(Level::Prefecture) => format!("{digits}00"),
            6 => digits.to_owned(),
            9 | 12 => {
                let (code, rest) = digits.split_at_checked(6)?;
                if rest.bytes().any(|byte| byte != b'0') {
                    return None;
                }
                code.to_owned()
            }
            _ => return None,
        };
        if let Some(place) = self.place(&PlaceId::from(six.as_str())) {
            return Some(found(place.id.clone(), How::Code, None));
        }
        // 110100 is no place but 市辖区 of the municipality 110000, 429000 the counties under Hubei itself.
        let province = self.place(&PlaceId::from(format!("{}0000", six.get(..2)?).as_str()))?;
        let pseudo = if province.is_municipality() {
            ["0100", "0200"].contains(&six.get(2..)?)
        } else {
            six.get(2..)? == "9000"
        };
        pseudo.then(|| {
            Resolution::Total(Total {
                kind: TotalKind::Scope,
                key: "市辖区".to_owned(),
            })
        })
    }

    /// The places with the name: as a whole, in both languages, without brackets.
    fn by_name(&self, written: &Written, context: &Context<'_>) -> Resolution {
        let whole = self.lookup(&key(&written.text), context);
        if !matches!(whole, Resolution::Unknown) {
            return with_remark(
                whole,
                if written.brackets.is_empty() {
                    written.remark()
                } else {
                    None
                },
            );
        }
        if let Some((chinese, latin)) = written.bilingual() {
            let resolution = self.in_both(&chinese, &latin, context);
            if !matches!(resolution, Resolution::Unknown) {
                return self.beside_bracket(resolution, written);
            }
        }
        if written.brackets.is_empty() {
            return Resolution::Unknown;
        }
        self.without_brackets(written, context)
    }

    /// A name whose key is known, else in simplified characters, else without an English ending.
    fn lookup(&self, key: &str, context: &Context<'_>) -> Resolution {
        let names = self.named(key);
        if !names.is_empty() {
            return self.answer(self.choose(names, context), context, false);
        }
        if let Some(simple) = self.simplified(key) {
            let names = self.named(&simple);
            if !names.is_empty() {
                return self.answer(self.choose(names, context), context, true);
            }
        }
        let Some((body, levels)) = without_english_ending(key) else {
            return Resolution::Unknown;
        };
        let names: Vec<Name> = self
            .named(body)
            .iter()
            .filter(|name| {
                // 吉林 City is not the province, though a municipality is a province and a city.
                let of_city = levels.contains(&Level::Prefecture);
                self.at(name.place).is_some_and(|place| {
                    levels.contains(&place.level)
                        && (!of_city || place.level != Level::Province || place.is_municipality())
                })
            })
            .cloned()
            .collect();
        self.answer(self.choose(&names, context), context, false)
    }

    fn answer(&self, choice: Choice<'_>, context: &Context<'_>, traditional: bool) -> Resolution {
        match choice {
            Choice::One(name) => match self.at(name.place) {
                Some(place) => {
                    let how = if traditional {
                        How::Traditional
                    } else {
                        how(name, place.level, context.year)
                    };
                    found(place.id.clone(), how, None)
                }
                None => Resolution::Unknown,
            },
            Choice::Many(places) => Resolution::Ambiguous { places },
            Choice::Unsure(places, unsure) => {
                let why = match unsure {
                    Unsure::Elsewhere => Why::Elsewhere,
                    Unsure::Ending => Why::Ending,
                };
                near(places, why)
            }
            Choice::None => Resolution::Unknown,
        }
    }

    /// The Chinese name, with the English one as a check.
    fn in_both(&self, chinese: &str, latin: &str, context: &Context<'_>) -> Resolution {
        let resolution = self.lookup(&key(chinese), context);
        let latin_key = key(latin);
        let body = without_english_ending(&latin_key).map(|(body, _)| body);
        let mut english: Vec<PlaceId> = Vec::new();
        for name in self
            .named(&latin_key)
            .iter()
            .chain(body.map_or(&[][..], |body| self.named(body)))
        {
            if let Some(place) = self.at(name.place) {
                english.push(place.id.clone());
                english.extend(place.same_as.clone());
            }
        }
        match &resolution {
            Resolution::Found(found) if !english.is_empty() && !english.contains(&found.place) => {
                let mut places = vec![found.place.clone()];
                places.extend(english);
                near(places, Why::NamesDisagree)
            }
            Resolution::Ambiguous { places } => {
                let both: Vec<&PlaceId> = places.iter().filter(|id| english.contains(id)).collect();
                match both.as_slice() {
                    [one] => found((*one).clone(), How::ShortName, None),
                    _ => resolution,
                }
            }
            Resolution::Unknown if !english.is_empty() => {
                let mut suggestions = self.suggest_chinese(&key(chinese), context);
                suggestions.extend(english.into_iter().map(|place| Suggestion {
                    place,
                    why: Why::EnglishOnly,
                }));
                once(&mut suggestions);
                Resolution::Near { suggestions }
            }
            _ => resolution,
        }
    }

    /// The name outside brackets, where what stands inside is a remark or the province.
    fn without_brackets(&self, written: &Written, context: &Context<'_>) -> Resolution {
        let bare = key(&written.bare);
        let inner: Vec<Resolution> = written
            .brackets
            .iter()
            .map(|inner| self.lookup(&key(inner), &Context::default()))
            .collect();
        let mut narrowed = context.clone();
        if let Some(Resolution::Found(outer)) = inner.first()
            && self.named(&bare).iter().any(|name| {
                self.at(name.place)
                    .is_some_and(|place| self.is_inside(&place.id, &outer.place))
            })
        {
            narrowed.within = Some(outer.place.clone());
        }
        let resolution = self.lookup(&bare, &narrowed);
        self.beside_bracket(resolution, written)
    }

    /// Keeps brackets as a remark, unless they name another place or belong to the name.
    fn beside_bracket(&self, resolution: Resolution, written: &Written) -> Resolution {
        let Resolution::Found(found) = &resolution else {
            return resolution;
        };
        for inner in &written.brackets {
            let named: Vec<PlaceId> = self
                .named(&key(inner))
                .iter()
                .filter_map(|name| self.at(name.place).map(|place| place.id.clone()))
                .collect();
            let fits = |id: &PlaceId| *id == found.place || self.is_inside(&found.place, id);
            if !named.is_empty() && !named.iter().any(fits) {
                let mut places = vec![found.place.clone()];
                places.extend(named);
                return near(places, Why::WithoutBrackets);
            }
            if named.is_empty() && !is_remark(inner) {
                return near(vec![found.place.clone()], Why::WithoutBrackets);
            }
        }
        with_remark(resolution, written.remark())
    }

    /// 江苏、浙江: each part a place of its own.
    fn several(&self, written: &Written, context: &Context<'_>) -> Option<Resolution> {
        let parts: Vec<&str> = written
            .bare
            .split(['、', '/', '+', ',', '&', ';', '与', '和', '及'])
            .map(str::trim)
            .collect();
        if !(2..=MOST).contains(&parts.len()) {
            return None;
        }
        let mut places = Vec::new();
        for part in parts {
            let Resolution::Found(found) = self.lookup(&key(part), context) else {
                return None;
            };
            if !places.contains(&found.place) {
                places.push(found.place);
            }
        }
        (places.len() > 1).then_some(Resolution::Several { places })
    }

    fn suggest(&self, written: &Written, context: &Context<'_>) -> Vec<Suggestion> {
        let chinese: String = written
            .bare
            .chars()
            .filter(|&letter| is_han(letter))
            .collect();
        let mut suggestions = if chinese.is_empty() {
            self.suggest_latin(&key(&written.bare), context)
        } else {
            self.suggest_chinese(&key(&chinese), context)
        };
        once(&mut suggestions);
        suggestions
    }
}

fn found(place: PlaceId, how: How, remark: Option<String>) -> Resolution {
    Resolution::Found(Match {
        place,
        how,
        remark,
        extent: Extent::Usual,
    })
}

fn near(places: Vec<PlaceId>, why: Why) -> Resolution {
    let mut suggestions = places
        .into_iter()
        .map(|place| Suggestion { place, why })
        .collect();
    once(&mut suggestions);
    Resolution::Near { suggestions }
}

/// Each place once, with its first reason.
fn once(suggestions: &mut Vec<Suggestion>) {
    let mut seen: Vec<PlaceId> = Vec::new();
    suggestions.retain(|suggestion| {
        let new = !seen.contains(&suggestion.place);
        if new {
            seen.push(suggestion.place.clone());
        }
        new
    });
}

fn with_remark(mut resolution: Resolution, remark: Option<String>) -> Resolution {
    if let Resolution::Found(found) = &mut resolution {
        found.extent = remark.as_deref().map_or(Extent::Usual, extent);
        found.remark = remark;
    }
    resolution
}

fn how(name: &Name, level: Level, year: Option<i32>) -> How {
    let in_force = year.map(|year| name.years.contains(year));
    let early = |first: Option<i32>| year.zip(first).is_some_and(|(year, first)| year < first);
    if name.kind == NameKind::Former {
        return How::FormerName {
            years: name.years,
            in_force,
        };
    }
    // Only the names of abolished places end without another beginning.
    if let (Level::Prefecture, Some(last)) = (level, name.years.last)
        && in_force != Some(true)
    {
        return How::Abolished { last };
    }
    match name.years.first {
        Some(since) if early(name.years.first) => How::LaterName { since },
        _ => match name.kind {
            NameKind::Full => How::FullName,
            NameKind::English | NameKind::Pinyin => How::English,
            NameKind::Misprint => How::Misprint,
            NameKind::Other | NameKind::Former => How::OtherName,
            NameKind::Short | NameKind::CountyShort | NameKind::DistrictShort => How::ShortName,
        },
    }
}

/// In a table of provinces, the row 中国 is their total.
fn nation_among_provinces(resolution: Resolution, context: &Context<'_>) -> Resolution {
    let is_nation = resolution
        .place()
        .is_some_and(|place| place.as_str() == "CHN");
    if is_nation && !context.levels.is_empty() && !context.levels.contains(&Level::Country) {
        return Resolution::Total(Total {
            kind: TotalKind::Nation,
            key: "全国".to_owned(),
        });
    }
    resolution
}

/// `jilincity` is the city, `jilinprovince` the province. The ending tells the level.
fn without_english_ending(key: &str) -> Option<(&str, &'static [Level])> {
    use Level::{Country, County, DirectCounty, Prefecture, Province};
    const ENDINGS: [(&str, &[Level]); 14] = [
        ("specialadministrativeregion", &[Province, Country]),
        ("uyghurautonomousregion", &[Province]),
        ("uygurautonomousregion", &[Province]),
        ("zhuangautonomousregion", &[Province]),
        ("huiautonomousregion", &[Province]),
        ("autonomousregion", &[Province]),
        ("autonomousprefecture", &[Prefecture]),
        ("municipality", &[Province, Prefecture]),
        ("prefecture", &[Prefecture]),
        ("province", &[Province]),
        ("sheng", &[Province]),
        ("city", &[Province, Prefecture, DirectCounty, County]),
        ("shi", &[Province, Prefecture, DirectCounty, County]),
        ("league", &[Prefecture]),
    ];
    ENDINGS.iter().find_map(|(ending, levels)| {
        let body = key.strip_suffix(ending)?;
        (body.len() >= 2 && body.is_ascii()).then_some((body, *levels))
    })
}
