//! The window of saved views.

use crate::texts::Texts;

impl Texts {
    /// Button and title of the window.
    pub const fn saved_views(self) -> &'static str {
        self.pick("视图", "Views")
    }
    /// What the window is for.
    pub const fn saved_views_help(self) -> &'static str {
        self.pick(
            "把常用的排名、方案对比或图表连同所选的方案、时期、对象和排序存为视图，点一下就能回到那里。视图随项目保存，只记选择，数字始终按当前数据计算。",
            "Save a ranking, a comparison or a chart with its scenario, period, unit and order, and come back to it with a click. Views are saved with the project; they hold choices only, and the numbers are always those of the present data.",
        )
    }
    /// Field: what the present view is to be called.
    pub const fn new_view_name(self) -> &'static str {
        self.pick("当前视图的名称", "Name for the present view")
    }
    /// Button.
    pub const fn save_view(self) -> &'static str {
        self.pick("保存当前视图", "Save this view")
    }
    /// Field.
    pub const fn view_name(self) -> &'static str {
        self.pick("视图名称", "Name of the view")
    }
    /// Button.
    pub const fn update_view(self) -> &'static str {
        self.pick("改存当前视图", "Update to what is shown")
    }
    /// What the button does.
    pub const fn update_view_help(self) -> &'static str {
        self.pick(
            "名称不变，内容换成现在看到的样子",
            "Keeps the name and saves what is shown now",
        )
    }
    /// Button.
    pub const fn remove_view(self) -> &'static str {
        self.pick("删除此视图", "Delete this view")
    }
    /// A kind of view.
    pub const fn chart_word(self) -> &'static str {
        self.pick("图表", "Chart")
    }
    /// The period of a view that goes with the data.
    pub const fn last_period(self) -> &'static str {
        self.pick("最新时期", "latest period")
    }
}
