"""The corpora hold what their README says was planted in them, word for word."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[2] / "corpora"
TEXTS = sorted(CORPORA.glob("*.txt"))
TURN = re.compile(r"^([^\W\d_][^\[\n]*?) \[(\d\d):(\d\d):(\d\d)\] ?: (.*)$", re.M)


def turns(path):
    return TURN.findall(path.read_text(encoding="utf-8"))


def planted():
    """(file, speaker, words) of every quote in the README."""
    file = None
    for line in (CORPORA / "README.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"### (\S+\.txt)", line):
            file = heading[1]
        elif file and (quote := re.match(r'- ([^:"(]+?)(?: \([^"]*\))?: "(.+)"\s*$', line)):
            yield file, quote[1].strip(), quote[2].replace('\\"', '"')


def test_hundreds_of_quotes_are_planted():
    assert len(list(planted())) > 300


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_planted_quote_is_in_its_file_word_for_word(path):
    text = path.read_text(encoding="utf-8")
    missing = [words for file, _, words in planted() if file == path.name and words not in text]
    assert missing == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_two_turns_are_alike_but_for_back_channels(path):
    said = Counter(words for *_, words in turns(path) if len(words.split()) > 3)
    assert [words for words, n in said.items() if n > 1] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_time_codes_rise(path):
    times = [int(h) * 3600 + int(m) * 60 + int(s) for _, h, m, s, _ in turns(path)]
    assert times == sorted(times)


def test_there_are_enough_words_in_both_languages():
    words = {path.name: len(path.read_text(encoding="utf-8").split()) for path in TEXTS}
    english = words.pop("fg4_job_coaching_en.txt")
    assert sum(words.values()) >= 15_000 and english >= 3_000


def test_everyone_in_the_table_speaks_in_their_file():
    with (CORPORA / "participants.csv").open(encoding="utf-8", newline="") as file:
        table = {(row["file"], row["speaker"]) for row in csv.DictReader(file)}
    speaking = {(path.name, name) for path in TEXTS for name, *_ in turns(path)}
    assert table == speaking


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_each_file_says_that_it_is_fictional(path):
    head = path.read_text(encoding="utf-8")[:600].lower()
    assert "ficti" in head
