# Gainsay needs Go 1.26 and make; the browser tests need a Chromium as well.
# "make help" lists what can be made.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run build site test checks format vet unit wasm-unit wire browser torture chromium axe validators bench bench-wasm anchor-report size sizes release reproducible clean go-present

LISTEN ?= 127.0.0.1:8000
# Quality of the brotli form, 0 to 11: 9 takes some seconds, 11 some minutes, for a seventh less.
BROTLI ?= 9

GO_SOURCES := $(shell find app cmd internal -name '*.go' ! -name '*_test.go')
WASM_SOURCES := $(filter-out cmd/gainsay/% cmd/gainsay-worker/% internal/hostile/% internal/modules/% internal/release/% internal/site/% internal/webpage/% internal/exchange/foreign/% internal/review/%,$(GO_SOURCES))
WORKER_SOURCES := $(filter-out app/% cmd/gainsay/% cmd/gainsay-wasm/% internal/hostile/% internal/modules/% internal/release/% internal/site/%,$(GO_SOURCES))
EMBEDDED := $(shell find web internal/site -type f ! -name '*.wasm*' ! -name '*_test.go')

# The packages that know neither browser nor server; they are tested in wasm too.
PURE := $(foreach p,text charset article webpage anchor bundle lease turns textfragment dossier cue filter desk exchange exchange/foreign review storage openjson,$(if $(wildcard internal/$(p)/*_test.go),./internal/$(p)))

help:
	@echo 'make run     build everything and serve it at http://$(LISTEN) (LISTEN=host:port for another place)'
	@echo 'make build   bin/gainsay, and web/app.wasm and web/worker.wasm with their compressed forms'
	@echo 'make site    build/site, the app as files for any server of plain files'
	@echo 'make test    formatting, vet, unit tests (natively and in wasm), browser tests'
	@echo 'make bench   the benchmarks'
	@echo 'make bench-wasm  those of finding claims again and of other programs'"'"' formats, in wasm'
	@echo 'make bench-browser  the speed of the page with long articles and many claims, beside a peer'
	@echo 'make torture   the long runs: browsers killed again and again, two tabs at once, a long session'
	@echo 'make anchor-report  how claims are found again in edited articles'
	@echo 'make size    how large the page'"'"'s programs are, as they are and compressed'
	@echo 'make sizes   what each package adds to them, into docs/sizes.md'
	@echo 'make release  build/release: programs for Linux, macOS and Windows, with digests, SBOM and licences'
	@echo 'make reproducible  builds a release twice, in two folders, and compares'
	@echo 'make clean   remove what was built'

run: build
	@exec bin/gainsay serve --listen $(LISTEN)

build: bin/gainsay

site: bin/gainsay
	rm -rf build/site
	bin/gainsay site -o build/site

# Asks for the version in this directory, where Go may have fetched a newer toolchain.
go-present:
	@command -v go >/dev/null 2>&1 || { \
		echo 'Go is not installed, or not in PATH. Gainsay needs Go 1.26 or newer: https://go.dev/dl/' >&2; exit 1; }
	@version=$$(go env GOVERSION 2>/dev/null | sed 's/^.*go\([0-9]\)/\1/'); \
	minor=$${version#1.}; minor=$${minor%%[!0-9]*}; \
	case $$version in 1.*) [ "$${minor:-0}" -ge 26 ];; *) false;; esac || { \
		echo "Gainsay needs Go 1.26 or newer; this is $$(GOTOOLCHAIN=local go version 2>/dev/null || echo older): https://go.dev/dl/" >&2; exit 1; }

# Leaves out of the page's program what only a server can use; internal/slim/http says why.
bin/overlay.json: LEFT_OUT = net/http regexp
bin/worker-overlay.json: LEFT_OUT = net/http
bin/overlay.json bin/worker-overlay.json: FORCE | go-present
	@mkdir -p bin && go run ./internal/slim $(LEFT_OUT) >$@.new && { cmp -s $@.new $@ && rm $@.new || mv $@.new $@; }

FORCE:

# What is compiled with other flags is compiled once more.
APP_FLAGS = -overlay=bin/overlay.json -buildvcs=false -trimpath
WORKER_FLAGS = -overlay=bin/worker-overlay.json -buildvcs=false -trimpath
APP = GOOS=js GOARCH=wasm go build $(APP_FLAGS)

web/app.wasm: $(WASM_SOURCES) go.mod go.sum bin/overlay.json | go-present
	$(APP) -ldflags='-s -w' -o bin/app.linked.wasm ./cmd/gainsay-wasm
	go run ./internal/slim/pack bin/app.linked.wasm $@

web/worker.wasm: $(WORKER_SOURCES) go.mod go.sum bin/worker-overlay.json | go-present
	GOOS=js GOARCH=wasm go build $(WORKER_FLAGS) -ldflags='-s -w' -o bin/worker.linked.wasm ./cmd/gainsay-worker
	go run ./internal/slim/pack bin/worker.linked.wasm $@

# A release compresses better than a build: what was compressed at another quality is
# compressed again.
bin/brotli: FORCE
	@mkdir -p bin && echo $(BROTLI) | cmp -s - $@ || echo $(BROTLI) >$@

web/%.wasm.br: web/%.wasm bin/brotli | go-present
	go run ./internal/site/compress -quality $(BROTLI) $<

bin/gainsay: web/app.wasm.br web/worker.wasm.br $(EMBEDDED) $(GO_SOURCES) go.mod go.sum | go-present
	go build -buildvcs=false -o $@ ./cmd/gainsay
	@touch $@

# What is fetched is fetched while the programs are built, and of those one is compressed
# while the other is compiled. The browser tests leave a processor idle now and then, which
# is what the others get.
test:
	@$(MAKE) -j 2 build validators chromium axe
	@$(MAKE) -j 2 checks browser

checks:
	@nice -n 10 $(MAKE) format vet wire unit wasm-unit

format: | go-present
	@unformatted=$$(gofmt -l app cmd internal web); [ -z "$$unformatted" ] || { \
		echo 'These files are not formatted; run gofmt -w on them:' >&2; echo "$$unformatted" >&2; exit 1; }

# What is the same in wasm is vetted natively. The rest is vetted as it is built, so that
# nothing is compiled for it alone.
vet: bin/overlay.json bin/worker-overlay.json | go-present
	go vet ./...
	GOOS=js GOARCH=wasm go vet $(APP_FLAGS) ./internal/browser ./cmd/gainsay-wasm
	GOOS=js GOARCH=wasm go vet $(WORKER_FLAGS) ./cmd/gainsay-worker

unit: | go-present
	go test $$(go list ./... | grep -v '/internal/e2e$$')

# Runs the Go tool for wasm under Node. Node gives a Go program no more than 8 KB of
# arguments and environment, so it gets only what the Go tool needs. Without paths, as the
# page's programs are built, most of what they were built from serves the tests too.
GO_IN_NODE = env -i PATH="$$PATH" HOME="$$HOME" \
	GOCACHE="$$(go env GOCACHE)" GOMODCACHE="$$(go env GOMODCACHE)" GOPROXY="$$(go env GOPROXY)" \
	GOFLAGS="$$(go env GOFLAGS)" GOTOOLCHAIN="$$(go env GOTOOLCHAIN)" GOOS=js GOARCH=wasm \
	go test -trimpath -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec"

wasm-unit: | go-present
	@if ! command -v node >/dev/null 2>&1; then \
		echo 'There is no Node here: the tests are not run in wasm.'; \
	else \
		set -x; $(GO_IN_NODE) $(PURE); \
	fi

# A browser on a busy machine can be late for a wait now and then: what failed is run
# once more by itself, and has to pass then.
browser: build chromium axe
	@log=$$(mktemp); status=0; \
	GAINSAY_BUILT=yes go test -count=1 -timeout 60m ./internal/e2e/... >"$$log" 2>&1 || status=$$?; \
	cat "$$log"; \
	failed=$$(sed -n 's/^--- FAIL: \(Test[A-Za-z0-9]*\).*/\1/p' "$$log" | paste -s -d '|' -); rm -f "$$log"; \
	[ $$status = 0 ] && exit 0; [ -n "$$failed" ] || exit $$status; \
	echo "Once more: $$failed"; \
	GAINSAY_BUILT=yes go test -count=1 -timeout 60m -run "^($$failed)\$$" ./internal/e2e

# The long runs of what is to survive anything, and the table of docs/keeping.md. SEED begins
# them elsewhere.
SEED ?= 1
KILLS ?= 200
OPERATIONS ?= 10000
CYCLES ?= 2000
MINUTES ?= 30
torture: build chromium
	go test -count=1 -v -timeout 6h -run '^(TestKilledBrowser|TestTwoTabsAtRandom|TestWhatIsUndoneLeavesNothing|TestALongSession|TestTortureTable)$$' ./internal/e2e \
		-seed $(SEED) -kills $(KILLS) -operations $(OPERATIONS) -cycles $(CYCLES) -minutes $(MINUTES) -patience 2m -table "$(CURDIR)/docs/keeping.md"

# Finds a Chromium as the browser tests do, or installs one where this user may.
chromium:
	@[ -n "$$CHROMIUM" ] && exit 0; \
	for name in chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null 2>&1 && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ]; then as=; \
	elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as='sudo -n'; \
	elif command -v brew >/dev/null 2>&1; then as=; \
	else \
		echo 'The browser tests need Chromium. Install it (on Debian: apt-get install chromium), or set CHROMIUM to its path.' >&2; exit 1; \
	fi; \
	echo 'Installing Chromium for the browser tests.'; \
	if command -v apt-get >/dev/null 2>&1; then \
		$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	elif command -v dnf >/dev/null 2>&1; then $$as dnf install -y -q chromium; \
	elif command -v pacman >/dev/null 2>&1; then $$as pacman -Sy --noconfirm chromium; \
	elif command -v apk >/dev/null 2>&1; then $$as apk add --quiet chromium; \
	elif command -v brew >/dev/null 2>&1; then brew install --cask chromium; \
	else false; fi || { \
		echo 'Chromium could not be installed. Install it yourself, or set CHROMIUM to the path of one.' >&2; exit 1; }

# The accessibility checker that the browser tests bring into the page.
axe: internal/e2e/node_modules/.package-lock.json

internal/e2e/node_modules/.package-lock.json: internal/e2e/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		cd internal/e2e && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json; \
	else \
		echo 'There is no npm here: axe-core is not installed, and its tests are skipped.'; \
	fi

# The second validator that the tests of foreign formats run under Node.
VALIDATORS := internal/exchange/foreign/validators
validators: $(VALIDATORS)/node_modules/.package-lock.json

$(VALIDATORS)/node_modules/.package-lock.json: $(VALIDATORS)/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		cd $(VALIDATORS) && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json; \
	else \
		echo 'There is no npm here: the second validator is not installed, and its tests are skipped.'; \
	fi

bench: | go-present
	go test -run='^$$' -bench=. -benchmem $(PURE)

# How fast claims are found again in the page, and dossiers written for other programs:
# the same in wasm.
bench-wasm: | go-present
	@if ! command -v node >/dev/null 2>&1; then \
		echo 'There is no Node here to run wasm.' >&2; exit 1; \
	fi; \
	$(GO_IN_NODE) -run='^$$' -bench=. -benchmem ./internal/anchor ./internal/exchange/foreign

# The table of docs/performance.md. The peer that it compares with is installed for it.
bench-browser: build chromium
	@if command -v npm >/dev/null 2>&1; then \
		cd internal/e2e/bench && npm ci --no-audit --no-fund --loglevel=error; \
	else \
		echo 'There is no npm here: the peer is not compared.'; \
	fi
	GAINSAY_TABLE="$(CURDIR)/docs/performance.md" go test -tags bench -count=1 -v -timeout 30m -run '^TestSpeed' ./internal/e2e | grep -v '^=== '

# The table of docs/anchoring.md.
anchor-report: | go-present
	@go test -v -count=1 -run '^TestEditedArticles$$' ./internal/anchor -report -trials 21000 | grep -v '^=== \|^ok\|^PASS\|^--- PASS'

# What every visitor downloads is held to a size, as a release compresses it.
wire: web/app.wasm | go-present
	go run ./internal/site/compress -quality 11 -most 1800000 web/app.wasm

size: web/app.wasm.br web/worker.wasm.br
	@for f in web/app.wasm web/app.wasm.gz web/app.wasm.br web/worker.wasm web/worker.wasm.gz web/worker.wasm.br; do \
		printf '%-18s %9d bytes\n' "$$f" "$$(wc -c < $$f)"; \
	done

# The table of docs/sizes.md. Functions have names only in a program that is linked with them.
sizes: BROTLI := 11
sizes: web/app.wasm.br
	$(APP) -ldflags=-w -o bin/app.named.wasm ./cmd/gainsay-wasm
	go run ./internal/slim/pack bin/app.named.wasm bin/app.named.wasm
	GOOS=js GOARCH=wasm go list -deps -overlay=bin/overlay.json ./cmd/gainsay-wasm | \
		go run ./internal/slim/sizes -total "$$(wc -c <web/app.wasm.br)" bin/app.named.wasm docs/sizes.md

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
PLATFORMS ?= linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64

release: BROTLI := 11
release: | go-present
	$(MAKE) BROTLI=$(BROTLI) web/app.wasm.br web/worker.wasm.br
	go run ./internal/release -version '$(VERSION)' -platforms '$(PLATFORMS)' build/release
	@cat build/release/SHA256SUMS

# Two builds of the same source are the same bytes: from two folders, and with nothing
# that an earlier build left. It takes minutes; BROTLI=11 takes more of them.
reproducible: | go-present
	@if [ -d build/reproducible ]; then chmod -R u+w build/reproducible; rm -rf build/reproducible; fi; set -e; \
	for copy in one a/second; do \
		mkdir -p "build/reproducible/$$copy/gainsay"; \
		git ls-files -z | tar --null -T - -cf - | tar -xf - -C "build/reproducible/$$copy/gainsay"; \
	done; \
	for copy in one a/second; do \
		GOCACHE="$(CURDIR)/build/reproducible/$$copy/cache" $(MAKE) -C "build/reproducible/$$copy/gainsay" release BROTLI=$(BROTLI) VERSION='$(VERSION)' PLATFORMS=$$(go env GOOS)/$$(go env GOARCH); \
	done; \
	cmp build/reproducible/one/gainsay/build/release/SHA256SUMS build/reproducible/a/second/gainsay/build/release/SHA256SUMS; \
	rm -rf build/reproducible; \
	echo 'Both builds are the same bytes.'

clean:
	rm -rf bin build web/*.wasm web/*.wasm.br web/*.wasm.gz
