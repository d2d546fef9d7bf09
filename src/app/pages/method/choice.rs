//! One question with several answers: a list, and beside it what belongs to the chosen one.

use egui::{RichText, Ui};

use super::fields;
use crate::{
    app::{fonts, pages::Cx, view::View},
    engine::{
        Aggregation, Imputation, Normalisation, Tiering, Treatment, Weighting, normalise::HUNDRED,
    },
    texts::{Texts, manual::Topic},
};

/// What can be chosen for a step.
pub(crate) trait Choice: Clone + PartialEq {
    /// Where the manual treats the step.
    const TOPIC: Topic;

    /// One of each kind, in the order of the list; what `present` shares with others is kept.
    fn all(cx: &Cx<'_>, present: Option<&Self>) -> Vec<Self>;
    /// The same for all of a kind.
    fn kind(&self) -> &'static str;
    /// In words.
    fn name(&self, texts: Texts) -> &'static str;
    /// A sentence.
    fn help(&self, texts: Texts) -> &'static str;
    /// Why it cannot be chosen.
    fn refused(&self, _cx: &Cx<'_>) -> Option<&'static str> {
        None
    }
    /// Its parameters.
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>);
}

/// A new answer; none of several, where that is one.
pub(crate) struct Answer<T>(pub Option<T>);

/// A question, its present answer, and what no answer means where there may be none.
pub(crate) struct Question<'a, T> {
    /// What is asked.
    pub title: &'a str,
    /// The answer.
    pub present: Option<&'a T>,
    /// Name and sentence of no answer.
    pub none: Option<(&'a str, &'a str)>,
}

impl<'a, T> Question<'a, T> {
    /// A question that must be answered.
    pub(crate) const fn index_wide(title: &'a str, present: &'a T) -> Self {
        Self {
            title,
            present: Some(present),
            none: None,
        }
    }
}

/// The last words in brackets of a name, which say it in short; else the name.
pub(crate) fn short(name: &str) -> &str {
    let inner = name.rsplit_once(['（', '(']);
    inner.map_or(name, |(_, inner)| inner.trim_end_matches(['）', ')']))
}

/// The list, and the parameters beside it; the new answer once there is one.
pub(crate) fn question_ui<T: Choice>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    question: &Question<'_, T>,
) -> Option<Answer<T>> {
    let mut answer = None;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(350.0);
            answer = list_ui(ui, cx, question);
        });
        ui.add_space(12.0);
        ui.vertical(|ui| {
            ui.set_width(320.0);
            let changed = chosen_ui(ui, cx, view, question);
            if answer.is_none() {
                answer = changed.map(|it| Answer(Some(it)));
            }
        });
    });
    answer
}

fn list_ui<T: Choice>(ui: &mut Ui, cx: &Cx<'_>, question: &Question<'_, T>) -> Option<Answer<T>> {
    let mut answer = None;
    ui.label(fonts::bold(question.title));
    ui.spacing_mut().item_spacing.y = 2.0;
    if let Some((name, help)) = question.none {
        let same = question.present.is_none();
        if ui.radio(same, name).on_hover_text(help).clicked() && !same {
            answer = Some(Answer(None));
        }
    }
    for option in T::all(cx, question.present) {
        let same = question
            .present
            .is_some_and(|it| it.kind() == option.kind());
        let refused = option.refused(cx).filter(|_| !same);
        let radio = egui::RadioButton::new(same, option.name(cx.texts));
        let entry = ui
            .add_enabled(refused.is_none(), radio)
            .on_hover_text(option.help(cx.texts))
            .on_disabled_hover_text(refused.unwrap_or_default());
        if entry.clicked() && !same {
            answer = Some(Answer(Some(option)));
        }
    }
    answer
}

/// What the chosen one does, where it is explained, and its parameters.
fn chosen_ui<T: Choice>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    question: &Question<'_, T>,
) -> Option<T> {
    let Some(present) = question.present else {
        let (name, help) = question.none.unwrap_or_default();
        ui.label(fonts::bold(name));
        as_chosen(ui, help);
        return None;
    };
    ui.label(fonts::bold(present.name(cx.texts)));
    as_chosen(ui, present.help(cx.texts));
    if ui.link(cx.texts.how_computed()).clicked() {
        view.explain(cx.texts, T::TOPIC, present.kind());
    }
    ui.add_space(6.0);
    let mut next = present.clone();
    next.parameters_ui(ui, cx);
    (next != *present).then_some(next)
}

/// A sentence below a choice.
pub(crate) fn as_chosen(ui: &mut Ui, sentence: &str) {
    ui.add(egui::Label::new(RichText::new(sentence).weak()).wrap());
}

