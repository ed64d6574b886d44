"""Verbs on the codebook: what they do, what they refuse."""

from __future__ import annotations

import numpy as np
import pytest
from interviews import span

from workbench import coding
from workbench.errors import Ambiguous, Invalid, NotFound
from workbench.model import PALETTE


def paths(project):
    return list(project.codes()["path"])


def refused(project, kind, pattern, act):
    """The act is refused in words that match, and nothing was written."""
    head, codes = project.head(), project.codes()
    with pytest.raises(kind, match=pattern) as refusal:
        act()
    assert "{" not in refusal.value.sentence("fr")
    assert project.head() == head and project.codes().equals(codes)


def test_a_code_keeps_what_was_written_about_it(project):
    fields = {"definition": "Savoir où aller.", "use_when": "Dit.", "not_when": "Tu.",
              "example": "« un repère »", "synonyms": "balise", "colour": "#123abc"}  # fmt: skip
    code = coding.add_code(project, "  point \n de repère ", memo="Entendu partout.", **fields)
    row = project.codes().loc[code]
    assert row["name"] == "point de repère"
    assert {name: row[name] for name in fields} == fields
    assert list(project.memos()["text"]) == ["Entendu partout."]


def test_codes_without_a_colour_take_the_palette_in_turn(project):
    for number in range(len(PALETTE) + 1):
        coding.add_code(project, f"code {number}")
    assert list(project.codes()["colour"]) == [*PALETTE, PALETTE[0]]


def test_codes_stand_in_the_order_and_the_tree_that_was_asked_for(project):
    a = coding.add_code(project, "a")
    coding.add_code(project, "b")
    coding.add_code(project, "c", position=0)
    coding.add_code(project, "d", parent=a)
    coding.add_code(project, "e", parent="a", position=0)
    coding.add_code(project, "f", parent="a > e")
    assert paths(project) == ["c", "a", "a > e", "a > e > f", "a > d", "b"]
    assert list(project.codes()["depth"]) == [0, 0, 1, 2, 1, 0]


