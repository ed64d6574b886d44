"""Where the words of a cloud stand."""

from __future__ import annotations

import itertools

import pytest

from workbench.lexical.cloud import cloud

WORDS = [
    f"{stem}{ending}" for stem in ("rappel", "guichet", "bus", "il") for ending in ("", "er", "ons", "ée")
]
WEIGHTS = [100 // (place + 1) + 1 for place in range(len(WORDS))]


def test_no_word_covers_another_nor_leaves_the_cloud():
    found = cloud(WORDS, WEIGHTS)
    assert found["word"].tolist() == WORDS
    boxes = [(row.x, row.y, row.width / 2, row.size / 2) for row in found.itertuples()]
    for (x, y, w, h), (a, b, v, g) in itertools.combinations(boxes, 2):
        assert abs(x - a) >= w + v or abs(y - b) >= h + g
    assert all(w <= x <= 1000 - w and h <= y <= 520 - h for x, y, w, h in boxes)


def test_a_word_said_more_is_written_larger_and_the_first_in_the_middle():
    found = cloud(WORDS, WEIGHTS)
    assert found["size"].is_monotonic_decreasing and found["size"].iloc[0] == 72
    assert (found["x"].iloc[0], found["y"].iloc[0]) == (500, 260)


def test_the_order_in_which_words_come_changes_nothing():
    turned = cloud(WORDS[::-1], WEIGHTS[::-1]).iloc[::-1].reset_index(drop=True)
    first = cloud(WORDS, WEIGHTS)
    assert sorted(turned["size"]) == sorted(first["size"])
    assert turned["word"].tolist() == first["word"].tolist()
    assert cloud(WORDS, WEIGHTS).equals(first)


@pytest.mark.parametrize("words", [[], ["seul"]])
def test_few_words_make_a_cloud_too(words):
    assert cloud(words, [3] * len(words))["word"].tolist() == words


def test_what_finds_no_room_is_left_out():
    found = cloud(["long" * 40, "court"], [5, 4], width=400)
    assert found["word"].tolist() == ["court"]
