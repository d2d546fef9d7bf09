//! A small project that holds something of every kind.

use std::{collections::BTreeMap, sync::Arc};

use heng::{
    engine::{
        Aggregation, Combination, Combined, Denominator, Direction, Edge, EdgesBuilder,
        ExpertJudgements, ExpertWeights, Imputation, Judgement, NodeId, Normalisation, Over,
        Period, Pooling, Screen, Tiering, Treatment, UnitId, VariableId, Weighting, compute,
    },
    import::{
        CellAt, Layout, Outline, OutlineKind, OutlineNode, Status, Table, TableColumn, TableRow,
        ValueStatus,
        names::PlaceId,
        recipe::{
            KnownIndicator, KnownUnit, PeriodTold, RECIPE_VERSION, ReadAs, ReadingRecipe, Shape,
        },
        relations::{AttributeBuilder, EdgeList, RelationTable},
    },
    project::{
        At, ChartView, Dataset, DatasetId, Document, Edit, Figure, FileBytes, Form, HouseStyle,
        MethodPatch, NewAlias, NodeChoice, RankingColumn, RankingSort, RankingSortBy, RankingView,
        Role, ScenarioId, ScenarioSort, ScenarioSortBy, ScenariosChoice, Sight, TopRule, UnitRule,
        UnitsChoice, VintageSource, find_node, find_unit, find_variable, freeze, resolve,
    },
};

const MAIN: DatasetId = DatasetId(1);
const BASE: At = At {
    dataset: MAIN,
    scenario: None,
};

/// Names that files, tables and paths find hard.
const UNITS: [&str; 5] = ["北京", "A/B", "🎯 城市", "a,b \"c\"", "线\n行"];

/// Numbers at the edges of what a number can be.
const NUMBERS: [f64; 10] = [
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    -0.0,
    0.1,
    1e300,
    -1.797_693_134_862_315_7e308,
    9_007_199_254_740_993.0,
    2.225_073_858_507_201e-308,
    1.0 / 3.0,
];

fn table(file: &str, read_on: Option<&str>, columns: Vec<TableColumn>) -> Arc<Table> {
    let periods = [Period::Year(2019), Period::Quarter(2020, 1)];
    let rows = UNITS
        .iter()
        .flat_map(|unit| periods.iter().map(move |it| (unit, it)));
    let rows = (0..).zip(rows).map(|(row, (unit, period))| TableRow {
        row,
        unit: (*unit).to_owned(),
        label: (*unit).to_owned(),
        period: Some(period.clone()),
        place: (*unit == "北京").then(|| PlaceId::from("110000")),
        ..TableRow::default()
    });
    Arc::new(Table {
        file: file.to_owned(),
        sha256: "0".repeat(64),
        sheet: "表 1/2".to_owned(),
        columns,
        rows: rows.collect(),
        statuses: vec![ValueStatus {
            row: 1,
            column: 0,
            status: Status::Preliminary,
        }],
        read_on: read_on.map(str::to_owned),
        ..Table::default()
    })
}

fn column(at: u32, name: &str, values: impl IntoIterator<Item = Option<f64>>) -> TableColumn {
    TableColumn {
        column: at,
        name: name.to_owned(),
        measure: (at < 2).then(|| "亿元".to_owned()),
        values: values.into_iter().collect(),
    }
}

fn data() -> Vec<Edit> {
    let steps = |start: f64| (0..10).map(move |at| Some(start + f64::from(at)));
    let gaps = (0..10).map(|at| (at % 3 > 0).then(|| f64::from(at) / 7.0));
    let plain = vec![
        column(0, "GDP", steps(10.5)),
        column(1, "研发/投入", gaps),
        column(2, "人口", steps(1.0)),
    ];
    vec![
        Edit::TakeTable {
            dataset: MAIN,
            table: table("年鉴 2020.xlsx", Some("2026-05-17"), plain),
        },
        Edit::TakeTable {
            dataset: MAIN,
            table: table(
                "边界.csv",
                None,
                vec![column(3, "💰 极值", NUMBERS.map(Some))],
            ),
        },
    ]
}

fn outline() -> Edit {
    let node = |code: &str, parent, kind| OutlineNode {
        code: code.to_owned(),
        name: code.to_owned(),
        parent,
        kind,
        weight: Some(1.0),
        ..OutlineNode::default()
    };
    let leaf = |code: &str, parent| OutlineNode {
        direction: Some(Direction::Negative),
        source: Some("统计年鉴".to_owned()),
        lo: Some(0.0),
        hi: Some(100.0),
        target: Some(50.0),
        lag: 0,
        ..node(code, Some(parent), OutlineKind::Indicator)
    };
    Edit::TakeOutline {
        dataset: MAIN,
        outline: Arc::new(Outline {
            nodes: vec![
                node("投入/产出", None, OutlineKind::Aggregate),
                leaf("研发/投入", 0),
                node("GDP", Some(0), OutlineKind::Indicator),
                node("规模", None, OutlineKind::Aggregate),
                node("人口", Some(3), OutlineKind::Indicator),
                node("💰 极值", Some(3), OutlineKind::Indicator),
            ],
            ..Outline::default()
        }),
        index_name: "指数 🏙".to_owned(),
    }
}

