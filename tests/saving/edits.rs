//! Edits by the dice, of every kind there is.

use std::{collections::BTreeMap, sync::Arc};

use heng::{
    engine::{
        Aggregation, Denominator, Direction, Edge, EdgesBuilder, ExpertWeights, Imputation, Node,
        NodeId, Normalisation, Period, Pooling, Tiering, Treatment, UnitId, VariableId, Weighting,
        compute,
    },
    import::{
        CellAt, ExpertRow, ExpertSheet, JudgementBlock, JudgementSheet, Layout, Outline,
        OutlineKind, OutlineNode, Table, TableColumn, TableRow,
        names::PlaceId,
        recipe::{PeriodTold, RECIPE_VERSION, ReadAs, ReadingRecipe, Shape},
        relations::{AttributeBuilder, EdgeList, RelationTable},
    },
    project::{
        Aspect, At, ChartView, CorrectionAnswer, CorrectionChoice, Dataset, DatasetId, Difference,
        Document, Edit, Figure, FileBytes, Form, MethodPatch, NewAlias, NewUnit, NewValue,
        NodeChoice, Place, RankingColumn, RankingSort, RankingSortBy, RankingView, RelationId,
        Role, ScenarioId, ScenarioSort, ScenarioSortBy, ScenariosChoice, Sight, TopRule, UnitRule,
        UnitsChoice, ViewId, VintageId, VintageSource, differences, disk::simulated::Dice, freeze,
        resolve,
    },
};

pub(crate) const MAIN: DatasetId = DatasetId(1);

/// A table of so many units in two years, with numbers that fall by the dice.
fn numbers(units: usize, columns: usize, dice: &mut Dice) -> Table {
    let row = |at: usize| TableRow {
        row: u32::try_from(at).unwrap(),
        unit: format!("u{}", at / 2),
        label: format!("城市 {}", at / 2),
        period: Some(Period::Year(2020 + i32::try_from(at % 2).unwrap())),
        ..TableRow::default()
    };
    let mut number = || {
        let number = f64::from(u32::try_from(dice.below(1 << 30)).unwrap());
        (dice.below(9) > 0).then_some(number / 7.0)
    };
    let rows: Vec<TableRow> = (0..units * 2).map(row).collect();
    let column = |at: usize| TableColumn {
        column: u32::try_from(at).unwrap(),
        name: format!("v{at}"),
        measure: None,
        values: rows.iter().map(|_| number()).collect(),
    };
    let columns = (0..columns).map(column).collect();
    Table {
        file: "a.csv".to_owned(),
        columns,
        rows,
        ..Table::default()
    }
}

/// The same as an edit that takes it in.
pub(crate) fn table(units: usize, columns: usize, dice: &mut Dice) -> Edit {
    Edit::TakeTable {
        dataset: MAIN,
        table: Arc::new(numbers(units, columns, dice)),
    }
}

/// One of several; else, and now and then, what stands for one that is not there.
fn one<T: Copy>(all: &[T], none: T, dice: &mut Dice) -> T {
    all.get(dice.below(all.len() + 1)).copied().unwrap_or(none)
}

/// What edits are about, thrown once an edit.
struct Throw<'a> {
    document: &'a Document,
    set: &'a Dataset,
    units: Vec<UnitId>,
    unit: UnitId,
    variable: VariableId,
    node: NodeId,
    other: NodeId,
    scenario: ScenarioId,
    vintage: VintageId,
    number: f64,
    value: Option<f64>,
    word: String,
    period: Period,
    yes: bool,
    at: At,
}

