"""Reinert's classes of a project, and the way from each of them to what was said."""

from __future__ import annotations

import pytest
from lexical.planted import add_two_subjects

from workbench import Project, lexical
from workbench.corpus import import_sources
from workbench.errors import Cancelled, Invalid


@pytest.fixture
def talks(project: Project, tmp_path) -> Project:
    return add_two_subjects(project, tmp_path)


@pytest.mark.parametrize("double", [False, True])
def test_each_subject_is_a_class_with_its_people_and_its_place(talks, double):
    found = lexical.reinert(talks, 2, double=double)
    inside = found.segments[found.segments["class"] > 0]
    assert len(inside) > 0.9 * len(found.segments)
    by_person = inside.groupby("case")["class"].agg(["nunique", "first"])
    assert by_person["nunique"].tolist() == [1, 1] and by_person["first"].nunique() == 2
    assert found.classes["people"].tolist() == [1, 1]
    assert set(found.classes["top_person"]) == {"NADIA", "YANIS"}
    assert found.classes["top_share"].tolist() == [1.0, 1.0]
    communes = found.variables[found.variables["variable"] == "commune"]
    assert set(communes["value"]) == {"Vire", "Flers"} and communes["chi2"].abs().min() > 10


def test_a_class_leads_to_its_segments_and_a_term_to_its_uses(talks):
    found = lexical.reinert(talks, 2, resamples=2)
    row = found.profiles.iloc[0]
    term, number = row["term"], row["class"]
    behind = found.behind(number, term)
    assert len(behind) == row["n_in_class"]
    assert len(found.behind(term=term)) >= row["n_total"]
    assert behind["score"].is_monotonic_decreasing and (behind["score"] > 0).all()
    for segment in behind.itertuples():
        assert term in talks.verbatim(segment.source_id, segment.start, segment.end).lower()
    uses = found.occurrences(term, number)
    assert set(uses["segment"]) == set(behind.index)
    assert {talks.verbatim(u.source_id, u.start, u.end).lower() for u in uses.itertuples()} == {term}
    assert found.tree.leaves()[number - 1].rows.tolist() == found.behind(number).sort_index().index.tolist()


def test_what_is_left_aside_has_a_reason_and_no_score(talks):
    found = lexical.reinert(talks, 2)
    aside = found.behind(-1)
    assert (aside["score"] == 0).all()
    assert (found.segments["reason"] == "").eq(found.segments["class"] > 0).all()


def test_whose_words_are_classified_can_be_chosen(talks):
    found = lexical.reinert(talks, 2, cases="NADIA", double=False)
    assert set(found.segments["case"]) == {"NADIA"}


def test_a_project_of_a_few_turns_says_why_there_are_no_more_classes(tiny_corpus):
    found = lexical.reinert(tiny_corpus, 3)
    assert len(found.classes) < 3 and found.remark()
    assert len(found.segments) == len(found.behind())


def test_an_empty_project_and_identical_texts_are_told(project, tmp_path):
    empty = lexical.reinert(project, 2)
    assert empty.segments.empty and empty.remark().startswith("No class")
    (tmp_path / "a.txt").write_text("\n".join(["NADIA : Le bus du matin."] * 12), encoding="utf-8")
    import_sources(project, tmp_path / "a.txt")
    alike = lexical.reinert(project, 4)
    assert len(alike.classes) <= 1 and alike.remark()


def test_resampling_tells_how_far_it_is_and_can_be_cancelled(talks):
    seen = []
    lexical.reinert(talks, 2, resamples=3, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled, match="stopped"):
        lexical.reinert(talks, 2, resamples=3, cancelled=lambda: True)


def test_the_verb_and_its_pure_part_are_both_at_hand(talks):
    with pytest.raises(Invalid):
        lexical.reinert(talks, 1)
    with pytest.raises(Invalid):
        lexical.reinert.classify([[1, 0], [0, 1]], 1)
