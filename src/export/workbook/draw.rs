//! Charts and pictures as the library draws them.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartFont, ChartLegendPosition, ChartLine,
    ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Image, Worksheet, XlsxError,
};

use super::{
    looks::{self, Style},
    write::{address, corner},
};
use crate::export::sheet_plan::{ChartKind, ChartPlan, SheetArea};

/// The most a logo takes, in pixels.
const LOGO: (f64, f64) = (420.0, 64.0);

/// Puts a logo into the upper left corner, as large as there is room and never larger than it is.
pub(super) fn put_logo(sheet: &mut Worksheet, bytes: &[u8]) -> Result<(), XlsxError> {
    let image = Image::new_from_buffer(bytes)?;
    let scale = (LOGO.0 / image.width())
        .min(LOGO.1 / image.height())
        .min(1.0);
    let image = image.set_scale_width(scale).set_scale_height(scale);
    sheet.insert_image_with_offset(0, 0, &image, 4, 4)?;
    Ok(())
}

/// A chart as the library draws it.
pub(super) fn drawn(plan: &ChartPlan, style: &Style) -> Result<Chart, XlsxError> {
    let mut chart = Chart::new(match plan.kind {
        ChartKind::Bars => ChartType::Bar,
        ChartKind::StackedBars => ChartType::BarStacked,
        ChartKind::Radar => ChartType::RadarWithMarkers,
        ChartKind::Ranks => ChartType::Line,
    });
    let mut font = ChartFont::new();
    font.set_name(&style.font).set_size(12);
    chart.title().set_name(&plan.title).set_font(&font);
    chart.set_width(plan.size.0).set_height(plan.size.1);
    for (series, color) in plan.series.iter().zip(style.series()) {
        let [name, categories, values] =
            [&series.name, &plan.categories, &series.values].map(range);
        let drawn = chart.add_series();
        drawn
            .set_name(first(name?))
            .set_categories(categories?)
            .set_values(values?);
        if matches!(plan.kind, ChartKind::Radar | ChartKind::Ranks) {
            let mut marker = ChartMarker::new();
            marker
                .set_type(ChartMarkerType::Circle)
                .set_size(5)
                .set_format(ChartSolidFill::new().set_color(color));
            drawn
                .set_format(ChartLine::new().set_color(color).set_width(1.75))
                .set_marker(&marker);
        } else {
            drawn
                .set_format(ChartSolidFill::new().set_color(color))
                .set_gap(45);
        }
    }
    let mut small = ChartFont::new();
    small.set_name(&style.font).set_size(9);
    chart.x_axis().set_font(&small);
    chart.y_axis().set_font(&small);
    if plan.kind == ChartKind::Bars {
        chart.legend().set_hidden();
    } else {
        chart
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&small);
    }
    match plan.kind {
        ChartKind::Bars | ChartKind::StackedBars => lie_down(&mut chart),
        ChartKind::Radar => grid(&mut chart),
        ChartKind::Ranks => {
            grid(&mut chart);
            // The first is at the top, and the periods stay below.
            chart.y_axis().set_reverse().set_min(1).set_num_format("0");
            chart.y_axis().set_crossing(ChartAxisCrossing::Automatic);
            chart
                .x_axis()
                .set_label_position(ChartAxisLabelPosition::High);
        }
    }
    Ok(chart)
}

/// Quiet lines behind the numbers.
fn grid(chart: &mut Chart) {
    chart
        .y_axis()
        .set_major_gridlines_line(ChartLine::new().set_color(looks::GRID));
}

/// Lets bars begin at the top with the first: of lying bars the library calls the axis of their
/// names `y`. The numbers stay below, and no name is left out.
fn lie_down(chart: &mut Chart) {
    chart
        .y_axis()
        .set_reverse()
        .set_label_interval(1)
        .set_crossing(ChartAxisCrossing::Max);
    chart
        .x_axis()
        .set_major_gridlines_line(ChartLine::new().set_color(looks::GRID));
}

/// Cells as the library takes them.
type Cells<'a> = (&'a str, u32, u16, u32, u16);

fn range(cells: &SheetArea) -> Result<Cells<'_>, XlsxError> {
    let (first_row, first_column) = address(cells.area.first_row, cells.area.first_column)?;
    let (last_row, last_column) = corner(&cells.area)?;
    Ok((&cells.sheet, first_row, first_column, last_row, last_column))
}

fn first((sheet, row, column, ..): Cells<'_>) -> (&str, u32, u16) {
    (sheet, row, column)
}