impl<'a> Throw<'a> {
    fn new(document: &'a Document, dice: &mut Dice) -> Self {
        let set: &Dataset = &document.datasets[0];
        let units: Vec<UnitId> = set.units.iter().map(|it| it.id).collect();
        let variables: Vec<VariableId> = set.variables.iter().map(|it| it.id).collect();
        let nodes: Vec<NodeId> = set
            .framework
            .iter()
            .flat_map(|it| it.nodes())
            .map(|it: &Node| it.id)
            .collect();
        let scenarios: Vec<ScenarioId> = set.scenarios.iter().map(|it| it.id).collect();
        let vintages: Vec<VintageId> = set.vintages.iter().map(|it| it.id).collect();
        let scenario = one(&scenarios, ScenarioId(900), dice);
        let number = f64::from(u32::try_from(dice.below(4000)).unwrap()) / 3.0;
        let yes = dice.below(2) == 1;
        Self {
            document,
            set,
            unit: one(&units, UnitId(900), dice),
            variable: one(&variables, VariableId(900), dice),
            node: one(&nodes, NodeId(900), dice),
            other: one(&nodes, NodeId(900), dice),
            vintage: one(&vintages, VintageId(900), dice),
            value: (dice.below(5) > 0).then_some(number),
            word: ["a", "b", "名称 \"x\"\n", "", "🎯"][dice.below(5)].to_owned(),
            period: Period::Year(2020 + i32::try_from(dice.below(2)).unwrap()),
            at: At {
                dataset: MAIN,
                scenario: (yes && !scenarios.is_empty()).then_some(scenario),
            },
            units,
            scenario,
            number,
            yes,
        }
    }

    /// The codes of an aggregate and of its first two children.
    fn family(&self) -> Option<[String; 3]> {
        let framework = self.set.framework.as_ref()?;
        let chosen = framework
            .node(self.node)
            .filter(|it| it.children().len() > 1);
        let parent = chosen.unwrap_or(&framework.root);
        let [one, other, ..] = parent.children() else {
            return None;
        };
        Some([parent, one, other].map(|it| it.code.clone()))
    }

    /// A unit made of others, if there is one.
    fn pool(&self) -> UnitId {
        let pool = self.set.units.iter().find(|it| !it.members.is_empty());
        pool.map_or(self.unit, |it| it.id)
    }
}

/// Something to do to this document; it may be refused.
pub(crate) fn any_edit(document: &Document, dice: &mut Dice) -> Edit {
    let throw = Throw::new(document, dice);
    match dice.below(18) {
        0 | 1 => of_project(throw, dice),
        2..=4 => of_values(throw, dice),
        5 => of_variables(throw, dice),
        6 | 7 => of_units(throw, dice),
        8 | 9 => of_weights(throw, dice),
        10 | 11 => of_tree(throw, dice),
        12 | 13 => of_method(&throw, dice),
        14 => of_scenarios(throw, dice),
        15 => of_views(throw, dice),
        16 => of_relations(throw, dice),
        _ => of_vintages(throw, dice),
    }
}

/// Title, notes, originals, recipes.
fn of_project(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let word = throw.word;
    match dice.below(8) {
        0 => Edit::SetTitle { title: word },
        1 => Edit::SetNotes { notes: word },
        // Too long for a line of a journal.
        2 => Edit::SetNotes {
            notes: word.repeat(4_000),
        },
        3 => Edit::KeepOriginal {
            file: word,
            bytes: FileBytes::from(vec![7; dice.below(60_000)]),
        },
        7 => Edit::SetHouseStyle {
            style: Arc::default(),
        },
        4 => Edit::DropOriginal {
            sha256: throw
                .document
                .originals
                .keys()
                .next()
                .cloned()
                .unwrap_or(word),
        },
        5 => Edit::KeepRecipe {
            dataset: MAIN,
            recipe: Arc::new(recipe(&word, throw.yes)),
        },
        _ => Edit::ForgetRecipe {
            dataset: MAIN,
            name: word,
        },
    }
}

fn recipe(name: &str, list: bool) -> ReadingRecipe {
    ReadingRecipe {
        version: RECIPE_VERSION,
        name: name.to_owned(),
        file: "a.csv".to_owned(),
        sha256: String::new(),
        shape: Shape::default(),
        read_as: if list {
            ReadAs::List(Layout::default())
        } else {
            ReadAs::Sheet
        },
        header: None,
        said: Vec::new(),
        unit: None,
        period: PeriodTold::default(),
        indicators: Vec::new(),
        units: Vec::new(),
    }
}

