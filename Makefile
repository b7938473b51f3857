# The commands of the project. `make demo` and `make test` do everything on a fresh clone.

SWIFT ?= swift
PYTHON ?= /usr/bin/python3
BUILD = $(SWIFT) build -c release --static-swift-stdlib --product cellgrad
# All tests are XCTest: without the flag a second, empty runner reports last.
TEST = $(SWIFT) test --disable-swift-testing -c release -Xswiftc -enable-testing --scratch-path .build-tests
# The end-to-end tests drive the program that is built along with them.
export CELLGRAD = $(CURDIR)/.build-tests/release/cellgrad

.PHONY: build demo test conformance torture bench bench-replay packages clean

build: packages
	$(BUILD)

demo: build
	.build/release/cellgrad replay --level exact sessions/founding-notebook.ipynb

test: packages
	$(TEST)

# What CPython answers to some twenty thousand expressions: Tests/Conformance/record.py.
conformance: build
	python3 Tests/Conformance/check.py .build/release/cellgrad

bench: build
	python3 bench/compare.py --cellgrad .build/release/cellgrad --python $(PYTHON)

# Replay, conversion, limits and the journal.
bench-replay: build
	python3 bench/replay.py --cellgrad .build/release/cellgrad

# Kills and interrupts sessions at random moments; takes minutes, and its result depends on chance.
torture: build
	python3 Tests/Torture/torture.py --cellgrad .build/release/cellgrad

packages:
	./install-packages

clean:
	rm -rf .build .build-tests
