# `make test` on a fresh machine needs python 3.11 or newer and nothing else; every target sets up first.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: setup demo test check planted mutants benchmarks sensitivity docs clean

setup: $(STAMP)

# The build tool is installed first and used in place, so that the pins hold for it too.
$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "python 3.11 or newer is needed: make PYTHON=/path/to/python3" >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev]'
	touch $(STAMP)

# The case lacks some facts on purpose; the exit code 3 says so and is no failure of the demonstration.
demo: $(STAMP)
	@$(BIN)/tiaokuan evaluate policies/taicang_2021_163.yaml examples/sunshine-house.yaml --lang zh || test $$? -eq 3

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/docs.py --check

# Plants known mistakes in copies of the engine and the pack, and fails if the tests let one pass.
planted: $(STAMP)
	$(BIN)/python tools/planted.py

# Alters every shipped pack in every way known and runs its cases: all of Taicang's mutants are to be noticed, 95 in 100 elsewhere.
mutants: $(STAMP)
	$(BIN)/tiaokuan mutate policies/taicang_2021_163.yaml
	@for pack in $$(ls examples/measures/*.yaml | grep -v cases); do $(BIN)/tiaokuan mutate $$pack --fail-under 95 || exit 1; done

benchmarks: $(STAMP)
	$(BIN)/python -m benchmarks

# Asks diff about 300 single changes to the shipped packs, and the reference about 20,000 cases of each; goes on where it was stopped.
sensitivity: $(STAMP)
	$(BIN)/python -m benchmarks.sensitivity

docs: $(STAMP)
	$(BIN)/python tools/docs.py --update-console

clean:
	rm -rf .venv build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