/// Tables, corrections, refreshes.
fn of_values(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let dataset = MAIN;
    let (variable, period, unit) = (throw.variable, throw.period, throw.unit);
    let kind = dice.below(9);
    let mut any_table = || Arc::new(numbers(1 + dice.below(9), 1 + dice.below(5), dice));
    match kind {
        0 => Edit::TakeTable {
            dataset,
            table: any_table(),
        },
        1 => Edit::TakeTables {
            dataset,
            tables: vec![any_table(), any_table()],
        },
        2 => Edit::Refresh {
            dataset,
            tables: vec![any_table()],
            corrections: answers(throw.set, throw.yes),
        },
        4 => Edit::CorrectMany {
            dataset,
            period,
            values: vec![NewValue {
                variable,
                unit,
                value: throw.value,
            }],
        },
        5 => Edit::AddUnits {
            dataset,
            period,
            units: vec![NewUnit {
                row: TableRow {
                    unit: throw.word.clone(),
                    label: throw.word,
                    total: throw.yes,
                    ..TableRow::default()
                },
                values: throw.value.map(|it| (variable, it)).into_iter().collect(),
            }],
            values: vec![NewValue {
                variable,
                unit,
                value: Some(1.0),
            }],
        },
        3 => Edit::DropCorrection {
            dataset,
            variable,
            period,
            unit,
        },
        _ => Edit::Correct {
            dataset,
            variable,
            period,
            unit,
            value: throw.value,
            note: throw.word,
        },
    }
}

/// An answer about the first correction.
fn answers(set: &Dataset, keep: bool) -> Vec<CorrectionAnswer> {
    let corrections = set.corrections.iter();
    let mut places = corrections.flat_map(|(&variable, periods)| {
        periods.iter().flat_map(move |(period, units)| {
            units.keys().map(move |&unit| Place {
                variable,
                period: period.clone(),
                unit,
            })
        })
    });
    let choice = if keep {
        CorrectionChoice::Keep
    } else {
        CorrectionChoice::TakeFile
    };
    let place = places.next();
    place
        .map(|place| CorrectionAnswer { place, choice })
        .into_iter()
        .collect()
}

/// Computed variables, how values are pooled, and single groups.
fn of_variables(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, variable) = (MAIN, throw.variable);
    match dice.below(7) {
        0 => Edit::AddFormula {
            dataset,
            name: throw.word,
            measure: None,
            formula: "[v0] + 1".to_owned(),
        },
        1 => Edit::SetFormula {
            dataset,
            variable,
            formula: throw.yes.then(|| "[v0] * 2".to_owned()),
        },
        2 => Edit::SetPooling {
            dataset,
            variable,
            pooling: [None, Some(Pooling::Sum), Some(Pooling::Mean { by: None })][dice.below(3)],
        },
        3 => Edit::SetGroup {
            dataset,
            kind: "k".to_owned(),
            name: throw.word,
            members: throw.units.iter().take(1).copied().collect(),
        },
        4 => Edit::RenameGroup {
            dataset,
            kind: "k".to_owned(),
            name: throw.word,
            to: "c".to_owned(),
        },
        5 => Edit::RemoveGroup {
            dataset,
            kind: "k".to_owned(),
            name: throw.word,
        },
        _ => Edit::RemoveVariable { dataset, variable },
    }
}

/// The units in another order, now and then with one too few.
fn order(mut units: Vec<UnitId>, dice: &mut Dice) -> Vec<UnitId> {
    if !units.is_empty() {
        let (from, to) = (dice.below(units.len()), dice.below(units.len()));
        units.swap(from, to);
        units.rotate_left(dice.below(3).min(from));
    }
    if dice.below(6) == 0 {
        units.pop();
    }
    units
}

/// Names, order, groups, pools and who is ranked.
fn of_units(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, unit, at) = (MAIN, throw.unit, throw.at);
    let two = throw.units.iter().take(2).copied().collect();
    match dice.below(10) {
        8 => Edit::OrderUnits {
            dataset,
            order: order(throw.units, dice),
        },
        0 => Edit::RenameUnit {
            dataset,
            unit,
            label: throw.word,
        },
        1 => Edit::TakeAliases {
            dataset,
            aliases: vec![if throw.yes {
                let name = throw.word;
                NewAlias::Name { unit, name }
            } else {
                let place = PlaceId::from("110000");
                NewAlias::Place { unit, place }
            }],
        },
        2 => Edit::DropAlias {
            dataset,
            unit,
            name: throw.word,
        },
        3 => Edit::TakeGroups {
            dataset,
            kind: "k".to_owned(),
            words: vec![(unit, throw.word)],
        },
        4 => Edit::AddPool {
            dataset,
            name: throw.word,
            members: two,
        },
        5 => Edit::SetMembers {
            dataset,
            unit: throw.pool(),
            members: two,
        },
        6 => Edit::RemovePool {
            dataset,
            unit: throw.pool(),
        },
        7 => Edit::SetRole {
            at,
            units: vec![unit],
            role: Role::ALL[dice.below(3)],
        },
        _ => Edit::SetUnitRule {
            at,
            rule: (dice.below(4) > 0).then(|| rule(throw.variable, unit, dice)),
        },
    }
}

