//! The judgement matrix of one expert, and what follows from all of them.

use egui::{DragValue, Grid, RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui};

use super::Subject;
use crate::{
    app::{action::Action, fonts, format, pages::Cx, view::Experts, widgets},
    engine::{
        AhpMethod, ExpertJudgements, Finding, JudgedFinding, Judgement, NodeId, Weighting,
        weight::{Judged, PanelOfExperts, SAATY_SCALE, judge, judgement_text, parse_judgement},
    },
    project::NodeChoice,
};

/// The experts, the matrix of the one in view, and how consistent it is.
pub(super) fn matrix_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut Experts,
    subject: &Subject<'_>,
    actions: &mut Vec<Action>,
) {
    let mut next = subject.aggregate.judgements.clone();
    experts_ui(ui, cx, state, subject, &mut next);
    let shown = state.expert.min(next.len().saturating_sub(1));
    if next.is_empty() {
        ui.label(cx.texts.no_judgements());
    } else {
        ui.add(egui::Label::new(RichText::new(cx.texts.judgement_help()).weak()).wrap());
    }
    let children: Vec<NodeId> = subject.children.iter().map(|it| it.id).collect();
    let judged = judge(&next, &children, method(&subject.weighting));
    if let Some(expert) = next.get_mut(shown) {
        let of_expert = judged.as_ref().ok().and_then(Option::as_ref);
        let of_expert = of_expert.and_then(|panel| of(panel, &expert.expert));
        grid_ui(ui, cx, subject, expert, of_expert);
        if let Some(told) = of_expert {
            consistency_ui(ui, cx, subject, expert, told);
        }
    }
    match &judged {
        Ok(Some(panel)) if panel.experts.len() > 1 => panel_ui(ui, cx, subject, panel),
        Ok(_) => {}
        Err((expert, error)) => {
            let finding = Finding::Judged(JudgedFinding::Invalid {
                node: subject.node.id,
                expert: expert.clone(),
                children,
                error: *error,
            });
            let sentence = cx.texts.engine_finding(&finding, cx.dataset);
            ui.colored_label(ui.visuals().error_fg_color, sentence);
        }
    }
    if next != subject.aggregate.judgements {
        subject.push(cx, NodeChoice::Judgements(next), actions);
    }
}

fn method(weighting: &Weighting) -> AhpMethod {
    let sets = match weighting {
        Weighting::Combined(combined) => combined.sets.as_slice(),
        one => std::slice::from_ref(one),
    };
    let method = sets.iter().find_map(|set| match set {
        Weighting::Ahp { method } => Some(*method),
        _ => None,
    });
    method.unwrap_or_default()
}

fn of<'a>(panel: &'a PanelOfExperts, expert: &str) -> Option<&'a Judged> {
    let mut all = panel.experts.iter();
    all.find(|it| it.expert.as_deref() == Some(expert))
}

/// Choose, add, rename and remove experts.
fn experts_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut Experts,
    subject: &Subject<'_>,
    next: &mut Vec<ExpertJudgements>,
) {
    let texts = cx.texts;
    ui.horizontal_wrapped(|ui| {
        for (at, expert) in next.iter().enumerate() {
            if ui
                .selectable_label(state.expert == at, &expert.expert)
                .clicked()
            {
                state.expert = at;
                state.name = None;
            }
        }
        if ui.button(texts.add_expert()).clicked() {
            let taken = |name: &String| next.iter().any(|it| it.expert == *name);
            let mut names = (next.len() + 1..).map(|number| texts.new_expert(number));
            let expert = names.find(|name| !taken(name)).unwrap_or_default();
            state.expert = next.len();
            state.name = None;
            next.push(ExpertJudgements {
                expert,
                pairs: alike(subject),
            });
        }
    });
    state.expert = state.expert.min(next.len().saturating_sub(1));
    let names: Vec<String> = next.iter().map(|it| it.expert.clone()).collect();
    let Some(expert) = next.get_mut(state.expert) else {
        return;
    };
    let mut removed = false;
    ui.horizontal(|ui| {
        let label = ui.label(texts.expert_name());
        let name = state.name.get_or_insert_with(|| expert.expert.clone());
        let field = ui
            .add(TextEdit::singleline(name).desired_width(140.0))
            .labelled_by(label.id);
        if field.lost_focus() {
            let told = name.trim();
            if !told.is_empty() && !names.iter().any(|it| it == told) {
                told.clone_into(&mut expert.expert);
            }
            state.name = None;
        } else if !field.has_focus() {
            state.name = None;
        }
        removed = ui.button(texts.remove_expert()).clicked();
    });
    if removed {
        next.remove(state.expert);
        state.expert = state.expert.saturating_sub(1);
        state.name = None;
    }
}

