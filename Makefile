# What is done here every day. Everything runs in `.venv`: an environment that is there is used as it
# is, and a missing one is made with `make setup`. No other environment is touched.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup test check lint types floors sample texts-check

help:
	@echo "make setup     make .venv, with revmentor and what its tests need in it"
	@echo "make test      run the tests"
	@echo "make check     what a change must pass beside the tests"

setup: .venv

# As in the README's line for tests; one that could not be finished does not stay.
.venv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]' || { rm -r .venv; exit 1; }

test: | .venv
	$(BIN)/pytest -n 4

check: lint types floors sample texts-check
	@echo "all checks passed"

lint: | .venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: | .venv
	$(BIN)/mypy

floors: | .venv
	$(BIN)/lint-imports

# The sample data is what its script makes.
sample: | .venv
	$(BIN)/python sample_data/build.py build/sample_data
	for made in build/sample_data/*.json; do cmp $$made sample_data/$$(basename $$made) || exit 1; done

# Every text has its Italian, and the compiled texts are what was written.
texts-check: | .venv
	$(BIN)/python -m revmentor.i18n.locale.build
	git diff --exit-code --stat -- revmentor/i18n/locale
