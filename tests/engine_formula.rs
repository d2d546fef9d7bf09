//! Formulas of derived variables: what they say, what they give, and what is wrong with them.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use heng::engine::{
    Panel, Period, PlanUnit, UnitId, VariableId,
    formula::{
        BoundFormula, Cycle, DEEPEST, DeriveProblem, FUNCTIONS, Formula, FormulaProblem, Function,
        NameProblem, Trouble, derive, order,
    },
};
use proptest::prelude::*;

const OUT: VariableId = VariableId(99);

/// Variables are called a, b, … and z is the derived one; units A, B, …
fn bind(text: &str) -> BoundFormula {
    let formula = Formula::parse(text).unwrap();
    let letter = |name: &str, first: u8| match name.as_bytes() {
        [letter] if *letter >= first => Ok(u32::from(letter - first)),
        _ => Err(NameProblem::Unknown),
    };
    formula
        .bind(
            |name| match name {
                "z" => Ok(OUT),
                _ => letter(name, b'a').map(VariableId),
            },
            |name| letter(name, b'A').map(UnitId),
        )
        .unwrap()
}

/// A panel from lines `variable period values…`, a value a unit; `.` is missing.
fn panel(lines: &[&str]) -> Panel {
    let mut panel = Panel::default();
    for line in lines {
        let mut words = line.split(' ');
        let variable = words.next().unwrap().as_bytes()[0] - b'a';
        let period = Period::from(words.next().unwrap().to_owned());
        for (unit, word) in (0..).map(UnitId).zip(words) {
            let variable = VariableId(u32::from(variable));
            panel.set(variable, &period, unit, word.parse().ok());
        }
    }
    panel
}

/// The first so many units are ranked, one more is for reference, the rest excluded.
fn units(ranked: u32) -> Vec<PlanUnit> {
    let unit = |id| PlanUnit {
        id: UnitId(id),
        ranked: id < ranked,
    };
    (0..=ranked).map(unit).collect()
}

/// What a formula gives, in the form of the lines of [`panel`] without the variable, `; ` between.
fn told(lines: &[&str], ranked: u32, text: &str) -> (String, Vec<DeriveProblem>) {
    let before = panel(lines);
    let (after, problems) = derive(&before, &units(ranked), &[(OUT, bind(text))]).unwrap();
    let series = after.series(OUT).cloned().unwrap_or_default();
    let lines: Vec<String> = series
        .iter()
        .map(|(period, column)| {
            let cell = |value: Option<f64>| match value {
                Some(value) => {
                    let rounded = (value * 1e9).round() / 1e9;
                    format!(" {rounded}")
                }
                None => " .".to_owned(),
            };
            let cells: String = column.iter().map(cell).collect();
            format!("{period}{cells}")
        })
        .collect();
    (lines.join("; "), problems)
}

fn value(text: &str) -> Option<f64> {
    let before = panel(&["a 2020 1"]);
    let (after, _) = derive(&before, &units(1), &[(OUT, bind(text))]).unwrap();
    after.get(OUT, &Period::Year(2020), UnitId(0))
}

#[test]
fn operators_bind_as_in_mathematics() {
    for (text, expected) in [
        ("2+3*4", 14.0),
        ("(2+3)*4", 20.0),
        ("7-4-2", 1.0),
        ("24/4/2", 3.0),
        ("24/4*2", 12.0),
        ("2^3^2", 512.0),
        ("(2^3)^2", 64.0),
        ("-2^2", -4.0),
        ("(-2)^2", 4.0),
        ("2^-2", 0.25),
        ("2^-2^2", 0.0625),
        ("2*-3", -6.0),
        ("5--3", 8.0),
        ("+5-+3", 2.0),
        ("1+1=2", 1.0),
        ("1e3+.5+2.", 1002.5),
        ("2E-1", 0.2),
        ("１２．５＋（３－１）＊２", 16.5),
        ("6÷3×5−1·2", 8.0),
        ("1<=1", 1.0),
        ("1≤0", 0.0),
        ("2>=1", 1.0),
        ("2≥3", 0.0),
        ("1<>1", 0.0),
        ("1≠2", 1.0),
        ("1!=1", 0.0),
        ("1==1", 1.0),
        ("1<1", 0.0),
        ("2＞1", 1.0),
    ] {
        assert_eq!(value(text), Some(expected), "{text}");
    }
}

