// Command gainsay-worker does what most visits never need: it reads web pages, and
// writes and reads the formats of other programs. It is compiled for js/wasm and runs
// in a worker beside the page, which fetches it with the first errand: what it takes to
// find an article in a page and to write every format would add more than half again to
// what every visitor downloads. In a worker, long work does not hold up the page that
// the person is looking at.
//
// Natively it does nothing but say so.
package main
