//! The results, chart and export screens.

use crate::texts::{Language, Texts};

impl Texts {
    /// Column head.
    pub const fn rank(self) -> &'static str {
        self.pick("名次", "Rank")
    }
    /// Column head.
    pub const fn score(self) -> &'static str {
        self.pick("得分", "Score")
    }
    /// Mark in place of a rank.
    pub const fn reference_mark(self) -> &'static str {
        self.pick("参照", "ref.")
    }
    /// Button.
    pub const fn copy_table(self) -> &'static str {
        self.pick("复制表格", "Copy table")
    }
    /// Button.
    pub const fn save_table(self) -> &'static str {
        self.pick("另存为 CSV…", "Save as CSV…")
    }
    /// Status.
    pub const fn copied(self) -> &'static str {
        self.pick(
            "表格已复制，可粘贴到 Excel",
            "Table copied; paste it into Excel",
        )
    }
    /// Empty state.
    pub const fn no_results(self) -> &'static str {
        self.pick("还没有结果", "No results yet")
    }
    /// Empty state, what to do.
    pub const fn no_results_line(self) -> &'static str {
        self.pick(
            "有了数据和指标体系，结果会自动算出。",
            "Results appear by themselves once there are data and a framework.",
        )
    }
    /// Heading of findings.
    pub fn findings(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("计算提示（{count}）"),
            Language::English => format!("Findings ({count})"),
        }
    }
    /// Field.
    pub const fn chart_of(self) -> &'static str {
        self.pick("显示", "Show")
    }
    /// Field.
    pub const fn how_many(self) -> &'static str {
        self.pick("显示前几名", "How many")
    }
    /// Choice.
    pub const fn all_units(self) -> &'static str {
        self.pick("全部", "All")
    }
    /// Choice.
    pub fn first_units(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("前 {count} 名"),
            Language::English => format!("Top {count}"),
        }
    }
    /// Title of the ranked bars.
    pub fn ranked_bars_title(self, node: &str, period: &str) -> String {
        if period.is_empty() {
            return node.to_owned();
        }
        match self.language {
            Language::Chinese => format!("{node}（{period}）"),
            Language::English => format!("{node}, {period}"),
        }
    }
    /// What the ranked bars say, for readers of the screen aloud.
    pub fn ranked_bars_summary(
        self,
        title: &str,
        count: usize,
        best: &str,
        best_score: &str,
    ) -> String {
        match self.language {
            Language::Chinese => {
                format!("条形图：{title}，共 {count} 个，最高为 {best}（{best_score}）")
            }
            Language::English => {
                format!("Bar chart: {title}, {count} bars, the highest is {best} ({best_score})")
            }
        }
    }
    /// Button.
    pub const fn export_workbook(self) -> &'static str {
        self.pick("导出排名工作簿…", "Export ranked workbook…")
    }
    /// What it holds.
    pub const fn export_workbook_line(self) -> &'static str {
        self.pick(
            "Excel 文件：封面、排名、各维度、标准化值、原始数据、指标体系与权重。",
            "An Excel file: cover, ranking, each dimension, normalised values, raw data, framework and weights.",
        )
    }
    /// Button.
    pub const fn export_scores(self) -> &'static str {
        self.pick("导出得分 CSV…", "Export scores as CSV…")
    }
    /// What it holds.
    pub const fn export_scores_line(self) -> &'static str {
        self.pick(
            "每行一个时期、评价对象和节点，供其他程序使用，全精度。",
            "One row a period, unit and node, for other programs, in full precision.",
        )
    }
    /// Button.
    pub const fn export_normalised(self) -> &'static str {
        self.pick("导出标准化值 CSV…", "Export normalised values as CSV…")
    }
    /// What it holds.
    pub const fn export_normalised_line(self) -> &'static str {
        self.pick(
            "每个指标的原始值、处理后的值与标准化值。",
            "Each indicator's raw, treated and normalised values.",
        )
    }
    /// Button.
    pub const fn export_weights(self) -> &'static str {
        self.pick("导出权重 CSV…", "Export weights as CSV…")
    }
    /// What it holds.
    pub const fn export_weights_line(self) -> &'static str {
        self.pick(
            "每个节点在同级中的权重和占总指数的权重。",
            "Each node's weight among its siblings and in the index.",
        )
    }
    /// A title as a name that every system takes for a file.
    pub fn safe_name(self, title: &str) -> String {
        let safe = |letter: char| {
            if "\\/:*?\"<>|".contains(letter) || letter.is_control() {
                '_'
            } else {
                letter
            }
        };
        let name: String = title.chars().map(safe).take(80).collect();
        if name.trim().is_empty() {
            self.untitled().to_owned()
        } else {
            name.trim().to_owned()
        }
    }
    /// Name of a file that is proposed.
    pub fn file_name(self, title: &str, what: &str) -> String {
        let safe = self.safe_name(title);
        match self.language {
            Language::Chinese => format!("{safe}-{what}"),
            Language::English => format!("{safe} {what}"),
        }
    }
    /// In a file's name.
    pub const fn ranking_file(self) -> &'static str {
        self.pick("排名", "ranking")
    }
    /// In a file's name.
    pub const fn scores_file(self) -> &'static str {
        self.pick("得分", "scores")
    }
    /// In a file's name.
    pub const fn normalised_file(self) -> &'static str {
        self.pick("标准化值", "normalised")
    }
    /// In a file's name.
    pub const fn weights_file(self) -> &'static str {
        self.pick("权重", "weights")
    }
    /// Kind of file, in dialogs.
    pub const fn project_files(self) -> &'static str {
        self.pick("衡项目", "Heng project")
    }
    /// Kind of file, in dialogs.
    pub const fn table_files(self) -> &'static str {
        self.pick("表格", "Spreadsheets")
    }
    /// Kind of file, in dialogs.
    pub const fn workbook_files(self) -> &'static str {
        self.pick("Excel 工作簿", "Excel workbook")
    }
    /// Kind of file, in dialogs.
    pub const fn csv_files(self) -> &'static str {
        self.pick("CSV 文件", "CSV file")
    }
    /// The window's title.
    pub fn window_title(self, title: &str, unsaved: bool) -> String {
        let mark = if unsaved { "● " } else { "" };
        format!("{mark}{title} – {}", self.program())
    }
}
