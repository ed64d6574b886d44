"""Segments as files: read back by the libraries of those who will receive them."""

from __future__ import annotations

import csv
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from interviews import span

from workbench import coding, create_project, i18n
from workbench.corpus import import_sources, rename_source
from workbench.errors import Invalid, NotFound

SUFFIXES = [".xlsx", ".csv", ".html", ".docx"]
PAYLOADS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style><svg onload=alert(1)>",
            "\" onmouseover=\"alert(1)", "&lt;b&gt;"]  # fmt: skip
FORMULA = '=HYPERLINK("//evil","x")'


@pytest.fixture
def location(tmp_path):
    """A file only: what is written does not depend on the database it comes from."""
    return str(tmp_path / "étude 1.workbench")


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def table(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))
    header, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_table_has_a_row_for_each_segment(coded, tmp_path, suffix):
    rows = table(coding.export_segments(coded, tmp_path / f"s{suffix}"))
    assert [row["verbatim"] for row in rows] == [
        "un repère",
        "le bus",
        "débrouille-toi. 👩🏽‍💻",
        "sans repère",
    ]
    first = rows[0]
    assert (first["code"], first["speaker"], first["memo"]) == ("repère", "NADIA", "Le mot vient d'elle.")
    assert int(first["start"]) == span(coded, "groupe", "un repère")[1]
    assert float(first["weight"]) == 80 and rows[1]["weight"] in (None, "")


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_a_page_has_every_quotation_under_its_code(coded, tmp_path, suffix):
    path = coding.export_segments(coded, tmp_path / f"s{suffix}")
    if suffix == ".html":
        text = Page(path.read_text(encoding="utf-8")).text
    else:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    for words in ("Attentes > repère", "débrouille-toi. 👩🏽‍💻", "sans repère", "Le mot vient d'elle."):
        assert words in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_holds_what_the_same_filters_retrieve(coded, tmp_path, suffix):
    path = coding.export_segments(coded, tmp_path / f"s{suffix}", "repère", sources="Samira")
    whole = coding.export_segments(coded, tmp_path / f"w{suffix}")
    assert path.stat().st_size < whole.stat().st_size
    if suffix in (".xlsx", ".csv"):
        assert [row["verbatim"] for row in table(path)] == ["sans repère"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_project_without_segments_exports_too(project, tmp_path, suffix, language):
    i18n.use(language)
    assert coding.export_segments(project, tmp_path / f"s{suffix}").exists()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_columns_are_named_in_the_language_in_use(coded, tmp_path, suffix):
    i18n.use("fr")
    rows = table(coding.export_segments(coded, tmp_path / f"s{suffix}"))
    assert {"chemin", "locuteur", "début", "mémo"} <= set(rows[0])


@pytest.fixture
def hostile(tmp_path):
    """A project whose every word would run if a page or a spreadsheet let it."""
    with create_project(tmp_path / "p.workbench", title=PAYLOADS[0], coder=FORMULA) as project:
        for number, words in enumerate([*PAYLOADS, FORMULA, "+33 6", "-2", "@x"]):
            file = tmp_path / f"{number}.txt"
            file.write_text(f"{words} et voilà, la fois {number}.\n", encoding="utf-8")
            import_sources(project, file)
            rename_source(project, str(number), words)
            coding.add_code(project, words)
            end = len(words)
            start = project.text(int(project.sources().index[number])).index(words)
            coding.apply_code(project, words, start, start + end, words, memo=words)
        yield project


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_no_cell_of_a_table_can_run(hostile, tmp_path, suffix):
    path = coding.export_segments(hostile, tmp_path / f"s{suffix}")
    if suffix == ".xlsx":
        cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
        assert sum(cell.value == FORMULA for cell in cells) >= 5
    else:
        cells = [
            cell
            for row in csv.reader(path.open(encoding="utf-8-sig", newline=""), delimiter=";")
            for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert f"'{FORMULA}" in cells


def test_nothing_in_a_page_runs(hostile, tmp_path):
    page = Page(coding.export_segments(hostile, tmp_path / "s.html").read_text(encoding="utf-8"))
    assert not page.tags & {"script", "img", "svg", "a", "iframe", "b"}
    for words in PAYLOADS:
        assert page.text.count(words) >= 4


def test_a_document_holds_hostile_words_as_words(hostile, tmp_path):
    document = docx.Document(str(coding.export_segments(hostile, tmp_path / "s.docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(words in text for words in PAYLOADS)


def test_an_unknown_suffix_or_code_is_refused_and_writes_nothing(coded, tmp_path):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Invalid, match=r"s\.pdf"):
        coding.export_segments(coded, tmp_path / "s.pdf")
    with pytest.raises(NotFound):
        coding.export_segments(coded, tmp_path / "s.csv", "absent")
    assert sorted(tmp_path.iterdir()) == before
