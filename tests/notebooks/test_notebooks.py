"""Every notebook runs from top to bottom on a project, and says why when there is none."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import workbench
from workbench.coding import add_code
from workbench.corpus import import_sources

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "study.workbench"
    text = tmp_path / "entretien.txt"
    text.write_text("NADIA : Un repère, quoi.\n\nYANIS : Moi j'ai rien demandé.\n", encoding="utf-8")
    with workbench.create_project(path, title="Étude", coder="Ana") as made:
        add_code(made, "repère")
        import_sources(made, text)
    monkeypatch.setenv("WORKBENCH_PROJECT", str(path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return path


def run(path: Path) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_shows_a_widget(path: Path, project: Path) -> None:
    outputs = run(path)
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("application/vnd.jupyter.widget-view+json" in one.get("data", {}) for one in outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_without_a_project_says_what_to_do(
    path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_PROJECT")
    monkeypatch.setenv("WORKBENCH_LANG", "en")
    first, *_ = run(path)
    assert first.data["text/plain"].startswith("This page was opened on no project.")
