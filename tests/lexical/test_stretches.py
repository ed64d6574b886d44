"""The sentences, turns and segments around places."""

from __future__ import annotations

import pytest

from workbench import Project
from workbench.corpus import import_sources
from workbench.lexical import concordance, occurrences
from workbench.lexical.stretches import stretches

TALK = """NADIA : Le bus passe à midi. Sans bus, rien. Voilà.

YANIS : Le bus, le bus, toujours le bus. Moi je marche.

TOM : Rien à dire.
"""


@pytest.fixture
def talk(project: Project, tmp_path) -> Project:
    (tmp_path / "bus.txt").write_text(TALK, encoding="utf-8")
    import_sources(project, tmp_path / "bus.txt", language="fr")
    return project


def said(project: Project, unit: str, term: str = "bus") -> list[str]:
    found = stretches(project, occurrences(project, term), None, unit)
    return found.told(project, 0, 100)["verbatim"].tolist()


def test_each_sentence_that_holds_a_place_comes_once(talk):
    assert said(talk, "sentence") == [
        "Le bus passe à midi.", "Sans bus, rien.", "Le bus, le bus, toujours le bus."
    ]  # fmt: skip


def test_turns_hold_all_that_is_said_in_them(talk):
    assert said(talk, "turn") == [
        "Le bus passe à midi. Sans bus, rien. Voilà.", "Le bus, le bus, toujours le bus. Moi je marche."
    ]  # fmt: skip


def test_the_words_are_marked_where_they_stand(talk):
    found = stretches(talk, occurrences(talk, "bus"), None, "turn")
    text = talk.text(int(found.frame["source_id"].iloc[0]))
    marked = [[text[a:b] for a, b in marks] for marks in found.frame["marks"]]
    assert marked == [["bus", "bus"], ["bus", "bus", "bus"]]


def test_uses_people_and_who_says_it_most_are_counted_in_places(talk):
    found = stretches(talk, occurrences(talk, "bus"), None, "sentence")
    assert (len(found.frame), found.uses, found.people, found.sources) == (3, 5, 2, 1)
    assert (found.top_person, found.top_uses) == ("YANIS", 3)


def test_stretches_come_in_the_order_of_the_places(talk):
    lines = concordance(talk, "bus").iloc[::-1].reset_index(drop=True)
    told = stretches(talk, lines, None, "sentence").told(talk, 0, 10)["verbatim"].tolist()
    assert told == said(talk, "sentence")[::-1]


def test_other_words_may_be_marked_than_those_it_is_shown_for(talk):
    found = stretches(talk, occurrences(talk, "bus"), occurrences(talk, "midi"), "sentence")
    assert [len(marks) for marks in found.frame["marks"]] == [1, 0, 0]


def test_before_and_after_are_of_the_same_turn_and_say_where_it_goes_on(talk):
    found = stretches(talk, occurrences(talk, "bus"), None, "sentence").told(talk, 1, 2)
    [row] = found.to_dict("records")
    assert row["before"].strip() == "Le bus passe à midi." and row["after"].strip() == "Voilà."


def test_no_place_no_stretch(talk):
    found = stretches(talk, occurrences(talk, "bus").iloc[:0], None, "sentence")
    assert (len(found.frame), found.people, found.top_person, found.top_uses) == (0, 0, "", 0)
    assert found.told(talk, 0, 10).empty
