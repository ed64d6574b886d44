"""Processes that write to one project: forked from one that has imported everything, so that many are cheap.

Run as a program of its own, because a process with threads must not fork.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable

# Imported by the verbs at their first use: once here, not in every child.
import pandas  # noqa: F401
import psycopg  # noqa: F401
import sqlalchemy
import sqlalchemy.dialects.postgresql.psycopg

from workbench import coding, open_project
from workbench.project.schema import code as codes


def fork(work: Callable[[int], None]) -> tuple[int, int]:
    """The process that does `work` with the end of a pipe to tell through, and our end of that pipe."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    try:
        os.close(read)
        work(write)
    except BaseException:
        os.write(write, f"error {traceback.format_exc()!r}\n".encode())
    finally:
        os._exit(0)


def told(child: int, read: int) -> list[str]:
    """The whole lines that the process has told, once it has ended."""
    with os.fdopen(read, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return text[: text.rfind("\n") + 1].splitlines()


def code_for_ever(location: str, coder: str, seed: int, write: int) -> None:
    """Code with memos, sometimes several at once, and tell each gesture once its verb has returned."""
    chance = random.Random(seed)
    with open_project(location, coder=coder) as project:
        source = int(project.sources().index[0])
        length = len(project.text(source))
        while True:
            start = chance.randrange(length - 1000)
            end = start + chance.randrange(2, 1000)
            made = coding.apply_code(project, source, start, end, "repère", memo=f"{start} {end}")
            os.write(write, f"coded {made}\n".encode())
            if chance.random() < 0.3:
                new = coding.add_code(project, f"{coder} {seed} {made}")
                several = coding.split_code(project, new, [f"a{made}", f"b{made}", f"c{made}"])
                os.write(write, f"split {new} {' '.join(map(str, several))}\n".encode())
                coding.delete_code(project, new, children="delete")
                os.write(write, f"deleted {new}\n".encode())


def kill(location: str, loops: int) -> list[str]:
    """What two writers told, killed together `loops` times at random moments."""
    chance = random.Random(1)
    lines = []
    for loop in range(loops):
        writers = [
            fork(lambda write, who=who, loop=loop: code_for_ever(location, who, loop, write))
            for who in ("Ana", "Ben")
        ]
        if loop % 10:
            # On a busy machine a writer may take long to begin: it is killed while it works, except
            # one time in ten, when it may still be opening the project.
            select.select([read for _, read in writers], [], [], 60)
        time.sleep(chance.uniform(0, 0.08))
        for child, _ in writers:
            os.kill(child, signal.SIGKILL)
        for child, read in writers:
            lines += told(child, read)
    return lines


def count_up(location: str, number: int, gestures: int, write: int) -> None:
    """Do `gestures` mixed gestures; a fifth of them adds one to a count that all processes share."""
    with open_project(location, coder=f"coder {number}") as project:
        source = int(project.sources().index[0])
        mine = coding.add_code(project, f"code {number}")
        for done in range(gestures // 5):
            start = 10 * (number + 8 * done)
            made = coding.apply_code(project, source, start, start + 9, mine, memo="Note.")
            coding.adjust_coding(project, made, weight=done + 1)
            with project.gesture("edit_code", code="compte", fields=[]) as g:
                shared = g.connection.execute(sqlalchemy.select(codes).where(codes.c.name == "compte")).one()
                g.update(codes, [shared.id], {"definition": str(int(shared.definition) + 1)})
            coding.rename_code(project, mine, f"code {number} {done}")
            project.undo()
        os.write(write, f"coded {len(project.codings(coder=project.coder.id))}\n".encode())


def together(location: str, processes: int, gestures: int) -> list[str]:
    """What `processes` writers told that worked at the same time."""
    writers = [fork(lambda write, n=n: count_up(location, n, gestures, write)) for n in range(processes)]
    return [line for child, read in writers for line in told(child, read)]


if __name__ == "__main__":
    what, location, *numbers = sys.argv[1:]
    act = {"kill": kill, "together": together}[what]
    json.dump(act(location, *map(int, numbers)), sys.stdout)
