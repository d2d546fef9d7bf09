//! Lists of things and what is counted of them: what was found, then what to do.

use super::{Language, Texts};
use crate::import::{
    CellAt,
    list::{ListKind, ListProblem, Several, TallyError},
    names::Level,
};

/// More cells than one reads in a sentence.
const CELLS: usize = 5;

impl Texts {
    /// Something noticed while a list was read or tallied.
    pub(super) fn list_problem(self, problem: &ListProblem) -> String {
        match self.language {
            Language::Chinese => self.list_problem_zh(problem),
            Language::English => self.list_problem_en(problem),
        }
    }

    /// Why a list cannot be tallied.
    pub fn tally_error(self, error: &TallyError) -> String {
        let place = |file: &str, sheet: &str| super::errors::place(file, sheet);
        match error {
            TallyError::NoColumn {
                file,
                sheet,
                name,
                present,
            } => {
                let present = present.join(self.pick("、", ", "));
                let file = place(file, sheet);
                match self.language {
                    Language::Chinese => format!("{file}：清单中没有“{name}”列。现有列：{present}"),
                    Language::English => {
                        format!("{file}: the list has no column “{name}”. Columns: {present}")
                    }
                }
            }
            TallyError::NoMeasure => self
                .pick(
                    "没有说明要统计什么。请至少选择计数、求和、平均或不重复计数之一",
                    "nothing was chosen to be counted. Choose at least one of count, sum, mean or distinct",
                )
                .to_owned(),
            TallyError::SameName { name } => match self.language {
                Language::Chinese => format!("两个统计结果同名“{name}”。请改名其中一个"),
                Language::English => format!("two results are called “{name}”. Rename one of them"),
            },
            TallyError::Edges { name } => match self.language {
                Language::Chinese => format!("“{name}”的分段界限应为由小到大的数字。请改正"),
                Language::English => format!(
                    "the edges of the bands of “{name}” should be numbers that rise. Please mend them"
                ),
            },
            TallyError::NothingPlaced {
                file,
                sheet,
                column,
                rows,
            } => {
                let file = place(file, sheet);
                match self.language {
                    Language::Chinese => format!(
                        "{file}：清单的 {rows} 行都不能由“{column}”列确定评价对象或时期。请换一列，或改用更高一级的地区"
                    ),
                    Language::English => format!(
                        "{file}: none of the {rows} rows of the list names a unit and period for certain in “{column}”. \
                         Choose another column, or places of a higher level"
                    ),
                }
            }
        }
    }

