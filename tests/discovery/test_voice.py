"""Voices are told apart, also where words mislead.

`voices_fr.tsv` and `voices_en.tsv` were written before the grammar. The rows with `held_out` 1 are there to
measure: the grammar must not be changed for one of them.
"""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from workbench import i18n
from workbench.discovery.expectations import VOICES, voice
from workbench.discovery.grammar import LABELS, grammar, read_grammar
from workbench.errors import Invalid

HERE = Path(__file__).parent
CORPORA = HERE.parents[1] / "corpora"


def sentences(language: str) -> list[dict[str, str]]:
    with (HERE / f"voices_{language}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


SENTENCES = {language: sentences(language) for language in i18n.LANGUAGES}


def macro_f1(gold: list[str], heard: list[str]) -> float:
    from sklearn.metrics import f1_score

    return float(f1_score(gold, heard, labels=list(LABELS), average="macro"))


# ---------------------------------------------------------------- how well voices are heard


@pytest.mark.parametrize(("language", "least"), [("fr", 0.75), ("en", 0.70)])
@pytest.mark.parametrize("held_out", ["0", "1"])
def test_the_eight_voices_are_told_apart(language, least, held_out):
    rows = [row for row in SENTENCES[language] if row["held_out"] == held_out]
    assert len(rows) > 100
    heard = [voice(row["text"], language).label for row in rows]
    assert macro_f1([row["label"] for row in rows], heard) >= least


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_words_that_mislead_are_seldom_taken_for_an_expectation(language):
    traps = [row for row in SENTENCES[language] if row["label"] == "none"]
    right = [row for row in traps if voice(row["text"], language).label == "none"]
    assert len(right) / len(traps) >= 0.9


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_voice_is_lost_without_accents_in_capitals_or_with_other_apostrophes(language):
    for row in SENTENCES[language]:
        text = row["text"]
        bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        expected = voice(text, language).label
        curly = text.replace("'", "’")
        for other in (text.upper(), bare, unicodedata.normalize("NFD", text), curly, f"  {text}\n"):
            assert voice(other, language).label == expected, other


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("J'attends le bus.", "none"),
        ("Voudriez-vous vous présenter ?", "none"),
        ("Je voudrais vous dire bonjour.", "none"),
        ("Il m'a dit qu'il voudrait partir.", "none"),
        ("J'avais besoin d'aide, je l'ai eue.", "none"),
        ("Il manque deux euros.", "none"),
        ("Il faut dire que c'était bien.", "none"),
        ("C'est génial, trois mois sans nouvelles.", "complained"),
        ("Il manquait plus que ça.", "complained"),
        ("Je n'attends plus rien.", "denied"),
        ("Il manque deux places à la crèche.", "lack"),
        ("On devrait leur mettre quelqu'un, à ces jeunes.", "delegated"),
    ],
)
def test_hard_cases_are_decided_as_the_document_says(text, label):
    assert voice(text, "fr").label == label


def test_a_wish_that_is_denied_and_then_said_is_denied_and_both_are_shown():
    said = voice("Je ne demande pas la lune, je voudrais juste qu'on me rappelle.", "fr")
    assert said.label == "denied"
    assert {"denied", "asked"} <= set(said.scores)


def test_what_is_asked_for_goes_before_the_lack_it_comes_from():
    said = voice("Il n'y a personne à l'accueil, il faudrait quelqu'un.", "fr")
    assert (said.label, "lack" in said.scores) == ("asked", True)


# ---------------------------------------------------------------- where the markers are


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_marker_is_a_stretch_of_the_text_with_a_name_in_both_languages(language):
    for row in SENTENCES[language]:
        said = voice(row["text"], language)
        assert said.spans == sorted(said.spans)
        for start, end, label, marker in said.spans:
            assert 0 <= start < end <= len(row["text"])
            assert row["text"][start:end].strip() == row["text"][start:end]
            assert label in VOICES and label != "none"
            for told in i18n.LANGUAGES:
                assert i18n.t(f"expectations.marker.{marker}", told)
        assert (said.label == "none") == (not said.spans)
        assert set(said.scores) == {span.label for span in said.spans}
        assert all(0 < each <= 1 for each in said.scores.values())


def test_offsets_are_code_points_whatever_stands_before():
    text = "👵🏽 Été… « Alors, euh, JE  VOUDRAIS qu’on m’aide ! »"
    for written in (text, unicodedata.normalize("NFD", text)):
        wish = next(span for span in voice(written, "fr").spans if span.marker == "wish")
        assert written[wish.start : wish.end] == "JE  VOUDRAIS qu"


