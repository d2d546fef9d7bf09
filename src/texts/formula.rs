//! What is wrong with a formula: where, what, what to do.

use super::{Language, Texts};
use crate::{
    engine::formula::{DEEPEST, FUNCTIONS, FormulaError, FormulaProblem, Trouble},
    project::nearest,
};

impl Texts {
    /// What is wrong with a formula. Characters are counted from 1.
    pub fn formula_error(&self, error: &FormulaError) -> String {
        let at = error.position + 1;
        match self.language {
            Language::Chinese => problem_zh(&error.problem, at),
            Language::English => problem_en(&error.problem, at),
        }
    }

    /// Why a formula has no value: what its operator or function met.
    pub(super) const fn formula_trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::DivisionByZero => self.pick("要除以零", "divides by zero"),
            Trouble::NotPositive => self.pick(
                "要对不大于零的数取对数或算复合增长率",
                "takes a logarithm or a compound growth of a number not above zero",
            ),
            Trouble::Negative => self.pick(
                "要对负数开方或取分数次幂",
                "takes a root or a fractional power of a negative number",
            ),
            Trouble::Overflow => self.pick(
                "结果超出了能表示的范围",
                "has a result beyond what can be held",
            ),
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a sentence an arm")]
fn problem_zh(problem: &FormulaProblem, at: usize) -> String {
    match problem {
        FormulaProblem::UnexpectedEnd => {
            format!("公式到第 {at} 个字符处还没有写完；请补全，并检查括号和引号是否成对")
        }
        FormulaProblem::UnexpectedCharacter(found) => {
            format!("第 {at} 个字符“{found}”不应出现在这里；请检查是否漏写了运算符、括号或逗号")
        }
        FormulaProblem::UnknownFunction { name } => {
            let advice = nearest(name, FUNCTIONS.iter().copied()).map_or_else(
                || format!("可用的函数有 {}", FUNCTIONS.join("、")),
                |nearest| format!("是否指 {nearest}？"),
            );
            format!("第 {at} 个字符处的函数“{name}”不存在；{advice}")
        }
        FormulaProblem::WordWithoutBrackets { word } => {
            format!("第 {at} 个字符处的“{word}”没有方括号；如果是变量，请写作 [{word}]")
        }
        FormulaProblem::WrongArguments {
            function,
            expected,
            found,
        } => {
            let takes = match *expected {
                (least, None) => format!("至少 {least} 个"),
                (least, Some(most)) if least == most => format!(" {least} 个"),
                (least, Some(most)) => format!(" {least} 到 {most} 个"),
            };
            format!(
                "第 {at} 个字符处的函数 {} 要{takes}参数，这里有 {found} 个；请增加或删去参数",
                function.key()
            )
        }
        FormulaProblem::NotWhole { least, most } => {
            format!("第 {at} 个字符处要写整数；请填 {least} 到 {most} 之间的整数")
        }
        FormulaProblem::NotUnit => {
            format!("第 {at} 个字符处要写评价对象的名称；请加引号，例如 \"北京\"")
        }
        FormulaProblem::BadPeriod => format!(
            "第 {at} 个字符处要写时期；请写年份，例如 2015，其他时期加引号，例如 \"2015Q3\""
        ),
        FormulaProblem::NumberTooLarge => {
            format!("第 {at} 个字符处的数太大；请换用较大的计量单位，或改正这个数")
        }
        FormulaProblem::TooDeep => {
            format!("第 {at} 个字符处的嵌套超过 {DEEPEST} 层；请拆成几个派生变量")
        }
        FormulaProblem::ChainedComparison => {
            format!("第 {at} 个字符处连写了两个比较；请分开写，例如 and(0 < [x], [x] < 1)")
        }
        FormulaProblem::UnknownName { name } => {
            format!("第 {at} 个字符处的变量“{name}”不存在；请核对名称，或先导入它的数据")
        }
        FormulaProblem::AmbiguousName { name } => {
            format!("第 {at} 个字符处的“{name}”是几个变量共有的名称；请改用代码，或先改名")
        }
        FormulaProblem::UnknownUnit { name } => {
            format!("第 {at} 个字符处的评价对象“{name}”不存在；请核对名称，或先导入它的数据")
        }
        FormulaProblem::AmbiguousUnit { name } => {
            format!("第 {at} 个字符处的“{name}”是几个评价对象共有的名称；请改用代码，或先改名")
        }
        FormulaProblem::Cycle { names } => {
            let names = circle(names).map_or_else(String::new, |it| format!("（{it}）"));
            format!("变量由它自己算出{names}；请改写其中一个公式")
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a sentence an arm")]
fn problem_en(problem: &FormulaProblem, at: usize) -> String {
    match problem {
        FormulaProblem::UnexpectedEnd => format!(
            "the formula stops at character {at} before it is complete; finish it, and check that brackets and quotation marks are closed"
        ),
        FormulaProblem::UnexpectedCharacter(found) => format!(
            "character {at}, “{found}”, does not belong there; check for a missing operator, bracket or comma"
        ),
        FormulaProblem::UnknownFunction { name } => {
            let advice = nearest(name, FUNCTIONS.iter().copied()).map_or_else(
                || format!("there are {}", FUNCTIONS.join(", ")),
                |nearest| format!("did you mean {nearest}?"),
            );
            format!("the function “{name}” at character {at} does not exist; {advice}")
        }
        FormulaProblem::WordWithoutBrackets { word } => format!(
            "“{word}” at character {at} has no square brackets; if it is a variable, write [{word}]"
        ),
        FormulaProblem::WrongArguments {
            function,
            expected,
            found,
        } => {
            let takes = match *expected {
                (least, None) => format!("at least {least}"),
                (least, Some(most)) if least == most => format!("{least}"),
                (least, Some(most)) => format!("{least} to {most}"),
            };
            format!(
                "the function {} at character {at} takes {takes} argument(s) and has {found}; add or take out some",
                function.key()
            )
        }
        FormulaProblem::NotWhole { least, most } => {
            format!("character {at} has to begin a whole number; write one from {least} to {most}")
        }
        FormulaProblem::NotUnit => format!(
            "character {at} has to begin the name of a unit; write it in quotation marks, as in \"Beijing\""
        ),
        FormulaProblem::BadPeriod => format!(
            "character {at} has to begin a period; write a year such as 2015, or any other period in quotation marks, as in \"2015Q3\""
        ),
        FormulaProblem::NumberTooLarge => format!(
            "the number at character {at} is too large; use a larger measure, or correct it"
        ),
        FormulaProblem::TooDeep => format!(
            "character {at} is nested more than {DEEPEST} deep; split the formula into several derived variables"
        ),
        FormulaProblem::ChainedComparison => format!(
            "character {at} begins a second comparison in a row; write them apart, as in and(0 < [x], [x] < 1)"
        ),
        FormulaProblem::UnknownName { name } => format!(
            "no variable is called “{name}” (character {at}); check the name, or import its data first"
        ),
        FormulaProblem::AmbiguousName { name } => format!(
            "several variables are called “{name}” (character {at}); use the code, or rename one of them"
        ),
        FormulaProblem::UnknownUnit { name } => format!(
            "no unit is called “{name}” (character {at}); check the name, or import its data first"
        ),
        FormulaProblem::AmbiguousUnit { name } => format!(
            "several units are called “{name}” (character {at}); use the code, or rename one of them"
        ),
        FormulaProblem::Cycle { names } => {
            let names = circle(names).map_or_else(String::new, |it| format!(" ({it})"));
            format!("the variable comes from itself{names}; rewrite one of the formulas")
        }
    }
}

/// Names that each come from the next, and the last from the first; none if nobody knows them.
fn circle(names: &[String]) -> Option<String> {
    let all = names.iter().chain(Some(names.first()?));
    let all: Vec<&str> = all.map(String::as_str).collect();
    Some(all.join(" ← "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::formula::Formula;

    fn told(formula: &str, language: Language) -> String {
        Texts::new(language).formula_error(&Formula::parse(formula).unwrap_err())
    }

    #[test]
    fn a_formula_error_says_where_it_is_and_what_was_meant() {
        for (formula, zh, en) in [
            (
                "[a] + grwth([b])",
                "第 7 个字符处的函数“grwth”不存在；是否指 growth？",
                "did you mean growth?",
            ),
            (
                "平方([a])",
                "可用的函数有 ln、log10、",
                "there are ln, log10, ",
            ),
            ("[a] * GDP", "请写作 [GDP]", "write [GDP]"),
            (
                "lag([a], 1, 2)",
                "lag 要 1 到 2 个参数，这里有 3 个",
                "takes 1 to 2 argument(s) and has 3",
            ),
            ("ln([a]", "第 7 个字符处还没有写完", "stops at character 7"),
            ("0 < [a] < 1", "第 9 个字符处连写了两个比较", "character 9"),
        ] {
            for (told, part) in [
                (told(formula, Language::Chinese), zh),
                (told(formula, Language::English), en),
            ] {
                assert!(told.contains(part), "{told}");
            }
        }
    }
}
