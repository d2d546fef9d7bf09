//! Opening the window.

use std::path::{Path, PathBuf};

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use super::{App, dialogs::Native, fonts};

/// Which way to draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RendererChoice {
    /// The one that suits the system, the other if that fails.
    #[default]
    Auto,
    /// OpenGL.
    Glow,
    /// Direct3D 12, Metal or Vulkan.
    Wgpu,
}

impl RendererChoice {
    /// The renderers to try, in order.
    fn order(self) -> &'static [Renderer] {
        match self {
            // Remote desktops and virtual machines on Windows often lack OpenGL 2 but always have
            // the software adapter of Direct3D; elsewhere OpenGL takes half the memory.
            Self::Auto if cfg!(any(target_os = "windows", target_os = "macos")) => {
                &[Renderer::Wgpu, Renderer::Glow]
            }
            Self::Auto => &[Renderer::Glow, Renderer::Wgpu],
            Self::Glow => &[Renderer::Glow],
            Self::Wgpu => &[Renderer::Wgpu],
        }
    }
}

/// Opens the window and stays until it is closed.
///
/// `file`: a project, or a table to take in.
pub fn run(file: Option<&Path>, choice: RendererChoice) -> eframe::Result {
    let mut first = None;
    for &renderer in choice.order() {
        match eframe::run_native("heng", options(renderer), creator(file.map(Path::to_owned))) {
            Ok(()) => return Ok(()),
            Err(error) => {
                log::warn!("{renderer} cannot draw: {error}");
                // The first failure tells most: after it the event loop may be gone as well.
                first.get_or_insert(error);
            }
        }
    }
    first.map_or(Ok(()), Err)
}

fn options(renderer: Renderer) -> NativeOptions {
    let mut viewport = ViewportBuilder::default()
        .with_app_id("heng")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([800.0, 500.0])
        .with_drag_and_drop(true);
    if let Ok(icon) =
        eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/heng-256.png"))
    {
        viewport = viewport.with_icon(icon);
    }
    // The fallback to system fonts is set up by ourselves, pinned to simplified Chinese.
    NativeOptions {
        renderer,
        viewport,
        centered: true,
        system_font_fallback: false,
        ..NativeOptions::default()
    }
}

fn creator<'a>(file: Option<PathBuf>) -> eframe::AppCreator<'a> {
    Box::new(move |cc| {
        fonts::add_system_fallback(&cc.egui_ctx);
        let mut app = App::new(cc, Box::new(Native::default()));
        if let Some(folder) = eframe::storage_dir("heng") {
            app.keep_in(&cc.egui_ctx, folder);
        }
        if let Some(file) = file {
            app.begin_with(&cc.egui_ctx, file);
        }
        Ok(Box::new(app))
    })
}
