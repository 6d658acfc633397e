# make run, make test: everything else is set up on the way. Needed: Python 3.11 or newer, and make.
# RUN holds the app as a person gets it, an ordinary install compiled to bytecode, and nothing else:
# BUILD has pip and what makes the package. DEV holds the tools and reads the sources where they are. DOCS builds the site.

RUN := .venv-run
BUILD := .venv-build
DEV := .venv
DOCS := .venv-docs
PY := $(DEV)/bin/python
TRACKER := $(RUN)/bin/python $(RUN)/bin/tracker
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
SOURCES := pyproject.toml docs/man/tracker.1 $(shell find tracker ! -name __pycache__ ! -name '*.pyc')
PIP := -m pip --quiet --quiet --disable-pip-version-check
INSTALL := $(PIP) install --compile
# A lock names all that is needed. sqlite-utils asks for pip, too, for a command that is not used here.
LOCKED := --no-deps --require-hashes --only-binary :all:
INTO_RUN := $(BUILD)/bin/python $(PIP) --python $(RUN)/bin/python
# Once the project's package was called tracker. Beside notebook-tracker it would own the same files.
FORGET_OLD_NAME = if grep -qs 'tracker\.cli:main' $(DEV)/lib/python*/site-packages/tracker-*.dist-info/entry_points.txt; \
	then $(PY) $(PIP) uninstall --yes tracker; fi
FROM_HERE := --no-deps --no-build-isolation --no-index
WORKERS ?= auto
PYTEST = $(PY) -m pytest -n $(WORKERS) --dist worksteal

# An environment whose Python is gone (a newer one took its place) is made again.
$(shell for env in $(RUN) $(BUILD) $(DEV) $(DOCS); do [ -x $$env/bin/python ] || rm -f $$env/packages $$env/installed; done)
# One from before had pip and more in it.
$(shell [ ! -x $(RUN)/bin/pip ] || rm -rf $(RUN))

# What a person's shell may say about Python must not change what is installed here.
unexport PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX PYTHONHOME PYTHONPATH
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_NO_BINARY PIP_ONLY_BINARY PIP_REQUIRE_HASHES

.DELETE_ON_ERROR:
.PHONY: help run test test-fast faults-long fuzz coverage check docs pictures snapshots messages bench lock check-platforms clean

help:
	@echo 'make run        open Tracker; without a terminal, play the sample story (ARGS="months" for a command)'
	@echo 'make test       check, then every test (ARGS="tests/… -k …" for some)'
	@echo 'make test-fast  the tests of the pure packages and of the notebook, within a minute'
	@echo 'make faults-long  every fault at every step, and the large loops whole (TRACKER_EXAMPLES=10 for hours)'
	@echo 'make coverage   which lines and branches of the lower packages no test runs'
	@echo 'make fuzz       the tests of Hypothesis with random seeds, at length (ARGS="tests/… --hypothesis-seed=1")'
	@echo 'make check      ruff, mypy and the layers of the packages'
	@echo 'make docs       build the pages of docs as a site in $(SITE), and check its links'
	@echo 'make snapshots  draw the screens that tests compare with again'
	@echo 'make pictures   draw the pictures of README and docs again, and write the pages of keys, tags and commands, the manual page and the tables of locales'
	@echo 'make messages   write dist/tracker.pot, the messages for translators'
	@echo 'make bench      measure speed and memory beside the tools that are installed (ARGS="start months" for some, --quick)'
	@echo 'make lock       write the lock files again (UPGRADE=--upgrade for newer versions)'
	@echo 'make check-platforms  ask for each system and Python whether the locked packages can be installed there'
	@echo 'make clean      remove what make and the tools put here'

run: $(RUN)/installed
	@if [ -n "$(ARGS)" ]; then exec $(TRACKER) $(ARGS); \
	elif [ -t 0 ] && [ -t 1 ]; then exec $(TRACKER); \
	else exec $(TRACKER) demo; fi

test: check
	$(PYTEST) -m 'not long' $(ARGS)

