"""A star of tables for business intelligence: keys that meet, counts that agree, nobody's words or name."""

from __future__ import annotations

import pandas as pd
import pytest
from interviews import span

import workbench.coding as coding
from workbench import tables
from workbench.errors import Invalid
from workbench.project import schema
from workbench.reports import check_star, star_schema


@pytest.fixture
def surveyed(tiny_corpus):
    """The talks with two codings, one by nobody, closed and open answers, contacts and a persona."""
    p = tiny_corpus
    code, below = coding.add_code(p, "=Repère"), coding.add_code(p, "rappel", parent="=Repère")
    coding.apply_code(p, *span(p, "groupe", "un repère"), code)
    coding.apply_code(p, *span(p, "Samira", "sans repère"), below)
    people = list(p.cases().index)
    first = {"case_id": people[0], "question": "Note ?", "type": "scale", "value": "4"}
    run = f'{{"members": {people[:2]}}}'
    with p.gesture("import_attributes", n=2) as g:
        answers = [
            {**first, "answered_at": "2026-03-30"},
            {"case_id": people[1], "question": "Note ?", "type": "scale", "value": "2", "answered_at": None},
            {"case_id": people[1], "question": "But ?", "type": "choice", "value": "=SOMME(A1)"},
            {"case_id": people[1], "question": "Racontez", "type": "text", "value": "Secret que nul ne lit"},
        ]  # fmt: skip
        g.insert(schema.answer, [{"source_id": None, "answered_at": None, **row} for row in answers])
        g.insert(
            schema.event,
            [
                {"case_id": people[0], "kind": "visite", "happened_at": "2026-04-02T10:00", "value": "1,5",
                 "meta": '{"done": false}'}
            ],
        )  # fmt: skip
        g.insert(
            schema.persona,
            [{"name": "En attente", "run": run, "coder_id": 1, "status": "accepted"}],
        )  # fmt: skip
    return p


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_every_key_of_a_fact_is_found_and_every_row_is_there(surveyed, tmp_path, format):
    folder = star_schema(surveyed, tmp_path / "étoile", format=format)
    told = check_star(folder)
    assert told["problems"].sum() == 0
    rows = told["rows"]
    assert rows["dim_person"] == len(surveyed.cases()) + 1 and rows["dim_code"] == 3
    assert rows["fact_segment_code"] == 2 and rows["fact_answer"] == 3 and rows["fact_feedback"] == 2
    assert rows["fact_contact"] == 1 and rows["bridge_person_persona"] == 2
    assert sorted(path.name for path in folder.iterdir())[0] == f"bridge_person_persona.{format}"


def test_the_calendar_has_every_day_between_the_first_and_the_last(surveyed, tmp_path):
    folder = star_schema(surveyed, tmp_path / "star", format="parquet")
    days = pd.read_parquet(folder / "dim_date.parquet")
    known = days[days["date_key"] > 0]
    whole = pd.date_range(str(known["date"].iloc[0]), str(known["date"].iloc[-1]))
    assert len(known) == len(whole) and 20260330 in set(known["date_key"]) and 0 in set(days["date_key"])
    first = known.iloc[0]
    assert (first["year"], first["quarter"], first["month"], first["weekday"]) == (2026, 1, 3, 1)


def test_no_name_no_source_and_no_word_goes_out(surveyed, tmp_path):
    folder = star_schema(surveyed, tmp_path / "star")
    written = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir()).casefold()
    hidden = [*surveyed.cases()["name"], *surveyed.sources()["name"], "sans repère", "Secret", "Racontez"]
    assert [word for word in hidden if word.casefold() in written] == []


def test_attributes_that_tell_who_somebody_is_stay_and_those_that_group_go(surveyed, tmp_path):
    cases = surveyed.cases()
    people = list(cases.index)
    with surveyed.gesture("import_attributes", n=2) as g:
        g.insert(
            schema.attribute,
            [
                *({"case_id": i, "name": "adresse", "type": "text", "value": f"{i} rue"} for i in people),
                *({"case_id": i, "name": "antenne", "type": "text", "value": "Nord"} for i in people[:2]),
                *({"case_id": i, "name": "consent:quote", "type": "text", "value": "yes"} for i in people),
                *({"case_id": i, "name": "secteur", "type": "text", "value": "A"} for i in people[:2]),
            ],
        )
    folder = star_schema(surveyed, tmp_path / "star", service="antenne")
    person = pd.read_csv(folder / "dim_person.csv")
    assert "secteur" in person and "adresse" not in person and "consent:quote" not in person
    service = pd.read_csv(folder / "dim_service.csv")
    assert list(service["service"])[1:] == ["Nord"]
    assert (
        sorted(person["service_key"])[-2:] == [1, 1] and (person["service_key"] == 0).sum() == len(people) - 1
    )


def test_a_value_that_looks_like_a_formula_is_written_as_text(surveyed, tmp_path):
    folder = star_schema(surveyed, tmp_path / "star")
    assert "'=SOMME(A1)" in (folder / "fact_answer.csv").read_text(encoding="utf-8")
    assert {"value": "=SOMME(A1)"}.items() <= tables.read(folder / "fact_answer.csv")[2].items()


def test_a_decimal_comma_and_what_was_not_kept_are_understood(surveyed, tmp_path):
    contact = pd.read_parquet(
        star_schema(surveyed, tmp_path / "s", format="parquet") / "fact_contact.parquet"
    )
    assert contact["number"].tolist() == [1.5] and contact["done"].tolist() == [False]


def test_a_star_is_replaced_as_a_whole_and_nothing_else_is(surveyed, tmp_path):
    folder = star_schema(surveyed, tmp_path / "star")
    star_schema(surveyed, folder, format="parquet")
    assert not list(folder.glob("fact*.csv")) and check_star(folder)["problems"].sum() == 0
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"1")
    with pytest.raises(Invalid, match="photos"):
        star_schema(surveyed, other)
    assert [path.name for path in other.iterdir()] == ["a.jpg"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".workbench")) == []


def test_an_empty_project_gives_a_star_of_empty_facts(project, tmp_path):
    told = check_star(star_schema(project, tmp_path / "star", format="parquet"))
    assert told["problems"].sum() == 0 and told.loc["dim_person", "rows"] == 1 and told["rows"].max() == 1


def test_what_is_wrong_with_a_star_is_found(surveyed, tmp_path):
    folder = star_schema(surveyed, tmp_path / "star")
    (folder / "dim_code.csv").write_text(
        "code_key,code,path,top,depth,parent_key\n0,x,x,x,0,0\n0,x,x,x,0,0\n"
    )
    told = check_star(folder)
    assert told.loc["dim_code", "repeated"] == 1 and told.loc["dim_code", "listed"] == 3
    assert told.loc["fact_segment_code", "lost"] == 2


@pytest.mark.parametrize(("options", "said"), [({"format": "xls"}, "xls"), ({"service": "lune"}, "lune")])
def test_what_is_not_known_is_named(surveyed, tmp_path, options, said):
    with pytest.raises(Invalid, match=said):
        star_schema(surveyed, tmp_path / "star", **options)
    assert not (tmp_path / "star").exists()
