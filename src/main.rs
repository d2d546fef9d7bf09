//! Heng 衡: starts the window, the command line, or the reading worker.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::{alloc::System, ffi::OsString, process::ExitCode};

use cap::Cap;
use heng::import::worker::{self, Request};

/// Counts what is in use. Only a reading worker sets it a limit.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    // Before anything else: a worker needs neither a language nor a window.
    match Request::parse(&arguments) {
        Some(request) => match worker::serve(&request, limit_memory) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        None => heng::cli::main(arguments),
    }
}

/// From now on memory beyond `most` bytes is refused, and asking for it ends the process.
fn limit_memory(most: u64) -> bool {
    MEMORY
        .set_limit(usize::try_from(most).unwrap_or(usize::MAX))
        .is_ok()
}
