//! A list of things before it is taken: what is counted, and by what.

use egui::{ComboBox, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{action::Action, tallying::Tallying, theme},
    engine::Period,
    import::{
        list::{
            Absent, Every, ListKind, Measure, Only, Several, Split, Tally, TallyPeriod, Twice, What,
        },
        names::Level,
    },
};

/// The levels of places that units can be.
const LEVELS: [Level; 5] = [
    Level::Country,
    Level::Province,
    Level::Prefecture,
    Level::County,
    Level::Cluster,
];

/// Everything that can be chosen.
pub(super) fn tally_ui(ui: &mut Ui, cx: &Cx<'_>, tallying: &Tallying, actions: &mut Vec<Action>) {
    let before = &tallying.tally;
    let mut tally = before.clone();
    ui.horizontal_wrapped(|ui| {
        by_ui(ui, cx, tallying, &mut tally);
        period_ui(ui, cx, tallying, &mut tally);
    });
    measures_ui(ui, cx, tallying, &mut tally);
    ui.horizontal_wrapped(|ui| {
        only_ui(ui, cx, tallying, &mut tally);
        rest_ui(ui, cx, &mut tally);
    });
    if let Ok(told) = &tallying.tallied {
        let counts = cx
            .texts
            .tallied(told.placed, told.unplaced, told.left_out, told.doubles);
        ui.label(counts);
    }
    if tally != *before {
        actions.push(Action::Tally(Box::new(tally)));
    }
}

/// A list to choose from, with its name before it.
fn choose<T: Clone + PartialEq>(ui: &mut Ui, name: &str, present: &mut T, entries: &[(T, String)]) {
    let label = ui.label(name);
    let said = entries.iter().find(|(it, _)| it == present);
    let combo = ComboBox::from_id_salt(name)
        .selected_text(said.map(|(_, said)| said.as_str()).unwrap_or_default())
        .width(150.0)
        .height(380.0)
        .show_ui(ui, |ui| {
            for (entry, said) in entries {
                if ui.selectable_label(entry == present, said).clicked() {
                    present.clone_from(entry);
                }
            }
        });
    combo.response.labelled_by(label.id);
}

fn by_ui(ui: &mut Ui, cx: &Cx<'_>, tallying: &Tallying, tally: &mut Tally) {
    let columns = tallying.list.columns.iter();
    let columns = columns.filter(|it| it.kind != ListKind::Empty);
    let entries: Vec<(String, String)> = columns
        .map(|it| {
            let said = format!("{} · {}", it.name, cx.texts.list_kind(it.kind));
            (it.name.clone(), said)
        })
        .collect();
    choose(ui, cx.texts.tally_by(), &mut tally.by.column, &entries);
    let mut levels = vec![(None, cx.texts.as_it_stands().to_owned())];
    levels.extend(LEVELS.map(|it| (Some(it), cx.texts.place_level(it).to_owned())));
    choose(ui, cx.texts.tally_level(), &mut tally.by.level, &levels);
}

fn period_ui(ui: &mut Ui, cx: &Cx<'_>, tallying: &Tallying, tally: &mut Tally) {
    let texts = cx.texts;
    let fixed = match &tally.period {
        TallyPeriod::Fixed(period) => period.clone(),
        _ => tallying
            .list
            .proposal
            .period
            .clone()
            .unwrap_or(Period::Undated),
    };
    let mut entries = vec![
        (TallyPeriod::None, texts.none_at_all().to_owned()),
        (TallyPeriod::Fixed(fixed), texts.same_for_all().to_owned()),
    ];
    let every = match &tally.period {
        TallyPeriod::Column(_, every) => *every,
        _ => Every::Year,
    };
    for column in &tallying.list.columns {
        let dated = matches!(
            column.kind,
            ListKind::Date | ListKind::Number | ListKind::Category
        );
        let present = matches!(&tally.period, TallyPeriod::Column(it, _) if *it == column.name);
        if dated || present {
            let period = TallyPeriod::Column(column.name.clone(), every);
            entries.push((period, texts.by_column(&column.name)));
        }
    }
    choose(ui, texts.tally_period(), &mut tally.period, &entries);
    match &mut tally.period {
        TallyPeriod::None => {}
        TallyPeriod::Fixed(period) => {
            let mut typed = match &*period {
                Period::Undated => String::new(),
                told => told.to_string(),
            };
            let field = TextEdit::singleline(&mut typed)
                .desired_width(90.0)
                .hint_text(texts.period_hint());
            let field = ui.add(field);
            ui.ctx()
                .accesskit_node_builder(field.id, |node| node.set_label(texts.period_of_rows()));
            if field.changed() {
                *period = typed.into();
            }
        }
        TallyPeriod::Column(_, every) => {
            for (it, name) in [
                (Every::Year, texts.every_year()),
                (Every::Quarter, texts.every_quarter()),
                (Every::Month, texts.every_month()),
            ] {
                if ui.selectable_label(*every == it, name).clicked() {
                    *every = it;
                }
            }
        }
    }
}

/// One line a figure.
fn measures_ui(ui: &mut Ui, cx: &Cx<'_>, tallying: &Tallying, tally: &mut Tally) {
    let mut removed = None;
    let several = tally.measures.len() > 1;
    for (at, measure) in tally.measures.iter_mut().enumerate() {
        ui.push_id(("figure", at), |ui| {
            ui.horizontal_wrapped(|ui| {
                measure_ui(ui, cx, tallying, measure);
                if several && ui.small_button(cx.texts.remove_figure()).clicked() {
                    removed = Some(at);
                }
            });
        });
    }
    if let Some(at) = removed {
        tally.measures.remove(at);
    }
    if ui.button(cx.texts.add_figure()).clicked() {
        let numbers = tallying.list.columns.iter();
        let number = numbers.into_iter().find(|it| it.kind == ListKind::Number);
        let (name, what) = match number {
            Some(it) => (it.name.clone(), What::Sum(it.name.clone())),
            None => (cx.texts.count_of_rows().to_owned(), What::Count),
        };
        tally.measures.push(Measure {
            name,
            what,
            split: Split::None,
            measure: None,
        });
    }
}

