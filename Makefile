# One screen of commands; every one does its own set-up.
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
PYTHON := $(BIN)/python

.PHONY: run setup test check lock bench

run: ## the living demo on http://localhost:8000 (PORT changes it)
	@bin/run

setup: ## the set-up alone, for serving and for the tests
	@bin/setup test

test: setup ## unit, view and page tests, then the journeys in headless Chromium
	@$(BIN)/pytest -n 2 $(ARGS)

check: setup ## lint, format, layers, migrations, deployment settings, lock file
	@bin/check

lock: setup ## rewrite the hash-locked requirements from pyproject.toml
	@bin/lock

bench: setup ## speed, each figure beside its yardstick and the target
	@$(PYTHON) -m bench $(ARGS)