PURE := tests/analysis tests/entries tests/test_money.py tests/test_months.py
test-fast: $(DEV)/installed
	$(PYTEST) -m 'not long' $(PURE) tests/book $(ARGS)

# What is marked slow, each step instead of some, and what is too long for every change. Hypothesis
# is left to fuzz.
faults-long: export TRACKER_EXAMPLES ?= 2
faults-long: $(DEV)/installed
	$(PYTEST) -m '(slow or long) and not hypothesis' --timeout=0 $(ARGS)

# The pure packages by their own tests alone, whole; then what keeps and hands on the entries.
COVERED := tracker/book tracker/export tracker/importing
REPORT := $(PY) -m coverage report
coverage: $(DEV)/installed
	$(PYTEST) -m 'not timed' $(PURE) --cov=tracker --cov-report=
	$(REPORT) --include='tracker/analysis/*,tracker/entries/*,tracker/money.py,tracker/months.py' --fail-under=100
	$(PYTEST) -m 'not timed' $(COVERED:tracker/%=tests/%) tests/stored tests/cli $(COVERED:%=--cov=%) --cov-report=
	@for package in $(COVERED); do $(REPORT) --include="$$package/*" --fail-under=95 || exit 1; done

# Random examples, more of them, and all the time it takes to make one that fails small.
fuzz: export TRACKER_EXAMPLES ?= 10
fuzz: $(DEV)/installed
	$(PYTEST) -m hypothesis --hypothesis-profile=fuzz --timeout=0 $(ARGS)

check: $(DEV)/installed
	$(PY) -m ruff check --ignore-noqa .
	$(PY) -m ruff format --check .
	@if grep -rnE '# *(noqa|ruff: *noqa|type: *ignore|mypy: *)' --include='*.py' tracker tests benchmarks; \
	then echo 'Mend the line instead of silencing the tool.' >&2; exit 1; fi
	$(PY) -m mypy
	@for platform in win32 darwin; do echo "mypy for $$platform"; \
		$(PY) -m mypy --platform $$platform --no-warn-unreachable \
			--cache-dir .mypy_cache/$$platform tracker || exit 1; done
	$(PY) $(DEV)/bin/lint-imports --no-logo

# Strict: a broken link ends it. Then each page is looked at as a browser finds it.
SITE := dist/site
docs: $(DOCS)/packages
	$(DOCS)/bin/python -m properdocs build -f mkdocs.yml --quiet --site-dir $(SITE)
	$(DOCS)/bin/python tools/check_site.py $(SITE)
	@echo 'Open $(SITE)/index.html in a browser.'

pictures: $(DEV)/installed
	$(PY) tools/pictures.py $(ARGS)
	$(PY) tools/keys.py
	$(PY) tools/tags.py
	$(PY) -m tools.commands
	$(PY) -m tools.man_page
	$(PY) tools/locale_data.py
	$(PY) tools/architecture.py

snapshots: $(DEV)/installed
	TRACKER_EXAMPLES=2 $(PY) -m pytest -n 0 --snapshot-update tests/screens/test_snapshots.py $(ARGS)

messages: $(DEV)/installed
	$(PY) tools/messages.py

bench: $(DEV)/installed $(RUN)/installed
	$(PY) -m benchmarks $(ARGS)

clean:
	rm -rf $(DEV) $(RUN) $(BUILD) $(DOCS) .venv-lock dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache
	find tracker tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The app as a person gets it: the locked packages, then the project beside them.
$(RUN)/packages: requirements.lock $(RUN)/bin/python $(BUILD)/packages
	@echo 'Fetching what Tracker needs; once, about a minute.'
	@$(INTO_RUN) install --compile $(LOCKED) -r requirements.lock $(OR_SAY)
	@touch $@

$(BUILD)/packages: requirements-build.lock $(BUILD)/bin/python
	@$(BUILD)/bin/python $(INSTALL) $(LOCKED) -r requirements-build.lock $(OR_SAY)
	@touch $@

