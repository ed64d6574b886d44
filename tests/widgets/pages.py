"""A page without a browser."""

from __future__ import annotations

import json
from typing import Any

from workbench.widgets.page import Page


class Wire:
    """Sends messages to a page's Python side, and keeps what comes back."""

    def __init__(self, desk: Page) -> None:
        self.desk: Any = desk
        self.received: list[tuple[Any, list[Any]]] = []
        self.desk.send = self._receive
        self.desk._view.push = self._receive
        self.head = self.desk._view.project.head()
        self.buffers: list[Any] = []

    def _receive(self, content, buffers=None):
        # As the kernel would: nothing but plain values may leave, and no browser reads NaN.
        json.dumps(content, allow_nan=False)
        self.received.append((content, buffers or []))

    def ask(self, do, buffers=(), **arguments):
        """The answer to a message, however long it takes."""
        message = {"id": len(self.received) + 1, "do": do, "entry": self.head, **arguments}
        if do in self.desk.long:
            self.desk._answer(message, list(buffers))
        else:
            self.desk._receive(self.desk, message, list(buffers))
        content, self.buffers = self.received[-1]
        self.head = content.get("delta", {}).get("head", self.head)
        return content
