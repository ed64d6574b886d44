"""Our themes inside BERTopic, and BERTopic as it comes, for comparison."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes.assign import nearest
from workbench.discovery.themes.clustering import Clustering
from workbench.errors import Invalid

Ints = NDArray[np.int64]


def bertopic_models(clustering: Clustering) -> tuple[SameVectors, SameThemes]:
    """What takes the place of UMAP and of HDBSCAN in BERTopic, so that its topics are our themes.

    To be given as `umap_model` and `hdbscan_model` to BERTopic, with `embedding_model=None` and
    `language="multilingual"` (which keeps accents), and fitted with the texts and the vectors that were
    clustered, in the same order. BERTopic numbers the themes by size in segments; what is left aside is
    its -1, and new texts get the theme that is nearest.
    """
    return SameVectors(), SameThemes(clustering.labels, clustering.best)


def bertopic(**settings: Any) -> Any:
    """BERTopic with its own UMAP and HDBSCAN at its default settings; `settings` go to BERTopic.

    Raises Invalid when bertopic, umap-learn or hdbscan is not installed: without UMAP, BERTopic would
    silently find its topics in five principal components, and find next to none.
    """
    from importlib.util import find_spec

    missing = [name for name in ("bertopic", "umap", "hdbscan") if find_spec(name) is None]
    if missing:
        raise Invalid("discovery.themes.needs_bertopic", missing=", ".join(missing))
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from umap import UMAP

    own = {
        "umap_model": UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42),
        "hdbscan_model": HDBSCAN(min_cluster_size=10, metric="euclidean", prediction_data=True),
        "embedding_model": None,
        # "english" would take the accents out of every word.
        "language": "multilingual",
    }
    return BERTopic(**{**own, **settings})


class SameVectors:
    """In the place of UMAP: the vectors as they are."""

    def fit(self, X: NDArray[np.floating], y: Any = None) -> SameVectors:  # noqa: N803
        """Nothing is learnt."""
        return self

    def transform(self, X: NDArray[np.floating]) -> NDArray[np.floating]:  # noqa: N803
        """The same vectors."""
        return X


class SameThemes:
    """In the place of HDBSCAN: the themes found already, and the nearest of them for new vectors."""

    def __init__(self, labels: Ints, best: Ints) -> None:
        self.labels_ = labels
        self._best = best

    def fit(self, X: NDArray[np.floating], y: Any = None) -> SameThemes:  # noqa: N803
        """Keep the vectors for `predict`. Raises Invalid when they are not as many as were clustered."""
        if len(X) != len(self.labels_):
            raise Invalid("discovery.themes.other_rows", n=len(X), expected=len(self.labels_))
        self._vectors = X
        return self

    def predict(self, X: NDArray[np.floating]) -> Ints:  # noqa: N803
        """The theme of new vectors."""
        return nearest(self._vectors, X, self._best)[0]
