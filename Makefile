# The first command on a fresh machine sets everything up in .venv; the next ones need no network (docs/fresh-machine.md).
PYTHON ?= python3
PY     := .venv/bin/python
PYTEST := $(PY) -m pytest -q -n 2

CHOSEN := $(if $(TERMINAL),--terminal $(TERMINAL)) $(if $(SCANNER),--scanner $(SCANNER))

QUICK  := domain formats flows papers effects words devices

help:     ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18
run: .venv/.ready      ## the kiosk in a window, its bench window beside it, simulated devices
	@$(PY) main.py --sim --windowed $(CHOSEN)
demo: .venv/.ready     ## a scripted customer shops; pictures in var/demo (TERMINAL=nexo, SCANNER=wedge or camera)
	@$(PY) -m tests.journeys.demo $(CHOSEN)
check: lint            ## lint, unit tests of all that is pure, and one journey
	HYPOTHESIS_PROFILE=quick $(PYTEST) -m "not slow" $(QUICK:%=tests/unit/%)
	$(PYTEST) tests/journeys -k first_sale
test: .venv/.ready     ## every test of the small tier: at most 12 minutes
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
night: .venv/.ready    ## every screen in every way a glass can be (ONLY=gallery); goes on where it was cut short
	@test "$(ONLY)" = gallery || { echo "make night is not built yet but for ONLY=gallery." >&2; exit 2; }
	@$(PY) -m screens.gallery.night
mutants soak:          ## the long tiers: not built yet
	@echo "make $@ is not built yet: it comes with the deterministic simulation." >&2; exit 2

.venv/.ready: pyproject.toml config/deploy/setup.py config/deploy/debian.py
	@$(PYTHON) config/deploy/setup.py

.PHONY: help run demo check test lint bench gallery mutants soak night
