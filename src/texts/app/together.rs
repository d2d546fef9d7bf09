//! Files and sheets that go in together.

use crate::{
    import::{
        Finding, Problem,
        gather::{GatherProblem, Series, Side},
        sheet_map::SheetGroups,
    },
    texts::{Language, Texts, errors::place},
};

/// What belongs together.
impl Texts {
    /// Entry above the list, and heading.
    pub const fn all_together(self) -> &'static str {
        self.pick("一起导入", "Import together")
    }
    /// A series in words: how many parts, what each is, from the first to the last.
    pub fn series_line(
        self,
        series: Series,
        parts: usize,
        sheets: bool,
        ends: &[String],
    ) -> String {
        let what = match (self.language, sheets) {
            (Language::Chinese, true) => format!("{parts} 张工作表"),
            (Language::Chinese, false) => format!("{parts} 个文件"),
            (Language::English, true) => format!("{parts} sheets"),
            (Language::English, false) => format!("{parts} files"),
        };
        let each = match series {
            Series::Periods => self.pick("每表一个时期", "one for each period"),
            Series::Units => self.pick("每表一个评价对象", "one for each unit"),
            Series::Indicators => self.pick("每表一个指标", "one for each indicator"),
            Series::Alike => self.pick(
                "列相同，各自写明时期",
                "the same columns, each with its periods",
            ),
        };
        let comma = self.pick("，", ", ");
        let line = format!("{what}{comma}{each}");
        match (series, ends) {
            (Series::Indicators | Series::Alike, _) | (_, []) => line,
            (_, [only]) => format!("{line}{}{only}", self.pick("：", ": ")),
            (Series::Periods, [first, .., last]) => {
                format!("{line}{}{first}–{last}", self.pick("：", ": "))
            }
            (Series::Units, several) => {
                let list: Vec<&str> = several.iter().take(4).map(String::as_str).collect();
                let more = if several.len() > 4 { "…" } else { "" };
                let list = list.join(self.pick("、", ", "));
                format!("{line}{}{list}{more}", self.pick("：", ": "))
            }
        }
    }
    /// Heading over the parts.
    pub fn parts_heading(self, taken: usize, all: usize) -> String {
        match self.language {
            Language::Chinese => format!("将导入 {taken} 份，共 {all} 份"),
            Language::English => format!("Going in: {taken} of {all}"),
        }
    }
    /// Check box of a part.
    pub fn part_goes_in(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("导入“{name}”"),
            Language::English => format!("Import “{name}”"),
        }
    }
    /// Field of a part.
    pub fn part_period(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{name}”的时期"),
            Language::English => format!("Period of “{name}”"),
        }
    }
    /// Field of a part.
    pub fn part_unit(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("“{name}”的评价对象"),
            Language::English => format!("Unit of “{name}”"),
        }
    }
    /// Head of a column: where the proposal comes from.
    pub const fn told_by(self) -> &'static str {
        self.pick("依据", "Told by")
    }
    /// The proposal is a guess.
    pub fn told_unsurely(self, by: &str) -> String {
        match self.language {
            Language::Chinese => format!("{by}，请核对"),
            Language::English => format!("{by}, please check"),
        }
    }
    /// In place of the period: the table has its own.
    pub const fn says_its_periods(self) -> &'static str {
        self.pick("表中已有", "in the table")
    }
    /// Nothing tells it.
    pub const fn nothing_tells(self) -> &'static str {
        self.pick("未写明，请填写", "not said, please enter")
    }
    /// Button: the parts below follow, a year each.
    pub const fn following_years(self) -> &'static str {
        self.pick("以下逐年顺延", "One year more for each below")
    }
    /// A sheet, and the file it is on.
    pub fn sheet_of_file(self, file: &str, sheet: &str) -> String {
        place(file, sheet)
    }
    /// Heading of the list, where all are sheets.
    pub fn sheets_incoming(self, sheets: usize) -> String {
        match self.language {
            Language::Chinese => format!("导入 {sheets} 张工作表"),
            Language::English => format!("Import {sheets} sheets"),
        }
    }
    /// What is in a part.
    pub fn part_counts(self, units: usize, variables: usize) -> String {
        match self.language {
            Language::Chinese => format!("{units} 个评价对象，{variables} 个变量"),
            Language::English => format!("units: {units}, variables: {variables}"),
        }
    }
    /// Head of a column.
    pub const fn part_word(self) -> &'static str {
        self.pick("工作表或文件", "Sheet or file")
    }
    /// Head of a column.
    pub const fn part_state(self) -> &'static str {
        self.pick("内容", "Contents")
    }
}

