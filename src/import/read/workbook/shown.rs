//! How numbers are shown: the number formats of workbooks, and whether they make a date of a number.
//!
//! The codes of the formats without one are those of ECMA-376 part 1, 18.8.30, with the Chinese
//! ones where they depend on the language.

use crate::import::{CellAt, Formats, Value};

use super::{date_value, finite};

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// A number, a time without a day, or a duration.
    #[default]
    Number,
    /// A day, perhaps with a time.
    Date,
}

/// The format of a cell style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Style {
    shown: Shown,
    /// None for the general format.
    code: Option<String>,
}

/// The formats of a workbook's cell styles, by their number.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    list: Vec<Style>,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

impl Styles {
    /// From the number formats of the styles, and the codes that the workbook gives to numbers.
    pub(super) fn new(formats: &[u32], codes: &[(u32, String)], from_1904: bool) -> Self {
        let mut sorted: Vec<&(u32, String)> = codes.iter().collect();
        sorted.sort_by_key(|(id, _)| *id);
        let style = |id: &u32| {
            let own = sorted.binary_search_by_key(id, |(id, _)| *id).ok();
            let own = own.and_then(|place| sorted.get(place));
            let code = own.map_or_else(|| built_in(*id), |(_, code)| Some(code.as_str()));
            match code {
                Some(code) if !is_general(code) => Style {
                    shown: shown(code),
                    code: Some(code.to_owned()),
                },
                _ => Style::default(),
            }
        };
        Self {
            list: formats.iter().map(style).collect(),
            from_1904,
        }
    }

    /// What a number is in a cell of this style.
    pub(super) fn value(&self, style: usize, number: f64) -> Value {
        match self.list.get(style) {
            Some(style) if style.shown == Shown::Date => date_value(number, self.from_1904),
            _ => finite(number),
        }
    }
}

/// Keeps the formats of a sheet's cells, and looks every style up once.
#[derive(Debug)]
pub(super) struct Keeper<'a> {
    styles: &'a Styles,
    places: Vec<Known>,
}

#[derive(Clone, Copy, Debug)]
enum Known {
    NotYet,
    Nothing,
    At(u16),
}

impl<'a> Keeper<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            places: vec![Known::NotYet; styles.list.len()],
        }
    }

    /// Keeps the format of a cell, unless it is the general one.
    pub(super) fn keep(&mut self, formats: &mut Formats, at: CellAt, style: usize) {
        let Some(known) = self.places.get_mut(style) else {
            return;
        };
        if matches!(known, Known::NotYet) {
            let code = self.styles.list.get(style).and_then(|it| it.code.as_ref());
            let place = code.and_then(|code| formats.place(code));
            *known = place.map_or(Known::Nothing, Known::At);
        }
        if let Known::At(place) = known {
            formats.put(at, *place);
        }
    }
}

fn is_general(code: &str) -> bool {
    code.is_empty() || code.eq_ignore_ascii_case("general")
}

/// The code of a format that has a number only.
const fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "¥#,##0;¥-#,##0",
        7 | 8 => "¥#,##0.00;¥-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 | 42 => "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        43 | 44 => "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

/// What the part of a format says that is for positive numbers.
///
/// Years and days make a date, and so do months: an m beside hours or seconds is minutes. A format
/// with places for digits shows a number, whatever letters stand unquoted beside them; only
/// fractions of seconds have such places in a time.
pub(super) fn shown(code: &str) -> Shown {
    let mut tokens = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            ';' => break,
            '"' => {
                letters.by_ref().find(|it| *it == '"');
            }
            // The next letter stands for itself, for its width, or for what fills the cell.
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|it| *it != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let elapsed = |it: char| !inside.is_empty() && inside.chars().all(|at| at == it);
                if elapsed('h') || elapsed('m') || elapsed('s') {
                    return Shown::Number;
                }
            }
            // Morning and afternoon: AM/PM, A/P.
            'a' if matches!(letters.peek(), Some('m' | 'M' | '/')) => {
                let halves = letters.by_ref().skip_while(|it| *it != '/');
                halves.take(1).for_each(drop);
                letters.next_if(|it| it.eq_ignore_ascii_case(&'p'));
                letters.next_if(|it| it.eq_ignore_ascii_case(&'m'));
                tokens.push('p');
            }
            token @ ('y' | 'm' | 'd' | 'h' | 's') if tokens.last() != Some(&token) => {
                tokens.push(token);
            }
            '.' if tokens.last() == Some(&'s') => while letters.next_if_eq(&'0').is_some() {},
            '0' | '#' | '?' | '@' => return Shown::Number,
            _ => {}
        }
    }
    let minutes = |place: usize| {
        let before = place.checked_sub(1).and_then(|it| tokens.get(it));
        before == Some(&'h') || tokens.get(place + 1) == Some(&'s')
    };
    let date = tokens.iter().enumerate().any(|(place, token)| match token {
        'y' | 'd' => true,
        'm' => !minutes(place),
        _ => false,
    });
    if date { Shown::Date } else { Shown::Number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for code in [
            "yyyy-mm-dd",
            "m/d/yy h:mm",
            "[$-804]yyyy\"年\"m\"月\";@",
            "[Red]d-mmm",
            "yyyy年m月",
            "mmm",
            "dd\\.mm\\.yyyy",
            "[DBNum1][$-804]yyyy\"年\"",
            "yyyy/m/d h:mm AM/PM",
            "D",
            "yyyy-mm-dd hh:mm:ss.000",
        ] {
            assert_eq!(shown(code), Shown::Date, "{code}");
        }
        for code in [
            "0.00d",
            "0\"年\"",
            "0.00\"day\"",
            "#,##0\\d",
            "[Red]0.00;yyyy",
            "[h]:mm",
            "[mm]:ss",
            "h:mm",
            "mm:ss",
            "mmss.0",
            "h:mm AM/PM",
            "General",
            "@",
            "0.00E+00",
            "_d0",
            "[$USD-409]0.00",
            "\"yyyy\"",
            "[",
            "\\",
            "a",
        ] {
            assert_eq!(shown(code), Shown::Number, "{code}");
        }
    }

    #[test]
    fn a_workbooks_own_code_goes_before_the_usual_one() {
        let codes = [(164, "yyyy".to_owned()), (14, "0".to_owned())];
        let styles = Styles::new(&[0, 9, 14, 164, 15, 999], &codes, false);
        let mut keeper = Keeper::new(&styles);
        let mut formats = Formats::default();
        let at = |row| CellAt { row, column: 0 };
        for style in 0..7 {
            keeper.keep(&mut formats, at(u32::try_from(style).unwrap()), style);
        }
        let told: Vec<_> = (0..7).map(|row| formats.get(at(row))).collect();
        let expected = [
            None,
            Some("0%"),
            Some("0"),
            Some("yyyy"),
            Some("d-mmm-yy"),
            None,
            None,
        ];
        assert_eq!(told, expected);
        assert_eq!(styles.value(2, 44013.0), Value::Number(44013.0));
        assert!(matches!(styles.value(3, 44013.0), Value::Date { .. }));
        assert_eq!(styles.value(99, 44013.0), Value::Number(44013.0));
    }
}
