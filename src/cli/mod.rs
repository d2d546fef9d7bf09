//! The command line: the same work as the window's, for scheduled runs and for checking.

mod args;
mod check;
mod convert;
mod inspect;
mod run;

use std::{env, ffi::OsString, io::Write as _, process::ExitCode};

use args::{Command, Invocation};

use crate::{app, import::Password, texts::Texts};

/// The variable with the password of the workbooks that a run reads.
const PASSWORD: &str = "HENG_PASSWORD";

/// Why a command ended without having done its work.
#[derive(Debug, PartialEq, Eq)]
enum Failure {
    /// The arguments make no sense.
    Arguments(String),
    /// The work failed.
    Work(String),
}

/// Runs the program with its arguments, without its own name.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = args::language_of_system();
    let invocation = match args::parse(arguments, language) {
        Ok(invocation) => invocation,
        Err((language, what)) => return fail(Texts::new(language), &Failure::Arguments(what)),
    };
    let texts = Texts::new(invocation.language);
    match carry_out(invocation, texts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => fail(texts, &failure),
    }
}

fn carry_out(invocation: Invocation, texts: Texts) -> Result<(), Failure> {
    match invocation.command {
        Command::Window { file, renderer } => app::run(file.as_deref(), renderer)
            .map_err(|error| Failure::Work(texts.no_window(&error.to_string()))),
        Command::Run {
            index,
            out,
            password,
        } => run::run(
            &index,
            out.as_deref(),
            password.or_else(password_around),
            texts,
        ),
        Command::Compute(compute) => run::compute_project(&compute, texts),
        Command::Inspect(command) => inspect::inspect(
            &inspect::Inspect {
                password: command.password.clone().or_else(password_around),
                ..command
            },
            texts,
        ),
        Command::Check(command) => check::check(&command, texts),
        Command::Convert(command) => convert::convert(&command, texts),
        Command::Help => {
            say(texts.usage());
            Ok(())
        }
        Command::Version => {
            say(concat!("heng ", env!("CARGO_PKG_VERSION")));
            Ok(())
        }
    }
}

/// The password in the environment, where neither the list of processes nor the shell keeps it.
fn password_around() -> Option<Password> {
    Password::new(&env::var(PASSWORD).ok()?)
}

fn fail(texts: Texts, failure: &Failure) -> ExitCode {
    match failure {
        Failure::Arguments(what) => {
            complain(&texts.bad_arguments(what));
            ExitCode::from(2)
        }
        Failure::Work(what) => {
            complain(&texts.one_line(what));
            ExitCode::from(1)
        }
    }
}

/// A line on standard output. Nobody may be listening, as behind `| head`; that is no failure.
fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}

/// A line on standard error, to the same end.
fn complain(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}
