//! What experts judge of the children of an aggregate, in a window.

mod matrix;
mod opinions;

use egui::Ui;

use super::{Cx, own_mark};
use crate::{
    app::{
        action::{Action, ReadAs},
        view::{Experts, ExpertsTab, View},
    },
    engine::{Aggregate, Node, NodeKind, Weighting},
    project::{Edit, NodeChoice},
};

/// The aggregate in the window and those of its children that count.
struct Subject<'a> {
    node: &'a Node,
    aggregate: &'a Aggregate,
    children: Vec<&'a Node>,
    /// The weighting that counts for the node.
    weighting: Weighting,
}

impl Subject<'_> {
    fn push(&self, cx: &Cx<'_>, choice: NodeChoice, actions: &mut Vec<Action>) {
        actions.push(Action::from(Edit::Choose {
            dataset: cx.dataset.id,
            node: self.node.id,
            choice,
        }));
    }
}

/// The window, while it is open.
pub(super) fn experts_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut state) = view.experts.take() else {
        return;
    };
    let node = cx.framework().and_then(|it| it.node(state.node));
    let Some((node, NodeKind::Aggregate(aggregate))) = node.map(|node| (node, &node.kind)) else {
        return;
    };
    let index_wide = cx.scene.method.weighting.clone();
    let subject = Subject {
        node,
        aggregate,
        children: aggregate.children.iter().filter(|it| it.enabled).collect(),
        weighting: aggregate.weighting.clone().unwrap_or(index_wide),
    };
    let mut open = true;
    let widest = ui.ctx().content_rect().width() - 80.0;
    egui::Window::new(cx.texts.experts_on(&node.name))
        .id(egui::Id::unique("experts"))
        .open(&mut open)
        .collapsible(false)
        .default_pos(egui::pos2(180.0, 160.0))
        .default_width(760.0_f32.min(widest))
        .max_width(widest)
        .show(ui.ctx(), |ui| {
            window_ui(ui, cx, &mut state, &subject, actions);
        });
    view.experts = open.then_some(state);
}

fn window_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut Experts,
    subject: &Subject<'_>,
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let tab = state.tab;
    own_mark::shared_ui(ui, cx);
    ui.horizontal(|ui| {
        for (tab, name) in [
            (ExpertsTab::Judgements, texts.judgement_matrix()),
            (ExpertsTab::Opinions, texts.expert_weights_of()),
        ] {
            ui.selectable_value(&mut state.tab, tab, name);
        }
        ui.separator();
        if ui.button(texts.import_from_sheet()).clicked() {
            actions.push(Action::AskImport(match tab {
                ExpertsTab::Judgements => ReadAs::Judgements,
                ExpertsTab::Opinions => ReadAs::Opinions,
            }));
        }
    });
    unused_ui(ui, cx, tab, subject, actions);
    ui.separator();
    match tab {
        ExpertsTab::Judgements => matrix::matrix_ui(ui, cx, state, subject, actions),
        ExpertsTab::Opinions => opinions::opinions_ui(ui, cx, subject, actions),
    }
}

/// Says that what is shown has no effect, and lets it have one.
fn unused_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    tab: ExpertsTab,
    subject: &Subject<'_>,
    actions: &mut Vec<Action>,
) {
    let sets = match &subject.weighting {
        Weighting::Combined(combined) => combined.sets.as_slice(),
        one => std::slice::from_ref(one),
    };
    let used = sets.iter().any(|set| match tab {
        ExpertsTab::Judgements => matches!(set, Weighting::Ahp { .. }),
        ExpertsTab::Opinions => matches!(set, Weighting::Expert),
    });
    if used {
        return;
    }
    let (words, key) = match tab {
        ExpertsTab::Judgements => (cx.texts.use_judgements(), "ahp"),
        ExpertsTab::Opinions => (cx.texts.use_opinions(), "expert"),
    };
    ui.horizontal(|ui| {
        ui.colored_label(ui.visuals().warn_fg_color, cx.texts.judgements_unused());
        if ui.button(words).clicked() {
            let all = Weighting::all();
            actions.push(Action::from(Edit::SetWeighting {
                dataset: cx.dataset.id,
                node: subject.node.id,
                weighting: all.into_iter().find(|it| it.key() == key),
            }));
        }
    });
}
