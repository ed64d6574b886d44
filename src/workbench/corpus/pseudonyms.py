"""Names for people that say nothing of them: keyed hashes, and the numbers that must never come in."""

from __future__ import annotations

import hmac
import re
import unicodedata

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another when read aloud
_LENGTH = 10  # 50 bits: among 500,000 people, two share a pseudonym once in 9,000 projects

_APART = r"[ .\-/\u00a0\u202f]?"
_NIR = re.compile(
    _APART.join(
        (
            r"(?<!\d)([1-478])",  # sex; 3, 4, 7, 8 are numbers given for the time being
            r"(\d\d)",  # year of birth
            r"(0[1-9]|1[0-2]|[2-9]\d)",  # month, or what stands for an unknown one
            r"(\d\d|2[ABab])",  # department; Corsica has letters
            r"(\d{3})",
            r"(\d{3})",
            r"(\d\d)(?!\d)",  # key
        )
    )
)


def pseudonym(key: bytes, identifier: str) -> str:
    """The name that stands for a person in the project: the same for the same key and identifier.

    HMAC-SHA-256 (RFC 2104) of the identifier, "P-" and ten letters and digits. Spaces around it do not
    matter, nor does the case of an e-mail address; that of another identifier does.

    >>> pseudonym(b"k" * 32, "nadia@example.test") == pseudonym(b"k" * 32, " Nadia@Example.test")
    True
    >>> pseudonym(b"k" * 32, "D-041")
    'P-4FP6Q6F9X3'
    """
    said = " ".join(unicodedata.normalize("NFKC", identifier).split())
    if "@" in said:
        said = said.casefold()
    number = int.from_bytes(hmac.digest(key, said.encode("utf-8", "replace"), "sha256")[:8], "big")
    return "P-" + "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))


def find_nir(text: str) -> list[tuple[int, int]]:
    """Where French social-security numbers stand in a text: (start, end) of each, in code points.

    A number counts when its key is right (97 less the first thirteen digits modulo 97; Corsica's 2A and 2B
    are read as 19 and 18), written together or in its usual groups. Source: décret n° 82-103 du 22 janvier
    1982, INSEE.

    >>> find_nir("né en 85 : 1 85 05 78 006 084 91, merci"), find_nir("1 85 05 78 006 084 92")
    ([(11, 32)], [])
    """
    return [match.span() for match in _NIR.finditer(text) if _key_is_right(match)]


def _key_is_right(match: re.Match[str]) -> bool:
    *digits, key = match.groups()
    digits[3] = digits[3].upper().replace("2A", "19").replace("2B", "18")
    return 97 - int("".join(digits)) % 97 == int(key)
