# Everything these targets make lies in .local/, dist/ and node_modules/ of this checkout.
export PATH := $(CURDIR)/.local/bin:$(PATH)
.DEFAULT_GOAL := help
.PHONY: demo test lint sandbox bench setup clean help

demo: setup ## Deploy examples/complete into the sandbox with the real Pulumi CLI, and prove from outside that it works
	@node dist/tools/demo/main.js

test: setup lint ## Lint, then run all tests: unit, wire, hosts and engine
	@node dist/tools/test/main.js

lint: setup ## Check format, lint rules, and the types of every example
	@node_modules/.bin/biome check .
	@node tools/lint/examples.mjs

sandbox: setup ## Keep both simulated clouds running on loopback, and print the environment to use them; Ctrl-C ends them
	@node dist/sandbox/main.js

bench: setup ## Measure what the package costs, as ratios against a baseline in the same run
	@node dist/bench/main.js

setup: ## Install and build what the other targets need; does only what is missing or outdated
	@node tools/setup/main.mjs

clean: ## Remove all that set-up and runs have made, except node_modules/
	@rm -rf .local dist

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' Makefile
