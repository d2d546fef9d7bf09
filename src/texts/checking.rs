//! What a check of a project file found.

use super::{
    Language, Texts,
    findings::{unit_label, variable_name},
};
use crate::{
    engine::Period,
    project::{
        Dataset, Gone, LooseEnd, Referrer,
        file::{
            Loss,
            integrity::{Integrity, PartNoticed, PartProblem},
        },
        overtaken,
    },
};

impl Texts {
    /// The first line of a check: which file, who wrote it.
    pub fn checked_file(self, file: &str, seen: &Integrity) -> String {
        let Integrity {
            format,
            program,
            parts,
            ..
        } = seen;
        match (self.language, format) {
            (Language::Chinese, Some(format)) => {
                format!("{file}：格式 {format}，由 {program} 保存，{parts} 个部分")
            }
            (Language::English, Some(format)) => {
                format!("{file}: format {format}, saved by {program}, parts: {parts}")
            }
            (Language::Chinese, None) => format!("{file}：文件不完整"),
            (Language::English, None) => format!("{file}: the file is not whole"),
        }
    }

    /// What is to be said of a part of a project file.
    pub fn part_noticed(self, noticed: &PartNoticed) -> String {
        let PartNoticed { part, what } = noticed;
        let zh = self.language == Language::Chinese;
        match what {
            PartProblem::NoList => self
                .pick(
                    "文件末尾的目录已损坏，可能没有写完或没有传完",
                    "the list of parts at its end is damaged; it may have been cut off",
                )
                .to_owned(),
            PartProblem::Damaged(left) => self.losses(&[Loss {
                part: part.clone(),
                left: left.clone(),
            }]),
            PartProblem::Missing if zh => format!("缺少“{part}”。请改用备份或旧版本"),
            PartProblem::Missing => {
                format!("“{part}” is missing; use a backup or an older version")
            }
            PartProblem::Changed if zh => format!("“{part}”与保存时不一致，程序不读这一部分"),
            PartProblem::Changed => {
                format!("“{part}” is not as it was saved; this program does not read it")
            }
            PartProblem::Unlisted if zh => format!("“{part}”不在文件的清单里，是别的程序放进去的"),
            PartProblem::Unlisted => {
                format!("“{part}” is not in the file’s manifest; another program put it there")
            }
            PartProblem::UnsafeName if zh => {
                format!("“{part}”的名称不能用作文件名，程序不理会这一部分")
            }
            PartProblem::UnsafeName => {
                format!("“{part}” has a name that no file may have, and is passed over")
            }
            PartProblem::Orphan if zh => format!("“{part}”在项目中没有用处，下次保存时去掉"),
            PartProblem::Orphan => {
                format!("nothing in the project uses “{part}”; the next save leaves it out")
            }
            PartProblem::Unknown if zh => format!("本版本不认识“{part}”，原样保留"),
            PartProblem::Unknown => {
                format!("this version does not know “{part}” and passes it on")
            }
        }
    }

    /// Something in a dataset that points at what is not there.
    pub fn loose_end(self, end: &LooseEnd) -> String {
        let from = self.referrer(&end.from);
        let zh = self.language == Language::Chinese;
        match end.to {
            Gone::Unit(id) if zh => format!("{from}提到不存在的评价对象（编号 {}）", id.0),
            Gone::Unit(id) => format!("{from} names a unit that is not there (id {})", id.0),
            Gone::Variable(id) if zh => format!("{from}提到不存在的变量（编号 {}）", id.0),
            Gone::Variable(id) => {
                format!("{from} names a variable that is not there (id {})", id.0)
            }
            Gone::Node(id) if zh => format!("{from}提到不存在的节点（编号 {}）", id.0),
            Gone::Node(id) => format!("{from} names a node that is not there (id {})", id.0),
            Gone::Scenario(id) if zh => format!("{from}提到不存在的方案（编号 {}）", id.0),
            Gone::Scenario(id) => {
                format!("{from} names a scenario that is not there (id {})", id.0)
            }
            Gone::Source if zh => format!("{from}提到不存在的文件"),
            Gone::Source => format!("{from} names a file that is not there"),
        }
    }

