//! The window of reading recipes, and refreshing everything from a folder.

use crate::texts::{Language, Texts};

impl Texts {
    /// Heading and button.
    pub const fn recipes(self) -> &'static str {
        self.pick("导入方案", "Reading recipes")
    }
    /// What the button does.
    pub const fn recipes_help(self) -> &'static str {
        self.pick(
            "每张表怎么读，都记在项目里；明年的文件照此读入，只问有变化的地方。方案可以存成文件交给同事。",
            "How each table was read is kept in the project; next year's file is read the same way and only what changed is asked. Recipes can be handed on as files.",
        )
    }
    /// Tab, with how many there are.
    pub fn recipes_tab(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("导入方案（{count}）"),
            Language::English => format!("Recipes ({count})"),
        }
    }
    /// Tab, with how many there are.
    pub fn names_tab(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("别名（{count}）"),
            Language::English => format!("Further names ({count})"),
        }
    }
    /// Command.
    pub const fn further_names(self) -> &'static str {
        self.pick("别名", "Further names")
    }
    /// What further names are good for.
    pub const fn names_help(self) -> &'static str {
        self.pick(
            "导入时确认过的名称：文件里写的是哪一个评价对象。别名可以存成 CSV 文件，用于别的项目。",
            "Names that were settled on import: which unit a file means by them. They can be saved as CSV for other projects.",
        )
    }
    /// Empty state.
    pub const fn no_further_names(self) -> &'static str {
        self.pick("还没有别名。", "No further names yet.")
    }
    /// Button.
    pub const fn names_to_file(self) -> &'static str {
        self.pick("存为 CSV…", "Save as CSV…")
    }
    /// Button.
    pub const fn names_from_file(self) -> &'static str {
        self.pick("载入别名…", "Load names…")
    }
    /// Part of a proposed file name.
    pub const fn names_file(self) -> &'static str {
        self.pick("别名", "names")
    }
    /// The button that takes a name away.
    pub fn drop_name_of(self, name: &str, unit: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{name}”不再指“{unit}”"),
            Language::English => format!("“{name}” is not “{unit}” any more"),
        }
    }
    /// What a file of names brought.
    pub fn names_loaded(self, new: usize, known: usize) -> String {
        match self.language {
            Language::Chinese => format!("新增 {new} 个别名，{known} 个已有"),
            Language::English => format!("{new} name(s) added, {known} known already"),
        }
    }
    /// Empty state.
    pub const fn no_recipes(self) -> &'static str {
        self.pick(
            "还没有导入方案。导入一张表，它的读法就会记在这里。",
            "No recipes yet. Import a table, and how it was read is kept here.",
        )
    }
    /// A recipe in short.
    pub fn recipe_in_short(self, file: &str, indicators: usize, units: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("来自“{file}”，{indicators} 个指标，{units} 个评价对象")
            }
            Language::English => {
                format!("from “{file}”, {indicators} indicator(s), {units} unit(s)")
            }
        }
    }
    /// A recipe of a relation sheet in short.
    pub fn relation_recipe_in_short(self, file: &str, relation: &str, form: &str) -> String {
        match self.language {
            Language::Chinese => format!("来自“{file}”，关系“{relation}”，{form}"),
            Language::English => format!("from “{file}”, relation “{relation}”, {form}"),
        }
    }
    /// Button.
    pub const fn recipe_to_file(self) -> &'static str {
        self.pick("存为文件…", "Save as a file…")
    }
    /// The button as a screen reader tells it.
    pub fn recipe_to_file_of(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("把方案“{name}”存为文件"),
            Language::English => format!("Save the recipe “{name}” as a file"),
        }
    }
    /// Button.
    pub const fn forget_recipe(self) -> &'static str {
        self.pick("删除", "Delete")
    }
    /// The button as a screen reader tells it.
    pub fn forget_recipe_of(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("删除方案“{name}”"),
            Language::English => format!("Delete the recipe “{name}”"),
        }
    }
    /// Button.
    pub const fn recipe_from_file(self) -> &'static str {
        self.pick("载入方案文件…", "Load a recipe file…")
    }
    /// Kind of file.
    pub const fn recipe_files(self) -> &'static str {
        self.pick("导入方案文件", "Recipe files")
    }
    /// Button.
    pub const fn refresh_from_folder(self) -> &'static str {
        self.pick("用文件夹更新数据…", "Refresh from a folder…")
    }
    /// What the button does.
    pub const fn refresh_from_folder_help(self) -> &'static str {
        self.pick(
            "选择存放新文件的文件夹：认得的文件按各自的方案读入，改变的数值先列出来，确认后一次导入。",
            "Choose the folder with the new files: those that a recipe knows are read by it, changed numbers are listed first, and all is taken in one step.",
        )
    }
    /// A folder without tables.
    pub fn no_tables_in_folder(self, folder: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!(
                    "文件夹“{folder}”里没有表格文件（xlsx、xls、csv 等）。请选择直接放着文件的那一层"
                )
            }
            Language::English => format!(
                "The folder “{folder}” holds no table files (xlsx, xls, csv …). Choose the one they lie in directly"
            ),
        }
    }
    /// State of a file that no recipe knows.
    pub const fn file_without_recipe(self) -> &'static str {
        self.pick(
            "没有对应的方案，不会自动导入",
            "no recipe knows it; left alone",
        )
    }
    /// State of a file that a recipe reads: what it changes.
    pub fn file_changes(self, changed: usize, new: usize, asked: usize) -> String {
        match (self.language, asked) {
            (Language::Chinese, 0) => format!("改变 {changed} 个，新增 {new} 个"),
            (Language::English, 0) => format!("changes {changed}, adds {new}"),
            (Language::Chinese, _) => {
                format!("{asked} 处待确认；改变 {changed} 个，新增 {new} 个")
            }
            (Language::English, _) => {
                format!("{asked} to confirm; changes {changed}, adds {new}")
            }
        }
    }
    /// Heading over recipes without a file.
    pub fn recipes_without_file(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("没有找到文件的方案（{count}）"),
            Language::English => format!("Recipes without a file ({count})"),
        }
    }
}
