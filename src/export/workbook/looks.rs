//! How cells look: quiet colours, so that the numbers speak.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::{
    export::sheet_plan::{Cell, Form, Look},
    project::HouseStyle,
};

/// On every Windows, and on every Mac with Office; programs without it take their own Chinese face.
const FONT: &str = "Microsoft YaHei";
/// Behind the index scores.
pub(super) const BAR: Color = Color::RGB(0x00A9_C9E8);

/// One a series of a chart, told apart in grey print too where there are few.
const SERIES: [Color; 12] = [
    Color::RGB(0x001F_3A5F),
    Color::RGB(0x00E0_8A1E),
    Color::RGB(0x004A_90C2),
    Color::RGB(0x00A8_3A3A),
    Color::RGB(0x005B_9A68),
    Color::RGB(0x007A_5BA6),
    Color::RGB(0x00C9_B037),
    Color::RGB(0x0035_8C8C),
    Color::RGB(0x00B5_6A8F),
    Color::RGB(0x008A_6D4B),
    Color::RGB(0x0094_A3B3),
    Color::RGB(0x006B_7A1F),
];
/// The lines behind the bars of a chart.
pub(super) const GRID: Color = Color::RGB(0x00D9_DFE5);

const INK: Color = Color::RGB(0x001F_2933);
const BLUE: u32 = 0x001F_3A5F;
const PALE: u32 = 0x00DF_E9F3;
const LINE: Color = Color::RGB(0x00C9_D3DD);
const GREY: Color = Color::RGB(0x00EE_F0F2);
pub(super) const FADED: Color = Color::RGB(0x006B_7785);
const AMBER: Color = Color::RGB(0x00FF_F2CC);

/// Places gained, lost, and neither, in colours that all programs know by name.
const MOVED: &str = "[Blue]▲0;[Red]▼0;–";

/// What a format depends on, besides the look of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Blank,
    Missing,
    Text,
    Label,
    Step(u8),
    Link,
    Score(u8),
    Rank,
    Moved,
    Share,
    FixedShare,
    Number(Option<u8>),
    Corrected(Option<u8>),
    Entry(Form),
    Later(Form),
}

/// Font and colours, those of the makers where they have any.
pub(super) struct Style {
    pub(super) font: String,
    /// Of titles and heads.
    strong: u32,
    /// Behind heads.
    pale: u32,
}

impl Style {
    pub(super) fn of(house: &HouseStyle) -> Self {
        let font = house.font.clone().unwrap_or_else(|| FONT.to_owned());
        let (strong, pale) = house.color.map_or((BLUE, PALE), |it| {
            let strong = readable(it);
            (packed(strong), packed(strong.map(lighter)))
        });
        Self { font, strong, pale }
    }

    /// What cells look like that nobody thought of.
    pub(super) fn plain(&self) -> Format {
        Format::new()
            .set_font_name(&self.font)
            .set_font_size(11)
            .set_font_color(INK)
    }

    /// The colours of series, again from the first where there are many.
    pub(super) fn series(&self) -> impl Iterator<Item = Color> + '_ {
        let others = SERIES.into_iter().skip(1);
        std::iter::once(self.strong()).chain(others).cycle()
    }

    const fn strong(&self) -> Color {
        Color::RGB(self.strong)
    }
}

/// A colour dark enough for letters on white: as it is, or darkened.
fn readable(color: [u8; 3]) -> [u8; 3] {
    // The weights of the eye, in thousandths (ITU-R BT.709).
    let light = |color: [u8; 3]| {
        let [red, green, blue] = color.map(u32::from);
        (red * 213 + green * 715 + blue * 72) / 1000
    };
    let mut color = color;
    while light(color) > DARK_ENOUGH {
        color = color.map(|it| it - it / 8 - u8::from(it > 0 && it < 8));
    }
    color
}

/// The greatest lightness of letters, of 255.
const DARK_ENOUGH: u32 = 110;

