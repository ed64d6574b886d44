"""The formats that can be read, each in its own file, and the choice among them by what a file holds.

To add one, copy ``formats/txt.py``, decorate its ``read`` with ``@reader`` and put a tiny example beside
the others in the tests. Other packages register theirs under the entry point group ``workbench.readers``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from workbench.corpus import formats
from workbench.corpus.document import Document
from workbench.corpus.limits import MAX_FILE, MAX_TEXT, check_size, refuse_locked
from workbench.errors import ImportRefused
from workbench.i18n import t

_SAMPLE = 64 * 1024


# Takes the path of a file, and as keywords the options that the format knows.
Read = Callable[..., list[Document]]


@dataclass(frozen=True)
class Reader:
    """One format: its name, the suffixes it is kept under, and how its content is told from others'."""

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes], bool] | None
    read: Read
    limit: int
    options: frozenset[str]


_readers: dict[str, Reader] = {}


def reader(
    name: str,
    *,
    suffixes: Iterable[str],
    recognise: Callable[[bytes], bool] | None = None,
    limit: int = MAX_FILE,
) -> Callable[[Read], Read]:
    """Register the decorated function as the reader of a format.

    ``recognise`` receives the first and the last 64 KB of a file and says whether it surely is of this
    format; without it, the format is chosen by suffix alone. ``limit`` is the largest file it reads, in
    bytes.
    """

    def register(read: Read) -> Read:
        options = frozenset(
            parameter.name
            for parameter in inspect.signature(read).parameters.values()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        )
        _readers[name] = Reader(name, tuple(suffixes), recognise, read, limit, options)
        return read

    return register


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(formats.__path__):
        importlib.import_module(f"{formats.__name__}.{module.name}")
    for entry in entry_points(group="workbench.readers"):
        entry.load()


def readers() -> dict[str, Reader]:
    """Return every reader by its name, in alphabetical order."""
    _load()
    return dict(sorted(_readers.items()))


def suffixes() -> list[str]:
    """Return the suffixes that files to import are kept under, as ``.docx``."""
    return sorted({suffix for one in readers().values() for suffix in one.suffixes})


def recognise(path: Path) -> tuple[Reader, list[str]]:
    """Return the reader for the file, chosen by its content first, and a warning where its suffix says
    otherwise."""
    check_size(path)
    head = _in_utf8(_sample(path))
    suffix = path.suffix.lower()
    if not head.strip():
        raise ImportRefused("corpus.empty", file=path.name)
    refuse_locked(path, head)
    kept_so = [one for one in readers().values() if suffix in one.suffixes]
    sure = [one for one in readers().values() if one.recognise is not None and one.recognise(head)]
    for one in sure:
        if one in kept_so:
            return one, []
    if sure:
        return sure[0], _said_otherwise(suffix, sure[0])
    if foreign := _foreign(head):
        # What says .docx and is a pack without a document in it is a damaged document to its owner.
        known = suffix != ".txt" and any(one.recognise is not None for one in kept_so)
        raise ImportRefused("corpus.damaged" if known else f"corpus.{foreign}", file=path.name)
    for one in kept_so:
        if one.recognise is None:
            return one, []
    plain = _readers["txt"]
    return plain, _said_otherwise(suffix, plain)


def _said_otherwise(suffix: str, found: Reader) -> list[str]:
    return [t("corpus.warning.suffix", suffix=suffix, format=found.name)] if suffix else []


def read(path: Path, **options: Any) -> tuple[Reader, list[Document]]:
    """Return the reader chosen for the file and the documents it found in it.

    Options that the format does not know are left out. Refused, in a sentence that names the file: what is
    empty, too large, damaged, locked, or holds no text.
    """
    path = Path(path)
    chosen, warnings = recognise(path)
    check_size(path, chosen.limit)
    known = {key: value for key, value in options.items() if key in chosen.options and value is not None}
    with refusing(path):
        documents = chosen.read(path, **known)
    if not any(document.text.strip() for document in documents):
        raise ImportRefused("corpus.no_text", file=path.name)
    for document in documents:
        if len(document.text) > MAX_TEXT:
            raise ImportRefused(
                "corpus.too_large", file=path.name, size=len(document.text) // 2**20, limit=MAX_TEXT // 2**20
            )
        document.warnings[:0] = warnings
    return chosen, documents


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn whatever a library raises on damaged input into a refusal that names the file."""
    try:
        yield
    except (ImportRefused, OSError):
        raise
    except Exception as error:
        # The libraries that parse have no error in common; none of theirs reaches people.
        raise ImportRefused("corpus.damaged", file=path.name) from error


def _sample(path: Path) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        size = path.stat().st_size
        if size > 2 * _SAMPLE:
            # The table of parts of a packed document stands at its end.
            stream.seek(size - _SAMPLE)
        return head + stream.read(_SAMPLE)


def _in_utf8(head: bytes) -> bytes:
    """UTF-16 text comes to the recognisers in UTF-8, without its byte order mark."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf")


_FOREIGN = (
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"ID3", "recording"),
    (b"\xff\xfb", "recording"),
    (b"RIFF", "recording"),
    (b"OggS", "recording"),
    (b"fLaC", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)


def _foreign(head: bytes) -> str | None:
    """What the file is where it is surely not a text: an archive, a recording, an image, or bytes of some
    kind."""
    if head[4:8] == b"ftyp":
        return "recording"
    for mark, what in _FOREIGN:
        if head.startswith(mark):
            return what
    if head.lstrip().startswith((b"<?xml", b"<TEI", b"<Trans")):
        return "markup"
    sample = head[:4096]
    # UTF-16 without its mark has a NUL in nearly every second byte, all of them on the same side.
    sides = (sample[::2].count(0), sample[1::2].count(0))
    return "binary" if any(sides) and (min(sides) > 0 or max(sides) < 0.35 * len(sample)) else None
