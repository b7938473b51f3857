# The commands of the project. `make demo` and `make test` do everything on a fresh clone.

SWIFT ?= swift
PYTHON ?= /usr/bin/python3
BUILD = $(SWIFT) build -c release --static-swift-stdlib --product cellgrad
# All tests are XCTest: without the flag a second, empty runner reports last.
TEST = $(SWIFT) test --disable-swift-testing -c release -Xswiftc -enable-testing --scratch-path .build-tests
# The end-to-end tests drive the program that is built along with them.
export CELLGRAD = $(CURDIR)/.build-tests/release/cellgrad

.PHONY: build demo example test conformance torture fuzz bench bench-compile bench-replay packages clean

build: packages
	$(BUILD)

demo: build
	.build/release/cellgrad replay --level exact sessions/founding-notebook.ipynb

# A perceptron trained by the library `Tensors` from plain Swift: Examples/TrainMLP/main.swift.
example: packages
	$(SWIFT) run -c release TrainMLP

test: packages
	$(TEST)

# What CPython answers to some twenty thousand expressions: Tests/Conformance/record.py.
conformance: build
	python3 Tests/Conformance/check.py .build/release/cellgrad

bench: build
	python3 bench/compare.py --cellgrad .build/release/cellgrad --python $(PYTHON)

# How long a cell of 2,000 lines takes to become code, on both.
bench-compile: build
	.build/release/cellgrad run bench/compile.py
	$(PYTHON) bench/compile.py

# Replay, conversion, limits and the journal.
bench-replay: build
	python3 bench/replay.py --cellgrad .build/release/cellgrad

# Kills and interrupts sessions at random moments; takes minutes, and its result depends on chance.
torture: build
	python3 Tests/Torture/torture.py --cellgrad .build/release/cellgrad

# Mutated and generated input, in a build with address sanitizer; ends at the first finding.
MINUTES ?= 30
FUZZ_BUILD = $(SWIFT) build -c release --product CellgradFuzz --scratch-path .build-fuzz
fuzz: packages
	$(FUZZ_BUILD) --sanitize=address
	python3 Tests/Fuzz/fuzz.py --sanitized --minutes $(MINUTES) \
	  --runner .build-fuzz/release/CellgradFuzz

packages:
	./install-packages

clean:
	rm -rf .build .build-tests .build-fuzz
