"""Looking for themes, and attaching what arrives later to those that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench import i18n
from workbench.discovery.compass import needs, ordinary
from workbench.discovery.embed import chosen, vectors
from workbench.discovery.proposal import Proposal, fold_duplicates, propose
from workbench.discovery.reading import Themes, read_run, read_themes
from workbench.discovery.storing import clear, keep_run, store
from workbench.discovery.units import Unit, units
from workbench.discovery.working import run_apart
from workbench.errors import Invalid
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import now

if TYPE_CHECKING:
    import pandas as pd

#: Fewer segments than this are read from one to the next: groups of so few do not hold.
ENOUGH = 150

Progress = Callable[[str, int, int, float | None], None]


def find_themes(
    project: Project,
    *,
    unit: Unit = "segment",
    cases: Ref | Iterable[Ref] | None = None,
    granularity: float | None = None,
    seed: int = 0,
    model: str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Themes:
    """The themes found in what participants say, kept in the project as proposals in one gesture.

    What a person has touched (accepted, rejected, renamed, merged, split, locked) stays as it is, with
    its segments; the rest of an earlier run gives way. Under 150 segments nothing is grouped unless
    `granularity` is given: `note` then says why. `progress(step, done, total, seconds_left)` is told of
    the steps "embed" and "themes". Sources that arrive meanwhile are attached at the end. Raises
    Invalid for a project in which nobody speaks, Cancelled when `cancelled` says so, and for `cases` and
    `model` what `workbench.discovery.units.units` and `workbench.discovery.embedding.load` raise.

    >>> themes = find_themes(project)                                      # doctest: +SKIP
    >>> themes.themes.loc[themes.shown(), "label"]                         # doctest: +SKIP
    """
    head = project.head()
    who = None if cases is None else _ids(project, cases)
    table = units(project, unit, who)
    if table.empty:
        raise Invalid("discovery.no_segments")
    if len(table) < ENOUGH and granularity is None:
        return _note(project, "too_few", n=len(table), least=ENOUGH)
    texts, inverse = fold_duplicates(table["text"].tolist())
    told = None if progress is None else lambda done, total, left: progress("embed", done, total, left)
    # One call for all, sentences of the compass included: a model is loaded once.
    sentences = [sentence for need in needs() for sentence in need.sentences]
    both = vectors(project, [*texts, *sentences, *ordinary()], model, executor, told, cancelled)
    rows = both[: len(texts)]
    ends = np.cumsum([len(need.sentences) for need in needs()])
    *voiced, plain = np.split(both[len(texts) :], ends)
    if progress:
        progress("themes", 0, 1, None)
    found: Proposal = run_apart(
        propose, table, rows, inverse, voiced, plain, executor=executor, cancelled=cancelled,
        granularity=granularity, seed=seed,
    )  # fmt: skip
    if found.nodes.empty:
        return _note(project, "all_short", n=len(table))
    used = replace(chosen(project, model), dimension=rows.shape[1]).record
    card = {**_card(project, table, unit, used, found, seed), "asked": granularity, "cases": who}
    with project.gesture("find_themes") as g:
        machine = g.program(i18n.t("discovery.machine", "fr"))
        clear(g)
        n = store(g, machine, project.language, table, found)
        kept = {"card": card, "levels": found.levels, "level": found.level, "unit": unit, "cases": who}
        keep_run(g, kept)
        g.params = {"n": n}
    if progress:
        progress("themes", 1, 1, 0.0)
    if any("passage" in {change["table"] for change in e.changes} for e in project.changes_since(head)):
        assign_new(project, model=model, executor=executor, cancelled=cancelled)
    return read_themes(project)


def assign_new(
    project: Project,
    *,
    model: str | None = None,
    executor: Executor | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """How many segments were attached to the themes that are there: those that came since.

    No theme is renamed, none appears, none goes. Where the themes were looked for in what some people
    say, others stay out. Raises Invalid when no themes were ever found.
    """
    from workbench.discovery.expectations import voice
    from workbench.discovery.themes import nearest

    themes = read_themes(project)
    members = themes.at(len(themes.levels))
    if members.empty:
        raise Invalid("discovery.no_themes")
    with project.read() as connection:
        run = read_run(connection)
    who = run.get("cases")
    if who is not None:
        people = set(project.cases().index)
        who = [case for case in who if case in people]
    table = units(project, run.get("unit", "segment"), who)
    known = set(zip(members["source_id"], members["start"], members["end"], strict=True))
    places = list(zip(table["source_id"], table["start"], table["end"], strict=True))
    fresh = table[[place not in known for place in places]]
    if fresh.empty:
        return 0
    texts = [
        project.text(int(s))[a:b]
        for s, a, b in zip(members["source_id"], members["start"], members["end"], strict=True)
    ]
    old = vectors(project, texts, model, executor, None, cancelled)
    new = vectors(project, fresh["text"].tolist(), model, executor, None, cancelled)
    ids, labels = np.unique(members["theme"].to_numpy(dtype=np.int64), return_inverse=True)
    best, second, membership = nearest(old, new, labels)
    there = members[["x", "y"]].to_numpy()
    like = np.asarray(new @ old.T).argmax(axis=1)
    voices = [voice(text, lang).label for text, lang in zip(fresh["text"], fresh["language"], strict=True)]
    with project.gesture("assign_new", n=len(fresh)) as g:
        g.insert(
            schema.theme_member,
            [
                {"theme_id": int(ids[best[i]]), "second_id": int(ids[second[i]]) if second[i] >= 0 else None,
                 "source_id": row.source_id, "start": row.start, "end": row.end,
                 "membership": float(membership[i]), "reason": "",
                 "x": float(there[like[i], 0]), "y": float(there[like[i], 1]),
                 "voice": voices[i]}
                for i, row in enumerate(fresh.itertuples())
            ],
        )  # fmt: skip
    return len(fresh)


def _ids(project: Project, cases: Ref | Iterable[Ref]) -> list[int]:
    with project.read() as connection:
        return find.ids(connection, schema.case, cases)


def _note(project: Project, key: str, **values: Any) -> Themes:
    with project.gesture("find_themes", n=0) as g:
        # Themes of an earlier run stay, and so does how they came about.
        keep_run(g, {**read_run(g.connection), "note": [f"discovery.{key}", values]})
    return read_themes(project)


def _card(
    project: Project, table: pd.DataFrame, unit: Unit, used: dict[str, Any], found: Proposal, seed: int
) -> dict[str, Any]:
    """Everything needed to repeat the run, and to tell how it came about."""
    corpus = hashlib.sha256()
    for text in sorted(table["text"]):
        corpus.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return {
        "verb": "find_themes", "at": now(), "by": project.coder.name if project.coder else "",
        "unit": unit, "segments": len(table), "people": int(table["case_id"].nunique()),
        "seed": seed, "model": used, "corpus": corpus.hexdigest(), **found.run,
    }  # fmt: skip
