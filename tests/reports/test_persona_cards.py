"""The cards leave as a document, pages, a picture and values, and say in each what the page says."""

from __future__ import annotations

import io
import json

import pypdfium2
import pytest
from docx import Document
from PIL import Image
from surveyed import planted_classes, survey_people

from workbench import errors, personas
from workbench.reports import persona_cards


@pytest.fixture
def explored(project, tmp_path):
    personas.synthesize(project, planted_classes(survey_people(project, tmp_path)))
    return project


def test_every_format_says_every_value_of_every_field(explored, tmp_path):
    first = personas.read_personas(explored).index[0]
    personas.add_value(explored, first, "goals", "Écrit <b>par Ana</b> & Karim")
    values = personas.read_fields(explored)
    told = json.loads(persona_cards(explored, tmp_path / "p.json").read_text(encoding="utf-8"))
    said = [one["value"] for card in told["personas"] for field in card["fields"].values() for one in field]
    assert sorted(said) == sorted(values["value"]) and told["version"] == 1
    assert [card["people"] for card in told["personas"]] == [32, 32, 30, 26]
    document = Document(str(persona_cards(explored, tmp_path / "p.docx", "fr")))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert all(any(value in cell for cell in cells) for value in values["value"])
    with pypdfium2.PdfDocument(persona_cards(explored, tmp_path / "p.pdf", "fr").read_bytes()) as pdf:
        assert len(pdf) == 4
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    assert "Écrit <b>par Ana</b> & Karim (écrit)" in pages[0] and "Freins principaux" in pages[0]
    for label in values.query("persona_id == @first and origin == 'computed'")["label"]:
        assert label in pages[0]
    with Image.open(persona_cards(explored, tmp_path / "p.png")) as image:
        assert image.size == (4 * 893, 1263) or image.size[0] > 3000
    page = persona_cards(explored, tmp_path / "p.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;par Ana" in page and "<script" not in page


def test_the_same_project_gives_the_same_bytes_of_pdf(explored, tmp_path):
    one = persona_cards(explored, tmp_path / "1.pdf").read_bytes()
    assert one == persona_cards(explored, tmp_path / "2.pdf").read_bytes()


def test_a_card_with_very_much_to_say_stays_on_one_page(explored, tmp_path):
    first = personas.read_personas(explored).index[0]
    for at in range(25):
        personas.add_value(explored, first, "levers", f"Ligne {at} " + "mot " * 40)
    with pypdfium2.PdfDocument(io.BytesIO(persona_cards(explored, tmp_path / "p.pdf").read_bytes())) as pdf:
        assert len(pdf) == 4
        said = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "Ligne 24 mot" in said and ("Wanted autonomy" in said or "Autonomie" in said)


def test_without_personas_or_with_another_suffix_it_is_told(project, tmp_path):
    for name in ("p.pdf", "p.odt"):
        with pytest.raises(errors.Invalid):
            persona_cards(project, tmp_path / name)
    assert not list(tmp_path.glob("p.*"))
