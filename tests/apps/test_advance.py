import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.apps.advance import advance

SOURCES = pd.DataFrame({"length": [10, 40, 0]}, index=pd.Index([1, 2, 3], name="id"))
spans = st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(0, 10), st.integers(0, 10)), max_size=30)


def frame(rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source_id", "start", "end"])


def test_a_stretch_coded_twice_counts_once() -> None:
    told = advance(SOURCES, frame([(1, 0, 4), (1, 2, 6), (1, 0, 2), (2, 0, 40)]))
    assert told["coverage"].to_dict() == {1: 0.6, 2: 1.0, 3: 0.0}
    assert told["codings"].to_dict() == {1: 3, 2: 1, 3: 0}


def test_without_codings_nothing_is_covered() -> None:
    told = advance(SOURCES, frame([]))
    assert told["coverage"].tolist() == [0, 0, 0]
    assert told["codings"].tolist() == [0, 0, 0]


@given(spans)
def test_coverage_is_the_share_of_characters_that_some_coding_holds(
    drawn: list[tuple[int, int, int]],
) -> None:
    rows = [(source, min(a, b), max(a, b)) for source, a, b in drawn]
    told = advance(SOURCES, frame(rows))
    for source in (1, 2):
        coded = np.zeros(SOURCES.at[source, "length"], dtype=bool)
        for where, start, end in rows:
            if where == source:
                coded[start:end] = True
        assert told.at[source, "coverage"] == pytest.approx(coded.mean())
