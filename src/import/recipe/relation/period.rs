//! The period of edges that tell none, told as last time.

use crate::{
    engine::Period,
    import::{
        recipe::{
            Difference, PeriodBy, PeriodTold,
            periods::{Hint, following},
        },
        relations::{RelationLayout, RelationRole, RelationTable},
        sheet_map::{Evidence, told},
    },
};

/// What title, sheet and file tell, the surest first.
fn hints(table: &RelationTable) -> Vec<Hint> {
    let places = [
        (&table.title, Evidence::Title),
        (&table.sheet, Evidence::SheetName),
        (&table.file, Evidence::FileName),
    ];
    let told = places.into_iter().filter_map(|(text, from)| {
        Some(Hint {
            period: told(text).period?,
            from,
            sure: true,
        })
    });
    told.collect()
}

/// Whether a column tells the periods.
pub(super) fn is_dated(table: &RelationTable) -> bool {
    let mut columns = table.columns.iter();
    columns.any(|it| it.role == RelationRole::Period || it.period.is_some())
}

/// What told the periods of a sheet that was taken.
pub(super) fn learn(table: &RelationTable, layout: &RelationLayout) -> PeriodTold {
    let last = table.list.edges.periods();
    let hints = hints(table);
    let same = |typed: &Period| hints.iter().find(|it| it.period == *typed);
    let (by, hint) = match &layout.period {
        _ if is_dated(table) => (PeriodBy::Cells, None),
        Some(typed) => match same(typed) {
            Some(hint) => (PeriodBy::Sheet(hint.from), Some(hint)),
            None => (PeriodBy::Typed, hints.first()),
        },
        None => match hints.first() {
            Some(hint) => (PeriodBy::Sheet(hint.from), Some(hint)),
            None => (PeriodBy::Nothing, None),
        },
    };
    PeriodTold {
        last,
        by,
        typed: layout.period.clone().filter(|_| by == PeriodBy::Typed),
        hint: hint.map(|it| it.period.clone()),
        answered: None,
    }
}

/// The period to put on edges that tell none; asked where nothing tells it as last time. `same` says that
/// it is the file of last time.
pub(super) fn now(
    told: &PeriodTold,
    table: &RelationTable,
    same: bool,
    asked: &mut Vec<Difference>,
) -> Option<Period> {
    if is_dated(table) || matches!(told.by, PeriodBy::Cells | PeriodBy::Nothing) {
        return None;
    }
    if let Some(answered) = &told.answered {
        return Some(answered.clone());
    }
    let hints = hints(table);
    if let PeriodBy::Sheet(from) = told.by {
        let same = hints.iter().find(|it| it.from == from);
        if let Some(hint) = same.or(hints.first()) {
            return Some(hint.period.clone());
        }
    }
    if same && told.typed.is_some() {
        return told.typed.clone();
    }
    let last = told.typed.as_ref().or(told.last.last())?;
    let proposal = told.proposal(hints.first());
    let proposal = proposal.unwrap_or_else(|| following(last));
    asked.push(Difference::PeriodAsked {
        last: Some(last.clone()),
        proposal: proposal.clone(),
        at: None,
    });
    Some(proposal)
}
