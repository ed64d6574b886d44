"""What `check` finds, after somebody went at the database behind Workbench's back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from interviews import span
from sqlalchemy import delete, insert, select, update

from workbench import coding, create_project, i18n
from workbench.project import schema


@pytest.fixture
def coded(tiny_corpus):
    coding.add_code(tiny_corpus, "repère")
    coding.add_code(tiny_corpus, "accueil", parent="repère")
    coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), "repère", memo="Note.")
    assert tiny_corpus.check() == []
    return tiny_corpus


def tamper(project, *statements):
    with project._engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(statement)


def found(project):
    i18n.use("fr")
    french = project.check()
    i18n.use("en")
    english = project.check()
    assert len(french) == len(english) and not set(french) & set(english)
    return english


def test_a_changed_text_is_found(coded):
    text = "Autre chose."
    sha = select(schema.source.c.text_sha).where(schema.source.c.name == "Tom").scalar_subquery()
    tamper(coded, update(schema.content).where(schema.content.c.sha256 == sha).values(text=text))
    assert [sentence for sentence in found(coded) if '"Tom"' in sentence]


def test_a_text_changed_by_one_character_of_the_same_length_is_found(coded):
    source_id, start, _ = span(coded, "Tom", "matin")
    text = coded.text(source_id)
    sha = select(schema.source.c.text_sha).where(schema.source.c.id == source_id).scalar_subquery()
    changed = text[:start] + "M" + text[start + 1 :]
    tamper(coded, update(schema.content).where(schema.content.c.sha256 == sha).values(text=changed))
    assert any('"Tom"' in sentence for sentence in found(coded))


def test_a_changed_original_file_is_found(coded):
    tamper(coded, update(schema.content).values(data=b"autre chose"))
    assert any("original file" in sentence for sentence in found(coded))


@pytest.mark.parametrize(
    "values",
    [{"params": "{}"}, {"verb": "add_code"}, {"at": "2020-01-01T00:00:00.000Z"}, {"coder_id": None}],
)
def test_a_changed_journal_entry_is_found(coded, values):
    tamper(coded, update(schema.journal).where(schema.journal.c.id == 3).values(values))
    assert any("entry 3" in sentence for sentence in found(coded))


def test_a_journal_entry_taken_out_of_the_middle_is_found(coded):
    tamper(coded, delete(schema.journal).where(schema.journal.c.id == 3))
    assert any("entry 3" in sentence for sentence in found(coded))


def test_journal_entries_torn_off_the_end_are_found(coded):
    head = coded.head()
    tamper(coded, delete(schema.journal).where(schema.journal.c.id == head))
    assert any(f"entry {head}" in sentence for sentence in found(coded))


@pytest.mark.parametrize("bounds", [{"start": -1}, {"end": 100_000}, {"start": 90, "end": 90},
                                    {"start": 95, "end": 90}])  # fmt: skip
def test_a_coding_outside_its_text_is_found(coded, bounds):
    tamper(coded, update(schema.coding).values(bounds))
    sentences = found(coded)
    assert any("Coding" in sentence and '"groupe"' in sentence for sentence in sentences)


def test_a_passage_outside_its_text_is_found(coded):
    first = int(coded.passages().index[0])
    tamper(coded, update(schema.passage).where(schema.passage.c.id == first).values(end=9999))
    assert any(f"Passage {first}" in sentence for sentence in found(coded))


def test_a_code_under_itself_is_found(coded):
    top, below = (int(i) for i in coded.codes().index)
    tamper(coded, update(schema.code).where(schema.code.c.id == top).values(parent_id=below))
    assert any(f"Code {top}" in sentence for sentence in found(coded))


def test_a_row_that_points_to_nothing_is_found(tmp_path):
    path = tmp_path / "p.workbench"
    with create_project(path, title="T", coder="Ana") as project:
        coding.add_code(project, "repère")
        with closing(sqlite3.connect(path)) as behind:
            behind.execute("UPDATE code SET parent_id = 999")
            behind.commit()
        assert any("code" in sentence for sentence in found(project))


def test_a_coding_slipped_in_without_the_journal_is_found(coded):
    held = coded.codings().iloc[0]
    row = {"id": 5000, "changed_in": coded.head() + 1, "guid": "g", "created_at": "t", "start": 90,
           "end": 95, "source_id": int(held.source_id), "code_id": int(held.code_id),
           "coder_id": int(held.coder_id), "status": "confirmed"}  # fmt: skip
    tamper(coded, insert(schema.coding).values(row))
    assert found(coded)
