"""What is known of people as a table: what was not asked is not a no, and each block is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from interviews import span

from workbench import coding, corpus
from workbench.errors import Invalid
from workbench.personas import features, find_typology, synthesize
from workbench.project import schema

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def people(project, n):
    cases = project.cases()
    return [int(case) for case in cases.index[cases["role"] == "participant"][:n]]


def answer(project, rows):
    with project.gesture("import_attributes", n=len(rows)) as g:
        columns = ("case_id", "question", "type", "value", "answered_at")
        g.insert(schema.answer, [dict(zip(columns, row, strict=True)) for row in rows])


def test_what_was_not_ticked_is_no_and_what_was_not_asked_is_unknown(tiny_corpus):
    a, b, c, d = people(tiny_corpus, 4)
    with tiny_corpus.gesture("import_attributes", n=1) as g:
        [e] = g.insert(schema.case, [{"name": "P-1", "kind": "person", "role": "participant"}])
    ticked = [(a, "un proche"), (a, "un groupe"), (b, ""), (c, "un proche"), (d, "")]
    rows = [(case, "Aides", "choices", value, None) for case, value in ticked]
    rows += [(a, "Âge", "scale", "1", "2026-01-01"), (a, "Âge", "scale", "5", "2026-02-01")]
    rows += [(case, "Âge", "scale", value, None) for case, value in ((b, "4"), (d, "3"), (e, "2"))]
    answer(tiny_corpus, rows)
    found = features(tiny_corpus, ["answers"])
    close = found.table["Aides [un proche]"]
    assert close.loc[[a, b, c, d]].tolist() == [1, 0, 1, 0] and close.isna()[e]
    assert "Aides [un groupe]" not in found.table  # one person only
    assert found.table["Âge"].to_dict()[a] == 5  # the last answer
    assert set(found.blocks.values()) == {"answers"}


def test_who_never_spoke_has_no_codes_and_who_spoke_of_something_else_has_none_of_them(tiny_corpus):
    coding.add_code(tiny_corpus, "repère")
    for source, words in (("groupe", "un repère"), ("Samira", "sans repère")):
        coding.apply_code(tiny_corpus, *span(tiny_corpus, source, words), "repère")
    with tiny_corpus.gesture("import_attributes", n=1) as g:
        [silent] = g.insert(schema.case, [{"name": "P-1", "kind": "person", "role": "participant"}])
    answer(tiny_corpus, [(silent, "Où ?", "choice", "ici", None)])
    answer(tiny_corpus, [(case, "Où ?", "choice", "là", None) for case in people(tiny_corpus, 2)])
    found = features(tiny_corpus)
    column = found.table["repère"]
    assert column.sum() == 2 and (column == 0).sum() >= 1
    assert silent not in found.table.index or column.isna()[silent]
    assert found.blocks["repère"] == "codes"


def test_what_people_do_is_how_often_and_how_much_of_it_is_kept(project):
    corpus.import_records(project, CORPORA / "records.csv")
    found = features(project, ["behaviour"])
    kept = found.table["part des actes honorés" if project.language == "fr" else "share of acts kept"]
    assert kept.between(0, 1).all() and kept.nunique() > 3 and set(found.blocks.values()) == {"behaviour"}


def test_blocks_that_nobody_has_are_left_out_and_unknown_ones_are_named(project):
    found = features(project)
    assert found.table.empty and found.blocks == {}
    assert find_typology(found.table, blocks=found.blocks).verdict == "refused"
    with pytest.raises(Invalid, match="dreams"):
        features(project, ["dreams"])


def test_the_survey_of_the_sample_corpora_gives_personas_of_its_planted_kinds(project):
    corpus.import_survey(project, CORPORA / "survey_fr.csv")
    corpus.import_records(project, CORPORA / "records.csv")
    found = features(project, ["answers"])
    typology = find_typology(found.table, blocks=found.blocks)
    assert typology.verdict in {"stable", "unsure"} and 3 <= typology.k <= 5
    made = synthesize(project, typology)
    assert len(made) == typology.k
    project.undo()
    assert len(project.history(1)) == 1
