"""Real projects: an SQLite file and, where WORKBENCH_TEST_POSTGRES gives a URL, PostgreSQL too."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from interviews import add_interviews
from sqlalchemy import create_engine, make_url, text

import workbench
from workbench import Project, i18n

SERVER = os.environ.get("WORKBENCH_TEST_POSTGRES")
STORES = ["sqlite", *(["postgresql"] if SERVER else [])]


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


@pytest.fixture(autouse=True, scope="session")
def data_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that a test keeps for a user (keys of pseudonyms) goes into the folder of a real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(params=STORES)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a project can be made: a path, or a URL with a schema of its own."""
    if request.param == "sqlite":
        yield str(tmp_path / "étude 1.workbench")
        return
    schema = f"test_{uuid.uuid4().hex}"
    url = make_url(SERVER).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{SERVER}{'&' if '?' in SERVER else '?'}options=-csearch_path%3D{schema}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def project(location: str) -> Iterator[Project]:
    """A new project that belongs to Ana."""
    with workbench.create_project(location, title="Attentes", coder="Ana") as made:
        yield made


@pytest.fixture
def tiny_corpus(project: Project, tmp_path: Path) -> Project:
    """The project with three talks imported, their people and what is known of them."""
    folder = tmp_path / "talks"
    folder.mkdir()
    add_interviews(project, folder)
    return project


@pytest.fixture
def reopen(location: str) -> Iterator[Callable[..., Project]]:
    """Opens the project of `project` once more, as whoever is named."""
    opened: list[Project] = []

    def open_again(**options: object) -> Project:
        opened.append(workbench.open_project(location, **options))
        return opened[-1]

    yield open_again
    for other in opened:
        other.close()


@pytest.fixture
def ben(project: Project, reopen: Callable[..., Project]) -> Project:
    """The same project, opened by a colleague."""
    return reopen(coder="Ben")
