"""An error at any statement of a gesture leaves the project as it was before the gesture."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from interviews import span
from snapshots import snapshot
from sqlalchemy import event

from workbench import coding
from workbench.corpus import import_sources, remove_source
from workbench.errors import Invalid


class Fault(Exception):
    """What the tests throw between two statements."""


@contextmanager
def fault(project, at):
    """Throw at the statement number `at`, counted from 1, or at the commit when `at` is "commit"."""
    seen = 0

    def statement(*_):
        nonlocal seen
        seen += 1
        if seen == at:
            raise Fault

    def commit(_):
        if at == "commit":
            raise Fault

    event.listen(project._engine, "before_cursor_execute", statement)
    event.listen(project._engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(project._engine, "before_cursor_execute", statement)
        event.remove(project._engine, "commit", commit)


@pytest.fixture
def coded(tiny_corpus):
    """Two codes with children, codings of two coders' making, memos on codes and codings, one overlap."""
    p = tiny_corpus
    coding.add_code(p, "repère", memo="Mot d'une personne.")
    coding.add_code(p, "repères")
    coding.add_code(p, "accueil", parent="repères")
    coding.add_code(p, "bus", parent="repère")
    for name in ("repère", "repères"):
        coding.apply_code(p, *span(p, "groupe", "un repère"), name, memo=f"Sur {name}.")
    coding.apply_code(p, *span(p, "groupe", "bus"), "bus")
    coding.apply_code(p, *span(p, "Samira", "sans repère"), "repères", memo="Seule.")
    return p


def split(project):
    held = project.codings()
    mine = [int(i) for i in held.index[held["code"] == "repères"]]
    coding.split_code(project, "repères", {"perdus": mine[:1], "trouvés": mine[1:]})


ACTS = {
    "merge_codes": lambda p, _: coding.merge_codes(p, "repères", "repère", memo="Même chose."),
    "delete_code with all": lambda p, _: coding.delete_code(
        p, "repères", children="delete", codings="delete", memo="Trop vague."
    ),
    "delete_code with an heir": lambda p, _: coding.delete_code(p, "repères", codings="repère"),
    "split_code": lambda p, _: split(p),
    "autocode": lambda p, _: coding.autocode(p, "bus", "repère"),
    "move_code": lambda p, _: coding.move_code(p, "accueil", parent="repère", position=0),
    "import_codebook": lambda p, folder: coding.import_codebook(p, folder / "grille.csv"),
    "remove_source": lambda p, _: remove_source(p, "groupe"),
    "import of 20 files": lambda p, folder: import_sources(p, folder / "talks20"),
    "undo": lambda p, _: p.undo(),
}


@pytest.fixture
def files(tmp_path):
    (tmp_path / "grille.csv").write_text(
        "name;parent\nneuf;\ndeux;neuf\ntrois;neuf > deux\n", encoding="utf-8"
    )
    (tmp_path / "talks20").mkdir()
    for number in range(20):
        text = f"ANIMATRICE : Et là ?\nLÉA : Le bus {number}.\nPAUL : Oui, 🙂.\n"
        (tmp_path / "talks20" / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ACTS)
def test_an_error_at_any_statement_leaves_everything_as_it_was(coded, files, name):
    before, head = snapshot(coded), coded.head()
    statements = 0
    while True:
        statements += 1
        try:
            with fault(coded, statements):
                ACTS[name](coded, files)
            break
        except Fault:
            assert snapshot(coded) == before
            assert coded.head() == head
    assert statements > 6
    after = snapshot(coded)
    assert after != before and coded.head() == head + 1 and coded.check() == []
    if name != "undo":
        coded.undo()
        assert snapshot(coded) == before
        with pytest.raises(Fault), fault(coded, "commit"):
            ACTS[name](coded, files)
        assert snapshot(coded) == before and coded.check() == []
        coded.redo()
        assert snapshot(coded) == after


def test_an_error_after_a_fault_is_told_in_words_and_not_as_a_leftover(coded, files):
    with pytest.raises(Fault), fault(coded, 5):
        coding.merge_codes(coded, "repères", "repère")
    with pytest.raises(Invalid):
        coding.merge_codes(coded, "repère", "repère")
    assert coding.merge_codes(coded, "repères", "repère")
