"""Segments suggested for a code, learned from what people coded."""

from __future__ import annotations

import pytest

from workbench import Project, coding, discovery
from workbench.errors import Cancelled, Invalid


@pytest.fixture
def taught(themed: Project) -> Project:
    """A code on every word of buses and cars, by pattern."""
    coding.add_code(themed, "transport", definition="Se déplacer : bus, voiture, permis.")
    coding.autocode(themed, r"\b(bus|minibus|permis|voiture)\b", "transport", unit="sentence", regex=True)
    return themed


def test_suggestions_are_not_coded_yet_and_come_with_the_nearest_example(taught: Project):
    found = discovery.suggest(taught, "transport", 10)
    assert len(found) == 10
    coded = taught.codings().query("code == 'transport'")
    for row in found.itertuples():
        same = coded[coded["source_id"] == row.source_id]
        assert not ((same["start"] < row.end) & (same["end"] > row.start)).any()
        assert row.example == taught.verbatim(row.example_source, row.example_start, row.example_end)
    assert set(found["why"]) == {"likely", "unsure"}
    assert found["probability"].between(0, 1).all()


def test_an_answer_is_kept_and_not_asked_again(taught: Project):
    first = discovery.suggest(taught, "transport", 4)
    yes, no = (first.iloc[i] for i in (0, 1))
    for row, answer in ((yes, True), (no, False)):
        discovery.answer_suggestion(taught, "transport", row["source_id"], row["start"], row["end"], answer)
    again = discovery.suggest(taught, "transport", 20)
    shown = set(zip(again["source_id"], again["start"], strict=True))
    assert (yes["source_id"], yes["start"]) not in shown and (no["source_id"], no["start"]) not in shown
    counted = coding.counts(taught).loc[taught.codes().query("name == 'transport'").index[0], "segments"]
    assert counted == (taught.codings().query("code == 'transport'")["status"] == "confirmed").sum()
    taught.undo()
    assert (no["source_id"], no["start"]) in set(
        zip(*(discovery.suggest(taught, "transport", 20)[c] for c in ("source_id", "start")), strict=True)
    )


def test_a_code_with_a_definition_and_no_example_is_searched_by_likeness(themed: Project):
    coding.add_code(themed, "téléphone", definition="On devait rappeler, on n'a pas rappelé au téléphone.")
    found = discovery.suggest(themed, "téléphone", 10)
    assert set(found["why"]) == {"alike"}
    assert found["verbatim"].str.contains("appel|téléphone|sonn").sum() >= 3


def test_a_code_that_says_nothing_cannot_be_searched(themed: Project):
    coding.add_code(themed, "divers")
    with pytest.raises(Invalid, match="divers"):
        discovery.suggest(themed, "divers")


def test_suggestions_are_measured_against_words_and_against_another_coder(taught: Project):
    found = discovery.evaluate_suggestions(taught, "transport")
    assert found.index.tolist() == ["vectors", "words"]
    assert found[["precision", "recall", "f1"]].stack().between(0, 1).all()
    assert found.loc["vectors", "recall"] > 0.3
    with pytest.raises(Invalid):
        coding.add_code(taught, "rare", definition="Peu dit.")
        discovery.evaluate_suggestions(taught, "rare")


def test_what_is_answered_and_what_is_taken_back_can_be_asked(taught: Project):
    rows = discovery.suggest(taught, "transport", 3)
    places = [(int(row.source_id), int(row.start), int(row.end)) for row in rows.itertuples()]
    discovery.answer_suggestion(taught, "transport", *places[1], yes=False)
    assert discovery.unanswered(taught, "transport", places) == [True, False, True]
    taught.undo()
    assert discovery.unanswered(taught, "transport", places) == [True, True, True]
    assert discovery.unanswered(taught, "transport", []) == []


def test_where_every_segment_is_coded_nothing_is_suggested_and_nothing_measured(taught: Project):
    table = discovery.units(taught)
    places = list(zip(table["source_id"], table["start"], table["end"], strict=True))
    coding.apply_to_segments(taught, places, "transport")
    assert discovery.suggest(taught, "transport").empty
    with pytest.raises(Invalid, match="transport"):
        discovery.evaluate_suggestions(taught, "transport")


def test_measuring_stops_when_asked(taught: Project):
    told = []
    with pytest.raises(Cancelled):
        discovery.evaluate_suggestions(
            taught, "transport", progress=lambda *come: told.append(come), cancelled=lambda: len(told) > 2
        )
    assert told[-1] == (2, 10, None)


def test_reading_goes_from_one_segment_to_those_like_it(themed: Project):
    table = discovery.units(themed)
    row = table[table["text"].str.contains("rappelle quand on a dit")].iloc[0]
    near = discovery.neighbours(themed, row["source_id"], row["start"], row["end"], 8)
    assert len(near) == 8 and near["likeness"].is_monotonic_decreasing
    assert near["text"].str.contains("rappel|appel|téléphone").sum() >= 3
    assert not ((near["source_id"] == row["source_id"]) & (near["start"] == row["start"])).any()