#[test]
fn plain_functions_give_what_a_spreadsheet_gives() {
    for (text, expected) in [
        ("ln(86)", 4.454_347_296_253_507),
        ("LOG10(86)", 1.934_498_451_243_568),
        ("exp(2)", 7.389_056_098_930_65),
        ("sqrt(2)", std::f64::consts::SQRT_2),
        ("abs(-3.5)", 3.5),
        ("min(3,1,2)", 1.0),
        ("max(3，1，5，2)", 5.0),
        ("if(1<2, 10, 20)", 10.0),
        ("if(0, 10, 20)", 20.0),
        ("and(1,2,0)", 0.0),
        ("and(1,2)", 1.0),
        ("or(0,0,3)", 1.0),
        ("or(0,0)", 0.0),
        ("not(0)", 1.0),
        ("not(2)", 0.0),
        ("0^0", 1.0),
        ("(-8)^3", -512.0),
    ] {
        let found = value(text).unwrap();
        assert!(
            (found - expected).abs() < 1e-12 * expected.abs().max(1.0),
            "{text}: {found}"
        );
    }
}

#[test]
fn missing_in_is_missing_out_except_where_it_is_asked_about() {
    let data = ["a 2020 1 . 3 .", "b 2020 . 5 6 ."];
    for (text, expected) in [
        ("[a]+[b]", "2020 . . 9 ."),
        ("min([a],[b])", "2020 . . 3 ."),
        ("or([a],[b])", "2020 . . 1 ."),
        ("coalesce([a],[b])", "2020 1 5 3 ."),
        ("coalesce([a],[b],7)", "2020 1 5 3 7"),
        ("if([a]>2,[b],0)", "2020 0 . 6 ."),
    ] {
        assert_eq!(
            told(&data, 4, text),
            (expected.to_owned(), vec![]),
            "{text}"
        );
    }
}

/// 2012 is not there, the second unit has none in 2014.
const YEARS: [&str; 4] = [
    "a 2010 100 1",
    "a 2011 110 2",
    "a 2013 121 4",
    "a 2014 133.1 .",
];

#[test]
fn functions_over_time_follow_the_calendar() {
    for (text, expected) in [
        ("lag([a])", "2010 . .; 2011 100 1; 2013 . .; 2014 121 4"),
        ("lag([a],2)", "2010 . .; 2011 . .; 2013 110 2; 2014 . ."),
        ("diff([a])", "2010 . .; 2011 10 1; 2013 . .; 2014 12.1 ."),
        ("diff([a],3)", "2010 . .; 2011 . .; 2013 21 3; 2014 23.1 ."),
        ("growth([a])", "2010 . .; 2011 10 100; 2013 . .; 2014 10 ."),
        ("growth([a],2)", "2010 . .; 2011 . .; 2013 10 100; 2014 . ."),
        (
            "cagr([a]*[a],2)",
            "2010 . .; 2011 . .; 2013 10 100; 2014 . .",
        ),
        // 100, 110, 121 at 0, 1, 3: (95 / 3) / (42 / 9); 110, 121, 133.1 at 0, 2, 3: (103.4 / 3) / (42 / 9).
        (
            "slope([a],4)",
            "2010 . .; 2011 10 1; 2013 6.785714286 1; 2014 7.385714286 1",
        ),
        ("slope([a],2)", "2010 . .; 2011 10 1; 2013 . .; 2014 12.1 ."),
        ("cum([a])", "2010 100 1; 2011 210 3; 2013 . .; 2014 . ."),
        (
            "base100([a],2011)",
            "2010 90.909090909 50; 2011 100 100; 2013 110 200; 2014 121 .",
        ),
        (
            "base100([a],\"2012\")",
            "2010 . .; 2011 . .; 2013 . .; 2014 . .",
        ),
        // Any expression, also one over time itself.
        (
            "lag(diff([a])/10, 2)",
            "2010 . .; 2011 . .; 2013 1 0.1; 2014 . .",
        ),
        ("diff(lag([a])+1)", "2010 . .; 2011 . .; 2013 . .; 2014 . ."),
    ] {
        assert_eq!(
            told(&YEARS, 2, text),
            (expected.to_owned(), vec![]),
            "{text}"
        );
    }
}

