"""Facts about people from a sheet: one row a person, one column a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from workbench.corpus import registry
from workbench.corpus.attributes import TYPES, as_stored, column_type
from workbench.corpus.facts import set_facts
from workbench.corpus.formats import csv, xlsx
from workbench.corpus.importing import PathLike
from workbench.corpus.limits import check_size
from workbench.corpus.speakers import person_key
from workbench.corpus.tables import column_of
from workbench.errors import ImportRefused, Invalid
from workbench.i18n import t
from workbench.project import Project, schema
from workbench.project.journal import Gesture
from workbench.text import fold

_CASE_COLUMNS = ("case", "cas", "nom", "name", "speaker", "locuteur", "locutrice", "participant",
                 "participante", "personne", "prenom", "pseudonyme", "code", "id")  # fmt: skip


@dataclass(slots=True)
class AttributeReport:
    """What joined: the type of each column, the cases that received facts, the names that met nobody."""

    file: str
    types: dict[str, str]
    cases: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        columns = ", ".join(f"{name} ({t(f'corpus.type.{kind}')})" for name, kind in self.types.items())
        lines = [t("corpus.attributes.joined", n=len(self.cases), columns=columns)]
        for group in ("unknown", "ambiguous"):
            if names := getattr(self, group):
                lines.append(t(f"corpus.attributes.{group}", n=len(names), names=", ".join(names)))
        return "\n".join([*lines, *self.warnings])

    __repr__ = __str__


def import_attributes(
    project: Project,
    path: PathLike,
    *,
    case: str | None = None,
    source: str | None = None,
    types: Mapping[str, str] | None = None,
) -> AttributeReport:
    """Return which rows of a csv or xlsx sheet met a case, after writing their facts in one gesture.

    `case` names the column that holds the persons' names, compared without case, accents and the order
    of first and family names. `source` names the column that holds the source's or the file's name,
    which labels such as L1 or Animatrice need, being somebody else in each file. Types (text, integer,
    decimal, date, boolean) are guessed from all the values of a column; `types` sets them.

    >>> import pathlib, workbench
    >>> from workbench.corpus import import_sources
    >>> _ = pathlib.Path("fg1.txt").write_text("NADIA : Oui.\\nYANIS : Non.", encoding="utf-8")
    >>> _ = pathlib.Path("people.csv").write_text("nom;age\\nNadia;34\\nKarim;50", encoding="utf-8")
    >>> with workbench.create_project("a.workbench", title="Insertion", coder="Ana") as project:
    ...     _ = import_sources(project, "fg1.txt")
    ...     print(import_attributes(project, "people.csv", case="nom"))
    1 person received attributes: age (whole number).
    1 name unknown to the project: Karim.
    """
    file = Path(path).expanduser()
    rows, warnings = _rows(file)
    names, rows = [name.strip() for name in rows[0]], rows[1:]
    person = column_of(file, names, case) if case else _guess(file, names, warnings)
    place = column_of(file, names, source) if source else None
    kinds = _types(file, names, rows, {person, place}, types or {})
    report = AttributeReport(file.name, {names[at]: kind for at, kind in kinds.items()}, warnings=warnings)
    with project.gesture("import_attributes", n=0) as gesture:
        index = _Index(gesture)
        facts: dict[int, dict[str, tuple[str, str]]] = {}
        for row in rows:
            name = _cell(row, person)
            if not name:
                continue
            found = index.find(name, _cell(row, place) if place is not None else "")
            if len(found) != 1:
                (report.ambiguous if found else report.unknown).append(name)
                continue
            stated = facts.setdefault(found[0], {})
            for at, kind in kinds.items():
                if value := as_stored(_cell(row, at), kind):
                    stated[names[at]] = (kind, value)
        set_facts(gesture, facts)
        report.cases = list(facts)
        gesture.params["n"] = len(facts)
    return report


def _rows(file: Path) -> tuple[list[list[str]], list[str]]:
    check_size(file)
    reader, warnings = registry.recognise(file)
    if reader.name not in {"csv", "xlsx"}:
        raise ImportRefused("corpus.not_a_sheet", file=file.name)
    with registry.refusing(file):
        rows, more = xlsx.rows_of(file) if reader.name == "xlsx" else csv.rows_of(file)
    return rows, warnings + more


def _guess(file: Path, names: list[str], warnings: list[str]) -> int:
    folded = [fold(name) for name in names]
    for wanted in _CASE_COLUMNS:
        if wanted in folded:
            at = folded.index(wanted)
            warnings.append(t("corpus.warning.case_column_guessed", column=names[at]))
            return at
    raise ImportRefused("corpus.no_case_column", file=file.name, columns=", ".join(names[:15]))


def _types(
    file: Path, names: list[str], rows: list[list[str]], keys: set[int | None], forced: Mapping[str, str]
) -> dict[int, str]:
    given = {column_of(file, names, name): kind for name, kind in forced.items()}
    kinds = {}
    for at, name in enumerate(names):
        if not name or at in keys:
            continue
        values = [_cell(row, at) for row in rows]
        kind = given.get(at) or column_type(values)
        if kind not in TYPES:
            raise Invalid("corpus.no_such_type", type=kind, known=", ".join(TYPES))
        for rank, value in enumerate(values, start=2):
            if value and as_stored(value, kind) is None:
                raise Invalid(
                    "corpus.not_of_type", column=name, row=rank, value=value, type=t(f"corpus.type.{kind}")
                )
        kinds[at] = kind
    return kinds


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


class _Index:
    """The cases of a project by what their names share, and where those limited to a source belong."""

    def __init__(self, gesture: Gesture) -> None:
        s, c, p = schema.source.c, schema.case.c, schema.passage.c
        self._cases: dict[str, list[tuple[int, int | None]]] = {}
        for row in gesture.connection.execute(select(c.id, c.name, c.source_id)):
            self._cases.setdefault(person_key(row.name), []).append((row.id, row.source_id))
        self._sources: dict[int, set[str]] = {}
        for source_id, name, file in gesture.connection.execute(select(s.id, s.name, s.file_name)):
            written = (name, file, Path(file).stem)
            self._sources[source_id] = {fold(one) for one in written if one}
        spoken = select(p.case_id, p.source_id).where(p.case_id.is_not(None)).distinct()
        self._heard: dict[int, set[int]] = {}
        for case_id, source_id in gesture.connection.execute(spoken):
            self._heard.setdefault(case_id, set()).add(source_id)

    def find(self, name: str, place: str) -> list[int]:
        """The cases of that name; where a place is told, those heard there come first."""
        found = self._cases.get(person_key(name), [])
        if place:
            here = {source for source, names in self._sources.items() if fold(place) in names}
            there = [case for case, limit in found if limit in here or self._heard.get(case, set()) & here]
            if there:
                return there
        everywhere = [case for case, limit in found if limit is None]
        return everywhere or ([] if place else [case for case, _ in found])
