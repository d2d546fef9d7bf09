//! Sheets, columns and remarks of the workbook that computes itself.

use super::{Language, Texts};

impl Texts {
    /// Sheet: values after dividing.
    pub const fn sheet_divided(&self) -> &'static str {
        self.pick("除以分母", "Divided data")
    }

    /// What the sheet of divided values shows.
    pub const fn about_divided(&self) -> &'static str {
        self.pick(
            "原始数值除以分母之后的数值",
            "Raw values divided by their denominators",
        )
    }

    /// Sheet: scores of all nodes.
    pub const fn sheet_scores(&self) -> &'static str {
        self.pick("逐级合成", "Scores")
    }

    /// What the sheet of scores shows.
    pub const fn about_scores(&self) -> &'static str {
        self.pick(
            "从指标到总指数逐级合成的得分，各对象每页同行",
            "Scores from the indicators up to the index; a unit has the same row on all these sheets",
        )
    }

    /// Sheet: rounded scores.
    pub const fn sheet_rounded(&self) -> &'static str {
        self.pick("排名用取整", "Rounded for ranks")
    }

    /// What the sheet of rounded scores shows.
    pub const fn about_rounded(&self) -> &'static str {
        self.pick(
            "得分保留十二位有效数字，只用于判断并列",
            "Scores to twelve digits, only to tell ties",
        )
    }

    /// Sheet: ranks.
    pub const fn sheet_ranks(&self) -> &'static str {
        self.pick("名次", "Ranks")
    }

    /// What the sheet of ranks shows.
    pub const fn about_ranks(&self) -> &'static str {
        self.pick(
            "各级得分的名次，以及各排名表列出对象的次序",
            "Ranks at every node, and the order in which the rankings list the units",
        )
    }

    /// Row: weights among siblings.
    pub const fn row_weight(&self) -> &'static str {
        self.pick("相对权重", "Relative weight")
    }

    /// Row: how many decimals ranks look at.
    pub const fn row_decimals(&self) -> &'static str {
        self.pick("保留小数位", "Decimals kept")
    }

    /// Row: how many units have a rank.
    pub const fn row_ranked(&self) -> &'static str {
        self.pick("有名次的对象数", "Units with a rank")
    }

    /// Column: where a unit stands in a list.
    pub fn column_order_of(&self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}列表次序"),
            Language::English => format!("{name} order"),
        }
    }

    /// Column: in which row of the sheets of nodes a unit stands.
    pub const fn column_row(&self) -> &'static str {
        self.pick("数据行", "Data row")
    }

    /// Column: a score as its parent takes it.
    pub fn column_counted(&self, parent: &str, child: &str) -> String {
        match self.language {
            Language::Chinese => format!("{child}（计入{parent}）"),
            Language::English => format!("{child} (as {parent} takes it)"),
        }
    }

    /// Column: what a child adds to its parent, as a step of the computation.
    pub fn column_part(&self, parent: &str, child: &str) -> String {
        match self.language {
            Language::Chinese => format!("{parent}辅助：{child}"),
            Language::English => format!("{parent}, step: {child}"),
        }
    }

    /// Column beside the raw values: what indicators are divided by.
    pub fn column_denominator(&self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("分母：{name}"),
            Language::English => format!("Denominator: {name}"),
        }
    }

    /// Column beside the raw values: an indicator's values in the base period.
    pub fn column_base_value(&self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("基期值：{name}"),
            Language::English => format!("Base period: {name}"),
        }
    }

    /// The columns of the framework that formulas ask, in order.
    pub const fn live_columns(&self) -> &'static [&'static str] {
        match self.language {
            Language::Chinese => &[
                "计算方式",
                "下级录入权重合计",
                "最低可得率",
                "有值对象数",
                "下界、均值或合计",
                "上界或标准差",
                "刻度下端",
                "刻度上端或步长",
                "可折算",
                "有误中断",
            ],
            Language::English => &[
                "Made by",
                "Typed weights below",
                "Least availability",
                "Units with a value",
                "Lower bound, mean or total",
                "Upper bound or deviation",
                "Low end of scale",
                "High end or step",
                "Can be scored",
                "Stopped by an error",
            ],
        }
    }

    /// A number that formulas make.
    pub const fn made_by_formula(&self) -> &'static str {
        self.pick("公式", "Formula")
    }

    /// A number that no formula makes.
    pub const fn made_as_value(&self) -> &'static str {
        self.pick("值，非公式", "Value, not a formula")
    }

    /// That a change in the workbook is followed up to the ranking.
    pub const fn formulas_follow(&self) -> &'static str {
        self.pick(
            "本工作簿以公式逐级计算：改动“原始数据”中的数值或“指标体系与权重”中的录入权重，得分、名次与排名表随之更新",
            "This workbook computes itself: change a number on “Raw data” or a typed weight on “Framework and weights”, and scores, ranks and rankings follow",
        )
    }

    /// Which nodes do not follow.
    pub fn formulas_not_for(&self, nodes: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("以下各项的得分或下级权重是值，非公式，不随改动更新：{nodes}")
            }
            Language::English => {
                format!("The scores of these, or the weights below them, are values, not formulas, and do not follow: {nodes}")
            }
        }
    }

    /// What else does not follow.
    pub const fn formulas_fixed(&self) -> &'static str {
        self.pick(
            "黄底数字是值，非公式：插补、截尾与更正的数，其他时期的统计量、由数据或判断得出的权重；筛选与分档也不随改动更新",
            "Yellow numbers are values, not formulas: those filled in, moved or corrected, and weights that follow from data or judgements; statistics of other periods, screening and tiers do not follow either",
        )
    }

    /// That nothing follows.
    pub const fn formulas_none(&self) -> &'static str {
        self.pick(
            "本工作簿只含数值，不含公式",
            "This workbook holds values only, no formulas",
        )
    }
}
