//! Questionnaires that experts fill in, and how much they differ.

use super::{Language, Texts};

impl Texts {
    /// Sheet: points to be shared out.
    pub const fn sheet_budget(self) -> &'static str {
        self.pick("打分表", "Points")
    }
    /// Sheet: pairs to be judged.
    pub const fn sheet_pairs(self) -> &'static str {
        self.pick("判断矩阵", "Pairs")
    }
    /// The title of a questionnaire.
    pub fn questionnaire_title(self, index: &str) -> String {
        match self.language {
            Language::Chinese => format!("{index}：权重专家咨询表"),
            Language::English => format!("{index}: weights, a questionnaire for experts"),
        }
    }
    /// How points are shared out.
    pub const fn budget_help(self) -> &'static str {
        self.pick(
            "请在每一组内把 100 分分给各项，越重要分数越高；不重要的可以给 0 分。只填黄色单元格，每组合计应为 100。填好后请原样发回。",
            "Please share 100 points out within every group: the more important, the more points; 0 is allowed. Fill in the yellow cells only; every group should sum to 100. Then send the file back as it is.",
        )
    }
    /// How pairs are judged.
    pub const fn pairs_help(self) -> &'static str {
        self.pick(
            "请在黄色单元格填写左边一项的重要性是上边一项的几倍：1 同样重要，3 稍重要，5 明显重要，7 强烈重要，9 极端重要；反过来填 1/3、1/5 等。其余单元格自动算出。一致性比率 CR 应小于 0.1。填好后请原样发回。",
            "In each yellow cell, say how many times as important the item at left is as the one above: 1 the same, 3 moderately, 5 strongly, 7 very strongly, 9 extremely more; 1/3, 1/5 and so on the other way round. The other cells follow. The consistency ratio CR should be below 0.1. Then send the file back as it is.",
        )
    }
    /// Before the name of the expert. The reader of answers looks for these words.
    pub const fn expert_name_label(self) -> &'static str {
        self.pick("专家姓名", "Expert’s name")
    }
    /// Column of codes. The reader of answers looks for this word.
    pub const fn budget_code(self) -> &'static str {
        self.pick("代码", "Code")
    }
    /// Column of points. The reader of answers looks for this word.
    pub const fn budget_points(self) -> &'static str {
        self.pick("分数", "Points")
    }
    /// Column: whether the sum is right.
    pub const fn budget_check(self) -> &'static str {
        self.pick("核对", "Check")
    }
    /// Row: the sum of points.
    pub const fn points_sum(self) -> &'static str {
        self.pick("合计（应为 100）", "Sum (should be 100)")
    }
    /// The sum is 100.
    pub const fn points_right(self) -> &'static str {
        self.pick("✓ 合计为 100", "✓ sums to 100")
    }
    /// The sum is another.
    pub const fn points_wrong(self) -> &'static str {
        self.pick("合计不是 100，请调整", "Does not sum to 100, please adjust")
    }
    /// What may be typed as points.
    pub const fn points_wanted(self) -> &'static str {
        self.pick("请填 0 到 100 的数", "Type a number from 0 to 100")
    }
    /// What may be typed as a judgement.
    pub const fn judgement_wanted(self) -> &'static str {
        self.pick(
            "请填 1 到 9 的数，或 1/2 到 1/9",
            "Type a number from 1 to 9, or 1/2 to 1/9",
        )
    }
    /// Before the name of the expert, above a matrix. The reader of matrices looks for this word.
    pub const fn judged_by(self) -> &'static str {
        self.pick("专家：", "Expert: ")
    }
    /// Column: weights that follow from a matrix.
    pub const fn pairs_weight(self) -> &'static str {
        self.pick("权重（几何平均法）", "Weight (geometric mean)")
    }
    /// Cell: the consistency ratio.
    pub const fn pairs_ratio(self) -> &'static str {
        self.pick("一致性比率 CR", "Consistency ratio CR")
    }
    /// The judgements fit together.
    pub const fn is_consistent(self) -> &'static str {
        self.pick("✓ 判断一致", "✓ consistent")
    }
    /// The judgements do not fit together.
    pub const fn is_inconsistent(self) -> &'static str {
        self.pick(
            "不够一致，请检查判断",
            "Not consistent enough, please check",
        )
    }
    /// That some groups are too large to be judged in pairs.
    pub fn too_many_to_judge(self, names: &str, most: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("以下各组超过 {most} 项，无法两两比较，请另用打分表：{names}")
            }
            Language::English => format!(
                "These groups have more than {most} parts and cannot be judged in pairs; use the questionnaire of points: {names}"
            ),
        }
    }
    /// Sheet: what experts gave, and how much they differ.
    pub const fn sheet_experts(self) -> &'static str {
        self.pick("专家意见", "Experts")
    }
    /// What the sheet of experts shows.
    pub const fn about_experts(self) -> &'static str {
        self.pick(
            "各专家给出的相对权重、均值与分歧",
            "The relative weights that each expert gives, their mean, and how much they differ",
        )
    }
    /// The columns of the sheet of experts before the experts themselves.
    pub const fn expert_columns(self) -> [&'static str; 6] {
        match self.language {
            Language::Chinese => ["上级", "指标", "均值", "最小", "最大", "标准差"],
            Language::English => [
                "Parent",
                "Node",
                "Mean",
                "Least",
                "Greatest",
                "Std. deviation",
            ],
        }
    }
    /// Row: the part of the weight that an expert gives to other nodes than the mean does.
    pub const fn expert_distance(self) -> &'static str {
        self.pick("与均值的差距", "Distance from the mean")
    }
    /// Who differs most, and about what.
    pub fn disagreement(
        self,
        parent: &str,
        farthest: Option<&str>,
        disputed: Option<&str>,
    ) -> String {
        match (farthest, disputed, self.language) {
            (Some(who), Some(what), Language::Chinese) => {
                format!("“{parent}”：{who}与均值差距最大；分歧最大的是“{what}”")
            }
            (Some(who), Some(what), Language::English) => {
                format!("“{parent}”: {who} is farthest from the mean; “{what}” is disputed most")
            }
            (_, _, Language::Chinese) => format!("“{parent}”：各专家意见一致"),
            (_, _, Language::English) => format!("“{parent}”: the experts agree"),
        }
    }
}
