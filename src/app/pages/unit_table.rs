//! The list of units: who each is, how it takes part, where it belongs and where it stands.

use egui::{Checkbox, Rect, RichText, Ui, vec2};

use super::{Cx, own_mark, unit_name, unit_order, unit_rule, units};
use crate::{
    app::{
        action::Action,
        fonts,
        table::{self, Parts, Sheet},
        view::View,
    },
    engine::{UnitId, VariableId},
    import::names::Registry,
    project::{Aspect, Role, Unit},
    texts::Texts,
};

/// The height of the head of the list, in points.
const HEAD: f32 = 30.0;

/// A column of the list.
#[derive(Clone, Copy)]
enum Column<'a> {
    Included,
    Name,
    Code,
    Role,
    /// The groups of a kind.
    Groups(&'a str),
    Key,
    Available,
    Rank,
}

impl<'a> Column<'a> {
    /// Those of the list: one for each kind of groups there is.
    fn all(cx: &Cx<'a>) -> Vec<Self> {
        let first = [Self::Included, Self::Name, Self::Code, Self::Role];
        let groups = cx.group_kinds().into_iter().map(Self::Groups);
        let last = [Self::Key, Self::Available, Self::Rank];
        first.into_iter().chain(groups).chain(last).collect()
    }

    const fn head(self, texts: Texts) -> &'a str {
        match self {
            Self::Included => texts.takes_part(),
            Self::Name => texts.unit(),
            Self::Code => texts.place_code(),
            Self::Role => texts.role(),
            Self::Groups(kind) => kind,
            Self::Key => texts.key(),
            Self::Available => texts.available(),
            Self::Rank => texts.rank(),
        }
    }

    /// Known by a name, not by its place, which groups change.
    fn laid_out(self) -> egui_table::Column {
        let (id, width) = match self {
            Self::Included => ("included", 92.0),
            Self::Name => ("name", 180.0),
            Self::Code => ("code", 84.0),
            Self::Role => ("role", 150.0),
            Self::Groups(kind) => return table::column(("units in groups", kind), 110.0),
            Self::Key => ("key", 170.0),
            Self::Available => ("available", 166.0),
            Self::Rank => ("rank", 90.0),
        };
        table::column(("units", id), width)
    }

    const fn is_number(self) -> bool {
        matches!(self, Self::Available | Self::Rank)
    }
}

/// The list of the units that are looked for.
pub(super) fn table_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    shown: &[&Unit],
    actions: &mut Vec<Action>,
) {
    let columns = Column::all(cx);
    let variables = used_variables(cx);
    let sheet = Sheet {
        id: "units",
        name: cx.texts.table_of(cx.texts.page_units()),
        own_cells: false,
        columns: columns.iter().map(|it| it.laid_out()).collect(),
        sticky: 2,
        rows: shown.len(),
        head: HEAD,
        stretch: None,
    };
    let sought = view.unit_sought.take();
    let find = sought.and_then(|id| shown.iter().position(|it| it.id == id));
    let find = find.map(|at| (at as u64, 1));
    let selected = view.selected;
    let mut area = ui.available_rect_before_wrap();
    area.min.y += HEAD;
    unit_order::scroll(ui, area);
    let mut drawn: Vec<(&Unit, Rect)> = Vec::new();
    let parts = Parts {
        head: Box::new(|ui, at| {
            let Some(column) = columns.get(at) else {
                return;
            };
            let head = fonts::bold(column.head(cx.texts));
            if column.is_number() {
                table::number(ui, head)
            } else {
                table::text(ui, head)
            };
        }),
        cell: Box::new(|ui, row, at| {
            let Some((unit, column)) = shown.get(row).zip(columns.get(at)) else {
                return;
            };
            if matches!(column, Column::Name) {
                // The margins of a cell belong to its row.
                drawn.push((unit, ui.max_rect().expand2(vec2(8.0, 3.0))));
                unit_name::name_ui(ui, cx, view, unit, actions);
            } else {
                cell_ui(ui, cx, (unit, *column), &variables, actions);
            }
        }),
        stands_out: Box::new(|row| {
            selected.is_some() && selected == shown.get(row).map(|unit| unit.id)
        }),
    };
    sheet.show_near(ui, parts, find);
    unit_order::drop_ui(ui, cx, (area, &drawn), actions);
}

/// A cell beside the names.
fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (unit, column): (&Unit, Column<'_>),
    variables: &[VariableId],
    actions: &mut Vec<Action>,
) {
    match column {
        Column::Included => include_ui(ui, cx, unit, actions),
        Column::Name => {}
        Column::Code => code_ui(ui, cx, unit),
        Column::Role => units::role_ui(ui, cx, unit, actions),
        Column::Groups(kind) => {
            table::text(ui, groups_of(cx, unit, kind));
        }
        Column::Key => {
            table::text(ui, RichText::new(&unit.key).weak());
        }
        Column::Available => {
            let known = available(cx, unit.id, variables);
            table::number(ui, format!("{known} / {}", variables.len()));
        }
        Column::Rank => {
            table::number(ui, rank_of(cx, unit.id));
        }
    }
}

/// The code of the place that a unit is, and which place that is.
fn code_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit) {
    if let Some(place) = cx.codes.places().get(&unit.id) {
        let name = cx.texts.place_name(Registry::bundled(), place);
        table::text(ui, place.as_str()).on_hover_text(name);
    }
}

/// The groups of a kind that a unit is in.
fn groups_of(cx: &Cx<'_>, unit: &Unit, kind: &str) -> String {
    let groups = cx.dataset.groups.iter();
    let its = groups.filter(|it| it.kind == kind && it.members.contains(&unit.id));
    let names: Vec<String> = its.map(|it| it.name.clone()).collect();
    cx.texts.names_in_a_row(&names)
}

fn include_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit, actions: &mut Vec<Action>) {
    let mut included = cx.scene.role(unit.id) == Role::Ranked;
    let laid = ui.horizontal_centered(|ui| {
        let check = ui.add(Checkbox::without_text(&mut included));
        let (aspect, role) = (
            Aspect::Role { unit: unit.id },
            cx.texts.role_of(&unit.label),
        );
        own_mark::mark_ui(ui, cx, (aspect, &role), actions);
        check
    });
    let check = laid.inner;
    let name = cx.texts.include_unit(&unit.label);
    ui.ctx()
        .accesskit_node_builder(check.id, |node| node.set_label(name));
    if check.changed() {
        actions.extend(unit_rule::include(cx, &[unit], included));
    }
}

/// The variables that the framework reads.
fn used_variables(cx: &Cx<'_>) -> Vec<VariableId> {
    let nodes = cx
        .framework()
        .map(|framework| framework.nodes())
        .unwrap_or_default();
    nodes
        .into_iter()
        .filter_map(|node| node.indicator().map(|it| it.variable))
        .collect()
}

fn available(cx: &Cx<'_>, unit: UnitId, variables: &[VariableId]) -> usize {
    let Some(period) = cx.derived.shown_period() else {
        return 0;
    };
    variables
        .iter()
        .filter(|&&variable| cx.dataset.value(variable, period, unit).is_some())
        .count()
}

fn rank_of(cx: &Cx<'_>, unit: UnitId) -> String {
    let row = cx.derived.ranking.rows.iter().find(|row| row.unit == unit);
    row.and_then(|row| row.rank)
        .map_or_else(|| "–".to_owned(), |rank| rank.to_string())
}
