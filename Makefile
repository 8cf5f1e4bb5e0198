# What is done every day. `make BIN=path/to/bin …` takes the programs of another environment.
BIN ?= .venv/bin

.PHONY: help test quick lint page docs bench
help:
	@echo 'make quick   tests that are not slow, under a minute'
	@echo 'make test    all tests'
	@echo 'make lint    style, types, generated documents'
	@echo 'make page    format, types and unit tests of the pages' scripts (needs npm)'
	@echo 'make docs    write the generated documents anew'
	@echo 'make bench   what is claimed about speed (minutes; some need ../shared/data, see benchmarks/README.md)'

test:
	$(BIN)/pytest

quick:
	$(BIN)/pytest -q -m 'not slow'

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m kg.ontology.docs --check
	$(BIN)/python -m kg.ontology.labels --check
	$(BIN)/python -m kg.language.check
	$(BIN)/python -m kg.cli.reference --check

page:
	cd kg/views/map/script && npm ci --loglevel=error --no-audit --no-fund --ignore-scripts && npm run --silent check
	cd kg/web/script && npm ci --loglevel=error --no-audit --no-fund --ignore-scripts && npm run --silent check

docs:
	$(BIN)/python -m kg.ontology.docs
	$(BIN)/python -m kg.ontology.labels
	$(BIN)/python -m kg.cli.reference

bench:
	$(BIN)/python benchmarks/who.py embedded
	$(BIN)/python benchmarks/questions.py embedded
	$(BIN)/python benchmarks/suggest_networks.py
	$(BIN)/python benchmarks/map.py
	$(BIN)/python benchmarks/who.py horizon
	$(BIN)/python benchmarks/networks.py
