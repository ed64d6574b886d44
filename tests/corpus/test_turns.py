"""Speakers and turns in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.turns import find_turns


def turns(text, **options):
    return [(turn.speaker, text[turn.start : turn.end]) for turn in find_turns(text, **options)]


TALK = [("NADIA", "Ben oui."), ("YANIS", "Non."), ("NADIA", "Si.")]


@pytest.mark.parametrize(
    "layout",
    [
        "{} : {}",
        "{}: {}",
        "{}:{}",
        "{}\u00a0: {}",
        "{}\u202f: {}",
        "{} - {}",
        "{} – {}",
        "{} [00:03:12] : {}",
        "{} (3:12) : {}",
        "{} 00:03:12 : {}",
        "00:03:12 {} : {}",
        "[00:03:12] {} : {}",
        "#00:03:12-5# {}: {}",
        "[00:03:12] {}\n{}",
        "{} 00:03:12\n{}",
        "{}  0:02\n{}",
        "{} :\n{}",
        "{}: (00:12)\n{}",
        "[{}] 10:02:33\n{}",
        "[{}] : {}",
        "12 {}: {}",
        "- {} : {}",
        "• {} : {}",
        "{} - 0:12\n{}",
        "00:00:12 - {}\n{}",
        "**{}** : {}",
        "**{} :** {}",
        "__{}__: {}",
        "{}\t{}",
        "00:03\t{}\t{}",
        "{}\t00:03\t{}",
        ">> {}: {}",
        "0:0:3.300 --> 0:0:6.870\n{}\n{}",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_layout_of_names_gives_the_words_without_the_label(layout, between):
    assert turns(between.join(layout.format(name, words) for name, words in TALK)) == TALK


@pytest.mark.parametrize(
    "name",
    ["Nadia", "NADIA", "Nadia Ben Ali", "DURAND Camille", "Mme DURAND", "M. de la Tour", "Jean-Pierre",
     "Élodie", "L1", "P 12", "Loc2", "Speaker 1", "Participant 3", "Intervenante", "Enquêté·e", "Répondant 4",
     "SPEAKER_00", "Unknown Speaker", "Dr O'Connor", "Tous"],
)  # fmt: skip
def test_names_and_parts_are_taken_for_speakers(name):
    assert turns(f"Animatrice : Alors ?\n{name} : Oui.\nAnimatrice : Et ?\n{name} : Voilà.")[1] == (
        name,
        "Oui.",
    )


@pytest.mark.parametrize(
    "line",
    ["Remarque : c'est noté.", "Par exemple : le bus.", "il y a deux choses : le bus et le train.",
     "Une chose est sûre : non.", "Le problème : personne ne rappelle.", "Attention : travaux.",
     "NB : à revoir.", "Rendez-vous à 14:30 : trop tôt.", "Voir http://exemple.org : rien.",
     "Bilan : on arrête.", "Donc : rien.", "Oui : voilà.", "On me dit : attendez."],
)  # fmt: skip
def test_words_before_a_colon_are_not_speakers(line):
    text = f"ANIMATRICE : Alors ?\nNADIA : Ben.\n{line}\nANIMATRICE : Et ?\nNADIA : Oui.\n{line}"
    assert {speaker for speaker, _ in turns(text)} == {"ANIMATRICE", "NADIA"}


def test_a_report_with_colons_has_no_speakers():
    text = (
        "Remarque : ceci est un rapport.\nObjectif : décrire.\nIl y a deux choses : a et b.\n"
        "On continue ici.\nPar exemple : le bus.\nRemarque : encore.\nPar exemple : le train.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {None}


def test_a_name_that_speaks_once_is_a_speaker_among_others():
    text = "ANIMATEUR : Bon.\nNADIA : Oui\nKARIM : Une fois.\nNADIA : Non\nANIMATEUR : Bien."
    assert ("KARIM", "Une fois.") in turns(text)


def test_a_turn_runs_over_its_paragraphs_to_the_next_speaker():
    text = "NADIA : Un.\n\nEncore moi.\n\nYANIS : Deux.\n"
    assert turns(text) == [("NADIA", "Un.\n\nEncore moi."), ("YANIS", "Deux.")]


def test_what_stands_before_the_first_speaker_is_paragraphs():
    text = "Titre : Entretien 3\nDate : 12 mars 2026\n\nEnquêtrice : Bonjour.\nMarie : Bonjour."
    found = find_turns(text)
    assert [turn.kind for turn in found] == ["paragraph", "turn", "turn"]


def test_a_label_without_words_gives_no_turn():
    assert turns("NADIA :\nYANIS : Non.\nNADIA : Si.\nYANIS : Ah.")[0] == ("YANIS", "Non.")


def test_text_without_speakers_is_cut_at_blank_lines_or_else_at_line_ends():
    assert turns("Un.\nSuite.\n\nDeux.") == [(None, "Un.\nSuite."), (None, "Deux.")]
    assert turns("Un.\nDeux.") == [(None, "Un."), (None, "Deux.")]


def test_the_bracket_after_a_name_is_not_part_of_it():
    assert turns("Claire (animatrice) : Oui ?\nNadia (rires) : Ben.\nClaire : Et ?\nNadia : Voilà.") == [
        ("Claire", "Oui ?"), ("Nadia", "Ben."), ("Claire", "Et ?"), ("Nadia", "Voilà."),
    ]  # fmt: skip


def test_times_give_the_start_of_a_turn_and_the_end_of_the_one_before():
    found = find_turns("NADIA [00:03:12] : Un.\nYANIS [01:03:20,500] : Deux.")
    assert [(turn.time_start, turn.time_end) for turn in found] == [(192.0, 3800.5), (3800.5, None)]


def test_bold_beginnings_are_speakers_without_a_colon():
    text = "Nadia Ben oui.\nYanis Non.\nNadia Si."
    bold = [(0, 5), (15, 20), (26, 31)]
    assert turns(text, bold=bold) == [("Nadia", "Ben oui."), ("Yanis", "Non."), ("Nadia", "Si.")]


def test_a_heading_ends_a_turn_and_is_never_a_speaker():
    text = "NADIA : Un.\nThème : le bus\nNADIA : Deux.\nYANIS : Trois."
    assert turns(text, headings=[(12, 26)]) == [
        ("NADIA", "Un."), (None, "Thème : le bus"), ("NADIA", "Deux."), ("YANIS", "Trois."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Q: How?\nR: Well.\nQ: Why?\nR: So.", "Q"),
        ("I: How?\nR: Well.\nI: Why?\nR: So.", "I"),
        ("E : Alors ?\nR : Ben.\nE : Et ?\nR : Oui.", "E"),
        (
            "Enquêteur·rice : Alors ?\nEnquêté·e : Ben.\nEnquêteur·rice : Et ?\nEnquêté·e : Oui.",
            "Enquêteur·rice",
        ),
        ("INT: How?\nP1: Well.\nINT: Why?\nP1: So.", "INT"),
        ("Claire (modératrice) : Alors ?\nNadia : Ben.\nClaire : Et ?\nNadia : Oui.", "Claire"),
    ],
)
def test_the_one_who_asks_is_recognised(text, leads):
    assert {turn.speaker for turn in find_turns(text) if turn.role == "moderator"} == {leads}


@given(st.text(alphabet=st.sampled_from("ANé 🧭e\u0301:\n\t-*[]01\u00a0."), max_size=200))
def test_any_text_gives_spans_in_order_without_white_space_at_their_ends(text):
    at = 0
    for turn in find_turns(text):
        assert at <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end].strip() == text[turn.start : turn.end]
        at = turn.end
