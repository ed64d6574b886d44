"""Undo and redo: what they act on, whose they are, and when they refuse."""

from __future__ import annotations

import pytest
from interviews import span
from snapshots import snapshot

from workbench import coding
from workbench.corpus import remove_source
from workbench.errors import UndoConflict


def test_there_is_nothing_to_undo_in_a_new_project(project):
    assert project.undo() is None and project.redo() is None
    assert project.can_undo() is None and project.can_redo() is None
    assert [entry.verb for entry in project.history()] == ["create_project"]


def test_undo_takes_back_the_last_gesture_and_redo_brings_it_back_with_its_id(project):
    before = snapshot(project)
    code = coding.add_code(project, "repère")
    after = snapshot(project)
    undone = project.undo()
    assert (undone.verb, undone.kind) == ("add_code", "gesture")
    assert snapshot(project) == before
    redone = project.redo()
    assert redone.id == undone.id
    assert snapshot(project) == after and list(project.codes().index) == [code]


def test_undo_and_redo_add_to_the_journal_and_never_take_from_it(project):
    coding.add_code(project, "repère")
    project.undo()
    project.redo()
    kinds = [(entry.kind, entry.verb) for entry in project.history()]
    assert kinds == [("redo", "add_code"), ("undo", "add_code"), ("gesture", "add_code"),
                     ("system", "create_project")]  # fmt: skip
    redo, undo, gesture, _ = project.history()
    assert (undo.inverts, redo.inverts) == (gesture.id, undo.id)
    assert project.check() == []


def test_can_undo_and_can_redo_tell_what_would_be_done(project):
    coding.add_code(project, "repère")
    coding.add_code(project, "délai")
    assert project.can_undo().label("en") == 'add the code "délai"'
    project.undo()
    assert project.can_undo().label("en") == 'add the code "repère"'
    assert project.can_redo().label("en") == 'add the code "délai"'
    project.redo()
    assert project.can_undo().label("en") == 'add the code "délai"'
    assert project.can_redo() is None


def test_a_new_gesture_ends_what_could_be_redone(project):
    coding.add_code(project, "repère")
    project.undo()
    coding.add_code(project, "délai")
    assert project.redo() is None
    assert list(project.codes()["name"]) == ["délai"]


def test_a_gesture_that_changed_nothing_writes_nothing_and_keeps_the_redo(tiny_corpus):
    code = coding.add_code(tiny_corpus, "repère")
    where = span(tiny_corpus, "groupe", "un repère")
    coding.apply_code(tiny_corpus, *where, code)
    coding.add_code(tiny_corpus, "délai")
    tiny_corpus.undo()
    head = tiny_corpus.head()
    coding.apply_code(tiny_corpus, *where, code)
    coding.rename_code(tiny_corpus, code, "repère")
    coding.edit_code(tiny_corpus, code, definition="")
    coding.remove_coding(tiny_corpus, [])
    assert coding.autocode(tiny_corpus, "introuvable", code) == []
    assert tiny_corpus.head() == head
    assert tiny_corpus.redo().verb == "add_code"


def test_an_id_is_never_given_twice_even_after_an_undo(project):
    first = coding.add_code(project, "repère")
    project.undo()
    assert coding.add_code(project, "délai") > first


def test_undo_reaches_back_to_the_creation_across_reopening(tiny_corpus, reopen):
    coding.add_code(tiny_corpus, "repère")
    coding.apply_code(tiny_corpus, *span(tiny_corpus, "Tom", "l'été"), "repère")
    end = snapshot(tiny_corpus)
    again = reopen()
    verbs = []
    while entry := again.undo():
        verbs.append(entry.verb)
    assert verbs == ["apply_code", "add_code", "import_attributes", "import_sources"]
    assert len(again.sources()) == len(again.cases()) == len(again.codes()) == 0
    later = reopen()
    while later.redo():
        pass
    assert snapshot(later) == end
    assert later.check() == []


def test_two_pages_of_one_person_share_one_stack(project, reopen):
    other = reopen()
    coding.add_code(project, "repère")
    assert other.undo().params["code"] == "repère"
    assert project.undo() is None
    assert project.redo().params["code"] == "repère"
    assert other.can_undo().verb == "add_code" and other.can_redo() is None


def test_each_person_undoes_their_own_gestures(project, ben):
    coding.add_code(project, "repère")
    coding.add_code(ben, "délai")
    assert project.undo().params["code"] == "repère"
    assert list(ben.codes()["name"]) == ["délai"]
    assert project.undo() is None
    assert ben.undo().params["code"] == "délai"
    assert project.redo().params["code"] == "repère"


