//! Numbers for the eye. What is shown here is never read back.

use serde::{Deserialize, Serialize};

use crate::texts::Texts;

/// How the grid of the data writes numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct NumberFormat {
    /// So many digits after the point; none is as many as a column needs.
    pub decimals: Option<u8>,
    /// Whether thousands stand apart.
    pub thousands: Thousands,
    /// In which part of them.
    pub counted: Counted,
}

/// How thousands are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Thousands {
    /// With commas.
    #[default]
    Apart,
    /// Without.
    Together,
}

/// What large numbers are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Counted {
    /// As they are.
    #[default]
    Ones,
    /// 万: ten thousands.
    TenThousands,
    /// 亿: hundred millions.
    HundredMillions,
}

impl Counted {
    /// All, in the order they are listed.
    pub(super) const ALL: [Self; 3] = [Self::Ones, Self::TenThousands, Self::HundredMillions];

    /// What it is called.
    pub(super) const fn name(self, texts: Texts) -> &'static str {
        match self {
            Self::Ones => texts.counted_in_ones(),
            Self::TenThousands => texts.counted_in_ten_thousands(),
            Self::HundredMillions => texts.counted_in_hundred_millions(),
        }
    }

    /// How many it is, and the sign behind the number.
    const fn of(self) -> (f64, &'static str) {
        match self {
            Self::Ones => (1.0, ""),
            Self::TenThousands => (1e4, Texts::TEN_THOUSANDS),
            Self::HundredMillions => (1e8, Texts::HUNDRED_MILLIONS),
        }
    }
}

impl NumberFormat {
    /// A value of a column whose values need `places` digits after the point, with the sign of what it is
    /// counted in.
    pub(super) fn write(self, value: f64, places: usize) -> String {
        let (unit, sign) = self.counted.of();
        let places = match self.decimals {
            Some(decimals) => usize::from(decimals),
            None if self.counted == Counted::Ones => places,
            None => 2,
        };
        let written = aligned(value / unit, places);
        let written = match self.thousands {
            Thousands::Apart => written,
            Thousands::Together => written.replace(',', ""),
        };
        format!("{written}{sign}")
    }
}

/// A score of a node whose largest score is `largest`.
pub(super) fn score(score: f64, largest: f64) -> String {
    decimals(score, usize::from(Texts::score_decimals(largest)))
}

/// A difference of scores of a node whose largest score is `largest`, with its sign.
pub(super) fn change(change: f64, largest: f64) -> String {
    let text = score(change, largest);
    let none = text.chars().all(|it| matches!(it, '0' | '.'));
    if change > 0.0 && !none {
        format!("+{text}")
    } else {
        text
    }
}

/// A share of one as per cent, one decimal.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", decimals(share * 100.0, 1))
}

/// A value of the data: as many digits as it has, at most six after the point, thousands apart.
pub(super) fn value(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e15).contains(&size) {
        return format!("{value:e}").replace('-', "−");
    }
    let mut text = format!("{value:.6}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    grouped(&text)
}

/// A figure about values, such as their mean: four significant digits, or all before the point.
pub(super) fn brief(figure: f64) -> String {
    let size = figure.abs();
    if size == 0.0 || !(1e-4..1e15).contains(&size) {
        return value(figure);
    }
    let places = [1e3, 1e2, 1e1, 1e0, 1e-1, 1e-2, 1e-3]
        .iter()
        .position(|&from| size >= from)
        .unwrap_or(7);
    let text = decimals(figure, places);
    let ends = text.contains('.').then(|| text.trim_end_matches('0'));
    ends.map_or(text.as_str(), |it| it.trim_end_matches('.'))
        .to_owned()
}

/// How many digits after the point the values of a column need to be shown alike: the most any of
/// them has, at most four.
pub(super) fn places(values: impl IntoIterator<Item = f64>) -> usize {
    let needed = |value: f64| {
        (0..4).find(|&places| (round(value, places) - value).abs() < 1e-9 * value.abs().max(1.0))
    };
    values
        .into_iter()
        .map(|value| needed(value).unwrap_or(4))
        .max()
        .unwrap_or(0)
}

fn round(value: f64, places: usize) -> f64 {
    let factor = [1.0, 10.0, 100.0, 1000.0]
        .get(places)
        .copied()
        .unwrap_or(1e4);
    (value * factor).round() / factor
}

/// A value of a column whose values are shown with `places` digits after the point.
pub(super) fn aligned(value: f64, places: usize) -> String {
    let size = value.abs();
    let fits = size == 0.0 || (1e-4..1e15).contains(&size);
    if fits {
        decimals(value, places)
    } else {
        self::value(value)
    }
}

/// A value as a person would type it, to begin a correction with.
pub(super) fn typed(value: f64) -> String {
    value.to_string()
}

fn decimals(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    let zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    grouped(if zero {
        text.trim_start_matches('-')
    } else {
        &text
    })
}

/// Commas between thousands, a real minus sign.
fn grouped(text: &str) -> String {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |digits| ("−", digits));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_a_person_wants_them() {
        let format = |decimals, thousands, counted| NumberFormat {
            decimals,
            thousands,
            counted,
        };
        let (apart, together) = (Thousands::Apart, Thousands::Together);
        for (format, value, expected) in [
            (NumberFormat::default(), 1234.5, "1,234.50"),
            (format(Some(0), together, Counted::Ones), 1234.5, "1234"),
            (format(Some(3), apart, Counted::Ones), -1234.5, "−1,234.500"),
            (
                format(None, apart, Counted::TenThousands),
                12_345_678.0,
                "1,234.57万",
            ),
            (
                format(Some(1), apart, Counted::HundredMillions),
                12_345_678.0,
                "0.1亿",
            ),
        ] {
            assert_eq!(format.write(value, 2), expected, "{format:?}");
        }
    }

    #[test]
    fn numbers_as_people_read_them() {
        for (number, expected) in [
            (0.0, "0"),
            (1234.5, "1,234.5"),
            (768_643.0, "768,643"),
            (-0.25, "−0.25"),
            (0.1 + 0.2, "0.3"),
            (123_456_789.123, "123,456,789.123"),
            (1e20, "1e20"),
            (-1e-9, "−1e−9"),
        ] {
            assert_eq!(value(number), expected);
        }
        for (number, expected) in [
            (0.0, "0"),
            (1_234_567.89, "1,234,568"),
            (-123.456, "−123.5"),
            (2.5, "2.5"),
            (1.0 / 3.0, "0.3333"),
            (0.000_123_456_7, "0.0001235"),
            (1e20, "1e20"),
        ] {
            assert_eq!(brief(number), expected);
        }
        assert_eq!(places([80.8, 79.28, 25.0]), 2);
        assert_eq!(places([768_643.0]), 0);
        assert_eq!(places([1.0 / 3.0]), 4);
        assert_eq!(aligned(80.8, 2), "80.80");
        assert_eq!(score(84.038, 84.0), "84.04");
        assert_eq!(score(-0.001, 84.0), "0.00");
        assert_eq!(score(0.85231, 0.9), "0.8523");
        assert_eq!(change(0.456, 84.0), "+0.46");
        assert_eq!(change(-0.456, 84.0), "−0.46");
        assert_eq!(change(0.001, 84.0), "0.00");
        assert_eq!(percent(0.2), "20.0%");
    }
}
