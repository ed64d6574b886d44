"""Who a speaker's label stands for: the moderator, a voice of this file only, or a person found in other
files too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from workbench import text
from workbench.corpus.vocabulary import LETTERS, PARTS, PHRASES

_MODERATOR = re.compile(
    r"\b(animat(rice|eur|ion)|co-?animat|moderat(rice|eur|or)|enquet(rice|eur|euse)|interview(er|eur|euse)\b"
    r"|facilitat(rice|eur|or)|chercheu(r|se)\b|researcher|host\b|questionneu(r|se)|question\b"
    r"|(int|mod|anim|enq|q)\b)"
)
# Voices numbered or named by their part in the talk: the same label in another file is somebody else.
_NUMBERED = re.compile(
    r"(l|p|s|loc|locuteur|locutrice|spk|speaker|participant|participante|part|intervenant|intervenante|personne|person"
    r"|sujet|subject|enquete|enquetee|repondant|repondante|respondent|interviewe|interviewee|informateur|informatrice"
    r"|homme|femme|voix|voice|usager|beneficiaire|patient|patiente|client|cliente|aidant|aidante|eleve|stagiaire"
    r"|h|f|e|i|r|a|b|c|m|q|x)[ _.-]{0,2}(no|n)?[ ]?\d{1,4}[a-z]?"
)
# One-letter labels of interviews go in pairs; alone, none of them tells who asks.
_ASKING = {"i": re.compile(r"[rp]\d*"), "e": re.compile(r"r\d*")}


@lru_cache(maxsize=4096)
def fold(label: str) -> str:
    """Return ``label`` as it compares: no case, no accents, no marks around it."""
    return text.fold(label).replace("’", "'").strip(" .:*_$@#[](){}<>")


@lru_cache(maxsize=4096)
def person_key(label: str) -> str:
    """Return what two writings of one person's name share: "DURAND Camille" and "Camille Durand" are the
    same.

    >>> person_key("DURAND Camille") == person_key("Camille Durand")
    True
    """
    return " ".join(sorted(re.findall(r"\w+", fold(without_aside(label))) or [fold(label)]))


def without_aside(label: str) -> str:
    """Return the label without what stands in brackets after it: "Nadia (rires)" gives "Nadia"."""
    return re.sub(r"\s*[(\[][^)\]]*[)\]]?\s*$", "", label).strip() or label.strip()


def _plain(label: str) -> str:
    """The label without its inclusive ending (Enquêteur·rice): the stem before the mark says enough."""
    return re.sub(r"[·•/]\w+", "", fold(label))


def is_moderator(label: str) -> bool:
    """True where the label by itself says that the person leads the talk: "Animatrice", "Claire
    (modératrice)", "Q"."""
    return _MODERATOR.search(_plain(label)) is not None


@lru_cache(maxsize=4096)
def is_part(label: str) -> bool:
    """True where the label names a part in the talk ("L1", "Participant 3", "Animatrice") and not a
    person."""
    name = _plain(without_aside(label))
    return (
        _NUMBERED.fullmatch(name) is not None
        or name in PARTS
        or name in PHRASES
        or name in LETTERS
        or (is_moderator(name) and len(name.split()) == 1)
        or re.fullmatch(r"(animat|moderat|enquet|interviewe|facilitat)\w*[ _-]?\d+", name) is not None
    )


def is_letter(label: str) -> bool:
    """True for a label of one letter, which needs to come back before it is taken for a speaker."""
    return fold(label) in LETTERS


def moderators(labels: Iterable[str]) -> set[str]:
    """Return those of the labels of one file that stand for the person who leads the talk."""
    labels = list(labels)
    folded = {fold(label) for label in labels}
    found = {label for label in labels if is_moderator(label)}
    if not found:
        found = {
            label
            for label in labels
            if (answers := _ASKING.get(fold(label))) and any(answers.fullmatch(one) for one in folded)
        }
    return found
