"""Hostile and damaged files: a clear sentence each, and no more memory than 300 MB."""

import json
import subprocess
import sys
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from workbench.corpus import registry
from workbench.corpus.limits import MAX_FILE, check_size
from workbench.errors import ImportRefused

from . import hostile

MEMORY = 300  # megabytes


def read_alone(paths):
    program = Path(__file__).with_name("reading_alone.py")
    done = subprocess.run(
        [sys.executable, str(program), *map(str, paths)], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_trap_meets_its_refusal_within_the_memory_allowed(examples, tmp_path):
    traps = hostile.traps(examples, tmp_path)
    results = read_alone(traps)
    found = {
        result["file"]: result.get("refused", "").removeprefix("corpus.") or next(iter(result))
        for result in results
    }
    assert found == {path.name: expected for path, expected in traps.items()}
    assert {result["file"] for result in results if result["megabytes"] > MEMORY} == set()
    assert all(result["file"] in result["sentence"] for result in results if "refused" in result)


def test_damaged_files_are_read_or_refused_in_words_and_nothing_else_comes_out(examples, tmp_path):
    files = [path for one in sorted(examples.iterdir()) for path in hostile.damaged(one, tmp_path)]
    results = read_alone(files)
    assert len(results) == len(files)
    assert [result for result in results if "raised" in result] == []
    assert [result for result in results if result["megabytes"] > MEMORY] == []
    assert all(result["file"] in result["sentence"] for result in results if "refused" in result)


def test_a_declared_external_file_is_never_read(examples, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine", encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE x [<!ENTITY peek SYSTEM "{secret.as_uri()}">]><p>&peek; <iframe src="{secret.as_uri()}">'
        f'</iframe> mot</p>',
        encoding="utf-8",
    )  # fmt: skip
    _, [document] = registry.read(page)
    assert "secret of" not in document.text


def test_a_word_document_under_a_password_is_refused(examples, tmp_path):
    path = tmp_path / "locked.docx"
    with (examples / "group.docx").open("rb") as source, path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("secret", target)
    with pytest.raises(ImportRefused, match=r"locked\.docx.*password"):
        registry.read(path)


def test_a_pdf_under_a_password_is_refused(tmp_path):
    path = tmp_path / "locked.pdf"
    page = canvas.Canvas(str(path), encrypt=pdfencrypt.StandardEncryption("secret", "owner"))
    page.drawString(60, 700, "Bonjour")
    page.save()
    with pytest.raises(ImportRefused, match=r"locked\.pdf.*password"):
        registry.read(path)


def test_a_scanned_pdf_is_told_from_one_with_text(tmp_path):
    path = tmp_path / "scanned.pdf"
    page = canvas.Canvas(str(path))
    page.drawInlineImage(Image.new("L", (200, 300), 200), 60, 300)
    page.save()
    with pytest.raises(ImportRefused, match="without text, probably scanned"):
        registry.read(path)


def test_a_pdf_with_some_scanned_pages_says_how_many(tmp_path):
    path = tmp_path / "mixed.pdf"
    page = canvas.Canvas(str(path))
    page.drawString(60, 700, "Bonjour")
    page.showPage()
    page.drawInlineImage(Image.new("L", (200, 300), 200), 60, 300)
    page.save()
    _, [document] = registry.read(path)
    assert document.warnings == ["1 page has no text and was probably scanned."]


def test_an_old_workbook_or_document_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(ImportRefused, match="old Office format"):
        registry.read(path)


def test_a_refusal_states_the_limit_and_the_size(tmp_path):
    path = tmp_path / "film.docx"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE + 1)
    with pytest.raises(ImportRefused, match="weighs 101 MB; up to 100 can be read"):
        check_size(path)
