//! What reading noticed in a file: where, what it is, then what to do.

use super::{Language, Texts, errors::place};
use crate::import::{Finding, Problem};

impl Texts {
    /// Something noticed in a file, with its place.
    pub fn import_finding(self, finding: &Finding) -> String {
        let file = place(&finding.file, &finding.sheet);
        let what = self.problem(&finding.problem);
        match (self.language, finding.at) {
            (Language::Chinese, Some(at)) => format!("{file} {at}：{what}"),
            (Language::Chinese, None) => format!("{file}：{what}"),
            (Language::English, Some(at)) => format!("{file} {at}: {what}"),
            (Language::English, None) => format!("{file}: {what}"),
        }
    }

    fn problem(self, problem: &Problem) -> String {
        match self.language {
            Language::Chinese => problem_zh(problem),
            Language::English => problem_en(problem),
        }
    }
}

fn problem_zh(problem: &Problem) -> String {
    let texts = Texts::new(Language::Chinese);
    match problem {
        Problem::NotANumber { found, column } => {
            format!("“{column}”列中的“{found}”不是数字。请改为数字；若是缺失，请留空")
        }
        Problem::RepeatedUnit { unit, first } => {
            format!("评价对象“{unit}”重复，首次出现在 {first}。请删去或改名其中一行")
        }
        Problem::RepeatedColumn { column, first } => {
            format!("列名“{column}”重复，首次出现在 {first}。请改名其中一列")
        }
        Problem::NoUnitName => "该行有数值而没有名称，未导入。请补上名称".to_owned(),
        Problem::NoColumnName => "该列有数值而没有列名，未导入。请补上列名".to_owned(),
        Problem::ErrorCell { found } => format!("单元格是错误值 {found}，按缺失处理"),
        Problem::Repaired { found, number } => format!("文本“{found}”按数字 {number} 读取"),
        Problem::SheetLeftOut { name, hidden: true } => format!("隐藏的工作表“{name}”未读取"),
        Problem::SheetLeftOut { name, .. } => format!("工作表“{name}”未读取"),
        Problem::NotCalculated => {
            "公式没有保存计算结果，按缺失处理。请在 Excel 或 WPS 中打开并保存一次".to_owned()
        }
        Problem::OrderColumn { column } => format!("“{column}”是名次或序号列，未作为指标导入"),
        Problem::DefaultPassword => {
            "文件用默认密码加密，已直接打开；Excel 和 WPS 打开它时也不会询问密码".to_owned()
        }
        Problem::EncodingAssumed { encoding } => format!("文件没有注明编码，按 {encoding} 读取"),
        Problem::BytesReplaced { encoding } => {
            format!("有些字节不符合 {encoding} 编码，显示为“�”。请检查编码是否正确")
        }
        Problem::UnknownParent {
            parent,
            nearest: Some(nearest),
        } => {
            format!("上级“{parent}”不存在，是否指“{nearest}”？请在表中改正")
        }
        Problem::UnknownParent {
            parent,
            nearest: None,
        } => format!("上级“{parent}”不存在。请补上这一行或改正名称"),
        Problem::RepeatedCode { code, first } => {
            format!("代码或名称“{code}”重复，首次出现在 {first}。请改名其中一个")
        }
        Problem::PointsSum { expert, sum } => points_zh(expert, *sum),
        Problem::Circle { code } => format!("“{code}”经由上级又回到自身。请检查“上级”一列"),
        Problem::SeveralRoots { first, other } => {
            format!("“{first}”与“{other}”都没有上级。请只保留一个总指数")
        }
        Problem::NotADirection { found } => format!("方向“{found}”无法识别。请填“正向”或“逆向”"),
        Problem::NegativeWeight { found } => format!("权重 {found} 为负。请填 0 或正数"),
        Problem::ColumnNotUsed { column } => format!("列“{column}”未被使用"),
        Problem::Judgement(problem) => super::judgements::chinese(problem),
        Problem::Map(problem) => texts.map_problem(problem),
        Problem::Name { name, doubt } => texts.name_doubt(name, doubt),
        Problem::List(problem) => texts.list_problem(problem),
        Problem::Relation(problem) => texts.relation_problem(problem),
        Problem::Gather(problem) => texts.gather_problem(problem),
        Problem::PeriodUnclear { period } => {
            format!("时期“{period}”无法识别为年份、季度或月份，按标签处理")
        }
    }
}

