/** The coding desk as a widget. A change of language makes the page anew, with its sentences. */

import { createDesk } from "./desk.js";

function render({ model, el }) {
  let desk = null;
  // Widgets are drawn before they stand in the page, where fonts, colours and room are not known yet.
  const watch = new ResizeObserver(() => {
    if (!el.isConnected) return;
    watch.disconnect();
    restart();
  });
  watch.observe(el);

  function restart() {
    desk?.destroy();
    desk = createDesk(el, model, { restart });
  }

  return () => {
    watch.disconnect();
    desk?.destroy();
  };
}

export default { render };
