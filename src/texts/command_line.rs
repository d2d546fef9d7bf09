//! What the command line says.

use super::{Language, Texts};

impl Texts {
    /// How the command line is used.
    pub const fn usage(self) -> &'static str {
        self.pick(
            "衡：综合指数工作台

用法：
  heng                                   打开窗口
  heng 文件                              打开项目（.heng）或导入表格（.xlsx、.csv）
  heng run index.toml [--out 目录] [--password 密码]
                                         读取数据、计算，写出 index.toml 中列出的文件
  heng compute 文件.heng [--scenario 方案] [--out 目录] [--workbook 名称.xlsx]
                                         计算项目，写出 scores.csv、normalised.csv、weights.csv
  heng inspect 文件 [--sheet 工作表] [--values | --json] [--password 密码]
                                         显示从表格文件中读到和识别到的内容；
                                         --values 以 CSV 列出数据表的每个数值，--json 供程序使用
  heng check 文件.heng [--json]          检查项目文件是否完好、各方案的计算结果有何问题；有错误时退出码为 1
  heng convert 文件.heng --to 目录 | --from 目录
                                         把项目文件拆成可读的文件夹（便于版本管理），或由文件夹合成项目文件

选项：
  --password 密码                        run 读取加密的工作簿时使用；也可放在环境变量 HENG_PASSWORD 中，
                                         这样密码不会留在命令历史里
  --language zh|en                       提示的语言（默认依系统，其次中文）
  --renderer auto|glow|wgpu              窗口的绘图方式
  --help、--version

退出码：0 完成，1 未能完成（原因写在标准错误，一行），2 参数有误",
            "Heng: a workbench for composite indices

Usage:
  heng                                   opens the window
  heng FILE                              opens a project (.heng) or imports a table (.xlsx, .csv)
  heng run index.toml [--out DIR] [--password WORDS]
                                         reads the data, computes, writes the files that index.toml names
  heng compute FILE.heng [--scenario S] [--out DIR] [--workbook X.xlsx]
                                         computes a project; writes scores.csv, normalised.csv, weights.csv
  heng inspect FILE [--sheet S] [--values | --json] [--password W]
                                         says what is read and recognised in a file of tables;
                                         --values lists every value of its tables as CSV, --json is for programs
  heng check FILE.heng [--json]          tells whether a project file is whole and what is to be said of the results
                                         of each scenario; exit code 1 if there are errors
  heng convert FILE.heng --to DIR | --from DIR
                                         turns a project into a folder of readable files, for version control, or back

Options:
  --password WORDS                       opens encrypted workbooks that run reads; may stand in the environment
                                         variable HENG_PASSWORD instead, and so in no history of commands
  --language zh|en                       of what is said (default: as the system, else Chinese)
  --renderer auto|glow|wgpu              how the window draws
  --help, --version

Exit codes: 0 done, 1 the work failed (one line on standard error), 2 bad arguments",
        )
    }

    /// The arguments make no sense.
    pub fn bad_arguments(self, what: &str) -> String {
        match self.language {
            Language::Chinese => format!("参数有误：{what}。用 heng --help 查看用法"),
            Language::English => format!("bad arguments: {what}. See heng --help"),
        }
    }

    /// A word where none belongs.
    pub fn unexpected_word(self, word: &str) -> String {
        match self.language {
            Language::Chinese => format!("多余的“{word}”"),
            Language::English => format!("unexpected “{word}”"),
        }
    }

    /// A file is missing from the command.
    pub const fn file_expected(self) -> &'static str {
        self.pick("缺少文件名", "a file name is missing")
    }

    /// An option stands without its value.
    pub fn value_expected(self, option: &str) -> String {
        match self.language {
            Language::Chinese => format!("{option} 缺少取值"),
            Language::English => format!("{option} needs a value"),
        }
    }

    /// A value that an option does not take.
    pub fn not_one_of(self, option: &str, found: &str, known: &str) -> String {
        match self.language {
            Language::Chinese => format!("{option} 应为 {known} 之一，而不是“{found}”"),
            Language::English => format!("{option} takes one of {known}, not “{found}”"),
        }
    }

    /// One of two options is needed.
    pub fn one_needed(self, one: &str, other: &str) -> String {
        match self.language {
            Language::Chinese => format!("缺少 {one} 或 {other}"),
            Language::English => format!("{one} or {other} is missing"),
        }
    }

    /// There is no such scenario in a project.
    pub fn no_such_scenario(self, file: &str, name: &str, known: &[&str]) -> String {
        match (self.language, known.is_empty()) {
            (Language::Chinese, true) => format!("{file}：没有方案“{name}”，项目中没有任何方案"),
            (Language::Chinese, false) => {
                format!("{file}：没有方案“{name}”。现有方案：{}", known.join("、"))
            }
            (Language::English, true) => {
                format!("{file}: there is no scenario “{name}”; the project has none")
            }
            (Language::English, false) => {
                format!(
                    "{file}: there is no scenario “{name}”. Scenarios: {}",
                    known.join(", ")
                )
            }
        }
    }

    /// An index file cannot be read.
    pub fn index_file_unreadable(self, file: &str, reason: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("无法读取 {file}（{reason}）。请检查路径，文件应为 UTF-8 文本")
            }
            Language::English => format!(
                "cannot read {file} ({reason}). Check the path; the file must be UTF-8 text"
            ),
        }
    }

    /// A folder for outputs cannot be made.
    pub fn folder_not_made(self, folder: &str, reason: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("无法建立目录 {folder}（{reason}）。请检查路径与权限，或用 --out 另选目录")
            }
            Language::English => {
                format!(
                    "cannot make the folder {folder} ({reason}). Check the path, or choose another with --out"
                )
            }
        }
    }

    /// An output would take the place of a file that is read, or of another output.
    pub fn output_taken(self, name: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("output：“{name}”是输入文件或另一个输出文件，不能覆盖。请换一个文件名")
            }
            Language::English => {
                format!(
                    "output: “{name}” is an input or another output and cannot be replaced. Choose another name"
                )
            }
        }
    }

    /// Something and the file it concerns.
    pub fn in_file(self, file: &str, what: &str) -> String {
        match self.language {
            Language::Chinese => format!("{file}：{what}"),
            Language::English => format!("{file}: {what}"),
        }
    }

    /// The window cannot be opened.
    pub fn no_window(self, reason: &str) -> String {
        match self.language {
            Language::Chinese => format!(
                "无法打开窗口（{reason}）。请更新显卡驱动，或试用 --renderer glow 或 --renderer wgpu"
            ),
            Language::English => format!(
                "no window can be opened ({reason}). Update the graphics driver, or try --renderer glow or --renderer wgpu"
            ),
        }
    }

    /// Sentences as one line.
    pub fn one_line(self, sentences: &str) -> String {
        sentences
            .lines()
            .collect::<Vec<_>>()
            .join(self.pick("；", "; "))
    }
}
