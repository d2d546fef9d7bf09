//! The framework screen.

use crate::{
    engine::Normalisation,
    texts::{Language, Texts},
};

impl Texts {
    /// Empty state.
    pub const fn no_framework(self) -> &'static str {
        self.pick("还没有指标体系", "No framework yet")
    }
    /// Empty state, what to do.
    pub const fn no_framework_line(self) -> &'static str {
        self.pick(
            "导入一张指标体系表，或者先用全部变量建立一层等权的指标体系，再逐步调整。",
            "Import a framework sheet, or begin with all variables in one level of equal weights and adjust from there.",
        )
    }
    /// Button.
    pub const fn framework_from_variables(self) -> &'static str {
        self.pick("用全部变量建立", "Begin with all variables")
    }
    /// Column head.
    pub const fn node(self) -> &'static str {
        self.pick("节点", "Node")
    }
    /// Column head.
    pub const fn direction(self) -> &'static str {
        self.pick("方向", "Direction")
    }
    /// Column head.
    pub const fn weight(self) -> &'static str {
        self.pick("权重", "Weight")
    }
    /// Column head.
    pub const fn weight_typed(self) -> &'static str {
        self.pick("输入值", "Typed")
    }
    /// Column head.
    pub const fn weight_among_siblings(self) -> &'static str {
        self.pick("占同级", "Of siblings")
    }
    /// Column head.
    pub const fn weight_in_index(self) -> &'static str {
        self.pick("占总指数", "Of index")
    }
    /// Name of a slider.
    pub fn weight_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的权重"),
            Language::English => format!("Weight of {node}"),
        }
    }
    /// Name of a number field.
    pub fn weight_number_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的权重数值"),
            Language::English => format!("Weight of {node} as a number"),
        }
    }
    /// Name of the button that turns the direction.
    pub fn direction_of(self, node: &str, direction: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的方向：{direction}"),
            Language::English => format!("Direction of {node}: {direction}"),
        }
    }
    /// Button.
    pub const fn equal_weights(self) -> &'static str {
        self.pick("各项等权", "Equal weights")
    }
    /// Menu entry.
    pub const fn rename(self) -> &'static str {
        self.pick("重命名", "Rename")
    }
    /// Menu entry.
    pub const fn add_dimension(self) -> &'static str {
        self.pick("增加下级维度", "Add a dimension")
    }
    /// The name of a new dimension.
    pub const fn new_dimension(self) -> &'static str {
        self.pick("新维度", "New dimension")
    }
    /// Menu entry.
    pub const fn add_indicator(self) -> &'static str {
        self.pick("增加指标", "Add an indicator")
    }
    /// Menu entry.
    pub const fn remove(self) -> &'static str {
        self.pick("删除", "Remove")
    }
    /// Menu entry.
    pub const fn move_up(self) -> &'static str {
        self.pick("上移", "Move up")
    }
    /// Menu entry.
    pub const fn move_down(self) -> &'static str {
        self.pick("下移", "Move down")
    }
    /// Menu entry.
    pub const fn move_under(self) -> &'static str {
        self.pick("移到", "Move under")
    }
    /// Menu entry.
    pub const fn switch_off(self) -> &'static str {
        self.pick("停用", "Switch off")
    }
    /// Menu entry.
    pub const fn switch_on(self) -> &'static str {
        self.pick("启用", "Switch on")
    }
    /// Menu entry.
    pub const fn own_normalisation(self) -> &'static str {
        self.pick("单独的无量纲化", "Own normalisation")
    }
    /// Menu entry.
    pub const fn own_aggregation(self) -> &'static str {
        self.pick("单独的合成方法", "Own aggregation")
    }
    /// Menu entry.
    pub const fn own_weighting(self) -> &'static str {
        self.pick("单独的赋权方法", "Own weighting")
    }
    /// Choice: no own one.
    pub const fn as_index_wide(self) -> &'static str {
        self.pick("同总体设置", "As set for the index")
    }
    /// Menu entry.
    pub const fn goalposts_of(self) -> &'static str {
        self.pick("上下限与目标", "Goalposts and target")
    }
    /// Field.
    pub const fn lower_goalpost(self) -> &'static str {
        self.pick("下限", "Lower goalpost")
    }
    /// Field.
    pub const fn upper_goalpost(self) -> &'static str {
        self.pick("上限", "Upper goalpost")
    }
    /// Field.
    pub const fn target(self) -> &'static str {
        self.pick("目标值", "Target")
    }
    /// Field: which unit others are measured against.
    pub const fn reference_unit(self) -> &'static str {
        self.pick("与谁比较", "Compared with")
    }
    /// Choice: no unit named yet.
    pub const fn choose_unit(self) -> &'static str {
        self.pick("请选择", "Choose a unit")
    }
    /// Field: no more than the upper end for those better than the reference.
    pub const fn capped(self) -> &'static str {
        self.pick("封顶", "Capped")
    }
    /// Field of the z-score.
    pub const fn score_of_mean(self) -> &'static str {
        self.pick("平均的得分", "Score of the mean")
    }
    /// Field of the z-score.
    pub const fn score_of_sd(self) -> &'static str {
        self.pick("一个标准差的分", "Points a standard deviation")
    }
    /// Field of the efficacy coefficient.
    pub const fn base_score(self) -> &'static str {
        self.pick("基础分", "Base score")
    }
    /// Field of the efficacy coefficient.
    pub const fn points_on_top(self) -> &'static str {
        self.pick("浮动分", "Points on top")
    }
    /// Field of the base index.
    pub const fn base_period(self) -> &'static str {
        self.pick("基期", "Base period")
    }
    /// Choice of the base index.
    pub const fn first_period(self) -> &'static str {
        self.pick("最早一期", "The first")
    }
    /// Button in the row of a node.
    pub fn menu_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node} 的更多操作"),
            Language::English => format!("More for {node}"),
        }
    }
    /// Field.
    pub const fn normalisation(self) -> &'static str {
        self.pick("无量纲化", "Normalise")
    }
    /// Field.
    pub const fn range(self) -> &'static str {
        self.pick("得分范围", "Range")
    }
    /// Name of a field.
    pub const fn range_from(self) -> &'static str {
        self.pick("得分范围的下端", "Lower end of the range")
    }
    /// Name of a field.
    pub const fn range_to(self) -> &'static str {
        self.pick("得分范围的上端", "Upper end of the range")
    }
    /// Field.
    pub const fn weighting(self) -> &'static str {
        self.pick("赋权", "Weights")
    }
    /// Field.
    pub const fn aggregation(self) -> &'static str {
        self.pick("合成", "Aggregate")
    }
    /// Field.
    pub const fn shift(self) -> &'static str {
        self.pick("平移量", "Shift")
    }
    /// Hint.
    pub const fn shift_help(self) -> &'static str {
        self.pick(
            "求熵前给每个 0–1 得分加上的数，默认 0；有的研究用 0.01",
            "Added to every score of 0 to 1 before its share is taken; 0 by default, some studies use 0.01",
        )
    }
    /// Field.
    pub const fn scores_from(self) -> &'static str {
        self.pick("权重所用得分取自", "Weights from scores of")
    }
    /// Field.
    pub const fn exponent(self) -> &'static str {
        self.pick("指数", "Exponent")
    }
    /// Hint.
    pub const fn exponent_help(self) -> &'static str {
        self.pick(
            "不能为零；1 即算术平均，越小弱项拖累越大",
            "Not zero; 1 is the arithmetic mean, and the lower it is the more a weak item costs",
        )
    }
    /// Field.
    pub fn bounds_from(self, normalisation: &Normalisation) -> String {
        let measured = self.measured_against(normalisation);
        match self.language {
            Language::Chinese => format!("{measured}取自"),
            Language::English => {
                let mut letters = measured.chars();
                let first = letters.next().map(|it| it.to_ascii_uppercase());
                first
                    .into_iter()
                    .chain(letters)
                    .chain(" from".chars())
                    .collect()
            }
        }
    }
    /// Field.
    pub const fn min_availability(self) -> &'static str {
        self.pick("至少有数据", "Data for at least")
    }
    /// What the field does.
    pub const fn min_availability_help(self) -> &'static str {
        self.pick(
            "一个节点下有数据的指标，其权重合计低于这个比例时，该评价对象在此节点没有得分；0% 表示有一项数据即可",
            "Where the indicators with data carry less than this share of a node's weight, the unit gets no score there; \
             0% asks for one indicator only",
        )
    }
    /// Heading of the ranking beside the framework.
    pub const fn live_ranking(self) -> &'static str {
        self.pick("实时排名", "Live ranking")
    }
    /// Button.
    pub const fn pin_ranking(self) -> &'static str {
        self.pick("以当前名次为基准", "Compare from here")
    }
    /// Against what the arrows are.
    pub const fn arrows_against(self) -> &'static str {
        self.pick(
            "箭头表示与基准相比的名次变化",
            "Arrows show moves since the baseline",
        )
    }
    /// A rank's move, for readers of the screen aloud.
    pub fn moved(self, places: i64) -> String {
        match (self.language, places) {
            (Language::Chinese, 0) => "名次不变".to_owned(),
            (Language::Chinese, up) if up > 0 => format!("上升 {up} 位"),
            (Language::Chinese, down) => format!("下降 {} 位", -down),
            (Language::English, 0) => "same rank".to_owned(),
            (Language::English, up) if up > 0 => format!("up {up}"),
            (Language::English, down) => format!("down {}", -down),
        }
    }
    /// A line of the ranking, for readers of the screen aloud.
    pub fn ranking_line(self, unit: &str, rank: &str, score: &str, moved: &str) -> String {
        match self.language {
            Language::Chinese => format!("第 {rank} 名 {unit} {score} {moved}"),
            Language::English => format!("Rank {rank} {unit} {score} {moved}"),
        }
    }
}
