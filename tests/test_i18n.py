"""Both catalogues say the same, every key that is asked for exists, the French is set as French."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench
from workbench import errors, i18n

SOURCE = Path(workbench.__file__).parent
LOCALES = SOURCE / "locales"
AREAS = sorted(path.stem for path in (LOCALES / "fr").glob("*.json"))
ERRORS = {
    name for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.WorkbenchError)
}  # fmt: skip


def forms(entry: object) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [str(entry)]


def places(sentence: str) -> set[str]:
    found = list(string.Formatter().parse(sentence))
    assert all(not spec and not conversion for _, name, spec, conversion in found if name is not None)
    return {name for _, name, _, _ in found if name is not None}


def sentences(language: str) -> Iterator[tuple[str, str]]:
    for area in AREAS:
        for key, entry in i18n.catalogue(area, language).items():
            for sentence in forms(entry):
                yield f"{area}.{key}", sentence


def test_both_languages_have_the_same_areas():
    assert sorted(path.stem for path in (LOCALES / "en").glob("*.json")) == AREAS
    assert {"errors", "journal", "coding", "corpus"} <= set(AREAS)


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys_and_the_same_places(area):
    french, english = i18n.catalogue(area, "fr"), i18n.catalogue(area, "en")
    assert set(french) == set(english)
    for key in french:
        in_french = set().union(*(places(sentence) for sentence in forms(french[key])))
        in_english = set().union(*(places(sentence) for sentence in forms(english[key])))
        assert in_french == in_english, key
        for entry in (french[key], english[key]):
            if isinstance(entry, dict):
                assert set(entry) == {"one", "other"}, key


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_key_is_written_twice_in_one_file(language):
    import json

    def once(pairs):
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
        return dict(pairs)

    for area in AREAS:
        path = LOCALES / language / f"{area}.json"
        json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)


# Marks that take a space before them in French; a colon inside a time or an address does not.
SPACED = re.compile(r"[^\s\u00a0\u202f?!:](?:[;?!»]|:(?=\s|$))|«(?![\s\u00a0\u202f])")


def test_french_puts_a_space_before_high_marks_and_inside_quotation_marks():
    assert SPACED.search("Quoi?") and SPACED.search("«mot »") and not SPACED.search("Quoi ? « mot » à 12:30")
    wrong = [(key, text) for key, text in sentences("fr") if SPACED.search(re.sub(r"https?://\S+", "", text))]
    assert wrong == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nobody_is_shouted_at(language):
    assert [(key, text) for key, text in sentences(language) if "!" in text] == []


def test_the_french_says_vous():
    familiar = re.compile(r"\b(tu|ton|ta|tes|toi)\b", re.I)
    assert [(key, text) for key, text in sentences("fr") if familiar.search(text)] == []


def keys_asked_for() -> Iterator[tuple[str, str]]:
    """Every literal key handed to i18n.t, to t, or to an error."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            literals = [n for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
            if isinstance(node.args[0], (ast.JoinedStr, ast.Call, ast.Attribute, ast.Name)):
                continue
            for literal in literals:
                if isinstance(literal.value, str) and called in ERRORS | {"t"}:
                    key = literal.value
                    if re.fullmatch(r"\w+(\.\w+)*", key):
                        where = f"{path.relative_to(SOURCE)}:{node.lineno}"
                        yield where, key if "." in key or called == "t" else f"errors.{key}"


def test_every_key_that_is_asked_for_exists():
    asked = list(keys_asked_for())
    assert len(asked) > 100
    missing = [
        (where, key) for where, key in asked
        if key.partition(".")[0] not in AREAS
        or key.partition(".")[2] not in i18n.catalogue(key.partition(".")[0], "fr")
    ]  # fmt: skip
    assert missing == []


def test_every_verb_that_is_journaled_has_a_label():
    verbs = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if getattr(getattr(node, "func", None), "attr", "") == "gesture" and node.args:
                literals = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                verbs |= {value for value in literals if isinstance(value, str)}
    assert {"add_code", "import_sources", "remove_memo"} <= verbs
    assert verbs <= set(i18n.catalogue("journal", "fr"))


@pytest.mark.parametrize(("language", "n", "expected"),
                         [("fr", 0, "0 codage"), ("fr", 1, "1 codage"), ("fr", 2, "2 codages"),
                          ("en", 0, "0 codings"), ("en", 1, "1 coding"), ("en", 2, "2 codings")])  # fmt: skip
def test_each_language_counts_in_its_own_way(language, n, expected):
    assert i18n.t("coding.n_codings", language, n=n) == expected


def test_a_value_that_looks_like_a_place_stays_as_it_is():
    assert "{name}" in i18n.t("errors.no_such_code", "en", name="{name}", near="")


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="fr, en"):
        i18n.use("de")


def test_the_language_in_use_holds_on_every_thread():
    from concurrent.futures import ThreadPoolExecutor

    i18n.use("fr")
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(i18n.language).result() == "fr"


def test_an_error_keeps_its_sentence_through_a_process_pool():
    from multiprocessing.reduction import ForkingPickler

    error = errors.Invalid("coding.colour", colour="rouge")
    again = ForkingPickler.loads(ForkingPickler.dumps(error))
    assert (type(again), str(again)) == (errors.Invalid, str(error))