/// Ids by names, in the project so far.
struct Names<'a>(&'a Dataset);

impl Names<'_> {
    fn unit(&self, name: &str) -> UnitId {
        find_unit(self.0, name).unwrap().id
    }

    fn variable(&self, name: &str) -> VariableId {
        find_variable(self.0, name).unwrap().id
    }

    fn node(&self, name: &str) -> NodeId {
        find_node(self.0.framework.as_ref().unwrap(), name).unwrap()
    }
}

fn units(names: &Names<'_>) -> Vec<Edit> {
    let dataset = MAIN;
    let (a, beijing) = (names.unit("A/B"), names.unit("北京"));
    let name = |unit, name: &str| NewAlias::Name {
        unit,
        name: name.to_owned(),
    };
    vec![
        Edit::RenameUnit {
            dataset,
            unit: a,
            label: "甲/乙".to_owned(),
        },
        Edit::TakeAliases {
            dataset,
            aliases: vec![name(beijing, "帝都"), name(a, "A—B")],
        },
        Edit::TakeGroups {
            dataset,
            kind: "地区".to_owned(),
            words: vec![(beijing, "华北".to_owned()), (a, "其他/other".to_owned())],
        },
        Edit::AddPool {
            dataset,
            name: "合并 & 合计".to_owned(),
            members: vec![beijing, a],
        },
        Edit::SetRole {
            at: BASE,
            units: vec![names.unit("a,b \"c\"")],
            role: Role::Reference,
        },
        Edit::SetUnitRule {
            at: BASE,
            rule: Some(UnitRule {
                top: Some(TopRule {
                    variable: names.variable("GDP"),
                    count: 4,
                    period: Some(Period::Year(2019)),
                }),
                also: vec![beijing],
                ..UnitRule::default()
            }),
        },
    ]
}

fn values(names: &Names<'_>) -> Vec<Edit> {
    let dataset = MAIN;
    let correct = |unit: &str, value, note: &str| Edit::Correct {
        dataset,
        variable: names.variable("GDP"),
        period: Period::Year(2019),
        unit: names.unit(unit),
        value,
        note: note.to_owned(),
    };
    vec![
        correct("北京", Some(5e-324), "手误\n第二行"),
        correct("A/B", None, ""),
        Edit::AddFormula {
            dataset,
            name: "人均".to_owned(),
            measure: Some("元/人".to_owned()),
            formula: "[GDP] / [人口]".to_owned(),
        },
        Edit::SetPooling {
            dataset,
            variable: names.variable("GDP"),
            pooling: Some(Pooling::Mean {
                by: Some(names.variable("人口")),
            }),
        },
    ]
}

fn indicators(names: &Names<'_>) -> Vec<Edit> {
    let dataset = MAIN;
    let (research, gdp) = (names.node("研发/投入"), names.node("GDP"));
    let choose = |node, choice| Edit::Choose {
        dataset,
        node,
        choice,
    };
    vec![
        choose(gdp, NodeChoice::Lag(1)),
        choose(
            gdp,
            NodeChoice::Denominator(Some(Denominator {
                variable: names.variable("人口"),
                per: 10_000.0,
            })),
        ),
        choose(gdp, NodeChoice::Imputation(Some(Imputation::Linear))),
        choose(
            gdp,
            NodeChoice::Treatment(Some(Treatment::BoxCox { lambda: 0.1 })),
        ),
        Edit::SetNormalisation {
            dataset,
            node: research,
            normalisation: Some(Normalisation::DistanceUnit {
                range: [0.0, 100.0],
                unit: Some(names.unit("北京")),
                cap: true,
                over: Over::Base(Period::Year(2019)),
            }),
        },
    ]
}

