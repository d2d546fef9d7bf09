//! What was noticed about judged, given and combined weights, one sentence each.

use super::{Language, Texts, findings::node_name};
use crate::{
    engine::{
        JudgedFinding, NodeId,
        weight::{CONSISTENT_BELOW, JudgementError, judgement_text as number},
    },
    project::Dataset,
};

impl Texts {
    /// One sentence: what was noticed, where, what to do.
    pub(super) fn judged_finding(self, finding: &JudgedFinding, dataset: &Dataset) -> String {
        match self.language {
            Language::Chinese => self.judged_zh(finding, dataset),
            Language::English => self.judged_en(finding, dataset),
        }
    }

    fn judged_zh(self, finding: &JudgedFinding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        match finding {
            JudgedFinding::Missing { node: id } => format!(
                "{}按层次分析法定权，但还没有两两比较的判断；请导入或填写判断矩阵，或改为录入权重或等权",
                node(id)
            ),
            JudgedFinding::Invalid {
                node: id,
                expert,
                children,
                error,
            } => format!(
                "{}下{}的判断不能使用：{}",
                node(id),
                expert_zh(expert),
                error_zh(error, |at| named(dataset, children, at))
            ),
            JudgedFinding::Inconsistent {
                node: id,
                expert,
                ratio,
                pair,
                judged,
                consistent,
            } => {
                let whose = expert.as_deref().map_or_else(
                    || "各位专家合并后的判断".to_owned(),
                    |it| expert_zh(it) + "的判断",
                );
                let advice = match pair {
                    Some((one, other)) => format!(
                        "请先核对{}与{}的比较：填的是 {}，与其余判断相符的约为 {}",
                        node(one),
                        node(other),
                        number(*judged),
                        about(*consistent)
                    ),
                    None => "请核对各项比较".to_owned(),
                };
                format!(
                    "{}下{whose}前后不一致（一致性比率 {ratio:.3}，应小于 {CONSISTENT_BELOW}）；{advice}",
                    node(id)
                )
            }
            JudgedFinding::OpinionsMissing { node: id } => format!(
                "{}按专家打分定权，但还没有专家给出权重；请导入或填写各位专家的权重，或改为录入权重或等权",
                node(id)
            ),
            JudgedFinding::OpinionUnusable { node: id, expert } => format!(
                "{}下{}给出的权重不能使用（只填了一部分、有负数或全部为零）；请补全、改正或全部清空",
                node(id),
                expert_zh(expert)
            ),
            JudgedFinding::CombinationEmpty { node: id, period } => format!(
                "{}的几套权重{}合不到一起（每一项都至少在一套里为零，或按比例相加的不是两套）；请改用另一种组合方式，或换掉其中一套",
                node(id),
                self.when(period)
            ),
        }
    }

    fn judged_en(self, finding: &JudgedFinding, dataset: &Dataset) -> String {
        let node = |id: &NodeId| format!("“{}”", node_name(dataset, *id));
        match finding {
            JudgedFinding::Missing { node: id } => format!(
                "The weights below {} are to come from judgements of pairs and there are none; import or type a judgement matrix, or choose typed or equal weights",
                node(id)
            ),
            JudgedFinding::Invalid {
                node: id,
                expert,
                children,
                error,
            } => format!(
                "The judgements of {} below {} cannot be used: {}",
                expert_en(expert),
                node(id),
                error_en(error, |at| named(dataset, children, at))
            ),
            JudgedFinding::Inconsistent {
                node: id,
                expert,
                ratio,
                pair,
                judged,
                consistent,
            } => {
                let whose = expert
                    .as_deref()
                    .map_or_else(|| "all experts together".to_owned(), expert_en);
                let advice = match pair {
                    Some((one, other)) => format!(
                        "look first at {} against {}, judged {} where about {} would fit the others",
                        node(one),
                        node(other),
                        number(*judged),
                        about(*consistent)
                    ),
                    None => "check the judgements".to_owned(),
                };
                format!(
                    "The judgements of {whose} below {} contradict one another (consistency ratio {ratio:.3}, which should be below {CONSISTENT_BELOW}); {advice}",
                    node(id)
                )
            }
            JudgedFinding::OpinionsMissing { node: id } => format!(
                "The weights below {} are to be the mean of what experts give and nobody gave any; import or type the experts’ weights, or choose typed or equal weights",
                node(id)
            ),
            JudgedFinding::OpinionUnusable { node: id, expert } => format!(
                "The weights that {} gave below {} cannot be used (some are blank, one is negative, or all are zero); complete, correct or clear them",
                expert_en(expert),
                node(id)
            ),
            JudgedFinding::CombinationEmpty { node: id, period } => format!(
                "The sets of weights below {} do not combine{} (each item weighs nothing in one of them, or a sum is asked for of other than two sets); combine them in another way, or exchange one of them",
                node(id),
                self.when(period)
            ),
        }
    }
}

