//! What went wrong with an edit, a project file or an index file: what happened, then what to do.

use super::{Language, Texts};
use crate::engine::Period;
use crate::project::{
    EditError, LookupError,
    file::OpenError,
    recipe::{BuildError, KeyError, KeyProblem, Kind},
};

/// So many words are all told to who wrote another one.
const FEW: usize = 6;

impl Texts {
    /// A refused edit.
    pub fn edit_error(self, error: &EditError) -> String {
        match error {
            EditError::NoDataset | EditError::NoScenario | EditError::NoNode | EditError::NoUnit
            | EditError::NoVariable | EditError::NoVintage | EditError::NoView | EditError::NoRelation | EditError::NoOriginal => self
                .pick(
                    "要修改的内容已不存在，文档没有改变。请刷新后重试",
                    "What was to be changed is no longer there; nothing was changed. Please try again",
                )
                .to_owned(),
            EditError::NoCorrection => self
                .pick(
                    "要处理的更正已不存在，文档没有改变。请重新比较后再更新数据",
                    "A correction to be settled is no longer there; nothing was changed. Compare again and refresh then",
                )
                .to_owned(),
            EditError::NoRecipe { name } => self.no_recipe(name),
            EditError::NoEdges => self
                .pick("关系表中没有边，没有导入", "The relation sheet has no edges; it was not taken in")
                .to_owned(),
            EditError::NoFramework => self
                .pick("还没有指标体系，请先导入或建立", "There is no framework yet; import or make one first")
                .to_owned(),
            EditError::EmptyName => self.pick("名称不能为空", "A name must not be empty").to_owned(),
            EditError::NotFinite => self.pick("请输入一个有限的数字", "Please type a finite number").to_owned(),
            EditError::NoVariables => {
                self.pick("还没有变量，请先导入数据", "There are no variables yet; import data first").to_owned()
            }
            EditError::RootStays => self
                .pick("总指数本身不能移动、删除或停用", "The index itself cannot be moved, removed or switched off")
                .to_owned(),
            EditError::IntoItself => {
                self.pick("不能把节点移到它自己的下级", "A node cannot be moved below itself").to_owned()
            }
            EditError::HasErrors { findings } => {
                findings.iter().map(|it| self.import_finding(it)).collect::<Vec<_>>().join("\n")
            }
            EditError::Choice(error) => self.choice_error(error),
            other => self.edit_error_with_facts(other),
        }
    }

