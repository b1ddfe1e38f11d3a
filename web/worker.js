// Starts the program that reads web pages, in a worker. It comes from the same version
// as the page that asks for it: their addresses begin alike.
"use strict";

const version = self.location.pathname.slice(0, -"/web/worker.js".length);
importScripts(`${version}/wasm_exec.js`);

const go = new Go();
WebAssembly.instantiateStreaming(fetch(`${version}/web/worker.wasm`), go.importObject)
  .then(({ instance }) => go.run(instance))
  .catch((err) => self.postMessage({ failed: String(err) }));
