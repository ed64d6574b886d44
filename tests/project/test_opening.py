"""Making and opening a project: what is accepted, and what is refused with nothing written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from interviews import span
from sqlalchemy import inspect, text

import workbench
from workbench import coding, i18n
from workbench.errors import (
    Invalid,
    NotFound,
    ProjectDamaged,
    ProjectError,
    ProjectExists,
    ProjectForeign,
    ProjectNotFound,
    ProjectTooNew,
    ReadOnly,
    WorkbenchError,
)


@pytest.fixture(scope="module")
def hundred_codes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "projet.workbench"
    with workbench.create_project(path, title="Attentes", coder="Ana") as project:
        for number in range(100):
            coding.add_code(project, f"code {number}", definition="x" * 500)
    return path


@pytest.fixture
def closed(hundred_codes: Path, tmp_path: Path) -> Path:
    """A project file with a hundred codes, that nobody has open."""
    return Path(shutil.copy(hundred_codes, tmp_path / "projet.workbench"))


def on_disk(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_refused(kind: type[WorkbenchError], folder: Path, act: Callable[[], object]) -> None:
    before = on_disk(folder)
    with pytest.raises(kind) as refusal:
        act()
    assert on_disk(folder) == before
    for language in ("fr", "en"):
        sentence = refusal.value.sentence(language)
        assert sentence.strip().endswith((".", "»")) and "{" not in sentence and "Error" not in sentence
    assert refusal.value.sentence("fr") != refusal.value.sentence("en")


def test_a_new_project_knows_its_title_its_language_and_its_coder(project, location):
    assert (project.title, project.language, project.coder.name) == ("Attentes", "fr", "Ana")
    assert project.coder.kind == "human" and not project.read_only
    assert project.check() == []
    assert [entry.verb for entry in project.history()] == ["create_project"]


def test_a_new_project_is_empty_and_every_table_of_it_can_be_read(project):
    for frame in (project.sources(), project.passages(), project.cases(), project.codes(),
                  project.codings(), project.memos(), project.attributes()):  # fmt: skip
        assert len(frame) == 0 and frame.index.name == "id"
    assert list(project.coders()["name"]) == ["Ana"]


def test_what_was_done_is_there_after_reopening(tiny_corpus, reopen):
    code = coding.add_code(tiny_corpus, "repère", definition="Savoir où aller.")
    made = coding.apply_code(tiny_corpus, *span(tiny_corpus, "groupe", "un repère"), code)
    again = reopen()
    assert again.coder.name == "Ana"
    assert list(again.codings().index) == [made]
    assert again.verbatim(*again.codings().loc[made, ["source_id", "start", "end"]]) == "un repère"


def test_a_second_handle_opens_while_the_first_has_just_made_the_project(project, reopen):
    assert reopen().title == "Attentes"


def test_a_name_not_known_joins_as_a_new_coder(project, reopen):
    ben = reopen(coder="  Ben ")
    assert ben.coder.name == "Ben" and ben.coder.id != project.coder.id
    assert ben.coder.colour != project.coder.colour
    assert [entry.verb for entry in project.history()] == ["join_project", "create_project"]
    assert reopen(coder="Ben").coder == ben.coder
    assert len(project.coders()) == 2


def test_one_person_joining_twice_at_once_is_one_coder(project, reopen):
    gate = threading.Barrier(6)

    def join() -> None:
        gate.wait()
        reopen(coder="Ben")

    threads = [threading.Thread(target=join) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(project.coders()["name"]) == ["Ana", "Ben"]
    assert [entry.verb for entry in project.history()] == ["join_project", "create_project"]


def test_nobody_can_open_a_project_as_a_program(project, reopen):
    from workbench.project import schema

    with project.gesture("join_project", coder="modèle") as g:
        g.insert(schema.coder, [{"name": "modèle", "kind": "machine"}])
    with pytest.raises(NotFound, match="modèle"):
        reopen(coder="modèle")


@pytest.mark.parametrize("field", ["title", "coder"])
@pytest.mark.parametrize("value", ["", "  \n", "a\x00b", "a\ud800b"])
def test_a_title_or_a_coder_that_cannot_be_kept_is_refused(tmp_path, field, value):
    given = {"title": "Attentes", "coder": "Ana", field: value}
    assert_refused(Invalid, tmp_path, lambda: workbench.create_project(tmp_path / "p.workbench", **given))


def test_an_unknown_language_is_refused(tmp_path):
    assert_refused(
        Invalid,
        tmp_path,
        lambda: workbench.create_project(tmp_path / "p", title="T", coder="A", language="de"),
    )


def test_nothing_is_made_where_something_stands(closed):
    assert_refused(
        ProjectExists, closed.parent, lambda: workbench.create_project(closed, title="T", coder="A")
    )


def test_a_project_is_not_made_twice_in_one_database(project, location):
    with pytest.raises(ProjectExists):
        workbench.create_project(location, title="Autre", coder="Ben")
    assert project.check() == [] and list(project.coders()["name"]) == ["Ana"]


def test_nothing_is_made_in_a_folder_that_is_not_there(tmp_path):
    assert_refused(
        ProjectNotFound,
        tmp_path,
        lambda: workbench.create_project(tmp_path / "no" / "p.workbench", title="T", coder="A"),
    )


def test_opening_what_is_not_there_is_refused(tmp_path):
    assert_refused(ProjectNotFound, tmp_path, lambda: workbench.open_project(tmp_path / "p.workbench"))


def test_opening_a_folder_is_refused(tmp_path):
    assert_refused(ProjectForeign, tmp_path, lambda: workbench.open_project(tmp_path))


@pytest.mark.parametrize("name", ["notes.txt", "notes.docx"])
def test_opening_a_file_of_another_program_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 something else entirely" * 20)
    assert_refused(ProjectForeign, tmp_path, lambda: workbench.open_project(tmp_path / name))


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_a_database_of_another_program_is_refused(tmp_path, read_only):
    path = tmp_path / "autre.workbench"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE journal (id INTEGER)")
        other.commit()
    assert_refused(ProjectForeign, tmp_path, lambda: workbench.open_project(path, read_only=read_only))


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_an_empty_file_is_refused(tmp_path, read_only):
    (tmp_path / "vide.workbench").touch()
    assert_refused(
        ProjectDamaged,
        tmp_path,
        lambda: workbench.open_project(tmp_path / "vide.workbench", read_only=read_only),
    )


@pytest.mark.parametrize("kept", [1, 60, 100, 4096, 0.3, 0.9])
def test_opening_a_truncated_project_is_refused(closed, kept):
    whole = closed.read_bytes()
    closed.write_bytes(whole[: kept if isinstance(kept, int) else int(len(whole) * kept)])
    assert_refused(ProjectDamaged, closed.parent, lambda: workbench.open_project(closed))


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_project_is_refused_or_opens_whole_but_never_breaks(closed, seed):
    import random

    chance = random.Random(seed)
    damaged = bytearray(closed.read_bytes())
    for _ in range(chance.choice([1, 16, 200])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    closed.write_bytes(bytes(damaged))
    try:
        with workbench.open_project(closed, read_only=True) as project:
            assert all(isinstance(sentence, str) for sentence in project.check())
            project.codes(), project.history()
    except ProjectError as refusal:
        assert closed.read_bytes() == bytes(damaged)
        assert str(refusal)


def test_the_first_page_overwritten_is_refused(closed):
    damaged = bytearray(closed.read_bytes())
    damaged[:16] = b"\x00" * 16
    closed.write_bytes(bytes(damaged))
    assert_refused(ProjectDamaged, closed.parent, lambda: workbench.open_project(closed))


@pytest.fixture
def older(closed: Path) -> Path:
    """The project as version 0001 left it: without what 0002 added."""
    added = {
        "theme": ("level", "locked", "terms", "medoids"),
        "theme_member": ("second_id", "x", "y", "voice"),
    }
    with closing(sqlite3.connect(closed)) as file:
        for table, columns in added.items():
            for column in columns:
                file.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        file.execute("UPDATE alembic_version SET version_num = '0001'")
        file.commit()
    return closed


def test_a_project_of_an_earlier_version_is_backed_up_then_brought_up_to_date(older):
    with workbench.open_project(older) as project:
        assert len(project.codes()) == 100
        assert project.check() == []
        columns = {column["name"] for column in inspect(project._engine).get_columns("theme_member")}
    assert {"second_id", "x", "y", "voice"} <= columns
    [copy] = older.parent.glob("*before-0002-from-0001*")
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


@pytest.fixture
def newer(closed: Path) -> Path:
    with closing(sqlite3.connect(closed)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    return closed


def test_a_project_of_a_later_version_is_refused(newer):
    assert_refused(ProjectTooNew, newer.parent, lambda: workbench.open_project(newer))
    assert_refused(ProjectTooNew, newer.parent, lambda: workbench.open_project(newer, coder="Ben"))


def test_a_project_of_a_later_version_opens_for_reading_and_says_so(newer):
    with (
        pytest.warns(UserWarning, match="newer version"),
        workbench.open_project(newer, read_only=True) as project,
    ):
        assert len(project.codes()) == 100


def test_a_later_version_in_a_database_server_is_refused(project, location):
    with project._engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ProjectTooNew):
        workbench.open_project(location)


@pytest.mark.parametrize(
    "url",
    ["mysql://u:secret@localhost/db", "https://example.org/p", "://", "sqlite:///p.db",
     "postgresql://host:port/db"],
)  # fmt: skip
def test_an_address_that_is_no_postgresql_is_refused_without_its_password(tmp_path, url):
    with pytest.raises(ProjectForeign) as refusal:
        workbench.open_project(url)
    assert "secret" not in str(refusal.value) and "postgresql://" in str(refusal.value)


def test_a_server_that_does_not_answer_is_told_without_the_password():
    with pytest.raises(ProjectNotFound) as refusal:
        workbench.open_project("postgresql://ana:secret@127.0.0.1:1/attentes")
    assert "127.0.0.1" in str(refusal.value) and "secret" not in str(refusal.value)


def test_reading_only_reads(tiny_corpus, reopen):
    coding.add_code(tiny_corpus, "repère")
    reader = reopen(read_only=True)
    assert reader.read_only and len(reader.sources()) == 3
    head = tiny_corpus.head()
    for act in (
        lambda: coding.add_code(reader, "autre"),
        lambda: coding.apply_code(reader, "groupe", 74, 83, "repère"),
        lambda: coding.write_memo(reader, "note"),
        reader.undo,
        reader.redo,
    ):
        with pytest.raises(ReadOnly, match="Attentes"):
            act()
    assert tiny_corpus.head() == head


def test_a_reader_of_an_unknown_name_does_not_join(project, reopen):
    assert reopen(coder="Ben", read_only=True).coder is None
    assert list(project.coders()["name"]) == ["Ana"]


def test_reading_a_closed_project_leaves_its_bytes_alone(closed):
    before = closed.read_bytes()
    with workbench.open_project(closed, read_only=True) as project:
        project.codes(), project.check(), project.history()
    assert closed.read_bytes() == before


# ---- rights: tried by a person who has none, whoever runs the tests


@pytest.fixture
def commons() -> Iterator[Path]:
    """A folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(act: Callable[[], object]) -> str:
    """What `act` ends with when the one who runs it is not root: "" or the refusal's class and key."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        told = "unexpected"
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            act()
            told = ""
        except WorkbenchError as refusal:
            told = f"{type(refusal).__name__} {refusal.key}"
        except BaseException as error:
            told = repr(error)
        finally:
            os.write(write, told.encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


def test_a_project_that_cannot_be_written_is_refused_and_can_be_read(closed, commons):
    path = Path(shutil.copy(closed, commons / "projet.workbench"))
    path.chmod(0o444)
    commons.chmod(0o555)
    before = on_disk(commons)
    assert as_nobody(lambda: workbench.open_project(path)) == "Invalid errors.unwritable_file"
    assert on_disk(commons) == before

    def read() -> None:
        with workbench.open_project(path, read_only=True) as project:
            assert len(project.codes()) == 100 and project.check() == []

    assert as_nobody(read) == ""
    assert on_disk(commons) == before


def test_a_project_that_cannot_be_read_is_refused(closed, commons):
    path = Path(shutil.copy(closed, commons / "projet.workbench"))
    path.chmod(0o000)
    assert as_nobody(lambda: workbench.open_project(path)) == "ProjectDamaged errors.unreadable_file"


def test_a_folder_that_cannot_be_written_is_refused(commons):
    commons.chmod(0o555)
    path = commons / "projet.workbench"
    refused = as_nobody(lambda: workbench.create_project(path, title="T", coder="Ana"))
    assert refused == "Invalid errors.unwritable_folder"
    assert on_disk(commons) == {}


def test_sentences_follow_the_language_in_use(tmp_path):
    with pytest.raises(ProjectNotFound) as refusal:
        workbench.open_project(tmp_path / "absent.workbench")
    i18n.use("fr")
    assert str(refusal.value).startswith("Il n'y a pas de projet")
    i18n.use("en")
    assert "no project" in str(refusal.value)
