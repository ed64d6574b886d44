// The landing page. Whatever people wrote reaches the page as text, never as HTML.
/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const words = model.get("words");
  const language = model.get("language");
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const plural = new Intl.PluralRules(language);
  const say = (key, places = {}) => {
    const entry = words[key];
    const form = typeof entry === "string" ? entry : entry[plural.select(places.n) === "one" ? "one" : "other"];
    return form.replace(/\{(\w+)\}/g, (_, place) => {
      const value = places[place];
      return typeof value === "number" ? number.format(value) : String(value);
    });
  };
  const section = (key, ...children) => element("section", {}, element("h2", {}, say(key)), ...children);
  const link = (href, text, attributes = {}) =>
    href ? element("a", { href, ...attributes }, text) : element("span", attributes, text);

  const root = element("div", { class: "wb-home", lang: language });
  const status = element("p", { role: "status" }, say("loading"));
  root.append(status);
  el.append(root);

  function pages(list) {
    const cards = list.map((page) =>
      element(
        "li",
        {},
        page.href
          ? element("a", { class: "wb-home-page", href: page.href }, ...pageText(page))
          : element("div", { class: "wb-home-page" }, ...pageText(page)),
      ),
    );
    return section("pages", element("ul", { class: "wb-home-pages" }, ...cards));
  }
  function pageText(page) {
    return [
      element("strong", {}, say(`page.${page.name}`)),
      element("span", {}, say(page.href ? `page.${page.name}.about` : "page.open", { notebook: `${page.name}.ipynb` })),
    ];
  }

  function sources(list) {
    if (!list.length) return section("sources", element("p", {}, say("sources.none")));
    const rows = list.map((source) => {
      const share = percent.format(source.coverage);
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, link(source.href, source.name)),
        element("td", {}, source.folder),
        element("td", { class: "wb-home-number" }, number.format(source.codings)),
        element(
          "td",
          { class: "wb-home-number" },
          element("meter", { min: "0", max: "1", value: String(source.coverage), "aria-label": `${source.name}: ${share}` }),
          ` ${share}`,
        ),
      );
    });
    const head = ["source", "folder", "codings", "coverage"].map((key, place) =>
      element("th", { scope: "col", ...(place > 1 ? { class: "wb-home-number" } : {}) }, say(`sources.${key}`)),
    );
    return section(
      "sources",
      element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
    );
  }

  function news(told) {
    if (!told.at) return section("news", element("p", {}, say("news.first")));
    const since = element("p", { class: "wb-home-quiet" }, say("news.since", { at: date.format(new Date(told.at)) }));
    if (!told.last.length) return section("news", since, element("p", {}, say("news.none")));
    const people = told.people.map((one) => say("news.person", { who: one.name, n: one.acts })).join(" · ");
    const acts = told.last.map((act) =>
      element("li", {}, act.label, element("span", { class: "wb-home-quiet" }, ` ${act.who}, ${date.format(new Date(act.at))}`)),
    );
    const more = told.more ? [element("p", { class: "wb-home-quiet" }, say("news.more", { n: told.more }))] : [];
    return section("news", since, element("p", {}, people), element("ul", {}, ...acts), ...more);
  }

  function others(list) {
    if (!list.length) return [];
    const rows = list.map((one) =>
      element(
        "li",
        {},
        element("strong", {}, one.title),
        element("span", { class: "wb-home-quiet" }, ` ${date.format(new Date(one.at))}`),
        element("br"),
        element("code", {}, `workbench serve "${one.location}"`),
      ),
    );
    return [section("others", element("p", { class: "wb-home-quiet" }, say("others.how")), element("ul", {}, ...rows))];
  }

  function show(told) {
    const totals = ["sources", "cases", "codes", "codings"].map((key) => say(`total.${key}`, { n: told.totals[key] }));
    root.replaceChildren(
      element(
        "header",
        {},
        element("h1", {}, told.title),
        element("p", { class: "wb-home-quiet" }, [...totals, say("coder", { who: told.coder })].join(" · ")),
      ),
      pages(told.pages),
      element("div", { class: "wb-home-columns" }, sources(told.sources), element("div", {}, news(told.news), ...others(told.others))),
    );
    root.dataset.ready = "1";
  }

  const receive = (message) => {
    if (message.ok) show(message);
    else root.replaceChildren(element("p", { role: "alert" }, message.sentence));
  };
  const ask = () => {
    if (document.visibilityState === "visible") model.send({ do: "start" });
  };
  model.on("msg:custom", receive);
  document.addEventListener("visibilitychange", ask);
  model.send({ do: "start" });
  return () => {
    model.off("msg:custom", receive);
    document.removeEventListener("visibilitychange", ask);
  };
}

export default { render };
