"""Words are cut, reduced and counted as a French or English reader would."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import Invalid
from workbench.lexical import words
from workbench.lexical.cutting import form, spans
from workbench.lexical.lists import expressions, spoken_groups
from workbench.lexical.reducing import reducer
from workbench.lexical.tokens import count, lemma, stop_words, tokens

LETTERS = "aàé cehjlnstuvz'’-–. ·•,\n\u0301👩🏽‍💻0Æß我हिन्दी"


def cut(text: str, language: str = "fr") -> list[str]:
    return [text[a:b] for a, b in spans(text, language)]


def terms(text: str, language: str = "fr", **options: object) -> list[str]:
    found = words.reduced(words.read([text], [language]), **options)
    return [found.terms[i] for i in found.term]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’aide d'abord, qu'on m'aide", ["L’", "aide", "d'", "abord", "qu'", "on", "m'", "aide"]),
        ("aujourd'hui, quelqu'un, p'tit", ["aujourd'hui", "quelqu'un", "p'tit"]),
        ("A-t-il dit-elle ? Dis-le-moi !", ["A", "t", "il", "dit", "elle", "Dis", "le", "moi"]),
        ("un rendez-vous, c'est-à-dire peut-être", ["un", "rendez-vous", "c'est-à-dire", "peut-être"]),
        ("ce jour-là à Ville-la-Grand", ["ce", "jour", "là", "à", "Ville-la-Grand"]),
        ("la C.A.F. et le R.S.A., 3,5 % à 14h30", ["la", "C.A.F", "et", "le", "R.S.A", "3,5", "à", "14h30"]),
        ("les usager·e·s au de\u0301part 👩🏽‍💻", ["les", "usager·e·s", "au", "de\u0301part"]),
        ("« 'mot' »… ❤️ — - '", ["mot"]),
        ("", []),
    ],
)
def test_french_words_begin_and_end_where_a_reader_sees_them(text, expected):
    assert cut(text) == expected


def test_english_contractions_stand_alone_and_negation_is_a_word():
    assert cut("I can't, DON’T: it's the carers' o'clock", "en") == [
        "I", "ca", "n't", "DO", "N’T", "it", "'s", "the", "carers", "o'clock",
    ]  # fmt: skip
    assert terms("I can't wait, they won't call", "en") == ["can", "not", "wait", "not", "call"]


def test_a_language_never_seen_is_read_as_it_is_written():
    assert cut("l'aiuto di Ana-Maria", "xx") == ["l'aiuto", "di", "Ana-Maria"]
    assert cut("हिन्दी में 我们", "") == ["हिन्दी", "में", "我", "们"]
    assert terms("Bisogni, bisogno", "xx") == ["bisogni", "bisogno"]
    assert stop_words("xx") == frozenset()


@given(st.text(alphabet=st.sampled_from(LETTERS), max_size=60), st.sampled_from(["fr", "en", "xx"]))
def test_words_never_overlap_and_hold_a_letter_or_a_digit(text, language):
    found = list(spans(text, language))
    assert all(a < b for a, b in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    assert all(any(c.isalnum() for c in text[a:b]) for a, b in found)
    outside = set(range(len(text))) - {i for a, b in found for i in range(a, b)}
    assert not any(text[i].isalpha() for i in outside)


def test_a_hundred_thousand_words_without_a_full_stop_are_read():
    text = "j'attends qu'on me rappelle " * 20_000
    counts, found = count([text], ["fr"])
    assert found == ["attendre", "rappeler"] and counts.toarray().tolist() == [[20_000, 20_000]]


def test_lemmas_bring_forms_together_and_function_words_keep_theirs():
    assert {lemma(name, "fr") for name in ("rappelés", "rappelée", "rappelez", "rappeler")} == {"rappeler"}
    assert [lemma(name, "fr") for name in ("ils", "j'", "elles", "leurs")] == ["ils", "j'", "elles", "leurs"]
    assert lemma("attendrais", "fr") == "attendre"
    assert lemma("n'", "fr") == "ne"


@pytest.mark.parametrize(
    "text", ["LES DÉMARCHES DE MA MÈRE", "Les demarches de ma mere", "les démarches de ma mère"]
)
def test_capitals_and_missing_accents_change_no_lemma(text):
    assert terms(text) == ["démarche", "mère"]


def test_a_word_with_an_accent_is_not_taken_for_a_function_word_without():
    assert terms("je suis sûr, c'est dû, sur la rue") == ["sûr", "devoir", "rue"]


@pytest.mark.parametrize(
    ("language", "negations"),
    [
        ("fr", "ne n' pas jamais plus rien sans aucun aucune personne ni non"),
        ("en", "not n't no never nothing none without nobody nor cannot"),
    ],
)
def test_negations_are_never_left_out(language, negations):
    assert not stop_words(language) & set(negations.split())
    assert not [group for group in spoken_groups(language) if set(group.split()) & set(negations.split())]
    said = [word for name in negations.split() for word in terms(f"{name} bus", language, reduce="form")]
    assert [word for word in said if word != "bus"] == negations.split()


def test_spoken_markers_are_left_out_and_come_back_on_demand():
    assert terms("Ben euh, du coup, tu vois, le bus, quoi") == ["bus"]
    assert "coup" in terms("un coup de bus") and "coup" not in terms("du coup, le bus")
    assert "euh" in terms("euh, le bus", stop=False)


def test_groups_of_words_are_one_term_in_all_their_forms():
    assert terms("des travailleuses, un travailleur social, les travailleurs sociaux") == [
        "travailleur", "travailleur social", "travailleur social",
    ]  # fmt: skip
    assert terms("la mise en place", expressions=False) == ["mise", "place"]
    found = words.reduced(words.read(["Les Travailleurs  sociaux disent"], ["fr"]))
    assert (found.start[0], found.end[0]) == (4, 25)


def test_a_group_does_not_reach_over_two_texts():
    counts, found = count(["un travailleur", "social"], ["fr", "fr"])
    assert found == ["social", "travailleur"] and counts.sum() == 2


def test_texts_in_two_languages_are_each_read_in_theirs():
    counts, found = count(["les besoins", "the needs"], ["fr", "en"])
    assert found == ["besoin", "need"] and counts.toarray().tolist() == [[1, 0], [0, 1]]


def test_empty_texts_have_rows_of_nothing():
    counts, found = count(["", " … ", "bus"], ["fr", "", "fr"])
    assert counts.shape == (3, 1) and found == ["bus"] and counts.sum() == 1
    counts, found = count([], [])
    assert counts.shape == (0, 0) and found == []


def test_counts_follow_the_texts_whatever_their_order():
    texts = ["un bus, des bus", "pas de bus", "la mise en place d'un rendez-vous", "", "J'attends"]
    counts, found = count(texts, ["fr"] * 5)
    order = [3, 1, 4, 0, 2]
    random.Random(2).shuffle(order)
    again, same = count([texts[i] for i in order], ["fr"] * 5)
    assert same == found and (again.toarray() == counts.toarray()[order]).all()


def test_stems_are_there_by_name_and_other_names_are_refused():
    assert terms("des attentes, il attendait", reduce="stem") == ["attent", "attend"]
    assert reducer("stem")("attentes", "xx") == "attentes"
    with pytest.raises(Invalid, match="lemma, stem, form, spacy"):
        reducer("spelling")


def test_tokens_give_each_word_its_place_its_form_and_its_lemma():
    text = "Rappelez-moi à l’École"
    found = tokens(text, "fr")
    assert [text[token.start : token.end] for token in found] == ["Rappelez", "moi", "à", "l’", "École"]
    assert [token.form for token in found] == ["rappelez", "moi", "à", "l'", "école"]
    assert found[0].lemma == "rappeler"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_group_of_the_lists_is_found_as_it_is_written(language):
    for group in expressions(language):
        if " " in group:
            assert terms(group, language) == [group], group


def test_forms_are_composed_and_plain():
    assert form("QU’") == "qu'" and form("E\u0301tat") == "état" and form("R.S.A") == "rsa"
