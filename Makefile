# Needs only python3 and make. Everything else comes, hash-checked, from the two locks.

PYTHON ?= python3

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --progress-bar off
# What is not in the locks is this project alone, built by the locked hatchling.
INSTALL_SELF := $(INSTALL) --no-deps --no-build-isolation --editable .
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test check fuzz digits properties soak mutate bench format readme lock clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

# Standard output is the desk's alone: setting up speaks on standard error and reads no input.
run: .venv/.run-stamp ## start the desk: in Slack, or here, answering standard input
	@exec $(BIN)/figures run

install: .venv/.run-stamp ## bring what the desk needs up to date, and start nothing

test: .venv/.dev-stamp check ## check, then run every test
	@$(BIN)/python -m pytest -n 3 # many of them wait, for a process or a clock

check: .venv/.dev-stamp ## formatting, lint, types and the direction of imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fuzz: .venv/.dev-stamp ## ask a million made-up questions: about an hour on two cores
	@$(BIN)/python -m tests.fuzz

properties: .venv/.dev-stamp ## work out a hundred thousand numbers of true series: about 10 minutes on two cores
	@$(BIN)/python -m tests.properties

soak: .venv/.dev-stamp ## ten thousand events against bots that are restarted and killed: some minutes
	@$(BIN)/python -m tests.soak

mutate: .venv/.dev-stamp ## change one figure at a time and count what the checks catch: minutes
	@$(BIN)/python -m tests.mutation

digits: .venv/.dev-stamp ## account for every digit of sixty thousand replies: some minutes
	@$(BIN)/python -m tests.digits

bench: .venv/.dev-stamp ## load millions of statements and ask about them, beside yardsticks: minutes
	@$(BIN)/python -m tests.bench

format: .venv/.dev-stamp ## put the code in its format and mend what lint can mend
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

readme: .venv/.dev-stamp ## write the examples of README.md and docs/ anew, from real runs
	@$(BIN)/python -m tests.test_readme

lock: .venv/.dev-stamp ## write both locks anew (UPGRADE=--upgrade for newer versions)
	@$(LOCK) $(UPGRADE) --group build --extra charts --output-file requirements.txt
	@$(LOCK) $(UPGRADE) --group dev --extra charts --extra sdmx --extra xlsx --constraints requirements.txt --output-file requirements-dev.txt

clean: ## remove the environment, caches and builds; databases stay
	@rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null 2>/dev/null || \
		{ echo "The desk needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 (or newer)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' </dev/null 2>/dev/null || \
		{ echo "This Python has no venv module: install it (on Debian and Ubuntu, the package python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv .venv </dev/null >&2 || { rm -rf .venv; exit 1; }

.venv/.run-stamp: requirements.txt pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing the desk in .venv (once) ..." >&2
	@$(INSTALL) --require-hashes -r requirements.txt </dev/null >&2
	@$(INSTALL_SELF) </dev/null >&2
	@touch $@

# The development lock holds the run-time lock whole, so it serves for both.
.venv/.dev-stamp: requirements-dev.txt requirements.txt pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing the development tools in .venv (once) ..." >&2
	@$(INSTALL) --require-hashes -r requirements-dev.txt </dev/null >&2
	@$(INSTALL_SELF) </dev/null >&2
	@touch .venv/.run-stamp $@
