"""Where words begin and end: elisions, inversions, hyphens, acronyms, contractions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from workbench.lexical.lists import expressions

_CHARACTER = r"[\p{L}\p{M}\p{N}]"
_APOSTROPHE = "['’ʼ‘`´]"
_STRAIGHT = str.maketrans(dict.fromkeys("’ʼ‘`´", "'") | {"•": "·"})
# Chinese characters stand alone; everything else runs until something that is no letter. A mark without
# its letter is no word: emoji are followed by some.
_RUN = r"(?!\p{M})(?:(?!\p{Han})[\p{L}\p{M}\p{N}])+"

_ACRONYM = rf"(?:\p{{Lu}}\.)+\p{{Lu}}(?!{_CHARACTER})"
_NUMBER = r"\p{N}+(?:[.,]\p{N}+)+"
#: What French puts before a word (l'aide) and behind it (dit-elle, a-t-on, dis-le-moi, ce jour-là).
_ELISION = rf"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu){_APOSTROPHE}(?=\s?{_CHARACTER})"
_PRONOUN = r"(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|y|en|là|ci)"
_ENCLITIC = rf"{_PRONOUN}(?:-{_PRONOUN})*(?!-?{_CHARACTER})"
#: What English puts behind a word.
_NEGATION = rf"n{_APOSTROPHE}t(?!{_CHARACTER})"
_SHORTENED = rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m)(?!{_CHARACTER})"
_PATTERNS = {
    "fr": rf"{_ELISION}|{_RUN}(?:(?:{_APOSTROPHE}|-(?!{_ENCLITIC})|[·•])(?={_CHARACTER}){_RUN})*",
    "en": rf"{_NEGATION}|{_SHORTENED}|(?!\p{{M}})(?:(?!{_NEGATION}|\p{{Han}}){_CHARACTER})+"
    rf"(?:(?:(?!{_SHORTENED}|{_APOSTROPHE}t){_APOSTROPHE}|-|[·•])(?={_CHARACTER}){_RUN})*",
    "": rf"{_RUN}(?:(?:{_APOSTROPHE}|-|[·•])(?={_CHARACTER}){_RUN})*",
}


def spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The bounds of each word of `text`, in code points, in order.

    French elisions stand alone with their apostrophe; the pronouns behind a verb stand alone without
    their hyphen; English "n't", "'s" and the like stand alone. Any other language: letters, inner
    apostrophes and hyphens are one word. Takes a time proportional to the length, full stops or none.

    >>> text = "L’aide, débrouille-toi, au rendez-vous d'aujourd'hui. A-t-il…"
    >>> [text[a:b] for a, b in spans(text, "fr")]
    ['L’', 'aide', 'débrouille', 'toi', 'au', 'rendez-vous', "d'", "aujourd'hui", 'A', 't', 'il']
    >>> text = "I can't, it's the carer's."
    >>> [text[a:b] for a, b in spans(text, "en")]
    ['I', 'ca', "n't", 'it', "'s", 'the', 'carer', "'s"]
    """
    for match in _pattern(language).finditer(text):
        yield match.span()


def form(word: str) -> str:
    """A word as it is counted: small letters, composed accents, straight apostrophes.

    The dots of an acronym and the endings of inclusive writing are left out.

    >>> form("L’"), form("R.S.A"), form("usager·e·s"), form("E\u0301tat")
    ("l'", 'rsa', 'usager', 'état')
    """
    word = word.lower()
    if word.isalnum() and word.isascii():
        return word
    word = unicodedata.normalize("NFC", word).translate(_STRAIGHT)
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
    return word.partition("·")[0]


@cache
def _pattern(language: str) -> Any:
    whole = "|".join(
        regex.escape(entry).replace("'", _APOSTROPHE)
        for entry in sorted(expressions(language), key=len, reverse=True)
        if " " not in entry
    )
    kept = rf"(?:{whole})(?!{_CHARACTER})|" if whole else ""
    words = _PATTERNS.get(language, _PATTERNS[""])
    return regex.compile(rf"{kept}{_ACRONYM}|{_NUMBER}|{words}|\p{{Han}}", regex.IGNORECASE)
