//! Steps, older versions, and work that was left.

use crate::{
    project::file::Loss,
    texts::{Language, Texts},
};

impl Texts {
    /// Status while the project is saved.
    pub const fn saving(self) -> &'static str {
        self.pick("正在保存…", "Saving…")
    }
    /// While a project is opened.
    pub fn opening(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("正在打开 {name}…"),
            Language::English => format!("Opening {name}…"),
        }
    }
    /// While unsaved work of the last session is read.
    pub fn recovering(self, title: &str) -> String {
        match self.language {
            Language::Chinese => format!("正在恢复“{title}”上次未保存的修改…"),
            Language::English => format!("Recovering the unsaved changes of “{title}”…"),
        }
    }
    /// What becomes of that work if it is not waited for.
    pub const fn recovering_line(self) -> &'static str {
        self.pick(
            "取消不会丢失它们：下次启动时会再次恢复",
            "Cancelling loses nothing: they are recovered at the next start",
        )
    }
    /// What a project holds, while it is opened.
    pub fn project_holds(self, units: usize, variables: usize, index: Option<&str>) -> String {
        match (self.language, index) {
            (Language::Chinese, Some(index)) => {
                format!("{index}：{units} 个评价对象，{variables} 个变量")
            }
            (Language::Chinese, None) => format!("{units} 个评价对象，{variables} 个变量"),
            (Language::English, Some(index)) => {
                format!("{index}: {units} units, {variables} variables")
            }
            (Language::English, None) => format!("{units} units, {variables} variables"),
        }
    }
    /// A file, while it is opened.
    pub fn file_of(self, when: &str, size: &str) -> String {
        match self.language {
            Language::Chinese => format!("{size} · {when} 保存"),
            Language::English => format!("{size} · saved {when}"),
        }
    }
    /// How far opening is.
    pub fn parts_read(self, done: u64, total: u64) -> String {
        match self.language {
            Language::Chinese => format!("已读取 {done}/{total}"),
            Language::English => format!("{done} of {total} read"),
        }
    }
    /// Button, and heading of the list of steps.
    pub const fn history(self) -> &'static str {
        self.pick("历史", "History")
    }
    /// What the list of steps is for.
    pub const fn history_line(self) -> &'static str {
        self.pick(
            "点击任意一步，回到做完它时的样子",
            "Click a step to go back to where it was done",
        )
    }
    /// The first entry of the list of steps.
    pub const fn as_opened(self) -> &'static str {
        self.pick("打开时", "as opened")
    }
    /// Menu, and heading of the list.
    pub const fn older_versions(self) -> &'static str {
        self.pick("旧版本…", "Older versions…")
    }
    /// What the list of older versions is for.
    pub const fn older_versions_line(self) -> &'static str {
        self.pick(
            "每次保存前的内容都留在这里（合计不超过 500 MB）。恢复后请保存，现在的内容也会成为旧版本",
            "What stood in the file before each save (500 MB in all). Save after restoring; what stands there now becomes an older version too",
        )
    }
    /// Empty state of that list.
    pub const fn no_older_versions(self) -> &'static str {
        self.pick(
            "还没有旧版本。每次保存时，被替换的内容会留在这里",
            "There is none yet. Each time the project is saved, what it replaces is kept here",
        )
    }
    /// An older version.
    pub fn version_of(self, when: &str, size: &str) -> String {
        match self.language {
            Language::Chinese => format!("{when} 被替换 · {size}"),
            Language::English => format!("replaced {when} · {size}"),
        }
    }
    /// Button.
    pub const fn restore(self) -> &'static str {
        self.pick("恢复", "Restore")
    }
    /// Status.
    pub const fn restored(self) -> &'static str {
        self.pick(
            "已换回旧版本，尚未保存",
            "The older version is in place and not saved yet",
        )
    }
    /// Button: overwrite what another program has written.
    pub const fn save_over(self) -> &'static str {
        self.pick("覆盖保存", "Overwrite it")
    }
    /// Button.
    pub const fn open_to_read(self) -> &'static str {
        self.pick("只读打开", "Open read-only")
    }
    /// Button.
    pub const fn take_over(self) -> &'static str {
        self.pick("接管", "Take over")
    }
    /// Mark beside the title.
    pub const fn read_only(self) -> &'static str {
        self.pick("只读", "read-only")
    }
    /// What that means.
    pub const fn read_only_line(self) -> &'static str {
        self.pick(
            "可以修改，但不能写回原文件；保存时另选位置",
            "It can be changed, but not written back to its file; saving asks for another place",
        )
    }
    /// Status: unsaved work of the last session is there again.
    pub fn recovered(self, title: &str, steps: usize, crashed: bool) -> String {
        match (self.language, crashed) {
            (Language::Chinese, true) => {
                format!("上次没有正常关闭。“{title}”已恢复，含 {steps} 步未保存的修改")
            }
            (Language::Chinese, false) => format!("接着上次的“{title}”，含 {steps} 步未保存的修改"),
            (Language::English, true) => format!(
                "The program did not close properly. “{title}” is recovered with its unsaved steps ({steps})"
            ),
            (Language::English, false) => {
                format!("Going on with “{title}” and its unsaved steps ({steps})")
            }
        }
    }
    /// Work that was left cannot be gone on with.
    pub fn not_recovered(self, reason: &str) -> String {
        match self.language {
            Language::Chinese => format!(
                "上次未保存的修改无法恢复（{reason}）。已保存的项目文件没有受影响，请从“文件”菜单打开它"
            ),
            Language::English => format!(
                "The unsaved changes of the last session cannot be recovered ({reason}). Saved project files are untouched: open one from the File menu"
            ),
        }
    }
    /// Only a part can be gone on with.
    pub fn recovered_in_part(self, reason: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!(
                    "上次未保存的修改只恢复了一部分，其后的步骤读不出来（{reason}）。请核对后保存"
                )
            }
            Language::English => format!(
                "Only a part of the unsaved changes is recovered; the steps after it cannot be read ({reason}). Check it, then save"
            ),
        }
    }
    /// The file of recovered work is gone, or others changed it.
    pub fn recovered_apart(self, path: &str) -> String {
        match self.language {
            Language::Chinese => format!(
                "上次未保存的修改已恢复，但项目文件已被改动或移走，因此不会写回它。请另存为新文件\n{path}"
            ),
            Language::English => format!(
                "The unsaved changes are recovered, but the project file was changed or moved meanwhile, so they are not written back to it. Save as a new file\n{path}"
            ),
        }
    }
    /// A damaged project was opened as far as that goes.
    pub fn opened_damaged(self, losses: &[Loss]) -> String {
        let lines = self.losses(losses);
        match self.language {
            Language::Chinese => format!(
                "项目文件已损坏，能读出的部分已打开，原文件没有改动。请核对后另存为新文件\n{lines}"
            ),
            Language::English => format!(
                "The project file is damaged. What can be read is open, and the file is left as it is. Check it, then save as a new file\n{lines}"
            ),
        }
    }
    /// The journal cannot be written.
    pub fn journal_trouble(self, reason: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("编辑日志写不进磁盘（{reason}）。意外关闭会丢失未保存的修改，请及时保存")
            }
            Language::English => format!(
                "The journal of edits cannot be written ({reason}). An unexpected end would lose unsaved changes: save often"
            ),
        }
    }
    /// Heading on the start screen.
    pub const fn left_unsaved(self) -> &'static str {
        self.pick("未保存的工作", "Unsaved work")
    }
    /// Unsaved work of an earlier session.
    pub fn left_line(self, title: &str, steps: usize, when: &str) -> String {
        match self.language {
            Language::Chinese => format!("{title} · {steps} 步未保存 · {when}"),
            Language::English => format!("{title} · unsaved steps: {steps} · {when}"),
        }
    }
    /// Button.
    pub const fn go_on(self) -> &'static str {
        self.pick("继续", "Go on")
    }
    /// Button.
    pub const fn give_up(self) -> &'static str {
        self.pick("放弃", "Give up")
    }
}
