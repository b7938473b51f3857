# The commands of the project. `make demo` and `make test` do everything on a fresh clone.

SWIFT ?= swift
PYTHON ?= /usr/bin/python3
BUILD = $(SWIFT) build -c release --static-swift-stdlib --product cellgrad
TEST = $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-tests

.PHONY: build demo test bench packages clean

build: packages
	$(BUILD)

demo: build
	.build/release/cellgrad replay --level exact sessions/founding-notebook.ipynb

# The end-to-end tests drive the release binary.
test: build
	$(TEST)

bench: build
	python3 bench/compare.py --cellgrad .build/release/cellgrad --python $(PYTHON)

packages:
	./install-packages

clean:
	rm -rf .build .build-tests
