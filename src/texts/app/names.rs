//! Names of units on their way in, and the other names of units.

use crate::{
    import::{
        NameDoubt, NameQuestion,
        names::{AliasTarget, Extent, Registry},
    },
    texts::{Language, Texts},
};

impl Texts {
    /// Heading over the questions about names.
    pub fn names_asked(self, count: usize) -> String {
        match (self.language, count) {
            (Language::Chinese, 0) => "名称".to_owned(),
            (Language::Chinese, _) => format!("名称（{count} 个待确认）"),
            (Language::English, 0) => "Names".to_owned(),
            (Language::English, _) => format!("Names (to confirm: {count})"),
        }
    }
    /// What is asked about a name, without the choices.
    pub fn name_question(self, registry: &Registry, question: &NameQuestion) -> String {
        self.name_asked(registry, &question.name, &question.doubt)
    }

    /// A doubtful name where nobody is there to be asked: what it can be, and what it stands for.
    pub(in crate::texts) fn name_doubt(self, name: &str, doubt: &NameDoubt) -> String {
        let registry = Registry::bundled();
        let asked = self.name_asked(registry, name, doubt);
        let offered: Vec<String> = doubt
            .offered()
            .iter()
            .map(|it| self.name_target(registry, it))
            .collect();
        let offered = self.names_in_a_row(&offered);
        let stands = match doubt {
            NameDoubt::Several { .. } | NameDoubt::SamePlace { .. } => "",
            _ => self.pick(
                "？现按原名单独作为评价对象；如有误，请改正表中的名称",
                "? It stands for a unit of its own; mend the name in the table if that is wrong",
            ),
        };
        let space = if offered.is_empty() {
            ""
        } else {
            self.pick("", " ")
        };
        format!("{asked}{space}{offered}{stands}")
    }

    fn name_asked(self, registry: &Registry, name: &str, doubt: &NameDoubt) -> String {
        let zh = self.language == Language::Chinese;
        match doubt {
            NameDoubt::Near { .. } if zh => format!("“{name}”没有收录，是否为："),
            NameDoubt::Near { .. } => format!("“{name}” is not known. Is it:"),
            NameDoubt::Ambiguous { .. } if zh => format!("“{name}”不止一个，是哪一个："),
            NameDoubt::Ambiguous { .. } => {
                format!("There are several places called “{name}”. Which one:")
            }
            NameDoubt::Several { .. } if zh => {
                format!("“{name}”是几个地区合在一行，不参加排名")
            }
            NameDoubt::Several { .. } => {
                format!("“{name}” holds several places and is not ranked")
            }
            NameDoubt::Part { place, extent } => {
                let place = self.place_name(registry, place);
                let how = match extent {
                    Extent::More => self.pick("范围比它大", "covers more"),
                    Extent::Less => self.pick("范围比它小", "covers less"),
                    Extent::Districts => self.pick("只是市辖区", "covers only its districts"),
                    Extent::Usual => self.pick("范围可能不同", "may differ"),
                };
                if zh {
                    format!("“{name}”与{place}不同：{how}。是否仍作为：")
                } else {
                    format!("“{name}” is not {place}: it {how}. Take it all the same as:")
                }
            }
            NameDoubt::SamePlace { place, first } => {
                let place = self.place_name(registry, place);
                if zh {
                    format!(
                        "“{name}”与“{first}”都是{place}，而且同一时期都有数据。将分别作为评价对象；如为重复，请在“原表”上把其中一行设为不采用"
                    )
                } else {
                    format!(
                        "“{name}” and “{first}” are both {place}, with data in the same period. They become two units; if one repeats the other, mark its row as not used"
                    )
                }
            }
        }
    }
    /// Button: one of the things a name can be.
    pub fn name_target(self, registry: &Registry, target: &AliasTarget) -> String {
        match target {
            AliasTarget::Place(place) => self.place_name(registry, place),
            AliasTarget::Unit(unit) => unit.clone(),
        }
    }
    /// Button: a name is a unit of its own.
    pub const fn name_of_its_own(self) -> &'static str {
        self.pick("单独作为评价对象", "A unit of its own")
    }
    /// What was answered.
    pub fn name_answered(self, registry: &Registry, name: &str, target: &AliasTarget) -> String {
        let own = matches!(target, AliasTarget::Unit(unit) if unit == name);
        match (self.language, own) {
            (Language::Chinese, true) => format!("“{name}”单独作为评价对象"),
            (Language::English, true) => format!("“{name}” is a unit of its own"),
            (Language::Chinese, false) => {
                format!("“{name}”＝{}", self.name_target(registry, target))
            }
            (Language::English, false) => {
                format!("“{name}” is {}", self.name_target(registry, target))
            }
        }
    }
    /// Button: the answer is taken back.
    pub const fn name_unsaid(self) -> &'static str {
        self.pick("撤回", "Take back")
    }
    /// Units that the project does not know yet.
    pub fn new_units(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("项目中没有、将新增的评价对象（{count}）："),
            Language::English => format!("New to the project ({count}): "),
        }
    }
    /// Units of the project that the table does not name.
    pub fn units_not_named(self, count: usize) -> String {
        match self.language {
            Language::Chinese => format!("项目中有、本表没有的评价对象（{count}）："),
            Language::English => format!("In the project and not in this table ({count}): "),
        }
    }
    /// Names in a row of text.
    pub fn names_in_a_row(self, names: &[String]) -> String {
        names.join(self.pick("、", ", "))
    }
}
