"""Importing files into a project."""

import os
import shutil

import pandas as pd
import pytest
from sqlalchemy import event

import workbench
from workbench.corpus import import_sources, remove_source
from workbench.errors import Cancelled
from workbench.project import schema

TALK = "ANIMATRICE : Alors ?\n\nNADIA : Ben… un repère 🧭.\n\nYANIS : Non.\n"


def state(project):
    """Everything of the project but its journal."""
    tables = [table for table in schema.metadata.sorted_tables if table.name not in {"journal", "content"}]
    with project.read() as connection:
        return {table.name: connection.execute(table.select().order_by(table.c.id)).all() for table in tables}


def talks(write, number, folder="talks"):
    for rank in range(number):
        path = write(f"{folder}/fg{rank:03d}.txt", TALK.replace("Alors", f"Alors {rank}"))
    return path.parent


def test_the_passages_of_a_source_are_its_words_with_speaker_role_and_case(project, write):
    [source] = import_sources(project, write("fg1.txt", TALK)).sources
    passages = project.passages(source)
    assert list(passages["text"]) == ["Alors ?", "Ben… un repère 🧭.", "Non."]
    assert list(passages["speaker"]) == ["ANIMATRICE", "NADIA", "YANIS"]
    assert list(passages["role"]) == ["moderator", "participant", "participant"]
    assert list(passages["case"]) == ["ANIMATRICE", "NADIA", "YANIS"]
    assert project.text(source) == TALK
    assert project.check() == []


def test_the_source_keeps_its_file_its_format_and_who_added_it(project, examples):
    [source] = import_sources(project, examples / "group.docx", folder="Groupes", kind="focus_group").sources
    row = project.sources().loc[source]
    assert (row["name"], row["folder"], row["kind"], row["format"]) == (
        "group",
        "Groupes",
        "focus_group",
        "docx",
    )
    assert (row["file_name"], row["language"], row["added_by"]) == ("group.docx", "fr", project.coder.id)
    assert project.original(source) == (examples / "group.docx").read_bytes()


def test_the_language_is_told_by_the_text_where_the_file_does_not_say(project, write):
    english = "MODERATOR: So what is it that you have?\nJESS: The bus, and that was not for me.\n"
    [source] = import_sources(project, write("fg.txt", english)).sources
    assert project.sources().loc[source, "language"] == "en"


def test_a_folder_is_one_gesture_in_alphabetical_order_with_its_subfolders(project, write):
    folder = talks(write, 3)
    talks(write, 2, "talks/later")
    write("talks/.hidden.txt", TALK)
    write("talks/~$fg000.docx", "lock")
    report = import_sources(project, folder)
    sources = project.sources()
    assert list(sources["name"]) == ["fg000", "fg001", "fg002", "fg000 (2)", "fg001 (2)"][:3]
    assert [row.status for row in report.rows] == ["imported"] * 3 + ["skipped"] * 2
    assert [entry.verb for entry in project.history()][:1] == ["import_sources"]
    assert project.undo().params == {"n": 3}
    assert project.sources().empty and project.cases().empty and project.passages().empty
    project.redo()
    pd.testing.assert_frame_equal(project.sources(), sources)


def test_a_subfolder_is_the_folder_of_its_sources(project, write):
    write("talks/a.txt", TALK)
    path = write("talks/interviews/2026/b.txt", TALK + "NADIA : Oui.")
    import_sources(project, path.parents[2], folder="Étude")
    assert list(project.sources()["folder"]) == ["Étude", "Étude/interviews/2026"]


def test_a_file_already_there_is_skipped_and_said_under_any_name(project, write, tmp_path):
    path = write("fg1.txt", TALK)
    import_sources(project, path)
    copy = tmp_path / "copy.txt"
    shutil.copy(path, copy)
    before = project.head()
    report = import_sources(project, [path, copy])
    assert [row.sentence for row in report.rows] == ['already in the project, under the name "fg1".'] * 2
    assert project.head() == before


