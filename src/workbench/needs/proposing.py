"""Needs proposed from what is there: codes, themes, closed answers. A person decides on each of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from workbench import i18n
from workbench.needs.store import cite
from workbench.project import Project, schema
from workbench.project.evidence import Place, Speech
from workbench.text import fold

#: Voices by which people ask for something in so many words, or nearly; the others let it be understood.
_ASKED = {"asked", "conditional"}
#: A need is explicit where at least this share of those whose words bear a voice ask for it.
_MANY = 1 / 3
#: What a closed question on needs is worded with, in both languages, without accents.
_ON_NEEDS = re.compile(
    r"\b(besoin|attente|attend|souhait|aimeri|voudri|priorit|frein|difficult|manqu|aide[sr]?\b"
    r"|need|expect|wish|would like|want|priorit|obstacle|difficult|lack|help)"
)
_CHOSEN = {"choice", "choices"}
_FRAGILE = 0.6


@dataclass
class _Found:
    name: str
    people: set[int]
    places: list[Place] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    kind: str = "explicit"
    reason: str = ""


def propose_needs(project: Project, *, least: int = 2, most: int = 30) -> list[int]:
    """The ids of the needs proposed, in one gesture: those that `least` people (two at the least) or more
    voice, at most
    `most`, the most
    voiced first. None is placed on the matrix: that is a person's to do.

    From codes (confirmed codings; not those of frames that tell no needs, nor of declared profiles), themes
    that were not rejected and are not fragile, and answers chosen in closed questions about needs. A code or
    theme is explicit where a third or more of the people whose words bear a voice ask for it (see
    `docs/voices.md`), or where no voice was ever looked for; else it is implicit, with who voices it how as
    the reason. What is a need already, or was set aside, is not proposed again.

    >>> propose_needs(project)                                             # doctest: +SKIP
    [41, 42, 43]
    """
    with project.read() as connection:
        speech = Speech(connection)
        voices = _voices(connection)
        found = [
            each
            for each in (*_codes(connection, speech), *_themes(connection, speech), *_answers(connection))
            if len(each.people) >= max(2, least)
        ]
        for each in found:
            _hear(each, voices, speech, project.language)
    with project.gesture("propose_needs") as g:
        taken = {fold(name) for name in g.connection.execute(select(schema.need.c.name)).scalars()}
        chosen: list[_Found] = []
        for each in sorted(found, key=lambda one: (-len(one.people), fold(one.name), one.name)):
            if fold(each.name) not in taken and len(chosen) < most:
                taken.add(fold(each.name))
                chosen.append(each)
        made: list[int] = []
        if chosen:
            coder = g.program(i18n.t("needs.program", "fr"))
            for each in chosen:
                row = {"name": each.name, "kind": each.kind, "importance": None, "urgency": None,
                       "reason": each.reason, "resources": "", "deliverable": "", "status": "proposed",
                       "coder_id": coder}  # fmt: skip
                made += g.insert(schema.need, [row])
                cite(g, made[-1], coder, each.places, each.answers)
        g.params = {"n": len(made)}
    return made


def _codes(connection: Connection, speech: Speech) -> Iterator[_Found]:
    aside = _aside(connection)
    c, names = schema.coding.c, schema.code.c
    query = (
        select(c.code_id, names.name, c.source_id, c.start, c.end)
        .join(schema.code, names.id == c.code_id)
        .where(c.status == "confirmed")
        .order_by(c.code_id, c.source_id, c.start, c.end)
    )
    by_code: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for code, name, *place in connection.execute(query):
        if code not in aside:
            by_code[code, name].append(Place(*place))
    for (_, name), places in by_code.items():
        yield _said(name, places, speech)


def _aside(connection: Connection) -> set[int]:
    """Codes of frames that do not tell needs: sections of a guide, roles, declared profiles."""
    s = schema.setting.c
    values = connection.execute(select(s.value).where(s.name.startswith("frame:"))).scalars()
    told = [json.loads(value) for value in values]
    return {
        code for frame in told if not frame["needs"] for code in (frame["root"], *frame["codes"].values())
    }


def _themes(connection: Connection, speech: Speech) -> Iterator[_Found]:
    t, m = schema.theme.c, schema.theme_member.c
    query = (
        select(t.id, t.label, m.source_id, m.start, m.end)
        .join(schema.theme_member, m.theme_id == t.id)
        # A theme that became a code is proposed as that code, once somebody confirmed its words.
        .where(t.status == "proposed", m.reason.not_in(("too_short", "alone")))
        .where((t.stability.is_(None)) | (t.stability >= _FRAGILE) | (t.level < 0))
        .order_by(t.id, m.source_id, m.start, m.end)
    )
    by_theme: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for theme, label, *place in connection.execute(query):
        by_theme[theme, label].append(Place(*place))
    for (_, label), places in by_theme.items():
        yield _said(label, places, speech)


def _answers(connection: Connection) -> Iterator[_Found]:
    a = schema.answer.c
    query = select(a.id, a.case_id, a.question, a.value).where(a.type.in_(_CHOSEN)).order_by(a.id)
    by_choice: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for answer, case, question, value in connection.execute(query):
        if value.strip() and _ON_NEEDS.search(fold(question)):
            by_choice[question, value.strip()].append((answer, case))
    for (_, value), given in by_choice.items():
        yield _Found(value, {case for _, case in given}, answers=[answer for answer, _ in given])


def _said(name: str, places: list[Place], speech: Speech) -> _Found:
    people: set[int] = set().union(*(speech.people(place) for place in places))
    return _Found(name, people, places=list(dict.fromkeys(places)))


def _voices(connection: Connection) -> dict[int, list[tuple[int, int, str]]]:
    """What the grammar of voices heard, by source: start, end, voice."""
    m = schema.theme_member.c
    query = select(m.source_id, m.start, m.end, m.voice).where(m.voice != "").order_by(m.source_id, m.start)
    heard: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for source, start, end, voice in connection.execute(query):
        heard[source].append((start, end, voice))
    return heard


def _hear(found: _Found, voices: dict[int, list[Any]], speech: Speech, language: str) -> None:
    """Say whether people ask for it; where few do, that it is implicit, and how it is voiced."""
    by_voice: dict[str, set[int]] = defaultdict(set)
    for place in found.places:
        for start, end, voice in voices.get(place.source, ()):
            if start < place.end and end > place.start:
                by_voice[voice] |= speech.people(
                    Place(place.source, max(start, place.start), min(end, place.end))
                )
    heard = {voice: who for voice, who in by_voice.items() if who}
    marked = {voice: who for voice, who in heard.items() if voice != "none"}
    everyone: set[int] = set().union(*marked.values())
    asking: set[int] = set().union(*(who for voice, who in marked.items() if voice in _ASKED))
    if not heard or (asking and len(asking) >= _MANY * len(everyone)):
        return
    counts = {voice: len(who) for voice, who in (marked or heard).items()}
    found.kind = "implicit"
    told = ", ".join(
        i18n.t("needs.voiced", language, voice=i18n.t(f"expectations.voice.{voice}", language), n=n)
        for voice, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    found.reason = i18n.t("needs.not_asked", language, voices=told, n=len(found.people))