def test_markers_of_one_family_that_overlap_are_shown_once():
    for row in SENTENCES["fr"]:
        by_family: dict[str, list[tuple[int, int]]] = {}
        for start, end, _, marker in voice(row["text"], "fr").spans:
            by_family.setdefault(marker, []).append((start, end))
        assert all(a[1] <= b[0] for spans in by_family.values() for a, b in pairwise(spans))


def test_texts_without_words_and_languages_without_grammar_have_no_voice():
    for text in ("", " \n", "…", "?!", "😀", "123", "\u0301", "'"):
        assert voice(text, "fr").label == "none" and voice(text, "en").spans == []
    assert voice("Ich möchte bitte einen Termin.", "de").label == "none"
    assert voice("Je voudrais un rendez-vous.", "").label == "none"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_text_of_a_hundred_thousand_words_without_a_full_stop_ends(language):
    chosen = random.Random(0)
    words = [word for row in SENTENCES[language] for word in re.findall(r"[\w']+", row["text"])]
    text = " ".join(chosen.choices(words, k=100_000))
    # A pattern that tries everything would run for hours.
    assert voice(text, language).spans


# ---------------------------------------------------------------- the grammar as a file


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_family_hears_its_own_example(language):
    rules = grammar(language)
    for family in rules.families:
        words = rules.spoken(family.example).words
        heard = {(found.name, found.label) for *_, found in rules.matches(words)}
        assert (family.name, family.label) in heard, family.name


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_family_is_explained_in_the_document(language):
    document = (HERE.parents[1] / "docs" / "voices.md").read_text(encoding="utf-8")
    assert [f.name for f in grammar(language).families if f"`{f.name}`" not in document] == []


def test_the_python_of_the_document_runs():
    document = (HERE.parents[1] / "docs" / "voices.md").read_text(encoding="utf-8")
    [code] = re.findall(r"```python\n(.*?)```", document, re.S)
    exec(compile(code, "voices.md", "exec"), {})


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_leaving_out_patterns_by_their_words_leaves_out_no_match(language):
    rules = grammar(language)
    patterns = [
        (family, re.compile(f" (?:{each})(?= )")) for family in rules.families for each in family.patterns
    ]
    for row in SENTENCES[language]:
        words = rules.spoken(row["text"]).words
        every = [
            (match.start() + 1, match.end(), family)
            for family, each in patterns
            for match in each.finditer(words)
        ]
        assert list(rules.matches(words)) == every


@pytest.mark.parametrize("wrong", [{"patterns": ["(je"]}, {"label": "hoped"}, {"strength": 4},
                                   {"patterns": ["<nowhere> voudrais"]}])  # fmt: skip
def test_a_family_that_cannot_be_read_is_named(wrong):
    entry = {"name": "mine", "label": "asked", "strength": 2, "example": "x", "patterns": ["je"], **wrong}
    with pytest.raises(Invalid, match=r"mine.*my_voice\.toml"):
        read_grammar({"family": [entry]}, "my_voice.toml")


# ---------------------------------------------------------------- what was planted in the corpora


def planted() -> list[tuple[str, str, str]]:
    """Expectation, language and quote, as corpora/README.md lists them."""
    quotes, expectation, language = [], None, "fr"
    for line in (CORPORA / "README.md").read_text(encoding="utf-8").splitlines():
        if file := re.match(r"### (\w+)\.txt", line):
            expectation, language = None, "en" if file[1].endswith("_en") else "fr"
        elif line.startswith("#"):
            title = re.match(r"#+ ([XL]\d)e?\b", line)
            expectation = title[1] if title else None
        elif expectation and (quote := re.match(r'- [^:"]*: "(.+)"', line)):
            quotes.append((expectation, language, quote[1]))
    return quotes


def test_explicit_expectations_of_the_corpora_are_mostly_asked_for_and_latent_ones_seldom():
    heard = pd.DataFrame(
        [(name[0], voice(text, language).label) for name, language, text in planted()],
        columns=["kind", "voice"],
    )
    shares = pd.crosstab(heard["kind"], heard["voice"], normalize="index")
    assert (heard["kind"] == "X").sum() > 40 and (heard["kind"] == "L").sum() > 150
    assert shares.loc["X", "asked"] > 0.5
    assert shares.loc["L", "asked"] < 0.1
