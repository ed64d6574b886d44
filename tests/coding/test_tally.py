"""Counts kept one coding at a time are those that reading everything gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from interviews import span

from workbench import coding
from workbench.coding.tally import Speech, Tally, read_tally

# Words from 0 to 10 by case 7, from 12 to 20 by a moderator, from 22 to 40 by case 8.
SPEECH = Speech(
    np.array([0, 12, 22]), np.array([10, 20, 40]), np.array([7, 0, 8]), np.array([True, False, True])
)
SAID = np.zeros(41, dtype=bool)
SAID[0:10] = SAID[22:40] = True

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).filter(lambda s: s[0] < s[1])


@given(st.lists(spans, max_size=12))
def test_coverage_is_the_share_of_participants_characters_under_some_coding(drawn):
    tally = Tally({1: SPEECH})
    coded = np.zeros(41, dtype=bool)
    for number, (start, end) in enumerate(drawn):
        tally.put(number, 1, start, end, 5)
        coded[start:end] = True
    codings, coverage = tally.source(1)
    assert codings == len(drawn)
    assert np.isclose(coverage, (coded & SAID).sum() / SAID.sum())


@given(st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), st.tuples(spans, st.integers(1, 3))))))
def test_counts_after_any_changes_are_those_of_what_is_left(changes):
    tally = Tally({1: SPEECH})
    left = {}
    for number, change in changes:
        if change is None:
            tally.drop(number)
            left.pop(number, None)
        else:
            (start, end), code = change
            tally.put(number, 1, start, end, code)
            left[number] = (start, end, code)
    for code in (1, 2, 3):
        mine = [(a, b) for a, b, c in left.values() if c == code]
        people = {7 for a, _ in mine if a < 10} | {8 for _, b in mine if b > 22}
        assert tally.code(code) == (len(mine), len(people))


def test_a_project_read_whole_agrees_with_the_counts_of_the_verbs(tiny_corpus):
    coding.add_code(tiny_corpus, "bus")
    coding.autocode(tiny_corpus, "le", "bus", unit="turn")
    coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), "bus")
    tally = read_tally(tiny_corpus)
    for code_id, row in coding.counts(tiny_corpus).iterrows():
        assert tally.code(code_id) == (row["segments"], row["people"])


def test_progress_leaves_out_what_moderators_say(tiny_corpus):
    source, start, end = span(tiny_corpus, "groupe", "qu'est-ce qui vous a manqué")
    coding.add_code(tiny_corpus, "question")
    coding.apply_code(tiny_corpus, source, start, end, "question")
    assert tuple(coding.progress(tiny_corpus).loc[source]) == (1, 0.0)
    everything = len(tiny_corpus.text(source))
    coding.apply_code(tiny_corpus, source, 0, everything, "question")
    assert tuple(coding.progress(tiny_corpus).loc[source]) == (2, 1.0)
