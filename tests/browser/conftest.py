"""A real Chromium on the real servers. Any request to another host fails the test that made it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from serving import Server, chromium, serving
from texts import add_source, new_project

import workbench

# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    # Other hosts do not exist here. (Intercepting every request instead would also swallow
    # the last one, by which a page that closes ends its kernel.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
_LOCAL = {"127.0.0.1", "localhost", "::1"}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = chromium() or playwright.chromium.executable_path
    if not Path(path).is_file():
        pytest.exit(
            "No Chromium was found for the browser tests. Install one (apt install chromium, or "
            "python -m playwright install chromium), or name it in WORKBENCH_CHROMIUM.",
            returncode=1,
        )
    started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def project_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("project") / "étude.workbench"
    new_project(path)
    return path


@pytest.fixture
def project(project_path: Path) -> Iterator[workbench.Project]:
    """The served project, opened by the test itself: a colleague at another machine."""
    with workbench.open_project(project_path, coder="Karim") as opened:
        yield opened


@pytest.fixture
def source(project: workbench.Project, request: pytest.FixtureRequest) -> int:
    """A source of this test alone."""
    return add_source(project, request.node.name)


@pytest.fixture(scope="session")
def voila(project_path: Path, home: Path) -> Iterator[Server]:
    with serving("serve", project_path, home, "--coder", "Ana") as server:
        yield server


@pytest.fixture(scope="session")
def lab(project_path: Path, home: Path) -> Iterator[Server]:
    notebooks = home / "notebooks"
    options = ("--coder", "Ana", "--folder", str(notebooks))
    with serving("lab", project_path, home, *options, WORKBENCH_EXPOSE_LAB="1") as server:
        yield server


@pytest.fixture
def strangers() -> list[str]:
    """The requests that left for another host."""
    return []


@pytest.fixture
def new_page(browser: Browser, strangers: list[str]) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a browser of its own; none may call another host or raise an error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob", "about") and url.hostname not in _LOCAL:
            strangers.append(request.url)

    def open_page(**options: object) -> Page:
        settings = {"viewport": {"width": 1440, "height": 900}, "locale": "fr-FR", **options}
        context = browser.new_context(timezone_id="UTC", **settings)
        contexts.append(context)
        context.on("request", note)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        try:
            context.close()
        except PlaywrightError:
            continue  # the test closed it itself
    assert not strangers, f"the page called another host: {strangers}"
    assert not errors, f"the page raised errors: {errors}"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Keep a picture of a page, where WORKBENCH_SCREENSHOTS names a folder for them."""
    folder = os.environ.get("WORKBENCH_SCREENSHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{request.node.name}-{name}.png")

    return keep
