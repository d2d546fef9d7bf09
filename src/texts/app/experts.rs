//! What experts judge and give: the window with its matrix and its list.

use crate::texts::{Language, Texts};

impl Texts {
    /// Entry of the menu of an aggregate, and the first part of the window.
    pub const fn judgement_matrix(self) -> &'static str {
        self.pick("判断矩阵", "Judgement matrix")
    }
    /// The second part of the window.
    pub const fn expert_weights_of(self) -> &'static str {
        self.pick("专家打分", "Weights by experts")
    }
    /// Title of the window.
    pub fn experts_on(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node}：专家判断"),
            Language::English => format!("{node}: experts"),
        }
    }
    /// What the numbers of the matrix mean.
    pub const fn judgement_help(self) -> &'static str {
        self.pick(
            "每格填左边一项的重要性是上边一项的几倍：1 同样重要，3 稍重要，5 明显重要，7 强烈重要，9 极端重要；反过来填 1/3、1/5 等",
            "Each cell says how many times as important the item at left is as the one above: 1 the same, 3 moderately, 5 strongly, 7 very strongly, 9 extremely more; 1/3, 1/5 and so on the other way round",
        )
    }
    /// Name of a field.
    pub fn judgement_of(self, item: &str, than: &str) -> String {
        match self.language {
            Language::Chinese => format!("{item} 比 {than} 重要几倍"),
            Language::English => format!("{item} over {than}"),
        }
    }
    /// Name of the list of usual numbers.
    pub fn scale_of(self, item: &str, than: &str) -> String {
        match self.language {
            Language::Chinese => format!("选择 {item} 比 {than} 重要几倍"),
            Language::English => format!("Choose {item} over {than}"),
        }
    }
    /// Button.
    pub const fn add_expert(self) -> &'static str {
        self.pick("增加专家", "Add an expert")
    }
    /// Name of an expert who was just added.
    pub fn new_expert(self, number: usize) -> String {
        match self.language {
            Language::Chinese => format!("专家 {number}"),
            Language::English => format!("Expert {number}"),
        }
    }
    /// Field.
    pub const fn expert_name(self) -> &'static str {
        self.pick("专家姓名", "Expert’s name")
    }
    /// Button.
    pub const fn remove_expert(self) -> &'static str {
        self.pick("删除该专家", "Remove this expert")
    }
    /// Name of a button in the row of an expert.
    pub fn remove_expert_named(self, expert: &str) -> String {
        match self.language {
            Language::Chinese => format!("删除专家 {expert}"),
            Language::English => format!("Remove expert {expert}"),
        }
    }
    /// Button.
    pub const fn import_from_sheet(self) -> &'static str {
        self.pick("从表格导入…", "Import from a sheet…")
    }
    /// Where nobody has judged.
    pub const fn no_judgements(self) -> &'static str {
        self.pick(
            "还没有判断。增加一位专家后逐格填写，或者从表格导入；新专家的各格先都是 1（同样重要）",
            "Nobody has judged yet. Add an expert and fill in the cells, or import a sheet; a new expert’s cells all begin with 1, the same importance",
        )
    }
    /// Where nobody has given weights.
    pub const fn no_opinions(self) -> &'static str {
        self.pick(
            "还没有打分。增加一位专家后逐格填写，或者从表格导入",
            "Nobody has given weights yet. Add an expert and fill in the cells, or import a sheet",
        )
    }
    /// Where the node weighs its children otherwise.
    pub const fn judgements_unused(self) -> &'static str {
        self.pick(
            "本节点现在用别的方法定权，这些判断不起作用",
            "This node weighs its children otherwise now, so these have no effect",
        )
    }
    /// Button.
    pub const fn use_judgements(self) -> &'static str {
        self.pick("本节点改用层次分析法", "Use them for this node")
    }
    /// Button.
    pub const fn use_opinions(self) -> &'static str {
        self.pick("本节点改用专家打分", "Use these for this node")
    }
    /// How consistent judgements are.
    pub fn consistency(self, lambda: &str, ci: &str, cr: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("最大特征值 λmax {lambda}，一致性指标 CI {ci}，一致性比率 CR {cr}")
            }
            Language::English => {
                format!("Largest eigenvalue λmax {lambda}, index CI {ci}, ratio CR {cr}")
            }
        }
    }
    /// Whether judgements agree with one another.
    pub const fn consistent(self, is: bool) -> &'static str {
        if is {
            self.pick(
                "前后一致（CR 小于 0.1）",
                "Consistent enough (CR below 0.1)",
            )
        } else {
            self.pick(
                "前后矛盾较大（CR 不小于 0.1）",
                "Not consistent enough (CR 0.1 or more)",
            )
        }
    }
    /// The judgement that fits least.
    pub fn worst_judgement(self, item: &str, than: &str, judged: &str, better: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("最不合的一格：{item} 比 {than} 填了 {judged}，按其余各格约为 {better}")
            }
            Language::English => format!(
                "Fits least: {item} over {than} is {judged}, while the others suggest about {better}"
            ),
        }
    }
    /// Button.
    pub fn judge_instead(self, better: &str) -> String {
        match self.language {
            Language::Chinese => format!("改为 {better}"),
            Language::English => format!("Make it {better}"),
        }
    }
    /// The row of all experts.
    pub const fn all_experts(self) -> &'static str {
        self.pick("全部专家", "All experts")
    }
    /// Column.
    pub const fn expert(self) -> &'static str {
        self.pick("专家", "Expert")
    }
    /// Name of a field.
    pub fn opinion_of(self, expert: &str, item: &str) -> String {
        match self.language {
            Language::Chinese => format!("{expert} 给 {item} 的权重"),
            Language::English => format!("Weight of {item} by {expert}"),
        }
    }
    /// Heading over answers that wait to be taken.
    pub fn heard_title(self, experts: usize) -> String {
        match self.language {
            Language::Chinese => format!("{experts} 位专家的意见"),
            Language::English => format!("Answers of {experts} expert(s)"),
        }
    }
    /// What to do with them.
    pub const fn heard_line(self) -> &'static str {
        self.pick(
            "采用之前，先看各专家是否一致；与均值差距最大的专家以颜色标出",
            "See how far the experts agree before you use them; whoever is farthest from the mean is coloured",
        )
    }
    /// Button.
    pub const fn take_answers(self) -> &'static str {
        self.pick("采用这些意见", "Use these answers")
    }
    /// Button.
    pub const fn leave_answers(self) -> &'static str {
        self.pick("不采用", "Leave them")
    }
    /// Button.
    pub const fn copy_answers(self) -> &'static str {
        self.pick("复制各专家权重", "Copy all weights")
    }
    /// Button.
    pub const fn save_answers(self) -> &'static str {
        self.pick("各专家权重另存为 CSV…", "Save all weights as CSV…")
    }
    /// Row: how consistent the judgements of each expert are.
    pub const fn consistency_ratio(self) -> &'static str {
        self.pick("一致性比率 CR", "Consistency ratio CR")
    }
    /// In place of the weights: somebody's answer is none.
    pub const fn answers_unlike(self) -> &'static str {
        self.pick(
            "有专家只填了一部分，或填的不能作权重，无法比较",
            "An expert answered only in part, or with what cannot be weights, so nothing can be compared",
        )
    }
}
