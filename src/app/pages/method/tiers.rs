//! How ranked units are divided into tiers.

use egui::Ui;

use super::{choice::Question, fields};
use crate::{app::pages::Cx, engine::Tiering};

/// The question, with no tiers as an answer.
pub(super) fn question<'a>(
    cx: &Cx<'_>,
    title: &'a str,
    present: Option<&'a Tiering>,
) -> Question<'a, Tiering> {
    Question {
        title,
        present,
        none: Some((cx.texts.no_tiers(), cx.texts.no_tiers_help())),
    }
}

/// How many tiers, or at which scores they begin.
pub(super) fn parameters_ui(ui: &mut Ui, cx: &Cx<'_>, tiering: &mut Tiering) {
    let texts = cx.texts;
    match tiering {
        Tiering::Median => {}
        Tiering::Quantiles { count } | Tiering::NaturalBreaks { count } => {
            let mut typed = u32::try_from(*count).unwrap_or(4);
            if fields::whole_ui(ui, texts.tier_count(), &mut typed, 2, 10) {
                *count = usize::try_from(typed).unwrap_or(4);
            }
        }
        Tiering::Thresholds { cuts } => {
            for (at, cut) in cuts.iter_mut().enumerate() {
                fields::number_ui(ui, &texts.tier_line(at + 1), cut);
            }
            ui.horizontal(|ui| {
                let add = egui::Button::new(texts.add_tier());
                if ui.add_enabled(cuts.len() < 9, add).clicked() {
                    let last = cuts.last().copied().unwrap_or(80.0);
                    cuts.push(last - 20.0);
                }
                let drop = egui::Button::new(texts.drop_tier());
                if ui.add_enabled(cuts.len() > 1, drop).clicked() {
                    cuts.pop();
                }
            });
        }
    }
}