/// What is wrong with an expert's judgements, and what to do; `name` names a sibling.
fn error_zh(error: &JudgementError, name: impl Fn(usize) -> String) -> String {
    match error {
        JudgementError::Empty => "没有可以比较的项；请先添加或启用下级".to_owned(),
        JudgementError::NotSquare { row, numbers, rows } => format!(
            "第 {} 行有 {numbers} 个数，应为 {rows} 个；请补全或删去多余的数",
            row + 1
        ),
        JudgementError::TooLarge { siblings, most } => {
            format!("共有 {siblings} 项，最多比较 {most} 项；请先分成几组，再分别比较")
        }
        JudgementError::NotPositive { row, column, value } => format!(
            "{}与{}的比较 {value} 不是正数；请填 1–9 或其倒数",
            name(*row),
            name(*column)
        ),
        JudgementError::TooFar { row, column, value } => format!(
            "{}与{}的比较 {value} 过于悬殊；请填 1–9 或其倒数",
            name(*row),
            name(*column)
        ),
        JudgementError::DiagonalNotOne { at, value } => {
            format!("{}与自身的比较为 {value}；请改为 1 或留空", name(*at))
        }
        JudgementError::NotReciprocal {
            row,
            column,
            value,
            mirror,
        } => format!(
            "{0}对{1}为 {2}，{1}对{0}为 {3}，不互为倒数；请改正其中一个，或清空其中一个",
            name(*row),
            name(*column),
            number(*value),
            number(*mirror)
        ),
        JudgementError::Incomplete { row, column } => format!(
            "缺少{}与{}的比较；请填 1–9 或其倒数",
            name(*row),
            name(*column)
        ),
        JudgementError::NoSibling { at, siblings } => format!(
            "比较了第 {} 项，而总共只有 {siblings} 项；请删去这项比较",
            at + 1
        ),
        JudgementError::SizesDiffer {
            at,
            siblings,
            first,
        } => format!(
            "第 {} 个判断矩阵比较 {siblings} 项，第一个比较 {first} 项；请让各位专家比较同样的项",
            at + 1
        ),
    }
}

/// What is wrong with an expert's judgements, and what to do; `name` names a sibling.
fn error_en(error: &JudgementError, name: impl Fn(usize) -> String) -> String {
    match error {
        JudgementError::Empty => {
            "there is nothing to compare; add or switch on an item first".to_owned()
        }
        JudgementError::NotSquare { row, numbers, rows } => format!(
            "row {} has {numbers} number(s), where it takes {rows}; complete it or take out what is too much",
            row + 1
        ),
        JudgementError::TooLarge { siblings, most } => format!(
            "there are {siblings} items and at most {most} can be compared; group them and compare within the groups"
        ),
        JudgementError::NotPositive { row, column, value } => format!(
            "{} against {} is judged {value}, which is not positive; write 1 to 9, or a fraction such as 1/3",
            name(*row),
            name(*column)
        ),
        JudgementError::TooFar { row, column, value } => format!(
            "{} against {} is judged {value}, which is beyond all reason; write 1 to 9, or a fraction such as 1/3",
            name(*row),
            name(*column)
        ),
        JudgementError::DiagonalNotOne { at, value } => format!(
            "{} against itself is judged {value}; make it 1, or leave it empty",
            name(*at)
        ),
        JudgementError::NotReciprocal {
            row,
            column,
            value,
            mirror,
        } => format!(
            "{0} against {1} is judged {2}, and {1} against {0} {3}, which is not its reciprocal; correct or clear one of them",
            name(*row),
            name(*column),
            number(*value),
            number(*mirror)
        ),
        JudgementError::Incomplete { row, column } => format!(
            "{} and {} are not compared; write 1 to 9, or a fraction such as 1/3",
            name(*row),
            name(*column)
        ),
        JudgementError::NoSibling { at, siblings } => format!(
            "item {} is judged and there are only {siblings}; take that judgement out",
            at + 1
        ),
        JudgementError::SizesDiffer {
            at,
            siblings,
            first,
        } => format!(
            "judgement matrix {} compares {siblings} items and the first one {first}; let all experts compare the same items",
            at + 1
        ),
    }
}

fn named(dataset: &Dataset, children: &[NodeId], at: usize) -> String {
    let name = children.get(at).map_or("?", |id| node_name(dataset, *id));
    format!("“{name}”")
}

fn expert_zh(name: &str) -> String {
    if name.is_empty() {
        "一位未具名的专家".to_owned()
    } else {
        format!("专家“{name}”")
    }
}

fn expert_en(name: &str) -> String {
    if name.is_empty() {
        "an unnamed expert".to_owned()
    } else {
        format!("the expert “{name}”")
    }
}

/// A judgement to two digits: `2.7`, `1/1.4`.
fn about(judgement: f64) -> String {
    if judgement > 0.0 && judgement < 1.0 {
        format!("1/{:.1}", 1.0 / judgement)
    } else {
        format!("{judgement:.1}")
    }
}
