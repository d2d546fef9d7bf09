//! The guide and the page about methods, as the program shows them: the files under `docs` are the
//! one place of what they say.

mod find;
mod inline;
mod parse;
mod topic;

use std::sync::LazyLock;

pub use find::Hit;
pub use inline::{Span, plain};
pub use parse::Block;
pub use topic::Topic;

use super::{Language, Texts};

static CHINESE: LazyLock<Manual> = LazyLock::new(|| Manual {
    pages: [
        parse::sections(include_str!("../../../docs/guide.zh.md")),
        parse::sections(include_str!("../../../docs/methods.zh.md")),
    ],
});
static ENGLISH: LazyLock<Manual> = LazyLock::new(|| Manual {
    pages: [
        parse::sections(include_str!("../../../docs/guide.en.md")),
        parse::sections(include_str!("../../../docs/methods.en.md")),
    ],
});

/// A page of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManualPage {
    /// How to use the program.
    Guide,
    /// How each step computes.
    Methods,
}

/// A place in the manual: the same in both languages, but for the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The page.
    pub page: ManualPage,
    /// Which of its sections, from 0: the introduction.
    pub section: usize,
    /// Which block of the section, from 0: its heading.
    pub block: usize,
}

/// The pages in one language.
#[derive(Debug)]
pub struct Manual {
    pages: [Vec<Vec<Block>>; 2],
}

impl Texts {
    /// The manual in this language.
    pub fn manual(self) -> &'static Manual {
        match self.language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        }
    }
}

impl ManualPage {
    const ALL: [Self; 2] = [Self::Guide, Self::Methods];

    /// The first words of the names of its files.
    const fn stem(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Methods => "methods",
        }
    }
}

impl Manual {
    fn sections(&self, page: ManualPage) -> &[Vec<Block>] {
        let [guide, methods] = &self.pages;
        match page {
            ManualPage::Guide => guide,
            ManualPage::Methods => methods,
        }
    }

    /// The section of a place, its heading first; empty where there is none.
    pub fn section(&self, at: Spot) -> &[Block] {
        let section = self.sections(at.page).get(at.section);
        section.map_or(&[], Vec::as_slice)
    }

    /// Every block with its place, in reading order.
    fn blocks(&self) -> impl Iterator<Item = (Spot, &Block)> {
        ManualPage::ALL.into_iter().flat_map(move |page| {
            let sections = self.sections(page).iter().enumerate();
            sections.flat_map(move |(section, blocks)| {
                let place = move |block| Spot {
                    page,
                    section,
                    block,
                };
                let blocks = blocks.iter().enumerate();
                blocks.map(move |(at, block)| (place(at), block))
            })
        })
    }

    /// Every heading: where it is, its level (1 the title of a page), and its words.
    pub fn contents(&self) -> impl Iterator<Item = (Spot, usize, String)> {
        self.blocks().filter_map(|(at, block)| match block {
            Block::Heading(level, words) => Some((at, *level, plain(words))),
            _ => None,
        })
    }

    /// The section before a place and the one after it.
    pub fn neighbours(&self, at: Spot) -> [Option<Spot>; 2] {
        let sections = self
            .contents()
            .filter(|(_, level, _)| *level < 3)
            .map(|(at, ..)| at);
        let sections: Vec<Spot> = sections.collect();
        let here = sections
            .iter()
            .position(|it| it.page == at.page && it.section == at.section);
        let near = |by: isize| sections.get(here?.checked_add_signed(by)?).copied();
        [near(-1), near(1)]
    }

    /// Where a topic is treated.
    pub fn topic(&self, topic: Topic, language: Language) -> Option<Spot> {
        let (page, heading) = topic.heading(language);
        let mut all = self.contents();
        all.find(|(at, _, words)| at.page == page && words == heading)
            .map(|(at, ..)| at)
    }

