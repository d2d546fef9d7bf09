//! Computed variables and units made of others.

use crate::{
    engine::formula::Function,
    texts::{Language, Texts},
};

impl Texts {
    /// Button and title of the window.
    pub const fn computed_variables(self) -> &'static str {
        self.pick("计算变量", "Computed variables")
    }
    /// Button.
    pub const fn new_variable(self) -> &'static str {
        self.pick("新建", "New")
    }
    /// Field.
    pub const fn variable_name(self) -> &'static str {
        self.pick("名称", "Name")
    }
    /// Field.
    pub const fn measure(self) -> &'static str {
        self.pick("计量单位", "Measure")
    }
    /// Field.
    pub const fn formula(self) -> &'static str {
        self.pick("公式", "Formula")
    }
    /// Hint.
    pub const fn formula_hint(self) -> &'static str {
        self.pick(
            "变量名写在方括号里，例如 [GDP] / [人口] * 10000；点击下面的变量或函数即可插入",
            "Names of variables stand in square brackets, as in [GDP] / [population] * 10000; click a variable or a function below to insert it",
        )
    }
    /// Says that a formula can be computed.
    pub const fn formula_reads(self) -> &'static str {
        self.pick("公式可以计算", "The formula can be computed")
    }
    /// Button.
    pub const fn add_variable(self) -> &'static str {
        self.pick("加入变量", "Add the variable")
    }
    /// Button.
    pub const fn save_formula(self) -> &'static str {
        self.pick("保存公式", "Save the formula")
    }
    /// Button.
    pub const fn remove_variable(self) -> &'static str {
        self.pick("删除该变量", "Remove this variable")
    }
    /// Heading.
    pub const fn variables(self) -> &'static str {
        self.pick("变量", "Variables")
    }
    /// Heading.
    pub const fn functions(self) -> &'static str {
        self.pick("函数", "Functions")
    }
    /// Name of a button.
    pub fn insert(self, what: &str) -> String {
        match self.language {
            Language::Chinese => format!("插入 {what}"),
            Language::English => format!("Insert {what}"),
        }
    }
    /// Mark in the head of a column.
    pub const fn computed(self) -> &'static str {
        self.pick("计算", "computed")
    }
    /// What a function does.
    pub const fn function_help(self, function: Function) -> &'static str {
        match function {
            Function::Ln => self.pick("自然对数，数值须大于零", "natural logarithm, above zero"),
            Function::Log10 => {
                self.pick("常用对数，数值须大于零", "logarithm to base 10, above zero")
            }
            Function::Exp => self.pick("以 e 为底的指数", "e to the power"),
            Function::Sqrt => self.pick("平方根", "square root"),
            Function::Abs => self.pick("绝对值", "without its sign"),
            Function::Min => self.pick("几个数中最小的", "the least of several"),
            Function::Max => self.pick("几个数中最大的", "the greatest of several"),
            Function::If => self.pick(
                "条件成立取第二个，否则取第三个",
                "the second if the first holds, else the third",
            ),
            Function::And => self.pick("全部成立为 1，否则为 0", "1 if all hold, else 0"),
            Function::Or => self.pick("有一个成立为 1，否则为 0", "1 if any holds, else 0"),
            Function::Not => self.pick("不成立为 1，成立为 0", "1 if it does not hold, else 0"),
            Function::Coalesce => self.pick("第一个不缺失的数", "the first that is not missing"),
            Function::Lag => self.pick(
                "以前第几期的值，默认上一期",
                "the value so many periods ago, one by default",
            ),
            Function::Diff => self.pick(
                "与以前第几期的差，默认上一期",
                "the change since so many periods ago, one by default",
            ),
            Function::Growth => self.pick(
                "与以前第几期相比的增长率（%），默认上一期",
                "growth in % since so many periods ago, one by default",
            ),
            Function::Cagr => self.pick(
                "若干期的年均复合增长率（%）",
                "compound growth in % over so many periods",
            ),
            Function::Slope => self.pick(
                "最近若干期的趋势斜率",
                "slope of the trend over so many periods",
            ),
            Function::Cum => self.pick("从首期起累计", "sum since the first period"),
            Function::Base100 => self.pick("以某一期为 100 的指数", "index with a period as 100"),
            Function::Share => {
                self.pick("占参评对象合计的比重", "share of the sum of ranked units")
            }
            Function::Mean => self.pick("参评对象的平均", "mean of ranked units"),
            Function::Sum => self.pick("参评对象的合计", "sum of ranked units"),
            Function::Rank => self.pick("位次，最大的为 1", "place, 1 is the greatest"),
            Function::RatioToMean => self.pick("与平均之比", "ratio to the mean"),
            Function::RatioToMax => self.pick("与最大值之比", "ratio to the greatest"),
            Function::Next => self.pick("后一名的值", "the value of the next one behind"),
            Function::TopSum => self.pick("第几名至第几名之和", "sum of the places from … to …"),
            Function::Of => self.pick(
                "指定对象的值，名称写在引号里",
                "the value of the unit named in quotes",
            ),
            Function::Total => self.pick(
                "指定对象的值，没有时取参评对象合计",
                "the value of the unit named, else the sum of ranked units",
            ),
        }
    }
    /// Field: how the values of several units become one.
    pub const fn pooling(self) -> &'static str {
        self.pick("合并对象的取值", "For units made of others")
    }
    /// Choice.
    pub const fn pooling_by_measure(self) -> &'static str {
        self.pick("按计量单位判断", "As the measure suggests")
    }
    /// Choice of a weighted mean.
    pub fn mean_weighted_by(self, variable: &str) -> String {
        match self.language {
            Language::Chinese => format!("按{variable}加权平均"),
            Language::English => format!("Mean weighted by {variable}"),
        }
    }
    /// Button and title of the window.
    pub const fn pooled_units(self) -> &'static str {
        self.pick("合并对象", "Units made of others")
    }
    /// What they are.
    pub const fn pooled_units_help(self) -> &'static str {
        self.pick(
            "把几个对象合成一个，例如城市群；合并对象只供参照，不参加排名，数值由成员合计或平均得出",
            "Several units become one, such as a cluster of cities; it is shown for reference and not ranked, and its values are sums or means of its members",
        )
    }
    /// Field.
    pub const fn members(self) -> &'static str {
        self.pick("成员", "Members")
    }
    /// Choice of a group whose members are taken.
    pub const fn members_of_group(self) -> &'static str {
        self.pick("取一个组的成员", "Members of a group")
    }
    /// Button.
    pub const fn add_pool(self) -> &'static str {
        self.pick("加入合并对象", "Add the unit")
    }
    /// Button.
    pub const fn save_members(self) -> &'static str {
        self.pick("保存成员", "Save the members")
    }
    /// Button.
    pub const fn remove_pool(self) -> &'static str {
        self.pick("删除该合并对象", "Remove this unit")
    }
}
