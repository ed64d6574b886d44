"""From the form of a word to what it is counted under: its lemma, its stem, or the form itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Literal

from workbench.errors import Invalid
from workbench.lexical.lists import lemmas, stop_words
from workbench.text import fold

Reduce = Literal["lemma", "stem", "form", "spacy"]

#: The languages of NLTK's Snowball stemmers.
_SNOWBALL = {
    "ar": "arabic", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french",
    "de": "german", "hu": "hungarian", "it": "italian", "nb": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "es": "spanish", "sv": "swedish",
}  # fmt: skip


def reducer(reduce: Reduce) -> Callable[[str, str], str]:
    """The function (form, language) → term of that name. Raises Invalid for another name.

    "spacy" reads the sentence and not the form alone: see `tagging.tagged`; for a form alone it is "lemma".

    >>> reducer("stem")("attentes", "fr"), reducer("form")("attentes", "fr")
    ('attent', 'attentes')
    """
    known: dict[str, Callable[[str, str], str]] = {
        "lemma": lemma, "stem": _stem, "form": lambda form, language: form, "spacy": lemma,
    }  # fmt: skip
    if reduce not in known:
        raise Invalid("lexical.unknown_reduce", reduce=reduce, known=", ".join(known))
    return known[reduce]


@lru_cache(maxsize=1 << 18)
def lemma(form: str, language: str) -> str:
    """The dictionary form of a word (see `cutting.form`), with its accents, given back where they miss.

    Function words keep their form. A word no dictionary knows, or of a language that has none, is its
    own lemma. The same form always has the same lemma: "suis" is « être », never « suivre ».
    Source: the dictionaries of simplemma, with the exceptions of `data/lemmas_<language>.txt`.

    >>> [lemma(form, "fr") for form in ("rappelés", "voudrais", "ils", "DEMARCHES".lower(), "pas")]
    ['rappeler', 'vouloir', 'ils', 'démarche', 'pas']
    >>> lemma("needs", "en"), lemma("needs", "xx")
    ('need', 'needs')
    """
    if form in lemmas(language):
        return lemmas(language)[form]
    if form in stop_words(language) or not _has_dictionary(language):
        return form
    from simplemma import is_known, lemmatize

    if not is_known(form, language):
        form = _accented(language).get(bare(form), form)
    # Twice: the dictionary takes "rappelés" to "rappelé", but "rappelé" to "rappeler".
    return str(lemmatize(lemmatize(form, language), language)).lower()


@lru_cache(maxsize=1 << 18)
def bare(word: str) -> str:
    """A word without case, accents and ligatures, to find it however it was typed.

    >>> bare("Sœur"), bare("Été")
    ('soeur', 'ete')
    """
    return fold(word).replace("œ", "oe").replace("æ", "ae")


@cache
def _accented(language: str) -> dict[str, str]:
    """The words of the dictionary that bear accents, by what is left of them without.

    Where several are spelt alike without accents, the one with the fewest is the likeliest.
    """
    dictionary = _dictionary(language)
    found: dict[str, str] = {}
    for word in dictionary:
        if not word.isascii():
            key = bare.__wrapped__(word)
            if key not in found or _weight(word) < _weight(found[key]):
                found[key] = word
    # Words that never change are in the dictionary only as what others come from.
    for word in dictionary.values():
        found.pop(word, None)
    return found


def _weight(word: str) -> tuple[int, str]:
    return sum(not letter.isascii() for letter in word), word


@cache
def _has_dictionary(language: str) -> bool:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES


def _dictionary(language: str) -> Any:
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)


@lru_cache(maxsize=1 << 18)
def _stem(form: str, language: str) -> str:
    if form in stop_words(language) or language not in _SNOWBALL:
        return form
    return str(_stemmer(language).stem(form))


@cache
def _stemmer(language: str) -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer(_SNOWBALL[language])
