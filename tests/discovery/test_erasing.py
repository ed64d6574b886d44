"""A person who is erased leaves no byte in the files of a project."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from interviews import span

import workbench
from workbench import coding, corpus, discovery, errors
from workbench.discovery.embed import store
from workbench.discovery.embedding import choose
from workbench.project import schema

#: Words that only Nadia says or that are only said of her.
SECRETS = ("Nadia", "NADIA", "canari-mémo", "canari-attribut", "canari-réponse")


@pytest.fixture
def told(tiny_corpus, tmp_path):
    """The small corpus, in which much is known of Nadia and quoted of her."""
    p = tiny_corpus
    nadia = case_of(p, "Nadia")
    words = said_by(p, nadia)
    coding.add_code(p, "repère", example=words[0])
    coding.apply_code(p, *span(p, "groupe", "un repère"), "repère", memo="canari-mémo")
    coding.apply_code(p, *span(p, "groupe", "le bus"), "repère")
    coding.write_memo(p, "Nadia dit « " + words[0] + " », et Yanis la suit.", title="Lecture")
    s = schema
    with p.gesture("import_attributes", n=1) as g:
        g.insert(s.attribute, [{"case_id": nadia, "name": "note", "value": "canari-attribut"}])
        [answer] = g.insert(
            s.answer, [{"case_id": nadia, "question": "Attentes", "value": "canari-réponse longue"}]
        )
        g.insert(s.event, [{"case_id": nadia, "kind": "atelier", "happened_at": "2025-03-01"}])
        [persona] = g.insert(
            s.persona, [{"name": "A", "coder_id": p.coder.id, "run": f'{{"members":[{nadia},7777]}}'}]
        )
        [field] = g.insert(
            s.persona_field,
            [{"persona_id": persona, "name": "buts", "value": words[0], "coder_id": p.coder.id}],
        )
        g.insert(
            s.evidence,
            [{"claim_kind": "persona_field", "claim_id": field, "answer_id": answer, "coder_id": p.coder.id}],
        )
    return p


def case_of(project, name):
    cases = project.cases()
    return int(cases.index[cases["name"].str.casefold() == name.casefold()][0])


def said_by(project, case):
    passages = project.passages()
    return passages.loc[passages["case_id"] == case, "text"].tolist()


def bytes_of(project):
    folder, stem = Path(project.location).parent, Path(project.location).stem
    files = [f for f in folder.rglob("*") if f.is_file() and f.name.startswith(stem)]
    files += [f for d in folder.glob(f"{stem}.*") if d.is_dir() for f in d.rglob("*") if f.is_file()]
    return b"".join(f.read_bytes() for f in files)


def is_file(project):
    return "://" not in project.location


def test_a_byte_scan_finds_nothing_of_a_person_who_was_erased(told):
    if not is_file(told):
        pytest.skip("there is no file to scan")
    words = said_by(told, case_of(told, "Nadia"))
    before = bytes_of(told)
    assert all(secret.encode() in before for secret in SECRETS)
    discovery.erase(told, "Nadia")
    after = bytes_of(told)
    for found in (*SECRETS, *words):
        for encoding in ("utf-8", "utf-16-le"):
            assert found.encode(encoding) not in after, found


def test_what_others_said_and_did_stays_where_it_was(told):
    yanis = said_by(told, case_of(told, "Yanis"))
    kept = told.codings()[["source_id", "start", "end"]].iloc[-1].tolist()
    discovery.erase(told, "Nadia")
    assert [text.replace("Nadia", "█████") for text in yanis] == said_by(told, case_of(told, "Yanis"))
    assert told.codings()[["source_id", "start", "end"]].values.tolist() == [kept]
    assert told.verbatim(*kept) == "le bus"


def test_the_project_is_sound_afterwards_and_its_journal_whole(told):
    before = told.head()
    discovery.erase(told, "Nadia")
    assert told.check() == []
    assert [entry.id for entry in told.changes_since(0)] == list(range(1, before + 2))
    assert told.history(1)[0].label() == "erase a person"


def test_no_undo_brings_an_erased_person_back(told):
    discovery.erase(told, "Nadia")
    for _ in range(3):
        with pytest.raises(errors.UndoConflict):
            told.undo()
    assert "Nadia" not in told.cases()["name"].tolist() and told.check() == []


def test_what_was_removed_before_is_erased_too(told):
    if not is_file(told):
        pytest.skip("there is no file to scan")
    source = told.sources().index[0]
    corpus.remove_source(told, int(source))
    with told.gesture("write_memo", target="") as g:
        memos = told.memos()
        g.delete(schema.memo, [int(i) for i in memos.index])
    discovery.erase(told, "Nadia")
    after = bytes_of(told)
    assert not [secret for secret in SECRETS if secret.encode() in after]


def test_vectors_of_what_nobody_says_any_more_are_gone(told):
    words = said_by(told, case_of(told, "Nadia"))
    model = choose()
    store(told).put(model, words, np.eye(len(words), 512, dtype=np.float32))
    discovery.erase(told, "Nadia")
    assert len(store(told).get(model, words)[1]) == len(words)


def test_a_talk_in_which_nobody_else_took_part_goes_whole(told):
    names = told.sources()["name"].tolist()
    gone = discovery.erase(told, "Samira")
    assert len(told.sources()) == len(names) - 1 and gone.rows["source"] == 1
    assert told.check() == []


def test_a_persona_forgets_its_member(told):
    nadia = case_of(told, "Nadia")
    discovery.erase(told, nadia)
    with told.read() as connection:
        run = connection.execute(schema.persona.select()).one().run
    assert run == '{"members":[7777]}'


def test_copies_beside_the_project_are_told(told):
    if not is_file(told):
        pytest.skip("a server keeps no copies beside")
    path = Path(told.location)
    copy = path.with_name(f"{path.stem}.before-0002-from-0001.workbench")
    copy.write_bytes(b"")
    gone = discovery.erase(told, "Nadia")
    assert gone.copies == [copy] and copy.name in str(gone)


def test_nobody_is_erased_by_a_name_that_is_not_there(told):
    with pytest.raises(errors.NotFound):
        discovery.erase(told, "Nadine")
    with workbench.open_project(told.location, read_only=True) as reader, pytest.raises(errors.ReadOnly):
        discovery.erase(reader, "Nadia")


def test_who_holds_the_file_open_is_asked_to_close_it(told, monkeypatch):
    if not is_file(told):
        pytest.skip("a server waits by itself")
    from workbench.project import database

    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(told.location)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM journal").fetchone()
    with pytest.raises(errors.Invalid, match="Close the other pages"):
        discovery.erase(told, "Nadia")
    other.close()
    told.compact()
    assert b"canari-attribut" not in bytes_of(told)
