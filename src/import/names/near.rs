//! Names that come near a text: offered, never taken.

use pinyin::{ToPinyin, ToPinyinMulti};

use super::{Context, Level, Registry, Suggestion, Why, data, registry::NameKind, written::is_han};

/// As many as a person looks through.
const MOST: usize = 6;

/// No name is longer, so a longer text is none.
const LONGEST: usize = 24;

/// The names once more, prepared for comparing.
#[derive(Debug)]
pub(super) struct NearIndex {
    /// Chinese names of provinces, prefectures and countries, by length.
    upper: Vec<Vec<Entry>>,
    /// Chinese names of counties, by length.
    counties: Vec<Vec<Entry>>,
    /// English names, by length.
    latin: Vec<Vec<Entry>>,
    /// Characters that look alike, with the number of their set.
    alike: Vec<(char, usize)>,
}

#[derive(Debug)]
struct Entry {
    place: usize,
    letters: Vec<char>,
    /// The text in pinyin without tones; empty for English names.
    sound: String,
    /// One bit for each letter that occurs, of 64 classes.
    bits: u64,
}

impl NearIndex {
    pub(super) fn of(registry: &Registry) -> Self {
        let mut index = Self {
            upper: Vec::new(),
            counties: Vec::new(),
            latin: Vec::new(),
            alike: Vec::new(),
        };
        for name in registry.names() {
            let Some(place) = registry.at(name.place) else {
                continue;
            };
            let letters: Vec<char> = name.key.chars().collect();
            let latin = !letters.iter().any(|&letter| is_han(letter));
            let list = match (latin, place.level) {
                (true, _) => &mut index.latin,
                (false, Level::County) => &mut index.counties,
                (false, Level::Cluster) => continue,
                (false, _) => &mut index.upper,
            };
            if name.kind == NameKind::Misprint || letters.len() < 2 || letters.len() > LONGEST {
                continue;
            }
            if list.len() <= letters.len() {
                list.resize_with(letters.len() + 1, Vec::new);
            }
            if let Some(bucket) = list.get_mut(letters.len()) {
                bucket.push(Entry {
                    place: name.place,
                    sound: if latin {
                        String::new()
                    } else {
                        sound(&letters)
                    },
                    bits: bits(&letters),
                    letters,
                });
            }
        }
        for (set, line) in data::lookalikes().enumerate() {
            index.alike.extend(line.chars().map(|letter| (letter, set)));
        }
        index.alike.sort_unstable();
        index
    }

    fn looks_alike(&self, one: char, other: char) -> bool {
        let sets = |letter| {
            let start = self.alike.partition_point(|(known, _)| *known < letter);
            self.alike
                .iter()
                .skip(start)
                .take_while(move |(known, _)| *known == letter)
                .map(|(_, set)| *set)
        };
        sets(one).any(|set| sets(other).any(|known| known == set))
    }
}

fn bucket(list: &[Vec<Entry>], length: usize) -> &[Entry] {
    list.get(length).map_or(&[], Vec::as_slice)
}

fn bits(letters: &[char]) -> u64 {
    letters
        .iter()
        .fold(0, |bits, letter| bits | 1 << (u32::from(*letter) % 64))
}

fn sound(letters: &[char]) -> String {
    let mut sound = String::new();
    for letter in letters {
        match letter.to_pinyin() {
            Some(pinyin) => sound.push_str(pinyin.plain()),
            None => sound.push(*letter),
        }
        sound.push(' ');
    }
    sound
}

/// Whether two characters share a reading.
fn sounds_alike(one: char, other: char) -> bool {
    match (one.to_pinyin_multi(), other.to_pinyin_multi()) {
        (Some(one), Some(other)) => one.into_iter().any(|reading| {
            other
                .into_iter()
                .any(|known| known.plain() == reading.plain())
        }),
        _ => false,
    }
}

/// Endings of names. One that is wrong or missing does not make another name.
const ENDINGS: [&str; 14] = [
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "省",
    "市",
    "区",
    "县",
    "州",
    "盟",
    "旗",
];

impl Registry {
    /// Places whose Chinese name comes near a key.
    pub(super) fn suggest_chinese(&self, key: &str, context: &Context<'_>) -> Vec<Suggestion> {
        let letters: Vec<char> = key.chars().collect();
        if letters.len() < 2 || letters.len() > LONGEST {
            return Vec::new();
        }
        let mut found = self.with_other_ending(key);
        let index = self.near_index();
        self.compare_chinese(&index.upper, &letters, &mut found);
        let among_counties = context.levels.contains(&Level::County) || context.within.is_some();
        if among_counties || found.is_empty() {
            self.compare_chinese(&index.counties, &letters, &mut found);
        }
        self.best(found, context)
    }

