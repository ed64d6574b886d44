"""Words in context: what a query finds, in which order, in small projects and in large ones."""

from __future__ import annotations

import pandas as pd
import pytest
from interviews import span

from workbench import Project
from workbench.coding import add_code, apply_code
from workbench.corpus import import_sources
from workbench.errors import Cancelled, Invalid
from workbench.lexical import concordance, full_text, word_tree
from workbench.lexical.query import matches, parse
from workbench.lexical.words import read
from workbench.project.places import beside


@pytest.fixture(params=["read whole", "indexed"])
def corpus(request: pytest.FixtureRequest, tiny_corpus: Project, monkeypatch, tmp_path) -> Project:
    """The three talks, read as a small project is, and as one of a million passages."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    if request.param == "indexed":
        monkeypatch.setattr(full_text, "LARGE", 0)
    return tiny_corpus


def keywords(project: Project, query: str, **options: object) -> list[str]:
    return concordance(project, query, **options)["keyword"].tolist()


def found(text: str, query: str, language: str = "fr") -> list[str]:
    words = read([text], [language])
    return [text[words.start[a] : words.end[b]] for a, b in zip(*matches(words, query), strict=True)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rapp*", ["rappelé", "Rappelez", "rapport"]),
        ("RAPPELE", ["rappelé"]),
        ("lemma:rappeler", ["rappelé", "Rappelez"]),
        ("lemme:rappelle", ["rappelé", "Rappelez"]),
        ("*port", ["rapport"]),
        ("r?ve", ["rêve"]),
        ("pas rappelé", ["pas rappelé"]),
        ("m'a pas * du", ["m’a pas rappelé du"]),
        ("coeur", ["cœur"]),
        ("rêve | coeur", ["cœur", "rêve"]),
        ("rappelé pas", []),
    ],
)
def test_a_query_finds_what_it_says(query, expected):
    text = "On m’a pas rappelé du tout. Rappelez-moi ! Le cœur du rapport, un RÊVE ou un rêve."
    wanted = [word for word in expected]
    if "rêve" in expected:
        wanted = [*[w for w in expected if w != "rêve"], "RÊVE", "rêve"]
    assert found(text, query) == wanted


def test_a_phrase_stays_within_one_text_and_may_overlap_itself():
    words = read(["il faut il", "faut il faut"], ["fr", "fr"])
    assert [pair.tolist() for pair in matches(words, "il faut il")] == [[0], [2]]
    assert len(matches(words, "il faut")[0]) == 2
    assert len(matches(read(["non non non"], ["fr"]), "non non")[0]) == 2


@pytest.mark.parametrize("query", ["", "  ", "…", "*", "* | *"])
def test_a_query_without_a_word_is_refused(query):
    with pytest.raises(Invalid, match="at least one word"):
        parse(query, "fr")


def test_a_lemma_without_a_word_is_refused():
    with pytest.raises(Invalid, match="lemma:call"):
        parse("lemma:", "en")


def test_special_letters_of_patterns_mean_themselves():
    assert found("a+b (c) [d] .", "a") == ["a"]
    assert found("abc", "a.c") == [] and found("abc", "a[b]c") == []


def test_lines_hold_the_words_and_their_place(corpus):
    table = concordance(corpus, "lemma:attendre", width=12)
    assert table["keyword"].tolist() == ["attendu", "attends"]
    assert table["right"].tolist() == [" le bus,", " qu'on me"]
    assert table["speaker"].tolist() == ["YANIS", "SAMIRA"] and table["source"].tolist() == [
        "groupe",
        "Samira",
    ]
    for row in table.itertuples():
        assert corpus.verbatim(row.source_id, row.start, row.end) == row.keyword
    assert str(table["case_id"].dtype) == "Int64"


@pytest.mark.parametrize(
    "query",
    [
        "un",
        "rapp*",
        "lemma:attendre",
        "*ère",
        "on m'a",
        "c'est * un",
        "bus | repere",
        "le * | r*",
        "?us",
        "zèbre",
        "l'e* ",
    ],
)
@pytest.mark.parametrize("sort", ["place", "left", "right"])
def test_the_index_finds_what_reading_everything_finds(tiny_corpus, query, sort, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    read_whole = concordance(tiny_corpus, query, sort=sort)
    monkeypatch.setattr(full_text, "LARGE", 0)
    monkeypatch.setattr(full_text, "_FIRST", 2)
    pd.testing.assert_frame_equal(concordance(tiny_corpus, query, sort=sort), read_whole)


def test_lines_are_sorted_by_what_is_nearest(corpus):
    right = concordance(corpus, "un", sort="right")["right"].str.strip(" .").str[:6].tolist()
    assert right == ["", "le mat", "papier", "repère", "repère"]
    left = concordance(corpus, "un", sort="left")["left"].str.split().str[-1].tolist()
    assert left == ["a", "c'est", "euh,", "matin.", "Voilà,"]
    with pytest.raises(Invalid, match="place"):
        concordance(corpus, "un", sort="up")


@pytest.mark.parametrize("sort", ["place", "left", "right"])
def test_lines_come_by_pages(corpus, sort):
    whole = concordance(corpus, "un", sort=sort)
    pages = [concordance(corpus, "un", sort=sort, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    pd.testing.assert_frame_equal(pd.concat(pages, ignore_index=True), whole)


def test_moderators_sources_cases_and_codes_choose_whose_words(corpus):
    assert len(keywords(corpus, "repère")) == 3
    assert len(keywords(corpus, "repère", moderators=True)) == 4
    assert len(keywords(corpus, "repère", sources="Samira")) == 1
    assert len(keywords(corpus, "repère", cases=["NADIA", "YANIS"])) == 2
    code = add_code(corpus, "bus")
    apply_code(corpus, *span(corpus, "groupe", "Voilà, un repère, et le bus"), code=code)
    assert keywords(corpus, "lemma:bus | repère", codes="bus") == ["repère", "bus"]


def test_the_index_follows_what_is_said(corpus, tmp_path):
    assert keywords(corpus, "zèbre") == []
    path = tmp_path / "zoo.txt"
    path.write_text("NADIA : un zèbre\n", encoding="utf-8")
    import_sources(corpus, path)
    assert keywords(corpus, "zebre") == ["zèbre"]
    corpus.undo()
    assert keywords(corpus, "zèbre") == []


@pytest.fixture
def indexed(tiny_corpus: Project, monkeypatch, tmp_path) -> Project:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setattr(full_text, "LARGE", 0)
    return tiny_corpus


def test_the_index_is_made_once_for_all_that_is_only_coded(indexed):
    keywords(indexed, "bus")
    path, _ = beside(indexed.location, indexed.name, "words")
    made = path.stat().st_ino
    add_code(indexed, "bus")
    assert len(keywords(indexed, "bus")) == 2 and path.stat().st_ino == made


@pytest.mark.parametrize("damage", [b"", b"no index at all", b"SQLite format 3\x00" + b"\x00" * 200])
def test_an_index_that_is_damaged_is_made_again(indexed, damage):
    keywords(indexed, "bus")
    path, _ = beside(indexed.location, indexed.name, "words")
    path.write_bytes(damage)
    assert len(keywords(indexed, "bus")) == 2


def test_an_index_of_another_project_is_not_believed(indexed, tmp_path):
    import sqlite3

    keywords(indexed, "bus")
    path, _ = beside(indexed.location, indexed.name, "words")
    with sqlite3.connect(path) as other:
        other.execute("UPDATE made SET digest = 'of another'")
        other.execute("DELETE FROM passage")
    other.close()
    assert len(keywords(indexed, "bus")) == 2


def test_making_the_index_can_be_followed_and_stopped(indexed):
    seen: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        concordance(indexed, "bus", cancelled=lambda: True)
    path, _ = beside(indexed.location, indexed.name, "words")
    assert not path.exists() and not list(path.parent.glob("*.part"))
    concordance(indexed, "bus", progress=lambda done, total: seen.append((done, total)))
    assert seen and seen[-1][0] == seen[-1][1]


def test_a_word_tree_draws_together_what_goes_on_alike(corpus):
    tree = word_tree(corpus, "un", least=1, depth=2)
    root = tree.nested()
    assert (root["word"], root["uses"], root["people"]) == ("un", 5, 3)
    assert [child["word"] for child in root["children"]] == ["repère", "le", "papier"]
    repere = root["children"][0]
    assert (repere["uses"], [child["word"] for child in repere["children"]]) == (2, ["et", "quelqu'un"])
    lines = tree.occurrences(repere["branch"])
    assert lines["speaker"].tolist() == ["NADIA", "YANIS"]
    for row in lines.itertuples():
        assert corpus.verbatim(row.source_id, row.start, row.end) == "un"


def test_a_word_tree_grows_to_the_left_too_and_prunes_rare_branches(corpus):
    tree = word_tree(corpus, "repère", direction="left", least=2)
    assert [child["word"] for child in tree.nested()["children"]] == ["un"]
    assert word_tree(corpus, "zèbre").nested() == {}
    with pytest.raises(Invalid, match="right"):
        word_tree(corpus, "bus", direction="up")


def test_a_hundred_thousand_words_without_a_full_stop_have_their_lines(project, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("NADIA : " + "on attend le bus " * 25_000, encoding="utf-8")
    import_sources(project, path)
    assert len(concordance(project, "bus", sort="right")) == 25_000
    assert len(word_tree(project, "attend", depth=3).places[1]) == 25_000