    /// The refusals that carry numbers and names.
    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn edit_error_with_facts(self, error: &EditError) -> String {
        let zh = self.language == Language::Chinese;
        match error {
            EditError::WeightNegative { weight } if zh => {
                format!("权重不能为负：{weight}。请输入 0 或正数")
            }
            EditError::WeightNegative { weight } => {
                format!("A weight cannot be negative: {weight}. Type zero or a positive number")
            }
            EditError::WeightsAllZero { parent } if zh => {
                format!("“{parent}”下各项的权重不能全为零。请至少保留一项大于零")
            }
            EditError::WeightsAllZero { parent } => {
                format!(
                    "The weights below “{parent}” cannot all be zero. Keep at least one above zero"
                )
            }
            EditError::NobodyGivesWay => self
                .pick(
                    "同级的其他权重都已锁定或停用，无法联动。请先解除一项的锁定",
                    "All siblings are locked or switched off, so none can give way. Unlock one first",
                )
                .to_owned(),
            EditError::GoalpostsReversed { lo, hi } if zh => format!("上限 {hi} 必须大于下限 {lo}"),
            EditError::GoalpostsReversed { lo, hi } => {
                format!("The upper goalpost {hi} must be above the lower one {lo}")
            }
            EditError::NotAShare { share } if zh => {
                format!("最低可得比例应在 0 与 1 之间，而不是 {share}")
            }
            EditError::NotAShare { share } => {
                format!("The least availability must be within 0 and 1, not {share}")
            }
            EditError::RangeEmpty { lower, upper } if zh => {
                format!("得分范围的上端 {upper} 必须大于下端 {lower}")
            }
            EditError::RangeEmpty { lower, upper } => {
                format!("The upper end of the range {upper} must be above the lower end {lower}")
            }
            EditError::TooDeep if zh => {
                format!("指标体系最多 {} 层", crate::project::edit::DEEPEST)
            }
            EditError::TooDeep => {
                format!(
                    "A framework can have at most {} levels",
                    crate::project::edit::DEEPEST
                )
            }
            EditError::MeasureDiffers {
                file,
                sheet,
                variable,
                has,
                found,
            } if zh => format!(
                "{}：“{variable}”在项目中的单位是“{has}”，这里是“{found}”，两者不能直接换算。请改正其中一个单位，\
                 或把这一列改名后作为另一个变量导入",
                place(file, sheet)
            ),
            EditError::MeasureDiffers {
                file,
                sheet,
                variable,
                has,
                found,
            } => format!(
                "{}: “{variable}” is measured in “{has}” in the project and in “{found}” here, and one cannot be \
                 converted into the other. Correct one of the two, or rename the column and import it as a \
                 variable of its own",
                place(file, sheet)
            ),
            EditError::PeriodUnknown { file, sheet } if zh => format!(
                "{}：不知道这些数据属于哪个时期，而项目中已有多个时期。请注明时期后再导入",
                place(file, sheet)
            ),
            EditError::PeriodUnknown { file, sheet } => format!(
                "{}: it is not told which period these data belong to, and the project has several. \
                 State the period and import again",
                place(file, sheet)
            ),
            EditError::AmbiguousVariable { name } if zh => {
                format!(
                    "“{name}”既是一个变量的代码，又是另一个变量的名称。请在文件中改用唯一的名称"
                )
            }
            EditError::AmbiguousVariable { name } => {
                format!(
                    "“{name}” is the code of one variable and the name of another. Use a unique name in the file"
                )
            }
            EditError::NameTaken { name } if zh => format!("名称“{name}”已被使用，请换一个"),
            EditError::NameTaken { name } => format!("The name “{name}” is taken; choose another"),
            _ => String::new(),
        }
    }

    /// A project file that cannot be opened.
    pub fn open_error(self, error: &OpenError) -> String {
        match (self.language, error) {
            (Language::Chinese, OpenError::Unreadable { file, source }) => {
                format!("无法读取文件（{source}）。请检查文件是否存在、是否有权限\n{file}")
            }
            (Language::English, OpenError::Unreadable { file, source }) => {
                format!(
                    "The file cannot be read ({source}). Check that it exists and that you may read it\n{file}"
                )
            }
            (Language::Chinese, OpenError::NotAProject { file }) => {
                format!("这不是衡的项目文件。表格请用“导入数据”打开\n{file}")
            }
            (Language::English, OpenError::NotAProject { file }) => {
                format!("This is not a Heng project. Open spreadsheets with “Import data”\n{file}")
            }
            (Language::Chinese, OpenError::Newer { file, format }) => {
                format!("项目由更新版本的衡保存（格式 {format}）。请升级程序后再打开\n{file}")
            }
            (Language::English, OpenError::Newer { file, format }) => {
                format!(
                    "The project was saved by a newer Heng (format {format}). Update the program to open it\n{file}"
                )
            }
            (Language::Chinese, OpenError::Damaged { file, part, reason }) => {
                format!("项目文件的“{part}”部分已损坏（{reason}）。请改用备份\n{file}")
            }
            (Language::English, OpenError::Damaged { file, part, reason }) => {
                format!(
                    "The part “{part}” of the project file is damaged ({reason}). Use a backup instead\n{file}"
                )
            }
            (Language::Chinese, OpenError::Stopped { file }) => format!("已停止打开\n{file}"),
            (Language::English, OpenError::Stopped { file }) => {
                format!("Opening was stopped\n{file}")
            }
            (Language::Chinese, OpenError::TooLarge { file }) => {
                format!("文件过大，超过 2 GB\n{file}")
            }
            (Language::English, OpenError::TooLarge { file }) => {
                format!("The file is larger than 2 GB\n{file}")
            }
        }
    }

