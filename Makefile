# One target per task. Everything is installed into .venv, except that targets which need a browser install
# Debian's chromium if it is missing.

PYTHON := .venv/bin/python
SCRIPTS := 'app/**/*.js' 'components/**/*.js'
.DEFAULT_GOAL := help
.PHONY: help run test check audit format bench messages mutations pictures package understand why torture chaos fuzz lock sbom setup setup-dev setup-tools browser

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Start Tandem on http://127.0.0.1:8080 (ARGS="--native" for a desktop window)
	@$(PYTHON) main.py $(ARGS)

test: setup-dev browser ## Run all tests, including those in a browser (ARGS="-k undo" selects some)
	@$(PYTHON) -m pytest -n 4 --dist worksteal $(ARGS)

check: setup-tools ## Check lint, formatting, types, imports and dependencies, and audit these if online
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@.venv/bin/oxfmt --check $(SCRIPTS)
	@$(PYTHON) -m mypy
	@$(PYTHON) .venv/bin/lint-imports
	@$(PYTHON) -m deptry app components services
	@$(PYTHON) -m deptry tests tools benchmarks scripts packaging --ignore DEP002,DEP004
	@$(PYTHON) scripts/audit.py --if-possible

audit: setup-tools ## Look for known vulnerabilities in the versions in the lock files
	@$(PYTHON) scripts/audit.py

format: setup-dev ## Format the code
	@$(PYTHON) -m ruff check --fix --quiet
	@$(PYTHON) -m ruff format
	@.venv/bin/oxfmt $(SCRIPTS)

bench: setup-dev browser ## Measure performance; prints JSON lines (ONLY=name runs one measurement)
	@$(PYTHON) -m benchmarks $(ONLY)

why: setup-dev ## Print how a sentence is read, pass by pass (ARGS='"move the report to friday"')
	@$(PYTHON) -m tools.why $(ARGS)

understand: setup-dev ## Score the built-in understanding on other people's sentences (ARGS="--data FOLDER")
	@$(PYTHON) -m tools.understand $(ARGS)

torture: setup-dev ## Make random changes while everything fails, and check every promise (ARGS="--seed=7")
	@$(PYTHON) -m tools.torture $(ARGS)

chaos: setup-dev ## Kill, stop, fill and copy the embedded database and Tandem 200 times while they are used (ARGS="--seed=7")
	@$(PYTHON) -m tools.chaos $(ARGS)

fuzz: setup-dev ## Send hostile requests and messages (FUZZ_EXAMPLES=200 of each kind)
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-200} $(PYTHON) -m pytest -q -s --hypothesis-show-statistics tests/promises/fuzz

messages: setup-dev ## Update the translations with the texts in the code (ARGS=fr starts a new language)
	@$(PYTHON) -m tools.messages $(ARGS)

mutations: setup-dev browser ## Break each promise on purpose and see its test fail (ARGS="undo" picks some)
	@$(PYTHON) -m tools.mutate $(ARGS)

pictures: setup-dev browser ## Take the screenshots in docs/pictures again
	@$(PYTHON) -m tools.pictures

package: setup-tools ## Pack Tandem into build/desktop/Tandem, a folder that starts with a double click
	@$(PYTHON) -m PyInstaller --noconfirm --log-level WARN --distpath build/desktop --workpath build/pyinstaller \
		packaging/tandem.spec

sbom: setup-tools ## Write what Tandem consists of to build/tandem.cdx.json (CycloneDX)
	@mkdir -p build
	@PYTHONWARNINGS=ignore .venv/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
		--output-format JSON --output-file build/tandem.cdx.json

lock: setup-tools ## Select the newest versions pyproject.toml allows and write the lock files
	@$(PYTHON) scripts/lock.py $(ARGS)

# Prerequisites of the targets above. They are fast when there is nothing to do.

setup:
	@scripts/setup

setup-dev:
	@scripts/setup dev

setup-tools:
	@scripts/setup tools

browser: setup-dev
	@scripts/browser
