"""What an imported file may weigh and hold, and how packed files are opened without harm.

Nothing is ever unpacked on disk. Sizes are checked before reading, and again while reading.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from workbench.errors import ImportRefused

MB = 1024 * 1024
MAX_FILE = 100 * MB  # any file: a pdf or a Word document with pictures
MAX_TEXT = 32 * MB  # a plain text, a table of text, the text of any document: about five million words
MAX_CUES = 16 * MB  # subtitles: about eighty hours of speech
MAX_RTF = 8 * MB  # what remains of an rtf once its pictures are left out
MAX_MEMBER = 64 * MB  # one part of a packed document, unpacked
MAX_UNPACKED = 400 * MB  # all its parts, pictures included
MAX_MEMBERS = 20_000
MAX_RATIO = 200  # unpacked to packed; real documents stay under 50
RATIO_FROM = 1 * MB  # small parts pack well without being bombs
MAX_PAGES = 5_000
MAX_COLUMNS = 2_000
MAX_LINES = 500_000
MAX_IMPORT = 200 * MB  # the text of all files of one import, which is held in memory until it is written

_PACKED = (".zip", ".docx", ".xlsx", ".odt", ".ods", ".pptx", ".7z", ".rar", ".gz")


def check_size(path: Path, limit: int = MAX_FILE) -> int:
    """Return the size of the file in bytes; refused: an empty file, and one beyond ``limit``."""
    size = path.stat().st_size
    if size == 0:
        raise ImportRefused("corpus.empty", file=path.name)
    if size > limit:
        raise too_large(path, size, limit)
    return size


def too_large(path: Path, size: int, limit: int) -> ImportRefused:
    """The refusal of a file that weighs ``size`` bytes where ``limit`` are read."""
    return ImportRefused("corpus.too_large", file=path.name, size=-(-size // MB), limit=limit // MB)


@contextmanager
def packed(path: Path, *, limit: int = MAX_UNPACKED) -> Iterator[zipfile.ZipFile]:
    """Open a packed document after checking its table of parts; refused: damage, passwords, bombs, packs
    in packs."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ImportRefused("corpus.damaged", file=path.name) from None
    with archive:
        _check_members(archive, path, limit)
        try:
            yield archive
        except (OSError, EOFError) as error:  # the file is open by now: it is its bytes that do not unpack
            raise ImportRefused("corpus.damaged", file=path.name) from error


def _check_members(archive: zipfile.ZipFile, path: Path, limit: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > limit:
        raise ImportRefused("corpus.bomb", file=path.name)
    for member in members:
        if member.flag_bits & 0x1:
            raise ImportRefused("corpus.password", file=path.name)
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise ImportRefused("corpus.bomb", file=path.name)
        # Word keeps whole workbooks behind its charts; they are never opened here. Anything else packed is
        # a trap.
        if member.filename.lower().endswith(_PACKED) and "/embeddings/" not in member.filename.lower():
            raise ImportRefused("corpus.packed", file=path.name)


class _Counted:
    """A member being read, which stops where more bytes come out than a part may hold."""

    def __init__(self, stream: IO[bytes], path: Path, limit: int) -> None:
        self._stream, self._path, self._left = stream, path, limit

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise ImportRefused("corpus.bomb", file=self._path.name)
        return data


def parse_member(archive: zipfile.ZipFile, name: str, target: Any, path: Path) -> Any:
    """Feed one XML part of a packed document to ``target`` as it is unpacked, and return what its
    ``close()`` gives.

    No tree is built, so memory does not grow with the part. Declarations of types and entities, which no word
    processor writes and every XML bomb needs, are refused.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        with archive.open(name) as stream:
            counted = _Counted(stream, path, MAX_MEMBER)
            while chunk := counted.read(64 * 1024):
                parser.feed(chunk)
        return parser.close()
    except DefusedXmlException:
        raise ImportRefused("corpus.xml_bomb", file=path.name) from None
    except ParseError:
        raise ImportRefused("corpus.damaged", file=path.name) from None


def refuse_entities(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse a packed document of which an XML part declares types or entities, for libraries that read it
    next."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with suppress(_RootReached):
                parse_member(archive, name, _Prolog(), path)


class _RootReached(Exception):
    """Declarations stand before the first element; there is nothing more to look for."""


class _Prolog:
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        raise _RootReached

    def close(self) -> None:
        return None


def refuse_locked(path: Path, head: bytes) -> None:
    """Refuse what Office writes in its old container: a document under a password, or one of before 2007."""
    if not head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return
    import msoffcrypto

    try:
        with path.open("rb") as stream:
            locked = msoffcrypto.OfficeFile(stream).is_encrypted()
    except Exception:  # the library has no error of its own for what it cannot make out
        locked = False
    raise ImportRefused("corpus.password" if locked else "corpus.old_office", file=path.name)
