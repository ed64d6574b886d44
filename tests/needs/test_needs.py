"""Needs: what they rest on, where they stand, what is refused, what is proposed, what is undone."""

from __future__ import annotations

import pytest
from interviews import span
from sqlalchemy import select

from workbench import needs
from workbench.coding import frames
from workbench.errors import Invalid, NotFound
from workbench.project import schema


def answers(project):
    with project.read() as connection:
        return {row.value: row.id for row in connection.execute(select(schema.answer))}


def test_a_need_rests_on_the_words_of_its_codes_and_on_answers(answered):
    need = needs.add_need(
        answered, "Être rappelé", codes=["repère", "bus"], answers=[answers(answered)["un vélo"]]
    )
    row = needs.read_needs(answered).loc[need]
    assert (row["segments"], row["answers"], row["people"], row["sources"]) == (5, 1, 4, 3)
    assert row["status"] == "accepted" and row["coder"] == "Ana" and row["quadrant"] == ""
    told = needs.need_evidence(answered, need)
    assert "sans repère" in told["verbatim"].tolist() and told["verbatim"].iloc[-1] == "un vélo"
    for segment in told[told["kind"] == "segment"].to_dict("records"):
        words = answered.verbatim(segment["source_id"], segment["start"], segment["end"])
        assert words == segment["verbatim"]
    assert set(told["case"]) == {"NADIA", "YANIS", "SAMIRA", "TOM"}


def test_needs_come_by_priority_then_by_people(coded):
    for name, place, codes in (
        ("a", (2, 2), "repère"),
        ("b", (5, 4), "seul"),
        ("c", (2, 2), "bus"),
        ("d", None, "bus"),
    ):
        need = needs.add_need(coded, name, codes=codes)
        if place:
            needs.place_need(coded, need, *place)
    table = needs.read_needs(coded)
    assert table["name"].tolist() == ["b", "a", "c", "d"]
    assert table["quadrant"].tolist() == ["first", "watch", "watch", ""]
    assert table["priority"].tolist()[:3] == [20, 4, 4]


def test_an_implicit_need_takes_two_people_or_two_passages_and_a_reason(coded):
    with pytest.raises(Invalid, match="two people"):
        needs.add_need(coded, "Ne pas être seul", kind="implicit", reason="Une image.", codes="seul")
    with pytest.raises(Invalid, match="reason"):
        needs.add_need(coded, "Un repère", kind="implicit", codes="repère")
    assert needs.read_needs(coded).empty
    need = needs.add_need(coded, "Un repère", kind="implicit", reason="Dit par le manque.", codes="repère")
    own = needs.need_evidence(coded, need).index.tolist()
    needs.uncite_need(coded, need, own[:1])
    with pytest.raises(Invalid, match="two passages"):
        needs.uncite_need(coded, need, own[1:2])
    with pytest.raises(Invalid, match="reason"):
        needs.edit_need(coded, need, reason=" ")
    needs.edit_need(coded, need, kind="explicit", reason="")
    needs.uncite_need(coded, need, own[1:])
    assert needs.read_needs(coded).loc[need, "segments"] == 0


def test_two_answers_of_two_people_are_enough_for_an_implicit_need(answered):
    with answered.read() as connection:
        a = schema.answer.c
        ids = list(connection.execute(select(a.id).where(a.value == "un rappel")).scalars())
    need = needs.add_need(answered, "x", kind="implicit", reason="Deux choix.", answers=ids)
    assert needs.read_needs(answered).loc[need, "people"] == 2


@pytest.mark.parametrize("place", [(0, 3), (3, 6), (3, None), (2.5, 3), (True, 3)])
def test_importance_and_urgency_go_from_one_to_five(coded, place):
    need = needs.add_need(coded, "x")
    with pytest.raises(Invalid, match="1 to 5"):
        needs.place_need(coded, need, *place)
    needs.place_need(coded, need, 1, 5)
    needs.place_need(coded, need, None, None)
    assert needs.read_needs(coded)["quadrant"].tolist() == [""]


def test_what_cannot_be_is_refused_and_nothing_is_kept(coded):
    head = coded.head()
    source = int(coded.sources().index[0])
    for wrong, error in (
        ({"name": " "}, Invalid),
        ({"name": "x", "kind": "maybe"}, Invalid),
        ({"name": "x", "segments": [(source, 5, 5)]}, Invalid),
        ({"name": "x", "segments": [(source, 0, 10**6)]}, Invalid),
        ({"name": "x", "segments": [(99999, 0, 5)]}, NotFound),
        ({"name": "x", "answers": [99999]}, NotFound),
        ({"name": "x", "codes": "nothing"}, NotFound),
        ({"name": "x", "importance": 3}, Invalid),
    ):
        with pytest.raises(error):
            needs.add_need(coded, **wrong)
    assert coded.head() == head
    needs.add_need(coded, "Été")
    with pytest.raises(Invalid, match="Été"):
        needs.add_need(coded, " ete ")
    with pytest.raises(Invalid, match="colour"):
        needs.edit_need(coded, "Été", colour="red")
    with pytest.raises(NotFound, match="Hiver"):
        needs.remove_need(coded, "Hiver")
    with pytest.raises(NotFound, match="99999"):
        needs.uncite_need(coded, "Été", [99999])


