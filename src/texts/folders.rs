//! Projects as plain folders.

use super::{Language, Texts};
use crate::project::{
    Document,
    file::folder::{FolderError, Gathered, Written},
};

impl Texts {
    /// A project that was not turned into a folder, or back.
    pub fn folder_error(self, error: &FolderError) -> String {
        let zh = self.language == Language::Chinese;
        match error {
            FolderError::Open(error) => self.open_error(error),
            FolderError::Save(error) => self.file_not_written(error),
            FolderError::Keep(error) => self.keep_error(error),
            FolderError::Locked(error) => self.lock_error(error),
            FolderError::NotEmpty { folder } if zh => {
                format!("文件夹里有别的文件，没有写入任何内容。请选一个空文件夹\n{folder}")
            }
            FolderError::NotEmpty { folder } => format!(
                "The folder holds other files; nothing was written. Choose an empty one\n{folder}"
            ),
            FolderError::NotAProject { folder } if zh => {
                format!("文件夹里没有项目：缺少衡写的 manifest.json 或 document.json\n{folder}")
            }
            FolderError::NotAProject { folder } => format!(
                "The folder holds no project: there is no manifest.json of Heng, or no document.json\n{folder}"
            ),
            FolderError::Part {
                folder,
                part,
                reason,
            } if zh => format!("读不懂“{part}”（{reason}）。请改正后重试\n{folder}"),
            FolderError::Part {
                folder,
                part,
                reason,
            } => {
                format!("“{part}” cannot be understood ({reason}). Mend it and try again\n{folder}")
            }
            FolderError::Unfinished { folder } if zh => {
                format!("上次写这个文件夹时中断了，内容不全。请用 --to 重新写一次\n{folder}")
            }
            FolderError::Unfinished { folder } => format!(
                "Writing this folder was cut off, so it is not whole. Write it again with --to\n{folder}"
            ),
            FolderError::Link { path } if zh => {
                format!("文件夹里有链接，程序不会跟随链接。请换成文件本身或删去\n{path}")
            }
            FolderError::Link { path } => format!(
                "There is a link in the folder, and links are not followed. Put the file itself in its place, or remove it\n{path}"
            ),
            FolderError::Inside { file } if zh => {
                format!("项目文件不能放在这个文件夹里面，请放到别处\n{file}")
            }
            FolderError::Inside { file } => {
                format!(
                    "The project file cannot lie in the folder itself; put it elsewhere\n{file}"
                )
            }
            FolderError::Unfit { part } if zh => format!(
                "“{part}”这个部分在文件夹里不能有自己的文件：名称以点开头，或与另一部分只差大小写"
            ),
            FolderError::Unfit { part } => format!(
                "The part “{part}” cannot have a file of its own in a folder: its name begins with a full stop, or differs from another only in capitals"
            ),
        }
    }

    /// What became of a project that was turned into a folder.
    pub fn written_to_folder(self, written: &Written) -> String {
        let Written {
            parts,
            changed,
            removed,
        } = written;
        let (changed, removed) = (changed.len(), removed.len());
        match (self.language, changed + removed) {
            (Language::Chinese, 0) => format!("共 {parts} 个部分，与项目一致，没有改动"),
            (Language::English, 0) => format!("parts: {parts}; all as in the project already"),
            (Language::Chinese, _) => {
                format!("共 {parts} 个部分，写入 {changed} 个，删除 {removed} 个")
            }
            (Language::English, _) => {
                format!("parts: {parts}; written: {changed}; removed: {removed}")
            }
        }
    }

    /// What became of a folder that was turned into a project file.
    pub fn gathered_from_folder(self, gathered: &Gathered) -> String {
        let backup = gathered.backup.as_ref().map(|it| it.display().to_string());
        let mut text = match (self.language, gathered.changed.as_deref()) {
            (Language::Chinese, Some([])) => "项目文件与文件夹一致，没有改动".to_owned(),
            (Language::English, Some([])) => {
                "the project file holds what the folder holds".to_owned()
            }
            (Language::Chinese, None) => {
                "已按文件夹现在的内容写成项目文件，校验和重新计算".to_owned()
            }
            (Language::English, None) => {
                "written as the folder stands, with checksums made anew".to_owned()
            }
            (Language::Chinese, Some(parts)) => format!(
                "已按文件夹现在的内容写成项目文件，校验和重新计算。与原来的项目文件不同的部分：{}",
                parts.join("、")
            ),
            (Language::English, Some(parts)) => format!(
                "written as the folder stands, with checksums made anew. Parts unlike those of the former project file: {}",
                parts.join(", ")
            ),
        };
        if let Some(backup) = backup {
            text.push_str(self.pick("\n原来的项目文件：", "\nthe former project file: "));
            text.push_str(&backup);
        }
        text
    }

    /// Imported variables that a folder holds no values of, a line each.
    pub fn without_values(self, document: &Document, gathered: &Gathered) -> Vec<String> {
        let missing = gathered.without_values.iter();
        let named = missing.filter_map(|&(dataset, id)| {
            let variable = document.dataset(dataset)?.variable(id)?;
            Some((format!("panel/{}/{}.csv", dataset.0, id.0), &variable.name))
        });
        named
            .map(|(file, name)| match self.language {
                Language::Chinese => {
                    format!("没有 {file}，变量“{name}”因此没有数值。如非有意，请恢复这个文件")
                }
                Language::English => format!(
                    "There is no {file}, so the variable “{name}” has no values. Restore the file unless this is meant"
                ),
            })
            .collect()
    }
}
