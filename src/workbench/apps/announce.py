"""Telling the person where the pages are, and opening them where there is a desktop."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser

from workbench import i18n


def announce(sentence: str, url: str, *, open_browser: bool) -> None:
    """Print one line with the address, and open it in a browser where there is a desktop."""
    print(i18n.t(f"apps.{sentence}", url=url), flush=True)
    if open_browser and has_desktop():
        # A browser may block until it is closed: it gets a thread of its own.
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def has_desktop() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
