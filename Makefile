# Every target sets up what it needs; a second run takes seconds. `make` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup demo test lint types contract docs shared bench bench-screening bench-lists bench-impact bench-documents gold pictures clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("licet needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: apt-get install -y python3-venv"; exit 1; }
	@echo "installing licet into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --prefer-binary -e '.[all,dev]'
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q src/licet
	@touch $(STAMP)

setup: $(STAMP) ## a virtual environment with licet and its tools

demo: $(STAMP) ## the ZTE example: one order in seven periods, as a table and a page
	@$(BIN)/python examples/zte/demo.py

test: $(STAMP) ## the unit suite (no network, no shared data)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 -m 'not shared and not slow and not docs'

lint: $(STAMP) ## ruff, formatter included
	@$(BIN)/ruff check src tests benchmarks examples docs

types: $(STAMP) ## mypy --strict
	@$(BIN)/mypy

contract: $(STAMP) ## who may import whom
	@$(BIN)/lint-imports

docs: $(STAMP) ## the examples in README and docs, run
	@$(BIN)/python -m pytest tests/test_docs.py

shared: $(STAMP) ## tests over real lists and regulations (../shared)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 -m 'shared or slow'

gold: $(STAMP) ## score on the worked cases of ../shared
	@$(BIN)/python benchmarks/gold.py ../shared/reference/gold/ear-cases.jsonl

bench: $(STAMP) ## import time, one check as a process, decisions a second
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/determine.py

bench-screening: $(STAMP) ## recall, false alarms, labelled pairs, speed, beside the peers
	@$(BIN)/python benchmarks/screening.py

bench-lists: $(STAMP) ## import, snapshot build and load
	@$(BIN)/python benchmarks/lists.py

bench-impact: $(STAMP) ## a million parties, ten million relations
	@$(BIN)/python benchmarks/impact.py

bench-documents: $(STAMP) ## reading documents, scored
	@$(BIN)/python benchmarks/documents.py

pictures: $(STAMP) ## the pictures of the README, drawn from what the commands print
	@$(BIN)/python docs/pictures/draw.py

clean: ## what was built
	rm -rf out dist build .mypy_cache .ruff_cache .pytest_cache
