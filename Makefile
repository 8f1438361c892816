# What is done here every day. Everything runs in `.venv`: an environment that is there is used as it
# is, and a missing one is made with `make setup`. No other environment is touched.

PYTHON ?= python3
BIN := .venv/bin
PACKAGES := revmentor screens widgets
LOCALE := revmentor/i18n/locale
PO := $(LOCALE)/it/LC_MESSAGES/revmentor.po
MO := $(patsubst %.po,%.mo,$(wildcard $(LOCALE)/*/LC_MESSAGES/*.po))
POT := build/texts/revmentor.pot

.DEFAULT_GOAL := help
.PHONY: help setup test check lint types floors sample schema manual texts texts-check pictures guide bench measure

help:
	@echo "make setup     make .venv, with revmentor and what its tests need in it"
	@echo "make test      run the tests"
	@echo "make check     what a change must pass beside the tests"
	@echo "make schema    write the forms of what scripts read into docs/schema"
	@echo "make manual    write the page for man into docs/man, in both languages"
	@echo "make texts     gather the texts into the .po, and compile it"
	@echo "make pictures  write a page of the pictures that differ from the last commit"
	@echo "make guide     take the pictures of the guides, in both languages"
	@echo "make bench     print every ratio beside its target, and count calls"
	@echo "make measure   tell what the source is like to read, in numbers"

setup: .venv

# As in the README's line for tests; one that could not be finished does not stay.
.venv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]' || { rm -r .venv; exit 1; }

# As hatch_build.py does it: `pybabel compile` takes the “% o” of “% of the time” for a placeholder.
%.mo: %.po | .venv
	$(BIN)/python -c "from babel.messages import mofile, pofile; \
		mofile.write_mo(open('$@', 'wb'), pofile.read_po(open('$<', 'rb')))"

test: $(MO)
	$(BIN)/pytest -n 4 --dist worksteal

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

# The forms of what scripts read, as `revmentor schema` writes them.
schema: | .venv
	for kept in $$($(BIN)/python -c "from revmentor.exchange.contract.schemas import SHAPES; \
		print(*SHAPES)"); do \
		$(BIN)/revmentor schema --what $$kept -o docs/schema/$$kept.json --force || exit 1; done
	chmod 644 docs/schema/*.json

# The page for man, which is installed along, as `revmentor manual` writes it.
manual: $(MO)
	mkdir -p docs/man/it
	$(BIN)/revmentor manual --lang en > docs/man/revmentor.1
	$(BIN)/revmentor manual --lang it > docs/man/it/revmentor.1

# Every text stands in the .po, with its Italian. One text is one line of the .po's history: sorted,
# no line numbers, no guesses from likely texts, no day in the header.
EXTRACT = $(BIN)/pybabel -q extract --no-default-keywords -k _ -k ngettext:1,2 --add-location file \
	--sort-output -w 100 --project revmentor --version 1 -o $(POT) $(PACKAGES)
UPDATE = $(BIN)/pybabel -q update -i $(POT) -l it -w 100 --no-fuzzy-matching --ignore-obsolete \
	--ignore-pot-creation-date

texts: | .venv
	mkdir -p $(dir $(POT))
	$(EXTRACT)
	$(UPDATE) -o $(PO)
	$(MAKE) $(MO)

texts-check: $(MO)
	mkdir -p $(dir $(POT))
	$(EXTRACT)
	cp $(PO) build/texts/revmentor.po
	$(UPDATE) -o build/texts/revmentor.po
	diff $(PO) build/texts/revmentor.po || { echo "run: make texts"; exit 1; }
	$(BIN)/pytest -p no:cacheprovider tests/i18n/test_texts.py

pictures: | .venv
	$(BIN)/python -m tests.support.picture_page

# The pictures of docs/guide.*.md, each language by a program of its own: labels are translated at its start.
guide: $(MO)
	$(BIN)/python -m tests.support.guide_pictures en
	$(BIN)/python -m tests.support.guide_pictures it

bench: $(MO)
	$(BIN)/python benchmarks/calls.py
	$(BIN)/python benchmarks/table.py

measure: | .venv
	$(BIN)/python benchmarks/measure.py