    /// Places whose English name comes near a key.
    pub(super) fn suggest_latin(&self, key: &str, context: &Context<'_>) -> Vec<Suggestion> {
        let letters: Vec<char> = key.chars().collect();
        let length = letters.len();
        if !(4..=40).contains(&length) {
            return Vec::new();
        }
        let allowed = if length < 8 { 1 } else { 2 };
        let mine = bits(&letters);
        let mut found = Vec::new();
        let latin = &self.near_index().latin;
        for entry in (length - allowed..=length + allowed).flat_map(|length| bucket(latin, length))
        {
            // Each letter that differs changes at most two bits.
            if (entry.bits ^ mine).count_ones() as usize <= 2 * allowed
                && strsim::generic_damerau_levenshtein(&letters, &entry.letters) <= allowed
            {
                found.push((entry.place, Why::Spelling));
            }
        }
        self.best(found, context)
    }

    /// 北京省, 海淀市: the name with another ending.
    fn with_other_ending(&self, key: &str) -> Vec<(usize, Why)> {
        let mut found = Vec::new();
        for body in ENDINGS.iter().filter_map(|ending| key.strip_suffix(ending)) {
            if body.chars().count() >= 2 {
                found.extend(
                    self.named(body)
                        .iter()
                        .map(|name| (name.place, Why::Ending)),
                );
            }
        }
        found
    }

    fn compare_chinese(
        &self,
        list: &[Vec<Entry>],
        letters: &[char],
        found: &mut Vec<(usize, Why)>,
    ) {
        let index = self.near_index();
        let mine = sound(letters);
        let length = letters.len();
        for entry in bucket(list, length) {
            let why = if entry.sound == mine {
                Some(Why::SameSound)
            } else {
                index.same_length(letters, &entry.letters)
            };
            found.extend(why.map(|why| (entry.place, why)));
        }
        if length < 4 {
            // Of two or three characters, one less is a different name.
            for entry in bucket(list, length + 1).iter().filter(|_| length == 3) {
                if is_one_less(letters, &entry.letters) {
                    found.push((entry.place, Why::OneCharacter));
                }
            }
            return;
        }
        let shorter = bucket(list, length - 1)
            .iter()
            .filter(|entry| is_one_less(&entry.letters, letters));
        let longer = bucket(list, length + 1)
            .iter()
            .filter(|entry| is_one_less(letters, &entry.letters));
        found.extend(
            shorter
                .chain(longer)
                .map(|entry| (entry.place, Why::OneCharacter)),
        );
    }

    /// The likeliest: inside the province first, then by reason, then on the level of the table.
    fn best(&self, found: Vec<(usize, Why)>, context: &Context<'_>) -> Vec<Suggestion> {
        let mut ordered: Vec<_> = found
            .into_iter()
            .filter_map(|(at, why)| {
                let place = self.at(at)?;
                let outside = context
                    .within
                    .as_ref()
                    .is_some_and(|outer| place.id != *outer && !self.is_inside(&place.id, outer));
                let unexpected = !context.levels.iter().any(|level| place.is_of(*level));
                Some((
                    (outside, why, unexpected, place.level, at),
                    place.id.clone(),
                ))
            })
            .collect();
        ordered.sort();
        let mut suggestions: Vec<Suggestion> = Vec::new();
        for ((_, why, ..), place) in ordered {
            if suggestions.len() < MOST && !suggestions.iter().any(|known| known.place == place) {
                suggestions.push(Suggestion { place, why });
            }
        }
        suggestions
    }
}

impl NearIndex {
    /// Why two names of the same length come near.
    fn same_length(&self, mine: &[char], theirs: &[char]) -> Option<Why> {
        let mut differing = mine
            .iter()
            .zip(theirs)
            .enumerate()
            .filter(|(_, (one, other))| one != other);
        let (first, (one, other)) = differing.next()?;
        let second = differing.next();
        if differing.next().is_some() {
            return None;
        }
        if let Some((at, (next, next_other))) = second {
            let swapped = at == first + 1 && one == next_other && other == next;
            return swapped.then_some(Why::Swapped);
        }
        if self.looks_alike(*one, *other) {
            return Some(Why::Lookalike);
        }
        if sounds_alike(*one, *other) {
            return Some(Why::SameSound);
        }
        // The ending is no difference to look for, and of two or three characters two must agree beside it.
        let is_ending = first + 1 == mine.len();
        let ended = mine.last() == theirs.last()
            && mine
                .last()
                .is_some_and(|last| "省市区县州盟旗".contains(*last));
        let telling = mine.len() - usize::from(ended);
        (telling >= 3 && !(is_ending && "省市区县州盟旗".contains(*other)))
            .then_some(Why::OneCharacter)
    }
}

/// Whether the shorter is the longer without one character.
fn is_one_less(shorter: &[char], longer: &[char]) -> bool {
    let same = shorter
        .iter()
        .zip(longer)
        .take_while(|(one, other)| one == other)
        .count();
    shorter.get(same..) == longer.get(same + 1..)
}
