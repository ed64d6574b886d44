"""The star schema on the disk: one file a table, checked against one another before it takes its place."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench import tables
from workbench.errors import Invalid
from workbench.project import Project
from workbench.reports.star_tables import KEYS, star

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv", "parquet")
#: The file that lists the others, with their rows: what tells a star from any other folder.
_LIST = "tables.csv"
#: A key that leads to a dimension under another name.
_SAME = {"parent_key": "code_key"}


def star_schema(
    project: Project,
    folder: str | os.PathLike[str],
    *,
    format: Literal["csv", "parquet"] = "csv",
    service: str | None = None,
) -> Path:
    """The path of a folder of tables for Power BI, Tableau or Looker Studio, one file a table.

    Dimensions: dim_date, dim_service, dim_person, dim_persona, dim_code, dim_source, dim_question; facts:
    fact_segment_code (one row a coding), fact_answer (one row a closed answer or ticked choice),
    fact_feedback (answers on a scale), fact_contact, fact_gap; bridge_person_persona says who belongs to
    which persona. Keys are whole numbers; row 0 of a dimension stands for what is not known, so that every
    key of a fact is found. Days are numbers like 20260731. No words of people, names of people or sources,
    consents nor open answers go out: a person is a pseudonym, with the attributes that are numbers, days,
    yes or no, or texts that at least two people share. `service` names the attribute that holds the service.

    csv is comma-separated UTF-8 with decimal points. A star that stands at `folder` is replaced as a whole.
    Star schemas: Kimball & Ross, *The Data Warehouse Toolkit*, 3rd ed. (2013), ch. 1. Raises Invalid for an
    unknown format or attribute, or a folder that holds something else.

    >>> star_schema(project, "tableau-de-bord", format="parquet", service="antenne")    # doctest: +SKIP
    """
    place = Path(folder).expanduser()
    if format not in FORMATS:
        raise Invalid("star.unknown_format", given=format, known=", ".join(FORMATS))
    if service is not None and service not in project.cases():
        known = ", ".join(project.attributes()["name"].drop_duplicates())
        raise Invalid("star.no_attribute", name=service, known=known)
    made = star(project, service=service)
    with _folder(place) as part:
        for name, table in made.items():
            _write(part / f"{name}.{format}", table)
        listed = [(name, f"{name}.{format}", len(table), KEYS[name]) for name, table in made.items()]
        tables.write(part / _LIST, ["table", "file", "rows", "key"], listed, plain=True)
        wrong = check_star(part).query("problems > 0")
        if len(wrong):
            raise Invalid("star.broken", tables=", ".join(wrong.index))
    return place


def check_star(folder: str | os.PathLike[str]) -> pd.DataFrame:
    """One row a table of a star that was written, read back from its file: rows, and what is wrong with it.

    Columns: rows, listed (how many it should have), repeated (keys that come twice), lost (keys that lead
    to no row of their dimension), problems (the sum of what is wrong). Raises Invalid for a folder that is
    no star.
    """
    import pandas as pd

    place = Path(folder).expanduser()
    if not (place / _LIST).is_file():
        raise Invalid("star.not_a_star", folder=place.name)
    listed = {row["table"]: row for row in tables.read(place / _LIST)}
    read = {name: _read(place / row["file"]) for name, row in listed.items()}
    homes = {KEYS[name]: set(table[KEYS[name]]) for name, table in read.items() if name.startswith("dim_")}
    rows = []
    for name, table in read.items():
        key = KEYS[name]
        repeated = int(table[key].duplicated().sum()) if key else int(table.duplicated().sum())
        lost = sum(
            int((~table[column].isin(homes[home])).sum())
            for column in table.columns
            if (home := _SAME.get(str(column), str(column))) in homes
        )
        wanted = int(listed[name]["rows"])
        rows.append((name, len(table), wanted, repeated, lost, abs(len(table) - wanted) + repeated + lost))
    columns = ["table", "rows", "listed", "repeated", "lost", "problems"]
    return pd.DataFrame(rows, columns=columns).set_index("table")


def _write(path: Path, table: pd.DataFrame) -> None:
    if path.suffix == ".parquet":
        table.to_parquet(path, index=False)
    else:
        tables.write(path, list(table.columns), table.itertuples(index=False), plain=True)


def _read(path: Path) -> pd.DataFrame:
    import pandas as pd

    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)


@contextmanager
def _folder(place: Path) -> Iterator[Path]:
    """Where to write what shall stand in the folder: it comes there whole at the end, or nothing changes."""
    if place.exists() and not (place / _LIST).is_file() and (not place.is_dir() or any(place.iterdir())):
        raise Invalid("star.not_a_star", folder=place.name)
    if not place.resolve().parent.is_dir():
        raise Invalid("errors.no_folder", location=str(place.resolve().parent))
    part, old = (place.with_name(f".workbench-{uuid.uuid4().hex[:12]}") for _ in range(2))
    try:
        part.mkdir()
        yield part
        if place.exists():
            place.replace(old)
        part.replace(place)
    except OSError as error:
        if old.exists() and not place.exists():
            old.replace(place)
        raise Invalid("errors.not_saved", file=place.name, location=str(place.parent)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
