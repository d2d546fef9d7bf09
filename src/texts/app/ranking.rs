//! The table of the ranking: its columns, colours and pinned units.

use crate::{
    project::Figure,
    texts::{Language, Texts},
};

impl Texts {
    /// A number that a unit has in a node.
    pub const fn figure_name(self, figure: Figure) -> &'static str {
        match figure {
            Figure::Score => self.score(),
            Figure::Rank => self.rank(),
            Figure::RankInGroup => self.rank_in_group(),
            Figure::ScoreChange => self.pick("得分变化", "Change in score"),
            Figure::RankChange => self.pick("名次变化", "Change in rank"),
            Figure::ScoreAgainst => self.pick("方案得分差", "Score difference"),
            Figure::RankAgainst => self.pick("方案名次差", "Rank difference"),
            Figure::Gap => self.pick("与前一名差距", "Gap to next"),
        }
    }
    /// What the number is.
    pub const fn figure_help(self, figure: Figure) -> &'static str {
        match figure {
            Figure::Score => self.pick("指数、维度或指标的得分", "The score of the index, a dimension or an indicator"),
            Figure::Rank => self.pick("在所有参评对象中的名次", "The rank among all ranked units"),
            Figure::RankInGroup => self.pick("在所属组内的名次", "The rank among the units of the same group"),
            Figure::ScoreChange => self.pick(
                "本期得分减上一期得分",
                "The score less that of the period before",
            ),
            Figure::RankChange => self.pick(
                "比上一期上升（▲）或下降（▼）几位",
                "By how many places it rose (▲) or fell (▼) since the period before",
            ),
            Figure::ScoreAgainst => self.pick(
                "当前方案的得分减对照方案的得分",
                "The score less that under the other scenario",
            ),
            Figure::RankAgainst => self.pick(
                "比在对照方案中高（▲）或低（▼）几位",
                "By how many places it stands higher (▲) or lower (▼) than under the other scenario",
            ),
            Figure::Gap => self.pick(
                "前一名的得分减本对象的得分",
                "The score of the next better unit less its own",
            ),
        }
    }
    /// A number of a node, as the head of a column.
    pub fn figure_of(self, node: &str, figure: Figure) -> String {
        format!("{node} {}", self.figure_name(figure))
    }
    /// What a column is held against.
    pub fn column_against(self, column: &str, scenario: &str) -> String {
        match self.language {
            Language::Chinese => format!("{column}（对照：{scenario}）"),
            Language::English => format!("{column} (against {scenario})"),
        }
    }
    /// Title of the window.
    pub const fn columns_shown(self) -> &'static str {
        self.pick("表中的列", "Columns of the table")
    }
    /// Button.
    pub const fn choose_columns(self) -> &'static str {
        self.pick("列", "Columns")
    }
    /// What the window is for.
    pub const fn choose_columns_help(self) -> &'static str {
        self.pick(
            "选择表中显示哪些列；名次和评价对象始终显示",
            "Choose what stands in the table; rank and unit always do",
        )
    }
    /// Check box of a column, for those who hear the screen.
    pub fn show_column(self, column: &str) -> String {
        match self.language {
            Language::Chinese => format!("显示“{column}”"),
            Language::English => format!("Show {column}"),
        }
    }
    /// Button.
    pub const fn usual_columns(self) -> &'static str {
        self.pick("恢复默认列", "Usual columns")
    }
    /// Field: the scenario that differences are held against.
    pub const fn differences_against(self) -> &'static str {
        self.pick("对照方案", "Differences against")
    }
    /// Head of the column of nodes.
    pub const fn node_word(self) -> &'static str {
        self.pick("指数、维度与指标", "Index, dimensions, indicators")
    }
    /// Check box.
    pub const fn heat_colours(self) -> &'static str {
        self.pick("按列着色", "Heat colours")
    }
    /// What the check box does.
    pub const fn heat_colours_help(self) -> &'static str {
        self.pick(
            "每列单独着色：颜色越深，数值越高、名次越前；变化和差值以橙色表示下降",
            "Each column by itself: the deeper, the higher the number or the better the rank; in changes and differences orange is below zero",
        )
    }
    /// Button and entry of a menu.
    pub const fn pin_unit(self, pinned: bool) -> &'static str {
        if pinned {
            self.pick("取消置顶", "Unpin")
        } else {
            self.pick("置顶", "Pin to top")
        }
    }
    /// What the button does, and its keys.
    pub fn pin_unit_help(self, keys: &str, most: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("把选中的对象留在表的顶部（{keys}），最多 {most} 个")
            }
            Language::English => {
                format!(
                    "Keeps the selected unit at the top of the table ({keys}), up to {most} of them"
                )
            }
        }
    }
    /// Command.
    pub const fn pin_followed(self) -> &'static str {
        self.pick("选中对象置顶或取消置顶", "Pin or unpin the selected unit")
    }
    /// Field: which group alone is shown.
    pub const fn only_group(self) -> &'static str {
        self.pick("只看一组", "Show one group")
    }
    /// Choice.
    pub const fn all_groups(self) -> &'static str {
        self.pick("全部组", "All groups")
    }
}
