//! From words to a command.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

use lexopt::{Arg, Parser, ValueExt as _};

use super::{
    check::Check,
    convert::{Convert, Way},
    inspect::{Form, Inspect},
};
use crate::{
    app::RendererChoice,
    import::Password,
    texts::{Language, Texts},
};

/// What is asked for, and in which language to answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Invocation {
    pub(super) language: Language,
    pub(super) command: Command,
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Window {
        file: Option<PathBuf>,
        renderer: RendererChoice,
    },
    Run {
        index: PathBuf,
        out: Option<PathBuf>,
        password: Option<Password>,
    },
    Compute(Compute),
    Inspect(Inspect),
    Check(Check),
    Convert(Convert),
    Help,
    Version,
}

/// `heng compute`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compute {
    pub(super) project: PathBuf,
    pub(super) scenario: Option<String>,
    pub(super) out: Option<PathBuf>,
    pub(super) workbook: Option<PathBuf>,
}

/// The language the system's settings name, else Chinese.
pub(super) fn language_of_system() -> Language {
    let told = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok());
    let first = told
        .into_iter()
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    if first.to_ascii_lowercase().starts_with("en") {
        Language::English
    } else {
        Language::Chinese
    }
}

/// Options before they are put together.
#[derive(Default)]
struct Words {
    plain: Vec<OsString>,
    out: Option<PathBuf>,
    scenario: Option<String>,
    workbook: Option<PathBuf>,
    sheet: Option<String>,
    ways: Vec<Way>,
    password: Option<Password>,
    forms: Vec<&'static str>,
    renderer: Option<RendererChoice>,
    language: Option<Language>,
    help: bool,
    version: bool,
}

/// What is wrong with the arguments, and the language in which it is told.
pub(super) type Wrong = (Language, String);

/// Reads the arguments; what is wrong with them is told in `language`, unless they name another.
pub(super) fn parse(arguments: Vec<OsString>, language: Language) -> Result<Invocation, Wrong> {
    let mut words = Words::default();
    let read = read_words(&mut words, arguments, language);
    let language = words.language.unwrap_or(language);
    read.map_err(|what| (language, what))?;
    let command = command(words, Texts::new(language)).map_err(|what| (language, what))?;
    Ok(Invocation { language, command })
}

fn read_words(
    words: &mut Words,
    arguments: Vec<OsString>,
    language: Language,
) -> Result<(), String> {
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        let texts = Texts::new(words.language.unwrap_or(language));
        match argument {
            Arg::Long("help") | Arg::Short('h') => words.help = true,
            Arg::Long("version") | Arg::Short('V') => words.version = true,
            Arg::Long("values") => words.forms.push("--values"),
            Arg::Long("json") => words.forms.push("--json"),
            Arg::Value(word) => words.plain.push(word),
            Arg::Long(
                option @ ("out" | "scenario" | "workbook" | "sheet" | "to" | "from" | "password"
                | "renderer" | "language"),
            ) => {
                let option = format!("--{option}");
                let value = parser.value().or(Err(texts.value_expected(&option)))?;
                take(words, &option, value, texts)?;
            }
            other => return Err(texts.unexpected_word(&written(&other))),
        }
    }
    Ok(())
}

fn written(argument: &Arg<'_>) -> String {
    match argument {
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Long(name) => format!("--{name}"),
        Arg::Value(word) => word.to_string_lossy().into_owned(),
    }
}

fn take(words: &mut Words, option: &str, value: OsString, texts: Texts) -> Result<(), String> {
    let text = value.to_string_lossy().into_owned();
    match option {
        "--out" => words.out = Some(value.into()),
        "--workbook" => words.workbook = Some(value.into()),
        "--scenario" => words.scenario = Some(value.string().map_err(|error| error.to_string())?),
        "--sheet" => words.sheet = Some(value.string().map_err(|error| error.to_string())?),
        "--to" => words.ways.push(Way::To(value.into())),
        "--from" => words.ways.push(Way::From(value.into())),
        "--password" => words.password = Some(password(option, value, texts)?),
        "--language" => {
            let language = Language::from_key(&text);
            words.language =
                Some(language.ok_or_else(|| texts.not_one_of(option, &text, "zh, en"))?);
        }
        _ => {
            words.renderer = Some(match text.as_str() {
                "auto" => RendererChoice::Auto,
                "glow" => RendererChoice::Glow,
                "wgpu" => RendererChoice::Wgpu,
                _ => return Err(texts.not_one_of(option, &text, "auto, glow, wgpu")),
            });
        }
    }
    Ok(())
}

/// A password as it stands. What is no text is not shown.
fn password(option: &str, value: OsString, texts: Texts) -> Result<Password, String> {
    let words = value.into_string().ok();
    let password = words.and_then(|words| Password::new(&words));
    password.ok_or_else(|| texts.value_expected(option))
}