def test_a_source_removed_can_come_back(project, write):
    path = write("fg1.txt", TALK)
    import_sources(project, path)
    remove_source(project, "fg1")
    assert len(import_sources(project, path).sources) == 1


def test_a_bad_file_does_not_stop_the_others_and_leaves_nothing(project, write, examples):
    good = write("good.txt", TALK)
    bad = write("bad.docx", "x")
    bad.write_bytes((examples / "group.docx").read_bytes()[:5000])
    empty = write("empty.txt", "")
    missing = good.with_name("missing.txt")
    report = import_sources(project, [bad, good, empty, missing])
    assert [(row.file, row.status) for row in report.rows] == [
        ("bad.docx", "refused"), ("good.txt", "imported"), ("empty.txt", "refused"),
        ("missing.txt", "refused"),
    ]  # fmt: skip
    assert [row.sentence for row in report.with_status("refused")] == [
        'The file "bad.docx" is damaged or incomplete. '
        "Open it in the program it comes from and save it again.",
        'The file "empty.txt" is empty. Check that it is the right one, or export it again.',
        'The file "missing.txt" does not exist. Check its name and its folder.',
    ]
    assert list(project.sources()["name"]) == ["good"]
    assert project.check() == []


def test_nothing_readable_writes_no_gesture(project, write):
    before = project.head()
    import_sources(project, write("empty.txt", ""))
    assert project.head() == before


def test_the_report_says_what_was_read_of_each_file(project, write):
    report = import_sources(project, [write("fg1.txt", TALK), write("b.txt", "")])
    assert str(report).splitlines()[:2] == [
        "1 source imported. 1 file refused.",
        "✓ fg1: 3 turns, 3 speakers (ANIMATRICE, NADIA, YANIS), 13 words.",
    ]
    frame = report.to_frame()
    assert list(frame["status"]) == ["imported", "refused"]
    assert list(frame.loc[0, ["turns", "speakers", "words"]]) == [3, 3, 13]
    assert frame.loc[0, "source"] == report.sources[0]


def test_a_person_is_one_across_files_and_a_part_is_another_in_each(project, write):
    import_sources(project, write("a.txt", "Camille DURAND : Un.\nL1 : Deux.\nAnimatrice : Trois."))
    report = import_sources(project, write("b.txt", "DURAND Camille : Un.\nL1 : Oui.\nAnimatrice : Bien."))
    cases = project.cases()
    assert sorted(cases["name"]) == ["Animatrice", "Animatrice", "Camille DURAND", "L1", "L1"]
    assert cases.set_index("name")["source_id"].isna()["Camille DURAND"]
    assert cases[cases["name"] == "L1"]["source_id"].nunique() == 2
    assert report.rows[0].warnings == [
        "Heard elsewhere in the project, taken for the same person: DURAND Camille."
    ]


def test_labels_can_be_given_their_persons_and_their_moderators(project, write):
    path = write("a.txt", "L1 : Un ?\nL2 : Deux.\nL3 : Trois.\nL1 : Quatre ?\n")
    import_sources(project, path, speakers={"l2": "Nadia", "L3": None}, moderators=["L1"])
    passages = project.passages()
    assert list(passages["speaker"]) == ["L1", "L2", "L3", "L1"]
    assert list(passages["case"].fillna("")) == ["L1", "Nadia", "", "L1"]
    assert list(passages["role"]) == ["moderator", "participant", "participant", "moderator"]
    assert project.cases().set_index("name").loc["L1", "role"] == "moderator"


def test_a_table_gives_its_people_and_their_facts(project, write):
    path = write("a.csv", "doc,qui,âge,mot\nA,L1,34,Un repère\nA,L2,22,Le bus\nB,L1,51,Rien\n")
    import_sources(project, path, text="mot", speaker="qui", group="doc", attributes=["âge"])
    cases = project.cases()
    assert sorted(cases["âge"]) == [22, 34, 51]
    assert cases["âge"].dtype == "Int64"
    assert list(project.passages()["case"]) == ["L1", "L2", "L1"]
    assert list(project.sources()["kind"]) == ["transcript", "transcript"]


