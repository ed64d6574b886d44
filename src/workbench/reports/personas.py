"""The cards of personas as a document, a page to print, a picture, or plain values for another program."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from workbench import i18n
from workbench.errors import Invalid
from workbench.model import PALETTE
from workbench.outgoing import written
from workbench.paper import Paper
from workbench.personas import FIELDS, read_fields, read_personas
from workbench.personas.reading import quotes
from workbench.project import Project
from workbench.reports.persona_pages import draw_pages, picture


def persona_cards(project: Project, path: str | os.PathLike[str], language: str | None = None) -> Path:
    """The path of the personas of a project, written as .docx, .html, .pdf, .png or .json.

    Each with its size, how firm it is, six fields with how many people each value holds of here and
    elsewhere, what a person wrote told apart from what was computed, and quotes of who agreed. pdf: a page a
    persona; png: the same pages side by side; json: the values, under `"version": 1`. Raises Invalid for
    another suffix, where there is no persona, or a place that cannot be written.

    >>> persona_cards(project, "personas.pdf")                             # doctest: +SKIP
    """
    path, language = Path(path), language or i18n.language()
    suffix = path.suffix.lower()
    if suffix not in {".docx", ".html", ".pdf", ".png", ".json"}:
        raise Invalid("errors.unknown_suffix", file=path.name, known=".docx, .html, .pdf, .png, .json")
    told = cards(project, language)
    if not told:
        raise Invalid("persona_cards.nobody", title=project.title)
    if suffix in {".docx", ".html"}:
        return _paper(project, told, language).write(path)
    with written(path) as part:
        if suffix == ".json":
            whole = {"version": 1, "title": project.title, "language": language, "personas": told}
            part.write_text(
                json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False), encoding="utf-8"
            )
        else:
            drawn = [{**card, "facts": facts(card, language)} for card in told]
            pages = draw_pages(drawn, project.title, language)
            part.write_bytes(pages if suffix == ".pdf" else picture(pages))
    return path


def cards(project: Project, language: str | None = None) -> list[dict[str, Any]]:
    """The personas as plain values, the largest first: what every format shows."""
    with project.read():
        table, fields = read_personas(project), read_fields(project)
        said = quotes(project, table.index.tolist())
    told = []
    for at, (persona, row) in enumerate(zip(table.index.tolist(), table.to_dict("records"), strict=True)):
        mine: list[Any] = fields[fields["persona_id"] == persona].to_dict("records")
        known = row["jaccard"] == row["jaccard"]
        told.append(
            {
                "id": persona, "name": row["name"], "summary": row["summary"], "origin": row["origin"],
                "people": row["size"], "share": round(row["share"], 4), "colour": PALETTE[at % len(PALETTE)],
                "jaccard": row["jaccard"] if known else None, "firmness": row["firmness"],
                "fields": {field: [_value(one) for one in mine if one["field"] == field] for field in FIELDS},
                "quotes": [
                    {"words": one["verbatim"], "who": one["speaker"] or one["case"], "source": one["source"]}
                    for one in said[persona].to_dict("records")
                ],
            }
        )  # fmt: skip
    return told


def facts(card: dict[str, Any], language: str) -> str:
    """How many people a persona is made of and how firm it is, in words."""
    people = i18n.t("persona_explorer.card.people", language, n=card["people"])
    firm = f"firmness.{card['firmness']}" if card["firmness"] else "card.by_hand"
    return f"{people} · {card['share']:.0%} · {i18n.t(f'persona_explorer.{firm}', language)}".replace(
        "%", " %"
    )


def _value(one: dict[str, Any]) -> dict[str, Any]:
    names = ("value", "origin", "was", "topic", "label", "n_in", "of_in", "n_out", "of_out")
    return {**{name: one[name] for name in names}, "q": one["q"] if one["q"] == one["q"] else None}


def _paper(project: Project, told: list[dict[str, Any]], language: str) -> Paper:
    paper = Paper(_t("title", language, project=project.title), language)
    paper.note(_t("what_it_is", language))
    for card in told:
        paper.heading(card["name"])
        paper.paragraph(facts(card, language))
        if card["summary"]:
            paper.paragraph(card["summary"])
        header = [_t(f"column.{name}", language) for name in ("field", "value", "here", "elsewhere")]
        rows = []
        for field in FIELDS:
            name = i18n.t(f"persona_explorer.field.{field}", language)
            values = card["fields"][field]
            rows += [[name if at == 0 else "", *_cells(one, language)] for at, one in enumerate(values)]
            if not values:
                rows.append([name, i18n.t("persona_explorer.field.undocumented", language), "", ""])
        paper.table(header, rows)
        for quote in card["quotes"]:
            paper.quote(quote["words"], ", ".join(filter(None, [quote["who"], quote["source"]])))
    return paper


def _cells(one: dict[str, Any], language: str) -> list[str]:
    words = one["value"]
    if one["origin"] == "edited":
        words += f" ({i18n.t('persona_explorer.line.edited', language)})"
    if not one["of_in"]:
        return [words, "–", "–"]
    return [
        words,
        *(
            i18n.t("persona_explorer.line.count", language, n=n, of=of)
            for n, of in ((one["n_in"], one["of_in"]), (one["n_out"], one["of_out"]))
        ),
    ]


def _t(key: str, language: str, **params: Any) -> str:
    return i18n.t("persona_cards." + key, language, **params)
