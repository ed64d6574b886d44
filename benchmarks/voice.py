"""How a wish is voiced: 20,000 segments, and how far the eight voices are from those people gave."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sklearn.metrics import f1_score

from benchmarks.figure import Figure, median, seconds
from benchmarks.stand import Stand
from workbench.discovery.expectations import VOICES, voice

SENTENCES = Path(__file__).parents[1] / "tests" / "discovery"
SEGMENTS = 20_000
TOGETHER = 4  # sentences in a segment, so that it has 20 to 60 words
ROUNDS = 3


def measure(stand: Stand) -> Iterator[Figure]:
    for language, most in (("fr", 0.25), ("en", 0.30)):
        rows = _rows(language)
        segments = _segments([row["text"] for row in rows])

        def hear(segments: list[str] = segments, language: str = language) -> None:
            for segment in segments:
                voice(segment, language)

        yield Figure(
            f"voice of {SEGMENTS:,} segments ({language})",
            median(seconds(hear) for _ in range(ROUNDS)),
            limit=10,
            note=f"{sum(len(segment.split()) for segment in segments) / SEGMENTS:.0f} words each",
        )
        unseen = [row for row in rows if row["held_out"] == "1"]
        heard = [voice(row["text"], language).label for row in unseen]
        gold = [row["label"] for row in unseen]
        yield Figure(
            f"voice: 1 - macro-F1 over 8 labels ({language})",
            round(1 - float(f1_score(gold, heard, labels=list(VOICES), average="macro")), 3),
            limit=most,
            unit="",
            note=f"{len(unseen)} sentences kept aside, by the hand that wrote the grammar",
        )


def _rows(language: str) -> list[dict[str, str]]:
    with (SENTENCES / f"voices_{language}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _segments(texts: list[str]) -> list[str]:
    """Segments that differ from one another, made of whole sentences."""
    many = len(texts)
    return [
        " ".join(texts[(n * (7 + n // many) + k) % many] for k in range(TOGETHER)) for n in range(SEGMENTS)
    ]
