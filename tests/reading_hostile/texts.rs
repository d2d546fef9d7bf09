//! Separated text, web pages and workbooks in plain XML that are out to harm.

use std::fmt::Write as _;

use heng::import::{CellAt, FileKind, ReadError, expert_weights, judgements};

use super::{read_as, shown, told};

fn long_text(file: &str, at: &str) -> ReadError {
    ReadError::LongText {
        file: file.to_owned(),
        sheet: String::new(),
        at: at.parse::<CellAt>().unwrap(),
        most: 1 << 20,
    }
}

#[test]
fn lines_without_end() {
    let error = read_as("line.csv", &vec![b'x'; 300 << 20]).unwrap_err();
    assert_eq!(error, long_text("line.csv", "A1"));
    assert!(told(&error)[0].contains("A1") && told(&error)[1].contains("1 MB"));
    let mut commas = vec![b','; 10_000_000];
    commas[0] = b'a';
    commas.extend_from_slice(b"z\n");
    let book = read_as("commas.csv", &commas).unwrap();
    let last = CellAt {
        row: 0,
        column: 9_999_999,
    };
    assert_eq!(shown(&book), ["A1=a".to_owned(), format!("{last}=z")]);
    let lines = vec![b'\n'; 50_000_000];
    let error = read_as("blank.csv", &lines).unwrap_err();
    assert!(matches!(error, ReadError::Empty { .. }), "{error:?}");
    let error = read_as("nulls.csv", &vec![0; 10 << 20]).unwrap_err();
    let found = FileKind::Binary;
    let file = "nulls.csv".to_owned();
    assert_eq!(error, ReadError::NotATable { file, found });
}

#[test]
fn quotation_marks_that_are_never_closed() {
    let mut text = "城市,人口\n北京,\"1\n".to_owned();
    for number in 0..100_000 {
        writeln!(text, "城市{number},{number}").unwrap();
    }
    let error = read_as("open.csv", text.as_bytes()).unwrap_err();
    assert_eq!(error, long_text("open.csv", "B2"));
    // Marks inside a field and doubled ones are letters.
    let mut text = String::new();
    for number in 0..2_000 {
        writeln!(text, "5\" pipe,\"a \"\"b\"\" c\",{number}").unwrap();
    }
    let book = read_as("inches.csv", text.as_bytes()).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 6_000);
    assert_eq!(shown(&book)[..2], ["A1=5\" pipe", "B1=a \"b\" c"]);
    // As long as a cell may be, and a byte longer.
    let field = |length: usize| format!("\"{}\",b\n", "x".repeat(length));
    let book = read_as("full.csv", field((1 << 20) - 2).as_bytes()).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 2);
    let error = read_as("over.csv", field((1 << 20) + 1).as_bytes()).unwrap_err();
    assert_eq!(error, long_text("over.csv", "A1"));
}

#[test]
fn more_cells_than_a_sheet_may_have() {
    let text = b"1,2,3,4,5\n".repeat(1_000_001);
    let error = read_as("many.csv", &text).unwrap_err();
    let most = 5_000_000;
    assert!(
        matches!(&error, ReadError::TooManyCells { most: it, .. } if *it == most),
        "{error:?}"
    );
}

