"""The same export as other programs would have written it: encoding, separator, line ends, order."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
SEPARATORS = (",", ";", "\t")
LINE_ENDS = ("\n", "\r\n")


def variations(sample: Path, folder: Path, n: int = 20, *, keep_order: bool = False) -> Iterator[Path]:
    """Write the csv sample in `n` other ways, and yield the path of each; rows and cells stay the same."""
    with sample.open(encoding="utf-8", newline="") as stream:
        separator = ";" if ";" in sample.read_text(encoding="utf-8").split("\n")[0].replace('"', "") else ","
        rows = list(csv.reader(stream, delimiter=separator))
    text = sample.read_text(encoding="utf-8")
    for seed in range(n):
        chance = random.Random(seed)
        encoding = ENCODINGS[seed % len(ENCODINGS)]
        if not _fits(text, encoding):
            encoding = "utf-8"
        order = list(range(len(rows[0])))
        if not keep_order:
            chance.shuffle(order)
        out = io.StringIO()
        # Cells that stand empty at the end of a footer stay away, as in the file.
        writer = csv.writer(
            out,
            delimiter=SEPARATORS[seed % len(SEPARATORS)],
            lineterminator=LINE_ENDS[seed // 2 % 2],
            quoting=chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
        )
        for row in rows:
            writer.writerow([row[at] for at in order] if len(row) == len(order) else row)
        path = folder / f"{sample.stem}_{seed}.csv"
        path.write_bytes(out.getvalue().encode(encoding))
        yield path


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
