"""The needs as documents: every need where it stands, what it rests on, in both languages."""

from __future__ import annotations

import pytest
from interviews import span

from workbench import needs, tables
from workbench.errors import Invalid
from workbench.reports import needs_report


@pytest.fixture
def placed(tiny_corpus):
    p = tiny_corpus
    places = [
        span(p, "groupe", "un repère"),
        span(p, "groupe", "Un repère, donc"),
        span(p, "Samira", "sans repère"),
    ]
    needs.add_need(
        p, "=Savoir", segments=places, importance=5, urgency=5, resources="Une heure", deliverable="Une fiche"
    )
    needs.add_need(p, "Écarté", segments=places[:1])
    needs.edit_need(p, "Écarté", status="rejected")
    needs.add_need(p, "<b>Plus tard</b>")
    return p


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx", "csv"])
def test_it_is_written_in_every_format(placed, tmp_path, suffix):
    path = needs_report(placed, tmp_path / f"n.{suffix}")
    assert path.stat().st_size > 100


def test_the_document_cites_words_of_different_people_and_leaves_out_what_was_set_aside(placed, tmp_path):
    html = needs_report(placed, tmp_path / "n.html", "fr").read_text(encoding="utf-8")
    assert "sans repère" in html and "SAMIRA" in html and "NADIA" in html and "Une fiche" in html
    assert "Écarté" not in html and "<b>Plus" not in html and "À placer" in html


def test_the_sheet_has_a_row_a_need_that_no_program_takes_for_a_formula(placed, tmp_path):
    rows = tables.read(needs_report(placed, tmp_path / "n.csv", "en"))
    assert [row["need"] for row in rows] == ["=Savoir", "<b>Plus tard</b>"]
    assert rows[0]["quadrant"] == "To do first" and rows[0]["priority"] == "25" and rows[1]["priority"] == ""


def test_another_suffix_is_refused(placed, tmp_path):
    with pytest.raises(Invalid, match="xlsx"):
        needs_report(placed, tmp_path / "n.pdf")
