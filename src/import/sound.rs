//! How Chinese words sound, so that a person can look for 石家庄 by typing `sjz`.

use pinyin::ToPinyin;

/// How a text sounds in pinyin without tones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sound {
    /// Every syllable in full: `shijiazhuang`.
    pub full: String,
    /// The first letters of the syllables: `sjz`.
    pub initials: String,
}

impl Sound {
    /// The sound of a text. What is no Chinese character stands as it is, in small letters.
    ///
    /// ```
    /// use heng::import::Sound;
    /// let sound = Sound::of("石家庄 GDP");
    /// assert_eq!(sound.full, "shijiazhuang gdp");
    /// assert_eq!(sound.initials, "sjz gdp");
    /// ```
    pub fn of(text: &str) -> Self {
        let mut sound = Self::default();
        for letter in text.chars() {
            if let Some(syllable) = letter.to_pinyin() {
                sound.full.push_str(syllable.plain());
                sound.initials.push_str(syllable.first_letter());
            } else {
                sound.full.extend(letter.to_lowercase());
                sound.initials.extend(letter.to_lowercase());
            }
        }
        sound
    }
}
