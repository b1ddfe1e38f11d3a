// Runs before anything else on the page, while the program is on its way. It makes
// sure that the program can start at all, and shows how far its loading has come.
(() => {
  "use strict";

  // Where the browser blocks storage, even reading window.localStorage throws, and the
  // program's framework reads it before we can catch anything. It gets one in memory.
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("gainsay:");
    } catch {
      window.gainsayStorageBlocked = true;
      Object.defineProperty(window, name, { configurable: true, value: memoryStorage() });
    }
  }

  // Between the parsing of the page and its deferred scripts: the loader's elements
  // exist, and nothing has been written into them.
  document.addEventListener("readystatechange", () => {
    if (document.readyState === "interactive") watchLoading();
  });

  function memoryStorage() {
    const kept = new Map();
    return {
      get length() {
        return kept.size;
      },
      key: (index) => [...kept.keys()][index] ?? null,
      getItem: (key) => kept.get(String(key)) ?? null,
      setItem: (key, value) => void kept.set(String(key), String(value)),
      removeItem: (key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
    };
  }

  // The loader writes "12%" into its label, or an error, and removes itself at the end.
  function watchLoading() {
    const loader = document.getElementById("app-wasm-loader");
    const label = document.getElementById("app-wasm-loader-label");
    if (!loader || !label) return;
    const observer = new MutationObserver(() => read(label.textContent.trim()));
    observer.observe(label, { childList: true, characterData: true, subtree: true });

    // A script that does not arrive writes nothing into the label.
    for (const script of document.scripts) {
      script.addEventListener("error", () => fail("part of the program could not be loaded."));
    }
    if (typeof WebAssembly !== "object") {
      fail("this browser has no WebAssembly, or it is switched off.");
    }

    function read(text) {
      const percent = /^(\d+)\s*%$/.exec(text);
      if (percent) showProgress(Math.min(Number(percent[1]), 100));
      else if (text) fail(`${text.replace(/\.$/, "")}.`);
    }

    function showProgress(percent) {
      label.setAttribute("aria-valuenow", String(percent));
      loader.style.setProperty("--progress", String(percent / 100));
    }

    function fail(reason) {
      observer.disconnect();
      const sentence = document.createElement("p");
      sentence.id = "app-wasm-loader-error";
      sentence.setAttribute("role", "alert");
      sentence.textContent = `Gainsay could not start: ${reason} Reload the page; your work is kept in this browser.`;
      document.getElementById(sentence.id)?.remove();
      loader.classList.add("failed");
      loader.append(sentence);
    }
  }
})();