/// Why a sheet does not go in.
impl Texts {
    /// A person said so.
    pub const fn left_out_by_hand(self) -> &'static str {
        self.pick("不导入", "left out")
    }
    /// It lists the others.
    pub const fn left_out_contents(self) -> &'static str {
        self.pick("目录，不导入", "contents page, left out")
    }
    /// It is hidden.
    pub const fn left_out_hidden(self) -> &'static str {
        self.pick("隐藏的工作表，不导入", "hidden sheet, left out")
    }
    /// Nothing on it can be taken.
    pub const fn left_out_no_table(self) -> &'static str {
        self.pick("没有数据表，不导入", "no table, left out")
    }
    /// It is unlike the others.
    pub const fn left_out_apart(self) -> &'static str {
        self.pick("与其他表不同，不导入", "unlike the others, left out")
    }
}

/// The button.
impl Texts {
    /// Takes all, with questions that nobody has answered.
    pub fn take_all_asked(self, files: usize, asked: usize) -> String {
        match self.language {
            Language::Chinese => format!("全部导入（{files} 个，{asked} 个问题未答）"),
            Language::English => format!("Import all ({files}, unanswered: {asked})"),
        }
    }
    /// Takes one, with questions that nobody has answered.
    pub fn take_asked(self, asked: usize) -> String {
        match self.language {
            Language::Chinese => format!("导入（{asked} 个问题未答）"),
            Language::English => format!("Import (unanswered: {asked})"),
        }
    }
    /// What becomes of them.
    pub const fn unanswered_line(self) -> &'static str {
        self.pick(
            "未回答的问题按现状导入：名称各自成为评价对象，其余以文件为准",
            "What is not answered goes in as it stands: names become units of their own, all else is as the file says",
        )
    }
    /// What has to be decided before anything goes in.
    pub fn first_decide(self, contradictions: usize, untold: usize) -> String {
        let mut parts = Vec::new();
        match self.language {
            Language::Chinese => {
                if contradictions > 0 {
                    parts.push(format!("选定 {contradictions} 处不一致的数值"));
                }
                if untold > 0 {
                    parts.push(format!("填写 {untold} 处时期或评价对象"));
                }
                format!("请先{}", parts.join("，"))
            }
            Language::English => {
                if contradictions > 0 {
                    parts.push(format!("decide {contradictions} contradictions"));
                }
                if untold > 0 {
                    parts.push(format!("fill in {untold} periods or units"));
                }
                format!("First {}", parts.join(" and "))
            }
        }
    }
    /// How many values of the project change.
    pub fn values_that_change(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("将改变项目中已有的 {count} 个数值，各表中可查看"),
            Language::English => {
                format!("{count} numbers of the project change; each is listed with its sheet")
            }
        }
    }
    /// How many values stand twice.
    pub fn values_told_twice(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("{count} 个数值重复出现且一致"),
            Language::English => format!("{count} values stand twice and agree"),
        }
    }
}

