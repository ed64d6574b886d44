/** A page as a widget. A change of language makes it anew, with its sentences. */

/** @param {(el: HTMLElement, model: object, calls: {restart: () => void}) => {destroy: () => void}} create */
export function asWidget(create) {
  function render({ model, el }) {
    let page = null;
    // Widgets are drawn before they stand in the page, where fonts, colours and room are not known yet.
    const watch = new ResizeObserver(() => {
      if (!el.isConnected) return;
      watch.disconnect();
      restart();
    });
    watch.observe(el);

    function restart() {
      page?.destroy();
      page = create(el, model, { restart });
    }

    return () => {
      watch.disconnect();
      page?.destroy();
    };
  }

  return { render };
}
