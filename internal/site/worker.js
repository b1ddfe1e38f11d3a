// Gainsay's service worker: the program starts without a network.
//
// All files of a version are cached together or not at all, and a page is only ever
// given program files of its own version: their addresses begin with it. A new worker
// waits until no page uses the old one, or until the page says that the user agrees.

const version = "{{.Version}}";
const root = new URL("./", self.location).pathname;
// Several may stand on one origin, in folders of their own; no path holds a space.
const prefix = `gainsay ${root} `;
const cacheName = prefix + version;
const files = {{.ResourcesToCache}};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(deleteOldCaches()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "gainsay:activate") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === "POST" && url.href === new URL("share", self.location).href) {
    event.respondWith(shared(request));
    return;
  }
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.headers.has("range")) return;
  event.respondWith(url.pathname.startsWith(`${root}${version}/`) ? cached(request) : fresh(request, url));
});

async function install() {
  const cache = await caches.open(cacheName);
  try {
    await cache.addAll(files);
    // The server may have been replaced meanwhile: then the page is of another version.
    const page = await (await cache.match(root)).text();
    if (!page.includes(`${version}/`)) throw new Error("the server has another version by now");
  } catch (err) {
    await caches.delete(cacheName);
    throw err;
  }
}

async function deleteOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// cached answers for what never changes.
async function cached(request) {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

// fresh asks the network, and only when there is none the cache. The page is one,
// whatever its query says.
async function fresh(request, url) {
  try {
    return await fetch(request);
  } catch (err) {
    const kept = await caches.match(url.pathname === root ? root : request, { cacheName });
    if (!kept) throw err;
    return kept;
  }
}

// shared takes what another app shares, lays it where the page takes it from, as
// web/receive.js does, and sends the person there. It never leaves this machine.
async function shared(request) {
  const home = new URL("./", self.location);
  try {
    const form = await request.formData();
    const entries = ["title", "text", "url"].map((name) => [name, String(form.get(name) ?? "")]);
    home.searchParams.set("received", await keep(entries));
  } catch {
    home.searchParams.set("received", "nothing"); // the page says that it is not there
  }
  return Response.redirect(home.href, 303);
}

// keep writes entries under a new id, which begins with the time, and drops those that
// nobody took for ten minutes.
function keep(entries) {
  const now = Date.now();
  const id = `${now}-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gainsay-received", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("entries");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction("entries", "readwrite");
      const store = transaction.objectStore("entries");
      store.delete(IDBKeyRange.upperBound(String(now - 600_000)));
      for (const [name, value] of entries) store.put(value, `${id}:${name}`);
      transaction.oncomplete = () => {
        database.close();
        resolve(id);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}
