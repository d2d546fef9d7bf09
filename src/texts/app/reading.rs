//! Reading files: several at once, passwords, text files, the clipboard, limits.

use crate::texts::{Language, Texts};

/// The clipboard.
impl Texts {
    /// What the clipboard is called where a file's name stands.
    pub const fn clipboard(self) -> &'static str {
        self.pick("剪贴板", "Clipboard")
    }
    /// Button.
    pub const fn paste_table(self) -> &'static str {
        self.pick("粘贴表格", "Paste a table")
    }
    /// What the button does.
    pub fn paste_table_line(self, keys: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("把在 Excel、WPS 或网页中复制的表格粘贴进来（数据页上按 {keys}）")
            }
            Language::English => format!(
                "Takes a table copied in Excel, WPS or a web page ({keys} on the data screen)"
            ),
        }
    }
    /// The clipboard holds no table.
    pub const fn nothing_to_paste(self) -> &'static str {
        self.pick(
            "剪贴板里没有文字或表格。请先在 Excel、WPS 或网页中选中表格并复制，再粘贴",
            "There is no text or table on the clipboard. Select the table in Excel, WPS or a web page, copy it, and paste again",
        )
    }
}

/// Passwords.
impl Texts {
    /// Question for a password.
    pub fn password_of(self, file: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{file}”设有密码。请输入密码："),
            Language::English => format!("“{file}” is under a password. Enter it:"),
        }
    }
    /// The password that was typed is wrong.
    pub const fn password_wrong(self) -> &'static str {
        self.pick(
            "密码不对。请检查大小写和输入法后再试。",
            "The password is wrong. Check upper and lower case and the input method, and try again.",
        )
    }
    /// What becomes of a password.
    pub const fn password_kept(self) -> &'static str {
        self.pick(
            "密码只在软件运行期间用于打开文件，不会保存。",
            "The password is used to open files while the program runs, and saved nowhere.",
        )
    }
    /// Field.
    pub const fn password(self) -> &'static str {
        self.pick("密码", "Password")
    }
    /// Check box.
    pub const fn show_password(self) -> &'static str {
        self.pick("显示密码", "Show the password")
    }
    /// Button.
    pub const fn open_locked(self) -> &'static str {
        self.pick("打开", "Open")
    }
    /// Button.
    pub const fn enter_password(self) -> &'static str {
        self.pick("输入密码…", "Enter the password…")
    }
}

/// Text files.
impl Texts {
    /// List.
    pub const fn encoding(self) -> &'static str {
        self.pick("文字编码", "Encoding")
    }
    /// List.
    pub const fn separator(self) -> &'static str {
        self.pick("分隔符", "Separator")
    }
    /// Entry: as recognised.
    pub fn as_recognised(self, found: Option<&str>) -> String {
        match (self.language, found) {
            (Language::Chinese, None) => "自动".to_owned(),
            (Language::Chinese, Some(found)) => format!("自动：{found}"),
            (Language::English, None) => "Automatic".to_owned(),
            (Language::English, Some(found)) => format!("Automatic: {found}"),
        }
    }
    /// An encoding and where it is used; its name alone where it is not among the usual ones.
    pub fn encoding_name(self, name: &str) -> String {
        let used = match name.to_ascii_lowercase().as_str() {
            "utf-8" => ("UTF-8", "通用", "everywhere"),
            "gb18030" => (
                "GB18030",
                "简体中文，含 GBK",
                "simplified Chinese, with GBK",
            ),
            "big5" => ("Big5", "繁体中文", "traditional Chinese"),
            "utf-16le" => (
                "UTF-16LE",
                "Excel 的“Unicode 文本”",
                "“Unicode text” of Excel",
            ),
            "utf-16be" => ("UTF-16BE", "少见", "rare"),
            "shift_jis" => ("Shift_JIS", "日文", "Japanese"),
            "euc-kr" => ("EUC-KR", "韩文", "Korean"),
            "windows-1252" => ("windows-1252", "西欧", "Western Europe"),
            "windows-1250" => ("windows-1250", "中欧", "Central Europe"),
            "windows-1251" => ("windows-1251", "俄文", "Cyrillic"),
            _ => return name.to_owned(),
        };
        let (name, zh, en) = used;
        match self.language {
            Language::Chinese => format!("{name}（{zh}）"),
            Language::English => format!("{name} ({en})"),
        }
    }
    /// A separator.
    pub const fn separator_name(self, separator: char) -> &'static str {
        match separator {
            ',' => self.pick("逗号", "Comma"),
            '\t' => self.pick("制表符", "Tab"),
            ';' => self.pick("分号", "Semicolon"),
            '|' => self.pick("竖线 |", "Bar |"),
            ' ' => self.pick("空格", "Blank"),
            _ => "",
        }
    }
    /// Heading over the first rows of a text file.
    pub const fn first_rows(self) -> &'static str {
        self.pick(
            "文件开头几行（文字或分列不对时，请改选上面的编码或分隔符）",
            "The first rows (choose another encoding or separator above where letters or columns are wrong)",
        )
    }
}

