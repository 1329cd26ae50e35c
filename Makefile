# The commands of this repository. They need Python 3.11 or newer, make, and a package index that pip or uv can reach.
#
#   make demo            prepare everything, load the demo, serve it; Ctrl-C stops it. RESET=1 begins anew, PORT=9000.
#   make test            make check, then every test
#   make check           style, import contracts, types, migrations, translations
#   make bench           every benchmark, one JSON line each
#   make translations    bring the English catalogue up to the code

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
  $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
PORT ?= 8000
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check bench translations clean

demo: .venv/.runtime
	@exec $(BIN)/telusur demo $(if $(RESET),--reset) --port $(PORT)

test: check
	$(BIN)/pytest -rs --durations=25 --durations-min=4 --numprocesses auto --maxprocesses 4

check: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -W ignore -m django makemigrations --check --dry-run --settings telusur.config.settings
	$(BIN)/telusur translations check
	$(BIN)/python tools/longest.py

bench: .venv/.dev
	@for file in benchmarks/[a-z]*.py; do $(BIN)/python $$file || exit 1; done

translations: .venv/.dev
	$(BIN)/telusur translations update

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# With uv an environment takes seconds; without it, pip installs the same pinned packages.
.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Telusur membutuhkan Python 3.11 atau lebih baru."; exit 1; }
	$(PYTHON) -m venv .venv
	-$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bootstrap.txt

define install
@if test -x $(BIN)/uv; then $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python $(1); \
  else $(BIN)/python -m pip install --quiet $(1); fi
endef

.venv/.runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "Memasang paket; hanya sekali."
	$(call install,--require-hashes -r requirements/runtime.txt)
	$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	$(call install,--require-hashes -r requirements/dev.txt)
	@touch $@
