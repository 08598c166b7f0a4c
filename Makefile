# Two commands are enough: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: setup demo test lint lock clean

setup: $(STAMP)

# uv installs the lock in seconds and checks every hash; it comes from the package index as the lock's contents do.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

demo: setup
	$(BIN)/hub demo

# a file a worker: what a file builds is built once; pytest-xdist 3.8 does not see its group marks under pytest 9.2
test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# pins every version with hashes; names no index
lock: setup
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 --extra dev --extra splink --extra goldenmatch pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache
