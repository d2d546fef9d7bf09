//! Views: what is kept of them, and what stays of one when the document changes.

use heng::project::{
    ChartView, Figure, Form, RankingColumn, RankingSort, RankingSortBy, RankingView, SavedView,
    ScenarioSort, ScenarioSortBy, ScenariosChoice, Sight, ViewId, loose_ends,
};

use super::*;

fn views(document: &Document) -> &[SavedView] {
    &main_of(document).views
}

fn named(document: &Document, name: &str) -> SavedView {
    let view = views(document).iter().find(|it| it.name == name);
    view.unwrap().clone()
}

fn save_view(name: &str, sight: Sight) -> Edit {
    Edit::SaveView {
        dataset: MAIN,
        name: name.to_owned(),
        sight: Arc::new(sight),
    }
}

fn sight(form: Form) -> Sight {
    Sight {
        scenario: None,
        period: None,
        unit: None,
        form,
    }
}

fn chart(document: &Document, node_name: &str) -> Sight {
    Sight {
        scenario: scenario_of(document).scenario,
        period: Some(year(2019)),
        unit: Some(unit(document, "B")),
        form: Form::Chart(ChartView {
            node: Some(node(document, node_name)),
            first: 10,
        }),
    }
}

fn ranking(by: RankingSortBy) -> Sight {
    sight(Form::Ranking(RankingView {
        sort: RankingSort { by, reversed: true },
        groups: Some("地区".to_owned()),
        ..RankingView::default()
    }))
}

fn side_by_side(document: &Document) -> Sight {
    let scenario = scenario_of(document).scenario;
    sight(Form::Scenarios(ScenariosChoice {
        left_out: vec![None],
        against: scenario,
        node: Some(node(document, "GDP")),
        sort: ScenarioSort {
            by: ScenarioSortBy::Shift(1),
            reversed: true,
        },
        moved_only: true,
    }))
}

/// A view of each form.
fn with_views() -> Document {
    let start = start();
    let gdp = RankingSortBy::Score(Some(node(&start, "GDP")));
    let edits = [
        save_view(" 图 1 ", chart(&start, "GDP")),
        save_view("排名", ranking(gdp)),
        save_view("对比", side_by_side(&start)),
    ];
    let done = edits.iter().try_fold(start, |it, edit| edit.apply(&it));
    done.unwrap()
}

#[test]
fn views_are_saved_changed_renamed_removed_and_come_back_with_undo() {
    let mut history = History::new(with_views());
    let names = |history: &History| -> Vec<String> {
        let views = views(history.document()).iter();
        views.map(|it| it.name.clone()).collect()
    };
    assert_eq!(names(&history), ["图 1", "排名", "对比"]);
    let view = named(history.document(), "图 1").id;
    let other = Arc::new(ranking(RankingSortBy::Unit));
    let edits = [
        Edit::ChangeView {
            dataset: MAIN,
            view,
            sight: Arc::clone(&other),
        },
        Edit::RenameView {
            dataset: MAIN,
            view,
            name: "Figure 1".to_owned(),
        },
        Edit::RemoveView {
            dataset: MAIN,
            view: named(history.document(), "排名").id,
        },
    ];
    let before = history.document().clone();
    for edit in edits {
        history.commit(edit).unwrap();
    }
    assert_eq!(names(&history), ["Figure 1", "对比"]);
    let changed = named(history.document(), "Figure 1");
    assert_eq!((changed.id, &changed.sight), (view, &other));
    while history.undo() {}
    assert_eq!(history.document(), &before);
}

#[test]
fn views_go_with_the_project_and_its_plain_folder() {
    let document = with_views();
    assert_eq!(again_from_file(&document), document);
    assert_eq!(again_from_folder(&document), document);
    let json = serde_json::to_value(&views(&document)[0]).unwrap();
    assert_eq!(json["name"], "图 1");
    assert_eq!(json["form"]["kind"], "chart");
    assert_eq!(json["period"], "2019");
}

#[test]
fn what_a_view_names_has_to_be_there() {
    let document = with_views();
    let gone = |change: &dyn Fn(&mut Sight)| {
        let mut sight = chart(&document, "GDP");
        change(&mut sight);
        save_view("x", sight)
    };
    let refused = [
        (
            gone(&|it| it.scenario = Some(ScenarioId(900))),
            EditError::NoScenario,
        ),
        (gone(&|it| it.unit = Some(UnitId(900))), EditError::NoUnit),
        (
            gone(&|it| {
                it.form = Form::Chart(ChartView {
                    node: Some(NodeId(900)),
                    first: 0,
                });
            }),
            EditError::NoNode,
        ),
        (
            save_view("图 1", ranking(RankingSortBy::Unit)),
            EditError::NameTaken {
                name: "图 1".to_owned(),
            },
        ),
        (
            save_view("  ", ranking(RankingSortBy::Unit)),
            EditError::EmptyName,
        ),
        (
            Edit::RemoveView {
                dataset: MAIN,
                view: ViewId(900),
            },
            EditError::NoView,
        ),
    ];
    for (edit, expected) in refused {
        refuses(&document, &edit, &expected);
    }
}

