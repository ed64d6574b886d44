"""Files that go out: written beside their place, then moved there whole."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import Invalid


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Where to write what shall stand at `path`: it comes there at the end, or nothing changes.

    Raises Invalid when the folder does not exist, or when the file cannot be written in it.
    """
    path = path.resolve()  # what a link points to is written, not the link
    if not path.parent.is_dir():
        raise Invalid("errors.no_folder", location=str(path.parent))
    part = path.with_name(f".workbench-{uuid.uuid4().hex[:12]}{path.suffix}")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise Invalid("errors.not_saved", file=path.name, location=str(path.parent)) from error
    finally:
        part.unlink(missing_ok=True)
