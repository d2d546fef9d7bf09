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
                format!(
                    "The scores of these, or the weights below them, are values, not formulas, and do not follow: {nodes}"
                )
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

    /// Which variables are computed before the workbook begins.
    pub fn formulas_computed(&self, names: &str) -> String {
        match self.language {
            Language::Chinese => format!(
                "由其他变量算出的变量在本工作簿中是值，非公式，改动所用变量时不随之更新：{names}"
            ),
            Language::English => format!(
                "Variables computed from others are values here, not formulas, and do not follow what they were computed from: {names}"
            ),
        }
    }

    /// Column: the rank within groups of a kind.
    pub fn column_rank_within(&self, kind: &str) -> String {
        match self.language {
            Language::Chinese => format!("{kind}内排名"),
            Language::English => format!("Rank within {kind}"),
        }
    }

    /// That nothing follows.
    pub const fn formulas_none(&self) -> &'static str {
        self.pick(
            "本工作簿只含数值，不含公式",
            "This workbook holds values only, no formulas",
        )
    }

    /// Sheet: charts.
    pub const fn sheet_charts(&self) -> &'static str {
        self.pick("图表", "Charts")
    }

    /// What the sheet of charts shows.
    pub const fn about_charts(&self) -> &'static str {
        self.pick(
            "总指数条形图、领先对象雷达图与各维度贡献",
            "Bars of the index, a web of the leaders, and what each dimension adds",
        )
    }

    /// Sheet: one unit, to be chosen.
    pub const fn sheet_profile(&self) -> &'static str {
        self.pick("对象画像", "Unit profile")
    }

    /// What the sheet of one unit shows.
    pub const fn about_profile(&self) -> &'static str {
        self.pick(
            "从下拉列表选择一个对象，查看其各级得分、名次、优势与短板",
            "Choose a unit from the list: its scores, ranks, strengths and weaknesses",
        )
    }

    /// That a unit is to be chosen.
    pub const fn choose_profile(&self) -> &'static str {
        self.pick(
            "点击上格，从下拉列表选择",
            "Click above and choose from the list",
        )
    }

    /// The columns of the sheet of one unit.
    pub const fn profile_columns(&self) -> [&'static str; 6] {
        match self.language {
            Language::Chinese => ["名称", "得分", "名次", "参评均值", "原始数值", "排序用"],
            Language::English => [
                "Name",
                "Score",
                "Rank",
                "Mean of ranked",
                "Raw value",
                "Sorted by",
            ],
        }
    }

    /// What a unit ranks best in, and worst.
    pub const fn strengths_and_weaknesses(&self) -> [&'static str; 2] {
        match self.language {
            Language::Chinese => ["优势指标（名次最前）", "短板指标（名次最后）"],
            Language::English => ["Strengths (best ranks)", "Weaknesses (worst ranks)"],
        }
    }

    /// Column: the mean of the ranked units.
    pub const fn column_mean(&self) -> &'static str {
        self.pick("参评均值", "Mean of ranked")
    }

    /// Numbers behind a chart.
    pub const fn chart_data(&self) -> &'static str {
        self.pick("图表数据", "Chart data")
    }

    /// Column: the weight of the dimensions that a unit has a score for.
    pub const fn column_weight_there(&self) -> &'static str {
        self.pick("有得分的权重", "Weight with a score")
    }

    /// The title of the bars of the index.
    pub fn chart_bars(&self, name: &str, period: &str, count: usize) -> String {
        match self.language {
            Language::Chinese if period.is_empty() => format!("{name}（前 {count} 名）"),
            Language::Chinese => format!("{period}{name}（前 {count} 名）"),
            Language::English if period.is_empty() => format!("{name}, first {count}"),
            Language::English => format!("{name}, {period}, first {count}"),
        }
    }

    /// The title of the web of the leaders.
    pub fn chart_web(&self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("前 {count} 名各维度得分"),
            Language::English => format!("The first {count} by dimension"),
        }
    }

    /// The title of what the dimensions add.
    pub fn chart_parts(&self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("各维度对{name}的贡献"),
            Language::English => format!("What each dimension adds to {name}"),
        }
    }

    /// Sheet: two scores against each other.
    pub const fn sheet_scatter(&self) -> &'static str {
        self.pick("散点图", "Scatter")
    }

    /// What the sheet of two scores shows.
    pub const fn about_scatter(&self) -> &'static str {
        self.pick(
            "两项得分的散点图，虚线为参评均值；有公式时可从下拉列表改选",
            "Two scores against each other, with lines at the means; choose others where there are formulas",
        )
    }

    /// The two axes of a scatter, the lying one first.
    pub const fn scatter_axes(&self) -> [&'static str; 2] {
        match self.language {
            Language::Chinese => ["横轴", "纵轴"],
            Language::English => ["Across", "Upwards"],
        }
    }

    /// That both axes are to be chosen.
    pub const fn choose_scatter(&self) -> &'static str {
        self.pick(
            "点击上面两格，从下拉列表选择",
            "Click either cell above and choose from the list",
        )
    }

    /// Column: what can be chosen for an axis.
    pub const fn scatter_choices(&self) -> &'static str {
        self.pick("可选项", "Choices")
    }

    /// Label: where a choice stands among all.
    pub const fn column_place(&self) -> &'static str {
        self.pick("序号", "Place")
    }

    /// A name in another period than the one shown.
    pub fn name_in_period(&self, name: &str, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}（{period}）"),
            Language::English => format!("{name}, {period}"),
        }
    }

    /// The title of the scatter.
    pub const fn chart_scatter(&self) -> &'static str {
        self.pick(
            "两项得分对照（虚线为参评均值）",
            "Two scores against each other (dashed: means of ranked)",
        )
    }

    /// The title of the web of one unit.
    pub const fn chart_profile(&self) -> &'static str {
        self.pick("所选对象与参评均值", "The chosen unit and the mean")
    }

    /// The names of ranges: units, raw values, typed weights, scores and ranks of the index.
    pub const fn range_names(&self) -> [&'static str; 5] {
        match self.language {
            Language::Chinese => [
                "评价对象名单",
                "原始数值区",
                "录入权重列",
                "总指数得分列",
                "总指数名次列",
            ],
            Language::English => [
                "Unit_names",
                "Raw_values",
                "Typed_weights",
                "Index_scores",
                "Index_ranks",
            ],
        }
    }
}
