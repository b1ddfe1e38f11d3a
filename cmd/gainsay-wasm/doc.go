// Command gainsay-wasm is the page's program. It is compiled for js/wasm, where it
// registers the routes and runs the app; natively it does nothing but say so.
package main
