"""What the source itself must never hold: ways for somebody's words to run as a script."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "workbench"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# Each of these was seen to run a script in a page, or runs code that came in a file.
BANNED_NAMES = {
    "HTML", "HTMLMath", "Markdown", "Styler", "Javascript", "clear_and_exec",
    "pickle", "cPickle", "dill", "joblib", "shelve", "marshal",
}  # fmt: skip
BANNED_ATTRIBUTES = {"HTML", "HTMLMath", "Styler", "style_html", "read_pickle", "to_pickle", "extractall"}
BANNED_ARGUMENTS = {"allow_pickle", "trust_remote_code"}

# Ways to write HTML, or to fetch, from a page.
BANNED_SCRIPT = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|DOMParser|setHTMLUnsafe"
    r"|document\.write|eval|importScripts|XMLHttpRequest|EventSource|WebSocket|sendBeacon|fetch)\b"
    r"|new Function\b|javascript:|https?://(?!www\.w3\.org/)|\bimport\s*\("
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"\w])//[^\n]*", re.S)


def python_parts() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in NOTEBOOKS:
        for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
            if cell["cell_type"] == "code":
                yield f"{path.name}, cell {number}", "".join(cell["source"])


def script_parts() -> list[Path]:
    found = [*SOURCE.rglob("*.js"), *SOURCE.rglob("*.mjs"), *SOURCE.rglob("*.css")]
    built = SOURCE / "widgets" / "static"
    return sorted(
        path
        for path in found
        if "node_modules" not in path.parts and built not in path.parents and "test" not in path.parts
    )


def banned(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names} | {(node.module or "").partition(".")[0]}
        elif isinstance(node, ast.Call):
            called = node.func
            names = {called.id} if isinstance(called, ast.Name) else set()
            names |= {keyword.arg or "" for keyword in node.keywords} & BANNED_ARGUMENTS
            if names & BANNED_ARGUMENTS:
                yield f"line {node.lineno}: {names & BANNED_ARGUMENTS}"
        elif isinstance(node, ast.Attribute):
            names = {node.attr} & BANNED_ATTRIBUTES
            if names:
                yield f"line {node.lineno}: .{node.attr}"
            continue
        else:
            continue
        if names & BANNED_NAMES:
            yield f"line {node.lineno}: {sorted(names & BANNED_NAMES)}"


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from IPython.display import HTML",
        "widgets.HTML('x')",
        "display(Markdown(text))",
        "frame.style_html()",
        "numpy.load(f, allow_pickle=True)",
        "archive.extractall(folder)",
    ],
)
def test_the_rule_sees_what_it_bans(line: str) -> None:
    assert list(banned(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "node.innerHTML = x",
        "node.insertAdjacentHTML('beforeend', x)",
        "fetch('/x')",
        'load("https://cdn.example/x.js")',
        "await import('./x.js')",
        "document.write(x)",
    ],
)
def test_the_rule_sees_what_it_bans_in_scripts(line: str) -> None:
    assert BANNED_SCRIPT.search(COMMENT.sub("", line))


def test_no_python_shows_html_or_unpickles() -> None:
    found = [f"{name}, {what}" for name, text in python_parts() for what in banned(ast.parse(text))]
    assert found == []


def test_no_script_writes_html_or_calls_a_host() -> None:
    parts = script_parts()
    assert parts, "there are scripts to look at"
    found = []
    for path in parts:
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in BANNED_SCRIPT.finditer(text)]
    assert found == []


def test_no_page_template_loads_from_another_host() -> None:
    templates = [
        path for path in (SOURCE / "apps" / "share").rglob("*") if path.suffix in (".html", ".j2", ".js")
    ]
    assert templates
    for path in templates:
        assert not re.search(r"https?://|\|\s*safe\b", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_kept_without_outputs_and_is_thin(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    for cell in code:
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert len("".join(cell["source"]).splitlines()) <= 12
