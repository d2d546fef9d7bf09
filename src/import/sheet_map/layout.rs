//! How a table lies, and what holds for all of it.

use super::{
    Evidence, Guess, MappedTable, Says, TableLayout,
    build::Site,
    columns::{Count, Panel, Use},
    head::Head,
    hints,
};

/// Chooses the layout, and with it the unit or the indicator of the whole table; then follows what a
/// person said.
pub(super) fn choose(
    site: &Site<'_, '_>,
    head: &Head,
    panel: Option<&Panel>,
    _counts: &[Count],
    table: &mut MappedTable,
) {
    let Some(panel) = panel else {
        return;
    };
    let (layout, sure) = layout(site, panel, table);
    table.layout = Guess::off(layout, Evidence::Shape, sure);
    let rows = rows_of(table);
    let said = |pick: fn(&Says) -> Option<&TableLayout>| site.corrections.of_table(rows, pick);
    let said = said(|says| match says {
        Says::Layout(layout) => Some(layout),
        _ => None,
    });
    if let Some(layout) = said {
        table.layout = Guess::off(*layout, Evidence::Said, 1.0);
    }
    let one_unit = matches!(
        table.layout.value,
        TableLayout::OneUnit | TableLayout::PeriodsDown
    );
    if one_unit && table.unit.is_none() {
        table.unit = hints::unit_in_names(head, site.file, site.known);
    }
    let nameless = table.columns.iter().any(|it| it.name.is_empty());
    let by_row = table.rows.iter().any(|it| it.indicator.is_some());
    let by_label = table.layout.value.rows_are_indicators();
    let nameless = if by_label {
        let mut rows = table.rows.iter();
        table.layout.value == TableLayout::UnitsAcross && rows.all(|it| it.label.is_empty())
    } else {
        nameless && !by_row
    };
    if table.indicator.is_none() && nameless {
        table.indicator = hints::subject(head);
    }
    follow(site, table, rows);
}

fn rows_of(table: &MappedTable) -> crate::import::Lines {
    let rows = table.rows.iter().map(|it| it.row);
    crate::import::Lines {
        first: rows.clone().min().unwrap_or(0),
        last: rows.max().unwrap_or(0),
    }
}

fn layout(site: &Site<'_, '_>, panel: &Panel, table: &MappedTable) -> (TableLayout, f32) {
    let unit = panel.first(Use::Unit).is_some();
    let indicator = panel.first(Use::Indicator).is_some();
    let period = panel.first(Use::Period).is_some();
    let dated = |it: &super::MappedColumn| it.period.is_some() && it.name.is_empty();
    let periods_across = !table.columns.is_empty() && table.columns.iter().all(dated);
    if !unit {
        // A column that compares two periods can stand among those of one.
        let most = table.columns.iter().filter(|it| dated(it)).count() * 2 > table.columns.len();
        let periods_across = most && table.columns.iter().all(|it| it.period.is_some());
        return match (indicator, periods_across, period) {
            (true, true, _) => (TableLayout::OneUnit, 0.9),
            (true, false, _) => (TableLayout::UnitsAcross, across_confidence(site, table)),
            // One indicator, with the units named above their columns.
            (false, _, true) if known_share(site, table) >= 0.6 => (TableLayout::UnitsAcross, 0.8),
            (false, _, true) => (TableLayout::PeriodsDown, 0.85),
            (false, _, false) => (TableLayout::UnitsDown, 0.3),
        };
    }
    if indicator {
        return (TableLayout::Long, 0.85);
    }
    let labels_measured = panel.measures >= 0.3;
    let named = panel.unit_named;
    if periods_across {
        let said_unit = table.unit.is_some() && table.indicator.is_none();
        if said_unit || (!named && labels_measured) {
            return (TableLayout::OneUnit, if said_unit { 0.9 } else { 0.7 });
        }
        let sure = if named || panel.known > 0.5 || table.indicator.is_some() {
            0.9
        } else {
            0.55
        };
        return (TableLayout::PeriodsAcross, sure);
    }
    let across = known_share(site, table);
    if !named && (across >= 0.6 || labels_measured) && panel.known < 0.3 {
        return (TableLayout::UnitsAcross, across_confidence(site, table));
    }
    let sure = if named || panel.known > 0.5 { 0.9 } else { 0.6 };
    (TableLayout::UnitsDown, sure)
}

/// The share of columns named like known units.
fn known_share(site: &Site<'_, '_>, table: &MappedTable) -> f32 {
    let known = |it: &&super::MappedColumn| (site.known)(&it.name).is_some();
    table.columns.iter().filter(known).count() as f32 / table.columns.len().max(1) as f32
}

fn across_confidence(site: &Site<'_, '_>, table: &MappedTable) -> f32 {
    if known_share(site, table) >= 0.5 {
        0.9
    } else {
        0.6
    }
}

/// What a person said of measures, periods, the unit and the indicator.
fn follow(site: &Site<'_, '_>, table: &mut MappedTable, rows: crate::import::Lines) {
    let said = site.corrections;
    if said.said.is_empty() {
        return;
    }
    let period = |says: &Says| match says {
        Says::Period(period) => Some(period.clone()),
        _ => None,
    };
    let measure = |says: &Says| match says {
        Says::Measure(measure) => Some(measure.clone()),
        _ => None,
    };
    if let Some(period) = said.of_table(rows, period) {
        table.period = Some(Guess::off(period, Evidence::Said, 1.0));
    }
    if let Some(measure) = said.of_table(rows, measure) {
        table.measure = Some(Guess::off(measure.clone(), Evidence::Said, 1.0));
        for column in &mut table.columns {
            column.measure = Some(Guess::off(measure.clone(), Evidence::Said, 1.0));
        }
    }
    for column in &mut table.columns {
        let Some(place) = column.places.first().copied() else {
            continue;
        };
        if let Some(period) = said.of_column(rows, place, period) {
            column.period = Some(Guess::off(period, Evidence::Said, 1.0));
        }
        if let Some(measure) = said.of_column(rows, place, measure) {
            column.measure = Some(Guess::off(measure, Evidence::Said, 1.0));
        }
    }
    let unit = said.of_table(rows, |says| match says {
        Says::Unit(unit) => Some(unit.clone()),
        _ => None,
    });
    if let Some(unit) = unit {
        table.unit = Some(Guess::off(unit, Evidence::Said, 1.0));
    }
    let indicator = said.of_table(rows, |says| match says {
        Says::Indicator(indicator) => Some(indicator.clone()),
        _ => None,
    });
    if let Some(indicator) = indicator {
        table.indicator = Some(Guess::off(indicator, Evidence::Said, 1.0));
    }
}