#[test]
fn quarters_and_months_have_predecessors_and_labels_none() {
    let data = [
        "a 2019Q4 1",
        "a 2020Q1 4",
        "a 2019-12 2",
        "a 2020-01 7",
        "a 一期 5",
        "a 2018-2020 6",
    ];
    let (found, problems) = told(&data, 1, "diff([a])");
    assert_eq!(
        found,
        "2019Q4 .; 2019-12 .; 2020-01 5; 2020Q1 3; 2018-2020 .; 一期 ."
    );
    assert_eq!(problems, []);
    let (found, _) = told(&data, 1, "cum([a])");
    assert_eq!(
        found,
        "2019Q4 1; 2019-12 2; 2020-01 9; 2020Q1 5; 2018-2020 .; 一期 ."
    );
}

/// The second ranked unit starts late; the reference unit starts before all ranked ones.
#[test]
fn a_running_sum_starts_for_all_units_where_the_ranked_ones_do() {
    let data = [
        "a 2009 . . 9",
        "a 2010 1 . 10",
        "a 2011 2 5 11",
        "a 2012 . 6 12",
        "a 2013 4 7 13",
    ];
    let (found, _) = told(&data, 2, "cum([a])");
    assert_eq!(
        found,
        "2009 . . .; 2010 1 . 10; 2011 3 . 21; 2012 . . 33; 2013 . . 46"
    );
}

#[test]
fn functions_over_units_take_ranked_ones_only() {
    // Four ranked, one reference, one excluded.
    let data = ["a 2020 10 40 . 30 200 5", "a 2021 30 30 20 20 . 5"];
    for (text, expected) in [
        (
            "sum([a])",
            "2020 80 80 80 80 80 80; 2021 100 100 100 100 100 100",
        ),
        (
            "share([a])",
            "2020 0.125 0.5 . 0.375 2.5 0.0625; 2021 0.3 0.3 0.2 0.2 . 0.05",
        ),
        ("rank([a])", "2020 3 1 . 2 . .; 2021 1 1 3 3 . ."),
        ("next([a])", "2020 . 30 . 10 . .; 2021 20 20 . . . ."),
        (
            "ratio_to_max([a])",
            "2020 0.25 1 . 0.75 5 0.125; 2021 1 1 0.666666667 0.666666667 . 0.166666667",
        ),
        (
            "ratio_to_mean([a]*3/80)",
            "2020 0.375 1.5 . 1.125 7.5 0.1875; 2021 1.2 1.2 0.8 0.8 . 0.2",
        ),
        (
            "mean([a])-25",
            "2020 1.666666667 1.666666667 1.666666667 1.666666667 1.666666667 1.666666667; 2021 0 0 0 0 0 0",
        ),
        (
            "top_sum([a],2,3)",
            "2020 40 40 40 40 40 40; 2021 50 50 50 50 50 50",
        ),
        (
            "top_sum([a],3,9)",
            "2020 10 10 10 10 10 10; 2021 40 40 40 40 40 40",
        ),
        (
            "top_sum([a],4,4)",
            "2020 . . . . . .; 2021 20 20 20 20 20 20",
        ),
        ("[a]/of([a],\"F\")", "2020 2 8 . 6 40 1; 2021 6 6 4 4 . 1"),
        ("of([a],\"Z\")", "2020 . . . . . .; 2021 . . . . . ."),
        (
            "total([a],\"E\")",
            "2020 200 200 200 200 200 200; 2021 100 100 100 100 100 100",
        ),
        // Over units, of something over time.
        ("rank(diff([a]))", "2020 . . . . . .; 2021 1 2 . 2 . ."),
    ] {
        assert_eq!(
            told(&data, 4, text),
            (expected.to_owned(), vec![]),
            "{text}"
        );
    }
    assert_eq!(told(&["a 2020 . 5"], 1, "sum([a])").0, "2020 . .");
}

