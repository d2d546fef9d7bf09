//! What is wrong with judgements in a file: what was found, then what to do.

use crate::{engine::weight::judgement_text as number, import::JudgementProblem};

pub(super) fn chinese(problem: &JudgementProblem) -> String {
    match problem {
        JudgementProblem::NotPositive { found } => {
            format!("判断值 {found} 不是正数。请填 1–9 或其倒数（如 1/3）")
        }
        JudgementProblem::NotReciprocal { found, mirror, at } => format!(
            "判断值 {} 与 {at} 的 {} 不互为倒数。请改正其中一个，或清空其中一个",
            number(*found),
            number(*mirror)
        ),
        JudgementProblem::DiagonalNotOne { found } => {
            format!("对角线上的 {} 应为 1。请改为 1 或留空", number(*found))
        }
        JudgementProblem::OneSided { name } => {
            format!("“{name}”只出现在行名或列名的一侧。请让行名与列名一致")
        }
        JudgementProblem::Absent { row, column } => {
            format!("缺少“{row}”与“{column}”的比较。请在此处填 1–9 或其倒数")
        }
        JudgementProblem::Date { found } => format!(
            "分数被表格软件当成了日期 {found}。请改填公式（如 =1/3），或把单元格设为文本后重新填写"
        ),
    }
}

pub(super) fn english(problem: &JudgementProblem) -> String {
    match problem {
        JudgementProblem::NotPositive { found } => format!(
            "the judgement {found} is not positive. Write 1 to 9, or a fraction such as 1/3"
        ),
        JudgementProblem::NotReciprocal { found, mirror, at } => format!(
            "the judgement {} is not the reciprocal of {} in {at}. Mend one of them, or leave one empty",
            number(*found),
            number(*mirror)
        ),
        JudgementProblem::DiagonalNotOne { found } => format!(
            "{} on the diagonal should be 1. Make it 1, or leave it empty",
            number(*found)
        ),
        JudgementProblem::OneSided { name } => format!(
            "“{name}” stands only among the rows or only among the columns. Give both the same names"
        ),
        JudgementProblem::Absent { row, column } => {
            format!("“{row}” and “{column}” are not compared. Write 1 to 9, or a fraction, here")
        }
        JudgementProblem::Date { found } => format!(
            "the spreadsheet took a fraction for the date {found}. Type it as a formula such as =1/3, or make the cell a text and type it again"
        ),
    }
}