@pytest.mark.parametrize("name", ["", "  \n\t", "x" * 501, "a\x00b", "a\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(project, name):
    refused(project, Invalid, ".", lambda: coding.add_code(project, name))
    coding.add_code(project, "repère")
    refused(project, Invalid, ".", lambda: coding.rename_code(project, "repère", name))


def test_two_siblings_never_have_one_name_whatever_its_case_and_accents(project):
    coding.add_code(project, "Repère")
    coding.add_code(project, "délai")
    refused(project, Invalid, "Repère", lambda: coding.add_code(project, "REPERE"))
    refused(project, Invalid, "Repère", lambda: coding.rename_code(project, "délai", "re\u0301pe\u0300re"))
    coding.rename_code(project, "Repère", "repere")
    coding.add_code(project, "Repère", parent="délai")
    refused(project, Invalid, "Repère", lambda: coding.move_code(project, "repere", parent="délai"))


@pytest.mark.parametrize("colour", ["rouge", "#12", "#12345g", "#1234567", "url(x)"])
def test_a_colour_is_six_hexadecimal_digits(project, colour):
    refused(project, Invalid, "colour", lambda: coding.add_code(project, "a", colour=colour))
    coding.add_code(project, "a")
    refused(project, Invalid, "colour", lambda: coding.edit_code(project, "a", colour=colour))


def test_editing_changes_the_named_fields_only(project):
    code = coding.add_code(project, "a", definition="Une.", example="Un.")
    coding.edit_code(project, code, definition="Deux.")
    assert tuple(project.codes().loc[code, ["definition", "example"]]) == ("Deux.", "Un.")
    refused(project, Invalid, "nom.*definition", lambda: coding.edit_code(project, code, nom="x"))


def test_an_unknown_code_is_told_with_the_nearest_name(project):
    coding.add_code(project, "repère")
    refused(project, NotFound, '"repert".*mean "repère"', lambda: coding.rename_code(project, "repert", "x"))
    for ref in (999, -1, 2**40, np.int64(7)):
        refused(project, NotFound, str(ref), lambda ref=ref: coding.rename_code(project, ref, "x"))


def test_a_name_that_two_codes_have_is_refused_with_their_ids_and_its_path_is_taken(project):
    a, b = coding.add_code(project, "a"), coding.add_code(project, "b")
    one, two = coding.add_code(project, "x", parent=a), coding.add_code(project, "x", parent=b)
    refused(project, Ambiguous, f"{one}, {two}", lambda: coding.rename_code(project, "x", "y"))
    coding.rename_code(project, "B > x", "y")
    assert project.codes().loc[two, "name"] == "y"
    coding.rename_code(project, np.int64(one), "z")
    assert project.codes().loc[one, "name"] == "z"


def test_a_name_as_written_goes_before_one_that_only_resembles_it(project):
    below = coding.add_code(project, "a")
    coding.add_code(project, "Repère", parent=below)
    wanted = coding.add_code(project, "repère")
    coding.edit_code(project, "repère", definition="x")
    assert project.codes().loc[wanted, "definition"] == "x"


def test_a_code_is_never_put_under_itself(project):
    a = coding.add_code(project, "a")
    b = coding.add_code(project, "b", parent=a)
    c = coding.add_code(project, "c", parent=b)
    for parent in (a, b, c):
        refused(project, Invalid, '"a"', lambda parent=parent: coding.move_code(project, a, parent=parent))
    coding.move_code(project, c)
    coding.move_code(project, a, parent=c)
    assert paths(project) == ["c", "c > a", "c > a > b"]


def test_moving_among_siblings_orders_them(project):
    for name in "abcd":
        coding.add_code(project, name)
    coding.move_code(project, "d", position=0)
    coding.move_code(project, "a", position=99)
    coding.move_code(project, "b", position=-5)
    assert paths(project) == ["b", "d", "c", "a"]


def test_merging_gives_codings_memos_and_children_to_the_one_that_stays(coded):
    coding.add_code(coded, "repères", memo="Pluriel.")
    coding.add_code(coded, "accueil", parent="repères")
    where = span(coded, "groupe", "un repère")
    kept = int(coded.codings().query("start == @where[1]").index[0])
    twin = coding.apply_code(coded, *where, "repères", memo="Double.")
    other = coding.apply_code(coded, *span(coded, "Tom", "Un."), "repères", weight=5)
    target = coding.merge_codes(coded, "repères", "repère", memo="Même chose.")
    codings, memos = coded.codings(), coded.memos()
    assert "repères" not in set(coded.codes()["name"])
    assert twin not in codings.index and codings.loc[other, "code_id"] == target
    assert set(memos[memos["target_id"] == kept]["text"]) == {"Le mot vient d'elle.", "Double."}
    assert set(memos[memos["target_id"] == target]["text"]) == {"Pluriel.", "Même chose."}
    assert "Attentes > repère > accueil" in paths(coded)
    assert coded.check() == []


def test_codings_of_two_people_on_one_segment_both_survive_a_merge(coded, ben):
    coding.add_code(coded, "repères")
    coding.apply_code(ben, *span(ben, "groupe", "un repère"), "repères")
    coding.merge_codes(coded, ["repères"], "repère")
    assert len(coded.codings()) == 5


def test_several_codes_merge_at_once_and_fold_among_themselves(coded):
    where = span(coded, "Tom", "plus")
    for name in "xyz":
        coding.add_code(coded, name)
        coding.apply_code(coded, *where, name)
    coding.merge_codes(coded, ["x", "y"], "z")
    assert len(coded.codings(source=where[0])) == 1


def test_a_merge_that_makes_no_sense_is_refused(coded):
    for gone, into in (
        ("repère", "repère"),
        ([], "repère"),
        (["repère", "bus"], "bus"),
        ("Attentes", "repère"),
    ):
        refused(coded, Invalid, ".", lambda gone=gone, into=into: coding.merge_codes(coded, gone, into))
    coding.add_code(coded, "tri")
    coding.add_code(coded, "x", parent="tri")
    coding.add_code(coded, "X", parent="bus")
    refused(coded, Invalid, '"X"', lambda: coding.merge_codes(coded, "tri", "bus"))


def test_splitting_moves_the_codings_named_and_leaves_the_others(coded):
    first, second = (int(i) for i in coded.codings().query("code == 'repère'").index)
    vu, dit = coding.split_code(coded, "repère", {"vu": [np.int64(second)], "dit": []}, memo="Deux choses.")
    codings = coded.codings()
    assert codings.loc[first, "code"] == "repère" and codings.loc[second, "code_id"] == vu
    assert paths(coded)[1:4] == ["Attentes > repère", "Attentes > repère > vu", "Attentes > repère > dit"]
    assert dit in coded.codes().index


def test_splitting_takes_one_name_or_several(coded):
    assert len(coding.split_code(coded, "bus", "matin")) == 1
    assert len(coding.split_code(coded, "bus", ["soir", "nuit"])) == 2
    assert [path for path in paths(coded) if path.startswith("bus > ")] == [
        "bus > matin",
        "bus > soir",
        "bus > nuit",
    ]


def test_a_split_that_makes_no_sense_is_refused(coded):
    strange = int(coded.codings().query("code == 'bus'").index[0])
    mine = int(coded.codings().query("code == 'repère'").index[0])
    for into in ([], {}, {"a": [strange]}, {"a": [mine], "b": [mine]}, ["a", "A"], [""], {"a": [999]}):
        refused(coded, Invalid, ".", lambda into=into: coding.split_code(coded, "repère", into))


def test_what_a_deletion_would_take_is_told_first(coded):
    removal = coding.delete_preview(coded, "Attentes")
    assert (removal.codes, removal.codings, removal.memos) == (1, 1, 0)
    assert "Attentes" in removal.sentence and "1 code below" in removal.sentence
    assert coding.delete_preview(coded, "repère").memos == 1


def test_a_code_that_is_still_used_is_not_deleted(coded):
    refused(coded, Invalid, '"repère".*2', lambda: coding.delete_code(coded, "repère"))


def test_deleting_with_the_codings_takes_their_memos_too(coded):
    removal = coding.delete_code(coded, "repère", codings="delete", memo="Trop vague.")
    assert (removal.codes, removal.codings, removal.memos) == (0, 2, 1)
    assert len(coded.codings()) == 2
    assert list(coded.memos()["text"]) == ["Trop vague."] and set(coded.memos()["target_kind"]) == {"entry"}
    assert coded.check() == []


def test_deleting_can_give_the_codings_to_another_code(coded):
    coding.delete_code(coded, "repère", codings="bus")
    assert list(coding.counts(coded).loc[coded.codes().query("name == 'bus'").index[0]]) == [3, 3]
    assert "Le mot vient d'elle." in set(coded.memos()["text"])


def test_deleting_lifts_the_children_by_default_and_takes_them_when_asked(coded):
    coding.delete_code(coded, "Attentes", codings="delete")
    assert paths(coded)[0] in ("repère", "bus") and "repère" in paths(coded)
    coded.undo()
    coding.delete_code(coded, "Attentes", children="delete", codings="delete")
    assert paths(coded) == ["bus"] and len(coded.codings()) == 1


def test_a_child_named_like_its_deleted_parent_takes_its_place(project):
    top = coding.add_code(project, "repère")
    below = coding.add_code(project, "Repère", parent=top)
    coding.delete_code(project, top)
    assert list(project.codes().index) == [below] and paths(project) == ["Repère"]


def test_a_deletion_that_makes_no_sense_is_refused(coded):
    coding.add_code(coded, "bus", parent="Attentes")
    refused(coded, Invalid, "children|choice", lambda: coding.delete_code(coded, "Attentes", children="x"))
    refused(coded, Invalid, "bus", lambda: coding.delete_code(coded, "Attentes", codings="repère"))
    refused(coded, Invalid, "repère", lambda: coding.delete_code(
        coded, "Attentes", children="delete", codings="Attentes > repère"))  # fmt: skip
    refused(coded, NotFound, "absent", lambda: coding.delete_code(coded, "repère", codings="absent"))
