// Takes one page from the bookmarklet, shows what it is and where it comes from, and
// hands it to the app when the person agrees.
//
// The page that opened this one may be anybody's. It is told only that this one is
// ready; one message is taken from it, and none from any other window; what the
// message holds is checked, shown as text, and kept nowhere until the person agrees.
(() => {
  "use strict";

  const largest = 10 * 2 ** 20; // the largest article, in bytes
  const longestAddress = 8192;
  const patience = 10; // seconds
  const lifetime = 10 * 60 * 1000; // how long a page that nobody took is kept, in milliseconds

  const nonce = location.hash.slice(1);
  const opener = window.opener;
  const main = document.getElementById("receive");
  const part = (id) => document.getElementById(id);

  let page = null; // what arrived
  let clock = 0;

  part("open").addEventListener("click", open);
  part("discard").addEventListener("click", discard);
  if (opener && /^[0-9a-f]{32}$/.test(nonce)) wait();
  else fail("No page arrived: this tab does not know the one that opened it.");

  function wait() {
    addEventListener("message", take);
    // Nobody but the opener hears this, and this page does not know where that is from.
    opener.postMessage({ gainsay: "ready", nonce }, "*");
    let left = patience;
    clock = setInterval(() => {
      left -= 1;
      part("seconds").textContent = String(left);
      // A page that comes after all is still welcome.
      if (left === 0) fail("No page arrived.");
    }, 1000);
  }

  function take(event) {
    const sent = event.data;
    if (event.source !== opener || typeof sent !== "object" || sent?.gainsay !== "page" || sent.nonce !== nonce) return;
    removeEventListener("message", take);
    clearInterval(clock);
    const { url, title, html } = sent;
    if (typeof html !== "string" || typeof title !== "string" || typeof url !== "string" || url.length > longestAddress || !URL.canParse(url)) {
      fail("What arrived is not a page, and was not kept.");
      return;
    }
    const size = html.length > largest ? html.length : new TextEncoder().encode(html).length;
    if (size > largest) {
      fail("The page was not taken: it is larger than 10 MB, the most that an article may be.");
      return;
    }
    page = { url, title: title.trim().slice(0, 500), html };
    show(new URL(url), event.origin, size);
  }

  function show(address, origin, size) {
    const site = URL.canParse(origin) ? new URL(origin).host : "a file, or a page without a site of its own";
    part("page-title").textContent = page.title || "A page without a title";
    part("page-address").textContent = address.href;
    part("page-sender").textContent = origin === "null" ? site : origin;
    part("page-size").textContent = size < 1000 ? `${size} bytes` : size < 1e6 ? `${Math.round(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`;
    const differs = address.origin !== origin;
    part("page-warning").hidden = !differs;
    part("page-warning").textContent = differs ? "The address is not one of the site that sent the page. Do not rely on it." : "";
    state("arrived", `A page arrived from ${site}. Open it?`);
    part("page-title").focus();
  }

  function discard() {
    page = null;
    part("page-title").textContent = "";
    state("discarded", "Discarded: nothing was kept. You can close this tab.");
    part("says").focus();
  }

  async function open() {
    part("open").disabled = true;
    try {
      const id = await keep(page);
      location.replace(`${part("home").href}?received=${id}`);
    } catch (err) {
      fail(`This browser does not let Gainsay keep the page (${err?.name ?? "no reason given"}).`);
    }
  }

  // keep lays the page where the app takes it from, in one transaction, and returns
  // its id there. An id begins with the time, so that old ones can be told.
  function keep({ url, title, html }) {
    const now = Date.now();
    const id = `${now}-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("gainsay-received", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("entries");
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        const transaction = database.transaction("entries", "readwrite");
        const entries = transaction.objectStore("entries");
        entries.delete(IDBKeyRange.upperBound(String(now - lifetime)));
        for (const [name, value] of Object.entries({ url, title, html })) entries.put(value, `${id}:${name}`);
        transaction.oncomplete = () => {
          database.close();
          resolve(id);
        };
        transaction.onabort = () => reject(transaction.error);
      };
    });
  }

  function fail(sentence) {
    clearInterval(clock);
    state("failed", `${sentence} Go back to the article, select and copy all of it, and paste it in Gainsay.`);
    part("says").focus();
  }

  // state is what the person sees of where things stand.
  function state(name, sentence) {
    main.dataset.state = name;
    part("says").textContent = sentence;
    part("patience").hidden = true;
    part("arrived").hidden = name !== "arrived";
    part("instead").hidden = name !== "failed" && name !== "discarded";
  }
})();
