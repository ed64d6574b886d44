"""Correcting whom labels stand for."""

import pytest

from workbench.corpus import import_sources, set_speakers, speakers
from workbench.errors import Invalid
from workbench.project import schema

FIRST = "L1 : Alors ?\nL2 : Ben, un repère.\nL3 : Non.\nL2 : Si.\n"
SECOND = "Nadia : Encore moi.\nL2 : Et moi.\nNadia : Oui.\n"


@pytest.fixture
def talks(project, write):
    return import_sources(project, [write("fg1.txt", FIRST), write("fg2.txt", SECOND)]).sources


def who(project, source):
    return list(project.passages(source)["case"].fillna("—"))


def note(project, case, **values):
    with project.gesture("import_attributes", n=1) as gesture:
        gesture.insert(
            schema.attribute,
            [
                {"case_id": case, "name": name, "type": "text", "value": value}
                for name, value in values.items()
            ],
        )


def case_id(project, name, source=None):
    cases = project.cases()
    found = cases[(cases["name"] == name) & (cases["source_id"].fillna(0) == (source or 0))]
    return int(found.index[0])


def test_the_speakers_of_a_project_are_a_table(project, talks):
    table = speakers(project)
    assert list(table.columns) == [
        "label",
        "source_id",
        "source",
        "case_id",
        "case",
        "role",
        "turns",
        "words",
    ]
    row = table[(table["label"] == "L2") & (table["source"] == "fg1")].iloc[0]
    assert (row["turns"], row["words"]) == (2, 4)


def test_a_label_gets_its_person_in_one_source_only(project, talks):
    first, second = talks
    assert set_speakers(project, {"L2": "Karim"}, source="fg1") == 2
    assert who(project, first) == ["L1", "Karim", "L3", "Karim"]
    assert who(project, second) == ["Nadia", "L2", "Nadia"]
    assert list(project.passages(first)["speaker"]) == ["L1", "L2", "L3", "L2"]


def test_a_label_that_is_a_known_person_becomes_that_person_and_leaves_no_empty_case(project, talks):
    first, second = talks
    set_speakers(project, {"L2": "nadia"}, source=first)
    assert who(project, first) == ["L1", "Nadia", "L3", "Nadia"]
    assert sorted(project.cases()["name"]) == ["L1", "L2", "L3", "Nadia"]
    assert list(project.cases()[project.cases()["name"] == "L2"]["source_id"]) == [second]


def test_facts_and_memos_of_a_label_follow_its_person(project, talks):
    first, _ = talks
    note(project, case_id(project, "L2", first), age="34", ville="Lens")
    note(project, case_id(project, "Nadia"), age="35")
    with project.gesture("write_memo", target="L2") as gesture:
        gesture.insert(
            schema.memo,
            [{"target_kind": "case", "target_id": case_id(project, "L2", first),
              "coder_id": project.coder.id, "title": "", "text": "à rappeler"}],
        )  # fmt: skip
    set_speakers(project, {"L2": "Nadia"}, source="fg1")
    nadia = case_id(project, "Nadia")
    facts = project.attributes()
    assert dict(facts[facts["case_id"] == nadia][["name", "value"]].itertuples(index=False)) == {
        "age": "35", "ville": "Lens",
    }  # fmt: skip
    assert list(project.memos()["target_id"]) == [nadia]


def test_the_name_of_a_person_can_be_written_otherwise(project, write):
    import_sources(project, write("a.txt", "NADIA : Un.\nYANIS : Deux.\nNADIA : Trois."))
    before = set(project.cases().index)
    set_speakers(project, {"NADIA": "Nadia"})
    assert sorted(project.cases()["name"]) == ["Nadia", "YANIS"]
    assert set(project.cases().index) == before


def test_two_labels_of_one_source_can_be_made_one(project, talks):
    first, second = talks
    set_speakers(project, {"L3": "L2"}, source=first)
    assert who(project, first) == ["L1", "L2", "L2", "L2"]
    assert list(project.cases()[project.cases()["name"] == "L2"]["source_id"]) == [first, second]


def test_a_label_can_be_nobody(project, talks):
    first, _ = talks
    set_speakers(project, {"L3": None}, source="fg1")
    assert who(project, first) == ["L1", "L2", "—", "L2"]


def test_a_person_can_be_renamed_everywhere_by_their_present_name(project, talks):
    _, second = talks
    set_speakers(project, {"Nadia": "Samira"})
    assert who(project, second) == ["Samira", "L2", "Samira"]
    assert "Nadia" not in set(project.cases()["name"])


def test_roles_are_set_on_the_passages_and_on_the_person(project, talks):
    first, _ = talks
    set_speakers(project, {}, source="fg1", moderators=["L1"])
    assert list(project.passages(first)["role"]) == ["moderator", *["participant"] * 3]
    assert project.cases().loc[case_id(project, "L1", first), "role"] == "moderator"
    set_speakers(project, {}, source="fg1", participants=["L1"])
    assert set(project.passages(first)["role"]) == {"participant"}


def test_a_correction_is_one_gesture_that_undo_takes_back(project, talks):
    before = (project.passages(), project.cases(), project.attributes())
    set_speakers(project, {"L2": "Nadia", "L3": "Karim"}, source="fg1", moderators=["L1"])
    assert project.undo().params == {"n": 3}
    for frame, now in zip(before, (project.passages(), project.cases(), project.attributes()), strict=True):
        assert frame.equals(now)
    project.redo()
    assert project.check() == []


def test_a_label_that_nobody_has_is_refused_and_nothing_changes(project, talks):
    before = project.head()
    with pytest.raises(Invalid, match='No speaker is called "L9"'):
        set_speakers(project, {"L2": "Karim", "L9": "Nadia"})
    assert project.head() == before


def test_a_moderator_can_be_named_by_the_new_name_of_the_label(project, talks):
    set_speakers(project, {"L1": "Claire"}, source="fg1", moderators=["Claire"])
    assert project.cases().loc[case_id(project, "Claire"), "role"] == "moderator"
