//! What reading could not do: what happened, where, then what to do.

use super::{Language, Texts, errors::place};
use crate::import::{CellAt, Crashed, FileKind, ReadError, TableError};

impl Texts {
    /// A cell of a file.
    pub fn cell(self, file: &str, sheet: &str, at: CellAt) -> String {
        format!("{} {at}", place(file, sheet))
    }

    /// A file that holds no table of the kind asked for.
    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    pub fn table_error(self, error: &TableError) -> String {
        let list = |names: &[String]| names.join(self.pick("、", ", "));
        match (self.language, error) {
            (
                Language::Chinese,
                TableError::NoSheet {
                    file,
                    name,
                    present,
                },
            ) => {
                format!("{file}：没有工作表“{name}”。现有工作表：{}", list(present))
            }
            (
                Language::English,
                TableError::NoSheet {
                    file,
                    name,
                    present,
                },
            ) => {
                format!(
                    "{file}: there is no sheet “{name}”. Sheets: {}",
                    list(present)
                )
            }
            (
                Language::Chinese,
                TableError::NoColumn {
                    file,
                    sheet,
                    name,
                    present,
                },
            ) => {
                format!(
                    "{}：没有列“{name}”。现有列：{}",
                    place(file, sheet),
                    list(present)
                )
            }
            (
                Language::English,
                TableError::NoColumn {
                    file,
                    sheet,
                    name,
                    present,
                },
            ) => {
                format!(
                    "{}: there is no column “{name}”. Columns: {}",
                    place(file, sheet),
                    list(present)
                )
            }
            (Language::Chinese, TableError::NoHeaderRow { file, sheet, row }) => {
                format!(
                    "{}：第 {row} 行是空的，不能作为表头。请改为表头所在的行号",
                    place(file, sheet)
                )
            }
            (Language::English, TableError::NoHeaderRow { file, sheet, row }) => format!(
                "{}: row {row} is empty and cannot be the header. State the row where the header is",
                place(file, sheet)
            ),
            (Language::Chinese, TableError::NoTable { file }) => format!(
                "{file}：没有找到可用的数据表。需要一行表头，其下每行一个评价对象、每列一个指标"
            ),
            (Language::English, TableError::NoTable { file }) => format!(
                "{file}: no table was found. There should be one header row, and below it one unit a row and \
                 one indicator a column"
            ),
            (Language::Chinese, TableError::NoJudgements { file }) => format!(
                "{file}：没有找到判断矩阵。左上角填上级名称，右侧一行和下方一列填相同的下级名称，中间填 1–9 或其倒数（如 1/3）"
            ),
            (Language::English, TableError::NoJudgements { file }) => format!(
                "{file}: no judgement matrix was found. Put the parent in the top left cell, its children right of it and \
                 again below it, and 1 to 9 or fractions such as 1/3 between them"
            ),
            (Language::Chinese, TableError::NoExperts { file }) => format!(
                "{file}：没有找到专家权重。第一列填节点的代码或名称，其后每列一位专家，表头为专家姓名"
            ),
            (Language::English, TableError::NoExperts { file }) => format!(
                "{file}: no weights of experts were found. The first column should name the nodes, each other column be an \
                 expert with the name as its header"
            ),
            (Language::Chinese, TableError::NoList { file }) => {
                format!("{file}：没有找到清单。应有一行列名，其下每行一个条目")
            }
            (Language::English, TableError::NoList { file }) => format!(
                "{file}: no list was found. It should have a row of column names and below it a row for each thing"
            ),
            (Language::Chinese, TableError::NoRelations { file }) => format!(
                "{file}：没有识别出关系表。表头应写明两端，如“起点、终点”“source、target”，其下每行一条边；或行列为相同名称的矩阵"
            ),
            (Language::English, TableError::NoRelations { file }) => format!(
                "{file}: this does not read as a relation sheet. Its header should name both ends, as in “source, target”, \
                 with a row for each edge below; or it should be a matrix with the same names down and across"
            ),
            (Language::Chinese, TableError::NoFramework { file, present }) => format!(
                "{file}：没有识别出指标体系。表头应包含“指标、上级”或“一级指标、二级指标…”。现有列：{}",
                list(present)
            ),
            (Language::English, TableError::NoFramework { file, present }) => format!(
                "{file}: this does not read as a framework. Its header should hold “name, parent” or “level 1, level 2…”. \
                 Columns: {}",
                list(present)
            ),
        }
    }

