//! Weights that change together, the map of weights, and what is done with nodes.

use crate::{
    project::Beside,
    texts::{Language, Texts},
};

impl Texts {
    /// Check box above the tree.
    pub const fn siblings_give_way(self) -> &'static str {
        self.pick("联动同级权重", "Siblings give way")
    }
    /// What the check box does.
    pub const fn siblings_give_way_help(self) -> &'static str {
        self.pick(
            "改一项权重时，同级未锁定的各项按比例增减，同级之和不变",
            "When a weight changes, siblings that are not locked change in proportion, so that their sum stays",
        )
    }
    /// Column head.
    pub const fn lock(self) -> &'static str {
        self.pick("锁定", "Lock")
    }
    /// Check box of a node.
    pub fn lock_of(self, node: &str) -> String {
        match self.language {
            Language::Chinese => format!("锁定 {node} 的权重"),
            Language::English => format!("Lock the weight of {node}"),
        }
    }
    /// What the check box does.
    pub const fn lock_help(self) -> &'static str {
        self.pick(
            "联动时这项权重不变，也不能直接修改",
            "This weight stays when siblings give way, and cannot be changed itself",
        )
    }
    /// Menu entry.
    pub const fn weights_to_hundred(self) -> &'static str {
        self.pick("归一化为 100%", "Normalise to 100%")
    }
    /// Button.
    pub const fn paste_framework(self) -> &'static str {
        self.pick("粘贴指标体系", "Paste a framework")
    }
    /// At the pointer, while a node is dragged.
    pub fn lands(self, node: &str, beside: Beside) -> String {
        let zh = self.language == Language::Chinese;
        match beside {
            Beside::Above if zh => format!("移到“{node}”之上"),
            Beside::Above => format!("Move above “{node}”"),
            Beside::Below if zh => format!("移到“{node}”之下"),
            Beside::Below => format!("Move below “{node}”"),
            Beside::First if zh => format!("移入“{node}”，排在最前"),
            Beside::First => format!("Move into “{node}”, before the others"),
            Beside::Last if zh => format!("移入“{node}”，排在最后"),
            Beside::Last => format!("Move into “{node}”, after the others"),
        }
    }
    /// At the pointer, while a node is dragged to where it stands.
    pub const fn stays_in_place(self) -> &'static str {
        self.pick("位置不变", "Stays where it is")
    }
    /// Menu entry.
    pub const fn move_out(self) -> &'static str {
        self.pick("移出上级", "Move out of its parent")
    }
    /// Menu entry.
    pub const fn move_in(self) -> &'static str {
        self.pick("移入上一项", "Move into the one above")
    }
    /// Command.
    pub const fn move_node_up(self) -> &'static str {
        self.pick(
            "上移选中的节点或评价对象",
            "Move the selected node or unit up",
        )
    }
    /// Command.
    pub const fn move_node_down(self) -> &'static str {
        self.pick(
            "下移选中的节点或评价对象",
            "Move the selected node or unit down",
        )
    }
    /// Command.
    pub const fn move_node_out(self) -> &'static str {
        self.pick(
            "把选中的节点移出上级",
            "Move the selected node out of its parent",
        )
    }
    /// Command.
    pub const fn move_node_in(self) -> &'static str {
        self.pick(
            "把选中的节点移入上一项",
            "Move the selected node into the one above",
        )
    }
    /// What was asked for needs a node.
    pub const fn choose_a_node(self) -> &'static str {
        self.pick(
            "请先在指标树中单击一个节点",
            "Click a node of the framework first",
        )
    }
    /// Menu entry.
    pub const fn duplicate(self) -> &'static str {
        self.pick("复制", "Duplicate")
    }
    /// The name of a copy.
    pub fn copy_of_node(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name} 副本"),
            Language::English => format!("Copy of {name}"),
        }
    }
    /// Menu entry.
    pub const fn group_node(self) -> &'static str {
        self.pick("归入新维度", "Group into a dimension")
    }
    /// Menu entry.
    pub const fn forget_choices(self) -> &'static str {
        self.pick("取消单独设定", "As for the whole index")
    }
    /// What the entry does.
    pub const fn forget_choices_help(self) -> &'static str {
        self.pick(
            "插补、异常值处理、无量纲化（指标），赋权、合成、最低可用比例（维度）改回全指数的设定",
            "Imputation, outliers and normalisation of an indicator, weights, aggregation and least data of a dimension go back to those of the whole index",
        )
    }
    /// Column head.
    pub const fn source_word(self) -> &'static str {
        self.pick("来源", "Source")
    }
    /// Switch beside the live ranking.
    pub const fn weight_map(self) -> &'static str {
        self.pick("权重图", "Weight map")
    }
    /// What an area of the map says.
    pub fn weight_of_index(self, node: &str, share: &str) -> String {
        match self.language {
            Language::Chinese => format!("{node}：占总指数 {share}"),
            Language::English => format!("{node}: {share} of the index"),
        }
    }
    /// What the map says, for readers of the screen aloud.
    pub fn weight_map_summary(self, count: usize, largest: &str, share: &str) -> String {
        match self.language {
            Language::Chinese => {
                format!("权重图：{count} 个指标占总指数的权重，最大的是 {largest}（{share}）")
            }
            Language::English => format!(
                "Weight map: what {count} indicators weigh in the index, the most {largest} ({share})"
            ),
        }
    }
}
