//! What a name in a table turned out to be, and what to do about it.

use super::{Language, Texts};
use crate::import::names::{
    AliasFault, AliasProblem, Extent, How, Level, Match, Place, PlaceId, Registry, Resolution,
    RowName, Suggestion, Total, TotalKind, Why,
};

impl Texts {
    /// A place, with its province where that tells it from others: 朝阳区（北京市）.
    pub fn place_name(self, registry: &Registry, id: &PlaceId) -> String {
        let Some(place) = registry.place(id) else {
            return id.to_string();
        };
        let name = self.own_name(place);
        let parent = place
            .parent
            .as_ref()
            .and_then(|parent| registry.place(parent))
            .filter(|parent| matches!(parent.level, Level::Province | Level::Prefecture));
        match (parent, self.language) {
            (Some(parent), Language::Chinese) => format!("{name}（{}）", parent.name_zh),
            (Some(parent), Language::English) => format!("{name} ({})", self.own_name(parent)),
            (None, _) => name.to_owned(),
        }
    }

    fn own_name(self, place: &Place) -> &str {
        match self.language {
            Language::English if !place.name_en.is_empty() => place.name_en,
            _ => place.name_zh,
        }
    }

    fn places(self, registry: &Registry, ids: &[PlaceId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.place_name(registry, id)).collect();
        names.join(self.pick("、", ", "))
    }

    /// What a name turned out to be, if a person should know; none where it is as plain as can be.
    pub fn resolution(
        self,
        registry: &Registry,
        text: &str,
        resolution: &Resolution,
    ) -> Option<String> {
        let text = text.trim();
        let zh = self.language == Language::Chinese;
        Some(match resolution {
            Resolution::Found(found) => return self.found(registry, text, found),
            Resolution::Unit { name } if zh => format!("“{text}”按您的别名读作“{name}”"),
            Resolution::Unit { name } => {
                format!("“{text}” was read as “{name}”, the name you gave it")
            }
            Resolution::Total(total) => self.total(text, total),
            Resolution::Several { places } => {
                let places = self.places(registry, places);
                if zh {
                    format!(
                        "“{text}”是几个地区合在一行：{places}。不参加排名；如需排名，请把它设为评价对象"
                    )
                } else {
                    format!(
                        "“{text}” holds several places: {places}. It is not ranked; make it a unit to rank it"
                    )
                }
            }
            Resolution::Ambiguous { places } => {
                let places = self.places(registry, places);
                if zh {
                    format!("“{text}”可能是：{places}。请选择一个，或在表中写明所属省份")
                } else {
                    format!(
                        "“{text}” can be: {places}. Choose one, or state the province in the table"
                    )
                }
            }
            Resolution::Near { suggestions } => self.near(registry, text, suggestions),
            Resolution::Unknown if zh => {
                format!("不认识“{text}”。它将按原名作为评价对象；如是已知地区，请为它设别名")
            }
            Resolution::Unknown => {
                format!(
                    "“{text}” is not known. It stays a unit under this name; give it an alias if it is a known place"
                )
            }
        })
    }

    fn near(self, registry: &Registry, text: &str, suggestions: &[Suggestion]) -> String {
        let colon = self.pick("：", ": ");
        let offered: Vec<String> = suggestions
            .iter()
            .map(|offer| {
                let place = self.place_name(registry, &offer.place);
                format!("{place}{colon}{}", self.why(offer.why))
            })
            .collect();
        match self.language {
            Language::Chinese => format!(
                "“{text}”不能确定。是否为：{}。请确认，或改正表中的名称",
                offered.join("；")
            ),
            Language::English => format!(
                "“{text}” cannot be told for certain. Is it {}? Confirm one, or mend the name in the table",
                offered.join("; ")
            ),
        }
    }

