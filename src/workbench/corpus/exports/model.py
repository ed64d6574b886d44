"""What every export of a survey tool, a record keeper, a log or a conversation becomes: typed columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ROLES = ("identifier", "email", "name", "phone", "ip", "answered", "complete", "question", "verbatim",
         "attribute", "event", "event_date", "event_value", "event_done", "author", "ignored")  # fmt: skip
TYPES = ("text", "integer", "decimal", "date", "moment", "boolean", "choice", "choices", "scale")
KINDS = ("answers", "records", "visits", "messages")


@dataclass
class Column:
    """A column of an export: what it is proposed to be, and why.

    `name` is unique in the export, `heading` is what the file says; `role` is one of ROLES, `type` one of
    TYPES. `choices` are those seen or declared, in order; `why` is a key of the catalogue.
    """

    name: str
    heading: str
    role: str
    type: str
    question: str = ""
    choices: tuple[str, ...] = ()
    why: str = ""


@dataclass
class Export:
    """The rows of an export with a column for each `Column.name`, and what a person has to know of it.

    The index of `rows` is the row of the file, the headings being row 1 (in JSON and XML, the rank of the
    entry). Values are None, str, int, float, bool, date, datetime (aware where the file tells the zone) or
    a tuple of str for several choices. `notes` are keys of the catalogue with what fills their places.
    """

    tool: str
    kind: str
    columns: list[Column]
    rows: pd.DataFrame
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def of(self, role: str) -> list[Column]:
        """Return the columns of that role, in the order of the file."""
        return [column for column in self.columns if column.role == role]
