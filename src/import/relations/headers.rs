//! The header of a list of edges: the row that names both ends.

use super::{RelationForm, RelationLayout, RelationRole};
use crate::import::{Cell, Sheet, words};

/// The header row is looked for in so many rows.
const ROWS: usize = 30;

/// Words that begin the headers of the two ends; what follows is the same in both. With the last,
/// whether an edge has a direction.
const BEGINNINGS: [(&str, &str, Option<bool>); 26] = [
    ("source", "target", None),
    ("src", "dst", None),
    ("from", "to", Some(true)),
    ("origin", "destination", Some(true)),
    ("origin", "dest", Some(true)),
    ("citing", "cited", Some(true)),
    ("来源", "目标", None),
    ("源", "目标", None),
    ("来源", "目的", Some(true)),
    ("出发", "到达", Some(true)),
    ("出发", "目的", Some(true)),
    ("始发", "终到", Some(true)),
    ("起始", "终止", Some(true)),
    ("起点", "终点", Some(true)),
    ("起", "终", Some(true)),
    ("流出", "流入", Some(true)),
    ("迁出", "迁入", Some(true)),
    ("转出", "转入", Some(true)),
    ("输出", "输入", Some(true)),
    ("输出", "吸纳", Some(true)),
    ("出口", "进口", Some(true)),
    ("投资", "被投资", Some(true)),
    ("控股", "被控股", Some(true)),
    ("申请", "被申请", Some(true)),
    ("转让", "受让", Some(true)),
    ("施引", "被引", Some(true)),
];

/// Headers that go together only as they are.
const PAIRS: [(&str, &str, Option<bool>); 16] = [
    ("出发地", "目的地", Some(true)),
    ("出让方", "受让方", Some(true)),
    ("引用方", "被引方", Some(true)),
    ("技术输出方", "技术吸纳方", Some(true)),
    ("供应商", "客户", Some(true)),
    ("供应商", "采购商", Some(true)),
    ("卖方", "买方", Some(true)),
    ("exporter", "importer", Some(true)),
    ("sender", "receiver", Some(true)),
    ("seller", "buyer", Some(true)),
    ("supplier", "customer", Some(true)),
    ("investor", "investee", Some(true)),
    ("i", "j", None),
    ("甲方", "乙方", None),
    ("投资方", "标的公司", Some(true)),
    ("牵头单位", "合作单位", None),
];

/// What two ends can be called that are told apart by a number alone, as 机构1 and 机构2.
const NODES: [&str; 38] = [
    "节点",
    "机构",
    "单位",
    "城市",
    "省份",
    "省",
    "省市",
    "国家",
    "地区",
    "企业",
    "公司",
    "高校",
    "申请人",
    "专利权人",
    "作者",
    "主体",
    "合作方",
    "合作单位",
    "合作机构",
    "成员",
    "地点",
    "股东",
    "node",
    "city",
    "country",
    "province",
    "region",
    "org",
    "organization",
    "organisation",
    "institution",
    "author",
    "entity",
    "firm",
    "company",
    "id",
    "name",
    "partner",
];

/// What tells the two ends apart.
const NUMBERS: [(&str, &str); 6] = [
    ("1", "2"),
    ("a", "b"),
    ("一", "二"),
    ("甲", "乙"),
    ("i", "j"),
    ("①", "②"),
];

/// Headers that tell a framework, whose 来源 and 目标 are no nodes.
const FRAMEWORK: [&str; 14] = [
    "指标",
    "指标名称",
    "上级",
    "上级代码",
    "parent",
    "iparent",
    "一级指标",
    "二级指标",
    "三级指标",
    "indicator",
    "下限",
    "上限",
    "分母",
    "denominator",
];

/// Where a header stands, and the columns of the two ends.
pub(super) struct Header {
    /// Counted from 0.
    pub(super) row: u32,
    /// The columns of the two ends, counted from 0.
    pub(super) source: u32,
    pub(super) target: u32,
    /// Whether the headers tell a direction.
    pub(super) directed: Option<bool>,
    /// Running numbers may stand for nodes.
    pub(super) numbers: bool,
    /// The headers by themselves tell a relation sheet.
    pub(super) sure: bool,
}

/// A header without its measure, as words are compared.
pub(super) fn key(text: &str) -> String {
    let (name, _) = words::split_measure(&words::clean(text));
    words::key(&name).replace(['_', '-'], "")
}

/// The first row that names both ends of an edge, by its words or by what was said of them.
pub(super) fn find(sheet: &Sheet, layout: &RelationLayout) -> Option<Header> {
    if layout.form == Some(RelationForm::Matrix) {
        return None;
    }
    if let Some(said) = layout.header_row {
        let mut rows = sheet.rows();
        return rows
            .find(|(row, _)| *row == said)
            .and_then(|(row, cells)| of_row(row, cells, layout));
    }
    let mut rows = sheet.rows().take(ROWS);
    rows.find_map(|(row, cells)| of_row(row, cells, layout))
}

