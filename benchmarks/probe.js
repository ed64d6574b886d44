// Clocks inside the page. Everything is read from outside the desk: its requests, its attributes, what it draws.
(() => {
  const clock = { asked: null, connected: null, ready: null };

  // A frame is painted when its animation callbacks, styles, layout and paint are done: the task that runs next, before
  // whatever else the page has put off, finds it so.
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => scheduler.postTask(() => done(performance.now()), { priority: "user-blocking" })),
    );

  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    clock.connected ??= performance.now();
    if (clock.asked === null) {
      const words = typeof data === "string" ? data : new TextDecoder().decode(data);
      if (/"do":\s*"start(_\w+)?"/.test(words)) clock.asked = performance.now();
    }
    return send.call(this, data);
  };

  const root = () => document.querySelector("[data-ready]");
  const watch = new MutationObserver(async () => {
    if (root()?.dataset.ready !== "1") return;
    watch.disconnect();
    clock.ready = await painted();
  });
  watch.observe(document, { attributes: true, attributeFilter: ["data-ready"], childList: true, subtree: true });

  const text = () => root().querySelector(".cm-content");
  const scroller = () => root().querySelector(".cm-scroller");
  const drawn = () => new Set([...text().querySelectorAll("[data-codings]")].flatMap((one) => one.dataset.codings.split(" ")));

  // Waits in the page itself: its own rules forbid the scripts that a browser's driver would wait with.
  async function until(holds) {
    for (const end = performance.now() + 60_000; !holds(); await painted()) {
      if (performance.now() > end) throw new Error(`waited in vain: ${holds}`);
    }
  }

  // The next key press, to the coding painted, to its being saved painted; milliseconds.
  function nextPress() {
    const before = drawn();
    const acks = root().dataset.acks;
    return new Promise((done, fail) => {
      const took = {};
      let pressed = null;
      const late = setTimeout(() => fail(new Error(`no answer to the key: ${JSON.stringify(took)}`)), 10_000);
      addEventListener("keydown", () => (pressed = performance.now()), { capture: true, once: true });
      const note = async (name) => {
        if (name in took) return;
        took[name] = NaN;
        took[name] = (await painted()) - pressed;
        if (took.painted > 0 && took.saved > 0) {
          clearTimeout(late);
          seen.disconnect();
          done(took);
        }
      };
      const seen = new MutationObserver(() => {
        if (pressed === null) return;
        if (!("painted" in took) && [...drawn()].some((id) => !before.has(id))) note("painted");
        if (root().dataset.acks !== acks) note("saved");
      });
      seen.observe(root(), { attributes: true, childList: true, subtree: true, attributeFilter: ["data-acks", "data-codings"] });
    });
  }

  // Where to double-click: the middle of a word on the screen that bears no coding yet.
  function freeWord(chance) {
    const frame = scroller().getBoundingClientRect();
    const walker = document.createTreeWalker(text(), NodeFilter.SHOW_TEXT);
    const places = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("[data-codings]") || !node.parentElement.closest(".cm-line")) continue;
      for (const { index, 0: word } of node.data.matchAll(/\p{L}{5,}/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const box = range.getBoundingClientRect();
        const x = (box.left + box.right) / 2;
        const y = (box.top + box.bottom) / 2;
        const under = document.elementFromPoint(x, y);
        if (y > frame.top + 80 && y < frame.bottom - 40 && under && text().contains(under)) places.push({ x, y, word });
      }
    }
    return places[Math.floor(chance * places.length)] ?? null;
  }

  // The gaps between frames while `element` is scrolled down by steps, then at `jumps` far places; milliseconds.
  async function scrollThrough(element, step, jumps) {
    const gaps = [];
    let last = await new Promise(requestAnimationFrame);
    const frame = async () => {
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    };
    element.scrollTop = 0;
    await frame();
    gaps.length = 0;
    while (element.scrollTop + element.clientHeight < element.scrollHeight - 2) {
      element.scrollTop += step;
      await frame();
    }
    const reached = element.scrollTop;
    for (const jump of jumps) {
      element.scrollTop = jump * (element.scrollHeight - element.clientHeight);
      for (let wait = 0; wait < 4; wait++) await frame();
    }
    return { gaps, reached };
  }

  window.bench = { clock, until, painted, nextPress, freeWord, scrollThrough, scroller, text, root };
})();
