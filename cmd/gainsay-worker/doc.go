// Command gainsay-worker reads web pages. It is compiled for js/wasm and runs in a
// worker beside the page, which fetches it when the first web page is opened: most
// visits never do, and what it takes to find an article in a page, go-readability and
// an HTML parser, would add half again to what every visitor downloads. In a
// worker a large page does not hold up the one that the person is looking at.
//
// Natively it does nothing but say so.
package main