/// A rule of who is ranked.
fn rule(variable: VariableId, also: UnitId, dice: &mut Dice) -> UnitRule {
    UnitRule {
        top: Some(TopRule {
            variable,
            count: dice.below(5),
            period: None,
        }),
        also: vec![also],
        ..UnitRule::default()
    }
}

/// Weights, judgements, switches, directions, goalposts.
fn of_weights(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, at, node) = (MAIN, throw.at, throw.node);
    match dice.below(12) {
        9 => Edit::ShareWeight {
            at,
            node,
            weight: throw.number,
        },
        10 => Edit::WeightsToHundred { at, parent: node },
        11 => Edit::SetLocked {
            dataset,
            node,
            locked: throw.yes,
        },
        0..=2 => Edit::SetWeight {
            at,
            node,
            weight: throw.value,
        },
        3 => Edit::EqualWeights { at, parent: node },
        4 => Edit::SetEnabled {
            at,
            node,
            enabled: throw.yes,
        },
        5 => Edit::SetGoalposts {
            dataset,
            node,
            lo: Some(0.1),
            hi: throw.value,
        },
        6 => Edit::SetTarget {
            dataset,
            node,
            target: throw.value,
        },
        7 => Edit::TakeJudgements {
            dataset,
            sheet: Arc::new(JudgementSheet {
                file: "j.csv".to_owned(),
                blocks: block(&throw).into_iter().collect(),
                ..JudgementSheet::default()
            }),
        },
        _ => Edit::TakeOpinions {
            dataset,
            sheet: Arc::new(ExpertSheet {
                file: "e.csv".to_owned(),
                experts: vec!["one".to_owned()],
                rows: vec![ExpertRow {
                    node: throw.family().map_or(throw.word, |[_, child, _]| child),
                    weights: vec![throw.value],
                    row: 1,
                }],
                ..ExpertSheet::default()
            }),
        },
    }
}

/// A judgement of two siblings.
fn block(throw: &Throw<'_>) -> Option<JudgementBlock> {
    let [parent, one, other] = throw.family()?;
    Some(JudgementBlock {
        parent,
        expert: None,
        items: vec![one, other],
        pairs: vec![(0, 1, 1.0 + throw.number / 1000.0)],
        sheet: String::new(),
        at: CellAt { row: 0, column: 0 },
    })
}

/// The framework: what is in it and where.
fn of_tree(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, node, name) = (MAIN, throw.node, throw.word);
    match dice.below(14) {
        13 => extend(throw.value, throw.yes),
        10 => Edit::DuplicateNode {
            dataset,
            node,
            name,
        },
        11 => Edit::GroupNode {
            dataset,
            node,
            name,
        },
        12 => Edit::ForgetChoices { dataset, node },
        0 => Edit::RenameNode {
            dataset,
            node,
            name,
        },
        1 => Edit::AddAggregate {
            dataset,
            parent: node,
            name,
        },
        2 | 3 => Edit::AddIndicator {
            dataset,
            parent: node,
            variable: throw.variable,
        },
        4 => Edit::RemoveNode { dataset, node },
        5 => Edit::MoveNode {
            dataset,
            node,
            parent: throw.other,
            place: dice.below(3),
        },
        6 => Edit::SetDirection {
            dataset,
            node,
            direction: Direction::ALL[dice.below(2)],
        },
        7 => Edit::OutlineFromVariables {
            dataset,
            index_name: "i".to_owned(),
        },
        8 => Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline(throw.value)),
            index_name: "o".to_owned(),
        },
        _ => Edit::SetTiers {
            dataset,
            tiers: throw.yes.then(|| Tiering::Quantiles {
                count: dice.below(5),
            }),
        },
    }
}

