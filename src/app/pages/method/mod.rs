//! The method step by step: a row of buttons above the framework, each with its choices.

mod bar;
mod choice;
mod fields;
mod normalise;
mod parameters;
mod screen;
mod sets;
mod tiers;

pub(super) use bar::method_bar_ui;
pub(super) use choice::{Answer, Choice, Question, question_ui};
pub(super) use fields::share_ui;
