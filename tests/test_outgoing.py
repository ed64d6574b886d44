"""A file that goes out is whole or is not there, and a place that cannot be written is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import workbench
from workbench import coding, i18n, tables
from workbench.errors import Invalid
from workbench.outgoing import written
from workbench.reports import trail

WRITERS = [
    *[(coding.export_segments, suffix) for suffix in (".xlsx", ".csv", ".html", ".docx")],
    *[(coding.export_codebook, suffix) for suffix in (".xlsx", ".csv", ".json")],
    *[(trail, suffix) for suffix in (".docx", ".html", ".csv")],
    (workbench.Project.backup, ".workbench"),
]
EVERY_WRITER = pytest.mark.parametrize(
    ("write", "suffix"), WRITERS, ids=[f"{write.__name__}{suffix}" for write, suffix in WRITERS]
)


@pytest.fixture
def location(tmp_path):
    """A file only: what is written does not depend on the database it comes from."""
    return str(tmp_path / "étude 1.workbench")


@EVERY_WRITER
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_folder_that_does_not_exist_is_named_and_not_made(project, tmp_path, write, suffix, language):
    i18n.use(language)
    folder = tmp_path / "absent"
    with pytest.raises(Invalid) as refusal:
        write(project, folder / f"a{suffix}")
    assert str(refusal.value) == i18n.t("errors.no_folder", location=str(folder))
    assert not folder.exists()


@EVERY_WRITER
def test_a_file_that_cannot_be_written_is_one_sentence_and_leaves_nothing(project, tmp_path, write, suffix):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Invalid, match="could not be written"):
        write(project, folder / f"{'a' * 300}{suffix}")
    assert list(folder.iterdir()) == []


@EVERY_WRITER
def test_what_is_written_is_alone_in_its_folder(project, tmp_path, write, suffix):
    folder = tmp_path / "out"
    folder.mkdir()
    assert write(project, folder / f"a{suffix}") == folder / f"a{suffix}"
    assert [path.name for path in folder.iterdir()] == [f"a{suffix}"]


def test_work_that_stops_halfway_leaves_the_file_of_before(tmp_path):
    path = tables.write(tmp_path / "t.csv", ["a"], [["avant"]])

    def rows():
        yield ["après"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tables.write(path, ["a"], rows())
    assert tables.read(path) == [{"a": "avant"}]
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_still_points_to_the_file_that_was_written(tmp_path):
    (tmp_path / "kept").mkdir()
    link = tmp_path / "t.xlsx"
    link.symlink_to(tmp_path / "kept" / "t.xlsx")
    tables.write(link, ["a"], [["x"]])
    assert link.is_symlink()
    assert openpyxl.load_workbook(tmp_path / "kept" / "t.xlsx").active["A2"].value == "x"


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(Invalid, match=r"t\.csv"), written(tmp_path / "t.csv") as part:
        part.write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == [tmp_path / "t.csv"]


def test_a_file_has_the_rights_that_any_new_file_has(tmp_path):
    Path(tmp_path / "plain").touch()
    tables.write(tmp_path / "t.csv", ["a"], [])
    assert (tmp_path / "t.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode
