//! Saving, locks, journals and damaged files: what happened, what is safe and where, what to do.

use super::{Language, Texts};
use crate::project::file::{
    KeepError, Left, Loss, Trouble,
    lock::{LockError, Owner},
};

impl Texts {
    /// A project was not saved.
    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    pub fn keep_error(self, error: &KeepError) -> String {
        let zh = self.language == Language::Chinese;
        match error {
            KeepError::ChangedOutside {
                file,
                removed: true,
            } if zh => format!(
                "项目文件已被移走或删除，因此没有保存。您的修改仍在窗口里和编辑日志中。请确认后重新保存到原处，或另存为新文件\n{file}"
            ),
            KeepError::ChangedOutside {
                file,
                removed: true,
            } => format!(
                "The project file was moved or deleted, so nothing was saved. Your changes are safe in the window and in the journal of edits. Save it there again, or save it as a new file\n{file}"
            ),
            KeepError::ChangedOutside { file, .. } if zh => format!(
                "项目文件在打开之后被别的程序改过，因此没有覆盖它。文件保持别人改后的样子，您的修改仍在窗口里和编辑日志中。请另存为新文件，或确认覆盖（被覆盖的内容会留在 .bak 备份里）\n{file}"
            ),
            KeepError::ChangedOutside { file, .. } => format!(
                "Another program changed the project file after it was opened, so it was not overwritten. The file is as the other program left it; your changes are safe in the window and in the journal of edits. Save as a new file, or overwrite it (what stands there is then kept as .bak)\n{file}"
            ),
            KeepError::NewerFormat { file, format } if zh => format!(
                "项目由更新版本的衡保存（格式 {format}），这个版本只能读取，不能覆盖它。文件没有改变。请另存为新文件，或升级程序\n{file}"
            ),
            KeepError::NewerFormat { file, format } => format!(
                "The project was saved by a newer Heng (format {format}); this one can read it and must not overwrite it. The file is unchanged. Save as a new file, or update the program\n{file}"
            ),
            KeepError::Packing { file, reason } if zh => format!(
                "未能生成项目文件的内容（{reason}）。原有文件没有改变，您的修改仍在窗口里和编辑日志中。请撤销最近一步后重试，并把这句话告诉软件维护者\n{file}"
            ),
            KeepError::Packing { file, reason } => format!(
                "The content of the project file could not be made ({reason}). The former file is unchanged; your changes are safe in the window and in the journal of edits. Undo the last step and try again, and pass this sentence on to the makers of the program\n{file}"
            ),
            KeepError::Apart {
                file,
                new,
                former,
                reason,
            } if zh => format!(
                "没有保存到原处：系统替换文件时中断（{reason}），原来的文件名现在空着。两份文件都完整：新内容在 {new}，原先的内容在 {former}。请再保存一次，或另存为新文件\n{file}"
            ),
            KeepError::Apart {
                file,
                new,
                former,
                reason,
            } => format!(
                "Not saved in its place: the system stopped while it replaced the file ({reason}), and nothing has its name now. Both files are whole: the new content is in {new}, the former in {former}. Save once more, or save as a new file\n{file}"
            ),
            KeepError::Disk {
                file,
                trouble: Trouble::NotSynced,
                reason,
                ..
            } if zh => format!(
                "已经保存，但磁盘没有确认写入完毕（{reason}）。请不要马上断电，稍后再保存一次。原先的内容在旁边的 .bak 文件里\n{file}"
            ),
            KeepError::Disk {
                file,
                trouble: Trouble::NotSynced,
                reason,
                ..
            } => format!(
                "It is saved, but the disk did not confirm that all is written ({reason}). Do not switch the power off yet, and save once more. The former content is in the .bak file beside it\n{file}"
            ),
            KeepError::Disk {
                file,
                trouble,
                reason,
                ..
            } if zh => format!(
                "没有保存：{}（{reason}）。原有文件没有改变，您的修改仍在窗口里和编辑日志中\n{file}",
                self.trouble(*trouble)
            ),
            KeepError::Disk {
                file,
                trouble,
                reason,
                ..
            } => format!(
                "Not saved: {} ({reason}). The former file is unchanged; your changes are safe in the window and in the journal of edits\n{file}",
                self.trouble(*trouble)
            ),
        }
    }

