"""The journal as people read it: in order, in words, in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from interviews import add_interviews, span

import workbench
from workbench import coding, create_project, i18n
from workbench.corpus import (
    import_sources,
    import_survey,
    move_source,
    remove_source,
    rename_source,
    set_speakers,
)

SOURCE = Path(workbench.__file__).parent
#: What is called with the name of a verb.
VERBS = {"gesture", "_write", "_change", "Gesture", "_apply_named"}


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A project in which every verb was used, and one gesture undone and redone."""
    folder = tmp_path_factory.mktemp("busy")
    project = create_project(folder / "p.workbench", title="Attentes", coder="Ana")
    add_interviews(project, folder)
    p = project
    repere = coding.add_code(p, "repère {x}")
    coding.rename_code(p, repere, "repère {accueil}", memo="Plus précis.")
    coding.edit_code(p, repere, definition="Savoir où aller.", colour="#123456")
    coding.add_code(p, "délai")
    coding.move_code(p, repere, parent="délai", position=0)
    made = coding.apply_code(p, *span(p, "groupe", "un repère"), repere, memo="Le mot vient d'elle.")
    coding.apply_in_vivo(p, *span(p, "Samira", "c'est long"))
    coding.adjust_coding(p, made, weight=50)
    coding.autocode(p, "bus", "délai")
    coding.apply_to_segments(p, [span(p, "Tom", "le matin"), span(p, "Tom", "l'été")], "délai")
    coding.split_code(p, "délai", ["délai long", "délai court"])
    coding.merge_codes(p, ["délai long", "délai court"], "délai")
    note = coding.write_memo(p, "Première lecture.")
    for target in ({"source": "groupe"}, {"passage": int(p.passages().index[0])}, {"case": "NADIA"},
                   {"code": "délai"}, {"coding": made}, {"entry": 1}):  # fmt: skip
        coding.write_memo(p, "Note.", **target)
    coding.write_memo(p, "", memo=note)
    coding.remove_coding(p, made)
    coding.delete_code(p, "c'est long", codings="delete")
    coding.export_codebook(p, folder / "grille.csv")
    (folder / "autre.csv").write_text("name\nneuf\n", encoding="utf-8")
    coding.import_codebook(p, folder / "autre.csv")
    rename_source(p, "Tom", "Tom (mars)")
    move_source(p, "Samira", folder="entretiens", position=0)
    set_speakers(p, {"YANIS": "Yanis B."})
    remove_source(p, "Tom (mars)")
    (folder / "court.txt").write_text("LÉA : Bon.\nTOM : Oui.\n", encoding="utf-8")
    import_sources(p, folder / "court.txt")
    (folder / "enquete.csv").write_text("E-mail;Ville\na@example.test;Lyon\n", encoding="utf-8")
    import_survey(p, folder / "enquete.csv")
    p.undo()
    p.redo()
    yield project
    project.close()


def words(node: ast.AST) -> set[str]:
    """The texts written out in a piece of code."""
    found = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {text for text in found if isinstance(text, str)}


def test_every_sentence_of_the_journal_is_that_of_an_act_of_the_code():
    verbs: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                verbs |= words(node) if called in VERBS else set()
    told = set(i18n.catalogue("journal", "en")) - {"undo", "redo", "quoted"}
    assert told - verbs == set()


def test_every_verb_of_coding_and_of_the_corpus_has_left_an_entry(busy):
    verbs = {entry.verb for entry in busy.history()}
    assert {"apply_code", "merge_codes", "import_sources", "import_export", "write_memo"} <= verbs
    assert verbs <= set(i18n.catalogue("journal", "en"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_entry_is_told_in_words_of_the_language(busy, language):
    for entry in busy.history():
        label = entry.label(language)
        # The braces that a person wrote stay; no other brace may be left.
        bare = label.replace("{x}", "").replace("{accueil}", "")
        assert label.strip() and "{" not in bare and "[" not in bare and "None" not in bare
        if language == "en":
            assert "«" not in label
    assert all(entry.label("fr") != entry.label("en") for entry in busy.history())


def test_an_undo_is_told_as_the_undoing_of_the_act(busy):
    redo, undo, act = busy.history(3)
    assert undo.label("fr") == f"Annuler : {act.label('fr')}"
    assert redo.label("en") == f"Redo: {act.label('en')}"


def test_no_label_holds_the_words_of_a_person_or_of_a_memo(busy):
    labels = " ".join(entry.label("fr") for entry in busy.history())
    for words in ("Savoir où aller", "vient d'elle", "Première lecture", "Plus précis"):
        assert words not in labels


def test_history_is_newest_first_and_can_be_limited(busy):
    ids = [entry.id for entry in busy.history()]
    assert ids == sorted(ids, reverse=True) == list(range(busy.head(), 0, -1))
    assert [entry.id for entry in busy.history(4)] == ids[:4]


def test_changes_since_are_what_came_after_oldest_first(project, ben):
    coding.add_code(project, "repère")
    seen = ben.head()
    assert ben.changes_since(seen) == []
    coding.add_code(project, "délai")
    coding.rename_code(project, "délai", "délais")
    assert [entry.verb for entry in ben.changes_since(seen)] == ["add_code", "rename_code"]
    first = ben.changes_since(seen)[0]
    assert ben.changes_since(first) == ben.changes_since(seen)[1:]
    assert first.coder == "Ana" and first.touched("code") == [int(project.codes().index[1])]


def test_an_entry_says_when_in_utc(project):
    from datetime import UTC, datetime, timedelta

    at = datetime.fromisoformat(project.history()[0].at)
    assert at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)
