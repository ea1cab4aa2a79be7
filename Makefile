# Two commands: `make report` and `make test`. Each is all the set-up; the rest is listed by `make help`.
# Needs Python 3.11 or later with venv. On Windows without make: see README.md.

PYTHON ?= $(shell for p in python3 python python3.13 python3.12 python3.11 python3.14; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# Bytecode is written even where the environment says otherwise: imports cost double without it.
RUN := PYTHONDONTWRITEBYTECODE= $(BIN)/python
# The newest half-year that has extracts; before there are any, the last one that `demo` writes.
HALF_YEAR ?= $(or $(lastword $(sort $(notdir $(wildcard data/raw/20[0-9][0-9]H[12])))),2026H1)
VALIDATORS := tests/validators/.venv
# What is copied into .venv with the package: how JupyterLab is set up.
JUPYTER := $(wildcard src/hpanalysis/lab/jupyter/*.json src/hpanalysis/lab/jupyter/*/*.json)

.PHONY: help report demo bundle test test-all browser validators lint format lab pictures benchmark versions lock clean

help:
	@echo "make report     set up, write synthetic extracts if there are none, run the newest half-year ($(HALF_YEAR)), print the path of the index page"
	@echo "make test       every test but the slow proofs"
	@echo "make test-all   the slow proofs too"
	@echo "make lab        JupyterLab, with a half-year ready"
	@echo "make pictures   the pictures of the guide and the README, taken of the published pages (needs Chromium)"
	@echo "make browser    what the tests of the pages in a browser need (npm; Chromium and Java are your system's)"
	@echo "make bundle     a folder with all that a machine without internet needs (FOR=windows or linux, WITH=3.11, TO=a new folder)"
	@echo "make validators what the tests of a package check it with besides: bagit, rocrate-validator, frictionless"
	@echo "make lint       ruff, the import contract, mypy, and no outputs in git"
	@echo "make benchmark  the half-year's speed, as ratios in one run"
	@echo "make versions   record what each definition computes, after its version was raised"
	@echo "make lock       resolve requirements.lock anew (needs uv and a package index)"
	@echo "make clean      remove what was made: .venv, data/processed, reports, synthetic extracts"

# The environment: made from the lock, with every hash checked; made again when the lock changes.
.venv/made: requirements.lock pyproject.toml $(JUPYTER)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later was not found." >&2; exit 1; }
	@rm -rf .venv
	@echo "Setting up .venv from requirements.lock (about a minute) ..."
	@"$(PYTHON)" -m venv .venv
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check --compile \
	  --require-hashes -r requirements.lock 2>.venv/pip.log || { cat .venv/pip.log >&2; exit 1; }
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --no-build-isolation --no-index --editable . 2>>.venv/pip.log || { cat .venv/pip.log >&2; exit 1; }
	@touch $@

# Synthetic extracts, unless extracts lie there already: real ones are never touched.
data/raw/$(HALF_YEAR): | .venv/made
	@$(RUN) -m hpanalysis demo

demo: .venv/made
	@$(RUN) -m hpanalysis demo

report: .venv/made data/raw/$(HALF_YEAR)
	@$(RUN) -m hpanalysis run $(HALF_YEAR)

test: .venv/made
	@$(RUN) -m pytest -q -rs -m "not slow" -n 2 --dist loadgroup

test-all: .venv/made
	@$(RUN) -m pytest -q -rs -n 2 --dist loadgroup

# For machines that reach no package index: see offline/make_bundle.py.
FOR ?= windows
WITH ?= 3.11
TO ?= ../hpanalysis-$(FOR)

bundle: .venv/made
	@$(RUN) offline/make_bundle.py --for $(FOR) --python $(WITH) --to $(TO)

# axe-core, puppeteer-core and the Nu HTML checker, by their locked digests. Tests that need them say so if they are missing.
browser:
	@npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent

# The programs that others check a package with, in an environment of their own, and what they would fetch in their cache.
validators: $(VALIDATORS)/made

$(VALIDATORS)/made: tests/validators/requirements.lock
	@rm -rf $(VALIDATORS)
	@"$(PYTHON)" -m venv $(VALIDATORS)
	@$(VALIDATORS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< \
	  2>$(VALIDATORS)/pip.log || { cat $(VALIDATORS)/pip.log >&2; exit 1; }
	@$(VALIDATORS)/bin/python tests/validators/seed_cache.py $(VALIDATORS)/context
	@touch $@

lint: .venv/made
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy \
	  && $(RUN) -m hpanalysis.lab.in_git

format: .venv/made
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lab: report
	@$(BIN)/jupyter lab notebooks/START.ipynb

pictures: report
	@$(RUN) docs/take_pictures.py $(HALF_YEAR)

benchmark: .venv/made data/raw/$(HALF_YEAR)
	@$(RUN) benchmarks/half_year.py
	@$(RUN) benchmarks/changes.py
	@$(RUN) benchmarks/tree.py --half-year $(HALF_YEAR)
	@$(RUN) benchmarks/lab.py
	@$(RUN) benchmarks/ten_times_the_rows.py
	@$(RUN) benchmarks/growing.py
	@$(RUN) benchmarks/extracts.py
	@$(RUN) benchmarks/audit_table.py
	@$(RUN) benchmarks/audit.py

versions: .venv/made
	@$(RUN) tests/support/definition_record.py

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --extra test pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" tests/validators/requirements.in --output-file tests/validators/requirements.lock

clean:
	rm -rf .venv $(VALIDATORS) reports/pdf reports/.klar-* reports/.paa-vej-*
	rm -rf $(foreach folder,data/processed reports,$(folder)/*H[12] $(folder)/regnskabsaar-*)
	@if [ -f data/raw/SYNTETISK.txt ]; then rm -rf data/raw/*H[12] data/raw/SYNTETISK.txt data/raw/AFVIGELSER.csv; fi
