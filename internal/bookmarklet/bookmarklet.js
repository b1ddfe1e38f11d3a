// Annotate in Gainsay. It runs in the page that is being read, when its bookmark is
// pressed: it opens Gainsay in a new tab and, once that says that it is ready, gives it
// this page and its address. It gives them to nobody else.
(() => {
  const gainsay = "{origin}";
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const tab = open("{receive}#" + nonce, "_blank");
  if (!tab) {
    alert("The browser kept Gainsay from opening. Allow this site to open windows, and press the bookmark again.");
    return;
  }
  addEventListener("message", function answer(event) {
    const said = event.data;
    if (event.origin !== gainsay || event.source !== tab || said?.gainsay !== "ready" || said.nonce !== nonce) return;
    removeEventListener("message", answer);
    tab.postMessage({ gainsay: "page", nonce, url: location.href, title: document.title, html: document.documentElement.outerHTML }, gainsay);
  });
})();