/// Position, period, trouble and units of each problem.
fn problems(lines: &[&str], text: &str) -> Vec<(usize, String, Trouble, Vec<u32>)> {
    let problems = told(lines, 3, text).1;
    let plain = |it: DeriveProblem| {
        assert_eq!(it.variable, OUT);
        let units = it.units.iter().map(|unit| unit.0).collect();
        (it.position, it.period.to_string(), it.trouble, units)
    };
    problems.into_iter().map(plain).collect()
}

#[test]
fn what_cannot_be_computed_is_missing_and_told() {
    use Trouble::{DivisionByZero, Negative, NotPositive, Overflow};
    let data = ["a 2019 0 1 -1", "a 2020 2 0 -4"];
    for (text, position, expected) in [
        (
            "1/[a]",
            1,
            [(2019, DivisionByZero, 0), (2020, DivisionByZero, 1)].as_slice(),
        ),
        (
            "[a]^-1",
            3,
            &[(2019, DivisionByZero, 0), (2020, DivisionByZero, 1)],
        ),
        (
            "abs(sqrt([a]))",
            4,
            &[(2019, Negative, 2), (2020, Negative, 2)],
        ),
        ("[a]^0.5", 3, &[(2019, Negative, 2), (2020, Negative, 2)]),
        ("growth([a])", 0, &[(2020, DivisionByZero, 0)]),
        ("1+exp([a]*400)", 2, &[(2020, Overflow, 0)]),
        ("1e300*1e5^[a]", 5, &[(2020, Overflow, 0)]),
        (
            "base100([a],2019)",
            0,
            &[(2019, DivisionByZero, 0), (2020, DivisionByZero, 0)],
        ),
        // The last period is asked for by no other: its division does not matter.
        ("lag(1/[a])", 5, &[(2019, DivisionByZero, 0)]),
        ("of(1/[a],\"A\")", 4, &[(2019, DivisionByZero, 0)]),
        ("if([a]<>0, 1/[a], 7)", 0, &[]),
        ("if([a]=0, 7, ln(abs([a])))", 0, &[]),
        ("coalesce(2, 1/[a])", 0, &[]),
        (
            "if([a]>=0, 1/[a], 0)",
            12,
            &[(2019, DivisionByZero, 0), (2020, DivisionByZero, 1)],
        ),
        ("if([a]<0, total(1/[a], \"C\"), 0)", 0, &[]),
    ] {
        let expected: Vec<_> = expected
            .iter()
            .map(|&(year, trouble, unit)| (position, year.to_string(), trouble, vec![unit]))
            .collect();
        assert_eq!(problems(&data, text), expected, "{text}");
    }
    let both = vec![(0, "2020".to_owned(), NotPositive, vec![0, 1, 2])];
    assert_eq!(problems(&data, "cagr([a],1)"), both);
    assert_eq!(
        told(&data, 3, "ln([a])").0,
        "2019 . 0 .; 2020 0.693147181 . ."
    );
    let zero = ["a 2020 1 -1 0"];
    assert_eq!(problems(&zero, "share([a])")[0].3, [0, 1, 2]);
    let vast = ["a 2020 1e308 1e308 1e308"];
    assert_eq!(problems(&vast, "share([a])")[0].2, Overflow);
    assert_eq!(told(&vast, 3, "share([a])").0, "2020 . . .");
}

