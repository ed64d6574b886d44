// The page's own few lines: the theme follows the system, the wait is told, the token leaves the address bar.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };
  follow();
  dark.addEventListener("change", follow);

  const address = new URL(location.href);
  if (address.searchParams.has("token")) {
    address.searchParams.delete("token");
    history.replaceState(null, "", address);
  }

  const part = (id) => document.getElementById(id);
  const slow = setTimeout(() => (part("loading_slow").hidden = false), 20000);
  const reveal = () => {
    clearTimeout(slow);
    part("loading").hidden = true;
  };
  window.workbench_step = (step, count, sentence) => {
    part("loading_text").textContent = sentence.replace("{step}", step).replace("{count}", count);
    part("loading_bar").value = 10 + (80 * step) / count;
  };
  // Cells have run: the wait ends when the first widget has drawn itself, or at once if there is none.
  window.workbench_drawn = () => {
    const cells = part("rendered_cells");
    if (!cells.querySelector(".wb-page-output")) return reveal();
    const drawn = () => cells.querySelector(".jupyter-widgets > *, .lm-Widget.jp-OutputArea-output:not(:empty)");
    const watch = new MutationObserver(() => {
      if (!drawn()) return;
      watch.disconnect();
      reveal();
    });
    watch.observe(cells, { childList: true, subtree: true });
  };
  // Voila calls these by name.
  window.voila_heartbeat = () => {};
  window.voila_finish = () => {};
})();
