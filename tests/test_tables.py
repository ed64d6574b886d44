"""Tables come back as they left, and no cell of them can run."""

from __future__ import annotations

import csv
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import i18n, tables
from workbench.errors import Invalid

FORMULAS = [
    "=1+1",
    "+33 6",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
]
AWKWARD = [
    *FORMULAS,
    "'=1",
    "''=1",
    "'",
    "a,b;c",
    'dit "oui"',
    "deux\nlignes",
    "é\u0301🙂",
    "007",
    "1e5",
    "'a",
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("value", AWKWARD)
def test_a_cell_comes_back_as_it_left(tmp_path, suffix, value):
    path = tables.write(tmp_path / f"t{suffix}", ["a", "b"], [[value, "fin"]])
    [row] = tables.read(path)
    # A spreadsheet holds one kind of line end.
    assert row["a"] == value.replace("\r", "_x000D_") or row["a"] == value
    assert row["b"] == "fin"


@pytest.mark.parametrize("value", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_text_in_a_spreadsheet(tmp_path, value):
    path = tables.write(tmp_path / "t.xlsx", [value], [[value]])
    for row in openpyxl.load_workbook(path).active.iter_rows():
        for cell in row:
            assert cell.data_type == "s" and cell.quotePrefix


@pytest.mark.parametrize("value", FORMULAS)
def test_a_cell_that_begins_like_a_formula_has_an_apostrophe_in_csv(tmp_path, value):
    path = tables.write(tmp_path / "t.csv", [value], [[value]])
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            assert row[0] == f"'{value}"


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2))
)
def test_any_text_goes_through_csv_without_loss(tmp_path_factory, rows):
    path = tables.write(tmp_path_factory.mktemp("t") / "t.csv", ["a", "b"], rows)
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[row["a"], row["b"]] for row in tables.read(path)] == kept


def test_numbers_stay_numbers_and_missing_values_are_empty(tmp_path):
    import numpy as np
    import pandas as pd

    row = [1, 2.5, None, pd.NA, float("nan"), np.int64(-7), -3]
    path = tables.write(tmp_path / "t.xlsx", list("abcdefg"), [row])
    cells = [cell.value for cell in openpyxl.load_workbook(path).active[2]]
    assert cells == [1, 2.5, None, None, None, -7, -3]


@pytest.mark.parametrize(("language", "mark"), [("en", "… [cut]"), ("fr", "… [coupé]")])
@pytest.mark.parametrize("letter", ["a", "é", "🙂"])
def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_a_sheet_that_names_the_cell(
    tmp_path, language, mark, letter
):
    i18n.use(language)
    rows = [["bref", "x"], ["long", letter * 40_000]]
    path = tables.write(tmp_path / "t.xlsx", ["nom", "verbatim"], rows)
    sheet, notes = openpyxl.load_workbook(path).worksheets
    held = sheet["B3"].value
    assert held.endswith(mark)
    assert set(held.removesuffix(mark)) == {letter}
    assert 32_760 <= len(held.encode("utf-16-le")) / 2 <= 32_767
    told = [row[0] for row in notes.iter_rows(values_only=True)]
    assert len(told) == 2 and ".csv" in told[0]
    assert "B3" in told[1] and "verbatim" in told[1] and "40000" in told[1]
    assert [row["nom"] for row in tables.read(path)] == ["bref", "long"]


@pytest.mark.parametrize("text", ["a" * 32_767, "🙂" * 16_383, "\x00" + "a" * 32_767])
def test_a_text_that_fills_a_cell_is_whole_and_no_sheet_is_added(tmp_path, text):
    path = tables.write(tmp_path / "t.xlsx", ["a"], [[text]])
    [sheet] = openpyxl.load_workbook(path).worksheets
    assert sheet["A2"].value == text.lstrip("\x00")


def test_a_long_text_is_whole_in_csv(tmp_path):
    path = tables.write(tmp_path / "t.csv", ["a"], [["a" * 40_000]])
    assert tables.read(path) == [{"a": "a" * 40_000}]


def test_control_characters_are_left_out_of_a_spreadsheet(tmp_path):
    path = tables.write(tmp_path / "t.xlsx", ["a"], [["un\x00deux\x0btrois\ufffe"]])
    assert openpyxl.load_workbook(path).active["A2"].value == "undeuxtrois"


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"name,parent\nun,deux\n", [{"name": "un", "parent": "deux"}]),
        (b"name\tparent\nun\tdeux\n", [{"name": "un", "parent": "deux"}]),
        ("nom;définition\nété;chaud".encode("cp1252"), [{"nom": "été", "définition": "chaud"}]),
        ("\ufeffnom;b\r\nété;\r\n;\r\n".encode(), [{"nom": "été", "b": ""}]),
        (b'name;b\n"a\nb;c";d\n', [{"name": "a\nb;c", "b": "d"}]),
        (b"name;b\n", []),
    ],
)
def test_csv_is_read_as_people_write_it(tmp_path, data, rows):
    (tmp_path / "t.csv").write_bytes(data)
    assert tables.read(tmp_path / "t.csv") == rows


def broken_workbooks():
    import io

    yield b""
    yield b"PK\x03\x04" + b"\x00" * 50
    yield b"not a workbook"
    for part, content in (
        ("a.txt", b"x"),
        ("xl/workbook.xml", b"<workbook"),
        ("[Content_Types].xml", b"<x/>"),
    ):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(part, content)
        yield held.getvalue()


@pytest.mark.parametrize("data", list(broken_workbooks()))
def test_a_file_that_is_no_workbook_is_refused(tmp_path, data):
    (tmp_path / "t.xlsx").write_bytes(data)
    with pytest.raises(Invalid, match=r"t\.xlsx"):
        tables.read(tmp_path / "t.xlsx")


def test_a_damaged_workbook_is_refused(tmp_path):
    whole = tables.write(tmp_path / "t.xlsx", ["a"], [["x"]]).read_bytes()
    import io

    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for damaged in parts:
        with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, b"<broken" if name == damaged else content)
        try:
            assert isinstance(tables.read(tmp_path / "t.xlsx"), list)
        except Invalid as refusal:
            assert "t.xlsx" in str(refusal)


@pytest.mark.parametrize("name", ["t.ods", "t", "t.CSVX"])
def test_another_suffix_is_refused(tmp_path, name):
    with pytest.raises(Invalid, match=r"\.csv, \.xlsx"):
        tables.write(tmp_path / name, ["a"], [])
    with pytest.raises(Invalid, match=r"\.csv, \.xlsx"):
        tables.read(tmp_path / name)


def test_a_file_that_is_not_there_or_empty_is_refused(tmp_path):
    (tmp_path / "vide.csv").touch()
    for name in ("vide.csv", "absent.csv", "absent.xlsx"):
        with pytest.raises(Invalid):
            tables.read(tmp_path / name)
