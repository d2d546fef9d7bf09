//! The sample projects inside the program.

use std::sync::OnceLock;

use crate::{
    import::{ReadError, ReadOptions, read_bytes},
    project::{
        Document,
        recipe::{BuildError, build, parse},
    },
    texts::Texts,
};

/// A sample project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// 城市硬科技创新指数 2020.
    Hardtech2020,
    /// 全球人工智能竞争力 2025.
    Ai2025,
}

/// A file of a sample: its name and its bytes.
type File = (&'static str, &'static [u8]);

const HARDTECH_2020: [File; 3] = [
    (
        "index.toml",
        include_bytes!("../../sample-data/hardtech-2020/index.toml"),
    ),
    (
        "framework.csv",
        include_bytes!("../../sample-data/hardtech-2020/framework.csv"),
    ),
    (
        "cities.csv",
        include_bytes!("../../sample-data/hardtech-2020/cities.csv"),
    ),
];
const AI_2025: [File; 3] = [
    (
        "index.toml",
        include_bytes!("../../sample-data/ai-2025/index.toml"),
    ),
    (
        "framework.csv",
        include_bytes!("../../sample-data/ai-2025/framework.csv"),
    ),
    (
        "countries.csv",
        include_bytes!("../../sample-data/ai-2025/countries.csv"),
    ),
];

impl Sample {
    /// Every sample; the first is what the program opens on.
    pub const ALL: [Self; 2] = [Self::Hardtech2020, Self::Ai2025];

    /// What it shows.
    pub const fn line(self, texts: Texts) -> &'static str {
        match self {
            Self::Hardtech2020 => texts.sample_hardtech(),
            Self::Ai2025 => texts.sample_ai(),
        }
    }

    /// Who leads, with their scores: the picture on its card, there before anything is computed.
    pub fn leaders(self) -> Vec<(&'static str, f32)> {
        let listed = match self {
            Self::Hardtech2020 => include_str!("../../sample-data/hardtech-2020/leaders.csv"),
            Self::Ai2025 => include_str!("../../sample-data/ai-2025/leaders.csv"),
        };
        let lines = listed.lines().filter_map(|line| line.split_once(','));
        lines
            .filter_map(|(name, score)| Some((name, score.parse().ok()?)))
            .collect()
    }

    const fn files(self) -> &'static [File] {
        match self {
            Self::Hardtech2020 => &HARDTECH_2020,
            Self::Ai2025 => &AI_2025,
        }
    }

    /// What its index file calls it.
    pub fn title(self) -> &'static str {
        static TITLES: OnceLock<[String; Sample::ALL.len()]> = OnceLock::new();
        let titles = TITLES.get_or_init(|| {
            Self::ALL.map(|sample| sample.index().map(|index| index.title).unwrap_or_default())
        });
        let at = Self::ALL.iter().position(|sample| *sample == self);
        at.and_then(|at| titles.get(at)).map_or("", String::as_str)
    }

    fn index(self) -> Result<crate::project::recipe::IndexFile, BuildError> {
        let bytes = self.file("index.toml").unwrap_or_default();
        Ok(parse(&String::from_utf8_lossy(bytes))?)
    }

    fn file(self, name: &str) -> Option<&'static [u8]> {
        self.files()
            .iter()
            .find(|(file, _)| *file == name)
            .map(|(_, bytes)| *bytes)
    }

    /// The sample as a project, made as from its folder.
    pub fn document(self) -> Result<Document, BuildError> {
        let index = self.index()?;
        let mut read = |name: &str| {
            let bytes = self.file(name).ok_or_else(|| ReadError::Unreadable {
                file: name.to_owned(),
                reason: std::io::Error::from(std::io::ErrorKind::NotFound).to_string(),
            })?;
            let mut go_on = |_| std::ops::ControlFlow::Continue(());
            read_bytes(name, bytes, &ReadOptions::default(), &mut go_on)
        };
        Ok(build(&index, &mut read)?.document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::compute,
        project::{
            file::{read_parts, write_parts},
            loose_ends, resolve, template,
        },
    };

    #[test]
    fn the_pictures_show_those_who_lead() {
        for sample in Sample::ALL {
            let document = sample.document().unwrap();
            let dataset = document.main().unwrap();
            let results = compute(&resolve(dataset, None).unwrap());
            let root = results.nodes[0].periods.last().unwrap();
            assert_eq!(sample.leaders().len(), 6);
            for (place, (name, score)) in sample.leaders().into_iter().enumerate() {
                let unit = dataset.units.iter().find(|it| it.label == name).unwrap();
                let at = (results.units.iter())
                    .position(|it| it.id == unit.id)
                    .unwrap();
                assert_eq!(root.ranks.get(at), u32::try_from(place + 1).ok(), "{name}");
                let computed = root.scores.get(at).unwrap();
                assert!((computed - f64::from(score)).abs() < 0.0006, "{name}");
            }
        }
    }

    #[test]
    fn frameworks_without_data_are_sound_and_rank_nobody() {
        for sample in Sample::ALL {
            let document = sample.document().unwrap();
            let begun = template(&document, "new");
            assert_eq!(loose_ends(&begun), []);
            assert_eq!(
                read_parts("f", &write_parts(&begun).unwrap()).unwrap(),
                begun
            );
            let (of, new) = (document.main().unwrap(), begun.main().unwrap());
            assert_eq!(new.framework, of.framework);
            assert_eq!(new.variables, of.variables);
            assert!(new.units.is_empty() && new.panel.periods().is_empty());
        }
    }

    #[test]
    fn every_sample_makes_a_project_without_complaint() {
        for sample in Sample::ALL {
            let document = sample.document().unwrap();
            assert_eq!(document.title, sample.title());
            assert!(document.main().unwrap().framework.is_some());
        }
    }
}
