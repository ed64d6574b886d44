"""Subtitles and recognised speech."""

import json

from workbench.corpus import registry


def turns(path):
    _, [document] = registry.read(path)
    return [
        (turn.speaker, document.text[turn.start : turn.end], turn.time_start, turn.time_end)
        for turn in document.turns
    ]


def vtt(*cues):
    return "WEBVTT\n\n" + "\n\n".join(
        f"00:00:{start:06.3f} --> 00:00:{end:06.3f}\n{words}" for start, end, words in cues
    )


def test_the_cues_of_one_voice_become_one_turn_until_a_silence(write):
    path = write(
        "a.vtt",
        vtt((0, 2, "<v Nadia>Un</v>"), (2.1, 4, "<v Nadia>repère.</v>"), (9, 10, "<v Nadia>Voilà.</v>"),
            (10, 11, "<v Yanis>Oui.</v>")),
    )  # fmt: skip
    assert turns(path) == [
        ("Nadia", "Un repère.", 0.0, 4.0), ("Nadia", "Voilà.", 9.0, 10.0), ("Yanis", "Oui.", 10.0, 11.0),
    ]  # fmt: skip


def test_two_voices_in_one_cue_are_two_turns(write):
    path = write("a.vtt", vtt((0, 2, "<v Nadia>Un &amp; deux</v>\n<v.loud Yanis><i>Oui.</i></v>")))
    assert [turn[:2] for turn in turns(path)] == [("Nadia", "Un & deux"), ("Yanis", "Oui.")]


def test_names_written_before_the_words_are_the_voices(write):
    path = write(
        "zoom.vtt", vtt((0, 2, "Camille DURAND: Bonjour."), (2, 4, "Il est 14:30."), (4, 6, "P1: Oui."))
    )
    assert [turn[:2] for turn in turns(path)] == [
        ("Camille DURAND", "Bonjour. Il est 14:30."), ("P1", "Oui."),
    ]  # fmt: skip


def test_speech_without_voices_is_cut_at_silences_and_long_sentences(write):
    words = (
        "Alors moi je me suis dit que quelqu'un allait me rappeler, et puis non, rien du tout, voilà. " * 5
    )
    path = write("a.vtt", vtt((0, 2, words), (2, 4, "Encore."), (30, 31, "Après.")))
    assert [turn[1] for turn in turns(path)] == [words.strip(), "Encore.", "Après."]


def test_subtitles_without_numbers_or_with_blank_first_lines_are_read(write):
    path = write(
        "a.srt", "\n\n00:00:01,000 --> 00:00:02,000\n<b>Oui.</b>\n\n00:00:09,000 --> 00:00:10,000\nNon.\n"
    )
    assert [turn[1] for turn in turns(path)] == ["Oui.", "Non."]


def test_unreadable_cues_are_counted(write):
    path = write("a.vtt", "WEBVTT\n\nhier --> demain\nPerdu.\n\n00:01.000 --> 00:02.000\nGardé.\n")
    _, [document] = registry.read(path)
    assert document.text == "Gardé."
    assert document.warnings == ["1 unreadable subtitle was left out."]


def test_whisper_gives_its_language_and_whisperx_its_speakers(write):
    content = {"language": "fr", "segments": [
        {"start": 0.0, "end": 2.0, "text": " Alors ?", "speaker": "SPEAKER_00"},
        {"start": 2.0, "end": 3.0, "text": " Oui.", "speaker": "SPEAKER_01"},
    ]}  # fmt: skip
    path = write("a.json", json.dumps(content))
    _, [document] = registry.read(path)
    assert document.language == "fr"
    assert [turn[0] for turn in turns(path)] == ["SPEAKER_00", "SPEAKER_01"]


def test_text_and_turns_agree_to_the_character(write):
    path = write("a.vtt", vtt((0, 1, "<v A B>👩🏽‍🌾 été</v>"), (1, 2, "<v C D>e\u0301</v>")))
    _, [document] = registry.read(path)
    assert document.text == "👩🏽‍🌾 été\n\ne\u0301"
    assert [(turn.start, turn.end) for turn in document.turns] == [(0, 8), (10, 12)]
