//! The inspector in the window: beside the screen where there is room, else over it while it is asked
//! for.

use egui::{Align, Align2, Frame, Layout, Margin, Role as WidgetRole, Ui, pos2};

use super::{
    App,
    action::{Action, Page},
    commands::Command,
    fonts,
    pages::inspector::inspector_ui,
    settings::InspectorTab,
    theme,
    view::{NodeTab, ResultsTab, Sought, Window},
    widgets,
};
use crate::engine::NodeId;

/// From this width of the window on it stands beside the screen.
const BESIDE: f32 = 1180.0;
/// From this width on it is there before anybody has asked for it.
const ROOMY: f32 = 1500.0;
/// What the screen keeps for itself.
const SCREEN: f32 = 600.0;
/// How wide it is at least and usually, and at most.
const LEAST: f32 = 240.0;
const USUAL: f32 = 280.0;
const MOST: f32 = 420.0;
/// The height of the bars above the screens in a narrow window.
const BARS: f32 = 84.0;
/// The space around what it shows.
const MARGIN: i8 = 12;

impl App {
    /// Whether it is open, beside the screen or over it.
    pub(super) fn inspector_is_open(&self) -> bool {
        let inspector = self.view.inspector;
        if inspector.fits {
            let asked = self.settings.inspector.open;
            asked.unwrap_or(inspector.roomy)
        } else {
            inspector.over == Window::Open
        }
    }

    /// Opens it or closes it: what stands beside a screen is remembered, what lies over it is not.
    pub(super) fn turn_inspector(&mut self) {
        let open = !self.inspector_is_open();
        if self.view.inspector.fits {
            self.settings.inspector.open = Some(open);
        } else {
            self.view.inspector.over = Window::when(open);
        }
    }

    /// Brings a node into view and opens what it chooses for itself.
    pub(super) fn show_choices(&mut self, node: NodeId) {
        if self.view.page != Page::Framework {
            self.go(Page::Framework);
        }
        let framework = self.document().main().and_then(|it| it.framework.clone());
        let found = framework.as_ref().and_then(|it| it.node(node));
        let Some(found) = found else { return };
        let first = NodeTab::all(found.indicator().is_some()).first();
        self.view.node_panel = first.map(|&tab| (node, tab));
        self.view.node_sought = Some((node, Sought::Now));
        self.view.pick_node(node);
    }

    /// The button in the bar.
    pub(super) fn inspector_button_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (texts, command) = (self.texts(), Command::Inspector);
        let button = egui::Button::new(texts.inspector()).selected(self.inspector_is_open());
        let hint = format!("{} ({})", texts.inspector_help(), command.keys_text(ui));
        if ui.add(button).on_hover_text(hint).clicked() {
            actions.push(command.action());
        }
    }

    /// The inspector, while it is open. What is on its way in has a side of its own.
    pub(super) fn inspector_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let width = ui.ctx().content_rect().width();
        let inspector = &mut self.view.inspector;
        inspector.fits = width >= BESIDE && ui.available_width() >= SCREEN + LEAST;
        inspector.roomy = width >= ROOMY;
        if !self.inspector_is_open() || self.arrivals.in_view() {
            return;
        }
        if let Some(dataset) = self.project.document().main() {
            let revision = self.project.history().revision();
            let made = (&self.scene, &self.derived);
            self.inspected
                .prepare(dataset, made, (revision, &self.view));
        }
        if self.view.inspector.fits {
            self.beside_ui(ui, actions);
        } else {
            self.over_ui(ui, actions);
        }
    }

    /// Beside the screen, as wide as it was dragged.
    fn beside_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let most = (ui.available_width() - SCREEN).clamp(LEAST, MOST);
        let ground = Frame::NONE
            .fill(theme::side_ground(ui.visuals()))
            .inner_margin(Margin::same(MARGIN));
        let width = self.settings.inspector.width.map_or(USUAL, f32::from);
        let shown = egui::Panel::right("inspector")
            .frame(ground)
            .default_size(width.clamp(LEAST, most))
            .size_range(LEAST..=most)
            .resizable(true)
            .show(ui, |ui| {
                let tab = self.head_ui(ui, actions);
                self.looking(|cx, view| inspector_ui(ui, cx, view, tab, actions));
            });
        if !ui.input(|input| input.pointer.any_down()) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a length on the screen"
            )]
            let drawn = shown.response.rect.width().round() as u16;
            self.settings.inspector.width = Some(drawn);
        }
    }

    /// Over the screen, where it can be moved out of the way.
    fn over_ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let room = ui.ctx().content_rect();
        let place = pos2(room.right() - 8.0, room.top() + BARS);
        let mut open = true;
        egui::Window::new(self.texts().inspector())
            .id(egui::Id::unique("inspector"))
            .open(&mut open)
            .collapsible(false)
            .resizable(false)
            .pivot(Align2::RIGHT_TOP)
            .default_pos(place)
            .show(ui.ctx(), |ui| {
                ui.set_width(LEAST.min(room.width() - 64.0));
                // Below the bars, above the one that says what happened, with a title of its own.
                ui.set_max_height((room.height() - BARS - 130.0).max(120.0));
                let tab = ui.horizontal(|ui| self.tabs_ui(ui)).inner;
                self.looking(|cx, view| inspector_ui(ui, cx, view, tab, actions));
            });
        if !open {
            self.view.inspector.over = Window::Closed;
        }
    }

    /// What it shows, or what it is called where there is no choice, and the button that closes it.
    fn head_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> InspectorTab {
        let texts = self.texts();
        let tab = ui.horizontal(|ui| {
            let tab = self.tabs_ui(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = ui.button("×").on_hover_text(texts.close_inspector());
                if widgets::named(close, WidgetRole::Button, texts.close_inspector()).clicked() {
                    actions.push(Action::TurnInspector);
                }
            });
            tab
        });
        ui.separator();
        tab.inner
    }

    /// A choice between what is selected and the ranking, but where the ranking is on the screen anyway.
    fn tabs_ui(&mut self, ui: &mut Ui) -> InspectorTab {
        let texts = self.texts();
        let there = match self.view.page {
            Page::Framework => true,
            Page::Results => self.view.results == ResultsTab::Ranking,
            _ => false,
        };
        if there {
            ui.label(fonts::bold(texts.inspector()));
            return InspectorTab::Selection;
        }
        let tab = &mut self.settings.inspector.tab;
        for (own, name) in [
            (InspectorTab::Selection, texts.inspected()),
            (InspectorTab::Ranking, texts.live_ranking()),
        ] {
            ui.selectable_value(tab, own, name);
        }
        *tab
    }

    /// Draws once more if something else was picked than the inspector shows.
    pub(super) fn inspect_again(&self, ui: &Ui) {
        let document = self.project.document();
        let shown = self.inspector_is_open() && !self.arrivals.in_view();
        let Some(dataset) = document.main().filter(|_| shown) else {
            return;
        };
        if self.view.subject(dataset) != self.inspected.subject {
            ui.ctx().request_repaint();
        }
    }
}
