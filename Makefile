# make run   the site, as in production, on http://127.0.0.1:$(PORT)
# make test  lint, checks, and the whole suite on SQLite and on PostgreSQL
# make dev   the site with automatic reload, for developers
# Everything these make lies under var/, which git ignores.

PYTHON ?= python3
export PORT ?= 8000
# An empty MGNEWS_DATA would make paths like /static: it counts as none.
ifeq ($(strip $(MGNEWS_DATA)),)
override MGNEWS_DATA := $(CURDIR)/var
endif
export MGNEWS_DATA
export PYTHONPYCACHEPREFIX := $(MGNEWS_DATA)/cache/python
export HYPOTHESIS_STORAGE_DIRECTORY := $(MGNEWS_DATA)/cache/hypothesis
export RUFF_CACHE_DIR := $(MGNEWS_DATA)/cache/ruff

VENV := $(MGNEWS_DATA)/venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
STATIC_SOURCES := $(shell find static -type f)

.DEFAULT_GOAL := run
.PHONY: run dev test lint checks suite thorough bench bench-search bench-desk bench-pictures format password clean

run: $(VENV)/.site $(MGNEWS_DATA)/static/.collected
	@$(MANAGE) prepare
	@exec $(BIN)/granian --interface wsgi mgnews.wsgi:application \
		--host 127.0.0.1 --port $(PORT) --workers 2 --blocking-threads 4 \
		--no-access-log --log-level warning

dev: export DEBUG := true
dev: $(VENV)/.site
	@$(MANAGE) prepare
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

password: $(VENV)/.site
	@$(MANAGE) changepassword $(USER)

test: lint checks suite

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --check
	$(BIN)/lint-imports --cache-dir $(MGNEWS_DATA)/cache/imports

# The checks run as a public site would: https, and nothing of this machine's own data.
checks: export MGNEWS_ORIGIN := https://example.org
checks: $(VENV)/.tests
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --deploy --fail-level INFO

# On PostgreSQL runs what speaks to a database: nouns, verbs, the index, imports, commands, whole
# journeys, races. The doors only call these; `make thorough` runs them on PostgreSQL, too.
# A browser waits more than it works, so there is one worker more than cores. What a module makes
# once (the sample site, a browser) it makes on one worker; the long modules stand first as it is.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(8, 1 + os.cpu_count()))')
# What reads texts alone, and asks no database, stands in TEXTS.
TEXTS := $(addprefix --ignore=tests/publishing/test_, author_names.py identifiers.py \
	pasted_references.py pasted_texts.py)
ON_BOTH := $(TEXTS) tests/models tests/publishing tests/search tests/importing tests/management tests/journeys \
	tests/admin/test_forms_at_the_same_time.py tests/public/test_search.py tests/public/test_on_time.py
BY_MODULE := --dist loadscope --no-loadscope-reorder
suite: $(VENV)/.tests
	$(BIN)/python -m pytest --numprocesses $(WORKERS) $(BY_MODULE)
	$(BIN)/python -m tests.on_postgresql --numprocesses auto $(BY_MODULE) $(ON_BOTH)

# Fifty races of two editors on every way to write, five hundred texts that nobody would write, and
# the pages of both doors on PostgreSQL; `make test` tries eight, sixty and none.
thorough: export RACES := 50
thorough: export EXAMPLES := 500
RACING := tests/publishing/test_write_paths_at_the_same_time.py tests/admin/test_forms_at_the_same_time.py
thorough: $(VENV)/.tests
	$(BIN)/python -m pytest --numprocesses auto $(RACING) tests/rendering tests/publishing/test_pasted_texts.py
	$(BIN)/python -m tests.on_postgresql --numprocesses auto $(BY_MODULE) -m "not browser" \
		--ignore tests/rendering

bench: $(VENV)/.tests
	@$(BIN)/python -m tests.bench

# Makes 20,000 articles the first time, which takes a while.
bench-search: $(VENV)/.tests
	@$(BIN)/python -m tests.bench.search

# Makes 20,000 articles the first time; fails when a page of the desk asks or takes too much.
bench-desk: $(VENV)/.tests
	@$(BIN)/python -m tests.bench.desk

# Large and hostile pictures: fails when one takes over 10 seconds or 300 MiB.
bench-pictures: $(VENV)/.tests
	@$(BIN)/python -m tests.bench.pictures

format: $(VENV)/.tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint templates --reformat --quiet

clean:
	rm -rf $(MGNEWS_DATA)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

# Installed anew only when the list of requirements changes.
$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/.tests: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@ $(VENV)/.site

$(MGNEWS_DATA)/static/.collected: $(VENV)/.site $(STATIC_SOURCES)
	@rm -rf $(MGNEWS_DATA)/static
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@
