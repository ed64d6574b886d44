import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.encoding import clean, decode
from workbench.errors import ImportRefused

FRENCH = "NADIA : Ben… un été à Nîmes, ça m'a « aidée », l’œuvre coûte 3 €.\nYANIS : Voilà, dès la rentrée.\n"
OLD_FRENCH = "NADIA : Ben, un été à Nîmes, ça m'a aidée.\nYANIS : Voilà, dès la rentrée, à côté.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_french_text_is_read_in_every_common_encoding(encoding):
    text, _ = decode(FRENCH.encode(encoding), file="a.txt")
    assert text == FRENCH


def test_latin_1_and_mac_text_are_read():
    assert decode(OLD_FRENCH.encode("latin-1"), file="a.txt")[0] == OLD_FRENCH
    assert decode(OLD_FRENCH.encode("mac_roman"), file="a.txt")[0] == OLD_FRENCH


def test_a_guessed_encoding_is_said():
    _, warnings = decode(FRENCH.encode("cp1252"), file="a.txt")
    assert warnings == ["Encoding guessed: cp1252. Check the accents."]
    assert decode(FRENCH.encode("utf-8"), file="a.txt")[1] == []


@given(st.text(alphabet=st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])))
def test_utf8_text_comes_back_as_it_was_whatever_its_characters(text):
    assert decode(codecs.BOM_UTF8 + text.encode(), file="a.txt")[0] == text


@given(st.lists(st.sampled_from(["é", "e\u0301", "👩🏽‍🌾", "\r\n", "\r", "\n", "a", "\u00a0"])))
def test_line_ends_become_one_and_accents_stay_as_written(pieces):
    text = "".join(pieces)
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert decode(codecs.BOM_UTF8 + text.encode(), file="a.txt")[0] == expected


def test_a_utf8_file_with_one_damaged_byte_stays_utf8():
    data = (FRENCH * 3).encode()
    text, warnings = decode(data[:200] + b"\xff" + data[200:], file="a.txt")
    assert text.replace("\ufffd", "") == FRENCH * 3
    assert warnings == ["1 unreadable character was replaced."]


def test_a_utf8_file_cut_inside_a_character_loses_that_character_only():
    text, warnings = decode("un repère, d'accord, à côté é".encode()[:-1], file="a.txt")
    assert text == "un repère, d'accord, à côté "
    assert warnings == ["The end of the file is missing."]


def test_bytes_with_nul_are_no_text():
    with pytest.raises(ImportRefused, match=r"a\.txt.*no readable text"):
        decode(b"abc\0def", file="a.txt")


def test_an_encoding_that_does_not_fit_is_refused_with_where():
    with pytest.raises(ImportRefused, match="byte 11 has no meaning"):
        decode("NADIA : un été".encode("latin-1"), file="a.txt", encoding="utf-8")


def test_an_unknown_encoding_is_refused():
    with pytest.raises(ImportRefused, match="klingon"):
        decode(b"a", file="a.txt", encoding="klingon")


def test_a_forced_encoding_is_obeyed():
    assert decode("été".encode("cp850"), file="a.txt", encoding="cp850")[0] == "été"


def test_pairs_of_surrogates_become_their_character_and_lone_ones_damage():
    assert clean("\ud83e\udded ok \ud83e") == "🧭 ok \ufffd"
