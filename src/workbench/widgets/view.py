"""What one page sees of a project: its open source, its counts, and nothing it should not see."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row, select

from workbench.coding.tally import Tally, read_tally
from workbench.model import Entry
from workbench.project import Project, schema
from workbench.project.journal import rows_of
from workbench.text import OffsetMap


class View:
    """The state that answers share: a project, the page's language, offsets and counts in memory.

    Nothing here is of record: everything can be read again from the project at any moment.
    """

    def __init__(self, project: Project, language: str, blind: bool, source: int | None) -> None:
        self.project = project
        self.language = language
        self.blind = blind
        self.first_source = source
        self.lock = threading.RLock()
        #: Sends a message that no request asked for (progress of long work).
        self.push: Callable[[dict[str, Any]], None] = lambda message: None
        #: Jobs that the page asked to stop, by the id of their request.
        self.cancelled: set[int] = set()
        self._offsets: dict[int, OffsetMap] = {}
        self._tally: Tally | None = None
        self._noted: set[int] | None = None

    @property
    def me(self) -> int | None:
        """The id of the coder at this page."""
        return self.project.coder.id if self.project.coder else None

    def sees(self, coder_id: int) -> bool:
        """Whether the codings of that coder are shown here: blind, only one's own."""
        return not self.blind or coder_id == self.me

    def hears(self, entry: Entry) -> bool:
        """Whether the page is told of that act: blind, a colleague's codings and memos are not."""
        if not self.blind or entry.coder_id == self.me:
            return True
        return not all(change["table"] in {"coding", "memo"} for change in entry.changes)

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """What the page is told besides, once these acts were done; for pages that keep more in memory."""
        return {}

    def offsets(self, source_id: int) -> OffsetMap:
        """The offsets of a source; texts never change, so they are kept."""
        if source_id not in self._offsets:
            if len(self._offsets) > 30:
                self._offsets.clear()
            self._offsets[source_id] = OffsetMap(self.project.text(source_id))
        return self._offsets[source_id]

    def codings(self, source: int) -> list[Row[Any]]:
        """The codings of a source that this page may see, in the order of the text."""
        c = schema.coding.c
        query = select(schema.coding).where(c.source_id == source).order_by(c.start, c.end, c.id)
        with self.project.read() as connection:
            return [row for row in connection.execute(query) if self.sees(row.coder_id)]

    def codings_of(self, ids: Sequence[int]) -> list[Row[Any]]:
        """Those of these codings that are there and that this page may see."""
        # Rows as they are: after every key press a table would take longer to make than to read.
        with self.project.read() as connection:
            return [row for row in rows_of(connection, schema.coding, ids) if self.sees(row.coder_id)]

    def last_codings(self) -> list[Row[Any]]:
        """The last codings of this coder, the latest first; a few hundred at most."""
        c = schema.coding.c
        query = select(schema.coding).where(c.coder_id == self.me).order_by(c.id.desc()).limit(500)
        with self.project.read() as connection:
            return list(connection.execute(query))

    def tally(self) -> Tally:
        """The counts, read whole the first time and after `forget`."""
        if self._tally is None:
            self._tally = read_tally(self.project, coder=self.me if self.blind else None)
        return self._tally

    def noted(self) -> set[int]:
        """The codings that have a memo this page may see, read again after `forget_memos`."""
        if self._noted is None:
            table = self.project.memos()
            kept = table[table["target_kind"] == "coding"]
            if self.blind:
                kept = kept[kept["coder_id"] == self.me]
            self._noted = set(kept["target_id"].tolist())
        return self._noted

    def own_memos(self) -> set[int]:
        """The memos this coder wrote."""
        table = self.project.memos()
        return set(table.index[table["coder_id"] == self.me].tolist())

    def forget_memos(self) -> None:
        """Look again which codings have a memo."""
        self._noted = None

    def forget(self) -> None:
        """Read the counts again when next asked: who speaks where has changed."""
        self._tally = None