def test_progress_tells_each_file(project, write):
    told = []
    import_sources(project, talks(write, 3), progress=lambda *step: told.append(step))
    assert told == [(1, 3, "fg000.txt"), (2, 3, "fg001.txt"), (3, 3, "fg002.txt")]


@pytest.mark.parametrize("patience", range(0, 14))
def test_an_import_cancelled_at_any_moment_leaves_nothing(project, write, patience):
    folder = talks(write, 4)
    before = state(project)
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        return asked > patience

    with pytest.raises(Cancelled, match="Nothing was added"):
        import_sources(project, folder, cancelled=cancelled)
    assert state(project) == before
    assert project.check() == []


def test_an_import_that_fails_at_any_statement_leaves_the_state_before(project, write):
    folder = talks(write, 20)
    table = write("talks/people.csv", "qui,âge,mot\nNadia,34,Un\nYanis,22,Deux\n")
    assert table.parent == folder
    options = {"speaker": "qui", "text": "mot", "attributes": ["âge"]}
    before, entries = state(project), project.head()
    count = fail_at = 0

    def failing(connection, cursor, statement, parameters, context, executemany):
        nonlocal count
        count += 1
        if count == fail_at:
            raise RuntimeError("the lights go out")

    event.listen(project._engine, "before_cursor_execute", failing)
    done = False
    while not done:
        count, fail_at = 0, fail_at + 1
        try:
            import_sources(project, folder, **options)
            done = True
        except RuntimeError:
            count = 1000  # reading the state is not to fail
            assert (state(project), project.head()) == (before, entries), fail_at
    event.remove(project._engine, "before_cursor_execute", failing)
    assert fail_at > 100
    assert len(project.sources()) == 21
    assert project.check() == []


def test_two_hundred_files_are_one_gesture(project, write):
    report = import_sources(project, talks(write, 200))
    assert len(report.sources) == 200
    assert len(project.passages()) == 600
    assert project.undo().params["n"] == 200
    assert project.sources().empty


def test_a_file_changed_while_others_are_read_is_refused(project, write):
    folder = talks(write, 2)

    def meddle(done, total, name):
        if done == 1:
            (folder / "fg000.txt").write_text("NADIA : autre chose.", encoding="utf-8")

    report = import_sources(project, folder, progress=meddle)
    assert [(row.file, row.status) for row in report.rows] == [
        ("fg000.txt", "refused"),
        ("fg001.txt", "imported"),
    ]
    assert list(project.sources()["name"]) == ["fg001"]


def test_a_file_that_a_colleague_imports_meanwhile_is_skipped(project, location, write):
    folder = talks(write, 2)
    with workbench.open_project(location, coder="Karim") as other:
        report = import_sources(
            project,
            folder,
            progress=lambda done, *_: done == 1 and import_sources(other, folder / "fg000.txt"),
        )
    assert [row.status for row in report.rows] == ["skipped", "imported"]
    assert sorted(project.sources()["name"]) == ["fg000", "fg001"]


def test_emoji_and_accents_keep_their_offsets_through_every_encoding(project, write):
    for name, encoding in (("a", "utf-8-sig"), ("b", "utf-16")):
        path = write(f"{name}.txt", f"NADIA : 👩🏽‍🌾 e\u0301te\u0301 {name}\r\nYANIS : é", encoding)
        [source] = import_sources(project, path).sources
        assert list(project.passages(source)["text"]) == [f"👩🏽‍🌾 e\u0301te\u0301 {name}", "é"]


def test_a_file_name_that_is_no_text_is_kept_as_far_as_it_can_be(project, write):
    path = write("x.txt", TALK)
    odd = path.rename(path.with_name(os.fsdecode(b"entretien \xe9t\xe9.txt")))
    report = import_sources(project, [odd, odd.with_name(os.fsdecode(b"\xff.txt"))])
    assert list(project.sources()["file_name"]) == ["entretien \ufffdt\ufffd.txt"]
    assert "\ufffd.txt" in report.rows[1].sentence
    str(report).encode("utf-8")
