"""What the page of needs answers: the board, the words behind a card, acts, frames, files."""

from __future__ import annotations

import io

import pytest
from docx import Document
from interviews import span
from openpyxl import load_workbook
from pages import Wire

from workbench import coding, i18n, needs
from workbench.widgets import CodingDesk, NeedsMatrix


@pytest.fixture
def heard(tiny_corpus):
    """Two codes, and a need of three people."""
    p = tiny_corpus
    for code in ("repère", "seul"):
        coding.add_code(p, code)
    coding.apply_code(p, *span(p, "groupe", "un repère"), "repère")
    coding.apply_code(p, *span(p, "groupe", "Voilà, un repère"), "repère")
    coding.apply_code(p, *span(p, "Samira", "sans repère"), "repère")
    coding.apply_code(p, *span(p, "groupe", "débrouille-toi"), "seul")
    needs.add_need(p, "Savoir où aller", codes="repère", importance=4, urgency=2)
    return p


@pytest.fixture
def page(heard):
    return Wire(NeedsMatrix(heard, language="en"))


def ids(project):
    return {name: int(code) for code, name in project.codes()["name"].items()}


def test_the_page_opens_on_the_board_with_frames_to_load(page):
    told = page.ask("start_needs")["result"]
    [need] = told["needs"]
    assert need["name"] == "Savoir où aller" and need["quadrant"] == "plan" and need["people"] == 3
    assert len(told["frames"]) == 12 and not any(frame["loaded"] for frame in told["frames"])
    assert all(frame["caution"] for frame in told["frames"]) and told["alerts"] == []


def test_a_card_leads_to_its_words_where_they_stand(page, heard):
    [need] = page.ask("board")["result"]["needs"]
    told = page.ask("need_passages", need=need["id"])["result"]
    assert (told["total"], told["segments"], told["people"]) == (3, 3, 3)
    for row in told["rows"]:
        text = heard.text(row["source_id"]).encode("utf-16-le")
        assert text[2 * row["at"][0] : 2 * row["at"][1]].decode("utf-16-le") == row["verbatim"]
    page2 = page.ask("need_passages", need=need["id"], offset=2, limit=1)["result"]
    assert [row["id"] for row in page2["rows"]] == [told["rows"][2]["id"]]


def test_each_act_is_saved_and_told_and_undone(page, heard):
    code = ids(heard)["seul"]
    made = page.ask("add_need", name="Ne pas être seul", fields={"reason": "Une image."}, codes=[code])
    assert made["delta"]["needs"] is True
    need = made["result"]["need"]
    page.ask("place_need", need=need, importance=5, urgency=5)
    page.ask("edit_need", need=need, fields={"deliverable": "Un binôme"})
    assert page.ask("cite_codes", need=need, codes=[ids(heard)["repère"]])["result"] == {"n": 3}
    page.ask("edit_need", need=need, fields={"kind": "implicit"})
    row = page.ask("board")["result"]["needs"][0]
    assert (row["id"], row["quadrant"], row["kind"]) == (need, "first", "implicit")
    gone = page.ask("need_passages", need=need)["result"]["rows"][0]["id"]
    page.ask("uncite_need", need=need, evidence=[gone])
    page.ask("remove_need", need=need)
    assert len(page.ask("board")["result"]["needs"]) == 1
    page.ask("undo")
    assert len(page.ask("need_passages", need=need)["result"]["rows"]) == 3


def test_an_implicit_need_on_one_passage_is_refused_in_a_sentence(page, heard):
    answer = page.ask(
        "add_need", name="x", kind="implicit", fields={"reason": "y"}, codes=[ids(heard)["seul"]]
    )
    assert answer["kind"] == "Invalid" and "two people" in answer["sentence"]


def test_needs_are_proposed_to_be_placed(page):
    told = page.ask("propose_needs")
    assert told["result"] == {"n": 1} and told["delta"]["needs"] is True
    proposed = [need for need in page.ask("board")["result"]["needs"] if need["status"] == "proposed"]
    assert [(need["name"], need["quadrant"]) for need in proposed] == [("repère", "")]


def test_a_frame_is_loaded_covers_people_and_raises_its_questions(page, heard):
    assert page.ask("load_frame", frame="three_axes")["result"] == {"n": 4}
    told = page.ask("board")["result"]
    assert [frame["loaded"] for frame in told["frames"] if frame["name"] == "three_axes"] == [3]
    coding.apply_code(heard, *span(heard, "Samira", "le soir, non"), "Clinical axis")
    [alert] = page.ask("board")["result"]["alerts"]
    assert alert["frame"] == "three_axes" and "SAMIRA" in alert["sentence"]
    cover = page.ask("frame_coverage", frame="three_axes")["result"]
    assert cover["sections"][0] == "Clinical axis"
    assert {row["person"]: row["counts"] for row in cover["rows"]}["SAMIRA"] == [1, 0, 0]
    asked = {"frame": "three_axes", "section": "Clinical axis", "person": "SAMIRA"}
    case = next(row["case"] for row in cover["rows"] if row["person"] == "SAMIRA")
    for told in (
        page.ask("coded_passages", case=case, **asked),
        page.ask("coded_passages", codings=alert["codings"]),
    ):
        assert [row["verbatim"] for row in told["result"]["rows"]] == ["le soir, non"]
    assert page.ask("coded_passages", case=case, **{**asked, "section": "x"})["kind"] == "NotFound"
    assert page.ask("frame_coverage", frame="maslow")["kind"] == "NotFound"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_matrix_leaves_as_a_document_with_words_and_as_a_sheet(heard, language):
    page = Wire(NeedsMatrix(heard, language=language))
    page.ask("propose_needs")
    assert page.ask("export_needs", format="docx")["result"]["name"].endswith(".docx")
    document = Document(io.BytesIO(page.buffers[0]))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Savoir où aller" in words and "sans repère" in words
    page.ask("export_needs", format="xlsx")
    titles, *rows = load_workbook(io.BytesIO(page.buffers[0])).worksheets[0].values
    assert len(rows) == 2 and "Savoir où aller" in rows[0]
    told = i18n.catalogue("needs_report", language)
    assert titles[0] == told["column.name"] and told["quadrant.plan"] in rows[0]
    assert told["quadrant.none"] in rows[1] and told["status.proposed"] in rows[1]


def test_what_belongs_to_this_page_is_refused_on_another(heard):
    assert Wire(CodingDesk(heard)).ask("board")["kind"] == "Invalid"
    assert Wire(CodingDesk(heard)).ask("load_frame", frame="erg")["kind"] == "Invalid"
