"""Words: the whole lexical pass on 200,000 short texts, and a concordance of 1,000,000 verbatims.

The texts are made: real French forms, the frequencies of a language (Zipf), one answer a person, and an
attribute that parts them in five. A smaller run: `BENCHMARK_WORDS=0.1 python -m benchmarks words`.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

import workbench
from benchmarks.figure import Figure, median, seconds
from benchmarks.stand import Stand
from workbench import lexical
from workbench.lexical import full_text
from workbench.project import Project, schema

SHARE = float(os.environ.get("BENCHMARK_WORDS", "1"))
PASS, KWIC = int(200_000 * SHARE), int(1_000_000 * SHARE)
#: Answers of a source; a national consultation comes in files of about that many rows.
ROWS = 10_000
WORDS = 20
QUERIES = ("rapp*", "lemma:attendre", "pas de", "le", "*tion", "personne ne")


def measure(stand: Stand) -> Iterator[Figure]:
    place = stand.place("words")
    _make(place, PASS)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        steps, memory = process.submit(_pass, str(place)).result()
    note = ", ".join(f"{name} {taken:.1f} s" for name, taken in steps.items())
    yield Figure(f"lexical pass on {PASS:,} short texts", sum(steps.values()), limit=60, note=note)
    yield Figure("the same: memory of the process", memory / 1e6, limit=2000, unit="MB")
    place = stand.place("verbatims")
    _make(place, KWIC)
    with workbench.open_project(place, coder="Ana") as project:
        yield Figure(
            f"index of {KWIC:,} verbatims, once",
            seconds(lambda: full_text.current(project)),
            note="no limit set",
        )
        for query in QUERIES:
            first = seconds(lambda query=query: lexical.concordance(project, query, limit=50))
            again = median(
                seconds(lambda query=query: lexical.concordance(project, query, limit=50)) for _ in range(5)
            )
            yield Figure(
                f"concordance of {KWIC:,} verbatims, first 50 lines: {query}", again, limit=0.05,
                note=f"median of 5; the very first {first * 1000:.0f} ms",
            )  # fmt: skip


def _pass(place: str) -> tuple[dict[str, float], float]:
    """How long each table of words takes, the words being read first, and the most memory held."""
    taken: dict[str, float] = {}

    def step(name: str, act) -> None:
        taken[name] = seconds(act)

    with workbench.open_project(place, coder="Ana") as project:
        step("reading and frequencies", lambda: lexical.frequencies(project))
        step("by part", lambda: lexical.frequencies(project, "group"))
        step("specificity", lambda: lexical.specificity(project, "group"))
        step("correspondence", lambda: lexical.correspondence(project, "group"))
        step("similitude", lambda: lexical.cooccurrence(project))
        step("concordance", lambda: lexical.concordance(project, "lemma:attendre", sort="right"))
        step("word tree", lambda: lexical.word_tree(project, "pas"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken, peak * (1 if sys.platform == "darwin" else 1024)


def _make(place: Path, n: int) -> None:
    """A project of `n` short answers of `n` people."""
    draw = np.random.default_rng(1)
    forms = np.array(_forms(), dtype=object)
    with workbench.create_project(place, title="Mots", coder="Ana", language="fr") as project:
        for first in range(0, n, ROWS):
            rows = min(ROWS, n - first)
            ranks = np.minimum(draw.zipf(1.15, (rows, WORDS)) - 1, len(forms) - 1)
            answers = [" ".join(words).capitalize() + "." for words in forms[ranks]]
            _add(project, f"Réponses {first // ROWS + 1:03}", answers, draw)


def _add(project: Project, name: str, answers: list[str], draw: np.random.Generator) -> None:
    ends = np.cumsum([len(answer) + 1 for answer in answers])
    with project.gesture("import_sources", n=1, names=[name]) as gesture:
        text = "\n".join(answers)
        sha = gesture.keep(text=text)
        [source] = gesture.insert(
            schema.source,
            [{"name": name, "kind": "survey", "language": "fr", "text_sha": sha, "length": len(text)}],
        )
        people = gesture.insert(schema.case, [{"name": f"{name}, {i}"} for i in range(len(answers))])
        groups = draw.integers(1, 6, len(answers)).tolist()
        gesture.insert(
            schema.attribute,
            [{"case_id": person, "name": "group", "value": f"G{group}"}
             for person, group in zip(people, groups, strict=True)],
        )  # fmt: skip
        gesture.insert(
            schema.passage,
            [{"source_id": source, "position": i, "kind": "answer", "case_id": people[i],
              "start": int(end) - len(answer) - 1, "end": int(end) - 1}
             for i, (answer, end) in enumerate(zip(answers, ends, strict=True))],
        )  # fmt: skip


def _forms() -> list[str]:
    """Real forms: the little words first, as in any language, then 60,000 of a dictionary."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    little = ["de", "la", "le", "je", "et", "les", "à", "pas", "en", "que", "on", "un", "des", "est", "pour"]
    little += ["une", "il", "qui", "a", "dans", "ne", "ce", "c'est", "plus", "avec", "ça"]
    known = [
        word for word in DEFAULT_DICTIONARY_FACTORY.get_dictionary("fr") if word.islower() and len(word) < 14
    ]
    drawn = np.random.default_rng(7).choice(np.array(known, dtype=object), 60_000, replace=False).tolist()
    return [*little, "personne", "rappelé", "attends", "attendre", "bus", "aide", *drawn]
