"""Lists of people to call back: only who agreed, with what the tools import, and a reason for each."""

from __future__ import annotations

import csv

import pytest

from workbench import personas
from workbench.corpus.vault import open_vault
from workbench.errors import Invalid
from workbench.project import schema
from workbench.reports import follow_up_list

KEY = "P-7F3K2QXM4D"


@pytest.fixture
def vault(tmp_path):
    vault = open_vault(tmp_path / "people.vault", "cerises et noyaux")
    vault.keep(KEY, {"name": "Nadia Ben Ali", "email": "nadia@example.test", "phone": "+33 6 12 34 56 78"})
    vault.keep("P-7F3K2QXM4E", {"name": "Yanis"})
    return vault


@pytest.fixture
def followed(tiny_corpus):
    """Three people who never really started: one agreed, one has no address, one said nothing."""
    p = tiny_corpus
    cases = p.cases()
    people = [int(case) for case in cases.index[cases["role"] == "participant"][:3]]
    with p.gesture("import_attributes", n=3) as g:
        g.insert(
            schema.attribute,
            [
                {"case_id": people[0], "name": "consent:contact", "type": "text", "value": "Oui"},
                {"case_id": people[0], "name": "key 1", "type": "key", "value": KEY},
                {"case_id": people[1], "name": "consent:contact", "type": "text", "value": "yes"},
                {"case_id": people[1], "name": "key 1", "type": "key", "value": "P-7F3K2QXM4E"},
                {"case_id": people[2], "name": "consent:contact", "type": "text", "value": "no"},
            ],
        )
        g.insert(
            schema.event,
            [
                {
                    "case_id": case,
                    "kind": "visite",
                    "happened_at": "2026-05-01",
                    "value": "",
                    "meta": '{"done": false}',
                }
                for case in people
            ],
        )
    persona = personas.build_persona(p, "À rappeler", people)
    personas.add_value(p, persona, "communication", "préfère un message")
    personas.add_value(p, persona, "goals", "garder son logement")
    return p


@pytest.mark.parametrize(
    ("tool", "heading", "delimiter", "encoding"),
    [("brevo", "EMAIL", ";", "utf-8-sig"), ("mailchimp", "Email Address", ",", "utf-8"),
     ("activecampaign", "Email", ",", "utf-8")],
)  # fmt: skip
def test_only_who_agreed_and_has_an_address_is_in_the_list(
    followed, vault, tmp_path, tool, heading, delimiter, encoding
):
    told = follow_up_list(followed, tmp_path / "relance.csv", vault, tool=tool)
    assert (told.written, told.without_consent, told.without_address) == (1, 1, 1)
    assert "1 person" in str(told) and "Nothing is sent" in str(told)
    with told.path.open(encoding=encoding, newline="") as file:
        [row] = csv.DictReader(file, delimiter=delimiter)
    assert next(iter(row)) == heading and row[heading] == "nadia@example.test"
    values = list(row.values())
    assert values[1:4] == ["Nadia", "Ben Ali", "33612345678"]
    assert values[4].startswith("jamais vraiment commencé") and values[5].startswith("Bonjour Nadia,")
    assert values[6] == "À rappeler" and values[7] == "préfère un message"


def test_without_anybody_to_call_the_list_is_empty(tiny_corpus, vault, tmp_path):
    told = follow_up_list(tiny_corpus, tmp_path / "relance.xlsx", vault)
    assert told.written == 0 and told.path.exists()


@pytest.mark.parametrize(("options", "said"), [({"tool": "pigeon"}, "pigeon"), ({"types": ["lost"]}, "lost")])
def test_what_is_not_known_is_named(followed, vault, tmp_path, options, said):
    with pytest.raises(Invalid, match=said):
        follow_up_list(followed, tmp_path / "r.csv", vault, **options)
    assert not (tmp_path / "r.csv").exists()


def test_nothing_of_the_vault_enters_the_project(followed, vault, tmp_path):
    before = followed.history(1)[0].id
    follow_up_list(followed, tmp_path / "r.csv", vault)
    assert followed.history(1)[0].id == before
