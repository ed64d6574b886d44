"""Renaming, moving and removing sources."""

import pytest

from workbench.corpus import import_attributes, import_sources, move_source, remove_source, rename_source
from workbench.errors import Ambiguous, Invalid, NotFound
from workbench.project import schema


@pytest.fixture
def talks(project, write):
    files = [
        write(f"fg{n}.txt", f"L1 : Alors {n} ?\nNadia : Un.\nL1 : Et ?\nNadia : {n}.\n") for n in (1, 2, 3)
    ]
    return import_sources(project, files).sources


def code(project, source):
    with project.gesture("apply_code", code="repère") as gesture:
        [code] = gesture.insert(schema.code, [{"name": "repère"}])
        [coding] = gesture.insert(
            schema.coding,
            [{"source_id": source, "start": 0, "end": 5, "code_id": code, "coder_id": project.coder.id}],
        )
        passage = int(project.passages(source).index[0])
        gesture.insert(
            schema.memo,
            [
                {"target_kind": kind, "target_id": target, "coder_id": project.coder.id, "text": kind}
                for kind, target in (
                    ("source", source),
                    ("passage", passage),
                    ("coding", coding),
                    ("code", code),
                )
            ],
        )


def test_a_source_is_renamed_by_name_or_id(project, talks):
    rename_source(project, "FG1", "Groupe 1")
    rename_source(project, talks[1], "Groupe 2")
    assert list(project.sources()["name"]) == ["Groupe 1", "Groupe 2", "fg3"]
    assert project.history(1)[0].params == {"source": "fg2", "to": "Groupe 2"}


def test_an_empty_name_an_unknown_and_an_ambiguous_source_are_refused(project, talks):
    with pytest.raises(Invalid):
        rename_source(project, "fg1", "  ")
    with pytest.raises(NotFound, match="fg9"):
        rename_source(project, "fg9", "x")
    rename_source(project, "fg2", "fg1")
    with pytest.raises(Ambiguous, match="fg1"):
        rename_source(project, "fg1", "x")


def test_a_source_is_moved_to_a_folder_and_to_a_rank(project, talks):
    move_source(project, "fg3", folder="Groupes/2026/", position=0)
    assert list(project.sources()["name"]) == ["fg3", "fg1", "fg2"]
    assert project.sources().iloc[0]["folder"] == "Groupes/2026"
    move_source(project, "fg3", folder="", position=99)
    assert list(project.sources()["name"]) == ["fg1", "fg2", "fg3"]
    project.undo()
    assert list(project.sources()["name"]) == ["fg3", "fg1", "fg2"]


def test_removing_a_source_takes_all_that_hangs_on_it_and_undo_brings_it_back(project, talks):
    first, second, third = talks
    code(project, first)
    before = [project.sources(), project.passages(), project.codings(), project.memos(), project.cases()]
    remove_source(project, "fg1")
    assert list(project.sources().index) == [second, third]
    assert project.codings().empty
    assert list(project.memos()["text"]) == ["code"]
    assert sorted(project.cases()["name"]) == ["L1", "L1", "Nadia"]
    assert project.check() == []
    project.undo()
    now = [project.sources(), project.passages(), project.codings(), project.memos(), project.cases()]
    assert all(one.equals(other) for one, other in zip(before, now, strict=True))
    project.redo()
    assert project.check() == []


def test_a_person_heard_nowhere_else_goes_unless_something_is_known_of_them(project, write):
    import_sources(project, write("a.txt", "NADIA : Un.\nYANIS : Deux.\nNADIA : Trois.\nYANIS : Oui."))
    import_attributes(project, write("people.csv", "nom,âge\nNadia,34\n"))
    remove_source(project, "a")
    assert list(project.cases()["name"]) == ["NADIA"]


def test_several_sources_are_removed_in_one_gesture(project, talks):
    remove_source(project, ["fg1", talks[2]])
    assert list(project.sources()["name"]) == ["fg2"]
    assert project.undo().params == {"source": "fg1, fg3"}
