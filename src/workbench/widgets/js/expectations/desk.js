import "../shared/base.css";
import { h } from "../shared/dom.js";
export function createExpectationDesk(el) {
  const root = h("div.wb-desk");
  el.append(root);
  return { destroy: () => root.remove() };
}
