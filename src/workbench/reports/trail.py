"""The audit trail: every decision in order, with who, when, what it changed and why.

What an examiner needs to judge dependability and confirmability (Lincoln and Guba, Naturalistic
Inquiry, 1985, ch. 11 and 13): how the reading came about, and which of it a program proposed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbench import i18n, tables
from workbench.errors import Invalid
from workbench.model import Entry
from workbench.paper import Paper
from workbench.project import Project

#: Columns that the store keeps for itself and no reader needs.
_INTERNAL = {"changed_in", "guid", "created_at", "position", "meta"}
_COLUMNS = ("number", "date", "who", "origin", "act", "changes", "why", "undone")


@dataclass(frozen=True)
class Decision:
    """One line of the trail."""

    number: int
    at: str
    who: str
    machine: bool
    act: str
    changes: str
    why: str
    undone_by: int | None


def trail(project: Project, path: str | os.PathLike[str]) -> Path:
    """The path of the audit trail of a project, written as .docx, .html or .csv.

    In docx and html what people decided and what programs proposed stand apart; in csv the column
    "origin" tells them apart. Raises Invalid for another suffix.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in {".docx", ".html", ".csv"}:
        raise Invalid("errors.unknown_suffix", file=path.name, known=".docx, .html, .csv")
    decisions = read_trail(project)
    if suffix == ".csv":
        header = [i18n.t(f"reports.trail.{name}") for name in _COLUMNS]
        return tables.write(path, header, [_cells(decision) for decision in decisions])
    return _paper(project, decisions).write(path)


def read_trail(project: Project) -> list[Decision]:
    """The decisions of a project, oldest first."""
    entries = project.changes_since(0)
    coders = project.coders()
    machines = set(coders.index[coders["kind"] == "machine"])
    memos = project.memos()
    on_entry = {
        int(target): text
        for kind, target, text in zip(memos["target_kind"], memos["target_id"], memos["text"], strict=True)
        if kind == "entry"
    }
    reasons = memo_texts(entries, dict(zip(memos.index, memos["text"], strict=True)))
    undone = {entry.inverts: entry.id for entry in entries if entry.inverts is not None}
    return [
        Decision(
            entry.id,
            _moment(entry.at),
            entry.coder,
            entry.coder_id in machines,
            entry.label(),
            "; ".join(_changes(entry)),
            "\n".join(dict.fromkeys([*reasons.get(entry.id, []), *_present(on_entry, entry.id)])),
            undone.get(entry.id),
        )
        for entry in entries
    ]


def memo_texts(entries: Iterable[Entry], today: Mapping[int, str]) -> dict[int, list[str]]:
    """The memos that each entry wrote, as they read when it wrote them: entry id → texts.

    `today` holds the memos that are still there; the others are found in what removed them.
    """
    known = dict(today)
    written: dict[int, list[str]] = {}
    for entry in reversed(list(entries)):
        for change in reversed(entry.changes):
            if change["table"] != "memo":
                continue
            if change["op"] != "delete" and entry.kind == "gesture":
                texts = [known[i] for i in change["ids"] if known.get(i)]
                written[entry.id] = [*written.get(entry.id, []), *texts]
            before = change.get("before", {}).get("text")
            if before:
                known.update(zip(change["ids"], before, strict=True))
    return written


def _present(texts: Mapping[int, str], entry_id: int) -> list[str]:
    return [texts[entry_id]] if entry_id in texts else []


def _changes(entry: Entry) -> Iterable[str]:
    for change in entry.changes:
        what = i18n.t(f"reports.table.{change['table']}", n=len(change["ids"]))
        line = i18n.t(f"reports.change.{change['op']}", what=what)
        if change["op"] == "update" and len(change["ids"]) == 1:
            told = [
                f"{name} : « {before[0]} » → « {change['after'][name][0]} »"
                for name, before in change["before"].items()
                if name not in _INTERNAL and not name.endswith("_id")
            ]
            line = f"{line} ({', '.join(told)})" if told else line
        yield line
    if "start" in entry.params:
        yield "{source}, {start}–{end}".format(**entry.params)


def _moment(at: str) -> str:
    moment = datetime.fromisoformat(at)
    return moment.strftime("%d/%m/%Y %H:%M:%S UTC" if i18n.language() == "fr" else "%Y-%m-%d %H:%M:%S UTC")


def _cells(decision: Decision) -> list[str]:
    undone = decision.undone_by
    return [
        str(decision.number),
        decision.at,
        decision.who,
        i18n.t("reports.trail.machine" if decision.machine else "reports.trail.person"),
        decision.act,
        decision.changes,
        decision.why,
        i18n.t("reports.trail.undone_by", number=undone) if undone else "",
    ]


def _paper(project: Project, decisions: list[Decision]) -> Paper:
    paper = Paper(i18n.t("reports.trail.title", project=project.title), i18n.language())
    paper.note(i18n.t("reports.trail.what_it_is"))
    people = Counter(d.who for d in decisions if not d.machine)
    paper.paragraph(
        i18n.t("reports.trail.summary", n=len(decisions))
        + " "
        + ", ".join(f"{who} ({n})" for who, n in people.most_common())
    )
    wrong = project.check()
    paper.paragraph(" ".join(wrong) if wrong else i18n.t("reports.trail.sound"))
    header = [i18n.t(f"reports.trail.{name}") for name in _COLUMNS if name != "origin"]
    for machine, title in ((False, "reports.trail.people"), (True, "reports.trail.programs")):
        paper.heading(i18n.t(title))
        rows = [_cells(d) for d in decisions if d.machine is machine]
        if rows:
            paper.table(header, [[*row[:3], *row[4:]] for row in rows])
        else:
            paper.paragraph(i18n.t("reports.trail.none"))
    return paper
