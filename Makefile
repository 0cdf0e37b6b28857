# For developers; users install with `uv tool install evidence-kb` or `pipx install evidence-kb`.
# Needs Python >= 3.11, git and make. Another Python: make test PYTHON=/path/to/python3.12
# Tests with a Neo4j server need Java >= 17 and Maven, those in a web browser Chromium as well: docs/testing.md.

VENV := .venv
BIN := $(VENV)/bin
OLDEST := $(VENV)/oldest
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet

# Candidates in this order: the versions the tests are run with, then any other that is new enough.
CANDIDATES := python3.13 python3.12 python3.11 python3 python
FITS := -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"

# Prints where a Neo4j server's jars are, after fetching them if need be, or says why there are none and fails.
SERVER := $(PY) -m tests.server.jars

CODE := kb ingest cypher bib tests benchmarks docs .ci

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser test-driver test-all server lint format types lint-cypher wheel-check docs bench lock install dev clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: install ## install, then show what kb does on example files
	@$(BIN)/kb demo

test: dev ## install, then run every test but the slow ones and those in a web browser
	@$(SERVER) >/dev/null || echo "so the tests that need a server will be left out" >&2
	@$(PY) -m tests.parts -m "not slow and not browser"

test-browser: dev ## Neo4j Browser itself, headless, over both engines (needs Chromium)
	@$(PY) -m pytest -m browser

test-driver: dev $(OLDEST)/made ## the server's tests once more, with the oldest driver that is allowed
	@PYTHONPATH=$(OLDEST) $(PY) -m pytest -m "not slow and not browser" -k "neo4j or server" \
		tests/kb/engines tests/kb/test_server_addresses.py tests/kb/test_server_cuts.py tests/kb/test_server_reach.py \
		tests/kb/test_drawn.py

test-all: dev ## all of them, the slow ones too: kills, fuzz, large inputs (more than an hour)
	@$(PY) -m tests.parts

server: dev ## fetch a Neo4j server for the tests into the user's cache, once (needs Java >= 17 and Maven)
	@$(SERVER)

lint: dev ## style and mistakes
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

format: dev ## put the code in the house's shape
	@$(BIN)/ruff format $(CODE)

types: dev ## static types
	@$(BIN)/mypy

lint-cypher: .ci/lint-cypher/node_modules/.package-lock.json ## read the queries as Neo4j 5 would (needs Node >= 20 and npm)
	@node .ci/lint-cypher/lint.mjs

wheel-check: dev ## build the wheel, look into it, install it elsewhere and use it
	@$(PY) .ci/check_wheel.py

docs: dev ## write the generated pages and the tour's output anew
	@$(PY) docs/generate.py

bench: dev ## figures for speed, memory and start-up
	@set -e; for f in benchmarks/*.py; do echo "== $$f"; PYTHONPATH=. nice $(PY) $$f; done

lock: dev ## choose the newest versions that fit pyproject.toml, with hashes, for all systems
	@$(PIP) install "uv>=0.9"
	@$(PY) .ci/lock.py

install: $(VENV)/installed
dev: $(VENV)/dev

clean: ## remove what make made
	@rm -rf $(VENV) dist .ci/lint-cypher/node_modules

$(VENV)/made:
	@set -e; found="$(PYTHON)"; \
	if [ -z "$$found" ]; then for p in $(CANDIDATES); do if "$$p" $(FITS) >/dev/null 2>&1; then found=$$p; break; fi; done; fi; \
	if [ -z "$$found" ]; then echo "make: no Python >= 3.11 with venv found." \
		"Install one (Debian: apt install python3 python3-venv), or say which: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; fi; \
	if ! "$$found" $(FITS) >/dev/null 2>&1; then echo "make: $$found is no Python >= 3.11 with venv and pip" >&2; exit 1; fi; \
	echo "making $(VENV) with $$("$$found" --version)"; \
	rm -rf $(VENV); "$$found" -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made requirements.lock pyproject.toml
	@echo "installing what kb needs, from requirements.lock"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/installed requirements-dev.lock
	@echo "installing what the tests need, from requirements-dev.lock"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(OLDEST)/made: $(VENV)/dev requirements-oldest.lock
	@echo "installing the oldest driver that is allowed, beside the newest"
	@rm -rf $(OLDEST)
	@$(PIP) install --require-hashes --no-deps --target $(OLDEST) -r requirements-oldest.lock
	@touch $@

.ci/lint-cypher/node_modules/.package-lock.json: .ci/lint-cypher/package-lock.json
	@cd .ci/lint-cypher && npm ci --no-audit --no-fund --silent
	@touch $@
