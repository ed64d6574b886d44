"""Verbs on codings: apply, in vivo, adjust, remove, and coding by a pattern."""

from __future__ import annotations

import math

import numpy as np
import pytest
from interviews import span

from workbench import coding
from workbench.errors import Invalid, NotFound


def refused(project, kind, pattern, act):
    head, codings = project.head(), project.codings()
    with pytest.raises(kind, match=pattern) as refusal:
        act()
    assert "{" not in refusal.value.sentence("fr")
    assert project.head() == head and project.codings().equals(codings)


def words(project, ids):
    held = project.codings().loc[ids]
    return [project.verbatim(row.source_id, row.start, row.end) for row in held.itertuples()]


def test_a_coding_keeps_its_words_through_accents_and_emoji(tiny_corpus):
    coding.add_code(tiny_corpus, "a")
    for chosen in ("👩🏽‍💻 C'est", "de\u0301part", "l’accueil", "🙂"):
        made = coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", chosen), "a")
        assert words(tiny_corpus, [made]) == [chosen]


def test_many_segments_are_coded_in_one_gesture_and_what_was_coded_so_is_passed_over(tiny_corpus):
    coding.add_code(tiny_corpus, "a")
    places = [span(tiny_corpus, "groupe", chosen) for chosen in ("l’accueil", "un papier", "le bus")]
    coding.apply_code(tiny_corpus, *places[0], "a")
    made = coding.apply_to_segments(tiny_corpus, [*places, places[1]], "a")
    assert words(tiny_corpus, made) == ["un papier", "le bus"]
    tiny_corpus.undo()
    assert len(tiny_corpus.codings()) == 1


def test_one_wrong_segment_among_many_and_nothing_is_coded(tiny_corpus):
    coding.add_code(tiny_corpus, "a")
    place = span(tiny_corpus, "groupe", "le bus")
    far = (place[0], 10**6, 10**6 + 5)
    refused(tiny_corpus, Invalid, r"\w", lambda: coding.apply_to_segments(tiny_corpus, [place, far], "a"))


def test_a_coding_says_whose_it_is_and_how_much_it_weighs(coded):
    row = coded.codings().query("weight == 80").iloc[0]
    assert (row.coder, row.code, row.source, row.status) == ("Ana", "repère", "groupe", "confirmed")


def test_the_same_coding_again_is_the_same_coding(coded, ben):
    where = span(coded, "groupe", "un repère")
    [there] = coded.codings().query("start == @where[1]").index
    head = coded.head()
    assert coding.apply_code(coded, *where, "repère") == there
    assert coded.head() == head
    assert coding.apply_code(ben, *where, "repère") != there
    assert coding.apply_code(coded, *where, "bus") != there


def test_ids_from_a_dataframe_and_names_are_both_taken(coded):
    source = np.int64(coded.sources().index[2])
    code = np.int64(coded.codes().index[0])
    made = coding.apply_code(coded, source, np.int64(44), np.int64(50), code, weight=np.float32(2.5))
    assert words(coded, [made]) == ["Y en a"]
    assert coding.apply_code(coded, "TOM", 44, 50, "ATTENTES") == made
    assert coded.text(source) and coded.original(source) and len(coded.passages(source)) == 3
    assert coding.remove_coding(coded, np.int64(made)) == 1
    assert coding.remove_coding(coded, coded.codings().index.to_numpy()[:2]) == 2


@pytest.mark.parametrize("bounds", [(-1, 5), (5, 5), (9, 5), (0, 10_000), (10_000, 10_001)])
def test_a_segment_outside_the_text_is_refused(coded, bounds):
    refused(coded, Invalid, '"Tom"', lambda: coding.apply_code(coded, "Tom", *bounds, "bus"))
    refused(coded, Invalid, '"Tom"', lambda: coding.apply_in_vivo(coded, "Tom", *bounds))


def test_a_segment_of_spaces_is_refused(coded):
    where = span(coded, "Tom", "\n")
    refused(coded, Invalid, "spaces", lambda: coding.apply_code(coded, *where, "bus"))


