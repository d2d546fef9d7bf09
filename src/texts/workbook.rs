//! Sheet names, column headers and labels of the ranked workbook.

use super::{Language, Texts};
use crate::engine::treat::Map;

impl Texts {
    /// Sheet: what this is and how it was made.
    pub const fn sheet_cover(&self) -> &'static str {
        self.pick("封面", "Cover")
    }

    /// Sheet: the index with its dimensions, best first.
    pub const fn sheet_ranking(&self) -> &'static str {
        self.pick("排名", "Ranking")
    }

    /// Sheet: scores of the indicators.
    pub const fn sheet_normalised(&self) -> &'static str {
        self.pick("指标得分", "Normalised")
    }

    /// Sheet: how much of each unit was observed.
    pub const fn sheet_available(&self) -> &'static str {
        self.pick("可得率", "Availability")
    }

    /// What the sheet of availability shows.
    pub const fn about_available(&self) -> &'static str {
        self.pick(
            "各评价对象有数据的指标所占比例，以及因数据不足而不参评的对象",
            "The share of indicators with data for each unit, and who is left out for having too few",
        )
    }

    /// Column: the share of observed values that are not zero.
    pub const fn column_nonzero(&self) -> &'static str {
        self.pick("非零比例", "Share not zero")
    }

    /// Column: whether the unit is left out.
    pub const fn column_left_out(&self) -> &'static str {
        self.pick("筛选结果", "Screening")
    }

    /// The unit is left out.
    pub const fn left_out(&self) -> &'static str {
        self.pick("不参评", "Left out")
    }

    /// Sheet: values as they were normalised.
    pub const fn sheet_prepared(&self) -> &'static str {
        self.pick("处理后数据", "Treated data")
    }

    /// What the sheet of values as they were normalised shows.
    pub const fn about_prepared(&self) -> &'static str {
        self.pick(
            "除以分母、插补缺失、处理异常值之后的数值；黄底为插补或截尾的数，批注写明来源",
            "Values after dividing, filling gaps and treating outliers; yellow was filled in or moved, with a note",
        )
    }

    /// A denominator, and how much of it one counts: `常住人口（每 10000）`.
    pub fn with_per(&self, name: &str, per: f64) -> String {
        match self.language {
            _ if per == 1.0 => name.to_owned(),
            Language::Chinese => format!("{name}（每 {per}）"),
            Language::English => format!("{name} (per {per})"),
        }
    }

    /// The note on a column that was divided.
    pub fn divided_by(&self, name: &str, per: f64) -> String {
        let per = (per != 1.0).then(|| per.to_string());
        match (self.language, per) {
            (Language::Chinese, None) => format!("已除以“{name}”"),
            (Language::Chinese, Some(per)) => format!("已除以“{name}”，每 {per}"),
            (Language::English, None) => format!("Divided by “{name}”"),
            (Language::English, Some(per)) => format!("Divided by “{name}”, per {per}"),
        }
    }

    /// The note on a column whose values are on another scale.
    pub fn scale_note(&self, map: Map) -> Option<String> {
        Some(match (map, self.language) {
            (Map::Identity, _) => return None,
            (Map::Log { min, shift }, Language::Chinese) => {
                format!("已取对数：ln(x − {min} + {shift})")
            }
            (Map::Log { min, shift }, Language::English) => {
                format!("Logarithm: ln(x − {min} + {shift})")
            }
            (Map::BoxCox { lambda }, Language::Chinese) => {
                format!("已作 Box–Cox 变换：λ = {lambda}")
            }
            (Map::BoxCox { lambda }, Language::English) => {
                format!("Box–Cox transformation: λ = {lambda}")
            }
        })
    }

    /// Column: tier.
    pub const fn column_tier(&self) -> &'static str {
        self.pick("梯队", "Tier")
    }

    /// A tier, counted from 0 for the best.
    pub fn tier_label(&self, tier: usize) -> String {
        const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        match (self.language, CHINESE.get(tier)) {
            (Language::Chinese, Some(number)) => format!("第{number}梯队"),
            (Language::Chinese, None) => format!("第 {} 梯队", tier + 1),
            (Language::English, _) => format!("Tier {}", tier + 1),
        }
    }

    /// Sheet: values as imported and corrected.
    pub const fn sheet_raw(&self) -> &'static str {
        self.pick("原始数据", "Raw data")
    }

    /// Sheet: the tree with its weights.
    pub const fn sheet_framework(&self) -> &'static str {
        self.pick("指标体系与权重", "Framework and weights")
    }

    /// Sheet: the index in every period. Never `History`, which spreadsheets keep for themselves.
    pub const fn sheet_history(&self) -> &'static str {
        self.pick("历期结果", "By period")
    }

    /// What the sheet of a dimension shows, for the list of contents.
    pub const fn about_dimension(&self) -> &'static str {
        self.pick(
            "该维度及其下各项的得分与排名",
            "Scores and ranks of this dimension and all below it",
        )
    }

    /// What the ranking shows.
    pub const fn about_ranking(&self) -> &'static str {
        self.pick(
            "总指数与各维度的得分和排名",
            "The index and its dimensions, scores and ranks",
        )
    }

    /// What the sheet of indicator scores shows.
    pub const fn about_normalised(&self) -> &'static str {
        self.pick(
            "各指标无量纲化之后的得分",
            "The score of every indicator, made comparable",
        )
    }

    /// What the sheet of raw values shows.
    pub const fn about_raw(&self) -> &'static str {
        self.pick(
            "各指标的原始数值；灰底为缺失，黄底为人工更正，批注写明原值与理由",
            "The values behind the scores; grey is missing, yellow is corrected by hand with a note",
        )
    }

    /// What the framework sheet shows.
    pub const fn about_framework(&self) -> &'static str {
        self.pick(
            "各级指标、方向、权重、方法与来源",
            "The tree with directions, weights, methods and sources",
        )
    }

    /// What the sheet of periods shows.
    pub const fn about_history(&self) -> &'static str {
        self.pick(
            "总指数在各时期的得分和排名",
            "Score and rank of the index in every period",
        )
    }

    /// Column: rank.
    pub const fn column_rank(&self) -> &'static str {
        self.pick("排名", "Rank")
    }

    /// Column: unit.
    pub const fn column_unit(&self) -> &'static str {
        self.pick("评价对象", "Unit")
    }

    /// Column: the rank of a node, beside the column of its score.
    pub fn column_rank_of(&self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}排名"),
            Language::English => format!("{name} rank"),
        }
    }

    /// Column: the score in a period.
    pub fn column_score_in(&self, period: &str) -> String {
        match self.language {
            Language::Chinese => format!("{period}得分"),
            Language::English => format!("{period} score"),
        }
    }

    /// A name with its measure: `GDP（亿元）`.
    pub fn with_measure(&self, name: &str, measure: Option<&str>) -> String {
        match (measure, self.language) {
            (None, _) => name.to_owned(),
            (Some(measure), Language::Chinese) => format!("{name}（{measure}）"),
            (Some(measure), Language::English) => format!("{name} ({measure})"),
        }
    }

    /// Columns of the framework sheet, in order.
    pub const fn framework_columns(&self) -> [&'static str; 15] {
        match self.language {
            Language::Chinese => [
                "层级",
                "代码",
                "名称",
                "方向",
                "录入权重",
                "相对权重",
                "综合权重",
                "计量单位",
                "下限",
                "上限",
                "目标",
                "分母",
                "方法",
                "来源",
                "数据位置",
            ],
            Language::English => [
                "Level",
                "Code",
                "Name",
                "Direction",
                "Typed weight",
                "Relative weight",
                "Effective weight",
                "Measure",
                "Lower limit",
                "Upper limit",
                "Target",
                "Denominator",
                "Method",
                "Source",
                "Data location",
            ],
        }
    }

    /// In place of a method: the node takes no part.
    pub const fn switched_off(&self) -> &'static str {
        self.pick("已停用", "Switched off")
    }

    /// Where a column was read: file, sheet (none for a text file) and column letters.
    pub fn data_location(&self, file: &str, sheet: &str, column: &str) -> String {
        match self.language {
            Language::Chinese if sheet.is_empty() => format!("{file}，{column} 列"),
            Language::Chinese => format!("{file}，工作表“{sheet}”，{column} 列"),
            Language::English if sheet.is_empty() => format!("{file}, column {column}"),
            Language::English => format!("{file}, sheet “{sheet}”, column {column}"),
        }
    }

    /// The note on a corrected value: what the file said, and why it was changed.
    pub fn correction_note(&self, old: Option<f64>, why: &str) -> String {
        let old = old.map_or_else(
            || self.pick("缺失", "missing").to_owned(),
            |old| old.to_string(),
        );
        let why = if why.is_empty() {
            self.pick("未说明", "not stated")
        } else {
            why
        };
        match self.language {
            Language::Chinese => format!("人工更正。原值：{old}。理由：{why}"),
            Language::English => format!("Corrected by hand. It was: {old}. Reason: {why}"),
        }
    }

    /// The scenario in which nothing is changed.
    pub const fn base_scenario(&self) -> &'static str {
        self.pick("基准方案", "Base")
    }

    /// The labels of the cover, in order: period, scenario, units, method, findings, contents, notes, made by.
    pub const fn cover_labels(&self) -> CoverLabels {
        match self.language {
            Language::Chinese => CoverLabels {
                period: "时期",
                scenario: "方案",
                units: "评价对象",
                method: "方法",
                formulas: "公式",
                findings: "注意事项",
                contents: "内容",
                notes: "备注",
                made: "制作",
            },
            Language::English => CoverLabels {
                period: "Period",
                scenario: "Scenario",
                units: "Units",
                method: "Method",
                formulas: "Formulas",
                findings: "Please note",
                contents: "Contents",
                notes: "Notes",
                made: "Made with",
            },
        }
    }

    /// The period shown, and how many others there are.
    pub fn cover_period(&self, shown: &str, first: &str, last: &str, count: usize) -> String {
        match self.language {
            _ if count < 2 => shown.to_owned(),
            Language::Chinese => format!("{shown}（共 {count} 期：{first}至{last}）"),
            Language::English => format!("{shown} (of {count} periods, {first} to {last})"),
        }
    }

    /// How many units are ranked, how many shown for reference.
    pub fn cover_unit_count(&self, ranked: usize, reference: usize) -> String {
        match self.language {
            Language::Chinese if reference == 0 => format!("参评 {ranked} 个"),
            Language::Chinese => format!("参评 {ranked} 个，另列参照 {reference} 个"),
            Language::English if reference == 0 => format!("{ranked} ranked"),
            Language::English => format!("{ranked} ranked, {reference} for reference"),
        }
    }

    /// Some names in a row, and that there are more.
    pub fn short_list(&self, names: &[&str], all: usize) -> String {
        let listed = names.join(self.pick("、", ", "));
        match self.language {
            _ if names.len() >= all => listed,
            Language::Chinese => format!("{listed} 等 {all} 个"),
            Language::English => format!("{listed} and {} more", all - names.len()),
        }
    }

    /// A finding behind its severity.
    pub fn graded(&self, severity: &str, sentence: &str) -> String {
        match self.language {
            Language::Chinese => format!("〔{severity}〕{sentence}"),
            Language::English => format!("{severity}: {sentence}"),
        }
    }

    /// That some findings are not listed.
    pub fn more_findings(&self, left_out: usize) -> String {
        match self.language {
            Language::Chinese => format!("另有 {left_out} 条，请在程序中查看"),
            Language::English => format!("{left_out} more: see them in the program"),
        }
    }

    /// That nothing was noticed.
    pub const fn no_findings(&self) -> &'static str {
        self.pick("没有发现问题", "Nothing to report")
    }

    /// The program, its version and the day of export.
    pub fn made_by(&self, version: &str, date: Option<&str>) -> String {
        match (self.language, date) {
            (_, None) => format!("Heng 衡 {version}"),
            (Language::Chinese, Some(date)) => format!("Heng 衡 {version}，{date}"),
            (Language::English, Some(date)) => format!("Heng 衡 {version}, {date}"),
        }
    }

    /// The page number at the foot of a printed page, in the spreadsheet's own marks.
    pub const fn page_footer(&self) -> &'static str {
        self.pick("&C第 &P 页，共 &N 页", "&CPage &P of &N")
    }
}

/// The labels of the cover.
#[derive(Clone, Copy, Debug)]
pub struct CoverLabels {
    /// Which period is shown.
    pub period: &'static str,
    /// Which scenario is shown.
    pub scenario: &'static str,
    /// Who is ranked.
    pub units: &'static str,
    /// How it was computed.
    pub method: &'static str,
    /// What in the workbook follows a change.
    pub formulas: &'static str,
    /// What the engine noticed.
    pub findings: &'static str,
    /// The sheets.
    pub contents: &'static str,
    /// The makers' own words.
    pub notes: &'static str,
    /// With which program, and when.
    pub made: &'static str,
}
