//! Rows that are no units: totals, regions, groups of countries.

use super::{
    Registry, Total, TotalKind, data,
    written::{Written, key},
};

/// A name of a total.
#[derive(Debug)]
pub(super) struct TotalName {
    key: Box<str>,
    kind: TotalKind,
    of: &'static str,
}

/// The names of totals, in order.
pub(super) fn total_names() -> Vec<TotalName> {
    let mut names = Vec::new();
    for [kind, of, chinese, english, others] in data::groups() {
        let Some(kind) = kind_of(kind) else { continue };
        for name in [of, chinese, english]
            .into_iter()
            .chain(data::parts(others))
        {
            let key = key(name).into_boxed_str();
            if !key.is_empty() {
                names.push(TotalName { key, kind, of });
            }
        }
    }
    names.sort_by(|a, b| (&a.key, a.of).cmp(&(&b.key, b.of)));
    names.dedup_by(|a, b| a.key == b.key);
    names
}

fn kind_of(word: &str) -> Option<TotalKind> {
    Some(match word {
        "nation" => TotalKind::Nation,
        "total" => TotalKind::Total,
        "average" => TotalKind::Average,
        "scope" => TotalKind::Scope,
        "region" => TotalKind::Region,
        "part" => TotalKind::Part,
        "world" => TotalKind::World,
        "country-group" => TotalKind::CountryGroup,
        "continent" => TotalKind::Continent,
        "income-group" => TotalKind::IncomeGroup,
        "hdi-group" => TotalKind::HdiGroup,
        _ => return None,
    })
}

impl Registry {
    fn total_named(&self, key: &str) -> Option<Total> {
        let at = self
            .totals
            .binary_search_by(|name| (*name.key).cmp(key))
            .ok()?;
        self.totals.get(at).map(|name| Total {
            kind: name.kind,
            key: name.of.to_owned(),
        })
    }

    /// The total a text means, if it means one.
    pub(super) fn total(&self, written: &Written) -> Option<Total> {
        let whole = key(&written.text);
        let bare = key(&written.bare);
        if let Some(total) = self.total_named(&whole).or_else(|| self.total_named(&bare)) {
            return Some(total);
        }
        if let Some(simple) = self.simplified(&bare)
            && let Some(total) = self.total_named(&simple)
        {
            return Some(total);
        }
        if let Some((chinese, latin)) = written.bilingual()
            && let Some(total) = self.total_named(&key(&chinese))
        {
            // 北 Beijing is no total; 全国 China is.
            let latin = key(&latin);
            let place = self.named(&latin).iter().any(|name| {
                self.at(name.place)
                    .is_some_and(|place| place.id.as_str() != "CHN")
            });
            return (!place).then_some(total);
        }
        let kind = summed(&bare)?;
        Some(Total { kind, key: bare })
    }
}

/// 河北合计, Hebei total: a name with a word for a sum behind it.
fn summed(key: &str) -> Option<TotalKind> {
    const SUMS: [(&str, TotalKind); 10] = [
        ("合计", TotalKind::Total),
        ("总计", TotalKind::Total),
        ("小计", TotalKind::Total),
        ("总和", TotalKind::Total),
        ("合計", TotalKind::Total),
        ("總計", TotalKind::Total),
        ("平均", TotalKind::Average),
        ("平均值", TotalKind::Average),
        ("subtotal", TotalKind::Total),
        ("average", TotalKind::Average),
    ];
    SUMS.iter()
        .find(|(ending, _)| key.ends_with(ending))
        .map(|(_, kind)| *kind)
}
