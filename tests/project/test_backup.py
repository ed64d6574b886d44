"""A backup is a whole project: reopened, equal, also while others write."""

from __future__ import annotations

import threading

import pytest
from interviews import span
from snapshots import snapshot

import workbench
from workbench import coding
from workbench.errors import Invalid


def test_a_backup_opens_and_is_equal(tiny_corpus, tmp_path):
    coding.add_code(tiny_corpus, "repère")
    coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "👩🏽‍💻"), "repère", memo="Emoji.")
    path = tiny_corpus.backup(tmp_path / "copie.workbench")
    assert path == tmp_path / "copie.workbench"
    assert not list(tmp_path.glob("copie.workbench?*"))
    with workbench.open_project(path) as copy:
        assert snapshot(copy) == snapshot(tiny_corpus)
        assert copy.history() == tiny_corpus.history()
        assert copy.check() == []
        for source_id in copy.sources().index:
            assert copy.text(source_id) == tiny_corpus.text(source_id)
            assert copy.original(source_id) == tiny_corpus.original(source_id)


def test_a_backup_can_be_worked_on_and_undone(tiny_corpus, tmp_path):
    coding.add_code(tiny_corpus, "repère")
    with workbench.open_project(tiny_corpus.backup(tmp_path / "copie.workbench")) as copy:
        assert copy.undo().verb == "add_code"
        coding.add_code(copy, "délai")
        assert copy.check() == []
    assert list(tiny_corpus.codes()["name"]) == ["repère"]


def test_a_backup_never_replaces_what_stands_there(project, tmp_path):
    (tmp_path / "copie.workbench").write_text("précieux")
    with pytest.raises(Invalid, match="copie"):
        project.backup(tmp_path / "copie.workbench")
    assert (tmp_path / "copie.workbench").read_text() == "précieux"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(project, tmp_path):
    with pytest.raises(Invalid, match="absent"):
        project.backup(tmp_path / "absent" / "copie.workbench")


def test_a_backup_of_an_unsound_project_is_refused_and_leaves_nothing(tiny_corpus, tmp_path):
    from sqlalchemy import update

    from workbench.project.schema import content

    with tiny_corpus._engine.connect() as connection, connection.begin():
        connection.execute(update(content).values(text="faux"))
    with pytest.raises(Invalid):
        tiny_corpus.backup(tmp_path / "copie.workbench")
    assert not list(tmp_path.glob("copie*"))


def test_a_reader_can_make_a_backup(tiny_corpus, reopen, tmp_path):
    path = reopen(read_only=True).backup(tmp_path / "copie.workbench")
    with workbench.open_project(path) as copy:
        assert snapshot(copy) == snapshot(tiny_corpus)


def test_backups_made_while_somebody_writes_hold_a_past_of_the_project(project, ben, tmp_path):
    stop = threading.Event()
    failed = []

    def write() -> None:
        number = 0
        try:
            while not stop.is_set():
                number += 1
                coding.add_code(ben, f"code {number}")
        except Exception as error:
            failed.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [project.backup(tmp_path / f"copie {n}.workbench") for n in range(10)]
    finally:
        stop.set()
        writer.join()
    assert failed == []
    lengths = []
    for path in copies:
        with workbench.open_project(path, read_only=True) as copy:
            assert copy.check() == []
            past = copy.history()
            assert past == project.history()[-len(past) :]
            assert len(copy.codes()) == sum(entry.verb == "add_code" for entry in past)
            lengths.append(len(past))
    assert lengths == sorted(lengths)
