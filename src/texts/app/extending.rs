//! A framework that is added to the one there is.

use crate::{
    project::{Growth, NodeTrait, TraitValue, Turned},
    texts::{Language, Texts},
};

impl Texts {
    /// Choice of the preview.
    pub const fn replace_framework(self) -> &'static str {
        self.pick("替换现有体系", "Replace the present framework")
    }
    /// Choice of the preview.
    pub const fn extend_framework(self) -> &'static str {
        self.pick("加入现有体系", "Add to the present framework")
    }
    /// What the choice does.
    pub const fn extend_framework_help(self) -> &'static str {
        self.pick(
            "新节点加在对应的上级之下；已有的节点按代码、再按路径或名称对应，位置不变；什么也不删除",
            "New nodes come under their parents; known ones, by code, else by path or name, stay where they are; \
             nothing is removed",
        )
    }
    /// Check box.
    pub const fn keep_known_nodes(self) -> &'static str {
        self.pick(
            "已有节点的设定不变，只加新节点",
            "Leave known nodes as they are, add new ones only",
        )
    }
    /// What adding a framework comes to.
    pub fn growth(self, growth: &Growth) -> String {
        let (added, changed, same) = (growth.added(), growth.changed(), growth.unchanged);
        match self.language {
            Language::Chinese => {
                format!("新增 {added} 个节点，改动 {changed} 个，其余 {same} 个不变（可撤销）")
            }
            Language::English => {
                format!("{added} nodes added, {changed} changed, {same} unchanged (can be undone)")
            }
        }
    }
    /// Heading of a list.
    pub const fn changes_of_known_nodes(self) -> &'static str {
        self.pick("已有节点的改动", "Changes of known nodes")
    }
    /// A change of a known node.
    pub fn turned(self, turned: &Turned) -> String {
        let what = self.node_trait(turned.what);
        let (from, to) = (self.trait_value(&turned.from), self.trait_value(&turned.to));
        match self.language {
            Language::Chinese => format!("{}：{what}由{from}改为{to}", turned.node),
            Language::English => format!("{}: {what} from {from} to {to}", turned.node),
        }
    }
    /// A measure that is called otherwise and stays.
    pub fn measure_stays(self, turned: &Turned) -> String {
        let (from, to) = (self.trait_value(&turned.from), self.trait_value(&turned.to));
        match self.language {
            Language::Chinese => format!(
                "{}：已有数据的计量单位是{from}，表中写的是{to}，保持不变",
                turned.node
            ),
            Language::English => format!(
                "{}: its data are in {from}, the sheet says {to}; it stays as it is",
                turned.node
            ),
        }
    }
    /// Beside a node of the preview.
    pub const fn new_node(self) -> &'static str {
        self.pick("新增", "new")
    }
    const fn node_trait(self, what: NodeTrait) -> &'static str {
        match what {
            NodeTrait::Name => self.pick("名称", "name"),
            NodeTrait::Weight => self.pick("权重", "weight"),
            NodeTrait::Direction => self.pick("方向", "direction"),
            NodeTrait::Measure => self.pick("计量单位", "measure"),
            NodeTrait::Source => self.pick("来源", "source"),
            NodeTrait::Lo => self.pick("下限", "lower goalpost"),
            NodeTrait::Hi => self.pick("上限", "upper goalpost"),
            NodeTrait::Target => self.pick("目标", "target"),
            NodeTrait::Lag => self.pick("滞后期数", "lag"),
            NodeTrait::Denominator => self.pick("分母", "denominator"),
            NodeTrait::Per => self.pick("每多少分母", "units of the denominator"),
            NodeTrait::Formula => self.pick("公式", "formula"),
        }
    }
    fn trait_value(self, value: &TraitValue) -> String {
        match value {
            TraitValue::Blank => self.pick("空白", "blank").to_owned(),
            TraitValue::Number(number) => number.to_string(),
            TraitValue::Words(words) => format!("“{words}”"),
            TraitValue::Direction(direction) => self.direction_name(*direction).to_owned(),
        }
    }
}