/// All pairs of the same importance.
fn alike(subject: &Subject<'_>) -> Vec<Judgement> {
    let children = &subject.children;
    let pairs = children.iter().enumerate().flat_map(|(at, node)| {
        let others = children.iter().skip(at + 1);
        others.map(move |than| Judgement {
            node: node.id,
            than: than.id,
            value: 1.0,
        })
    });
    pairs.collect()
}

/// A judgement as typed, or turned round as its mirror has it.
fn value(expert: &ExpertJudgements, node: NodeId, than: NodeId) -> Option<f64> {
    let pairs = || expert.pairs.iter();
    let typed = pairs().find(|it| (it.node, it.than) == (node, than));
    let mirror = pairs().find(|it| (it.node, it.than) == (than, node));
    typed
        .map(|it| it.value)
        .or_else(|| mirror.map(|it| 1.0 / it.value))
}

/// Takes a judgement in place of those of the pair.
fn set(expert: &mut ExpertJudgements, node: NodeId, than: NodeId, value: f64) {
    let pair =
        |it: &Judgement| (it.node, it.than) == (node, than) || (it.node, it.than) == (than, node);
    let at = expert.pairs.iter().position(pair);
    expert.pairs.retain(|it| !pair(it));
    let at = at.unwrap_or(expert.pairs.len()).min(expert.pairs.len());
    expert.pairs.insert(at, Judgement { node, than, value });
}

fn grid_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: &Subject<'_>,
    expert: &mut ExpertJudgements,
    judged: Option<&Judged>,
) {
    let worst = judged.filter(|it| it.is_inconsistent());
    let worst = worst.and_then(|it| it.worst).map(|it| (it.row, it.column));
    let children = &subject.children;
    ScrollArea::both()
        .max_height(330.0)
        .min_scrolled_height(330.0)
        .show(ui, |ui| {
            Grid::new("judgements").striped(true).show(ui, |ui| {
                ui.label("");
                for child in children {
                    head_ui(ui, &child.name);
                }
                ui.label(fonts::bold(cx.texts.weight()));
                ui.end_row();
                for (row, node) in children.iter().enumerate() {
                    head_ui(ui, &node.name);
                    for (column, than) in children.iter().enumerate() {
                        if row < column {
                            let stands_out = worst == Some((row, column));
                            let names = (node.name.as_str(), than.name.as_str());
                            let before = value(expert, node.id, than.id);
                            if let Some(new) = cell_ui(ui, cx, names, before, stands_out) {
                                set(expert, node.id, than.id, new);
                            }
                        } else {
                            let told = if row == column {
                                Some(1.0)
                            } else {
                                value(expert, node.id, than.id)
                            };
                            let told = told.map_or_else(|| "–".to_owned(), judgement_text);
                            ui.weak(told);
                        }
                    }
                    let weight = judged.and_then(|it| it.ahp.weights.get(row));
                    ui.label(weight.map_or_else(|| "–".to_owned(), |it| format::percent(*it)));
                    ui.end_row();
                }
            });
        });
}

fn head_ui(ui: &mut Ui, name: &str) {
    ui.scope(|ui| {
        ui.set_max_width(110.0);
        ui.add(egui::Label::new(fonts::bold(name)).truncate())
            .on_hover_text(name);
    });
}

