//! Reading recipes: what is unlike last time, what was expected, and what to do.

use super::{Language, Texts, errors::place};
use crate::{
    engine::Period,
    import::{
        CellAt, column_letters,
        recipe::{Difference, RECIPE_VERSION, RecipeError, ReplayError, Replayed},
        sheet_map::Says,
    },
    project::{Change, Overtaken},
};

impl Texts {
    /// Something that is unlike last time, with its place.
    pub fn recipe_difference(self, replayed: &Replayed, difference: &Difference) -> String {
        let file = place(&replayed.file, &replayed.sheet_name);
        let at = difference
            .at()
            .map_or(file.clone(), |at| format!("{file} {at}"));
        match self.language {
            Language::Chinese => format!("{at}：{}", self.difference_zh(difference)),
            Language::English => format!("{at}: {}", self.difference_en(difference)),
        }
    }

    /// Something that is unlike last time in several files.
    pub fn difference_of_files(self, difference: &Difference, files: usize) -> String {
        match self.language {
            Language::Chinese => format!("{files} 份：{}", self.difference_zh(difference)),
            Language::English => {
                let word = if files == 1 {
                    "file or sheet"
                } else {
                    "files or sheets"
                };
                format!("{files} {word}: {}", self.difference_en(difference))
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn difference_zh(self, difference: &Difference) -> String {
        match difference {
            Difference::SamePeriods { periods } => {
                format!("时期与上次相同：{}。无需处理", self.periods(periods))
            }
            Difference::NewPeriods { last, now } => format!(
                "时期为{}，上次为{}。无需处理",
                self.periods(now),
                self.periods(last)
            ),
            Difference::PeriodAsked { last, proposal, at } => {
                let part = if at.is_some() {
                    "这一部分"
                } else {
                    "表中"
                };
                let last = last
                    .as_ref()
                    .map_or(String::new(), |it| format!("，上次为{}", self.period(it)));
                format!(
                    "{part}没有写明时期{last}。暂按{}读入，请确认或另填",
                    self.period(proposal)
                )
            }
            Difference::OtherUnit { last, now } => {
                format!("评价对象为“{now}”，上次为“{last}”。无需处理")
            }
            Difference::UnitAsked {
                last,
                proposal: Some(proposal),
            } => {
                format!("表中没有写明评价对象，上次为“{last}”。暂按“{proposal}”读入，请确认或另填")
            }
            Difference::UnitAsked { last, .. } => {
                format!("表中没有写明评价对象，上次为“{last}”。请填写")
            }
            Difference::NewUnit {
                name, total: true, ..
            } => {
                format!("新出现合计行“{name}”，上次没有。合计不参加排名，无需处理")
            }
            Difference::NewUnit { name, .. } => format!(
                "新出现评价对象“{name}”，上次没有。请确认它是新增的，或指定它是上次的哪一个，或不导入"
            ),
            Difference::MissingUnit {
                name, total: true, ..
            } => {
                format!("找不到上次的合计行“{name}”。合计不参加排名，无需处理")
            }
            Difference::MissingUnit {
                name,
                renamed: Some(now),
                ..
            } => format!("找不到上次的评价对象“{name}”，却有新的“{now}”。请确认是否为同一个"),
            Difference::MissingUnit { name, .. } => {
                format!("找不到上次的评价对象“{name}”。请确认本期没有它，或指定它现在的名称")
            }
            Difference::NewIndicator { name, .. } => format!(
                "新出现指标“{name}”，上次没有。请确认它是新增的，或指定它是上次的哪一个，或不导入"
            ),
            Difference::MissingIndicator {
                name,
                renamed: Some(now),
                ..
            } => format!("找不到上次的指标“{name}”，却有新的“{now}”。请确认是否只是改了名称"),
            Difference::MissingIndicator { name, .. } => {
                format!("找不到上次的指标“{name}”。请确认本期没有它，或指定它现在的名称")
            }
            Difference::ChangedMeasure {
                indicator,
                last,
                now,
                exact,
                ..
            } => {
                let now = self.measure_or_none(now.as_deref());
                match last {
                    None => format!("“{indicator}”的计量单位为{now}，上次没有写明。无需处理"),
                    Some(last) if *exact => format!(
                        "“{indicator}”的计量单位为{now}，上次为“{last}”。两者可以准确换算，请确认数值确以{now}计"
                    ),
                    Some(last) => format!(
                        "“{indicator}”的计量单位为{now}，上次为“{last}”，两者不能直接换算。请指定正确的计量单位，\
                         或把它作为另一个变量导入"
                    ),
                }
            }
            Difference::PowerOfTen {
                indicator,
                power,
                last,
                now,
                ..
            } => format!(
                "“{indicator}”的数值约为上次的 10 的 {power} 次方倍：按上次的计量单位，中位数为 {}，上次为 {}。\
                 请核对计量单位，必要时改正",
                shown(*now),
                shown(*last)
            ),
            Difference::MovedColumn {
                name,
                last,
                now,
                across,
            } => format!(
                "指标“{name}”现在{}，上次{}。已按名称读入，无需处理",
                self.line(*now, !across),
                self.line(*last, !across)
            ),
            Difference::MovedRow {
                name,
                last,
                now,
                across,
            } => format!(
                "“{name}”现在{}，上次{}。已按名称读入，无需处理",
                self.line(*now, *across),
                self.line(*last, *across)
            ),
            Difference::Resorted { count } => {
                format!("有 {count} 个评价对象的先后次序与上次不同。已按名称读入，无需处理")
            }
            Difference::ChangedLayout { last, now } => format!(
                "表的排列方式为“{}”，上次为“{}”。请在表上核对，不对时改正",
                self.table_layout(*now),
                self.table_layout(*last)
            ),
            Difference::ChangedHeaderDepth { last, now } => {
                format!("表头有 {now} 层，上次有 {last} 层。请在表上核对列名，不对时改正")
            }
            Difference::AnchorGone { texts, was, says } => format!(
                "上次指定“{}”为{}（当时在 {was}），现在找不到这一处，因此没有采用。请在表上重新指定，或不再采用",
                texts.join("”至“"),
                self.said_of(says)
            ),
            Difference::Relation(difference) => self.relation_difference_zh(difference),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a sentence")]
    fn difference_en(self, difference: &Difference) -> String {
        match difference {
            Difference::SamePeriods { periods } => format!(
                "the periods are those of last time: {}. Nothing needs to be done",
                self.periods(periods)
            ),
            Difference::NewPeriods { last, now } => format!(
                "the data are of {}, those of last time were of {}. Nothing needs to be done",
                self.periods(now),
                self.periods(last)
            ),
            Difference::PeriodAsked { last, proposal, at } => {
                let part = if at.is_some() {
                    "this part"
                } else {
                    "the sheet"
                };
                let last = last.as_ref().map_or(String::new(), |it| {
                    format!("; last time it was {}", self.period(it))
                });
                format!(
                    "{part} does not tell its period{last}. It is read as {} for now; confirm this or type another",
                    self.period(proposal)
                )
            }
            Difference::OtherUnit { last, now } => {
                format!("the unit is “{now}”, last time it was “{last}”. Nothing needs to be done")
            }
            Difference::UnitAsked {
                last,
                proposal: Some(proposal),
            } => format!(
                "the sheet does not tell its unit; last time it was “{last}”. It is read as “{proposal}” for now; \
                 confirm this or type another"
            ),
            Difference::UnitAsked { last, .. } => format!(
                "the sheet does not tell its unit; last time it was “{last}”. Please type it"
            ),
            Difference::NewUnit {
                name, total: true, ..
            } => format!(
                "there is a new total “{name}”, which was not there last time. Totals are never ranked; nothing \
                 needs to be done"
            ),
            Difference::NewUnit { name, .. } => format!(
                "there is a new unit “{name}”, which was not there last time. Confirm that it is new, say which \
                 one of last time it is, or leave it out"
            ),
            Difference::MissingUnit {
                name, total: true, ..
            } => format!(
                "the total “{name}” of last time is not there. Totals are never ranked; nothing needs to be done"
            ),
            Difference::MissingUnit {
                name,
                renamed: Some(now),
                ..
            } => format!(
                "the unit “{name}” of last time is not there, but a new one is, “{now}”. Say whether they are the same"
            ),
            Difference::MissingUnit { name, .. } => format!(
                "the unit “{name}” of last time is not there. Confirm that it is gone, or say what it is called now"
            ),
            Difference::NewIndicator { name, .. } => format!(
                "there is a new indicator “{name}”, which was not there last time. Confirm that it is new, say \
                 which one of last time it is, or leave it out"
            ),
            Difference::MissingIndicator {
                name,
                renamed: Some(now),
                ..
            } => format!(
                "the indicator “{name}” of last time is not there, but a new one is, “{now}”. Say whether only the \
                 name has changed"
            ),
            Difference::MissingIndicator { name, .. } => format!(
                "the indicator “{name}” of last time is not there. Confirm that it is gone, or say what it is \
                 called now"
            ),
            Difference::ChangedMeasure {
                indicator,
                last,
                now,
                exact,
                ..
            } => {
                let now = self.measure_or_none(now.as_deref());
                match last {
                    None => format!(
                        "the measure of “{indicator}” is {now}; last time none was told. Nothing needs to be done"
                    ),
                    Some(last) if *exact => format!(
                        "the measure of “{indicator}” is {now}, last time it was “{last}”. One can be converted \
                         into the other exactly; confirm that the values are in {now}"
                    ),
                    Some(last) => format!(
                        "the measure of “{indicator}” is {now}, last time it was “{last}”, and one cannot be \
                         converted into the other. State the right measure, or import it as another variable"
                    ),
                }
            }
            Difference::PowerOfTen {
                indicator,
                power,
                last,
                now,
                ..
            } => format!(
                "the values of “{indicator}” are about 10 to the power of {power} times those of last time: in \
                 the measure of then the median is {}, and it was {}. Check the measure, and correct it if need be",
                shown(*now),
                shown(*last)
            ),
            Difference::MovedColumn {
                name,
                last,
                now,
                across,
            } => format!(
                "the indicator “{name}” is now {}, last time it was {}. It was read by its name; nothing needs to \
                 be done",
                self.line(*now, !across),
                self.line(*last, !across)
            ),
            Difference::MovedRow {
                name,
                last,
                now,
                across,
            } => format!(
                "“{name}” is now {}, last time it was {}. It was read by its name; nothing needs to be done",
                self.line(*now, *across),
                self.line(*last, *across)
            ),
            Difference::Resorted { count } => format!(
                "{count} units stand in another order than last time. They were read by their names; nothing needs \
                 to be done"
            ),
            Difference::ChangedLayout { last, now } => format!(
                "the layout is “{}”, last time it was “{}”. Check it on the sheet, and correct it if it is wrong",
                self.table_layout(*now),
                self.table_layout(*last)
            ),
            Difference::ChangedHeaderDepth { last, now } => format!(
                "the header has {now} levels, last time it had {last}. Check the names of the columns on the \
                 sheet, and correct them if they are wrong"
            ),
            Difference::AnchorGone { texts, was, says } => format!(
                "last time you said of “{}”: {} (it stood at {was}). It is not found any more, so that was not \
                 followed. Say it again on the sheet, or drop it",
                texts.join("” to “"),
                self.said_of(says)
            ),
            Difference::Relation(difference) => self.relation_difference_en(difference),
        }
    }

    pub(super) fn periods(self, periods: &[Period]) -> String {
        match periods {
            [first, _, .., last] => {
                let (first, last) = (self.period(first), self.period(last));
                let count = periods.len();
                match self.language {
                    Language::Chinese => format!("{first}至{last}（{count} 个）"),
                    Language::English => format!("{first} to {last} ({count} of them)"),
                }
            }
            few => {
                let few: Vec<String> = few.iter().map(|it| self.period(it)).collect();
                few.join(self.pick("、", ", "))
            }
        }
    }

    pub(super) fn measure_or_none(self, measure: Option<&str>) -> String {
        measure.map_or_else(
            || self.pick("没有写明的单位", "not told").to_owned(),
            |it| format!("“{it}”"),
        )
    }

    /// A column or a row as people count.
    fn line(self, line: u32, column: bool) -> String {
        let number = u64::from(line) + 1;
        match (self.language, column) {
            (Language::Chinese, true) => format!("在 {} 列", column_letters(line)),
            (Language::Chinese, false) => format!("在第 {number} 行"),
            (Language::English, true) => format!("in column {}", column_letters(line)),
            (Language::English, false) => format!("in row {number}"),
        }
    }

    /// What a person said of a part of a sheet.
    fn said_of(self, says: &Says) -> String {
        let zh = self.language == Language::Chinese;
        match says {
            Says::Role(role) if zh => format!("“{}”", self.cell_role(*role)),
            Says::Role(role) => self.cell_role(*role).to_owned(),
            Says::HeaderDepth(depth) if zh => format!("有 {depth} 行表头的表"),
            Says::HeaderDepth(depth) => format!("its header has {depth} rows"),
            Says::Period(period) if zh => format!("{}的数据", self.period(period)),
            Says::Period(period) => format!("its period is {}", self.period(period)),
            Says::Measure(measure) if zh => format!("以“{measure}”计的数据"),
            Says::Measure(measure) => format!("its measure is “{measure}”"),
            Says::Layout(layout) if zh => format!("“{}”的表", self.table_layout(*layout)),
            Says::Layout(layout) => self.table_layout(*layout).to_owned(),
            Says::Unit(unit) if zh => format!("“{unit}”的数据"),
            Says::Unit(unit) => format!("it is about “{unit}”"),
            Says::Indicator(indicator) if zh => format!("指标“{indicator}”的数据"),
            Says::Indicator(indicator) => format!("its indicator is “{indicator}”"),
        }
    }

    /// Why a recipe could not be replayed.
    pub fn replay_error(self, error: &ReplayError) -> String {
        match (error, self.language) {
            (ReplayError::Table(error), _) => self.table_error(error),
            (ReplayError::NoSheet { file, recipe }, Language::Chinese) => format!(
                "{file}：没有与导入方案“{recipe}”相符的工作表。请选择另一个方案，或不用方案导入"
            ),
            (ReplayError::NoSheet { file, recipe }, Language::English) => format!(
                "{file}: no sheet is like those of the reading recipe “{recipe}”. Choose another recipe, or \
                 import the file without one"
            ),
        }
    }

    /// Why a file holds no recipe; `file` is its name.
    pub fn recipe_error(self, file: &str, error: &RecipeError) -> String {
        match (error, self.language) {
            (RecipeError::NotJson { line, column }, Language::Chinese) => format!(
                "{file}：第 {line} 行第 {column} 个字符处无法读懂，文件可能不完整。请重新导出导入方案"
            ),
            (RecipeError::NotJson { line, column }, Language::English) => format!(
                "{file}: cannot be understood at line {line}, character {column}; the file may be incomplete. \
                 Export the reading recipe again"
            ),
            (RecipeError::NotARecipe { .. }, Language::Chinese) => {
                format!("{file}：不是导入方案。请选择由本程序导出的导入方案文件")
            }
            (RecipeError::NotARecipe { .. }, Language::English) => {
                format!(
                    "{file}: is no reading recipe. Choose a file that this program exported as one"
                )
            }
            (RecipeError::Newer { version }, Language::Chinese) => format!(
                "{file}：导入方案的格式版本为 {version}，本程序只能读到 {RECIPE_VERSION}。请更新程序"
            ),
            (RecipeError::Newer { version }, Language::English) => format!(
                "{file}: the reading recipe has format version {version}, and this program reads up to \
                 {RECIPE_VERSION}. Update the program"
            ),
        }
    }

    /// A file of a folder that no recipe reads.
    pub fn file_unmatched(self, file: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!(
                    "{file}：没有相符的导入方案，因此没有读入。请单独导入，并把读法存为导入方案"
                )
            }
            Language::English => format!(
                "{file}: no reading recipe fits, so it was not read. Import it by itself, and keep how it was \
                 read as a recipe"
            ),
        }
    }

    /// A recipe that found no file.
    pub fn recipe_unmatched(self, recipe: &str, last: &str) -> String {
        match self.language {
            Language::Chinese => format!(
                "导入方案“{recipe}”：文件夹中没有相符的文件（上次读的是 {last}）。请把新文件放入文件夹，或单独导入"
            ),
            Language::English => format!(
                "Reading recipe “{recipe}”: no file of the folder fits (last time it read {last}). Put the new \
                 file into the folder, or import it by itself"
            ),
        }
    }

    /// There is no recipe of a name.
    pub(super) fn no_recipe(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("没有导入方案“{name}”，它可能已被删除。请刷新后重试"),
            Language::English => format!(
                "There is no reading recipe “{name}”; it may have been removed. Please try again"
            ),
        }
    }

    /// A value that a refresh would change, by the names of its variable and its unit.
    pub fn refreshed_value(self, variable: &str, unit: &str, change: &Change) -> String {
        let file = change
            .at
            .as_ref()
            .map(|it| self.cell(&it.file, &it.sheet, it.at));
        let period = self.period(&change.place.period);
        let old = shown(change.old);
        let zh = self.language == Language::Chinese;
        let new = self.or_blank(change.new);
        let corrected = change.correction.as_ref().filter(|_| change.overtakes());
        let what = match corrected.map(|it| self.or_blank(it.new)) {
            None if zh => format!("“{unit}”{period}的“{variable}”由 {old} 变为 {new}"),
            None => format!("“{variable}” of “{unit}” in {period} changes from {old} to {new}"),
            Some(own) if zh => format!(
                "“{unit}”{period}的“{variable}”由 {old} 变为 {new}，而它曾更正为 {own}。请选择保留更正或采用文件中的数值"
            ),
            Some(own) => format!(
                "“{variable}” of “{unit}” in {period} changes from {old} to {new}, and was corrected to {own} by \
                 hand. Choose whether to keep the correction or to take the value of the file"
            ),
        };
        match file {
            Some(file) if zh => format!("{file}：{what}"),
            Some(file) => format!("{file}: {what}"),
            None => what,
        }
    }

    /// A correction that was made over another value than the one imported now.
    pub fn overtaken_correction(
        self,
        (variable, unit): (&str, &str),
        overtaken: &Overtaken,
        at: Option<(&str, &str, CellAt)>,
    ) -> String {
        let period = self.period(&overtaken.place.period);
        let old = self.or_blank(overtaken.correction.old);
        let own = self.or_blank(overtaken.correction.new);
        let now = self.or_blank(overtaken.imported);
        let at = at.map(|(file, sheet, at)| self.cell(file, sheet, at));
        let what = match self.language {
            Language::Chinese => format!(
                "“{unit}”{period}的“{variable}”更正为 {own} 时，文件中是 {old}，现在是 {now}。更正仍然有效，请核对后保留或恢复导入值"
            ),
            Language::English => format!(
                "“{variable}” of “{unit}” in {period} was corrected to {own} when the file had {old}; now it has \
                 {now}. The correction still holds; check it, then keep it or restore the imported value"
            ),
        };
        let colon = self.pick("：", ": ");
        at.map_or_else(|| what.clone(), |at| format!("{at}{colon}{what}"))
    }

    fn or_blank(self, value: Option<f64>) -> String {
        value.map_or_else(|| self.pick("空白", "blank").to_owned(), shown)
    }
}

/// A number with as many digits as tell it apart, up to ten.
pub(super) fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.9e}").parse().unwrap_or(number);
    rounded.to_string()
}
