//! From one measure into another, where that is exact.

use super::words::{clean, half_width};

/// What stands before a measure, with the power of ten it means; the longest first.
const PREFIXES: &[(&str, i32)] = &[
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Measures with the one they are a power of ten of.
const POWERS: &[(&str, &str, i32)] = &[
    ("%", "1", -2),
    ("百分比", "1", -2),
    ("‰", "1", -3),
    ("公斤", "克", 3),
    ("公里", "米", 3),
    ("平方公里", "平方米", 6),
    ("公顷", "平方米", 4),
    ("吨", "克", 6),
];

/// How a number in one measure becomes one in another: by a power of ten, so that nothing but the last
/// bit of the number is rounded.
///
/// ```
/// use heng::import::Scale;
/// let scale = Scale::between("万元", "亿元").expect("the same measure");
/// assert_eq!(scale.apply(361_026_000.0), 36_102.6);
/// assert_eq!(Scale::between("亿元", "万人"), None);
/// assert!(Scale::between("万元", "万 元").is_some_and(|it| it.is_one()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    power: i32,
}

impl Scale {
    /// From one measure to another; none where that is no matter of powers of ten.
    pub fn between(from: &str, to: &str) -> Option<Self> {
        let (from, to) = (plain(from), plain(to));
        if from == to {
            return Some(Self { power: 0 });
        }
        let (base, power) = parts(&from);
        let (other, other_power) = parts(&to);
        let power = power - other_power;
        (base == other && !base.is_empty() && power.abs() <= 15).then_some(Self { power })
    }

    /// Whether nothing changes.
    pub fn is_one(self) -> bool {
        self.power == 0
    }

    /// The number in the other measure. Powers of ten are exact, so this rounds once.
    pub fn apply(self, number: f64) -> f64 {
        let ten = |power: i32| (0..power).fold(1.0, |product, _| product * 10.0);
        if self.power < 0 {
            number / ten(-self.power)
        } else {
            number * ten(self.power)
        }
    }
}

/// Without blanks, half-width and lower case.
fn plain(measure: &str) -> String {
    let measure = clean(measure);
    let letters = measure.chars().map(half_width);
    let letters = letters.filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// The measure that is counted in, and by which power of ten.
fn parts(measure: &str) -> (&str, i32) {
    let (rest, power) = PREFIXES
        .iter()
        .find_map(|(prefix, power)| Some((measure.strip_prefix(prefix)?, *power)))
        .unwrap_or((measure, 0));
    let known = POWERS.iter().find(|(name, ..)| *name == rest);
    known.map_or((rest, power), |(_, base, more)| (*base, power + more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_one_kind_are_converted() {
        for (from, to, number, expected) in [
            ("元", "亿元", 1.0e12, 1.0e4),
            ("亿元", "元", 1.5, 1.5e8),
            ("万人", "人", 2189.31, 21_893_100.0),
            ("人", "万人", 21_893_095.0, 2189.3095),
            ("‰", "%", 6.5, 0.65),
            ("千公顷", "公顷", 1.5, 1500.0),
            ("万吨", "公斤", 1.0, 1.0e7),
            ("平方公里", "公顷", 16_410.0, 1_641_000.0),
            ("万亿元", "亿元", 3.0, 30_000.0),
            ("％", "%", 5.0, 5.0),
        ] {
            let scale = Scale::between(from, to).unwrap();
            assert_eq!(scale.apply(number), expected, "{from} {to}");
        }
    }

    #[test]
    fn measures_of_two_kinds_are_not() {
        for (from, to) in [
            ("元", "美元"),
            ("亿元", "万人"),
            ("元", "元/人"),
            ("万", "亿"),
            ("%", "人"),
            ("人", "人次"),
        ] {
            assert_eq!(Scale::between(from, to), None, "{from} {to}");
        }
    }
}