impl Choice for Imputation {
    const TOPIC: Topic = Topic::Imputation;

    fn all(cx: &Cx<'_>, present: Option<&Self>) -> Vec<Self> {
        let over = present.and_then(Self::over);
        let first = cx.dataset.groups.first().map(|it| it.kind.clone());
        let alike = |it: Self| {
            let mut it = match &over {
                Some(over) => it.with_over(over.clone()),
                None => it,
            };
            if let Self::GroupMean { group, .. } | Self::GroupMedian { group, .. } = &mut it {
                *group = first.clone().unwrap_or_default();
            }
            it
        };
        Self::all().map(alike).to_vec()
    }
    fn kind(&self) -> &'static str {
        self.key()
    }
    fn name(&self, texts: Texts) -> &'static str {
        texts.imputation_name(self)
    }
    fn help(&self, texts: Texts) -> &'static str {
        texts.imputation_help(self)
    }
    fn refused(&self, cx: &Cx<'_>) -> Option<&'static str> {
        let grouped = matches!(self, Self::GroupMean { .. } | Self::GroupMedian { .. });
        (grouped && cx.dataset.groups.is_empty()).then(|| cx.texts.no_groups())
    }
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        fields::imputation_ui(ui, cx, self);
    }
}

impl Choice for Treatment {
    const TOPIC: Topic = Topic::Treatment;

    fn all(_: &Cx<'_>, present: Option<&Self>) -> Vec<Self> {
        let over = present.and_then(Self::over);
        let alike = |it: Self| match &over {
            Some(over) => it.with_over(over.clone()),
            None => it,
        };
        Self::all().map(alike).to_vec()
    }
    fn kind(&self) -> &'static str {
        self.key()
    }
    fn name(&self, texts: Texts) -> &'static str {
        texts.treatment_name(self)
    }
    fn help(&self, texts: Texts) -> &'static str {
        texts.treatment_help(self)
    }
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        fields::treatment_ui(ui, cx, self);
    }
}

impl Choice for Normalisation {
    const TOPIC: Topic = Topic::Normalisation;

    fn all(cx: &Cx<'_>, present: Option<&Self>) -> Vec<Self> {
        let index_wide = &cx.scene.method.normalisation;
        let range = present.unwrap_or(index_wide).range().unwrap_or(HUNDRED);
        Self::all()
            .into_iter()
            .map(|it| it.with_range(range))
            .collect()
    }
    fn kind(&self) -> &'static str {
        self.key()
    }
    fn name(&self, texts: Texts) -> &'static str {
        texts.normalisation_name(self)
    }
    fn help(&self, texts: Texts) -> &'static str {
        texts.normalisation_help(self)
    }
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        super::normalise::range_ui(ui, cx, self);
        super::normalise::over_ui(ui, cx, self);
        super::parameters::parameters_ui(ui, cx, self);
    }
}

impl Choice for Weighting {
    const TOPIC: Topic = Topic::Weights;

    fn all(_: &Cx<'_>, _: Option<&Self>) -> Vec<Self> {
        Self::all()
    }
    fn kind(&self) -> &'static str {
        self.key()
    }
    fn name(&self, texts: Texts) -> &'static str {
        texts.weighting_name(self)
    }
    fn help(&self, texts: Texts) -> &'static str {
        texts.weighting_help(self)
    }
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        super::sets::weighting_ui(ui, cx, self);
    }
}

impl Choice for Aggregation {
    const TOPIC: Topic = Topic::Aggregation;

    fn all(_: &Cx<'_>, _: Option<&Self>) -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn kind(&self) -> &'static str {
        (*self).kind()
    }
    fn name(&self, texts: Texts) -> &'static str {
        texts.aggregation_name(*self)
    }
    fn help(&self, texts: Texts) -> &'static str {
        texts.aggregation_help(*self)
    }
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        fields::aggregation_ui(ui, cx, self);
    }
}

impl Choice for Tiering {
    const TOPIC: Topic = Topic::Tiers;

    fn all(_: &Cx<'_>, _: Option<&Self>) -> Vec<Self> {
        Self::all()
    }
    fn kind(&self) -> &'static str {
        self.key()
    }
    fn name(&self, texts: Texts) -> &'static str {
        texts.tiering_name(self)
    }
    fn help(&self, texts: Texts) -> &'static str {
        texts.tiering_help(self)
    }
    fn parameters_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        super::tiers::parameters_ui(ui, cx, self);
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn the_last_brackets_say_it_in_short() {
        assert_eq!(short("按名次计分（排序法）"), "排序法");
        assert_eq!(short("By place (rank)"), "rank");
        assert_eq!(short("不处理"), "不处理");
    }
}