#[test]
fn a_ranking_loses_what_the_document_loses() {
    let start = start();
    let scenario = scenario_of(&start).scenario;
    let (gdp, b) = (node(&start, "GDP"), unit(&start, "B"));
    let of = |node, figure| RankingColumn::Node { node, figure };
    let full = RankingView {
        sort: RankingSort {
            by: RankingSortBy::Column(of(Some(gdp), Figure::Gap)),
            reversed: true,
        },
        columns: Some(vec![
            of(None, Figure::Score),
            RankingColumn::Tier,
            of(Some(gdp), Figure::RankChange),
        ]),
        against: scenario,
        heat: true,
        pinned: vec![b],
        ..RankingView::default()
    };
    let with = |ranking: &RankingView| save_view("全", sight(Form::Ranking(ranking.clone())));
    let document = with(&full).apply(&start).unwrap();
    assert_eq!(again_from_file(&document), document);

    let mut other = full.clone();
    other.pinned.push(UnitId(900));
    refuses(&start, &with(&other), &EditError::NoUnit);
    let mut other = full.clone();
    other.against = Some(ScenarioId(900));
    refuses(&start, &with(&other), &EditError::NoScenario);
    let mut other = full.clone();
    other.columns = Some(vec![of(Some(NodeId(900)), Figure::Score)]);
    refuses(&start, &with(&other), &EditError::NoNode);

    let edits = [
        Edit::RemoveScenario {
            dataset: MAIN,
            scenario: scenario.unwrap(),
        },
        Edit::RemoveNode {
            dataset: MAIN,
            node: gdp,
        },
    ];
    let later = edits.iter().try_fold(document, |it, edit| edit.apply(&it));
    let Form::Ranking(left) = &named(&later.unwrap(), "全").sight.form else {
        panic!("another form");
    };
    let expected = RankingView {
        sort: RankingSort::default(),
        columns: Some(vec![of(None, Figure::Score), RankingColumn::Tier]),
        against: None,
        ..full
    };
    assert_eq!(left, &expected);
}

#[test]
fn a_ranking_of_an_older_file_has_the_usual_columns() {
    let old = r#"{"sort": {"by": {"score": null}, "reversed": false}, "groups": "地区"}"#;
    let read: RankingView = serde_json::from_str(old).unwrap();
    assert_eq!(
        (read.columns, read.heat, read.pinned),
        (None, false, vec![])
    );
    assert_eq!(read.sort, RankingSort::default());
}

#[test]
fn what_is_gone_from_the_document_is_gone_from_its_views() {
    let document = with_views();
    let scenario = scenario_of(&document).scenario.unwrap();
    let edits = [
        Edit::RemoveScenario {
            dataset: MAIN,
            scenario,
        },
        Edit::RemoveNode {
            dataset: MAIN,
            node: node(&document, "GDP"),
        },
    ];
    let later = edits
        .iter()
        .try_fold(document.clone(), |it, edit| edit.apply(&it));
    let later = later.unwrap();
    let figure = named(&later, "图 1");
    assert_eq!((figure.sight.scenario, figure.sight.node()), (None, None));
    assert_eq!(figure.sight.unit, Some(unit(&document, "B")));
    let by_index = Form::Ranking(RankingView {
        sort: RankingSort::default(),
        groups: Some("地区".to_owned()),
        ..RankingView::default()
    });
    assert_eq!(named(&later, "排名").sight.form, by_index);
    let Form::Scenarios(choice) = &named(&later, "对比").sight.form else {
        panic!("another form");
    };
    assert_eq!((choice.against, choice.node), (None, None));
    assert_eq!(choice.left_out, [None]);
    assert_eq!(loose_ends(&later), []);
    // A file that names what is not there opens, and is told of.
    let mut loose = later;
    let dataset = Arc::make_mut(&mut loose.datasets[0]);
    Arc::make_mut(&mut dataset.views)[0].sight = Arc::new(chart(&document, "GDP"));
    assert_eq!(loose_ends(&loose).len(), 2, "the scenario and the node");
    assert_eq!(again_from_file(&loose), loose);
}
