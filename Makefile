# What a developer does most. Everything happens in the virtual environment VENV.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help setup test lint format tables example clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(BIN)/budgetc: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -e ".[dev]"
	@touch $@

setup: $(BIN)/budgetc ## make the virtual environment

test: setup ## run all tests
	$(BIN)/python -m pytest

lint: setup ## check style, types, and that what is generated is up to date
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m budgetlang.syntax.generate --check
	$(BIN)/python -m budgetlang.resolve.keep --check

format: setup ## lay out the Python code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

tables: setup ## make anew what is made of the grammar and of the built-in profiles
	$(BIN)/python -m budgetlang.syntax.generate
	$(BIN)/python -m budgetlang.resolve.keep

example: setup ## build the example into out/
	$(BIN)/budgetc build examples/changzhi-2026 -o out

clean: ## remove what was made
	rm -rf out dist build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
