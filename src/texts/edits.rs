//! What an edit is called in the undo menu and the status bar.

use super::Texts;
use crate::project::{Edit, NodeChoice};

impl Texts {
    /// The name of an edit.
    #[expect(clippy::too_many_lines, reason = "one arm an edit")]
    pub const fn edit(self, edit: &Edit) -> &'static str {
        match edit {
            Edit::SetTitle { .. } => self.pick("修改项目名称", "rename the project"),
            Edit::SetNotes { .. } => self.pick("修改说明", "change the notes"),
            Edit::TakeTable { .. } | Edit::TakeTables { .. } => {
                self.pick("导入数据", "import data")
            }
            Edit::Refresh { .. } => self.pick("更新数据", "refresh the data"),
            Edit::KeepRecipe { .. } => self.pick("保存导入方案", "keep a reading recipe"),
            Edit::ForgetRecipe { .. } => self.pick("删除导入方案", "forget a reading recipe"),
            Edit::ExtendOutline { .. } => self.pick("扩充指标体系", "add to the framework"),
            Edit::TakeOutline { .. } => self.pick("导入指标体系", "import the framework"),
            Edit::OutlineFromVariables { .. } => self.pick("建立指标体系", "make a framework"),
            Edit::TakeGroups { .. } => self.pick("导入分组", "import groups"),
            Edit::SetGroup { .. } => self.pick("修改分组", "change a group"),
            Edit::RenameGroup { .. } => self.pick("重命名分组", "rename a group"),
            Edit::RemoveGroup { .. } => self.pick("删除分组", "remove a group"),
            Edit::Correct { .. } => self.pick("更正数值", "correct a value"),
            Edit::CorrectMany { .. } => self.pick("更正多个数值", "correct several values"),
            Edit::AddUnits { .. } => self.pick("增加评价对象", "add units"),
            Edit::DropCorrection { .. } => self.pick("恢复导入值", "restore an imported value"),
            Edit::RenameUnit { .. } => self.pick("重命名评价对象", "rename a unit"),
            Edit::OrderUnits { .. } => self.pick("调整评价对象次序", "change the order of units"),
            Edit::TakeAliases { .. } => self.pick("导入别名", "import aliases"),
            Edit::DropAlias { .. } => self.pick("删除别名", "delete an alias"),
            Edit::SetRole { .. } => self.pick("调整参评名单", "change who is ranked"),
            Edit::SetUnitRule { .. } => {
                self.pick("修改参评规则", "change the rule of who is ranked")
            }
            Edit::SetWeight { .. } => self.pick("修改权重", "change a weight"),
            Edit::EqualWeights { .. } => self.pick("设为等权", "set equal weights"),
            Edit::WeightsToHundred { .. } => {
                self.pick("权重归一化为 100%", "bring weights to 100%")
            }
            Edit::ShareWeight { .. } => {
                self.pick("联动修改权重", "change a weight with its siblings")
            }
            Edit::SetLocked { locked: true, .. } => self.pick("锁定权重", "lock a weight"),
            Edit::SetLocked { .. } => self.pick("解除权重锁定", "unlock a weight"),
            Edit::SetEnabled { .. } => self.pick("启用或停用节点", "switch a node"),
            Edit::Choose { choice, .. } => self.node_choice(choice),
            Edit::TakeJudgements { .. } => self.pick("导入判断矩阵", "import judgement matrices"),
            Edit::TakeOpinions { .. } => self.pick("导入专家权重", "import experts’ weights"),
            Edit::AddFormula { .. } => self.pick("增加计算变量", "add a computed variable"),
            Edit::SetFormula { .. } => self.pick("修改公式", "change a formula"),
            Edit::SetPooling { .. } => self.pick("修改合并方式", "change how values are pooled"),
            Edit::RemoveVariable { .. } => self.pick("删除变量", "remove a variable"),
            Edit::AddPool { .. } => self.pick("增加合并对象", "add a unit made of others"),
            Edit::SetMembers { .. } => {
                self.pick("修改合并对象的成员", "change the members of a unit")
            }
            Edit::RemovePool { .. } => self.pick("删除合并对象", "remove a unit made of others"),
            Edit::SetTiers { .. } => self.pick("修改梯队划分", "change the tiers"),
            Edit::SetDirection { .. } => self.pick("修改方向", "change a direction"),
            Edit::SetTarget { .. } => self.pick("修改目标值", "change a target"),
            Edit::SetGoalposts { .. } => self.pick("修改上下限", "change goalposts"),
            Edit::RenameNode { .. } => self.pick("重命名节点", "rename a node"),
            Edit::AddAggregate { .. } => self.pick("增加维度", "add a dimension"),
            Edit::AddIndicator { .. } => self.pick("增加指标", "add an indicator"),
            Edit::RemoveNode { .. } => self.pick("删除节点", "remove a node"),
            Edit::DuplicateNode { .. } => self.pick("复制节点", "duplicate a node"),
            Edit::GroupNode { .. } => self.pick("归入新维度", "group into a dimension"),
            Edit::ForgetChoices { .. } => {
                self.pick("取消单独设定", "take own choices of a node back")
            }
            Edit::MoveNode { .. } => self.pick("移动节点", "move a node"),
            Edit::SetMethod { .. } => self.pick("修改方法", "change the method"),
            Edit::SetNormalisation { .. } => {
                self.pick("修改无量纲化方法", "change a normalisation")
            }
            Edit::SetWeighting { .. } => self.pick("修改赋权方法", "change a weighting"),
            Edit::SetAggregation { .. } => self.pick("修改合成方法", "change an aggregation"),
            Edit::AddScenario { .. } => self.pick("增加方案", "add a scenario"),
            Edit::RenameScenario { .. } => self.pick("重命名方案", "rename a scenario"),
            Edit::RemoveScenario { .. } => self.pick("删除方案", "remove a scenario"),
            Edit::DuplicateScenario { .. } => self.pick("复制方案", "duplicate a scenario"),
            Edit::SetScenarioNote { .. } => self.pick("修改方案备注", "annotate a scenario"),
            Edit::ClearDifference { .. } => {
                self.pick("恢复为基准方案", "go back to the base in one thing")
            }
            Edit::FreezeVintage { .. } => {
                self.pick("保存为发布版本", "freeze results as a vintage")
            }
            Edit::TakeVintage { .. } => self.pick("导入发布版本", "import a vintage"),
            Edit::RenameVintage { .. } => self.pick("重命名发布版本", "rename a vintage"),
            Edit::AnnotateVintage { .. } => self.pick("修改发布版本的备注", "annotate a vintage"),
            Edit::SaveView { .. } => self.pick("保存视图", "save a view"),
            Edit::ChangeView { .. } => self.pick("更新视图", "update a view"),
            Edit::RenameView { .. } => self.pick("重命名视图", "rename a view"),
            Edit::RemoveView { .. } => self.pick("删除视图", "remove a view"),
            Edit::TakeRelation { .. } => self.pick("导入关系表", "import a relation sheet"),
            Edit::RenameRelation { .. } => self.pick("重命名关系", "rename a relation"),
            Edit::SetRelationDirected { .. } => {
                self.pick("修改关系的方向", "change the direction of a relation")
            }
            Edit::RemoveRelation { .. } => self.pick("删除关系", "remove a relation"),
            Edit::SetHouseStyle { .. } => {
                self.pick("修改工作簿样式", "change the look of workbooks")
            }
            Edit::KeepOriginal { .. } => self.pick("保存原始文件", "keep an original file"),
            Edit::DropOriginal { .. } => self.pick("删除原始文件", "drop an original file"),
            Edit::RemoveVintage { .. } => self.pick("删除发布版本", "remove a vintage"),
        }
    }

    const fn node_choice(self, choice: &NodeChoice) -> &'static str {
        match choice {
            NodeChoice::Direction(_) => self.pick("修改方向", "change a direction"),
            NodeChoice::Lag(_) => self.pick("修改滞后期", "change a lag"),
            NodeChoice::Denominator(_) => self.pick("修改分母", "change a denominator"),
            NodeChoice::Imputation(_) => self.pick("修改插补方法", "change an imputation"),
            NodeChoice::Treatment(_) => {
                self.pick("修改异常值处理", "change a treatment of outliers")
            }
            NodeChoice::MinAvailability(_) => self.pick(
                "修改可得项权重的要求",
                "change the share of weight that must be available",
            ),
            NodeChoice::Judgements(_) => self.pick("修改判断矩阵", "change judgements"),
            NodeChoice::Opinions(_) => self.pick("修改专家权重", "change experts’ weights"),
        }
    }
}
