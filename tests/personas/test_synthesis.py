"""Personas say what sets a class apart, on evidence; what a person decides outlives another run."""

from __future__ import annotations

import pandas as pd
import pytest
from interviews import span
from surveyed import Classes

from workbench import coding, errors, personas
from workbench.personas.contrast import contrasts
from workbench.personas.fields import field_of
from workbench.project import schema


def said(project, persona):
    return personas.read_fields(project, persona).set_index("value")


def test_the_six_fields_say_what_was_planted_each_value_on_several_people(surveyed, classes):
    project, _ = surveyed
    made = personas.synthesize(project, classes)
    table, fields = personas.read_personas(project), personas.read_fields(project)
    assert sorted(made) == sorted(table.index) and table["size"].tolist() == [32, 32, 30, 26]
    assert set(table["firmness"]) == {"very_firm"} and set(table["origin"]) == {"computed"}
    called = next(i for i, row in table.iterrows() if row["size"] == 30)
    values = said(project, called)
    assert values.loc["Comment préférez-vous qu'on vous joigne ? Téléphone", "field"] == "communication"
    assert (
        values.loc["Comment souhaitez-vous que les décisions se prennent ? Nous décidons ensemble", "field"]
        == "autonomy"
    )
    assert (
        values.loc["Qu'est-ce qui vous gêne le plus aujourd'hui ? Les démarches et les papiers", "field"]
        == "obstacles"
    )
    assert (fields["q"] <= 0.05).all() and (fields["n_in"] >= 2).all()
    assert fields.groupby(["persona_id", "field"]).size().max() <= 5
    assert (fields["n_in"] / fields["of_in"] > fields["n_out"] / fields["of_out"]).all()
    assert not fields["value"].str.contains("ou moins|or less").loc[lambda low: low].index.isin(
        fields[fields["field"] != "situation"].index
    ).any()  # fmt: skip


def test_every_value_opens_evidence_of_the_people_it_counts(surveyed, classes):
    project, _ = surveyed
    personas.synthesize(project, classes)
    for field, row in personas.read_fields(project).iterrows():
        evidence = personas.field_evidence(project, field)
        assert set(evidence["case_id"]) == set(row["members"]) and len(row["members"]) == row["n_in"] >= 2
    medoids = personas.read_personas(project)
    assert all(row["medoid"] in row["members"] for _, row in medoids.iterrows())


def test_shuffled_classes_have_next_to_nothing_to_say(surveyed, classes):
    project, _ = surveyed
    mixed = classes.labels.sample(frac=1, random_state=5).set_axis(classes.labels.index)
    personas.synthesize(project, Classes(mixed, classes.jaccard))
    assert len(personas.read_fields(project)) <= 3


def test_another_run_keeps_what_a_person_wrote_and_shows_who_moved(surveyed, classes):
    project, _ = surveyed
    personas.synthesize(project, classes)
    before = personas.read_personas(project)
    first, second = before.index[:2]
    fields = personas.read_fields(project, first)
    edited, gone = fields.index[:2]
    personas.edit_field(project, edited, "Écrit par Ana")
    personas.remove_value(project, gone)
    personas.rename_persona(project, first, "Les bâtisseurs", summary="Ont un métier.")
    labels = classes.labels.copy()
    movers = list(before.loc[first, "members"][:3])
    labels[movers] = labels[before.loc[second, "members"][0]]
    again = personas.synthesize(project, Classes(labels, classes.jaccard))
    assert sorted(again) == sorted(before.index)
    assert personas.read_personas(project).loc[first, ["name", "summary"]].tolist() == [
        "Les bâtisseurs",
        "Ont un métier.",
    ]
    now = personas.read_fields(project, first)
    assert now.loc[edited, ["value", "origin"]].tolist() == ["Écrit par Ana", "edited"]
    assert now.loc[edited, "was"] == fields.loc[edited, "value"]
    assert not {fields.loc[gone, "value"], fields.loc[edited, "value"]} & set(now["value"])
    moved = personas.moves(project)
    assert sorted(moved["case_id"]) == sorted(movers) and set(moved["came_from"]) == {"Les bâtisseurs"}
    assert set(moved.index) == {second}
    project.undo()
    assert personas.moves(project).empty


def test_nothing_is_written_where_there_is_no_class(surveyed, classes):
    project, _ = surveyed
    head = project.head()
    nobody = Classes(classes.labels * 0 - 1, [], "none", "Pas de structure stable.")
    with pytest.raises(errors.Invalid, match="Pas de structure stable"):
        personas.synthesize(project, nobody)
    assert project.head() == head
    with pytest.raises(errors.NotFound):
        personas.read_run(project)


def test_contrasts_are_exact_and_know_whose_answer_is_missing():
    everybody = frozenset(range(20))
    told = contrasts(
        [frozenset(range(8)), everybody], [frozenset(range(15)), everybody], {0: frozenset(range(10))}
    )
    assert told[["n_in", "of_in", "n_out", "of_out"]].values.tolist() == [[8, 10, 0, 5], [10, 10, 10, 10]]
    # One-sided Fisher: C(10,8) C(5,0) / C(15,8) = 45/6435, twice that after Benjamini and Hochberg.
    assert told["q"].round(6).tolist() == [round(2 * 45 / 6435, 6), 1.0]


def test_a_person_says_which_feature_tells_of_which_field(surveyed, classes):
    project, _ = surveyed
    assert field_of("code", ["mobilité"], "employment_obstacles") == "obstacles"
    assert field_of("answer", ["Recommanderiez-vous le service ?"]) == ""
    personas.assign_feature(project, "answer:Avez-vous le permis de conduire ?", "obstacles")
    personas.synthesize(project, classes)
    fields = personas.read_fields(project)
    assert fields.set_index("topic").loc["Avez-vous le permis de conduire ?", "field"] == "obstacles"
    with pytest.raises(errors.Invalid):
        personas.assign_feature(project, "code:1", "hobby")


def test_quotes_are_of_different_people_who_agreed_and_go_at_once_when_one_withdraws(tiny_corpus):
    p = tiny_corpus
    coding.add_code(p, "manque de repère")
    for source, words in (("groupe", "un repère"), ("Samira", "sans repère")):
        coding.apply_code(p, *span(p, source, words), "manque de repère")
    made = personas.build_persona(p, "Sans repère", ["Nadia", "Samira", "Yanis"])
    assert personas.persona_quotes(p, made).empty
    ids = {name.casefold(): int(case) for case, name in p.cases()["name"].items()}
    with p.gesture("import_attributes", n=2) as g:
        consent = {"name": "consent:quote", "value": "yes"}
        _, samira = g.insert(
            schema.attribute, [{"case_id": ids[who], **consent} for who in ("nadia", "samira")]
        )
    told = personas.persona_quotes(p, made)
    assert sorted(told["case"].str.casefold()) == ["nadia", "samira"]
    assert told["verbatim"].str.contains("repère").all()
    with p.gesture("import_attributes", n=1) as g:
        g.update(schema.attribute, [samira], {"value": "no"})
    assert personas.persona_quotes(p, made)["case"].str.casefold().tolist() == ["nadia"]


def test_personas_are_the_same_whatever_the_order_of_people(surveyed, classes):
    project, _ = surveyed
    personas.synthesize(project, classes)
    one = personas.read_fields(project)[["field", "value", "n_in", "q"]].values.tolist()
    project.undo()
    personas.synthesize(project, Classes(classes.labels.sample(frac=1, random_state=1), classes.jaccard))
    assert pd.DataFrame(one).equals(
        pd.DataFrame(personas.read_fields(project)[["field", "value", "n_in", "q"]].values.tolist())
    )
