"""Whom a label stands for."""

import pytest

from workbench.corpus.speakers import is_moderator, is_part, moderators, person_key


@pytest.mark.parametrize(
    "label",
    ["Animatrice", "ANIMATEUR", "Animateur·rice", "Modératrice", "Moderator", "Enquêteur", "Enquêtrice",
     "Enquêteuse", "Intervieweur", "Interviewer", "Facilitatrice", "Facilitator", "INT", "Int.", "Q",
     "Chercheuse", "Claire (animatrice)", "Animatrice 2", "Moderator 1"],
)  # fmt: skip
def test_those_who_lead_the_talk(label):
    assert is_moderator(label)


@pytest.mark.parametrize(
    "label",
    ["Nadia", "L1", "Interviewé", "Interviewee", "Enquêtée", "P3", "Intervenant 2", "Quentin", "Modeste"],
)
def test_those_who_do_not(label):
    assert not is_moderator(label)


@pytest.mark.parametrize(
    "label",
    ["L1", "P 12", "Speaker 1", "SPEAKER_00", "Participant 3", "Locutrice 2", "Animatrice", "Moderator 1",
     "Q", "Tous", "Unknown Speaker", "$L1", "Répondant·e 4", "Homme 2"],
)  # fmt: skip
def test_parts_in_a_talk_are_nobody_in_particular(label):
    assert is_part(label)


@pytest.mark.parametrize(
    "label", ["Nadia", "Camille DURAND", "Mme L.", "Dr Petit", "Claire (animatrice)", "Max"]
)
def test_names_are_somebody(label):
    assert not is_part(label)


def test_names_meet_without_case_accents_and_order():
    assert person_key("DURAND Élodie") == person_key("elodie durand") == person_key("Elodie  Durand (rires)")
    assert person_key("Élodie Durand") != person_key("Élodie Dupont")


def test_one_letter_labels_ask_or_answer_by_pairs():
    assert moderators(["I", "R"]) == {"I"}
    assert moderators(["E", "R"]) == {"E"}
    assert moderators(["I", "P1", "P2"]) == {"I"}
    assert moderators(["A", "B"]) == set()
    assert moderators(["I", "R", "Animatrice"]) == {"Animatrice"}