fn aggregates(names: &Names<'_>) -> Vec<Edit> {
    let dataset = MAIN;
    let (research, gdp) = (names.node("研发/投入"), names.node("GDP"));
    let choose = |node, choice| Edit::Choose {
        dataset,
        node,
        choice,
    };
    vec![
        choose(
            names.node("投入/产出"),
            NodeChoice::Judgements(vec![ExpertJudgements {
                expert: "张三".to_owned(),
                pairs: vec![Judgement {
                    node: research,
                    than: gdp,
                    value: 1.0 / 3.0,
                }],
            }]),
        ),
        choose(
            names.node("投入/产出"),
            NodeChoice::Opinions(vec![ExpertWeights {
                expert: "李四 🙂".to_owned(),
                weights: BTreeMap::from([(research, 0.1), (gdp, 0.9)]),
            }]),
        ),
        Edit::SetWeighting {
            dataset,
            node: names.node("投入/产出"),
            weighting: Some(Weighting::Combined(Combined {
                sets: vec![Weighting::Equal, Weighting::Expert],
                how: Combination::Product,
            })),
        },
        Edit::SetAggregation {
            dataset,
            node: names.node("规模"),
            aggregation: Some(Aggregation::Power(0.5)),
        },
        Edit::SetEnabled {
            at: BASE,
            node: names.node("💰 极值"),
            enabled: false,
        },
        Edit::SetLocked {
            dataset,
            node: research,
            locked: true,
        },
        Edit::SetTiers {
            dataset,
            tiers: Some(Tiering::Thresholds {
                cuts: vec![0.1, 50.0],
            }),
        },
    ]
}

fn patches(names: &Names<'_>, scenario: ScenarioId) -> Vec<Edit> {
    let at = At {
        dataset: MAIN,
        scenario: Some(scenario),
    };
    vec![
        Edit::SetWeight {
            at,
            node: names.node("规模"),
            weight: Some(0.1 + 0.2),
        },
        Edit::SetEnabled {
            at,
            node: names.node("💰 极值"),
            enabled: true,
        },
        Edit::SetRole {
            at,
            units: vec![names.unit("🎯 城市")],
            role: Role::Excluded,
        },
        Edit::SetUnitRule {
            at,
            rule: Some(UnitRule {
                exclude: vec![names.unit("A/B")],
                ..UnitRule::default()
            }),
        },
        Edit::SetMethod {
            at,
            choices: MethodPatch {
                denominate: Some(true),
                screen: Some(Screen {
                    units: Some(0.1),
                    force_in: vec![names.unit("北京")],
                    ..Screen::default()
                }),
                imputation: Some(Imputation::GroupMean {
                    group: "地区".to_owned(),
                    over: Over::Pooled,
                }),
                normalisation: Some(Normalisation::None),
                aggregations: Some(vec![Aggregation::Geometric, Aggregation::Minimum]),
                min_availability: Some(2.0 / 3.0),
                ..MethodPatch::default()
            },
        },
        Edit::SetScenarioNote {
            dataset: MAIN,
            scenario,
            note: "为什么 / why".to_owned(),
        },
    ]
}

fn recipe() -> Edit {
    let sha256 = "0".repeat(64);
    Edit::KeepRecipe {
        dataset: MAIN,
        recipe: Arc::new(ReadingRecipe {
            version: RECIPE_VERSION,
            name: "年鉴*/表".to_owned(),
            file: "年鉴 2020.xlsx".to_owned(),
            sha256,
            shape: Shape {
                sheet: "表 *".to_owned(),
                words: vec!["GDP".to_owned()],
                ..Shape::default()
            },
            read_as: ReadAs::List(Layout::default()),
            header: None,
            said: Vec::new(),
            unit: None,
            period: PeriodTold {
                last: vec![Period::Year(2019)],
                ..PeriodTold::default()
            },
            indicators: vec![KnownIndicator {
                name: "GDP".to_owned(),
                size: Some(0.1),
                ..KnownIndicator::default()
            }],
            units: vec![KnownUnit {
                name: "北京".to_owned(),
                place: Some(PlaceId::from("110000")),
                ..KnownUnit::default()
            }],
        }),
    }
}

/// Edges whose names and weights files find hard.
fn relation() -> Edit {
    let mut builder = EdgesBuilder::default();
    let mut attribute = AttributeBuilder::new("备注, \"x\"");
    let mut cells = Vec::new();
    let periods = [Period::Undated, Period::Month(2020, 7)];
    for (row, weight) in (0..).zip(NUMBERS) {
        let at = usize::try_from(row).unwrap();
        builder.push(&Edge {
            source: UNITS[at % 5],
            target: UNITS[at / 2],
            kind: (at % 3 > 0).then_some("投资/控股"),
            period: &periods[at % 2],
            weight: (at != 4).then_some(weight),
        });
        attribute.push((at % 4 == 0).then_some("线\n行"));
        cells.push(CellAt { row, column: 27 });
    }
    builder.node("无边 🎯");
    Edit::TakeRelation {
        dataset: MAIN,
        name: "合作/网络".to_owned(),
        directed: true,
        table: Arc::new(RelationTable {
            file: "合作.xlsx".to_owned(),
            sha256: "e".repeat(64),
            sheet: "表 1".to_owned(),
            measure: Some("万元".to_owned()),
            list: Arc::new(EdgeList {
                edges: builder.done(),
                cells,
                attributes: vec![attribute.done()],
            }),
            ..RelationTable::default()
        }),
    }
}

