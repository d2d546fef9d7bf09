//! A file of a kind that was taken before, and what it changes.

use crate::texts::{Language, Texts};

impl Texts {
    /// The recipe a file is read by.
    pub fn by_recipe(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("按上次的导入方案“{name}”读入"),
            Language::English => format!("Read by the recipe “{name}” of last time"),
        }
    }
    /// Button.
    pub const fn without_recipe(self) -> &'static str {
        self.pick("不用此方案", "Do without it")
    }
    /// Nothing is asked.
    pub const fn as_last_time(self) -> &'static str {
        self.pick(
            "与上次一致，没有需要确认的地方",
            "As last time: nothing to confirm",
        )
    }
    /// Something is asked.
    pub fn differences_asked(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("与上次不同，{count} 处待确认"),
            Language::English => format!("Unlike last time, to confirm: {count}"),
        }
    }
    /// Above the differences of all files that go in together.
    pub fn differences_of_all(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("与上次不同，{count} 处待确认（一次回答，各份通用）"),
            Language::English => {
                format!("Unlike last time, to confirm: {count} (one answer counts for all)")
            }
        }
    }
    /// Answer: a unit or indicator is new.
    pub const fn it_is_new(self) -> &'static str {
        self.pick("是新增的", "It is new")
    }
    /// Answer: it is not taken.
    pub const fn leave_it_out(self) -> &'static str {
        self.pick("不导入", "Leave it out")
    }
    /// Answer: it has another name now.
    pub fn it_is_now(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("现名“{name}”"),
            Language::English => format!("It is “{name}” now"),
        }
    }
    /// Answer: it was called otherwise.
    pub fn it_was(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("原名“{name}”"),
            Language::English => format!("It was “{name}”"),
        }
    }
    /// Answer: it is gone.
    pub const fn it_is_gone(self) -> &'static str {
        self.pick("今年没有", "It is gone")
    }
    /// Answer: the file is right.
    pub const fn it_is_so(self) -> &'static str {
        self.pick("确认无误", "It is right")
    }
    /// Answer: what the file says is not followed.
    pub const fn as_it_was(self) -> &'static str {
        self.pick("与上次相同", "As last time")
    }
    /// Heading over the changes.
    pub fn changed_numbers(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("将改变的已有数值（{count}）"),
            Language::English => format!("Numbers of the project that change ({count})"),
        }
    }
    /// Counts beside it.
    pub fn diff_counts(self, new: usize, equal: usize, vanished: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("新增 {new} 个，不变 {equal} 个，变为缺失 {vanished} 个")
            }
            Language::English => {
                format!("new: {new}, unchanged: {equal}, becoming missing: {vanished}")
            }
        }
    }
    /// Heading over columns that bear the name of no variable.
    pub fn new_columns(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("项目中没有同名变量的列（{count}）"),
            Language::English => format!("Columns without a variable of their name ({count})"),
        }
    }
    /// Choice: the column becomes a variable of its own.
    pub const fn is_new_variable(self) -> &'static str {
        self.pick("新变量", "a new variable")
    }
    /// Field: which variable a column is.
    pub fn column_stands_for(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("列“{column}”对应的变量"),
            Language::English => format!("Variable of column “{column}”"),
        }
    }
    /// Button: the most alike variable.
    pub fn column_is_perhaps(self, variable: &str) -> String {
        match self.language {
            Language::Chinese => format!("是“{variable}”"),
            Language::English => format!("It is “{variable}”"),
        }
    }
    /// Choice.
    pub const fn keep_correction(self) -> &'static str {
        self.pick("保留更正", "Keep the correction")
    }
    /// Choice.
    pub const fn take_the_file(self) -> &'static str {
        self.pick("采用文件", "Take the file")
    }
}
