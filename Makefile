# Everything there is to do here, one target each. All of it happens in .venv; nothing else is touched,
# except that `test` and `bench` install Debian's chromium where there is none.

PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test check audit format bench pictures package understand torture fuzz lock setup setup-dev browser

help: ## Say what can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Start Tandem on http://127.0.0.1:8080 (ARGS="--native" for a window of its own)
	@$(PYTHON) main.py $(ARGS)

test: setup-dev browser ## Run every test, browser included (ARGS="-k words" picks some)
	@$(PYTHON) -m pytest -n 2 $(ARGS)

check: setup-dev ## Lint, formatting, types, the direction of imports, and the audit where it is possible
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy
	@$(PYTHON) .venv/bin/lint-imports
	@$(PYTHON) scripts/audit.py --if-possible

audit: setup-dev ## Ask whether anything is known against a version in the lock files
	@$(PYTHON) scripts/audit.py

format: setup-dev ## Put the code into the one format
	@$(PYTHON) -m ruff check --fix --quiet
	@$(PYTHON) -m ruff format

bench: setup-dev browser ## Measure; JSON lines on standard output (ONLY=name for one of them)
	@$(PYTHON) -m benchmarks $(ONLY)

understand: setup-dev ## Score the built-in understanding on sentences other people wrote (ARGS="--data FOLDER")
	@$(PYTHON) -m tools.understand $(ARGS)

torture: setup-dev ## Do thousands of random things while everything breaks, and check every promise (ARGS="--seed=7")
	@$(PYTHON) -m tools.torture $(ARGS)

fuzz: setup-dev ## Send hostile requests and messages for a good while (FUZZ_EXAMPLES=200 of each kind)
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-200} $(PYTHON) -m pytest -q tests/fuzz

pictures: setup-dev browser ## Take the pictures in docs/pictures anew
	@$(PYTHON) -m tools.pictures

package: setup ## Pack Tandem into build/desktop/Tandem, a folder that starts by double click
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check 'pyinstaller>=6.22'
	@$(PYTHON) -m PyInstaller --noconfirm --log-level WARN --distpath build/desktop --workpath build/pyinstaller \
		packaging/tandem.spec

lock: ## Choose the newest versions pyproject.toml allows and write the lock files
	@scripts/setup bare
	@$(PYTHON) scripts/lock.py $(ARGS)

# What the targets above stand on: cheap when there is nothing to do.

setup:
	@scripts/setup

setup-dev:
	@scripts/setup dev

browser: setup-dev
	@scripts/browser
