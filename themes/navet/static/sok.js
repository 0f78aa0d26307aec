// The search page: takes query and choices from the address, shows what the engine finds, keeps address and list in step.
// All words come from the page, so that this file speaks no language. Everything is built of nodes: no data is read as HTML.
(() => {
  "use strict";
  const { engine, file, matches, parts } = saksgangSok;
  const SHOWN = 10;
  const BELOW = 3;
  const EXCERPT = 180;
  // How often the page practises: browsers compile what was done some times, and compile anew what was done often.
  const TURNS = 8;
  const form = document.getElementById("_sok-skjema");
  const field = document.getElementById("_sok-ord");
  const status = document.getElementById("_sok-status");
  const meant = document.getElementById("_sok-mente");
  const list = document.getElementById("_sok-treff");
  const more = document.getElementById("_sok-flere");
  const choices = document.getElementById("_sok-valg");
  const root = form.dataset.root;
  // Folders have no index.html of their own where no server answers.
  const isShare = location.protocol === "file:";
  const names = new Map([...document.querySelectorAll("#_sok-navn > div")].map((name) => [name.dataset.key, name.textContent]));
  const named = (facet, value) => names.get(`${facet}.${value}`) ?? value;
  const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });

  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(address));
      document.head.append(element);
    });

  /** Does what a script of one call would do. A browser is done sooner with a file that is data to it. */
  async function read(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const call = await answer.text();
    saksgangSok.put(...JSON.parse(`[${call.slice(call.indexOf("(") + 1, call.lastIndexOf(")"))}]`));
  }

  const asked = new Map();
  /** The data of a part, asked for once; a failure is not kept. */
  function load(name) {
    if (parts.has(name)) return Promise.resolve(parts.get(name));
    if (!asked.has(name)) {
      const address = form.dataset.index.replace(/[^/]*$/, file(saksgangSok.data.marks, name));
      const answer = (isShare ? script : read)(address).then(() => parts.get(name));
      asked.set(name, answer.finally(() => asked.delete(name)));
    }
    return asked.get(name);
  }

  let ready;
  /** The engine. `again` asks for the start file anew: the site was published meanwhile, and its parts have other names. */
  function start(again = false) {
    if (again) parts.clear();
    if (again || !ready) {
      ready = script(form.dataset.index + (again ? `?${Date.now()}` : "")).then(() => engine(saksgangSok.data, load));
      ready.catch(() => (ready = undefined));
    }
    return ready;
  }

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const say = (words, values = {}) => (status.textContent = fill(words, values));

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /** A stretch of a text with the query's words marked. */
  function marked(text, words, from = 0, to = text.length) {
    const piece = document.createDocumentFragment();
    let at = from;
    for (const [begin, end] of matches(text, words)) {
      if (begin < at || end > to) continue;
      piece.append(text.slice(at, begin), element("mark", "", text.slice(begin, end)));
      at = end;
    }
    piece.append(text.slice(at, to));
    return piece;
  }

  /** The stretch of a text around the first word of the query, cut at spaces. */
  function excerpt(text, words) {
    const [first] = matches(text, words);
    const wanted = Math.max(0, (first ? first[0] : 0) - EXCERPT / 3);
    const from = wanted === 0 ? 0 : text.indexOf(" ", wanted) + 1;
    const end = from + EXCERPT >= text.length ? text.length : text.lastIndexOf(" ", from + EXCERPT);
    const to = end > from ? end : text.length;
    return [from > 0 ? "… " : "", marked(text, words, from, to), to < text.length ? " …" : ""];
  }

  const BLOCKS = "p, li, td, th, dt, dd, div, section, blockquote, h1, h2, h3, h4, h5, h6";
  /** The running text of some nodes, with a space between blocks; what the page ties by no-break spaces stays tied. */
  function running(nodes) {
    let text = "";
    let before;
    for (const node of nodes) {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest("[aria-hidden], .visually-hidden, h1")) continue;
        const block = parent.closest(BLOCKS);
        text += (block === before ? "" : " ") + walker.currentNode.data;
        before = block;
      }
    }
    return text.replace(/[^\S\u00a0]+/g, " ").trim();
  }

  const pages = new Map();
  /** The text of an entry, from the page that it is on: it is in the browser's cache when the result is followed. */
  async function textOf(row) {
    if (parts.has("e")) return parts.get("e")[0][row.group][row.nth];
    const [address, fragment] = row.url.split("#");
    if (isShare) return "";
    if (!pages.has(address)) {
      const answer = fetch(root + address).then((page) => (page.ok ? page.text() : ""));
      pages.set(address, answer.then((html) => new DOMParser().parseFromString(html, "text/html")));
    }
    const page = await pages.get(address);
    const at = fragment ? page.getElementById(decodeURIComponent(fragment)) : page.querySelector(".decision.alone, main article");
    if (!at) return "";
    if (!/^H\d$/.test(at.tagName)) return running([at]);
    const nodes = [];
    for (let next = at.nextElementSibling; next && !(/^H\d$/.test(next.tagName) && next.tagName <= at.tagName); next = next.nextElementSibling) nodes.push(next);
    return running(nodes);
  }

  /** Puts excerpts into rows once they are seen. */
  const seen = new IntersectionObserver((rows) => {
    for (const { isIntersecting, target } of rows) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      const { row, words } = target.found;
      textOf(row).then(
        (text) => (text ? target.append(...excerpt(text, words)) : target.remove()),
        () => target.remove(),
      );
    }
  });

  const look = (results) => results.forEach((item) => seen.observe(item.querySelector(".excerpt")));

  function link(row, words) {
    const made = element("a", "", marked(row.title, words));
    const [page, fragment] = row.url.split("#");
    made.href = root + page + (isShare ? "index.html" : "") + (fragment ? `#${fragment}` : "");
    return made;
  }

  /** What a row is, and how it stands. */
  const standing = (row) => [named("type", row.kind), row.state ? named("state", row.state) : ""];
  const meta = (row, shown) => element("span", row.past ? "meta past" : "meta", shown.filter(Boolean).join(" · "));

  function facts(row) {
    const home = row.nth > 0 ? row.document : "";
    // The day is tied to its month, as pages do.
    const day = row.date ? date.format(row.date).replace(" ", "\u00a0") : "";
    const shown = [...standing(row), home];
    // A title that tells the date, with whatever spaces, needs no second one.
    if (day && !`${home} ${row.title}`.replace(/\s/g, " ").includes(day.replace(/\s/g, " "))) shown.push(day);
    return meta(row, shown);
  }

  /** One result: the best entry of a document, and below it the others of the same document; `hidden` are those not shown yet. */
  function result(rows, words, hidden) {
    const [best, ...others] = rows;
    const item = element("li", "", link(best, words), facts(best));
    const text = element("p", "excerpt");
    text.found = { row: best, words };
    item.append(text);
    if (others.length > 0) {
      const below = element("ul", "", ...others.map((row) => lower(row, words)));
      if (hidden.length > 0) below.append(rest(hidden, words));
      item.append(below);
    }
    return item;
  }

  /** An entry below the best of its document. */
  const lower = (row, words) => element("li", "", link(row, words), " ", meta(row, standing(row)));

  /** What tells how many of a document's entries are not shown, and shows the next of them. */
  function rest(hidden, words) {
    const button = element("button", "meta", fill(list.dataset.hidden, { n: hidden.length }));
    button.type = "button";
    const item = element("li", "", button);
    button.addEventListener("click", async () => {
      button.disabled = true;
      const rows = await Promise.all(hidden.slice(0, SHOWN).map((entry) => start().then((motor) => motor.row(entry)))).catch(() => []);
      button.disabled = false;
      if (rows.length === 0) return;
      const next = rows.map((row) => lower(row, words));
      const others = hidden.slice(SHOWN);
      item.replaceWith(...next, ...(others.length > 0 ? [rest(others, words)] : []));
      next[0].querySelector("a").focus();
    });
    return item;
  }

  /** The entries in their documents, in the order of each document's best. */
  function grouped(entries, groupOf) {
    const groups = new Map();
    for (const entry of entries) {
      const group = groups.get(groupOf[entry]);
      if (group) group.push(entry);
      else groups.set(groupOf[entry], [entry]);
    }
    return [...groups.values()];
  }

  const KEYS = { type: "type", body: "organ", year: "ar", state: "status" };
  const chosen = () => Object.fromEntries([...choices.querySelectorAll("select")].map((select) => [select.name, select.value]));

  /** Each facet's list, and what to offer in it: the values with their counts; what is chosen stays, also with none. */
  function offers(counts) {
    return Object.entries(KEYS).map(([facet, key]) => {
      const select = choices.elements[key];
      const picked = select.value;
      const values = [...(counts[facet] ?? [])];
      if (picked && !counts[facet]?.has(picked)) values.push([picked, 0]);
      if (facet === "year") values.sort((a, b) => b[0] - a[0]);
      else values.sort((a, b) => b[1] - a[1] || (named(facet, a[0]) < named(facet, b[0]) ? -1 : 1));
      const options = values.map(([value, n]) => new Option(`${named(facet, value)} (${n})`, value, false, value === picked));
      return { select, options: [new Option(select.dataset.all, ""), ...options], isNone: values.length < 2 && !picked };
    });
  }

  function offer(offered) {
    for (const { select, options, isNone } of offered) {
      select.replaceChildren(...options);
      select.closest("label").hidden = isNone;
    }
    choices.hidden = offered.every(({ isNone }) => isNone);
  }

  let run = 0;
  async function search() {
    const own = ++run;
    const query = field.value;
    if (query.trim() === "") {
      list.replaceChildren();
      meant.replaceChildren();
      more.hidden = choices.hidden = true;
      say("");
      return;
    }
    const waiting = setTimeout(() => own === run && say(status.dataset.loading), 300);
    try {
      await answer(query, own);
    } catch {
      // The parts may have moved since the start file was kept: ask anew, once.
      await start(true).then(() => answer(query, own)).catch(() => own === run && say(status.dataset.failed));
    } finally {
      clearTimeout(waiting);
    }
  }

  async function answer(query, own) {
    const motor = await start();
    const picked = Object.fromEntries(Object.entries(KEYS).map(([facet, key]) => [facet, choices.elements[key].value]));
    const found = await motor.find(query, picked);
    if (own !== run) return;
    const groups = grouped(found.entries, motor.groupOf);
    const show = (from, to) => {
      // Each is made when it is there, while others are on their way.
      const made = async (entries) => {
        const rows = await Promise.all(entries.slice(0, BELOW + 1).map(motor.row));
        return result(rows, found.words, entries.slice(rows.length));
      };
      return Promise.all(groups.slice(from, to).map(made));
    };
    const showing = show(0, SHOWN);
    // Counted while the rows are on their way.
    const offered = offers(found.counts);
    const results = await showing;
    if (own !== run) return;
    list.replaceChildren(...results);
    look(results);
    let shown = SHOWN;
    let isAsked = false;
    more.hidden = groups.length <= shown;
    more.onclick = async () => {
      if (isAsked) return;
      isAsked = true;
      const next = await show(shown, shown + SHOWN).finally(() => (isAsked = false));
      if (own !== run) return;
      shown += SHOWN;
      list.append(...next);
      look(next);
      more.hidden = groups.length <= shown;
      next[0]?.querySelector("a").focus();
    };
    const { total, complete } = found;
    const sentence = total === 0 ? "none" : complete > 0 && complete < total ? "partly" : complete === 0 ? "some" : total === 1 ? "one" : "count";
    say(status.dataset[sentence], { n: total, all: complete, q: query });
    offer(offered);
    await propose(motor, query, found, own);
  }

  /** “Did you mean”, for words that are nowhere. */
  async function propose(motor, query, found, own) {
    const mended = found.missing.length > 0 ? await motor.suggest(query, found.missing) : undefined;
    if (own !== run) return;
    meant.replaceChildren();
    if (!mended) return;
    const link = element("a", "", mended);
    link.href = address(mended);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field.value = mended;
      go(true);
      field.focus();
    });
    const [before, after] = meant.dataset.words.split("{q}");
    meant.append(before, link, after);
  }

  function address(query) {
    const values = new URLSearchParams(Object.entries({ q: query, ...chosen() }).filter(([, value]) => value));
    return values.size === 0 ? location.pathname : `?${values}`;
  }

  /**
   * Searches for what form and choices say, and puts it into the address: as a step back can undo, or in place. In place only when it
   * is answered, as browsers take their time for it.
   */
  async function go(isStep) {
    const next = address(field.value);
    if (isStep && next !== location.search) history.pushState(null, "", next);
    const own = run + 1;
    await search();
    if (own === run) history.replaceState(null, "", next);
  }

  /** What the address asks for, now and when going back and forth. */
  function fromAddress() {
    const values = new URLSearchParams(location.search);
    field.value = values.get("q") ?? "";
    for (const key of Object.values(KEYS)) {
      const value = values.get(key) ?? "";
      const select = choices.elements[key];
      if (value) select.add(new Option(value, value));
      select.value = value;
    }
    search();
  }

  field.addEventListener("input", () => go(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(true);
  });
  choices.addEventListener("change", () => go(true));
  addEventListener("popstate", fromAddress);

  // Arrows go through the results and back to the field; Escape leads back from anywhere.
  document.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const inField = document.activeElement === field;
    if (event.ctrlKey || event.metaKey || event.altKey || (at < 0 && !inField)) return;
    if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else if ((event.key === "ArrowUp" && at === 0) || (event.key === "Escape" && at >= 0)) field.focus();
    else return;
    event.preventDefault();
  });

  /** Answers again and again, for nobody and as long as nobody asks: what comes then finds the browser with all of this compiled. */
  async function practise() {
    const motor = await start();
    const word = motor.usual;
    const row = { kind: "item", state: "", date: new Date(), document: word, title: word, url: "#", nth: 1 };
    for (let turn = 0; turn < TURNS && word; turn += 1) {
      await new Promise(globalThis.requestIdleCallback ?? setTimeout);
      if (field.value !== "") return;
      const found = await motor.practise();
      offers(found.counts);
      grouped(found.entries, motor.groupOf).slice(0, SHOWN).forEach(() => result([row, row], found.words, 1));
    }
  }

  practise().catch(() => {});
  fromAddress();
})();
