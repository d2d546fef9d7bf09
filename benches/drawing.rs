//! What a frame costs: the real screens, drawn and tessellated without a window, while a weight is
//! dragged and while sheets are scrolled; and whether anything is drawn while nobody does anything.
//!
//! Budget: p95 of a frame under 6 ms while a slider moves with 300 units × 100 indicators and while
//! 3,000 × 500 values are scrolled; no repaint is asked for at rest. Printed for each screen: the
//! frames, their median, p95 and longest.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and a helper that cannot go on is a failed bench"
)]

use std::{
    hint,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use eframe::App as _;
use egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput,
    Rect, TouchPhase, Vec2, ViewportId,
    accesskit::{Node as Seen, TreeUpdate},
    pos2, vec2,
};
use heng::{
    app::{Action, App, Page, dialogs::Fixed},
    engine::{
        Aggregate, Column, Framework, Indicator, Node, NodeId, NodeKind, Period, UnitId, VariableId,
    },
    project::{Document, Role, Unit, Variable, file},
    texts::{Language, Texts},
};

/// Frames measured of each screen.
const FRAMES: usize = 240;
/// A laptop's screen, in points, and the pixels of each of them.
const SIZE: Vec2 = vec2(1440.0, 900.0);
const PIXELS: f32 = 2.0;

/// The window without a screen.
struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    time: f64,
    /// Whether the last frame asked for another one at once.
    restless: bool,
    seen: Option<TreeUpdate>,
}

impl Window {
    fn on(project: &Path) -> Self {
        let ctx = Context::default();
        let creation = eframe::CreationContext::_new_kittest(ctx.clone());
        let mut app = App::new(&creation, Box::new(Fixed(Vec::new())));
        app.speak(Language::Chinese);
        app.begin_with(&ctx, project.to_owned());
        let mut window = Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            time: 0.0,
            restless: true,
            seen: None,
        };
        let title = project.file_stem().unwrap().to_string_lossy().into_owned();
        for _ in 0..6_000 {
            window.draw(Vec::new());
            if window.app.document().title == title && window.app.results().is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(window.app.document().title, title, "was not opened");
        window
    }

    /// One frame; how long it took to draw and tessellate.
    fn draw(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(PIXELS);
        }
        let begun = Instant::now();
        let (app, frame) = (&mut self.app, &mut self.frame);
        let ctx = self.ctx.clone();
        app.logic(&ctx, frame);
        let mut output = self.ctx.run_ui(input, |ui| app.ui(ui, frame));
        let shapes = std::mem::take(&mut output.shapes);
        let meshes = self.ctx.tessellate(shapes, output.pixels_per_point);
        let took = begun.elapsed();
        hint::black_box(meshes);
        // The letters that a graphics card would be given.
        output.textures_delta.clear();
        let root = output.viewport_output.get(&ViewportId::ROOT);
        self.restless = root.is_none_or(|it| it.repaint_delay < Duration::from_secs(1));
        self.seen = output.platform_output.accesskit_update;
        took
    }

    /// Draws until nothing moves any more.
    fn settle(&mut self) {
        for _ in 0..2_000 {
            self.draw(Vec::new());
            if !self.restless {
                return;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn go(&mut self, page: Page) {
        let ctx = self.ctx.clone();
        self.app.ask(&ctx, Action::Go(page));
        self.settle();
    }

    /// The middle of what has this name.
    fn find(&mut self, name: &str) -> Pos2 {
        self.ctx.enable_accesskit();
        self.draw(Vec::new());
        self.draw(Vec::new());
        self.ctx.disable_accesskit();
        let seen = self.seen.take().unwrap();
        let nodes = seen.nodes.iter().map(|(_, node)| node);
        let mut named = nodes.filter(|it| it.label() == Some(name));
        let place = named.find_map(Seen::bounds).unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        let middle = |low: f64, high: f64| f64::midpoint(low, high) as f32;
        pos2(middle(place.x0, place.x1), middle(place.y0, place.y1))
    }

    /// Draws while the pointer drags to and fro, which must change the document.
    fn drag(&mut self, what: &str, from: Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.draw(vec![Event::PointerMoved(from)]);
        self.draw(vec![button(from, true)]);
        let before = self.app.document().clone();
        let took = (0..FRAMES).map(|at| {
            let swing = (at as f32 / 12.0).sin() * 30.0;
            self.draw(vec![Event::PointerMoved(from + vec2(swing, 0.0))])
        });
        let took = took.collect();
        assert!(!self.app.document().same(&before), "nothing was dragged");
        self.draw(vec![button(from, false)]);
        tell(what, took);
    }

    /// Draws while the wheel turns over the middle of the screen, there and back.
    fn scroll(&mut self, what: &str, step: Vec2) {
        let middle = (SIZE * 0.5).to_pos2();
        self.draw(vec![Event::PointerMoved(middle)]);
        let took = (0..FRAMES).map(|at| {
            let delta = if at < FRAMES * 2 / 3 { -step } else { step };
            self.draw(vec![Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                source: MouseWheelSource::Trackpad,
                modifiers: Modifiers::NONE,
            }])
        });
        let took = took.collect();
        tell(what, took);
        self.settle();
    }

    /// How many of a hundred frames at rest asked for another one.
    fn rest(&mut self, page: Page) {
        self.go(page);
        let asked = (0..100).filter(|_| {
            self.draw(Vec::new());
            self.restless
        });
        println!(
            "at rest on {page:?}: {} of 100 asked for another",
            asked.count()
        );
    }
}

fn tell(what: &str, mut took: Vec<Duration>) {
    took.sort();
    let milliseconds = |at: usize| took.get(at).map_or(0.0, |it| it.as_secs_f64() * 1e3);
    println!(
        "{what}: {} frames, median {:.2} ms, p95 {:.2} ms, longest {:.2} ms",
        took.len(),
        milliseconds(took.len() / 2),
        milliseconds(took.len() * 95 / 100),
        milliseconds(took.len() - 1)
    );
}

/// A project of so many units, variables and years, with an index of ten dimensions over all.
fn project(folder: &Path, title: &str, (units, variables, years): (u32, u32, i32)) -> PathBuf {
    let mut document = Document::new(title);
    let mut ids = document.ids;
    let dataset = Arc::make_mut(&mut document.datasets[0]);
    let units = (0..units).map(|at| Unit {
        id: UnitId(ids.give()),
        key: format!("第{at}市"),
        label: format!("第{at}市"),
        aliases: Vec::new(),
        place: None,
        members: Vec::new(),
        role: Role::Ranked,
    });
    dataset.units = Arc::new(units.collect());
    let variables = (0..variables).map(|at| Variable {
        id: VariableId(ids.give()),
        code: format!("x{at}"),
        name: format!("第{at}项指标"),
        measure: Some("亿元".to_owned()),
        formula: None,
        pooling: None,
    });
    dataset.variables = Arc::new(variables.collect());
    dataset.panel.add_rows(dataset.units.iter().map(|it| it.id));
    let mut state = 1_u32;
    for variable in dataset.variables.iter() {
        for year in 2025 - years..2025 {
            let cells = (0..dataset.units.len()).map(|unit| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (unit % 13 != 5).then(|| f64::from(state) / 1e5)
            });
            let column: Column = cells.collect();
            dataset
                .panel
                .set_column(variable.id, Period::Year(year), column);
        }
    }
    let framework = framework(&dataset.variables, || ids.give());
    dataset.framework = Some(Arc::new(framework));
    document.ids = ids;
    let path = folder.join(format!("{title}.heng"));
    file::save(&document, &path).unwrap();
    path
}