/// Several files.
impl Texts {
    /// Heading of the list.
    pub fn files_incoming(self, files: usize) -> String {
        match self.language {
            Language::Chinese => format!("导入 {files} 个文件"),
            Language::English => format!("Import {files} files"),
        }
    }
    /// How far reading is.
    pub fn reading_several(self, done: usize, files: usize, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{done} / {files}，{name}…"),
            Language::English => format!("{done} / {files}, {name}…"),
        }
    }
    /// Button.
    pub const fn stop_reading(self) -> &'static str {
        self.pick("停止读取", "Stop reading")
    }
    /// Button.
    pub const fn read_again(self) -> &'static str {
        self.pick("重新读取", "Read again")
    }
    /// Button: takes all files without errors as data.
    pub fn take_all(self, files: usize) -> String {
        match self.language {
            Language::Chinese => format!("全部导入（{files} 个）"),
            Language::English => format!("Import all ({files})"),
        }
    }
    /// Shown while contradictions among many values are looked for.
    pub const fn comparing(self) -> &'static str {
        self.pick("正在比对各份数据…", "Comparing the files…")
    }
    /// What the button does.
    pub const fn take_all_line(self) -> &'static str {
        self.pick(
            "把勾选的、没有错误的数据表一次全部导入，可一步撤销；有错误的留在列表中",
            "Takes all ticked tables without errors at once, undone in one step; those with errors stay in the list",
        )
    }
    /// Button.
    pub const fn put_all_aside(self) -> &'static str {
        self.pick("关闭列表", "Close the list")
    }
    /// Status.
    pub fn taken_together(self, files: usize) -> String {
        match self.language {
            Language::Chinese => format!("已导入 {files} 份数据"),
            Language::English if files == 1 => "Imported 1 table".to_owned(),
            Language::English => format!("Imported {files} tables"),
        }
    }
    /// State of a file.
    pub const fn file_waiting(self) -> &'static str {
        self.pick("等待读取", "waiting")
    }
    /// State of a file.
    pub const fn file_ready(self) -> &'static str {
        self.pick("可以导入", "ready")
    }
    /// State of a file.
    pub const fn file_framework(self) -> &'static str {
        self.pick("指标体系，请单独导入", "a framework, imported by itself")
    }
    /// State of a file.
    pub const fn file_without_table(self) -> &'static str {
        self.pick("没有识别出数据表", "no table recognised")
    }
    /// State of a file.
    pub fn file_with_errors(self, errors: usize) -> String {
        match self.language {
            Language::Chinese => format!("{errors} 处错误"),
            Language::English if errors == 1 => "1 error".to_owned(),
            Language::English => format!("{errors} errors"),
        }
    }
    /// State of a file.
    pub const fn file_locked(self) -> &'static str {
        self.pick("需要密码", "needs a password")
    }
    /// State of a file.
    pub const fn file_refused(self) -> &'static str {
        self.pick("未能读取", "not read")
    }
    /// State of a file.
    pub const fn file_taken(self) -> &'static str {
        self.pick("已导入", "imported")
    }
    /// A file and its state, as it is read out.
    pub fn file_and_state(self, file: &str, state: &str) -> String {
        match self.language {
            Language::Chinese => format!("{file}：{state}"),
            Language::English => format!("{file}: {state}"),
        }
    }
}

/// How much reading may take.
impl Texts {
    /// Menu and heading.
    pub const fn reading_limits(self) -> &'static str {
        self.pick("读取限额…", "Limits of reading…")
    }
    /// What they are for.
    pub const fn reading_limits_line(self) -> &'static str {
        self.pick(
            "工作簿在单独的进程中读取，超过限额就停止，以免损坏的文件拖垮电脑。很大的文件读不进来时再增大。",
            "Workbooks are read in a process of their own, which is stopped at these limits so that a damaged file cannot \
             bring the computer down. Raise them only for very large files that cannot be read otherwise.",
        )
    }
    /// Field.
    pub const fn most_memory(self) -> &'static str {
        self.pick("内存（MB）", "Memory (MB)")
    }
    /// Field.
    pub const fn most_seconds(self) -> &'static str {
        self.pick("时间（秒）", "Time (s)")
    }
    /// Button.
    pub const fn usual_limits(self) -> &'static str {
        self.pick("恢复默认", "Use the defaults")
    }
    /// Button.
    pub const fn close(self) -> &'static str {
        self.pick("关闭", "Close")
    }
    /// Button on an error.
    pub const fn read_with_more(self) -> &'static str {
        self.pick("增大限额后重试", "Retry with larger limits")
    }
}
