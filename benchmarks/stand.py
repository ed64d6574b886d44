"""What the figures of one run share: a folder, the big source, Taguette; made when first asked for."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import corpus
from benchmarks.pages import browsing
from benchmarks.taguette import NoPeer, Taguette, as_html, running
from tests.browser.serving import Server, serving

MB = 1_000_000
TURNS = 5_000
CODINGS = 5_000


class Stand:
    """The bench on which the figures of one run are taken; use it in a `with` block."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        self.why_no_peer = ""

    def __enter__(self) -> Stand:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def big_project(self) -> Path:
        """A project with one source of 1 MB, 5,000 turns and 5,000 codings."""
        return corpus.build_project(self.place("big"), turns=TURNS, size=MB, codings=CODINGS)

    @cached_property
    def browser(self) -> Browser:
        """A Chromium."""
        return self._stack.enter_context(browsing())

    @cached_property
    def server(self) -> Server:
        """The pages of Workbench, on a copy of the big project that no other figure writes to."""
        served = self.place("served")
        shutil.copyfile(self.big_project, served)
        return self._stack.enter_context(serving("serve", served, self.folder / "home"))

    @cached_property
    def taguette(self) -> Taguette | None:
        """A running Taguette, or None where it could not be had: `why_no_peer` then says why."""
        try:
            return self._stack.enter_context(running(self.folder))
        except (NoPeer, OSError) as error:
            self.why_no_peer = str(error)
            return None

    @cached_property
    def tags(self) -> list[int]:
        """The ids of 20 tags in Taguette."""
        assert self.taguette is not None
        return [self.taguette.add_tag(f"Attente {number}") for number in range(1, 21)]

    @cached_property
    def document(self) -> int:
        """The text of the big source as a document of Taguette, with as many highlights."""
        assert self.taguette is not None
        return self._document("FG1", CODINGS)

    @cached_property
    def light_document(self) -> int:
        """The same text in Taguette with 100 highlights: its page takes minutes to draw 5,000."""
        return self._document("FG1, 100 highlights", 100)

    @cached_property
    def lines(self) -> list[str]:
        """The turns of the big source, label included."""
        return corpus.transcript(TURNS, MB).split("\n\n")

    def byte_spans(self, n: int, *, seed: int) -> list[tuple[int, int]]:
        """`n` highlights as Taguette counts: UTF-8 bytes in the text of the document."""
        return corpus.byte_spans(self.lines, n, seed=seed)

    def _document(self, name: str, highlights: int) -> int:
        assert self.taguette is not None
        document = self.taguette.add_document(name, as_html(self.lines))
        tags = self.tags
        self.taguette.seed_highlights(
            document,
            [(a, b, tags[n % len(tags)]) for n, (a, b) in enumerate(self.byte_spans(highlights, seed=7))],
        )
        return document

    def place(self, name: str) -> Path:
        """The path of a project yet to be made, in a folder of its own."""
        folder = self.folder / name
        folder.mkdir()
        return folder / f"{name}.workbench"
