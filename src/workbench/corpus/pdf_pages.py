"""Prints the words of each page of a pdf, a JSON string a line; run as a program by the pdf reader.

pdfium is native code that unpacks what the file asks for. In a process with a bounded memory, a pdf made to
exhaust it or to crash it takes down this process, and nothing of the project.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 384 * 1024 * 1024  # a long report takes some sixty of these


def pages(path: str, most_pages: int, most_text: int) -> Iterator[str | dict[str, Any]]:
    """Yield the words of each page; where the pdf is refused, an object that says why and ends it."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        message = str(error).lower()
        yield {"refused": "password" if "password" in message or "security" in message else "damaged"}
        return
    if len(document) > most_pages:
        yield {"refused": "too_many_pages", "pages": len(document)}
        return
    length = 0
    for number in range(len(document)):
        words = ""
        with contextlib.suppress(pypdfium2.PdfiumError):  # a damaged page reads as one without text
            page = document[number]
            words = page.get_textpage().get_text_range()
            page.close()
        length += len(words)
        if length > most_text:
            yield {"refused": "too_large", "length": length}
            return
        yield words


def bound_memory() -> None:
    """Let this process take no more than MEMORY, where the system can be told so."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows and macOS cannot
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    bound_memory()
    for found in pages(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])):
        sys.stdout.buffer.write(json.dumps(found).encode("ascii") + b"\n")