    /// Where a method is explained: below the heading that names its key as files write it, `key`
    /// or `key:P` with a parameter, in the section of the topic; else at the topic.
    pub fn method(&self, topic: Topic, key: &str, language: Language) -> Option<Spot> {
        let section = self.topic(topic, language)?;
        let names = |span: &Span| {
            let rest = span.text.strip_prefix(key).filter(|_| span.code);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        };
        let block = self
            .section(section)
            .iter()
            .position(|it| matches!(it, Block::Heading(_, words) if words.iter().any(names)));
        Some(Spot {
            block: block.unwrap_or(0),
            ..section
        })
    }

    /// Where a link leads that stands on a page; none if that is not in the manual.
    pub fn follow(&self, from: ManualPage, link: &str, language: Language) -> Option<Spot> {
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        let named = |page: &ManualPage| file == format!("{}.{}.md", page.stem(), language.key());
        let page = if file.is_empty() {
            from
        } else {
            ManualPage::ALL.into_iter().find(named)?
        };
        let mut headings = self.contents().filter(|(at, ..)| at.page == page);
        let found = headings.find(|(.., words)| anchor.is_empty() || anchor_of(words) == anchor);
        found.map(|(at, ..)| at)
    }
}

/// The anchor of a heading, as GitHub makes it.
fn anchor_of(heading: &str) -> String {
    let kept = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter => letter.is_alphanumeric().then_some(letter),
    });
    kept.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_headings() {
        let shape = |manual: &Manual| -> Vec<_> {
            let all = manual.contents();
            all.map(|(at, level, _)| (at.page, at.section, level))
                .collect()
        };
        assert!(shape(&CHINESE).len() > 80);
        assert_eq!(shape(&CHINESE), shape(&ENGLISH));
    }

    #[test]
    fn every_topic_is_a_heading_at_the_same_place() {
        for topic in Topic::ALL {
            let [zh, en] = Language::ALL.map(|it| Texts::new(it).manual().topic(topic, it));
            assert!(zh.is_some(), "{topic:?} is no heading in Chinese");
            assert_eq!(zh, en, "{topic:?}");
        }
    }

    #[test]
    fn links_into_the_manual_lead_somewhere() {
        let mut followed = 0;
        for language in Language::ALL {
            let manual = Texts::new(language).manual();
            for (at, block) in manual.blocks() {
                for link in spans(block).filter_map(|it| it.link.as_deref()) {
                    let own = ["guide.", "methods."].iter().any(|it| link.starts_with(it));
                    let to = manual.follow(at.page, link, language);
                    assert_eq!(to.is_some(), own, "{link}");
                    followed += usize::from(own);
                }
            }
            let to = manual.follow(ManualPage::Guide, "#nothing-like-it", language);
            assert_eq!(to, None);
        }
        assert!(followed >= 6, "only {followed}");
    }

    #[test]
    fn a_method_is_found_by_its_key_in_the_section_of_its_step() {
        for language in Language::ALL {
            let manual = Texts::new(language).manual();
            let heading = |topic, key| {
                let at = manual.method(topic, key, language).unwrap();
                assert_ne!(at.block, 0, "{key}");
                (at.section, plain_of(&manual.section(at)[at.block]))
            };
            let ranks = heading(Topic::Normalisation, "borda");
            let count = heading(Topic::Aggregation, "borda");
            assert!(ranks.0 < count.0 && ranks.1 != count.1);
            assert!(heading(Topic::Aggregation, "power").1.contains("power:P"));
            let other = manual.method(Topic::Tiers, "no-such-key", language);
            assert_eq!(other, manual.topic(Topic::Tiers, language));
        }
    }

    fn plain_of(block: &Block) -> String {
        let words: Vec<Span> = spans(block).cloned().collect();
        plain(&words)
    }

    /// All words but those of code.
    fn spans(block: &Block) -> impl Iterator<Item = &Span> {
        let (line, table): (&[Span], &[Vec<Vec<Span>>]) = match block {
            Block::Heading(_, line) | Block::Paragraph(line) | Block::Item(line) => (line, &[]),
            Block::Code(_) => (&[], &[]),
            Block::Table(rows) => (&[], rows),
        };
        line.iter().chain(table.iter().flatten().flatten())
    }
}
