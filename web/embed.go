// Package web holds the static files of the program as they are served: styles,
// scripts, icons, sample articles, the schema, and the page's program app.wasm
// with its compressed forms.
package web

import "embed"

// FS has every file of this directory at its own name, such as "gainsay.css" or
// "articles/japan-china-row.txt". app.wasm, app.wasm.br and app.wasm.gz are there
// only when the page's program was built before this package was compiled: the
// pattern matches whatever exists, so that a fresh clone compiles without them.
//
//go:embed *
var FS embed.FS
