//! What experts answered, shown before it is taken: how far they agree, and what is doubtful.

use egui::{Frame, Grid, Label, RichText, ScrollArea, Ui};

use super::{
    App,
    action::Action,
    fonts, format,
    outgoing::{self, TextTable},
    theme,
};
use crate::{
    engine::{
        Aggregate, AhpMethod, Framework, Node, NodeKind,
        weight::{CONSISTENT_BELOW, Disagreement, disagreement, judge},
    },
    import::Finding,
    project::{Document, Edit, EditError},
    texts::Texts,
};

/// The most room for answers, in points.
const ROOM: egui::Vec2 = egui::vec2(860.0, 420.0);
/// The most room for what is doubtful.
const DOUBTS: f32 = 110.0;

/// Answers that wait to be taken.
#[derive(Debug)]
pub(super) struct Heard {
    edit: Edit,
    findings: Vec<Finding>,
    groups: Vec<Group>,
}

/// What experts say of the children of one node.
#[derive(Debug)]
struct Group {
    parent: String,
    children: Vec<String>,
    experts: Vec<String>,
    /// The consistency ratio of each expert; empty where no pairs were judged.
    ratios: Vec<f64>,
    /// None where somebody's answer is no set of weights.
    told: Option<Disagreement>,
}

impl Heard {
    /// What an edit would take in; an error if it could not.
    pub(super) fn new(
        edit: Edit,
        findings: Vec<Finding>,
        document: &Document,
    ) -> Result<Self, EditError> {
        let next = edit.apply(document)?;
        let (before, after) = (tree(document), tree(&next));
        let pairs = matches!(edit, Edit::TakeJudgements { .. });
        let mut changed = Vec::new();
        let mut all = Vec::new();
        for node in after.iter().flat_map(|it| it.nodes()) {
            let NodeKind::Aggregate(own) = &node.kind else {
                continue;
            };
            let Some(group) = group(node, own, pairs) else {
                continue;
            };
            let old = before.and_then(|it| it.node(node.id));
            let is_same = matches!(
                old.map(|it| &it.kind),
                Some(NodeKind::Aggregate(old))
                    if old.opinions == own.opinions && old.judgements == own.judgements
            );
            if is_same {
                all.push(group);
            } else {
                changed.push(group);
            }
        }
        Ok(Self {
            edit,
            findings,
            groups: if changed.is_empty() { all } else { changed },
        })
    }

    /// How many experts answered.
    fn experts(&self) -> usize {
        let mut names: Vec<&String> = self.groups.iter().flat_map(|it| &it.experts).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    }

    /// All groups below one another, shares in full.
    fn as_text(&self, texts: Texts) -> TextTable {
        let mut rows = Vec::new();
        for group in &self.groups {
            let heads = texts.expert_columns().map(str::to_owned).into_iter();
            rows.push(heads.chain(group.experts.iter().cloned()).collect());
            let Some(told) = &group.told else { continue };
            for (at, (child, spread)) in group.children.iter().zip(&told.spreads).enumerate() {
                let numbers = [
                    Some(spread.mean),
                    Some(spread.min),
                    Some(spread.max),
                    spread.sd,
                ];
                let shares = told.shares.iter().map(|it| it.as_ref()?.get(at).copied());
                let cells = numbers.into_iter().chain(shares).map(outgoing::number);
                let names = [group.parent.clone(), child.clone()];
                rows.push(names.into_iter().chain(cells).collect());
            }
            rows.push(group.aside(texts.expert_distance(), &told.distances));
            if !group.ratios.is_empty() {
                let ratios: Vec<Option<f64>> = group.ratios.iter().copied().map(Some).collect();
                rows.push(group.aside(texts.consistency_ratio(), &ratios));
            }
        }
        let name = texts.sheet_experts().to_owned();
        TextTable { name, rows }
    }
}