def conflict(project, ben, *names):
    """Undo is refused naming `names`, changes nothing, and leaves the project free to be written."""
    before, head = snapshot(project), project.head()
    with pytest.raises(UndoConflict) as refusal:
        project.undo()
    for name in names:
        assert name in str(refusal.value)
    assert "{" not in refusal.value.sentence("fr")
    assert snapshot(project) == before and project.head() == head
    coding.add_code(ben, "après le conflit")
    assert project.check() == []


def test_undoing_a_code_that_a_colleague_renamed_is_refused(project, ben):
    coding.add_code(project, "repère")
    coding.rename_code(ben, "repère", "repères")
    conflict(project, ben, "Ben", "repères")


def test_undoing_a_code_that_a_colleague_applied_is_refused(tiny_corpus, ben):
    coding.add_code(tiny_corpus, "repère")
    coding.apply_code(ben, *span(tiny_corpus, "groupe", "un repère"), "repère")
    conflict(tiny_corpus, ben)


def test_undoing_a_code_on_which_a_colleague_wrote_a_memo_is_refused(project, ben):
    code = coding.add_code(project, "repère")
    coding.write_memo(ben, "À préciser.", code=code)
    conflict(project, ben, "Ben")


def test_undoing_a_coding_on_which_a_colleague_wrote_a_memo_is_refused(tiny_corpus, ben):
    coding.add_code(tiny_corpus, "repère")
    made = coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), "repère")
    coding.write_memo(ben, "Non ?", coding=made)
    conflict(tiny_corpus, ben, "Ben")


def test_undoing_a_renaming_of_a_code_that_a_colleague_deleted_is_refused(project, ben):
    coding.add_code(project, "repère")
    coding.rename_code(project, "repère", "repères")
    coding.delete_code(ben, "repères")
    conflict(project, ben)


def test_undoing_a_removal_of_codings_whose_code_a_colleague_deleted_is_refused(tiny_corpus, ben):
    coding.add_code(tiny_corpus, "repère")
    made = coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), "repère")
    coding.remove_coding(tiny_corpus, made)
    coding.delete_code(ben, "repère")
    conflict(tiny_corpus, ben)


def test_undoing_an_import_whose_text_a_colleague_coded_is_refused(tiny_corpus, ben):
    coding.add_code(ben, "repère")
    coding.apply_code(ben, *span(ben, "groupe", "un repère"), "repère")
    assert tiny_corpus.undo().verb == "import_attributes"
    conflict(tiny_corpus, ben)


def test_redoing_is_refused_when_a_colleague_built_on_what_was_undone(tiny_corpus, ben):
    coding.add_code(tiny_corpus, "repère")
    coding.rename_code(tiny_corpus, "repère", "repères")
    tiny_corpus.undo()
    coding.rename_code(ben, "repère", "points de repère")
    before = snapshot(tiny_corpus)
    with pytest.raises(UndoConflict, match="Ben"):
        tiny_corpus.redo()
    assert snapshot(tiny_corpus) == before


def test_a_colleague_who_took_their_work_back_no_longer_stands_in_the_way(tiny_corpus, ben):
    start = snapshot(tiny_corpus)
    coding.add_code(tiny_corpus, "repère")
    coding.apply_code(ben, *span(ben, "groupe", "un repère"), "repère")
    coding.rename_code(ben, "repère", "repères")
    ben.undo()
    ben.undo()
    assert tiny_corpus.undo().verb == "add_code"
    assert snapshot(tiny_corpus) == start


def test_a_source_removed_comes_back_with_its_passages_codings_and_memos(tiny_corpus):
    coding.add_code(tiny_corpus, "repère")
    made = coding.apply_code(
        tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), "repère", memo="Le mot vient d'elle."
    )
    coding.write_memo(tiny_corpus, "Enregistré dans le hall.", source="groupe")
    before = snapshot(tiny_corpus)
    remove_source(tiny_corpus, "groupe")
    assert made not in tiny_corpus.codings().index
    assert tiny_corpus.undo().verb == "remove_source"
    assert snapshot(tiny_corpus) == before
    assert tiny_corpus.text(span(tiny_corpus, "groupe", "repère")[0]).startswith("ANIMATRICE")


def test_numbers_from_a_table_are_stored_as_numbers(project):
    import numpy as np

    from workbench.project import schema

    with project.gesture("add_code", code="x") as gesture:
        row = {"name": "x", "position": np.int64(3), "colour": "", "definition": ""}
        gesture.insert(schema.code, [row])
    assert project.codes()["position"].tolist() == [3]
