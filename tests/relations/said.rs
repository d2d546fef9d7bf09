//! What a person says of a sheet's parts, and what the parts are for.

use heng::import::{
    Book, CellAt,
    relations::{
        RelationCell, RelationForm, RelationLayout, RelationLooked, RelationRole, RelationSays,
        looked,
    },
    sheet_map::Area,
};

use super::{book, told};

/// A sheet that a person works on.
struct Desk {
    book: Book,
    layout: RelationLayout,
}

impl Desk {
    fn new(text: &str) -> Self {
        Self {
            book: book("plain.csv", text),
            layout: RelationLayout::default(),
        }
    }

    fn looked(&self) -> RelationLooked {
        looked(&self.book, &self.layout)
    }

    fn say(&mut self, area: Area, says: RelationSays) {
        let map = self.looked().map;
        assert!(map.offers(area).contains(&says), "{says:?}");
        self.layout.say(&map, area, says);
    }

    fn told(&self) -> String {
        told(&self.looked().table.unwrap())
    }

    fn role(&self, row: u32, column: u32) -> Option<RelationCell> {
        let looked = self.looked();
        let sheet = &self.book.sheets[looked.sheet.unwrap()];
        looked.map.role(sheet, CellAt { row, column })
    }
}

const SOURCE: RelationSays = RelationSays::Column(RelationRole::Source);
const TARGET: RelationSays = RelationSays::Column(RelationRole::Target);
const WEIGHT: RelationSays = RelationSays::Column(RelationRole::Weight);

#[test]
fn a_list_is_made_by_hand_from_its_columns() {
    let mut desk = Desk::new("某课题组整理\n高校,学院,企业,次数\nx,一,甲,2\ny,二,乙,3\n注：示例\n");
    assert!(desk.looked().table.is_err());
    assert_eq!(desk.looked().map.header_row, Some(1));
    desk.say(Area::column(0), SOURCE);
    assert!(desk.looked().table.is_err(), "one end is no edge");
    assert_eq!(
        desk.role(2, 0),
        Some(RelationCell::Column(RelationRole::Source))
    );
    desk.say(Area::column(2), TARGET);
    assert_eq!(desk.told(), "x>甲 -  2 A3\ny>乙 -  3 A4\n");
    for ((row, column), expected) in [
        ((0, 0), RelationCell::Title),
        ((1, 2), RelationCell::Header),
        ((2, 1), RelationCell::Column(RelationRole::Attribute)),
        ((3, 2), RelationCell::Column(RelationRole::Target)),
        ((3, 3), RelationCell::Column(RelationRole::Weight)),
        ((4, 0), RelationCell::Note),
    ] {
        assert_eq!(desk.role(row, column), Some(expected), "{row} {column}");
    }
    // The two ends change places.
    desk.say(Area::column(0), TARGET);
    assert_eq!(desk.told(), "甲>x -  2 C3\n乙>y -  3 C4\n");
}

#[test]
fn another_row_can_be_the_header() {
    let mut desk = Desk::new("source,target\nsource,target\na,b\nb,c\n");
    desk.say(Area::row(1), RelationSays::Header);
    assert_eq!(desk.looked().table.unwrap().header_row, 1);
    assert_eq!(desk.told(), "a>b -  - A3\nb>c -  - A4\n");
}

#[test]
fn a_column_without_a_name_can_be_an_end() {
    // As where one heading is merged over both ends.
    let mut desk = Desk::new("合作双方,,次数\n甲,乙,2\n乙,丙,1\n");
    desk.say(Area::column(0), SOURCE);
    desk.say(Area::column(1), TARGET);
    assert_eq!(desk.told(), "甲>乙 -  2 A2\n乙>丙 -  1 A3\n");
    assert_eq!(desk.looked().table.unwrap().columns[1].name, "B");
}

#[test]
fn lines_can_be_left_out_and_read_again() {
    let mut desk = Desk::new("source,target,weight,note\na,b,1,x\nb,c,2,y\n");
    desk.say(Area::row(1), RelationSays::Unused);
    assert_eq!(desk.told(), "b>c -  2 A3\n");
    assert_eq!(desk.role(1, 0), Some(RelationCell::Dropped));
    desk.say(Area::row(1), RelationSays::Used);
    assert_eq!(desk.looked().table.unwrap().list.edges.len(), 2);
    desk.say(Area::column(3), RelationSays::Column(RelationRole::Running));
    assert!(desk.looked().table.unwrap().list.attributes.is_empty());
    assert_eq!(desk.role(1, 3), Some(RelationCell::Dropped));
}

#[test]
fn one_more_weight_beside_those_a_year_takes_none_away() {
    let mut desk = Desk::new("source,target,2019,2020,2021年预计\na,b,1,2,3\nb,c,2,3,4\n");
    desk.say(Area::column(4), WEIGHT);
    let edges = desk.looked().table.unwrap().list.edges.len();
    assert_eq!(edges, 6);
}

#[test]
fn a_matrix_of_other_names_down_than_across_is_made_by_hand() {
    let text = "合作次数,,,\n,东湖大学,西岭大学,合计\n甲公司,3,,3\n乙公司,1,2,3\n";
    let mut desk = Desk::new(text);
    assert!(desk.looked().table.is_err());
    desk.layout.lie(RelationForm::Matrix);
    desk.say(Area::row(1), RelationSays::Across);
    desk.say(Area::column(0), RelationSays::Down);
    let expected = "甲公司>东湖大学 -  3 B3\n\
                    乙公司>东湖大学 -  1 B4\n\
                    乙公司>西岭大学 -  2 C4\n";
    assert_eq!(desk.told(), expected);
    for ((row, column), expected) in [
        ((0, 0), RelationCell::Title),
        ((1, 0), RelationCell::Corner),
        ((1, 2), RelationCell::Across),
        ((2, 0), RelationCell::Down),
        ((2, 2), RelationCell::Value),
        ((1, 3), RelationCell::Dropped),
    ] {
        assert_eq!(desk.role(row, column), Some(expected), "{row} {column}");
    }
    desk.say(Area::column(2), RelationSays::Unused);
    assert_eq!(desk.looked().table.unwrap().list.edges.len(), 2);
}

#[test]
fn a_list_taken_for_a_matrix_is_said_to_be_a_list() {
    let mut desk = Desk::new("x,a,b,c\na,,1,2\nb,3,,4\nc,5,6,\n");
    assert_eq!(desk.looked().table.unwrap().form, RelationForm::Matrix);
    desk.layout.lie(RelationForm::List);
    assert!(desk.looked().table.is_err());
    desk.say(Area::column(0), SOURCE);
    desk.say(Area::column(1), TARGET);
    assert_eq!(desk.looked().table.unwrap().form, RelationForm::List);
}
