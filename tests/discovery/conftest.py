"""The sample corpus with its themes found once, and copies of it to decide on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench
from workbench import Project, i18n
from workbench.corpus import import_attributes, import_sources
from workbench.discovery import find_themes

CORPORA = Path(__file__).parents[2] / "corpora"


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file: the French groups and interviews, their people, the themes found in them."""
    i18n.use("en")
    path = tmp_path_factory.mktemp("searched") / "attentes.workbench"
    with workbench.create_project(path, title="Attentes", coder="Ana") as project:
        import_sources(project, sorted(CORPORA.glob("fg[123]_*.txt")) + sorted(CORPORA.glob("e*_*.txt")))
        import_attributes(project, CORPORA / "participants.csv")
        find_themes(project)
    return path


@pytest.fixture
def themed(searched: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of that project, open as Ana, with its vectors."""
    path = tmp_path / searched.name
    shutil.copy(searched, path)
    shutil.copytree(searched.with_suffix(".vectors"), path.with_suffix(".vectors"))
    with workbench.open_project(path) as project:
        yield project