impl Group {
    /// A row that has a number an expert and nothing else.
    fn aside(&self, name: &str, numbers: &[Option<f64>]) -> Vec<String> {
        let mut cells = vec![self.parent.clone(), name.to_owned()];
        cells.resize(6, String::new());
        cells.extend(numbers.iter().copied().map(outgoing::number));
        cells
    }
}

fn tree(document: &Document) -> Option<&Framework> {
    document.main()?.framework.as_deref()
}

/// What is said of the children of a node; none where nobody says anything.
fn group(node: &Node, own: &Aggregate, pairs: bool) -> Option<Group> {
    let children: Vec<&Node> = own.children.iter().filter(|it| it.enabled).collect();
    let mut group = Group {
        parent: node.name.clone(),
        children: children.iter().map(|it| it.name.clone()).collect(),
        experts: Vec::new(),
        ratios: Vec::new(),
        told: None,
    };
    if pairs {
        let ids: Vec<_> = children.iter().map(|it| it.id).collect();
        group.experts = own.judgements.iter().map(|it| it.expert.clone()).collect();
        if let Ok(panel) = judge(&own.judgements, &ids, AhpMethod::default()) {
            let experts = panel?.experts;
            let names = experts.iter().map(|it| it.expert.clone());
            group.experts = names.map(Option::unwrap_or_default).collect();
            group.ratios = experts.iter().map(|it| it.ahp.cr).collect();
            let weights = experts.into_iter().map(|it| it.ahp.weights);
            let weights: Vec<Vec<Option<f64>>> = weights
                .map(|it| it.into_iter().map(Some).collect())
                .collect();
            group.told = disagreement(&weights).ok();
        }
    } else {
        group.experts = own.opinions.iter().map(|it| it.expert.clone()).collect();
        let of = |weights: &crate::engine::ExpertWeights| {
            let all = children
                .iter()
                .map(|it| weights.weights.get(&it.id).copied());
            all.collect()
        };
        let opinions: Vec<Vec<Option<f64>>> = own.opinions.iter().map(of).collect();
        group.told = disagreement(&opinions).ok();
    }
    (!group.experts.is_empty()).then_some(group)
}

impl App {
    /// Shows what experts answered before it is taken; what cannot be taken is told at once.
    pub(super) fn hear(&mut self, edit: Edit, findings: Vec<Finding>) {
        match Heard::new(edit, findings, self.document()) {
            Ok(heard) => self.heard = Some(heard),
            Err(error) => self.trouble = Some(super::said::Trouble::Edit(error)),
        }
    }

    /// Takes the answers, or puts them aside.
    pub(super) fn settle_answers(&mut self, taken: bool) {
        if let Some(heard) = self.heard.take().filter(|_| taken) {
            self.commit(heard.edit);
        }
    }

    /// The answers that wait to be taken.
    pub(super) fn heard_ui(&self, ui: &Ui, actions: &mut Vec<Action>) {
        let Some(heard) = &self.heard else { return };
        let texts = self.texts();
        let modal = egui::Modal::new(egui::Id::unique("heard"))
            .frame(Frame::popup(ui.style()).inner_margin(20));
        let modal = modal.show(ui.ctx(), |ui| {
            let room = ROOM.min(ui.ctx().content_rect().size() - egui::vec2(120.0, 220.0));
            ui.set_max_width(room.x);
            ui.label(fonts::bold(texts.heard_title(heard.experts())));
            ui.add(Label::new(RichText::new(texts.heard_line()).weak()).wrap());
            doubts_ui(ui, texts, &heard.findings);
            ui.add_space(theme::NEAR);
            ScrollArea::both()
                .id_salt("answers")
                .max_height(room.y)
                .show(ui, |ui| {
                    for (at, group) in heard.groups.iter().enumerate() {
                        ui.push_id(at, |ui| group_ui(ui, texts, group));
                        ui.add_space(theme::FAR);
                    }
                });
            ui.add_space(theme::NEAR);
            ui.horizontal(|ui| {
                if ui.button(texts.take_answers()).clicked() {
                    actions.push(Action::SettleAnswers(true));
                }
                if ui.button(texts.leave_answers()).clicked() {
                    actions.push(Action::SettleAnswers(false));
                }
                ui.separator();
                let ways = [texts.copy_answers(), texts.save_answers()];
                outgoing::ways_ui(ui, ways, actions, || heard.as_text(texts));
            });
        });
        if modal.should_close() {
            actions.push(Action::SettleAnswers(false));
        }
    }
}

