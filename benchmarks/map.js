// Clocks of the map: read from outside the page, from what it asks and what it draws.
(() => {
  const clock = { asked: null, painted: null };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    const words = typeof data === "string" ? data : new TextDecoder().decode(data);
    if (clock.asked === null && /"do":\s*"theme_map"/.test(words)) clock.asked = performance.now();
    return send.call(this, data);
  };

  const map = () => document.querySelector(".wb-map");
  const root = () => document.querySelector(".wb-desk");
  new MutationObserver(async (_, watch) => {
    if (!map()?.dataset.painted) return;
    watch.disconnect();
    clock.painted = await bench.painted();
  }).observe(document, { attributes: true, attributeFilter: ["data-painted"], childList: true, subtree: true });

  // From the next event of a kind on the map until an attribute changes and the change is painted; milliseconds.
  function from(kind, element, attribute, patience = 4000) {
    return new Promise((done) => {
      let begun = null;
      const seen = new MutationObserver(async () => {
        if (begun === null) return;
        seen.disconnect();
        clearTimeout(late);
        done((await bench.painted()) - begun);
      });
      const late = setTimeout(() => (seen.disconnect(), done(null)), patience);
      addEventListener(kind, () => (begun ??= performance.now()), { capture: true, once: true });
      seen.observe(element, { attributes: true, attributeFilter: [attribute] });
    });
  }

  window.mapBench = {
    clock,
    map,
    told: () => from("pointermove", map(), "data-told", 1500),
    read: () => from("pointerup", root(), "data-evidence"),
    lit: () => from("pointerup", map(), "data-painted"),
  };
})();
