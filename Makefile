# The two commands are `make run` and `make test`; `make help` lists the rest. Each does only the work that is not yet done.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3 || command -v python)
BOT := .venv/bin/python
ACTIONS := .venv-actions/bin/python
HINT3 ?= ../shared/bench/hint3/v1

.DEFAULT_GOAL := help
.PHONY: help run test set-up train lint types test-actions test-bot eval bench-hint3 bench-speed bench-concurrency bench-long-talk bench-programs lock format clean docs coverage-of-article shelf-life test-browser pictures transcripts bench-repeated-events bench-channel-limits

help:  ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: set-up  ## set up, train if needed, start both servers, print the address; Ctrl-C stops them
	@exec .venv/bin/advisor run

test: set-up lint types test-actions test-bot test-browser  ## set up, check style and types, run every test

set-up:  ## make both environments, or leave them alone if they are right
	@test -n "$(PYTHON)" || { echo "No Python found: install any Python 3.8 or newer, then run make again." >&2; exit 1; }
	@"$(PYTHON)" scripts/environments.py

train: set-up  ## train the model if data, config or understanding changed
	@.venv/bin/advisor train

lint: set-up
	@.venv-actions/bin/ruff check . && .venv-actions/bin/ruff format --check --quiet .

types: set-up
	@.venv-actions/bin/mypy --config-file pyproject.toml -p actions -p scripts
	@.venv-actions/bin/mypy --config-file pyproject.toml --python-executable $(BOT) --python-version 3.10 bot bench

test-actions: set-up  ## the tests of the action server: seconds, no Rasa
	@$(ACTIONS) -m pytest tests/actions tests/scripts

test-bot: set-up  ## the tests of the bot, with the trained model and real servers
	@.venv/bin/advisor train
	@$(BOT) -m pytest tests/bot tests/consistency tests/conversations

test-browser: set-up  ## the tests of the page in a real browser (Chromium of the system), some with the real servers
	@.venv/bin/advisor train
	@$(ACTIONS) -m pytest tests/browser

pictures: set-up  ## a picture of each state of the page, of each kind of chart and of the plan, into docs/pictures
	@$(ACTIONS) -m tests.browser.pictures
	@$(BOT) -m bench.chart_pictures
	@$(BOT) -m bench.plan_pictures

coverage-of-article: set-up  ## every claim of the article: the rules that cite it, the situation that shows it
	@$(ACTIONS) -m scripts.article_coverage

docs: set-up  ## write docs/strategy.md anew from the rules and the knowledge
	@$(ACTIONS) -m scripts.strategy_doc

transcripts: set-up  ## write docs/transcripts.md anew: twenty conversations with the real servers
	@.venv/bin/advisor train
	@$(BOT) -m bench.transcripts

shelf-life: set-up  ## dated facts that have to be compared with their source again
	@$(ACTIONS) -m scripts.shelf_life

eval: set-up  ## how well topics and facts are understood: cross-validation (many minutes), thresholds, own cases, unseen messages
	@$(BOT) -m bench.eval_topics
	@$(BOT) -m bench.thresholds
	@$(BOT) -m bench.eval_facts
	@.venv/bin/advisor train
	@$(BOT) -m bench.eval_messages

bench-hint3: set-up  ## the same topic component on the HINT3 data (HINT3=folder of the data)
	@$(BOT) -m bench.hint3 $(HINT3)

bench-speed: set-up  ## how long the running server takes to understand one message
	@.venv/bin/advisor train
	@$(BOT) -m bench.speed

bench-concurrency: set-up  ## two action servers on one database, 200 people at once: no fact may be lost (DB=postgresql://…)
	@$(BOT) -m bench.concurrency $(if $(DB),--db "$(DB)")

bench-long-talk: set-up  ## whether a turn costs the same after 500 turns as after 5 (a minute)
	@.venv/bin/advisor train
	@$(BOT) -m bench.long_talk

bench-programs: set-up  ## a list of 150 made-up programs with 20 faults: tiers, reasons, none lost; 2,000 rows timed; its PDF pictured
	@$(BOT) -m bench.program_list --picture
bench-repeated-events: set-up  ## 1,000 repeated and shuffled events of Slack and of Telegram: each message run once, answered once
	@.venv/bin/advisor train
	@$(BOT) -m bench.repeated_events

bench-channel-limits: set-up  ## how near every reply comes to the limits of Slack and Telegram
	@$(BOT) -m bench.channel_limits

format: set-up  ## put the code into the house's format
	@.venv-actions/bin/ruff check --fix-only --quiet . ; .venv-actions/bin/ruff format --quiet .

lock: set-up  ## make requirements/*.txt anew from pyproject.toml (needs the network)
	@scripts/lock.sh

clean:  ## remove what was trained and what caches hold; keeps the environments and the stored profiles
	rm -rf models .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