/// What was noticed in the files.
fn doubts_ui(ui: &mut Ui, texts: Texts, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    ui.add_space(theme::NEAR);
    ScrollArea::vertical()
        .id_salt("doubts")
        .max_height(DOUBTS)
        .show(ui, |ui| {
            let color = ui.visuals().warn_fg_color;
            for finding in findings {
                let told = RichText::new(texts.import_finding(finding)).color(color);
                ui.add(Label::new(told).wrap());
            }
        });
}

/// The experts' shares of one group, with mean and spread; who is farthest from the mean stands out.
fn group_ui(ui: &mut Ui, texts: Texts, group: &Group) {
    ui.label(fonts::bold(&group.parent));
    let Some(told) = &group.told else {
        ui.colored_label(ui.visuals().error_fg_color, texts.answers_unlike());
        return;
    };
    if group.experts.len() > 1 {
        let who = told.farthest.and_then(|at| group.experts.get(at));
        let what = told.most_disputed.and_then(|at| group.children.get(at));
        let who = who.map(String::as_str);
        ui.label(texts.disagreement(&group.parent, who, what.map(String::as_str)));
    }
    Grid::new("shares")
        .striped(true)
        .spacing([18.0, 4.0])
        .show(ui, |ui| {
            shares_ui(ui, texts, (group, told));
            asides_ui(ui, texts, (group, told));
        });
}

/// A row a child: mean and spread, then the share by each expert.
fn shares_ui(ui: &mut Ui, texts: Texts, (group, told): (&Group, &Disagreement)) {
    let [_, name, mean, least, greatest, sd] = texts.expert_columns();
    for head in [name, mean, sd, least, greatest] {
        ui.label(fonts::bold(head));
    }
    for (at, expert) in group.experts.iter().enumerate() {
        let color = color(ui, told.farthest == Some(at));
        ui.label(fonts::bold(expert).color(color));
    }
    ui.end_row();
    for (at, (child, spread)) in group.children.iter().zip(&told.spreads).enumerate() {
        ui.label(child);
        let numbers = [
            Some(spread.mean),
            spread.sd,
            Some(spread.min),
            Some(spread.max),
        ];
        let shares = told.shares.iter().map(|it| it.as_ref()?.get(at).copied());
        for number in numbers.into_iter().chain(shares) {
            ui.label(percent(number));
        }
        ui.end_row();
    }
}

/// How far each expert is from the mean, and how consistent.
fn asides_ui(ui: &mut Ui, texts: Texts, (group, told): (&Group, &Disagreement)) {
    aside_ui(ui, texts.expert_distance());
    for (at, distance) in told.distances.iter().enumerate() {
        let color = color(ui, told.farthest == Some(at));
        ui.colored_label(color, percent(*distance));
    }
    ui.end_row();
    if group.ratios.is_empty() {
        return;
    }
    aside_ui(ui, texts.consistency_ratio());
    for ratio in &group.ratios {
        let color = if *ratio >= CONSISTENT_BELOW {
            ui.visuals().error_fg_color
        } else {
            ui.visuals().text_color()
        };
        ui.colored_label(color, format!("{ratio:.4}"));
    }
    ui.end_row();
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(String::new, format::percent)
}

/// What stands out is coloured.
fn color(ui: &Ui, stands_out: bool) -> egui::Color32 {
    if stands_out {
        ui.visuals().warn_fg_color
    } else {
        ui.visuals().text_color()
    }
}

/// The head of a row that has numbers of experts only.
fn aside_ui(ui: &mut Ui, name: &str) {
    ui.weak(name);
    for _ in 0..4 {
        ui.label("");
    }
}
