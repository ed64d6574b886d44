"""The vectors of a project: computed once, in other processes, and kept beside the project."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from workbench.discovery import units as _units
from workbench.discovery.chunks import encoded
from workbench.discovery.compass import needs, ordinary
from workbench.discovery.embedding import Model, choose
from workbench.discovery.vectors import VectorStore
from workbench.errors import Invalid
from workbench.project import Project
from workbench.project.places import beside

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

#: Called with texts done, texts in all, and the seconds left (None while nothing tells).
Progress = Callable[[int, int, float | None], None]

_KEPT_EVERY = 1.0


@dataclass(frozen=True)
class Embedded:
    """The units of a project, their vectors row for row, and the model they come from.

    `units`: see `workbench.discovery.units.units`; `vectors`: unit float32 [n, d]; `computed`: how
    many texts were encoded by this call, the others having been kept from earlier ones.
    """

    units: pd.DataFrame
    vectors: NDArray[np.float32]
    model: Model
    computed: int


def embed(
    project: Project,
    model: str | None = None,
    executor: Executor | None = None,
    *,
    unit: _units.Unit = "segment",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    allow_download: bool = False,
) -> Embedded:
    """The units of what participants say and their vectors, computed where they were not yet kept.

    `model`: a folder, a sentence-transformers name, "characters"; by default the packaged one (see
    `workbench.discovery.embedding.load`, which tells what it raises). `executor`: any
    `concurrent.futures.Executor`, for instance a dask client's `get_executor()`; all give the same
    vectors. Without one, up to four processes are started: a script calls this under
    `if __name__ == "__main__":`. Raises Cancelled when `cancelled()` turns true; what was computed
    until then is kept, and the next call goes on from there.

    >>> done = embed(project)                                              # doctest: +SKIP
    >>> done.vectors.shape, done.model.name                                # doctest: +SKIP
    ((412, 512), 'universal-sentence-encoder-multilingual-3')
    """
    found = _units.units(project, unit)
    texts = found["text"].tolist()
    rows, used, computed = _rows(project, texts, model, executor, progress, cancelled, allow_download)
    return Embedded(found, rows, used, computed)


def vectors(
    project: Project,
    texts: Sequence[str],
    model: str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    allow_download: bool = False,
) -> NDArray[np.float32]:
    """One unit row a text, float32 [n, d]: kept ones as they are, the others computed and kept.

    The same as `embed` for any texts, and raises the same errors.
    """
    return _rows(project, texts, model, executor, progress, cancelled, allow_download)[0]


def chosen(project: Project, model: str | None = None, *, allow_download: bool = False) -> Model:
    """The model that `embed` and `vectors` use in this project when asked for `model`, and its revision.

    Letters are fitted on what is said in the project, so that rows of two calls can be compared.
    Raises what `workbench.discovery.embedding.load` raises.
    """
    found = choose(model, allow_download=allow_download)
    return found.fitted(_units.units(project)["text"]) if found.kind == "characters" else found


def tidy(project: Project) -> int:
    """How many kept vectors were erased because nobody says their text in the project any more.

    To call once a source was removed. Those of the compass of needs stay; vectors of other texts (a
    definition) go too, and come back when they are asked for.
    """
    said = {sentence for need in needs() for sentence in need.sentences} | set(ordinary())
    for unit in get_args(_units.Unit):
        said.update(_units.units(project, unit)["text"])
    return store(project).keep(said)


def store(project: Project) -> VectorStore:
    """Where the vectors of a project are: in `<name>.vectors` beside its file, open to whom it is.

    For a project on a server, or beside which nothing can be written: in the user's own folder.
    """
    return VectorStore(*beside(project.location, project.name, "vectors"))


def _rows(
    project: Project,
    texts: Sequence[str],
    name: str | None,
    executor: Executor | None,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
    allow_download: bool,
) -> tuple[NDArray[np.float32], Model, int]:
    """The rows of `texts`, the model they come from, and how many had to be computed."""
    model = chosen(project, name, allow_download=allow_download)
    kept, computed = store(project), 0
    for _ in range(3):  # once; again only if a colleague erased some of them meanwhile
        rows, missing = kept.get(model, texts)
        if not len(missing):
            dimension = rows.shape[1] or model.dimension
            return rows.reshape(len(texts), dimension), replace(model, dimension=dimension), computed
        # In the order of their hashes, so that the order of import changes nothing.
        wanted = sorted({texts[i] for i in missing}, key=_sha)
        whole = len(set(texts))
        for done, left in _computed(kept, model, wanted, executor, cancelled):
            if progress is not None:
                progress(whole - len(wanted) + done, whole, left)
        computed += len(wanted)
    raise Invalid("discovery.embed.store_damaged", folder=str(kept.folder))


def _computed(
    kept: VectorStore,
    model: Model,
    texts: list[str],
    executor: Executor | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[tuple[int, float | None]]:
    """How many texts are done, and the seconds left, again and again until all of them are kept."""
    import numpy as np

    done, fresh = 0, list[tuple[list[str], "NDArray[np.float32]"]]()

    def keep() -> None:
        if fresh:
            kept.put(model, [t for some, _ in fresh for t in some], np.concatenate([r for _, r in fresh]))
            fresh.clear()

    yield 0, None
    begun: tuple[float, int] | None = None
    saved = time.monotonic()
    try:
        for some in encoded(model, texts, executor, cancelled):
            fresh.append(some)
            done += len(some[0])
            now = time.monotonic()
            if now - saved > _KEPT_EVERY:
                keep()
                saved = now
            if begun is None:  # until now a model was loaded too, which tells nothing of what is left
                begun = now, done
                yield done, None
            else:
                yield done, (now - begun[0]) / (done - begun[1]) * (len(texts) - done)
    finally:  # whoever stops it
        keep()


def _sha(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
