//! The export screen: choices for the workbook, house style, questionnaires.

use crate::{
    project::SheetKind,
    texts::{Language, Texts},
};

impl Texts {
    /// Status while a file is made.
    pub fn exporting(self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("正在导出 {name}…"),
            Language::English => format!("Exporting {name}…"),
        }
    }
    /// Choice.
    pub const fn with_formulas(self) -> &'static str {
        self.pick(
            "活公式（改权重或原始数据，排名随之变化）",
            "Live formulas (change a weight or a value, and the ranking follows)",
        )
    }
    /// Choice.
    pub const fn values_only(self) -> &'static str {
        self.pick("只有数值", "Values only")
    }
    /// Field.
    pub const fn decimals_of_scores(self) -> &'static str {
        self.pick("得分小数位", "Decimals of scores")
    }
    /// Choice of decimals.
    pub const fn by_size(self) -> &'static str {
        self.pick("自动", "automatic")
    }
    /// Choice.
    pub const fn look_for_causes(self) -> &'static str {
        self.pick(
            "分析与已发布版本不一致的可能原因（较慢）",
            "Look for likely causes of differences from published versions (slower)",
        )
    }
    /// Heading over the sheets.
    pub fn sheets_chosen(self, chosen: usize, all: usize) -> String {
        match self.language {
            Language::Chinese => format!("工作表（{chosen}/{all}）"),
            Language::English => format!("Sheets ({chosen} of {all})"),
        }
    }
    /// What leaving a sheet out does.
    pub const fn sheets_line(self) -> &'static str {
        self.pick(
            "封面和排名总是有；公式要用到的表不选时隐藏起来。没有内容的表不出现。",
            "Cover and ranking are always there; sheets that formulas need are hidden when not chosen. A sheet without content is left out.",
        )
    }
    /// A kind of sheet.
    pub const fn sheet_kind(self, kind: SheetKind) -> &'static str {
        match kind {
            SheetKind::Charts => self.pick("图表", "Charts"),
            SheetKind::Profile => self.pick("评价对象画像", "Unit profile"),
            SheetKind::Scatter => self.pick("散点图", "Scatter"),
            SheetKind::Dimensions => self.pick("各维度", "Dimensions"),
            SheetKind::Groups => self.pick("分组", "Groups"),
            SheetKind::Periods => self.pick("历年排名", "Periods"),
            SheetKind::Scenarios => self.pick("方案对比", "Scenarios"),
            SheetKind::Published => self.pick("与已发布版本对比", "Published versions"),
            SheetKind::Normalised => self.pick("指标得分", "Indicator scores"),
            SheetKind::Prepared => self.pick("处理后的数据", "Prepared data"),
            SheetKind::Raw => self.pick("原始数据", "Raw data"),
            SheetKind::Availability => self.pick("数据完整率", "Availability"),
            SheetKind::Framework => self.pick("指标体系与权重", "Framework and weights"),
            SheetKind::Experts => self.pick("专家意见", "Experts"),
            SheetKind::Sources => self.pick("数据来源", "Sources"),
            SheetKind::Steps => self.pick("逐级计算", "Steps"),
        }
    }
    /// Heading.
    pub const fn house_style(self) -> &'static str {
        self.pick("工作簿样式", "House style")
    }
    /// What it is.
    pub const fn house_style_line(self) -> &'static str {
        self.pick(
            "本单位的标志、字体和颜色，存在项目里，每次导出都用。",
            "Your office's logo, font and colour; kept in the project and used in every workbook.",
        )
    }
    /// Button.
    pub const fn choose_logo(self) -> &'static str {
        self.pick("选择标志…", "Choose a logo…")
    }
    /// Button.
    pub const fn drop_logo(self) -> &'static str {
        self.pick("去掉标志", "Remove the logo")
    }
    /// Kind of file.
    pub const fn pictures(self) -> &'static str {
        self.pick("图片", "Pictures")
    }
    /// Field.
    pub const fn font_of_cells(self) -> &'static str {
        self.pick("字体", "Font")
    }
    /// Hint in the field.
    pub const fn font_hint(self) -> &'static str {
        self.pick("默认，如 微软雅黑", "default, such as Arial")
    }
    /// Field.
    pub const fn color_of_heads(self) -> &'static str {
        self.pick("标题颜色", "Colour of heads")
    }
    /// Button.
    pub const fn plain_style(self) -> &'static str {
        self.pick("恢复默认样式", "Back to the default")
    }
    /// Button.
    pub const fn export_points(self) -> &'static str {
        self.pick(
            "导出专家打分表（百分分配）…",
            "Export questionnaire (points)…",
        )
    }
    /// What it holds.
    pub const fn export_points_line(self) -> &'static str {
        self.pick(
            "请每位专家在每组指标间分配 100 分，表内自动核对合计；收回后在“指标体系”页导入。",
            "Each expert shares out 100 points within each group, with a sum check; read the answers on the Framework screen.",
        )
    }
    /// Button.
    pub const fn export_pairs(self) -> &'static str {
        self.pick(
            "导出专家判断矩阵（AHP）…",
            "Export questionnaire (AHP pairs)…",
        )
    }
    /// What it holds.
    pub const fn export_pairs_line(self) -> &'static str {
        self.pick(
            "两两比较，另一半自动取倒数，并即时显示一致性比率 CR。",
            "Judgements in pairs; the other half is filled in, and the consistency ratio shows at once.",
        )
    }
    /// Part of a proposed file name.
    pub const fn questionnaire_file(self) -> &'static str {
        self.pick("专家问卷", "questionnaire")
    }
}