def test_every_act_is_one_entry_told_in_both_languages_and_can_be_undone(coded):
    need = needs.add_need(coded, "Un repère", codes="repère")
    for act in (
        lambda: needs.edit_need(coded, need, name="Le repère", deliverable="Une fiche"),
        lambda: needs.place_need(coded, need, 4, 2),
        lambda: needs.cite_need(coded, need, segments=[span(coded, "groupe", "papier")]),
        lambda: needs.uncite_need(coded, need, [int(needs.need_evidence(coded, need).index[0])]),
        lambda: needs.remove_need(coded, need),
    ):
        before, head = needs.read_needs(coded).to_dict("records"), coded.head()
        act()
        assert coded.head() == head + 1
        assert all("repère" in coded.history(1)[0].label(language) for language in ("fr", "en"))
        after = needs.read_needs(coded).to_dict("records")
        coded.undo()
        assert str(needs.read_needs(coded).to_dict("records")) == str(before) != str(after)
        coded.redo()
        assert str(needs.read_needs(coded).to_dict("records")) == str(after)
    assert coded.check() == []


def test_what_is_cited_already_is_not_cited_twice(coded):
    need = needs.add_need(coded, "Un repère", codes="repère")
    assert (
        needs.cite_need(coded, need, codes=["repère", "bus"]) and len(needs.need_evidence(coded, need)) == 5
    )


def test_needs_are_proposed_from_codes_and_answers_that_two_people_share(answered):
    made = needs.propose_needs(answered)
    table = needs.read_needs(answered)
    assert set(made) == set(table.index) and set(table["status"]) == {"proposed"}
    assert set(table["name"]) == {"repère", "bus", "un rappel"}
    assert set(table["coder"]) == {"Besoins"} and table["quadrant"].eq("").all()
    assert needs.propose_needs(answered) == []
    needs.edit_need(answered, "bus", status="rejected")
    assert "bus" not in needs.read_needs(answered)["name"].tolist()
    assert needs.propose_needs(answered) == []
    needs.place_need(answered, "repère", 4, 4)
    assert needs.read_needs(answered)["status"].tolist()[0] == "accepted"


def test_frames_that_tell_no_needs_are_not_proposed_as_needs(coded):
    from workbench import coding

    frames.load_frame(coded, "disc", language="en")
    frames.load_frame(coded, "employment_obstacles", language="en")
    for words, source in (("un repère", "groupe"), ("sans repère", "Samira")):
        for code in ("DISC: Dominance", "Mobility"):
            coding.apply_code(coded, *span(coded, source, words), code)
    needs.propose_needs(coded)
    names = needs.read_needs(coded)["name"].tolist()
    assert "Mobility" in names and "DISC: Dominance" not in names


def test_a_theme_that_nobody_asks_for_is_proposed_as_implicit_with_how_it_is_voiced(tiny_corpus):
    p = tiny_corpus
    alone = [("groupe", "débrouille-toi"), ("groupe", "m'a pas rappelé"), ("Samira", "c'est long")]
    call = [("groupe", "Quelqu'un"), ("groupe", "Voilà"), ("Samira", "qu'on me rappelle")]
    themes = {"être seul": (alone, ["complained", "lack", "complained"]),
              "être rappelé": (call, ["lack", "none", "asked"])}  # fmt: skip
    with p.gesture("find_themes", n=2) as g:
        coder = g.program("Thèmes")
        for label, (said, voices) in themes.items():
            row = {"coder_id": coder, "label": label, "status": "proposed", "stability": 0.9}
            [theme] = g.insert(schema.theme, [row])
            for (source, words), voice in zip(said, voices, strict=True):
                place = dict(zip(("source_id", "start", "end"), span(p, source, words), strict=True))
                g.insert(schema.theme_member, [{"theme_id": theme, **place, "voice": voice, "reason": ""}])
    needs.propose_needs(p)
    table = needs.read_needs(p).set_index("name")
    assert table.loc["être seul", "kind"] == "implicit" and "(2)" in table.loc["être seul", "reason"]
    assert table.loc["être rappelé", "kind"] == "explicit" and table.loc["être rappelé", "reason"] == ""


def test_the_need_that_most_people_voice_is_proposed_first(answered):
    needs.propose_needs(answered, most=1)
    assert needs.read_needs(answered)["name"].tolist() == ["repère"]