#[test]
fn web_pages_with_absurd_spans_and_depths() {
    let spans = "<table><tr><td rowspan=2147483648 colspan=2147483647>a<td>b<tr><td>c</table>";
    let book = read_as("spans.xls", spans.as_bytes()).unwrap();
    assert!(shown(&book).contains(&"A1=a".to_owned()));
    let rows = "<table>".to_owned() + &"<tr><td rowspan=65534 colspan=1000>a".repeat(50);
    let book = read_as("taken.xls", rows.as_bytes()).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 50);
    // This took minutes while time grew with what cells reach over, not with their number.
    let rows = "<table>".to_owned() + &"<tr><td rowspan=65534 colspan=1000>a".repeat(20_000);
    let book = read_as("wide.xls", rows.as_bytes()).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 20_000);
    let last = book.sheets[0].cells.last().map(|it| it.at);
    let expected = CellAt {
        row: 19_999,
        column: 19_999_000,
    };
    assert_eq!(last, Some(expected));
    for tag in ["<div>", "<table>", "<table><tr><td>"] {
        let deep = "<table><tr><td>x".to_owned() + &tag.repeat(100_000) + "end";
        let book = read_as("deep.xls", deep.as_bytes()).unwrap();
        assert!(!book.sheets.is_empty());
    }
    let many = "<table><tr><td>x</table>".repeat(5_000);
    assert_eq!(
        read_as("tables.xls", many.as_bytes()).unwrap().sheets.len(),
        5_000
    );
    let text = format!("<table><tr><td>a<td>{}</table>", "x".repeat((1 << 20) + 1));
    let error = read_as("long.xls", text.as_bytes()).unwrap_err();
    assert_eq!(error, long_text("long.xls", "B1"));
    let open = "<table><tr><td>a</table><!-- ".to_owned() + &"x".repeat(50 << 20);
    assert_eq!(
        shown(&read_as("open.xls", open.as_bytes()).unwrap()),
        ["A1=a"]
    );
}

#[test]
fn what_follows_reading_takes_time_by_the_cells() {
    // This took minutes while time grew with the square of the cells.
    let mut text = "城市,专家1,专家2\n".to_owned();
    for number in 0..30_000 {
        writeln!(text, "\"城市{number}\",\"甲{number}\",{}", number % 9).unwrap();
    }
    for number in 0..5_000 {
        writeln!(text, ",,\n组{number},甲,乙\n甲,1,2\n乙,,1").unwrap();
    }
    let book = read_as("long.csv", text.as_bytes()).unwrap();
    let told = judgements(&book, None).unwrap();
    assert!(told.blocks.len() >= 5_000, "{}", told.blocks.len());
    let told = expert_weights(&book, None).unwrap();
    assert!(told.rows.len() >= 45_000, "{}", told.rows.len());
}

fn xml_2003(before: &str, cells: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?>{before}<?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table>\
         <Row>{cells}</Row></Table></Worksheet></Workbook>"
    )
    .into_bytes()
}

#[test]
fn workbooks_in_xml_expand_nothing_and_may_be_deep() {
    let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    let cells = [cell("1&b;&f;"), cell("&lt;2&#x4e2d;")].concat();
    let book = read_as("laughs.xls", &xml_2003(laughs, &cells)).unwrap();
    assert_eq!(shown(&book), ["A1=1", "B1=<2中"]);
    let deep = "<a>".repeat(1_000_000) + &cell("x");
    let read = read_as("deep.xls", &xml_2003("", &deep));
    assert!(
        matches!(read, Ok(_) | Err(ReadError::Damaged { .. })),
        "{read:?}"
    );
    let far = format!(
        "<Cell ss:Index=\"4294967295\" ss:MergeAcross=\"4294967295\" ss:MergeDown=\"4294967295\">{}",
        &cell("far")[6..]
    );
    let book = read_as("far.xls", &xml_2003("", &far)).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 1);
    let name = format!("<Worksheet ss:Name=\"{}\">", "n".repeat(5 << 20));
    let named = String::from_utf8(xml_2003("", &cell("x"))).unwrap();
    let named = named.replace("<Worksheet ss:Name=\"S\">", &name);
    let book = read_as("name.xls", named.as_bytes()).unwrap();
    assert_eq!(book.sheets[0].name.chars().count(), 255);
    let broken = format!(
        "{}</{}>",
        "<?xml version=\"1.0\"?><Workbook><Worksheet>",
        "z".repeat(5 << 20)
    );
    let error = read_as("broken.xls", broken.as_bytes()).unwrap_err();
    assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
}