    /// An index file that makes no document.
    pub fn build_error(self, error: &BuildError) -> String {
        match error {
            BuildError::Key(error) => self.key_error(error),
            BuildError::Read(error) => self.read_error(error),
            BuildError::Table(error) => self.table_error(error),
            BuildError::Tally(error) => self.tally_error(error),
            BuildError::Edit(error) => self.edit_error(error),
            BuildError::PeriodGuessed {
                file,
                sheet,
                at,
                proposal,
                from,
            } => {
                let place = at.map_or_else(|| place(file, sheet), |at| self.cell(file, sheet, at));
                let (guess, why) = (self.period(proposal), self.evidence(*from));
                // As it is written in the index file: a year without quotes.
                let key = match proposal {
                    Period::Year(year) => format!("period = {year}"),
                    other => format!("period = \"{other}\""),
                };
                match self.language {
                    Language::Chinese => format!(
                        "{place}：表中没有写明时期，据{why}推测为 {guess}，但不确定。请核对，在这个文件的 [[data]] 中写 {key}（或正确的时期）"
                    ),
                    Language::English => format!(
                        "{place}: the table does not say its period; {why} hints at {guess}, which is not certain. \
                         Check it and write {key} (or the right period) in the [[data]] of this file"
                    ),
                }
            }
            BuildError::Name { key, error } => match self.language {
                Language::Chinese => format!("{key}：{}", self.lookup_error(error)),
                Language::English => format!("{key}: {}", self.lookup_error(error)),
            },
            BuildError::Choice { key, error } => match self.language {
                Language::Chinese => format!("{key}：{}", self.edit_error(error)),
                Language::English => format!("{key}: {}", self.edit_error(error)),
            },
            BuildError::OtherKind { key, node } => match self.language {
                Language::Chinese => format!(
                    "{key}：“{node}”的类别不对。指标用 [method.indicator.\"名称\"]，上级节点用 [method.node.\"名称\"]"
                ),
                Language::English => format!(
                    "{key}: “{node}” is of the other kind. Use [method.indicator.\"NAME\"] for indicators and \
                     [method.node.\"NAME\"] for aggregates"
                ),
            },
        }
    }

    pub(super) fn lookup_error(self, error: &LookupError) -> String {
        match (self.language, error) {
            (
                Language::Chinese,
                LookupError::Unknown {
                    name,
                    nearest: Some(nearest),
                },
            ) => {
                format!("没有“{name}”，是否指“{nearest}”？")
            }
            (
                Language::English,
                LookupError::Unknown {
                    name,
                    nearest: Some(nearest),
                },
            ) => {
                format!("there is no “{name}”; did you mean “{nearest}”?")
            }
            (
                Language::Chinese,
                LookupError::Unknown {
                    name,
                    nearest: None,
                },
            ) => {
                format!("没有“{name}”。请使用数据或指标体系中的代码或名称")
            }
            (
                Language::English,
                LookupError::Unknown {
                    name,
                    nearest: None,
                },
            ) => {
                format!("there is no “{name}”. Use a code or name of the data or the framework")
            }
            (Language::Chinese, LookupError::Ambiguous { name }) => {
                format!("“{name}”有多个。请使用代码或“上级/名称”的写法")
            }
            (Language::English, LookupError::Ambiguous { name }) => {
                format!("there are several “{name}”. Use its code or its path “parent/name”")
            }
        }
    }

