# make demo   set everything up and run the main job on the bundled corpus (SQLite)
# make test   set everything up and run the tests
# make check  lint, types, layers

PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test check lint types layers notebooks accuracy corpus lock clean
.DEFAULT_GOAL := test

setup: $(READY)

$(READY): requirements-dev.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "policyparse: $(PYTHON) not found. Install Python 3.11 or newer (Debian: apt-get install python3), or say make PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "policyparse: $(PYTHON) is older than 3.11. Say make PYTHON=/path/to/a/newer/python." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "policyparse: this Python has no ensurepip, so no venv can be made. On Debian: apt-get install python3-venv." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: setup
	$(BIN)/policyparse demo

test: setup
	$(BIN)/python -m pytest -n auto

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

check: lint types layers

notebooks: setup
	$(BIN)/python -m pytest --nbmake notebooks

# Scores the extraction on annotated documents, where those are at hand.
accuracy: setup
	$(BIN)/python benchmarks/accuracy.py

corpus: setup
	$(BIN)/python corpus/build.py

# Needs uv; writes the pinned and hashed set that `setup` installs.
lock:
	uv pip compile pyproject.toml --extra dev --extra charts --extra pdf --universal --python-version 3.11 --generate-hashes --no-header -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo-out .pytest_cache .mypy_cache .ruff_cache
