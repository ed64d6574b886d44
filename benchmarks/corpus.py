"""Transcripts to measure with: plausible French turns from a seeded generator, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import workbench
from workbench.coding import add_code
from workbench.corpus import import_sources
from workbench.project import Project, schema

MODERATOR = "ANIMATRICE"
SPEAKERS = ("NADIA", "YANIS", "Mme KOUASSI", "BRUNO", "ÉLODIE", "TARIK", "JOSIANE")

_OPENINGS = (
    "Ben", "Euh", "Enfin", "Moi", "En fait", "Après", "Du coup", "Franchement", "Voilà", "Bon", "Et puis",
    "Alors", "Comment dire", "Non mais", "Oui", "Au début", "À la fin", "Une fois", "Souvent", "Des fois",
)  # fmt: skip
_SUBJECTS = (
    "la conseillère", "le formateur", "ma mère", "mon voisin", "on", "le patron", "la dame de l'accueil",
    "l'assistante", "tout le monde", "le groupe", "mon fils",  # codespell:ignore
    "l'agence", "la boîte d'intérim", "le docteur",
)  # fmt: skip
_VERBS = (
    "m'a rappelé", "m'a donné un papier", "a pris le temps", "n'a rien dit",  # codespell:ignore
    "m'a expliqué",
    "a changé d'avis", "m'a envoyé un message", "est parti", "a tout recommencé", "m'a fait confiance",
    "a perdu le dossier",
    "m'a demandé d'attendre", "nous a reçus", "a promis une réponse",  # codespell:ignore
    "s'est énervé",
    "m'a accompagné",
)  # fmt: skip
_PLACES = (
    "à la mission locale", "au deuxième rendez-vous", "dans le bus", "pendant le stage", "chez moi",
    "devant les autres", "à l'atelier", "le lundi matin", "au téléphone", "en sortant", "avant l'été",
    "à la préfecture", "pour le permis", "avec les horaires de nuit", "sans prévenir", "depuis trois ans",
)  # fmt: skip
_TAILS = (
    "c'est tout ce que je voulais", "je savais plus à qui parler", "j'ai repris courage",
    "ça m'a mis en colère", "j'attends encore", "je me suis débrouillée", "on verra bien",  # codespell:ignore
    "c'est pas rien, quand même", "j'aurais aimé qu'on m'écoute", "ça change tout",
    "je ne demande pas la lune", "il faut bien commencer quelque part", "personne ne m'avait dit ça",
    "j'y croyais plus", "ça m'a fait du bien d'en parler", "je sais pas si je vais tenir",  # codespell:ignore
)  # fmt: skip
# Marks of one to seven code points, so that a slip between offsets of Python and of the browser shows.
_EMOJI = ("🙂", "👍🏽", "😅", "👩🏽‍💻", "🇫🇷", "❤️")


def turns(seed: int, length: int) -> Iterator[tuple[str, str]]:
    """Endless (speaker, words), the words of about `length` characters."""
    draw = random.Random(seed)
    while True:
        speaker = MODERATOR if draw.random() < 0.15 else draw.choice(SPEAKERS)
        words = _sentence(draw)
        target = length * draw.uniform(0.5, 1.5)
        while len(words) < target:
            words += " " + _sentence(draw)
        yield speaker, words


def transcript(n: int, size: int, *, seed: int = 1) -> str:
    """A focus group of `n` turns and about `size` bytes of UTF-8, one turn a paragraph."""
    # The last sentence runs over by 40; a label and a blank line take 14; accents make bytes of 5 % more.
    length = int(size / n / 1.04) - 40 - 14
    return "\n\n".join(f"{speaker} : {words}" for speaker, words in islice(turns(seed, length), n))


def paragraphs(n: int, size: int, *, seed: int = 1) -> list[str]:
    """`n` paragraphs without speakers, about `size` bytes of UTF-8 in all."""
    return [words for _, words in islice(turns(seed, int(size / n / 1.04) - 42), n)]


def build_project(
    path: Path, *, turns: int, size: int, codings: int, sources: int = 1, codes: int = 40
) -> Path:
    """Write a project of `sources` transcripts, each of `turns` and `size`, with `codings` in all."""
    with workbench.create_project(path, title="Mesure", coder="Ana", language="fr") as project:
        files = []
        for number in range(sources):
            file = path.with_name(f"FG{number + 1}.txt")
            file.write_text(transcript(turns, size, seed=number + 1), encoding="utf-8")
            files.append(file)
        report = import_sources(project, files)
        assert len(project.passages()) == turns * sources, report
        tree = _codebook(project, codes)
        _code(project, tree, codings)
    return path


@dataclass(frozen=True)
class Span:
    """A segment to code, in code points."""

    source: int
    start: int
    end: int


def spans(project: Project, n: int, *, seed: int = 7) -> list[Span]:
    """`n` segments of 20 to 160 characters, each inside a turn, in the order they were drawn."""
    draw = random.Random(seed)
    passages = project.passages()
    long = passages[passages["end"] - passages["start"] > 40]
    places = list(zip(long["source_id"], long["start"], long["end"], strict=True))
    drawn = []
    for _ in range(n):
        source, first, last = draw.choice(places)
        start = draw.randrange(first, last - 30)
        drawn.append(Span(int(source), start, min(last, start + draw.randrange(20, 160))))
    return drawn


def byte_spans(lines: Sequence[str], n: int, *, seed: int = 7) -> list[tuple[int, int]]:
    """`n` segments of words, each inside a line, in UTF-8 bytes of the lines joined by line ends."""
    draw = random.Random(seed)
    places, at = [], 0
    for line in lines:
        size = len(line.encode())
        places.append((at, at + size, line))
        at += size + 1
    drawn = []
    for _ in range(n):
        first, _, line = draw.choice(places)
        start = draw.randrange(len(line) // 2)
        end = min(len(line), start + draw.randrange(20, 160))
        drawn.append((first + len(line[:start].encode()), first + len(line[:end].encode())))
    return drawn


def _sentence(draw: random.Random) -> str:
    opening, subject = draw.choice(_OPENINGS), draw.choice(_SUBJECTS)
    hesitation = draw.choice(("", "", "", "euh, ", "hein, ", "tu vois, "))
    act = f"{draw.choice(_VERBS)} {draw.choice(_PLACES)}, {draw.choice(_TAILS)}"
    words = f"{opening}, {hesitation}{subject} {act}"
    return f"{words} {draw.choice(_EMOJI)}." if draw.random() < 0.03 else f"{words}."


def _codebook(project: Project, n: int) -> list[int]:
    """The ids of `n` codes, five under each heading."""
    ids: list[int] = []
    for number in range(n):
        parent = None if number % 5 == 0 else ids[number - number % 5]
        name = f"{('Attente', 'Frein', 'Appui', 'Lien')[number % 4]} {number + 1}"
        ids.append(add_code(project, name, parent=parent))
    return ids


def _code(project: Project, codes: Sequence[int], n: int) -> None:
    draw = random.Random(11)
    coder = project.coder
    assert coder is not None
    with project.gesture("autocode", pattern="…", code="…", n=n, unit="match") as gesture:
        rows = [
            {"source_id": span.source, "start": span.start, "end": span.end,
             "code_id": draw.choice(codes), "coder_id": coder.id}
            for span in spans(project, n)
        ]  # fmt: skip
        gesture.insert(schema.coding, rows)