/// An index of ten dimensions over all variables.
fn framework(variables: &[Variable], mut give: impl FnMut() -> u32) -> Framework {
    let mut node = |name: String, kind| Node {
        id: NodeId(give()),
        code: name.clone(),
        name,
        weight: Some(10.0),
        enabled: true,
        locked: false,
        source: "统计年鉴".to_owned(),
        kind,
    };
    let mut dimensions: Vec<Vec<Node>> = vec![Vec::new(); 10];
    for (at, variable) in variables.iter().enumerate() {
        let kind = NodeKind::Indicator(Indicator::new(variable.id));
        dimensions[at % 10].push(node(variable.name.clone(), kind));
    }
    let mut over = |name: String, children| {
        let children = Aggregate {
            children,
            ..Aggregate::default()
        };
        node(name, NodeKind::Aggregate(children))
    };
    let dimensions = dimensions.into_iter().enumerate();
    let dimensions = dimensions.map(|(at, all)| over(format!("第{at}维"), all));
    let dimensions = dimensions.collect();
    Framework {
        root: over("指数".to_owned(), dimensions),
    }
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let texts = Texts::new(Language::Chinese);

    for (title, years) in [("300 × 100 × 10", 10), ("300 × 100", 1)] {
        let mut window = Window::on(&project(folder.path(), title, (300, 100, years)));
        window.go(Page::Framework);
        let slider = window.find(&texts.weight_of("第0维"));
        window.drag(&format!("a weight dragged, {title}"), slider);
        window.scroll("the framework scrolled, 110 nodes", vec2(0.0, 40.0));
        window.go(Page::Results);
        window.scroll("the ranking scrolled, 300 units", vec2(0.0, 60.0));
        for page in Page::ALL {
            window.rest(page);
        }
    }

    let mut window = Window::on(&project(folder.path(), "3,000 × 500", (3_000, 500, 1)));
    window.go(Page::Data);
    window.scroll("values scrolled down, 3,000 × 500", vec2(0.0, 120.0));
    window.scroll("values scrolled across, 3,000 × 500", vec2(120.0, 0.0));
    window.go(Page::Results);
    window.scroll("the ranking scrolled, 3,000 units", vec2(0.0, 120.0));
    window.rest(Page::Data);
}
