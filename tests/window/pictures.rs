//! A few screens as pictures: what moves, overlaps or changes its colour is seen.
//!
//! `HENG_PICTURES=write cargo test --test window pictures` takes them anew. Where nothing can draw,
//! not even in software, set `HENG_WITHOUT_PICTURES`.

use std::path::PathBuf;

use egui::{Key, Modifiers, Theme, Vec2};
use heng::{app::Page, texts::Language};
use image::RgbaImage;

use crate::desk::{BEIJING, Desk, TALENT};

/// How large the window is.
const SIZE: Vec2 = Vec2::new(1000.0, 620.0);
/// The height of the bar at the bottom, which tells how long computing took.
const STATUS: u32 = 34;
/// By so much a part of a colour may differ, of 255: drivers round otherwise.
const NEAR: u8 = 24;
/// So many pixels of a thousand may differ by more, such as the edges of letters.
const FEW: usize = 2;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/window/pictures")
}

/// Compares what is in the window with the picture of a name.
fn compare(desk: &mut Desk, name: &str) {
    if std::env::var_os("HENG_WITHOUT_PICTURES").is_some() {
        return;
    }
    desk.window.remove_cursor();
    desk.settle();
    let seen = desk.window.render();
    let seen = seen.expect(
        "a driver for Vulkan or OpenGL, such as mesa-vulkan-drivers; or set HENG_WITHOUT_PICTURES",
    );
    let (width, height) = seen.dimensions();
    let seen = image::imageops::crop_imm(&seen, 0, 0, width, height - STATUS).to_image();
    let path = folder().join(format!("{name}.png"));
    if std::env::var_os("HENG_PICTURES").is_some_and(|it| it == "write") {
        seen.save(&path).unwrap();
        return;
    }
    let known = image::open(&path).unwrap().into_rgba8();
    assert_eq!(seen.dimensions(), known.dimensions(), "{name}");
    let differ = differing(&seen, &known);
    if differ * 1000 > FEW * seen.pixels().len() {
        let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.new.png"));
        seen.save(&place).unwrap();
        panic!(
            "{name}: {differ} pixels differ; what is seen now: {}",
            place.display()
        );
    }
}

fn differing(one: &RgbaImage, other: &RgbaImage) -> usize {
    let pixels = one.pixels().zip(other.pixels());
    let apart = |(a, b): &(u8, u8)| a.abs_diff(*b) > NEAR;
    pixels
        .filter(|(a, b)| a.0.into_iter().zip(b.0).any(|it| apart(&it)))
        .count()
}

fn desk(language: Language, theme: Theme) -> Desk {
    let mut desk = Desk::new(language);
    desk.window.set_size(SIZE);
    desk.window.ctx.set_theme(theme);
    desk.settle();
    desk
}

#[test]
fn a_ranking() {
    let mut desk = desk(Language::Chinese, Theme::Light);
    desk.click("西安");
    compare(&mut desk, "ranking");
}

#[test]
fn values_being_corrected_in_the_dark() {
    let mut desk = desk(Language::Chinese, Theme::Dark);
    desk.go(Page::Data);
    let cell = desk.control(&format!("{BEIJING} {TALENT} 80.80"));
    let place = cell.rect().center();
    desk.click_at(place);
    desk.press(Key::Delete);
    desk.press(Key::ArrowDown);
    desk.window
        .key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    desk.settle();
    desk.command(Key::D);
    compare(&mut desk, "values");
}

#[test]
fn a_framework_with_its_ranking() {
    let mut desk = desk(Language::English, Theme::Light);
    desk.go(Page::Framework);
    compare(&mut desk, "framework");
}

#[test]
fn a_start() {
    let mut desk = desk(Language::English, Theme::Dark);
    desk.go(Page::Start);
    compare(&mut desk, "start");
}

#[test]
fn a_few_pixels_off_are_told_from_another_picture() {
    let plain = RgbaImage::from_pixel(10, 10, image::Rgba([200, 200, 200, 255]));
    let mut other = plain.clone();
    other.put_pixel(3, 3, image::Rgba([190, 210, 200, 255]));
    assert_eq!(differing(&plain, &other), 0, "rounding");
    other.put_pixel(3, 4, image::Rgba([0, 0, 0, 255]));
    assert_eq!(differing(&plain, &other), 1);
}
