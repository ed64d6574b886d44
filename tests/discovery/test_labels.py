"""The words that set a theme apart, and its heart."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from workbench.discovery.labels import distinctive, medoids

COUNTS = csr_matrix([[9, 0, 1, 0], [1, 0, 1, 0], [1, 0, 1, 3], [0, 2, 1, 0], [0, 1, 1, 0]])
TERMS = ["bus", "dossier", "dire", "gare"]
GROUPS = np.array([0, 0, 0, 1, 1])
PEOPLE = np.array([1, 2, 3, 1, 2])


def test_a_group_is_named_by_what_the_others_do_not_say():
    found = distinctive(COUNTS, TERMS, GROUPS, PEOPLE)
    assert found[0][0] == "bus" and found[1][0] == "dossier"


def test_a_word_of_one_person_names_no_group_of_several():
    assert "gare" not in distinctive(COUNTS, TERMS, GROUPS, PEOPLE)[0]
    alone = distinctive(COUNTS, TERMS, np.array([-1, -1, 0, 1, 1]), PEOPLE)
    assert "gare" in alone[0]


def test_a_long_turn_counts_once():
    loud = COUNTS.copy()
    loud[0, 0] = 10_000
    assert distinctive(loud, TERMS, GROUPS, PEOPLE) == distinctive(COUNTS, TERMS, GROUPS, PEOPLE)


def test_the_order_of_the_segments_changes_no_name():
    order = np.array([4, 2, 0, 3, 1])
    shuffled = distinctive(COUNTS[order], TERMS, GROUPS[order], PEOPLE[order])
    assert shuffled == distinctive(COUNTS, TERMS, GROUPS, PEOPLE)


def test_without_words_a_group_has_no_terms():
    assert distinctive(csr_matrix((2, 0)), [], np.array([0, 0]), np.array([1, 2])) == {0: []}


def test_the_verbatims_at_the_heart_of_a_group_come_from_different_people():
    vectors = np.array([[1, 0], [0.99, 0.1], [0.9, 0.4], [0.2, 0.98]], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    people = np.array([1, 1, 2, 3])
    assert medoids(vectors, np.zeros(4, dtype=np.int64), people) == {0: [2, 1, 3]}


def test_a_group_that_nothing_sets_apart_is_told_by_what_several_people_say_in_it():
    counts = csr_matrix([[1, 1, 0], [1, 0, 0], [1, 0, 1], [1, 0, 1]])
    found = distinctive(counts, ["dire", "gare", "bus"], np.array([0, 0, 1, 1]), np.array([1, 2, 1, 2]))
    assert found == {0: ["dire"], 1: ["bus"]}
