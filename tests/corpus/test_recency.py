import numpy as np
import pandas as pd
import pytest

from workbench.corpus.recency import Limits, score, to_call_back

TODAY = "2026-09-30"


def visits(person, *days, done=True, value=None, kind="rendez-vous"):
    return [(person, f"2026-{day}", kind, value, done) for day in days]


def table(*rows):
    return pd.DataFrame(
        [row for some in rows for row in some], columns=["case_id", "happened_at", "kind", "value", "done"]
    )


def test_the_five_types_are_told_apart():
    events = table(
        visits("engaged", "09-02", "09-09", "09-16", "09-23"),
        visits("lost", "04-20", "05-05", "05-20", "06-10"),
        visits("absent", "09-02", done=False),
        visits("much", *[f"09-{day:02}" for day in range(1, 11)], value=2),
        visits("now and then", "08-01", "08-20"),
    )
    found = score(events, TODAY)["type"].to_dict()
    assert found == {
        "engaged": "engaged", "lost": "dropping_out", "absent": "never_started", "much": "over_solicited",
        "now and then": "stable",
    }  # fmt: skip


def test_an_appointment_that_was_not_kept_is_planned_and_no_contact():
    row = score(table(visits(1, "09-01"), visits(1, "09-20", done=False)), TODAY).loc[1]
    assert (row["planned"], row["kept"], row["days"]) == (2, 1, 29)


def test_events_to_come_and_those_before_the_window_are_not_counted():
    row = score(table(visits(1, "01-05", "09-01", "10-15")), TODAY, window=90).loc[1]
    assert (row["planned"], row["kept"]) == (1, 1)


def test_people_without_any_event_are_seen_and_called_back():
    found = score(table(visits(1, "09-01")), TODAY, people=[1, 2])
    assert found.loc[2, "type"] == "never_started" and found.loc[2, "call_back"]
    assert np.isnan(found.loc[2, "days"]) and found.loc[2, "recency"] == 1
    assert score(table(), TODAY).empty


def test_from_twenty_five_people_on_grades_are_fifths_by_rank():
    days = pd.date_range("2026-06-01", periods=25).strftime("%Y-%m-%d")
    events = pd.DataFrame({"case_id": range(25), "happened_at": days})
    found = score(events, TODAY)
    assert found["recency"].tolist() == [grade for grade in (1, 2, 3, 4, 5) for _ in range(5)]
    assert set(found["frequency"]) == {3}, "ties share the average of their ranks"


def test_the_bottom_fifth_who_came_often_is_not_said_never_to_have_started():
    events = table(
        *(visits(person, *[f"09-{day:02}" for day in range(1, 4 + person)]) for person in range(25))
    )
    found = score(events, TODAY)
    assert found["frequency"].min() == 1 and "never_started" not in set(found["type"])


def test_load_weighs_kinds_and_values():
    events = table(visits(1, "09-01", value="1.5"), visits(1, "09-02", kind="appel"))
    assert score(events, TODAY, weights={"appel": 0.25}).loc[1, "load"] == 1.75


def test_limits_can_be_set():
    events = table(visits(1, "09-01", "09-10"))
    assert score(events, TODAY, limits=Limits(days=(7, 14, 21), kept=(1, 2, 3, 4))).loc[1, "recency"] == 3


def test_whom_to_call_back_comes_in_an_order_that_does_not_depend_on_the_rows():
    events = table(
        visits("b", "04-20", "05-05", "05-20"), visits("a", "04-21", "05-06", "06-01"),
        visits("c", "09-01", done=False), visits("d", "09-25"),
    )  # fmt: skip
    called = to_call_back(score(events, TODAY))
    assert list(called.index) == ["a", "b", "c"]
    again = score(events.sample(frac=1, random_state=3), TODAY)
    pd.testing.assert_frame_equal(again, score(events, TODAY))


@pytest.mark.parametrize("moment", ["2026-09-01T08:30:00+02:00", "2026-09-01T06:30:00Z", "2026-09-01"])
def test_moments_are_read_with_and_without_a_time_zone(moment):
    events = pd.DataFrame({"case_id": [1], "happened_at": [moment]})
    assert score(events, TODAY).loc[1, "days"] == 29