    fn found(self, registry: &Registry, text: &str, found: &Match) -> Option<String> {
        let place = self.place_name(registry, &found.place);
        let zh = self.language == Language::Chinese;
        let by_name = match &found.how {
            How::FullName | How::ShortName | How::English | How::Code | How::OtherName => None,
            How::UserAlias if zh => Some(format!("“{text}”按您的别名读作{place}")),
            How::UserAlias => Some(format!(
                "“{text}” was read as {place}, by the alias you set"
            )),
            How::FormerName {
                in_force: Some(true),
                ..
            } if zh => Some(format!("“{text}”是{place}当年的名称")),
            How::FormerName {
                in_force: Some(true),
                ..
            } => Some(format!("“{text}” was the name of {place} in that year")),
            How::FormerName { years, .. } => Some(self.former(text, &place, years.last)),
            How::LaterName { since } if zh => Some(format!(
                "{place}从 {since} 年起才叫“{text}”。请核对数据的年份"
            )),
            How::LaterName { since } => Some(format!(
                "{place} has been called “{text}” only since {since}. Check the year of the data"
            )),
            How::Abolished { last } => Some(self.abolished(registry, text, &found.place, *last)),
            How::Misprint if zh => Some(format!("“{text}”是常见的错字，读作{place}")),
            How::Misprint => Some(format!(
                "“{text}” is a known misprint and was read as {place}"
            )),
            How::Traditional if zh => Some(format!("“{text}”为繁体字，读作{place}")),
            How::Traditional => Some(format!(
                "“{text}” is in traditional characters and was read as {place}"
            )),
        };
        let extent = self.extent(text, found.extent);
        match (by_name, extent) {
            (Some(one), Some(other)) => Some(format!("{one}{}{other}", self.pick("；", "; "))),
            (one, other) => one.or(other),
        }
    }

    fn former(self, text: &str, place: &str, last: Option<i32>) -> String {
        match (self.language, last) {
            (Language::Chinese, Some(last)) => format!("“{text}”是{place}的旧名，用到 {last} 年"),
            (Language::Chinese, None) => format!("“{text}”是{place}的旧名"),
            (Language::English, Some(last)) => {
                format!("“{text}” is a former name of {place}, in use until {last}")
            }
            (Language::English, None) => format!("“{text}” is a former name of {place}"),
        }
    }

    fn abolished(self, registry: &Registry, text: &str, id: &PlaceId, last: i32) -> String {
        let successors = registry
            .place(id)
            .map(|place| self.places(registry, &place.successors))
            .unwrap_or_default();
        match (self.language, successors.is_empty()) {
            (Language::Chinese, true) => {
                format!("“{text}”存在到 {last} 年，此后已撤销。请核对数据的年份")
            }
            (Language::Chinese, false) => {
                format!("“{text}”存在到 {last} 年，此后并入{successors}。请核对数据的年份")
            }
            (Language::English, true) => {
                format!(
                    "“{text}” existed until {last} and was then abolished. Check the year of the data"
                )
            }
            (Language::English, false) => format!(
                "“{text}” existed until {last} and then became part of {successors}. Check the year of the data"
            ),
        }
    }

    fn extent(self, text: &str, extent: Extent) -> Option<String> {
        let said = match extent {
            Extent::Usual => return None,
            Extent::More => self.pick("的范围比该地区大", "covers more than the place itself"),
            Extent::Less => self.pick("的范围比该地区小", "covers less than the place itself"),
            Extent::Districts => self.pick("只是市辖区", "covers only the districts of the city"),
        };
        Some(match self.language {
            Language::Chinese => format!("“{text}”{said}。请核对各行口径是否一致"),
            Language::English => {
                format!("“{text}” {said}. Check that all rows have the same scope")
            }
        })
    }

    fn total(self, text: &str, total: &Total) -> String {
        let kind = self.total_kind(total.kind);
        match self.language {
            Language::Chinese => format!("“{text}”是{kind}，不参加排名，留作参照"),
            Language::English => {
                format!("“{text}” is {kind}. It is kept for reference and not ranked")
            }
        }
    }

