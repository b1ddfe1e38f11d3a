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

  // A first visit opens with the sample, whose text is in the page already. Whatever else
  // is going to be opened, no other text may be seen before it.
  const root = document.documentElement;
  const first = !window.gainsayStorageBlocked && !location.search && !location.hash &&
    localStorage.getItem("gainsay:setting:last") === null;
  if (first) root.classList.add("first-visit");

  // The browser begins to serve a site's databases when they are first asked about, which
  // takes it a while: it can do so while the program is compiled.
  try {
    window.indexedDB?.databases?.().catch(() => {});
  } catch {
    // The program finds out and says what is missing.
  }

  // While a pointer is down a selection may be growing, which must not be cut short.
  let pressed = false;
  addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = false), true);

  // What would take time from the program until it stands: on a first visit the service
  // worker fetches and keeps all that is needed offline, which is more than the page.
  const later = [];
  let standing = false;
  window.gainsayWhenStanding = (work) => {
    if (!standing) later.push(work);
    else if (window.requestIdleCallback) requestIdleCallback(() => work(), { timeout: 5000 });
    else setTimeout(work, 1000);
  };
  function stands() {
    standing = true;
    later.splice(0).forEach(window.gainsayWhenStanding);
  }

  // The loader fetches the program through this. What the service worker has is there at
  // once, and needs no progress.
  window.gainsayFetch = (withProgress, url, progress) =>
    navigator.serviceWorker?.controller ? fetch(url) : withProgress(url, progress);

  // The program calls this when its own text is in the page, or something else that the
  // person is to see. What was selected in the sample is selected in the same words of
  // the text. It tells done whether the sample had been shown.
  window.gainsayReveal = (done) => {
    const shell = document.getElementById("shell");
    const shown = root.classList.contains("first-visit");
    if (shown && pressed) {
      addEventListener("pointerup", () => setTimeout(() => window.gainsayReveal(done)), { once: true, capture: true });
      return;
    }
    const selected = shown && shell ? selection(shell) : null;
    shell?.remove();
    root.classList.remove("first-visit");
    const points = selected?.map(inText) ?? [];
    if (points.length && points.every(Boolean)) getSelection().setBaseAndExtent(...points[0], ...points[1]);
    done(shown);
    stands();
  };

  // selection returns where the selection in the sample begins and ends: as the number of
  // a block, how many UTF-16 units into it, and the block's text.
  function selection(shell) {
    const s = getSelection();
    if (s.isCollapsed || !shell.contains(s.anchorNode) || !shell.contains(s.focusNode)) return null;
    const ends = [place(s.anchorNode, s.anchorOffset), place(s.focusNode, s.focusOffset)];
    return ends.every(Boolean) ? ends : null;
  }

  function place(node, offset) {
    let block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-sample]");
    const before = document.createRange();
    if (block) {
      before.setStart(block, 0);
      before.setEnd(node, offset);
    } else {
      block = node.childNodes[offset]; // between two blocks
      if (!block?.dataset?.sample) return null;
    }
    return { block: block.dataset.sample, offset: before.toString().length, text: block.textContent };
  }

  // inText finds such a place in the article, as long as the block says the same.
  function inText({ block, offset, text }) {
    const el = document.querySelector(`#article [data-block="${block}"]`);
    if (el?.textContent !== text) return null;
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
    return [el, 0];
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
      stands(); // a newer version may be one that starts
      root.classList.remove("first-visit");
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
