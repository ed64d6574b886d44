"""From the bytes of a text file to its characters: byte order marks, UTF-8, UTF-16 and the Western code
pages."""

from __future__ import annotations

import codecs
import re

from workbench.corpus.limits import MAX_LINES
from workbench.errors import ImportRefused
from workbench.i18n import t

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The code pages that people's French and English text files are written in. A wider choice makes the guess
# worse.
_WESTERN = ["cp1252", "latin_1", "mac_roman", "cp850"]
_SAMPLE = 64 * 1024
_CUT_SHORT = {"unexpected end of data", "truncated data"}


def decode(
    data: bytes, *, file: str, encoding: str | None = None, lines: int = MAX_LINES
) -> tuple[str, list[str]]:
    """Return the text of ``data`` with ``\\n`` line ends and no byte order mark, and warnings in words.

    Characters are kept as written: accents are never composed or decomposed. Refused: an encoding that is
    unknown or does not fit, data that holds NUL characters, which no text does, and more than ``lines``.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _finish(_strict(data[len(mark) :], name, file), file, lines), []
    if encoding is not None:
        return _finish(_strict(data, encoding, file), file, lines), []
    if utf16 := _utf16_without_mark(data):
        return _finish(_strict(data, utf16, file), file, lines), []
    try:
        return _finish(data.decode("utf-8"), file, lines), []
    except UnicodeDecodeError as error:
        text, warnings = _not_quite_utf8(data, error)
        return _finish(text, file, lines), warnings


def clean(text: str) -> str:
    """Return ``text`` with ``\\n`` line ends, without NUL and with lone surrogates replaced, as a store
    can keep it."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Pairs of surrogates written as two escapes (RTF, JSON) become their one character; lone ones are
        # damage.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise ImportRefused("corpus.encoding_unknown", file=file, encoding=encoding) from None
    except UnicodeDecodeError as error:
        if error.reason in _CUT_SHORT:
            return data.decode(encoding, "ignore")
        raise ImportRefused(
            "corpus.encoding_wrong", file=file, encoding=encoding, position=error.start
        ) from None


def _finish(text: str, file: str, lines: int) -> str:
    if "\0" in text:
        raise ImportRefused("corpus.binary", file=file)
    text = clean(text)
    if text.count("\n") > lines:
        raise ImportRefused("corpus.too_many_lines", file=file, limit=lines)
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 written without its mark shows as a NUL in nearly every second byte of Western text."""
    sample = data[:4096]
    if len(sample) < 4:
        return None
    for name, nul, kept in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if nul.count(0) > 0.7 * len(nul) and kept.count(0) == 0:
            return name
    return None


def _not_quite_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, list[str]]:
    if error.reason in _CUT_SHORT:
        return data.decode("utf-8", "ignore"), [t("corpus.warning.cut_short")]
    # A UTF-8 file with a few damaged characters stays UTF-8: read as cp1252, every accent of it would be
    # broken.
    repaired = data.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    if sum(1 for _ in re.finditer(r"[\u0080-\ufffc\U00010000-\U0010ffff]", repaired)) > 10 * damaged:
        return repaired, [t("corpus.warning.damaged_characters", n=damaged)]
    name = _western(data)
    return data.decode(name, "replace"), [t("corpus.warning.encoding_guessed", encoding=name)]


def _western(data: bytes) -> str:
    from charset_normalizer import from_bytes

    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, (first.start() if first else 0) - 256)
    best = from_bytes(data[start : start + _SAMPLE], cp_isolation=_WESTERN).best()
    name = codecs.lookup(best.encoding).name if best else "cp1252"
    # Where both fit, cp1252 is what Windows writes; latin-1 has control codes where it has quotes and the
    # euro.
    return "cp1252" if name == "iso8859-1" and _fits(data, "cp1252") else name


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
