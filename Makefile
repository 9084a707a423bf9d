# What can be done with this checkout? `make demo` shows the program, `make test` checks all of it; both set up what they need.
# PYTHON=python3.12 chooses the Python of a new .venv. ARGS="..." is passed on to run, demo, test (pytest), bench and screens.

PYTHON ?= python3
ARGS ?=
KILLS ?= 500
ROWS ?= 1000000
export PYTHON

.PHONY: help setup setup-test run demo test check bench soak fill faults screens package app

help: ## show these words
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## make .venv and install what running needs
	@scripts/system-packages run
	@scripts/setup run

setup-test:
	@scripts/system-packages test
	@scripts/setup test

run: setup ## start the program
	.venv/bin/activity-desktop run $(ARGS)

demo: setup ## see it with an embedded server and new activities every few seconds
	.venv/bin/activity-desktop demo $(ARGS)

test: check ## check everything: format, lint, types, and all tests on real parts
	scripts/test $(ARGS)

check: setup-test ## only the quick checks: format, lint, types
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy

bench: setup-test ## measure what README's figures say
	.venv/bin/python benchmarks/run.py $(ARGS)

soak: setup-test ## kill the program KILLS times at random, and count what was lost or told twice
	PYTHONPATH=tests .venv/bin/python tests/faults/soak.py $(KILLS)

fill: setup-test ## kill the first fill of ROWS activities several times, and count what was lost or asked for again
	PYTHONPATH=tests .venv/bin/python tests/faults/long_fill.py $(ROWS)

faults: setup-test ## what goes wrong between the program and its server, and how each ended
	PYTHONPATH=tests .venv/bin/python tests/faults/report.py

screens: setup ## draw each part of the window, in each state, into build/screens
	.venv/bin/python -m activity_desktop.ui.gallery.pictures build/screens $(ARGS)

package: setup-test ## build the wheel and the source archive into dist
	.venv/bin/hatchling build

app: setup ## make a folder that runs without Python, dist/activity-desktop
	scripts/freeze