/// Contradictions.
impl Texts {
    /// Heading.
    pub fn contradictions(self, open: usize, decided: usize) -> String {
        match self.language {
            Language::Chinese if decided > 0 => {
                format!("数值不一致：{open} 处待选定，{decided} 处已选定")
            }
            Language::Chinese => format!("数值不一致：{open} 处待选定"),
            Language::English if decided > 0 => {
                format!("Contradictions: {open} to decide, {decided} decided")
            }
            Language::English => format!("Contradictions to decide: {open}"),
        }
    }
    /// What two places say different things of.
    pub fn contradicted(self, problem: &GatherProblem) -> String {
        let (unit, variable, period) = match problem {
            GatherProblem::TwoValues {
                unit,
                variable,
                period,
                ..
            } => (unit.as_ref(), variable.as_ref(), period.as_ref()),
            GatherProblem::OtherMeasure { variable, .. } => ("", variable.as_ref(), None),
            _ => return String::new(),
        };
        let period = period.map(|it| self.period(it)).unwrap_or_default();
        let words = [unit, &period, variable];
        let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
        words.join(" · ")
    }
    /// What a place says: the value or measure, then file, sheet and cell.
    pub fn place_says(self, finding: &Finding, side: Side) -> String {
        let here = place(&finding.file, &finding.sheet);
        let at = finding.at.map(|it| it.to_string()).unwrap_or_default();
        let (value, at) = match (&finding.problem, side) {
            (Problem::Gather(GatherProblem::TwoValues { value, .. }), Side::Here) => {
                (value.to_string(), format!("{here} {at}"))
            }
            (
                Problem::Gather(GatherProblem::TwoValues {
                    other_value,
                    other_file,
                    other_sheet,
                    other_at,
                    ..
                }),
                Side::There,
            ) => (
                other_value.to_string(),
                format!("{} {other_at}", place(other_file, other_sheet)),
            ),
            (Problem::Gather(GatherProblem::OtherMeasure { measure, .. }), Side::Here) => {
                (measure.to_string(), format!("{here} {at}"))
            }
            (
                Problem::Gather(GatherProblem::OtherMeasure {
                    other_measure,
                    other_file,
                    other_sheet,
                    ..
                }),
                Side::There,
            ) => (other_measure.to_string(), place(other_file, other_sheet)),
            _ => return self.neither_counts().to_owned(),
        };
        match self.language {
            Language::Chinese => format!("{value}（{at}）"),
            Language::English => format!("{value} ({at})"),
        }
    }
    /// Choice: none of the two.
    pub const fn neither_counts(self) -> &'static str {
        self.pick("都不导入", "Leave both out")
    }
    /// Button: one place counts for all that is open between it and others.
    pub fn place_counts(self, file: &str, sheet: &str) -> String {
        match self.language {
            Language::Chinese => format!("都以 {} 为准", place(file, sheet)),
            Language::English => format!("{} counts for all", place(file, sheet)),
        }
    }
    /// What was decided.
    pub fn decided_as(self, about: &str, counts: &str) -> String {
        match self.language {
            Language::Chinese => format!("{about}：{counts}"),
            Language::English => format!("{about}: {counts}"),
        }
    }
    /// Button: takes decisions back.
    pub const fn undecide(self) -> &'static str {
        self.pick("重新选定", "Decide again")
    }
}

/// Groups.
impl Texts {
    /// Heading.
    pub const fn also_groups(self) -> &'static str {
        self.pick("同时建立分组", "Also make groups")
    }
    /// Check box: a kind of groups, with names and counts.
    pub fn groups_offered(self, kind: &str, found: &SheetGroups) -> String {
        let named = found.groups.iter().take(6);
        let groups = named.map(|it| format!("{} {}", it.name, it.members.len()));
        let list = groups.collect::<Vec<_>>().join(self.pick("、", ", "));
        let more = if found.groups.len() > 6 { "…" } else { "" };
        let count = found.groups.len();
        match self.language {
            Language::Chinese => format!("{kind}，{count} 组：{list}{more}"),
            Language::English => format!("{kind}, {count} groups: {list}{more}"),
        }
    }
    /// Units that stand in several.
    pub fn groups_unsteady(self, units: &[String]) -> String {
        let list: Vec<&str> = units.iter().take(6).map(String::as_str).collect();
        let list = list.join(self.pick("、", ", "));
        let more = if units.len() > 6 { "…" } else { "" };
        match self.language {
            Language::Chinese => format!("各表分组不同，不归入任何组：{list}{more}"),
            Language::English => format!("In different groups, and so in none: {list}{more}"),
        }
    }
    /// Field.
    pub const fn groups_called(self) -> &'static str {
        self.pick("分组名称", "Called")
    }
    /// What groups are called that a sheet does not name.
    pub const fn groups_unnamed(self) -> &'static str {
        self.pick("分组", "Group")
    }
}
