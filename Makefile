# Needs make and Python 3.11 or newer. The first target you run makes .venv and installs into it,
# which needs a network; after that nothing does.

VENV := .venv
BIN := $(VENV)/bin
PROGRAM := $(VENV)/.program
READY := $(VENV)/.ready

# The newest Python that starts and is new enough; say PYTHON=… to choose one yourself.
ifndef PYTHON
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && { echo "$$p"; break; }; done)
endif

# The exact versions, for what is installed and for what builds it; pip calls the latter by
# another name from 25.3 on. A path with spaces could not be given here, so it has none.
CONSTRAINED := PIP_CONSTRAINT="constraints.txt $$PIP_CONSTRAINT" \
	PIP_BUILD_CONSTRAINT="constraints.txt $$PIP_BUILD_CONSTRAINT"

# Where, when and in what order the tests are run by "make test-elsewhere".
DATE = 2028-02-29 23:59:30
ZONE = Pacific/Auckland
SPEECH = nb_NO.UTF-8
PLACE = /tmp/hjemme hos Ærlig Øst
SEED := $(shell od -An -N3 -tu4 /dev/urandom | tr -d ' ')
TESTS :=

.DEFAULT_GOAL := help
.PHONY: help demo test test-elsewhere thorough check format constraints translations bench \
	exports screenshots wheel clean

help:
	@echo "make demo            open the worked example"
	@echo "make test            run the tests"
	@echo "make check           style, types, imports, translations, generated files"
	@echo "make format          put the code in order"
	@echo "make test-elsewhere  run the tests on another date, zone, home and in another order"
	@echo "make thorough        run the tests with long searches; takes an hour"
	@echo "make constraints     move to the newest versions that pyproject.toml allows"
	@echo "make translations    bring the catalogues up to date with the texts"
	@echo "make wheel           build the package"
	@echo "make bench           measure, against the goals in docs/performance.md"
	@echo "make exports         make the documents in exports/ again"
	@echo "make screenshots     make the pictures in the documentation again"
	@echo "make clean           remove what can be made again, the environment too"

constraints.txt:
	@echo "constraints.txt is missing: the exact versions to install." \
	"Get it back with «git checkout constraints.txt», or make it anew: make constraints"; exit 1

# Whole or not at all: what could not be finished is taken away again.
define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer, with venv, was not found." \
	"Install it, or say where it is: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" tools/constraints.py --check
	@if test ! -e $(PROGRAM) && test ! -e $(READY); then \
		echo "Making the environment in $(VENV) with $(PYTHON) …"; \
		test -e $(VENV) || fresh=yes; \
		"$(PYTHON)" -m venv $(VENV) || { test -z "$$fresh" || rm -rf $(VENV); exit 1; }; \
	fi; \
	$(CONSTRAINED) $(BIN)/python -m pip --disable-pip-version-check install -e '$(1)' || { \
		test -z "$$fresh" || rm -rf $(VENV); \
		echo "The installation was not finished; why stands above. Put it right, and try again."; \
		exit 1; }
endef

$(PROGRAM): pyproject.toml constraints.txt
	@echo "Installing the program and the libraries it needs, some 50 MB on disk …"
	$(call install,.)
	@touch $@

$(READY): pyproject.toml constraints.txt
	@echo "Installing the program and what it is developed with, some 170 MB on disk …"
	$(call install,.[dev])
	@touch $(PROGRAM) $@

demo: $(PROGRAM)
	@$(BIN)/workshop demo

test: $(READY)
	$(BIN)/pytest -n auto --dist loadgroup

# faketime moves the clock of programs the tests start; the tests' own clock is moved by themselves.
# The clock that only measures is left alone: a wait is as long as ever.
test-elsewhere: $(READY)
	@echo 'On $(DATE) in $(ZONE), at home in $(PLACE), in the order of SEED=$(SEED)'
	@mkdir -p '$(PLACE)'
	@if command -v faketime >/dev/null; then set -- faketime --exclude-monotonic -f '@$(DATE)'; \
	else echo 'There is no faketime here: programs that tests start have the date of today.'; fi; \
	export HOME='$(PLACE)' TMPDIR='$(PLACE)' TZ='$(ZONE)' LANG='$(SPEECH)' LC_ALL=; \
	export WORKSHOP_TESTS_AT='$(DATE)' WORKSHOP_TESTS_ZONE='$(ZONE)'; \
	"$$@" $(BIN)/pytest -n auto --dist loadgroup --random-order --random-order-seed=$(SEED) $(TESTS)

thorough: $(READY)
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -n auto --dist loadgroup

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

constraints:
	@"$(PYTHON)" tools/constraints.py

bench: $(READY)
	$(BIN)/python -m bench

wheel: $(READY)
	$(CONSTRAINED) $(BIN)/python -m build

exports: $(READY)
	$(BIN)/python tools/generated.py --write exports

screenshots: $(READY)
	$(BIN)/python tools/screenshots.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
