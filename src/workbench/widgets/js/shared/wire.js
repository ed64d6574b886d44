/**
 * Requests to the kernel and their answers, over anywidget's custom messages. Requests leave in the order they were
 * asked; each is answered, refused with a sentence, or given up after a while.
 *
 * @typedef {{ok: boolean, result?: any, delta?: any, kind?: string, sentence?: string, buffers: DataView[]}} Answer
 */

const TIMEOUT = 30_000;
const LONG = 30 * 60_000;
const UNSURE = 6_000;

/** Ids go on when a page is made anew: what the one before had asked may still be answered. */
let last = 0;

/** What the kernel refused, or did not answer. */
export class Refused extends Error {
  /** @param {string} kind "NotFound", …, "unexpected", "timeout", "closed" @param {string} sentence for the reader */
  constructor(kind, sentence) {
    super(sentence || kind);
    this.kind = kind;
    this.sentence = sentence;
  }
}

/**
 * @param {object} anywidget the `model` of render()
 * @param {object} calls
 * @param {() => {entry: number, source: number|null}} calls.context what every request carries
 * @param {(answer: Answer, request: {name: string, source: number|null, replaces?: number}) => void} calls.onAnswer each answer, in order,
 *   before its promise is kept
 * @param {(push: object) => void} calls.onPush
 * @param {(lost: boolean) => void} calls.onLost the kernel is gone, or is there again
 */
export function createWire(anywidget, { context, onAnswer, onPush, onLost }) {
  const waiting = new Map();
  let lost = false;
  let heard = Date.now();

  anywidget.on("msg:custom", receive);
  anywidget.on("comm_live_update", watchComm);
  const watch = setInterval(look, 1000);

  function receive(message, buffers) {
    heard = Date.now();
    if (lost) tellLost(false);
    if (message.push) return onPush(message);
    const request = waiting.get(message.re);
    if (!request) return undefined;
    waiting.delete(message.re);
    clearTimeout(request.timer);
    if (!message.ok) return request.reject(new Refused(message.kind, message.sentence));
    const answer = { ...message, buffers: buffers ?? [] };
    onAnswer(answer, request);
    return request.resolve(answer);
  }

  /**
   * @param {string} name
   * @param {object} [values]
   * @param {{long?: boolean, buffers?: (ArrayBuffer|ArrayBufferView)[], replaces?: number}} [how] long: an import may take
   *   minutes; replaces: what the answer takes the place of on the page
   * @returns {Promise<Answer> & {id: number}}
   */
  function ask(name, values = {}, { long = false, buffers = [], replaces } = {}) {
    const id = ++last;
    const promise = new Promise((resolve, reject) => {
      const timer = setTimeout(() => giveUp(id, "timeout"), long ? LONG : TIMEOUT);
      const message = { ...context(), ...values, id, do: name };
      waiting.set(id, { name, replaces, source: message.source, resolve, reject, timer, since: Date.now(), long });
      try {
        anywidget.send(message, undefined, buffers);
      } catch {
        giveUp(id, "closed");
        tellLost(true);
      }
    });
    promise.id = id;
    return promise;
  }

  function giveUp(id, kind) {
    const request = waiting.get(id);
    if (!request) return;
    waiting.delete(id);
    clearTimeout(request.timer);
    request.reject(new Refused(kind, ""));
  }

  function look() {
    if (lost || ![...waiting.values()].length) return;
    const first = Math.min(...[...waiting.values()].map(({ since }) => since));
    const busy = [...waiting.values()].some(({ long }) => long);
    // While an import works, the kernel may well have no time for the page: it tells its progress instead.
    if (Date.now() - Math.max(first, heard) > (busy ? 10 * UNSURE : UNSURE)) tellLost(true);
  }

  function watchComm() {
    if (anywidget.comm_live === false) tellLost(true);
  }

  function tellLost(now) {
    if (lost === now) return;
    lost = now;
    onLost(now);
  }

  return {
    ask,
    get lost() {
      return lost;
    },
    /** Requests of that name under way, or of any name but the page's own watch. */
    pending: (name) => [...waiting.values()].filter((request) => (name ? request.name === name : request.name !== "since")).length,
    destroy() {
      clearInterval(watch);
      anywidget.off("msg:custom", receive);
      anywidget.off("comm_live_update", watchComm);
      for (const id of [...waiting.keys()]) giveUp(id, "closed");
    },
  };
}

/** Asks for what changed, at a steady pace and one request at a time. @returns {() => void} stops it */
export function heartbeat(wire, pace = 700) {
  let stopped = false;
  let timer = 0;
  const beat = async () => {
    const hidden = document.visibilityState === "hidden";
    if (!wire.pending("since")) await wire.ask("since").catch(() => {});
    if (!stopped) timer = setTimeout(beat, hidden ? 5 * pace : pace);
  };
  timer = setTimeout(beat, pace);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