#[test]
fn columns_stand_where_a_variable_of_the_formula_has_one() {
    let data = ["a 2019 1", "b 2020 2", "c 2021 3"];
    assert_eq!(told(&data, 1, "coalesce([a],[b])").0, "2019 1; 2020 2");
    assert_eq!(told(&data, 1, "1+1").0, "2019 2; 2020 2; 2021 2");
    assert_eq!(told(&data, 1, "[y]+1").0, "");
    assert_eq!(told(&[], 1, "1+1").0, "");
}

#[test]
fn derived_variables_may_come_from_each_other_in_any_order() {
    let before = panel(&["a 2020 2", "d 2020 5", "d 1999 5"]);
    let (b, c, d) = (VariableId(1), VariableId(2), VariableId(3));
    let list = [(b, bind("[c]*10")), (c, bind("[d]+1")), (d, bind("[a]*2"))];
    assert_eq!(order(&list), Ok(vec![2, 1, 0]));
    let (after, _) = derive(&before, &units(1), &list).unwrap();
    let reversed: Vec<_> = list.iter().cloned().rev().collect();
    assert_eq!(derive(&before, &units(1), &reversed).unwrap().0, after);
    assert_eq!(after.get(b, &Period::Year(2020), UnitId(0)), Some(50.0));
    // The imported column of the same variable is gone, in all periods.
    assert_eq!(after.get(d, &Period::Year(2020), UnitId(0)), Some(4.0));
    assert_eq!(after.get(d, &Period::Year(1999), UnitId(0)), None);
    assert_eq!(before.get(d, &Period::Year(1999), UnitId(0)), Some(5.0));
}

#[test]
fn cycles_name_their_chain() {
    let (a, b, c) = (VariableId(0), VariableId(1), VariableId(2));
    let list = [
        (a, bind("[b]")),
        (b, bind("1 + [c]")),
        (c, bind("[d] + [b]")),
    ];
    let cycle = Cycle {
        variables: vec![b, c],
        position: 4,
    };
    assert_eq!(order(&list), Err(cycle.clone()));
    assert_eq!(derive(&Panel::default(), &[], &list), Err(cycle));
    let own = order(&[(OUT, bind("2*[z]"))]).unwrap_err();
    assert_eq!((own.variables, own.position), (vec![OUT], 2));
    let long: Vec<_> = (0..100_000)
        .map(|at| {
            let next = |_: &str| Ok(VariableId(at + 1));
            let formula = Formula::parse("[x]").unwrap();
            let unit = |_: &str| Err(NameProblem::Unknown);
            (VariableId(at), formula.bind(next, unit).unwrap())
        })
        .collect();
    assert_eq!(order(&long).unwrap()[0], 99_999);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    use FormulaProblem::{
        BadPeriod, ChainedComparison, NotUnit, NumberTooLarge, UnexpectedCharacter, UnexpectedEnd,
        UnknownFunction, WordWithoutBrackets, WrongArguments,
    };
    let whole = |least| FormulaProblem::NotWhole { least, most: 1000 };
    let arguments = |function: Function, found| WrongArguments {
        function,
        expected: function.arguments(),
        found,
    };
    let unknown = |name: &str| UnknownFunction {
        name: name.to_owned(),
    };
    let bare = |word: &str| WordWithoutBrackets {
        word: word.to_owned(),
    };
    for (text, position, problem) in [
        ("", 0, UnexpectedEnd),
        ("  ", 2, UnexpectedEnd),
        ("[人口] ＋ ", 7, UnexpectedEnd),
        ("[人口", 3, UnexpectedEnd),
        ("[a]]", 4, UnexpectedEnd),
        ("[人口]】", 4, UnexpectedCharacter('】')),
        ("[ ]", 2, UnexpectedCharacter(']')),
        ("（[人口] / 2", 9, UnexpectedEnd),
        ("[人口] // 2", 6, UnexpectedCharacter('/')),
        ("[人口] 2", 5, UnexpectedCharacter('2')),
        ("[人口] ？ # )", 5, UnexpectedCharacter('？')),
        ("1 ) #", 2, UnexpectedCharacter(')')),
        (".", 0, UnexpectedCharacter('.')),
        ("1.2.3", 3, UnexpectedCharacter('.')),
        ("[人口]*平方(2)", 5, unknown("平方")),
        ("人均GDP/2", 0, bare("人均GDP")),
        ("lag", 3, UnexpectedEnd),
        ("lag 1", 4, UnexpectedCharacter('1')),
        ("1+ln()", 2, arguments(Function::Ln, 0)),
        ("ln(1,2,\"x\")", 0, arguments(Function::Ln, 3)),
        ("min(1)", 0, arguments(Function::Min, 1)),
        ("if(1,2)", 0, arguments(Function::If, 2)),
        ("of([a])", 0, arguments(Function::Of, 1)),
        ("lag([a], 0)", 9, whole(1)),
        ("lag([a], 1.5)", 9, whole(1)),
        ("lag([a], [b])", 9, whole(1)),
        ("slope([a], 1)", 11, whole(2)),
        ("lag([a], 1+1)", 10, UnexpectedCharacter('+')),
        ("top_sum([a], 5, 4)", 16, whole(5)),
        ("of([a], 中国)", 8, NotUnit),
        ("base100([a], 20)", 13, BadPeriod),
        ("base100([a], [b])", 13, BadPeriod),
        ("1 + 1e999", 4, NumberTooLarge),
        ("0 < [a] < 1", 8, ChainedComparison),
        ("min(1,", 6, UnexpectedEnd),
    ] {
        let error = Formula::parse(text).unwrap_err();
        assert_eq!(
            (error.position, error.problem),
            (position, problem),
            "{text}"
        );
    }
}