fn kept(dataset: &Dataset) -> Vec<Edit> {
    let results = compute(&resolve(dataset, None).unwrap());
    let figures = Arc::new(freeze(dataset, &results, None));
    let source = VintageSource {
        file: "公布.pdf".to_owned(),
        sheet: "表 3".to_owned(),
        sha256: "f".repeat(64),
        date: "2020 年 12 月".to_owned(),
    };
    vec![
        Edit::FreezeVintage {
            dataset: MAIN,
            name: "v1/2020".to_owned(),
            note: "首次发布".to_owned(),
            source: VintageSource::default(),
            figures: Arc::clone(&figures),
        },
        Edit::TakeVintage {
            dataset: MAIN,
            name: "公布".to_owned(),
            note: String::new(),
            source,
            figures,
        },
        Edit::KeepOriginal {
            file: "年鉴/2020 🎯?.csv".to_owned(),
            bytes: FileBytes::from((0..=255).collect::<Vec<u8>>()),
        },
        recipe(),
        relation(),
        Edit::SetNotes {
            notes: "说明\r\n\"quoted\" \\ / 🎯 \u{200b}".to_owned(),
        },
    ]
}

fn after(document: Document, edits: Vec<Edit>) -> Document {
    edits.into_iter().fold(document, |document, edit| {
        edit.apply(&document)
            .unwrap_or_else(|error| panic!("{edit:?}: {error}"))
    })
}

/// A ranking with every choice made.
fn ranking_view(names: &Names<'_>, scenario: ScenarioId) -> RankingView {
    let reversed = true;
    RankingView {
        sort: RankingSort {
            by: RankingSortBy::Score(Some(names.node("规模"))),
            reversed,
        },
        groups: Some("地区".to_owned()),
        group: Some("华北".to_owned()),
        columns: Some(vec![
            RankingColumn::Tier,
            RankingColumn::Group,
            RankingColumn::Node {
                node: None,
                figure: Figure::Gap,
            },
            RankingColumn::Node {
                node: Some(names.node("GDP")),
                figure: Figure::RankAgainst,
            },
        ]),
        against: Some(scenario),
        heat: true,
        pinned: vec![names.unit("A/B")],
    }
}

/// A view of each form.
fn views(names: &Names<'_>, scenario: ScenarioId) -> Vec<Edit> {
    let view = |name: &str, form| Edit::SaveView {
        dataset: MAIN,
        name: name.to_owned(),
        sight: Arc::new(Sight {
            scenario: Some(scenario),
            period: Some(Period::Quarter(2020, 1)),
            unit: Some(names.unit("北京")),
            form,
        }),
    };
    let reversed = true;
    vec![
        view("排名/🏙", Form::Ranking(ranking_view(names, scenario))),
        view(
            "对象",
            Form::Units(UnitsChoice {
                beside: vec![names.unit("A/B")],
            }),
        ),
        view("摘要", Form::Summary),
        view(
            "方案对比",
            Form::Scenarios(ScenariosChoice {
                left_out: vec![None],
                against: Some(scenario),
                node: Some(names.node("规模")),
                sort: ScenarioSort {
                    by: ScenarioSortBy::Shift(1),
                    reversed,
                },
                moved_only: true,
            }),
        ),
        view(
            "图 1",
            Form::Chart(ChartView {
                node: Some(names.node("规模")),
                first: 10,
            }),
        ),
    ]
}

/// A logo of one pixel, a font and a colour.
fn house_style() -> Edit {
    let mut logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    logo.extend([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    Edit::SetHouseStyle {
        style: Arc::new(HouseStyle {
            logo: Some(FileBytes::from(logo)),
            font: Some("微软雅黑".to_owned()),
            color: Some([0, 82, 136]),
        }),
    }
}

/// The project.
pub(crate) fn everything() -> Document {
    let mut document = after(Document::new("指数/index 🏙"), data());
    document = after(document, vec![outline()]);
    for make in [units, values, indicators, aggregates] {
        let edits = make(&Names(&document.datasets[0]));
        document = after(document, edits);
    }
    let scenario = Edit::AddScenario {
        dataset: MAIN,
        name: "情景 A/B".to_owned(),
    };
    document = after(document, vec![scenario]);
    let set = &document.datasets[0];
    let edits = patches(&Names(set), set.scenarios[0].id);
    document = after(document, edits);
    let edits = kept(&document.datasets[0]);
    document = after(document, edits);
    let set = &document.datasets[0];
    let mut edits = views(&Names(set), set.scenarios[0].id);
    edits.push(house_style());
    after(document, edits)
}
