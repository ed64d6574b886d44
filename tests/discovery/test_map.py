"""Where the segments lie on the map."""

from __future__ import annotations

import numpy as np

from workbench.discovery.map import layout


def cloud(n: int = 300, themes: int = 6, d: int = 32, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    hearts = draw.normal(size=(themes, d))
    best = draw.integers(themes, size=n)
    vectors = hearts[best] + 0.4 * draw.normal(size=(n, d))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), best


def test_every_segment_has_a_place_on_the_square():
    vectors, best = cloud()
    places = layout(vectors, best, np.full(300, -1), np.ones(300))
    assert places.shape == (300, 2) and np.isfinite(places).all()
    assert places.min() >= 0 and places.max() <= 1


def test_segments_of_a_theme_lie_together():
    vectors, best = cloud()
    places = layout(vectors, best, np.full(300, -1), np.ones(300))
    hearts = np.array([places[best == t].mean(axis=0) for t in range(6)])
    nearest = np.linalg.norm(places[:, None] - hearts[None], axis=2).argmin(axis=1)
    assert (nearest == best).mean() > 0.95


def test_the_map_is_the_same_each_time():
    vectors, best = cloud()
    second, share = np.zeros(300, dtype=np.int64), np.full(300, 0.5)
    assert np.array_equal(layout(vectors, best, second, share), layout(vectors, best, second, share))


def test_a_segment_between_two_themes_leans_to_the_second():
    vectors, best = cloud(themes=2)
    whole, torn = np.ones(300), np.ones(300)
    row = int(np.flatnonzero(best == 0)[0])
    torn[row] = 0.5
    second = 1 - best
    heart = layout(vectors, best, second, whole)[best == 1].mean(axis=0)
    near, far = (layout(vectors, best, second, share)[row] for share in (torn, whole))
    assert np.linalg.norm(near - heart) < np.linalg.norm(far - heart)


def test_a_map_of_nothing_of_one_segment_and_of_identical_segments():
    assert layout(np.zeros((0, 4), np.float32), *(np.zeros(0, np.int64),) * 2, np.zeros(0)).shape == (0, 2)
    one = layout(np.ones((1, 4), np.float32), np.array([0]), np.array([-1]), np.ones(1))
    assert np.isfinite(one).all()
    same = layout(np.ones((9, 4), np.float32), np.zeros(9, np.int64), np.full(9, -1), np.ones(9))
    assert np.isfinite(same).all()


def test_without_themes_segments_still_have_a_place():
    vectors, _ = cloud(20)
    assert layout(vectors, np.full(20, -1), np.full(20, -1), np.zeros(20)).shape == (20, 2)