    /// A wrong key of an index file.
    pub fn key_error(self, error: &KeyError) -> String {
        let KeyError { line, key, problem } = error;
        let what = self.key_problem(problem);
        match (self.language, key.is_empty()) {
            (Language::Chinese, true) => format!("第 {line} 行：{what}"),
            (Language::Chinese, false) => format!("第 {line} 行，{key}：{what}"),
            (Language::English, true) => format!("line {line}: {what}"),
            (Language::English, false) => format!("line {line}, {key}: {what}"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn key_problem(self, problem: &KeyProblem) -> String {
        let zh = self.language == Language::Chinese;
        match problem {
            KeyProblem::Syntax { message } if zh => format!("不是合法的 TOML（{message}）"),
            KeyProblem::Syntax { message } => format!("this is not valid TOML ({message})"),
            KeyProblem::UnknownKey {
                nearest: Some(nearest),
                ..
            } if zh => {
                format!("没有这个键，是否指“{nearest}”？")
            }
            KeyProblem::UnknownKey {
                nearest: Some(nearest),
                ..
            } => {
                format!("there is no such key; did you mean “{nearest}”?")
            }
            KeyProblem::UnknownKey {
                nearest: None,
                known,
            } if zh => {
                format!("没有这个键。可用的键：{}", known.join("、"))
            }
            KeyProblem::UnknownKey {
                nearest: None,
                known,
            } => {
                format!("there is no such key. Known keys: {}", known.join(", "))
            }
            KeyProblem::UnknownWord {
                found,
                nearest: Some(nearest),
                known,
            } => {
                // Where there are few, all of them are told.
                let all = known.join(self.pick("、", ", "));
                let all = match (known.len() <= FEW, zh) {
                    (true, true) => format!("可用：{all}"),
                    (true, false) => format!(" Known: {all}"),
                    (false, _) => String::new(),
                };
                if zh {
                    format!("不认识“{found}”，是否指“{nearest}”？{all}")
                } else {
                    format!("“{found}” means nothing here; did you mean “{nearest}”?{all}")
                }
            }
            KeyProblem::UnknownWord {
                found,
                nearest: None,
                known,
            } if zh => {
                format!("不认识“{found}”。可用：{}", known.join("、"))
            }
            KeyProblem::UnknownWord {
                found,
                nearest: None,
                known,
            } => {
                format!("“{found}” means nothing here. Known: {}", known.join(", "))
            }
            KeyProblem::WrongKind { expected, found } if zh => {
                format!("应为{}，而不是 {found}", self.kind(*expected))
            }
            KeyProblem::WrongKind { expected, found } => {
                format!("expected {}, not {found}", self.kind(*expected))
            }
            KeyProblem::NotYet => self
                .pick(
                    "这个版本还不支持，请删去或改用其他选项",
                    "this version cannot do that yet; remove it or choose another",
                )
                .to_owned(),
            KeyProblem::Missing => self
                .pick("缺少这个键，请补上", "this key is missing; please add it")
                .to_owned(),
            KeyProblem::Contradicts { other } if zh => format!("与“{other}”矛盾，请只保留一个"),
            KeyProblem::Contradicts { other } => {
                format!("contradicts “{other}”; keep only one of them")
            }
        }
    }

    const fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Text => self.pick("文本，如 \"名称\"", "a text such as \"name\""),
            Kind::Number => self.pick("数字", "a number"),
            Kind::Count => self.pick("正整数", "a whole number"),
            Kind::Truth => self.pick("true 或 false", "true or false"),
            Kind::Texts => self.pick(
                "文本列表，如 [\"北京\", \"上海\"]",
                "a list of texts such as [\"A\", \"B\"]",
            ),
            Kind::Numbers => self.pick("若干数字，如 [10, 50]", "numbers such as [10, 50]"),
            Kind::Range => self.pick("两个数字，如 [0, 100]", "two numbers such as [0, 100]"),
            Kind::Table => self.pick("一节 [名称] 或 { … }", "a section [name] or { … }"),
            Kind::Tables => self.pick("若干节 [[名称]]", "sections [[name]]"),
            Kind::Period => self.pick(
                "时期，如 2020 或 \"2020Q1\"",
                "a period such as 2020 or \"2020Q1\"",
            ),
            Kind::Choice => self.pick(
                "方法名称或 { kind = \"…\" }",
                "a method's name or { kind = \"…\" }",
            ),
        }
    }
}

/// A file, and its sheet where it has several.
pub(super) fn place(file: &str, sheet: &str) -> String {
    if sheet.is_empty() {
        file.to_owned()
    } else {
        format!("{file} [{sheet}]")
    }
}
