# Everything a fresh machine needs is Python 3.11 or later, make and a package index.
#   make demo    the demo project in the browser        make lab    the same in JupyterLab
#   make test    every test, in a real Chromium          make bench  every figure, against its peer
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
JS := src/workbench/widgets/js
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: demo lab test bench lint docs-check bundle bundle-check screenshots clean

demo: .venv/.base
	$(BIN)/workbench demo $(ARGS)

lab: .venv/.base
	$(BIN)/workbench demo --lab $(ARGS)

test: .venv/.test
	@source tests/chromium.sh && $(BIN)/python -m pytest $(ARGS)

bench: .venv/.test
	@source tests/chromium.sh && $(BIN)/python -m benchmarks $(ARGS)

screenshots: .venv/.test
	@source tests/chromium.sh && $(BIN)/python -m tests.browser.screenshots docs/screenshots

lint: .venv/.lint
	$(BIN)/ruff check src tests benchmarks notebooks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

docs-check: .venv/.test
	$(BIN)/python -m pytest -q tests/test_docs.py tests/test_docstrings.py

# The bundle is committed, so that nobody needs Node to install Workbench.
bundle:
	cd $(JS) && npm ci --no-audit --no-fund && node build.mjs

bundle-check: bundle
	cd $(JS) && node --test --test-reporter=dot test/*.test.mjs
	@git diff --exit-code --stat -- src/workbench/widgets/static \
	  || { echo "The committed bundle is not what its sources build. Run 'make bundle' and commit it."; exit 1; }

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Workbench needs Python 3.11 or later. Install it, or say where it is: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --upgrade pip

.venv/.base: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/.test: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable '.[test]'
	@touch $@ .venv/.base

.venv/.lint: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable '.[lint]'
	@touch $@ .venv/.base

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
