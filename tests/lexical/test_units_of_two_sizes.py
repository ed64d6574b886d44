"""Neighbouring segments joined until they hold enough words, as a double classification needs."""

from __future__ import annotations

import itertools

import numpy as np
from lexical.planted import planted

from workbench.lexical.crossing import cross, units


def test_units_hold_enough_terms_and_stay_inside_a_document():
    table, _, places = planted(200, 4)
    documents = [document for document, _ in places]
    for size in (10, 15, 40):
        unit = units(table, documents, size)
        assert unit.tolist() == sorted(unit.tolist())
        for number, rows in itertools.groupby(range(200), key=unit.__getitem__):
            rows = list(rows)
            assert len({documents[row] for row in rows}) == 1, number
            held = (table[rows].sum(axis=0) > 0).sum()
            whole_document = len(rows) == documents.count(documents[rows[0]])
            assert held >= size or whole_document


def test_without_documents_each_segment_stays_alone():
    table, _, _ = planted(30, 2)
    assert units(table, None, 15).tolist() == list(range(30))


def test_crossing_keeps_what_both_agree_on():
    first = np.repeat(np.eye(3, dtype=bool), 10, axis=1)
    second = first[[2, 0, 1]].copy()
    second[:, 5] = False
    second[0, 5] = True
    groups = sorted(group.tolist() for group in cross(first, second, 3, smallest=2))
    assert groups == [[0, 1, 2, 3, 4, 6, 7, 8, 9], list(range(10, 20)), list(range(20, 30))]


def test_crossing_never_puts_a_segment_in_two_groups():
    table, _, _ = planted(120, 4)
    draw = np.random.default_rng(0)
    first, second = (draw.random((9, table.shape[0])) < 0.3 for _ in range(2))
    groups = cross(first, second, 4, smallest=3)
    rows = [row for group in groups for row in group.tolist()]
    assert len(rows) == len(set(rows)) and len(groups) <= 4