    /// A file that cannot be read.
    pub fn read_error(self, error: &ReadError) -> String {
        match error {
            ReadError::NotATable { file, found } => match self.language {
                Language::Chinese => format!("{file}：{}", self.file_kind(*found)),
                Language::English => format!("{file}: {}", self.file_kind(*found)),
            },
            other => match self.language {
                Language::Chinese => read_error_zh(other),
                Language::English => read_error_en(other),
            },
        }
    }

    /// What a file is instead of a table, and what to do with it.
    const fn file_kind(self, kind: FileKind) -> &'static str {
        match kind {
            FileKind::WebFrame => self.pick(
                "这是另存为网页的工作簿的框架页，数据在同名文件夹（.files）里的其他文件中。请导入该文件夹中的 sheet001.htm 等文件，\
                 或在 Excel 中打开后另存为 .xlsx 再导入",
                "this is the frame of a workbook saved as a web page; its data are in other files, in the folder of the \
                 same name (.files). Import the sheet001.htm and so on from that folder, or open it in Excel, save it as \
                 .xlsx, and import that",
            ),
            FileKind::Document => self.pick(
                "这是文档或幻灯片，不是表格。请把其中的表格复制到 Excel，存为 .xlsx 后再导入",
                "this is a text document or slides. Copy its table to Excel, save it as .xlsx, and import that",
            ),
            FileKind::Pdf => self.pick(
                "这是 PDF，不是表格。请把其中的表格转到 Excel，存为 .xlsx 后再导入",
                "this is a PDF. Bring its table to Excel, save it as .xlsx, and import that",
            ),
            FileKind::Html => self.pick(
                "这是没有表格的网页。请在浏览器中另存含有表格的页面，或把表格复制到 Excel，存为 .xlsx 后再导入",
                "this is a web page without a table. Save the page that has it, or copy the table to Excel, save it as \
                 .xlsx, and import that",
            ),
            FileKind::Image => self.pick(
                "这是图片，不是表格。请录入 Excel 后再导入",
                "this is a picture. Type its table into Excel and import that",
            ),
            FileKind::Archive => {
                self.pick("这是压缩包。请解压后导入其中的表格", "this is an archive. Unpack it and import the tables inside")
            }
            FileKind::Binary => self.pick(
                "这不是表格文件。可以导入 .xlsx、.xls、.ods、.csv 或文本",
                "this is no table. You can import .xlsx, .xls, .ods, .csv or text",
            ),
        }
    }

    /// A job that stopped through a mistake in the program.
    pub fn crashed(self, crashed: &Crashed) -> String {
        match self.language {
            Language::Chinese => {
                format!(
                    "程序内部出错，操作没有完成（{crashed}）。您的项目没有改变；请保存后把这句话告诉软件维护者"
                )
            }
            Language::English => format!(
                "A mistake in the program stopped this ({crashed}). Your project is unchanged; save it, and pass this \
                 sentence on to the makers of the program"
            ),
        }
    }
}

