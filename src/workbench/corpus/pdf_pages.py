"""Prints the words of each page of a pdf as JSON; run as a program of its own by the pdf reader.

pdfium is native code that unpacks what the file asks for. In a process with a bounded memory, a pdf made
to exhaust it or to crash it takes down this process, and nothing of the project.
"""

import contextlib
import json
import sys
from typing import Any

MEMORY = 384 * 1024 * 1024  # a long report takes some sixty of these


def main(path: str, most_pages: int, most_text: int) -> dict[str, Any]:
    """Return {"pages": [words of a page, …]}, or {"refused": why} with what was counted."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        message = str(error).lower()
        return {"refused": "password" if "password" in message or "security" in message else "damaged"}
    if len(document) > most_pages:
        return {"refused": "too_many_pages", "pages": len(document)}
    pages: list[str] = []
    length = 0
    for number in range(len(document)):
        words = ""
        with contextlib.suppress(pypdfium2.PdfiumError):  # a damaged page reads as one without text
            page = document[number]
            words = page.get_textpage().get_text_range()
            page.close()
        length += len(words)
        if length > most_text:
            return {"refused": "too_large", "length": length}
        pages.append(words)
    return {"pages": pages}


def bound_memory() -> None:
    """Let this process take no more than MEMORY, where the system can be told so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    bound_memory()
    found = main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))
