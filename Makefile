# Needs make and Python 3.11 or newer. The first target you run makes .venv and installs into it,
# which needs a network; after that nothing does.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The newest Python that starts and is new enough; say PYTHON=… to choose one yourself.
ifndef PYTHON
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && { echo "$$p"; break; }; done)
endif

.DEFAULT_GOAL := help
.PHONY: help demo test check format translations bench exports screenshots clean

help:
	@echo "make demo          open the worked example"
	@echo "make test          run the tests"
	@echo "make check         style, types, imports, translations, generated files"
	@echo "make format        put the code in order"
	@echo "make translations  bring the catalogues up to date with the texts"
	@echo "make bench         measure, against the goals in docs/performance.md"
	@echo "make exports       make the documents in exports/ again"
	@echo "make screenshots   make the pictures in the documentation again"
	@echo "make clean         remove what can be made again, the environment too"

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer, with venv, was not found." \
	"Install it, or say where it is: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Making the environment in $(VENV) with $(PYTHON) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(READY)
	@$(BIN)/workshop demo

test: $(READY)
	$(BIN)/pytest -n auto --dist loadgroup

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/translations.py --check
	$(BIN)/python tools/generated.py --check

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: $(READY)
	$(BIN)/python tools/translations.py

bench: $(READY)
	$(BIN)/python -m bench

exports: $(READY)
	$(BIN)/python tools/generated.py --write exports

screenshots: $(READY)
	$(BIN)/python tools/screenshots.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
