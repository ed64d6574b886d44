"""One Project used from several threads: nothing lost, nothing mixed up, nobody left waiting for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from interviews import add_interviews

from workbench import coding, create_project, open_project


def together(number, act):
    with ThreadPoolExecutor(number) as threads:
        return [done.result() for done in [threads.submit(act, n) for n in range(number)]]


def test_eight_threads_code_through_one_project(tiny_corpus):
    coding.add_code(tiny_corpus, "repère")
    source_id = int(tiny_corpus.sources().index[0])
    length = len(tiny_corpus.text(source_id))

    def work(thread):
        made = []
        for number in range(25):
            start = (thread * 25 + number) % (length - 40)
            made.append(coding.apply_code(tiny_corpus, source_id, start, start + 2 + thread, "repère"))
            assert tiny_corpus.codings().index.is_unique
            if number % 10 == 0:
                tiny_corpus.history(3), coding.counts(tiny_corpus)
        return made

    ids = [made for thread in together(8, work) for made in thread]
    assert len(set(ids)) == len(ids) == len(tiny_corpus.codings()) == 200
    assert [entry.id for entry in tiny_corpus.history()] == list(range(tiny_corpus.head(), 0, -1))
    assert tiny_corpus.check() == []


def test_more_threads_than_connections_each_reading_a_text_while_it_writes(tmp_path):
    """Whoever writes needs a second connection to read the text, while all others wait with one."""
    path = tmp_path / "p.workbench"
    with create_project(path, title="T", coder="Ana") as project:
        add_interviews(project, tmp_path)
        coding.add_code(project, "repère")
    with open_project(path) as project:
        source_id = int(project.sources().index[0])
        made = together(40, lambda n: coding.apply_code(project, source_id, 14, 20 + n, "repère"))
        assert len(set(made)) == 40


def test_texts_of_many_sources_are_read_by_many_threads(tmp_path):
    folder = tmp_path / "talks"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(f"NADIA : parole {number}.\n", encoding="utf-8")
    from workbench.corpus import import_sources

    with create_project(tmp_path / "p.workbench", title="T", coder="Ana") as project:
        import_sources(project, folder)
        names = project.sources()["name"]

        def read(_):
            for source_id, name in names.items():
                assert f"parole {name}." in project.text(source_id)

        together(8, read)


def test_undo_and_redo_from_several_threads_never_take_back_one_gesture_twice(project):
    from workbench.errors import UndoConflict

    for number in range(40):
        coding.add_code(project, f"code {number}")

    def step(_):
        done = []
        while True:
            try:
                entry = project.undo()
            except UndoConflict:  # another thread took that one: try again
                continue
            if entry is None:
                return done
            done.append(entry.id)

    undone = [entry for thread in together(4, step) for entry in thread]
    assert sorted(undone) == sorted(set(undone)) and len(undone) == 40
    assert len(project.codes()) == 0
    while project.redo():
        pass
    assert len(project.codes()) == 40
    assert project.check() == []


def test_an_error_in_a_thread_leaves_the_others_writing(project):
    def work(n):
        for number in range(10):
            with pytest.raises(ValueError, match="halfway"), project.gesture("add_code", code="x") as g:
                coding.codebook.create(g, f"demi {n} {number}")
                raise ValueError("halfway")
            coding.add_code(project, f"entier {n} {number}")

    together(6, work)
    assert len(project.codes()) == 60
    assert all(name.startswith("entier") for name in project.codes()["name"])
    assert project.check() == []