#[test]
fn an_ambiguous_name_is_told_at_its_bracket() {
    let formula = Formula::parse("1 + 【人口】").unwrap();
    let ambiguous = |_: &str| Err(NameProblem::Ambiguous);
    let error = formula.bind(ambiguous, |_| Ok(UnitId(1))).unwrap_err();
    let name = "人口".to_owned();
    assert_eq!(error.position, 4);
    assert_eq!(error.problem, FormulaProblem::AmbiguousName { name });
}

#[test]
fn depth_has_a_limit_and_length_has_none() {
    for open in ["(", "-", "ln(", "2^", "min(1,"] {
        let error = Formula::parse(&open.repeat(1_000_000 / open.len())).unwrap_err();
        assert_eq!(error.problem, FormulaProblem::TooDeep, "{open}");
    }
    let nested = |depth: usize| "(".repeat(depth) + "1" + &")".repeat(depth);
    assert!(Formula::parse(&nested(DEEPEST)).is_ok());
    assert!(Formula::parse(&nested(DEEPEST + 1)).is_err());
    let long = vec!["1"; 100_000].join("+");
    assert_eq!(value(&long), Some(1e5));
    assert_eq!(
        Formula::parse(&Formula::parse(&long).unwrap().to_string()),
        Formula::parse(&long)
    );
}

