"""Whether groups of a corpus in two languages tell the language before what is said."""

from __future__ import annotations

from pathlib import Path

from workbench import Project, lexical
from workbench.corpus import import_sources
from workbench.lexical.languages import kept_apart

CORPORA = Path(__file__).parents[2] / "corpora"


def test_a_language_that_has_groups_of_its_own_is_kept_apart():
    assert kept_apart([1] * 20 + [2] * 10 + [1], ["fr"] * 20 + ["en"] * 11) == ["en"]


def test_groups_that_hold_both_languages_keep_none_apart():
    assert kept_apart([1, 2] * 15, ["fr"] * 20 + ["en"] * 10) == []


def test_a_few_words_of_another_language_are_passed_over():
    assert kept_apart([1] * 30 + [2], ["fr"] * 30 + ["en"]) == []


def test_one_language_or_nothing_at_all_is_never_kept_apart():
    assert kept_apart([1, 2, 2], ["fr"] * 3) == [] == kept_apart([], [])


def test_classes_of_two_languages_say_that_they_part_them(project: Project):
    french, english = CORPORA / "fg2_formation.txt", CORPORA / "fg4_job_coaching_en.txt"
    for path, language in ((french, "fr"), (english, "en")):
        import_sources(project, [path], language=language)
    found = lexical.reinert(project, 4)
    assert len(found.apart) == 1
    assert "several languages" in found.remark("en") and "une seule langue" in found.remark("fr")
    alone = lexical.reinert(project, 2, sources=[french.stem])
    assert alone.apart == [] and "languages" not in alone.remark("en")
