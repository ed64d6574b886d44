"""Vectors are kept exactly, found again, erased for good, and survive crashes and company."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from types import SimpleNamespace

import numpy as np
import pytest

from workbench.discovery.vectors import ROWS, VectorStore
from workbench.errors import Invalid

MODEL = SimpleNamespace(name="m", revision="1")
WRITER = """
import sys, numpy as np
from types import SimpleNamespace
from workbench.discovery.vectors import VectorStore
store, model = VectorStore(sys.argv[1]), SimpleNamespace(name="m", revision="1")
first, last = int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
for n in range(first, last, 5):
    numbers = range(n, min(n + 5, last))
    rows = np.zeros((len(numbers), 64), dtype=np.float32)
    rows[np.arange(len(numbers)), [i % 64 for i in numbers]] = 1
    store.put(model, [str(i) for i in numbers], rows)
"""


def rows_of(numbers, dimension=64):
    """A row a number that tells which: 1 at its place."""
    rows = np.zeros((len(numbers), dimension), dtype=np.float32)
    rows[np.arange(len(numbers)), [n % dimension for n in numbers]] = 1
    return rows


@pytest.fixture
def store(tmp_path):
    return VectorStore(tmp_path / "étude 1.vectors")


def fill(store, n, model=MODEL):
    store.put(model, [str(i) for i in range(n)], rows_of(range(n)))


def writer(store, first, last):
    command = [sys.executable, "-c", WRITER, str(store.folder), str(first), str(last)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def shards(store):
    return sorted(store.folder.glob("*.npy"))


def test_what_was_kept_comes_back_bit_for_bit_in_the_order_asked_for(store):
    rows = np.random.default_rng(0).standard_normal((300, 64), dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1)[:, None]
    texts = [f"« texte {i} » 🙂" for i in range(300)]
    store.put(MODEL, texts, rows)
    found, missing = VectorStore(store.folder).get(MODEL, [*texts[::-1], texts[7], "autre", ""])
    assert missing.tolist() == [301, 302]
    assert np.array_equal(found[:300], rows[::-1])
    assert np.array_equal(found[300], rows[7])
    assert not found[301:].any()


def test_an_empty_store_misses_everything_and_makes_no_folder(store):
    rows, missing = store.get(MODEL, ["a", "b"])
    assert rows.shape == (2, 0)
    assert missing.tolist() == [0, 1]
    assert store.forget(["a"]) == store.keep([]) == 0
    assert not store.folder.exists()


def test_each_model_and_each_revision_has_rows_of_its_own(store):
    fill(store, 3)
    for other in (SimpleNamespace(name="m", revision="2"), SimpleNamespace(name="n", revision="1")):
        assert store.get(other, ["0", "1", "2"])[1].tolist() == [0, 1, 2]
        store.put(other, ["0"], rows_of([5], dimension=32))
        assert store.get(other, ["0"])[0].shape == (1, 32)
    assert store.get(MODEL, ["0"])[0].shape == (1, 64)


def test_rows_go_on_in_another_shard_when_one_is_full(store):
    fill(store, ROWS + 10)
    found, missing = store.get(MODEL, [str(i) for i in range(ROWS + 10)])
    assert len(shards(store)) == 2
    assert len(missing) == 0
    assert np.array_equal(found, rows_of(range(ROWS + 10)))


def test_the_same_text_given_twice_takes_one_row(store):
    store.put(MODEL, ["a", "a"], rows_of([3, 3]))
    store.put(MODEL, ["a"], rows_of([3]))
    assert store.forget(["a"]) == 1


def test_a_forgotten_text_leaves_no_trace_of_its_row_in_the_files(store):
    secret = np.full((1, 64), 0.125, dtype=np.float32)
    fill(store, 3)
    store.put(MODEL, ["secret"], secret)
    assert secret.tobytes() in shards(store)[0].read_bytes()
    assert store.forget(["secret", "never there"]) == 1
    assert secret.tobytes() not in shards(store)[0].read_bytes()
    assert store.get(MODEL, ["secret", "1"])[1].tolist() == [0]
    store.put(MODEL, ["secret"], secret)
    assert np.array_equal(store.get(MODEL, ["secret"])[0], secret)


def test_a_forgotten_text_is_forgotten_by_every_model(store):
    other = SimpleNamespace(name="n", revision="1")
    fill(store, 2)
    fill(store, 2, other)
    assert store.forget(["0"]) == 2
    assert store.get(other, ["0", "1"])[1].tolist() == [0]


def test_keeping_some_texts_erases_all_others(store):
    fill(store, 6)
    assert store.keep(["1", "4", "other"]) == 4
    assert store.get(MODEL, [str(i) for i in range(6)])[1].tolist() == [0, 2, 3, 5]


def test_a_writer_killed_at_any_moment_leaves_a_readable_store(store):
    texts = [str(i) for i in range(5_000)]
    for pause in (0.0, 0.03, 0.11, 0.2):
        process = writer(store, 0, 5_000)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found, missing = store.get(MODEL, texts)
        there = np.setdiff1d(np.arange(5_000), missing)
        if len(there):
            assert np.array_equal(found[there], rows_of(there))
    fill(store, 20)
    assert len(np.intersect1d(store.get(MODEL, texts)[1], np.arange(20))) == 0


def test_two_processes_that_write_the_same_and_other_texts_lose_nothing(store):
    processes = [writer(store, 0, 150), writer(store, 100, 250)]
    assert [process.wait() for process in processes] == [0, 0]
    for process in processes:
        process.stdout.close()
    found, missing = store.get(MODEL, [str(i) for i in range(250)])
    assert len(missing) == 0
    assert np.array_equal(found, rows_of(range(250)))
    assert store.keep([]) == 250


def test_a_row_that_was_torn_is_missing_and_can_be_kept_again(store):
    fill(store, 3)
    path = shards(store)[0]
    path.write_bytes(path.read_bytes().replace(rows_of([1]).tobytes(), b"\x01" * 256, 1))
    assert store.get(MODEL, ["0", "1", "2"])[1].tolist() == [1]
    fill(store, 3)
    assert store.get(MODEL, ["0", "1", "2"])[1].tolist() == []


@pytest.mark.parametrize("damage", ["cut", "emptied", "removed", "another"])
def test_rows_of_a_damaged_shard_are_missing_and_can_be_kept_again(store, damage):
    fill(store, ROWS + 1)
    path = shards(store)[0]
    if damage == "cut":
        os.truncate(path, path.stat().st_size // 2)
    elif damage == "emptied":
        os.truncate(path, 0)
    elif damage == "removed":
        path.unlink()
    else:
        np.save(path, np.ones((3, 3)))
    _, missing = store.get(MODEL, [str(i) for i in range(ROWS + 1)])
    assert missing.tolist() == list(range(ROWS))
    fill(store, 10)
    assert store.get(MODEL, ["3", "9", "10", str(ROWS)])[1].tolist() == [2]


def test_a_damaged_index_is_told_with_what_to_do(store):
    fill(store, 3)
    (store.folder / "index.sqlite").write_bytes(b"not an index at all" * 100)
    for act in (lambda: store.get(MODEL, ["0"]), lambda: fill(store, 3), lambda: store.forget(["0"])):
        with pytest.raises(Invalid, match=r"étude 1\.vectors.*Delete it"):
            act()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Invalid, match="cannot be read or written"):
        fill(VectorStore(tmp_path / "taken"), 1)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_disk_that_is_full_is_told_and_what_was_kept_stays(store):
    import resource

    fill(store, 3)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, limits[1]))
    try:
        with pytest.raises(Invalid, match="room left"):
            fill(store, 300)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(store.get(MODEL, ["0", "1", "2"])[1]) == 0
    fill(store, 300)
    assert len(store.get(MODEL, [str(i) for i in range(300)])[1]) == 0


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize(("mode", "folder"), [(0o600, 0o700), (0o660, 0o770), (0o644, 0o755)])
def test_the_files_are_open_to_whom_the_project_is(tmp_path, mode, folder):
    store = VectorStore(tmp_path / "v", mode)
    fill(store, 1)
    assert stat.S_IMODE(store.folder.stat().st_mode) == folder
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()} == {mode}


def test_rows_of_another_length_or_number_are_refused(store):
    fill(store, 1)
    with pytest.raises(ValueError, match="64 dimensions"):
        store.put(MODEL, ["x"], rows_of([1], dimension=32))
    with pytest.raises(ValueError, match="2 texts and 1 rows"):
        store.put(MODEL, ["x", "y"], rows_of([1]))
