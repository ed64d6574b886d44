"""The examples in the docstrings run and say what they show."""

import doctest
import importlib
import pkgutil

import pytest

import workbench
from workbench import i18n

MODULES = [
    module.name
    for module in pkgutil.walk_packages(workbench.__path__, "workbench.")
    if "migrations" not in module.name
    and not module.name.startswith(("workbench.pages", "workbench.corpora"))
]


@pytest.mark.parametrize("name", ["workbench", *MODULES])
def test_docstring_examples_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    i18n.use("en")
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0
