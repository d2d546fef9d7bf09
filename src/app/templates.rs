//! Frameworks to begin with that come without data.

use super::said::Trouble;
use crate::{
    import::{ReadOptions, outline, read_bytes},
    project::{Document, Edit},
    texts::Texts,
};

/// A framework without data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// 区域数字创新能力 2023.
    DigitalInnovation2023,
}

impl Template {
    /// Every one, in the order they are offered.
    pub const ALL: [Self; 1] = [Self::DigitalInnovation2023];

    /// What its report calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::DigitalInnovation2023 => "区域数字创新能力 2023",
        }
    }

    /// What it holds.
    pub const fn line(self, texts: Texts) -> &'static str {
        match self {
            Self::DigitalInnovation2023 => texts.template_digital_innovation(),
        }
    }

    /// What the index is called, without its year.
    const fn index_name(self) -> &'static str {
        match self {
            Self::DigitalInnovation2023 => "区域数字创新能力",
        }
    }

    const fn sheet(self) -> &'static [u8] {
        match self {
            Self::DigitalInnovation2023 => {
                include_bytes!("../../sample-data/digital-innovation-2023/framework.csv")
            }
        }
    }

    /// A project with the framework, read as a sheet of one's own would be, and variables without
    /// values.
    pub(super) fn document(self, title: &str) -> Result<Document, Trouble> {
        let mut go_on = |_| std::ops::ControlFlow::Continue(());
        let options = ReadOptions::default();
        let book = read_bytes("framework.csv", self.sheet(), &options, &mut go_on);
        let outline = outline(&book.map_err(Trouble::Read)?, None).map_err(Trouble::Table)?;
        let document = Document::new(title);
        let Some(dataset) = document.main().map(|it| it.id) else {
            return Ok(document);
        };
        let edit = Edit::TakeOutline {
            dataset,
            outline: outline.into(),
            index_name: self.index_name().to_owned(),
        };
        edit.apply(&document).map_err(Trouble::Edit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Node;

    #[test]
    fn the_levels_and_measures_are_those_of_the_report() {
        let document = Template::DigitalInnovation2023.document("new").unwrap();
        let dataset = document.main().unwrap();
        let framework = dataset.framework.as_ref().unwrap();
        assert_eq!(framework.root.name, "区域数字创新能力");
        let dimensions = framework.root.children();
        let fields: Vec<_> = dimensions.iter().flat_map(Node::children).collect();
        let leaves: Vec<_> = fields.iter().flat_map(|it| it.children()).collect();
        assert_eq!((dimensions.len(), fields.len(), leaves.len()), (4, 12, 21));
        assert!(leaves.iter().all(|it| it.indicator().is_some()));
        let measures = dataset.variables.iter().map(|it| it.measure.as_deref());
        let measures: Vec<_> = measures.collect();
        assert_eq!(measures.iter().flatten().count(), 20, "one has none");
        assert_eq!(measures[13], Some("万人年"));
        assert!(dataset.units.is_empty() && dataset.panel.periods().is_empty());
    }
}