/// A field for a number or a fraction, and the usual ones in a list.
fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (node, than): (&str, &str),
    before: Option<f64>,
    stands_out: bool,
) -> Option<f64> {
    let mut number = before.unwrap_or(1.0);
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        if stands_out {
            let color = ui.visuals().error_fg_color;
            ui.visuals_mut().override_text_color = Some(color);
        }
        let field = DragValue::new(&mut number)
            .speed(0.0)
            .update_while_editing(false)
            .custom_formatter(|number, _| judgement_text(number))
            .custom_parser(|text| parse_judgement(text).filter(|it| *it > 0.0));
        let field = ui.add_sized([44.0, 26.0], field);
        let name = cx.texts.judgement_of(node, than);
        ui.ctx()
            .accesskit_node_builder(field.id, |it| it.set_label(name));
        if field.changed() && Some(number) != before {
            chosen = Some(number);
        }
        let menu = ui.menu_button(RichText::new("▼").small(), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for scale in SAATY_SCALE.into_iter().rev() {
                let same = before == Some(scale);
                if ui.selectable_label(same, judgement_text(scale)).clicked() {
                    chosen = Some(scale).filter(|_| !same);
                    ui.close();
                }
            }
        });
        let name = cx.texts.scale_of(node, than);
        widgets::named(menu.response, WidgetRole::Button, &name);
    });
    chosen
}

/// How consistent the judgements are; the one that fits least can be mended.
fn consistency_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: &Subject<'_>,
    expert: &mut ExpertJudgements,
    judged: &Judged,
) {
    let (texts, ahp) = (cx.texts, &judged.ahp);
    let digits = |number: f64| format!("{number:.4}");
    let told = texts.consistency(&digits(ahp.lambda), &digits(ahp.ci), &digits(ahp.cr));
    let bad = judged.is_inconsistent();
    let color = if bad {
        ui.visuals().error_fg_color
    } else {
        ui.visuals().text_color()
    };
    ui.add_space(4.0);
    ui.colored_label(color, told);
    ui.colored_label(color, texts.consistent(!bad));
    let Some(worst) = judged.worst.filter(|_| bad) else {
        return;
    };
    let both = (
        subject.children.get(worst.row),
        subject.children.get(worst.column),
    );
    let (Some(node), Some(than)) = both else {
        return;
    };
    let better = nearest(worst.consistent);
    let (judged, better_told) = (judgement_text(worst.judged), judgement_text(better));
    ui.horizontal_wrapped(|ui| {
        let told = texts.worst_judgement(&node.name, &than.name, &judged, &better_told);
        ui.colored_label(color, told);
        let button = ui.button(texts.judge_instead(&better_told));
        if button.clicked() {
            set(expert, node.id, than.id, better);
        }
    });
}

/// The number of Saaty's scale that is nearest in proportion.
fn nearest(value: f64) -> f64 {
    let far = |scale: f64| libm::fabs(libm::log(scale) - libm::log(value));
    let mut best = 1.0;
    for scale in SAATY_SCALE {
        if far(scale) < far(best) {
            best = scale;
        }
    }
    best
}

/// The weights of every expert and of all together.
fn panel_ui(ui: &mut Ui, cx: &Cx<'_>, subject: &Subject<'_>, panel: &PanelOfExperts) {
    ui.separator();
    ScrollArea::horizontal().id_salt("panel").show(ui, |ui| {
        Grid::new("panel of experts").striped(true).show(ui, |ui| {
            head_ui(ui, cx.texts.expert());
            for child in &subject.children {
                head_ui(ui, &child.name);
            }
            head_ui(ui, "CR");
            ui.end_row();
            for judged in panel.experts.iter().chain([&panel.merged]) {
                let name = judged.expert.as_deref();
                head_ui(ui, name.unwrap_or(cx.texts.all_experts()));
                for weight in &judged.ahp.weights {
                    ui.label(format::percent(*weight));
                }
                let color = if judged.is_inconsistent() {
                    ui.visuals().error_fg_color
                } else {
                    ui.visuals().text_color()
                };
                ui.colored_label(color, format!("{:.4}", judged.ahp.cr));
                ui.end_row();
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_the_scale_is_nearest_in_proportion() {
        assert_eq!(nearest(2.4), 2.0);
        assert_eq!(nearest(2.46), 3.0);
        assert_eq!(nearest(0.3), 1.0 / 3.0);
        assert_eq!(nearest(40.0), 9.0);
    }

    #[test]
    fn a_judgement_takes_the_place_of_its_mirror() {
        let (a, b) = (NodeId(1), NodeId(2));
        let mut expert = ExpertJudgements {
            expert: String::new(),
            pairs: vec![Judgement {
                node: b,
                than: a,
                value: 4.0,
            }],
        };
        assert_eq!(value(&expert, a, b), Some(0.25));
        set(&mut expert, a, b, 3.0);
        assert_eq!((value(&expert, a, b), expert.pairs.len()), (Some(3.0), 1));
    }
}