fn problem_en(problem: &Problem) -> String {
    match problem {
        Problem::NotANumber { found, column } => format!(
            "“{found}” in the column “{column}” is not a number. Make it one, or leave the cell empty for missing"
        ),
        Problem::RepeatedUnit { unit, first } => {
            format!("the unit “{unit}” stands twice, first at {first}. Delete or rename one of the rows")
        }
        Problem::RepeatedColumn { column, first } => {
            format!("the column name “{column}” stands twice, first at {first}. Rename one of them")
        }
        Problem::NoUnitName => "the row has numbers and no name; it was left out. Give it a name".to_owned(),
        Problem::NoColumnName => "the column has numbers and no name; it was left out. Give it a name".to_owned(),
        Problem::ErrorCell { found } => format!("the cell holds the error {found}; taken as missing"),
        Problem::Repaired { found, number } => format!("the text “{found}” was read as {number}"),
        Problem::SheetLeftOut { name, hidden: true } => format!("the hidden sheet “{name}” was not read"),
        Problem::SheetLeftOut { name, hidden: false } => format!("the sheet “{name}” was not read"),
        Problem::NotCalculated => {
            "the formula has no stored result; taken as missing. Open and save the file once in Excel or WPS".to_owned()
        }
        Problem::OrderColumn { column } => {
            format!("“{column}” is a column of ranks or running numbers; not taken as an indicator")
        }
        Problem::DefaultPassword => {
            "encrypted with the default password, opened without asking, as Excel and WPS do".to_owned()
        }
        Problem::EncodingAssumed { encoding } => format!("the file does not tell its encoding; read as {encoding}"),
        Problem::BytesReplaced { encoding } => {
            format!("some bytes are not {encoding} and show as “�”. Check the encoding")
        }
        Problem::UnknownParent { parent, nearest: Some(nearest) } => {
            format!("there is no parent “{parent}”; did you mean “{nearest}”? Please mend the sheet")
        }
        Problem::UnknownParent { parent, nearest: None } => {
            format!("there is no parent “{parent}”. Add its row or mend the name")
        }
        Problem::RepeatedCode { code, first } => {
            format!("the code or name “{code}” stands twice, first at {first}. Rename one of them")
        }
        Problem::PointsSum { expert, sum } => points_en(expert, *sum),
        Problem::Circle { code } => format!("“{code}” is its own ancestor. Check the column of parents"),
        Problem::SeveralRoots { first, other } => {
            format!("neither “{first}” nor “{other}” has a parent. Keep only one index")
        }
        Problem::NotADirection { found } => {
            format!("the direction “{found}” is not understood. Write “positive” or “negative”")
        }
        Problem::NegativeWeight { found } => format!("the weight {found} is negative. Write zero or a positive number"),
        Problem::ColumnNotUsed { column } => format!("the column “{column}” is not used"),
        Problem::Judgement(problem) => super::judgements::english(problem),
        Problem::Map(problem) => Texts::new(Language::English).map_problem(problem),
        Problem::Name { name, doubt } => Texts::new(Language::English).name_doubt(name, doubt),
        Problem::List(problem) => Texts::new(Language::English).list_problem(problem),
        Problem::Relation(problem) => {
            Texts::new(Language::English).relation_problem(problem)
        }
        Problem::Gather(problem) => Texts::new(Language::English).gather_problem(problem),
        Problem::PeriodUnclear { period } => {
            format!("the period “{period}” is no year, quarter or month; kept as a label")
        }
    }
}

fn points_zh(expert: &str, sum: f64) -> String {
    let sum = points(sum);
    format!("{expert}在这一组的分数合计为 {sum}，不是 100；各项按所占比例计")
}

fn points_en(expert: &str, sum: f64) -> String {
    let sum = points(sum);
    format!(
        "the points of {expert} in this group come to {sum}, not to 100; each counts by its part of them"
    )
}

/// A sum of points without what binary fractions leave behind it.
fn points(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}
