# The first command on a fresh machine sets everything up in .venv; the next ones need no network (docs/fresh-machine.md).
PYTHON ?= python3
PY     := .venv/bin/python
WORKERS ?= 3
# Tests wait for processes, disks and devices a third of their time: one worker more than two cores (WORKERS=2: fewer).
PYTEST := $(PY) -m pytest -q -n $(WORKERS) --dist worksteal

CHOSEN := $(if $(TERMINAL),--terminal $(TERMINAL)) $(if $(SCANNER),--scanner $(SCANNER))

QUICK  := domain formats flows papers effects words devices

help:     ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18
run: .venv/.ready      ## the kiosk in a window, its bench window beside it, simulated devices (AT=airport: check-in)
	@$(PY) main.py --sim --windowed $(CHOSEN) $(if $(AT),--config config/$(AT).toml --profile $(AT))
demo: .venv/.ready     ## customers shop, travellers check in; pictures in var/demo (TERMINAL=nexo, SCANNER=wedge or camera)
	@$(PY) -m tests.journeys.demo $(CHOSEN)
check: lint            ## lint, unit tests of all that is pure, and one journey
	HYPOTHESIS_PROFILE=quick $(PYTEST) -m "not slow" $(QUICK:%=tests/unit/%)
	$(PYTEST) tests/journeys -k first_sale
test: .venv/.ready     ## every test of the small tier: some 30 minutes on two cores
	$(PYTEST)
lint: .venv/.ready     ## style, types, import contracts, QML, words and house rules
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) config/deploy/lint_qml.py
	$(PY) -m tests.lint
	$(PY) -m kiosk.words check
bench: .venv/.ready    ## speeds beside their twins, as ratios (PAIR=scan_1000 runs one)
	@$(PY) -m tests.bench $(if $(PAIR),--pair $(PAIR))
gallery: .venv/.ready  ## every screen in every language and look, both ways up: pictures and contact sheets in var/gallery
	@$(PY) -m screens.gallery --language all --theme all --orientation both
night: .venv/.ready    ## the large tier, row by row (ONLY=T4, SEED=7, MINUTES=10); goes on where it was cut short
	@$(PY) -m tests.night $(if $(ONLY),--only $(ONLY)) $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES))
mutants: .venv/.ready  ## faults put into the product by hand, and which test finds each (ONLY=part of a name)
	@$(PY) -m tests.mutants $(if $(ONLY),--only $(ONLY))
soak: .venv/.ready     ## the tier of a week: says what it is; not built yet
	@$(PY) -m tests.night --soak

.venv/.ready: pyproject.toml config/deploy/setup.py config/deploy/debian.py
	@$(PYTHON) config/deploy/setup.py

.PHONY: help run demo check test lint bench gallery mutants soak night
