# Two commands do everything on a machine with Python >= 3.11, git and make:
#   make demo   shows the ledger that this repository carries
#   make test   every check there is
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AS_OF ?= 2020-10-08
FUZZ ?= gate deadline workbook plan merge
export FUZZ_SECONDS ?= 1200

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types contracts pytest bench bench-parts plans stress explore fuzz mutants schema format clean bench-publish publish-versions

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## make the environment

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ledger needs Python 3.11 or newer: make PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY) ## the main job: list, what is late, the Excel workbook (in demo/)
	@rm -rf demo && mkdir demo
	$(BIN)/ledger list --as-of $(AS_OF)
	$(BIN)/ledger overdue --as-of $(AS_OF) || test $$? -eq 1
	$(BIN)/ledger check --brief --as-of $(AS_OF) || test $$? -eq 1
	$(BIN)/ledger export --xlsx demo/台账.xlsx --as-of $(AS_OF)

test: lint types contracts pytest ## every check

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	$(BIN)/mypy

contracts: $(READY) ## who may import whom
	$(BIN)/lint-imports

pytest: $(READY) ## the tests
	$(BIN)/pytest -n auto

bench: $(READY) ## every command at 1,000 and 10,000 issues beside floors and other programs; SIZES=100000 adds to it (long)
	$(BIN)/python bench/speed.py

bench-parts: $(READY) ## what writing and reading a workbook cost beside openpyxl, saving, auditing and publishing 10,000 issues
	$(BIN)/python bench/writing.py
	$(BIN)/python bench/writing.py --memory
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/saving.py
	$(BIN)/python bench/audit.py
	$(BIN)/python bench/site.py

publish-versions: $(READY) ## the tests of publishing on PostgreSQL 13 to 17, which npm has the builds of
	$(BIN)/python tools/postgres_versions.py

bench-publish: $(READY) ## what publishing to a PostgreSQL costs beside a bare COPY, and the national questions (long; LEDGERS=10)
	$(BIN)/python bench/publishing.py --ledgers $(or $(LEDGERS),10)

plans: $(READY) ## how well made-up documents of every layout are read
	PDF=8 $(BIN)/python bench/plans.py 300

stress: $(READY) ## the long proofs: 10,000 histories merged, 8,000 commands at once, a fault at every call, 50,000 steps
	$(BIN)/python bench/merges.py 10000
	$(BIN)/python bench/hands.py 20
	$(BIN)/python bench/faults.py
	$(BIN)/python bench/states.py 50000
	$(BIN)/python bench/histories.py 2000
	$(BIN)/python bench/questions.py 2000

fuzz: $(READY) ## the coverage-guided fuzzer on every reader of foreign bytes, FUZZ_SECONDS each, two at a time (long)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,fuzz]'
	@mkdir -p .fuzz
	printf '%s\n' $(FUZZ) | xargs -P 2 -I @ sh -c '$(BIN)/python fuzz/run.py @ > .fuzz/@.log 2>&1 || { tail -40 .fuzz/@.log; exit 255; }'
	@grep -h -E '^stat::|^Done' .fuzz/*.log

mutants: $(READY) ## how many small faults put into the core the tests notice; MODULE=model/chain.py for one (long)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,mutants]'
	$(BIN)/python tools/mutants.py $(MODULE)

explore: $(READY) ## the properties on 5,000 new examples each (long)
	HYPOTHESIS_PROFILE=explore $(BIN)/pytest -n auto

schema: $(READY) ## the JSON Schemas that editors check the ledger's files by
	$(BIN)/ledger schema --save

format: $(READY) ## put the code in form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

clean: ## remove what was made
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .fuzz .mutants .bench
