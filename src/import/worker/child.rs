//! A child process that never outlives its handle.

use std::{
    io::{self, Read as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use super::{Request, secret};

/// So much of what the child says on standard error is kept.
const SAID: u64 = 4096;

/// A running child; dropping it kills it.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    /// The child ends when this does, also where it cannot be killed any more.
    _life: Option<ChildStdin>,
    said: Arc<Mutex<Vec<u8>>>,
    listening: Option<JoinHandle<()>>,
}

impl Running {
    /// Starts a child; its standard output comes apart.
    pub(super) fn start(program: &Path, request: &Request) -> io::Result<(Self, ChildStdout)> {
        let mut command = Command::new(program);
        command
            .args(request.arguments())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // A trace would cost seconds, and nobody would read it.
            .env("RUST_BACKTRACE", "0");
        without_console(&mut command);
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut life = child.stdin.take();
        if let (Some(password), Some(life)) = (&request.options.password, &mut life) {
            // A child that is gone already is told of by its end.
            secret::send(life, password).ok();
        }
        let errors = child.stderr.take();
        let said = Arc::default();
        let mut running = Self {
            child,
            _life: life,
            said: Arc::clone(&said),
            listening: None,
        };
        let listen = move || {
            let Some(mut errors) = errors else { return };
            let mut bytes = Vec::new();
            errors.by_ref().take(SAID).read_to_end(&mut bytes).ok();
            *said.lock().unwrap_or_else(PoisonError::into_inner) = bytes;
            // The rest is not kept, but a child must not wait for somebody to take it.
            io::copy(&mut errors, &mut io::sink()).ok();
        };
        running.listening = Some(
            thread::Builder::new()
                .name("listen".to_owned())
                .spawn(listen)?,
        );
        Ok((running, output))
    }

    /// Ends the child, and tells what it said last and how it ended.
    pub(super) fn end(mut self) -> (String, String) {
        // A child that closed its output is about to end by itself, and how it does is worth knowing.
        for _ in 0..50 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            thread::sleep(std::time::Duration::from_millis(10));
        }
        self.child.kill().ok();
        let status = self.child.wait();
        if let Some(listening) = self.listening.take() {
            listening.join().ok();
        }
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let said = String::from_utf8_lossy(&said).trim().to_owned();
        let status = status.map_or_else(|error| error.to_string(), |status| status.to_string());
        (said, status)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok(); // It may have ended already.
        self.child.wait().ok();
    }
}

/// No black window flashes up.
#[cfg(windows)]
fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_console(_: &mut Command) {}
