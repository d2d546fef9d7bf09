//! Charts and pictures as the library draws them.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition,
    ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartSeries as Drawn, ChartSolidFill, ChartType, Color, Image, Worksheet,
    XlsxError,
};

use super::{
    looks::{self, Style},
    write::{address, corner},
};
use crate::export::sheet_plan::{ChartKind, ChartPlan, Points, SheetArea};

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
        ChartKind::Scatter => ChartType::Scatter,
    });
    let mut font = ChartFont::new();
    font.set_name(&style.font).set_size(12);
    chart.title().set_name(&plan.title).set_font(&font);
    chart.set_width(plan.size.0).set_height(plan.size.1);
    for (place, (series, color)) in plan.series.iter().zip(style.series()).enumerate() {
        let across = series.across.as_ref().unwrap_or(&plan.categories);
        let [name, categories, values] = [&series.name, across, &series.values].map(range);
        let drawn = chart.add_series();
        drawn
            .set_name(first(name?))
            .set_categories(categories?)
            .set_values(values?);
        color_series(drawn, plan, (place, color), &style.font)?;
    }
    let mut small = ChartFont::new();
    small.set_name(&style.font).set_size(9);
    chart.x_axis().set_font(&small);
    chart.y_axis().set_font(&small);
    if let Some(points) = &plan.points {
        name_axes(&mut chart, points, &style.font)?;
    }
    if matches!(plan.kind, ChartKind::Bars | ChartKind::Scatter) {
        chart.legend().set_hidden();
    } else {
        chart
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&small);
    }
    set_axes(&mut chart, plan.kind);
    Ok(chart)
}

/// How a series looks; `place` is its own among those of the chart.
fn color_series(
    drawn: &mut Drawn,
    plan: &ChartPlan,
    (place, color): (usize, Color),
    font: &str,
) -> Result<(), XlsxError> {
    match plan.kind {
        ChartKind::Scatter if place == 0 => {
            drawn
                .set_format(ChartFormat::new().set_no_line())
                .set_marker(&dot(color, 7));
            let names = plan.points.as_ref().map_or(&[][..], |it| &it.names);
            name_points(drawn, names, font)?;
        }
        ChartKind::Scatter => dashed(drawn),
        ChartKind::Radar | ChartKind::Ranks => {
            drawn
                .set_format(ChartLine::new().set_color(color).set_width(1.75))
                .set_marker(&dot(color, 5));
        }
        ChartKind::Bars | ChartKind::StackedBars => {
            drawn
                .set_format(ChartSolidFill::new().set_color(color))
                .set_gap(45);
        }
    }
    Ok(())
}

/// Which way the axes run, and the lines behind the numbers.
fn set_axes(chart: &mut Chart, kind: ChartKind) {
    match kind {
        ChartKind::Bars | ChartKind::StackedBars => lie_down(chart),
        ChartKind::Radar => grid(chart),
        ChartKind::Scatter => {
            grid(chart);
            chart
                .x_axis()
                .set_major_gridlines(true)
                .set_major_gridlines_line(ChartLine::new().set_color(looks::GRID));
        }
        ChartKind::Ranks => {
            grid(chart);
            // The first is at the top, and the periods stay below.
            chart.y_axis().set_reverse().set_min(1).set_num_format("0");
            chart.y_axis().set_crossing(ChartAxisCrossing::Automatic);
            chart
                .x_axis()
                .set_label_position(ChartAxisLabelPosition::High);
        }
    }
}

/// A filled circle.
fn dot(color: Color, size: u8) -> ChartMarker {
    let mut marker = ChartMarker::new();
    marker
        .set_type(ChartMarkerType::Circle)
        .set_size(size)
        .set_format(ChartSolidFill::new().set_color(color));
    marker
}

/// A line that stands back behind the points.
fn dashed(drawn: &mut Drawn) {
    let mut line = ChartLine::new();
    line.set_color(looks::FADED)
        .set_width(1.25)
        .set_dash_type(ChartLineDashType::Dash);
    drawn
        .set_format(&mut line)
        .set_marker(ChartMarker::new().set_none());
}

/// Names of axes, from cells.
fn name_axes(chart: &mut Chart, points: &Points, font: &str) -> Result<(), XlsxError> {
    let mut title = ChartFont::new();
    title.set_name(font).set_size(10);
    let [x, y] = points.axes.each_ref().map(range);
    chart.x_axis().set_name(first(x?)).set_name_font(&title);
    chart.y_axis().set_name(first(y?)).set_name_font(&title);
    Ok(())
}

/// Names of points. Not every program shows those that stand in cells, so only what the library
/// would take for cells itself is left there.
fn name_points(
    drawn: &mut Drawn,
    names: &[(String, SheetArea)],
    font: &str,
) -> Result<(), XlsxError> {
    if names.is_empty() {
        return Ok(());
    }
    let mut small = ChartFont::new();
    small.set_name(font).set_size(8);
    let mut labels = Vec::new();
    for (name, cell) in names {
        let mut label = ChartDataLabel::new();
        if name.starts_with('=') || name.contains('!') {
            label.set_value(first(range(cell)?));
        } else {
            label.set_value(name);
        }
        label.set_font(&small);
        labels.push(label);
    }
    let mut all = ChartDataLabel::new();
    all.show_value()
        .set_position(ChartDataLabelPosition::Above)
        .set_font(&small);
    drawn.set_data_label(&all).set_custom_data_labels(&labels);
    Ok(())
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
