//! A column of names, read as a whole.

use super::{
    Column, Context, Level, NameRow, PlaceId, Registry, Resolution, RowName,
    written::{Written, key},
};

/// What a row can be before its neighbours are looked at.
#[derive(Default)]
struct Draft {
    places: Vec<PlaceId>,
    levels: Vec<Level>,
}

/// What stands above a row.
#[derive(Clone, Debug, Default)]
struct Block {
    place: Option<PlaceId>,
    /// A heading without data: what stands under it lies inside it. A province with data may as well be the
    /// row before, as in a list of large cities.
    is_heading: bool,
}

impl Registry {
    /// Reads a column of names: first the levels it is made of, then row by row under its headings.
    pub fn resolve_column(&self, rows: &[NameRow<'_>], context: &Context<'_>) -> Column {
        let drafts: Vec<Draft> = rows
            .iter()
            .map(|row| self.draft(row.text, context))
            .collect();
        let levels = if context.levels.is_empty() {
            levels(&drafts, rows)
        } else {
            context.levels.clone()
        };
        let numbers_are_codes = self.numbers_are_codes(rows, context);
        let mut column = Column {
            levels: levels.clone(),
            rows: Vec::new(),
        };
        let mut block = Block {
            place: context.within.clone(),
            is_heading: context.within.is_some(),
        };
        for (at, (row, draft)) in rows.iter().zip(&drafts).enumerate() {
            let twin = twin(&drafts, at);
            let (resolution, within) = if !numbers_are_codes && is_short_number(row.text) {
                (Resolution::Unknown, None)
            } else {
                self.row(row, draft, &levels, (&block, twin), context)
            };
            let heading = self.is_heading(rows, &drafts, at, &resolution, &levels);
            let next = self.block_after(&block, &resolution, (heading, row.has_data), context);
            block = next;
            let repeats = resolution.place().and_then(|place| {
                column.rows.iter().position(|known| {
                    !known.heading && !heading && known.resolution.place() == Some(place)
                })
            });
            column.rows.push(RowName {
                resolution,
                within,
                heading,
                repeats,
            });
        }
        column
    }

    /// The places a text can mean, whatever stands around it.
    fn draft(&self, text: &str, context: &Context<'_>) -> Draft {
        let free = Context {
            levels: Vec::new(),
            within: None,
            year: context.year,
            aliases: context.aliases,
        };
        let places = match self.resolve(text, &free) {
            Resolution::Found(found) => vec![found.place],
            Resolution::Ambiguous { places } => places,
            _ => return Draft::default(),
        };
        let mut levels: Vec<Level> = Vec::new();
        for place in places.iter().filter_map(|id| self.place(id)) {
            // A municipality and a region in two lists speak for neither.
            let known = if place.is_municipality() || place.same_as.is_some() {
                None
            } else {
                Some(place.level)
            };
            levels.extend(known.filter(|level| !levels.contains(level)));
        }
        Draft { places, levels }
    }

    fn row(
        &self,
        row: &NameRow<'_>,
        draft: &Draft,
        levels: &[Level],
        (block, twin): (&Block, Twin),
        context: &Context<'_>,
    ) -> (Resolution, Option<PlaceId>) {
        let mut narrow = Context {
            levels: levels.to_vec(),
            within: None,
            ..context.clone()
        };
        if draft.levels.len() > 1 && levels.len() > 1 {
            narrow.levels = self.levels_of_double(row, levels, block, twin);
        }
        let under = block.place.clone();
        if block.is_heading {
            narrow.within.clone_from(&under);
            let inside = self.resolve(row.text, &narrow);
            // Another city without data is the next heading.
            if !row.has_data && context.within.is_none() && inside.place().is_none() {
                narrow.within = None;
                let free = self.resolve(row.text, &narrow);
                if free.place().is_some() {
                    return (free, None);
                }
            }
            return (inside, under);
        }
        // Under a row with data the province only decides between equals.
        let free = self.resolve(row.text, &narrow);
        if matches!(free, Resolution::Ambiguous { .. }) && under.is_some() {
            narrow.within.clone_from(&under);
            let inside = self.resolve(row.text, &narrow);
            if inside.place().is_some() {
                return (inside, under);
            }
        }
        let inside = match (free.place(), &under) {
            (Some(place), Some(outer)) => self.is_inside(place, outer),
            _ => false,
        };
        (free, under.filter(|_| inside))
    }

    /// The level of 吉林 where a column lists provinces and cities.
    fn levels_of_double(
        &self,
        row: &NameRow<'_>,
        levels: &[Level],
        block: &Block,
        twin: Twin,
    ) -> Vec<Level> {
        let own = block
            .place
            .as_ref()
            .and_then(|place| self.place(place))
            .is_some_and(|place| {
                place.level == Level::Province
                    && key(place.short_zh) == key(&Written::of(row.text).bare)
            });
        let province = match twin {
            _ if own => false,
            Twin::First => true,
            Twin::Second => false,
            Twin::None if !row.has_data => true,
            Twin::None => return levels.iter().take(1).copied().collect(),
        };
        let wanted = if province {
            Level::Province
        } else {
            Level::Prefecture
        };
        if levels.contains(&wanted) {
            vec![wanted]
        } else {
            levels.to_vec()
        }
    }

    /// Whether a row is a heading: no data, and the rows after it lie inside it.
    fn is_heading(
        &self,
        rows: &[NameRow<'_>],
        drafts: &[Draft],
        at: usize,
        resolution: &Resolution,
        levels: &[Level],
    ) -> bool {
        let Some(outer) = resolution.place() else {
            return false;
        };
        if rows.get(at).is_none_or(|row| row.has_data) {
            return false;
        }
        let below_main = self
            .place(outer)
            .zip(levels.first())
            .is_some_and(|(place, main)| place.level < *main);
        let next = drafts
            .iter()
            .skip(at + 1)
            .find(|draft| !draft.places.is_empty());
        let over_next =
            next.is_some_and(|next| next.places.iter().any(|place| self.is_inside(place, outer)));
        over_next
            || (below_main
                && self
                    .place(outer)
                    .is_some_and(|place| !place.is_municipality()))
    }

    /// What the next row stands under.
    fn block_after(
        &self,
        block: &Block,
        resolution: &Resolution,
        (heading, has_data): (bool, bool),
        context: &Context<'_>,
    ) -> Block {
        // A province that the caller knows holds for all rows.
        if context.within.is_some() && !heading {
            return block.clone();
        }
        let Some(place) = resolution.place().and_then(|id| self.place(id)) else {
            return block.clone();
        };
        let opens = heading || (has_data && matches!(place.level, Level::Province));
        if opens {
            return Block {
                place: Some(place.id.clone()),
                is_heading: heading,
            };
        }
        block.clone()
    }

    /// Whether the short numbers of a column are codes of divisions: nearly all of them are known. Running
    /// numbers are not.
    fn numbers_are_codes(&self, rows: &[NameRow<'_>], context: &Context<'_>) -> bool {
        let numbers: Vec<&str> = rows
            .iter()
            .map(|row| row.text)
            .filter(|text| is_short_number(text))
            .collect();
        let known = numbers
            .iter()
            .filter(|number| self.resolve(number, context).place().is_some())
            .count();
        known * 10 >= numbers.len() * 9
    }
}

/// Whether a name that is a province and a city stands twice in the column, and which of the two this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Twin {
    None,
    First,
    Second,
}

fn twin(drafts: &[Draft], at: usize) -> Twin {
    let Some(draft) = drafts.get(at).filter(|draft| draft.levels.len() > 1) else {
        return Twin::None;
    };
    let same = |other: &Draft| other.places == draft.places;
    let before = drafts.iter().take(at).filter(|other| same(other)).count();
    let after = drafts
        .iter()
        .skip(at + 1)
        .filter(|other| same(other))
        .count();
    match (before, after) {
        (0, 1) => Twin::First,
        (1, 0) => Twin::Second,
        _ => Twin::None,
    }
}

fn is_short_number(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_suffix(".0").unwrap_or(text);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The levels of the rows that can be only one thing, the most frequent first. A level that is rare beside
/// another is an accident.
fn levels(drafts: &[Draft], rows: &[NameRow<'_>]) -> Vec<Level> {
    let count = |with_data_only: bool| {
        let mut counts = [0_usize; 6];
        for (draft, row) in drafts.iter().zip(rows) {
            if let [level] = draft.levels.as_slice()
                && (row.has_data || !with_data_only)
                && let Some(count) = counts.get_mut(*level as usize)
            {
                *count += 1;
            }
        }
        counts
    };
    let mut counts = count(true);
    if counts.iter().all(|count| *count == 0) {
        counts = count(false);
    }
    let every = count(false);
    let all = [
        Level::Country,
        Level::Province,
        Level::Prefecture,
        Level::DirectCounty,
        Level::County,
        Level::Cluster,
    ];
    let mut found: Vec<(usize, Level)> = all
        .iter()
        .zip(counts.iter().zip(every))
        .filter(|(_, (_, every))| *every > 0)
        .map(|(level, (count, _))| (*count, *level))
        .collect();
    let most = found.iter().map(|(count, _)| *count).max().unwrap_or(0);
    // Headings have no data and are kept; a level with data must be a tenth of the column.
    found.retain(|(count, _)| *count == 0 || *count * 10 >= most);
    found.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    found.into_iter().map(|(_, level)| level).collect()
}
