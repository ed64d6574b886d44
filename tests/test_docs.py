"""What the documents say is true: links lead somewhere, commands exist, code runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpora/*.md")]
    if path.is_file()
)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_links_and_pictures_lead_to_files_that_are_there(document):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    inside = [target for target in targets if not re.match(r"[a-z]+:", target)]
    missing = [target for target in inside if not (document.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_make_targets_that_are_named_exist(document):
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)`", document.read_text(encoding="utf-8")))
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert named <= there


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_commands_that_are_named_exist(document):
    said = subprocess.run(
        [sys.executable, "-m", "workbench.cli", "--help"],
        capture_output=True, text=True, check=True, env={**os.environ, "WORKBENCH_LANG": "en"},
    ).stdout  # fmt: skip
    there = set(re.findall(r"^    ([a-z]+) ", said, re.M))
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|bin/)workbench ([a-z]+)\b", text, re.M))
    assert there and named <= there


def test_the_python_of_the_readme_runs(tmp_path):
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    (tmp_path / "entretiens").mkdir()
    shutil.copy(ROOT / "corpora" / "fg1_retour_emploi.txt", tmp_path / "entretiens")
    code += "\nassert project.sources().shape[0] == 1 and project.codings().empty, 'undone'\n"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_every_reader_of_a_format_is_in_the_table_of_formats():
    from workbench.corpus.registry import readers

    table = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    missing = [name for name in readers() if f"`{name}`" not in table]
    assert missing == []