$(RUN)/installed: $(RUN)/packages $(SOURCES)
	@rm -rf $(BUILD)/wheels
	@$(BUILD)/bin/python $(PIP) wheel $(FROM_HERE) --wheel-dir $(BUILD)/wheels .
	@$(INTO_RUN) install --compile --no-deps --no-index --force-reinstall $(BUILD)/wheels/*.whl
	@touch $@

# The tools, and the project where it is.
$(DEV)/packages: requirements-dev.lock $(DEV)/bin/python
	@echo 'Fetching what the tests need; once, a minute or two.'
	@$(PY) $(INSTALL) $(LOCKED) -r requirements-dev.lock $(OR_SAY)
	@touch $@

$(DEV)/installed: $(DEV)/packages pyproject.toml
	@$(FORGET_OLD_NAME)
	@$(PY) $(INSTALL) $(FROM_HERE) --force-reinstall --editable .
	@touch $@

$(DOCS)/packages: requirements-docs.lock $(DOCS)/bin/python
	@echo 'Fetching what builds the site; once, some seconds.'
	@$(DOCS)/bin/python $(INSTALL) $(LOCKED) -r requirements-docs.lock $(OR_SAY)
	@touch $@

OR_SAY = || { echo 'The packages could not be fetched; this one time the network is needed.' >&2; exit 1; }

# The first Python that is new enough and can make environments.
$(RUN)/bin/python: VENV := --without-pip
$(RUN)/bin/python $(BUILD)/bin/python $(DEV)/bin/python $(DOCS)/bin/python:
	@for python in $(PYTHONS); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		new_enough=yes; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		exec "$$python" -m venv --clear $(VENV) $(patsubst %/bin/python,%,$@); \
	done; \
	if [ -n "$$new_enough" ]; then \
		echo 'This Python has no venv yet: please install it (Debian, Ubuntu: apt install python3-venv).' >&2; \
	else echo 'Tracker needs Python 3.11 or newer: please install it, then try again.' >&2; fi; exit 1

# One resolution for every system and Python from 3.11 on; the files never differ in a version.
COMPILE = .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --custom-compile-command 'make lock' $(UPGRADE)
# ProperDocs needs these to serve and to upload a site, not to build it. watchdog has no wheel for musl.
NOT_FOR_SITE := $(addprefix --no-emit-package ,watchdog ghp-import python-dateutil tzdata)
lock: .venv-lock/bin/uv
	$(COMPILE) pyproject.toml --no-emit-package pip -o requirements.lock
	$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	echo hatchling | $(COMPILE) - -c requirements-dev.lock -o requirements-build.lock
	printf '%s\n' 'properdocs>=1.6.7,<2' 'pymdown-extensions>=12' | \
		$(COMPILE) - -c requirements-dev.lock $(NOT_FOR_SITE) -o requirements-docs.lock
	@$(MAKE) --no-print-directory check-platforms

# Whether every locked package has a wheel for each system that README names: nothing is built there.
PLATFORMS := aarch64-apple-darwin x86_64-apple-darwin x86_64-manylinux_2_28 aarch64-manylinux_2_28 \
	x86_64-unknown-linux-musl x86_64-pc-windows-msvc
OLDEST_MACOS := 12.0
check-platforms: .venv-lock/bin/uv
	@missing=; for lock in requirements.lock requirements-dev.lock requirements-build.lock requirements-docs.lock; do \
		for platform in $(PLATFORMS); do for python in 3.11 3.12 3.13 3.14; do \
			MACOSX_DEPLOYMENT_TARGET=$(OLDEST_MACOS) .venv-lock/bin/uv pip install --quiet --dry-run \
				--target .venv-lock/platform --python-platform $$platform --python-version $$python \
				$(LOCKED) -r $$lock || { missing=yes; \
			echo "$$lock cannot be installed on $$platform with Python $$python." >&2; }; \
		done; done; done; \
	if [ -n "$$missing" ]; then exit 1; fi; \
	echo 'The locked packages can be installed on every system that README names.'

.venv-lock/bin/python: $(DEV)/bin/python
	$(PY) -m venv .venv-lock

.venv-lock/bin/uv: .venv-lock/bin/python
	.venv-lock/bin/python $(INSTALL) uv
