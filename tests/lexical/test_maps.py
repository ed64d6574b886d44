"""Words on a plane with those who say them, and words joined by what they are said with."""

from __future__ import annotations

import pytest
from lexical.planted import SUBJECTS, add_two_subjects

from workbench import Project, coding, lexical
from workbench.errors import Invalid


@pytest.fixture
def talks(project: Project, tmp_path) -> Project:
    return add_two_subjects(project, tmp_path)


@pytest.mark.parametrize("by", ["speaker", "commune"])
def test_the_words_of_each_person_stand_on_their_side(talks, by):
    plane = lexical.correspondence(talks, by)
    assert plane.inertia.index.tolist() == [1]
    side = plane.columns.coordinates[1]
    person = {"NADIA": "Vire", "YANIS": "Flers"} if by == "commune" else {"NADIA": "NADIA", "YANIS": "YANIS"}
    for name, words in SUBJECTS.items():
        for word in set(words.split()) & set(plane.table.index):
            assert plane.rows.coordinates.loc[word, 1] * side[person[name]] > 0
            assert plane.people[word] == 1


def test_every_point_and_cell_leads_to_its_words(talks):
    plane = lexical.correspondence(talks, "source")
    for term in plane.table.index[:5]:
        assert len(plane.occurrences(term)) == plane.table.loc[term].sum()
        for part in plane.table.columns:
            uses = plane.occurrences(term, part)
            assert len(uses) == plane.table.loc[term, part]
            assert set(uses["source"]) == {part}
    everything = plane.occurrences(part="groupe1")
    assert len(everything) == plane.table["groupe1"].sum()
    one = everything.iloc[0]
    assert talks.verbatim(one["source_id"], one["start"], one["end"]) == one["verbatim"]


def test_codes_can_be_opposed_too(talks):
    passages = talks.passages()
    for name in ("NADIA", "YANIS"):
        code = coding.add_code(talks, f"dit par {name}")
        for row in passages[passages["speaker"] == name].head(8).itertuples():
            coding.apply_code(talks, row.source_id, row.start, row.end, code)
    plane = lexical.correspondence(talks, "code", least=3)
    assert plane.table.columns.tolist() == ["dit par NADIA", "dit par YANIS"]
    assert plane.inertia["share"].tolist() == [pytest.approx(1)]


def test_one_speaker_has_nobody_to_be_opposed_to(talks):
    with pytest.raises(Invalid, match="at least two"):
        lexical.correspondence(talks, "speaker", cases="NADIA")


def test_an_edge_leads_to_the_segments_that_hold_both_words(talks):
    found = lexical.cooccurrence(talks)
    edge = found.edges.iloc[0]
    behind = found.behind(edge["a"], edge["b"])
    assert len(behind) == edge["n"] and edge["people"] == behind["person"].nunique() == 1
    for segment in behind.itertuples():
        said = talks.verbatim(segment.source_id, segment.start, segment.end).lower()
        assert edge["a"] in said and edge["b"] in said
    uses = found.occurrences(edge["a"], edge["b"])
    assert set(uses["term"]) == {edge["a"], edge["b"]}
    assert set(uses["segment"]) == set(behind.index)
    assert len(found.behind(edge["a"])) == found.nodes.loc[edge["a"], "n"]


def test_words_of_one_subject_are_in_one_community(talks):
    nodes = lexical.cooccurrence(talks, index="chi2").nodes
    communities = [
        set(nodes.loc[nodes.index.intersection(words.split()), "community"]) for words in SUBJECTS.values()
    ]
    assert all(len(found) == 1 for found in communities) and communities[0] != communities[1]


def test_a_project_without_words_has_an_empty_graph(project):
    found = lexical.cooccurrence(project)
    assert found.nodes.empty and found.edges.empty
