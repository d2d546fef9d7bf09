//! The edges of one relation as text: a row an edge, then a row with a source alone for each node
//! that no edge touches; empty is none.

use crate::{
    engine::{Edge, EdgesBuilder, Period},
    import::relations::{AttributeBuilder, EdgeList},
    project::{DatasetId, RelationId},
};

/// The columns that stand before those of attributes.
const COLUMNS: [&str; 6] = ["source", "target", "kind", "period", "weight", "cell"];

/// The name of the part that holds a relation's edges.
pub(super) fn part_of(dataset: DatasetId, relation: RelationId) -> String {
    format!("relations/{}/{}.csv", dataset.0, relation.0)
}

/// Whether this is the name of such a part.
pub(super) fn is_part(name: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().is_ok();
    let inside = name
        .strip_prefix("relations/")
        .and_then(|it| it.strip_suffix(".csv"));
    inside
        .and_then(|it| it.split_once('/'))
        .is_some_and(|(dataset, relation)| number(dataset) && number(relation))
}

/// Edges as text, exactly.
pub(super) fn write(list: &EdgeList) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let attributes = list.attributes.iter().map(|it| it.name.as_str());
    writer
        .write_record(COLUMNS.into_iter().chain(attributes))
        .map_err(|error| error.to_string())?;
    let edges = list.edges.iter().zip(&list.cells).enumerate();
    for (at, (edge, cell)) in edges {
        let weight = edge.weight.map_or_else(String::new, |it| it.to_string());
        let (period, cell) = (edge.period.to_string(), cell.to_string());
        let kind = edge.kind.unwrap_or_default();
        let fixed = [edge.source, edge.target, kind, &period, &weight, &cell];
        let rest = list.attributes.iter().map(|it| it.get(at).unwrap_or(""));
        writer
            .write_record(fixed.into_iter().chain(rest))
            .map_err(|error| error.to_string())?;
    }
    let tied = list.edges.nodes().len() - list.edges.alone();
    for node in list.edges.nodes().iter().skip(tied) {
        let empty = COLUMNS.len() - 1 + list.attributes.len();
        let rest = std::iter::repeat_n("", empty);
        writer
            .write_record(std::iter::once(node.as_str()).chain(rest))
            .map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

/// The edges that a text holds, and what is wrong with it from some row on.
pub(super) struct Told {
    pub(super) list: EdgeList,
    /// How many rows were understood.
    pub(super) rows: usize,
    /// What is wrong with the row after those.
    pub(super) wrong: Option<String>,
}

/// Reads such a text.
pub(super) fn read(bytes: &[u8]) -> Result<EdgeList, String> {
    let told = read_as_far_as_possible(bytes)?;
    told.wrong.map_or(Ok(told.list), Err)
}

/// The same, up to the first row that cannot be understood.
pub(super) fn read_as_far_as_possible(bytes: &[u8]) -> Result<Told, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    if !header.iter().take(COLUMNS.len()).eq(COLUMNS) {
        return Err("no columns of edges".to_owned());
    }
    let mut work = Work {
        builder: EdgesBuilder::default(),
        list: EdgeList::default(),
        attributes: header
            .iter()
            .skip(COLUMNS.len())
            .map(AttributeBuilder::new)
            .collect(),
    };
    let (mut record, mut rows) = (csv::StringRecord::new(), 0);
    let wrong = loop {
        match reader.read_record(&mut record) {
            Ok(true) => match work.row(&record) {
                Ok(()) => rows += 1,
                Err(wrong) => break Some(wrong),
            },
            Ok(false) => break None,
            Err(error) => break Some(error.to_string()),
        }
    };
    let attributes = work.attributes.into_iter();
    let list = EdgeList {
        edges: work.builder.done(),
        attributes: attributes.map(AttributeBuilder::done).collect(),
        ..work.list
    };
    Ok(Told { list, rows, wrong })
}

struct Work {
    builder: EdgesBuilder,
    list: EdgeList,
    attributes: Vec<AttributeBuilder>,
}

impl Work {
    fn row(&mut self, record: &csv::StringRecord) -> Result<(), String> {
        let text = |at: usize| record.get(at).unwrap_or_default();
        if record.iter().skip(1).all(str::is_empty) {
            self.builder.node(text(0));
            return Ok(());
        }
        let weight = match text(4) {
            "" => None,
            written => {
                let number = written.parse().ok().filter(|it: &f64| it.is_finite());
                Some(number.ok_or_else(|| format!("{written:?} is no number"))?)
            }
        };
        let cell = text(5).parse().or(Err("an edge of no cell"))?;
        let period = Period::from(text(3).to_owned());
        let edge = Edge {
            source: text(0),
            target: text(1),
            kind: Some(text(2)),
            period: &period,
            weight,
        };
        if !self.builder.push(&edge) {
            return Err("an edge without an end".to_owned());
        }
        self.list.cells.push(cell);
        for (attribute, text) in self.attributes.iter_mut().zip(record.iter().skip(6)) {
            attribute.push(Some(text));
        }
        Ok(())
    }
}

/// Whether what was read is what was written, weights bit for bit.
pub(super) fn is_same(read: &EdgeList, written: &EdgeList) -> bool {
    let bits = |list: &EdgeList| -> Vec<Option<u64>> {
        let weights = list.edges.iter().map(|it| it.weight);
        weights.map(|it| it.map(f64::to_bits)).collect()
    };
    read == written && bits(read) == bits(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CellAt;

    fn list() -> EdgeList {
        let mut builder = EdgesBuilder::default();
        let period = Period::Year(2020);
        for (source, kind, weight) in [
            ("a,\"b\"\r\n", Some("k"), Some(0.1 + 0.2)),
            (" 乙 ", None, Some(-0.0)),
            ("x", None, None),
        ] {
            builder.push(&Edge {
                source,
                target: "乙",
                kind,
                period: &period,
                weight,
            });
        }
        builder.node("alone");
        let mut attribute = AttributeBuilder::new("备注, \"x\"");
        for text in [Some("t"), None, Some("t")] {
            attribute.push(text);
        }
        let cell = |row| CellAt { row, column: 27 };
        EdgeList {
            edges: builder.done(),
            cells: vec![cell(1), cell(2), cell(9)],
            attributes: vec![attribute.done()],
        }
    }

    #[test]
    fn edges_read_back_bit_for_bit() {
        let text = write(&list()).unwrap();
        let back = read(&text).unwrap();
        assert!(
            is_same(&back, &list()),
            "{}",
            String::from_utf8_lossy(&text)
        );
        assert_eq!(write(&back).unwrap(), text);
    }

    #[test]
    fn what_comes_before_the_damage_is_told() {
        let text = String::from_utf8(write(&list()).unwrap()).unwrap();
        for (from, to) in [("AB10", "??"), ("x,乙", ",乙"), ("-0", "inf")] {
            assert!(text.contains(from), "{text}");
            let told = read_as_far_as_possible(text.replace(from, to).as_bytes()).unwrap();
            assert!(
                told.wrong.is_some() && told.rows < 3 && told.list.is_whole(),
                "{from}"
            );
        }
        assert!(read(b"unit,2020\n1,2\n").is_err());
    }
}