    /// What a column of a list holds.
    pub fn list_kind(self, kind: ListKind) -> &'static str {
        match kind {
            ListKind::Text => self.pick("文字", "text"),
            ListKind::Number => self.pick("数值", "number"),
            ListKind::Category => self.pick("类别", "category"),
            ListKind::Date => self.pick("日期或年份", "day or year"),
            ListKind::Place(_) => self.pick("地名", "name of a place"),
            ListKind::Address => self.pick("含地名的文字", "text with a place in it"),
            ListKind::Running => self.pick("序号", "running number"),
            ListKind::Empty => self.pick("空", "empty"),
        }
    }

    /// How a row counts whose cell names several units.
    pub fn several(self, several: Several) -> &'static str {
        match several {
            Several::Ask => self.pick("未计入", "not counted"),
            Several::Each => self.pick("每个各计一次", "counted once for each"),
            Several::Share => self.pick("平均分摊", "shared equally"),
            Several::Whole => self.pick("作为一个名称", "taken as one name"),
        }
    }

    /// A level of places.
    pub fn place_level(self, level: Level) -> &'static str {
        match level {
            Level::Country => self.pick("国家", "country"),
            Level::Province => self.pick("省", "province"),
            Level::Prefecture => self.pick("地级市", "prefecture"),
            Level::DirectCounty => self.pick("省直辖县", "county under a province"),
            Level::County => self.pick("区县", "county"),
            Level::Cluster => self.pick("城市群", "cluster of cities"),
        }
    }

    /// The cells of a finding that stands at several, in brackets.
    pub(super) fn cells(self, cells: &[CellAt]) -> String {
        let count = cells.len();
        if count < 2 {
            return String::new();
        }
        let names: Vec<String> = cells.iter().take(CELLS).map(CellAt::to_string).collect();
        let names = names.join(self.pick("、", ", "));
        match (self.language, count > CELLS) {
            (Language::Chinese, false) => format!("（{names}）"),
            (Language::Chinese, true) => format!("（{names} 等 {count} 个单元格）"),
            (Language::English, false) => format!(" ({names})"),
            (Language::English, true) => format!(" ({names} and others, {count} cells in all)"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn list_problem_zh(self, problem: &ListProblem) -> String {
        match problem {
            ListProblem::NoUnit { cells } => format!(
                "没有填写评价对象，所在行未计入{}。请补上，或确认可以不计",
                self.cells(cells)
            ),
            ListProblem::NoPlace { text, cells } => format!(
                "“{text}”中没有可以确定的地名，所在行未计入{}。请补上地名，或换一列",
                self.cells(cells)
            ),
            ListProblem::AmbiguousPlace {
                text,
                places,
                cells,
            } => format!(
                "“{text}”可能是{}，无法确定，所在行未计入{}。请写出所在的省或市",
                places.join("或"),
                self.cells(cells)
            ),
            ListProblem::TooWide {
                text,
                place,
                level,
                cells,
            } => format!(
                "“{text}”只说明了{place}，没有到“{}”一级，所在行未计入{}。请补上更具体的地名，或按更高一级统计",
                self.place_level(*level),
                self.cells(cells)
            ),
            ListProblem::NamesTotal { text, cells } => format!(
                "“{text}”是合计或区域，不是单个评价对象，所在行未计入{}",
                self.cells(cells)
            ),
            ListProblem::SeveralUnits {
                text,
                units,
                counted: Several::Ask,
                cells,
            } => format!(
                "“{text}”含有多个评价对象（{}），所在行未计入{}。请选择各计一次、平均分摊，或作为一个名称",
                units.join("、"),
                self.cells(cells)
            ),
            ListProblem::SeveralUnits {
                text,
                units,
                counted,
                cells,
            } => format!(
                "“{text}”含有多个评价对象（{}），{}{}",
                units.join("、"),
                self.several(*counted),
                self.cells(cells)
            ),
            ListProblem::NoPeriod { text, cells } if text.is_empty() => format!(
                "没有填写时期，所在行未计入{}。请补上年份或日期",
                self.cells(cells)
            ),
            ListProblem::NoPeriod { text, cells } => format!(
                "“{text}”不能读作所选长度的时期，所在行未计入{}。请改为年份或日期",
                self.cells(cells)
            ),
            ListProblem::TwiceInList {
                name,
                unit,
                first,
                counted,
            } => {
                let how = if *counted {
                    "两行都已计入。若是重复登记，请选择只计一次"
                } else {
                    "只计第一次"
                };
                format!("“{name}”在“{unit}”同一时期中重复，首次出现在 {first}；{how}")
            }
            ListProblem::NoClass { column, cells } => format!(
                "“{column}”列没有可用的类别或数值，所在行不计入任何一类{}。请补上",
                self.cells(cells)
            ),
            ListProblem::NoNumber { column, cells } => format!(
                "“{column}”列没有数字，求和或平均时跳过{}。请补上数字，或确认可以跳过",
                self.cells(cells)
            ),
            ListProblem::UnitsWithout {
                period,
                units,
                zero,
            } => {
                let when = period
                    .as_ref()
                    .map_or_else(String::new, |it| format!("{it} "));
                let how = if *zero {
                    "按 0 处理"
                } else {
                    "按缺失处理"
                };
                format!("{when}清单中没有这些评价对象：{}；{how}", units.join("、"))
            }
            ListProblem::LeftOutByChoice { column, count } => {
                format!("按所选的“{column}”，{count} 行不在统计范围内")
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn list_problem_en(self, problem: &ListProblem) -> String {
        match problem {
            ListProblem::NoUnit { cells } => format!(
                "no unit is given; the rows were not counted{}. Fill it in, or accept that they do not count",
                self.cells(cells)
            ),
            ListProblem::NoPlace { text, cells } => format!(
                "“{text}” names no place for certain; the rows were not counted{}. Add the place, or choose another column",
                self.cells(cells)
            ),
            ListProblem::AmbiguousPlace {
                text,
                places,
                cells,
            } => format!(
                "“{text}” may be {}; the rows were not counted{}. Write the province or city it lies in",
                places.join(" or "),
                self.cells(cells)
            ),
            ListProblem::TooWide {
                text,
                place,
                level,
                cells,
            } => format!(
                "“{text}” tells {place} and no {}; the rows were not counted{}. Add a more specific place, or count by a \
                 higher level",
                self.place_level(*level),
                self.cells(cells)
            ),
            ListProblem::NamesTotal { text, cells } => format!(
                "“{text}” is a total or a region and no unit; the rows were not counted{}",
                self.cells(cells)
            ),
            ListProblem::SeveralUnits {
                text,
                units,
                counted: Several::Ask,
                cells,
            } => format!(
                "“{text}” names several units ({}); the rows were not counted{}. Choose whether each counts, whether they \
                 share the row, or whether it is one name",
                units.join(", "),
                self.cells(cells)
            ),
            ListProblem::SeveralUnits {
                text,
                units,
                counted,
                cells,
            } => format!(
                "“{text}” names several units ({}); {}{}",
                units.join(", "),
                self.several(*counted),
                self.cells(cells)
            ),
            ListProblem::NoPeriod { text, cells } if text.is_empty() => format!(
                "no period is given; the rows were not counted{}. Fill in a year or a day",
                self.cells(cells)
            ),
            ListProblem::NoPeriod { text, cells } => format!(
                "“{text}” is no period of the length chosen; the rows were not counted{}. Write a year or a day",
                self.cells(cells)
            ),
            ListProblem::TwiceInList {
                name,
                unit,
                first,
                counted,
            } => {
                let how = if *counted {
                    "both rows count. If one is a mistake, choose to count it once"
                } else {
                    "only the first counts"
                };
                format!(
                    "“{name}” stands twice for “{unit}” in the same period, first at {first}; {how}"
                )
            }
            ListProblem::NoClass { column, cells } => format!(
                "“{column}” holds no class or number to go by; the rows count in no class{}. Fill it in",
                self.cells(cells)
            ),
            ListProblem::NoNumber { column, cells } => format!(
                "“{column}” holds no number; sums and means leave the rows out{}. Fill it in, or accept that",
                self.cells(cells)
            ),
            ListProblem::UnitsWithout {
                period,
                units,
                zero,
            } => {
                let when = period
                    .as_ref()
                    .map_or_else(String::new, |it| format!("in {it} "));
                let how = if *zero {
                    "counted as 0"
                } else {
                    "taken as missing"
                };
                format!("{when}the list has no row of {}; {how}", units.join(", "))
            }
            ListProblem::LeftOutByChoice { column, count } => {
                format!("the choice by “{column}” leaves out {count} rows")
            }
        }
    }
}
