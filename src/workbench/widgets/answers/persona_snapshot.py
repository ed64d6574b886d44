"""A snapshot as the page of personas shows it: what was published, and nothing behind a number."""

from __future__ import annotations

from typing import Any


def cards(shown: dict[str, Any]) -> dict[str, Any]:
    """The cards of a snapshot in the shape of those of a project; people are counts, never rows."""
    whole = {tuple(cell): n for cell, n in shown["counts"]}.get((None,) * len(shown["filters"]))
    blank = {"topic": "", "label": "", "was": "", "feature": "", "of_in": 0, "n_out": 0, "of_out": 0,
             "q": None, "members": []}  # fmt: skip
    return {
        "personas": [
            {"id": at, "name": persona["name"], "summary": persona["summary"], "status": "accepted",
             "origin": "snapshot", "firmness": "", "jaccard": None, "medoid": None, "medoid_name": "",
             "moved": 0, "members": [],
             "fields": [
                 {**blank, "id": 1000 * at + place, "field": field["name"], "value": field["value"],
                  "origin": field["origin"]}
                 for place, field in enumerate(persona["fields"])
             ]}
            for at, persona in enumerate(shown["personas"], start=1)
        ],
        "people": [],
        "everybody": whole or 0,
        "filters": [{**each, "of": []} for each in shown["filters"][1:]],
        "run": None,
        "snapshot": {"k": shown["k"], "day": shown["at"][:10], "counts": shown["counts"]},
    }  # fmt: skip


def below(shown: dict[str, Any]) -> dict[str, Any]:
    """The quotes and the needs of the personas of a snapshot."""
    numbered = list(enumerate(shown["personas"], start=1))
    return {
        "journeys": {},
        "quotes": {
            str(at): [{"verbatim": words, "speaker": "", "case": ""} for words in persona["quotes"]]
            for at, persona in numbered
        },
        "needs": {
            str(at): [
                {"id": number, "name": need["name"], "kind": need["kind"],
                 "people": need["personas"][persona["name"]]}
                for number, need in enumerate(shown["needs"])
                if need["personas"].get(persona["name"])
            ]
            for at, persona in numbered
        },
    }  # fmt: skip
