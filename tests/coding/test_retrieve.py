"""Reading back what was coded: the segments, the words around them, and how many people."""

from __future__ import annotations

import numpy as np
import pytest
from interviews import span

from workbench import coding
from workbench.coding.retrieval import COLUMNS
from workbench.errors import Invalid, NotFound


def said(frame):
    return list(frame["verbatim"])


def test_a_row_holds_all_that_is_known_of_a_segment(coded):
    row = coding.retrieve(coded, "repère").iloc[0]
    source, start, end = span(coded, "groupe", "un repère")
    assert (row.source_id, row.start, row.end) == (source, start, end)
    known = (row.verbatim, row.speaker, row.case, row.role, row.source, row.code, row.path, row.coder)
    assert known == (
        "un repère",
        "NADIA",
        "NADIA",
        "participant",
        "groupe",
        "repère",
        "Attentes > repère",
        "Ana",
    )
    assert (row.weight, row.status, row.memo) == (80, "confirmed", "Le mot vient d'elle.")
    text = coded.text(source)
    assert text[start - len(row.before) : start] == row.before and row.before.endswith("euh, ")
    assert text[end : end + len(row.after)] == row.after and row.after.startswith(". Quelqu'un")


def test_nothing_named_means_everything_in_the_order_of_the_text(coded):
    found = coding.retrieve(coded)
    assert said(found) == ["un repère", "le bus", "débrouille-toi. 👩🏽‍💻", "sans repère"]
    assert tuple(found.columns) == COLUMNS


def test_a_code_brings_the_codes_below_it_unless_told_otherwise(coded):
    assert len(coding.retrieve(coded, "Attentes")) == 3
    assert said(coding.retrieve(coded, "Attentes", below=False)) == ["débrouille-toi. 👩🏽‍💻"]
    assert len(coding.retrieve(coded, ["bus", "repère"])) == 3
    assert len(coding.retrieve(coded, [])) == 0


def test_filters_by_source_case_coder_and_status(coded, ben):
    coding.apply_code(ben, *span(ben, "Tom", "Un."), "bus")
    assert said(coding.retrieve(coded, sources="Samira")) == ["sans repère"]
    assert said(coding.retrieve(coded, cases=["Nadia", "TOM"])) == [
        "un repère",
        "débrouille-toi. 👩🏽‍💻",
        "Un.",
    ]
    assert said(coding.retrieve(coded, coders="Ben")) == ["Un."]
    assert said(coding.retrieve(coded, coders=np.int64(ben.coder.id))) == ["Un."]
    made = int(coded.codings().query("code == 'bus' and coder == 'Ana'").index[0])
    coding.adjust_coding(coded, made, status="rejected")
    assert said(coding.retrieve(coded, status="rejected")) == ["le bus"]
    assert len(coding.retrieve(coded, status=["confirmed", "proposed"])) == 4


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"commune": "Vire"}, ["un repère", "débrouille-toi. 👩🏽‍💻", "sans repère"]),
        ({"commune": ["Flers", "Caen"]}, ["le bus"]),
        ({"âge": (40, 70)}, ["le bus", "sans repère"]),
        ({"âge": 34}, ["un repère", "débrouille-toi. 👩🏽‍💻"]),
        ({"aidant": True, "âge": (60, 99)}, ["sans repère"]),
        ({"commune": "Caen"}, []),
    ],
)
def test_filters_by_what_is_known_of_the_people(coded, attributes, words):
    assert said(coding.retrieve(coded, attributes=attributes)) == words


def test_a_filter_that_names_nothing_is_refused(coded):
    with pytest.raises(Invalid, match=r"taille.*âge"):
        coding.retrieve(coded, attributes={"taille": 1})
    for given in ({"codes": "absent"}, {"cases": "absent"}, {"coders": "absent"}, {"sources": 999}):
        with pytest.raises(NotFound):
            coding.retrieve(coded, **given)


def test_the_words_around_are_cut_at_words_and_can_be_left_out(coded):
    found = coding.retrieve(coded, "bus", context=12).iloc[0]
    assert found.before == "attendu " and found.after == ","
    bare = coding.retrieve(coded, context=0)
    assert set(bare["before"]) == set(bare["after"]) == {""}


def test_a_segment_over_several_turns_counts_every_participant_and_no_moderator(coded):
    source, start, _ = span(coded, "groupe", "J'ai attendu")
    end = span(coded, "groupe", "Voilà")[2]
    coding.add_code(coded, "long")
    coding.apply_code(coded, source, start, end, "long")
    code = coded.codes().query("name == 'long'").index[0]
    assert coding.counts(coded).loc[code].to_dict() == {"segments": 1, "people": 2}
    assert "long" in set(coding.retrieve(coded, cases="Nadia")["code"])
    assert "long" not in set(coding.retrieve(coded, cases="Animatrice")["code"])
    moderator = span(coded, "groupe", "qu'est-ce qui")
    coding.add_code(coded, "question")
    coding.apply_code(coded, *moderator, "question")
    asked = coded.codes().query("name == 'question'").index[0]
    assert coding.counts(coded).loc[asked].to_dict() == {"segments": 1, "people": 0}


def test_counts_are_of_segments_and_of_distinct_people(coded, ben):
    names = coded.codes()["name"]
    counted = coding.counts(coded).rename(index=names)
    assert counted.index.name == "code_id" or set(counted.index) == set(names)
    assert counted.loc["repère"].to_dict() == {"segments": 2, "people": 2}
    assert counted.loc["bus"].to_dict() == {"segments": 1, "people": 1}
    coding.apply_code(ben, *span(ben, "groupe", "un repère"), "repère")
    coding.apply_code(ben, *span(ben, "Tom", "Un."), "repère")
    assert coding.counts(coded).rename(index=names).loc["repère"].to_dict() == {"segments": 4, "people": 3}
    only = coding.counts(coded, coders="Ben").rename(index=names)
    assert only.loc["repère"].to_dict() == {"segments": 2, "people": 2}
    assert only.loc["bus"].to_dict() == {"segments": 0, "people": 0}


def test_what_a_program_proposed_is_not_counted_until_confirmed(coded):
    made = int(coded.codings().query("code == 'bus'").index[0])
    bus = coded.codes().query("name == 'bus'").index[0]
    for status, segments in (("proposed", 0), ("rejected", 0), ("confirmed", 1)):
        coding.adjust_coding(coded, made, status=status)
        assert coding.counts(coded).loc[bus, "segments"] == segments


def test_a_coding_outside_every_turn_has_no_speaker(coded):
    coding.apply_code(coded, "groupe", 0, 10, "bus")
    row = coding.retrieve(coded, "bus").iloc[0]
    assert (row.verbatim, row.speaker, row.case) == ("ANIMATRICE", "", "")


def test_several_memos_on_one_coding_all_come_back(coded):
    made = int(coded.codings().query("weight == 80").index[0])
    coding.write_memo(coded, "Encore.", coding=made)
    assert coding.retrieve(coded, "repère").iloc[0]["memo"] == "Le mot vient d'elle.\nEncore."


def test_an_empty_project_gives_empty_tables(project):
    assert tuple(coding.retrieve(project).columns) == COLUMNS and len(coding.retrieve(project)) == 0
    assert len(coding.counts(project)) == 0
