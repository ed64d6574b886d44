"""Vectors kept beside the project: memory-mapped shards of rows, and an index that says whose each is.

An index in SQLite gives what a store of several processes needs, and only that: one writer at a time,
and after a crash the state before or after. A row counts once the index names it and its length is 1:
a row that was torn, zeroed, or lost with its file is computed again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import Invalid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Rows of a shard: 8 MB at 512 dimensions, of which a disk holds only what was written.
ROWS = 4096

_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS model (
    id INTEGER PRIMARY KEY, name TEXT, revision TEXT, dimension INTEGER, next INTEGER DEFAULT 0,
    UNIQUE (name, revision));
CREATE TABLE IF NOT EXISTS vector (
    key BLOB, model INTEGER REFERENCES model, slot INTEGER, PRIMARY KEY (key, model)) WITHOUT ROWID;
COMMIT;
"""


class Named(Protocol):
    """What tells a model apart from all others."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def revision(self) -> str:
        """Its version and the hash of its files."""


class VectorStore:
    """Unit float32 rows in `folder`, keyed by (model name, revision, SHA-256 of the text).

    Any number of processes may read and write at once; nothing is kept open between calls. `mode`:
    the permissions of the files; the folder lets the same people in.

    >>> import tempfile, numpy as np
    >>> from workbench.discovery.embedding import choose
    >>> store = VectorStore(Path(tempfile.mkdtemp()) / "étude.vectors")
    >>> store.put(choose(), ["un repère"], np.eye(1, 512, dtype=np.float32))
    >>> rows, missing = store.get(choose(), ["le bus", "un repère"])
    >>> rows.shape, missing.tolist(), rows[1, 0].item()
    ((2, 512), [0], 1.0)
    >>> store.forget(["un repère"])
    1
    """

    def __init__(self, folder: str | os.PathLike[str], mode: int = 0o600) -> None:
        self.folder = Path(folder)
        self._mode = mode

    def get(self, model: Named, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The rows of `texts`, float32 [n, d], and the positions that have none (zeros there).

        d is 0 while the model has no row at all. Raises Invalid when the index cannot be read.
        """
        import numpy as np

        if not self._index.exists():
            return np.zeros((len(texts), 0), dtype=np.float32), np.arange(len(texts))
        keys = [_key(text) for text in texts]
        with self._open() as connection:
            model_id, dimension = self._model(connection, model)
            known = _slots(connection, model_id, keys)
        slots = np.array([known.get(key, -1) for key in keys], dtype=np.int64)
        rows = np.zeros((len(texts), dimension), dtype=np.float32)
        for shard in np.unique(slots[slots >= 0] // ROWS):
            held = _shard(self._path(model_id, int(shard)), dimension)
            if held is not None:
                here = (slots >= 0) & (slots // ROWS == shard)
                rows[here] = held[slots[here] % ROWS]
        whole = np.abs(np.einsum("ij,ij->i", rows, rows) - 1) < 1e-3
        rows[~whole] = 0
        return rows, np.flatnonzero(~whole)

    def put(self, model: Named, texts: Sequence[str], rows: NDArray[np.float32]) -> None:
        """Keep one unit row a text. Raises Invalid when the folder cannot be written or is full."""
        if len(texts) != len(rows):
            raise ValueError(f"{len(texts)} texts and {len(rows)} rows.")
        keys = [_key(text) for text in texts]
        with self._write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO model (name, revision, dimension) VALUES (?, ?, ?)",
                (model.name, model.revision, rows.shape[1]),
            )
            model_id, dimension = self._model(connection, model)
            if rows.shape[1] != dimension:
                raise ValueError(f"Rows of {rows.shape[1]} for a model of {dimension} dimensions.")
            known = _slots(connection, model_id, keys)
            [first] = connection.execute("SELECT next FROM model WHERE id = ?", (model_id,)).fetchone()
            new = dict.fromkeys(key for key in keys if key not in known)
            known |= {key: first + n for n, key in enumerate(new)}
            # Before the index names them: a row that is named has been written.
            slots = [known[key] for key in keys]
            self._write_rows(model_id, dimension, dict(zip(slots, rows, strict=True)))
            connection.executemany(
                "INSERT INTO vector VALUES (?, ?, ?)", [(key, model_id, known[key]) for key in new]
            )
            connection.execute("UPDATE model SET next = next + ? WHERE id = ?", (len(new), model_id))

    def forget(self, texts: Iterable[str]) -> int:
        """How many rows of these texts, of whatever model, were overwritten and are gone."""
        if not self._index.exists():
            return 0
        with self._write() as connection:
            return self._erase(connection, {_key(text) for text in texts})

    def keep(self, texts: Iterable[str]) -> int:
        """How many rows of all other texts were overwritten and are gone."""
        if not self._index.exists():
            return 0
        kept = {_key(text) for text in texts}
        with self._write() as connection:
            held = {key for (key,) in connection.execute("SELECT DISTINCT key FROM vector")}
            return self._erase(connection, held - kept)

    @property
    def _index(self) -> Path:
        return self.folder / "index.sqlite"

    def _path(self, model_id: int, shard: int) -> Path:
        return self.folder / f"{model_id}-{shard:05d}.npy"

    @staticmethod
    def _model(connection: sqlite3.Connection, model: Named) -> tuple[int, int]:
        query = "SELECT id, dimension FROM model WHERE name = ? AND revision = ?"
        row: tuple[int, int] | None = connection.execute(query, (model.name, model.revision)).fetchone()
        return row or (-1, 0)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connecting = sqlite3.connect(self._index, timeout=30, isolation_level=None)
            with closing(connecting) as connection:
                if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    connection.executescript(_SCHEMA)
                yield connection
        except (OSError, sqlite3.OperationalError) as error:
            raise Invalid("discovery.embed.store_unwritable", folder=str(self.folder)) from error
        except sqlite3.DatabaseError as error:
            raise Invalid("discovery.embed.store_damaged", folder=str(self.folder)) from error

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """A transaction during which nobody else writes."""
        self._make()
        with self._open() as connection:
            # An erased text leaves no trace of its key either.
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    def _make(self) -> None:
        """The folder and an empty index, open to the same people as the project."""
        if self._index.exists():
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(self._mode | (self._mode & 0o444) >> 2)
            self._index.touch()
            self._index.chmod(self._mode)
        except OSError as error:
            raise Invalid("discovery.embed.store_unwritable", folder=str(self.folder)) from error

    def _erase(self, connection: sqlite3.Connection, keys: set[bytes]) -> int:
        import numpy as np

        gone, order = 0, sorted(keys)
        for model_id, dimension in connection.execute("SELECT id, dimension FROM model").fetchall():
            slots = _slots(connection, model_id, order)
            blank = np.zeros(dimension, dtype=np.float32)
            self._write_rows(model_id, dimension, dict.fromkeys(slots.values(), blank))
            gone += len(slots)
        connection.executemany("DELETE FROM vector WHERE key = ?", [(key,) for key in order])
        return gone

    def _write_rows(self, model_id: int, dimension: int, rows: dict[int, NDArray[np.float32]]) -> None:
        """Put the rows in their slots, on the disk when this returns."""
        for shard, slots in groupby(sorted(rows), lambda slot: slot // ROWS):
            path = self._path(model_id, shard)
            held = _shard(path, dimension)
            if held is None:
                held = self._blank(path, dimension)
            # Written as a file: through the map, a full disk would end the process and not the call.
            with path.open("r+b") as file:
                for slot in slots:
                    file.seek(held.offset + slot % ROWS * dimension * 4)
                    file.write(rows[slot].astype("<f4").tobytes())
                file.flush()
                os.fsync(file.fileno())

    def _blank(self, path: Path, dimension: int) -> np.memmap[Any, np.dtype[np.float32]]:
        """A new shard of zeros at `path`, there whole or not at all."""
        import numpy as np

        part = path.with_suffix(".part")
        np.lib.format.open_memmap(part, mode="w+", dtype="<f4", shape=(ROWS, dimension))
        part.chmod(self._mode)
        part.replace(path)
        return np.lib.format.open_memmap(path, mode="r")


def _shard(path: Path, dimension: int) -> np.memmap[Any, np.dtype[np.float32]] | None:
    """The rows of a shard, mapped; None when the file is gone or damaged."""
    import numpy as np

    try:
        held = np.lib.format.open_memmap(path, mode="r")
    except (OSError, ValueError, EOFError):
        return None
    return held if held.shape == (ROWS, dimension) and held.dtype == "<f4" else None


def _slots(connection: sqlite3.Connection, model_id: int, keys: Sequence[bytes]) -> dict[bytes, int]:
    """Where the rows of these keys are; those that have none are left out."""
    found: dict[bytes, int] = {}
    for first in range(0, len(keys), 500):
        some = keys[first : first + 500]
        marks = ",".join("?" * len(some))
        query = f"SELECT key, slot FROM vector WHERE model = ? AND key IN ({marks})"
        found.update(connection.execute(query, (model_id, *some)))
    return found


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