fn read_error_zh(error: &ReadError) -> String {
    match error {
        ReadError::Unreadable { file, reason } => {
            format!("无法读取文件（{reason}）。请检查文件是否存在、是否正被其他程序占用\n{file}")
        }
        ReadError::NotAFile { file, folder: true } => {
            format!("这是文件夹，不是文件。请打开它，选择其中的表格文件\n{file}")
        }
        ReadError::NotAFile {
            file,
            folder: false,
        } => {
            format!("这是设备或管道，不是文件。请先把内容存为普通文件，再导入\n{file}")
        }
        ReadError::Empty { file } => format!("{file}：文件是空的。请检查是否选对了文件"),
        ReadError::Password { file, given: false } => {
            format!(
                "{file}：工作簿设有密码。请输入密码（命令行用 --password），或在 Excel、WPS 中去掉密码后另存"
            )
        }
        ReadError::Password { file, given: true } => {
            format!(
                "{file}：密码不对。请检查大小写和输入法后再试，或在 Excel、WPS 中去掉密码后另存"
            )
        }
        ReadError::UnknownEncryption { file, scheme } => {
            format!(
                "{file}：工作簿的加密方式（{scheme}）无法解开。请在 Excel 或 WPS 中打开，去掉密码后另存，再导入"
            )
        }
        ReadError::Damaged {
            file,
            sheet,
            reason,
        } => format!(
            "{}：文件已损坏（{reason}）。请用 Excel 或 WPS 打开并另存一次，再导入",
            place(file, sheet.as_deref().unwrap_or_default())
        ),
        ReadError::UnknownEncoding { file, name } => {
            format!("{file}：没有名为“{name}”的编码。常用编码：UTF-8、GB18030、Big5")
        }
        ReadError::UnusableSeparator { file, separator } => {
            format!("{file}：{separator:?} 不能作为分隔符。常用分隔符：逗号、制表符、分号")
        }
        ReadError::Cancelled { file } => format!("{file}：已取消读取"),
        ReadError::TooLarge { .. }
        | ReadError::TooManyCells { .. }
        | ReadError::LongText { .. } => too_much_zh(error),
        ReadError::OutOfMemory { .. }
        | ReadError::OutOfTime { .. }
        | ReadError::ReaderDied { .. }
        | ReadError::NoReader { .. }
        | ReadError::NotATable { .. } => worker_error_zh(error),
    }
}

/// More of something than can be read safely.
fn too_much_zh(error: &ReadError) -> String {
    match error {
        ReadError::TooLarge {
            file,
            part,
            bytes,
            most,
        } => format!(
            "{file}：{}大小为 {} MB，超过可安全读取的 {} MB。请只保留需要的工作表后再导入",
            part.as_deref()
                .map(|part| format!("其中“{part}”"))
                .unwrap_or_default(),
            bytes.div_ceil(1 << 20),
            most >> 20
        ),
        ReadError::TooManyCells { file, sheet, most } => {
            format!(
                "{}：单元格超过 {most} 个。请拆分或删去不需要的部分后再导入",
                place(file, sheet)
            )
        }
        ReadError::LongText {
            file,
            sheet,
            at,
            most,
        } => format!(
            "{}，{at} 单元格：文字超过 {} MB，表格中不会有这么长的文字。多半是前面有一个引号没有配对。请在 Excel 或文本编辑器中改正后再导入",
            place(file, sheet),
            most >> 20
        ),
        other => other.to_string(),
    }
}

/// What became of the process that read a file.
fn worker_error_zh(error: &ReadError) -> String {
    match error {
        ReadError::OutOfMemory { file, most } => format!(
            "{file}：读取所需内存超过 {} MB，已停止，项目没有改变。文件可能已损坏，或在很远的位置有单元格。请用 Excel 或 WPS 打开，把需要的部分复制到新的工作簿，另存为 .xlsx 后再导入",
            most >> 20
        ),
        ReadError::OutOfTime { file, seconds } => format!(
            "{file}：读取超过 {seconds} 秒，已停止，项目没有改变。请只保留需要的工作表，另存为 .xlsx 后再导入"
        ),
        ReadError::ReaderDied { file, reason } => format!(
            "{file}：读取中断（{reason}），项目没有改变。文件可能已损坏。请用 Excel 或 WPS 打开并另存为 .xlsx，再导入"
        ),
        ReadError::NoReader { file, reason } => format!(
            "{file}：无法启动读取文件的程序（{reason}）。若刚刚更新或移动了本软件，请重新启动软件后再导入；若仍不行，请检查安全软件是否拦截了本软件"
        ),
        other => other.to_string(),
    }
}

