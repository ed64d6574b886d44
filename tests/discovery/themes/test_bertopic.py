"""BERTopic with our themes: its topics are ours, and its words, times, classes and plots work."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from tests.discovery.themes.clouds import cloud, same_groups
from workbench.discovery.themes import bertopic, bertopic_models, cluster
from workbench.errors import Invalid

WORDS = ("bus train horaire", "loyer toit clé", "diplôme école stage", "médecin soin fièvre",
         "repas soupe pain", "ami fête voisin")  # fmt: skip
TEXTS = [WORDS[group] + f" mot{row % 7}" for group in range(6) for row in range(40)]


@pytest.fixture(scope="module")
def fitted():
    from bertopic import BERTopic

    rows = cloud(noise=0.2)
    found = cluster(rows)
    umap_like, hdbscan_like = bertopic_models(found)
    settings = {"embedding_model": None, "language": "multilingual"}
    model = BERTopic(umap_model=umap_like, hdbscan_model=hdbscan_like, **settings)
    topics, _ = model.fit_transform(TEXTS, rows)
    return model, found, np.array(topics)


def test_topics_are_the_themes(fitted):
    _, found, topics = fitted
    assert same_groups(topics, found.labels)
    assert ((topics == -1) == (found.labels == -1)).all()


def test_topics_are_named_by_their_words(fitted):
    model, found, topics = fitted
    for row in (0, 40, 80):
        best = [word for word, _ in model.get_topic(int(topics[found.best == found.best[row]].max()))]
        assert set(WORDS[row // 40].split()) <= set(best)


def test_new_vectors_get_the_nearest_theme(fitted):
    model, _, topics = fitted
    again, _ = model.transform(TEXTS[::5], cloud(noise=0.05)[::5])
    settled = topics[::5] != -1
    assert (np.array(again)[settled] == topics[::5][settled]).all()


def test_topics_over_time_per_class_in_a_tree_and_in_plots(fitted):
    model, _, _ = fitted
    over_time = model.topics_over_time(TEXTS, [2020 + row % 3 for row in range(240)])
    per_class = model.topics_per_class(TEXTS, [f"part {row % 2}" for row in range(240)])
    tree = model.hierarchical_topics(TEXTS)
    assert len(over_time) >= 18 and len(per_class) >= 12 and len(tree) == 5
    for figure in (
        model.visualize_barchart(), model.visualize_heatmap(), model.visualize_hierarchy(),
        model.visualize_topics_over_time(over_time), model.visualize_topics_per_class(per_class),
    ):  # fmt: skip
        assert len(figure.data)


def test_other_vectors_than_those_clustered_are_refused():
    _, hdbscan_like = bertopic_models(cluster(cloud()))
    with pytest.raises(Invalid, match="240"):
        hdbscan_like.fit(cloud()[:10])


def test_bertopic_itself_has_its_own_umap_and_hdbscan():
    model = bertopic(min_topic_size=5)
    assert type(model.umap_model).__name__ == "UMAP" and model.umap_model.n_components == 5
    assert type(model.hdbscan_model).__name__ == "HDBSCAN"


def test_without_umap_bertopic_is_refused_rather_than_left_to_its_fallback(monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "umap" else found(name, *a)
    )
    with pytest.raises(Invalid, match="umap"):
        bertopic()