/// Adds to the framework, and changes known nodes or not.
fn extend(weight: Option<f64>, keep: bool) -> Edit {
    Edit::ExtendOutline {
        dataset: MAIN,
        outline: Arc::new(outline(weight)),
        keep,
    }
}

/// A dimension of two indicators, one of which has no data perhaps.
fn outline(weight: Option<f64>) -> Outline {
    let node = |code: &str, parent, kind| OutlineNode {
        code: code.to_owned(),
        name: code.to_owned(),
        parent,
        kind,
        weight,
        ..OutlineNode::default()
    };
    Outline {
        nodes: vec![
            node("d", None, OutlineKind::Aggregate),
            node("v0", Some(0), OutlineKind::Indicator),
            node("v9", Some(0), OutlineKind::Indicator),
        ],
        ..Outline::default()
    }
}

/// Choices of method, for all or for one node.
fn of_method(throw: &Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, node) = (MAIN, throw.node);
    match dice.below(5) {
        0 => Edit::SetNormalisation {
            dataset,
            node,
            normalisation: throw.yes.then_some(Normalisation::None),
        },
        1 => Edit::SetWeighting {
            dataset,
            node,
            weighting: throw.yes.then_some(Weighting::Equal),
        },
        2 => Edit::SetAggregation {
            dataset,
            node,
            aggregation: throw.yes.then_some(Aggregation::Power(throw.number)),
        },
        3 => Edit::Choose {
            dataset,
            node,
            choice: choice(throw, dice),
        },
        _ => Edit::SetMethod {
            at: throw.at,
            choices: MethodPatch {
                min_availability: Some(throw.number / 2000.0),
                denominate: throw.yes.then_some(true),
                ..MethodPatch::default()
            },
        },
    }
}

fn choice(throw: &Throw<'_>, dice: &mut Dice) -> NodeChoice {
    match dice.below(7) {
        0 => NodeChoice::Direction(Direction::ALL[dice.below(2)]),
        1 => NodeChoice::Lag(u32::try_from(dice.below(3)).unwrap()),
        2 => NodeChoice::Denominator(throw.yes.then_some(Denominator {
            variable: throw.variable,
            per: throw.number,
        })),
        3 => NodeChoice::Imputation(throw.yes.then_some(Imputation::Linear)),
        4 => NodeChoice::Treatment(throw.yes.then_some(Treatment::BoxCox {
            lambda: throw.number,
        })),
        5 => NodeChoice::MinAvailability(throw.value.map(|it| it / 1000.0)),
        _ => NodeChoice::Opinions(vec![ExpertWeights {
            expert: throw.word.clone(),
            weights: BTreeMap::from([(throw.other, throw.number)]),
        }]),
    }
}

/// Scenarios and what they differ in.
fn of_scenarios(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, scenario, name) = (MAIN, throw.scenario, throw.word);
    match dice.below(7) {
        0 | 1 => Edit::AddScenario { dataset, name },
        2 => Edit::RenameScenario {
            dataset,
            scenario,
            name,
        },
        3 => Edit::RemoveScenario { dataset, scenario },
        4 => Edit::DuplicateScenario {
            dataset,
            scenario,
            name,
        },
        5 => Edit::SetScenarioNote {
            dataset,
            scenario,
            note: name,
        },
        _ => Edit::ClearDifference {
            dataset,
            scenario,
            aspect: differences(throw.set, scenario)
                .first()
                .map_or(Aspect::MinAvailability, Difference::aspect),
        },
    }
}

/// A form of a view.
fn form(throw: &Throw<'_>, dice: &mut Dice) -> Form {
    let reversed = throw.yes;
    let node = throw.yes.then_some(throw.node);
    let column = RankingColumn::Node {
        node,
        figure: Figure::ALL[dice.below(Figure::ALL.len())],
    };
    match dice.below(5) {
        0 => Form::Ranking(RankingView {
            sort: RankingSort {
                by: node.map_or(RankingSortBy::Unit, |_| RankingSortBy::Column(column)),
                reversed,
            },
            groups: Some("地区".to_owned()),
            group: reversed.then(|| "华北".to_owned()),
            columns: reversed.then(|| vec![RankingColumn::Tier, column]),
            against: throw.at.scenario,
            heat: reversed,
            pinned: vec![throw.unit],
        }),
        2 => Form::Units(UnitsChoice {
            beside: vec![throw.unit],
        }),
        3 => Form::Summary,
        1 => Form::Scenarios(ScenariosChoice {
            left_out: vec![throw.at.scenario],
            against: throw.at.scenario,
            node,
            sort: ScenarioSort {
                by: ScenarioSortBy::Shift(1),
                reversed,
            },
            moved_only: reversed,
        }),
        _ => Form::Chart(ChartView { node, first: 10 }),
    }
}

