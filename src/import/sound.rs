//! How Chinese words sound, so that a person can look for 石家庄 by typing `sjz`.

use pinyin::{Pinyin, ToPinyinMulti};

/// How a text sounds in pinyin without tones, with every reading of every character. Texts are in
/// order as they sound.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sound(Vec<Vec<Box<str>>>);

impl Sound {
    /// The sound of a text. What is no Chinese character stands for itself; blanks are silent.
    ///
    /// ```
    /// use heng::import::Sound;
    /// let sound = Sound::of("重庆市");
    /// assert!(sound.begins("cq") && sound.begins("chongqing") && sound.begins("chongqs"));
    /// assert!(sound.holds("qing") && !sound.begins("qing") && !sound.holds("bj"));
    /// ```
    pub fn of(text: &str) -> Self {
        let letters = text.chars().filter(|letter| !letter.is_whitespace());
        Self(letters.map(readings).collect())
    }

    /// Whether what is typed begins as the text sounds: whole syllables or their first letters, in any
    /// mixture. Typed in small letters.
    pub fn begins(&self, typed: &str) -> bool {
        begins(&self.0, &bare(typed))
    }

    /// Whether some part of the text begins so.
    pub fn holds(&self, typed: &str) -> bool {
        let typed = bare(typed);
        (0..self.0.len()).any(|from| self.0.get(from..).is_some_and(|it| begins(it, &typed)))
    }
}

/// Characters that names of places read otherwise than most words do.
const IN_PLACES: [(char, &str); 6] = [
    ('佛', "fo"),
    ('六', "lu"),
    ('厦', "xia"),
    ('蚌', "beng"),
    ('重', "chong"),
    ('长', "chang"),
];

/// The readings of a character, the usual one first, because names are in order by it.
fn readings(letter: char) -> Vec<Box<str>> {
    let Some(known) = letter.to_pinyin_multi() else {
        return vec![letter.to_lowercase().collect::<String>().into()];
    };
    let mut readings: Vec<Box<str>> = Vec::new();
    for reading in known.into_iter().map(Pinyin::plain) {
        if !readings.iter().any(|it| **it == *reading) {
            readings.push(reading.into());
        }
    }
    if let Some((_, usual)) = IN_PLACES.iter().find(|it| it.0 == letter) {
        readings.sort_by_key(|it| **it != **usual);
    }
    readings
}

fn bare(typed: &str) -> String {
    typed.chars().filter(|it| !it.is_whitespace()).collect()
}

fn begins(letters: &[Vec<Box<str>>], typed: &str) -> bool {
    let Some(first) = typed.chars().next() else {
        return true;
    };
    let Some((readings, rest)) = letters.split_first() else {
        return false;
    };
    readings.iter().any(|reading| {
        let whole = typed.strip_prefix(reading.as_ref());
        whole.is_some_and(|typed| begins(rest, typed))
            || reading.starts_with(typed)
            || (reading.starts_with(first)
                && begins(rest, typed.get(first.len_utf8()..).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_by_the_usual_reading_of_their_characters() {
        let mut names = ["厦门", "石家庄", "重庆", "沈阳", "长沙", "广州", "合肥"];
        names.sort_by_cached_key(|it| Sound::of(it));
        let expected = ["长沙", "重庆", "广州", "合肥", "沈阳", "石家庄", "厦门"];
        assert_eq!(names, expected);
    }
}
