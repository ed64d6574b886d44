import math

import pytest

from workbench.corpus.feedback import ces, changes, csat, nps
from workbench.errors import Invalid


def test_the_net_promoter_score_of_the_literature_is_found_again():
    score = nps([9] * 10 + [10] * 8 + [7] * 9 + [0] * 13)
    assert (score.value, round(score.se, 1), score.n) == (12.5, 13.8, 40)
    assert score.counts == {"promoters": 18, "passives": 9, "detractors": 13}
    assert round(score.low, 1) == -14.5 and round(score.high, 1) == 39.5


def test_answers_all_alike_still_have_an_interval():
    score = nps([10] * 6)
    assert score.value == 100 and score.se == 0 and score.low < 90 and score.high == 100
    assert nps([8] * 5).low < 0 < nps([8] * 5).high


@pytest.mark.parametrize("figure", [nps, csat, ces])
def test_under_five_answers_no_figure_is_given(figure):
    with pytest.raises(Invalid, match="5"):
        figure([4, 5, None, 3, float("nan"), 4, ""])
    assert figure([4, 5, 3, 4, 4]).n == 5


@pytest.mark.parametrize(("figure", "wrong"), [(nps, 11), (csat, 0), (ces, 8), (nps, 7.5), (csat, "bien")])
def test_an_answer_off_the_scale_is_named(figure, wrong):
    with pytest.raises(Invalid, match=str(wrong)):
        figure([4, 4, 4, 4, 4, wrong])


def test_answers_may_be_text_as_the_project_keeps_them():
    assert csat(["4", "5", "3", "4,0", "2"]).value == 60


def test_the_share_of_the_satisfied_has_wilsons_interval():
    score = csat([5] * 81 + [1] * 182)
    assert (round(score.low, 1), round(score.high, 1)) == (25.5, 36.6)  # Newcombe 1998, table I: 81 of 263


def test_what_a_seven_means_decides_which_way_is_better():
    assert ces([7, 7, 6, 7, 6]).better == "high"
    assert ces([7, 7, 6, 7, 6], polarity="effort").better == "low"
    with pytest.raises(Invalid, match="easy"):
        ces([7, 7, 6, 7, 6], polarity="easy")


def test_a_fall_beyond_chance_alerts_and_a_small_one_does_not():
    good, same, bad = nps([10] * 30 + [5] * 10), nps([10] * 28 + [5] * 12), nps([10] * 8 + [5] * 32)
    steps = changes({"T1": good, "T2": same, "T3": None, "T4": bad})
    assert [(step.before, step.after, step.alert) for step in steps] == [
        ("T1", "T2", None), ("T2", "T4", "worse"),
    ]  # fmt: skip
    assert all(step.low < step.difference < step.high for step in steps)


def test_an_effort_that_rises_is_worse():
    low, high = ces([1, 2, 1, 2, 1, 2], polarity="effort"), ces([6, 7, 6, 7, 6, 7], polarity="effort")
    assert changes({"a": low, "b": high})[0].alert == "worse"
    with pytest.raises(Invalid):
        changes({"a": low, "b": nps([9] * 5)})


def test_there_is_no_change_without_two_windows():
    assert changes({}) == [] and changes({"a": nps([9] * 5)}) == []
    assert not math.isnan(changes({"a": nps([9] * 5), "b": nps([9] * 5)})[0].low)