    /// What kind of row is no unit.
    pub fn total_kind(self, kind: TotalKind) -> &'static str {
        match kind {
            TotalKind::Nation => self.pick("全国总数", "the national total"),
            TotalKind::Total => self.pick("合计", "a total"),
            TotalKind::Average => self.pick("平均数", "an average"),
            TotalKind::Scope => self.pick("统计范围", "a scope, such as the city districts"),
            TotalKind::Region => self.pick("大区", "a region"),
            TotalKind::Part => self.pick("一类或一部分地区", "a class or a part of the places"),
            TotalKind::World => self.pick("世界总数", "the world"),
            TotalKind::CountryGroup => self.pick("国家集团", "a group of countries"),
            TotalKind::Continent => self.pick("大洲", "a part of the world"),
            TotalKind::IncomeGroup => self.pick("收入组", "an income group"),
            TotalKind::HdiGroup => self.pick("人类发展分组", "a human development group"),
        }
    }

    /// Why a place is offered.
    pub fn why(self, why: Why) -> &'static str {
        match why {
            Why::Elsewhere => {
                self.pick("名称相同，但在别处", "the name fits, but it lies elsewhere")
            }
            Why::NamesDisagree => self.pick(
                "中英文名称不一致",
                "the Chinese and the English name disagree",
            ),
            Why::EnglishOnly => self.pick("只有英文名称相符", "only the English name fits"),
            Why::Ending => self.pick("名称末尾不同", "its ending is another"),
            Why::Lookalike => self.pick("有一字形近", "one character looks alike"),
            Why::SameSound => self.pick("读音相同", "it sounds the same"),
            Why::Swapped => self.pick("两字颠倒", "two characters are swapped"),
            Why::OneCharacter => self.pick("相差一字", "one character differs"),
            Why::WithoutBrackets => {
                self.pick("括号内容不符", "what stands in brackets does not fit")
            }
            Why::Spelling => self.pick("拼写相近", "the spelling is close"),
        }
    }

    /// A place that stands twice in a column.
    pub fn repeated_place(self, registry: &Registry, text: &str, row: &RowName) -> Option<String> {
        row.repeats?;
        let place = self.place_name(registry, row.resolution.place()?);
        Some(match self.language {
            Language::Chinese => format!(
                "“{}”与上面一行都是{place}。请删去一行，或改正名称",
                text.trim()
            ),
            Language::English => format!(
                "“{}” and a row above are both {place}. Remove one of them, or mend the name",
                text.trim()
            ),
        })
    }

    /// A row of a table of aliases that cannot be taken.
    pub fn alias_problem(self, registry: &Registry, file: &str, problem: &AliasProblem) -> String {
        let zh = self.language == Language::Chinese;
        let what = match &problem.fault {
            AliasFault::Incomplete if zh => "缺少名称或地区。请把两列都填上".to_owned(),
            AliasFault::Incomplete => {
                "the name or the place is missing. Fill in both columns".to_owned()
            }
            AliasFault::Repeated { name } if zh => {
                format!("“{name}”在上面已指向别处。请只留一行")
            }
            AliasFault::Repeated { name } => {
                format!("“{name}” stands above for something else. Keep one of the rows")
            }
            AliasFault::AmbiguousPlace { place, places } => {
                let places = self.places(registry, places);
                if zh {
                    format!("“{place}”可能是：{places}。请改填代码")
                } else {
                    format!("“{place}” can be: {places}. Write its code instead")
                }
            }
            AliasFault::Taken { name, place, unit } if zh => {
                format!("“{name}”已是“{unit}”的名称，不能又指“{place}”，这一行未导入")
            }
            AliasFault::Taken { name, place, unit } => format!(
                "“{name}” is a name of “{unit}” already and cannot stand for “{place}” too. The row was left out"
            ),
            AliasFault::NoUnit { place } if zh => {
                format!("项目中没有哪一个评价对象能确定是“{place}”，这一行未导入")
            }
            AliasFault::NoUnit { place } => {
                format!("no single unit of the project is “{place}”. The row was left out")
            }
            AliasFault::Unreadable if zh => "这一行无法读取。请存为 UTF-8 编码的 CSV".to_owned(),
            AliasFault::Unreadable => {
                "the line cannot be read. Save the file as CSV in UTF-8".to_owned()
            }
        };
        match self.language {
            Language::Chinese => format!("{file} 第 {} 行：{what}", problem.line),
            Language::English => format!("{file} line {}: {what}", problem.line),
        }
    }
}