@pytest.mark.parametrize("weight", [-1, 101, math.nan, math.inf])
def test_a_weight_is_between_0_and_100(coded, weight):
    refused(coded, Invalid, "weight", lambda: coding.apply_code(coded, "Tom", 44, 50, "bus", weight=weight))
    made = int(coded.codings().index[0])
    refused(coded, Invalid, "weight", lambda: coding.adjust_coding(coded, made, weight=weight))


@pytest.mark.parametrize(
    ("source", "code"), [("absent", "bus"), (999, "bus"), ("Tom", "absent"), ("Tom", 2**40)]
)
def test_a_source_or_a_code_that_is_not_there_is_told(coded, source, code):
    refused(
        coded, NotFound, "absent|999|1099511627776", lambda: coding.apply_code(coded, source, 44, 50, code)
    )


def test_a_memo_that_cannot_be_kept_takes_the_coding_with_it(coded):
    for memo in ("a\x00b", "a\ud800"):
        refused(coded, Invalid, "text", lambda memo=memo: coding.apply_code(
            coded, "Tom", 44, 50, "bus", memo=memo))  # fmt: skip


def test_in_vivo_names_a_code_with_the_very_words(tiny_corpus):
    where = span(tiny_corpus, "groupe", "débrouille-toi. 👩🏽‍💻 C'est")
    code, made = coding.apply_in_vivo(tiny_corpus, *where)
    assert tiny_corpus.codes().loc[code, "name"] == "débrouille-toi. 👩🏽‍💻 C'est"
    assert words(tiny_corpus, [made]) == ["débrouille-toi. 👩🏽‍💻 C'est"]


def test_in_vivo_again_uses_the_code_that_is_there(tiny_corpus):
    first = coding.apply_in_vivo(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"))
    head = tiny_corpus.head()
    assert coding.apply_in_vivo(tiny_corpus, *span(tiny_corpus, "groupe", "un repère")) == first
    assert tiny_corpus.head() == head
    again = coding.apply_in_vivo(tiny_corpus, *span(tiny_corpus, "groupe", "Un repère"))
    assert again[0] == first[0] and again[1] != first[1]
    coding.add_code(tiny_corpus, "mots")
    below = coding.apply_in_vivo(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), parent="mots")
    assert below[0] != first[0]
    assert len(tiny_corpus.codes()) == 3


def test_in_vivo_takes_at_most_80_characters(tiny_corpus):
    refused(tiny_corpus, Invalid, "80", lambda: coding.apply_in_vivo(tiny_corpus, "groupe", 58, 146))


def test_adjusting_changes_what_is_named_and_keeps_the_rest(coded):
    made = int(coded.codings().query("weight == 80").index[0])
    before = coded.codings().loc[made]
    coding.adjust_coding(coded, made, end=before.end + 1)
    assert tuple(coded.codings().loc[made, ["start", "end", "weight"]]) == (before.start, before.end + 1, 80)
    coding.adjust_coding(coded, made, code="bus", status="rejected")
    assert tuple(coded.codings().loc[made, ["code", "status"]]) == ("bus", "rejected")
    coding.adjust_coding(coded, made, weight=None)
    assert math.isnan(coded.codings().loc[made, "weight"] or math.nan)
    head = coded.head()
    coding.adjust_coding(coded, made, code="bus")
    assert coded.head() == head


def test_an_adjustment_that_makes_no_sense_is_refused(coded):
    where = span(coded, "groupe", "un repère")
    made = int(coded.codings().query("start == @where[1]").index[0])
    other = coding.apply_code(coded, where[0], where[1], where[2] + 1, "repère")
    for change in ({"start": where[2]}, {"end": where[1]}, {"end": 10_000}, {"status": "oui"}):
        refused(coded, Invalid, ".", lambda change=change: coding.adjust_coding(coded, made, **change))
    refused(coded, Invalid, '"repère"', lambda: coding.adjust_coding(coded, other, end=where[2]))
    refused(coded, NotFound, "999", lambda: coding.adjust_coding(coded, 999, end=where[2]))