fn of_row(row: u32, cells: &[Cell], layout: &RelationLayout) -> Option<Header> {
    let here = layout.header_row == Some(row);
    // A wide sheet is no list of edges, and looking for pairs takes time.
    if (cells.len() < 2 && !here) || cells.len() > 200 {
        return None;
    }
    let keys: Vec<String> = cells.iter().map(|it| key(&it.value.text())).collect();
    let column = |name: &str| {
        let place = keys.iter().position(|it| it == name)?;
        cells.get(place).map(|it| it.at.column)
    };
    let said = |role: RelationRole| {
        let mut columns = layout.columns.iter().filter(|it| it.1 == role);
        let named = |it: &u32| here || cells.iter().any(|cell| cell.at.column == *it);
        let mut roles = layout.roles.iter().filter(|it| it.1 == role);
        columns
            .find_map(|(column, _)| Some(*column).filter(named))
            .or_else(|| roles.find_map(|(name, _)| column(&key(name))))
    };
    let framework = keys.iter().any(|it| FRAMEWORK.contains(&it.as_str()));
    let found = pair(&keys).and_then(|pair| {
        Some(Header {
            row,
            source: column(&pair.source)?,
            target: column(&pair.target)?,
            directed: pair.directed,
            numbers: pair.numbers,
            sure: !framework,
        })
    });
    let found = found.filter(|it| free(layout, it.source) && free(layout, it.target));
    let (source, target) = (said(RelationRole::Source), said(RelationRole::Target));
    if source.is_none() && target.is_none() {
        return found;
    }
    let found = found.as_ref();
    let source = source.or_else(|| found.map(|it| it.source))?;
    let target = target.or_else(|| found.map(|it| it.target))?;
    let same = found.is_some_and(|it| it.source == source && it.target == target);
    (source != target).then(|| Header {
        row,
        source,
        target,
        directed: found.filter(|_| same).and_then(|it| it.directed),
        numbers: true,
        sure: true,
    })
}

/// Whether nothing else was said of a column than that it is an end.
fn free(layout: &RelationLayout, column: u32) -> bool {
    let said = layout.column(column);
    said.is_none_or(|it| matches!(it, RelationRole::Source | RelationRole::Target))
}

struct Pair {
    source: String,
    target: String,
    directed: Option<bool>,
    numbers: bool,
}

/// The headers of the two ends.
fn pair(keys: &[String]) -> Option<Pair> {
    let has = |it: &str| keys.iter().any(|key| key == it);
    let told = |source: &str, target: &str, directed, numbers| Pair {
        source: source.to_owned(),
        target: target.to_owned(),
        directed,
        numbers,
    };
    let whole = PAIRS.iter().find(|(a, b, _)| has(a) && has(b));
    if let Some((a, b, directed)) = whole {
        return Some(told(a, b, *directed, *a == "i"));
    }
    for (first, second, directed) in BEGINNINGS {
        for source in keys {
            let Some(rest) = source.strip_prefix(first) else {
                continue;
            };
            let target = format!("{second}{rest}");
            // A single character says too little, but for 源 and 目标.
            let says = !rest.is_empty() || first.chars().count() > 1 || first == "源";
            if says && has(&target) {
                let ids = matches!(rest, "id" | "node" | "nodeid" | "节点" | "编号" | "代码");
                let plain = rest.is_empty() && directed.is_none();
                return Some(told(source, &target, directed, ids || plain));
            }
        }
    }
    numbered(keys).map(|(a, b)| {
        let ids = a.starts_with("id") || a.starts_with("node") || a.starts_with("节点");
        told(&a, &b, None, ids)
    })
}

/// 机构1 and 机构2, but not with a 机构3 beside them.
fn numbered(keys: &[String]) -> Option<(String, String)> {
    let has = |it: &str| keys.iter().any(|key| key == it);
    for (first, second) in NUMBERS {
        for source in keys {
            let before = source.strip_suffix(first).filter(|it| NODES.contains(it));
            let after = source.strip_prefix(first).filter(|it| NODES.contains(it));
            let (target, third) = match (before, after) {
                (Some(stem), _) => (format!("{stem}{second}"), format!("{stem}3")),
                (None, Some(stem)) => (format!("{second}{stem}"), format!("3{stem}")),
                (None, None) => continue,
            };
            if has(&target) && !has(&third) {
                return Some((source.clone(), target));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_found_by_their_headers() {
        for (headers, expected) in [
            ("Source,Target,Type,Id,Label,Weight", "source>target"),
            ("年份,投资方,被投资方", "投资方>被投资方 directed"),
            ("投资企业,被投资企业,金额", "投资企业>被投资企业 directed"),
            ("源节点,目标节点,权重", "源节点>目标节点"),
            ("出发地,目的地,人数（万人）", "出发地>目的地 directed"),
            ("From,To,Count", "from>to directed"),
            ("source_id,target_id", "sourceid>targetid"),
            ("机构1,机构2,合作次数", "机构1>机构2"),
            ("节点A,节点B", "节点a>节点b"),
            ("i,j,value", "i>j"),
            ("甲方,乙方,合同金额", "甲方>乙方"),
            ("机构1,机构2,机构3", ""),
            ("备注1,备注2", ""),
            ("地区,指标,年份,数值,来源", ""),
            ("地区,出口额,进口额", "出口额>进口额 directed"),
            ("地区,GDP,人口", ""),
        ] {
            let keys: Vec<String> = headers.split(',').map(key).collect();
            let found = pair(&keys).map_or_else(String::new, |it| {
                let directed = if it.directed == Some(true) {
                    " directed"
                } else {
                    ""
                };
                format!("{}>{}{directed}", it.source, it.target)
            });
            assert_eq!(found, expected, "{headers}");
        }
    }
}