fn read_error_en(error: &ReadError) -> String {
    match error {
        ReadError::Unreadable { file, reason } => format!(
            "The file cannot be read ({reason}). Check that it exists and that no other program holds it\n{file}"
        ),
        ReadError::NotAFile { file, folder: true } => {
            format!("This is a folder, not a file. Open it and choose the table inside\n{file}")
        }
        ReadError::NotAFile {
            file,
            folder: false,
        } => format!(
            "This is a device or a pipe, not a file. Save what comes out of it as a file, and import that\n{file}"
        ),
        ReadError::Empty { file } => {
            format!("{file}: the file is empty. Check that it is the right one")
        }
        ReadError::Password { file, given: false } => format!(
            "{file}: the workbook is under a password. Enter it (--password on the command line), or remove it in Excel \
             or WPS and save"
        ),
        ReadError::Password { file, given: true } => format!(
            "{file}: the password is wrong. Check upper and lower case and the input method, or remove the password in \
             Excel or WPS and save"
        ),
        ReadError::UnknownEncryption { file, scheme } => format!(
            "{file}: the workbook is encrypted in a way that cannot be undone here ({scheme}). Open it in Excel or WPS, \
             remove the password, save it, and import that"
        ),
        ReadError::Damaged {
            file,
            sheet,
            reason,
        } => format!(
            "{}: the file is damaged ({reason}). Open it in Excel or WPS, save it once more, and import that",
            place(file, sheet.as_deref().unwrap_or_default())
        ),
        ReadError::UnknownEncoding { file, name } => {
            format!("{file}: no encoding is called “{name}”. Usual ones: UTF-8, GB18030, Big5")
        }
        ReadError::UnusableSeparator { file, separator } => {
            format!(
                "{file}: {separator:?} cannot separate fields. Usual ones: comma, tab, semicolon"
            )
        }
        ReadError::Cancelled { file } => format!("{file}: reading was cancelled"),
        ReadError::TooLarge { .. }
        | ReadError::TooManyCells { .. }
        | ReadError::LongText { .. } => too_much_en(error),
        ReadError::OutOfMemory { .. }
        | ReadError::OutOfTime { .. }
        | ReadError::ReaderDied { .. }
        | ReadError::NoReader { .. }
        | ReadError::NotATable { .. } => worker_error_en(error),
    }
}

/// More of something than can be read safely.
fn too_much_en(error: &ReadError) -> String {
    match error {
        ReadError::TooLarge {
            file,
            part,
            bytes,
            most,
        } => format!(
            "{file}: {}{} MB are more than the {} MB that can be read safely. Keep only the sheets you need and import again",
            part.as_deref()
                .map(|part| format!("“{part}” inside it, "))
                .unwrap_or_default(),
            bytes.div_ceil(1 << 20),
            most >> 20
        ),
        ReadError::TooManyCells { file, sheet, most } => format!(
            "{}: more than {most} cells. Split it, or delete what is not needed, and import again",
            place(file, sheet)
        ),
        ReadError::LongText {
            file,
            sheet,
            at,
            most,
        } => format!(
            "{}, cell {at}: the text is longer than {} MB, and no table has such. Most likely a quotation mark before it was \
             never closed. Mend it in Excel or a text editor and import again",
            place(file, sheet),
            most >> 20
        ),
        other => other.to_string(),
    }
}

/// What became of the process that read a file.
fn worker_error_en(error: &ReadError) -> String {
    match error {
        ReadError::OutOfMemory { file, most } => format!(
            "{file}: reading took more than {} MB of memory and was stopped; your project is unchanged. The file may be \
             damaged, or has a cell far away from the others. Open it in Excel or WPS, copy what you need to a new \
             workbook, save that as .xlsx, and import it",
            most >> 20
        ),
        ReadError::OutOfTime { file, seconds } => format!(
            "{file}: reading took more than {seconds} s and was stopped; your project is unchanged. Keep only the sheets \
             you need, save as .xlsx, and import again"
        ),
        ReadError::ReaderDied { file, reason } => format!(
            "{file}: reading broke off ({reason}); your project is unchanged. The file may be damaged. Open it in Excel \
             or WPS, save it as .xlsx, and import that"
        ),
        ReadError::NoReader { file, reason } => format!(
            "{file}: the part of the program that reads files did not start ({reason}). If the program was just updated or \
             moved, start it again and import once more; else see whether security software keeps it from starting"
        ),
        other => other.to_string(),
    }
}
