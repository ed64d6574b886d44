"""The words of participants, cut in segments of comparable length."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import Project
from workbench.corpus import import_sources
from workbench.discovery.units import LEAST, MOST, pieces, units
from workbench.errors import Invalid, NotFound


def words(text: str) -> int:
    return len(text.split())


def test_sentences_are_gathered_until_a_segment_says_enough():
    text = "Un mot de plus ici. " * 30
    assert [words(text[a:b]) for a, b in pieces(text)] == [60, 60, 30]


def test_a_short_turn_is_a_segment_by_itself():
    assert [("Oui, voilà.")[a:b] for a, b in pieces("Oui, voilà.")] == ["Oui, voilà."]


def test_nothing_but_space_gives_no_segment():
    assert pieces("") == pieces(" \n\t ") == []


def test_a_text_without_a_full_stop_is_cut_at_pauses():
    text = "et puis voilà, " * 50
    spans = pieces(text)
    assert all(words(text[a:b]) <= MOST for a, b in spans)
    assert text[spans[0][0] : spans[0][1]].endswith(",")


def test_a_hundred_thousand_words_without_a_full_stop_are_cut_too():
    text = "mot " * 100_000
    spans = pieces(text)
    assert sum(words(text[a:b]) for a, b in spans) == 100_000
    assert max(words(text[a:b]) for a, b in spans) <= MOST


@given(st.text(alphabet=st.sampled_from("ab é.,?!…\n👩"), max_size=600))
def test_every_word_is_in_one_segment_and_in_one_only(text: str):
    spans = pieces(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = "".join(text[a:b] for a, b in spans)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]


def test_what_the_moderator_says_is_left_out(tiny_corpus: Project):
    table = units(tiny_corpus)
    assert len(table) and "moderator" not in set(table["role"])
    for row in table.itertuples():
        assert tiny_corpus.verbatim(row.source_id, row.start, row.end) == row.text


def test_what_nobody_says_in_a_transcript_is_left_out(project: Project, tmp_path: Path):
    path = tmp_path / "groupe.txt"
    path.write_text(
        "Groupe du 3 mars, salle des fêtes\n\nNADIA : Un repère.\nYANIS : Le bus.\n", encoding="utf-8"
    )
    note = tmp_path / "note.txt"
    note.write_text("Une note de service, sans locuteur.\n", encoding="utf-8")
    import_sources(project, [path, note])
    assert units(project)["text"].tolist() == ["Un repère.", "Le bus.", "Une note de service, sans locuteur."]


def test_turns_stay_whole(tiny_corpus: Project):
    table = units(tiny_corpus, "turn")
    assert table["passage_id"].is_unique


def test_only_what_some_people_say(tiny_corpus: Project):
    assert set(units(tiny_corpus, cases="NADIA")["case"]) == {"NADIA"}
    with pytest.raises(NotFound):
        units(tiny_corpus, cases="Personne")


def test_another_unit_is_refused(tiny_corpus: Project):
    with pytest.raises(Invalid):
        units(tiny_corpus, "phrase")  # type: ignore[arg-type]


def test_the_shortest_segments_say_less_than_the_least_only_when_the_turn_does():
    text = "Un deux trois quatre cinq. " * 5
    assert [words(text[a:b]) for a, b in pieces(text)] == [25]
    assert LEAST == 20
