//! Sheets of the workbook that hold results against each other and tell where they come from:
//! groups, periods, scenarios, published versions, sources.

use super::{Language, Texts};

impl Texts {
    /// Sheet: groups of units side by side.
    pub const fn sheet_groups(self) -> &'static str {
        self.pick("分组比较", "Groups")
    }

    /// What the sheet of groups shows.
    pub const fn about_groups(self) -> &'static str {
        self.pick(
            "各分组参评对象的个数、总指数与各维度的均值",
            "How many units of each group are ranked, and their mean scores",
        )
    }

    /// Sheet: scenarios side by side.
    pub const fn sheet_scenarios(self) -> &'static str {
        self.pick("方案比较", "Scenarios")
    }

    /// What the sheet of scenarios shows.
    pub const fn about_scenarios(self) -> &'static str {
        self.pick(
            "总指数在各方案下的得分、名次与变动；表后写明各方案的不同之处",
            "The index under every scenario, who moves, and below the table what each does differently",
        )
    }

    /// Sheet: published versions against the results.
    pub const fn sheet_published(self) -> &'static str {
        self.pick("发布版本比较", "Published versions")
    }

    /// What the sheet of published versions shows.
    pub const fn about_published(self) -> &'static str {
        self.pick(
            "已发布的得分、名次与当前结果是否一致，可能的原因",
            "How well published scores and ranks agree with the results, and why they may differ",
        )
    }

    /// What the sheet of one published version shows.
    pub const fn about_one_published(self) -> &'static str {
        self.pick(
            "该发布版本的每个得分、名次与当前结果对照",
            "Every score and rank of this version beside the present one",
        )
    }

    /// Sheet: where the values come from.
    pub const fn sheet_sources(self) -> &'static str {
        self.pick("数据来源", "Sources")
    }

    /// What the sheet of sources shows.
    pub const fn about_sources(self) -> &'static str {
        self.pick(
            "各变量取自哪个文件的哪一列、哪些时期、是否定稿",
            "The file and column of every variable, its periods, and how final the values are",
        )
    }

    /// Column: places gained since the period before, or over the base.
    pub const fn column_gained(self) -> &'static str {
        self.pick("名次升降", "Places gained")
    }

    /// Column: places gained in a period.
    pub fn column_gained_in(self, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("{period}升降"),
            Language::English => format!("{period} gained"),
        }
    }

    /// Column: places gained by a node since the period before.
    pub fn column_gained_by(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}升降"),
            Language::English => format!("{name} gained"),
        }
    }

    /// Sheet: the dimensions in every period.
    pub const fn sheet_moves(self) -> &'static str {
        self.pick("各维度历期名次", "Dimensions by period")
    }

    /// What the sheet of the dimensions in every period shows.
    pub const fn about_moves(self) -> &'static str {
        self.pick(
            "各维度的历期名次，以及比上期升降",
            "Ranks of every dimension in every period, and places gained since the one before",
        )
    }

    /// Column: score.
    pub const fn column_score(self) -> &'static str {
        self.pick("得分", "Score")
    }

    /// Column: period.
    pub const fn column_period(self) -> &'static str {
        self.pick("时期", "Period")
    }

    /// Column: what kind of group.
    pub const fn column_kind(self) -> &'static str {
        self.pick("分组方式", "Kind of group")
    }

    /// Column: group.
    pub const fn column_group(self) -> &'static str {
        self.pick("分组", "Group")
    }

    /// Column: how many units are ranked.
    pub const fn column_ranked_units(self) -> &'static str {
        self.pick("参评个数", "Ranked units")
    }

    /// Column: the mean score of a group at a node.
    pub fn column_mean_of(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}均值"),
            Language::English => format!("Mean of {name}"),
        }
    }

    /// Column: where the mean of a group stands among those of its kind.
    pub const fn column_rank_of_mean(self) -> &'static str {
        self.pick("均值位次", "Place of mean")
    }

    /// A scenario that does nothing differently.
    pub const fn as_base(self) -> &'static str {
        self.pick("与基准方案相同", "The same as the base")
    }

    /// Label: how well a version agrees.
    pub const fn agreement(self) -> &'static str {
        self.pick("一致程度", "Agreement")
    }

    /// A score is as it was printed.
    pub const fn is_equal(self) -> &'static str {
        self.pick("一致", "equal")
    }

    /// A score is not as it was printed.
    pub const fn is_other(self) -> &'static str {
        self.pick("不同", "differs")
    }

    /// The columns of the sheet of sources.
    pub const fn source_columns(self) -> [&'static str; 10] {
        match self.language {
            Language::Chinese => [
                "变量",
                "计量单位",
                "时期",
                "文件",
                "读取日期",
                "工作表",
                "位置",
                "文件中的单位",
                "数据状态（个数）",
                "文件校验值（SHA-256）",
            ],
            Language::English => [
                "Variable",
                "Measure",
                "Periods",
                "File",
                "Read on",
                "Sheet",
                "Place",
                "Measure in the file",
                "How final (count)",
                "Checksum of the file (SHA-256)",
            ],
        }
    }

    /// In place of a file: the variable is computed.
    pub const fn computed_by_formula(self) -> &'static str {
        self.pick("由公式算出", "Computed by a formula")
    }

    /// A row of a file, counted from 1.
    pub fn row_number(self, row: u32) -> String {
        match self.language {
            Language::Chinese => format!("第 {row} 行"),
            Language::English => format!("Row {row}"),
        }
    }

    /// A column of a file.
    pub fn column_called(self, letters: &str) -> String {
        match self.language {
            Language::Chinese => format!("{letters} 列"),
            Language::English => format!("Column {letters}"),
        }
    }

    /// Some words in a row.
    pub fn listing(self, words: &[String]) -> String {
        words.join(self.pick("、", ", "))
    }

    /// The second part of a note on a value: the cell it was read from.
    pub fn read_from(self, place: &str) -> String {
        match self.language {
            Language::Chinese => format!("原始位置：{place}"),
            Language::English => format!("Read from {place}"),
        }
    }

    /// The title of the ranks of the leaders over time.
    pub fn chart_over_time(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("前 {count} 名的历期名次"),
            Language::English => format!("Ranks of the first {count} over time"),
        }
    }
}