def test_removing_takes_the_memos_on_the_codings_too(coded):
    made = int(coded.codings().query("weight == 80").index[0])
    assert coding.remove_coding(coded, [made, made]) == 1
    assert len(coded.memos()) == 0 and len(coded.codings()) == 3
    refused(coded, NotFound, str(made), lambda: coding.remove_coding(coded, made))
    rest = [int(i) for i in coded.codings().index]
    refused(coded, NotFound, "999", lambda: coding.remove_coding(coded, [*rest, 999]))


# ---- coding by a pattern


def found(project, pattern, **options):
    ids = coding.autocode(project, pattern, "trouvé", **options)
    return words(project, ids)


@pytest.fixture
def searched(tiny_corpus):
    coding.add_code(tiny_corpus, "trouvé")
    return tiny_corpus


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("repere", ["repère"] * 3),
        ("REPÈRE", ["repère"] * 3),
        ("depart", ["de\u0301part"]),
        ("départ", ["de\u0301part"]),
        ("de\u0301part", ["de\u0301part"]),
        ("l'accueil", ["l’accueil"]),
        ("accueil", ["accueil"]),
        ("été", ["été"]),
        ("le   bus", ["le bus"] * 2),
        ("repèr", []),
        ("toi", ["toi"]),
        ("c'est", ["c'est", "C'est", "c'est"]),
        ("👩🏽‍💻", ["👩🏽‍💻"]),
        ("(.*)", []),
    ],
)
def test_a_plain_pattern_finds_whole_words_whatever_case_accents_and_apostrophe(searched, pattern, matches):
    assert found(searched, pattern) == matches


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [("C'est", ["C'est"]), ("repere", []), ("départ", ["de\u0301part"]), ("l'accueil", ["l’accueil"])],
)
def test_with_case_a_pattern_is_taken_as_written(searched, pattern, matches):
    assert found(searched, pattern, case=True) == matches


def test_a_unit_makes_the_coding_a_sentence_or_a_turn(searched):
    assert found(searched, "bus", unit="sentence") == [
        "J'ai attendu le bus, quoi.",
        "Voilà, un repère, et le bus.",
    ]
    assert found(searched, "papier", unit="turn")[0].startswith("Ben… euh, un repère.")


def test_two_matches_in_one_unit_make_one_coding(searched):
    assert found(searched, "un", unit="turn", sources="Tom") == ["Y en a un le matin. Un."]


def test_moderators_are_left_out_unless_asked_for(searched):
    assert found(searched, "repère", sources="groupe") == ["repère", "repère"]
    assert len(found(searched, "repère", sources="groupe", moderators=True)) == 1


def test_searching_again_codes_only_what_is_new(searched):
    assert len(found(searched, "repère", sources=["Samira"])) == 1
    assert len(found(searched, "repère")) == 2
    head = searched.head()
    assert found(searched, "repère") == []
    assert searched.head() == head


def test_a_regular_expression_is_searched_as_it_is(searched):
    assert found(searched, r"\bm['’]a (pas )?\w+", regex=True) == ["m'a pas rappelé", "m'a dit"]
    assert found(searched, r"z*", regex=True) == []
    assert found(searched, r"\s+Un\.\s*", regex=True, case=True) == ["Un."]


@pytest.mark.parametrize("pattern", ["", "  ", "(", "[a", "*"])
def test_an_empty_or_wrong_pattern_is_refused(searched, pattern):
    refused(searched, Invalid, ".", lambda: coding.autocode(searched, pattern, "trouvé", regex=True))


def test_an_unknown_unit_code_or_source_is_refused(searched):
    refused(searched, Invalid, "word", lambda: coding.autocode(searched, "bus", "trouvé", unit="word"))
    refused(searched, NotFound, "absent", lambda: coding.autocode(searched, "bus", "absent"))
    refused(
        searched, NotFound, "absent", lambda: coding.autocode(searched, "bus", "trouvé", sources="absent")
    )


def test_a_pattern_that_never_ends_is_stopped_and_codes_nothing(searched, monkeypatch):
    monkeypatch.setattr("workbench.coding.codings._PATTERN_SECONDS", 0.3)
    endless = r"^(?:(?:.|\w|\W)+)+(?<!.)$"
    refused(searched, Invalid, ".", lambda: coding.autocode(searched, endless, "trouvé", regex=True))
    coding.add_code(searched, "le projet reste libre")
