"""What participants say in pieces of about forty words, and where each term stands."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lexical.planted import add_two_subjects

from workbench import Project
from workbench.lexical.segments import pieces, segments


@given(st.text(alphabet=st.sampled_from("ab é.,?!…\n👩"), max_size=900))
def test_every_word_is_in_one_piece_and_in_one_only(text: str):
    spans = pieces(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    if any(c.isalnum() for c in text):
        assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


@given(st.integers(1, 700), st.integers(3, 90))
def test_pieces_are_about_as_long_as_asked(words: int, sentence: int):
    text = " ".join("mot." if at % sentence == 0 else "mot" for at in range(1, words + 1))
    lengths = [len(text[a:b].split()) for a, b in pieces(text)]
    assert sum(lengths) == words
    assert all(10 <= length <= 80 for length in lengths) or len(lengths) == 1


def test_cuts_fall_at_the_ends_of_sentences():
    text = "Un mot de plus, ici et là, vraiment. " * 30
    assert all(text[:b].rstrip().endswith(".") for _, b in pieces(text))


def test_a_hundred_thousand_words_without_a_full_stop_are_cut_too():
    text = "mot " * 100_000
    assert {len(text[a:b].split()) for a, b in pieces(text)} == {40}


def test_each_segment_and_each_use_is_where_it_is_said(project: Project, tmp_path):
    add_two_subjects(project, tmp_path)
    found = segments(project)
    assert set(found.frame["case"]) == {"NADIA", "YANIS"}
    assert found.occurrences("tramway").empty
    counts = found.counts()
    assert counts.shape == (len(found.frame), len(found.terms))
    for term in ("bus", "guichet"):
        uses = found.occurrences(term)
        assert len(uses) == counts[:, [found.terms.index(term)]].sum()
        for use in uses.itertuples():
            assert project.verbatim(use.source_id, use.start, use.end).lower() == term
            segment = found.frame.iloc[use.segment]
            assert segment["source_id"] == use.source_id
            assert segment["start"] <= use.start < use.end <= segment["end"]
    rows = found.occurrences("bus")["segment"].unique()[:2]
    assert set(found.occurrences("bus", rows)["segment"]) == set(rows)
    assert found.occurrences("inconnu").empty


def test_neighbours_are_turns_of_one_person_in_one_source(project: Project, tmp_path):
    add_two_subjects(project, tmp_path, turns=4)
    found = segments(project)
    documents = [document for document, _ in found.places()]
    told = list(zip(found.frame["source"], found.frame["person"], strict=True))
    assert len(set(documents)) == 4
    assert len(set(zip(documents, told, strict=True))) == 4


@pytest.mark.parametrize("who", ["nobody", "silence"])
def test_a_project_without_words_has_no_segments(project: Project, tmp_path, who):
    if who == "silence":
        from workbench.corpus import import_sources

        (tmp_path / "a.txt").write_text("NADIA : …\nYANIS : ?\n", encoding="utf-8")
        import_sources(project, tmp_path / "a.txt")
    found = segments(project)
    assert found.frame.empty and found.counts().shape[0] == 0 and found.places() == []
    assert isinstance(found.counts().sum(), np.int64)
