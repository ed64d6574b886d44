"""What every worker process does before its work."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from threading import Thread


def leave_with_parent() -> None:
    """End this worker when what started it is killed; it would wait for work for ever."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
