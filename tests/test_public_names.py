"""What other code may rely on: the public names, and that importing them is light."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import workbench
import workbench.coding
import workbench.corpus
import workbench.discovery
import workbench.lexical
import workbench.needs
import workbench.personas
import workbench.reports

AREAS = [
    workbench, workbench.coding, workbench.corpus, workbench.discovery, workbench.lexical, workbench.needs,
    workbench.personas, workbench.reports,
]  # fmt: skip
VERBS = {
    "add_code", "rename_code", "edit_code", "move_code", "merge_codes", "split_code", "delete_code",
    "delete_preview", "apply_code", "apply_in_vivo", "adjust_coding", "remove_coding", "autocode",
    "write_memo", "import_codebook", "export_codebook", "retrieve", "export_segments", "counts",
}  # fmt: skip


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.__name__)
def test_every_public_name_is_there_and_says_what_it_is(area):
    for name in area.__all__:
        thing = getattr(area, name)
        if not name.startswith("__"):
            assert inspect.getdoc(thing), name


def test_the_verbs_of_coding_are_the_agreed_ones():
    assert set(workbench.coding.__all__) > VERBS
    for name in VERBS:
        assert next(iter(inspect.signature(getattr(workbench.coding, name)).parameters)) == "project"


def test_every_public_function_is_typed():
    for area in AREAS:
        for name in area.__all__:
            thing = getattr(area, name)
            if inspect.isfunction(thing):
                signature = inspect.signature(thing)
                assert signature.return_annotation is not inspect.Signature.empty, name
                for parameter in signature.parameters.values():
                    assert parameter.annotation is not inspect.Parameter.empty, (name, parameter)


def test_the_project_has_what_was_promised():
    promised = {
        "undo", "redo", "can_undo", "can_redo", "history", "changes_since", "head", "backup", "check",
        "sources", "passages", "cases", "codes", "codings", "memos", "attributes", "coders", "text",
        "verbatim", "original", "read", "gesture", "close",
    }  # fmt: skip
    assert promised <= set(dir(workbench.Project))


def test_importing_workbench_loads_nothing_heavy():
    program = (
        "import sys, workbench, workbench.project, workbench.i18n\n"
        "heavy = {'torch', 'bertopic', 'pandas', 'sentence_transformers', 'openpyxl', 'docx'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(AttributeError, match="nothing"):
        _ = workbench.nothing
