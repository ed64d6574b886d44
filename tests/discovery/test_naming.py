"""What a theme is called before a person names it."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from workbench.discovery.naming import mostly_in_one_language, name_of, names


def test_a_name_is_made_of_the_strongest_words():
    assert name_of(["bus", "permis", "matin", "gare"]) == "bus · permis · matin"
    assert name_of([]) == ""


def test_a_name_leaves_out_what_only_counts_agrees_or_denies_in_either_language():
    assert name_of(["non", "fifteen", "bus", "vingt-et-un", "permis"]) == "bus · permis"
    assert name_of(["not", "pas"]) == "not · pas"


def test_a_theme_said_in_two_languages_is_called_by_the_words_of_the_one_it_is_mostly_in():
    counts = csr_matrix([[1, 0, 1], [1, 0, 1], [0, 1, 0], [0, 1, 0], [0, 1, 1]])
    groups, languages = np.array([0, 0, 0, 1, 1]), ["fr", "fr", "en", "en", "fr"]
    own = mostly_in_one_language(counts, ["appeler", "answer", "table"], groups, languages)
    assert own == {0: {"appeler", "table"}, 1: {"answer"}}
    assert names([["answer", "appeler", "table"], ["appeler"]], [own[0], own[1]]) == [
        "appeler · table",
        "appeler",
    ]


def test_no_two_themes_are_called_alike():
    assert names([["bus"], ["bus"], ["bus"]], [[], [], []]) == ["bus", "bus (1)", "bus (2)"]