/// Mixed with six parts of white.
fn lighter(part: u8) -> u8 {
    let mixed = (u16::from(part) + 6 * 255) / 7;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn packed([red, green, blue]: [u8; 3]) -> u32 {
    u32::from_be_bytes([0, red, green, blue])
}

/// Formats, each made once.
pub(super) struct Looks {
    pub(super) style: Style,
    made: BTreeMap<(Look, Kind), Format>,
}

impl Looks {
    pub(super) fn new(style: Style) -> Self {
        let made = BTreeMap::new();
        Self { style, made }
    }

    /// How a cell looks in a row.
    pub(super) fn of(&mut self, look: Look, cell: &Cell) -> &Format {
        let (kind, style) = (kind(cell), &self.style);
        let made = self.made.entry((look, kind));
        made.or_insert_with(|| format(style, look, kind))
    }
}

fn kind(cell: &Cell) -> Kind {
    match cell {
        Cell::Blank => Kind::Blank,
        Cell::Missing => Kind::Missing,
        Cell::Text(_) => Kind::Text,
        Cell::Label(_) => Kind::Label,
        Cell::Step(_, steps) => Kind::Step(*steps),
        Cell::Link(_) => Kind::Link,
        Cell::Score(_, decimals) => Kind::Score(*decimals),
        Cell::Rank(_) => Kind::Rank,
        Cell::Moved(_) => Kind::Moved,
        Cell::Share(_) => Kind::Share,
        Cell::FixedShare(_) => Kind::FixedShare,
        Cell::Number(_, decimals) => Kind::Number(*decimals),
        Cell::Corrected(_, decimals) => Kind::Corrected(*decimals),
        Cell::Entry(form) => Kind::Entry(*form),
        Cell::Later(form) => Kind::Later(*form),
    }
}

fn format(style: &Style, look: Look, kind: Kind) -> Format {
    let format = style.plain().set_align(FormatAlign::VerticalCenter);
    match look {
        Look::Title => format
            .set_font_size(20)
            .set_bold()
            .set_font_color(style.strong())
            .set_text_wrap(),
        Look::Words => words(style, format, kind),
        Look::Header => header(style, format).set_num_format(match kind {
            Kind::Share => "0.00%",
            _ => "General",
        }),
        Look::Card => match kind {
            Kind::Label => header(style, format),
            _ => cell(lined(format), kind),
        },
        Look::Body => cell(lined(format), kind),
        Look::Aside => cell(lined(format).set_italic().set_font_color(FADED), kind),
    }
}

fn words(style: &Style, format: Format, kind: Kind) -> Format {
    let format = format.set_align(FormatAlign::Top);
    match kind {
        Kind::Label => format.set_bold().set_font_color(style.strong()),
        Kind::Link => format
            .set_font_color(style.strong())
            .set_underline(rust_xlsxwriter::FormatUnderline::Single),
        Kind::Score(_) | Kind::Rank | Kind::Share | Kind::Number(_) => cell(format, kind),
        _ => format.set_text_wrap(),
    }
}

fn header(style: &Style, format: Format) -> Format {
    lined(format)
        .set_bold()
        .set_font_color(style.strong())
        .set_background_color(Color::RGB(style.pale))
        .set_align(FormatAlign::Center)
        .set_text_wrap()
}

fn lined(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

fn cell(format: Format, kind: Kind) -> Format {
    match kind {
        Kind::Blank | Kind::Link => format,
        Kind::Missing => format.set_background_color(GREY),
        Kind::Text => format.set_text_wrap().set_indent(1),
        Kind::Label => format.set_align(FormatAlign::Center),
        Kind::Step(steps) => format.set_indent(steps.saturating_add(1).min(15)),
        Kind::Score(decimals) => {
            format.set_num_format(format!("0.{}", "0".repeat(usize::from(decimals))))
        }
        Kind::Rank => format.set_num_format("0").set_align(FormatAlign::Center),
        Kind::Moved => format.set_num_format(MOVED).set_align(FormatAlign::Center),
        Kind::Share => format.set_num_format("0.00%"),
        Kind::FixedShare => format.set_num_format("0.00%").set_background_color(AMBER),
        Kind::Number(decimals) => format.set_num_format(number_format(decimals)),
        Kind::Entry(form) => shown(format, form)
            .set_background_color(AMBER)
            .set_unlocked(),
        Kind::Later(form) => shown(format, form),
        Kind::Corrected(decimals) => format
            .set_num_format(number_format(decimals))
            .set_background_color(AMBER),
    }
}

/// A number that is not there yet.
fn shown(format: Format, form: Form) -> Format {
    match form {
        Form::Words => format.set_indent(1),
        Form::Number => format
            .set_num_format("General")
            .set_align(FormatAlign::Center),
        Form::Decimals(decimals) => {
            (format.set_num_format(number_format(Some(decimals)))).set_align(FormatAlign::Center)
        }
        // What is typed as 1/3 would else be taken for a day.
        Form::Fraction => format
            .set_num_format("# ?/?")
            .set_align(FormatAlign::Center),
    }
}

/// Thousands apart, and so many decimals; as the program likes where none are asked for.
fn number_format(decimals: Option<u8>) -> String {
    match decimals {
        None => "General".to_owned(),
        Some(0) => "#,##0".to_owned(),
        Some(decimals) => format!("#,##0.{}", "0".repeat(usize::from(decimals))),
    }
}