    fn referrer(self, from: &Referrer) -> String {
        let named = |zh: &str, en: &str, name: &str| match self.language {
            Language::Chinese => format!("{zh}“{name}”"),
            Language::English => format!("{en} “{name}”"),
        };
        match from {
            Referrer::Group(name) => named("分组", "the group", name),
            Referrer::Pool(name) => named("合并对象", "the unit made of others", name),
            Referrer::UnitRule(None) => self
                .pick("参评规则", "the rule of who is ranked")
                .to_owned(),
            Referrer::UnitRule(Some(name)) => named(
                "参评规则，方案",
                "the rule of who is ranked, in the scenario",
                name,
            ),
            Referrer::Scenario(name) => named("方案", "the scenario", name),
            Referrer::Corrections => self.pick("更正", "a correction").to_owned(),
            Referrer::Provenance => self.pick("数据来源", "the record of sources").to_owned(),
            Referrer::Pooling(name) => named("合并方式，变量", "the pooling of the variable", name),
            Referrer::Denominator(name) => named("分母，指标", "the denominator of", name),
            Referrer::Experts(name) => named(
                "专家意见，节点",
                "the experts’ judgements or weights of",
                name,
            ),
            Referrer::View(name) => named("视图", "the view", name),
            Referrer::Method(None) => self.pick("方法", "the method").to_owned(),
            Referrer::Method(Some(name)) => named("方法，指标", "the method of", name),
        }
    }

    /// Corrections by hand that were made over other values than those imported now.
    pub fn overtaken_corrections(self, count: usize, dataset: &Dataset) -> String {
        let first = overtaken(dataset).into_iter().next();
        let place = first.map(|it| {
            let unit = unit_label(dataset, it.place.unit);
            let variable = variable_name(dataset, it.place.variable);
            let period = Some(&it.place.period).filter(|it| **it != Period::Undated);
            let mut words = vec![unit.to_owned(), variable.to_owned()];
            words.extend(period.map(|it| self.period(it)));
            words.join(self.pick("，", ", "))
        });
        let place = place.unwrap_or_default();
        match self.language {
            Language::Chinese => {
                format!("有 {count} 处更正之后导入值又变了，请核对。第一处：{place}")
            }
            Language::English => format!(
                "{count} values were corrected by hand and have since changed in the file; look at them again. The first: {place}"
            ),
        }
    }

    /// A dataset without an index.
    pub const fn nothing_to_compute(self) -> &'static str {
        self.pick(
            "没有指标体系，因此没有计算结果可查",
            "there is no framework, so no results to look at",
        )
    }

    /// The heading over what was found on the file itself.
    pub const fn checked_parts(self) -> &'static str {
        self.pick("文件的各部分", "Parts of the file")
    }

    /// The heading over what was found in a dataset, or in the results of it.
    pub fn checked_dataset(self, dataset: &str, scenario: Option<&str>) -> String {
        match (self.language, scenario) {
            (Language::Chinese, None) => format!("数据集“{dataset}”"),
            (Language::English, None) => format!("Dataset “{dataset}”"),
            (Language::Chinese, Some(name)) => {
                format!("数据集“{dataset}”，方案“{name}”（只列基准方案没有的）")
            }
            (Language::English, Some(name)) => {
                format!("Dataset “{dataset}”, scenario “{name}” (what the base has not)")
            }
        }
    }

    /// How much was found: errors, warnings, notes.
    pub fn checked_in_all(self, counts: [usize; 3]) -> String {
        let [errors, warnings, notes] = counts;
        match (self.language, errors + warnings + notes) {
            (Language::Chinese, 0) => "没有发现问题".to_owned(),
            (Language::English, 0) => "nothing found".to_owned(),
            (Language::Chinese, _) => format!("错误 {errors}，提醒 {warnings}，说明 {notes}"),
            (Language::English, _) => {
                format!("errors: {errors}; warnings: {warnings}; notes: {notes}")
            }
        }
    }

    /// A check that found errors.
    pub fn check_failed(self, file: &str, errors: usize) -> String {
        match self.language {
            Language::Chinese => format!("{file}：检查出 {errors} 个错误，见上"),
            Language::English => format!("{file}: errors found: {errors}, as listed"),
        }
    }
}