/// Views.
fn of_views(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let views: Vec<ViewId> = throw.set.views.iter().map(|it| it.id).collect();
    let view = one(&views, ViewId(900), dice);
    let form = form(&throw, dice);
    let (dataset, name) = (MAIN, throw.word);
    let sight = Arc::new(Sight {
        scenario: throw.at.scenario,
        period: throw.yes.then_some(throw.period),
        unit: throw.yes.then_some(throw.unit),
        form,
    });
    match dice.below(4) {
        0 | 1 => Edit::SaveView {
            dataset,
            name,
            sight,
        },
        2 => Edit::ChangeView {
            dataset,
            view,
            sight,
        },
        _ if throw.number < 500.0 => Edit::RemoveView { dataset, view },
        _ => Edit::RenameView {
            dataset,
            view,
            name,
        },
    }
}

/// Vintages.
fn of_vintages(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, vintage, name) = (MAIN, throw.vintage, throw.word);
    let (note, source) = (String::new(), VintageSource::default());
    let figures = || {
        let plan = resolve(throw.set, None);
        let figures = plan.map(|plan| freeze(throw.set, &compute(&plan), None));
        Arc::new(figures.unwrap_or_default())
    };
    match dice.below(5) {
        0 => Edit::FreezeVintage {
            dataset,
            name,
            note,
            source,
            figures: figures(),
        },
        1 => Edit::TakeVintage {
            dataset,
            name,
            note,
            source,
            figures: figures(),
        },
        2 => Edit::RenameVintage {
            dataset,
            vintage,
            name,
        },
        3 => Edit::AnnotateVintage {
            dataset,
            vintage,
            note: name,
            date: "2020 年".to_owned(),
        },
        _ => Edit::RemoveVintage { dataset, vintage },
    }
}

/// Relations.
fn of_relations(throw: Throw<'_>, dice: &mut Dice) -> Edit {
    let (dataset, name) = (MAIN, throw.word);
    let known: Vec<RelationId> = throw.set.relations.iter().map(|it| it.id).collect();
    let relation = one(&known, RelationId(900), dice);
    match dice.below(5) {
        0 | 1 => Edit::TakeRelation {
            dataset,
            name,
            directed: throw.yes,
            table: Arc::new(edges(throw.value, dice)),
        },
        2 => Edit::RenameRelation {
            dataset,
            relation,
            name,
        },
        3 => Edit::SetRelationDirected {
            dataset,
            relation,
            directed: throw.yes,
        },
        _ => Edit::RemoveRelation { dataset, relation },
    }
}

/// Edges between nodes by the dice, now and then too many for a line of a journal.
fn edges(weight: Option<f64>, dice: &mut Dice) -> RelationTable {
    let mut builder = EdgesBuilder::default();
    let mut attribute = AttributeBuilder::new("备注");
    let (mut cells, period) = (Vec::new(), Period::Year(2020));
    let count = [0, 3, 40, 2000][dice.below(4)];
    for row in 0..count {
        let (source, target) = (dice.below(30), dice.below(30));
        builder.push(&Edge {
            source: &format!("节点 {source}"),
            target: &format!("n{target}"),
            kind: (row % 2 == 0).then_some("k"),
            period: &period,
            weight,
        });
        attribute.push((row % 3 == 0).then_some("\"x\"\n"));
        cells.push(CellAt { row, column: 0 });
    }
    builder.node("alone");
    RelationTable {
        file: "r.csv".to_owned(),
        list: Arc::new(EdgeList {
            edges: builder.done(),
            cells,
            attributes: vec![attribute.done()],
        }),
        ..RelationTable::default()
    }
}