    const fn trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Full => self.pick(
                "磁盘已满，请清理磁盘或另选位置",
                "the disk is full; free some space or choose another place",
            ),
            Trouble::ReadOnly => self.pick(
                "该文件夹没有写入权限，请另选位置",
                "nothing may be written in that folder; choose another place",
            ),
            Trouble::NoFolder => self.pick(
                "文件夹不存在或已断开，请接回磁盘或另选位置",
                "the folder is gone; connect its disk again or choose another place",
            ),
            Trouble::TooLong => self.pick(
                "文件名或路径太长，请换一个短些的名称或位置",
                "the name or the path is too long; use a shorter one",
            ),
            Trouble::Held => self.pick(
                "另一个程序正占用这个文件，请关闭它后重试，或另存为新文件",
                "another program holds the file; close it there and try again, or save as a new file",
            ),
            Trouble::IsFolder => self.pick(
                "同名的是一个文件夹，请换一个名称",
                "a folder has that name; use another name",
            ),
            Trouble::ReadsDifferently => self.pick(
                "写入的内容读回来不一样，磁盘可能有故障，请另选磁盘",
                "what was written reads back differently, so the disk may be failing; choose another disk",
            ),
            Trouble::NotSynced | Trouble::Other => self.pick(
                "系统拒绝写入，请重试或另选位置",
                "the system refused; try again or choose another place",
            ),
        }
    }

    /// A project that somebody else has open, or that cannot be locked.
    pub fn lock_error(self, error: &LockError) -> String {
        let zh = self.language == Language::Chinese;
        match error {
            LockError::LockedBy {
                file,
                owner,
                sure: true,
            } if zh => format!(
                "{}正打开着这个项目。您可以只读打开或另存为新文件；对方关闭后即可编辑\n{file}",
                self.owner(owner)
            ),
            LockError::LockedBy {
                file,
                owner,
                sure: true,
            } => format!(
                "{} has this project open. Open it read-only or save it as a new file; it can be edited once it is closed there\n{file}",
                self.owner(owner)
            ),
            LockError::LockedBy { file, owner, .. } if zh => format!(
                "{}可能还打开着这个项目，从这台电脑看不出来。请先问一下；确认对方已关闭后可以接管，否则请只读打开\n{file}",
                self.owner(owner)
            ),
            LockError::LockedBy { file, owner, .. } => format!(
                "{} may still have this project open; this computer cannot tell. Ask there first: take it over if it is closed, else open it read-only\n{file}",
                self.owner(owner)
            ),
            LockError::Unavailable { file, reason } if zh => format!(
                "无法在项目旁边写锁文件（{reason}），所以别人同时打开时不会有提示。项目可以照常打开；若不能写入，请另存到别处\n{file}"
            ),
            LockError::Unavailable { file, reason } => format!(
                "No lock file can be written beside the project ({reason}), so nobody is warned who opens it too. It opens as usual; if it cannot be saved there, save it elsewhere\n{file}"
            ),
        }
    }

    fn owner(self, owner: &Owner) -> String {
        match (owner.user.as_str(), owner.host.as_str()) {
            ("", "") => self.pick("另一个窗口", "Another window").to_owned(),
            ("", host) => host.to_owned(),
            (user, "") => user.to_owned(),
            (user, host) if self.language == Language::Chinese => format!("{user}（电脑 {host}）"),
            (user, host) => format!("{user} on {host}"),
        }
    }

    /// What a damaged project file has lost; one line a part.
    pub fn losses(self, losses: &[Loss]) -> String {
        let lines: Vec<String> = losses.iter().map(|it| self.loss(it)).collect();
        lines.join("\n")
    }

    fn loss(self, loss: &Loss) -> String {
        let part = &loss.part;
        match (self.language, &loss.left) {
            (Language::Chinese, Left::Nothing) => {
                format!("“{part}”已丢失，请从 .bak 备份或旧版本取回")
            }
            (Language::English, Left::Nothing) => {
                format!("“{part}” is lost; take it from the .bak file or an older version")
            }
            (Language::Chinese, Left::Rows(rows)) => {
                format!("“{part}”只读出前 {rows} 行，其余请从 .bak 备份或旧版本取回")
            }
            (Language::English, Left::Rows(rows)) => format!(
                "of “{part}” only the first {rows} rows can be read; take the others from the .bak file or an older version"
            ),
            (Language::Chinese, Left::Doubtful) => {
                format!("“{part}”能读出，但与保存时不一致，请核对")
            }
            (Language::English, Left::Doubtful) => {
                format!("“{part}” can be read, but is not as it was saved; please check it")
            }
        }
    }
}
