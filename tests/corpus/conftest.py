from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def examples() -> Path:
    """The folder of tiny examples, the same talk in every format."""
    return Path(__file__).parent / "examples"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text file, UTF-8 unless told, and gives its path."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write
