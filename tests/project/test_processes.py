"""Several processes on one project: killed at any moment, or all writing at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import coding
from workbench.corpus import import_sources

KILLS = int(os.environ.get("WORKBENCH_KILLS", "200"))


@pytest.fixture
def long_text(project, tmp_path):
    """The project with one long interview, and the code that everybody applies."""
    turns = [f"NADIA : Et puis, la {n}e fois, on m'a pas rappelée non plus 🙂.\n" for n in range(2000)]
    (tmp_path / "long.txt").write_text("".join(turns), encoding="utf-8")
    import_sources(project, tmp_path / "long.txt")
    coding.add_code(project, "repère")
    return project


def run(*arguments: object) -> list[str]:
    """What the processes told."""
    program = Path(__file__).with_name("writers.py")
    done = subprocess.run(
        [sys.executable, str(program), *map(str, arguments)], capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert [line for line in lines if line.startswith("error")] == []
    return lines


def rows_of(entry, op):
    return {(change["table"], i) for change in entry.changes if change["op"] == op for i in change["ids"]}


def test_a_killed_writer_loses_no_acknowledged_gesture_and_leaves_no_half_one(long_text, location):
    project = long_text
    loops = KILLS if "://" not in location else max(20, KILLS // 10)
    lines = [line.split() for line in run("kill", location, loops)]

    codings, memos, codes = project.codings(), project.memos(), project.codes()
    acknowledged = {int(ids[0]) for act, *ids in lines if act == "coded"}
    assert len(acknowledged) > loops
    assert acknowledged - set(codings.index) == set()

    notes = memos[memos["target_kind"] == "coding"]
    assert sorted(notes["target_id"]) == sorted(codings.index)
    told = dict(zip(notes["target_id"], notes["text"], strict=True))
    assert all(told[i] == f"{row.start} {row.end}" for i, row in codings.iterrows())

    deleted = {int(ids[0]) for act, *ids in lines if act == "deleted"}
    split = {int(ids[0]): {int(i) for i in ids[1:]} for act, *ids in lines if act == "split"}
    assert deleted and not deleted & set(codes.index)
    for parent, children in split.items():
        there = children & set(codes.index)
        assert there in (children, set()) and (there == set() or parent in codes.index)

    standing = set()
    for entry in reversed(project.history()):
        standing |= rows_of(entry, "insert")
        standing -= rows_of(entry, "delete")
    assert {("coding", i) for i in codings.index} == {row for row in standing if row[0] == "coding"}
    assert {("memo", i) for i in memos.index} == {row for row in standing if row[0] == "memo"}
    assert {("code", i) for i in codes.index} == {row for row in standing if row[0] == "code"}
    assert project.check() == []


def test_eight_processes_write_at_once_without_an_error_or_a_lost_update(long_text, location):
    project = long_text
    coding.add_code(project, "compte", definition="0")
    lines = run("together", location, 8, 250)
    assert lines == ["coded 50"] * 8
    assert len(project.codings()) == 400 and len(project.memos()) == 400
    codes = project.codes().set_index("name")
    assert codes.loc["compte", "definition"] == "400"
    assert {f"code {n}" for n in range(8)} < set(codes.index)
    assert project.head() == 3 + 8 * (1 + 1 + 50 * 5) + 1
    assert project.check() == []