/// Puts the words together. Each command takes what it has a use for; whatever is left is told.
fn command(mut words: Words, texts: Texts) -> Result<Command, String> {
    if words.help {
        return Ok(Command::Help);
    }
    if words.version {
        return Ok(Command::Version);
    }
    let mut plain = std::mem::take(&mut words.plain).into_iter();
    let first = plain.next();
    let mut file = || {
        plain
            .next()
            .map(PathBuf::from)
            .ok_or(texts.file_expected().to_owned())
    };
    let command = match first.as_deref().and_then(OsStr::to_str) {
        Some("run") => Command::Run {
            index: file()?,
            out: words.out.take(),
            password: words.password.take(),
        },
        Some("compute") => Command::Compute(Compute {
            project: file()?,
            scenario: words.scenario.take(),
            out: words.out.take(),
            workbook: words.workbook.take(),
        }),
        Some("inspect") => Command::Inspect(Inspect {
            file: file()?,
            sheet: words.sheet.take(),
            password: words.password.take(),
            form: words.form(texts)?,
        }),
        Some("check") => Command::Check(Check {
            project: file()?,
            json: words.json(texts)?,
        }),
        Some("convert") => Command::Convert(Convert {
            project: file()?,
            way: words.way(texts)?,
        }),
        _ => Command::Window {
            file: first.map(PathBuf::from),
            renderer: words.renderer.take().unwrap_or_default(),
        },
    };
    let left = plain.next().map(|word| word.to_string_lossy().into_owned());
    match left.or(words.left_over().map(str::to_owned)) {
        Some(word) => Err(texts.unexpected_word(&word)),
        None => Ok(command),
    }
}

impl Words {
    /// How the answer looks.
    fn form(&mut self, texts: Texts) -> Result<Form, String> {
        let mut forms = std::mem::take(&mut self.forms);
        forms.dedup();
        match forms.as_slice() {
            [] => Ok(Form::Words),
            ["--json"] => Ok(Form::Json),
            ["--values"] => Ok(Form::Values),
            _ => Err(texts.not_both("--values", "--json")),
        }
    }

    /// Whether the answer is for programs.
    fn json(&mut self, texts: Texts) -> Result<bool, String> {
        match self.form(texts)? {
            Form::Words => Ok(false),
            Form::Json => Ok(true),
            Form::Values => Err(texts.unexpected_word("--values")),
        }
    }

    /// Which way `heng convert` goes.
    fn way(&mut self, texts: Texts) -> Result<Way, String> {
        let mut ways = std::mem::take(&mut self.ways).into_iter();
        match (ways.next(), ways.next()) {
            (Some(way), None) => Ok(way),
            (None, _) => Err(texts.one_needed("--to", "--from")),
            _ => Err(texts.not_both("--to", "--from")),
        }
    }

    /// An option that no command has taken.
    fn left_over(&self) -> Option<&'static str> {
        let options = [
            ("--out", self.out.is_some()),
            ("--scenario", self.scenario.is_some()),
            ("--workbook", self.workbook.is_some()),
            ("--sheet", self.sheet.is_some()),
            ("--to, --from", !self.ways.is_empty()),
            ("--password", self.password.is_some()),
            ("--renderer", self.renderer.is_some()),
        ];
        options
            .into_iter()
            .find(|(_, given)| *given)
            .map(|(option, _)| option)
            .or(self.forms.first().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let words = line.split_whitespace().map(OsString::from).collect();
        let invocation = parse(words, Language::English).map_err(|(_, what)| what)?;
        Ok(invocation.command)
    }

    #[test]
    fn commands_and_their_options() {
        let window = |file: Option<&str>| Command::Window {
            file: file.map(PathBuf::from),
            renderer: RendererChoice::Auto,
        };
        assert_eq!(parsed(""), Ok(window(None)));
        assert_eq!(parsed("a.heng"), Ok(window(Some("a.heng"))));
        assert_eq!(
            parsed("run index.toml --out x"),
            Ok(Command::Run {
                index: "index.toml".into(),
                out: Some("x".into()),
                password: None,
            })
        );
        assert_eq!(
            parsed("run index.toml --password secret"),
            Ok(Command::Run {
                index: "index.toml".into(),
                out: None,
                password: Password::new("secret"),
            })
        );
        let compute = Compute {
            project: "a.heng".into(),
            scenario: Some("S".into()),
            ..Compute::default()
        };
        assert_eq!(
            parsed("compute --scenario=S a.heng"),
            Ok(Command::Compute(compute))
        );
        let inspect = Inspect {
            file: "a.xlsx".into(),
            sheet: Some("S".into()),
            password: Password::new("--w"),
            form: Form::Values,
        };
        assert_eq!(
            parsed("inspect a.xlsx --sheet S --values --password=--w"),
            Ok(Command::Inspect(inspect))
        );
        for line in ["convert a.heng --to d", "convert --to=d a.heng"] {
            let convert = Convert {
                project: "a.heng".into(),
                way: Way::To("d".into()),
            };
            assert_eq!(parsed(line), Ok(Command::Convert(convert)));
        }
        assert_eq!(
            parsed("check a.heng --json"),
            Ok(Command::Check(Check {
                project: "a.heng".into(),
                json: true,
            }))
        );
        assert_eq!(parsed("run --help"), Ok(Command::Help));
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        for line in [
            "run",
            "run a b",
            "compute",
            "run a --scenario s",
            "run a --password",
            "run a --password=",
            "compute a --password p",
            "a.xls --password p",
            "a.heng --out x",
            "--colour",
            "run a --out",
            "inspect",
            "inspect a --values --json",
            "inspect a --out x",
            "inspect a --password",
            "check",
            "check a.heng --values",
            "check a.heng --out x",
            "convert a.heng",
            "convert --to d",
            "convert a.heng --to d --from e",
            "convert a.heng --to d --to e",
            "convert a.heng b --to d",
            "compute a --to d",
            "run a --json",
            "a.xlsx --sheet s",
            "--renderer cairo",
            "--language fr",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
