"""Lists of people to call back, with the headings of mailing tools: only who agreed; nothing is ever sent."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select

from workbench import i18n, personas, tables
from workbench.corpus import read_following
from workbench.corpus.recency import CALL_BACK, TYPES
from workbench.corpus.vault import Vault
from workbench.errors import Invalid
from workbench.project import Project, schema

Tool = Literal["brevo", "mailchimp", "activecampaign"]

#: The attribute of a person that says whether they may be contacted, and what says yes.
CONSENT = "consent:contact"
_YES = {"yes", "oui", "true", "1"}

#: Headings as the tools import them: e-mail, first name, last name, telephone, then what we add.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "brevo": ("EMAIL", "PRENOM", "NOM", "SMS", "MOTIF", "MESSAGE", "PERSONA", "CONSEIL"),
    "mailchimp": ("Email Address", "First Name", "Last Name", "Phone Number", "Reason", "Message", "Tags",
                  "Advice"),
    "activecampaign": ("Email", "First Name", "Last Name", "Phone", "Reason", "Message", "Tags", "Advice"),
}  # fmt: skip
#: Fields of a persona that help whoever calls.
_ADVICE = ("communication", "levers")
_PSEUDONYM = re.compile(r"P-[0-9A-Z]{10}")


@dataclass(frozen=True)
class FollowUps:
    """A list that was written: where, how many people are in it, and how many are not, and why."""

    path: Path
    written: int
    without_consent: int
    without_address: int

    def __str__(self) -> str:
        numbers: dict[str, Any] = {
            "n": self.written,
            "consent": self.without_consent,
            "address": self.without_address,
        }
        return i18n.t("follow_ups.report", file=self.path.name, **numbers)


def follow_up_list(
    project: Project,
    path: str | os.PathLike[str],
    vault: Vault,
    *,
    tool: Tool = "brevo",
    types: Sequence[str] = CALL_BACK,
    today: date | str | None = None,
    window: int = 180,
) -> FollowUps:
    """A list of people to call back, as .csv or .xlsx with the headings that `tool` imports.

    In it: people whose profile (`corpus.read_following`) is one of `types`, who agreed to be contacted (the
    attribute `consent:contact` says yes) and whose e-mail the vault knows. Each has the reason, a message to
    start from, the persona they belong to and what is known to help people like them. Names and addresses
    come out of the vault into this file and nowhere else; nothing is sent to anyone.

    Raises Invalid for an unknown tool or profile, another suffix or a place that cannot be written.

    >>> vault = open_vault("people.vault", "cerises et noyaux")             # doctest: +SKIP
    >>> print(follow_up_list(project, "relance.csv", vault, tool="mailchimp"))  # doctest: +SKIP
    """
    if tool not in _HEADINGS:
        raise Invalid("follow_ups.unknown_tool", given=tool, known=", ".join(_HEADINGS))
    unknown = [one for one in types if one not in TYPES]
    if unknown:
        raise Invalid("follow_ups.unknown_profile", given=unknown[0], known=", ".join(TYPES))
    followed, _ = read_following(project, today, window)
    wanted = followed[followed["type"].isin(types)].sort_values(["type", "days"], kind="stable")
    agreed, keys, advice = _agreed(project), _keys(project), _personas(project)
    rows, without_address = [], 0
    for case, told in wanted.iterrows():
        if case not in agreed:
            continue
        known = next((vault.people[key] for key in keys.get(int(str(case)), ()) if key in vault.people), {})
        if not known.get("email"):
            without_address += 1
            continue
        rows.append(_row(known, told, advice.get(int(str(case)), ("", "")), project.language))
    place = tables.write(Path(path), _HEADINGS[tool], rows, plain=tool != "brevo")
    return FollowUps(place, len(rows), len(wanted) - len(rows) - without_address, without_address)


def _row(known: dict[str, str], told: Any, persona: tuple[str, str], language: str) -> list[str]:
    first, _, last = known.get("name", "").strip().partition(" ")
    never = told["last"] is None or told["last"] != told["last"]
    day = "" if never else told["last"].date().isoformat()
    kind = str(told["type"])
    reason = i18n.t(f"follow_ups.reason.{kind}", language, n=int(told["kept"]), day=day)
    message = i18n.t(f"follow_ups.message.{kind}", language, name=f" {first}" if first else "")
    # No plus before the country: spreadsheets would take it for a formula, and the tools do without.
    phone = re.sub(r"\D", "", known.get("phone", ""))
    return [known["email"], first, last.strip(), phone, reason, message, *persona]


def _agreed(project: Project) -> set[int]:
    noted = project.attributes().query("name == @CONSENT", local_dict={"CONSENT": CONSENT})
    return {
        case
        for case, value in zip(noted["case_id"].tolist(), noted["value"], strict=True)
        if value.casefold() in _YES
    }


def _keys(project: Project) -> dict[int, list[str]]:
    """The pseudonyms of each case: its name, and those under which other files know it."""
    c, a = schema.case.c, schema.attribute.c
    with project.read() as connection:
        rows = [tuple(row) for row in connection.execute(select(c.id, c.name))]
        rows += [tuple(row) for row in connection.execute(select(a.case_id, a.value).where(a.type == "key"))]
    keys: dict[int, list[str]] = {}
    for case, key in rows:
        if _PSEUDONYM.fullmatch(key):
            keys.setdefault(case, []).append(key)
    return keys


def _personas(project: Project) -> dict[int, tuple[str, str]]:
    """The persona of each person, and what helps people like them."""
    fields = personas.read_fields(project)
    helps = fields[fields["field"].isin(_ADVICE)]
    told: dict[int, tuple[str, str]] = {}
    for persona, row in personas.read_personas(project).iterrows():
        advice = " ; ".join(helps.loc[helps["persona_id"] == persona, "value"])
        told |= dict.fromkeys(row["members"], (row["name"], advice))
    return told
