"""Offsets agree with Python's own encoders; sentences and names are cut and compared as people expect."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.text import OffsetMap, fold, sentences, trim

PIECES = ["a", "é", "e\u0301", "œ", "’", "\u00a0", "\u202f", "«", "ß", "🙂", "👩🏽‍💻", "🇫🇷", "1️⃣", "𝒷", "한",
          "\u200d", "\ufe0f", "\ufeff", "\n", "\n\n", "\t", "العربية", "\U0010ffff", "\uffff"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=40).map(
    lambda pieces: "".join(pieces).replace("\r", "")
)


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def utf8(text):
    return len(text.encode("utf-8"))


def crlf(text):
    return len(text.replace("\n", "\r\n"))


WAYS = [("utf16", utf16), ("utf8", utf8), ("crlf", crlf)]


@pytest.mark.parametrize(("name", "length"), WAYS)
@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
def test_every_offset_is_what_the_encoder_says_and_comes_back(name, length, text):
    offsets = OffsetMap(text)
    there, back = getattr(offsets, f"to_{name}"), getattr(offsets, f"from_{name}")
    for at in range(len(text) + 1):
        assert there(at) == length(text[:at])
        assert back(there(at)) == at
    every = list(range(len(text) + 1))
    assert there(every) == [length(text[:at]) for at in every]
    assert back(there(every)) == every


@pytest.mark.parametrize(("name", "length"), WAYS)
@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_a_place_inside_a_character_goes_to_its_start(name, length, text):
    back = getattr(OffsetMap(text), f"from_{name}")
    for at, character in enumerate(text):
        begin = length(text[:at])
        for inside in range(begin, begin + length(character)):
            assert back(inside) == at


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, bounds=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_a_span_cut_in_utf16_holds_the_same_words(text, bounds):
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    a, b = OffsetMap(text).to_utf16([start, end])
    assert text.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") == text[start:end]


def test_offsets_take_numpy_arrays():
    import numpy as np

    found = OffsetMap("né 👵🏽 là").to_utf16(np.array([0, 5, 8]))
    assert found == [0, 7, 10] and all(type(offset) is int for offset in found)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, bounds=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_trim_takes_away_white_space_only(text, bounds):
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    a, b = trim(text, start, end)
    assert start <= a <= b <= end
    assert text[a:b] == text[start:end].strip()


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_sentences_hold_every_word_once_and_in_order(text):
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("On y va. Non ?", ["On y va.", "Non ?"]),
        ("Ben… euh, voilà.", ["Ben…", "euh, voilà."]),
        ("« C'est long. » Elle soupire.", ["« C'est long. »", "Elle soupire."]),
        ("Il dit (tout bas.) Puis rien", ["Il dit (tout bas.)", "Puis rien"]),
        ("un\ndeux", ["un", "deux"]),
        ("3.5 euros", ["3.5 euros"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_people_stop(text, cut):
    assert [text[a:b] for a, b in sentences(text)] == cut


def test_sentences_of_a_part_stay_inside_it():
    text = "Un. Deux. Trois."
    assert [text[a:b] for a, b in sentences(text, 4, 12)] == ["Deux.", "Tr"]


def test_fold_forgets_case_accents_and_spaces():
    assert fold("  Élodie \u00a0DURAND ") == fold("e\u0301lodie durand") == "elodie durand"
    assert fold("Straße") == "strasse" and fold("ﬁn") == "fin"
