"""A frame as its file in `data/` tells it: its codes in one language, and the rules it watches over."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from workbench import i18n
from workbench.errors import NotFound

_DATA = resources.files("workbench.coding.frames") / "data"


@dataclass(frozen=True)
class FrameCode:
    """One code of a frame; `key` names it whatever the language, `parent` is the key of the one above."""

    key: str
    parent: str | None
    name: str
    definition: str
    markers: tuple[str, ...]
    example: str
    caution: str


@dataclass(frozen=True)
class Rule:
    """What a frame watches over, in keys of its codes.

    base: an aim of `aims` while one of `bases` lacks; missing: one of `codes` was never met; balance: hardly
    anything on one of two `sides`; mismatch: a subject on one of the `sides` only.
    """

    kind: Literal["base", "missing", "balance", "mismatch"]
    codes: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """A ready-made codebook. `needs`: its codes tell needs; `hint`: what people declare of themselves, never
    to be scored or to group people by.
    """

    name: str
    title: str
    about: str
    caution: str
    source: str
    needs: bool
    hint: bool
    codes: tuple[FrameCode, ...]
    rules: tuple[Rule, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The keys of the codes at the top, those that `coverage` counts by."""
        return tuple(code.key for code in self.codes if code.parent is None)


def frames(language: str | None = None) -> list[Frame]:
    """Every frame there is, in the order of their titles; `language`: "fr" or "en", by default the one in
    use.

    >>> [frame.name for frame in frames("en") if frame.hint]
    ['disc', 'mbti']
    """
    names = (entry.name.removesuffix(".toml") for entry in _DATA.iterdir() if entry.name.endswith(".toml"))
    return sorted((read_frame(name, language) for name in names), key=lambda frame: frame.title)


def read_frame(name: str, language: str | None = None) -> Frame:
    """The frame of that name. Raises NotFound, with the names there are.

    >>> read_frame("erg", "en").sections
    ('existence', 'relatedness', 'growth')
    """
    lang = language or i18n.language()
    return _read(name, lang if lang in i18n.LANGUAGES else "en")


@cache
def _read(name: str, lang: str) -> Frame:
    path = _DATA / f"{name}.toml"
    if not name.replace("_", "").isalnum() or not path.is_file():
        known = sorted(entry.name[:-5] for entry in _DATA.iterdir() if entry.name.endswith(".toml"))
        raise NotFound("frames.no_frame", name=name, known=", ".join(known))
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    title, about, caution = (str(told[part][lang]) for part in ("title", "about", "caution"))
    needs, hint = bool(told["needs"]), bool(told.get("hint", False))
    codes, rules = tuple(_codes(told, lang)), tuple(_rule(rule) for rule in told.get("rules", []))
    return Frame(name, title, about, caution, str(told["source"]), needs, hint, codes, rules)


def _rule(told: dict[str, Any]) -> Rule:
    parts = {part: tuple(keys) for part, keys in told.items() if part != "kind"}
    return Rule(told["kind"], **parts)


def _codes(told: dict[str, Any], lang: str) -> Iterator[FrameCode]:
    """The codes, each followed by what is said of all alike: its states, or the subjects of both sides."""
    for code in told["codes"]:
        name = code["name"][lang]
        yield _code(code, lang, code["key"], code.get("parent"), name)
        states = told.get("states", []) if code.get("states") else []
        subjects = [each for each in told.get("subjects", []) if code["key"] in each["sides"]]
        for each in (*states, *subjects):
            full = each["name"][lang].format(name=name, side=name)
            yield _code(each, lang, f"{code['key']}.{each['key']}", code["key"], full)


def _code(told: dict[str, Any], lang: str, key: str, parent: str | None, name: str) -> FrameCode:
    def words(part: str) -> str:
        return str(told.get(part, {}).get(lang, ""))

    markers = tuple(told.get("markers", {}).get(lang, ()))
    return FrameCode(key, parent, name, words("definition"), markers, words("example"), words("caution"))