fn measure_ui(ui: &mut Ui, cx: &Cx<'_>, tallying: &Tallying, measure: &mut Measure) {
    let texts = cx.texts;
    let mut whats = vec![(What::Count, texts.count_of_rows().to_owned())];
    let mut splits = vec![(Split::None, texts.none_at_all().to_owned())];
    let edges = match &measure.split {
        Split::Bands(_, edges) => edges.clone(),
        _ => vec![100.0],
    };
    for column in &tallying.list.columns {
        let name = &column.name;
        match column.kind {
            ListKind::Number => {
                whats.push((What::Sum(name.clone()), texts.sum_of(name)));
                whats.push((What::Mean(name.clone()), texts.mean_of(name)));
                let bands = Split::Bands(name.clone(), edges.clone());
                splits.push((bands, texts.split_into_bands(name)));
            }
            ListKind::Category => {
                whats.push((What::Distinct(name.clone()), texts.distinct_of(name)));
                splits.push((Split::Category(name.clone()), texts.split_by(name)));
            }
            ListKind::Text | ListKind::Place(_) => {
                whats.push((What::Distinct(name.clone()), texts.distinct_of(name)));
            }
            _ => {}
        }
    }
    choose(ui, texts.tally_what(), &mut measure.what, &whats);
    choose(ui, texts.tally_split(), &mut measure.split, &splits);
    if let Split::Bands(_, edges) = &mut measure.split {
        edges_ui(ui, cx, edges);
    }
    let label = ui.label(texts.tally_name());
    let id = ui.scope_id().with("name");
    kept_field(ui, id, label.id, 200.0, &mut measure.name);
}

/// The edges of bands, typed as numbers with blanks between them.
fn edges_ui(ui: &mut Ui, cx: &Cx<'_>, edges: &mut Vec<f64>) {
    let label = ui.label(cx.texts.band_edges());
    let present: Vec<String> = edges.iter().map(ToString::to_string).collect();
    let mut typed = present.join(" ");
    let id = ui.scope_id().with("edges");
    kept_field(ui, id, label.id, 110.0, &mut typed);
    let split = typed.split(|it: char| it.is_whitespace() || ",，;；、".contains(it));
    let numbers: Result<Vec<f64>, _> = split.filter(|it| !it.is_empty()).map(str::parse).collect();
    if let Ok(numbers) = numbers
        && !numbers.is_empty()
    {
        *edges = numbers;
    }
}

/// A field whose text counts once it is left.
fn kept_field(ui: &mut Ui, id: egui::Id, label: egui::Id, width: f32, text: &mut String) {
    let mut typed = ui
        .data(|data| data.get_temp::<String>(id))
        .unwrap_or_else(|| text.clone());
    let field = ui
        .add(TextEdit::singleline(&mut typed).desired_width(width))
        .labelled_by(label);
    if field.changed() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    }
    if field.lost_focus() {
        ui.data_mut(|data| data.remove_temp::<String>(id));
        typed.trim().clone_into(text);
    }
}

/// Only the rows of some classes.
fn only_ui(ui: &mut Ui, cx: &Cx<'_>, tallying: &Tallying, tally: &mut Tally) {
    let categories: Vec<_> = tallying
        .list
        .columns
        .iter()
        .filter(|it| it.kind == ListKind::Category)
        .collect();
    if categories.is_empty() {
        return;
    }
    let mut entries = vec![(None, cx.texts.all_rows().to_owned())];
    let named = categories.iter().map(|it| it.name.clone());
    entries.extend(named.map(|it| (Some(it.clone()), cx.texts.by_column(&it))));
    let mut column = tally.only.as_ref().map(|it| it.column.clone());
    choose(ui, cx.texts.tally_only(), &mut column, &entries);
    let Some(column) = column else {
        tally.only = None;
        return;
    };
    let classes = categories.iter().find(|it| it.name == column);
    let all = || {
        let classes = classes.iter().flat_map(|it| &it.classes);
        classes.map(|(class, _)| class.clone()).collect()
    };
    let only = match &mut tally.only {
        Some(only) if only.column == column => only,
        other => other.insert(Only {
            values: all(),
            column,
        }),
    };
    for (class, count) in classes.iter().flat_map(|it| &it.classes).take(12) {
        let mut counts = only.values.contains(class);
        if ui
            .checkbox(&mut counts, format!("{class} ({count})"))
            .changed()
        {
            if counts {
                only.values.push(class.clone());
            } else if only.values.len() > 1 {
                only.values.retain(|it| it != class);
            }
        }
    }
}

fn rest_ui(ui: &mut Ui, cx: &Cx<'_>, tally: &mut Tally) {
    let texts = cx.texts;
    let several = [Several::Ask, Several::Each, Several::Share, Several::Whole];
    let several = several.map(|it| (it, texts.several(it).to_owned()));
    choose(ui, texts.tally_several(), &mut tally.several, &several);
    let twice = [
        (Twice::All, texts.twice_all().to_owned()),
        (Twice::Once, texts.twice_once().to_owned()),
    ];
    choose(ui, texts.tally_twice(), &mut tally.twice, &twice);
    let absent = [
        (Absent::Missing, texts.absent_missing().to_owned()),
        (Absent::Zero, texts.absent_zero().to_owned()),
    ];
    choose(ui, texts.tally_absent(), &mut tally.absent, &absent);
    ui.add_space(theme::NEAR);
}
