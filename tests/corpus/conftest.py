from pathlib import Path

import pytest

import workbench
from workbench import i18n

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture(autouse=True)
def english():
    i18n.use("en")


@pytest.fixture
def examples() -> Path:
    return EXAMPLES


@pytest.fixture
def project(tmp_path):
    with workbench.create_project(tmp_path / "p.workbench", title="Insertion", coder="Ana") as project:
        yield project


@pytest.fixture
def write(tmp_path):
    """Write a text file, UTF-8 unless told, and give its path."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write