#[test]
fn the_canonical_text_is_plain() {
    for (text, canonical) in [
        ("（１＋２）×３", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("(1-2)-3", "1 - 2 - 3"),
        ("(2^3)^2", "(2 ^ 3) ^ 2"),
        ("2^(3^2)", "2 ^ 3 ^ 2"),
        ("(-2)^2", "(-2) ^ 2"),
        ("-(2^2)", "-2 ^ 2"),
        ("2^(-1)", "2 ^ -1"),
        ("MIN(min(1,2),3)", "min(1, 2, 3)"),
        ("min(1,min(2,3))", "min(1, min(2, 3))"),
        ("(1<2)=1", "(1 < 2) = 1"),
        ("【甲]】+［乙］", "[甲]]] + [乙]"),
        ("lag([a],1)+cagr([a],1)", "lag([a]) + cagr([a], 1)"),
        ("base100([a],“2015年”)", "base100([a], 2015)"),
        ("base100([a],\"2015Q1\")", "base100([a], \"2015Q1\")"),
        ("of([a], “\"甲\"”)", "of([a], \"\"\"甲\"\"\")"),
        ("1e300*1e-9", "1e300 * 1e-9"),
    ] {
        let formula = Formula::parse(text).unwrap();
        assert_eq!(formula.to_string(), canonical);
        assert_eq!(Formula::parse(canonical).unwrap(), formula);
    }
}

/// Well-formed texts of every operator and function.
fn written() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (0.0..1e12).prop_map(|number: f64| format!("{number:?}")),
        "[a-d]".prop_map(|name| format!("[{name}]")),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        let sign = prop::sample::select(vec!["+", "-", "*", "/", "^", "−", "×"]);
        let compare = prop::sample::select(vec!["<", "≤", "=", "<>"]);
        let function = prop::sample::select(Function::ALL.to_vec());
        let call = (function, inner.clone(), inner.clone(), inner.clone());
        prop_oneof![
            (inner.clone(), sign, inner.clone()).prop_map(|(a, sign, b)| format!("({a}{sign}{b})")),
            (inner.clone(), compare, inner.clone())
                .prop_map(|(a, sign, b)| format!("({a}{sign}{b})")),
            inner.prop_map(|a| format!("(-{a})")),
            call.prop_map(|(function, a, b, c)| {
                let key = function.key();
                match function {
                    Function::Of | Function::Total => format!("{key}({a}, \"A\")"),
                    Function::Base100 => format!("{key}({a}, 2011)"),
                    Function::TopSum => format!("{key}({a}, 1, 2)"),
                    Function::If => format!("{key}({a}, {b}, {c})"),
                    Function::Lag | Function::Cagr | Function::Slope => format!("{key}({a}, 2)"),
                    _ if function.arguments().0 == 1 => format!("{key}({a})"),
                    _ => format!("{key}({a}, {b}, {c})"),
                }
            }),
        ]
    })
}

fn noise() -> impl Strategy<Value = String> {
    let mut words: Vec<&str> = FUNCTIONS.to_vec();
    words.extend([
        "[a]", "[", "]", "【", "】", "(", ")", "（", "，", ",", "\"", "“", "”", "\"A\"", "2015",
        "1e9", "1e", ".", "+", "-", "−", "*", "/", "^", "<", "=", "≠", "!", " ", "\u{3000}",
        "中国", "é", "🙂", "\0",
    ]);
    prop::collection::vec(prop::sample::select(words), 0..30).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in prop_oneof![noise(), any::<String>()]) {
        match Formula::parse(&text) {
            Ok(formula) => prop_assert_eq!(Formula::parse(&formula.to_string()), Ok(formula)),
            Err(error) => prop_assert!(error.position <= text.chars().count()),
        }
    }

    #[test]
    fn the_canonical_text_says_the_same_and_no_result_is_infinite(text in written()) {
        let formula = Formula::parse(&text).unwrap();
        let canonical = formula.to_string();
        let again = Formula::parse(&canonical).unwrap();
        prop_assert_eq!(&again, &formula);
        prop_assert_eq!(again.to_string(), canonical.clone());
        let before = panel(&["a 2010 0 1 -1", "a 2011 1e300 . 3", "b 2011 2 2 5", "c 2012 7 0 ."]);
        let (one, _) = derive(&before, &units(2), &[(OUT, bind(&text))]).unwrap();
        let (two, _) = derive(&before, &units(2), &[(OUT, bind(&canonical))]).unwrap();
        prop_assert_eq!(&one, &two);
        let series = one.series(OUT).cloned().unwrap_or_default();
        prop_assert!(series.values().flat_map(heng::engine::Column::observed).all(f64::is_finite));
    }
}
