// The search page: takes the query from the address, shows what the engine finds, keeps address and list in step.
// All words come from the page (data attributes), so that this file speaks no language.

import { engine, matches } from "./sok-motor.js";

const SHOWN = 50;
const EXCERPT = 180;
const form = document.getElementById("_sok-skjema");
const field = document.getElementById("_sok-ord");
const status = document.getElementById("_sok-status");
const list = document.getElementById("_sok-treff");

let ready;
/** The engine, fetched once; a failure is not kept, so that the next try asks again. */
function load() {
  ready ??= fetch(form.dataset.index, { cache: "no-cache" })
    .then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    })
    .then(engine)
    .catch((error) => {
      ready = undefined;
      throw error;
    });
  return ready;
}

function say(words, values = {}) {
  status.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A text with the query's words marked; built of nodes, so that nothing in the data is ever read as HTML. */
function marked(text, words, from = 0, to = text.length) {
  const piece = document.createDocumentFragment();
  let at = from;
  for (const [start, end] of matches(text, words)) {
    if (start < from || end > to) continue;
    piece.append(text.slice(at, start));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    piece.append(mark);
    at = end;
  }
  piece.append(text.slice(at, to));
  return piece;
}

/** The stretch of the text around the first word of the query, cut at spaces. */
function excerpt(text, words) {
  const first = matches(text, words)[0];
  const wanted = Math.max(0, (first ? first[0] : 0) - EXCERPT / 3);
  const from = wanted === 0 ? 0 : text.indexOf(" ", wanted) + 1;
  const end = from + EXCERPT >= text.length ? text.length : text.lastIndexOf(" ", from + EXCERPT);
  const to = end > from ? end : text.length;
  const piece = document.createElement("p");
  piece.className = "excerpt";
  piece.append(from > 0 ? "… " : "", marked(text, words, from, to), to < text.length ? " …" : "");
  return piece;
}

function row(entry, words, found) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = form.dataset.root + entry.url.replace(/^\//, "");
  link.append(marked(entry.title, words));
  const facts = document.createElement("span");
  facts.className = "meta";
  const kind = list.dataset[entry.kind] ?? entry.type;
  const date = entry.date && new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${entry.date}T00:00:00Z`));
  const home = entry.kind === "document" ? "" : found.title(entry.group);
  facts.textContent = [kind, home, home.includes(date) ? "" : date, entry.past ? list.dataset.past : ""].filter(Boolean).join(" · ");
  item.append(link, facts);
  if (entry.text) item.append(excerpt(entry.text, words));
  return item;
}

async function search(query) {
  list.replaceChildren();
  if (query.trim() === "") {
    say("");
    return;
  }
  say(status.dataset.loading);
  try {
    const found = await load();
    const { entries, words } = found.find(query);
    if (query !== field.value) return;
    list.replaceChildren(...entries.slice(0, SHOWN).map((entry) => row(entry, words, found)));
    const sentence =
      entries.length === 0 ? status.dataset.none : entries.length > SHOWN ? status.dataset.many : entries.length === 1 ? status.dataset.one : status.dataset.count;
    say(sentence, { n: entries.length, shown: SHOWN, q: query });
  } catch {
    say(status.dataset.failed);
  }
}

/** What the address asks for, now and when going back and forth. */
function fromAddress() {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  search(field.value);
}

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history.replaceState(null, "", field.value ? `?q=${encodeURIComponent(field.value)}` : location.pathname);
    search(field.value);
  }, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  history.pushState(null, "", `?q=${encodeURIComponent(field.value)}`);
  search(field.value);
});
addEventListener("popstate", fromAddress);
field.addEventListener("focus", () => load().catch(() => {}), { once: true });
fromAddress();
