"""What changed after an entry of the journal, told so that a page can bring itself up to date."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from workbench.model import Entry
from workbench.widgets import rows
from workbench.widgets.view import View

#: Beyond this many codings of the open source it is quicker to send them all.
_MANY = 2_000


def since(view: View, entry: int, source: int | None) -> dict[str, Any]:
    """The delta after `entry` for a page whose open source is `source`: one moment of the project."""
    with view.project.read():
        return _since(view, entry, source)


def _since(view: View, entry: int, source: int | None) -> dict[str, Any]:
    entries = view.project.changes_since(entry)
    if not entries:
        return {"head": entry}
    delta: dict[str, Any] = {
        "head": entries[-1].id,
        **ledger(view),
        "entries": [told(view, e) for e in entries if view.hears(e)][-50:],
        **view.changed(entries),
    }
    if touched(entries, "source", "passage", "case", "attribute"):
        view.forget()
        delta["cases"], delta["attributes"] = rows.cases(view)
        delta["sources"] = rows.sources(view)
        delta["codes"] = rows.codes(view)
        if source is not None and source not in {row["id"] for row in delta["sources"]}:
            return {**delta, "gone": True}
        if source is not None and set(touched(entries, "passage")) & set(view.project.spoken(source).index):
            return {**delta, "reopen": True}
    codes, sources = _codings(view, entries, source, delta)
    if touched(entries, "code"):
        delta["codes"] = rows.codes(view)
    tally = view.tally()
    delta["counts"] = {code: tally.code(code) for code in codes}
    delta["source_counts"] = {
        i: dict(zip(("codings", "coverage"), tally.source(i), strict=True)) for i in sources
    }
    return delta


def after_act(view: View, entry: int, source: int | None) -> dict[str, Any]:
    """The delta after an act that is already saved; the act stands even if this cannot be told."""
    try:
        return since(view, entry, source)
    except Exception as error:
        logging.getLogger("workbench").error("desk: no delta, %s", type(error).__name__)
        view.forget()
        view.forget_memos()
        return {"head": entry, "reopen": True}


def ledger(view: View) -> dict[str, Any]:
    """What undo and redo would act on, in words."""
    undo, redo = view.project.can_undo(), view.project.can_redo()
    return {
        "undo": undo.label(view.language) if undo else None,
        "redo": redo.label(view.language) if redo else None,
    }


def told(view: View, entry: Entry) -> dict[str, Any]:
    """An entry as the page shows it."""
    return {
        "id": entry.id,
        "who": entry.coder,
        "mine": entry.coder_id == view.me,
        "kind": entry.kind,
        "label": entry.label(view.language),
        "at": entry.at,
    }


def touched(entries: Sequence[Entry], *tables: str) -> list[int]:
    """The rows of those tables that the entries wrote or removed, each once."""
    found = (i for entry in entries for table in tables for i in entry.touched(table))
    return list(dict.fromkeys(found))


def _codings(
    view: View, entries: Sequence[Entry], source: int | None, delta: dict[str, Any]
) -> tuple[set[int], set[int]]:
    """Put the changed codings into the delta and the counts; the codes and sources that touches."""
    ids = touched(entries, "coding")
    noted = touched(entries, "memo")
    if not ids and not noted:
        return set(), set()
    if noted:
        view.forget_memos()
    tally = view.tally()
    found = view.codings_of([*ids, *_noted(view, entries, noted)])
    codes: set[int] = set()
    sources = {s for s in map(tally.source_of, ids) if s is not None}
    there = {row.id for row in found}
    for row in found:
        sources.add(row.source_id)
        if row.status == "confirmed":
            codes |= tally.put(row.id, row.source_id, row.start, row.end, row.code_id)
        else:
            codes |= tally.drop(row.id)
    if view.blind:
        ids = touched([e for e in entries if e.coder_id == view.me], "coding")
    gone = [i for i in ids if i not in there]
    for coding in gone:
        codes |= tally.drop(coding)
    if source is not None:
        here = [row for row in found if row.source_id == source]
        if len(here) > _MANY:
            delta["reopen"] = True
        else:
            delta["codings"] = {"put": rows.codings(view, source, here), "drop": gone}
    return codes, sources


def _noted(view: View, entries: Sequence[Entry], memos: Sequence[int]) -> list[int]:
    """The codings whose memos changed, so that their mark is drawn or taken away."""
    if not memos:
        return []
    table = view.project.memos()
    kept = table[table.index.isin(memos) & (table["target_kind"] == "coding")]
    found = kept["target_id"].tolist()
    for entry in entries:
        for change in entry.changes:
            if change["table"] == "memo" and change["op"] == "delete":
                before = change["before"]
                found += [
                    target
                    for target, kind in zip(before["target_id"], before["target_kind"], strict=True)
                    if kind == "coding"
                ]
    return [int(i) for i in found]
