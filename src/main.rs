//! Heng 衡: starts the window or the command line.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    heng::cli::main(std::env::args_os().skip(1).collect())
}
