from pathlib import Path

import pytest

import workbench
from workbench import i18n
from workbench.apps.page import current_project, page_address, page_options
from workbench.errors import NotFound


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORKBENCH_PROJECT", "WORKBENCH_CODER", "WORKBENCH_PAGES", "WORKBENCH_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("QUERY_STRING", raising=False)
    monkeypatch.delenv("VOILA_REQUEST_URL", raising=False)
    monkeypatch.setattr(i18n, "_current", None)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.workbench"
    workbench.create_project(path, title="Étude", coder="Ana").close()
    return path


def test_the_page_opens_the_project_it_was_started_on_as_the_coder_named(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_PROJECT", str(study))
    monkeypatch.setenv("WORKBENCH_CODER", "Karim")
    with current_project() as project:
        assert project.title == "Étude"
        assert project.coder and project.coder.name == "Karim"


@pytest.mark.parametrize(("asked", "spoken"), [("", "fr"), ("en", "en")])
def test_the_page_speaks_the_language_asked_for_or_else_the_projects(
    study: Path, monkeypatch: pytest.MonkeyPatch, asked: str, spoken: str
) -> None:
    monkeypatch.setenv("WORKBENCH_LANG", asked)
    with current_project(study):
        assert page_options()["language"] == spoken


def test_a_notebook_without_a_project_says_what_to_do() -> None:
    with pytest.raises(NotFound, match="workbench serve PROJECT"):
        current_project()


@pytest.mark.parametrize(
    ("query", "source"),
    [("source=7", 7), ("token=x&source=12", 12), ("", None), ("source=", None), ("source=٣", None)]
    + [(f"source={text}", None) for text in ("-1", "1e3", "<b>", "7;8", "../7")],
)
def test_only_a_number_is_taken_from_the_address(
    monkeypatch: pytest.MonkeyPatch, query: str, source: int | None
) -> None:
    monkeypatch.setenv("QUERY_STRING", query)
    assert page_options()["source"] == source


def test_a_desk_has_the_window_in_a_page_and_720_pixels_in_a_notebook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert page_options()["height"] == 720
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1/")
    assert page_options()["height"] == 0


def test_other_pages_have_an_address_only_where_a_server_of_ours_shows_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert page_address("01_coding") is None
    monkeypatch.setenv("WORKBENCH_PAGES", "/voila/render/")
    assert page_address("01_coding") == "/voila/render/01_coding.ipynb"
